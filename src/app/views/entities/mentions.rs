//! Keyword in context: every mention of the selected name, one below the other, with the words around it.

use std::sync::Arc;

use eframe::egui::{self, RichText, ScrollArea, Sense, pos2};

use crate::analysis::Analysis;
use crate::app::command::{Command, NameEdit, Select, ViewCommand};
use crate::app::job::Background;
use crate::app::shown::ShownKey;
use crate::app::theme::{self, size, space};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::row::one_line;
use crate::app::words;
use crate::app::words::outlet_and_date;
use crate::corpus::DocumentId;
use crate::entity::EntityId;
use crate::progress::Progress;
use crate::text::Span;

/// Letters to each side of a name that are looked at; what does not fit is cut off by the pane.
const AROUND: usize = 120;

/// Widest that the line of outlet and date gets, in points.
const PLACE: f32 = 190.0;

/// The mentions of the selected name in the shown articles.
pub struct Mentions {
    made: Background<(ShownKey, EntityId), Vec<(DocumentId, Span)>>,
}

impl Default for Mentions {
    fn default() -> Self {
        Self { made: Background::new("mentions") }
    }
}

impl Mentions {
    /// Paints the list.
    pub fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        // A panel keeps the height of what is in it: without a name it would stay a line high.
        ui.set_min_height(ui.available_height());
        ui.add_space(space::SMALL);
        let state = scene.state;
        let selected = state.selection.entity.and_then(|id| state.analysis.entities.entities.get(id.index()));
        let Some(entity) = selected else {
            ui.label(super::quiet(scene.theme, "Choose a name: every place where it stands is listed here."));
            return;
        };
        let shown_key = state.shown_key();
        let Some(shown) = state.shown.get(&shown_key) else { return };
        let key = (shown_key, entity.id);
        self.made.request(&key, &state.waker, || {
            let (analysis, shown, id) = (Arc::clone(&state.analysis), Arc::clone(shown), entity.id);
            move |_: &Progress| {
                let mentions = &analysis.entities.get(id).mentions;
                let shown = mentions.iter().filter(|mention| shown.has(mention.document));
                Ok(shown.map(|mention| (mention.document, mention.span)).collect())
            }
        });
        let Some(mentions) = self.made.get(&key).cloned() else { return };
        ui.horizontal(|ui| {
            ui.label(RichText::new(&entity.name).font(theme::strong_font(size::BODY)));
            ui.label(super::quiet(scene.theme, words::count(mentions.len(), "mention", "mentions")));
        });
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).id_salt("mentions").show_rows(
            ui,
            space::ROW,
            mentions.len(),
            |ui, range| {
                for &(document, span) in &mentions[range] {
                    line_ui(ui, scene, document, span, out);
                }
            },
        );
    }
}

/// The words before and after a stretch of a text, in one line.
pub fn context(text: &str, span: Span) -> (String, String) {
    let before = text.get(..span.start()).unwrap_or_default();
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let after = text.get(span.end()..).unwrap_or_default();
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let one_line = |words: &str| words.replace(['\n', '\t'], " ");
    (one_line(&before[from..]), one_line(&after[..to]))
}

fn line_ui(ui: &mut egui::Ui, scene: &Scene<'_>, id: DocumentId, span: Span, out: &mut Commands) {
    let (state, theme) = (scene.state, scene.theme);
    let analysis: &Analysis = &state.analysis;
    let document = analysis.corpus.get(id);
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), space::ROW), Sense::click());
    let (before, after) = context(&document.text, span);
    let name = span.get(&document.text).unwrap_or_default().replace('\n', " ");
    let place = outlet_and_date(document);
    response.widget_info(|| {
        let line = format!("{}{name}{}, {place}", before.trim_start(), after.trim_end());
        egui::WidgetInfo::labeled(egui::Role::ListItem, true, line)
    });
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 3.0, theme.raised);
    }
    let place_width = PLACE.min(rect.width() * 0.3);
    let room = rect.with_max_x(rect.right() - place_width - space::MEDIUM);
    let painter = ui.painter_at(room);
    let strong = painter.layout_no_wrap(name.clone(), theme::strong_font(size::BODY), theme.ink);
    let plain = |words: String| painter.layout_no_wrap(words, theme::reading_font(size::BODY), theme.ink);
    let (left, right) = (plain(before), plain(after));
    let middle = |height: f32| rect.center().y - height / 2.0;
    let at = room.left() + room.width() * 0.44;
    painter.galley(pos2(at - left.size().x - 1.0, middle(left.size().y)), left, theme.ink);
    let end = at + strong.size().x;
    painter.galley(pos2(at, middle(strong.size().y)), strong, theme.ink);
    painter.galley(pos2(end + 1.0, middle(right.size().y)), right, theme.ink);
    let galley = one_line(ui, &place, theme::font(size::SMALL), theme.ink_quiet, place_width);
    ui.painter().galley(pos2(rect.right() - galley.size().x, middle(galley.size().y)), galley, theme.ink_quiet);
    if response.clicked() {
        out.push(Command::Select(Select::Place(id, span)));
        out.push(Command::View(ViewCommand::OpenArticle(id)));
    }
    response.context_menu(|ui| {
        if ui.button("Read it").clicked() {
            out.push(Command::Select(Select::Place(id, span)));
            out.push(Command::View(ViewCommand::OpenArticle(id)));
        }
        let entity = state.selection.entity.and_then(|id| analysis.entities.entities.get(id.index()));
        if let Some(entity) = entity {
            ui.separator();
            super::edit::correct_ui(ui, entity, Some(&name), out);
            ui.separator();
        }
        if ui.button("Add a name…").clicked() {
            out.push(NameEdit::Add(name.clone()).asked());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_keeps_to_letters_and_to_one_line() {
        let text = "Éa\nsaid Kerry\nwas here";
        let at = text.find("Kerry").expect("it is there");
        let (before, after) = context(text, Span::new(at, at + 5));
        assert_eq!((before.as_str(), after.as_str()), ("Éa said ", " was here"));
        let long = format!("{}Kerry{}", "é".repeat(300), "ü".repeat(300));
        let (before, after) = context(&long, Span::new(600, 605));
        assert_eq!((before.chars().count(), after.chars().count()), (AROUND, AROUND));
    }
}

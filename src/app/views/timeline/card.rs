//! What is said of a mark: a card under the pointer, and a list that stays.

use eframe::egui::{self, Key, RichText, ScrollArea, Sense, text::LayoutJob};

use super::model::Made;
use super::paint::Side;
use super::pinned::{Pinned, read, title};
use super::row::Item;
use super::strip::Glyph;
use super::{menu, say};
use crate::analysis::Analysis;
use crate::app::theme::{self, Theme, size, space};
use crate::app::views::{Commands, Scene};
use crate::app::words;
use crate::app::words::outlet_and_date;
use crate::text::one_line;

/// Sentences on the card; the list has them all.
const ON_CARD: usize = 4;

/// Width of card and list, in points.
const WIDTH: f32 = 400.0;

/// Height of an entry of the list, in points: two lines of the sentence, one of why, one of where.
const ENTRY: f32 = 84.0;

/// What a click on a mark does: one sentence opens in the reader, several are listed.
pub fn open(made: &Made, row: u32, glyph: &Glyph, side: Side, rect: egui::Rect, out: &mut Commands) -> Option<Pinned> {
    let pinned = Pinned::of_glyph(made, row, glyph, side, rect.left_bottom() + egui::vec2(0.0, 6.0));
    if let [item] = pinned.items.as_slice() {
        read(item, out);
        return None;
    }
    Some(pinned)
}

/// The card under the pointer.
pub fn card_ui(ui: &mut egui::Ui, scene: &Scene<'_>, made: &Made, row: u32, glyph: &Glyph, side: Side) {
    ui.set_max_width(WIDTH);
    ui.spacing_mut().item_spacing.y = space::HAIR;
    ui.label(RichText::new(title(made, row, glyph, side)).font(theme::strong_font(size::BODY)));
    let mut said = Vec::new();
    if glyph.tally.count > 1 {
        said.push(words::count(glyph.tally.count as usize, "time", "times"));
    }
    if glyph.is_future() && side == Side::Text {
        said.push("still to come when it was written".to_owned());
    }
    if !said.is_empty() {
        ui.label(RichText::new(said.join(", ")).small().color(scene.theme.ink_quiet));
    }
    if glyph.tally.disputed > 0 {
        let words = "≠ Other articles give another date for what looks like the same";
        ui.label(RichText::new(words).small().color(scene.theme.fact_differs));
    }
    let rows = if side == Side::Text { &made.text } else { &made.published };
    for item in glyph.items(rows).take(ON_CARD) {
        ui.add_space(space::SMALL);
        let item = &made.items[item as usize];
        let analysis = &made.basis.analysis;
        let sentence = sentence_job(analysis, scene.theme, item, WIDTH, 3);
        ui.label(sentence);
        small_ui(ui, scene.theme, analysis, item);
    }
    let rest = (glyph.tally.count as usize).saturating_sub(ON_CARD);
    let hint = match rest {
        0 if glyph.tally.count == 1 => "Click to read it".to_owned(),
        0 => "Click for the list".to_owned(),
        rest => format!("and {} more; click for the list", words::number(rest)),
    };
    ui.add_space(space::SMALL);
    ui.label(RichText::new(hint).small().color(scene.theme.accent));
}

/// Why, and where.
fn small_ui(ui: &mut egui::Ui, theme: &Theme, analysis: &Analysis, item: &Item) {
    ui.label(RichText::new(say::derivation(analysis, item.timex)).small().color(theme.ink));
    let document = analysis.corpus.get(item.document);
    let mut place = outlet_and_date(document);
    if let Some(look) = say::look(analysis, item.document, item.timex) {
        place += &format!("  ·  {look}");
    }
    ui.label(RichText::new(place).small().color(theme.ink_quiet));
}

/// The sentence with the words of the time on a ground of their own.
pub fn sentence_job(analysis: &Analysis, theme: &Theme, item: &Item, width: f32, rows: usize) -> LayoutJob {
    let text = &analysis.corpus.get(item.document).text;
    let plain = egui::TextFormat { font_id: theme::reading_font(size::BODY), color: theme.ink, ..Default::default() };
    let marked = egui::TextFormat { background: theme.found_ground, ..plain.clone() };
    let wrap = egui::text::TextWrapping { max_width: width, max_rows: rows, ..Default::default() };
    let mut job = LayoutJob { wrap, ..LayoutJob::default() };
    let phrase = analysis.timeline.timexes.get(item.timex.index()).map(|timex| timex.span);
    let (start, end) = (item.sentence.start(), item.sentence.end());
    let (from, to) = phrase.map_or((end, end), |span| (span.start().clamp(start, end), span.end().clamp(start, end)));
    for (from, to, format) in [(start, from, &plain), (from, to, &marked), (to, end, &plain)] {
        if let Some(part) = text.get(from..to).filter(|part| !part.is_empty()) {
            job.append(&part.replace('\n', " "), 0.0, format.clone());
        }
    }
    job
}

/// The list that stays.
pub fn pinned_ui(ui: &egui::Ui, scene: &Scene<'_>, pinned: &mut Option<Pinned>, out: &mut Commands) {
    let Some(list) = pinned else { return };
    let mut is_open = true;
    let heading = RichText::new(&list.title).font(theme::strong_font(size::BODY));
    egui::Window::new(heading)
        .id(ui.scope_id().with("pinned"))
        .open(&mut is_open)
        .default_pos(list.at)
        .default_width(WIDTH + 24.0)
        .default_height((list.items.len() as f32 * ENTRY).min(320.0))
        .collapsible(false)
        .constrain_to(ui.ctx().content_rect())
        .frame(scene.theme.card())
        .show(ui.ctx(), |ui| {
            let times = words::count(list.items.len(), "time", "times");
            ui.label(RichText::new(times).small().color(scene.theme.ink_quiet));
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical().auto_shrink([false, true]).show_rows(ui, ENTRY, list.items.len(), |ui, range| {
                for item in &list.items[range] {
                    entry_ui(ui, scene, item, out);
                }
            });
        });
    let is_free = scene.state.modal.is_none() && !egui::Popup::is_any_open(ui.ctx());
    // The key is taken: what was brushed stays until it is pressed again.
    if !is_open || (is_free && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape))) {
        *pinned = None;
    }
}

fn entry_ui(ui: &mut egui::Ui, scene: &Scene<'_>, item: &Item, out: &mut Commands) {
    let analysis = &scene.state.analysis;
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), ENTRY), Sense::click());
    let sentence = || one_line(item.sentence.get(&analysis.corpus.get(item.document).text).unwrap_or_default());
    response.widget_info(|| {
        let words = format!("{}. {}", sentence(), say::derivation(analysis, item.timex));
        egui::WidgetInfo::labeled(egui::Role::ListItem, true, words)
    });
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, scene.theme.raised);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, scene.theme.line());
    let inside = rect.shrink2(egui::vec2(space::SMALL, space::SMALL));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(inside));
    child.spacing_mut().item_spacing.y = space::HAIR;
    child.add(egui::Label::new(sentence_job(analysis, scene.theme, item, inside.width(), 2)).selectable(false));
    let theme = scene.theme;
    let why = RichText::new(say::derivation(analysis, item.timex)).small().color(theme.ink);
    child.add(egui::Label::new(why).truncate().selectable(false));
    let place = RichText::new(outlet_and_date(analysis.corpus.get(item.document))).small().color(theme.ink_quiet);
    child.add(egui::Label::new(place).truncate().selectable(false));
    if response.clicked() {
        read(item, out);
    }
    response.context_menu(|ui| menu::item_ui(ui, scene, item, out));
}

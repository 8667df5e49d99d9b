//! The margin: which passages stand elsewhere too, in how many articles, and who had them first.

use eframe::egui::{self, Rect, Role, Sense};

use crate::app::about::outlet_or_unknown;
use crate::app::command::{Command, ViewCommand};
use crate::app::dates;
use crate::app::state::State;
use crate::app::theme::{self, size, space};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::row::one_line;
use crate::app::words;
use crate::app::words::outlet_and_date;
use crate::corpus::DocumentId;
use crate::story::Passage;

/// Width of the bar beside a passage that stands elsewhere too, in points.
pub const BAR: f32 = 4.0;

/// Room for the bar and the gap to the text, in points.
pub const GUTTER: f32 = 20.0;

/// Room for the words beside a passage, where the pane is wide enough.
pub const NOTE: f32 = 148.0;

/// Articles that a passage's menu lists; the rest is counted.
const MOST: usize = 16;

/// "in 7 others, first in Reuters on 12 May 2015".
pub fn says(state: &State, id: DocumentId, passage: &Passage) -> String {
    let others = words::count(passage.shared_with.len(), "other", "others");
    let corpus = &state.analysis.corpus;
    let first = match passage.first {
        Some(first) if first == id => "first here".to_owned(),
        Some(first) => {
            let document = corpus.get(first);
            let date = document.metadata.published_date().map(dates::date).unwrap_or_default();
            format!("first in {} on {date}", outlet_or_unknown(document))
        }
        None => "who was first is not known".to_owned(),
    };
    format!("in {others}, {first}")
}

/// The bar of a passage, with what is said of it under the pointer, and its articles in a menu. `note` is the room for
/// the words beside it, if there is any and they are to stand here.
pub fn passage_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    id: DocumentId,
    passage: &Passage,
    bar: Rect,
    note: Option<Rect>,
    out: &mut Commands,
) {
    let state = scene.state;
    let theme = scene.theme;
    let said = says(state, id, passage);
    let is_first = passage.first == Some(id);
    let touch = bar.expand2(egui::vec2(5.0, 0.0));
    let response =
        ui.interact(touch, ui.scope_id().with(("passage", passage.span.start(), bar.top() as i32)), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, true, format!("Passage {said}")));
    // Where this article was first the bar is filled; elsewhere it is an outline: no sign rests on colour alone.
    let ink = if response.hovered() || response.has_focus() { theme.accent } else { theme.ink_quiet };
    if is_first {
        ui.painter().rect_filled(bar, 1.5, ink);
    } else {
        ui.painter().rect_stroke(bar, 1.5, egui::Stroke::new(1.0, ink), egui::StrokeKind::Inside);
    }
    if let Some(room) = note {
        let (others, first) = said.split_once(", ").unwrap_or((said.as_str(), ""));
        let mut top = room.top();
        for line in [others, first] {
            let galley = one_line(ui, line, theme::font(size::SMALL), theme.ink_quiet, room.width());
            let height = galley.size().y;
            ui.painter().galley(egui::pos2(room.left(), top), galley, theme.ink_quiet);
            top += height;
        }
    }
    let response = response.on_hover_text(format!("This passage stands {said}.\nClick for the articles."));
    egui::Popup::menu(&response).show(|ui| {
        ui.set_min_width(280.0);
        ui.label(egui::RichText::new(&said).small().color(theme.ink_quiet));
        ui.add_space(space::SMALL);
        for &other in passage.shared_with.iter().take(MOST) {
            let document = state.analysis.corpus.get(other);
            let sign = if passage.first == Some(other) { "first: " } else { "" };
            let label = format!("{sign}{}", outlet_and_date(document));
            if ui.button(label).on_hover_text(document.title()).clicked() {
                out.push(Command::View(ViewCommand::OpenPair(id, other)));
                ui.close();
            }
        }
        let more = passage.shared_with.len().saturating_sub(MOST);
        if more > 0 {
            ui.label(format!("and {} more", words::number(more)));
        }
    });
}

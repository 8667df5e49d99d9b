//! What an article has that its pairs do not say.

use eframe::egui::{self, RichText};

use crate::app::command::{Command, Select};
use crate::app::theme::{self, size};
use crate::app::views::{Commands, Scene};
use crate::app::words;
use crate::corpus::DocumentId;

/// Doubles that are named; a dispatch may have hundreds.
const MOST_DOUBLES: usize = 4;

/// That it is an exact double, and of which; or that it has text of two stories.
pub fn kinship_ui(ui: &mut egui::Ui, scene: &Scene<'_>, id: DocumentId, out: &mut Commands) {
    let analysis = &scene.state.analysis;
    let clusters = &analysis.clusters;
    let homes = clusters.of_document.get(id.index()).map_or(&[][..], |homes| homes);
    let strong = |ui: &mut egui::Ui, text: &str| {
        ui.label(RichText::new(text).font(theme::strong_font(size::SMALL)).color(scene.theme.accent));
    };
    if clusters.has_two_sources(id) {
        strong(ui, if homes.len() == 2 { "Two sources: made of two stories" } else { "Several sources" });
    }
    let doubles = homes.iter().flat_map(|&home| &clusters.get(home).duplicates).find(|group| group.contains(&id));
    let Some(group) = doubles else { return };
    strong(ui, "Exact duplicate, word for word the same as");
    for &other in group.iter().filter(|&&other| other != id).take(MOST_DOUBLES) {
        let document = analysis.corpus.get(other);
        // Copies often say nothing of where they are from; a file has a name at least.
        let name = words::known_source(document).unwrap_or_else(|| document.path.clone());
        if ui.link(RichText::new(name).small()).on_hover_text(&document.path).clicked() {
            out.push(Command::Select(Select::Article(other)));
        }
    }
    if group.len() > MOST_DOUBLES + 1 {
        let more = words::count(group.len() - 1 - MOST_DOUBLES, "more", "more");
        ui.label(RichText::new(format!("and {more}")).small().color(scene.theme.ink_quiet));
    }
}

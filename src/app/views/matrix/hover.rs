//! The card that tells of the cell under the pointer.

use eframe::egui::{self, RichText};

use crate::analysis::Analysis;
use crate::app::theme::{self, Theme, size};
use crate::app::views::inspector::outlet_and_date;
use crate::app::words;
use crate::corpus::DocumentId;
use crate::similarity::{Measure, PairScore};

/// Longest quotation of the shared run, in letters.
const QUOTED: usize = 220;

/// The card of a cell: `row` and `column` are different articles.
pub fn card_ui(ui: &mut egui::Ui, theme: &Theme, analysis: &Analysis, row: DocumentId, column: DocumentId) {
    ui.set_max_width(380.0);
    for (id, color) in [(row, theme.only_left), (column, theme.only_right)] {
        let document = analysis.corpus.get(id);
        ui.label(RichText::new(document.title()).font(theme::reading_font(size::BODY)).color(theme.ink));
        ui.label(RichText::new(outlet_and_date(document)).small().color(color));
    }
    let Some(pair) = analysis.matrix.pair(row, column) else {
        ui.label(RichText::new("Too little in common to be listed").small().color(theme.ink_quiet));
        return;
    };
    ui.separator();
    egui::Grid::new("card").num_columns(4).spacing([12.0, 1.0]).show(ui, |ui| {
        for two in Measure::ALL.chunks(2) {
            for measure in two {
                ui.label(RichText::new(measure.label()).small().color(theme.ink_quiet));
                ui.label(RichText::new(format!("{:.2}", pair.score(*measure))).small());
            }
            ui.end_row();
        }
    });
    run_ui(ui, theme, analysis, pair);
}

fn run_ui(ui: &mut egui::Ui, theme: &Theme, analysis: &Analysis, pair: &PairScore) {
    let run = pair.longest_run;
    let Some(quoted) = run.a.get(&analysis.corpus.get(pair.a).text).filter(|_| run.words > 0) else { return };
    let mut words: String =
        quoted.chars().take(QUOTED).map(|letter| if letter == '\n' { ' ' } else { letter }).collect();
    if words.len() < quoted.len() {
        words.push('…');
    }
    let label = format!("Longest shared run, {}:", words::count(run.words as usize, "word", "words"));
    ui.label(RichText::new(label).small().color(theme.ink_quiet));
    ui.label(RichText::new(format!("“{words}”")).font(theme::reading_italic(size::BODY)));
}

//! Two articles side by side: what is equal, changed, moved, and only in one.

pub mod rows;

use std::sync::Arc;

use eframe::egui::{self, RichText, ScrollArea, text::LayoutJob};

use super::inspector::outlet_and_date;
use super::{Commands, Scene, View, nothing_ui};
use crate::analysis::{Analysis, Comparison};
use crate::app::job::Background;
use crate::app::state::ComparisonKey;
use crate::app::theme::{self, Theme, size, space};
use crate::progress::Progress;
use rows::{Mark, Row, Segment, rows};

/// The comparison.
pub struct CompareView {
    rows: Background<ComparisonKey, Vec<Row>>,
}

impl Default for CompareView {
    fn default() -> Self {
        Self { rows: Background::new("rows") }
    }
}

impl View for CompareView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, _: &mut Commands) {
        let state = scene.state;
        let Some(key) = state.comparison_key() else {
            let hint = "Choose a cell of the matrix, or Ctrl+click a second article in the list.";
            nothing_ui(ui, scene.theme, "No pair selected", hint);
            return;
        };
        let Some(comparison) = state.comparison() else {
            nothing_ui(ui, scene.theme, "Comparing…", "Two long articles take a moment.");
            return;
        };
        self.request(&key, scene, comparison);
        heads_ui(ui, scene, comparison);
        let Some(rows) = self.rows.get(&key) else { return };
        let analysis = &state.analysis;
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for row in rows.iter() {
                row_ui(ui, scene.theme, analysis, comparison, row);
            }
        });
    }
}

impl CompareView {
    fn request(&mut self, key: &ComparisonKey, scene: &Scene<'_>, comparison: &Arc<Comparison>) {
        let analysis = &scene.state.analysis;
        self.rows.request(key, &scene.state.waker, || {
            let (analysis, comparison) = (Arc::clone(analysis), Arc::clone(comparison));
            move |_: &Progress| {
                let texts = [comparison.a, comparison.b].map(|id| Arc::clone(&analysis.corpus.get(id).text));
                Ok(rows(&texts[0], &texts[1], &comparison.alignment))
            }
        });
    }
}

fn heads_ui(ui: &mut egui::Ui, scene: &Scene<'_>, comparison: &Comparison) {
    ui.columns_const(|columns: &mut [egui::Ui; 2]| {
        let colors = [scene.theme.only_left, scene.theme.only_right];
        for (ui, (id, color)) in columns.iter_mut().zip([comparison.a, comparison.b].into_iter().zip(colors)) {
            let document = scene.state.analysis.corpus.get(id);
            let title = RichText::new(document.title()).font(theme::reading_font(size::HEADING));
            ui.add(egui::Label::new(title).truncate());
            ui.label(RichText::new(outlet_and_date(document)).small().color(color));
        }
    });
    ui.separator();
}

fn row_ui(ui: &mut egui::Ui, theme: &Theme, analysis: &Analysis, comparison: &Comparison, row: &Row) {
    ui.columns_const(|columns: &mut [egui::Ui; 2]| {
        let sides = [(comparison.a, &row.a), (comparison.b, &row.b)];
        for (side, (ui, (id, segments))) in columns.iter_mut().zip(sides).enumerate() {
            let job = sentence(theme, &analysis.corpus.get(id).text, segments, side == 0, ui.available_width());
            ui.add(egui::Label::new(job).wrap().selectable(true));
        }
    });
    ui.add_space(space::HAIR);
}

fn sentence(theme: &Theme, text: &str, segments: &[Segment], is_left: bool, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    for segment in segments {
        let Some(words) = segment.span.get(text) else { continue };
        let words = words.replace('\n', " ");
        job.append(&words, 0.0, format(theme, segment.mark, is_left));
    }
    job
}

fn format(theme: &Theme, mark: Mark, is_left: bool) -> egui::TextFormat {
    let (ink, ground) =
        if is_left { (theme.only_left, theme.only_left_ground) } else { (theme.only_right, theme.only_right_ground) };
    let mut format = egui::TextFormat {
        font_id: theme::reading_font(size::READING),
        color: theme.ink,
        line_height: Some(size::READING * theme::READING_LINE),
        ..Default::default()
    };
    match mark {
        Mark::Equal => {}
        Mark::Only => {
            format.color = ink;
            format.background = ground;
            // A sign that does not rest on hue: what is only at the left is struck through, at the right underlined.
            let line = egui::Stroke::new(1.0, ink);
            if is_left {
                format.strikethrough = line;
            } else {
                format.underline = line;
            }
        }
        Mark::Moved => {
            format.color = theme.moved;
            format.background = theme.moved_ground;
        }
    }
    format
}

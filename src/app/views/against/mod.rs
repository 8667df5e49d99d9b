//! A text from elsewhere against all articles: where does it stand?

use eframe::egui::{self, RichText, ScrollArea, TextEdit};

use super::{Commands, Scene, View};
use crate::app::asked::{Asked, Trace};
use crate::app::command::{Command, Select, ViewCommand};
use crate::app::layout::Pane;
use crate::app::state::State;
use crate::app::theme::{self, size, space};
use crate::app::widgets::row::one_line;
use crate::app::words;
use crate::app::words::outlet_and_date;
use crate::similarity::Match;

/// The pane that traces a text.
#[derive(Default)]
pub struct AgainstView {
    /// The text that was pasted or is being written.
    draft: String,
    /// Whether the next frame puts the keyboard into the field: whoever comes here wants to paste.
    wants_keyboard: bool,
}

impl View for AgainstView {
    fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        egui::Frame::new().inner_margin(space::MEDIUM).show(ui, |ui| {
            let title = ui.label(RichText::new("Where does a text come from?").font(theme::strong_font(size::HEADING)));
            let hint = "Paste a passage or a whole article, or drop a file here while this pane is in front. \
                        It is held against every article; nothing is added to what is open.";
            ui.label(RichText::new(hint).color(scene.theme.ink_quiet));
            ui.add_space(space::SMALL);
            let field = TextEdit::multiline(&mut self.draft)
                .hint_text("Paste text here")
                .desired_rows(5)
                .desired_width(f32::INFINITY);
            let field = ScrollArea::vertical()
                .id_salt("asked")
                .max_height(140.0)
                .show(ui, |ui| ui.add(field).labelled_by(title.id))
                .inner;
            if std::mem::take(&mut self.wants_keyboard) {
                field.request_focus();
            }
            if field.changed() {
                let text = self.draft.trim();
                let asked = (!text.is_empty()).then(|| Asked::Text(text.into()));
                out.push(Command::View(ViewCommand::Trace(asked)));
            }
            answer_ui(ui, scene, out);
        });
    }

    fn on_command(&mut self, command: &Command, _: &State) {
        match command {
            Command::View(ViewCommand::Trace(None | Some(Asked::File(_)))) => {
                self.draft.clear();
                self.wants_keyboard = matches!(command, Command::View(ViewCommand::Trace(None)));
            }
            Command::View(ViewCommand::Pane(pane)) => self.wants_keyboard = *pane == Pane::Against,
            _ => {}
        }
    }
}

fn answer_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let Some(asked) = &scene.state.asked else { return };
    ui.add_space(space::SMALL);
    let trace = scene.state.trace();
    ui.horizontal(|ui| {
        let name = match asked {
            Asked::Text(_) => "the pasted text".to_owned(),
            Asked::File(path) => format!("“{}”", path.file_name().unwrap_or_default().to_string_lossy()),
        };
        let line = match trace {
            None => format!("Looking for {name}…"),
            Some(Trace { trouble: Some(_), .. }) => format!("{name} could not be looked for"),
            Some(trace) => {
                let length = words::count(trace.document.word_count as usize, "word", "words");
                let found = words::count(trace.matches.len(), "article shares", "articles share");
                format!("{found} text with {name} ({length})")
            }
        };
        ui.label(RichText::new(line).font(theme::strong_font(size::BODY)));
        if ui.button("Clear").clicked() {
            out.push(Command::View(ViewCommand::Trace(None)));
        }
    });
    let Some(trace) = trace else { return };
    if let Some(trouble) = &trace.trouble {
        ui.label(RichText::new(words::capitalised(trouble)).color(scene.theme.warning));
        return;
    }
    if trace.matches.is_empty() {
        let hint = "A few words that any article may have are not told. A longer passage says more.";
        ui.label(RichText::new(hint).color(scene.theme.ink_quiet));
        return;
    }
    const MATCH_HEIGHT: f32 = 56.0;
    ScrollArea::vertical().id_salt("matches").auto_shrink(false).show_rows(
        ui,
        MATCH_HEIGHT,
        trace.matches.len(),
        |ui, range| {
            for found in &trace.matches[range] {
                match_ui(ui, scene, trace, found, MATCH_HEIGHT, out);
            }
        },
    );
}

fn match_ui(ui: &mut egui::Ui, scene: &Scene<'_>, trace: &Trace, found: &Match, height: f32, out: &mut Commands) {
    let corpus = &scene.state.analysis.corpus;
    let Some(article) = corpus.documents().get(found.document.index()) else { return };
    let score = &found.score;
    let width = ui.available_width();
    ui.allocate_ui(egui::vec2(width, height), |ui| {
        ui.set_min_size(egui::vec2(width, height));
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.horizontal(|ui| {
            let (mark, _) = ui.allocate_exact_size(egui::vec2(10.0, 10.0), egui::Sense::hover());
            ui.painter().rect_filled(mark, 2.0, scene.theme.similarity(score.weighted_a_in_b));
            // What stands behind the title never takes more than a third, and the title the rest.
            let (font, color, most) = (theme::font(size::SMALL), scene.theme.ink_quiet, ui.available_width() / 3.0);
            let aside = one_line(ui, &outlet_and_date(article), font, color, most);
            let room = ui.available_width() - aside.size().x - space::MEDIUM;
            let title = egui::Link::new(RichText::new(article.title()).size(size::BODY));
            let title = ui.scope(|ui| {
                ui.set_max_width(room);
                ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
                ui.add(title)
            });
            if title.inner.on_hover_text(format!("{}\n{}", article.title(), article.path)).clicked() {
                out.push(Command::Select(Select::Place(found.document, score.longest_run.b)));
                out.push(Command::View(ViewCommand::OpenArticle(found.document)));
            }
            ui.label(aside);
        });
        let line = format!(
            "{} of the text is in it, {}; {} of the article is in the text",
            words::percent(score.weighted_a_in_b),
            score.copy_class().label(),
            words::percent(score.weighted_b_in_a),
        );
        ui.label(RichText::new(line).small());
        if score.longest_run.words > 0 {
            let run = scene.state.analysis.matrix.compared_text(&trace.document, score.longest_run.a);
            let count = words::count(score.longest_run.words as usize, "word", "words");
            let line = RichText::new(format!("{count} in a row: “{run}”")).small().color(scene.theme.ink_quiet);
            ui.add(egui::Label::new(line).truncate().show_tooltip_when_elided(false)).on_hover_text(run);
        }
    });
}

//! Writing a note: plain text, with links that can be followed below it.
//!
//! Every letter is a decision at once, so that no draft can be lost by a click elsewhere, a crash or the end of the
//! window; letters that follow each other are undone together.

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::{self, Button, RichText, TextEdit};

use crate::app::command::{Command, Decision, Select, ViewCommand};
use crate::app::job::Background;
use crate::app::layout::Pane;
use crate::app::theme::space;
use crate::app::views::{Commands, Scene};
use crate::app::widgets::{Stops, list_row};
use crate::progress::Progress;
use crate::report::notes::{LinkIndex, Target, links};

/// Things that are offered while a link is typed.
const OFFERS: usize = 6;

/// What editors of notes share: what can be linked to, made in the background.
pub struct NoteEditor {
    index: Background<u64, LinkIndex>,
    offers: Background<(u64, String), Vec<(String, Target)>>,
    wants_focus: bool,
}

impl Default for NoteEditor {
    fn default() -> Self {
        Self { index: Background::new("links"), offers: Background::new("link offers"), wants_focus: false }
    }
}

/// A link that is being typed.
#[derive(Debug, PartialEq, Eq)]
struct Begun {
    /// Where it starts, in bytes.
    start: usize,
    /// Where the cursor is, in bytes.
    end: usize,
    /// What was typed so far.
    words: String,
}

impl NoteEditor {
    /// Puts the cursor into the next field that is shown.
    pub fn take_focus(&mut self) {
        self.wants_focus = true;
    }

    /// The field for a note that reads `kept` now; `decide` makes the decision of another text.
    pub fn ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        label: &str,
        kept: &str,
        decide: impl Fn(String) -> Decision,
        out: &mut Commands,
    ) {
        let mut text = kept.to_owned();
        let id = ui.make_persistent_id(("note", label));
        let label = ui.label(RichText::new(label).small().color(scene.theme.ink_quiet));
        let field = TextEdit::multiline(&mut text)
            .id(id)
            .desired_rows(2)
            .desired_width(f32::INFINITY)
            .hint_text("Plain text; [[ or @ links to an article or a name");
        let mut output = field.show(ui);
        let response = output.response.response.clone().labelled_by(label.id);
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        if response.changed() {
            out.push(Command::Decide(decide(text.clone())));
        }
        if response.lost_focus() {
            out.push(Command::EndTyping);
        }
        self.request_index(scene);
        let is_writing = response.has_focus() || is_offering(ui, id);
        let cursor = output.state.cursor.char_range().filter(|_| is_writing);
        let begun = cursor.and_then(|cursor| begun_link(&text, cursor.primary.index.0));
        ui.data_mut(|data| data.insert_temp(id.with("offering"), begun.is_some()));
        if let Some(begun) = begun {
            if let Some(words) = self.offers_ui(ui, scene, &begun) {
                let linked = format!("{}[[{words}]]{}", &text[..begun.start], &text[begun.end..]);
                let at = text[..begun.start].chars().count() + words.chars().count() + 4;
                output.state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(at))));
                output.state.store(ui.ctx(), id);
                ui.memory_mut(|memory| memory.request_focus(id));
                out.push(Command::Decide(decide(linked)));
            }
        } else {
            self.links_ui(ui, scene, &text, out);
        }
    }

    fn request_index(&mut self, scene: &Scene<'_>) {
        let state = scene.state;
        self.index.request(&state.analysis_number, &state.waker, || {
            let analysis = std::sync::Arc::clone(&state.analysis);
            move |_: &Progress| Ok(LinkIndex::new(&analysis))
        });
    }

    /// What the begun link may become; gives the words that were chosen.
    fn offers_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, begun: &Begun) -> Option<String> {
        let index = self.index.latest()?;
        let key = (scene.state.analysis_number, begun.words.clone());
        self.offers.request(&key, &scene.state.waker, || {
            let (index, words) = (std::sync::Arc::clone(index), begun.words.clone());
            move |_: &Progress| Ok(index.offers(&words, OFFERS))
        });
        let offers = self.offers.latest()?;
        let mut chosen = None;
        if offers.is_empty() {
            ui.label(RichText::new("Nothing is called so").small().color(scene.theme.ink_quiet));
        }
        for (words, target) in offers.as_slice() {
            let kind = match target {
                Target::Article(_) => "Article",
                Target::Pair(..) => "Pair",
                Target::Entity(_) => "Name",
            };
            let offer = list_row(ui, scene.theme, Stops::Rows, false, None, words, kind);
            if offer.clicked() {
                chosen = Some(words.clone());
            }
        }
        chosen
    }

    fn links_ui(&self, ui: &mut egui::Ui, scene: &Scene<'_>, text: &str, out: &mut Commands) {
        let found = links(text);
        let Some(index) = self.index.latest().filter(|_| !found.is_empty()) else { return };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            for link in &found {
                let words = RichText::new(&link.words).small();
                match index.resolve(&link.words) {
                    Some(target) => {
                        let button = Button::new(words.color(scene.theme.accent).underline()).frame(false).truncate();
                        if ui.add(button).on_hover_text("Go there").clicked() {
                            out.extend(commands_to(target));
                        }
                    }
                    None => {
                        ui.label(words.color(scene.theme.ink_quiet).strikethrough())
                            .on_hover_text("No article or name is called so now");
                    }
                }
            }
        });
    }
}

/// Whether offers stand below this field while the pointer is on its way to one: its press takes the focus from the field.
fn is_offering(ui: &egui::Ui, id: egui::Id) -> bool {
    ui.data(|data| data.get_temp(id.with("offering")).unwrap_or(false))
        && ui.input(|input| input.pointer.any_down() || input.pointer.any_released())
}

/// What leads to a target.
pub fn commands_to(target: Target) -> Vec<Command> {
    match target {
        Target::Article(id) => {
            vec![Command::Select(Select::Article(id)), Command::View(ViewCommand::OpenArticle(id))]
        }
        Target::Pair(a, b) => vec![Command::View(ViewCommand::OpenPair(a, b))],
        Target::Entity(id) => {
            vec![Command::Select(Select::Entity(id)), Command::View(ViewCommand::Pane(Pane::Entities))]
        }
    }
}

/// The link that the cursor, given in characters, is in: after `[[` or a word that begins with `@`.
fn begun_link(text: &str, cursor: usize) -> Option<Begun> {
    let end = text.char_indices().nth(cursor).map_or(text.len(), |(at, _)| at);
    let line = text[..end].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..end];
    let begun =
        |start: usize, sign: usize| Begun { start: line + start, end, words: before[start + sign..].to_owned() };
    if let Some(start) = before.rfind("[[").filter(|start| !before[*start..].contains("]]")) {
        return Some(begun(start, 2));
    }
    let start = before.rfind('@')?;
    let is_free = before[..start].chars().next_back().is_none_or(char::is_whitespace);
    // An address has letters before its sign; a sentence goes on after the name.
    (is_free && before[start..].split_whitespace().count() <= 3).then(|| begun(start, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_begins_with_brackets_or_a_free_sign() {
        let words = |text: &str| begun_link(text, text.chars().count()).map(|begun| begun.words);
        assert_eq!(words("see [[Ker").as_deref(), Some("Ker"));
        assert_eq!(words("ä @Ker").as_deref(), Some("Ker"));
        assert_eq!(words("@").as_deref(), Some(""));
        for other in ["", "see [[Kerry]] and", "ann@example", "[[Ker\nry", "@one two three four"] {
            assert_eq!(words(other), None, "{other}");
        }
        let begun = begun_link("ä [[ b", 4).expect("the cursor is behind the brackets");
        assert_eq!((begun.start, begun.end), (3, 5));
    }
}

//! What can be corrected of the chosen articles, as text being typed.
//!
//! A value is taken when its field is left, for all chosen articles at once, as one decision that can be undone. What was
//! found stands beside it with where it came from; giving a field its found value again takes the correction back.

use eframe::egui::{self, RichText};

use crate::app::command::{Command, Decision};
use crate::app::state::State;
use crate::app::theme::{self, Theme, size, space};
use crate::app::views::Commands;
use crate::corpus::{Confidence, Corpus, Document, Metadata, MetadataCorrection, Origin, Published};

/// A value that can be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Title,
    Byline,
    Outlet,
    Agency,
    Published,
}

impl Field {
    const ALL: [Field; 5] = [Field::Title, Field::Byline, Field::Outlet, Field::Agency, Field::Published];

    fn label(self) -> &'static str {
        match self {
            Field::Title => "Title",
            Field::Byline => "Byline",
            Field::Outlet => "Outlet",
            Field::Agency => "Agency",
            Field::Published => "Date",
        }
    }

    /// The value as text, with where it came from and how sure it is.
    fn of(self, metadata: &Metadata) -> Option<(String, Origin, Confidence)> {
        let slot = match self {
            Field::Title => &metadata.title,
            Field::Byline => &metadata.byline,
            Field::Outlet => &metadata.outlet,
            Field::Agency => &metadata.agency,
            Field::Published => {
                let published = metadata.published.as_ref()?;
                return Some((published.value.to_string(), published.origin, published.confidence));
            }
        };
        slot.as_ref().map(|found| (found.value.clone(), found.origin, found.confidence))
    }

    /// Puts a value into a correction; nothing takes the correction back.
    fn put(self, correction: &mut MetadataCorrection, value: Option<&Value>) {
        let text = value.map(|value| match value {
            Value::Text(text) => text.clone(),
            Value::Published(published) => published.map(|day| day.to_string()).unwrap_or_default(),
        });
        match self {
            Field::Title => correction.title = text,
            Field::Byline => correction.byline = text,
            Field::Outlet => correction.outlet = text,
            Field::Agency => correction.agency = text,
            Field::Published => {
                correction.published = value.and_then(|value| match value {
                    Value::Published(published) => Some(*published),
                    Value::Text(_) => None,
                });
            }
        }
    }

    /// What was typed, or why it cannot be taken.
    fn value(self, typed: &str) -> Result<Value, String> {
        let typed = typed.trim();
        if self != Field::Published {
            return Ok(Value::Text(typed.to_owned()));
        }
        if typed.is_empty() {
            return Ok(Value::Published(None));
        }
        typed.parse().map(|published| Value::Published(Some(published))).map_err(|error| error.to_string())
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Text(String),
    Published(Option<Published>),
}

/// A field as it is typed.
struct Typed {
    field: Field,
    text: String,
    /// As it was before typing; nothing where the articles differ.
    before: Option<String>,
    /// Where the value came from, in words.
    origin: String,
    /// Whether more than one reading is possible.
    is_open: bool,
    /// Whether a person corrected it in any of the articles.
    is_corrected: bool,
    error: Option<String>,
}

/// What decides a form: another choice or another decision makes it anew.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FormKey {
    /// Number of the choice.
    pub choice: u64,
    /// Which article of the file.
    pub article: usize,
    /// Number of the decisions.
    pub decisions: u64,
    /// Number of the analysis, whose corpus holds the values.
    pub analysis: u64,
}

/// The fields of the chosen articles.
pub struct Form {
    key: FormKey,
    /// Paths of the articles.
    paths: Vec<String>,
    fields: Vec<Typed>,
}

impl Form {
    /// Whether it is still what is asked for; what is being typed stays while only the analysis moves on.
    pub fn is_of(&self, key: FormKey) -> bool {
        let is_typing = self.fields.iter().any(|typed| typed.before.as_deref().unwrap_or("") != typed.text);
        self.key == key || (is_typing && (self.key.choice, self.key.article) == (key.choice, key.article))
    }

    /// How many articles it is for.
    pub fn len(&self) -> usize {
        self.paths.len()
    }

    /// The values of these articles. `read` is the corpus without corrections.
    pub fn new(key: FormKey, documents: &[&Document], read: &Corpus) -> Self {
        let fields = Field::ALL.map(|field| {
            let mut values = documents.iter().map(|document| field.of(&document.metadata));
            let first = values.next().flatten();
            let text = |value: &Option<(String, Origin, Confidence)>| value.as_ref().map(|(text, ..)| text.clone());
            let is_same = values.all(|value| text(&value) == text(&first));
            let is_corrected = documents.iter().any(|document| {
                field.of(&document.metadata).is_some_and(|(_, origin, _)| origin == Origin::Person)
                    || is_cleared(field, document, read)
            });
            let origin = match (&first, is_same) {
                (_, false) => "differ".to_owned(),
                (None, true) if is_corrected => "cleared".to_owned(),
                (None, true) => "not found".to_owned(),
                (Some((_, Origin::Person, _)), true) => "corrected".to_owned(),
                (Some((_, origin, Confidence::Ambiguous)), true) => format!("{}, unsure", origin.label()),
                (Some((_, origin, _)), true) => origin.label().to_owned(),
            };
            let is_open =
                is_same && first.as_ref().is_some_and(|(.., confidence)| *confidence == Confidence::Ambiguous);
            let before = is_same.then(|| text(&first).unwrap_or_default());
            let text = before.clone().unwrap_or_default();
            Typed { field, text, before, origin, is_open, is_corrected, error: None }
        });
        let paths = documents.iter().map(|document| document.path.clone()).collect();
        Self { key, paths, fields: fields.into() }
    }

    /// The fields under each other.
    pub fn ui(&mut self, ui: &mut egui::Ui, state: &State, theme: &Theme, out: &mut Commands) {
        let mut taken = None;
        const LABEL: f32 = 52.0;
        const ORIGIN: f32 = 112.0;
        let room = (ui.available_width() - LABEL - ORIGIN - 2.0 * space::MEDIUM).max(120.0);
        for (at, typed) in self.fields.iter_mut().enumerate() {
            ui.horizontal(|ui| {
                let label = ui
                    .allocate_ui_with_layout(
                        egui::vec2(LABEL, space::ROW),
                        egui::Layout::left_to_right(egui::Align::Center),
                        |ui| {
                            ui.set_min_width(LABEL);
                            ui.label(RichText::new(typed.field.label()).color(theme.ink_quiet))
                        },
                    )
                    .inner;
                let hint = if typed.before.is_none() { "Different values" } else { "Unknown" };
                let edit = egui::TextEdit::singleline(&mut typed.text).hint_text(hint).desired_width(room);
                let response = ui.add(edit).labelled_by(label.id);
                if response.changed() {
                    typed.error = None;
                }
                let was_typed = typed.before.as_deref().unwrap_or("") != typed.text;
                if response.lost_focus() && was_typed {
                    if ui.input(|input| input.key_pressed(egui::Key::Escape)) {
                        typed.text = typed.before.clone().unwrap_or_default();
                    } else {
                        taken = Some((at, false));
                    }
                }
                let ink = if typed.is_open { theme.warning } else { theme.ink_quiet };
                let origin = RichText::new(&typed.origin).font(theme::font(size::SMALL)).color(ink);
                ui.add(egui::Label::new(origin).truncate()).on_hover_text("Where the value came from");
                if typed.is_corrected && ui.small_button("↺").on_hover_text("As it was found").clicked() {
                    taken = Some((at, true));
                }
            });
            if let Some(error) = &typed.error {
                ui.horizontal(|ui| {
                    ui.add_space(LABEL + space::MEDIUM);
                    ui.label(RichText::new(error).small().color(theme.error));
                });
            }
        }
        if let Some((at, is_undone)) = taken {
            let typed = &mut self.fields[at];
            let value = if is_undone { Ok(None) } else { typed.field.value(&typed.text).map(Some) };
            match value {
                Ok(value) => {
                    let field = typed.field;
                    // What was typed is taken: the next form shows it.
                    typed.before = Some(typed.text.clone());
                    out.push(Command::Decide(self.decision(field, value.as_ref(), state)));
                }
                Err(error) => typed.error = Some(error),
            }
        }
    }

    fn decision(&self, field: Field, value: Option<&Value>, state: &State) -> Decision {
        let corpus = &state.analysis.corpus;
        let mut corrections = Vec::with_capacity(self.paths.len());
        for path in &self.paths {
            let Some(id) = corpus.find(path) else { continue };
            let mut correction = state.session.settings.metadata.get(path).cloned().unwrap_or_default();
            let found = state.corpus.find(path).and_then(|id| field.of(&state.corpus.get(id).metadata));
            let is_found = value.is_some_and(|value| {
                field.value(&found.map_or_else(String::new, |(text, ..)| text)).as_ref() == Ok(value)
            });
            field.put(&mut correction, value.filter(|_| !is_found));
            corrections.push((id, correction));
        }
        Decision::Metadata(corrections)
    }
}

/// Whether a person took away what was found.
fn is_cleared(field: Field, document: &Document, read: &Corpus) -> bool {
    field.of(&document.metadata).is_none()
        && read.find(&document.path).is_some_and(|id| field.of(&read.get(id).metadata).is_some())
}

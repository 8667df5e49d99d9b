//! The person's own names and patterns, and everything that was decided about names so far, each to be taken back.

use eframe::egui::{self, ComboBox, RichText, ScrollArea, TextEdit};

use crate::analysis::Settings;
use crate::app::apply::decide_name;
use crate::app::command::{Command, Decision};
use crate::app::theme::{self, size, space};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::kind::capital;
use crate::app::words;
use crate::entity::{EntityCorrection, EntityKind, EntityRule};

/// What is typed on the page.
#[derive(Default)]
pub struct RulesPage {
    pattern: String,
    is_regex: bool,
    kind: EntityKind,
    list: String,
}

impl RulesPage {
    /// Paints the page.
    pub fn ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        ScrollArea::vertical().auto_shrink(false).id_salt("rules").show(ui, |ui| {
            self.pattern_ui(ui, scene, out);
            rules_ui(ui, scene, out);
            self.list_ui(ui, scene, out);
            corrections_ui(ui, scene, out);
        });
    }

    fn pattern_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        heading(ui, "Names and patterns of my own");
        let hint = "Whatever they match is a name, before anything that was found. They are kept in the session.";
        ui.label(super::quiet(scene.theme, hint));
        let rule = EntityRule { pattern: self.pattern.clone(), is_regex: self.is_regex, kind: self.kind };
        let error = rule.check().err().filter(|_| !self.pattern.trim().is_empty());
        ui.horizontal_wrapped(|ui| {
            let hint = if self.is_regex { "Operation [A-Z][a-z]+" } else { "A name" };
            let field = TextEdit::singleline(&mut self.pattern).hint_text(hint).desired_width(220.0);
            ui.add(field).accessible_name("A name or pattern");
            ui.checkbox(&mut self.is_regex, "As a regular expression");
            kind_ui(ui, "rule kind", &mut self.kind);
            let is_good = error.is_none() && !self.pattern.trim().is_empty();
            if ui.add_enabled(is_good, egui::Button::new("Add")).clicked() {
                push(scene, out, vec![rule]);
                self.pattern.clear();
            }
        });
        if let Some(error) = error {
            ui.label(RichText::new(words::capitalised(&error.to_string())).small().color(scene.theme.error));
        }
    }

    /// Several names at once, pasted from elsewhere.
    fn list_ui(&mut self, ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
        ui.add_space(space::MEDIUM);
        ui.collapsing("Paste a list of names", |ui| {
            let label = ui.label("One name a line; its kind may follow a semicolon: “Anna Orlen; person”.");
            let field = TextEdit::multiline(&mut self.list).desired_rows(5).desired_width(f32::INFINITY);
            ui.add(field).labelled_by(label.id);
            let rules = rules_of_list(&self.list);
            let words = match rules.len() {
                0 => "Add".to_owned(),
                count => format!("Add {}", words::count(count, "name", "names")),
            };
            if ui.add_enabled(!rules.is_empty(), egui::Button::new(words)).clicked() {
                push(scene, out, rules);
                self.list.clear();
            }
        });
    }
}

/// The rules of a pasted list. A kind that is none makes it a person, as no kind does.
fn rules_of_list(list: &str) -> Vec<EntityRule> {
    list.lines()
        .filter_map(|line| {
            let (name, kind) = line.split_once(';').unwrap_or((line, ""));
            let kind = kind.trim().to_lowercase();
            let kind = match kind.as_str() {
                "location" => EntityKind::Place,
                "organization" => EntityKind::Organisation,
                kind => EntityKind::ALL.into_iter().find(|other| other.label() == kind).unwrap_or_default(),
            };
            let pattern = name.trim().to_owned();
            (!pattern.is_empty()).then_some(EntityRule { pattern, is_regex: false, kind })
        })
        .collect()
}

fn heading(ui: &mut egui::Ui, words: &str) {
    ui.add_space(space::MEDIUM);
    ui.label(RichText::new(words).font(theme::strong_font(size::BODY)));
}

fn kind_ui(ui: &mut egui::Ui, id: &str, kind: &mut EntityKind) -> bool {
    let before = *kind;
    let response = ComboBox::from_id_salt(id).selected_text(capital(*kind)).width(110.0).show_ui(ui, |ui| {
        for of in EntityKind::ALL {
            ui.selectable_value(kind, of, capital(of));
        }
    });
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Kind of name"));
    *kind != before
}

fn push(scene: &Scene<'_>, out: &mut Commands, rules: Vec<EntityRule>) {
    let mut settings = scene.state.session.settings.clone();
    settings.entity.rules.extend(rules);
    out.push(decide(settings, "rule for names"));
}

fn decide(settings: Settings, what: &'static str) -> Command {
    Command::Decide(Decision::Settings(Box::new(settings), what))
}

fn rules_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let settings = &scene.state.session.settings;
    for (at, rule) in settings.entity.rules.iter().enumerate() {
        ui.horizontal(|ui| {
            let mut kind = rule.kind;
            if kind_ui(ui, &format!("rule {at}"), &mut kind) {
                let mut settings = settings.clone();
                settings.entity.rules[at].kind = kind;
                out.push(decide(settings, "kind of a rule for names"));
            }
            let remove = ui.small_button("✕");
            remove.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Take away the rule {}", rule.pattern))
            });
            if remove.on_hover_text("Take the rule away").clicked() {
                let mut settings = settings.clone();
                settings.entity.rules.remove(at);
                out.push(decide(settings, "removal of a rule for names"));
            }
            let words =
                if rule.is_regex { RichText::new(&rule.pattern).monospace() } else { RichText::new(&rule.pattern) };
            ui.add(egui::Label::new(words).truncate());
        });
    }
}

fn corrections_ui(ui: &mut egui::Ui, scene: &Scene<'_>, out: &mut Commands) {
    let settings = &scene.state.session.settings;
    if settings.entity.corrections.is_empty() {
        return;
    }
    heading(ui, "Decided so far");
    for (at, correction) in settings.entity.corrections.iter().enumerate().rev() {
        ui.horizontal(|ui| {
            let words = said(correction);
            let remove = ui.small_button("✕");
            remove.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Take back: {words}")));
            if remove.on_hover_text("Take it back; what was decided after it stays").clicked() {
                let mut settings = settings.clone();
                settings.entity.corrections.remove(at);
                out.push(decide(settings, "taking back of a decision"));
            }
            ui.add(egui::Label::new(words).truncate());
        });
    }
}

/// A decision in words: "Merge of 3 names: Kerry, John Kerry, Mr. Kerry".
fn said(correction: &EntityCorrection) -> String {
    let names = match correction {
        EntityCorrection::Merge { names } => names.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", "),
        EntityCorrection::KeepApart { one, other } => format!("{}, {}", one.1, other.1),
        EntityCorrection::Split { from, .. } => format!("from {}", from.1),
        EntityCorrection::Rename { entity, .. } => entity.1.clone(),
        _ => String::new(),
    };
    let mut name = decide_name(correction);
    if let Some(first) = name.get(..1).map(str::to_uppercase) {
        name.replace_range(..1, &first);
    }
    if names.is_empty() { name } else { format!("{name}: {names}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_list_gives_rules() {
        let rules = rules_of_list("Anna Orlen; person\n\n  Velisk ;PLACE\nThe Herald; organisation\nTom Reed\n;\n");
        let read: Vec<(&str, EntityKind)> = rules.iter().map(|rule| (rule.pattern.as_str(), rule.kind)).collect();
        assert_eq!(
            read,
            [
                ("Anna Orlen", EntityKind::Person),
                ("Velisk", EntityKind::Place),
                ("The Herald", EntityKind::Organisation),
                ("Tom Reed", EntityKind::Person)
            ]
        );
    }

    #[test]
    fn decisions_are_said_in_words() {
        let key = |name: &str| (EntityKind::Person, name.to_owned());
        let merge = EntityCorrection::Merge { names: vec![key("John Kerry"), key("Kerry")] };
        assert_eq!(said(&merge), "Merge of 2 names: John Kerry, Kerry");
        assert_eq!(said(&EntityCorrection::Ignore { entity: key("Monday") }), "Ignoring of “Monday”");
    }
}

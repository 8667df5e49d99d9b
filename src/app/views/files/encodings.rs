//! Choosing another encoding for a file, its folder or all files.

use eframe::egui::{self, ComboBox};

use crate::app::command::{Command, Decision};
use crate::app::views::{Commands, Scene};

/// The encodings on offer, as the Encoding Standard calls them, with what they are for. Any other can stand in a session.
const ENCODINGS: [(&str, &str); 21] = [
    ("UTF-8", "Unicode"),
    ("UTF-16LE", "Unicode, Windows"),
    ("UTF-16BE", "Unicode, big-endian"),
    ("windows-1252", "Western European"),
    ("ISO-8859-15", "Western European, with €"),
    ("macintosh", "Western European, old Mac"),
    ("windows-1250", "Central European"),
    ("ISO-8859-2", "Central European"),
    ("windows-1251", "Cyrillic"),
    ("KOI8-R", "Cyrillic, Russian"),
    ("IBM866", "Cyrillic, DOS"),
    ("windows-1253", "Greek"),
    ("windows-1254", "Turkish"),
    ("windows-1255", "Hebrew"),
    ("windows-1256", "Arabic"),
    ("windows-1257", "Baltic"),
    ("windows-874", "Thai"),
    ("gb18030", "Chinese, simplified"),
    ("Big5", "Chinese, traditional"),
    ("Shift_JIS", "Japanese"),
    ("EUC-KR", "Korean"),
];

/// Which files a choice is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The file alone.
    #[default]
    File,
    /// Its folder and what is below it.
    Folder,
    /// Every file.
    All,
}

impl Scope {
    const ALL: [Scope; 3] = [Scope::File, Scope::Folder, Scope::All];

    fn label(self) -> &'static str {
        match self {
            Scope::File => "this file",
            Scope::Folder => "its folder",
            Scope::All => "every file",
        }
    }

    /// The key of the settings that stands for it.
    fn key(self, path: &str) -> String {
        match self {
            Scope::File => path.to_owned(),
            Scope::Folder => path.rsplit_once('/').map_or_else(|| "/".to_owned(), |(folder, _)| format!("{folder}/")),
            Scope::All => "/".to_owned(),
        }
    }
}

/// The encoding of a file, to be chosen.
pub fn encoding_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    path: &str,
    found: Option<&str>,
    scope: &mut Scope,
    out: &mut Commands,
) {
    let settings = &scene.state.session.settings;
    let chosen = settings.read.encoding_of(path);
    let text = match (chosen, found) {
        (Some(chosen), _) => chosen.to_owned(),
        (None, Some(found)) => format!("{found}, as found"),
        (None, None) => "As found".to_owned(),
    };
    let mut answer: Option<Option<&str>> = None;
    ui.horizontal_wrapped(|ui| {
        let response = ComboBox::from_id_salt("encoding").width(160.0).selected_text(text).show_ui(ui, |ui| {
            if ui.selectable_label(chosen.is_none(), "As found in the bytes").clicked() {
                answer = Some(None);
            }
            for (name, use_of) in ENCODINGS {
                let is_chosen = chosen.is_some_and(|chosen| chosen.eq_ignore_ascii_case(name));
                if ui.selectable_label(is_chosen, format!("{name}  ·  {use_of}")).clicked() {
                    answer = Some(Some(name));
                }
            }
        });
        response.response.on_hover_text("How the bytes are read as letters. No file is written.");
        ui.label("for");
        ComboBox::from_id_salt("encoding_scope").width(92.0).selected_text(scope.label()).show_ui(ui, |ui| {
            for choice in Scope::ALL {
                ui.selectable_value(scope, choice, choice.label());
            }
        });
    });
    let Some(answer) = answer else { return };
    let mut settings = settings.clone();
    let key = scope.key(path);
    match answer {
        Some(name) => {
            settings.read.encodings.insert(key, name.to_owned());
        }
        // A choice that was made for the folder is in force for the file: it is that one which is taken back.
        None => match settings.read.encodings.remove(&key) {
            Some(_) => {}
            None => settings.read.encodings.retain(|key, _| !speaks_for(key, path)),
        },
    }
    out.push(Command::Decide(Decision::Settings(Box::new(settings), "choice of encoding")));
}

/// Whether a choice under `key` is in force for `path`.
fn speaks_for(key: &str, path: &str) -> bool {
    key == "/" || key == path || (key.ends_with('/') && path.starts_with(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_on_offer_is_known() {
        for (name, _) in ENCODINGS {
            let document = crate::corpus::read_bytes("a.txt", b"abc abc", &{
                let mut settings = crate::corpus::ReadSettings::default();
                settings.encodings.insert("/".to_owned(), name.to_owned());
                settings
            });
            let document = document.into_iter().next().expect("one answer").expect("it is text");
            assert_eq!(document.encoding, name);
        }
    }

    #[test]
    fn a_choice_is_for_the_file_its_folder_or_all() {
        assert_eq!(Scope::File.key("a/b/c.txt"), "a/b/c.txt");
        assert_eq!(Scope::Folder.key("a/b/c.txt"), "a/b/");
        assert_eq!(Scope::Folder.key("c.txt"), "/");
        assert!(speaks_for("a/", "a/b/c.txt") && speaks_for("/", "c.txt") && !speaks_for("a/b", "a/b/c.txt"));
    }
}

//! What the person prefers in every session: the settings file.
//!
//! It is small, written only when it changed, and a damaged one is put aside in silence: nothing of worth is in it. A
//! value that this version does not know, as one that was typed wrongly or that a newer version wrote, is as at first;
//! the others stay.

use std::io::Write;
use std::path::{Path, PathBuf};

use ron::value::RawValue;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::article_columns::{ArticleColumn, ArticleSort};
use super::columns::{Columns, Widths};
use super::dates::{DateOrder, DateStyle};
use super::pair_columns::PairColumn;
use super::story_order::StoriesLook;
use super::theme::ThemeChoice;

/// Folders and sessions that are remembered.
const RECENTS: usize = 8;

/// Folders and files that are remembered as opened or allowed.
const KNOWN: usize = 200;

/// Largest settings file that is read, in bytes.
const SIZE_LIMIT: u64 = 1 << 20;

/// How large the window and what stands beside the panes were left, in points; `None` is as at first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sizes {
    /// Width and height of the window, as the system counts.
    pub window: Option<[f32; 2]>,
    /// Whether it filled the screen.
    pub is_maximized: bool,
    /// Width of the list of articles.
    pub articles: Option<f32>,
    /// Width of the inspector.
    pub inspector: Option<f32>,
}

/// What the person prefers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Colours.
    pub theme: ThemeChoice,
    /// Size of everything, 1 as the system has it.
    pub zoom: f32,
    /// Size of the letters of articles, 1 as they are set.
    pub text_size: f32,
    /// How days are written.
    pub dates: DateStyle,
    /// Whether nothing moves.
    pub has_reduced_motion: bool,
    /// Whether the tour was begun once; it is offered with the sample until then.
    pub has_seen_tour: bool,
    /// Paths that were open, newest first.
    pub recents: Vec<String>,
    /// Folders and files that the person opened or allowed: a session may name them without being asked about.
    pub known: Vec<String>,
    /// The arrangement of the panes.
    pub layout: Option<String>,
    /// Sizes of the window and its sides.
    pub sizes: Sizes,
    /// The columns of the table of pairs.
    pub pair_columns: Columns<PairColumn>,
    /// The columns of the table of articles.
    pub article_columns: Columns<ArticleColumn>,
    /// By what the table of articles is sorted within its groups; `None` is the order of the list.
    pub article_sort: Option<ArticleSort>,
    /// How the stories are looked at.
    pub stories: StoriesLook,
    /// How wide the columns of tables are.
    pub widths: Widths,
    /// The order in which the system has the parts of a day.
    #[serde(skip)]
    pub system_dates: DateOrder,
    /// Where this is kept; `None` keeps it nowhere.
    #[serde(skip)]
    pub path: Option<PathBuf>,
    /// Where unsaved work is kept against a crash; `None` keeps it nowhere.
    #[serde(skip)]
    pub data: Option<PathBuf>,
    /// Where results are kept for the next opening; `None` keeps them nowhere.
    #[serde(skip)]
    pub cache: Option<PathBuf>,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            zoom: 1.0,
            text_size: 1.0,
            dates: DateStyle::default(),
            has_reduced_motion: false,
            has_seen_tour: false,
            recents: Vec::new(),
            known: Vec::new(),
            layout: None,
            sizes: Sizes::default(),
            pair_columns: Columns::default(),
            article_columns: Columns::default(),
            article_sort: None,
            stories: StoriesLook::default(),
            widths: Widths::default(),
            system_dates: DateOrder::default(),
            path: None,
            data: None,
            cache: None,
        }
    }
}

impl Preferences {
    /// Reads the settings file of this account, and names its other places.
    pub fn load() -> Self {
        let path = settings_path();
        let read = path.as_deref().and_then(read).unwrap_or_default();
        let (data, cache) = (crate::session::data_folder(), crate::cache::cache_folder());
        let (zoom, text_size) = (read.zoom.clamp(0.5, 3.0), read.text_size.clamp(0.5, 3.0));
        Self { system_dates: DateOrder::of_system(), path, data, cache, zoom, text_size, ..read }
    }

    /// How days are written.
    pub fn date_order(&self) -> DateOrder {
        self.dates.order(self.system_dates)
    }

    /// Puts a path in front of the recent ones.
    pub fn remember(&mut self, path: &Path) {
        let path = path.to_string_lossy().into_owned();
        self.recents.retain(|other| *other != path);
        self.recents.insert(0, path);
        self.recents.truncate(RECENTS);
    }

    /// Remembers that the person opened or allowed a folder or file.
    pub fn trust(&mut self, path: &Path) {
        let Some(path) = path.to_str() else { return };
        self.known.retain(|other| other != path);
        self.known.insert(0, path.to_owned());
        self.known.truncate(KNOWN);
    }

    /// What the person opened or allowed.
    pub fn known_folders(&self) -> Vec<PathBuf> {
        self.known.iter().map(PathBuf::from).collect()
    }

    /// Writes the settings file.
    ///
    /// # Errors
    /// What the system says.
    pub fn save(&self) -> std::io::Result<()> {
        let Some(path) = &self.path else { return Ok(()) };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let text =
            ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()).map_err(std::io::Error::other)?;
        let mut file = atomic_write_file::AtomicWriteFile::open(path)?;
        file.write_all(text.as_bytes())?;
        file.commit()
    }
}

fn read(path: &Path) -> Option<Preferences> {
    if std::fs::metadata(path).ok()?.len() > SIZE_LIMIT {
        return None;
    }
    let text = std::fs::read_to_string(path).ok()?;
    ron::from_str(&text).ok().or_else(|| known_of(&text))
}

/// The preferences of a settings file as far as each of them is understood.
fn known_of(text: &str) -> Option<Preferences> {
    let Values(values) = ron::from_str(text).ok()?;
    let mut known: Vec<String> = values.iter().map(|(name, value)| format!("{name}: {}", value.get_ron())).collect();
    known.retain(|value| ron::from_str::<Preferences>(&format!("({value})")).is_ok());
    ron::from_str(&format!("({})", known.join(", "))).ok()
}

/// The values of a settings file, unread, each with its name.
struct Values(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Values;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("settings")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Values, M::Error> {
                let mut values = Vec::new();
                while let Some(name) = map.next_key()? {
                    values.push((name, map.next_value()?));
                }
                Ok(Values(values))
            }
        }
        from.deserialize_struct("Preferences", &[], Read)
    }
}

/// `variorum/settings.ron` in the place where this system keeps settings.
fn settings_path() -> Option<PathBuf> {
    let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = if cfg!(target_os = "windows") {
        from("APPDATA")?
    } else if cfg!(target_os = "macos") {
        from("HOME")?.join("Library/Application Support")
    } else {
        from("XDG_CONFIG_HOME").or_else(|| from("HOME").map(|home| home.join(".config")))?
    };
    Some(folder.join("variorum").join("settings.ron"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::story_order::StoryLayout;

    #[test]
    fn what_is_saved_is_read_and_damage_is_forgiven() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("deep").join("settings.ron");
        let mut saved = Preferences { path: Some(path.clone()), theme: ThemeChoice::Dark, ..Preferences::default() };
        saved.remember(Path::new("/a"));
        saved.remember(Path::new("/b"));
        saved.remember(Path::new("/a"));
        saved.pair_columns = Columns::all();
        saved.article_sort = ArticleSort::clicked(None, ArticleColumn::Words);
        saved.dates = DateStyle::Always(DateOrder::MonthFirst);
        saved.stories.layout = StoryLayout::Table;
        saved.widths = Widths::default().with("pairs", "Score", 77.0);
        saved.save().expect("can be written");
        let loaded = read(&path).expect("can be read");
        assert_eq!(loaded.recents, ["/a", "/b"]);
        assert_eq!(loaded.theme, ThemeChoice::Dark);
        assert_eq!(loaded, Preferences { path: None, ..saved });
        std::fs::write(&path, "(theme: Plaid").expect("can be written");
        assert_eq!(read(&path), None);
    }

    #[test]
    fn a_value_that_is_not_understood_takes_no_other_with_it() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("settings.ron");
        let text = r#"(theme: Plaid, zoom: 1.5, sizes: (articles: "wide"), known: ["/news"], new_in_a_later_one: (a: [B(1)]), dates: always(month_first))"#;
        std::fs::write(&path, text).expect("can be written");
        let expected = Preferences {
            zoom: 1.5,
            known: vec!["/news".to_owned()],
            dates: DateStyle::Always(DateOrder::MonthFirst),
            ..Preferences::default()
        };
        assert_eq!(read(&path), Some(expected));
    }
}

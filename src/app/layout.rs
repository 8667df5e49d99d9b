//! The panes and how they are arranged.

use eframe::egui;
use egui_tiles::{Container, LinearDir, Tile, TileId, Tiles, Tree};
use serde::{Deserialize, Serialize};

/// A pane of the centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pane {
    /// Who shares text with whom.
    Matrix,
    /// When, according to the text.
    Timeline,
    /// The matrix as a table.
    Pairs,
    /// Stories.
    Clusters,
    /// Every article as a table.
    Articles,
    /// What the search found.
    Search,
    /// Two articles side by side.
    Compare,
    /// One article.
    Reader,
    /// A text from elsewhere against all articles.
    Against,
    /// Who and where.
    Entities,
    /// What the person wrote and marked.
    Notes,
    /// What was skipped, and what went wrong.
    Problems,
}

impl Pane {
    /// Every pane, in the order of the tabs.
    pub const ALL: [Pane; 12] = [
        Pane::Matrix,
        Pane::Timeline,
        Pane::Pairs,
        Pane::Clusters,
        Pane::Articles,
        Pane::Search,
        Pane::Compare,
        Pane::Reader,
        Pane::Against,
        Pane::Entities,
        Pane::Notes,
        Pane::Problems,
    ];

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Pane::Matrix => "Matrix",
            Pane::Timeline => "Timeline",
            Pane::Pairs => "Pairs",
            Pane::Clusters => "Stories",
            Pane::Articles => "Articles",
            Pane::Search => "Search",
            Pane::Compare => "Compare",
            Pane::Reader => "Reader",
            Pane::Against => "Trace",
            Pane::Entities => "Names",
            Pane::Notes => "Notes",
            Pane::Problems => "Files",
        }
    }
}

/// A ready-made arrangement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// The whole corpus: every pane is a tab.
    #[default]
    Explore,
    /// One pair above, the corpus below.
    Compare,
    /// One article beside the corpus.
    Read,
}

impl Preset {
    /// Every arrangement, in the order of menus.
    pub const ALL: [Preset; 3] = [Preset::Explore, Preset::Compare, Preset::Read];

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Preset::Explore => "Explore",
            Preset::Compare => "Compare",
            Preset::Read => "Read",
        }
    }
}

/// The arrangement of the panes.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The tiles, as the person left them.
    pub tree: Tree<Pane>,
}

impl Default for Layout {
    fn default() -> Self {
        Self::of(Preset::default())
    }
}

impl Layout {
    /// A ready-made arrangement.
    pub fn of(preset: Preset) -> Self {
        let mut tiles = Tiles::default();
        let root = match preset {
            Preset::Explore => tabs(&mut tiles, &Pane::ALL),
            Preset::Compare => {
                let above = tabs(&mut tiles, &[Pane::Compare, Pane::Reader]);
                let rest = [
                    Pane::Pairs,
                    Pane::Matrix,
                    Pane::Timeline,
                    Pane::Clusters,
                    Pane::Articles,
                    Pane::Search,
                    Pane::Against,
                    Pane::Entities,
                    Pane::Notes,
                    Pane::Problems,
                ];
                let below = tabs(&mut tiles, &rest);
                split(&mut tiles, LinearDir::Vertical, [above, below], 0.64)
            }
            Preset::Read => {
                let left = tabs(&mut tiles, &[Pane::Reader, Pane::Compare]);
                let rest = [
                    Pane::Search,
                    Pane::Clusters,
                    Pane::Articles,
                    Pane::Entities,
                    Pane::Notes,
                    Pane::Timeline,
                    Pane::Matrix,
                    Pane::Pairs,
                    Pane::Against,
                    Pane::Problems,
                ];
                let right = tabs(&mut tiles, &rest);
                split(&mut tiles, LinearDir::Horizontal, [left, right], 0.58)
            }
        };
        Self { tree: Tree::new(egui::Id::unique("panes"), root, tiles) }
    }

    /// Reads what [`Layout::to_text`] wrote. A pane that it does not have, as one that came with a later version, joins the
    /// first row of tabs. `None` when it is damaged or has no tabs.
    pub fn from_text(text: &str) -> Option<Self> {
        // Earlier versions wrote RON.
        let mut tree: Tree<Pane> = serde_json::from_str(text).ok().or_else(|| ron::from_str(text).ok())?;
        let is_tabs = |tile: &Tile<Pane>| matches!(tile, Tile::Container(Container::Tabs(_)));
        let mut tabs: Vec<TileId> = tree.tiles.iter().filter(|(_, tile)| is_tabs(tile)).map(|(id, _)| *id).collect();
        tabs.sort_unstable_by_key(|id| id.0);
        let first = *tabs.first()?;
        for pane in Pane::ALL {
            if tree.tiles.find_pane(&pane).is_none() {
                let tile = tree.tiles.insert_pane(pane);
                if let Some(Tile::Container(Container::Tabs(tabs))) = tree.tiles.get_mut(first) {
                    tabs.add_child(tile);
                }
            }
        }
        Some(Self { tree })
    }

    /// The arrangement as text, for the settings and the session: the same text for the same arrangement. The tiles are kept
    /// in a hash map, whose order would show; as JSON they are sorted by their numbers first.
    pub fn to_text(&self) -> String {
        serde_json::to_value(&self.tree).map_or_else(|_| String::new(), |sorted| sorted.to_string())
    }

    /// Brings a pane to the front.
    pub fn bring_to_front(&mut self, pane: Pane) {
        self.tree.make_active(|_, tile| matches!(tile, Tile::Pane(other) if *other == pane));
    }

    /// Whether a pane can be seen.
    pub fn is_in_front(&self, pane: Pane) -> bool {
        self.tree
            .active_tiles()
            .into_iter()
            .any(|id| matches!(self.tree.tiles.get(id), Some(Tile::Pane(other)) if *other == pane))
    }
}

fn tabs(tiles: &mut Tiles<Pane>, panes: &[Pane]) -> TileId {
    let children = panes.iter().map(|&pane| tiles.insert_pane(pane)).collect();
    tiles.insert_tab_tile(children)
}

fn split(tiles: &mut Tiles<Pane>, dir: LinearDir, children: [TileId; 2], fraction: f32) -> TileId {
    let linear = egui_tiles::Linear::new_binary(dir, children, fraction);
    tiles.insert_container(Container::Linear(linear))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_arrangement_has_every_pane_and_survives_saving() {
        for preset in Preset::ALL {
            let layout = Layout::of(preset);
            let read = Layout::from_text(&layout.to_text()).expect("what was written can be read");
            for pane in Pane::ALL {
                assert!(read.tree.tiles.find_pane(&pane).is_some(), "{pane:?} in {preset:?}");
            }
        }
        assert!(Layout::from_text("(").is_none());
        assert!(Layout::from_text("{").is_none());
    }

    #[test]
    fn the_same_arrangement_is_the_same_text() {
        for preset in Preset::ALL {
            let text = Layout::of(preset).to_text();
            for _ in 0..8 {
                let again = Layout::from_text(&text).expect("what was written can be read");
                assert_eq!(again.to_text(), text);
                assert_eq!(Layout::of(preset).to_text(), text);
            }
        }
    }

    #[test]
    fn what_earlier_versions_wrote_is_read() {
        let mut layout = Layout::of(Preset::Compare);
        layout.bring_to_front(Pane::Notes);
        let old = ron::to_string(&layout.tree).expect("can be written");
        assert!(Layout::from_text(&old).is_some_and(|read| read.is_in_front(Pane::Notes)));
    }

    #[test]
    fn an_arrangement_of_an_older_version_gains_the_new_panes() {
        let mut tiles = Tiles::default();
        let root = tabs(&mut tiles, &Pane::ALL[..3]);
        let old = Layout { tree: Tree::new(egui::Id::unique("panes"), root, tiles) };
        let read = Layout::from_text(&old.to_text()).expect("it is an arrangement");
        assert!(Pane::ALL.iter().all(|pane| read.tree.tiles.find_pane(pane).is_some()));
        assert!(read.is_in_front(Pane::ALL[0]), "what was in front stays there");
    }

    #[test]
    fn a_pane_comes_to_the_front() {
        let mut layout = Layout::default();
        layout.bring_to_front(Pane::Compare);
        assert!(layout.is_in_front(Pane::Compare));
        assert!(!layout.is_in_front(Pane::Matrix));
    }
}

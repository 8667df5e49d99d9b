//! Which columns a table shows, and how wide they are, as the person chose it.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How wide a column of days is at first, in points: "May 28, 2015" in the letters of tables, with its margins.
pub const DAY_WIDTH: f32 = 104.0;

/// A column of a table whose columns can be chosen.
pub trait TableColumn: Copy + Ord + Serialize + DeserializeOwned + 'static {
    /// Every column, in the order of the table.
    const ALL: &'static [Self];

    /// The head of the column.
    fn label(self) -> &'static str;

    /// What it holds, in a sentence.
    fn meaning(self) -> &'static str;

    /// Whether it is shown until the person says otherwise.
    fn is_usual(self) -> bool;

    /// Whether it holds numbers, which line up at the right.
    fn is_number(self) -> bool;
}

/// The columns that are shown: at least one. Kept by name; a name that is not known, as one that another version wrote,
/// is passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns<C>(BTreeSet<C>);

impl<C: TableColumn> Default for Columns<C> {
    fn default() -> Self {
        Self(C::ALL.iter().copied().filter(|column| column.is_usual()).collect())
    }
}

impl<C: TableColumn> Columns<C> {
    /// Every column.
    pub fn all() -> Self {
        Self(C::ALL.iter().copied().collect())
    }

    /// Whether a column is shown.
    pub fn has(&self, column: C) -> bool {
        self.0.contains(&column)
    }

    /// The shown ones, in the order of the table.
    pub fn in_order(&self) -> Vec<C> {
        C::ALL.iter().copied().filter(|&column| self.has(column)).collect()
    }

    /// The same with a column shown or not. The last one stays.
    #[must_use]
    pub fn with(mut self, column: C, is_shown: bool) -> Self {
        if is_shown {
            self.0.insert(column);
        } else if self.0.len() > 1 {
            self.0.remove(&column);
        }
        self
    }
}

impl<C: TableColumn> Serialize for Columns<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.in_order().iter().filter_map(|column| ron::to_string(column).ok()))
    }
}

impl<'de, C: TableColumn> Deserialize<'de> for Columns<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = Vec::<String>::deserialize(deserializer)?;
        let known: BTreeSet<C> = names.iter().filter_map(|name| ron::from_str(name).ok()).collect();
        Ok(if known.is_empty() { Self::default() } else { Self(known) })
    }
}

/// How wide the person made the columns of tables, in points: by the name of the table and the head of the column. Those
/// that are not in it are as wide as at first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Widths(BTreeMap<String, BTreeMap<String, f32>>);

impl Widths {
    /// Narrowest and widest column that is put back: a settings file may say anything.
    const LIMITS: std::ops::RangeInclusive<f32> = 20.0..=4_000.0;

    /// The width of a column that the person made wider or narrower.
    pub fn get(&self, table: &str, head: &str) -> Option<f32> {
        self.0.get(table)?.get(head).copied().filter(|width| Self::LIMITS.contains(width))
    }

    /// The same with another width of a column.
    #[must_use]
    pub fn with(mut self, table: &str, head: &str, width: f32) -> Self {
        self.0.entry(table.to_owned()).or_default().insert(head.to_owned(), width.round());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::pair_columns::PairColumn;

    #[test]
    fn what_was_chosen_is_read_again_and_unknown_names_are_passed_over() {
        let chosen = Columns::<PairColumn>::default().with(PairColumn::Jaccard, true).with(PairColumn::Note, false);
        let text = ron::to_string(&chosen).expect("can be written");
        assert_eq!(ron::from_str::<Columns<PairColumn>>(&text), Ok(chosen));
        let read = |text| ron::from_str::<Columns<PairColumn>>(text).expect("a list of names").in_order();
        assert_eq!(read(r#"["run", "mood", "score"]"#), [PairColumn::Score, PairColumn::Run]);
        assert_eq!(read(r#"["mood"]"#), Columns::<PairColumn>::default().in_order());
    }

    #[test]
    fn a_width_is_read_again_unless_it_is_none() {
        let kept = Widths::default().with("pairs", "Score", 71.3).with("times", "Score", 90.0);
        let text = ron::to_string(&kept).expect("can be written");
        let read = ron::from_str::<Widths>(&text).expect("can be read");
        assert_eq!(read, kept);
        assert_eq!((read.get("pairs", "Score"), read.get("pairs", "Run")), (Some(71.0), None));
        for wrong in [f32::NAN, f32::INFINITY, -3.0, 1e9] {
            assert_eq!(kept.clone().with("pairs", "Score", wrong).get("pairs", "Score"), None, "{wrong}");
        }
    }

    #[test]
    fn the_last_column_stays() {
        let all = PairColumn::ALL.iter();
        let none = all.fold(Columns::<PairColumn>::default(), |columns, &column| columns.with(column, false));
        assert_eq!(none.in_order().len(), 1);
    }
}

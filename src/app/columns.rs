//! Which columns a table shows, as the person chose it.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
    fn the_last_column_stays() {
        let all = PairColumn::ALL.iter();
        let none = all.fold(Columns::<PairColumn>::default(), |columns, &column| columns.with(column, false));
        assert_eq!(none.in_order().len(), 1);
    }
}

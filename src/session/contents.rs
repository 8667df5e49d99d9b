//! What a session holds, in numbers: for the offer to recover, and for whoever asks what would be lost.

use super::model::Session;

/// How much the person wrote and decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Notes on articles, pairs and names.
    pub notes: usize,
    /// Pairs marked as reviewed.
    pub reviewed: usize,
    /// Articles and pairs marked to come back to.
    pub marked: usize,
    /// Articles with tags.
    pub tagged: usize,
    /// Articles that are hidden.
    pub hidden: usize,
    /// Corrections of articles, names and times, rules for names, names of stories, and encodings.
    pub corrections: usize,
}

impl Contents {
    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// "3 notes, 12 reviewed pairs, 1 correction"; empty where there is nothing.
    #[must_use]
    pub fn in_words(&self) -> String {
        let parts = [
            (self.notes, "note", "notes"),
            (self.reviewed, "reviewed pair", "reviewed pairs"),
            (self.marked, "mark", "marks"),
            (self.tagged, "article with tags", "articles with tags"),
            (self.hidden, "hidden article", "hidden articles"),
            (self.corrections, "correction", "corrections"),
        ];
        let words = parts.iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| match count {
            1 => format!("1 {one}"),
            count => format!("{count} {many}"),
        });
        words.collect::<Vec<_>>().join(", ")
    }
}

impl Session {
    /// How much the person wrote and decided.
    #[must_use]
    pub fn contents(&self) -> Contents {
        let pairs = |has: fn(&super::PairNote) -> bool| self.pairs.values().filter(|note| has(note)).count();
        let settings = &self.settings;
        Contents {
            notes: self.notes.len() + self.entity_notes.len() + pairs(|note| !note.note.is_empty()),
            reviewed: pairs(|note| note.is_reviewed),
            marked: self.marked.len() + pairs(|note| note.is_marked),
            tagged: self.tags.len(),
            hidden: self.hidden.len(),
            corrections: settings.metadata.len()
                + settings.entity.corrections.len()
                + settings.entity.rules.len()
                + settings.timeline.corrections.len()
                + settings.read.encodings.len()
                + settings.read.repairs.len()
                + self.cluster_names.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_counted_and_what_is_not_is_not_said() {
        let mut session = Session::default();
        assert!(session.contents().is_empty() && session.contents().in_words().is_empty());
        session.notes.insert("a".to_owned(), "one".to_owned());
        let note = super::super::PairNote { note: "two".to_owned(), is_reviewed: true, is_marked: false };
        session.pairs.insert(("a".to_owned(), "b".to_owned()), note);
        session.cluster_names.insert("a".to_owned(), "The talks".to_owned());
        assert_eq!(session.contents().in_words(), "2 notes, 1 reviewed pair, 1 correction");
    }
}

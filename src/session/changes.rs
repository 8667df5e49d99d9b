//! What became of the articles since a session was saved.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{DocumentRecord, Session};
use crate::corpus::Corpus;

/// What became of the articles since a session was saved; each list in order of path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// There, with other content.
    pub changed: Vec<String>,
    /// Not there before.
    pub new: Vec<String>,
    /// No longer there.
    pub missing: Vec<String>,
    /// The same content under another path: before, now.
    pub moved: Vec<(String, String)>,
}

impl Changes {
    /// Whether everything is as it was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The record of a corpus that is saved with a session.
#[must_use]
pub fn record(corpus: &Corpus) -> BTreeMap<String, DocumentRecord> {
    let entry = |document: &std::sync::Arc<crate::corpus::Document>| {
        (document.path.clone(), DocumentRecord { sha256: document.hash.to_string() })
    };
    corpus.documents().iter().map(entry).collect()
}

/// What became of the articles `before`, the record of a saved session, in the articles `now`.
///
/// A missing article counts as moved when exactly one new article has its content, and no other missing one had it.
#[must_use]
pub fn changes(before: &BTreeMap<String, DocumentRecord>, now: &BTreeMap<String, DocumentRecord>) -> Changes {
    let absent = |from: &BTreeMap<String, DocumentRecord>, other: &BTreeMap<String, DocumentRecord>| {
        let mut by_hash: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (path, record) in from.iter().filter(|(path, _)| !other.contains_key(*path)) {
            by_hash.entry(record.sha256.clone()).or_default().push(path.clone());
        }
        by_hash
    };
    let (gone, fresh) = (absent(before, now), absent(now, before));
    let mut found = Changes::default();
    for (hash, old) in &gone {
        if let ([old], Some([new])) = (old.as_slice(), fresh.get(hash).map(Vec::as_slice)) {
            found.moved.push((old.clone(), new.clone()));
        }
    }
    found.moved.sort();
    let moved_from: BTreeSet<&String> = found.moved.iter().map(|(old, _)| old).collect();
    let moved_to: BTreeSet<&String> = found.moved.iter().map(|(_, new)| new).collect();
    let mut missing: Vec<String> = gone.into_values().flatten().filter(|path| !moved_from.contains(path)).collect();
    let mut new: Vec<String> = fresh.into_values().flatten().filter(|path| !moved_to.contains(path)).collect();
    missing.sort();
    new.sort();
    (found.missing, found.new) = (missing, new);
    let is_changed = |(path, record): &(&String, &DocumentRecord)| now.get(*path).is_some_and(|other| other != *record);
    found.changed = before.iter().filter(is_changed).map(|(path, _)| path.clone()).collect();
    found
}

impl Session {
    /// Carries what the person wrote about moved articles to their new paths.
    pub fn follow(&mut self, moved: &[(String, String)]) {
        let new_path: BTreeMap<&str, &str> = moved.iter().map(|(old, new)| (old.as_str(), new.as_str())).collect();
        let go = |path: String| new_path.get(path.as_str()).map_or(path, |&new| new.to_owned());
        fn carry<V>(map: &mut BTreeMap<String, V>, go: impl Fn(String) -> String) {
            *map = std::mem::take(map).into_iter().map(|(path, value)| (go(path), value)).collect();
        }
        carry(&mut self.documents, go);
        carry(&mut self.notes, go);
        carry(&mut self.tags, go);
        carry(&mut self.cluster_names, go);
        carry(&mut self.settings.metadata, go);
        for path in &mut self.hidden {
            *path = go(std::mem::take(path));
        }
        for correction in &mut self.settings.timeline.corrections {
            correction.path = go(std::mem::take(&mut correction.path));
        }
        let pair = |(a, b): (String, String)| {
            let (a, b) = (go(a), go(b));
            if a <= b { (a, b) } else { (b, a) }
        };
        self.pairs = std::mem::take(&mut self.pairs).into_iter().map(|(key, note)| (pair(key), note)).collect();
        self.view.article = self.view.article.take().map(go);
        self.view.pair = self.view.pair.take().map(pair);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(list: &[(&str, &str)]) -> BTreeMap<String, DocumentRecord> {
        list.iter().map(|&(path, hash)| (path.to_owned(), DocumentRecord { sha256: hash.to_owned() })).collect()
    }

    #[test]
    fn each_article_has_one_fate() {
        let before = of(&[("a", "1"), ("b", "2"), ("c", "3"), ("d", "4"), ("x", "9"), ("y", "9")]);
        let now = of(&[("a", "1"), ("b", "2b"), ("new/c", "3"), ("e", "5"), ("z", "9")]);
        let found = changes(&before, &now);
        assert_eq!(found.changed, ["b"]);
        assert_eq!(found.moved, [("c".to_owned(), "new/c".to_owned())]);
        assert_eq!(found.missing, ["d", "x", "y"], "two articles had the content of z: neither is said to have moved");
        assert_eq!(found.new, ["e", "z"]);
        assert!(changes(&now, &now).is_empty());
    }

    #[test]
    fn notes_follow_their_article() {
        let mut session = Session::default();
        session.notes.insert("c".to_owned(), "check".to_owned());
        session.pairs.insert(("a".to_owned(), "c".to_owned()), crate::session::PairNote::default());
        session.follow(&[("c".to_owned(), "A/c".to_owned())]);
        assert_eq!(session.notes.get("A/c").map(String::as_str), Some("check"));
        assert!(session.pairs.contains_key(&("A/c".to_owned(), "a".to_owned())), "the two paths stay in order");
    }
}

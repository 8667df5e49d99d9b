//! What became of the articles since a session was saved.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::model::{DocumentRecord, Documents, Session};
use crate::analysis::Settings;
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

/// The record that is saved after `before`: of the articles that are there now, and of missing ones that the person wrote
/// about, so that they are known again when they turn up.
#[must_use]
pub fn record_after(session: &Session, now: BTreeMap<String, DocumentRecord>) -> Documents {
    let absent = session.documents.iter().filter(|(path, _)| !now.contains_key(*path) && session.speaks_of(path));
    let mut record: BTreeMap<String, DocumentRecord> =
        absent.map(|(path, record)| (path.clone(), record.clone())).collect();
    record.extend(now);
    Arc::new(record)
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

/// Where moved things are now.
struct Moves<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Moves<'a> {
    fn new(moved: &'a [(String, String)]) -> Self {
        Self(moved.iter().map(|(old, new)| (old.as_str(), new.as_str())).collect())
    }

    fn go(&self, path: String) -> String {
        self.0.get(path.as_str()).map_or(path, |&new| new.to_owned())
    }

    /// What was written about the old path moves to the new one, unless something was written there already: then that
    /// stays, and the old stays under its own path, where the list of notes still shows it.
    fn carry<V>(&self, map: &mut BTreeMap<String, V>) {
        for (&old, &new) in &self.0 {
            if !map.contains_key(new)
                && let Some(value) = map.remove(old)
            {
                map.insert(new.to_owned(), value);
            }
        }
    }

    fn carry_set(&self, set: &mut BTreeSet<String>) {
        *set = std::mem::take(set).into_iter().map(|path| self.go(path)).collect();
    }
}

/// Carries corrections of moved articles to their new paths.
pub fn follow_settings(settings: &mut Settings, moved: &[(String, String)]) {
    let moves = Moves::new(moved);
    moves.carry(&mut settings.metadata);
    moves.carry(&mut settings.read.encodings);
    moves.carry_set(&mut settings.read.repairs);
    for correction in &mut settings.timeline.corrections {
        correction.path = moves.go(std::mem::take(&mut correction.path));
    }
}

impl Session {
    /// Carries what the person wrote about moved articles to their new paths.
    pub fn follow(&mut self, moved: &[(String, String)]) {
        let moves = Moves::new(moved);
        moves.carry(Arc::make_mut(&mut self.documents));
        moves.carry(&mut self.notes);
        moves.carry(&mut self.tags);
        moves.carry(&mut self.cluster_names);
        moves.carry_set(&mut self.marked);
        follow_settings(&mut self.settings, moved);
        for path in &mut self.hidden {
            *path = moves.go(std::mem::take(path));
        }
        let pair = |(a, b): (String, String)| {
            let (a, b) = (moves.go(a), moves.go(b));
            if a <= b { (a, b) } else { (b, a) }
        };
        let old_pairs = std::mem::take(&mut self.pairs);
        let (followed, kept): (Vec<_>, Vec<_>) = old_pairs
            .into_iter()
            .map(|(key, note)| (pair(key.clone()), key, note))
            .partition(|(new, old, _)| new != old);
        self.pairs = kept.into_iter().map(|(_, key, note)| (key, note)).collect();
        for (new, old, note) in followed {
            let key = if self.pairs.contains_key(&new) { old } else { new };
            self.pairs.insert(key, note);
        }
        self.view.article = self.view.article.take().map(|path| moves.go(path));
        self.view.pair = self.view.pair.take().map(|(a, b)| (moves.go(a), moves.go(b)));
        let filter = &mut self.view.filter;
        filter.cluster = filter.cluster.take().map(|path| moves.go(path));
        for path in filter.picked.iter_mut().flatten() {
            *path = moves.go(std::mem::take(path));
        }
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

    #[test]
    fn nothing_that_was_written_is_lost_when_two_notes_meet() {
        let mut session = Session::default();
        for (path, note) in [("old", "first"), ("new", "second")] {
            session.notes.insert(path.to_owned(), note.to_owned());
        }
        session.follow(&[("old".to_owned(), "new".to_owned())]);
        assert_eq!(session.notes.len(), 2);
    }

    #[test]
    fn missing_articles_stay_on_record_while_something_is_written_about_them() {
        let mut session =
            Session { documents: Arc::new(of(&[("a", "1"), ("b", "2"), ("c", "3")])), ..Session::default() };
        session.notes.insert("b".to_owned(), "ask".to_owned());
        let record = record_after(&session, of(&[("a", "1b")]));
        assert_eq!(*record, of(&[("a", "1b"), ("b", "2")]));
    }
}

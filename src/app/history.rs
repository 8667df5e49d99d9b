//! Undo and redo of everything that the person decides, in the order in which it was decided.
//!
//! What is kept of a decision is what it changed: for each thing that the person wrote or chose, what stood there before
//! and after. That is found by comparing the two sessions, so no decision can forget its inverse, and a session of ten
//! thousand notes costs as little to remember as an empty one. Time is linear in the session, about a millisecond.
//!
//! Every state of the session that was reached has a number of its own, its *revision*. Undoing a decision leads back to
//! the number before it, which is how the window knows that nothing is unsaved any more; saving empties nothing here.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::Settings;
use crate::entity::EntityKind;
use crate::session::{PairNote, Root, Session};

/// Decisions that can be taken back; older ones are forgotten. One takes a few hundred bytes and its words.
const DEPTH: usize = 10_000;

/// What is being typed into: letters that follow each other into one note are one decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typing {
    /// The note on a pair, by its two paths in order.
    Pair(String, String),
    /// The note on an article, by its path.
    Article(String),
    /// The note on a name.
    Entity(EntityKind, String),
}

#[derive(Clone, Debug)]
struct Step {
    name: String,
    change: Change,
    before: u64,
    after: u64,
    typing: Option<Typing>,
}

/// What can be undone and made again.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
    revision: u64,
    last_revision: u64,
    /// Whether more letters belong to the last step.
    is_open: bool,
}

impl History {
    /// Remembers a decision that led from `before` to `after`.
    pub fn record(&mut self, name: String, before: &Session, after: &Session, typing: Option<Typing>) {
        let change = Change::between(before, after);
        self.future.clear();
        self.last_revision += 1;
        let (old, new) = (self.revision, self.last_revision);
        self.revision = new;
        match self.past.last_mut() {
            Some(last) if self.is_open && typing.is_some() && last.typing == typing => {
                last.change.extend(change);
                last.after = new;
            }
            _ => self.past.push(Step { name, change, before: old, after: new, typing }),
        }
        if self.past.len() > DEPTH {
            self.past.remove(0);
        }
        self.is_open = true;
    }

    /// What is typed from now on is a decision of its own.
    pub fn end_typing(&mut self) {
        self.is_open = false;
    }

    /// The number of the session as it is now.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// What undo would take back.
    pub fn undo_name(&self) -> Option<&str> {
        self.past.last().map(|step| step.name.as_str())
    }

    /// What redo would make again.
    pub fn redo_name(&self) -> Option<&str> {
        self.future.last().map(|step| step.name.as_str())
    }

    /// The session as it was before the last decision.
    pub fn undo(&mut self, now: &Session) -> Option<Session> {
        let step = self.past.pop()?;
        let mut session = now.clone();
        step.change.put(&mut session, Side::Before);
        self.revision = step.before;
        self.is_open = false;
        self.future.push(step);
        Some(session)
    }

    /// The session as it was before the last undo.
    pub fn redo(&mut self, now: &Session) -> Option<Session> {
        let step = self.future.pop()?;
        let mut session = now.clone();
        step.change.put(&mut session, Side::After);
        self.revision = step.after;
        self.is_open = false;
        self.past.push(step);
        Some(session)
    }

    /// Speaks of articles that moved by their new paths.
    pub fn follow(&mut self, moved: &[(String, String)]) {
        for step in self.past.iter_mut().chain(&mut self.future) {
            step.change.follow(moved);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// What stood in a map before and after, for each key that changed.
type Entries<K, V> = BTreeMap<K, (Option<V>, Option<V>)>;

/// A value as a whole, before and after; nothing where it is the same.
type Whole<V> = Option<Box<(V, V)>>;

/// What a decision changed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Change {
    roots: Whole<Vec<Root>>,
    settings: Whole<Settings>,
    hidden: Whole<Vec<String>>,
    pairs: Entries<(String, String), PairNote>,
    notes: Entries<String, String>,
    tags: Entries<String, Vec<String>>,
    marked: Entries<String, ()>,
    entity_notes: Entries<(EntityKind, String), String>,
    cluster_names: Entries<String, String>,
}

impl Change {
    fn between(before: &Session, after: &Session) -> Self {
        let set = |set: &BTreeSet<String>| set.iter().map(|path| (path.clone(), ())).collect::<BTreeMap<_, _>>();
        Self {
            roots: whole(&before.roots, &after.roots),
            settings: whole(&before.settings, &after.settings),
            hidden: whole(&before.hidden, &after.hidden),
            pairs: entries(&before.pairs, &after.pairs),
            notes: entries(&before.notes, &after.notes),
            tags: entries(&before.tags, &after.tags),
            marked: entries(&set(&before.marked), &set(&after.marked)),
            entity_notes: entries(&before.entity_notes, &after.entity_notes),
            cluster_names: entries(&before.cluster_names, &after.cluster_names),
        }
    }

    fn put(&self, session: &mut Session, side: Side) {
        put_whole(&self.roots, &mut session.roots, side);
        put_whole(&self.settings, &mut session.settings, side);
        put_whole(&self.hidden, &mut session.hidden, side);
        put_entries(&self.pairs, &mut session.pairs, side);
        put_entries(&self.notes, &mut session.notes, side);
        put_entries(&self.tags, &mut session.tags, side);
        for (path, (before, after)) in &self.marked {
            if of(side, before, after).is_some() {
                session.marked.insert(path.clone());
            } else {
                session.marked.remove(path);
            }
        }
        put_entries(&self.entity_notes, &mut session.entity_notes, side);
        put_entries(&self.cluster_names, &mut session.cluster_names, side);
    }

    /// Takes in a change that follows this one.
    fn extend(&mut self, next: Self) {
        extend_whole(&mut self.roots, next.roots);
        extend_whole(&mut self.settings, next.settings);
        extend_whole(&mut self.hidden, next.hidden);
        extend_entries(&mut self.pairs, next.pairs);
        extend_entries(&mut self.notes, next.notes);
        extend_entries(&mut self.tags, next.tags);
        extend_entries(&mut self.marked, next.marked);
        extend_entries(&mut self.entity_notes, next.entity_notes);
        extend_entries(&mut self.cluster_names, next.cluster_names);
    }

    fn follow(&mut self, moved: &[(String, String)]) {
        // What is known of one side of the change is known in the form of a session, which can follow.
        let mut sides = [Side::Before, Side::After].map(|side| {
            let mut session = Session::default();
            self.put(&mut session, side);
            session.follow(moved);
            session
        });
        let [before, after] = &mut sides;
        let followed = Self::between(before, after);
        // Where a side was empty, so is its place in the session, and the two compare as before.
        *self = Self { roots: self.roots.take(), ..followed };
    }
}

fn of<'a, V>(side: Side, before: &'a V, after: &'a V) -> &'a V {
    if side == Side::Before { before } else { after }
}

fn whole<V: Clone + PartialEq>(before: &V, after: &V) -> Whole<V> {
    (before != after).then(|| Box::new((before.clone(), after.clone())))
}

fn put_whole<V: Clone>(change: &Whole<V>, value: &mut V, side: Side) {
    if let Some(change) = change {
        *value = of(side, &change.0, &change.1).clone();
    }
}

fn extend_whole<V>(change: &mut Whole<V>, next: Whole<V>) {
    match (change.as_mut(), next) {
        (Some(change), Some(next)) => change.1 = next.1,
        (None, next) => *change = next,
        (Some(_), None) => {}
    }
}

fn entries<K: Ord + Clone, V: Clone + PartialEq>(before: &BTreeMap<K, V>, after: &BTreeMap<K, V>) -> Entries<K, V> {
    let gone_or_changed = before.iter().filter(|(key, value)| after.get(*key) != Some(value));
    let new = after.iter().filter(|(key, _)| !before.contains_key(*key));
    gone_or_changed
        .map(|(key, value)| (key.clone(), (Some(value.clone()), after.get(key).cloned())))
        .chain(new.map(|(key, value)| (key.clone(), (None, Some(value.clone())))))
        .collect()
}

fn put_entries<K: Ord + Clone, V: Clone>(change: &Entries<K, V>, map: &mut BTreeMap<K, V>, side: Side) {
    for (key, (before, after)) in change {
        match of(side, before, after) {
            Some(value) => drop(map.insert(key.clone(), value.clone())),
            None => drop(map.remove(key)),
        }
    }
}

fn extend_entries<K: Ord, V>(change: &mut Entries<K, V>, next: Entries<K, V>) {
    for (key, (before, after)) in next {
        match change.get_mut(&key) {
            Some(known) => known.1 = after,
            None => drop(change.insert(key, (before, after))),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn with(notes: &[(&str, &str)]) -> Session {
        let notes = notes.iter().map(|&(path, note)| (path.to_owned(), note.to_owned())).collect();
        Session { notes, ..Session::default() }
    }

    #[test]
    fn undoing_leads_back_to_the_number_that_was_saved() {
        let mut history = History::default();
        let (empty, one) = (with(&[]), with(&[("a", "x")]));
        history.record("note".to_owned(), &empty, &one, None);
        let saved = history.revision();
        history.record("note".to_owned(), &one, &empty, None);
        assert_ne!(history.revision(), saved);
        assert_eq!(history.undo(&empty), Some(one.clone()));
        assert_eq!(history.revision(), saved);
        assert_eq!(history.undo(&one), Some(empty.clone()));
        assert_eq!(history.redo_name(), Some("note"));
        history.record("other".to_owned(), &empty, &one, None);
        assert_ne!(history.revision(), saved, "the same words, reached on another way, are a state of their own");
        assert_eq!(history.redo_name(), None);
    }

    #[test]
    fn letters_of_one_note_are_one_decision_until_something_else_happens() {
        let typing = || Some(Typing::Article("a".to_owned()));
        let mut history = History::default();
        let states = ["", "k", "ke", "ker"].map(|note| with(&[("a", note)]));
        history.record("note".to_owned(), &states[0], &states[1], typing());
        history.record("note".to_owned(), &states[1], &states[2], typing());
        history.end_typing();
        history.record("note".to_owned(), &states[2], &states[3], typing());
        assert_eq!(history.undo(&states[3]).as_ref(), Some(&states[2]));
        assert_eq!(history.undo(&states[2]).as_ref(), Some(&states[0]));
        assert_eq!(history.undo(&states[0]), None);
        assert_eq!(history.redo(&states[0]).as_ref(), Some(&states[2]));
    }

    #[test]
    fn what_was_decided_about_an_article_follows_it() {
        let mut history = History::default();
        history.record("note".to_owned(), &with(&[]), &with(&[("old", "x")]), None);
        history.follow(&[("old".to_owned(), "new".to_owned())]);
        let now = with(&[("new", "x")]);
        let undone = history.undo(&now).expect("it can be taken back");
        assert_eq!(undone, with(&[]));
        assert_eq!(history.redo(&undone), Some(now));
    }

    /// A session whose every part that can be undone is drawn by chance, over few names so that they collide.
    fn any_session() -> impl Strategy<Value = Session> {
        let path = || "[a-c]";
        let map = |value| proptest::collection::btree_map(path(), value, 0..3);
        (
            map("[x-z]{0,2}"),
            map("[x-z]{0,2}"),
            proptest::collection::btree_set(path(), 0..3),
            proptest::collection::btree_map((path(), path()), any::<bool>(), 0..3),
            proptest::collection::vec(path(), 0..3),
            0u8..3,
        )
            .prop_map(|(notes, cluster_names, marked, pairs, hidden, run)| {
                let mut session = Session { notes, cluster_names, marked, hidden, ..Session::default() };
                let note = |(key, is_reviewed)| (key, PairNote { is_reviewed, ..PairNote::default() });
                session.pairs = pairs.into_iter().map(note).collect();
                session.settings.similarity.coverage_run_words += run;
                session.roots = (0..run).map(|_| Root::Sample).collect();
                session
            })
    }

    proptest! {
        #[test]
        fn every_way_back_and_forth_meets_the_same_sessions(
            sessions in proptest::collection::vec(any_session(), 2..6),
        ) {
            let mut history = History::default();
            for (number, pair) in sessions.windows(2).enumerate() {
                history.record(number.to_string(), &pair[0], &pair[1], None);
            }
            let mut now = sessions[sessions.len() - 1].clone();
            for (number, session) in sessions.iter().enumerate().rev().skip(1) {
                let name = number.to_string();
                prop_assert_eq!(history.undo_name(), Some(name.as_str()));
                now = history.undo(&now).expect("it was recorded");
                prop_assert_eq!(&now, session);
            }
            prop_assert!(history.undo(&now).is_none());
            for session in &sessions[1..] {
                now = history.redo(&now).expect("it was undone");
                prop_assert_eq!(&now, session);
            }
        }
    }
}

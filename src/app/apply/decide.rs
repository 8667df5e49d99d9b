//! What each decision does to the session, and what undo calls it.

use crate::analysis::Settings;
use crate::app::command::Decision;
use crate::app::history::Typing;
use crate::app::pair_keys::pair_key;
use crate::app::state::State;
use crate::app::words;
use crate::corpus::{Corpus, DocumentId, MetadataCorrection};
use crate::entity::EntityCorrection;
use crate::report::notes::{Corrected, EntryKind, Subject};
use crate::session::{PairNote, Session};

/// What undo calls a decision: "mark as reviewed".
pub fn name(state: &State, decision: &Decision) -> String {
    match decision {
        Decision::Reviewed(_, _, true) => "mark as reviewed".to_owned(),
        Decision::Reviewed(_, _, false) => "mark as not reviewed".to_owned(),
        Decision::PairNote(..) | Decision::ArticleNote(..) => "note".to_owned(),
        Decision::EntityNote(_, name, _) => format!("note on “{}”", shortened(name)),
        Decision::MarkPair(_, _, true) | Decision::MarkArticle(_, true) => "mark".to_owned(),
        Decision::MarkPair(_, _, false) | Decision::MarkArticle(_, false) => "taking away of a mark".to_owned(),
        Decision::Tags(..) => "change of tags".to_owned(),
        Decision::Hide(ids, true) => format!("hiding of {}", words::count(ids.len(), "article", "articles")),
        Decision::Hide(ids, false) => format!("showing of {}", words::count(ids.len(), "article", "articles")),
        Decision::ClusterName(..) => "name of a story".to_owned(),
        Decision::TakeBack(_) => "taking back of a correction".to_owned(),
        Decision::Forget(kind, _) => format!("removal from “{}”", kind.label()),
        Decision::Entities(corrections) => entities_name(corrections),
        Decision::Time(correction) => match &correction.value {
            Some(_) => format!("date of “{}”", correction.phrase),
            None => format!("ignoring of “{}”", correction.phrase),
        },
        Decision::Metadata(corrections) => match corrections.as_slice() {
            [(id, _)] => format!("correction of “{}”", shortened(state.analysis.corpus.get(*id).title())),
            many => format!("correction of {}", words::count(many.len(), "article", "articles")),
        },
        Decision::Settings(_, what) => (*what).to_owned(),
    }
}

/// What a decision types into, if it is one of many letters.
pub fn typing(state: &State, decision: &Decision) -> Option<Typing> {
    let corpus = &state.analysis.corpus;
    match decision {
        Decision::PairNote(a, b, _) => {
            let (a, b) = pair_key(corpus, *a, *b);
            Some(Typing::Pair(a, b))
        }
        Decision::ArticleNote(id, _) => Some(Typing::Article(corpus.get(*id).path.clone())),
        Decision::EntityNote(kind, name, _) => Some(Typing::Entity(*kind, name.clone())),
        _ => None,
    }
}

/// What undo calls a decision about names: "merge of 3 names".
pub fn entity_name(correction: &EntityCorrection) -> String {
    match correction {
        EntityCorrection::Merge { names } => {
            format!("merge of {}", words::count(names.len(), "name", "names"))
        }
        EntityCorrection::Split { alias, .. } => format!("split of “{alias}”"),
        EntityCorrection::Rename { name, .. } => format!("rename to “{name}”"),
        EntityCorrection::Retype { entity, kind } => format!("“{}” as {}", entity.1, kind.label()),
        EntityCorrection::Ignore { entity } => format!("ignoring of “{}”", entity.1),
        EntityCorrection::Add { name, .. } => format!("adding of “{name}”"),
        EntityCorrection::KeepApart { .. } => "keeping apart of two names".to_owned(),
    }
}

/// What undo calls decisions about several names: "ignoring of 3 names", "3 names as place".
fn entities_name(corrections: &[EntityCorrection]) -> String {
    let [first, ..] = corrections else { return String::new() };
    if let [only] = corrections {
        return entity_name(only);
    }
    let names = words::count(corrections.len(), "name", "names");
    let is_ignoring = |correction: &EntityCorrection| matches!(correction, EntityCorrection::Ignore { .. });
    match first {
        EntityCorrection::Retype { kind, .. } => format!("{names} as {}", kind.label()),
        _ if corrections.iter().all(is_ignoring) => format!("ignoring of {names}"),
        _ => format!("{} about names", words::count(corrections.len(), "decision", "decisions")),
    }
}

fn shortened(title: &str) -> String {
    const LONGEST: usize = 32;
    if title.chars().count() <= LONGEST {
        return title.to_owned();
    }
    let head: String = title.chars().take(LONGEST).collect();
    format!("{}…", head.trim_end())
}

/// Puts a decision into the session.
pub fn decide(session: &mut Session, corpus: &Corpus, decision: Decision) {
    match decision {
        Decision::Reviewed(a, b, is_reviewed) => note(session, corpus, a, b, |note| note.is_reviewed = is_reviewed),
        Decision::PairNote(a, b, text) => note(session, corpus, a, b, |note| note.note = text),
        Decision::MarkPair(a, b, is_marked) => note(session, corpus, a, b, |note| note.is_marked = is_marked),
        Decision::ArticleNote(id, text) => {
            let path = corpus.get(id).path.clone();
            // A blank space that was just typed stays; the word after it is on its way.
            if text.is_empty() {
                session.notes.remove(&path);
            } else {
                session.notes.insert(path, text);
            }
        }
        Decision::EntityNote(kind, name, text) => {
            if text.is_empty() {
                session.entity_notes.remove(&(kind, name));
            } else {
                session.entity_notes.insert((kind, name), text);
            }
        }
        Decision::MarkArticle(id, is_marked) => {
            let path = corpus.get(id).path.clone();
            if is_marked {
                session.marked.insert(path);
            } else {
                session.marked.remove(&path);
            }
        }
        Decision::Tags(id, tags) => {
            let path = corpus.get(id).path.clone();
            if tags.is_empty() {
                session.tags.remove(&path);
            } else {
                session.tags.insert(path, tags);
            }
        }
        Decision::Hide(ids, is_hidden) => {
            for id in ids {
                let path = &corpus.get(id).path;
                session.hidden.retain(|other| other != path);
                if is_hidden {
                    session.hidden.push(path.clone());
                }
            }
        }
        Decision::ClusterName(path, name) => {
            if name.trim().is_empty() {
                session.cluster_names.remove(&path);
            } else {
                session.cluster_names.insert(path, name);
            }
        }
        Decision::Forget(kind, subject) => forget(session, kind, subject),
        Decision::TakeBack(which) => take_back(&mut session.settings, &which),
        Decision::Entities(corrections) => {
            corrections.iter().for_each(|correction| follow_notes(session, correction));
            session.settings.entity.corrections.extend(corrections);
        }
        Decision::Time(correction) => {
            let corrections = &mut session.settings.timeline.corrections;
            corrections.retain(|other| (&other.path, other.span) != (&correction.path, correction.span));
            corrections.push(correction);
        }
        Decision::Metadata(corrections) => {
            for (id, correction) in corrections {
                let path = corpus.get(id).path.clone();
                if correction == MetadataCorrection::default() {
                    session.settings.metadata.remove(&path);
                } else {
                    session.settings.metadata.insert(path, correction);
                }
            }
        }
        Decision::Settings(settings, _) => session.settings = *settings,
    }
}

/// What was noted on a name stays with it when it is called something else, and with what it is merged into.
fn follow_notes(session: &mut Session, correction: &EntityCorrection) {
    let (from, to) = match correction {
        EntityCorrection::Rename { entity, name } => (vec![entity.clone()], (entity.0, name.clone())),
        EntityCorrection::Retype { entity, kind } => (vec![entity.clone()], (*kind, entity.1.clone())),
        EntityCorrection::Merge { names } => match names.split_first() {
            Some((survivor, rest)) => (rest.to_vec(), survivor.clone()),
            None => return,
        },
        _ => return,
    };
    for key in from {
        let Some(note) = session.entity_notes.remove(&key) else { continue };
        let kept = session.entity_notes.entry(to.clone()).or_default();
        if !kept.is_empty() {
            kept.push_str("\n\n");
        }
        kept.push_str(&note);
    }
}

fn note(session: &mut Session, corpus: &Corpus, a: DocumentId, b: DocumentId, change: impl FnOnce(&mut PairNote)) {
    change_pair(session, pair_key(corpus, a, b), change);
}

fn change_pair(session: &mut Session, key: (String, String), change: impl FnOnce(&mut PairNote)) {
    let mut note = session.pairs.remove(&key).unwrap_or_default();
    change(&mut note);
    if note != PairNote::default() {
        session.pairs.insert(key, note);
    }
}

fn forget(session: &mut Session, kind: EntryKind, subject: Subject) {
    match (kind, subject) {
        (EntryKind::Note, Subject::Article(path)) => drop(session.notes.remove(&path)),
        (EntryKind::Mark, Subject::Article(path)) => drop(session.marked.remove(&path)),
        (EntryKind::Tags, Subject::Article(path)) => drop(session.tags.remove(&path)),
        (EntryKind::Hidden, Subject::Article(path)) => session.hidden.retain(|other| *other != path),
        (EntryKind::StoryName, Subject::Story(path)) => drop(session.cluster_names.remove(&path)),
        (EntryKind::Note, Subject::Entity(kind, name)) => drop(session.entity_notes.remove(&(kind, name))),
        (kind, Subject::Pair(a, b)) => change_pair(session, (a, b), |note| match kind {
            EntryKind::Note => note.note.clear(),
            EntryKind::Mark => note.is_marked = false,
            EntryKind::Reviewed => note.is_reviewed = false,
            _ => {}
        }),
        _ => {}
    }
}

/// Corrections of names that were made after the one that is taken back stay: each speaks of names, and one that finds
/// its name no more does nothing.
fn take_back(settings: &mut Settings, which: &Corrected) {
    match which {
        Corrected::Metadata(path) => drop(settings.metadata.remove(path)),
        Corrected::Time(path, span) => {
            settings.timeline.corrections.retain(|other| (&other.path, other.span) != (path, *span));
        }
        Corrected::Name(correction) => settings.entity.corrections.retain(|other| other != correction),
        Corrected::Rule(rule) => settings.entity.rules.retain(|other| other != rule),
        Corrected::Encoding(path) => drop(settings.read.encodings.remove(path)),
        Corrected::Repair(path) => settings.read.repairs.retain(|other| other != path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::entity::{EntityKind, EntityRule};
    use crate::report::notes::Notebook;
    use crate::text::Span;
    use crate::timeline::TimeCorrection;

    #[test]
    fn every_entry_of_the_list_of_notes_can_be_removed() {
        let mut session = Session::default();
        let a = || "a.txt".to_owned();
        session.notes.insert(a(), "x".to_owned());
        session.marked.insert(a());
        session.tags.insert(a(), vec!["x".to_owned()]);
        session.hidden.push(a());
        session.cluster_names.insert(a(), "x".to_owned());
        session.entity_notes.insert((EntityKind::Place, "Vienna".to_owned()), "x".to_owned());
        let note = PairNote { note: "x".to_owned(), is_reviewed: true, is_marked: true };
        session.pairs.insert((a(), "b.txt".to_owned()), note);
        let settings = &mut session.settings;
        let outlet = MetadataCorrection { outlet: Some("x".to_owned()), ..MetadataCorrection::default() };
        settings.metadata.insert(a(), outlet);
        for start in [0, 10] {
            let time = TimeCorrection {
                path: a(),
                span: Span::new(start, start + 5),
                phrase: "Monday".to_owned(),
                value: None,
            };
            settings.timeline.corrections.push(time);
        }
        settings.entity.corrections.push(EntityCorrection::Add { name: "x".to_owned(), kind: EntityKind::Person });
        settings.entity.rules.push(EntityRule { pattern: "x".to_owned(), is_regex: false, kind: EntityKind::Other });
        settings.read.encodings.insert(a(), "KOI8-R".to_owned());
        settings.read.encodings.insert("/".to_owned(), "KOI8-R".to_owned());
        settings.read.repairs.insert(a());
        let entries = Notebook::new(&session, &Analysis::default(), |day| day.to_string()).entries;
        for (left, entry) in (0..entries.len()).rev().zip(&entries) {
            let decision = match &entry.corrected {
                Some(which) => Decision::TakeBack(which.clone()),
                None => Decision::Forget(entry.kind, entry.subject.clone()),
            };
            decide(&mut session, &Corpus::default(), decision);
            assert_eq!(
                Notebook::new(&session, &Analysis::default(), |day| day.to_string()).entries.len(),
                left,
                "{entry:?}"
            );
        }
        assert_eq!(session, Session::default());
    }

    fn person(name: &str) -> (EntityKind, String) {
        (EntityKind::Person, name.to_owned())
    }

    #[test]
    fn a_note_follows_its_name() {
        let mut session = Session::default();
        session.entity_notes.insert(person("Kerry"), "one".to_owned());
        session.entity_notes.insert(person("John Kerry"), "two".to_owned());
        let corpus = Corpus::from_documents([]);
        let merge = EntityCorrection::Merge { names: vec![person("John Kerry"), person("Kerry")] };
        let retype = EntityCorrection::Retype { entity: person("John Kerry"), kind: EntityKind::Other };
        decide(&mut session, &corpus, Decision::Entities(vec![merge, retype]));
        let notes: Vec<_> = session.entity_notes.into_iter().collect();
        assert_eq!(notes, [((EntityKind::Other, "John Kerry".to_owned()), "two\n\none".to_owned())]);
    }

    #[test]
    fn what_is_decided_of_several_names_has_one_name() {
        let ignore = |name: &str| EntityCorrection::Ignore { entity: person(name) };
        assert_eq!(entities_name(&[ignore("A")]), "ignoring of “A”");
        assert_eq!(entities_name(&[ignore("A"), ignore("B")]), "ignoring of 2 names");
        let retype = |name: &str| EntityCorrection::Retype { entity: person(name), kind: EntityKind::Place };
        assert_eq!(entities_name(&[retype("A"), retype("B")]), "2 names as place");
    }
}

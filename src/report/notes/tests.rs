//! What was written is listed, whatever became of the files.

use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::analysis::{Settings, analyze};
use crate::corpus::{Corpus, Document};
use crate::entity::EntityCorrection;
use crate::progress::Progress;
use crate::session::PairNote;

fn analysis() -> Analysis {
    let text = "President Anna Rossi met Peter Novak in Vienna on Monday. Anna Rossi spoke first.";
    let documents = ["a.txt", "b.txt"].map(|path| Document::from_text(path, text));
    analyze(&Arc::new(Corpus::from_documents(documents)), &Settings::default(), &Progress::new())
        .expect("not cancelled")
}

fn session() -> Session {
    let mut session = Session::default();
    session.notes.insert("a.txt".to_owned(), "ask the *desk*\n[[b.txt]]".to_owned());
    session.notes.insert("gone.txt".to_owned(), "kept".to_owned());
    session.tags.insert("a.txt".to_owned(), vec!["wire".to_owned(), "late".to_owned()]);
    session.marked.insert("b.txt".to_owned());
    let note = PairNote { note: "same".to_owned(), is_reviewed: true, is_marked: false };
    session.pairs.insert(("a.txt".to_owned(), "b.txt".to_owned()), note);
    session.entity_notes.insert((EntityKind::Person, "Anna Rossi".to_owned()), "who is she".to_owned());
    let ignore = EntityCorrection::Ignore { entity: (EntityKind::Place, "Vienna".to_owned()) };
    session.settings.entity.corrections.push(ignore);
    let correction = MetadataCorrection { outlet: Some(String::new()), ..MetadataCorrection::default() };
    session.settings.metadata.insert("b.txt".to_owned(), correction);
    session
}

#[test]
fn everything_is_listed_once_and_by_kind() {
    let notebook = Notebook::new(&session(), &analysis(), |day| day.to_string());
    let found: Vec<_> =
        notebook.entries.iter().map(|entry| (entry.kind, entry.title.as_str(), entry.is_missing)).collect();
    use EntryKind::{Correction, Mark, Note, Reviewed, Tags};
    assert_eq!(
        found,
        [
            (Note, "a.txt", false),
            (Note, "gone.txt", true),
            (Note, "a.txt ↔ b.txt", false),
            (Note, "Anna Rossi", false),
            (Mark, "b.txt", false),
            (Tags, "a.txt", false),
            (Reviewed, "a.txt ↔ b.txt", false),
            (Correction, "b.txt", false),
            (Correction, "Names", false),
        ]
    );
    let text = |title: &str, kind| {
        let entry = notebook.entries.iter().find(|entry| entry.title == title && entry.kind == kind);
        entry.map(|entry| entry.text.as_str())
    };
    assert_eq!(text("a.txt", Tags), Some("wire, late"));
    assert_eq!(text("b.txt", Correction), Some("outlet: none"));
    let corrected: Vec<_> = notebook.entries.iter().filter_map(|entry| entry.corrected.clone()).collect();
    let ignore = EntityCorrection::Ignore { entity: (EntityKind::Place, "Vienna".to_owned()) };
    assert_eq!(corrected, [Corrected::Metadata("b.txt".to_owned()), Corrected::Name(ignore)]);
}

#[test]
fn a_file_of_notes_holds_every_word_and_nothing_is_taken_for_a_sign() {
    let notebook = Notebook::new(&session(), &analysis(), |day| day.to_string());
    let written = |format| {
        let mut out = Vec::new();
        write(&notebook, format, &mut out).expect("memory can be written to");
        String::from_utf8(out).expect("it is text")
    };
    let markdown = written(NotesFormat::Markdown);
    assert!(
        markdown.contains("## Notes\n\n- **a.txt**\n  > ask the \\*desk\\*  \n  > \\[\\[b.txt\\]\\]  \n"),
        "{markdown}"
    );
    assert!(markdown.contains("- **gone.txt** *(not among the articles now)*\n  > kept"), "{markdown}");
    assert!(markdown.contains("- **a.txt**: wire, late\n"), "{markdown}");
    let plain = written(NotesFormat::Plain);
    assert!(plain.contains("a.txt\n    ask the *desk*\n    [[b.txt]]\n"), "{plain}");
    assert_eq!(NotesFormat::of_path(Path::new("x.TXT")), NotesFormat::Plain);
    assert_eq!(NotesFormat::of_path(Path::new("x")), NotesFormat::Markdown);
}

#[test]
fn links_lead_to_what_is_called_so() {
    let analysis = analysis();
    let index = LinkIndex::new(&analysis);
    let (a, b) = (crate::corpus::DocumentId(0), crate::corpus::DocumentId(1));
    assert_eq!(index.resolve("A.TXT"), Some(Target::Article(a)));
    assert_eq!(index.resolve("b.txt | a.txt"), Some(Target::Pair(b, a)));
    assert!(matches!(index.resolve("anna rossi"), Some(Target::Entity(_))));
    assert_eq!(index.resolve("a.txt | nothing"), None);
    assert_eq!(index.resolve("a.txt | a.txt"), None);
    let offers = index.offers("ros", 5);
    assert_eq!(offers.len(), 1, "{offers:?}");
    for (words, target) in index.offers("", 100) {
        assert_eq!(index.resolve(&words), Some(target), "{words}");
    }
}

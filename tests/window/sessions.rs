//! The person's work in the window: the dirty mark, asking before loss, going back, recovering, two windows, notes.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use variorum::app::command::{Decision, FileCommand, Modal, OpeningAnswer};
use variorum::corpus::{DocumentId, MetadataCorrection};
use variorum::session::{Root, Session, SessionLock, load, orphans, previous_path};

use super::driver::*;

fn opened(paths: &[&Path]) -> Driven {
    let paths = paths.iter().map(|path| path.to_path_buf()).collect();
    window(Launch { paths, opens_sample: false })
}

fn file(harness: &mut Driven, command: FileCommand) {
    perform(harness, Command::File(command));
}

/// A folder with two articles of one story.
fn news() -> (tempfile::TempDir, PathBuf) {
    let keep = tempfile::tempdir().expect("a temporary folder");
    let news = keep.path().canonicalize().expect("there").join("news");
    fs::create_dir(&news).expect("can be made");
    for (name, tail) in [("a.txt", "Nobody was hurt."), ("b.txt", "Two people were hurt.")] {
        let text = format!("A ferry ran aground off Aldermouth on Monday with forty people on board.\n\n{tail}\n");
        fs::write(news.join(name), text).expect("can be written");
    }
    (keep, news)
}

fn note(text: &str) -> Command {
    Command::Decide(Decision::ArticleNote(DocumentId(0), text.to_owned()))
}

fn note_of<'a>(harness: &'a Driven, path: &str) -> Option<&'a str> {
    state(harness).session.notes.get(path).map(String::as_str)
}

/// Returns when a window that was dropped is gone: what it kept below `data` and the session at `path` are free. A job of
/// it that was at work may hold them a little longer than the window itself.
fn until_gone(data: &Path, path: &Path) {
    for _ in 0..2_000 {
        if !orphans(data).is_empty() && SessionLock::acquire(path).is_ok() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("the window that was dropped never went");
}

/// A folder and its session, saved with one note.
fn saved() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let (keep, news) = news();
    let path = news.with_file_name("work.variorum.ron");
    let mut harness = opened(&[&news]);
    perform(&mut harness, note("first"));
    file(&mut harness, FileCommand::SaveAs(path.clone()));
    assert_eq!(state(&harness).title(), "work – Variorum");
    (keep, news, path)
}

#[test]
fn the_title_says_what_is_unsaved_and_undo_across_a_save_leads_back() {
    let (_keep, _, path) = saved();
    let mut harness = opened(&[&path]);
    assert_eq!(note_of(&harness, "a.txt"), Some("first"));
    perform(&mut harness, note("second"));
    assert_eq!(state(&harness).title(), "work* – Variorum");
    keys(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(state(&harness).title(), "work – Variorum");
    keys(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(note_of(&harness, "a.txt"), Some("first"), "an edit before the save is undone after it");
    assert_eq!(state(&harness).title(), "work* – Variorum");
    keys(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(state(&harness).title(), "work – Variorum", "this is what was saved");
    // How things are looked at is no edit.
    perform(&mut harness, Command::View(ViewCommand::Threshold(0.7)));
    perform(&mut harness, Command::Select(Select::Article(DocumentId(1))));
    assert!(!state(&harness).is_changed());
    assert_eq!(load(&previous_path(&path)).expect("it is kept").session.notes["a.txt"], "first");
}

#[test]
fn closing_opening_and_a_new_window_ask_before_loss() {
    let (_keep, news, path) = saved();
    let commands =
        [FileCommand::Quit, FileCommand::New, FileCommand::OpenSample, FileCommand::Open(vec![news.clone()])];
    for (number, command) in commands.into_iter().enumerate() {
        let unsaved = format!("unsaved {number}");
        let mut harness = opened(&[&path]);
        perform(&mut harness, note(&unsaved));
        file(&mut harness, command.clone());
        harness.get_by_label("Save your work first?");
        harness.get_by_label_contains("The last of them: note");
        assert_eq!(
            note_of(&harness, "a.txt"),
            Some(unsaved.as_str()),
            "{command:?}: nothing is lost before the answer"
        );
        click(&mut harness, "Cancel");
        assert_eq!(note_of(&harness, "a.txt"), Some(unsaved.as_str()));
        assert!(state(&harness).modal.is_none());
        file(&mut harness, command.clone());
        click(&mut harness, "Save");
        assert_eq!(load(&path).expect("can be opened").session.notes["a.txt"], unsaved, "{command:?}");
        if matches!(command, FileCommand::New) {
            assert!(state(&harness).is_empty(), "and then it does what was asked");
        }
    }
}

#[test]
fn going_back_to_what_was_saved_can_be_undone() {
    let (_keep, _, path) = saved();
    let mut harness = opened(&[&path]);
    perform(&mut harness, note("second"));
    file(&mut harness, FileCommand::Revert);
    assert_eq!(note_of(&harness, "a.txt"), Some("first"));
    assert!(!state(&harness).is_changed());
    assert_eq!(state(&harness).history.undo_name(), Some("going back to what was saved"));
    keys(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(note_of(&harness, "a.txt"), Some("second"));
    assert!(state(&harness).is_changed());
}

#[test]
fn a_copy_takes_the_changes_and_leaves_the_original_as_it_was() {
    let (_keep, _, path) = saved();
    let mut harness = opened(&[&path]);
    perform(&mut harness, note("second"));
    file(&mut harness, FileCommand::Duplicate);
    assert_eq!(state(&harness).title(), "work 2 – Variorum");
    assert_eq!(load(&path).expect("there").session.notes["a.txt"], "first");
    assert_eq!(load(&path.with_file_name("work 2.variorum.ron")).expect("there").session.notes["a.txt"], "second");
    file(&mut harness, FileCommand::Duplicate);
    assert_eq!(state(&harness).title(), "work 3 – Variorum");
}

#[test]
fn a_second_window_is_read_only_and_says_so() {
    let (_keep, _, path) = saved();
    let mut first = opened(&[&path]);
    let mut second = opened(&[&path]);
    assert_eq!(state(&second).title(), "work (read-only) – Variorum");
    second.get_by_label_contains("Opened read-only");
    perform(&mut first, note("of the first"));
    keys(&mut first, Modifiers::COMMAND, Key::S);
    perform(&mut second, note("of the second"));
    let other = path.with_file_name("other.variorum.ron");
    file(&mut second, FileCommand::SaveAs(path.clone()));
    second.get_by_label("The session was not saved");
    click(&mut second, "Go on working");
    file(&mut second, FileCommand::SaveAs(other.clone()));
    assert_eq!(state(&second).title(), "other – Variorum");
    assert_eq!(load(&path).expect("there").session.notes["a.txt"], "of the first");
    assert_eq!(load(&other).expect("there").session.notes["a.txt"], "of the second");
}

#[test]
fn what_somebody_else_saved_is_not_replaced_unasked() {
    let (_keep, _, path) = saved();
    let mut harness = opened(&[&path]);
    perform(&mut harness, note("mine"));
    let mut theirs = load(&path).expect("there").session;
    theirs.notes.insert("a.txt".to_owned(), "theirs, and longer".to_owned());
    variorum::session::save(&theirs, &path).expect("a program that knows no locks");
    keys(&mut harness, Modifiers::COMMAND, Key::S);
    harness.get_by_label("The session was changed by somebody else");
    assert_eq!(load(&path).expect("there").session.notes["a.txt"], "theirs, and longer");
    click(&mut harness, "Replace theirs");
    assert_eq!(load(&path).expect("there").session.notes["a.txt"], "mine");
    assert_eq!(load(&previous_path(&path)).expect("there").session.notes["a.txt"], "theirs, and longer");
}

#[test]
fn a_save_that_fails_keeps_the_work_and_offers_another_place() {
    let (_keep, _, path) = saved();
    let mut harness = opened(&[&path]);
    perform(&mut harness, note("second"));
    let gone = path.with_file_name("gone");
    file(&mut harness, FileCommand::SaveAs(gone.join("work.variorum.ron")));
    harness.get_by_label("The session was not saved");
    harness.get_by_label("Save somewhere else…");
    assert_eq!(note_of(&harness, "a.txt"), Some("second"));
    assert!(state(&harness).is_changed());
    fs::create_dir(&gone).expect("can be made");
    click(&mut harness, "Try again");
    assert_eq!(load(&path).expect("there").session.notes["a.txt"], "second", "to where it was saved last");
}

#[test]
fn notes_and_corrections_follow_articles_that_moved_and_stay_for_those_that_went() {
    let (_keep, news, path) = saved();
    let mut harness = opened(&[&path]);
    perform(&mut harness, Command::Decide(Decision::ArticleNote(DocumentId(1), "of b".to_owned())));
    let correction =
        variorum::corpus::MetadataCorrection { outlet: Some("The Ledger".to_owned()), ..Default::default() };
    perform(&mut harness, Command::Decide(Decision::Metadata(vec![(DocumentId(0), correction)])));
    file(&mut harness, FileCommand::Save);
    drop(harness);
    fs::create_dir(news.join("inner"))
        .and_then(|()| fs::rename(news.join("a.txt"), news.join("inner/moved.txt")))
        .and_then(|()| fs::remove_file(news.join("b.txt")))
        .and_then(|()| fs::write(news.join("c.txt"), "Something new about a harbour.\n"))
        .expect("can be changed");
    let mut harness = opened(&[&path]);
    let now = state(&harness);
    assert_eq!(note_of(&harness, "inner/moved.txt"), Some("first"));
    assert_eq!(note_of(&harness, "b.txt"), Some("of b"), "the note of a missing file is kept");
    let id = now.analysis.corpus.find("inner/moved.txt").expect("it is read");
    assert_eq!(now.analysis.corpus.get(id).metadata.outlet_name(), Some("The Ledger"), "and the analysis knows it");
    let changes = now.changes.as_ref().expect("they are told");
    assert_eq!((&changes.new[..], &changes.missing[..]), (&["c.txt".to_owned()][..], &["b.txt".to_owned()][..]));
    assert!(!now.is_changed(), "opening is no edit");
    perform(&mut harness, Command::Show(Some(variorum::app::command::Modal::Changes)));
    for label in ["Missing (1)", "Moved (1)", "New (1)"] {
        harness.get_by_label(label);
    }
    click(&mut harness, "Done");
    perform(&mut harness, Command::View(ViewCommand::Pane(Pane::Notes)));
    std::thread::sleep(Duration::from_millis(50));
    settle(&mut harness);
    harness.get_by_label("Notes: b.txt, of b");
}

#[test]
fn a_folder_that_cannot_be_found_is_asked_for_once() {
    let (keep, news, path) = saved();
    // Other words in every file, so that nothing is known by its content.
    let elsewhere = keep.path().canonicalize().expect("there").join("far/away/deep");
    fs::create_dir_all(elsewhere.parent().expect("a parent"))
        .and_then(|()| fs::rename(&news, &elsewhere))
        .expect("moved");
    for name in ["a.txt", "b.txt"] {
        fs::write(elsewhere.join(name), format!("Rewritten {name}.\n")).expect("can be written");
    }
    let mut harness = opened(&[&path]);
    harness.get_by_label("Where is “news” now?");
    assert!(state(&harness).is_empty(), "nothing is open before the answer");
    file(&mut harness, FileCommand::Opening(OpeningAnswer::FolderIs(elsewhere.clone())));
    assert_eq!(state(&harness).session.roots, [Root::Path(elsewhere)]);
    assert_eq!(state(&harness).analysis.corpus.len(), 2);
    assert_eq!(note_of(&harness, "a.txt"), Some("first"));
    drop(harness);
    let mut harness = opened(&[&path]);
    click(&mut harness, "Open without it");
    assert_eq!(note_of(&harness, "a.txt"), Some("first"), "what was written is kept, and listed");
    assert!(!state(&harness).is_empty());
}

#[test]
fn keys_put_no_other_box_in_place_of_a_question() {
    let (_keep, _, path) = saved();
    let mut harness = opened(&[&path]);
    perform(&mut harness, note("changed"));
    file(&mut harness, FileCommand::New);
    let is_asked = |harness: &Driven| matches!(state(harness).modal, Some(Modal::Unsaved(_)));
    assert!(is_asked(&harness));
    for key in [Key::O, Key::N, Key::P, Key::S, Key::Plus] {
        keys(&mut harness, Modifiers::COMMAND, key);
        assert!(is_asked(&harness), "{key:?}");
    }
    assert!(state(&harness).is_changed(), "nothing was saved behind the question");
    keys(&mut harness, Modifiers::NONE, Key::Escape);
    keys(&mut harness, Modifiers::COMMAND, Key::S);
    assert!(!is_asked(&harness) && !state(&harness).is_changed());
    assert_eq!(load(&path).expect("there").session.notes["a.txt"], "changed");
}

#[test]
fn a_session_that_leads_elsewhere_asks_first() {
    let (keep, news, _) = saved();
    let base = keep.path().canonicalize().expect("there");
    let private = base.join("private");
    fs::create_dir(&private).and_then(|()| fs::write(private.join("diary.txt"), "Dear diary.\n")).expect("written");
    let mail = base.join("mail");
    fs::create_dir(&mail).expect("can be made");
    let path = mail.join("from-a-stranger.variorum.ron");
    let roots = vec![Root::Path(private.clone()), Root::Path(news.clone())];
    variorum::session::save(&Session { roots, ..Session::default() }, &path).expect("can be saved");
    let mut preferences = Preferences::default();
    preferences.trust(&news);
    let launch = || Launch { paths: vec![path.clone()], opens_sample: false };
    let mut harness = window_with([1280.0, 800.0], launch(), preferences.clone());
    harness.get_by_label("This session reads other folders");
    harness.get_by_label(private.to_str().expect("Unicode"));
    assert!(state(&harness).is_empty());
    click(&mut harness, "Open without them");
    assert_eq!(state(&harness).analysis.corpus.len(), 2);
    assert_eq!(state(&harness).session.roots.len(), 2, "saving does not take it out of the session");
    let mut harness = window_with([1280.0, 800.0], launch(), preferences.clone());
    click(&mut harness, "Read them too");
    assert_eq!(state(&harness).analysis.corpus.len(), 3);
    let mut harness = window_with([1280.0, 800.0], launch(), preferences);
    keys(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(state(&harness).is_empty() && state(&harness).modal.is_none(), "closing the box opens nothing");
}

#[test]
fn letters_typed_into_a_note_are_kept_at_once_and_undone_together() {
    let (_keep, news) = news();
    let mut harness = opened(&[&news]);
    perform(&mut harness, Command::Select(Select::Article(DocumentId(0))));
    harness.get_by_label("Note on the article").focus();
    settle(&mut harness);
    for letter in ["a", "s", "k"] {
        harness.get_by_label("Note on the article").type_text(letter);
        settle(&mut harness);
    }
    assert_eq!(note_of(&harness, "a.txt"), Some("ask"), "no click elsewhere was needed");
    perform(&mut harness, Command::Select(Select::Article(DocumentId(1))));
    assert_eq!(note_of(&harness, "a.txt"), Some("ask"));
    perform(&mut harness, Command::Undo);
    assert_eq!(note_of(&harness, "a.txt"), None, "one decision, not three");
    perform(&mut harness, Command::Redo);
    assert_eq!(note_of(&harness, "a.txt"), Some("ask"));
}

#[test]
fn a_link_in_a_note_leads_to_its_article() {
    let (_keep, news) = news();
    let mut harness = opened(&[&news]);
    // The only pair is chosen by itself; without it the article's note is in sight.
    perform(&mut harness, Command::Select(Select::Nothing));
    perform(&mut harness, Command::Select(Select::Article(DocumentId(0))));
    perform(&mut harness, note("the same as [[b.txt]], not [[c.txt]]"));
    std::thread::sleep(Duration::from_millis(50));
    settle(&mut harness);
    harness.get_by_label("c.txt");
    harness.get_all_by_label("b.txt").last().expect("a link").click();
    settle(&mut harness);
    assert_eq!(state(&harness).selection.article, Some(DocumentId(1)));
    assert!(state(&harness).layout.is_in_front(Pane::Reader));
}

#[test]
fn a_link_that_is_begun_is_finished_by_a_click() {
    let (_keep, news) = news();
    let mut harness = opened(&[&news]);
    perform(&mut harness, Command::Select(Select::Nothing));
    perform(&mut harness, Command::Select(Select::Article(DocumentId(0))));
    harness.get_by_label("Note on the article").focus();
    settle(&mut harness);
    harness.get_by_label("Note on the article").type_text("as in @b.t");
    settle(&mut harness);
    std::thread::sleep(Duration::from_millis(50));
    settle(&mut harness);
    let at = harness.get_by_label("b.txt, Article").rect().center();
    click_at(&mut harness, at);
    assert_eq!(note_of(&harness, "a.txt"), Some("as in [[b.txt]]"));
}

#[test]
fn adding_a_folder_is_an_edit() {
    let (keep, news) = news();
    let more = keep.path().canonicalize().expect("there").join("more");
    fs::create_dir(&more)
        .and_then(|()| fs::write(more.join("c.txt"), "Another story, about a bridge.\n"))
        .expect("made");
    let mut harness = opened(&[&news]);
    assert!(!state(&harness).is_changed());
    file(&mut harness, FileCommand::Add(vec![more]));
    assert_eq!(state(&harness).analysis.corpus.len(), 3);
    assert!(state(&harness).is_changed());
    assert_eq!(state(&harness).history.undo_name(), Some("adding of more"));
    perform(&mut harness, Command::Undo);
    assert_eq!(state(&harness).analysis.corpus.len(), 2);
}

#[test]
fn unsaved_work_is_offered_after_a_crash_and_says_what_it_is() {
    let (keep, _, path) = saved();
    let data = keep.path().join("data");
    let preferences = || Preferences { data: Some(data.clone()), ..Preferences::default() };
    let launch = || Launch { paths: vec![path.clone()], opens_sample: false };
    let files = || {
        let entries = fs::read_dir(data.join("recovery")).expect("readable").flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.retain(|name| !name.starts_with('.'));
        names.sort();
        names
    };
    let wait_for = |harness: &mut Driven, wanted: &[&str]| {
        for _ in 0..2_000 {
            harness.step();
            if files() == wanted {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("{:?} and not {wanted:?}", files());
    };
    let mut harness = window_with([1280.0, 800.0], launch(), preferences());
    perform(&mut harness, note("unsaved"));
    wait_for(&mut harness, &["0.variorum.ron"]);
    drop(harness); // As a crash does: nobody was asked.
    until_gone(&data, &path);

    let mut harness = window_with([1280.0, 800.0], Launch::default(), preferences());
    wait_for(&mut harness, &["0.variorum.ron"]);
    wait(&mut harness, "the offer", |harness| harness.query_by_label("Changes to work.variorum.ron").is_some());
    harness.get_by_label("It holds 1 note.");
    click(&mut harness, "Recover");
    assert_eq!(note_of(&harness, "a.txt"), Some("unsaved"));
    assert_eq!(state(&harness).title(), "work* – Variorum");
    wait_for(&mut harness, &["1.variorum.ron"]);
    keys(&mut harness, Modifiers::COMMAND, Key::S);
    wait_for(&mut harness, &[]);
    assert_eq!(load(&path).expect("there").session.notes["a.txt"], "unsaved");
}

#[test]
fn a_corpus_that_was_analysed_is_shown_from_what_was_kept() {
    // What was read, in one lot, and the number of lots; the matrix, the names and the times.
    const KEPT: usize = 5;
    let (keep, news) = news();
    let cache = keep.path().join("cache");
    let preferences = || Preferences { cache: Some(cache.clone()), ..Preferences::default() };
    let launch = || Launch { paths: vec![news.clone()], opens_sample: false };
    let entries = || fs::read_dir(&cache).map_or(0, Iterator::count);
    let mut harness = window_with([1280.0, 800.0], launch(), preferences());
    let made = state(&harness).analysis.clone();
    for _ in 0..2_000 {
        harness.step();
        if entries() == KEPT {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(entries(), KEPT);
    drop(harness);
    let harness = window_with([1280.0, 800.0], launch(), preferences());
    let known = &state(&harness).analysis;
    assert_eq!((known.matrix.pairs(), &known.entities), (made.matrix.pairs(), &made.entities));
    assert_eq!(entries(), KEPT, "nothing was made anew");
    for entry in fs::read_dir(&cache).expect("readable").flatten() {
        fs::write(entry.path(), "damaged").expect("can be written");
    }
    let harness = window_with([1280.0, 800.0], launch(), preferences());
    assert_eq!(state(&harness).analysis.matrix.pairs(), made.matrix.pairs(), "damage is as nothing");
}

#[test]
fn what_is_in_the_list_of_notes_is_removed_there_by_a_click_or_a_key() {
    let (_keep, news) = news();
    let mut harness = opened(&[&news]);
    perform(&mut harness, Command::Decide(Decision::MarkArticle(DocumentId(1), true)));
    let correction = MetadataCorrection { outlet: Some("The Courier".to_owned()), ..MetadataCorrection::default() };
    perform(&mut harness, Command::Decide(Decision::Metadata(vec![(DocumentId(0), correction)])));
    show(&mut harness, Pane::Notes);
    let entry = |kind: &'static str| move |harness: &Driven| harness.query_by_label_contains(kind).is_some();
    wait(&mut harness, "the correction", entry("outlet: The Courier"));
    let at = harness.get_by_label_contains("outlet: The Courier").rect().center();
    harness.event(egui::Event::PointerMoved(at));
    settle(&mut harness);
    click(&mut harness, "Remove");
    assert!(state(&harness).session.settings.metadata.is_empty());
    assert_eq!(state(&harness).history.undo_name(), Some("taking back of a correction"));
    wait(&mut harness, "the list without it", |harness| !entry("outlet: The Courier")(harness));
    harness.get_by_label_contains("Marks: ").focus();
    settle(&mut harness);
    press(&mut harness, Key::Delete);
    assert!(state(&harness).session.marked.is_empty());
    perform(&mut harness, Command::Undo);
    perform(&mut harness, Command::Undo);
    assert_eq!(state(&harness).session.settings.metadata.len(), 1);
    assert_eq!(state(&harness).session.marked.len(), 1);
}

#[test]
fn a_folder_named_from_where_the_program_was_started_is_kept_whole() {
    let harness = opened(&[Path::new("tests")]);
    let here = std::env::current_dir().expect("there is one");
    assert_eq!(state(&harness).session.roots, [Root::Path(here.join("tests"))]);
}

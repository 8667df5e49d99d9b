//! Saves that are killed, and saves that meet a full disk, in processes of their own: the file is the old one or the new
//! one, and nothing else is left after the next start.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use variorum::session::{Session, SessionErrorKind, SessionLock, has_leftovers, load, previous_path, save};

/// Where a child process saves.
const PLACE: &str = "VARIORUM_TEST_SAVE";

/// Notes of the two sessions that are saved in turn: about 2 and 200 kB.
const NOTES: [usize; 2] = [5, 500];

fn with_notes(count: usize) -> Session {
    let notes = (0..count).map(|number| (format!("{number}.txt"), "x".repeat(400))).collect();
    Session { notes, ..Session::default() }
}

fn child(test: &str, place: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this test"));
    command.args(["--exact", test, "--ignored", "--nocapture"]).env(PLACE, place);
    command
}

/// Not a test: what the kill test kills. Saves two sessions of very different size in turn, for ever.
#[test]
#[ignore = "the kill test runs it in a process of its own"]
fn child_that_saves() {
    let Some(place) = std::env::var_os(PLACE).map(PathBuf::from) else { return };
    let sessions = NOTES.map(with_notes);
    let _lock = SessionLock::acquire(&place).expect("nobody else has it");
    for session in &sessions {
        save(session, &place).expect("can be saved");
    }
    std::io::stdout().write_all(b"\nready\n").expect("the parent listens");
    loop {
        for session in &sessions {
            save(session, &place).expect("can be saved");
        }
    }
}

#[test]
fn a_save_that_is_killed_leaves_the_old_file_or_the_new_one() {
    const KILLS: u64 = 220;
    const AT_ONCE: u64 = 4;
    let met: Vec<[usize; 2]> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_ONCE).map(|worker| scope.spawn(move || kill(worker, KILLS / AT_ONCE))).collect();
        workers.into_iter().map(|worker| worker.join().expect("no worker failed")).collect()
    });
    let met = met.iter().fold([0, 0], |sum, met| [sum[0] + met[0], sum[1] + met[1]]);
    assert_eq!(met[0] + met[1], KILLS as usize);
    assert!(met[0] > 0 && met[1] > 0, "the kills fell on both sides: {met:?}");
}

/// Kills so many children at moments drawn by chance, and counts which of the two sessions each left.
fn kill(seed: u64, kills: u64) -> [usize; 2] {
    let keep = tempfile::tempdir().expect("a temporary folder");
    let place = keep.path().join("s.variorum.ron");
    let mut chance = 0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(seed + 1);
    let mut met = [0, 0];
    for round in 0..kills {
        let mut child =
            child("child_that_saves", &place).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        assert!(lines.any(|line| line.is_ok_and(|line| line == "ready")), "the child saves");
        // xorshift; from 0 to 30 milliseconds, during which it saves a few times.
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        std::thread::sleep(Duration::from_micros(chance % 30_000));
        child.kill().and_then(|()| child.wait()).expect("can be killed");
        let notes = load(&place).expect("the file is whole").session.notes.len();
        let which = NOTES.iter().position(|&count| count == notes);
        met[which.unwrap_or_else(|| panic!("round {round}: {notes} notes were never saved"))] += 1;
        let before = load(&previous_path(&place)).expect("the version before is whole").session.notes.len();
        assert!(NOTES.contains(&before), "round {round}: {before} notes were never saved");
        assert!(has_leftovers(&place), "at least the lock");
        // The next start.
        drop(SessionLock::acquire(&place).expect("the dead hold no locks"));
        assert!(!has_leftovers(&place));
        assert_eq!(fs::read_dir(keep.path()).expect("readable").count(), 2, "round {round}: the two files alone");
    }
    met
}

/// Not a test: a save of more than this process may write.
#[test]
#[ignore = "the test of the full disk runs it in a process of its own"]
fn child_on_a_full_disk() {
    let Some(place) = std::env::var_os(PLACE).map(PathBuf::from) else { return };
    let session = with_notes(NOTES[1]);
    let error = save(&session, &place).expect_err("there is no room for it");
    assert!(matches!(error.kind(), SessionErrorKind::Write(_)), "{error}");
    assert!(error.to_string().contains("untouched"), "{error}");
    // The work is still in memory, and a place with room takes it; here a smaller session stands for that.
    save(&with_notes(1), &place.with_file_name("elsewhere.ron")).expect("there is room for this");
    std::io::stdout().write_all(b"\nrefused\n").expect("the parent listens");
}

/// A limit on the size of files is to a program what a full disk is: a write that stops half-way.
#[test]
#[cfg(unix)]
fn a_full_disk_leaves_the_old_file_whole() {
    let keep = tempfile::tempdir().expect("a temporary folder");
    let place = keep.path().join("s.variorum.ron");
    save(&with_notes(NOTES[0]), &place).expect("can be saved");
    let before = fs::read(&place).expect("readable");
    let child = child("child_on_a_full_disk", &place);
    // 64 blocks of 512 or 1024 bytes; without the trap the system would end the process instead of failing the write.
    let mut shell = Command::new("sh");
    shell
        .args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\""])
        .arg(child.get_program())
        .args(child.get_args());
    let output = shell.env(PLACE, &place).output().expect("a shell is there");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && said.contains("refused"), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(fs::read(&place).expect("readable"), before);
    let left: Vec<_> = fs::read_dir(keep.path()).expect("readable").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(left.len(), 2, "the old session and the one with room, no leftovers: {left:?}");
}

#[test]
fn a_place_that_vanished_is_said_and_another_takes_the_work() {
    let keep = tempfile::tempdir().expect("a temporary folder");
    let drive = keep.path().join("drive");
    fs::create_dir(&drive).expect("can be made");
    let (place, session) = (drive.join("s.ron"), with_notes(3));
    save(&session, &place).expect("can be saved");
    fs::remove_dir_all(&drive).expect("can be removed");
    assert!(matches!(save(&session, &place).expect_err("it is gone").kind(), SessionErrorKind::Write(_)));
    save(&session, &keep.path().join("s.ron")).expect("another place takes it");
}

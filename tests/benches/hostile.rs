//! Time and memory of the program on each folder made to hurt: `cargo bench --bench hostile`.
//!
//! The aim is 2 seconds and 256 MB a case, with all of the analysis. Memory is the greatest that the system counted for
//! the process, looked up every few milliseconds.

// What must become of the files is for the test.
#[allow(dead_code)]
#[path = "../hostile/cases.rs"]
mod cases;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn main() {
    println!("{:<56} {:>8} {:>8}", "case", "seconds", "MB");
    for case in cases::small().into_iter().chain(cases::large()) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        (case.make)(folder.path());
        let begun = Instant::now();
        let mut program = Command::new(env!("CARGO_BIN_EXE_variorum"))
            .arg("analyze")
            .arg(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut peak = 0;
        while program.try_wait().expect("it can be waited for").is_none() {
            peak = peak.max(memory_kb(program.id()));
            std::thread::sleep(Duration::from_millis(3));
        }
        let seconds = begun.elapsed().as_secs_f64();
        println!("{:<56} {seconds:>8.2} {:>8}", case.name, peak / 1024);
    }
}

/// The greatest memory that a process had so far, in KB; 0 where the system does not say.
fn memory_kb(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

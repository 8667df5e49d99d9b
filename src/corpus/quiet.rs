//! Panics of crates that read hostile files, kept off the terminal.
//!
//! Such a panic is caught and becomes a line in the list of skipped files, so the report that Rust prints for it would
//! only frighten. Panics anywhere else are reported as ever.

use std::cell::Cell;
use std::sync::Once;

thread_local! {
    static IS_READING: Cell<bool> = const { Cell::new(false) };
}

/// Keeps panics of this thread quiet until it is dropped.
#[derive(Debug)]
pub(super) struct Quiet {
    before: bool,
}

/// Begins to keep panics of this thread quiet.
pub(super) fn panics() -> Quiet {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let outer = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !IS_READING.get() {
                outer(panic);
            }
        }));
    });
    Quiet { before: IS_READING.replace(true) }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        IS_READING.set(self.before);
    }
}

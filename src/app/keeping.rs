//! The second net: unsaved work, kept in a file of this window's own in the account's data folder.
//!
//! It is written a few seconds after a change, so that typing a note is one writing and not a hundred, and only when
//! something changed. It is removed when the session is saved or given up. Whatever goes wrong with it must not disturb
//! the work itself.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::files::as_saved;
use super::filing::Kept;
use super::job::{Job, Waker};
use super::state::State;
use crate::session::{Documents, Orphan, Recovery, Session, SessionLock, orphans};

/// From a change until it is kept. What a crash can take is what was done in this time.
const DELAY: Duration = Duration::from_secs(2);

/// How often a job that waits looks whether the window still needs it.
const LOOK: Duration = Duration::from_millis(50);

/// Looks below `folder` for what windows that died left behind, and begins a recovery file of this window's own.
pub fn start(folder: PathBuf, waker: &Waker) -> Job<Kept> {
    Job::start("recovery", waker, move |_, outbox| {
        let left = orphans(&folder);
        outbox.send(Kept::Begun(Recovery::begin(&folder).ok().map(Arc::new), left));
    })
}

/// Waits until it is time to keep what changed.
pub fn wait(state: &State) -> Job<Kept> {
    Job::start("keep soon", &state.waker, |progress, outbox| {
        for _ in 0..DELAY.as_millis() / LOOK.as_millis() {
            if progress.checkpoint().is_err() {
                return;
            }
            std::thread::sleep(LOOK);
        }
        outbox.send(Kept::Due);
    })
}

/// Keeps the work so far; then `recovered`, which is in it, is not needed at its old place any more.
pub fn keep(state: &State, recovery: &Arc<Recovery>, recovered: Option<(Orphan, SessionLock)>) -> Job<Kept> {
    // The record of the articles is left out: it is large, and recovering takes it from the session that was saved.
    let session = Session { documents: Documents::default(), ..as_saved(state) };
    let (recovery, origin) = (Arc::clone(recovery), state.session_path.clone());
    Job::start("keep", &state.waker, move |_, outbox| {
        if recovery.keep(&session, origin.as_deref()).is_ok()
            && let Some((orphan, _right)) = recovered
        {
            orphan.discard();
        }
        outbox.send(Kept::Done);
    })
}

/// Gives up what was kept: it was saved, or is not wanted. That goes for recovered work too.
pub fn forget(state: &State, recovery: &Arc<Recovery>, recovered: Option<(Orphan, SessionLock)>) -> Job<Kept> {
    let recovery = Arc::clone(recovery);
    Job::start("keep", &state.waker, move |_, outbox| {
        recovery.forget();
        if let Some((orphan, _right)) = recovered {
            orphan.discard();
        }
        outbox.send(Kept::Done);
    })
}

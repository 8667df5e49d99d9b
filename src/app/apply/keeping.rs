//! Looking after the recovery file of this window, and what other windows left.

use crate::app::command::Modal;
use crate::app::filing::Kept;
use crate::app::job::Poll;
use crate::app::keeping;
use crate::app::state::State;

/// Takes in what keeping made, and starts what is due.
pub fn receive(state: &mut State) {
    if let Some(job) = &state.keeping {
        match job.poll() {
            Poll::Pending => return,
            Poll::Ended | Poll::Value(Kept::Done) => state.keeping = None,
            Poll::Value(Kept::Begun(recovery, orphans)) => {
                state.recovery = recovery;
                state.keeping = None;
                state.orphans = orphans;
                if !state.orphans.is_empty() && state.modal.is_none() {
                    state.modal = Some(Modal::Recover);
                }
            }
            Poll::Value(Kept::Due) => {
                state.keeping = None;
                keep_now(state);
            }
        }
        if state.keeping.is_some() {
            return;
        }
    }
    let Some(recovery) = state.recovery.clone() else { return };
    let is_changed = state.is_changed();
    if is_changed && (!state.is_kept || state.kept_number != state.decisions_number) {
        state.keeping = Some(keeping::wait(state));
    } else if !is_changed && (state.is_kept || state.recovered.is_some()) {
        let recovered = state.recovered.take();
        state.keeping = Some(keeping::forget(state, &recovery, recovered));
        state.is_kept = false;
    }
}

fn keep_now(state: &mut State) {
    let Some(recovery) = state.recovery.clone() else { return };
    // It may have been saved while the time ran.
    if !state.is_changed() {
        return;
    }
    let recovered = state.recovered.take();
    state.keeping = Some(keeping::keep(state, &recovery, recovered));
    state.kept_number = state.decisions_number;
    state.is_kept = true;
}

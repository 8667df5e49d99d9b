//! What happens at the beginning of every frame: what jobs have made is taken in, and what the state now needs is asked for.

use std::sync::Arc;

use crate::app::asked::{explain, trace};
use crate::app::dates;
use crate::app::shown::shown;
use crate::app::state::State;
use crate::progress::Progress;

/// Takes in what the jobs have made since the last frame, and asks for what the state now needs. Never waits.
pub fn receive(state: &mut State) {
    // Before a job is started and before anything is painted: both write days as the person wants them by now.
    dates::write_in(state.preferences.date_order());
    super::load::receive(state);
    super::file::receive(state);
    super::keeping::receive(state);
    request_shown(state);
    request_comparison(state);
    request_explanation(state);
    request_trace(state);
}

fn request_shown(state: &mut State) {
    let key = state.shown_key();
    let (analysis, session) = (&state.analysis, &state.session);
    let last = state.shown.latest().cloned();
    let waker = state.waker.clone();
    let for_job = key.clone();
    state.shown.request(&key, &waker, || {
        let (analysis, session) = (Arc::clone(analysis), Arc::clone(session));
        move |progress: &Progress| shown(&analysis, &session, &for_job, last.as_deref(), progress)
    });
}

fn request_comparison(state: &mut State) {
    let Some(key) = state.comparison_key() else { return };
    let analysis = &state.analysis;
    let (a, b) = (key.a, key.b);
    state.comparison.request(&key, &state.waker.clone(), || {
        let analysis = Arc::clone(analysis);
        move |progress: &Progress| crate::analysis::compare(&analysis, a, b, progress)
    });
}

fn request_explanation(state: &mut State) {
    let Some(key) = state.explanation_key() else { return };
    let analysis = &state.analysis;
    let for_job = key.clone();
    state.explanation.request(&key, &state.waker.clone(), || {
        let analysis = Arc::clone(analysis);
        move |_: &Progress| {
            let explanation = explain(&analysis, &for_job);
            Ok((for_job, explanation))
        }
    });
}

fn request_trace(state: &mut State) {
    let Some(key) = state.trace_key() else { return };
    let analysis = &state.analysis;
    let asked = key.asked.clone();
    state.trace.request(&key, &state.waker.clone(), || {
        let analysis = Arc::clone(analysis);
        move |progress: &Progress| trace(&analysis, &asked, progress)
    });
}

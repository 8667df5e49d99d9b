//! The measure and the threshold of the window, as articles and results change.
//!
//! A threshold is the person's only where they raised it above all that is listed; otherwise it follows the list, up and
//! down. A number that was chosen for one measure says nothing in another.

use crate::app::state::State;
use crate::corpus::Corpus;
use crate::similarity::Measure;

/// What is chosen before other articles or another result are shown.
pub(super) struct Scale {
    /// The threshold as far as the person raised it; 0 where all that is listed is shown.
    raised: f64,
    /// The measure of the settings.
    proposed: Measure,
}

impl Scale {
    pub(super) fn of(state: &State) -> Self {
        Self { raised: state.raised_threshold(), proposed: state.analysis.settings.similarity.measure }
    }

    /// Keeps the choice for the result that is there now, unless it was made by another measure.
    pub(super) fn restore(self, state: &mut State) {
        let proposed = state.analysis.settings.similarity.measure;
        state.options.threshold = self.raised;
        if proposed != self.proposed {
            take_measure(state, proposed);
        }
        lift(state);
    }
}

/// Shows everything that is listed of other articles, by the measure of the settings.
pub(super) fn begin(state: &mut State) {
    state.options.measure = state.analysis.settings.similarity.measure;
    state.options.threshold = 0.0;
}

/// Scores pairs by another measure.
pub(super) fn take_measure(state: &mut State, measure: Measure) {
    if state.options.measure != measure {
        state.options.measure = measure;
        state.options.threshold = state.least_shown();
    }
}

/// Brings the threshold up to the least that is listed.
pub(super) fn lift(state: &mut State) {
    state.options.threshold = state.options.threshold.max(state.least_shown());
}

/// Whether some of what was opened before is still there: files were added, or read again.
pub(super) fn is_more_of(before: &Corpus, now: &Corpus) -> bool {
    now.roots.iter().any(|root| before.roots.contains(root))
}

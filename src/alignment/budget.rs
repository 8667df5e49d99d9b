//! How much work an alignment may take, in steps: an answer never depends on how fast the machine is.

/// Steps of the inner loops that a slow machine takes in a millisecond.
const STEPS_A_MILLISECOND: u64 = 100_000;

/// Steps left. Once it is used up, what is left of the work is done in the coarse way.
#[derive(Debug)]
pub(super) struct Budget {
    left: u64,
    was_refused: bool,
}

impl Budget {
    pub fn from_millis(millis: u32) -> Self {
        Self { left: u64::from(millis) * STEPS_A_MILLISECOND, was_refused: false }
    }

    /// Counts steps that are done in any case.
    pub fn spend(&mut self, steps: u64) {
        self.left = self.left.saturating_sub(steps);
    }

    /// Whether work of `steps` may be done; counts it if so.
    pub fn allows(&mut self, steps: u64) -> bool {
        let is_allowed = steps <= self.left;
        if is_allowed {
            self.left -= steps;
        } else {
            self.was_refused = true;
        }
        is_allowed
    }

    /// Remembers that work was left out for another reason than its amount so far.
    pub fn refuse(&mut self) {
        self.was_refused = true;
    }

    /// Whether work was left out.
    pub fn is_exceeded(&self) -> bool {
        self.was_refused
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_refused_and_remembered() {
        let mut budget = Budget::from_millis(1);
        assert!(budget.allows(STEPS_A_MILLISECOND - 1));
        assert!(!budget.is_exceeded());
        assert!(!budget.allows(2));
        assert!(budget.allows(1) && budget.is_exceeded());
    }
}

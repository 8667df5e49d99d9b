//! What went wrong, in the words of the person who reads it.

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Something was left out.
    Warning,
    /// What was asked for did not happen.
    Error,
}

/// Something that went wrong, in the words of the person who reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// One sentence.
    pub summary: String,
    /// What to do, or the words of the system; may be empty.
    pub details: String,
}

impl Problem {
    /// Something that did not happen.
    pub fn error(summary: impl Into<String>, details: impl std::fmt::Display) -> Self {
        Self { severity: Severity::Error, summary: summary.into(), details: details.to_string() }
    }

    /// Good to know.
    pub fn note(summary: impl Into<String>) -> Self {
        Self { severity: Severity::Note, summary: summary.into(), details: String::new() }
    }
}

/// A short note at the edge of the window.
#[derive(Clone, Debug)]
pub struct Toast {
    /// Its number.
    pub id: u64,
    /// What it says.
    pub problem: Problem,
}

//! How one text of a pair was taken over from the other, as the window says it: the class of copying, or that the two are
//! copies of one another.

use crate::analysis::Analysis;
use crate::similarity::{CopyClass, PairScore};

/// How one text of a pair was taken over from the other; copies come after every class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TakenOver {
    /// The two differ.
    As(CopyClass),
    /// The two have the very same words.
    Copy,
}

impl TakenOver {
    /// What is so of a pair.
    #[must_use]
    pub fn of(analysis: &Analysis, pair: &PairScore) -> Self {
        if analysis.matrix.are_copies(pair.a, pair.b) { Self::Copy } else { Self::As(pair.copy_class()) }
    }

    /// As people read it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::As(class) => class.label(),
            Self::Copy => "exact copy",
        }
    }

    /// Its place from own text to copies.
    #[must_use]
    pub fn rank(self) -> u8 {
        match self {
            Self::As(class) => class as u8,
            Self::Copy => CopyClass::Verbatim as u8 + 1,
        }
    }

    /// Whether somebody who asks for `asked` means this too: a copy is verbatim.
    #[must_use]
    pub fn is_meant_by(self, asked: Self) -> bool {
        self == asked || (self, asked) == (Self::Copy, Self::As(CopyClass::Verbatim))
    }

    /// What somebody means who types a class.
    #[must_use]
    pub fn typed(text: &str) -> Option<Self> {
        Some(match text.to_lowercase().as_str() {
            "copy" | "exact" | "exact copy" => Self::Copy,
            "verbatim" => Self::As(CopyClass::Verbatim),
            "edited" | "light" | "lightly" | "lightly edited" => Self::As(CopyClass::LightlyEdited),
            "reworded" => Self::As(CopyClass::Reworded),
            "own" | "own text" => Self::As(CopyClass::OwnText),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_verbatim_and_more() {
        let [own, verbatim] = [CopyClass::OwnText, CopyClass::Verbatim].map(TakenOver::As);
        assert!(own < verbatim && verbatim < TakenOver::Copy);
        assert!(own.rank() < verbatim.rank() && verbatim.rank() < TakenOver::Copy.rank());
        assert!(TakenOver::Copy.is_meant_by(verbatim) && !verbatim.is_meant_by(TakenOver::Copy));
        for way in [own, verbatim, TakenOver::Copy] {
            assert_eq!(TakenOver::typed(way.label()), Some(way));
        }
    }
}

//! How a text was taken over from another: as it stands, with a few edits, in other words, or not at all.
//!
//! The classes are those of Clough and Stevenson ("Developing a corpus of plagiarised short answers", 2011): near copy,
//! light revision, heavy revision, none. They found shares of common shingles to separate them; here it is the mean of
//! the share by weight and the share of words in longer runs, because the first falls with each reworded phrase and the
//! second with each edit inside a sentence.

use serde::{Deserialize, Serialize};

use super::PairScore;

/// How the more dependent text of a pair was taken over from the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CopyClass {
    /// Its own words; what is shared may be chance.
    OwnText,
    /// The other's matter, mostly in other words or cut up.
    Reworded,
    /// The other's sentences with edits inside them.
    LightlyEdited,
    /// The other's words as they stand, perhaps only a part of them.
    Verbatim,
}

impl CopyClass {
    /// As people read it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            CopyClass::OwnText => "own text",
            CopyClass::Reworded => "reworded",
            CopyClass::LightlyEdited => "lightly edited",
            CopyClass::Verbatim => "verbatim",
        }
    }

    /// The class of a copied share.
    #[must_use]
    pub fn of_share(share: f64) -> Self {
        match share {
            _ if share >= VERBATIM_SHARE => CopyClass::Verbatim,
            _ if share >= LIGHT_SHARE => CopyClass::LightlyEdited,
            _ if share >= REWORDED_SHARE => CopyClass::Reworded,
            _ => CopyClass::OwnText,
        }
    }
}

/// Least copied share of each class. Two kinds of text pull at them: in newswire with derived rewrites the middle shares
/// are 0.40 for heavy rewrites, 0.68 for patched copies and 0.95 for copies; in answers of 200 to 300 words made from
/// one longer source, where what is reworded keeps fewer whole phrases, 0.13, 0.63 and 0.93, with texts on the same
/// subject that copy nothing at 0.03 at most. Each bound lies between the classes of both kinds; the highest is that of
/// newswire, where a copy with changed facts and sentences in every paragraph still shares 0.79, and the lowest is as many
/// times what texts share that copy nothing as it is a part of what hard rewrites share.
const REWORDED_SHARE: f64 = 0.06;
const LIGHT_SHARE: f64 = 0.46;
const VERBATIM_SHARE: f64 = 0.80;

impl PairScore {
    /// How much of the more dependent text is taken from the other, in [0, 1]: the greater of both directions.
    #[must_use]
    pub fn copied_share(&self) -> f64 {
        let a = f64::midpoint(self.weighted_a_in_b, self.coverage_a);
        let b = f64::midpoint(self.weighted_b_in_a, self.coverage_b);
        a.max(b)
    }

    /// How the more dependent text was taken over from the other.
    #[must_use]
    pub fn copy_class(&self) -> CopyClass {
        CopyClass::of_share(self.copied_share())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_never_a_lesser_class() {
        let classes: Vec<CopyClass> = (0..=100).map(|share| CopyClass::of_share(f64::from(share) / 100.0)).collect();
        assert!(classes.is_sorted());
        assert_eq!((classes[0], classes[100]), (CopyClass::OwnText, CopyClass::Verbatim));
    }
}

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

/// Least copied share of each class. Found on answers of 160 to 250 words by hand to five subjects, made from a longer
/// source: two subjects to choose, three to check. Texts on the subject that copy nothing share 0.03 at most, as do 99 of
/// 100 pairs of news articles; what is told in other words throughout 0.02 to 0.05, and where phrases are left, as in
/// rewrites of news by hand, 0.06 to 0.13; sentences with words exchanged 0.27 to 0.56; what is pasted, with sentences of
/// its own between, 0.76 and more. Newswire whose every fourth word a program changed shares 0.40, a patched copy 0.66:
/// both are the other's sentences with edits inside them.
const REWORDED_SHARE: f64 = 0.035;
const LIGHT_SHARE: f64 = 0.30;
const VERBATIM_SHARE: f64 = 0.76;

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

//! Loose pairs: two words that stand near each other, in the same order, in both texts.
//!
//! Whoever rewrites a text word by word keeps the order of the words that are left, so that words a few places apart
//! stay where shingles break. Reports in the set phrases of one trade share many shingles and few loose pairs. So these
//! tell the two apart where shingles alone cannot: among newswire and derived rewrites whose score by weight is 0.2 to
//! 0.5, a rewrite has more loose pairs than two reports by chance in 96 of 100 cases, and the higher score in 89. And a
//! corpus four times as large has sixteen times as many pairs that may be alike by chance.
//!
//! The pairs are skip-grams of two words (Guthrie et al., "A closer look at skip-gram modelling", 2006), weighted as
//! shingles are. Linear in the words.

use super::chains::Chains;
use super::settings::Measure;
use super::shingles::pair_key;
use super::walk::Met;

/// Words of a loose pair are at most so many places apart.
const MOST_APART: usize = 4;

/// Weights are taken by so many bits less: a word is in eight pairs, in six shingles of a score.
const FEWER_BITS: u32 = 8;

/// Least share of loose pairs for a pair with this score by weight, one of a corpus of so many documents, to be more than
/// chance. Found on newswire with derived rewrites and checked on others, made by another program.
pub(super) fn least_share(score: f64, documents: usize) -> f64 {
    let is_proposed = score >= Measure::WeightedContainment.proposed_threshold();
    let less = if is_proposed {
        less_of(documents)
    } else {
        0.05 * times_fewer(documents, FEWEST_DOCUMENTS, FULL_PROOF_DOCUMENTS)
    };
    full_share(score) - less
}

/// The same where the corpus is so large that chance has all to choose from.
pub(super) fn full_share(score: f64) -> f64 {
    0.33 + 0.2 * score
}

/// Least score by weight of a pair that loose pairs speak for, in a corpus of so many documents. A rewrite that keeps less
/// is found through a third article or by its rare words; to look further down in a large corpus takes more time than it
/// finds pairs. In a small one there is hardly a pair from 0.25 on that chance made.
pub(super) fn least_score(documents: usize) -> f64 {
    0.30 - 0.02 * times_fewer(documents, FEWEST_DOCUMENTS, FULL_PROOF_DOCUMENTS)
}

/// By how many times a corpus is smaller than one of `full` documents, as a logarithm; one of fewer than `fewest` counts as
/// one of these.
pub(super) fn times_fewer(documents: usize, fewest: usize, full: usize) -> f64 {
    (full as f64 / documents.clamp(fewest, full) as f64).ln()
}

/// In a corpus of so many documents and more, scores below the proposal need full proof.
const FULL_PROOF_DOCUMENTS: usize = 1_000;
/// What a smaller corpus has in common is its subject, not chance.
const FEWEST_DOCUMENTS: usize = 100;

/// Least share of loose pairs for two texts to be one in other words, where all else says so too, in a corpus of so many
/// documents.
pub(super) fn least_reworded_share(documents: usize) -> f64 {
    0.26 - less_of(documents)
}

/// Least share of loose pairs for a good part of a text to be inside a longer one, in a corpus of so many documents.
pub(super) fn least_inside_share(documents: usize) -> f64 {
    0.32 - less_of(documents)
}

/// What a corpus of so many documents asks for less than a large one. Chance has the less to choose from, the smaller the
/// corpus is: pairs grow with its square, and those that reach a share fall away by a constant factor for each step of the
/// share, so what a size asks for goes by its logarithm.
fn less_of(documents: usize) -> f64 {
    0.02 * times_fewer(documents, 1, FULL_DOCUMENTS)
}

/// Documents of a corpus in which chance has enough to choose from that the full share is asked for; more would cost
/// rewrites than it keeps out.
const FULL_DOCUMENTS: usize = 20_000;

/// The loose pairs of a text, for others to be held against.
#[derive(Default)]
pub(super) struct LoosePairs {
    words: Vec<u32>,
    /// What each word weighs.
    weights: Vec<u64>,
    /// Weight of all pairs.
    total: u64,
    /// Pairs by their words: that of the word at `at` and the one `apart` places behind is entry
    /// `MOST_APART * at + apart - 1`.
    pairs: Chains,
    /// For each entry, the last text held against this one that has the pair.
    asked_by: Vec<u32>,
    /// The number of the text that is held against it; never the same for two.
    asked: u32,
}

impl LoosePairs {
    /// Takes a text in place of the one before.
    pub(super) fn lay_out(&mut self, words: &[u32], weight: impl Fn(u32) -> u64) {
        self.words.clear();
        self.words.extend_from_slice(words);
        self.weights.clear();
        self.weights.extend(words.iter().map(|&word| weight(word) >> FEWER_BITS));
        self.total = 0;
        let entries = MOST_APART * words.len();
        self.asked_by.resize(self.asked_by.len().max(entries), 0);
        self.pairs.clear(entries);
        for (at, &one) in words.iter().enumerate() {
            for (apart, &next) in words[at + 1..].iter().take(MOST_APART).enumerate() {
                self.total += self.weights[at] + self.weights[at + 1 + apart];
                self.pairs.put(pair_key(one, next), MOST_APART * at + apart);
            }
        }
    }

    /// Weight of the loose pairs of the text laid out that `right` has too, over that of all its loose pairs, in [0, 1].
    /// `met` are the words of `right` that the text laid out has, in order of place. A share that is `enough` is not
    /// counted to its end.
    pub(super) fn share(&mut self, right: &[u32], met: &[Met], enough: f64) -> f64 {
        if self.total == 0 {
            return 0.0;
        }
        self.asked += 1;
        // No less than what a share that is enough takes, whichever way the product is rounded.
        let enough = (enough * self.total as f64) as u64 + 2;
        let mut shared = 0;
        for (number, one) in met.iter().enumerate() {
            if shared >= enough {
                break;
            }
            let near = |next: &&Met| next.place as usize <= one.place as usize + MOST_APART;
            for next in met[number + 1..].iter().take_while(near) {
                let (first, second) = (right[one.place as usize], right[next.place as usize]);
                for entry in self.pairs.of(pair_key(first, second)) {
                    let (at, behind) = (entry / MOST_APART, entry / MOST_APART + 1 + entry % MOST_APART);
                    if self.words[at] != first || self.words[behind] != second {
                        continue;
                    }
                    if self.asked_by[entry] == self.asked {
                        // So are all places of the pair: `right` has it further in front.
                        break;
                    }
                    self.asked_by[entry] = self.asked;
                    shared += (one.weight >> FEWER_BITS) + (next.weight >> FEWER_BITS);
                }
            }
        }
        shared as f64 / self.total as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(pairs: &mut LoosePairs, left: &[u32], right: &[u32]) -> f64 {
        let weight = |word| u64::from(word + 1) << FEWER_BITS;
        pairs.lay_out(left, weight);
        let places = (0u32..).zip(right).filter(|(_, word)| left.contains(word));
        let met: Vec<Met> =
            places.map(|(place, &word)| Met { place, length: 1, slot: 0, weight: weight(word) }).collect();
        pairs.share(right, &met, 1.0)
    }

    fn share(left: &[u32], right: &[u32]) -> f64 {
        let mut pairs = LoosePairs::default();
        // What was asked before, and of another text, must not show.
        ask(&mut pairs, &[9, 8, 1, 2], &[1, 2]);
        ask(&mut pairs, left, &[1, 2]);
        ask(&mut pairs, left, right)
    }

    #[test]
    fn more_is_asked_of_more_articles_and_of_higher_scores() {
        assert!(least_share(0.35, 10) < least_share(0.35, 1_000));
        assert!(least_share(0.35, 1_000) < least_share(0.35, 20_000));
        assert_eq!(least_share(0.35, 20_000), least_share(0.35, 1_000_000));
        assert!(least_share(0.35, 1_000) < least_share(0.5, 1_000));
        // Below the proposal nothing is listed without full proof, but in a folder of some hundreds.
        assert_eq!((least_share(0.3, 1_000), least_score(1_000)), (least_share(0.3, 20_000), least_score(20_000)));
        assert!(least_share(0.3, 200) < least_share(0.3, 1_000) && least_score(200) < least_score(1_000));
        assert_eq!((least_share(0.3, 10), least_score(10)), (least_share(0.3, 100), least_score(100)));
    }

    #[test]
    fn words_near_each_other_in_the_same_order_are_shared() {
        // Pairs of 0 1 2 by weight: 01 3, 02 4, 12 5.
        assert_eq!(share(&[0, 1, 2], &[0, 1, 2]), 1.0);
        assert_eq!(share(&[0, 1, 2], &[0, 7, 2, 7, 7, 7, 7, 1]), 4.0 / 12.0);
        assert_eq!(share(&[0, 1, 2], &[2, 1, 0]), 0.0);
        // Words five places apart are no pair.
        assert_eq!(share(&[0, 1, 2], &[0, 7, 7, 7, 7, 1]), 0.0);
        assert_eq!(share(&[], &[1, 2, 3]), 0.0);
        assert_eq!(share(&[1], &[1, 2, 3]), 0.0);
        // Linear, though 20,000 places of one pair meet as many.
        assert_eq!(share(&[1; 20_000], &[1; 20_000]), 1.0);
    }
}

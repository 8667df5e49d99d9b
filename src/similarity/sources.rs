//! Whether an article is made of two stories: what it shares with the articles of one is not what it shares with those of
//! the other.
//!
//! A hard rewrite may share text with the first report of its story alone, which is in the group of all that took over
//! more of it. So may the second story of an article that is in the group of its first one. But the rewrite shares what
//! the group shares, and the second story what the first one lacks.

use rustc_hash::FxHashSet;

use super::index::SimilarityIndex;

/// Whether each of two others shares with a document what for the greater part the other one lacks. Linear in the words.
pub(super) fn are_two_sources(index: &SimilarityIndex, document: u32, [one, other]: [u32; 2]) -> bool {
    let words = index.words_of(document as usize);
    let [of_one, of_other] = [one, other].map(|source| shared_places(words, index.words_of(source as usize)));
    let is_mostly_alone = |mine: &[bool], others: &[bool]| {
        let alone = mine.iter().zip(others).filter(|(mine, other)| **mine && !**other).count();
        2 * alone >= mine.iter().filter(|mine| **mine).count()
    };
    is_mostly_alone(&of_one, &of_other) && is_mostly_alone(&of_other, &of_one)
}

/// For each word, whether it stands beside the same neighbour in the source.
fn shared_places(words: &[u32], source: &[u32]) -> Vec<bool> {
    let pairs: FxHashSet<[u32; 2]> = source.array_windows().copied().collect();
    let mut is_shared = vec![false; words.len()];
    for (at, pair) in words.array_windows::<2>().enumerate() {
        if pairs.contains(pair) {
            is_shared[at..at + 2].fill(true);
        }
    }
    is_shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::Progress;
    use crate::similarity::SimilaritySettings;
    use crate::similarity::laws::corpus_of;

    #[test]
    fn a_second_source_has_a_part_of_its_own() {
        let ferry = "The ferry to Ulvoy will sail twice a day from May, the harbour master said.";
        let school = "Pupils of the old school by the mill planted ninety oaks on Saturday.";
        let both = format!("{ferry} {school}");
        let reworded = "From May, said the harbour master, the ferry to Ulvoy will go more often.";
        let texts = [&both, ferry, school, reworded];
        let index = SimilarityIndex::new(&corpus_of(&texts), &SimilaritySettings::default(), &Progress::new()).unwrap();
        assert!(are_two_sources(&index, 0, [1, 2]) && are_two_sources(&index, 0, [2, 1]));
        assert!(are_two_sources(&index, 0, [2, 3]));
        assert!(!are_two_sources(&index, 0, [1, 3]) && !are_two_sources(&index, 0, [0, 1]));
    }
}

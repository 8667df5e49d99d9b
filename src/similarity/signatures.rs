//! Which words documents may have, in few bits each: a bound on what two share, before any of their words are looked at.
//!
//! A signature is a Bloom filter of one hash (Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970).

use rayon::prelude::*;

use super::bits::{place_of_bit, spread};
use super::index::SimilarityIndex;
use super::numbered::Text;
use crate::progress::{Cancelled, Progress};

/// Bits of a signature. An article of 150 different words sets one in seven.
const SIGNATURE_BITS: u32 = 1_024;
/// Words with lower numbers are in so many documents that a signature is asked for them last.
const FREQUENT_WORDS: u32 = 1_024;
/// After so many words what a signature lacks is held against the bound again.
const WORDS_A_CHECK: usize = 16;

/// A set of words: the bits of a word that is in the set are set, those of most others are not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signature([u64; SIGNATURE_BITS as usize / 64]);

/// The signatures of documents, in the order given.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub(super) fn signatures(
    index: &SimilarityIndex,
    documents: &[u32],
    progress: &Progress,
) -> Result<Vec<Signature>, Cancelled> {
    // To end early by an error would be to write each of them twice, as their number would not be known before.
    let words_of = |&document: &u32| match progress.checkpoint() {
        Ok(()) => index.words_of(document as usize),
        Err(Cancelled) => &[],
    };
    let signatures = documents.par_iter().map(words_of).map(Signature::of).collect();
    progress.checkpoint()?;
    Ok(signatures)
}

impl Signature {
    fn of(words: &[u32]) -> Self {
        let mut bits = [0; SIGNATURE_BITS as usize / 64];
        for &word in words {
            let (at, bit) = place_of_bit(bit_of(word));
            bits[at] |= bit;
        }
        Self(bits)
    }

    /// 1 for a bit that is not set, else 0.
    #[inline]
    fn lacks(&self, bit: u32) -> u64 {
        !self.0[bit as usize >> 6] >> (bit & 63) & 1
    }
}

fn bit_of(word: u32) -> u32 {
    spread(word) >> (u32::BITS - SIGNATURE_BITS.ilog2())
}

/// The distinct words of a document that others have too, to be looked for in signatures. One for each thread.
#[derive(Debug, Default)]
pub(super) struct WantedWords {
    /// Their bits and what they weigh.
    words: Vec<(u32, f32)>,
    frequent: Vec<(u32, f32)>,
    /// What all weigh.
    all: f32,
}

impl WantedWords {
    /// Takes the words of a document, each of which weighs what stands beside it.
    pub(super) fn fill(&mut self, index: &SimilarityIndex, text: Text<'_>, weights: &[f32]) {
        let Self { words, frequent, all } = self;
        // The rarer first: the heavier the words that are looked for, the sooner it shows that too many are lacking. Both
        // kinds are put side by side without a branch, as no processor can foresee which they are.
        for list in [&mut *words, &mut *frequent] {
            list.clear();
            list.resize(text.words.len(), (0, 0.0));
        }
        let (mut rare_count, mut frequent_count) = (0, 0);
        for ((&word, &earlier), &weight) in text.words.iter().zip(text.earlier).zip(weights) {
            let entry = (bit_of(word), weight);
            let is_wanted = (earlier == 0) & !index.is_in_one_document(word);
            let is_frequent = word < FREQUENT_WORDS;
            words[rare_count] = entry;
            rare_count += usize::from(is_wanted & !is_frequent);
            frequent[frequent_count] = entry;
            frequent_count += usize::from(is_wanted & is_frequent);
        }
        words.truncate(rare_count);
        words.extend_from_slice(&frequent[..frequent_count]);
        *all = words.iter().map(|&(_, weight)| weight).sum();
    }

    /// Whether the words that a document has by its signature may weigh `least` or more.
    pub(super) fn may_weigh(&self, signature: &Signature, least: f64) -> bool {
        // What the words that it lacks may weigh at most.
        let room = f64::from(self.all) * (1.0 + 1e-5) - least;
        let mut lacking = 0.0;
        self.words.chunks(WORDS_A_CHECK).all(|chunk| {
            lacking += chunk.iter().map(|&(bit, weight)| weight * signature.lacks(bit) as f32).sum::<f32>();
            f64::from(lacking) <= room
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::similarity::SimilaritySettings;
    use crate::similarity::laws::corpus_of;

    #[test]
    fn no_document_has_less_than_its_signature_says() {
        let texts =
            ["the ferry left the harbour at nine", "the ferry left at ten", "a harbour at nine", "nothing else"];
        let index = SimilarityIndex::new(&corpus_of(&texts), &SimilaritySettings::default(), &Progress::new()).unwrap();
        let signatures = signatures(&index, &[0, 1, 2, 3], &Progress::new()).unwrap();
        let mut wanted = WantedWords::default();
        let text = index.text_of(0);
        wanted.fill(&index, text, &vec![1.0; text.words.len()]);
        // Six of its words are in another text as well: five of them in the second, three in the third, none in the last.
        let most = [6.0, 4.0, 3.0, 0.0];
        for (signature, most) in signatures.iter().zip(most) {
            assert!(wanted.may_weigh(signature, most));
            assert!(!wanted.may_weigh(signature, most + 1.0));
        }
    }
}

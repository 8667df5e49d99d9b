//! The vocabulary of a corpus, joined from those of the blocks in which its texts were read.
//!
//! Words are dealt by their hash into shards, which are joined side by side: a join of whole vocabularies, one after the
//! other, would take longer than the reading on all processors did.

use rayon::prelude::*;

use super::vocabulary::{Vocabulary, hash_of};
use crate::progress::{Cancelled, Progress};

/// Shards are chosen by so many of the topmost bits of a word's hash: enough shards for many processors.
const SHARD_BITS: u32 = 6;

/// All words of a corpus, numbered from 0. The numbers are the same whatever the number of threads.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    shards: Vec<Vocabulary>,
    /// The number of each shard's first word, and the number of all words.
    firsts: Vec<u32>,
}

/// What a join gives besides the words.
pub(super) struct Joined {
    pub(super) lexicon: Lexicon,
    /// For each block, the numbers of its words in the lexicon.
    pub(super) numbers: Vec<Vec<u32>>,
    /// For each word of the lexicon, the sum of what the blocks counted.
    pub(super) frequencies: Vec<u32>,
}

impl Lexicon {
    /// Joins the vocabularies of blocks, each with a count for each word. Linear in their sizes.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    ///
    /// # Panics
    /// If there are more than 4 billion different words.
    pub(super) fn joined(blocks: &[(&Vocabulary, &[u32])], progress: &Progress) -> Result<Joined, Cancelled> {
        let dealt: Vec<Vec<Vec<u32>>> = blocks
            .par_iter()
            .map(|(vocabulary, _)| {
                progress.checkpoint()?;
                let mut shards = vec![Vec::new(); 1 << SHARD_BITS];
                for (word, id) in vocabulary.iter().zip(0u32..) {
                    shards[shard_of(word)].push(id);
                }
                Ok(shards)
            })
            .collect::<Result<_, Cancelled>>()?;
        type Shard = (Vocabulary, Vec<u32>, Vec<Vec<u32>>);
        let joined: Vec<Shard> = (0..1 << SHARD_BITS)
            .into_par_iter()
            .map(|shard: usize| {
                progress.checkpoint()?;
                let (mut joined, mut sums) = (Vocabulary::default(), Vec::new());
                let numbers = blocks.iter().zip(&dealt).map(|((vocabulary, counts), dealt)| {
                    let join = |&id: &u32| {
                        let number = joined.intern(vocabulary.word(id));
                        sums.resize(joined.len(), 0);
                        sums[number as usize] += counts[id as usize];
                        number
                    };
                    dealt[shard].iter().map(join).collect()
                });
                let numbers = numbers.collect();
                Ok((joined, sums, numbers))
            })
            .collect::<Result<_, Cancelled>>()?;
        let mut lexicon = Self { shards: Vec::with_capacity(joined.len()), firsts: vec![0] };
        let mut frequencies = Vec::new();
        let mut numbers_of_shards = Vec::with_capacity(joined.len());
        for (shard, sums, numbers) in joined {
            frequencies.extend(sums);
            lexicon.firsts.push(u32::try_from(frequencies.len()).expect("fewer than 4 billion different words"));
            lexicon.shards.push(shard);
            numbers_of_shards.push(numbers);
        }
        let numbers = (0..blocks.len())
            .into_par_iter()
            .map(|block| {
                let mut numbers = vec![0; blocks[block].0.len()];
                for ((ids, shard), first) in dealt[block].iter().zip(&numbers_of_shards).zip(&lexicon.firsts) {
                    for (&id, number) in ids.iter().zip(&shard[block]) {
                        numbers[id as usize] = first + number;
                    }
                }
                numbers
            })
            .collect();
        Ok(Joined { lexicon, numbers, frequencies })
    }

    /// The number of a folded word that is known.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        let shard = shard_of(word);
        let number = self.shards.get(shard)?.find(word)?;
        Some(self.firsts[shard] + number)
    }

    /// The word with this number.
    pub(super) fn word(&self, number: u32) -> &str {
        let shard = self.firsts.partition_point(|&first| first <= number) - 1;
        self.shards[shard].word(number - self.firsts[shard])
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.firsts.last().map_or(0, |&count| count as usize)
    }
}

fn shard_of(word: &str) -> usize {
    (hash_of(word) >> (u64::BITS - SHARD_BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_all_blocks_have_one_number_each() {
        let words = |from: usize, to: usize| -> Vec<String> {
            (from..to).map(|number| format!("{}{number}", ["w", "a-rather-long-word-", "ü"][number % 3])).collect()
        };
        let texts = [words(0, 400), words(200, 700), Vec::new(), words(0, 700)];
        let vocabularies = texts.each_ref().map(|words| {
            let mut vocabulary = Vocabulary::default();
            words.iter().for_each(|word| {
                vocabulary.intern(word);
            });
            vocabulary
        });
        let counts = texts.each_ref().map(|words| vec![1; words.len()]);
        let blocks: Vec<(&Vocabulary, &[u32])> = vocabularies.iter().zip(&counts).map(|(v, c)| (v, &c[..])).collect();
        let Joined { lexicon, numbers, frequencies } = Lexicon::joined(&blocks, &Progress::new()).unwrap();
        assert_eq!(lexicon.len(), 700);
        for (text, numbers) in texts.iter().zip(&numbers) {
            for (word, &number) in text.iter().zip(numbers) {
                assert_eq!((lexicon.word(number), lexicon.find(word)), (word.as_str(), Some(number)));
            }
        }
        assert_eq!(frequencies.iter().sum::<u32>(), 400 + 500 + 700);
        assert_eq!((lexicon.find("absent"), Lexicon::default().len()), (None, 0));
        assert_eq!(Lexicon::default().find("absent"), None);
    }
}

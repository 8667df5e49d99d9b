//! The vocabulary of a corpus, joined from those of the blocks in which its texts were read.
//!
//! Words are dealt by their hash into shards, which are joined side by side: a join of whole vocabularies, one after the
//! other, would take longer than the reading on all processors did.

use rayon::prelude::*;

use super::short_word::Word;
use super::vocabulary::Vocabulary;
use crate::progress::{Cancelled, Progress};

/// Shards are chosen by so many of the topmost bits of a word's hash: enough shards for many processors.
const SHARD_BITS: u32 = 6;

/// All words of a corpus, numbered from 0: what more documents have has a lower number. So most words of every text have
/// low numbers, and tables by word number are read where they are in the cache already. The numbers are the same whatever
/// the number of threads.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    shards: Vec<Vocabulary>,
    /// The place of each shard's first word among the words of all shards, and the number of all words.
    firsts: Vec<u32>,
    /// The number of the word at each place.
    numbers: Vec<u32>,
    /// The place of the word with each number.
    places: Vec<u32>,
    /// Whether the word with each number is a figure.
    figures: Vec<bool>,
}

/// What a join gives besides the words.
pub(super) struct Joined {
    pub(super) lexicon: Lexicon,
    /// For each block, the numbers of its words in the lexicon.
    pub(super) numbers: Vec<Vec<u32>>,
    /// For each word of the lexicon, the sum of what the blocks counted; these never grow from one number to the next.
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
                let expected = vocabulary.len() >> SHARD_BITS;
                let empty = |_| Vec::with_capacity(expected + expected / 4);
                let mut shards: Vec<Vec<u32>> = (0..1 << SHARD_BITS).map(empty).collect();
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
                // About every second word of a block is in others too.
                joined.reserve(dealt.iter().map(|dealt| dealt[shard].len()).sum::<usize>() / 2);
                let numbers = blocks.iter().zip(&dealt).map(|((vocabulary, counts), dealt)| {
                    let ids = &dealt[shard];
                    let numbers = joined.intern_of(vocabulary, ids);
                    sums.resize(joined.len(), 0);
                    for (&number, &id) in numbers.iter().zip(ids) {
                        sums[number as usize] += counts[id as usize];
                    }
                    numbers
                });
                let numbers = numbers.collect();
                Ok((joined, sums, numbers))
            })
            .collect::<Result<_, Cancelled>>()?;
        let mut lexicon = Self { shards: Vec::with_capacity(joined.len()), firsts: vec![0], ..Self::default() };
        let mut frequencies = Vec::new();
        let mut numbers_of_shards = Vec::with_capacity(joined.len());
        for (shard, sums, numbers) in joined {
            frequencies.extend(sums);
            lexicon.firsts.push(u32::try_from(frequencies.len()).expect("fewer than 4 billion different words"));
            lexicon.shards.push(shard);
            numbers_of_shards.push(numbers);
        }
        let frequencies = lexicon.number_by_frequency(&frequencies);
        let numbers_of_block = |block: usize| {
            let mut numbers = vec![0; blocks[block].0.len()];
            for ((ids, shard), first) in dealt[block].iter().zip(&numbers_of_shards).zip(&lexicon.firsts) {
                for (&id, number) in ids.iter().zip(&shard[block]) {
                    numbers[id as usize] = lexicon.numbers[(first + number) as usize];
                }
            }
            numbers
        };
        let (numbers, figures) = rayon::join(
            || (0..blocks.len()).into_par_iter().map(numbers_of_block).collect(),
            || lexicon.find_figures(),
        );
        lexicon.figures = figures;
        Ok(Joined { lexicon, numbers, frequencies })
    }

    /// Numbers the words by what the documents at each place have counted, the most frequent first, equal ones by place;
    /// gives the counts by number. Linear, as counts are no higher than the number of documents.
    fn number_by_frequency(&mut self, frequencies: &[u32]) -> Vec<u32> {
        let highest = frequencies.iter().max().map_or(0, |&frequency| frequency as usize);
        let mut next = vec![0u32; highest + 2];
        for &frequency in frequencies {
            next[highest - frequency as usize + 1] += 1;
        }
        for at in 1..next.len() {
            next[at] += next[at - 1];
        }
        let mut number_of = |&frequency: &u32| {
            let number = &mut next[highest - frequency as usize];
            *number += 1;
            *number - 1
        };
        self.numbers = frequencies.iter().map(&mut number_of).collect();
        self.places = vec![0; frequencies.len()];
        let mut by_number = vec![0; frequencies.len()];
        for ((&number, &frequency), place) in self.numbers.iter().zip(frequencies).zip(0u32..) {
            self.places[number as usize] = place;
            by_number[number as usize] = frequency;
        }
        by_number
    }

    /// For each word by number, whether it is a figure.
    fn find_figures(&self) -> Vec<bool> {
        let mut figures = vec![false; self.len()];
        for (word, &number) in self.shards.iter().flat_map(Vocabulary::iter).zip(&self.numbers) {
            figures[number as usize] = word.is_figure();
        }
        figures
    }

    /// The number of a folded word that is known.
    pub(super) fn find(&self, word: Word<'_>) -> Option<u32> {
        let shard = shard_of(word);
        let within = self.shards.get(shard)?.find(word)?;
        Some(self.numbers[(self.firsts[shard] + within) as usize])
    }

    /// The word with this number.
    pub(super) fn word(&self, number: u32) -> Word<'_> {
        let place = self.places[number as usize];
        let shard = self.firsts.partition_point(|&first| first <= place) - 1;
        self.shards[shard].word(place - self.firsts[shard])
    }

    /// Whether the word with this number starts with a digit.
    #[inline]
    pub(super) fn is_figure(&self, number: u32) -> bool {
        self.figures[number as usize]
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }
}

fn shard_of(word: Word<'_>) -> usize {
    (word.hash() >> (u64::BITS - SHARD_BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_all_blocks_have_one_number_each() {
        let words = |from: usize, to: usize| -> Vec<String> {
            (from..to).map(|number| format!("{}{number}", ["w", "a-rather-long-word-", "ü", "7"][number % 4])).collect()
        };
        let texts = [words(0, 400), words(200, 700), Vec::new(), words(0, 700)];
        let vocabularies = texts.each_ref().map(|words| {
            let mut vocabulary = Vocabulary::default();
            words.iter().for_each(|word| {
                vocabulary.intern(Word::of(word));
            });
            vocabulary
        });
        let counts = texts.each_ref().map(|words| vec![1; words.len()]);
        let blocks: Vec<(&Vocabulary, &[u32])> = vocabularies.iter().zip(&counts).map(|(v, c)| (v, &c[..])).collect();
        let Joined { lexicon, numbers, frequencies } = Lexicon::joined(&blocks, &Progress::new()).unwrap();
        assert_eq!(lexicon.len(), 700);
        for (text, numbers) in texts.iter().zip(&numbers) {
            for (word, &number) in text.iter().map(|word| Word::of(word)).zip(numbers) {
                assert_eq!((lexicon.word(number), lexicon.find(word)), (word, Some(number)));
                assert_eq!(lexicon.is_figure(number), word.is_figure());
            }
        }
        assert_eq!(frequencies.iter().sum::<u32>(), 400 + 500 + 700);
        // 200 words are in three texts, 500 in two, none in one alone.
        assert!(frequencies.is_sorted_by(|one, next| one >= next));
        assert_eq!(frequencies.iter().filter(|&&frequency| frequency == 3).count(), 200);
        assert_eq!((lexicon.find(Word::of("absent")), Lexicon::default().len()), (None, 0));
        assert_eq!(Lexicon::default().find(Word::of("absent")), None);
    }
}

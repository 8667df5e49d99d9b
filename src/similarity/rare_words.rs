//! The rare words of documents, and which documents have the same ones.

use rayon::prelude::*;

use super::chance::{LEAST_WORDS, MOST_DOCUMENTS, first_rare_word};
use super::gram::LAST;
use super::index::SimilarityIndex;
use crate::progress::{Cancelled, Progress};

/// Squares are of weights in units of 2⁻¹⁶, so that their sums are exact for texts of a million rare words.
const FEWER_BITS: u32 = 23;

/// Lengths are rounded; a bound that misses the margin by this part is held against the margin itself.
const BOUND_SLACK: f64 = 1e-9;

/// Documents whose words are found by one task.
const DOCUMENTS_A_PART: usize = 256;

/// Stands for the place of a document that has no other behind it.
const NONE: u32 = u32::MAX;

/// What two documents have in common.
#[derive(Clone, Copy, Default)]
pub(super) struct Shared {
    /// Sum of the squares of the weights of their common rare words.
    squares: u64,
    pub(super) words: u32,
}

/// What one document has in common with others, by rank. One for each thread.
pub(super) struct Met {
    shared: Vec<Shared>,
    touched: Vec<u32>,
    /// The rare words of the document at hand that documents of longer vectors have.
    words: Vec<MetWord>,
}

/// A rare word of a document.
#[derive(Clone, Copy)]
struct MetWord {
    /// Where the entries of the documents of longer vectors start.
    place: u32,
    /// The first of them.
    first: u32,
    /// Square of the word's weight.
    square: u64,
}

impl Met {
    pub(super) fn new(documents: usize) -> Self {
        Self { shared: vec![Shared::default(); documents], touched: Vec::new(), words: Vec::new() }
    }

    /// The documents that share [`LEAST_WORDS`], with what they share; afterwards none is met.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = (u32, Shared)> {
        let Self { shared, touched, .. } = self;
        let met = touched.drain(..).map(|other| (other, std::mem::take(&mut shared[other as usize])));
        met.filter(|(_, shared)| shared.words >= LEAST_WORDS)
    }
}

/// The rare words of the documents of a corpus. Documents are ranked by the length of the vector of their rare words.
pub(super) struct RareWords<'a> {
    pub(super) index: &'a SimilarityIndex,
    /// Where the words of each document start; one more entry than documents.
    starts: Vec<u32>,
    /// For each document, how many have each of its distinct rare words that others have too, the rarest first.
    frequencies: Vec<u8>,
    /// For each of these words, where the entries of the documents with longer vectors start, or [`NONE`].
    places: Vec<u32>,
    /// For each document, the length of the vector of all its rare words.
    lengths: Vec<f64>,
    /// Documents by rank: the shorter vectors first.
    pub(super) order: Vec<u32>,
    /// The ranks of the documents of each word, in order, [`LAST`] set in the last one.
    entries: Vec<u32>,
    squares: Squares,
}

/// By how many documents have a rare word, the square of its weight.
type Squares = [u64; MOST_DOCUMENTS + 1];

/// Counts of rare words fit in a byte.
const _: () = assert!(MOST_DOCUMENTS <= u8::MAX as usize);

/// The rare words of some documents.
#[derive(Default)]
struct Part {
    /// Those that other documents have too, document by document, the rarest first.
    words: Vec<u32>,
    /// For each of them, the number of documents that have it.
    frequencies: Vec<u8>,
    /// How many each document has.
    counts: Vec<u32>,
    /// For each document, the length of the vector of all its rare words.
    lengths: Vec<f64>,
}

impl<'a> RareWords<'a> {
    /// Those of all documents. Linear in the words.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub(super) fn new(index: &'a SimilarityIndex, progress: &Progress) -> Result<Self, Cancelled> {
        let first = first_rare_word(index);
        let documents: Vec<usize> = (0..index.document_count()).collect();
        let squares =
            std::array::from_fn(|frequency| (index.weight_of_frequency(frequency as u32) >> FEWER_BITS).pow(2));
        let part = |documents: &[usize]| Part::of((index, first, &squares), documents, progress);
        let parts = documents.par_chunks(DOCUMENTS_A_PART).map(part).collect::<Result<Vec<Part>, Cancelled>>()?;
        let lengths: Vec<f64> = parts.iter().flat_map(|part| &part.lengths).copied().collect();
        let frequencies: Vec<u8> = parts.iter().flat_map(|part| &part.frequencies).copied().collect();
        let words: Vec<u32> = parts.iter().flat_map(|part| &part.words).copied().collect();
        let starts = sums(parts.iter().flat_map(|part| &part.counts).copied());
        let mut order: Vec<u32> = (0..lengths.len() as u32).collect();
        let length = |document: u32| lengths[document as usize];
        order.par_sort_unstable_by(|&one, &other| length(one).total_cmp(&length(other)).then(one.cmp(&other)));
        let repeated = index.frequencies[first as usize..].iter().copied().take_while(|&frequency| frequency > 1);
        let ends = sums(repeated);
        let mut next = ends.clone();
        let (mut places, mut entries) = (vec![NONE; words.len()], vec![0; words.len()]);
        for (&document, rank) in order.iter().zip(0u32..) {
            progress.checkpoint()?;
            let range = starts[document as usize] as usize..starts[document as usize + 1] as usize;
            for (&word, place) in words[range.clone()].iter().zip(&mut places[range]) {
                let at = (word - first) as usize;
                let (entry, is_last) = (next[at], next[at] + 1 == ends[at + 1]);
                entries[entry as usize] = if is_last { rank | LAST } else { rank };
                *place = if is_last { NONE } else { entry + 1 };
                next[at] += 1;
            }
        }
        Ok(Self { index, starts, frequencies, places, lengths, order, entries, squares })
    }

    /// Fills in what a document shares with each one of a longer vector that may agree with it by the margin, and perhaps
    /// with some others. As in the search of all pairs, only the rarest words lead to documents not met before: when what
    /// is left could not make a pair by itself, it is counted for the documents met alone.
    pub(super) fn meet_longer(&self, rank: u32, margin: f64, met: &mut Met) {
        let document = self.order[rank as usize] as usize;
        let range = self.starts[document] as usize..self.starts[document + 1] as usize;
        let need = margin * self.lengths[document].powi(2) * (1.0 - BOUND_SLACK);
        // What is looked up in memory is looked up for all words at once, so that one does not wait for the other.
        let Met { shared, touched, words } = met;
        words.clear();
        let places = self.places[range.clone()].iter().zip(&self.frequencies[range]);
        words.extend(places.filter(|&(&place, _)| place != NONE).map(|(&place, &frequency)| {
            let square = self.squares[usize::from(frequency)];
            MetWord { place, first: self.entries[place as usize], square }
        }));
        let mut rest: u64 = words.iter().map(|word| word.square).sum();
        for (number, &MetWord { place, first, square }) in words.iter().enumerate() {
            let is_new_possible = rest as f64 >= need && words.len() - number >= LEAST_WORDS as usize;
            if !is_new_possible && touched.is_empty() {
                return;
            }
            rest -= square;
            let (mut entry, mut place) = (first, place as usize);
            loop {
                let other = entry & !LAST;
                let shared = &mut shared[other as usize];
                if shared.words > 0 || is_new_possible {
                    if shared.words == 0 {
                        touched.push(other);
                    }
                    shared.squares += square;
                    shared.words += 1;
                }
                if entry & LAST != 0 {
                    break;
                }
                place += 1;
                entry = self.entries[place];
            }
        }
    }

    /// Cosine of the weights of the rare words of two documents, in [0, 1].
    pub(super) fn agreement(&self, a: u32, b: u32, shared: Shared) -> f64 {
        shared.squares as f64 / (self.lengths[a as usize] * self.lengths[b as usize])
    }
}

impl Part {
    fn of(
        (index, first, squares): (&SimilarityIndex, u32, &Squares),
        documents: &[usize],
        progress: &Progress,
    ) -> Result<Self, Cancelled> {
        let mut part = Self::default();
        let mut rare = Vec::new();
        for &document in documents {
            progress.checkpoint()?;
            let text = index.text_of(document);
            // Put side by side without a branch, as no processor can foresee which they are.
            rare.clear();
            rare.resize(text.words.len(), 0);
            let mut count = 0;
            for (&word, &earlier) in text.words.iter().zip(text.earlier) {
                rare[count] = word;
                count += usize::from((word >= first) & (earlier == 0));
            }
            let rare = &rare[..count];
            part.add(index, squares, rare);
        }
        Ok(part)
    }

    /// Adds the rare words of a document, in order of how many have them.
    fn add(&mut self, index: &SimilarityIndex, squares: &Squares, rare: &[u32]) {
        let mut counts = [0; MOST_DOCUMENTS + 1];
        rare.iter().for_each(|&word| counts[index.frequencies[word as usize] as usize] += 1);
        let square: u64 = squares.iter().zip(counts).map(|(square, count)| square * count as u64).sum();
        self.lengths.push((square as f64).sqrt());
        // Behind the others those that no other document has, to be taken away.
        let (start, kept) = (self.words.len(), rare.len() - counts[1]);
        let mut next = [start; MOST_DOCUMENTS + 1];
        for frequency in 3..=MOST_DOCUMENTS {
            next[frequency] = next[frequency - 1] + counts[frequency - 1];
        }
        next[1] += kept;
        self.words.resize(start + rare.len(), 0);
        self.frequencies.resize(start + rare.len(), 0);
        for &word in rare {
            let frequency = index.frequencies[word as usize];
            let at = &mut next[frequency as usize];
            self.words[*at] = word;
            self.frequencies[*at] = frequency as u8;
            *at += 1;
        }
        self.words.truncate(start + kept);
        self.frequencies.truncate(start + kept);
        self.counts.push(kept as u32);
    }
}

/// For each count, the sum of those before; and the sum of all.
fn sums(counts: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut sum = 0;
    let running = counts.map(|count| {
        sum += count;
        sum
    });
    std::iter::once(0).chain(running).collect()
}

//! Which documents share which shingles: for every word of the corpus, the way to the larger documents that have the
//! shingle which starts there.
//!
//! Documents are ranked by size, and a document asks for larger ones alone, so the way leads to the place in a shingle's
//! postings just behind the document's own: what follows up to the mark of the end are the answers. That takes one step
//! into memory, none where there is one larger document alone, whose rank stands at the word itself.
//!
//! How shingles are grouped is the business of [`grouping`](super::grouping).
//!
//! Shingles are told apart by some 40 bits of their hash. Two that fall together, as about one in a million does, count
//! as one: a search that takes postings as an upper bound then looks at a pair too many, never at one too few.

use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;

use super::grouping::{Buckets, Grouper, Ranks};
use super::index::SimilarityIndex;
use crate::progress::{Cancelled, Progress};

/// What stands at a word of the corpus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gram(u32);

/// The kinds of grams that lead nowhere, see [`Gram::kind`].
pub(super) const COMMON_KIND: u8 = Class::COUNT as u8;
pub(super) const UNIQUE_KIND: u8 = COMMON_KIND + 1;

/// Set where the rest of a gram is the rank of the one larger document; and on the last posting of a shingle.
const LAST: u32 = 1 << 31;

impl Gram {
    /// No shingle, one that was not asked for, or one that no larger document has.
    pub(super) const UNIQUE: Self = Self(0);
    /// A shingle in more documents than the limit.
    pub(super) const COMMON: Self = Self(1);

    /// A shingle that one larger document has.
    #[inline]
    pub(super) fn of_one(rank: u32) -> Self {
        Self(LAST | rank)
    }

    /// A shingle whose postings of larger documents start at a place, as many as the class says.
    #[inline]
    pub(super) fn of_postings(place: u32, class: Class) -> Self {
        Self((place + 1) << CLASS_BITS | u32::from(class.0))
    }

    /// Where grams of its kind stand among all, by how many larger documents have them: first the classes, then
    /// [`COMMON`](Self::COMMON), then [`UNIQUE`](Self::UNIQUE).
    #[inline]
    pub(super) fn kind(self) -> u8 {
        let class = (self.0 & (Class::COUNT as u32 - 1)) as u8;
        let of_postings = if self.0 <= Self::COMMON.0 { UNIQUE_KIND - class } else { class };
        if self.0 & LAST == 0 { of_postings } else { Class::RAREST.0 }
    }

    /// The one larger document that has the shingle, where that is known without its postings.
    #[inline]
    pub(super) fn the_one(self) -> Option<u32> {
        (self.0 & LAST != 0).then_some(self.0 & !LAST)
    }
}

/// About how many larger documents have a shingle, in few bits: they stand beside the way to the postings, so that the
/// rare shingles of a document are found without looking at the postings of the frequent ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Class(u8);

const CLASS_BITS: u32 = 3;
const MOST_OF_CLASS: [usize; Class::COUNT] = [3, 7, 15, 31, 63, 255, 1_023, 4_095];
/// The class by the binary digits of a number of documents.
const CLASS_OF_BITS: [u8; 33] = {
    let mut classes = [Class::COUNT as u8 - 1; 33];
    let mut bits = 0;
    while bits < classes.len() {
        let most = if bits < 20 { (1 << bits) - 1 } else { usize::MAX };
        let mut class = Class::COUNT - 1;
        while class > 0 && most <= MOST_OF_CLASS[class - 1] {
            class -= 1;
        }
        classes[bits] = class as u8;
        bits += 1;
    }
    classes
};

impl Class {
    /// Number of classes.
    pub(super) const COUNT: usize = 1 << CLASS_BITS;
    /// The class of the rarest shingles.
    pub(super) const RAREST: Self = Self(0);

    /// The class of a shingle that so many larger documents have.
    #[inline]
    pub(super) fn of(documents: u32) -> Self {
        Self(CLASS_OF_BITS[(u32::BITS - documents.leading_zeros()) as usize])
    }

    /// Larger documents that have a shingle of the class with this place among all, at most, save in the last one.
    #[inline]
    pub(super) fn documents_of(kind: u8) -> usize {
        MOST_OF_CLASS[usize::from(kind)]
    }
}

/// Words of a corpus at most, so that a place among the postings fits beside its class: over a million articles.
const MOST_WORDS: usize = (1 << (31 - CLASS_BITS)) - 1;

/// How postings are made.
#[derive(Clone, Copy, Debug)]
pub(super) struct GramPlan<'a> {
    /// Words in a shingle.
    pub(super) len: usize,
    /// Most documents that a shingle may be in.
    pub(super) limit: usize,
    /// Shingles are left out where a run of so many words stands further in front in the same document.
    pub(super) least_earlier: usize,
    /// The documents in the order of their ranks: postings name ranks.
    pub(super) order: &'a [u32],
    /// A value for each word position that goes with its posting; empty for none.
    pub(super) values: &'a [f32],
}

impl GramPlan<'_> {
    /// Whether values go with postings.
    pub(super) fn has_values(&self) -> bool {
        !self.values.is_empty()
    }
}

/// The shingles of a corpus with their postings.
pub(super) struct Grams {
    /// By word position.
    at: Vec<Gram>,
    /// The ranks of larger documents, ascending for each shingle, [`LAST`] set on its last one.
    postings: Vec<u32>,
    /// The values that go with the postings, if there are any.
    values: Vec<f32>,
    /// Number of shingles in more documents than the limit.
    pub(super) common: usize,
}

impl Grams {
    /// Groups the shingles of all documents. Linear in the words.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    ///
    /// # Panics
    /// If the corpus has more than a quarter of a billion words.
    pub(super) fn new(index: &SimilarityIndex, plan: &GramPlan<'_>, progress: &Progress) -> Result<Self, Cancelled> {
        let total = index.total_words();
        assert!(total <= MOST_WORDS, "a corpus has at most {MOST_WORDS} words");
        // Zeros are memory that the system gives when it is first written to.
        let mut grams = Self {
            at: Vec::new(),
            postings: vec![0; total],
            values: vec![0.0; if plan.has_values() { total } else { 0 }],
            common: 0,
        };
        let ranks = Ranks::new(index, plan.order);
        let mut rest = Postings { first: 0, used: 0, ranks: &mut grams.postings, values: &mut grams.values };
        // Partitions are grouped side by side. To take numbers as atomic, and back, changes nothing in memory.
        let at: Vec<AtomicU32> = vec![Gram::UNIQUE.0; total].into_iter().map(AtomicU32::new).collect();
        for round in Buckets::rounds(index) {
            let buckets = Buckets::deal(index, plan, &round, progress)?;
            // A partition has no more postings than shingles.
            let parts: Vec<Postings<'_>> =
                (0..buckets.partition_count()).map(|partition| rest.split_off(buckets.len_of(partition))).collect();
            grams.common += parts
                .into_par_iter()
                .enumerate()
                .map_init(Grouper::default, |grouper, (partition, postings)| {
                    progress.checkpoint()?;
                    let mark = |position: u32, gram: Gram| at[position as usize].store(gram.0, Ordering::Relaxed);
                    Ok(grouper.group((&buckets, partition), plan, &ranks, postings, mark))
                })
                .sum::<Result<usize, Cancelled>>()?;
            buckets.let_go();
        }
        grams.at = at.into_iter().map(|gram| Gram(gram.into_inner())).collect();
        Ok(grams)
    }

    /// What stands at the words of a range, by their positions in the whole corpus.
    #[inline]
    pub(super) fn of_range(&self, positions: Range<usize>) -> &[Gram] {
        &self.at[positions]
    }

    /// The first of the larger documents that have a shingle. To ask for those of some shingles before any of them is
    /// followed lets the processor fetch them side by side.
    #[inline]
    pub(super) fn first_larger(&self, gram: Gram) -> Larger {
        match gram.the_one() {
            Some(_) => Larger { entry: gram.0, place: 0 },
            None => {
                let place = ((gram.0 >> CLASS_BITS) - 1) as usize;
                Larger { entry: self.postings[place], place }
            }
        }
    }

    /// The next one, if there is another.
    #[inline]
    pub(super) fn next_larger(&self, larger: Larger) -> Option<Larger> {
        if larger.entry & LAST != 0 {
            return None;
        }
        let place = larger.place + 1;
        Some(Larger { entry: self.postings[place], place })
    }

    /// The value that goes with a posting, where postings have values.
    #[inline]
    pub(super) fn value_of(&self, larger: Larger) -> f32 {
        self.values[larger.place]
    }
}

/// A larger document that has a shingle.
#[derive(Clone, Copy, Default)]
pub(super) struct Larger {
    /// As among the postings.
    entry: u32,
    place: usize,
}

impl Larger {
    #[inline]
    pub(super) fn rank(self) -> u32 {
        self.entry & !LAST
    }
}

/// Where the postings of a partition go.
pub(super) struct Postings<'a> {
    /// The place of the first one among those of all partitions.
    first: u32,
    /// Number of those put down.
    used: usize,
    ranks: &'a mut [u32],
    values: &'a mut [f32],
}

impl<'a> Postings<'a> {
    /// Room for the first `len`, which these then lack.
    fn split_off(&mut self, len: usize) -> Self {
        let first = self.first;
        self.first += len as u32;
        let of_values = len.min(self.values.len());
        let ranks = self.ranks.split_off_mut(..len).expect("there is room for every word");
        let values = self.values.split_off_mut(..of_values).expect("they are no more than there are");
        Self { first, used: 0, ranks, values }
    }

    /// Puts down documents by rank, each with the position whose value goes with it, and gives the first one's place.
    pub(super) fn put(&mut self, documents: &[(u32, u32)], values: &[f32]) -> u32 {
        let start = self.used;
        for &(rank, position) in documents {
            self.ranks[self.used] = rank;
            if let Some(&value) = values.get(position as usize) {
                self.values[self.used] = value;
            }
            self.used += 1;
        }
        self.ranks[self.used - 1] |= LAST;
        self.first + start as u32
    }
}

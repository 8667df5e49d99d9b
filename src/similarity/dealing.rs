//! Shingles dealt by their hash into partitions of some thousands, whose tables stay in cache.
//!
//! As the documents are dealt in order of rank, so are the shingles of each partition. It is the first half of the
//! partitioned join of databases (Shatdal, Kant and Naughton, "Cache conscious algorithms for relational query processing",
//! 1994); the other half is [`grouping`](super::grouping).
//!
//! All shingles are under way at once, at 8 bytes each. To deal those of a part of the partitions at a time, and read the
//! texts once for each part, took half as long again for a million articles and saved no memory: reading takes more.

use std::ops::Range;

use rayon::prelude::*;

use super::bits::{mask, place_of_bit};
use super::gram::Gram;
use super::index::SimilarityIndex;
use super::numbered::Text;
use super::postings::GramPlan;
use super::shingles::hash;
use super::spared::Counts;
use crate::progress::{Cancelled, Progress};

/// Shingles in a partition, about: its tables then take some hundred kilobytes.
const PARTITION_SHINGLES: usize = 1 << 14;

/// Some documents in order of rank, and what stands at their words.
pub(super) struct Stretch {
    pub(super) ranks: Range<usize>,
    /// The position of the first word.
    pub(super) first: usize,
    /// Number of words.
    pub(super) words: usize,
    /// What stands at each word, once shingles were grouped.
    pub(super) grams: Vec<Gram>,
}

/// Shingles dealt into partitions.
pub(super) struct Buckets {
    /// By stretch.
    dealt: Vec<Dealt>,
    /// By stretch, the documents of shingles that were not dealt.
    spared: Vec<Counts>,
}

/// A shingle where it stands: the position; and the part of the hash that the partition does not say, or once shingles are
/// grouped, the gram.
pub(super) type Record = [u32; 2];

/// The shingles of a stretch.
struct Dealt {
    /// Room for as many shingles in each partition; the last one is of what is not dealt.
    records: Vec<Record>,
    room: usize,
    /// Number of records of each partition.
    lens: Vec<u32>,
    /// By partition, those for which there was no room.
    spilt: Vec<Vec<Record>>,
    /// A bit for each word at which a shingle starts that is spared.
    spared: Vec<u64>,
}

impl Dealt {
    fn new(partitions: usize, room: usize, words: usize) -> Self {
        let spared = vec![0; words.div_ceil(u64::BITS as usize)];
        let records = vec![[0; 2]; (partitions + 1) * room];
        Self { records, room, lens: vec![0; partitions + 1], spilt: vec![Vec::new(); partitions], spared }
    }

    #[inline]
    fn put(&mut self, partition: usize, record: Record) {
        let len = &mut self.lens[partition];
        if (*len as usize) < self.room {
            self.records[partition * self.room + *len as usize] = record;
            *len += 1;
        } else if let Some(spilt) = self.spilt.get_mut(partition) {
            spilt.push(record);
        }
    }

    /// Notes whether the shingle that starts at a word is spared.
    #[inline]
    fn spare(&mut self, at: usize, is_spared: bool) {
        let (place, bit) = place_of_bit(at as u32);
        self.spared[place] |= bit & mask(is_spared);
    }

    /// The records of each partition, in order.
    fn partitions(&mut self) -> impl Iterator<Item = [&mut [Record]; 2]> {
        let with_room = self.records.chunks_exact_mut(self.room).zip(&self.lens);
        with_room.zip(&mut self.spilt).map(|((records, &len), spilt)| [&mut records[..len as usize], &mut spilt[..]])
    }

    /// Puts the grams in their places; the postings of each partition were put behind so many others.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    fn put_back(
        mut self,
        stretch: &mut Stretch,
        firsts: &[u32],
        scratch: &mut Vec<Gram>,
        progress: &Progress,
    ) -> Result<(), Cancelled> {
        let gram = |at: usize| {
            let (place, bit) = place_of_bit(at as u32);
            if self.spared[place] & bit != 0 { Gram::COMMON } else { Gram::UNIQUE }
        };
        scratch.clear();
        scratch.extend((0..stretch.words).map(gram));
        for (records, &first) in self.partitions().zip(firsts) {
            progress.checkpoint()?;
            for &[position, bits] in records.into_iter().flat_map(|records| records.iter()) {
                scratch[position as usize - stretch.first] = Gram::from_bits(bits).behind(first);
            }
        }
        // Into the memory of the records, which is in use already: the system takes a while to give more.
        stretch.grams = self.records.into_flattened().into_iter().map(Gram::from_bits).collect();
        stretch.grams.resize(stretch.words, Gram::UNIQUE);
        stretch.grams.copy_from_slice(scratch);
        stretch.grams.shrink_to_fit();
        Ok(())
    }
}

/// The records of a partition, by stretch.
pub(super) type Partition<'a> = Vec<[&'a mut [Record]; 2]>;

impl Buckets {
    /// Deals the shingles of all documents that may be in another one too. Those of a partition come in order of rank.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub(super) fn deal(
        index: &SimilarityIndex,
        plan: &GramPlan<'_>,
        stretches: &[Stretch],
        progress: &Progress,
    ) -> Result<Self, Cancelled> {
        let partitions = plan.ranks.word_count().div_ceil(PARTITION_SHINGLES).next_power_of_two();
        let bits = partitions.ilog2();
        let has_spared = !plan.spared.is_empty();
        let dealt: Vec<(Dealt, Counts)> = stretches
            .par_iter()
            .map(|stretch| {
                let expected = stretch.words >> bits;
                // What finds no room is put apart; of what is spared, none is needed.
                let room = if has_spared { expected - expected / 4 } else { expected + expected / 8 };
                let mut dealt = Dealt::new(partitions, room.max(1), stretch.words);
                let is_again = |earlier: u8| usize::from(earlier) >= plan.least_earlier;
                let mut counts = plan.spared.counts();
                for rank in stretch.ranks.clone() {
                    progress.checkpoint()?;
                    let start = plan.ranks.positions(rank as u32).start;
                    let Text { words, earlier } = index.text_of(plan.ranks.document(rank as u32));
                    let partition = |hash: u64, is_left_out: bool| {
                        // What is not dealt is put apart without a branch: no processor can foresee which it is.
                        if is_left_out { partitions } else { (hash >> 32 << bits >> 32) as usize }
                    };
                    if plan.len == 2 && words.len() > 1 {
                        // The same as below in fewer steps, and some are spared: the default search asks for these.
                        for (at, shingle @ &[one, next]) in words.array_windows::<2>().enumerate() {
                            let (hash, position) = (hash(shingle), start + at);
                            let is_spared = plan.spared.has(one, next);
                            let is_unique = index.is_in_one_document(one) | index.is_in_one_document(next);
                            let is_left_out = is_spared | is_unique | is_again(earlier[at]);
                            dealt.put(partition(hash, is_left_out), [position as u32, hash as u32]);
                            if has_spared {
                                dealt.spare(position - stretch.first, is_spared);
                                counts.add(one, next, is_spared & (earlier[at] < 2));
                            }
                        }
                    } else {
                        // A text shorter than a shingle is one by itself.
                        let len = plan.len.min(words.len()).max(1);
                        for (at, shingle) in words.windows(len).enumerate() {
                            let is_unique = shingle.iter().any(|&word| index.is_in_one_document(word));
                            let (hash, is_left_out) = (hash(shingle), is_unique || is_again(earlier[at]));
                            dealt.put(partition(hash, is_left_out), [(start + at) as u32, hash as u32]);
                        }
                    }
                    dealt.lens[partitions] = 0;
                }
                Ok((dealt, counts))
            })
            .collect::<Result<_, Cancelled>>()?;
        let (dealt, spared) = dealt.into_iter().unzip();
        Ok(Self { dealt, spared })
    }

    /// Number of the shingles in more documents than the limit that were not dealt.
    pub(super) fn common_of_spared(&self, limit: usize) -> usize {
        Counts::common(self.spared.iter(), limit)
    }

    /// The records of each partition, by stretch.
    pub(super) fn partitions(&mut self) -> Vec<Partition<'_>> {
        let mut partitions: Vec<Partition<'_>> = Vec::new();
        for dealt in &mut self.dealt {
            partitions.resize_with(dealt.spilt.len(), Vec::new);
            partitions.iter_mut().zip(dealt.partitions()).for_each(|(partition, records)| partition.push(records));
        }
        partitions
    }

    /// Puts the grams in their places; the postings of each partition were put behind so many others.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub(super) fn put_back(
        self,
        stretches: &mut [Stretch],
        firsts: &[u32],
        progress: &Progress,
    ) -> Result<(), Cancelled> {
        let each = self.dealt.into_par_iter().zip(stretches);
        each.try_for_each_init(Vec::new, |scratch, (dealt, stretch)| dealt.put_back(stretch, firsts, scratch, progress))
    }
}

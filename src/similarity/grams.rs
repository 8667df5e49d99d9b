//! Which documents share which shingles: postings, made in blocks that stay in cache.
//!
//! Shingles are dealt by their hash into partitions of a few thousand; each partition is grouped by a small table that
//! fits the cache, which is what a table over all shingles would not do. Large corpora go through in rounds, so that the
//! shingles under way take a bounded amount of memory. A shingle of one document alone, as most are, gets no posting.

use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;

use super::index::SimilarityIndex;
use super::shingles::{ShingleKeys, scramble, shingles};
use crate::progress::{Cancelled, Progress};

/// What stands at a word of the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gram {
    /// No shingle starts here, or one that started earlier in the same document.
    None,
    /// A shingle that no other document has.
    Unique,
    /// A shingle in more documents than the limit.
    Common,
    /// A shingle that one other document has, given by its rank.
    Twin(u32),
    /// A shingle with postings.
    Shared(GramId),
}

/// Where a shingle's postings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct GramId(u32);

const NONE: u32 = 0;
const UNIQUE: u32 = 1;
const COMMON: u32 = 2;
const FIRST_SHARED: u32 = 3;
/// Set where the rest of the mark is the rank of the one other document, which saves the way to the postings.
const TWIN: u32 = 1 << 31;

/// Shingles in a partition, about; their table then takes some hundred kilobytes.
const PARTITION_SHINGLES: usize = 1 << 14;
/// Partitions that are filled in one round, at least.
const ROUND_PARTITIONS: usize = 256;
/// Rounds at most: each reads all words once more.
const MAX_ROUNDS: usize = 16;
/// Stretches of documents that are dealt out side by side.
const DEALERS: usize = 16;

/// Whether a shingle's later occurrences in the same document are marked as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeats {
    /// Every occurrence is marked.
    Marked,
    /// Only the first one.
    Dropped,
}

/// How postings are made.
#[derive(Clone, Copy, Debug)]
pub(super) struct GramPlan<'a> {
    /// Words in a shingle.
    pub(super) len: usize,
    /// Most documents that a shingle may be in.
    pub(super) limit: usize,
    /// What becomes of later occurrences.
    pub(super) repeats: Repeats,
    /// The documents in the order of their ranks: postings name ranks.
    pub(super) order: &'a [u32],
    /// A value for each word position that goes with its posting; empty for none.
    pub(super) values: &'a [f32],
}

/// The shingles of a corpus with their postings.
pub(super) struct Grams {
    at: Vec<AtomicU32>,
    partitions: Vec<Partition>,
    local_bits: u32,
    /// Number of shingles in more documents than the limit.
    pub(super) common: usize,
}

#[derive(Default)]
struct Partition {
    starts: Vec<u32>,
    ranks: Vec<u32>,
    values: Vec<f32>,
    common: usize,
}

#[derive(Clone, Copy)]
struct Record {
    key: u64,
    position: u32,
    rank: u32,
}

/// A shingle of a partition while its documents are counted.
struct Group {
    key: u64,
    first: u32,
    last: u32,
    frequency: u32,
    mark: u32,
    is_seen: bool,
}

impl Grams {
    /// Groups the shingles of all documents. Linear in the words.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    ///
    /// # Panics
    /// If the corpus has more than 4 billion words.
    pub(super) fn new(index: &SimilarityIndex, plan: &GramPlan<'_>, progress: &Progress) -> Result<Self, Cancelled> {
        let total = index.total_words();
        assert!(u32::try_from(total).is_ok(), "a corpus has fewer than 4 billion words");
        let partition_count = total.div_ceil(PARTITION_SHINGLES).next_power_of_two().min(1 << 14);
        let partition_bits = partition_count.ilog2();
        let per_round = partition_count.min(ROUND_PARTITIONS.max(partition_count / MAX_ROUNDS));
        let mut grams = Self {
            at: (0..total).map(|_| AtomicU32::new(NONE)).collect(),
            partitions: Vec::with_capacity(partition_count),
            local_bits: 30 - partition_bits,
            common: 0,
        };
        for round in 0..partition_count / per_round {
            let wanted = round * per_round..(round + 1) * per_round;
            let dealt = deal(index, plan, partition_bits, wanted.clone(), progress)?;
            let made = wanted
                .into_par_iter()
                .map(|partition| {
                    progress.checkpoint()?;
                    let records = dealt.iter().flat_map(|buckets| &buckets[partition % per_round]);
                    Ok(grams.group(records, plan, (partition as u32) << grams.local_bits))
                })
                .collect::<Result<Vec<Partition>, Cancelled>>()?;
            grams.partitions.extend(made);
        }
        grams.common = grams.partitions.iter().map(|partition| partition.common).sum();
        Ok(grams)
    }

    /// Groups one partition's records and marks their positions.
    fn group<'r>(
        &self,
        records: impl Iterator<Item = &'r Record> + Clone,
        plan: &GramPlan<'_>,
        first_id: u32,
    ) -> Partition {
        let count = records.clone().count();
        let mask = (2 * count).next_power_of_two().max(2) - 1;
        let mut slots = vec![0u32; mask + 1];
        let mut groups: Vec<Group> = Vec::with_capacity(count);
        let mut group_of: Vec<u32> = Vec::with_capacity(count);
        for record in records.clone() {
            let mut slot = scramble(record.key) as usize & mask;
            let group = loop {
                match slots[slot] {
                    0 => {
                        groups.push(Group {
                            key: record.key,
                            first: record.rank,
                            last: u32::MAX,
                            frequency: 0,
                            mark: 0,
                            is_seen: false,
                        });
                        slots[slot] = groups.len() as u32;
                        break groups.len() - 1;
                    }
                    taken if groups[taken as usize - 1].key == record.key => break taken as usize - 1,
                    _ => slot = (slot + 1) & mask,
                }
            };
            group_of.push(group as u32);
            let group = &mut groups[group];
            if group.last != record.rank {
                group.last = record.rank;
                group.frequency += 1;
            }
        }
        let mut partition = Partition::default();
        // From here a group's frequency is the place of its next posting, and its last rank that of the last posting.
        let mut next = 0;
        for group in &mut groups {
            match group.frequency {
                1 => group.mark = UNIQUE,
                2 if plan.values.is_empty() => group.mark = TWIN,
                frequency if frequency as usize > plan.limit => {
                    group.mark = COMMON;
                    partition.common += 1;
                }
                frequency => {
                    group.mark = FIRST_SHARED + first_id + partition.starts.len() as u32;
                    partition.starts.push(next);
                    group.frequency = next;
                    next += frequency;
                }
            }
            if group.mark != TWIN {
                group.last = u32::MAX;
            }
        }
        partition.starts.push(next);
        partition.ranks = vec![0; next as usize];
        if !plan.values.is_empty() {
            partition.values = vec![0.0; next as usize];
        }
        for (record, group) in records.zip(group_of) {
            let group = &mut groups[group as usize];
            let position = record.position as usize;
            if group.mark == TWIN {
                // The key has served; it now tells which document was seen last, counted from 1.
                let seen = u64::from(record.rank) + 1;
                let is_first = !group.is_seen || group.key != seen;
                (group.is_seen, group.key) = (true, seen);
                if is_first || plan.repeats == Repeats::Marked {
                    let other = if record.rank == group.first { group.last } else { group.first };
                    self.at[position].store(TWIN | other, Ordering::Relaxed);
                }
                continue;
            }
            let is_first = group.last != record.rank;
            group.last = record.rank;
            if is_first || plan.repeats == Repeats::Marked {
                self.at[position].store(group.mark, Ordering::Relaxed);
            }
            if is_first && group.mark >= FIRST_SHARED {
                let place = group.frequency as usize;
                partition.ranks[place] = record.rank;
                if let Some(&value) = plan.values.get(position) {
                    partition.values[place] = value;
                }
                group.frequency += 1;
            }
        }
        partition
    }

    /// What stands at a word, by its position in the whole corpus.
    #[inline]
    pub(super) fn at(&self, position: usize) -> Gram {
        match self.at[position].load(Ordering::Relaxed) {
            NONE => Gram::None,
            UNIQUE => Gram::Unique,
            COMMON => Gram::Common,
            twin if twin & TWIN != 0 => Gram::Twin(twin & !TWIN),
            shared => Gram::Shared(GramId(shared - FIRST_SHARED)),
        }
    }

    /// The ranks of the documents that have the shingle, ascending.
    #[inline]
    pub(super) fn ranks(&self, id: GramId) -> &[u32] {
        let (partition, range) = self.locate(id);
        &partition.ranks[range]
    }

    /// The values that go with [`ranks`](Self::ranks), if there are any.
    #[inline]
    pub(super) fn values(&self, id: GramId) -> &[f32] {
        let (partition, range) = self.locate(id);
        &partition.values[range]
    }

    #[inline]
    fn locate(&self, id: GramId) -> (&Partition, std::ops::Range<usize>) {
        let partition = &self.partitions[(id.0 >> self.local_bits) as usize];
        let local = (id.0 & ((1 << self.local_bits) - 1)) as usize;
        (partition, partition.starts[local] as usize..partition.starts[local + 1] as usize)
    }
}

/// Deals the shingles of all documents, in order of rank, into the partitions that are `wanted`.
fn deal(
    index: &SimilarityIndex,
    plan: &GramPlan<'_>,
    partition_bits: u32,
    wanted: std::ops::Range<usize>,
    progress: &Progress,
) -> Result<Vec<Vec<Vec<Record>>>, Cancelled> {
    let keys = ShingleKeys::new(index.vocabulary.len());
    let per_dealer = plan.order.len().div_ceil(DEALERS).max(1);
    let expected = index.total_words() / DEALERS / (1usize << partition_bits);
    (0..plan.order.len().div_ceil(per_dealer))
        .into_par_iter()
        .map(|dealer| {
            let mut buckets: Vec<Vec<Record>> =
                wanted.clone().map(|_| Vec::with_capacity(expected + expected / 4 + 4)).collect();
            let ranks = dealer * per_dealer..((dealer + 1) * per_dealer).min(plan.order.len());
            for rank in ranks {
                progress.checkpoint()?;
                let document = plan.order[rank] as usize;
                let start = index.range(document).start;
                for (at, shingle) in shingles(index.words_of(document), plan.len).enumerate() {
                    let key = keys.key(shingle, plan.len);
                    // The topmost bits choose the partition, the lowest the place in its table.
                    let partition = (scramble(key) >> 32 << partition_bits >> 32) as usize;
                    if wanted.contains(&partition) {
                        let position = (start + at) as u32;
                        buckets[partition - wanted.start].push(Record { key, position, rank: rank as u32 });
                    }
                }
            }
            Ok(buckets)
        })
        .collect()
}

//! Shingles grouped by what they say, in parts that stay in cache.
//!
//! Shingles are dealt by their hash into partitions of some thousands. Each is put in order of further bits of the hash by
//! one counting sort, into about as many slots as there are shingles, so that a slot holds one group or a few; a table
//! of all shingles would leave the cache at every step. As the documents are dealt in order of rank, the postings of
//! each group come out in order. Large corpora go through in rounds, so that the shingles under way take a bounded
//! amount of memory. This is the partitioned join of databases (Shatdal, Kant and Naughton, "Cache conscious algorithms
//! for relational query processing", 1994), with sorting for the table of each part.

use std::ops::Range;

use rayon::prelude::*;

use super::gram::{Class, Gram};
use super::index::SimilarityIndex;
use super::numbered::Text;
use super::postings::{GramPlan, Postings};
use super::shingles::hash;
use super::spared::Counts;
use crate::progress::{Cancelled, Progress};

/// Shingles in a partition, about: its tables then take some hundred kilobytes.
const PARTITION_SHINGLES: usize = 1 << 14;
/// Shingles that are under way at a time, about: 8 bytes each.
const ROUND_SHINGLES: usize = 1 << 25;

/// Some documents in order of rank, and what stands at their words.
pub(super) struct Stretch<'a> {
    pub(super) ranks: Range<usize>,
    /// The position of the first word.
    pub(super) first: usize,
    pub(super) grams: &'a mut [Gram],
}

/// Shingles dealt into partitions.
pub(super) struct Buckets {
    /// By stretch.
    dealt: Vec<Dealt>,
    /// By stretch, the documents of shingles that were not dealt.
    spared: Vec<Counts>,
}

/// The shingles of a stretch where they stand: above, the part of the hash that the partition does not say, and once they
/// are grouped, the gram; below, the position.
struct Dealt {
    /// Room for as many shingles in each partition; the last one is of what is not dealt.
    records: Vec<u64>,
    room: usize,
    /// Number of records of each partition.
    lens: Vec<u32>,
    /// By partition, those for which there was no room.
    spilt: Vec<Vec<u64>>,
}

impl Dealt {
    fn new(partitions: usize, room: usize) -> Self {
        let records = vec![0; (partitions + 1) * room];
        Self { records, room, lens: vec![0; partitions + 1], spilt: vec![Vec::new(); partitions] }
    }

    #[inline]
    fn put(&mut self, partition: usize, record: u64) {
        let len = &mut self.lens[partition];
        if (*len as usize) < self.room {
            self.records[partition * self.room + *len as usize] = record;
            *len += 1;
        } else if let Some(spilt) = self.spilt.get_mut(partition) {
            spilt.push(record);
        }
    }

    /// The records of each partition, in order.
    fn partitions(&mut self) -> impl Iterator<Item = [&mut [u64]; 2]> {
        let with_room = self.records.chunks_exact_mut(self.room).zip(&self.lens);
        with_room.zip(&mut self.spilt).map(|((records, &len), spilt)| [&mut records[..len as usize], &mut spilt[..]])
    }
}

/// Some of the partitions of a corpus.
pub(super) struct Round {
    partitions: Range<usize>,
    /// Number of all partitions, as a power of two.
    bits: u32,
}

impl Buckets {
    /// The rounds in which the shingles of so many words are dealt.
    pub(super) fn rounds(words: usize) -> impl Iterator<Item = Round> + use<> {
        let count = words.div_ceil(PARTITION_SHINGLES).next_power_of_two();
        let a_round = count / words.div_ceil(ROUND_SHINGLES).next_power_of_two().min(count);
        (0..count).step_by(a_round).map(move |first| Round { partitions: first..first + a_round, bits: count.ilog2() })
    }

    /// Deals the shingles of all documents that may be in another one too into the partitions of a round. Those of a
    /// partition come in order of rank.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub(super) fn deal(
        index: &SimilarityIndex,
        plan: &GramPlan<'_>,
        round: &Round,
        stretches: &mut [Stretch<'_>],
        progress: &Progress,
    ) -> Result<Self, Cancelled> {
        let is_first = round.partitions.start == 0;
        let dealt: Vec<(Dealt, Counts)> = stretches
            .par_iter_mut()
            .map(|stretch| {
                let expected = stretch.grams.len() >> round.bits;
                let room = if plan.spared.is_empty() { expected + expected / 8 } else { expected - expected / 4 };
                let partitions = round.partitions.len();
                let mut dealt = Dealt::new(partitions, room.max(1));
                let mut spared = Vec::new();
                let mut counts = if is_first { plan.spared.counts() } else { Counts::default() };
                for rank in stretch.ranks.clone() {
                    progress.checkpoint()?;
                    let start = plan.ranks.positions(rank as u32).start;
                    let Text { words, earlier } = index.text_of(plan.ranks.document(rank as u32));
                    let mut put = |hash: u64, at: usize, is_left_out: bool| {
                        let partition = (hash >> 32 << round.bits >> 32) as usize;
                        let partition = partition.wrapping_sub(round.partitions.start).min(partitions);
                        // What is not dealt is put apart without a branch: no processor can foresee which it is.
                        let partition = if is_left_out { partitions } else { partition };
                        dealt.put(partition, hash << 32 | (start + at) as u64);
                    };
                    if plan.len == 2 && words.len() > 1 {
                        // The same as below in fewer steps, and some are spared: the default search asks for these.
                        spared.clear();
                        spared.resize(words.len(), 0);
                        let mut count = 0;
                        for (at, shingle @ &[one, next]) in words.array_windows::<2>().enumerate() {
                            let is_spared = plan.spared.has(one, next);
                            spared[count] = at;
                            count += usize::from(is_spared);
                            let is_unique = index.is_in_one_document(one) | index.is_in_one_document(next);
                            put(hash(shingle), at, is_spared | is_unique);
                        }
                        for &at in spared[..count].iter().filter(|_| is_first) {
                            stretch.grams[start + at - stretch.first] = Gram::COMMON;
                            counts.add(words[at], words[at + 1], earlier[at] < 2);
                        }
                    } else {
                        // A text shorter than a shingle is one by itself.
                        let len = plan.len.min(words.len()).max(1);
                        for (at, shingle) in words.windows(len).enumerate() {
                            let is_unique = shingle.iter().any(|&word| index.is_in_one_document(word));
                            put(hash(shingle), at, is_unique || usize::from(earlier[at]) >= plan.least_earlier);
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

    /// Groups the shingles, appends their postings, and gives the number of those in more documents than the limit.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub(super) fn group(
        mut self,
        plan: &GramPlan<'_>,
        stretches: &mut [Stretch<'_>],
        postings: &mut Postings,
        progress: &Progress,
    ) -> Result<usize, Cancelled> {
        let mut partitions: Vec<Partition<'_>> = Vec::new();
        for dealt in &mut self.dealt {
            partitions.resize_with(dealt.spilt.len(), Vec::new);
            partitions.iter_mut().zip(dealt.partitions()).for_each(|(partition, records)| partition.push(records));
        }
        let grouped = partitions
            .par_iter_mut()
            .map_init(Grouper::default, |grouper, partition| {
                progress.checkpoint()?;
                Ok(grouper.group(partition, plan))
            })
            .collect::<Result<Vec<Grouped>, Cancelled>>()?;
        let all: Vec<&Postings> = grouped.iter().map(|grouped| &grouped.postings).collect();
        let firsts = postings.append(&all);
        stretches.par_iter_mut().enumerate().for_each(|(number, stretch)| {
            for (partition, &first) in partitions.iter().zip(&firsts) {
                for &record in partition[number].iter().flat_map(|records| records.iter()) {
                    let gram = Gram::from_bits(upper(record)).behind(first);
                    stretch.grams[record as u32 as usize - stretch.first] = gram;
                }
            }
        });
        // To give memory back takes the system a while.
        rayon::spawn(move || drop(self.dealt));
        Ok(grouped.iter().map(|grouped| grouped.common).sum())
    }
}

/// The records of a partition, by stretch.
type Partition<'a> = Vec<[&'a mut [u64]; 2]>;

/// What came of a partition.
#[derive(Default)]
struct Grouped {
    postings: Postings,
    /// Number of shingles in more documents than the limit.
    common: usize,
}

/// Groups partitions, one after the other.
#[derive(Default)]
struct Grouper {
    /// The positions of the partition's shingles, in the order in which they were dealt.
    positions: Vec<u32>,
    /// The shingles in order of their keys: the key above, below the number in the order in which they were dealt.
    sorted: Vec<u64>,
    scratch: Vec<u64>,
    /// The grams of the shingles, in the order in which they were dealt.
    grams: Vec<Gram>,
    /// The documents of a group by rank, each with the first place of the shingle.
    members: Vec<(u32, u32)>,
    /// For each shingle of a group, its document among the members.
    member_of: Vec<u32>,
}

impl Grouper {
    /// Groups the shingles of a partition, and leaves a gram in place of each one's key.
    fn group(&mut self, partition: &mut Partition<'_>, plan: &GramPlan<'_>) -> Grouped {
        self.sort(partition);
        self.grams.clear();
        self.grams.resize(self.positions.len(), Gram::UNIQUE);
        let mut grouped = Grouped::default();
        for group in self.sorted.chunk_by(|one, next| upper(*one) == upper(*next)) {
            let number_of = |shingle: &u64| *shingle as u32 as usize;
            if let (&[ref one, ref next], false, 2..) = (group, plan.has_values(), plan.limit) {
                // The most frequent kind by far, in fewer steps.
                let larger = plan.ranks.rank_at(self.positions[number_of(next)]);
                if plan.ranks.rank_at(self.positions[number_of(one)]) != larger {
                    self.grams[number_of(one)] = Gram::of_one(larger);
                }
                continue;
            }
            self.members.clear();
            self.member_of.clear();
            for shingle in group {
                let position = self.positions[number_of(shingle)];
                let rank = plan.ranks.rank_at(position);
                if self.members.last().is_none_or(|&(last, _)| last != rank) {
                    self.members.push((rank, position));
                }
                self.member_of.push(self.members.len() as u32 - 1);
            }
            let documents = self.members.len();
            if documents > plan.limit {
                grouped.common += 1;
                group.iter().for_each(|shingle| self.grams[number_of(shingle)] = Gram::COMMON);
                continue;
            }
            let has_postings = documents > 2 || documents == 2 && plan.has_values();
            let first = if has_postings { grouped.postings.put(&self.members[1..], plan.values) } else { 0 };
            for (shingle, &member) in group.iter().zip(&self.member_of) {
                self.grams[number_of(shingle)] = match documents as u32 - 1 - member {
                    0 => continue,
                    1 if !plan.has_values() => Gram::of_one(self.members[documents - 1].0),
                    larger => Gram::of_postings(first + member, Class::of(larger)),
                };
            }
        }
        let records = partition.iter_mut().flatten().flat_map(|records| records.iter_mut());
        for (record, gram) in records.zip(&self.grams) {
            *record = u64::from(gram.to_bits()) << 32 | u64::from(*record as u32);
        }
        grouped
    }

    /// Puts the shingles of a partition in order, without those that stand there once.
    fn sort(&mut self, partition: &Partition<'_>) {
        self.positions.clear();
        self.sorted.clear();
        for &record in partition.iter().flatten().flat_map(|records| records.iter()) {
            self.sorted.push(u64::from(upper(record)) << 32 | self.positions.len() as u64);
            self.positions.push(record as u32);
        }
        sort_by_upper_half(&mut self.sorted, &mut self.scratch);
        // Put side by side without a branch, as no processor can foresee which they are.
        let (mut count, mut before) = (0, None);
        for at in 0..self.sorted.len() {
            let shingle = self.sorted[at];
            let key = Some(upper(shingle));
            let is_alone = (before != key) & (self.sorted.get(at + 1).copied().map(upper) != key);
            self.sorted[count] = shingle;
            count += usize::from(!is_alone);
            before = key;
        }
        self.sorted.truncate(count);
    }
}

/// Sorts numbers by their upper halves, and leaves those with the same one in order: digit by digit, the lowest first.
/// Linear, where comparisons would take twice as long.
fn sort_by_upper_half(numbers: &mut Vec<u64>, scratch: &mut Vec<u64>) {
    scratch.clear();
    scratch.resize(numbers.len(), 0);
    let digit_of = |number: u64, digit: u32| (number >> (u32::BITS + digit * DIGIT_BITS)) as usize % DIGITS;
    let mut next = [[0u32; DIGITS]; u32::BITS.div_ceil(DIGIT_BITS) as usize];
    for &number in &*numbers {
        for (digit, counts) in (0..).zip(&mut next) {
            counts[digit_of(number, digit)] += 1;
        }
    }
    for (digit, next) in (0..).zip(&mut next) {
        let mut start = 0;
        for next in &mut *next {
            start += std::mem::replace(next, start);
        }
        for &number in &*numbers {
            let next = &mut next[digit_of(number, digit)];
            scratch[*next as usize] = number;
            *next += 1;
        }
        std::mem::swap(numbers, scratch);
    }
}

/// Bits of a digit that numbers are sorted by.
const DIGIT_BITS: u32 = 11;
const DIGITS: usize = 1 << DIGIT_BITS;

/// The upper half.
fn upper(shingle: u64) -> u32 {
    (shingle >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_sorted_by_their_upper_halves_alone(
            numbers in prop::collection::vec((0u32..2000, prop::bool::ANY), 0..300),
        ) {
            let upper = |(number, is_high): (u32, bool)| if is_high { number << 20 | 5 } else { number };
            let mut numbers: Vec<u64> =
                numbers.into_iter().enumerate().map(|(at, half)| u64::from(upper(half)) << 32 | at as u64).collect();
            let mut expected = numbers.clone();
            expected.sort_by_key(|number| number >> 32);
            sort_by_upper_half(&mut numbers, &mut vec![7; 3]);
            prop_assert_eq!(numbers, expected);
        }
    }
}

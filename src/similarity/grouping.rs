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
use crate::progress::{Cancelled, Progress};

/// Shingles in a partition, about: its tables then take some hundred kilobytes.
const PARTITION_SHINGLES: usize = 1 << 14;
/// Shingles that are under way at a time, about: 8 bytes each.
const ROUND_SHINGLES: usize = 1 << 25;
/// Stretches of documents that are dealt out side by side.
const DEALERS: usize = 16;
/// The document of a word is looked up by stretches of so many words, as a power of two.
const STRETCH_BITS: u32 = 6;

/// A shingle where it stands, by the part of its hash that its partition does not say.
#[derive(Clone, Copy, Default)]
pub(super) struct Record {
    key: u32,
    position: u32,
}

/// Shingles dealt into partitions.
pub(super) struct Buckets {
    /// By stretch of ranks, then by partition.
    dealt: Vec<Vec<Vec<Record>>>,
}

/// Some of the partitions of a corpus.
pub(super) struct Round {
    partitions: Range<usize>,
    /// Number of all partitions, as a power of two.
    bits: u32,
}

impl Buckets {
    /// The rounds in which the shingles of a corpus are dealt.
    pub(super) fn rounds(index: &SimilarityIndex) -> impl Iterator<Item = Round> + use<> {
        let total = index.total_words();
        let count = total.div_ceil(PARTITION_SHINGLES).next_power_of_two();
        let a_round = count / total.div_ceil(ROUND_SHINGLES).next_power_of_two().min(count);
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
        progress: &Progress,
    ) -> Result<Self, Cancelled> {
        let expected = (index.total_words() / DEALERS) >> round.bits;
        let dealt = even_stretches(index, plan.order)
            .par_iter()
            .map(|ranks| {
                let empty = |_| Vec::with_capacity(expected + expected / 8);
                let mut buckets: Vec<Vec<Record>> = round.partitions.clone().map(empty).collect();
                for &document in &plan.order[ranks.clone()] {
                    progress.checkpoint()?;
                    let start = index.range(document as usize).start;
                    let Text { words, earlier } = index.text_of(document as usize);
                    // A text shorter than a shingle is one by itself.
                    let len = plan.len.min(words.len()).max(1);
                    let mut put = |shingle: &[u32], at: usize| {
                        let is_unique = shingle.iter().any(|&word| index.is_in_one_document(word));
                        if is_unique || usize::from(earlier[at]) >= plan.least_earlier {
                            return;
                        }
                        let hash = hash(shingle);
                        let partition = (hash >> 32 << round.bits >> 32) as usize;
                        if let Some(bucket) = buckets.get_mut(partition.wrapping_sub(round.partitions.start)) {
                            bucket.push(Record { key: hash as u32, position: (start + at) as u32 });
                        }
                    };
                    if len == 2 {
                        // The same, in fewer steps: the default search asks for these.
                        words.array_windows::<2>().enumerate().for_each(|(at, shingle)| put(shingle, at));
                    } else {
                        words.windows(len).enumerate().for_each(|(at, shingle)| put(shingle, at));
                    }
                }
                Ok(buckets)
            })
            .collect::<Result<_, Cancelled>>()?;
        Ok(Self { dealt })
    }

    /// Gives the memory back, on all processors: it is in thousands of pieces.
    pub(super) fn let_go(self) {
        self.dealt.into_par_iter().for_each(drop);
    }

    /// Number of partitions of the round.
    pub(super) fn partition_count(&self) -> usize {
        self.dealt.first().map_or(0, Vec::len)
    }

    /// Number of shingles in a partition.
    pub(super) fn len_of(&self, partition: usize) -> usize {
        self.dealt.iter().map(|buckets| buckets[partition].len()).sum()
    }

    fn records_of(&self, partition: usize) -> impl Iterator<Item = &Record> {
        self.dealt.iter().flat_map(move |buckets| &buckets[partition])
    }
}

/// Ranges of ranks, each with about the same number of words.
fn even_stretches(index: &SimilarityIndex, order: &[u32]) -> Vec<Range<usize>> {
    let per_stretch = index.total_words().div_ceil(DEALERS).max(1);
    let mut stretches = Vec::with_capacity(DEALERS + 1);
    let (mut start, mut words) = (0, 0);
    for (rank, &document) in order.iter().enumerate() {
        words += index.range(document as usize).len();
        if words >= per_stretch {
            stretches.push(start..rank + 1);
            (start, words) = (rank + 1, 0);
        }
    }
    stretches.push(start..order.len());
    stretches
}

/// Finds the rank of the document that a word is of.
pub(super) struct Ranks {
    /// For each stretch of words, the document that its first one is of.
    documents: Vec<u32>,
    /// By document, where its words end.
    ends: Vec<u32>,
    /// By document; of no meaning for one that is not in the order.
    ranks: Vec<u32>,
}

impl Ranks {
    pub(super) fn new(index: &SimilarityIndex, order: &[u32]) -> Self {
        let mut ranks = vec![0; index.document_count()];
        for (&document, rank) in order.iter().zip(0u32..) {
            ranks[document as usize] = rank;
        }
        let mut documents = Vec::with_capacity((index.total_words() >> STRETCH_BITS) + 1);
        for document in 0..index.document_count() {
            while documents.len() << STRETCH_BITS < index.range(document).end {
                documents.push(document as u32);
            }
        }
        let ends = (0..index.document_count()).map(|document| index.range(document).end as u32).collect();
        Self { documents, ends, ranks }
    }

    #[inline]
    fn of(&self, position: u32) -> u32 {
        let mut document = self.documents[(position >> STRETCH_BITS) as usize] as usize;
        while self.ends[document] <= position {
            document += 1;
        }
        self.ranks[document]
    }
}

/// Groups partitions, one after the other.
#[derive(Default)]
pub(super) struct Grouper {
    /// For each slot, where the next shingle goes; where the slot ends once all are there.
    ends: Vec<u32>,
    records: Vec<Record>,
    /// The documents of a group by rank, each with the first place of the shingle.
    members: Vec<(u32, u32)>,
    /// For each record of a group, its document among the members.
    member_of: Vec<u32>,
}

impl Grouper {
    /// Groups the shingles of a partition, hands each one's gram to `mark` with its position, save for those that no
    /// larger document has, and gives the number of those in more documents than the limit.
    pub(super) fn group(
        &mut self,
        (buckets, partition): (&Buckets, usize),
        plan: &GramPlan<'_>,
        ranks: &Ranks,
        mut postings: Postings<'_>,
        mark: impl Fn(u32, Gram),
    ) -> usize {
        self.sort(buckets, partition);
        let mut common = 0;
        let mut start = 0;
        for &end in &self.ends {
            let slot = &mut self.records[start as usize..end as usize];
            start = end;
            let Some((first, others)) = slot.split_first() else { continue };
            if others.is_empty() {
                continue;
            }
            if others.iter().any(|record| record.key != first.key) {
                // Stable, so that each group stays in order of rank.
                slot.sort_by_key(|record| record.key);
            }
            for group in slot.chunk_by(|one, next| one.key == next.key).filter(|group| group.len() > 1) {
                if let (&[one, next], false, 2..) = (group, plan.has_values(), plan.limit) {
                    // The most frequent kind by far, in fewer steps.
                    let larger = ranks.of(next.position);
                    if ranks.of(one.position) != larger {
                        mark(one.position, Gram::of_one(larger));
                    }
                    continue;
                }
                self.members.clear();
                self.member_of.clear();
                for record in group {
                    let rank = ranks.of(record.position);
                    if self.members.last().is_none_or(|&(last, _)| last != rank) {
                        self.members.push((rank, record.position));
                    }
                    self.member_of.push(self.members.len() as u32 - 1);
                }
                let documents = self.members.len();
                if documents > plan.limit {
                    common += 1;
                    group.iter().for_each(|record| mark(record.position, Gram::COMMON));
                    continue;
                }
                let has_postings = documents > 2 || documents == 2 && plan.has_values();
                let first = if has_postings { postings.put(&self.members[1..], plan.values) } else { 0 };
                for (record, &member) in group.iter().zip(&self.member_of) {
                    let gram = match documents as u32 - 1 - member {
                        0 => continue,
                        1 if !plan.has_values() => Gram::of_one(self.members[documents - 1].0),
                        larger => Gram::of_postings(first + member, Class::of(larger)),
                    };
                    mark(record.position, gram);
                }
            }
        }
        common
    }

    /// Puts the records of a partition into slots.
    fn sort(&mut self, buckets: &Buckets, partition: usize) {
        let len = buckets.len_of(partition);
        let slots = len.next_power_of_two();
        let slot_of = |record: &Record| record.key as usize & (slots - 1);
        self.ends.clear();
        self.ends.resize(slots, 0);
        buckets.records_of(partition).for_each(|record| self.ends[slot_of(record)] += 1);
        let mut start = 0;
        for end in &mut self.ends {
            start += std::mem::replace(end, start);
        }
        self.records.clear();
        self.records.resize(len, Record::default());
        buckets.records_of(partition).for_each(|record| {
            let end = &mut self.ends[slot_of(record)];
            self.records[*end as usize] = *record;
            *end += 1;
        });
    }
}

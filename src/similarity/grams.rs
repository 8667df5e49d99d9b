//! Which documents share which shingles: postings, made in parts that stay in cache.
//!
//! Shingles are dealt by their hash into partitions of some thousands, and each partition is grouped by small tables
//! that fit the cache, which is what one table over all shingles would not do. Most shingles are in one document alone;
//! a table of one byte for each finds that before anything else is done with them, and they get no posting. Large
//! corpora go through in rounds, so that the shingles under way take a bounded amount of memory.
//!
//! Shingles are told apart by the partition and 32 more bits of their hash. Two that fall together, as about one in a
//! million does, count as one: a search that takes postings as an upper bound then looks at a pair too many, never at
//! one too few.

use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;

use super::index::SimilarityIndex;
use super::shingles::hash;
use super::totals::Text;
use crate::progress::{Cancelled, Progress};

/// What stands at a word of the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gram {
    /// No shingle, one that was not asked for, or one that no document of a higher rank has.
    Unique,
    /// A shingle in more documents than the limit.
    Common,
    /// A shingle that one document of a higher rank has, given by its rank.
    Twin(u32),
    /// A shingle with postings, and how many of them are of a higher rank, about.
    Shared(GramId, Class),
}

/// About how many documents of a higher rank have a shingle, in few bits: they stand beside the way to the postings, so
/// that the rare shingles of a document are found without looking at the postings of the frequent ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Class(u8);

impl Class {
    /// Number of classes.
    pub(super) const COUNT: usize = 1 << CLASS_BITS;
    /// The class of the rarest shingles: those of one more document.
    pub(super) const RAREST: Self = Self(0);

    #[inline]
    fn of(documents: u32) -> Self {
        Self(CLASS_OF_BITS[(u32::BITS - documents.leading_zeros()) as usize])
    }

    /// Its place among the classes, the rarest first.
    #[inline]
    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Documents of a higher rank that have a shingle of this class, at most, save in the last one.
    #[inline]
    pub(super) fn documents(self) -> usize {
        MOST_OF_CLASS[self.index()]
    }
}

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

/// Where a shingle's postings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct GramId(u32);

const UNIQUE: u32 = 0;
const COMMON: u32 = 1;
const FIRST_SHARED: u32 = 1 << CLASS_BITS;
/// Set where the rest of the mark is the rank of the one larger document, which saves the way to the postings.
const TWIN: u32 = 1 << 31;

/// Shingles in a partition, about; its tables then take some hundred kilobytes.
const PARTITION_SHINGLES: usize = 1 << 13;
/// The number of a partition's shingle has so many bits. At most one shingle in three words has postings, so this is
/// far above what a partition holds.
const LOCAL_BITS: u32 = 13;
/// Words of a corpus at most, so that partitions and their shingles can be numbered beside the class and the mark of a
/// twin: two million articles.
const MOST_WORDS: usize = PARTITION_SHINGLES << (31 - CLASS_BITS - LOCAL_BITS);
/// Shingles that are under way at a time, about: 8 bytes each.
const ROUND_SHINGLES: usize = 1 << 25;
/// Stretches of documents that are dealt out side by side.
const DEALERS: usize = 16;
/// The document of a word is looked up by stretches of so many words, as a power of two.
const STRETCH_BITS: u32 = 6;

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

/// The shingles of a corpus with their postings.
pub(super) struct Grams {
    at: Vec<AtomicU32>,
    partitions: Vec<Partition>,
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

/// A shingle where it stands, by the part of its hash that its partition does not say.
#[derive(Clone, Copy)]
struct Record {
    key: u32,
    position: u32,
}

/// A shingle that may be in several documents, while these are counted.
struct Group {
    key: u32,
    /// The ranks of the last document that has it, and of the one before.
    last: u32,
    last_but_one: u32,
    /// The rank of the last posting.
    posted: u32,
    frequency: u32,
}

impl Group {
    fn new(key: u32) -> Self {
        Self { key, last: u32::MAX, last_but_one: u32::MAX, posted: u32::MAX, frequency: 0 }
    }
}

impl Grams {
    /// Groups the shingles of all documents. Linear in the words.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    ///
    /// # Panics
    /// If the corpus has more than half a billion words.
    pub(super) fn new(index: &SimilarityIndex, plan: &GramPlan<'_>, progress: &Progress) -> Result<Self, Cancelled> {
        let total = index.total_words();
        assert!(total <= MOST_WORDS, "a corpus has at most {MOST_WORDS} words");
        let partition_count = total.div_ceil(PARTITION_SHINGLES).next_power_of_two();
        let partition_bits = partition_count.ilog2();
        let rounds = total.div_ceil(ROUND_SHINGLES).next_power_of_two().min(partition_count);
        let per_round = partition_count / rounds;
        let mut grams = Self { at: Vec::new(), partitions: Vec::with_capacity(partition_count), common: 0 };
        (0..total).into_par_iter().map(|_| AtomicU32::new(UNIQUE)).collect_into_vec(&mut grams.at);
        let ranks = Ranks::new(index, plan.order);
        let stretches = even_stretches(index, plan.order);
        for round in 0..rounds {
            let wanted = round * per_round..(round + 1) * per_round;
            let dealt = deal(index, plan, &stretches, partition_bits, &wanted, progress)?;
            let made = wanted
                .into_par_iter()
                .map(|partition| {
                    progress.checkpoint()?;
                    let records = dealt.iter().flat_map(|buckets| &buckets[partition % per_round]);
                    Ok(grams.group(records, plan, &ranks, (partition as u32) << LOCAL_BITS))
                })
                .collect::<Result<Vec<Partition>, Cancelled>>()?;
            grams.partitions.extend(made);
        }
        grams.common = grams.partitions.iter().map(|partition| partition.common).sum();
        Ok(grams)
    }

    /// Groups one partition's records, which come in order of rank, and marks their positions.
    fn group<'r>(
        &self,
        records: impl Iterator<Item = &'r Record> + Clone,
        plan: &GramPlan<'_>,
        ranks: &Ranks<'_>,
        first_id: u32,
    ) -> Partition {
        let count = records.clone().count();
        let mask = (4 * count).next_power_of_two() - 1;
        let mut met = vec![0u8; mask + 1];
        for record in records.clone() {
            let times = &mut met[record.key as usize & mask];
            *times += u8::from(*times < 2);
        }
        let repeated: Vec<Record> = records.filter(|record| met[record.key as usize & mask] > 1).copied().collect();

        let mask = (2 * repeated.len()).next_power_of_two() - 1;
        let mut slots = vec![0u32; mask + 1];
        let mut groups: Vec<Group> = Vec::with_capacity(repeated.len() / 2);
        let mut of_record: Vec<(u32, u32)> = Vec::with_capacity(repeated.len());
        for record in &repeated {
            let rank = ranks.of(record.position);
            let mut slot = record.key as usize & mask;
            let group = loop {
                match slots[slot] {
                    0 => {
                        groups.push(Group::new(record.key));
                        slots[slot] = groups.len() as u32;
                        break groups.len() - 1;
                    }
                    taken if groups[taken as usize - 1].key == record.key => break taken as usize - 1,
                    _ => slot = (slot + 1) & mask,
                }
            };
            of_record.push((group as u32, rank));
            let group = &mut groups[group];
            if group.last != rank {
                group.frequency += 1;
                group.last_but_one = std::mem::replace(&mut group.last, rank);
            }
        }

        // From here a group's key is its mark and, where it has postings, its frequency the place of its next one.
        let mut partition = Partition::default();
        let mut next = 0;
        for group in &mut groups {
            match group.frequency {
                1 => group.key = UNIQUE,
                frequency if frequency as usize > plan.limit => {
                    group.key = COMMON;
                    partition.common += 1;
                }
                2 if plan.values.is_empty() => group.key = TWIN,
                frequency => {
                    let id = first_id + partition.starts.len() as u32;
                    group.key = FIRST_SHARED + (id << CLASS_BITS);
                    partition.starts.push(next);
                    group.frequency = next;
                    next += frequency;
                }
            }
        }
        assert!(partition.starts.len() < 1 << LOCAL_BITS, "shingles are spread evenly over the partitions");
        partition.starts.push(next);
        partition.ranks = vec![0; next as usize];
        if !plan.values.is_empty() {
            partition.values = vec![0.0; next as usize];
        }
        for (record, (group, rank)) in repeated.iter().zip(of_record) {
            let group = &mut groups[group as usize];
            let has_postings = (FIRST_SHARED..TWIN).contains(&group.key);
            if has_postings && group.posted != rank {
                group.posted = rank;
                let place = group.frequency as usize;
                partition.ranks[place] = rank;
                if let Some(&value) = plan.values.get(record.position as usize) {
                    partition.values[place] = value;
                }
                group.frequency += 1;
            }
            let mark = match group.key {
                UNIQUE => continue,
                COMMON => COMMON,
                // The last document that has it finds no larger one.
                _ if rank == group.last => continue,
                _ if rank == group.last_but_one && plan.values.is_empty() => TWIN | group.last,
                key => {
                    let local = ((key - FIRST_SHARED) >> CLASS_BITS) as usize & ((1 << LOCAL_BITS) - 1);
                    key | u32::from(Class::of(partition.starts[local + 1] - group.frequency).0)
                }
            };
            self.at[record.position as usize].store(mark, Ordering::Relaxed);
        }
        partition
    }

    /// What stands at the words of a range, by their positions in the whole corpus.
    #[inline]
    pub(super) fn of_range(&self, positions: Range<usize>) -> impl Iterator<Item = Gram> {
        self.at[positions].iter().map(|mark| match mark.load(Ordering::Relaxed) {
            UNIQUE => Gram::Unique,
            COMMON => Gram::Common,
            twin if twin & TWIN != 0 => Gram::Twin(twin & !TWIN),
            shared => {
                let shared = shared - FIRST_SHARED;
                Gram::Shared(GramId(shared >> CLASS_BITS), Class((shared & ((1 << CLASS_BITS) - 1)) as u8))
            }
        })
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
    fn locate(&self, id: GramId) -> (&Partition, Range<usize>) {
        let partition = &self.partitions[(id.0 >> LOCAL_BITS) as usize];
        let local = (id.0 & ((1 << LOCAL_BITS) - 1)) as usize;
        (partition, partition.starts[local] as usize..partition.starts[local + 1] as usize)
    }
}

/// Finds the rank of the document that a word is of.
struct Ranks<'a> {
    index: &'a SimilarityIndex,
    /// For each stretch of words, the document that its first one is of.
    documents: Vec<u32>,
    /// By document; of no meaning for one that is not in the order.
    ranks: Vec<u32>,
}

impl<'a> Ranks<'a> {
    fn new(index: &'a SimilarityIndex, order: &[u32]) -> Self {
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
        Self { index, documents, ranks }
    }

    #[inline]
    fn of(&self, position: u32) -> u32 {
        let mut document = self.documents[(position >> STRETCH_BITS) as usize] as usize;
        while self.index.range(document).end <= position as usize {
            document += 1;
        }
        self.ranks[document]
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

/// Deals the shingles of all documents, in order of rank, into the partitions that are `wanted`.
fn deal(
    index: &SimilarityIndex,
    plan: &GramPlan<'_>,
    stretches: &[Range<usize>],
    partition_bits: u32,
    wanted: &Range<usize>,
    progress: &Progress,
) -> Result<Vec<Vec<Vec<Record>>>, Cancelled> {
    let expected = (index.total_words() / DEALERS) >> partition_bits;
    stretches
        .par_iter()
        .map(|ranks| {
            let mut buckets: Vec<Vec<Record>> =
                wanted.clone().map(|_| Vec::with_capacity(expected + expected / 8)).collect();
            for &document in &plan.order[ranks.clone()] {
                progress.checkpoint()?;
                let start = index.range(document as usize).start;
                let Text { words, earlier } = index.text_of(document as usize);
                // A text shorter than a shingle is one by itself.
                let len = plan.len.min(words.len()).max(1);
                for ((at, shingle), &earlier) in words.windows(len).enumerate().zip(earlier) {
                    if usize::from(earlier) >= plan.least_earlier {
                        continue;
                    }
                    let hash = hash(shingle);
                    let partition = (hash >> 32 << partition_bits >> 32) as usize;
                    if wanted.contains(&partition) {
                        let position = (start + at) as u32;
                        buckets[partition - wanted.start].push(Record { key: hash as u32, position });
                    }
                }
            }
            Ok(buckets)
        })
        .collect()
}

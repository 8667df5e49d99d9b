//! What a document can share with larger ones, piece by piece.

use super::gram::{Class, Gram, UNIQUE_KIND};

/// A shingle of a document that larger documents have.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Term {
    pub(super) gram: Gram,
    /// What it can add to the score.
    pub(super) value: f32,
}

impl Term {
    /// Larger documents that have it, about.
    pub(super) fn documents(&self) -> usize {
        Class::documents_of(self.gram.kind())
    }
}

/// What the shingles that start at the words of a document add to a score.
#[derive(Clone, Copy, Debug)]
pub(super) enum Worth<'a> {
    /// The weight of the shingles of two and three words, of words that weigh so much; and how far they stand there again.
    Weights(&'a [f32], &'a [u8]),
    /// The same each.
    Each,
    /// The part of a vector.
    Parts(&'a [f32]),
}

/// The terms of a document. One for each thread.
#[derive(Debug, Default)]
pub(super) struct Terms {
    /// The rarest first.
    pub(super) terms: Vec<Term>,
    /// What the shingles of too many documents can add at most.
    pub(super) skipped: f32,
    /// The words of the document at which shingles start that lead to others, and the kinds of these.
    leads: Vec<u32>,
    kinds: Vec<u8>,
    /// Those at which shingles of too many documents start.
    commons: Vec<u32>,
    /// For each word, what the shingle that starts there can add.
    values: Vec<f32>,
}

impl Terms {
    /// Takes the shingles of a document, one for each word.
    pub(super) fn fill(&mut self, grams: &[Gram], worth: Worth<'_>) {
        self.find_leads(grams);
        let Self { terms, skipped, leads, kinds, commons, values } = self;
        values.clear();
        match worth {
            Worth::Weights(weights, earlier) => {
                values.resize(grams.len(), 0.0);
                weigh(grams, (leads, commons), weights, earlier, values);
            }
            Worth::Each => values.resize(grams.len(), 1.0),
            Worth::Parts(parts) => values.extend_from_slice(parts),
        }
        // Of vectors, the part that two can share is bounded by the length of what is left; of sets, by its count.
        let common = commons.iter().map(|&at| values[at as usize]);
        *skipped = match worth {
            Worth::Parts(_) => common.map(|value| value * value).sum::<f32>().sqrt(),
            _ => common.sum(),
        };
        let mut ends = [0; UNIQUE_KIND as usize + 1];
        kinds.clear();
        kinds.extend(leads.iter().map(|&at| {
            // What adds nothing leads nowhere.
            let kind = if values[at as usize] > 0.0 { grams[at as usize].kind() } else { UNIQUE_KIND };
            ends[usize::from(kind)] += 1;
            kind
        }));
        let mut start = 0;
        for end in &mut ends {
            start += std::mem::replace(end, start);
        }
        let used = ends[usize::from(UNIQUE_KIND)];
        terms.clear();
        terms.resize(start, Term::default());
        for (&at, &kind) in leads.iter().zip(&*kinds) {
            let end = &mut ends[usize::from(kind)];
            terms[*end] = Term { gram: grams[at as usize], value: values[at as usize] };
            *end += 1;
        }
        terms.truncate(used);
    }

    /// Finds where shingles start that lead to others, and those of too many documents: both are put side by side without
    /// a branch, as no processor can foresee which they are.
    fn find_leads(&mut self, grams: &[Gram]) {
        let Self { leads, commons, .. } = self;
        for list in [&mut *leads, &mut *commons] {
            list.clear();
            list.resize(grams.len(), 0);
        }
        let (mut lead_count, mut common_count) = (0, 0);
        for (&gram, at) in grams.iter().zip(0u32..) {
            leads[lead_count] = at;
            lead_count += usize::from(gram.leads());
            commons[common_count] = at;
            common_count += usize::from(gram == Gram::COMMON);
        }
        leads.truncate(lead_count);
        commons.truncate(common_count);
    }
}

/// Notes what each run of two words can add: its own weight, and that of the runs of three that it is the rarer half
/// of. A run of three can only be shared where both its runs of two are.
fn weigh(grams: &[Gram], (leads, commons): (&[u32], &[u32]), weights: &[f32], earlier: &[u8], values: &mut [f32]) {
    if let [value] = values {
        *value = f32::MIN_POSITIVE;
    }
    // By factors rather than branches: no processor can foresee which shingles are repeated or unique.
    let factor = |is_so: bool| f32::from(u8::from(is_so));
    for at in leads.iter().map(|&at| at as usize).filter(|at| at + 1 < weights.len()) {
        let own = weights[at] + weights[at + 1];
        values[at] += own * factor(earlier[at] < 2);
        if let Some(before) = at.checked_sub(1) {
            let is_rarer = (grams[before] == Gram::COMMON) & (earlier[before] < 3);
            values[at] += (weights[before] + own) * factor(is_rarer);
        }
        // There is no shingle of three behind the last two words.
        if at + 2 == weights.len() {
            continue;
        }
        let (gram, next) = (grams[at], grams[at + 1]);
        let is_of_one = gram.the_one().is_some() & next.the_one().is_some();
        let is_shared = (next != Gram::UNIQUE) & (!is_of_one | (gram == next));
        let rarer = at + usize::from(next.kind() < gram.kind());
        values[rarer] += (own + weights[at + 2]) * factor(is_shared & (earlier[at] < 3));
    }
    for at in commons.iter().map(|&at| at as usize).filter(|at| at + 1 < weights.len()) {
        let own = weights[at] + weights[at + 1];
        values[at] += own * factor(earlier[at] < 2);
        if at + 2 < weights.len() {
            let is_in_two = (grams[at + 1] == Gram::COMMON) & (earlier[at] < 3);
            values[at] += (own + weights[at + 2]) * factor(is_in_two);
        }
    }
}

//! The runs that the learner is shown, and what it is not shown of them.

use variorum::entity::training::Group;

use super::crf::{Options, Row};
use super::learnt::Learnt;

/// One run: features and label of each token.
#[derive(Clone, Default)]
pub struct Sequence {
    pub features: Vec<u32>,
    pub groups: Vec<Group>,
    pub starts: Vec<u32>,
    pub labels: Vec<u8>,
    /// What is given of each token's score, if anything is.
    pub given: Vec<Row>,
}

impl Sequence {
    fn of_groups(features: &[Vec<(u32, Group)>], labels: &[u8], is_in: impl Fn(Group) -> bool) -> Self {
        let mut run = Self { labels: labels.to_vec(), ..Self::default() };
        run.starts.push(0);
        for list in features {
            let (flat, groups): (Vec<_>, Vec<_>) = list.iter().copied().filter(|&(_, group)| is_in(group)).unzip();
            run.features.extend(flat);
            run.groups.extend(groups);
            run.starts.push(u32::try_from(run.features.len()).expect("a run has few features"));
        }
        run
    }

    /// The run without the features of names that are lines by themselves.
    pub fn among_others(features: &[Vec<(u32, Group)>], labels: &[u8]) -> Self {
        Self::of_groups(features, labels, |group| group != Group::Alone)
    }

    /// The run with those features alone, and with the scores that a model that knows none of them gives it.
    pub fn alone(features: &[Vec<(u32, Group)>], labels: &[u8], base: &Learnt) -> Self {
        let given = features.iter().map(|list| base.score(list)).collect();
        Self { given, ..Self::of_groups(features, labels, |group| group == Group::Alone) }
    }

    /// Writes to `noisy` what the learner sees of the run this time.
    pub fn hide_some(&self, noisy: &mut Sequence, options: &Options, random: &mut Random) {
        noisy.features.clear();
        noisy.starts.clear();
        noisy.starts.push(0);
        noisy.labels.clone_from(&self.labels);
        noisy.given.clone_from(&self.given);
        for token in 0..self.labels.len() {
            let hidden = options.blindness.map(|share| random.falls(share));
            let range = self.starts[token] as usize..self.starts[token + 1] as usize;
            for (&feature, group) in self.features[range.clone()].iter().zip(&self.groups[range]) {
                let is_hidden = match group {
                    Group::Word => hidden[0],
                    Group::Lists => hidden[1],
                    Group::Context => hidden[2],
                    Group::Evidence | Group::Alone | Group::Other => false,
                };
                if !is_hidden && !random.falls(options.noise) {
                    noisy.features.push(feature);
                }
            }
            noisy.starts.push(u32::try_from(noisy.features.len()).expect("a run is short"));
        }
    }

    /// The features of a token.
    pub fn of(&self, token: usize) -> &[u32] {
        &self.features[self.starts[token] as usize..self.starts[token + 1] as usize]
    }
}

/// Whole numbers that look random and are the same every time (G. Marsaglia, "Xorshift RNGs", 2003).
pub struct Random(u64);

impl Random {
    /// Numbers that follow from a seed.
    pub fn new(seed: u64) -> Self {
        // A generator of this kind stays at 0, and near seeds begin alike.
        let mut random = Self(seed | 1);
        for _ in 0..8 {
            random.next();
        }
        random
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// True this often.
    pub fn falls(&mut self, share: f32) -> bool {
        // The upper 24 bits, which a number of this size holds without rounding.
        ((self.next() >> 40) as f32) < share * 16_777_216.0
    }
}

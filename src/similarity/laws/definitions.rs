//! The measures as they are defined, for the laws to hold the program against.

use std::collections::{BTreeMap, BTreeSet};

use crate::similarity::SimilaritySettings;

/// The measures as they are defined.
pub(super) struct ByDefinition {
    words: Vec<Vec<u32>>,
    shingle_len: usize,
    run_len: usize,
}

impl ByDefinition {
    pub(super) fn new(texts: &[String], settings: &SimilaritySettings) -> Self {
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        let mut number = |word| {
            let next = numbers.len() as u32;
            *numbers.entry(word).or_insert(next)
        };
        Self {
            words: texts.iter().map(|text| text.split_whitespace().map(&mut number).collect()).collect(),
            shingle_len: settings.shingle_len(),
            run_len: settings.coverage_run_len(),
        }
    }

    pub(super) fn shingles(&self, document: usize, len: usize) -> BTreeSet<&[u32]> {
        let words = &self.words[document];
        if words.is_empty() { BTreeSet::new() } else { words.windows(len.min(words.len())).collect() }
    }

    pub(super) fn idf(&self, word: u32) -> f64 {
        let frequency = self.words.iter().filter(|words| words.contains(&word)).count();
        (1.0 + self.words.len() as f64 / frequency as f64).ln()
    }

    pub(super) fn weigher(&self) -> impl Fn(&[u32]) -> f64 {
        let all: BTreeSet<u32> = self.words.iter().flatten().copied().collect();
        let idf: Vec<f64> = all.into_iter().map(|word| self.idf(word)).collect();
        move |shingle| shingle.iter().map(|&word| idf[word as usize]).sum()
    }

    /// Jaccard, both containments.
    pub(super) fn sets(&self, a: usize, b: usize) -> [f64; 3] {
        let (of_a, of_b) = (self.shingles(a, self.shingle_len), self.shingles(b, self.shingle_len));
        let is_short = |document: usize| self.words[document].len() < self.shingle_len;
        // A text shorter than a shingle is like its equal alone.
        let shared = if is_short(a) == is_short(b) { of_a.intersection(&of_b).count() as f64 } else { 0.0 };
        let share = |whole: f64| if whole == 0.0 { 0.0 } else { shared / whole };
        [share((of_a.len() + of_b.len()) as f64 - shared), share(of_a.len() as f64), share(of_b.len() as f64)]
    }

    pub(super) fn weighted(&self, a: usize, b: usize, weight: &impl Fn(&[u32]) -> f64) -> [f64; 2] {
        let all = |document: usize| -> BTreeSet<&[u32]> {
            (1..=3).flat_map(|len| self.words[document].windows(len)).collect()
        };
        let (of_a, of_b) = (all(a), all(b));
        let sum = |set: &BTreeSet<&[u32]>| set.iter().map(|shingle| weight(shingle)).sum::<f64>();
        let shared = sum(&of_a.intersection(&of_b).copied().collect());
        [&of_a, &of_b].map(|whole| if whole.is_empty() { 0.0 } else { shared / sum(whole) })
    }

    pub(super) fn cosine(&self, a: usize, b: usize, weight: &impl Fn(&[u32]) -> f64) -> f64 {
        let vector = |document: usize| {
            let mut counts: BTreeMap<u32, f64> = BTreeMap::new();
            for &word in &self.words[document] {
                *counts.entry(word).or_default() += 1.0;
            }
            let value = |(word, count): (u32, f64)| (word, (1.0 + count.ln()) * weight(&[word]));
            counts.into_iter().map(value).collect::<BTreeMap<u32, f64>>()
        };
        let (of_a, of_b) = (vector(a), vector(b));
        let norm = |vector: &BTreeMap<u32, f64>| vector.values().map(|value| value * value).sum::<f64>().sqrt();
        let dot: f64 = of_a.iter().map(|(word, value)| value * of_b.get(word).unwrap_or(&0.0)).sum();
        let norms = norm(&of_a) * norm(&of_b);
        if norms == 0.0 { 0.0 } else { dot / norms }
    }

    pub(super) fn coverage(&self, a: usize, b: usize) -> f64 {
        let (words, other) = (&self.words[a], &self.words[b]);
        let len = self.run_len.min(words.len());
        if words.is_empty() || (words.len() < self.run_len) != (other.len() < self.run_len) {
            return 0.0;
        }
        if words.len() < self.run_len {
            return f64::from(u8::from(words == other));
        }
        let mut covered = vec![false; words.len()];
        for start in 0..=words.len() - len {
            if other.windows(len).any(|window| window == &words[start..start + len]) {
                covered[start..start + len].fill(true);
            }
        }
        covered.iter().filter(|&&is_covered| is_covered).count() as f64 / words.len() as f64
    }

    pub(super) fn longest_run(&self, a: usize, b: usize) -> u32 {
        let (words, other) = (&self.words[a], &self.words[b]);
        let run = |start: usize, other_start: usize| {
            words[start..].iter().zip(&other[other_start..]).take_while(|(one, two)| one == two).count()
        };
        let starts = (0..words.len()).flat_map(|start| (0..other.len()).map(move |other_start| (start, other_start)));
        starts.map(|(start, other_start)| run(start, other_start) as u32).max().unwrap_or(0)
    }
}

pub(super) fn is_close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-12
}

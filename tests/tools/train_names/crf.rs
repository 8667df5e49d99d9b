//! Training a linear-chain conditional random field by stochastic gradient descent.
//!
//! One run at a time, in an order that a fixed seed shuffles; the penalty on large weights is kept as one factor for all
//! of them (L. Bottou, "Stochastic Gradient Descent Tricks", 2012). The model is the mean of the weights after each of the
//! last rounds, which the order of the runs moves less than any of them. One thread, so that the sums, and with them the
//! bytes of the model, never depend on the machine's load.

use std::collections::HashMap;

use variorum::entity::training::{Group, LABEL_COUNT, Parameters, label_may_begin, label_may_end, label_may_follow};

use super::learnt::{Learnt, peak};
use super::runs::{Random, Sequence};

/// How to train.
#[derive(Clone, Copy)]
pub struct Options {
    pub epochs: usize,
    /// How many of the last of them the model is the mean of.
    pub averaged: usize,
    /// Weight of the sum of squares; larger keeps weights smaller.
    pub penalty: f32,
    /// First step size.
    pub rate: f32,
    /// Features seen less often are left out.
    pub least: u32,
    /// Features whose largest weight is smaller are left out of the model.
    pub smallest: f32,
    /// How often a feature is hidden from the learner.
    pub noise: f32,
    /// How often all features of one group of a token are hidden: its letters, its lists, the words around it. A name
    /// that was never seen looks like that, so the model learns to do without.
    pub blindness: [f32; 3],
}

impl Default for Options {
    fn default() -> Self {
        Self {
            epochs: 12,
            averaged: 4,
            penalty: 3.0,
            rate: 0.1,
            least: 2,
            smallest: 0.05,
            noise: 0.15,
            blindness: [0.2, 0.1, 0.05],
        }
    }
}

impl Options {
    /// How often a feature of this group is hidden with its group.
    pub fn blind(&self, group: Group) -> f32 {
        match group {
            Group::Word => self.blindness[0],
            Group::Lists => self.blindness[1],
            Group::Context => self.blindness[2],
            Group::Evidence | Group::Alone | Group::Other => 0.0,
        }
    }
}

/// A weight for each label.
pub type Row = [f32; LABEL_COUNT];

/// The tables of allowed steps, made once.
struct Grammar {
    begin: [bool; LABEL_COUNT],
    end: [bool; LABEL_COUNT],
    /// `(label, next)`.
    steps: Vec<(usize, usize)>,
}

impl Grammar {
    fn new() -> Self {
        let label = |index: usize| u8::try_from(index).expect("few labels");
        let steps = (0..LABEL_COUNT)
            .flat_map(|from| (0..LABEL_COUNT).map(move |next| (from, next)))
            .filter(|&(from, next)| label_may_follow(label(from), label(next)))
            .collect();
        Self {
            begin: std::array::from_fn(|index| label_may_begin(label(index))),
            end: std::array::from_fn(|index| label_may_end(label(index))),
            steps,
        }
    }
}

/// Trains on runs; their features are replaced by row numbers on the way.
pub fn train(runs: &mut [Sequence], options: Options) -> Learnt {
    let (features, weights, transitions) = descend(runs, options, None);
    let mut peaks: Vec<f32> = weights.iter().map(peak).collect();
    peaks.sort_by(f32::total_cmp);
    // The largest of all but one in two thousand becomes 127.
    let top = peaks.get(peaks.len().saturating_sub(1 + peaks.len() / 2000)).copied().unwrap_or(1.0).max(1e-3);
    let factor = 127.0 / top;
    let transitions = transitions.iter().map(|row| row.map(|weight| (weight * factor).round() as i16)).collect();
    let empty = Learnt { parameters: Parameters { transitions, ..Parameters::default() }, factor };
    empty.with(&features, &weights, options.smallest)
}

/// Trains further features on runs that have no others and whose scores under `base` are given. What `base` knows stays
/// as it is.
pub fn train_further(runs: &mut [Sequence], options: Options, base: Learnt) -> Learnt {
    let mut transitions = [[0.0; LABEL_COUNT]; LABEL_COUNT];
    for (row, weights) in transitions.iter_mut().zip(&base.parameters.transitions) {
        *row = weights.map(|weight| f32::from(weight) / base.factor);
    }
    let (features, weights, _) = descend(runs, options, Some(transitions));
    base.with(&features, &weights, options.smallest)
}

/// The features of runs with their weights, and the weights of steps, which do not move where they are given.
fn descend(
    runs: &mut [Sequence],
    options: Options,
    given: Option<[Row; LABEL_COUNT]>,
) -> (Vec<u32>, Vec<Row>, [Row; LABEL_COUNT]) {
    let (features, groups) = intern(runs, options.least);
    let mut weights: Vec<Row> = vec![[0.0; LABEL_COUNT]; features.len()];
    let mut transitions = given.unwrap_or_default();
    let grammar = Grammar::new();
    let mut order: Vec<u32> = (0..u32::try_from(runs.len()).expect("fits")).collect();
    let mut random = Random::new(0x2545_F491_4F6C_DD1D);
    let lambda = options.penalty / runs.len() as f32;
    let mut scale = 1.0_f32;
    let mut time = 0.0_f32;
    let mut work = Work::default();
    let mut noisy = Sequence::default();
    let mut mean: Vec<Row> = vec![[0.0; LABEL_COUNT]; features.len()];
    let mut mean_transitions = [[0.0_f32; LABEL_COUNT]; LABEL_COUNT];
    let averaged = options.averaged.clamp(1, options.epochs.max(1));
    for epoch in 0..options.epochs {
        for at in (1..order.len()).rev() {
            order.swap(at, (random.next() % (at as u64 + 1)) as usize);
        }
        let mut loss = 0.0_f64;
        for &index in &order {
            runs[index as usize].hide_some(&mut noisy, &options, &mut random);
            let run = &noisy;
            let rate = options.rate / (1.0 + lambda * options.rate * time * 4.0);
            time += 1.0;
            loss += f64::from(work.forward_backward(run, &weights, scale, &transitions, &grammar));
            scale *= 1.0 - rate * lambda;
            let step = rate / scale;
            for (token, gradient) in work.node_gradients.iter().enumerate() {
                for &feature in run.of(token) {
                    let row = &mut weights[feature as usize];
                    row.iter_mut().zip(gradient).for_each(|(weight, slope)| *weight += step * slope);
                }
            }
            if given.is_none() {
                for (&(from, next), slope) in grammar.steps.iter().zip(&work.step_gradients) {
                    let weight = &mut transitions[from][next];
                    *weight += rate * (slope - lambda * *weight);
                }
            }
            if scale < 1e-4 {
                weights.iter_mut().flatten().for_each(|weight| *weight *= scale);
                scale = 1.0;
            }
        }
        if epoch + averaged >= options.epochs {
            let share = 1.0 / averaged as f32;
            add(&mut mean, &weights, scale * share);
            add(&mut mean_transitions, &transitions, share);
        }
        if epoch + 1 == options.epochs {
            eprintln!("  loss after {} epochs: {loss:.1}", options.epochs);
        }
    }
    // The reader hides nothing, so each weight counts as often as it was seen.
    for (row, group) in mean.iter_mut().zip(&groups) {
        let seen = (1.0 - options.noise) * (1.0 - options.blind(*group));
        row.iter_mut().for_each(|weight| *weight *= seen);
    }
    (features, mean, mean_transitions)
}

/// Adds rows to rows, each weight this often.
fn add(sums: &mut [Row], rows: &[Row], share: f32) {
    for (sum, row) in sums.iter_mut().zip(rows) {
        sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += share * weight);
    }
}

/// Numbers the features that are seen often enough, in order of their hash; rarer ones are taken out of the runs. Gives
/// the features and their groups.
fn intern(runs: &mut [Sequence], least: u32) -> (Vec<u32>, Vec<Group>) {
    let mut counts: HashMap<u32, (u32, Group)> = HashMap::new();
    for run in runs.iter() {
        for (&feature, &group) in run.features.iter().zip(&run.groups) {
            counts.entry(feature).or_insert((0, group)).0 += 1;
        }
    }
    let mut kept: Vec<(u32, Group)> = counts
        .iter()
        .filter(|&(&feature, &(count, _))| count >= least && feature != 0)
        .map(|(&feature, &(_, group))| (feature, group))
        .collect();
    kept.sort_unstable_by_key(|&(feature, _)| feature);
    let (features, group_of): (Vec<u32>, Vec<Group>) = kept.into_iter().unzip();
    let numbers: HashMap<u32, u32> = features.iter().copied().zip(0..).collect();
    for run in runs.iter_mut() {
        let mut kept = Vec::with_capacity(run.features.len());
        let mut groups = Vec::with_capacity(run.features.len());
        let mut starts = vec![0];
        for token in 0..run.labels.len() {
            for at in run.starts[token] as usize..run.starts[token + 1] as usize {
                if let Some(&number) = numbers.get(&run.features[at]) {
                    kept.push(number);
                    groups.push(run.groups[at]);
                }
            }
            starts.push(u32::try_from(kept.len()).expect("a run is short"));
        }
        run.features = kept;
        run.groups = groups;
        run.starts = starts;
    }
    (features, group_of)
}

/// Buffers of one run.
#[derive(Default)]
struct Work {
    scores: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    node_gradients: Vec<Row>,
    step_gradients: Vec<f32>,
}

impl Work {
    /// Fills the gradients of the log-likelihood of a run and gives its loss. Probabilities are scaled at each token, so
    /// that long runs do not run out of numbers.
    fn forward_backward(
        &mut self,
        run: &Sequence,
        weights: &[Row],
        scale: f32,
        transitions: &[Row; LABEL_COUNT],
        grammar: &Grammar,
    ) -> f32 {
        let length = run.labels.len();
        let zero = [0.0; LABEL_COUNT];
        for rows in [&mut self.scores, &mut self.forward, &mut self.backward, &mut self.node_gradients] {
            rows.clear();
            rows.resize(length, zero);
        }
        self.step_gradients.clear();
        self.step_gradients.resize(grammar.steps.len(), 0.0);
        let steps: Vec<f32> = grammar.steps.iter().map(|&(from, next)| transitions[from][next].exp()).collect();
        let mut gold = 0.0;
        let mut log_total = 0.0;
        for token in 0..length {
            let mut sum = zero;
            for &feature in run.of(token) {
                sum.iter_mut().zip(&weights[feature as usize]).for_each(|(sum, weight)| *sum += weight);
            }
            sum.iter_mut().for_each(|value| *value *= scale);
            if let Some(given) = run.given.get(token) {
                sum.iter_mut().zip(given).for_each(|(sum, given)| *sum += given);
            }
            let most = sum.iter().copied().fold(f32::MIN, f32::max);
            gold += sum[usize::from(run.labels[token])] - most;
            self.scores[token] = sum.map(|value| (value - most).exp());
        }
        for token in 0..length {
            let mut row = zero;
            if token == 0 {
                for (label, value) in row.iter_mut().enumerate() {
                    *value = if grammar.begin[label] { self.scores[0][label] } else { 0.0 };
                }
            } else {
                for (&(from, next), step) in grammar.steps.iter().zip(&steps) {
                    row[next] += self.forward[token - 1][from] * step;
                }
                row.iter_mut().zip(&self.scores[token]).for_each(|(value, score)| *value *= score);
                gold += transitions[usize::from(run.labels[token - 1])][usize::from(run.labels[token])];
            }
            let total: f32 = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            log_total += total.ln();
            self.forward[token] = row.map(|value| value / total);
        }
        let mut last = 0.0;
        for label in 0..LABEL_COUNT {
            if grammar.end[label] {
                self.backward[length - 1][label] = 1.0;
                last += self.forward[length - 1][label];
            }
        }
        log_total += last.max(f32::MIN_POSITIVE).ln();
        for token in (0..length).rev() {
            let mut marginal = zero;
            for (label, value) in marginal.iter_mut().enumerate() {
                *value = self.forward[token][label] * self.backward[token][label];
            }
            let total: f32 = marginal.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            self.node_gradients[token] = marginal.map(|value| -value / total);
            self.node_gradients[token][usize::from(run.labels[token])] += 1.0;
            if token == 0 {
                break;
            }
            let mut row = zero;
            let mut pair_total = 0.0;
            let mut pairs = Vec::with_capacity(steps.len());
            for (&(from, next), step) in grammar.steps.iter().zip(&steps) {
                let ahead = step * self.scores[token][next] * self.backward[token][next];
                row[from] += ahead;
                let pair = self.forward[token - 1][from] * ahead;
                pair_total += pair;
                pairs.push(pair);
            }
            let pair_total = f32::max(pair_total, f32::MIN_POSITIVE);
            let gold_step = (usize::from(run.labels[token - 1]), usize::from(run.labels[token]));
            for ((slope, pair), &step) in self.step_gradients.iter_mut().zip(&pairs).zip(&grammar.steps) {
                *slope += f32::from(u8::from(step == gold_step)) - pair / pair_total;
            }
            let total = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            self.backward[token - 1] = row.map(|value| value / total);
        }
        log_total - gold
    }
}

//! What was learnt, in whole numbers.

use variorum::entity::training::{Group, LABEL_COUNT, Parameters};

use super::crf::Row;

/// A model, and how large its whole numbers are.
#[derive(Clone, Default)]
pub struct Learnt {
    pub parameters: Parameters,
    /// What a weight of one is as a whole number.
    pub factor: f32,
}

impl Learnt {
    /// The score of a token by label.
    pub fn score(&self, features: &[(u32, Group)]) -> Row {
        let mut sum = [0.0; LABEL_COUNT];
        for (feature, _) in features {
            if let Ok(at) = self.parameters.features.binary_search(feature) {
                let weights = self.parameters.weights[at];
                sum.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += f32::from(weight) / self.factor);
            }
        }
        sum
    }

    /// The model with further features. One whose hash is taken is left out.
    pub fn with(mut self, features: &[u32], weights: &[Row], smallest: f32) -> Learnt {
        let further: Vec<(u32, [i8; LABEL_COUNT])> = features
            .iter()
            .zip(weights)
            .filter(|(feature, row)| peak(row) >= smallest && self.parameters.features.binary_search(feature).is_err())
            .map(|(&feature, row)| (feature, whole(row, self.factor)))
            .collect();
        let own = self.parameters.features.iter().copied().zip(self.parameters.weights.iter().copied());
        let mut all: Vec<(u32, [i8; LABEL_COUNT])> = own.chain(further).collect();
        all.sort_unstable_by_key(|&(feature, _)| feature);
        (self.parameters.features, self.parameters.weights) = all.into_iter().unzip();
        self
    }
}

/// The largest weight of a row.
pub fn peak(row: &Row) -> f32 {
    row.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()))
}

/// A row in whole numbers.
fn whole(row: &Row, factor: f32) -> [i8; LABEL_COUNT] {
    row.map(|weight| (weight * factor).round().clamp(-127.0, 127.0) as i8)
}

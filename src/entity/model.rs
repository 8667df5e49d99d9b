//! The name model: weights by feature, and the best labels of a run under them.
//!
//! A linear-chain conditional random field (J. Lafferty, A. McCallum, F. Pereira, 2001) in two readings: the second sees
//! what the first said of the same words elsewhere. Weights are whole numbers of eight bits, so a score is a sum of small
//! integers and does not depend on the machine. A neural tagger would be a few points better and a thousand times slower.

use std::sync::OnceLock;

use super::labels::{LABELS, OUTSIDE, goes_on, may_begin, may_follow};

/// The weights of one feature: for each label under the first reading, then under the second; room to a multiple of
/// eight. One row for both, because most features serve both and finding the row costs more than adding it.
type Row = [i8; ROW];
const ROW: usize = 40;

/// Scores of one token by label.
pub(crate) type Scores = [i16; LABELS];

const MAGIC: &[u8; 4] = b"VNM2";

/// Bits of the table of present features for each feature in the model: at eight, one absent feature in nine is looked
/// for in vain, and the table still fits the second-level cache.
const BITS_PER_FEATURE: usize = 8;

/// Why a model could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// It does not begin as a model does.
    #[error("this is not a name model, or one of another version")]
    Magic,
    /// It ends too early.
    #[error("the name model is cut short")]
    Short,
}

/// How labels follow one another under one reading.
#[derive(Clone, Debug)]
pub(crate) struct Steps {
    /// `[label][next]`.
    transitions: [[i16; LABELS]; LABELS],
    /// For each label, those that may stand before it in a run.
    before: [Vec<u8>; LABELS],
}

/// Both readings.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    /// One bit for some of a feature's hash: whether it may be there at all. Most features of a text are not.
    present: Vec<u64>,
    /// Open addressing: a feature, 0 for none, and its row.
    slots: Vec<(u32, u32)>,
    rows: Vec<Row>,
    pub first: Steps,
    pub second: Steps,
}

/// What a model file holds of one reading: features in rising order, each with a weight for each label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters {
    /// Hashed features, in rising order, none of them 0.
    pub features: Vec<u32>,
    /// For each feature, its weights by label.
    pub weights: Vec<[i8; LABELS]>,
    /// `[label][next]`.
    pub transitions: Vec<[i16; LABELS]>,
}

fn write_varint(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push((value as u8 & 0x7F) | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], ModelError> {
        let (head, rest) = self.bytes.split_at_checked(count).ok_or(ModelError::Short)?;
        self.bytes = rest;
        Ok(head)
    }

    fn varint(&mut self) -> Result<u64, ModelError> {
        let mut value = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.take(1)?[0];
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(ModelError::Short)
    }

    fn steps(&mut self) -> Result<Steps, ModelError> {
        let mut transitions = [[0; LABELS]; LABELS];
        for row in &mut transitions {
            for weight in row {
                let bytes = self.take(2)?;
                *weight = i16::from_le_bytes([bytes[0], bytes[1]]);
            }
        }
        Ok(Steps::new(transitions))
    }
}

impl Model {
    /// The model that the program ships with, read once.
    ///
    /// # Panics
    /// Never: a test reads the asset.
    pub fn get() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| {
            Model::read(include_bytes!("../../assets/names/model.bin")).expect("the built-in model is whole")
        })
    }

    /// Reads a model.
    pub fn read(bytes: &[u8]) -> Result<Model, ModelError> {
        let mut reader = Reader { bytes };
        if reader.take(4)? != MAGIC {
            return Err(ModelError::Magic);
        }
        let (first, second) = (reader.steps()?, reader.steps()?);
        let bytes = reader.take(4)?;
        let count = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize;
        // A feature takes at least two bytes, so a damaged count cannot ask for more memory than its file.
        if count > reader.bytes.len() {
            return Err(ModelError::Short);
        }
        let slots = (count * 2).next_power_of_two().max(16);
        let mut model = Model {
            present: vec![0; slots / 2 * BITS_PER_FEATURE / 64 + 1],
            slots: vec![(0, 0); slots],
            rows: Vec::with_capacity(count),
            first,
            second,
        };
        let mut feature = 0_u32;
        for _ in 0..count {
            feature = feature.wrapping_add(reader.varint()? as u32);
            let mut mask = reader.varint()?;
            let mut row = [0; ROW];
            while mask != 0 {
                let at = mask.trailing_zeros() as usize;
                mask &= mask - 1;
                let weight = reader.take(1)?[0].cast_signed();
                *row.get_mut(at).filter(|_| at < 2 * LABELS).ok_or(ModelError::Short)? = weight;
            }
            model.insert(feature, row);
        }
        Ok(model)
    }

    /// The file of a model: the inverse of [`Model::read`].
    pub fn write(first: &Parameters, second: &Parameters) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for row in first.transitions.iter().chain(&second.transitions) {
            row.iter().for_each(|weight| bytes.extend(weight.to_le_bytes()));
        }
        let mut rows: std::collections::BTreeMap<u32, [i8; 2 * LABELS]> = std::collections::BTreeMap::new();
        for (parameters, offset) in [(first, 0), (second, LABELS)] {
            for (&feature, weights) in parameters.features.iter().zip(&parameters.weights) {
                let row = rows.entry(feature).or_insert([0; 2 * LABELS]);
                row[offset..offset + LABELS].copy_from_slice(weights);
            }
        }
        bytes.extend(u32::try_from(rows.len()).unwrap_or(u32::MAX).to_le_bytes());
        let mut last = 0;
        for (feature, row) in rows {
            write_varint(&mut bytes, u64::from(feature - last));
            last = feature;
            let mask = row.iter().enumerate().fold(0_u64, |mask, (at, &weight)| mask | u64::from(weight != 0) << at);
            write_varint(&mut bytes, mask);
            bytes.extend(row.iter().filter(|&&weight| weight != 0).map(|weight| weight.cast_unsigned()));
        }
        bytes
    }

    fn insert(&mut self, feature: u32, row: Row) {
        let mask = self.slots.len() - 1;
        let mut slot = feature as usize & mask;
        while self.slots[slot].0 != 0 && self.slots[slot].0 != feature {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = (feature, u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        self.rows.push(row);
        let (word, bit) = self.present_bit(feature);
        self.present[word] |= bit;
    }

    /// The place of a feature's bit. The upper half of the hash is used, because slots use the lower.
    fn present_bit(&self, feature: u32) -> (usize, u64) {
        let bits = (self.present.len() - 1) as u64 * 64;
        let at = (u64::from(feature) * bits.max(1)) >> 32;
        ((at / 64) as usize, 1 << (at % 64))
    }

    fn row(&self, feature: u32) -> Option<&Row> {
        let mask = self.slots.len() - 1;
        let mut slot = feature as usize & mask;
        loop {
            let (key, row) = self.slots[slot];
            if key == feature {
                return self.rows.get(row as usize);
            }
            if key == 0 {
                return None;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Adds up the weights of a token's features under both readings. A row's sum fits: 250 features of weight 127 stay
    /// below `i16::MAX`. What cannot be in the model is taken out of `features` first, without a branch: whether a feature
    /// is there is a coin's toss, which a processor cannot foresee, and rows are then fetched beside one another.
    pub fn score(&self, features: &mut [u32]) -> (Scores, Scores) {
        let mut kept = 0;
        for at in 0..features.len() {
            let feature = features[at];
            let (word, bit) = self.present_bit(feature);
            features[kept] = feature;
            kept += usize::from(self.present[word] & bit != 0);
        }
        let mut sum = [0_i16; ROW];
        for &feature in &features[..kept] {
            if let Some(row) = self.row(feature) {
                for (sum, &weight) in sum.iter_mut().zip(row) {
                    *sum = sum.wrapping_add(i16::from(weight));
                }
            }
        }
        (std::array::from_fn(|label| sum[label]), std::array::from_fn(|label| sum[LABELS + label]))
    }
}

impl Steps {
    fn new(transitions: [[i16; LABELS]; LABELS]) -> Steps {
        let before =
            std::array::from_fn(|next| (0..LABELS as u8).filter(|&label| may_follow(label, next as u8)).collect());
        Steps { transitions, before }
    }

    /// The best labels of a run, given the scores of its tokens (Viterbi). Linear in the length of the run.
    pub fn decode(&self, scores: &[Scores], labels: &mut [u8]) {
        const LOW: i32 = i32::MIN / 2;
        debug_assert_eq!(scores.len(), labels.len());
        let Some(first) = scores.first() else { return };
        let mut best: [i32; LABELS] =
            std::array::from_fn(|label| if may_begin(label as u8) { i32::from(first[label]) } else { LOW });
        let mut back = Vec::with_capacity(scores.len());
        for row in &scores[1..] {
            let mut next = [LOW; LABELS];
            let mut from = [OUTSIDE; LABELS];
            for label in 0..LABELS {
                for &previous in &self.before[label] {
                    let total = best[usize::from(previous)] + i32::from(self.transitions[usize::from(previous)][label]);
                    if total > next[label] {
                        next[label] = total;
                        from[label] = previous;
                    }
                }
                next[label] = next[label].saturating_add(i32::from(row[label]));
            }
            best = next;
            back.push(from);
        }
        let mut label = (0..LABELS as u8)
            .filter(|&label| !goes_on(label))
            .max_by_key(|&label| (best[usize::from(label)], u8::MAX - label))
            .unwrap_or(OUTSIDE);
        for at in (0..labels.len()).rev() {
            labels[at] = label;
            if at > 0 {
                label = back[at - 1][usize::from(label)];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters() -> Parameters {
        let mut one = [0; LABELS];
        one[3] = -7;
        one[16] = 127;
        let mut two = [0; LABELS];
        two[0] = -128;
        Parameters { features: vec![5, 1_000_000], weights: vec![one, two], transitions: vec![[3; LABELS]; LABELS] }
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes =
            Model::write(&parameters(), &Parameters { transitions: vec![[0; LABELS]; LABELS], ..Default::default() });
        let model = Model::read(&bytes).unwrap();
        let (first, second) = model.score(&mut [5, 1_000_000, 77]);
        assert_eq!((first[3], first[0], first[16]), (-7, -128, 127));
        assert_eq!(second, [0; LABELS]);
    }

    #[test]
    fn damaged_models_are_refused() {
        let bytes = Model::write(&parameters(), &parameters());
        for length in 0..bytes.len() {
            assert!(Model::read(&bytes[..length]).is_err());
        }
        assert_eq!(Model::read(b"PK\x03\x04").unwrap_err(), ModelError::Magic);
    }

    #[test]
    fn decoded_labels_are_whole_names() {
        // Scores that ask for a middle without a beginning are overruled.
        let steps = Steps::new([[0; LABELS]; LABELS]);
        let mut inside = [0; LABELS];
        inside[2] = 90;
        let mut labels = [9; 3];
        steps.decode(&[inside, inside, inside], &mut labels);
        assert_eq!(labels, [1, 2, 3]);
        let mut one = [9; 1];
        steps.decode(&[inside], &mut one);
        assert_eq!(one, [OUTSIDE]);
    }

    #[test]
    fn the_built_in_model_is_whole_and_small() {
        let bytes = include_bytes!("../../assets/names/model.bin");
        assert!(bytes.len() <= 8_000_000);
        assert!(!Model::get().rows.is_empty());
    }
}

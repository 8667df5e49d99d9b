//! The name model: weights by feature, and the best labels of a run under them.
//!
//! A linear-chain conditional random field (J. Lafferty, A. McCallum, F. Pereira, 2001) in two readings: the second sees
//! what the first said of the same words elsewhere. Weights are whole numbers of eight bits, so a score is a sum of small
//! integers and does not depend on the machine. A neural tagger would be a few points better and a thousand times slower.

use std::cmp::Ordering;
use std::sync::OnceLock;

use super::labels::{LABELS, OUTSIDE, goes_on, may_begin, may_follow};

/// A feature with its weights: for each label under the first reading, then under the second. One row for both, because
/// most features serve both and finding the row costs more than adding it; and the feature in the row itself, so that
/// the memory is asked once.
#[derive(Clone, Copy, Debug)]
struct Row {
    feature: u32,
    weights: [i8; ROW],
}

/// Two weights for each label, with room to a multiple of four.
const ROW: usize = 36;

/// Scores of one token by label.
pub(crate) type Scores = [i16; LABELS];

const MAGIC: &[u8; 4] = b"VNM2";

/// Bits of the table of present features for each feature in the model: at eight, one absent feature in nine is looked
/// for in vain, and the table still fits the second-level cache.
const BITS_PER_FEATURE: usize = 8;

/// Sixty-four bits of the table of present features, and how many bits are set before them.
#[derive(Clone, Copy, Debug, Default)]
struct Presence {
    bits: u64,
    before: u32,
}

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
    /// One bit for each feature: at the place that its hash tells, or the first free one behind it. Most features of a
    /// text are not there, which one bit says. Places rise as features do, so the bits set before one are its row.
    present: Vec<Presence>,
    /// How many of them a hash may tell.
    places: u64,
    /// In rising order of features.
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
        let mut rows = Vec::with_capacity(count);
        let mut feature = 0_u32;
        for _ in 0..count {
            feature = feature.wrapping_add(reader.varint()? as u32);
            let mut mask = reader.varint()?;
            let mut weights = [0; ROW];
            while mask != 0 {
                let at = mask.trailing_zeros() as usize;
                mask &= mask - 1;
                let weight = reader.take(1)?[0].cast_signed();
                *weights.get_mut(at).filter(|_| at < 2 * LABELS).ok_or(ModelError::Short)? = weight;
            }
            rows.push(Row { feature, weights });
        }
        let places = (rows.len() * BITS_PER_FEATURE) as u64;
        Ok(Model { present: presence(&rows, places), places, rows, first, second })
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

    fn row(&self, feature: u32) -> Option<&Row> {
        let mut at = home(feature, self.places);
        let mut row = {
            let word = self.present[at / 64];
            word.before as usize + (word.bits & ((1 << (at % 64)) - 1)).count_ones() as usize
        };
        // What stands before it belongs to places before its own.
        while self.present.get(at / 64).is_some_and(|word| word.bits & 1 << (at % 64) != 0) {
            match self.rows[row].feature.cmp(&feature) {
                Ordering::Less => (at, row) = (at + 1, row + 1),
                Ordering::Equal => return Some(&self.rows[row]),
                Ordering::Greater => return None,
            }
        }
        None
    }

    /// Adds up the weights of a token's features under both readings. A row's sum fits: 250 features of weight 127 stay
    /// below `i16::MAX`. What cannot be in the model is taken out of `features` first, without a branch: whether a feature
    /// is there is a coin's toss, which a processor cannot foresee, and rows are then fetched beside one another.
    pub fn score(&self, features: &mut [u32]) -> (Scores, Scores) {
        let mut kept = 0;
        for at in 0..features.len() {
            let feature = features[at];
            let place = home(feature, self.places);
            features[kept] = feature;
            kept += (self.present[place / 64].bits >> (place % 64)) as usize & 1;
        }
        let mut sum = [0_i16; ROW];
        for &feature in &features[..kept] {
            if let Some(row) = self.row(feature) {
                for (sum, &weight) in sum.iter_mut().zip(&row.weights) {
                    *sum = sum.wrapping_add(i16::from(weight));
                }
            }
        }
        (std::array::from_fn(|label| sum[label]), std::array::from_fn(|label| sum[LABELS + label]))
    }
}

/// The place that a feature's hash tells, of this many.
fn home(feature: u32, places: u64) -> usize {
    ((u64::from(feature) * places) >> 32) as usize
}

/// The bits of rows in rising order of features.
fn presence(rows: &[Row], places: u64) -> Vec<Presence> {
    let mut present = vec![Presence::default(); (places / 64) as usize + 1];
    let mut free = 0;
    for row in rows {
        let at = home(row.feature, places).max(free);
        free = at + 1;
        if at / 64 >= present.len() {
            present.push(Presence::default());
        }
        present[at / 64].bits |= 1 << (at % 64);
    }
    let mut before = 0;
    for word in &mut present {
        word.before = before;
        before += word.bits.count_ones();
    }
    present
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

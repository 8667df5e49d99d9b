//! Where words start in their texts, in two bytes a word.
//!
//! Hardly any article has more than 65,536 bytes, so the lower halves of offsets say nearly all; where the upper half
//! turns into another one is noted apart. That halves the memory of offsets, which is most of what an index would take
//! beside its words, and the time until the system has given it.

/// The first bytes of words, those of one text after those of another.
#[derive(Clone, Debug, Default)]
pub(super) struct Offsets {
    /// For each word, the lower half of its offset.
    lower: Vec<u16>,
    /// The words from which on the upper half is another one, each with that half; in order.
    turns: Vec<(u32, u16)>,
}

impl Offsets {
    /// Room for so many words more.
    pub(super) fn reserve(&mut self, words: usize) {
        self.lower.reserve(words);
    }

    /// Gives room back that is not used.
    pub(super) fn shrink(&mut self) {
        self.lower.shrink_to_fit();
    }

    /// Appends the offset of a word.
    #[inline]
    pub(super) fn push(&mut self, offset: u32) {
        let upper = (offset >> u16::BITS) as u16;
        if self.turns.last().map_or(0, |&(_, upper)| upper) != upper {
            self.turns.push((self.lower.len() as u32, upper));
        }
        self.lower.push(offset as u16);
    }

    /// The offset of the word at a place among all.
    #[inline]
    pub(super) fn at(&self, place: usize) -> usize {
        let turns = self.turns.partition_point(|&(first, _)| first as usize <= place);
        let upper = turns.checked_sub(1).map_or(0, |last| self.turns[last].1);
        usize::from(upper) << u16::BITS | usize::from(self.lower[place])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_of_long_texts_among_short_ones_lead_back() {
        let texts = [vec![0, 9, 40], vec![3, 65_535, 65_536, 70_000, 300_000], Vec::new(), vec![1], vec![65_536]];
        let mut offsets = Offsets::default();
        offsets.reserve(4);
        let all = texts.concat();
        all.iter().for_each(|&offset| offsets.push(offset));
        offsets.shrink();
        assert_eq!((0..all.len()).map(|place| offsets.at(place) as u32).collect::<Vec<_>>(), all);
    }
}

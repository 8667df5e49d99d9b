//! Entries by a key that is not stored: chains of those whose keys fall together.
//!
//! For keys that are read off the text at hand, which the caller does, a table of 4 bytes a slot and 4 an entry is all
//! that it takes, small enough for the nearest cache and emptied faster than it is filled.

/// Chains of entries that are numbered from 0.
#[derive(Default)]
pub(super) struct Chains {
    /// For each slot its first entry, plus 1; 0 for none.
    heads: Vec<u32>,
    /// For each entry the next one of its slot, plus 1; 0 for none.
    next: Vec<u32>,
    /// A slot's number is what is left of a hash after so many bits are taken off below.
    shift: u32,
}

impl Chains {
    /// Takes all entries away, and makes room for others.
    pub(super) fn clear(&mut self, entries: usize) {
        let slots = (2 * entries).next_power_of_two().max(2);
        self.shift = u64::BITS - slots.ilog2();
        self.heads.clear();
        self.heads.resize(slots, 0);
        self.next.clear();
        self.next.resize(entries, 0);
    }

    /// Puts an entry in front of the others of its key.
    #[inline]
    pub(super) fn put(&mut self, key: u64, entry: usize) {
        let slot = self.slot_of(key);
        self.next[entry] = std::mem::replace(&mut self.heads[slot], entry as u32 + 1);
    }

    /// The entries of a key, and perhaps some of others.
    #[inline]
    pub(super) fn of(&self, key: u64) -> impl Iterator<Item = usize> {
        let entry = |next: u32| (next as usize).checked_sub(1);
        let head = self.heads.get(self.slot_of(key)).copied().unwrap_or(0);
        std::iter::successors(entry(head), move |&at| entry(self.next[at]))
    }

    #[inline]
    fn slot_of(&self, key: u64) -> usize {
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_by_their_keys_the_last_one_first() {
        let mut chains = Chains::default();
        assert_eq!(chains.of(1).count(), 0);
        // Those of a longer text before must not show.
        for keys in [vec![3; 900], vec![5, 1 << 40, 5, 7, 5]] {
            chains.clear(keys.len());
            keys.iter().enumerate().for_each(|(entry, &key)| chains.put(key, entry));
            for &key in &keys {
                let expected: Vec<usize> = (0..keys.len()).rev().filter(|&entry| keys[entry] == key).collect();
                let found: Vec<usize> = chains.of(key).filter(|&entry| keys[entry] == key).collect();
                assert_eq!(found, expected);
            }
        }
    }
}

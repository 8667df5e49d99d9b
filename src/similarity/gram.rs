//! What stands at a word of the corpus: the way to the larger documents that have the shingle which starts there, in 32
//! bits.

/// What stands at a word of the corpus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gram(u32);

/// The kinds of grams that lead nowhere, see [`Gram::kind`].
pub(super) const COMMON_KIND: u8 = Class::COUNT as u8;
pub(super) const UNIQUE_KIND: u8 = COMMON_KIND + 1;

/// Set where the rest of a gram is the rank of the one larger document; and on the last posting of a shingle.
pub(super) const LAST: u32 = 1 << 31;

impl Gram {
    /// No shingle, one that was not asked for, or one that no larger document has.
    pub(super) const UNIQUE: Self = Self(0);
    /// A shingle in more documents than the limit.
    pub(super) const COMMON: Self = Self(1);

    /// A shingle that one larger document has.
    #[inline]
    pub(super) fn of_one(rank: u32) -> Self {
        Self(LAST | rank)
    }

    /// A shingle whose postings of larger documents start at a place, as many as the class says.
    #[inline]
    pub(super) fn of_postings(place: u32, class: Class) -> Self {
        Self((place + 1) << CLASS_BITS | u32::from(class.0))
    }

    /// Where the postings of larger documents start, unless one is known without them.
    #[inline]
    pub(super) fn place(self) -> usize {
        ((self.0 >> CLASS_BITS) - 1) as usize
    }

    /// The same, where the postings of its partition were put behind so many others.
    #[inline]
    pub(super) fn behind(self, others: u32) -> Self {
        let has_place = (self.0 & LAST == 0) & self.leads();
        Self(self.0 + if has_place { others << CLASS_BITS } else { 0 })
    }

    /// As a number.
    #[inline]
    pub(super) fn to_bits(self) -> u32 {
        self.0
    }

    /// What [`to_bits`](Self::to_bits) gave.
    #[inline]
    pub(super) fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// Whether it leads to larger documents.
    #[inline]
    pub(super) fn leads(self) -> bool {
        self.0 > Self::COMMON.0
    }

    /// Where grams of its kind stand among all, by how many larger documents have them: first the classes, then
    /// [`COMMON`](Self::COMMON), then [`UNIQUE`](Self::UNIQUE).
    #[inline]
    pub(super) fn kind(self) -> u8 {
        let class = (self.0 & (Class::COUNT as u32 - 1)) as u8;
        let of_postings = if self.0 <= Self::COMMON.0 { UNIQUE_KIND - class } else { class };
        if self.0 & LAST == 0 { of_postings } else { Class::RAREST.0 }
    }

    /// The one larger document that has the shingle, where that is known without its postings.
    #[inline]
    pub(super) fn the_one(self) -> Option<u32> {
        (self.0 & LAST != 0).then_some(self.0 & !LAST)
    }
}

/// About how many larger documents have a shingle, in few bits: they stand beside the way to the postings, so that the
/// rare shingles of a document are found without looking at the postings of the frequent ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Class(u8);

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

impl Class {
    /// Number of classes.
    pub(super) const COUNT: usize = 1 << CLASS_BITS;
    /// The class of the rarest shingles.
    pub(super) const RAREST: Self = Self(0);

    /// The class of a shingle that so many larger documents have.
    #[inline]
    pub(super) fn of(documents: u32) -> Self {
        Self(CLASS_OF_BITS[(u32::BITS - documents.leading_zeros()) as usize])
    }

    /// Larger documents that have a shingle of the class with this place among all, at most, save in the last one.
    #[inline]
    pub(super) fn documents_of(kind: u8) -> usize {
        MOST_OF_CLASS[usize::from(kind)]
    }
}

/// Postings at most, so that a place among them fits beside its class. A
/// million invented articles of 200 million words have 42 million.
pub(super) const MOST_POSTINGS: usize = (1 << (31 - CLASS_BITS)) - 1;

//! The words that the rules know, and what each may be.
//!
//! An open-addressed table on a hash that is folded byte by byte while a word is scanned. A word may belong to several
//! classes with a number in each: "may" is month 5, "second" is ordinal 2.

use rustc_hash::FxHashMap;

/// Entry of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct WordId(pub(super) u16);

impl WordId {
    /// Not in the lexicon.
    pub(super) const UNKNOWN: WordId = WordId(0);
    /// A run of digits.
    pub(super) const NUMBER: WordId = WordId(1);

    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// What a word may be in a rule, or tell about the tense of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(super) enum Class {
    Month,
    Weekday,
    Unit,
    Units,
    Season,
    Part,
    Dir,
    Mod,
    Ordinal,
    Cardinal,
    Zone,
    Approx,
    Future,
    Past,
    Nominal,
    Piece,
    Quarter,
    Decades,
    Weekdays,
    Dayword,
    Parts,
    Noon,
    Bound,
    /// Endings and letters that the built-in pieces look for.
    Ending,
    /// Goes before times.
    Intro,
    /// Before a number: no year.
    Counter,
    /// Behind a number: it counts.
    Measure,
    Owner,
    /// Right before a date it looks ahead.
    Ahead,
    /// Behind "September 11" it says which year.
    Attack,
    /// A clause begins with it.
    Clause,
}

impl Class {
    /// The class with this name in the rule table.
    pub(super) fn named(name: &str) -> Option<Class> {
        Some(match name {
            "MONTH" => Class::Month,
            "WEEKDAY" => Class::Weekday,
            "UNIT" => Class::Unit,
            "UNITS" => Class::Units,
            "SEASON" => Class::Season,
            "PART" => Class::Part,
            "DIR" => Class::Dir,
            "MOD" => Class::Mod,
            "ORDINAL" => Class::Ordinal,
            "CARDINAL" => Class::Cardinal,
            "ZONE" => Class::Zone,
            "APPROX" => Class::Approx,
            "FUTURE" => Class::Future,
            "PAST" => Class::Past,
            "NOMINAL" => Class::Nominal,
            "PIECE" => Class::Piece,
            "QUARTER" => Class::Quarter,
            "DECADES" => Class::Decades,
            "WEEKDAYS" => Class::Weekdays,
            "DAYWORD" => Class::Dayword,
            "PARTS" => Class::Parts,
            "NOON" => Class::Noon,
            "BOUND" => Class::Bound,
            "ENDING" => Class::Ending,
            "INTRO" => Class::Intro,
            "COUNTER" => Class::Counter,
            "MEASURE" => Class::Measure,
            "OWNER" => Class::Owner,
            "AHEAD" => Class::Ahead,
            "ATTACK" => Class::Attack,
            "CLAUSE" => Class::Clause,
            _ => return None,
        })
    }
}

/// All words of the rule table.
#[derive(Debug)]
pub(super) struct Lexicon {
    ids: FxHashMap<String, WordId>,
    words: Vec<Entry>,
    slots: Vec<u16>,
    marks: [WordId; 128],
    possessive: WordId,
}

#[derive(Debug, Default)]
struct Entry {
    spelling: String,
    /// One bit a class.
    mask: u32,
    values: Vec<(Class, i32)>,
}

const SLOTS: usize = 4096;

impl Lexicon {
    pub(super) fn new() -> Self {
        let mut lexicon = Self {
            ids: FxHashMap::default(),
            words: vec![Entry::default(), Entry::default()],
            slots: vec![0; SLOTS],
            marks: [WordId::UNKNOWN; 128],
            possessive: WordId::UNKNOWN,
        };
        lexicon.possessive = lexicon.add("'s");
        lexicon
    }

    /// The entry of `spelling`, made when it is new. Small letters only.
    pub(super) fn add(&mut self, spelling: &str) -> WordId {
        if let Some(&id) = self.ids.get(spelling) {
            return id;
        }
        let id = WordId(u16::try_from(self.words.len()).expect("the rule table names fewer than 65,536 words"));
        assert!(self.words.len() < SLOTS / 2, "the rule table outgrew its hash table");
        self.words.push(Entry { spelling: spelling.to_owned(), ..Entry::default() });
        self.ids.insert(spelling.to_owned(), id);
        if let [byte] = spelling.as_bytes()
            && byte.is_ascii_punctuation()
        {
            self.marks[usize::from(*byte)] = id;
        }
        let hash = spelling.bytes().fold(0, Self::fold);
        let mut slot = Self::slot(hash);
        while self.slots[slot] != 0 {
            slot = (slot + 1) % SLOTS;
        }
        self.slots[slot] = id.0;
        id
    }

    /// Says that a word may be of `class`, with this number.
    pub(super) fn classify(&mut self, spelling: &str, class: Class, value: i32) {
        let id = self.add(spelling);
        let entry = &mut self.words[id.index()];
        if entry.mask & (1 << class as u32) == 0 {
            entry.mask |= 1 << class as u32;
            entry.values.push((class, value));
        }
    }

    /// Takes one more byte into a hash.
    pub(super) fn fold(hash: u32, byte: u8) -> u32 {
        (hash.rotate_left(5) ^ u32::from(byte)).wrapping_mul(0x9E37_79B1)
    }

    fn slot(hash: u32) -> usize {
        (hash >> 20) as usize % SLOTS
    }

    /// The entry of a word whose small letters fold to `hash`.
    pub(super) fn find(&self, hash: u32, spelling: &[u8]) -> WordId {
        let mut slot = Self::slot(hash);
        loop {
            let id = self.slots[slot];
            if id == 0 {
                return WordId::UNKNOWN;
            }
            if self.words[usize::from(id)].spelling.as_bytes().eq_ignore_ascii_case(spelling) {
                return WordId(id);
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// The entry of an ASCII mark.
    pub(super) fn mark(&self, mark: u8) -> WordId {
        self.marks.get(usize::from(mark)).copied().unwrap_or(WordId::UNKNOWN)
    }

    /// The entry of apostrophe-s.
    pub(super) fn possessive(&self) -> WordId {
        self.possessive
    }

    /// Whether a word may be of `class`.
    pub(super) fn is(&self, word: WordId, class: Class) -> bool {
        self.words[word.index()].mask & (1 << class as u32) != 0
    }

    /// The number of a word in `class`.
    pub(super) fn value(&self, word: WordId, class: Class) -> Option<i32> {
        let entry = &self.words[word.index()];
        if entry.mask & (1 << class as u32) == 0 {
            return None;
        }
        entry.values.iter().find(|(of, _)| *of == class).map(|(_, value)| *value)
    }

    /// The entry with this spelling, if any.
    pub(super) fn get(&self, spelling: &str) -> Option<WordId> {
        self.ids.get(spelling).copied()
    }

    /// Whether a word is one of these spellings.
    pub(super) fn is_one_of(&self, word: WordId, spellings: &[&str]) -> bool {
        spellings.iter().any(|spelling| self.get(spelling) == Some(word))
    }

    /// Number of entries.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }
}

//! The language of a text, as an ISO 639-1 code.
//!
//! Most news that is read here is English, and trigrams over a whole text cost more than all the rest of reading it. So
//! English is told first by its function words, which make up a third of it and hardly occur elsewhere together; only
//! what is not clearly English goes to the trigrams of `whatlang`.

use whatlang::{Lang, Script};

/// Bytes from the start of a text that are looked at. A title and a lead tell.
const MAX_BYTES: usize = 2_000;

/// Bytes that the trigrams are counted in: they take a hundred times as long, and as many words tell.
const MAX_TRIGRAM_BYTES: usize = 1_000;

/// Words that are looked at.
const MAX_WORDS: usize = 150;

/// One word in so many must be a function word.
const SHARE: usize = 6;

/// Words that tell at least.
const MIN_WORDS: usize = 12;

/// The language of `text`, or nothing when it is too short or mixed to say.
pub(super) fn detect(text: &str) -> Option<&'static str> {
    if is_english(start_of(text, MAX_BYTES)) {
        return Some("en");
    }
    let head = start_of(text, MAX_TRIGRAM_BYTES);
    let info = whatlang::detect(head)?;
    let letters = head.chars().filter(|character| character.is_alphabetic()).count();
    let is_own_script =
        !matches!(info.script(), Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari);
    (is_own_script && letters >= 8 || letters >= 40 && info.confidence() >= 0.4).then(|| code(info.lang())).flatten()
}

/// At most so many bytes of a text's start.
fn start_of(text: &str, bytes: usize) -> &str {
    let end = (0..=text.len().min(bytes)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    &text[..end]
}

/// Whether at least one word in six is an English function word.
fn is_english(text: &str) -> bool {
    let mut tally = Tally::default();
    if text.is_ascii() {
        // Bytes are gone through many times as fast as characters.
        let mut word = Word::default();
        for &byte in text.as_bytes() {
            if IN_WORD[usize::from(byte)] {
                word.push(byte);
            } else if tally.is_told_by(std::mem::take(&mut word)) {
                return tally.is_english();
            }
        }
        tally.is_told_by(word);
    } else {
        let words = text.split(|character: char| !character.is_alphanumeric() && character != '\'');
        words.map(Word::of).any(|word| tally.is_told_by(word));
    }
    tally.is_english()
}

/// Bytes of ASCII words.
const IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'\'';
        byte += 1;
    }
    table
};

/// The words met so far, and how many of them are function words.
#[derive(Default)]
struct Tally {
    words: usize,
    function: usize,
}

impl Tally {
    /// Counts a word, and whether no more of them are needed.
    fn is_told_by(&mut self, word: Word) -> bool {
        if word.len > 0 {
            self.words += 1;
            self.function += usize::from(is_function_word(word));
        }
        // However few are among the words to come, the share is reached: most English is known halfway.
        self.words == MAX_WORDS || self.function * SHARE >= MAX_WORDS
    }

    fn is_english(&self) -> bool {
        self.function * SHARE >= MAX_WORDS || self.words >= MIN_WORDS && self.function * SHARE >= self.words
    }
}

/// The bytes of a word as one number, as far as they fit, and how many they are.
#[derive(Clone, Copy, Default)]
struct Word {
    letters: u64,
    len: usize,
}

impl Word {
    fn of(word: &str) -> Self {
        let mut it = Self::default();
        word.bytes().for_each(|byte| it.push(byte));
        it
    }

    #[inline]
    const fn push(&mut self, byte: u8) {
        self.letters = self.letters << 8 | byte as u64;
        self.len += 1;
    }
}

fn is_function_word(word: Word) -> bool {
    word.len <= MAX_LEN && FUNCTION_WORDS[slot_of(word.letters)] == word.letters
}

/// Bytes of the longest function word.
const MAX_LEN: usize = 5;

/// Where the function word with these letters is among all, if it is one: no two have the same slot.
const fn slot_of(letters: u64) -> usize {
    (letters.wrapping_mul(SPREAD) >> (u64::BITS - SLOTS.ilog2())) as usize
}

const SLOTS: usize = 256;
/// Found by trying: the first odd multiple of the golden section of 2⁶⁴ that gives each word a slot of its own.
const SPREAD: u64 = 0xC17C_3367_5A6B_B059;

/// Function words by slot; 0 where there is none.
const FUNCTION_WORDS: [u64; SLOTS] = {
    let mut slots = [0; SLOTS];
    let mut at = 0;
    while at < SPELLED.len() {
        let (spelled, mut word) = (SPELLED[at].as_bytes(), Word { letters: 0, len: 0 });
        while word.len < spelled.len() {
            word.push(spelled[word.len]);
        }
        assert!(word.len <= MAX_LEN && slots[slot_of(word.letters)] == 0);
        slots[slot_of(word.letters)] = word.letters;
        at += 1;
    }
    slots
};

/// The same as they are spelled.
const SPELLED: [&str; 42] = [
    "as", "at", "be", "by", "he", "if", "is", "it", "my", "of", "or", "to", "up", "The", "and", "are", "for", "had",
    "has", "his", "its", "not", "the", "was", "who", "you", "been", "from", "have", "said", "that", "they", "this",
    "were", "will", "with", "about", "after", "their", "there", "which", "would",
];

/// The two-letter code, where the language has one.
fn code(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_told_from_others() {
        assert!(SPELLED.iter().all(|word| is_function_word(Word::of(word))));
        for other in ["a", "THE", "thee", "after ", "afters", "council", "it's"] {
            assert!(!is_function_word(Word::of(other)), "{other}");
        }
    }

    #[test]
    fn languages_of_leads() {
        for (text, expected) in [
            (
                "The council met on Tuesday to approve the plan that the mayor had put to it, officials said.",
                Some("en"),
            ),
            (
                "Der Stadtrat hat am Dienstag dem Plan zugestimmt, den die Bürgermeisterin vorgelegt hatte, sagte ein Sprecher.",
                Some("de"),
            ),
            (
                "Совет одобрил во вторник план, который внёс мэр города, сообщили журналистам в администрации.",
                Some("ru"),
            ),
            ("克里星期二在索契会见了普京总统，讨论乌克兰和叙利亚问题。", Some("zh")),
            (
                "Le conseil municipal a approuvé mardi le projet présenté par la maire, selon un porte-parole de la ville.",
                Some("fr"),
            ),
            ("", None),
            ("1234 5678", None),
        ] {
            assert_eq!(detect(text), expected, "{text}");
        }
    }
}

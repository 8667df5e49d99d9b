//! The language of a text, as an ISO 639-1 code.
//!
//! Most news that is read here is English, and trigrams over a whole text cost more than all the rest of reading it. So
//! English is told first by its function words, which make up a third of it and hardly occur elsewhere together; only
//! what is not clearly English goes to the trigrams of `whatlang`.

use whatlang::{Lang, Script};

/// Bytes from the start of a text that are looked at. A title and a lead tell.
const MAX_BYTES: usize = 2_000;

/// Words that are looked at.
const MAX_WORDS: usize = 150;

/// One word in so many must be a function word.
const SHARE: usize = 6;

/// Words that tell at least.
const MIN_WORDS: usize = 12;

/// The language of `text`, or nothing when it is too short or mixed to say.
pub(super) fn detect(text: &str) -> Option<&'static str> {
    let end = (0..=text.len().min(MAX_BYTES)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let head = &text[..end];
    if is_english(head) {
        return Some("en");
    }
    let info = whatlang::detect(head)?;
    let letters = head.chars().filter(|character| character.is_alphabetic()).count();
    let is_own_script =
        !matches!(info.script(), Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari);
    (is_own_script && letters >= 8 || letters >= 40 && info.confidence() >= 0.4).then(|| code(info.lang())).flatten()
}

/// Whether at least one word in six is an English function word.
fn is_english(text: &str) -> bool {
    if text.is_ascii() {
        // Bytes are split twice as fast as characters.
        has_function_words(text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'\'').map(letters))
    } else {
        let words = text.split(|character: char| !character.is_alphanumeric() && character != '\'');
        has_function_words(words.map(|word| letters(word.as_bytes())))
    }
}

/// The bytes of a word as one number: 0 for no word, and the same number for all that are longer than a function word.
const fn letters(word: &[u8]) -> u64 {
    if word.len() > 5 {
        return u64::MAX;
    }
    let (mut number, mut at) = (0, 0);
    while at < word.len() {
        number = number << 8 | word[at] as u64;
        at += 1;
    }
    number
}

fn has_function_words(words: impl Iterator<Item = u64>) -> bool {
    let (mut count, mut function) = (0_usize, 0_usize);
    for word in words.filter(|word| *word != 0).take(MAX_WORDS) {
        count += 1;
        function += usize::from(is_function_word(word));
        // However few are among the words to come, the share is reached: most English is known halfway.
        if function * SHARE >= MAX_WORDS {
            return true;
        }
    }
    count >= MIN_WORDS && function * SHARE >= count
}

fn is_function_word(word: u64) -> bool {
    FUNCTION_WORDS.binary_search(&word).is_ok()
}

/// Function words, shorter ones first.
const FUNCTION_WORDS: [u64; 42] = {
    let mut numbers = [0; 42];
    let mut at = 0;
    while at < numbers.len() {
        numbers[at] = letters(SPELLED[at].as_bytes());
        at += 1;
    }
    numbers
};

/// The same as they are spelled, in order of length, then of letters.
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
    fn the_list_is_sorted_for_the_search() {
        assert!(FUNCTION_WORDS.is_sorted());
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

//! Lists of names and telling words, and which of them a token or a run of tokens is in.
//!
//! The lists are facts (countries and who lives there, cities, first names, firms) or closed classes of English
//! (titles, heads of organisations' names). They are hints to the model, never verdicts: "Jordan" is in four of them.
//!
//! Beside the lists stands the cluster of a word: words that have the same neighbours in a large amount of text share one
//! (P. Brown and others, "Class-based n-gram models of natural language", 1992). A cluster is a path in a binary tree,
//! written as a number whose lowest bit is the first turn, so that its low bits are a wider cluster. It tells that an
//! unseen "Lufthansa" is used as "Toyota" is.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::telling_words;
use super::token::Token;
use super::tokens::{folded_hash, mix, phrase_hash, tokens};
use crate::text::Span;

/// Bits that say which lists a word or phrase is in.
pub(crate) mod class {
    pub const FIRST_NAME: u32 = 1;
    pub const SURNAME: u32 = 1 << 1;
    pub const LARGE_CITY: u32 = 1 << 2;
    pub const CITY: u32 = 1 << 3;
    pub const TOWN: u32 = 1 << 4;
    pub const COUNTRY: u32 = 1 << 5;
    pub const REGION: u32 = 1 << 6;
    pub const DEMONYM: u32 = 1 << 7;
    pub const ORGANISATION: u32 = 1 << 8;
    pub const ORGANISATION_HEAD: u32 = 1 << 9;
    pub const COMPANY_SUFFIX: u32 = 1 << 10;
    pub const TITLE: u32 = 1 << 11;
    pub const CALENDAR: u32 = 1 << 12;
    pub const COMMON: u32 = 1 << 13;
    pub const PARTICLE: u32 = 1 << 14;
    pub const CONNECTOR: u32 = 1 << 15;
    pub const SPEECH: u32 = 1 << 16;
    pub const PLACE_HEAD: u32 = 1 << 17;
    pub const FUNCTION: u32 = 1 << 18;
    pub const CLUB_WORD: u32 = 1 << 19;
    pub const EVENT_HEAD: u32 = 1 << 20;
    pub const TRADE: u32 = 1 << 21;
    /// A club or team, many of them by the name of a city.
    pub const CLUB: u32 = 1 << 22;
    /// What a body is called: "carmaker".
    pub const ORGANISATION_NOUN: u32 = 1 << 23;
    /// What a place is called: "village".
    pub const PLACE_NOUN: u32 = 1 << 24;
    /// What a person is called: "novelist".
    pub const PERSON_NOUN: u32 = 1 << 25;
    /// What a work, a ship, an event is called: "ferry".
    pub const THING_NOUN: u32 = 1 << 26;
    /// Capitals that stand for common words: "GDP".
    pub const ABBREVIATION: u32 = 1 << 27;
    /// What newspapers are called by: "Windsor Star".
    pub const MEDIA_HEAD: u32 = 1 << 28;
    /// A word that reports of sport have and others seldom.
    pub const SPORT: u32 = 1 << 29;
    /// A word that reports of firms and markets have and others seldom.
    pub const BUSINESS: u32 = 1 << 30;
    /// These tell of the text around a word, not of the word.
    pub const TOPIC: u32 = SPORT | BUSINESS;
    /// Some phrase of the lists begins with this word.
    pub const OPENS_PHRASE: u32 = 1 << 31;
    /// Number of bits that are classes of names or of words beside names.
    pub const COUNT: u32 = 29;
}

/// The country that a name of a place lies in, and how large it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PlaceFact {
    /// ISO 3166 code; "XK" for Kosovo.
    pub country: &'static str,
    /// Thousands of people; `u32::MAX` for a country or region.
    pub thousands: u32,
}

/// The clusters of a word in small letters and with a capital; 0 where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clusters {
    pub low: u32,
    pub high: u32,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    classes: u32,
    clusters: Clusters,
}

/// All lists, by hash of the folded words.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    words: FxHashMap<u32, Known>,
    phrases: FxHashMap<u64, u32>,
    places: FxHashMap<String, PlaceFact>,
    countries: FxHashMap<&'static str, &'static str>,
    aliases: FxHashMap<String, &'static str>,
}

/// Phrases longer than this are not looked for.
const LONGEST_PHRASE: usize = 5;

impl Lists {
    /// The lists of the program, made once.
    pub fn get() -> &'static Lists {
        static LISTS: OnceLock<Lists> = OnceLock::new();
        LISTS.get_or_init(Lists::build)
    }

    fn build() -> Lists {
        let mut lists = Lists::default();
        lists.words.reserve(190_000);
        let mut scratch = Vec::new();
        for (words, bit) in [
            (telling_words::TITLES, class::TITLE),
            (telling_words::ORGANISATION_HEADS, class::ORGANISATION_HEAD),
            (telling_words::COMPANY_SUFFIXES, class::COMPANY_SUFFIX),
            (telling_words::PLACE_HEADS, class::PLACE_HEAD),
            (telling_words::EVENT_HEADS, class::EVENT_HEAD),
            (telling_words::CLUB_WORDS, class::CLUB_WORD),
            (telling_words::CALENDAR, class::CALENDAR),
            (telling_words::PARTICLES, class::PARTICLE),
            (telling_words::CONNECTORS, class::CONNECTOR),
            (telling_words::SPEECH, class::SPEECH),
            (telling_words::FUNCTION, class::FUNCTION),
            (telling_words::TRADES, class::TRADE),
            (telling_words::SPORTS, class::SPORT),
            (telling_words::BUSINESSES, class::BUSINESS),
            (telling_words::ORGANISATION_NOUNS, class::ORGANISATION_NOUN),
            (telling_words::PLACE_NOUNS, class::PLACE_NOUN),
            (telling_words::PERSON_NOUNS, class::PERSON_NOUN),
            (telling_words::THING_NOUNS, class::THING_NOUN),
            (telling_words::ABBREVIATIONS, class::ABBREVIATION),
            (telling_words::MEDIA_HEADS, class::MEDIA_HEAD),
            (telling_words::FOREIGN_HEADS, class::ORGANISATION_HEAD),
        ] {
            for word in words.split_whitespace() {
                lists.add_word(word, bit);
            }
        }
        for (words, bit) in [
            (include_str!("../../assets/names/first_names.txt"), class::FIRST_NAME),
            (include_str!("../../assets/names/surnames.txt"), class::SURNAME),
            (include_str!("../../assets/names/words.txt"), class::COMMON),
        ] {
            for word in words.lines() {
                lists.add_word(word, bit);
            }
        }
        for line in include_str!("../../assets/names/cities.tsv").lines() {
            let mut columns = line.split('\t');
            let (Some(name), Some(country), Some(size)) = (columns.next(), columns.next(), columns.next()) else {
                continue;
            };
            let thousands = size.parse().unwrap_or(1);
            let bit = match thousands {
                500.. => class::LARGE_CITY,
                50.. => class::CITY,
                _ => class::TOWN,
            };
            lists.add_name(name, bit, &mut scratch);
            lists.places.insert(name.to_lowercase(), PlaceFact { country, thousands });
        }
        for line in include_str!("../../assets/names/regions.tsv").lines() {
            let Some((names, country)) = line.split_once('\t') else { continue };
            for name in names.split('|') {
                lists.add_name(name, class::REGION, &mut scratch);
                lists.places.insert(name.to_lowercase(), PlaceFact { country, thousands: u32::MAX });
            }
        }
        for name in include_str!("../../assets/names/places.txt").lines() {
            lists.add_name(name, class::REGION, &mut scratch);
        }
        for line in include_str!("../../assets/names/countries.tsv").lines() {
            let mut columns = line.split('\t');
            let (Some(name), Some(code)) = (columns.next(), columns.next()) else { continue };
            let demonyms = columns.next().unwrap_or("");
            let others = columns.next().unwrap_or("");
            lists.countries.entry(code).or_insert(name);
            for form in std::iter::once(name).chain(others.split('|').filter(|other| !other.is_empty())) {
                lists.add_name(form, class::COUNTRY, &mut scratch);
                lists.places.insert(form.to_lowercase(), PlaceFact { country: code, thousands: u32::MAX });
                lists.aliases.insert(form.to_lowercase().replace('.', ""), name);
            }
            for demonym in demonyms.split_whitespace() {
                lists.add_word(&demonym.to_lowercase(), class::DEMONYM);
            }
        }
        for (code, name) in [("GB", "United Kingdom"), ("US", "United States"), ("CG", "Congo")] {
            lists.countries.insert(code, name);
        }
        for (names, bit) in [
            (include_str!("../../assets/names/organisations.txt"), class::ORGANISATION),
            (include_str!("../../assets/names/companies.txt"), class::ORGANISATION),
            (include_str!("../../assets/names/clubs.txt"), class::CLUB),
        ] {
            for name in names.lines() {
                lists.add_name(name, bit, &mut scratch);
            }
        }
        for line in include_str!("../../assets/names/clusters.tsv").lines() {
            let mut columns = line.split('\t');
            let Some(word) = columns.next() else { continue };
            let mut cluster = || columns.next().and_then(|number| number.parse().ok()).unwrap_or(0);
            let clusters = Clusters { low: cluster(), high: cluster() };
            lists.words.entry(folded_hash(word)).or_default().clusters = clusters;
        }
        lists
    }

    fn add_word(&mut self, word: &str, bit: u32) {
        self.words.entry(folded_hash(word)).or_default().classes |= bit;
    }

    /// Adds a name of one or more words, cut as texts are cut.
    fn add_name(&mut self, name: &str, bit: u32, scratch: &mut Vec<Token>) {
        scratch.clear();
        tokens(name, Span::new(0, name.len()), false, scratch);
        match scratch.as_slice() {
            [] => {}
            [one] => self.words.entry(one.folded).or_default().classes |= bit,
            [first, ..] if scratch.len() <= LONGEST_PHRASE => {
                *self.phrases.entry(phrase_hash(scratch)).or_default() |= bit;
                self.words.entry(first.folded).or_default().classes |= class::OPENS_PHRASE;
            }
            _ => {}
        }
    }

    /// The lists that a word is in.
    pub fn word(&self, folded: u32) -> u32 {
        self.words.get(&folded).map_or(0, |known| known.classes)
    }

    /// The lists that a word is in, and its clusters.
    pub fn word_with_clusters(&self, folded: u32) -> (u32, Clusters) {
        self.words.get(&folded).map_or((0, Clusters::default()), |known| (known.classes, known.clusters))
    }

    /// The longest phrase of the lists that begins with the first of `tokens`: its length in tokens, and its lists.
    pub fn phrase(&self, tokens: &[Token]) -> Option<(usize, u32)> {
        let mut hash = mix(0, u64::from(tokens.first()?.folded));
        let mut best = None;
        for (index, token) in tokens.iter().enumerate().take(LONGEST_PHRASE).skip(1) {
            hash = mix(hash, u64::from(token.folded));
            if let Some(&bits) = self.phrases.get(&hash) {
                best = Some((index + 1, bits));
            }
        }
        best
    }

    /// What is known of the place of this name.
    pub fn place(&self, name: &str) -> Option<PlaceFact> {
        self.places.get(&name.to_lowercase()).copied()
    }

    /// The common name of the country with this code.
    pub fn country_name(&self, code: &str) -> Option<&'static str> {
        self.countries.get(code).copied()
    }

    /// The common name of the country that goes by this name: "U.K." is "United Kingdom".
    pub fn country_of_alias(&self, name: &str) -> Option<&'static str> {
        self.aliases.get(&name.to_lowercase().replace('.', "")).copied()
    }

    /// The lists that these tokens together are in.
    pub fn whole(&self, tokens: &[Token]) -> u32 {
        match tokens {
            [] => 0,
            [one] => self.word(one.folded),
            [..] => self.phrase(tokens).filter(|(length, _)| *length == tokens.len()).map_or(0, |(_, bits)| bits),
        }
    }
}

/// Small words of English by spelling, for the rules that read text rather than hashes.
pub(crate) fn set_of(words: &'static str) -> FxHashSet<&'static str> {
    words.split_whitespace().collect()
}

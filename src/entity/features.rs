//! The features of a token, as hashes.
//!
//! Each template has a number; a feature is the template's number mixed with what it looks at. Hashes of 32 bits stand
//! for features everywhere, so no table of feature names exists; with half a million features, one unseen feature in
//! eight thousand is taken for a known one, which costs less than it would to measure.
//!
//! The templates follow L. Ratinov and D. Roth, "Design Challenges and Misconceptions in Named Entity Recognition"
//! (2009), and, for evidence from elsewhere in the document, V. Krishnan and C. Manning, "An Effective Two-Stage Model
//! for Exploiting Non-Local Dependencies in Named Entity Recognition" (2006).

use std::ops::Range;

use super::lists::class;
use super::pages::Page;
use super::seen::Seen;
use super::token::LineKind;
use super::token::{Shape, Token};
use super::tokens::{finish, mix};

/// Stands for what lies before the first or after the last token of a line.
const BORDER: u64 = 0x0B0B;

/// The lists that those who play are in.
const PLAYING: u64 = (class::CLUB
    | class::LARGE_CITY
    | class::CITY
    | class::TOWN
    | class::COUNTRY
    | class::REGION
    | class::FIRST_NAME
    | class::SURNAME) as u64;

/// Affixes and shape of one token, which several templates share.
#[derive(Clone, Copy, Debug, Default)]
struct Form {
    word: u64,
    /// Collapsed: "Xx", "X.X.", "x-X".
    shape: u64,
    mask: u64,
    /// As the word is written here.
    cluster: u64,
    /// In small letters, where it has a capital here.
    small_cluster: u64,
}

/// What a feature looks at, as far as training treats features differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The letters of the token itself.
    Word,
    /// The lists that the token itself is in.
    Lists,
    /// Words around it.
    Context,
    /// What a reading before this one said.
    Evidence,
    /// A name that is a line by itself, which nothing else tells of.
    Alone,
    /// Shapes and all else.
    Other,
}

/// The group of a template's features.
pub(crate) fn group(template: u8) -> Group {
    match template {
        1 | 6 | 7 | 11 | 26 | 30..=39 => Group::Word,
        40..=44 | 49..=57 | 66 | 67 | 72 | 90 | 91 | 96 | 97 | 130..=137 => Group::Lists,
        2..=5 | 8..=10 | 12 | 60..=64 | 73 | 74 | 93 | 94 | 98 | 99 | 140..=156 => Group::Context,
        160.. => Group::Alone,
        _ => Group::Other,
    }
}

/// Writes features for the tokens of a document; keeps its buffers between documents.
#[derive(Debug, Default)]
pub(crate) struct Extractor {
    forms: Vec<Form>,
}

/// Whether a run is a line by itself.
pub(crate) fn is_alone(page: &Page, run: &Range<usize>) -> bool {
    page.tokens[run.start].begins_line && page.tokens.get(run.end).is_none_or(|next| next.begins_line)
}

fn collapsed_shape(word: &str, token: &Token) -> u64 {
    let mut hash = 0;
    let mut last = 0_u8;
    let mut length = 0;
    for byte in word.bytes() {
        let kind = match byte {
            b'A'..=b'Z' => b'X',
            b'a'..=b'z' => b'x',
            b'0'..=b'9' => b'd',
            0x80.. => b'x',
            other => other,
        };
        if kind != last {
            hash = mix(hash, u64::from(kind));
            last = kind;
        }
        length += 1;
    }
    if token.shape == Shape::Caps || token.shape == Shape::Number {
        hash = mix(hash, u64::from(length.min(6_u32)));
    }
    hash
}

/// The last three letters, folded, as a hash.
fn ending(word: &str) -> u64 {
    word.chars().rev().take(3).fold(0, |hash, letter| mix(hash, u64::from(u32::from(crate::text::fold_char(letter)))))
}

impl Extractor {
    /// Prepares a document.
    pub fn begin(&mut self, text: &str, page: &Page) {
        self.forms.clear();
        let known = page.classes.iter().zip(&page.clusters);
        self.forms.extend(page.tokens.iter().zip(known).map(|(token, (&mask, &clusters))| Form {
            word: u64::from(token.folded),
            shape: if token.has_capital() || token.shape == Shape::Number {
                collapsed_shape(&text[token.start as usize..token.end as usize], token)
            } else if token.shape == Shape::Lower {
                1
            } else {
                u64::from(token.folded)
            },
            mask: u64::from(mask & !(class::OPENS_PHRASE | class::TOPIC)),
            cluster: u64::from(if token.shape == Shape::Lower { clusters.low } else { clusters.high }),
            small_cluster: if token.has_capital() { u64::from(clusters.low) } else { 0 },
        }));
    }

    fn form(&self, page: &Page, at: usize, offset: isize) -> Form {
        page.neighbour(at, offset)
            .map_or(Form { word: BORDER, shape: BORDER, mask: 1 << 40, cluster: BORDER, small_cluster: 0 }, |other| {
                self.forms[other]
            })
    }

    /// Gives the features of the token `at` of the run of number `number` to `visit`, each with its template.
    pub fn extract(&self, text: &str, page: &Page, number: usize, at: usize, mut visit: impl FnMut(u8, u32)) {
        let run = &page.runs[number];
        let token = &page.tokens[at];
        let here = self.forms[at];
        let [before3, before2, before, after, after2, after3] =
            [-3, -2, -1, 1, 2, 3].map(|offset| self.form(page, at, offset));
        let mut put = |template: u8, values: &[u64]| {
            visit(
                template,
                finish(values.iter().fold(mix(0xA5, u64::from(template)), |hash, &value| mix(hash, value))),
            );
        };
        let line = token.line_kind as u64;
        // Words.
        put(1, &[here.word]);
        put(2, &[before.word]);
        put(3, &[after.word]);
        put(4, &[before2.word]);
        put(5, &[after2.word]);
        put(6, &[before.word, here.word]);
        put(7, &[here.word, after.word]);
        put(8, &[before.word, after.word]);
        put(9, &[before2.word, before.word]);
        put(10, &[after.word, after2.word]);
        put(11, &[here.word, here.shape]);
        put(12, &[before3.word, before2.word, before.word]);
        // Shapes.
        put(20, &[here.shape]);
        put(21, &[before.shape, here.shape]);
        put(22, &[here.shape, after.shape]);
        put(23, &[before.shape, here.shape, after.shape]);
        put(24, &[before2.shape, before.shape, here.shape, after.shape]);
        put(25, &[line, here.shape, u64::from(token.begins_sentence)]);
        put(26, &[line, here.word]);
        put(27, &[u64::from(token.begins_line), line, after.shape]);
        put(28, &[before.shape, here.shape, after.shape, after2.shape, after3.shape]);
        // Affixes.
        let word = &text[token.start as usize..token.end as usize];
        self.affixes(word, &mut put);
        // Lists.
        let small = here.mask & u64::from(class::FUNCTION | class::COMMON);
        put(40, &[here.mask]);
        put(41, &[before.mask, here.mask]);
        put(42, &[here.mask, after.mask]);
        put(43, &[before.mask, here.mask, after.mask]);
        put(44, &[here.mask, here.shape, u64::from(token.begins_sentence)]);
        put(45, &[before.mask]);
        put(46, &[after.mask]);
        put(47, &[before2.mask]);
        put(48, &[after2.mask]);
        put(49, &[before2.mask, before.mask, here.mask]);
        put(50, &[here.mask, after.mask, after2.mask]);
        put(51, &[before.word, here.mask]);
        put(52, &[here.mask, after.word]);
        let mut bits = here.mask & ((1 << class::COUNT) - 1);
        while bits != 0 {
            let bit = u64::from(bits.trailing_zeros());
            bits &= bits - 1;
            put(53, &[bit]);
            put(54, &[bit, before.shape, after.shape]);
        }
        let (phrase, place) = page.phrases[at];
        if place != 0 {
            put(55, &[u64::from(phrase), u64::from(place)]);
            put(56, &[u64::from(place), u64::from(phrase), before.word]);
            put(57, &[u64::from(place), u64::from(phrase), after.word]);
        }
        // What stands beside it in a row of names is often of its kind: "Zug, Ems and Thun".
        put(150, &[before.word, before2.mask]);
        put(151, &[after.word, after2.mask]);
        put(152, &[before.word, before2.cluster & 0xFF]);
        put(153, &[after.word, after2.cluster & 0xFF]);
        let kinds = page.beside[number];
        if kinds != 0 {
            let (place, rest) = (((at - run.start) as u64).min(1), ((run.end - 1 - at) as u64).min(1));
            put(154, &[u64::from(kinds)]);
            put(155, &[u64::from(kinds), place, rest]);
            put(156, &[u64::from(kinds), here.shape, here.mask & u64::from(class::FIRST_NAME | class::SURNAME)]);
        }
        if page.expansions[at] > 0 {
            put(58, &[u64::from(page.expansions[at])]);
        }
        self.cluster_features(token, here, [before2, before, after, after2], &mut put);
        self.run_features(page, run, at, &mut put);
        self.document_features(page, at, small, &mut put);
        let (sport, business) = page.topics[number];
        let (sport, business) = (u64::from(sport), u64::from(business));
        put(90, &[sport, here.mask]);
        put(91, &[business, here.mask]);
        put(92, &[sport, line, here.shape]);
        put(93, &[sport, before.word]);
        put(94, &[sport, after.word]);
        put(95, &[sport, business, line, before.shape, after.shape]);
        let whole = u64::from(page.sport);
        put(97, &[whole, here.mask]);
        put(98, &[whole, before.word]);
        put(99, &[whole, here.mask & PLAYING, after.word]);
        put(96, &[sport, line, here.mask, u64::from(token.begins_line), after.shape]);
        if is_alone(page, run) {
            self.lone_features(page, run, at, word, &mut put);
        }
    }

    /// Which words are used as this one and its neighbours are: whole clusters and, by their first turns, wider ones.
    fn cluster_features(
        &self,
        token: &Token,
        here: Form,
        [before2, before, after, after2]: [Form; 4],
        put: &mut impl FnMut(u8, &[u64]),
    ) {
        let wide = |form: Form, turns: u32| form.cluster & ((1 << turns) - 1);
        put(130, &[here.cluster]);
        if here.cluster != 0 {
            put(131, &[wide(here, 4)]);
            put(132, &[wide(here, 6)]);
            put(133, &[wide(here, 10)]);
        }
        if here.small_cluster != 0 {
            put(134, &[here.small_cluster, u64::from(token.begins_sentence), token.line_kind as u64]);
        }
        put(135, &[wide(before, 8), wide(here, 8)]);
        put(136, &[wide(here, 8), wide(after, 8)]);
        put(137, &[here.cluster, here.mask]);
        for (template, form) in [(140, before), (142, after)] {
            if form.cluster != 0 {
                put(template, &[form.cluster]);
                put(template + 1, &[wide(form, 6)]);
            }
        }
        put(144, &[before2.cluster, wide(before, 8)]);
        put(145, &[wide(after, 8), after2.cluster]);
        put(146, &[wide(before, 8), wide(after, 8)]);
    }

    /// What tells of a run that is a line by itself: a cell of a table, an entry of a list. Its weights are learnt apart, so
    /// that running text is read as if there were none.
    fn lone_features(&self, page: &Page, run: &Range<usize>, at: usize, word: &str, put: &mut impl FnMut(u8, &[u64])) {
        let here = self.forms[at];
        let length = (run.len() as u64).min(6);
        let place = ((at - run.start) as u64).min(2);
        let rest = ((run.end - 1 - at) as u64).min(2);
        let (first, last) = (self.forms[run.start], self.forms[run.end - 1]);
        let masks = run.clone().take(6).fold(0, |hash, at| mix(hash, self.forms[at].mask));
        let ending = if page.tokens[at].has_capital() { ending(word) } else { 0 };
        put(160, &[here.word]);
        put(161, &[here.mask, place, rest]);
        put(162, &[here.shape, place, rest, length]);
        put(163, &[u64::from(page.phrases[at].0), u64::from(page.phrases[at].1)]);
        put(164, &[here.cluster, place.min(1), rest.min(1)]);
        put(165, &[here.cluster & 0x3F, place.min(1), rest.min(1)]);
        put(166, &[here.cluster & 0x3FF]);
        put(167, &[first.mask, last.mask, length, place]);
        put(168, &[last.word, rest]);
        put(169, &[first.word, place]);
        put(170, &[ending, place.min(1), rest.min(1)]);
        put(171, &[masks, place, rest]);
        put(172, &[length, place, rest]);
        put(173, &[here.small_cluster, length]);
        let mut bits = here.mask & ((1 << class::COUNT) - 1);
        while bits != 0 {
            let bit = u64::from(bits.trailing_zeros());
            bits &= bits - 1;
            put(174, &[bit, length, place, rest]);
        }
    }

    fn affixes(&self, word: &str, put: &mut impl FnMut(u8, &[u64])) {
        let mut hash = 0;
        let mut count = 0;
        for character in word.chars().take(4) {
            hash = mix(hash, u64::from(u32::from(crate::text::fold_char(character))));
            count += 1;
            if count >= 2 {
                put(30 + count, &[hash]);
            }
        }
        hash = 0;
        count = 0;
        for character in word.chars().rev().take(4) {
            hash = mix(hash, u64::from(u32::from(crate::text::fold_char(character))));
            count += 1;
            put(34 + count, &[hash]);
        }
    }

    /// What the rest of the run tells: "Ministry" ahead of "of Foreign Affairs", "Inc." behind it, the words around it.
    fn run_features(&self, page: &Page, run: &Range<usize>, at: usize, put: &mut impl FnMut(u8, &[u64])) {
        let here = self.forms[at];
        let outside_left = self.form(page, run.start, -1);
        let outside_left2 = self.form(page, run.start, -2);
        let outside_right = self.form(page, run.end - 1, 1);
        let outside_right2 = self.form(page, run.end - 1, 2);
        let length = (run.len() as u64).min(8);
        let place = ((at - run.start) as u64).min(4);
        let rest = ((run.end - 1 - at) as u64).min(4);
        if run.len() <= 8 {
            put(60, &[outside_left.word, place.min(1), rest.min(1)]);
            put(61, &[outside_right.word, place.min(1), rest.min(1)]);
            put(62, &[outside_left.word, outside_right.word]);
            put(63, &[outside_left2.word, outside_left.word]);
            put(64, &[outside_right.word, outside_right2.word]);
            put(65, &[length, place]);
            put(147, &[outside_left.cluster, place.min(1), rest.min(1)]);
            put(148, &[outside_right.cluster, place.min(1), rest.min(1)]);
            put(149, &[outside_left.cluster, outside_right.cluster]);
            put(66, &[outside_left.mask, here.mask, place.min(1)]);
            put(67, &[outside_right.mask, here.mask, rest.min(1)]);
        }
        let telling = u64::from(
            class::ORGANISATION_HEAD
                | class::COMPANY_SUFFIX
                | class::PLACE_HEAD
                | class::CLUB_WORD
                | class::MEDIA_HEAD
                | class::EVENT_HEAD
                | class::TITLE
                | class::FIRST_NAME
                | class::COUNTRY
                | class::DEMONYM,
        );
        let (mut ahead, mut behind) = (0, 0);
        for other in at + 1..run.end.min(at + 6) {
            if page.tokens[other].has_capital() {
                ahead |= self.forms[other].mask & telling;
            }
        }
        for other in run.start.max(at.saturating_sub(5))..at {
            if page.tokens[other].has_capital() {
                behind |= self.forms[other].mask & telling;
            }
        }
        let heads = u64::from(
            class::ORGANISATION_HEAD
                | class::COMPANY_SUFFIX
                | class::PLACE_HEAD
                | class::EVENT_HEAD
                | class::MEDIA_HEAD,
        );
        put(70, &[ahead & heads, rest]);
        put(71, &[behind & heads, place]);
        put(72, &[behind & telling, here.mask & telling, ahead & telling]);
        // The last capital of the run is its head: "Chase Manhattan Bank".
        if run.len() > 1 && run.len() <= 8 {
            let last = self.forms[run.end - 1];
            let first = self.forms[run.start];
            put(73, &[last.word, rest.min(2)]);
            put(74, &[first.word, place.min(2)]);
        }
    }

    fn document_features(&self, page: &Page, at: usize, small: u64, put: &mut impl FnMut(u8, &[u64])) {
        let token = &page.tokens[at];
        let Some(seen) = page.seen.get(&token.folded) else { return };
        let is_explained = token.begins_sentence || token.line_kind != LineKind::Prose;
        let share = u64::from(seen.small > 0) | u64::from(seen.high > 0) << 1;
        put(80, &[share, u64::from(is_explained), token.line_kind as u64]);
        put(81, &[share, small, u64::from(is_explained), token.shape as u64]);
        for bit in 0..Seen::COUNT {
            if seen.hints & (1 << bit) != 0 {
                put(82, &[u64::from(bit)]);
                put(83, &[u64::from(bit), token.shape as u64, token.line_kind as u64]);
            }
        }
        put(84, &[u64::from(seen.hints & Seen::TOGETHER)]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::lists::Lists;
    use super::*;
    use crate::text::Span;

    #[test]
    fn only_a_run_that_is_its_line_is_alone() {
        let text = "Ajax Amsterdam\nAjax won at Feyenoord\nInter";
        let page = Page::new(text, &[Span::new(0, text.len())], Lists::get());
        let alone: Vec<bool> = page.runs.iter().map(|run| is_alone(&page, run)).collect();
        assert_eq!(alone, [true, false, false, true]);
    }
}

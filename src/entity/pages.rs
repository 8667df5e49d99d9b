//! A document made ready for the name model: tokens, the lists they are in, runs that may hold names, and what the whole
//! document tells of each word.
//!
//! Only capitals (and what may stand between two of them) can be in a name, so the model looks at *runs* of such tokens
//! and leaves three quarters of a text alone. That is what makes it fast; all features of a run's surroundings remain.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::acronyms;
use super::beside;
use super::lines::is_wrapped;
use super::lists::{Clusters, Lists, class};
use super::seen::{self, Seen};
use super::token::{self, Shape, Token};
use super::tokens::tokens;
use super::words::Words;
use crate::text::Span;

/// Tokens to each side of a run that tell what the text is about: a paragraph or two.
const TOPIC_WINDOW: usize = 60;

/// A document made ready for the name model.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub tokens: Vec<Token>,
    /// For each token, the lists that it is in.
    pub classes: Vec<u32>,
    /// For each token, its clusters.
    pub clusters: Vec<Clusters>,
    /// For each token, the lists of the longest phrase that covers it, and its place there: 1 first, 2 inside, 3 last.
    pub phrases: Vec<(u32, u8)>,
    /// Stretches of tokens that may hold names, in order.
    pub runs: Vec<Range<usize>>,
    /// For each run, the number of its line, and how many runs of the line come before it.
    pub places: Vec<(u32, u32)>,
    /// For each run, how much the text around it is about sport and about business: 0 to 3 each.
    pub topics: Vec<(u8, u8)>,
    /// How much the document is about sport: 0 to 3.
    pub sport: u8,
    /// For each run, the kinds of things that the words beside it say that it is, as bits; see [`beside`](super::beside).
    pub beside: Vec<u32>,
    /// For each token, its place in words that capitals in brackets behind them stand for: 1 first, 2 further on, 0 for none.
    pub expansions: Vec<u8>,
    /// By folded hash.
    pub seen: FxHashMap<u32, Seen>,
}

impl Page {
    /// The parts `spans` of `text`, made ready.
    pub fn new(text: &str, spans: &[Span], lists: &Lists) -> Page {
        let mut page = Page::default();
        page.find_tokens(text, spans);
        (page.classes, page.clusters) = page
            .tokens
            .iter()
            .map(|token| if token.is_word() { lists.word_with_clusters(token.folded) } else { Default::default() })
            .unzip();
        page.find_phrases(lists);
        page.find_runs(text);
        page.place_runs();
        page.find_topics();
        let words = Words { text, tokens: &page.tokens, classes: &page.classes };
        page.beside = page.runs.iter().map(|run| beside::kinds_beside(&words, run)).collect();
        page.seen = seen::count_words(&words, &page.phrases, &page.runs, &page.beside);
        page.expansions = acronyms::find(&words, &mut page.seen);
        page
    }

    /// The token `offset` places from `at`, if it is in the same line.
    pub fn neighbour(&self, at: usize, offset: isize) -> Option<usize> {
        token::neighbour(&self.tokens, at, offset)
    }

    /// Finds the tokens, or finds them again after [`forget`](Self::forget).
    pub fn find_tokens(&mut self, text: &str, spans: &[Span]) {
        self.tokens.clear();
        let is_wrapped = is_wrapped(text);
        for &span in spans {
            tokens(text, span, is_wrapped, &mut self.tokens);
        }
    }

    /// Drops what only the first reading looks at, and the tokens, which are found again in no time: nine tenths of a page,
    /// of which a corpus has many thousand.
    pub fn forget(&mut self) {
        self.tokens = Vec::new();
        self.runs.shrink_to_fit();
        self.places.shrink_to_fit();
        self.topics.shrink_to_fit();
        self.classes = Vec::new();
        self.clusters = Vec::new();
        self.phrases = Vec::new();
        self.beside = Vec::new();
        self.expansions = Vec::new();
        self.seen = FxHashMap::default();
    }

    fn find_phrases(&mut self, lists: &Lists) {
        self.phrases = vec![(0, 0); self.tokens.len()];
        let mut at = 0;
        while at < self.tokens.len() {
            let opens = self.classes[at] & class::OPENS_PHRASE != 0 && self.tokens[at].has_capital();
            let found = if opens { lists.phrase(&self.tokens[at..]) } else { None };
            let Some((length, bits)) = found else {
                at += 1;
                continue;
            };
            for index in 0..length {
                let place = if index == 0 {
                    1
                } else if index + 1 == length {
                    3
                } else {
                    2
                };
                self.phrases[at + index] = (bits, place);
            }
            at += length;
        }
    }

    fn is_candidate(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.has_capital() || token.shape == Shape::Number && (self.has_capital(at, -1) || self.has_capital(at, 1))
    }

    fn has_capital(&self, at: usize, offset: isize) -> bool {
        self.neighbour(at, offset).is_some_and(|other| self.tokens[other].has_capital())
    }

    /// Runs of tokens with capitals, with at most three small words, marks or possessives between two of them.
    fn find_runs(&mut self, text: &str) {
        let mut at = 0;
        while at < self.tokens.len() {
            if !self.is_candidate(at) {
                at += 1;
                continue;
            }
            let mut start = at;
            // "al Qaida", "de Klerk"; and "the" never.
            if let Some(before) = self.neighbour(at, -1) {
                let is_free = self.runs.last().is_none_or(|run| run.end <= before);
                if is_free && self.tokens[before].shape == Shape::Lower && self.classes[before] & class::PARTICLE != 0 {
                    start = before;
                    if let Some(further) = self.neighbour(before, -1)
                        && self.tokens[further].shape == Shape::Lower
                        && self.classes[further] & class::PARTICLE != 0
                        && self.runs.last().is_none_or(|run| run.end <= further)
                    {
                        start = further;
                    }
                }
            }
            let mut end = at + 1;
            'grow: loop {
                if end < self.tokens.len()
                    && self.tokens[end].shape == Shape::Possessive
                    && !self.tokens[end].begins_line
                {
                    // "McDonald's": the last token of a run may be a possessive.
                    end += 1;
                    if !(end < self.tokens.len() && self.is_candidate(end) && !self.tokens[end].begins_line) {
                        break 'grow;
                    }
                }
                if self.is_closing_mark(text, end) {
                    end += 1;
                }
                if let Some(next) = self.past_aside(text, end) {
                    end = next;
                    continue;
                }
                for gap in 0..=3 {
                    let next = end + gap;
                    if next >= self.tokens.len() || self.tokens[next].begins_line {
                        break 'grow;
                    }
                    if self.is_candidate(next) {
                        end = next + 1;
                        continue 'grow;
                    }
                    if !self.may_join(text, next) {
                        break 'grow;
                    }
                }
                break;
            }
            self.runs.push(start..end);
            at = end;
        }
    }

    /// "Yahoo! said", "OPEC+": a mark that ends a name in the midst of a sentence.
    fn is_closing_mark(&self, text: &str, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.start == self.tokens[at - 1].end) else {
            return false;
        };
        let goes_on = self.neighbour(at, 1).is_some_and(|next| {
            self.tokens[next].shape == Shape::Lower || self.tokens[next].shape == Shape::Possessive
        });
        match &text[token.span().range()] {
            "!" => goes_on && !self.tokens[at].begins_line,
            "+" => self.neighbour(at, 1).is_none_or(|next| self.tokens[next].shape != Shape::Number),
            _ => false,
        }
    }

    /// Past what is set apart inside a name: the suffix of "Applied Materials, Inc.", the byname of "John "Jack" Vale".
    fn past_aside(&self, text: &str, at: usize) -> Option<usize> {
        let is_same_line = |to: usize| (at..to).all(|at| self.tokens.get(at).is_some_and(|token| !token.begins_line));
        let written = |at: usize| self.tokens.get(at).map_or("", |token| &text[token.span().range()]);
        if written(at) == "," && is_same_line(at + 2) {
            let is_suffix = self.classes[at + 1] & class::COMPANY_SUFFIX != 0 && self.tokens[at + 1].has_capital();
            return (is_suffix || matches!(written(at + 1), "Jr." | "Sr." | "Jr" | "Sr")).then_some(at + 2);
        }
        let is_byname = matches!((written(at), written(at + 2)), ("\"", "\"") | ("“", "”") | ("'", "'") | ("‘", "’"))
            && is_same_line(at + 4)
            && [at - 1, at + 1, at + 3].iter().all(|&at| self.tokens[at].has_capital());
        is_byname.then_some(at + 4)
    }

    fn may_join(&self, text: &str, at: usize) -> bool {
        let token = &self.tokens[at];
        match token.shape {
            Shape::Lower => self.classes[at] & (class::CONNECTOR | class::PARTICLE) != 0,
            Shape::Possessive => true,
            Shape::Punctuation => {
                matches!(&text[token.start as usize..token.end as usize], "&" | "-" | "/" | "." | "'" | "’" | "+" | "!")
            }
            _ => false,
        }
    }

    fn place_runs(&mut self) {
        let (mut line, mut at, mut ordinal) = (0, 0, 0);
        for run in &self.runs {
            let crossed = self.tokens[at..=run.start].iter().filter(|token| token.begins_line).count();
            if crossed > 0 {
                ordinal = 0;
            }
            line += u32::try_from(crossed).unwrap_or(0);
            at = run.start + 1;
            self.places.push((line, ordinal));
            ordinal += 1;
        }
    }

    fn find_topics(&mut self) {
        let words = self.tokens.iter().filter(|token| token.is_word()).count();
        let sporting = self.classes.iter().filter(|&&mask| mask & class::SPORT != 0).count();
        self.sport = match sporting * 1000 / words.max(1) {
            0..15 => 0,
            15..30 => 1,
            30..50 => 2,
            _ => 3,
        };
        let count = |bit: u32, range: Range<usize>| self.classes[range].iter().filter(|&&mask| mask & bit != 0).count();
        let level = |hits: usize| match hits {
            0..=1 => 0,
            2..=4 => 1,
            5..=9 => 2,
            _ => 3,
        };
        let mut window = 0..0;
        let (mut sport, mut business) = (0, 0);
        for run in &self.runs {
            let next = run.start.saturating_sub(TOPIC_WINDOW)..(run.start + TOPIC_WINDOW).min(self.tokens.len());
            sport += count(class::SPORT, window.end..next.end);
            sport -= count(class::SPORT, window.start..next.start);
            business += count(class::BUSINESS, window.end..next.end);
            business -= count(class::BUSINESS, window.start..next.start);
            window = next;
            self.topics.push((level(sport), level(business)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Vec<&str> {
        let page = Page::new(text, &[Span::new(0, text.len())], Lists::get());
        page.runs
            .iter()
            .map(|run| &text[page.tokens[run.start].start as usize..page.tokens[run.end - 1].end as usize])
            .collect()
    }

    #[test]
    fn runs_hold_whole_names() {
        assert_eq!(
            runs("officials of the Bank of the North told Mr. de Vries that al Qaida, Channel 4 and Moody's lied"),
            ["Bank of the North", "Mr. de Vries", "al Qaida", "Channel 4 and Moody's"]
        );
        assert_eq!(
            runs("of Applied Materials, Inc. and Dar es Salaam, John \"Jack\" Vale of Yahoo! said of OPEC+ output"),
            ["Applied Materials, Inc. and Dar es Salaam", "John \"Jack\" Vale of Yahoo!", "OPEC+"]
        );
    }

    #[test]
    fn runs_end_with_the_line() {
        assert_eq!(runs("Ajax\nInter"), ["Ajax", "Inter"]);
    }

    #[test]
    fn small_letters_have_no_runs() {
        assert!(runs("nothing of note was said in the old town on the river").is_empty());
    }
}

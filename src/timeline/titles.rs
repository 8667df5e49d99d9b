//! Words of time that are part of a name or mean another thing where they stand: "USA Today", "now and then".

use super::filters::Site;
use super::lexicon::Class;
use super::outlook::begins_sentence;
use super::tokens::flag;

impl Site<'_> {
    /// "current" and "recent" before a noun, in small letters.
    pub(super) fn is_adjective(&self) -> bool {
        !self.tokens[self.from].has(flag::CAPITAL)
            && self.after().is_some_and(|next| next.has(flag::SPACED) && next.len() > 1 && !next.has(flag::DIGITS))
    }

    /// "every now and again", "now and then"
    pub(super) fn is_now_and_then(&self) -> bool {
        self.matched.end == self.from + 1
            && self.is_one_of(self.after(), &["and"])
            && self.is_one_of(self.token(self.matched.end + 1), &["then", "again"])
    }

    /// One word with a capital that no sentence begins with: "image: Daily and others".
    pub(super) fn is_capital_inside(&self) -> bool {
        let token = &self.tokens[self.from];
        token.has(flag::CAPITAL) && !token.has(flag::SHOUTED) && !begins_sentence(self.rules, self.tokens, self.from)
    }

    /// A programme's name: "This Week" right behind a quotation mark, its words in capitals.
    pub(super) fn is_quoted_title(&self) -> bool {
        let is_capital = |at: usize| self.tokens[at].has(flag::CAPITAL) && !self.tokens[at].has(flag::SHOUTED);
        self.matched.end > self.from + 1
            && (self.from..self.matched.end).all(is_capital)
            && self.is_one_of(self.before(1), &["\"", "“", "‘", "'", "`"])
    }

    /// A single word behind a given name.
    pub(super) fn is_surname(&self) -> bool {
        let token = &self.tokens[self.from];
        self.matched.end == self.from + 1
            && token.has(flag::CAPITAL)
            && !token.has(flag::SHOUTED | flag::BREAK)
            && self.before(1).is_some_and(|before| {
                before.word.index() == 0
                    && before.has(flag::CAPITAL)
                    && !before.has(flag::SHOUTED)
                    && !begins_sentence(self.rules, self.tokens, self.from - 1)
            })
    }

    /// "the Spanish daily El Pais", "a Communist Party weekly said": a newspaper.
    pub(super) fn is_paper(&self) -> bool {
        let is_word = self.matched.end == self.from + 1;
        let is_behind_name = self.before(1).is_some_and(|before| {
            before.has(flag::CAPITAL) && before.word.index() == 0
                || self.is_one_of(Some(before), &["newspaper", "sports"])
        });
        let is_before_name = self.after().is_some_and(|next| {
            next.has(flag::CAPITAL) || self.is_one_of(Some(next), &["said", "reported", "quoted", "newspaper"])
        });
        is_word && is_behind_name && is_before_name
    }

    /// "the Sunday Times"
    pub(super) fn is_sunday_paper(&self) -> bool {
        const PAPERS: &[&str] =
            &["Times", "Telegraph", "Mirror", "Express", "Mail", "Herald", "Independent", "Post", "Sun", "Tribune"];
        self.is_one_of(self.after(), PAPERS) && self.after().is_some_and(|next| next.has(flag::CAPITAL))
    }

    /// The last word has a capital, and a name goes on behind it.
    pub(super) fn is_before_name(&self) -> bool {
        let last = &self.tokens[self.matched.end - 1];
        last.has(flag::CAPITAL) && !last.has(flag::SHOUTED) && self.after().is_some_and(|next| next.has(flag::CAPITAL))
    }

    /// "Black Friday", "Saturday Night Live".
    pub(super) fn is_named_weekday(&self) -> bool {
        const NAMES: &[&str] = &["Black", "Bloody", "Cyber", "Super", "Fat"];
        let is_show = self.slots.part.is_some()
            && self.is_before_name()
            && self.rules.lexicon().is(self.tokens[self.matched.end - 1].word, Class::Part);
        let is_named =
            self.is_one_of(self.before(1), NAMES) && self.before(1).is_some_and(|name| name.has(flag::CAPITAL));
        is_show || is_named
    }

    /// "First Corinthians 9:25": hours and minutes alone, right behind a name.
    pub(super) fn is_verse(&self) -> bool {
        self.matched.end == self.from + 3
            && self.tokens[self.from].has(flag::DIGITS)
            && !self.tokens[self.from].has(flag::BREAK)
            && self.before(1).is_some_and(|before| before.word.index() == 0 && before.has(flag::CAPITAL))
    }

    /// A capital in the midst of a sentence: "USA Today", "Daily Mail".
    pub(super) fn is_in_title(&self) -> bool {
        let last = &self.tokens[self.matched.end - 1];
        let is_capital = (self.from..self.matched.end)
            .all(|at| self.tokens[at].has(flag::CAPITAL) && !self.tokens[at].has(flag::SHOUTED));
        let is_name_before = self.before(1).is_some_and(|before| before.has(flag::CAPITAL) && !last.has(flag::BREAK));
        let is_name_after = self.after().is_some_and(|next| next.has(flag::CAPITAL) && next.word.index() == 0);
        is_capital
            && (is_name_before && !self.tokens[self.from].has(flag::BREAK)
                || is_name_after
                    && self.matched.end - self.from == 1
                    && self.spelling(last).eq_ignore_ascii_case("daily"))
    }

    /// "The BBC's Today programme": a capital behind a word, where no sentence or quotation begins.
    pub(super) fn is_title_alone(&self) -> bool {
        let is_behind_word =
            self.before(1).is_some_and(|before| before.len() > 1 || self.is_one_of(Some(before), &["a", "I"]));
        self.matched.end == self.from + 1
            && is_behind_word
            && self.is_capital_inside()
            && self.after().is_none_or(|next| !next.has(flag::CAPITAL))
    }

    /// "the past" before a noun is an adjective.
    pub(super) fn is_before_noun(&self, word: &str) -> bool {
        let last = &self.tokens[self.matched.end - 1];
        self.spelling(last).eq_ignore_ascii_case(word)
            && self.after().is_some_and(|next| {
                !self.is_one_of(
                    Some(next),
                    &[
                        ".", ",", ";", ":", "\"", "”", "'", ")", "and", "or", "but", "has", "had", "have", "was", "is",
                        "by", "to", "when", "that", "it", "he", "she", "they", "we", "for", "with", "as", "?", "!",
                        "-", "because", "of", "with", "the", "been", "from", "i", "you", "who", "which", "while", "in",
                    ],
                )
            })
    }
}

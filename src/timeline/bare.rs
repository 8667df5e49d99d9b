//! Words of time that stand alone: a month that may be a verb or a name, a season, a decade, four digits, "dawn".

use super::filters::Site;
use super::lexicon::Class;
use super::outlook::begins_sentence;
use super::tokens::{Token, flag};

impl Site<'_> {
    /// A month's name alone.
    pub(super) fn is_month(&self) -> bool {
        let at = (self.from..self.matched.end)
            .find(|&at| self.rules.lexicon().is(self.tokens[at].word, Class::Month))
            .unwrap_or(self.from);
        let spelling = self.spelling(&self.tokens[at]);
        let is_short = spelling.len() == 3 && !spelling.eq_ignore_ascii_case("may");
        let has_point = self.matched.end > at + 1;
        if is_short && !has_point {
            return false;
        }
        let is_word = ["may", "march", "august"].iter().any(|word| spelling.eq_ignore_ascii_case(word));
        let is_name = ["april", "june", "august", "may", "jan"].iter().any(|word| spelling.eq_ignore_ascii_case(word));
        let next_is_name = self.after().is_some_and(|next| next.has(flag::CAPITAL) && next.word.index() == 0);
        if is_name && next_is_name && !self.is_introduced() {
            return false;
        }
        if is_word {
            return self.is_introduced()
                || self.is_possessed()
                || self.is_month_of_something(at)
                || self.is_month_at_the_head();
        }
        true
    }

    /// "its March election", "June, August and September", "the May trial": a capital within a sentence, behind a word
    /// that no verb stands behind, and no name.
    fn is_month_of_something(&self, at: usize) -> bool {
        let is_noun =
            self.after().is_some_and(|next| !next.has(flag::CAPITAL) && next.has(flag::SPACED) && next.len() > 2);
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        let is_listed = self.is_one_of(before, &[","])
            && at.checked_sub(2).and_then(|before| self.token(before)).is_some_and(|word| self.is(word, Class::Month));
        let is_owned = before.is_some_and(|word| {
            self.is(word, Class::Owner)
                || word.word == self.rules.lexicon().possessive()
                || self.is_one_of(Some(word), &["the", "a", "an", "this", "that"])
        });
        self.tokens[at].has(flag::CAPITAL) && (is_owned && is_noun || is_listed)
    }

    /// "May retail sales fell": a sentence that begins so, with a word behind it that no wish has.
    fn is_month_at_the_head(&self) -> bool {
        begins_sentence(self.rules, self.tokens, self.from)
            && self.after().is_some_and(|next| {
                !next.has(flag::CAPITAL | flag::DIGITS) && next.has(flag::SPACED) && next.word.index() == 0
            })
    }

    fn is_possessed(&self) -> bool {
        self.after().is_some_and(|next| next.word == self.rules.lexicon().possessive())
    }

    /// A season's name with no more than an article.
    pub(super) fn is_season(&self) -> bool {
        let at = (self.from..self.matched.end)
            .find(|&at| self.rules.lexicon().is(self.tokens[at].word, Class::Season))
            .unwrap_or(self.from);
        let token = &self.tokens[at];
        let has_third = self.slots.third.is_some();
        let is_fall = self.spelling(token).eq_ignore_ascii_case("fall");
        let is_spring = self.spelling(token).eq_ignore_ascii_case("spring");
        // "Prague Spring", "Spring of Life", "Winter Olympics" in the midst of a sentence are names.
        if token.has(flag::CAPITAL) && !token.has(flag::SHOUTED) && at > 0 && !token.has(flag::BREAK) {
            return false;
        }
        let has_article = self.is_one_of(self.token(self.from), &["the"]);
        let is_of = self.is_one_of(self.after(), &["of", "from", "in"]);
        let introduced = if has_article {
            self.is_one_of(self.before(1), &["in", "during", "over", "by", "until", "since", "through", "into", "for"])
        } else {
            self.is_one_of(self.before(1), &["in", "this", "by", "until", "since", "during", "over", "every"])
        };
        if is_fall || is_spring {
            return introduced && !is_of && (has_article || is_spring) || has_third;
        }
        introduced || has_third || has_article && !is_of
    }

    pub(super) fn is_decade(&self, decade: i16) -> bool {
        if decade >= 1000 {
            return true;
        }
        let is_owner = |token: Option<&Token>| token.is_some_and(|token| self.is(token, Class::Owner));
        let is_age = (1..=4).any(|back| is_owner(self.before(back)))
            || (self.from..self.matched.end).any(|at| is_owner(self.token(at)));
        // "In the 1970s and 80s"
        let goes_on = self.is_one_of(self.before(1), &["and", "or"])
            && self.is_one_of(self.before(2), &["s"])
            && self.before(3).is_some_and(|word| word.has(flag::DIGITS));
        let first = self.token(self.from);
        let has_article = self.is_one_of(first, &["the"]);
        let has_mark = self.text[self.tokens[self.from].start as usize..self.tokens[self.matched.end - 1].end as usize]
            .contains(['\'', '’', '‘']);
        let is_word = self.after().is_some_and(|next| next.has(flag::CAPITAL) && next.word.index() == 0);
        // "Temperatures will be in the 90s"
        let is_measured = (2..=8).any(|back| {
            self.is_one_of(self.before(back), &["temperature", "temperatures", "highs", "lows", "degrees"])
        });
        !is_age
            && !is_measured
            && (goes_on || has_article || has_mark || self.is_one_of(self.before(1), &["early", "late", "mid", "the"]))
            && !is_word
    }

    /// Four digits alone, or with "the": a year unless something says otherwise.
    pub(super) fn is_year(&self) -> bool {
        let year = self.slots.year.unwrap_or_default();
        let previous = self.before(1);
        // "Until at least 2009" and "over 1986 levels" give a year; "over 2,000" and "at least 1500" count.
        let is_level = self.is_one_of(self.after(), &["level", "levels"]);
        let is_bound = self.is_one_of(previous, &["than"])
            && self.is_one_of(self.before(2), &["later", "earlier", "sooner"])
            || self.is_one_of(previous, &["least"])
                && self.before(3).is_some_and(|word| self.rules.lexicon().is(word.word, Class::Bound));
        let is_counted = previous.is_some_and(|word| self.is(word, Class::Counter));
        if self.is_one_of(previous, &["£", "¥"]) || is_counted && !is_level && !is_bound {
            return false;
        }
        if self.is_one_of(previous, &["."])
            && self.is_one_of(self.before(2), &["no", "nos", "sec", "p", "pp", "art", "ext", "fig"])
        {
            return false;
        }
        // "Sunnyvale, CA 1999"; "tel. 555-1999".
        let is_glued = self.before(1).is_some_and(|before| {
            !self.tokens[self.from].has(flag::SPACED | flag::BREAK) && self.is_one_of(Some(before), &["-"])
        }) && self
            .before(2)
            .is_some_and(|word| word.has(flag::DIGITS) && word.len() != 4 || word.has(flag::CAPITAL));
        if is_glued {
            return false;
        }
        let next = self.after();
        if next.is_some_and(|next| self.is(next, Class::Measure))
            || (year % 50 == 0 && self.is_one_of(next, &["people", "police"]))
        {
            return false;
        }
        let has_article = self.is_one_of(self.token(self.from), &["the"]);
        let is_introduced = self.is_introduced() || has_article;
        // A round number before a plural counts things, unless it is plainly a year: "the 2000 elections".
        if year % 50 == 0 && year != 2000 && next.is_some_and(|next| next.has(flag::PLURAL)) && !has_article {
            return false;
        }
        if (1900..=2035).contains(&year) {
            return true;
        }
        // "A survey of 1709 schoolchildren" counts them; "in 1848 revolutions broke out" does not.
        let is_noun_next = next.is_some_and(|next| {
            next.word.index() == 0 && !next.has(flag::CAPITAL | flag::PAST | flag::DIGITS) && next.has(flag::SPACED)
        });
        let is_in = self.is_one_of(previous, &["in", "since", "until", "before", "after", "by"]);
        is_introduced && (1500..=2100).contains(&year) && (is_in || !is_noun_next)
            || is_in && year >= 1000 && self.ends_clause()
    }

    /// A part of the day that needs no article.
    pub(super) fn is_edge(&self) -> bool {
        const EDGES: &[&str] = &["dawn", "daybreak", "sunrise", "dusk", "sunset", "nightfall"];
        self.is_one_of(self.token(self.from), EDGES)
    }

    /// "At dawn", "before nightfall": a part of the day that needs no article, behind a preposition.
    pub(super) fn is_edge_of_day(&self) -> bool {
        self.is_edge()
            && self
                .is_one_of(self.before(1), &["at", "before", "after", "by", "until", "till", "since", "from", "around"])
    }
}

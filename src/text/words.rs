//! Words of a text, as spans.
//!
//! A word is a run of letters, digits and marks. An apostrophe between letters belongs to it ("Russia's"), so do a point
//! or a comma between digits ("6,100") and points between single capitals ("U.S"). A hyphen does not: "pro-Russian" and
//! "pro Russian" are the same two words. Runs in scripts without spaces between words (Han, Kana, Thai, Lao, Khmer,
//! Burmese) are cut by Unicode Standard Annex 29, which gives single ideographs for Chinese.

use unicode_segmentation::UnicodeSegmentation;

use super::Span;
use super::letters::{Block, Edges};

/// The words of `text`, in order, without overlap. Linear in the length of the text.
#[must_use]
pub fn words(text: &str) -> Words<'_> {
    let block = Block::of(text.as_bytes(), 0);
    Words { text, at: 0, block, edges: block.edges_from(0), pending: Vec::new() }
}

/// Number of words in `text`.
#[must_use]
pub fn word_count(text: &str) -> usize {
    if text.is_ascii() { ascii_word_count(text.as_bytes()) } else { words(text).count() }
}

/// The same for text without other characters than ASCII: most articles, of which each is counted once. Runs of letters
/// and digits are counted many bytes at a time, and then each mark that ties two of them into one word makes one less.
fn ascii_word_count(bytes: &[u8]) -> usize {
    /// Sums of so many bytes, each 0 or 1, fit in a byte, of which a processor adds sixteen at once and more.
    const STRETCH: usize = 128;
    let is_word = |byte: u8| byte.is_ascii_alphanumeric();
    let Some(&first) = bytes.first() else { return 0 };
    let begins = |(&before, &here): (&u8, &u8)| u8::from(!is_word(before) & is_word(here));
    let stretches = bytes.chunks(STRETCH).zip(bytes[1..].chunks(STRETCH));
    let begun = stretches.map(|(before, here)| usize::from(before.iter().zip(here).map(begins).sum::<u8>()));
    let runs = usize::from(is_word(first)) + begun.sum::<usize>();
    let mut tied = 0;
    // Where the last mark stands that ties.
    let mut last = None;
    for at in memchr::memchr3_iter(b'\'', b',', b'.', bytes) {
        let Some(before) = at.checked_sub(1) else { continue };
        let is_start = before.checked_sub(1).is_none_or(|at| !is_word(bytes[at]) && last != Some(at));
        // Only whether the character before begins its word matters of where the word begins.
        if joins(bytes, if is_start { before } else { 0 }, at) {
            tied += 1;
            last = Some(at);
        }
    }
    runs - tied
}

/// Iterator over the words of a text; made by [`words`].
#[derive(Clone, Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
    /// The bytes that were looked at last.
    block: Block,
    /// The edges of words in them from `at` on.
    edges: Edges,
    /// Pieces of a run without spaces between words, last first.
    pending: Vec<Span>,
}

impl Iterator for Words<'_> {
    type Item = Span;

    #[inline]
    fn next(&mut self) -> Option<Span> {
        // Most words are ASCII that nothing may tie to what follows.
        let bytes = self.text.as_bytes();
        while self.pending.is_empty() {
            let Edges { starts, ends } = self.edges;
            let start = starts.trailing_zeros() as usize;
            if ends != 0 {
                let end = ends.trailing_zeros() as usize;
                let Block { start: block, foreign, .. } = self.block;
                if (foreign != 0 && foreign << (Block::BYTES - end) >> start != 0) || !ends_word(bytes, block + end) {
                    break;
                }
                // To take the lowest bit away takes no longer than a step, where to look from the last end on waits for it.
                self.edges = Edges { starts: starts & (starts - 1), ends: ends & (ends - 1) };
                self.at = block + end;
                return Some(Span::new(block + start, block + end));
            }
            // What starts in the block may go on behind it, so that the next one begins there.
            let next = self.at.max(self.block.start + start);
            if next >= bytes.len() || start == 0 {
                break;
            }
            (self.at, self.block) = (next, Block::of(bytes, next));
            self.edges = self.block.edges_from(next);
        }
        self.next_of_any_kind()
    }
}

impl Words<'_> {
    /// The next word, wherever it starts and ends.
    #[inline(never)]
    fn next_of_any_kind(&mut self) -> Option<Span> {
        let word = self.next_by_characters();
        self.edges = self.block.edges_from(self.at);
        word
    }

    fn next_by_characters(&mut self) -> Option<Span> {
        if let Some(piece) = self.pending.pop() {
            return Some(piece);
        }
        let bytes = self.text.as_bytes();
        let start = self.find_start()?;
        let mut end = start;
        let mut is_unspaced = false;
        loop {
            end = self.seek(end, |block| !block.letters);
            let Some(byte) = bytes.get(end) else { break };
            if byte.is_ascii() {
                if !joins(bytes, start, end) {
                    break;
                }
                end += 1;
            } else {
                let character = char_at(self.text, end);
                if is_word_char(character) {
                    is_unspaced |= is_unspaced_script(character);
                } else if !(character == '’' && joins_after(self.text, start, end, character.len_utf8())) {
                    break;
                }
                end += character.len_utf8();
            }
        }
        self.at = end;
        if !is_unspaced {
            return Some(Span::new(start, end));
        }
        let run = &self.text[start..end];
        self.pending
            .extend(run.unicode_word_indices().map(|(at, word)| Span::new(start + at, start + at + word.len())));
        self.pending.reverse();
        // A run of marks alone has no word by the annex; it is kept whole so that no letter is lost.
        Some(self.pending.pop().unwrap_or(Span::new(start, end)))
    }

    fn find_start(&mut self) -> Option<usize> {
        let mut at = self.at;
        loop {
            at = self.seek(at, |block| block.letters | block.foreign);
            if self.text.as_bytes().get(at)?.is_ascii() {
                return Some(at);
            }
            let character = char_at(self.text, at);
            if is_word_char(character) {
                return Some(at);
            }
            at += character.len_utf8();
        }
    }

    /// The first place from `at` on that is among those `wanted` of its block; the end of the text if there is none.
    #[inline]
    fn seek(&mut self, mut at: usize, wanted: impl Fn(Block) -> u64) -> usize {
        let bytes = self.text.as_bytes();
        while at < bytes.len() {
            if at.wrapping_sub(self.block.start) >= Block::BYTES {
                self.block = Block::of(bytes, at - at % Block::BYTES);
            }
            let found = wanted(self.block) >> (at - self.block.start);
            if found != 0 {
                return bytes.len().min(at + found.trailing_zeros() as usize);
            }
            at = self.block.start + Block::BYTES;
        }
        bytes.len()
    }
}

/// Whether letters that end at a place surely end their word there.
#[inline]
fn ends_word(bytes: &[u8], end: usize) -> bool {
    match bytes.get(end) {
        // It ties letters alone.
        Some(b'\'' | b',' | b'.') => {
            bytes.get(end + 1).is_none_or(|next| next.is_ascii() && !next.is_ascii_alphanumeric())
        }
        next => next.is_none_or(u8::is_ascii),
    }
}

fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().expect("the offset is on a character of the text")
}

/// Letters, digits and the marks that combine with them.
fn is_word_char(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(u32::from(character),
            0x0300..=0x036F | 0x0483..=0x0487 | 0x0591..=0x05C7 | 0x0610..=0x061A | 0x064B..=0x065F | 0x0670
            | 0x06D6..=0x06ED | 0x0900..=0x0903 | 0x093A..=0x094F | 0x0E31 | 0x0E34..=0x0E3A | 0x0E47..=0x0E4E
            | 0x1AB0..=0x1AFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}

/// Scripts that are written without spaces between words.
fn is_unspaced_script(character: char) -> bool {
    matches!(u32::from(character),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Whether the ASCII mark at `at` ties the characters on both its sides into one word.
fn joins(bytes: &[u8], start: usize, at: usize) -> bool {
    if !matches!(bytes[at], b'\'' | b',' | b'.') {
        return false;
    }
    let Some(&next) = bytes.get(at + 1) else { return false };
    let Some(&previous) = at.checked_sub(1).filter(|_| at > start).and_then(|before| bytes.get(before)) else {
        return false;
    };
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    match bytes[at] {
        b'\'' => is_letter(previous) && is_letter(next),
        b',' => previous.is_ascii_digit() && next.is_ascii_digit(),
        b'.' => {
            (previous.is_ascii_digit() && next.is_ascii_digit())
                || (previous.is_ascii_uppercase()
                    && next.is_ascii_uppercase()
                    && (at - 1 == start || bytes[at - 2] == b'.')
                    && bytes.get(at + 2).is_none_or(|after| !after.is_ascii_alphanumeric()))
        }
        _ => false,
    }
}

/// The same for a mark of `len` bytes that is not ASCII, which is only ever an apostrophe.
fn joins_after(text: &str, start: usize, at: usize, len: usize) -> bool {
    at > start
        && text[..at].chars().next_back().is_some_and(char::is_alphabetic)
        && text[at + len..].chars().next().is_some_and(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<&str> {
        words(text).map(|span| span.slice(text)).collect()
    }

    #[test]
    fn newspaper_english() {
        assert_eq!(
            list("Russia’s pro-Russian rebels: 6,100 killed, the U.S. said; \"It's 4.5%\""),
            ["Russia’s", "pro", "Russian", "rebels", "6,100", "killed", "the", "U.S", "said", "It's", "4.5"]
        );
    }

    proptest::proptest! {
        #[test]
        fn counting_is_listing(text in "[ -~]{0,80}|[A-C.,' 1]{0,40}") {
            proptest::prop_assert_eq!(word_count(&text), words(&text).count());
        }
    }

    proptest::proptest! {
        #[test]
        fn what_stands_in_front_moves_the_words_and_no_more(
            text in "[a-cA-C1 .,'’éЖ京—]{0,200}",
            before in 0usize..70,
        ) {
            let moved = format!("{}{text}", " ".repeat(before));
            let expected: Vec<Span> =
                words(&text).map(|word| Span::new(word.start() + before, word.end() + before)).collect();
            proptest::prop_assert_eq!(words(&moved).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn sentence_points_do_not_join() {
        assert_eq!(list("in 2015.Then a.b"), ["in", "2015", "Then", "a", "b"]);
        assert_eq!(list("'quoted' rock'n'roll dogs'"), ["quoted", "rock'n'roll", "dogs"]);
    }

    #[test]
    fn scripts_without_spaces() {
        assert_eq!(list("克里访问 Sochi"), ["克", "里", "访", "问", "Sochi"]);
        assert!(list("การประชุม").iter().all(|piece| !piece.is_empty()));
        assert_eq!(list("Привет, мир"), ["Привет", "мир"]);
    }

    #[test]
    fn no_words_at_all() {
        assert!(list("").is_empty());
        assert!(list("— … 🙂").is_empty());
    }

    #[test]
    fn every_letter_is_in_exactly_one_word() {
        let text = "Zürich—naïve café; l’été 東京タワー U.S.A. x.y 3.14.15 ไทย";
        let mut last_end = 0;
        for span in words(text) {
            assert!(text[last_end..span.start()].chars().all(|character| !character.is_alphanumeric()), "{text}");
            last_end = span.end();
        }
        assert!(text[last_end..].chars().all(|character| !character.is_alphanumeric()));
    }
}

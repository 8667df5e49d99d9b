//! Which sentences of two texts stand level when they are read side by side.
//!
//! Sentence links that kept their order are the fixed points: linked sentences stand side by side. What lies between two of
//! them goes paragraph by paragraph: those that share the most equal words are level, in order (the heaviest chain), and
//! what is left between these one by one. A moved passage stands alone on either side, where its text has it.

use std::ops::Range;

use super::{Alignment, EditKind};
use crate::text::Span;

/// Bytes of text that stand in one row where sentences have no partner; a row is laid out whole whenever it is seen.
const LONGEST_ROW: usize = 2_400;

/// Sentences of a and of b that stand in one row.
type Level = (Range<usize>, Range<usize>);

/// A run of sentences within one paragraph.
struct Block {
    sentences: Range<usize>,
    span: Span,
    is_moved: bool,
}

/// Which sentences of a and of b each row shows, from top to bottom.
pub(super) fn levels(a: &str, b: &str, alignment: &Alignment) -> Vec<Level> {
    let (sentences_a, sentences_b) = (&alignment.sentences_a, &alignment.sentences_b);
    let mut is_moved_a = vec![false; sentences_a.len()];
    let mut is_moved_b = vec![false; sentences_b.len()];
    let range = |(start, end): (u32, u32)| start as usize..end as usize;
    for link in alignment.links.iter().filter(|link| link.moved.is_some()) {
        is_moved_a[range(link.a)].fill(true);
        is_moved_b[range(link.b)].fill(true);
    }
    // In order of a, and so of b: what is out of order is a move.
    let is_equal = |edit: &&super::Edit| edit.kind == EditKind::Equal && edit.moved.is_none();
    let equal: Vec<(Span, Span)> = alignment.edits.iter().filter(is_equal).map(|edit| (edit.a, edit.b)).collect();
    let mut found = Vec::new();
    let (mut at_a, mut at_b) = (0, 0);
    let ends = (sentences_a.len()..sentences_a.len(), sentences_b.len()..sentences_b.len());
    let anchors = alignment.links.iter().filter(|link| link.moved.is_none()).map(|link| (range(link.a), range(link.b)));
    for (group_a, group_b) in anchors.chain([ends]) {
        if group_a.start < at_a || group_b.start < at_b {
            // A link that crosses another one without being called a move: its sentences stand where their text has them.
            continue;
        }
        level_gap(
            &blocks(a, sentences_a, at_a..group_a.start, &is_moved_a),
            &blocks(b, sentences_b, at_b..group_b.start, &is_moved_b),
            (at_a, at_b),
            &equal,
            &mut found,
        );
        (at_a, at_b) = (group_a.end, group_b.end);
        if !(group_a.is_empty() && group_b.is_empty()) {
            found.push((group_a, group_b));
        }
    }
    found
}

/// Whether an empty line, or nothing, stands before a sentence.
pub(super) fn begins_paragraph(text: &str, sentences: &[Span], index: usize) -> bool {
    let start = index.checked_sub(1).map_or(0, |before| sentences[before].end());
    index == 0 || text[start..sentences[index].start()].matches('\n').count() > 1
}

fn blocks(text: &str, sentences: &[Span], gap: Range<usize>, is_moved: &[bool]) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    for index in gap {
        let sentence = sentences[index];
        match found.last_mut() {
            Some(block)
                if block.is_moved == is_moved[index]
                    && !begins_paragraph(text, sentences, index)
                    && sentence.end() - block.span.start() <= LONGEST_ROW =>
            {
                block.sentences.end = index + 1;
                block.span = block.span.union(sentence);
            }
            _ => found.push(Block { sentences: index..index + 1, span: sentence, is_moved: is_moved[index] }),
        }
    }
    found
}

/// Lays the blocks between two links level.
fn level_gap(a: &[Block], b: &[Block], at: (usize, usize), equal: &[(Span, Span)], found: &mut Vec<Level>) {
    let (mut next_a, mut next_b) = (0, 0);
    let (mut at_a, mut at_b) = at;
    for (in_a, in_b) in heaviest_chain(&shared(a, b, equal)) {
        one_by_one(&a[next_a..in_a], &b[next_b..in_b], (at_a, at_b), found);
        let level = (a[in_a].sentences.clone(), b[in_b].sentences.clone());
        (next_a, next_b) = (in_a + 1, in_b + 1);
        (at_a, at_b) = (level.0.end, level.1.end);
        found.push(level);
    }
    one_by_one(&a[next_a..], &b[next_b..], (at_a, at_b), found);
}

/// How many equal bytes two blocks share, for all that share some: blocks of a and of b by number, none going back.
fn shared(a: &[Block], b: &[Block], equal: &[(Span, Span)]) -> Vec<(usize, usize, usize)> {
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    let (Some(first), Some(last)) = (a.first(), a.last()) else { return found };
    let from = equal.partition_point(|(in_a, _)| in_a.end() <= first.span.start());
    let (mut at_a, mut at_b) = (0, 0);
    for &(in_a, in_b) in equal[from..].iter().take_while(|(in_a, _)| in_a.start() < last.span.end()) {
        let behind = |block: &Block, at: Span| block.span.end() <= at.start();
        at_a += a[at_a..].iter().take_while(|block| behind(block, in_a)).count();
        at_b += b[at_b..].iter().take_while(|block| behind(block, in_b)).count();
        let (Some(block_a), Some(block_b)) = (a.get(at_a), b.get(at_b)) else { break };
        let is_inside = block_a.span.overlaps(in_a) && block_b.span.overlaps(in_b);
        if !is_inside || block_a.is_moved || block_b.is_moved {
            continue;
        }
        match found.last_mut() {
            Some((one, other, bytes)) if (*one, *other) == (at_a, at_b) => *bytes += in_a.len(),
            _ => found.push((at_a, at_b, in_a.len())),
        }
    }
    found
}

/// The pairs of blocks that share the most when each block is in one pair at most. `shared` goes back on neither side, so
/// what a pair can follow is a beginning of it, and one pass is enough.
fn heaviest_chain(shared: &[(usize, usize, usize)]) -> Vec<(usize, usize)> {
    // For each pair its weight with all before it in its chain, and the one before; and the heaviest up to it.
    let mut chains: Vec<(usize, Option<usize>)> = Vec::with_capacity(shared.len());
    let mut heaviest: Vec<usize> = Vec::with_capacity(shared.len());
    for (at, &(a, b, bytes)) in shared.iter().enumerate() {
        let before = shared[..at].partition_point(|&(one, other, _)| one < a && other < b);
        let before = before.checked_sub(1).map(|last| heaviest[last]);
        chains.push((bytes + before.map_or(0, |before| chains[before].0), before));
        let best = heaviest.last().copied().filter(|&best| chains[best].0 >= chains[at].0);
        heaviest.push(best.unwrap_or(at));
    }
    let mut found = Vec::new();
    let mut next = heaviest.last().copied();
    while let Some(at) = next {
        found.push((shared[at].0, shared[at].1));
        next = chains[at].1;
    }
    found.reverse();
    found
}

/// Lays blocks level one by one, a moved one alone.
fn one_by_one(a: &[Block], b: &[Block], at: (usize, usize), found: &mut Vec<Level>) {
    let (mut end_a, mut end_b) = at;
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    loop {
        let left = a.next_if(|block| block.is_moved);
        let right = if left.is_none() { b.next_if(|block| block.is_moved) } else { None };
        let (left, right) = if left.is_some() || right.is_some() { (left, right) } else { (a.next(), b.next()) };
        if left.is_none() && right.is_none() {
            break;
        }
        let left = left.map_or(end_a..end_a, |block| block.sentences.clone());
        let right = right.map_or(end_b..end_b, |block| block.sentences.clone());
        (end_a, end_b) = (left.end, right.end);
        found.push((left, right));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Edit;
    use super::*;
    use crate::text::sentences;

    fn of(a: &str, b: &str, edits: Vec<Edit>) -> Vec<(String, String)> {
        let of_text = |text: &str| sentences(text, Span::new(0, text.len()));
        let alignment = Alignment { edits, sentences_a: of_text(a), sentences_b: of_text(b), ..Alignment::default() };
        let words = |text: &str, sentences: &[Span], range: Range<usize>| {
            sentences[range].iter().map(|sentence| sentence.slice(text)).collect::<Vec<_>>().join(" ")
        };
        let rows = levels(a, b, &alignment).into_iter();
        rows.map(|(left, right)| (words(a, &alignment.sentences_a, left), words(b, &alignment.sentences_b, right)))
            .collect()
    }

    #[test]
    fn paragraphs_that_share_words_stand_level_without_a_link() {
        let a = "By one.\n\nMay 12.\n\nJohn Kerry waves.";
        let b = "John Kerry speaks.\n\nA photograph.";
        let at = |text: &str, words: &str| {
            let start = text.find(words).expect("it is there");
            Span::new(start, start + words.len())
        };
        let edit = Edit { kind: EditKind::Equal, a: at(a, "John Kerry"), b: at(b, "John Kerry"), moved: None };
        let rows = of(a, b, vec![edit]);
        let rows: Vec<(&str, &str)> = rows.iter().map(|(left, right)| (left.as_str(), right.as_str())).collect();
        assert_eq!(
            rows,
            [("By one.", ""), ("May 12.", ""), ("John Kerry waves.", "John Kerry speaks."), ("", "A photograph.")]
        );
        assert_eq!(of(a, b, Vec::new())[0], ("By one.".to_owned(), "John Kerry speaks.".to_owned()), "one by one");
    }

    proptest! {
        #[test]
        fn the_chain_is_the_heaviest_of_all(steps in prop::collection::vec((0..2_usize, 0..2_usize, 1..9_usize), 0..9)) {
            let (mut a, mut b) = (0, 0);
            let mut shared: Vec<(usize, usize, usize)> = Vec::new();
            for (more_a, more_b, bytes) in steps {
                (a, b) = (a + more_a, b + more_b);
                if shared.last().is_none_or(|last| (last.0, last.1) != (a, b)) {
                    shared.push((a, b, bytes));
                }
            }
            let weight = |chain: &[(usize, usize)]| -> usize {
                let bytes = |pair: &(usize, usize)| shared.iter().find(|other| (other.0, other.1) == *pair).map(|pair| pair.2);
                chain.iter().filter_map(bytes).sum()
            };
            let rises = |chain: &[(usize, usize)]| chain.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1);
            let found = heaviest_chain(&shared);
            prop_assert!(rises(&found));
            let best = (0..1_usize << shared.len())
                .map(|chosen| {
                    let is_in = |at: &usize| chosen >> at & 1 == 1;
                    (0..shared.len()).filter(is_in).map(|at| (shared[at].0, shared[at].1)).collect::<Vec<_>>()
                })
                .filter(|chain| rises(chain))
                .map(|chain| weight(&chain))
                .max();
            prop_assert_eq!(weight(&found), best.unwrap_or(0));
        }
    }
}

//! From pairs of tokens to the edits that a person reads.

use super::Texts;
use super::pairing::Run;
use super::tokens::Tokens;
use super::types::{Edit, EditKind, MoveId, Summary};
use super::vocabulary::{LEFT_OUT, TokenId, u32_from};
use crate::text::Span;

/// Unpaired tokens between two runs of one moved passage at most, on each side.
const LONGEST_BREAK: u32 = 24;

/// A stretch of tokens: half-open.
type Stretch = (u32, u32);

/// For each run, the moved passage that it belongs to; `None` for those in order. Numbers follow a.
pub(super) fn number_moves(runs: &[Run], is_in_order: &[bool]) -> Vec<Option<MoveId>> {
    let mut by_b: Vec<usize> = (0..runs.len()).collect();
    by_b.sort_unstable_by_key(|&run| runs[run].b);
    let mut next_in_b = vec![usize::MAX; runs.len()];
    for pair in by_b.windows(2) {
        next_in_b[pair[0]] = pair[1];
    }
    let mut next = 0;
    let mut numbers: Vec<Option<MoveId>> = Vec::with_capacity(runs.len());
    for (at, run) in runs.iter().enumerate() {
        let number = (!is_in_order[at]).then(|| {
            let goes_on = at > 0
                && numbers[at - 1].is_some()
                && next_in_b[at - 1] == at
                && run.a - runs[at - 1].a_end() <= LONGEST_BREAK
                && run.b - runs[at - 1].b_end() <= LONGEST_BREAK;
            if !goes_on {
                next += 1;
            }
            MoveId(next - 1)
        });
        numbers.push(number);
    }
    numbers
}

/// Writes edits in order of a.
struct Writer<'a> {
    texts: &'a Texts,
    edits: Vec<Edit>,
    /// Where the last edit of the main order ended in b.
    end_b: usize,
}

/// The edits of two unrelated texts: all of a is gone, all of b is new, and nothing stands for anything else.
pub(super) fn unrelated(texts: &Texts) -> Vec<Edit> {
    let mut writer = Writer { texts, edits: Vec::with_capacity(2), end_b: 0 };
    writer.change((0, u32_from(texts.a.len())), (0, 0), None);
    writer.change((0, 0), (0, u32_from(texts.b.len())), None);
    writer.edits
}

/// The edits of the runs, in order of a.
pub(super) fn edits(texts: &Texts, runs: &[Run], moves: &[Option<MoveId>]) -> Vec<Edit> {
    let mut writer = Writer { texts, edits: Vec::with_capacity(runs.len() * 2 + 1), end_b: 0 };
    let mut by_b: Vec<usize> = (0..runs.len()).collect();
    by_b.sort_unstable_by_key(|&run| runs[run].b);
    // Walks both texts from one run in order to the next.
    let (mut at_a, mut at_b) = (0, 0);
    let (mut next_a, mut next_b) = (0, 0);
    loop {
        let first_a = next_a;
        while next_a < runs.len() && moves[next_a].is_some() {
            next_a += 1;
        }
        let first_b = next_b;
        while next_b < runs.len() && moves[by_b[next_b]].is_some() {
            next_b += 1;
        }
        let anchor = runs.get(next_a).copied();
        let end = anchor.map_or((texts.a.len(), texts.b.len()), |run| (run.a as usize, run.b as usize));
        let only_b = unpaired_b(runs, moves, &by_b[first_b..next_b], at_b, u32_from(end.1));
        writer.gap(runs, moves, first_a..next_a, (at_a, u32_from(end.0)), &only_b);
        let Some(run) = anchor else { break };
        writer.push(EditKind::Equal, (run.a, run.a_end()), (run.b, run.b_end()), None);
        (at_a, at_b) = (run.a_end(), run.b_end());
        next_a += 1;
        next_b += 1;
    }
    writer.edits
}

/// What stands only in b between two runs in order, without the insides of moved passages.
fn unpaired_b(runs: &[Run], moves: &[Option<MoveId>], between: &[usize], start: u32, end: u32) -> Vec<Stretch> {
    let mut found = Vec::new();
    let mut at = start;
    let mut last = None;
    for &run in between {
        let is_inside = last.is_some() && last == moves[run];
        if at < runs[run].b && !is_inside {
            found.push((at, runs[run].b));
        }
        at = runs[run].b_end();
        last = moves[run];
    }
    if at < end {
        found.push((at, end));
    }
    found
}

impl Writer<'_> {
    /// What lies between two runs in order: `within` in a, with the moved runs `moved` inside; `only_b` in b.
    fn gap(
        &mut self,
        runs: &[Run],
        moves: &[Option<MoveId>],
        moved: std::ops::Range<usize>,
        within: Stretch,
        only_b: &[Stretch],
    ) {
        let mut only_b = only_b.iter().copied();
        let mut at = within.0;
        let mut last: Option<usize> = None;
        for run in moved {
            let here = runs[run];
            match last.filter(|last| moves[*last] == moves[run]) {
                Some(last) => self.change((at, here.a), (runs[last].b_end(), here.b), moves[run]),
                None if at < here.a => {
                    let partner = only_b.next();
                    self.main_change((at, here.a), partner);
                }
                None => {}
            }
            self.push(EditKind::Move, (here.a, here.a_end()), (here.b, here.b_end()), moves[run]);
            at = here.a_end();
            last = Some(run);
        }
        if at < within.1 {
            let partner = only_b.next();
            self.main_change((at, within.1), partner);
        }
        for rest in only_b {
            self.main_change((within.1, within.1), Some(rest));
        }
    }

    fn main_change(&mut self, a: Stretch, b: Option<Stretch>) {
        self.change(a, b.unwrap_or((0, 0)), None);
    }

    fn change(&mut self, a: Stretch, b: Stretch, moved: Option<MoveId>) {
        match (a.0 < a.1, b.0 < b.1) {
            (true, true) => self.push(EditKind::Replace, a, b, moved),
            (true, false) => self.push(EditKind::Delete, a, b, moved),
            (false, true) => self.push(EditKind::Insert, a, b, moved),
            (false, false) => {}
        }
    }

    fn push(&mut self, kind: EditKind, a: Stretch, b: Stretch, moved: Option<MoveId>) {
        let end_a = self.edits.last().map_or(0, |edit| edit.a.end());
        let end_b = match moved {
            None => self.end_b,
            Some(_) => self.edits.last().map_or(0, |edit| edit.b.end()),
        };
        let edit = Edit {
            kind,
            a: bytes(&self.texts.a, a).unwrap_or(Span::empty_at(end_a)),
            b: bytes(&self.texts.b, b).unwrap_or(Span::empty_at(end_b)),
            moved,
        };
        if moved.is_none() {
            self.end_b = edit.b.end();
        }
        self.edits.push(edit);
    }
}

/// The bytes of a stretch of tokens, from the first to the last; nothing for an empty one.
fn bytes(tokens: &Tokens, stretch: Stretch) -> Option<Span> {
    let spans = tokens.spans.get(stretch.0 as usize..stretch.1 as usize)?;
    Some(spans.first()?.union(*spans.last()?))
}

/// Words by what happened to them.
pub(super) fn summary(texts: &Texts, edits: &[Edit]) -> Summary {
    let (mut at_a, mut at_b) = (Cursor::new(&texts.a), Cursor::new(&texts.b));
    let mut in_b: Vec<(Span, usize)> = edits.iter().enumerate().map(|(index, edit)| (edit.b, index)).collect();
    in_b.sort_unstable();
    let mut words_b = vec![0; edits.len()];
    for (span, index) in in_b {
        words_b[index] = at_b.words_to(texts, span);
    }
    let mut summary = Summary::default();
    for (edit, words_b) in edits.iter().zip(words_b) {
        let words_a = at_a.words_to(texts, edit.a);
        match edit.kind {
            EditKind::Equal => summary.words_equal += words_a,
            EditKind::Move => summary.words_moved += words_a,
            EditKind::Delete => summary.words_deleted += words_a,
            EditKind::Insert => summary.words_inserted += words_b,
            EditKind::Replace => summary.words_replaced += words_a.max(words_b),
        }
    }
    summary
}

/// Counts the words of spans that come in order.
struct Cursor<'a> {
    tokens: &'a Tokens,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn new(tokens: &'a Tokens) -> Self {
        Self { tokens, at: 0 }
    }

    fn words_to(&mut self, texts: &Texts, span: Span) -> usize {
        let is_word = |id: TokenId| id == LEFT_OUT || texts.is_word(id);
        let mut words = 0;
        while self.at < self.tokens.len() && self.tokens.spans[self.at].end() <= span.end() {
            words += usize::from(!span.is_empty() && is_word(self.tokens.ids[self.at]));
            self.at += 1;
        }
        words
    }
}

//! What two texts share, word by word: sentence links, edits, and moves.
//!
//! Two texts in, one [`Alignment`] out; no corpus. Which facts disagree and who copied whom is `story`'s business.
//!
//! # Method
//! Line diffs fail on two newsrooms' versions of one story: paragraphs are cut anew, sentences move, merge and split. So
//! the order of the texts is not taken for granted, and everything is weighed by surprise, the logarithm of how rare a
//! word is within the two texts:
//!
//! 1. `vocabulary`, `tokens`: words and marks become numbers, folded as the settings say; `weights` weighs them.
//! 2. `units`, `link`: sentences are linked at any position, equal ones at once, others by their rare words; merged and
//!    split ones as groups.
//! 3. `grid`, `stretches`: inside a group the best alignment of words is found, with a match worth its surprise; what it
//!    leaves over is looked at once more, since it may cross.
//! 4. `tiles`: equal runs in what is left, if they are too telling to be chance; then (`gaps`) what lies between runs in
//!    order.
//! 5. `borders`: runs take back the words that lighter ones took from their ends.
//! 6. `islands`: common words that stand in two long changes by chance are part of them.
//! 7. `moves`: what lies outside the heaviest increasing subsequence has moved; `cleanup` drops what moved without saying
//!    much.
//! 8. `edits`: pairs become the edits that a person reads.
//!
//! Rivals: Myers and histogram diff see no move and pair common words by position alone; the block-move diff of P.
//! Heckel (A technique for isolating differences between files, 1978), which wikEd builds on, anchors on unique words
//! without weighing them, so that it pairs unrelated texts and breaks one change into many.
//!
//! # Laws
//! The edits cover both texts once and rebuild them. A text against itself is one equal edit. Swapping the sides mirrors
//! the result exactly, ties included: the pair is always aligned in one order, by the texts' bytes, and turned back.
//! Work is counted in steps, so that the result never depends on the machine; past the limit the rest is compared
//! coarsely, and the alignment says so.
//!
//! # Cost
//! Near linear in the tokens for texts that are alike, plus the product of lengths inside each group of sentences,
//! which are cut to 96 tokens. Space is linear.

mod borders;
mod budget;
mod cleanup;
mod edits;
mod engine;
mod gaps;
mod grid;
mod islands;
#[cfg(test)]
mod laws;
mod levels;
mod link;
mod moves;
mod page;
mod pairing;
mod sentence_links;
mod settings;
mod spelling;
mod stretches;
mod texts;
mod tiles;
mod tokens;
mod types;
mod units;
mod vocabulary;
mod weights;

pub use page::{Change, Page, Piece, PieceKind, Row, RowSide, page};
pub use settings::AlignmentSettings;
pub use types::{Alignment, Completeness, Edit, EditKind, MoveId, SentenceLink, Summary};

use crate::progress::{Cancelled, Progress};
use crate::text::Span;
use budget::Budget;
use engine::align_in_this_order;
use texts::Texts;

/// One side of an alignment.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The whole text.
    pub text: &'a str,
    /// Stretches that the person chose to leave out of the comparison, such as captions, in order. They are covered by
    /// edits like the rest, but are never paired with anything.
    pub ignored: &'a [Span],
}

impl<'a> Side<'a> {
    /// A whole text, nothing left out.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, ignored: &[] }
    }
}

/// The alignment of two texts.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn align(
    a: Side<'_>,
    b: Side<'_>,
    settings: &AlignmentSettings,
    progress: &Progress,
) -> Result<Alignment, Cancelled> {
    if (a.text, a.ignored) <= (b.text, b.ignored) {
        align_in_this_order(a, b, settings, progress)
    } else {
        Ok(align_in_this_order(b, a, settings, progress)?.mirrored())
    }
}

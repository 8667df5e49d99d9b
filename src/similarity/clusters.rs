//! Groups of articles that tell one story.
//!
//! Groups come from average linkage over the listed pairs. Then every article is held against every other group: one
//! made of two stories shares text with most of both, and is put into both. An article that no group took, but that
//! shares text with members of one, is put into the group of the closest of them, or where it is their second source, into
//! one of its own with them, so that nothing listed is lost from sight.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::linkage::{Link, average_linkage};
use super::names::cluster_name;
use super::sources::are_two_sources;
use super::{PairScore, SimilarityMatrix, SimilaritySettings};
use crate::corpus::{Corpus, DocumentId};
use crate::progress::{Cancelled, Progress};

/// Position of a cluster in its list: dense, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClusterId(pub u32);

/// A group of articles that share text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    /// Its position in the list.
    pub id: ClusterId,
    /// Its documents, in order of id; at least two.
    pub documents: Vec<DocumentId>,
    /// The same documents, like next to like.
    pub arranged: Vec<DocumentId>,
    /// Its most telling words.
    pub name: String,
    /// Groups of exact duplicates among the documents, each of at least two.
    pub duplicates: Vec<Vec<DocumentId>>,
}

/// All clusters. An article made of two stories is in both.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Clusters {
    /// The clusters, in order of their first document.
    pub clusters: Vec<Cluster>,
    /// For each document, the clusters that it is in, best first.
    pub of_document: Vec<Vec<ClusterId>>,
}

impl Clusters {
    /// Whether the article is made of two stories or more, as far as the clusters show.
    #[must_use]
    pub fn has_two_sources(&self, id: DocumentId) -> bool {
        self.of_document.get(id.index()).is_some_and(|clusters| clusters.len() > 1)
    }

    /// One cluster.
    ///
    /// # Panics
    /// If the id is of other clusters.
    #[must_use]
    pub fn get(&self, id: ClusterId) -> &Cluster {
        &self.clusters[id.0 as usize]
    }
}

/// Share of the pairs between two groups that must be linked when nobody chose a cut: more than half.
pub const PROPOSED_CUT: f64 = 0.5;

/// Groups articles by the matrix.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn cluster(
    corpus: &Corpus,
    matrix: &SimilarityMatrix,
    settings: &SimilaritySettings,
    progress: &Progress,
) -> Result<Clusters, Cancelled> {
    let cut = settings.cluster_cut.unwrap_or(PROPOSED_CUT).clamp(0.0, 1.0);
    let count = matrix.document_count();
    let mut is_stood_for = vec![false; count];
    matrix.stood_for().iter().for_each(|(copy, _)| is_stood_for[copy.index()] = true);
    let links: Vec<Link> = matrix
        .pairs()
        .iter()
        .filter(|pair| !is_stood_for[pair.a.index()] && !is_stood_for[pair.b.index()])
        .map(|pair| Link { a: pair.a.0, b: pair.b.0, score: pair.score(settings.listing_measure()) })
        .collect();
    let score_of = |one: u32, other: u32| {
        matrix.pair(DocumentId(one), DocumentId(other)).map_or(0.0, |pair| pair.score(settings.listing_measure()))
    };
    let mut groups = average_linkage(count, &links, cut, score_of, progress)?;
    add_second_homes(matrix, settings, cut, &is_stood_for, &mut groups);
    add_copies(matrix, &mut groups);
    groups.sort_by_cached_key(|group| {
        let mut sorted = group.clone();
        sorted.sort_unstable();
        sorted
    });
    let described = groups
        .par_iter()
        .enumerate()
        .map(|(number, group)| {
            progress.checkpoint()?;
            let id = ClusterId(u32::try_from(number).unwrap_or(u32::MAX));
            let arranged: Vec<DocumentId> = group.iter().copied().map(DocumentId).collect();
            let mut documents = arranged.clone();
            documents.sort_unstable();
            let name = cluster_name(corpus, matrix, &documents);
            let duplicates = duplicates_among(corpus, matrix, &documents);
            Ok(Cluster { id, documents, arranged, name, duplicates })
        })
        .collect::<Result<_, Cancelled>>()?;
    let mut clusters = Clusters { clusters: described, of_document: vec![Vec::new(); count] };
    let Clusters { clusters: list, of_document } = &mut clusters;
    for cluster in list.iter() {
        for document in &cluster.documents {
            of_document[document.index()].push(cluster.id);
        }
    }
    for (homes, id) in of_document.iter_mut().zip((0..).map(DocumentId)) {
        if homes.len() > 1 && !is_stood_for[id.index()] {
            let closeness = |home: &ClusterId| mean_score(matrix, settings, id, &list[home.0 as usize].documents);
            homes.sort_by(|one, other| closeness(other).total_cmp(&closeness(one)).then(one.cmp(other)));
        }
    }
    for (copy, first) in matrix.stood_for() {
        of_document[copy.index()] = of_document[first.index()].clone();
    }
    Ok(clusters)
}

/// Mean score of a document with the others of a group.
fn mean_score(matrix: &SimilarityMatrix, settings: &SimilaritySettings, id: DocumentId, group: &[DocumentId]) -> f64 {
    let others = group.iter().filter(|&&other| other != id);
    let (sum, count) = others.fold((0.0, 0u32), |(sum, count), &other| {
        (sum + matrix.pair(id, other).map_or(0.0, |pair| pair.score(settings.listing_measure())), count + 1)
    });
    sum / f64::from(count.max(1))
}

/// Puts documents into every further group with most of which they share text, and documents that no group took into that
/// of the closest article, or into one with those that they are a second source of.
fn add_second_homes(
    matrix: &SimilarityMatrix,
    settings: &SimilaritySettings,
    cut: f64,
    is_stood_for: &[bool],
    groups: &mut Vec<Vec<u32>>,
) {
    let count = matrix.document_count();
    let mut home = vec![u32::MAX; count];
    for (group, number) in groups.iter().zip(0u32..) {
        for &document in group {
            home[document as usize] = number;
        }
    }
    let sizes: Vec<usize> = groups.iter().map(Vec::len).collect();
    let compared = || (0..count as u32).map(DocumentId).filter(|document| !is_stood_for[document.index()]);
    let partners_of = |document| matrix.row(document).filter(move |pair| !is_stood_for[pair.other(document).index()]);
    for document in compared() {
        let mut links: FxHashMap<u32, usize> = FxHashMap::default();
        for pair in partners_of(document) {
            let other = home[pair.other(document).index()];
            if other != u32::MAX && other != home[document.index()] {
                *links.entry(other).or_default() += 1;
            }
        }
        let mut links: Vec<(u32, usize)> = links.into_iter().collect();
        links.sort_unstable();
        for (other, linked) in links {
            if linked as f64 > cut * sizes[other as usize] as f64 {
                groups[other as usize].push(document.0);
                // An article that was alone is at home where it is taken first.
                if home[document.index()] == u32::MAX {
                    home[document.index()] = other;
                }
            }
        }
    }
    let score = |pair: &PairScore| pair.score(settings.listing_measure());
    let closer = |one: &&PairScore, other: &&PairScore| score(other).total_cmp(&score(one));
    let home_of = |document: DocumentId| Some(home[document.index()]).filter(|&home| home != u32::MAX);
    // Whether a partner of a document that was left alone has it for a second source.
    let has_as_second = |partner: DocumentId, document: DocumentId| {
        let is_at_home = |pair: &&PairScore| home_of(pair.other(partner)) == home_of(partner);
        let (Some(index), Some(at_home)) = (matrix.index(), partners_of(partner).filter(is_at_home).min_by(closer))
        else {
            return true;
        };
        are_two_sources(index, partner.0, [at_home.other(partner).0, document.0])
    };
    for document in compared().filter(|&document| home_of(document).is_none()) {
        let mut partners: Vec<&PairScore> = partners_of(document).collect();
        partners.sort_by(closer);
        let partners = partners.iter().map(|pair| pair.other(document));
        let (apart, beside): (Vec<DocumentId>, Vec<DocumentId>) =
            partners.partition(|&partner| home_of(partner).is_none() || has_as_second(partner, document));
        if !apart.is_empty() {
            groups.push(std::iter::once(document).chain(apart).map(|document| document.0).collect());
        } else if let Some(group) = beside.first().and_then(|&closest| home_of(closest)) {
            groups[group as usize].push(document.0);
        }
    }
}

/// Puts the documents that another stands for beside it wherever it is; one that shares text with its copies alone makes a
/// group with them.
fn add_copies(matrix: &SimilarityMatrix, groups: &mut Vec<Vec<u32>>) {
    let mut copies: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (copy, first) in matrix.stood_for() {
        copies.entry(first.0).or_default().push(copy.0);
    }
    if copies.is_empty() {
        return;
    }
    let mut alone: FxHashSet<u32> = copies.keys().copied().collect();
    for document in groups.iter().flatten() {
        alone.remove(document);
    }
    groups.extend(alone.into_iter().map(|first| vec![first]));
    for group in groups {
        let with_copies = |document: u32| {
            let copies = copies.get(&document).map_or(&[][..], |copies| copies);
            std::iter::once(document).chain(copies.iter().copied())
        };
        *group = group.iter().copied().flat_map(with_copies).collect();
    }
}

/// Groups of documents with the same words, in order.
fn duplicates_among(corpus: &Corpus, matrix: &SimilarityMatrix, documents: &[DocumentId]) -> Vec<Vec<DocumentId>> {
    let mut groups: Vec<Vec<DocumentId>> = Vec::new();
    let mut of_words: FxHashMap<&[u32], usize> = FxHashMap::default();
    for &document in documents.iter().filter(|document| document.index() < corpus.len()) {
        let Some(words) = matrix.words_of(document) else { continue };
        let group = *of_words.entry(words).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(document);
    }
    groups.retain(|group| group.len() > 1);
    groups
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::similarity::SimilarityIndex;
    use crate::similarity::laws::corpus_of;
    use crate::similarity::matrix::LeftOut;

    #[test]
    fn who_shares_with_one_article_alone_joins_its_group_or_is_its_second_source() {
        let ferry = "The ferry to Ulvoy will sail twice a day from May, the harbour master said";
        let school = "Pupils of the old school by the mill planted ninety oaks on Saturday";
        let texts = [
            // A report, two copies, and one in other words that was found to share text with the report alone.
            format!("{ferry} on Monday."),
            format!("{ferry}."),
            format!("{ferry}, and the mayor was glad."),
            "From May, said the harbour master, the ferry to Ulvoy will go more often.".to_owned(),
            // Two stories in one article, and each by itself.
            format!("{school}. The brass band of Vik won a cup in Bergen."),
            format!("{school}."),
            "The brass band of Vik won a cup in Bergen.".to_owned(),
        ];
        let corpus = corpus_of(&texts);
        let (settings, progress) = (SimilaritySettings::default(), Progress::new());
        let index = Arc::new(SimilarityIndex::new(&corpus, &settings, &progress).unwrap());
        let pair = |a: u32, b: u32, weighted_a_in_b: f64| {
            let (a, b) = (DocumentId(a), DocumentId(b));
            PairScore { a, b, weighted_a_in_b, ..index.explain(a, b, crate::similarity::Exclusions::default()).score }
        };
        let pairs = [(0, 1, 0.9), (0, 2, 0.9), (1, 2, 0.8), (0, 3, 0.3), (4, 5, 1.0), (4, 6, 0.9)];
        let pairs = pairs.map(|(a, b, score)| pair(a, b, score)).to_vec();
        let matrix = SimilarityMatrix::new(7, pairs, LeftOut::default()).with_index(index.clone());
        let clusters = cluster(&corpus, &matrix, &settings, &progress).unwrap();
        let documents: Vec<Vec<u32>> =
            clusters.clusters.iter().map(|cluster| cluster.documents.iter().map(|id| id.0).collect()).collect();
        assert_eq!(documents, [vec![0, 1, 2, 3], vec![4, 5], vec![4, 6]]);
        let of_two: Vec<u32> = (0..7).filter(|&id| clusters.has_two_sources(DocumentId(id))).collect();
        assert_eq!(of_two, [4]);
    }
}

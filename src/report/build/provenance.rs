//! Which passages several articles share, and who had them first.
//!
//! A passage is listed once, under the article that published it first, or, where the dates do not say, under the one
//! that comes first in the report.

use super::Material;
use crate::corpus::{DocumentId, Published};
use crate::progress::{Cancelled, Progress};
use crate::report::model::Passage;
use crate::story::provenance;
use crate::text::{one_line, word_count};

/// Passages that are listed; the rest is in the pairs.
const MOST_PASSAGES: usize = 40;

/// Articles whose passages are looked at, those of the largest groups first. Each is held against all that resemble it.
const MOST_ARTICLES: usize = 400;

/// A passage of fewer words is a phrase that anybody may write.
const LEAST_WORDS: usize = 12;

/// Characters of a passage that are quoted.
const QUOTED: usize = 480;

pub(super) fn passages(material: &Material<'_>, progress: &Progress) -> Result<Vec<Passage>, Cancelled> {
    let analysis = material.analysis;
    let mut groups: Vec<&[DocumentId]> = analysis.clusters.clusters.iter().map(|group| &*group.documents).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let mut is_seen = vec![false; analysis.corpus.len()];
    let mut found: Vec<(usize, usize, Passage)> = Vec::new();
    let ids = groups.into_iter().flatten().copied();
    let mut left = MOST_ARTICLES;
    for id in ids.filter(|&id| material.number(id).is_some()) {
        if left == 0 {
            break;
        }
        if std::mem::replace(&mut is_seen[id.index()], true) {
            continue;
        }
        left -= 1;
        progress.checkpoint()?;
        for passage in provenance(id, &analysis.evidence(), progress)? {
            let sharers: Vec<DocumentId> =
                passage.shared_with.iter().copied().filter(|&other| material.number(other).is_some()).collect();
            let is_listed_here = passage.first.map_or_else(
                || sharers.iter().all(|&other| when(material, id) < when(material, other)),
                |first| first == id,
            );
            let text = passage.span.slice(&analysis.corpus.get(id).text);
            let words = word_count(text);
            if sharers.is_empty() || !is_listed_here || words < LEAST_WORDS {
                continue;
            }
            let mut holders = sharers;
            holders.push(id);
            holders.sort_by_key(|&id| when(material, id));
            let articles: Vec<usize> = holders.iter().filter_map(|&id| material.number(id)).collect();
            let verdict = match passage.first {
                Some(_) => {
                    format!("Article {} had it first, as far as the dates tell.", articles[0])
                }
                None => "The dates do not say who had it first.".to_owned(),
            };
            let text = quoted(&material.disguise.hide(&one_line(text)));
            found.push((articles.len(), words, Passage { text, articles, verdict }));
        }
    }
    // Most shared first, then the longest; what ties stays in the order of the groups.
    found.sort_by_key(|(articles, words, _)| std::cmp::Reverse((*articles, *words)));
    Ok(found.into_iter().take(MOST_PASSAGES).map(|(_, _, passage)| passage).collect())
}

/// Place of an article in the order of publication: undated ones come last, and a tie is broken by number.
fn when(material: &Material<'_>, id: DocumentId) -> (bool, Option<Published>, Option<usize>) {
    let published = material.analysis.corpus.get(id).metadata.published.as_ref().map(|published| published.value);
    (published.is_none(), published, material.number(id))
}

fn quoted(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

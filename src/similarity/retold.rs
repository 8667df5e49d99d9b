//! Stories retold: the facts of another text in hardly any of its phrases.
//!
//! Whoever writes a story anew from another's copy turns every sentence round, and no run of words is left that shingles
//! or loose pairs could find; what stays are the names, the figures and the words that the matter itself asks for. Those
//! are rare, so two texts of which each is made of the other's rare words tell the same. But so do two reports on one
//! form: notices of a bond issue, rates of one central bank. These share their phrases too, a retelling does not. So
//! without a chosen threshold a pair is listed as well when its rare words agree by so much more than its phrases do, or
//! when they agree and the rest says that one text is the other in other words (`chance`).
//! Among newswire and rewrites by hand of 20 to 170 words, of which shingles find none, this finds over half in a corpus
//! of 1,600 articles that has no false pair of the kind, and in corpora of some dozens, four of five.
//!
//! The agreement is the cosine of the words' weights (Salton and Wong, "A vector space model for automatic indexing",
//! 1975), each word once, over the words of few documents alone: in larger corpora it is these that tell, and no list of
//! postings grows with the corpus, so time is linear in the words.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::chance::have_the_same_figures;
use super::index::MOST_PARTS;
use super::loose::times_fewer;
use super::matrix::{PairScore, with_more};
use super::numbered::Totals;
use super::rare_words::{Met, RareWords};
use super::scorer::Scorer;
use crate::progress::{Cancelled, Progress};

/// Rare words that a pair has in common at least, where nothing else speaks for it; retellings by hand have twelve and
/// more.
const LEAST_RETOLD_WORDS: u32 = 8;

/// By how much rare words have to agree more than phrases do, in a corpus of so many documents. The more pairs there are
/// to choose from, the more alike are the closest that tell different things: a margin smaller by 0.07 lets ten times as
/// many of these through. Below a hundred documents it is not chance that the margin keeps out, but texts on one subject.
fn least_margin(documents: usize) -> f64 {
    0.32 - 0.03 * times_fewer(documents, 100, FULL_DOCUMENTS)
}

/// Documents of a corpus in which the full margin is asked for; a greater one would cost more retellings than it keeps
/// out.
const FULL_DOCUMENTS: usize = 20_000;

/// `pairs` and those that are retold, where `pairs` lack them; both in order of `a`, then `b`.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub(super) fn with_retold(
    rare: &RareWords<'_>,
    totals: &[Totals],
    pairs: Vec<PairScore>,
    progress: &Progress,
) -> Result<Vec<PairScore>, Cancelled> {
    let index = rare.index;
    let measure = index.settings.listing_measure();
    let margin = least_margin(index.document_count());
    let listed: FxHashSet<(u32, u32)> = pairs.iter().map(|pair| (pair.a.0, pair.b.0)).collect();
    let found = (0..rare.order.len() as u32)
        .into_par_iter()
        .with_min_len(rare.order.len() / MOST_PARTS)
        .map_init(
            || (Met::new(index.document_count()), Scorer::new(index)),
            |(met, scorer), rank| {
                progress.checkpoint()?;
                rare.meet_longer(rank, margin, met);
                let document = rare.order[rank as usize];
                let mut found = Vec::new();
                let mut laid_out = None;
                for (other, shared) in met.drain() {
                    let other = rare.order[other as usize];
                    let agreement = rare.agreement(document, other, shared);
                    let is_new = || !listed.contains(&(document.min(other), document.max(other)));
                    let words = [document, other].map(|document| index.words_of(document as usize));
                    if agreement < margin || !is_new() || !have_the_same_figures(index, words[0], words[1]) {
                        continue;
                    }
                    let size = |document: u32| (totals[document as usize].weight, document);
                    let (left, right) =
                        if size(document) < size(other) { (document, other) } else { (other, document) };
                    let (left, right) = (left as usize, right as usize);
                    if laid_out.replace(left) != Some(left) {
                        scorer.lay_out(index.text_of(left));
                    }
                    let pair = scorer.pair_from(0.0, left, right, (&totals[left], &totals[right]));
                    let is_listed = |pair: &PairScore| {
                        let (score, run) = (pair.score(measure), pair.longest_run.words);
                        let is_retold = agreement - score >= margin && shared.words >= LEAST_RETOLD_WORDS;
                        is_retold || scorer.is_reworded(score, run, index.text_of(right))
                    };
                    found.extend(pair.filter(is_listed));
                }
                Ok(found)
            },
        )
        .collect::<Result<Vec<Vec<PairScore>>, Cancelled>>()?;
    Ok(with_more(pairs, &found))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::*;
    use crate::corpus::Corpus;
    use crate::similarity::chance::{LEAST_WORDS, MOST_DOCUMENTS};
    use crate::similarity::laws::corpus_of;
    use crate::similarity::shingles::scramble;
    use crate::similarity::{SimilarityIndex, SimilarityMatrix, SimilaritySettings, compare_all};

    /// 120 texts that tell 30 stories in everyday words, each text a part of its story in an order of its own, some with
    /// other figures than the others.
    fn texts() -> Vec<String> {
        let mut seed = 0;
        let mut below = |end: usize| {
            seed += 1;
            (scramble(seed) >> 11) as usize % end
        };
        let mut texts = Vec::new();
        for number in 0..120 {
            let story = number % 30;
            let mut text = Vec::new();
            for _ in 0..20 + 4 * below(16) {
                text.push(format!("everyday{}", below(12)));
                text.push(format!("story{story}fact{}", below(20)));
            }
            for _ in 0..below(6) {
                let figures = 4 + 8 * below(2);
                text.push(format!("{}", 1_000 + 100 * story + below(figures)));
            }
            texts.push(text.join(" "));
        }
        texts
    }

    fn rare_words<'a>(texts: &'a [String], text: &'a str) -> BTreeSet<&'a str> {
        let documents = |word: &str| texts.iter().filter(|text| text.split(' ').any(|other| other == word)).count();
        text.split(' ').filter(|word| documents(word) <= MOST_DOCUMENTS).collect()
    }

    #[test]
    fn what_is_found_is_what_the_definition_says() {
        let texts = texts();
        let corpus = corpus_of(&texts);
        let (settings, progress) = (SimilaritySettings::default(), Progress::new());
        let index = SimilarityIndex::new(&corpus, &settings, &progress).unwrap();
        let totals = index.totals(&progress).unwrap();
        let all = RareWords::new(&index, &progress).unwrap();
        let found = with_retold(&all, totals, Vec::new(), &progress).unwrap();
        let rare: Vec<BTreeSet<&str>> = texts.iter().map(|text| rare_words(&texts, text)).collect();
        let square = |word: &&str| {
            let documents = rare.iter().filter(|words| words.contains(word)).count();
            (1.0 + 120.0 / documents as f64).ln().powi(2)
        };
        let squares = |words: &BTreeSet<&str>| words.iter().map(square).sum::<f64>();
        let figures = |text: &str| -> BTreeSet<String> {
            text.split(' ').filter(|word| word.starts_with(char::is_numeric)).map(str::to_owned).collect()
        };
        let (mut scorer, mut smaller) = (Scorer::new(&index), Scorer::new(&index));
        let (mut expected, mut kept_apart_by_figures) = (Vec::new(), 0);
        for a in 0..120 {
            scorer.lay_out(index.text_of(a));
            for b in a + 1..120 {
                let shared = rare[a].intersection(&rare[b]).copied().collect();
                let agreement = squares(&shared) / (squares(&rare[a]) * squares(&rare[b])).sqrt();
                let Some(pair) = scorer.pair_from(0.0, a, b, (&totals[a], &totals[b])) else { continue };
                let (of_a, of_b) = (figures(&texts[a]), figures(&texts[b]));
                let fewer = of_a.len().min(of_b.len());
                let are_figures_alike = 5 * of_a.intersection(&of_b).count() >= 3 * fewer;
                let is_alike = agreement - pair.score(settings.measure) >= least_margin(120) && shared.len() >= 8;
                kept_apart_by_figures += usize::from(is_alike && !are_figures_alike);
                let (small, large) = if totals[a].weight <= totals[b].weight { (a, b) } else { (b, a) };
                smaller.lay_out(index.text_of(small));
                smaller.meet(index.text_of(large));
                let (score, run) = (pair.score(settings.measure), pair.longest_run.words);
                let may_be_reworded = agreement >= least_margin(120) && shared.len() >= LEAST_WORDS as usize;
                let is_reworded = may_be_reworded && smaller.is_reworded(score, run, index.text_of(large));
                if (is_alike && are_figures_alike) || is_reworded {
                    expected.push((a as u32, b as u32));
                }
            }
        }
        assert!(expected.len() > 20 && kept_apart_by_figures > 5, "{} {kept_apart_by_figures}", expected.len());
        assert_eq!(found.iter().map(|pair| (pair.a.0, pair.b.0)).collect::<Vec<_>>(), expected);
    }

    /// A report, others on the same matter and elsewhere, and the report told by another newsroom.
    fn retold() -> (Corpus, Arc<SimilarityMatrix>) {
        let texts = [
            "Two ferries collided in thick fog off the harbour of Tarsund late on Friday. The coast guard said 46 people \
             were taken ashore and nobody was missing. Captain Ingrid Solheim of the Nordstjernen told investigators that \
             her radar had failed minutes before. The other vessel, the Havbris, had left Ulvoy with lorries aboard.",
            "Investigators want to know why a radar gave out shortly before the Nordstjernen and the Havbris ran into each \
             other. Nobody is missing: all 46 aboard were brought ashore by the coast guard, which found both vessels in \
             dense fog outside Tarsund on Friday. Ingrid Solheim commanded the one ferry, the other carried lorries \
             from Ulvoy.",
            "The council of Tarsund wants a second quay for its harbour by next spring. Fishermen said on Friday that they \
             had waited 12 years for it. The mayor, Olav Brekke, promised to ask the ministry for money.",
            "Fog closed the airport of Bergen on Friday. Airlines put 380 passengers on buses and trains, and a spokeswoman \
             said that flights would not leave before noon.",
        ];
        let corpus = corpus_of(&texts);
        let matrix = compare_all(&corpus, &SimilaritySettings::default(), &Progress::new()).unwrap();
        (corpus, Arc::new(matrix))
    }

    #[test]
    fn a_story_told_anew_is_found_by_its_names_and_figures() {
        let (_, matrix) = retold();
        let pairs: Vec<(u32, u32)> = matrix.pairs().iter().map(|pair| (pair.a.0, pair.b.0)).collect();
        assert_eq!(pairs, [(0, 1)]);
        assert!(matrix.pairs()[0].score(matrix.measure) < matrix.threshold);
    }

    #[test]
    fn larger_corpora_ask_for_more() {
        assert!(least_margin(200) < least_margin(2_000) && least_margin(2_000) < least_margin(20_000));
        assert_eq!((least_margin(2), least_margin(20_000)), (least_margin(100), least_margin(1_000_000)));
    }
}

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

use std::ops::Range;

use rayon::prelude::*;

use super::chance::{LEAST_WORDS, first_rare_word, have_the_same_figures};
use super::index::{MOST_PARTS, SimilarityIndex};
use super::loose::times_fewer;
use super::matrix::{PairScore, find, with_more};
use super::numbered::Totals;
use super::scorer::Scorer;
use crate::corpus::DocumentId;
use crate::progress::{Cancelled, Progress};

/// Rare words that a pair has in common at least, where nothing else speaks for it; retellings by hand have twelve and
/// more.
const LEAST_RETOLD_WORDS: u32 = 8;

/// Squares are of weights in units of 2⁻¹⁶, so that their sums are exact for texts of a million rare words.
const FEWER_BITS: u32 = 23;

/// Lengths are rounded; a bound that misses the margin by this part is held against the margin itself.
const BOUND_SLACK: f64 = 1e-9;

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
                    let is_new = || find(&pairs, DocumentId(document), DocumentId(other)).is_none();
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
    Ok(with_more(pairs, found))
}

/// What two documents have in common.
#[derive(Clone, Copy, Default)]
struct Shared {
    /// Sum of the squares of the weights of their common rare words.
    squares: u64,
    words: u32,
}

/// What one document has in common with others, by rank. One for each thread.
struct Met {
    shared: Vec<Shared>,
    touched: Vec<u32>,
    /// The documents of the rare words of the document at hand.
    lists: Vec<List>,
}

/// The documents that have a rare word.
struct List {
    /// Where their ranks are.
    list: Range<u32>,
    /// The highest rank.
    last: u32,
    /// Square of the word's weight.
    square: u64,
}

impl Met {
    fn new(documents: usize) -> Self {
        Self { shared: vec![Shared::default(); documents], touched: Vec::new(), lists: Vec::new() }
    }

    /// The documents that share [`LEAST_WORDS`], with what they share; afterwards none is met.
    fn drain(&mut self) -> impl Iterator<Item = (u32, Shared)> {
        let Self { shared, touched, .. } = self;
        let met = touched.drain(..).map(|other| (other, std::mem::take(&mut shared[other as usize])));
        met.filter(|(_, shared)| shared.words >= LEAST_WORDS)
    }
}

/// The rare words of the documents of a corpus. Documents are ranked by the length of the vector of their rare words.
pub(super) struct RareWords<'a> {
    index: &'a SimilarityIndex,
    /// The number of the first rare word. What more documents have has a lower number, so all from there on are rare.
    first: u32,
    /// For each document, its distinct rare words that others have too, the rarest first.
    words: Vec<Vec<u32>>,
    /// For each document, the length of the vector of all its rare words.
    lengths: Vec<f64>,
    /// Documents by rank: the shorter vectors first.
    order: Vec<u32>,
    /// For each rare word that several documents have, where its documents start; one entry more than words.
    starts: Vec<u32>,
    /// The ranks of the documents of each word, in order.
    ranks: Vec<u32>,
}

impl<'a> RareWords<'a> {
    /// Those of all documents. Linear in the words.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub(super) fn new(index: &'a SimilarityIndex, progress: &Progress) -> Result<Self, Cancelled> {
        let first = first_rare_word(index);
        let of_documents = (0..index.document_count())
            .into_par_iter()
            .map_init(Vec::new, |words, document| {
                progress.checkpoint()?;
                let text = index.text_of(document);
                // Put side by side without a branch, as no processor can foresee which they are.
                words.clear();
                words.resize(text.words.len(), 0);
                let mut count = 0;
                for (&word, &earlier) in text.words.iter().zip(text.earlier) {
                    words[count] = word;
                    count += usize::from((word >= first) & (earlier == 0));
                }
                words.truncate(count);
                let squares: u64 = words.iter().map(|&word| square(index, word)).sum();
                words.retain(|&word| !index.is_in_one_document(word));
                words.sort_unstable_by(|one, other| other.cmp(one));
                Ok((words.clone(), (squares as f64).sqrt()))
            })
            .collect::<Result<Vec<(Vec<u32>, f64)>, Cancelled>>()?;
        let (words, lengths): (Vec<Vec<u32>>, Vec<f64>) = of_documents.into_iter().unzip();
        let mut order: Vec<u32> = (0..words.len() as u32).collect();
        let length = |document: u32| lengths[document as usize];
        order.par_sort_unstable_by(|&one, &other| length(one).total_cmp(&length(other)).then(one.cmp(&other)));
        let mut starts = vec![0];
        for &frequency in index.frequencies[first as usize..].iter().take_while(|&&frequency| frequency > 1) {
            starts.push(starts[starts.len() - 1] + frequency);
        }
        let mut next = starts.clone();
        let mut ranks = vec![0; starts[starts.len() - 1] as usize];
        for (&document, rank) in order.iter().zip(0u32..) {
            for word in &words[document as usize] {
                let next = &mut next[(word - first) as usize];
                ranks[*next as usize] = rank;
                *next += 1;
            }
        }
        Ok(Self { index, first, words, lengths, order, starts, ranks })
    }

    /// Fills in what a document shares with each one of a longer vector that may agree with it by the margin, and perhaps
    /// with some others. As in the search of all pairs, only the rarest words lead to documents not met before: when what
    /// is left could not make a pair by itself, it is counted for the documents met alone.
    fn meet_longer(&self, rank: u32, margin: f64, met: &mut Met) {
        let document = self.order[rank as usize] as usize;
        let words = &self.words[document];
        let need = margin * self.lengths[document].powi(2) * (1.0 - BOUND_SLACK);
        // What is looked up in memory is looked up for all words at once, so that one does not wait for the other.
        met.lists.clear();
        met.lists.extend(words.iter().map(|&word| {
            let at = (word - self.first) as usize;
            let list = self.starts[at]..self.starts[at + 1];
            let last = self.ranks[list.end as usize - 1];
            List { list, last, square: square(self.index, word) }
        }));
        let Met { shared, touched, lists } = met;
        let mut rest: u64 = lists.iter().map(|list| list.square).sum();
        for (number, &List { ref list, last, square }) in lists.iter().enumerate() {
            let is_new_possible = rest as f64 >= need && words.len() - number >= LEAST_WORDS as usize;
            if !is_new_possible && touched.is_empty() {
                return;
            }
            rest -= square;
            if last == rank {
                continue;
            }
            let others = &self.ranks[list.start as usize..list.end as usize];
            for &other in others.iter().rev().take_while(|&&other| other > rank) {
                let shared = &mut shared[other as usize];
                if shared.words == 0 {
                    if !is_new_possible {
                        continue;
                    }
                    touched.push(other);
                }
                shared.squares += square;
                shared.words += 1;
            }
        }
    }

    /// Cosine of the weights of the rare words of two documents, in [0, 1].
    fn agreement(&self, a: u32, b: u32, shared: Shared) -> f64 {
        shared.squares as f64 / (self.lengths[a as usize] * self.lengths[b as usize])
    }
}

/// Square of a word's weight.
fn square(index: &SimilarityIndex, word: u32) -> u64 {
    (index.weight(word) >> FEWER_BITS).pow(2)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::*;
    use crate::corpus::Corpus;
    use crate::similarity::chance::MOST_DOCUMENTS;
    use crate::similarity::laws::corpus_of;
    use crate::similarity::shingles::scramble;
    use crate::similarity::{SimilarityMatrix, SimilaritySettings, compare_all};

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

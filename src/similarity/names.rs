//! What a cluster is called: its most telling words, and names of two words as a whole.

use std::cmp::Reverse;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::SimilarityMatrix;
use crate::corpus::{Corpus, DocumentId, PartKind};
use crate::text::{fold_char, fold_word, without_possessive};

/// Words in a name; a name of two words inside it is one.
const NAME_WORDS: usize = 3;
/// Documents of a cluster that are read for its name; a large cluster repeats itself.
const READ_DOCUMENTS: usize = 24;
/// How much more a word counts that every headline has: they say in a few words what the story is.
const HEADLINE_FACTOR: f64 = 4.0;
/// How much more a word counts that always has a capital inside sentences, as names do.
const CAPITAL_FACTOR: f64 = 1.5;

/// Words that say nothing of a story, in small corpora too, where rarity cannot show it: what sentences are held together
/// with, counting words, common times, and what reporters say of what they were told.
const EMPTY_WORDS: &str = "
    a able about above according across actually added after afterwards again against ago ahead all almost alone along
    already also although always am among amid an and announced another any anyone anything anyway apart are around as
    asked at away back be became because become been before began begin behind being believe believed below beside
    besides best better between beyond both bring brought but by call called came can cannot certain certainly come
    comes coming could day days described despite did do does doing done down during each early either else
    enough especially even ever every everybody everyone everything exactly expected far felt few fewer finally find
    first for former found from full further gave get gets getting give given gives go goes going gone good got great
    had half happened hard hardly has have having he heard her here hers herself him himself his hour hours how however
    if in including indeed inside instead into is it its itself just keep kept knew know known largely last late later
    latest least left less let like likely little long longer look looked lot made mainly make makes making many may
    maybe me mean means meanwhile might minute minutes moment month months more moreover most mostly much must my myself
    near nearly need needed neither never nevertheless new news next no nobody none nor not nothing now of off often old
    on once one ones only onto or other others otherwise our ours out outside over own part people per perhaps place
    possible previously probably put quite rather really recent recently reported reuters said same saw say saying
    says see seem seemed seen set several shall she should show showed simply since small so some somebody someone
    something sometimes soon spoke spokesman spokeswoman start started statement still such sure take taken taking tell
    than that the their theirs them themselves then there therefore these they thing things think third this those though
    thought through throughout thus time times to today together told tomorrow too took toward towards tried trying
    turned twice under unless until up upon us use used using usually very want wanted was way we week weeks well went
    were what whatever when where whether which while who whole whom whose why will with within without word words
    would year years yes yesterday yet you young your
    two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion second
    monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday
    sundays
    january february march april june july august september october november december
";

/// The same, to be asked for every word of a cluster.
static IS_EMPTY: LazyLock<FxHashSet<&str>> = LazyLock::new(|| EMPTY_WORDS.split_whitespace().collect());

/// A word that may be in a name.
struct Candidate {
    /// As it stands first, and as it stands first inside a sentence: without a capital, and with one.
    written: String,
    written_inside: [Option<String>; 2],
    rarity: f64,
    /// Where it stands first.
    place: usize,
    /// Documents that have it, and headlines.
    documents: u32,
    headlines: u32,
    /// How often it stands below the headlines.
    below: u32,
    /// How often it stands inside a sentence there, where only names have a capital, and how often with one.
    inside: u32,
    capitals: u32,
    /// The number of the last document that has it, and of the last headline, plus 1.
    last: [usize; 2],
}

impl Candidate {
    /// As it is mostly written inside sentences, where headlines tell nothing of capitals.
    fn shown(&self) -> &str {
        self.written_as(2 * self.capitals > self.inside)
    }

    fn written_as(&self, is_name: bool) -> &str {
        self.written_inside[usize::from(is_name)].as_ref().unwrap_or(&self.written)
    }

    /// How telling it is for a cluster of which so many documents were read.
    fn worth(&self, read: usize) -> f64 {
        let share = |of: u32, all: f64| if all > 0.0 { f64::from(of) / all } else { 0.0 };
        let headlines = share(self.headlines, read as f64);
        let capitals = share(self.capitals, f64::from(self.inside));
        f64::from(self.documents)
            * self.rarity
            * (1.0 + (HEADLINE_FACTOR - 1.0) * headlines)
            * (1.0 + (CAPITAL_FACTOR - 1.0) * capitals)
    }
}

/// The most telling words of a cluster, as its articles write them: those that most of its documents have and few
/// others do. Empty for documents without words.
pub(super) fn cluster_name(corpus: &Corpus, matrix: &SimilarityMatrix, documents: &[DocumentId]) -> String {
    let read = &documents[..documents.len().min(READ_DOCUMENTS)];
    let Candidates { words, pairs } = candidates(corpus, matrix, read);
    // What one article alone says is no name for all of them, unless they have no word in common.
    let least = if words.iter().any(|word| word.documents > 1) { 2 } else { 1 };
    let is_in_most = |word: &Candidate| 2 * word.documents as usize > read.len();
    let mut ranked: Vec<(bool, f64, usize)> = (0..words.len())
        .filter(|&at| words[at].documents >= least)
        .map(|at| (is_in_most(&words[at]), words[at].worth(read.len()), at))
        .collect();
    ranked.sort_by(|(is_in_most, worth, at), (other_in_most, other_worth, other)| {
        let by_worth = || other_worth.total_cmp(worth).then(words[*at].place.cmp(&words[*other].place));
        other_in_most.cmp(is_in_most).then_with(by_worth)
    });
    let mut chosen: Vec<(usize, Option<usize>)> = Vec::with_capacity(NAME_WORDS);
    for (_, _, at) in ranked {
        if chosen.len() < NAME_WORDS && chosen.iter().all(|&(first, second)| first != at && second != Some(at)) {
            chosen.push(whole_name(at, &words, &pairs));
        }
    }
    chosen.sort_by_key(|&(first, _)| words[first].place);
    let shown = |&(first, second): &(usize, Option<usize>)| match second {
        Some(second) => format!("{} {}", words[first].written_as(true), words[second].written_as(true)),
        None => words[first].shown().to_owned(),
    };
    chosen.iter().map(shown).collect::<Vec<_>>().join(", ")
}

/// A word, with the one before or behind it where it hardly ever stands without that, as "Orla" without "Saint".
fn whole_name(at: usize, words: &[Candidate], pairs: &FxHashMap<[usize; 2], u32>) -> (usize, Option<usize>) {
    let half_of = pairs.iter().filter(|&(pair, count)| pair.contains(&at) && count * 3 >= words[at].below * 2);
    let most = half_of.max_by_key(|&(&[first, second], count)| (count, Reverse((first, second))));
    most.map_or((at, None), |(&[first, second], _)| (first, Some(second)))
}

/// Words of documents.
struct Candidates {
    /// Those that say something, in the order in which they come.
    words: Vec<Candidate>,
    /// How often two of them stand side by side below the headlines, both with a capital.
    pairs: FxHashMap<[usize; 2], u32>,
}

fn candidates(corpus: &Corpus, matrix: &SimilarityMatrix, documents: &[DocumentId]) -> Candidates {
    let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
    let (mut words, mut pairs) = (Vec::new(), FxHashMap::default());
    let mut place = 0;
    for (&id, number) in documents.iter().zip(1..) {
        let document = corpus.get(id);
        let title = document.parts.first().filter(|part| part.kind == PartKind::Title);
        let headline = title.map_or(0, |part| part.span.end());
        for span in matrix.compared_spans(document) {
            let text = span.slice(&document.text);
            let (mut end, mut last_name) = (0, None);
            for word in crate::text::words(text) {
                let written = word.slice(text);
                let shown = without_possessive(written);
                let before = if end == 0 { "." } else { &text[end..word.start()] };
                end = word.end();
                place += 1;
                let name_before = last_name.take().filter(|_| before == " ");
                let is_letters =
                    shown.chars().all(|character| character.is_alphabetic() || fold_char(character) == '\'');
                if !is_letters || shown.chars().count() < 3 {
                    continue;
                }
                let folded = fold_word(shown);
                if IS_EMPTY.contains(folded.as_ref()) {
                    continue;
                }
                let at = *numbers.entry(folded.into_owned()).or_insert_with_key(|key| {
                    words.push(Candidate {
                        written: shown.to_owned(),
                        written_inside: [None, None],
                        // A word that stands nowhere without the ending is as rare as it is with it.
                        rarity: matrix.rarity(key).or_else(|| matrix.rarity(&fold_word(written))).unwrap_or(1.0),
                        place,
                        documents: 0,
                        headlines: 0,
                        below: 0,
                        inside: 0,
                        capitals: 0,
                        last: [0; 2],
                    });
                    words.len() - 1
                });
                let entry = &mut words[at];
                let is_headline = span.start() + word.start() < headline;
                let is_capital = shown.chars().next().is_some_and(char::is_uppercase);
                entry.below += u32::from(!is_headline);
                if !is_headline && (before == " " || before == ", ") {
                    entry.inside += 1;
                    entry.capitals += u32::from(is_capital);
                    entry.written_inside[usize::from(is_capital)].get_or_insert_with(|| shown.to_owned());
                }
                if is_capital && !is_headline {
                    if let Some(before) = name_before {
                        *pairs.entry([before, at]).or_default() += 1;
                    }
                    // "Putin's Kremlin" is no name.
                    last_name = (shown.len() == written.len()).then_some(at);
                }
                let is_first_here = std::mem::replace(&mut entry.last[0], number) != number;
                entry.documents += u32::from(is_first_here);
                if is_headline {
                    entry.headlines += u32::from(std::mem::replace(&mut entry.last[1], number) != number);
                }
            }
        }
    }
    Candidates { words, pairs }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Document;
    use crate::progress::Progress;
    use crate::similarity::{SimilaritySettings, compare_all};

    /// The name of the first two of some articles; a first paragraph of several is their title.
    fn name_of_two(texts: &[&str]) -> String {
        let read = |(at, text): (usize, &&str)| {
            let mut document = Document::from_text(&format!("{at}"), text);
            if let [title, _, ..] = &mut document.parts[..] {
                title.kind = PartKind::Title;
            }
            document
        };
        let documents = texts.iter().enumerate().map(read);
        let corpus = Corpus::from_documents(documents);
        let matrix = compare_all(&corpus, &SimilaritySettings::default(), &Progress::new()).unwrap();
        cluster_name(&corpus, &matrix, &[DocumentId(0), DocumentId(1)])
    }

    #[test]
    fn a_name_has_no_possessives() {
        let name = name_of_two(&[
            "The convoy waited near Rostov. Before noon it was Putin’s convoy, and all knew that it was Putin's.",
            "The convoy waited near Rostov. Putin's convoy was the whole talk, and it's Putin’s business.",
            "The weather was fine that day, and the harvest came in early.",
        ]);
        assert_eq!(name, "convoy, Rostov, Putin");
    }

    #[test]
    fn everyday_words_name_no_story_of_two_articles() {
        let name = name_of_two(&[
            "Very slowly to the quay\n\nThe barge Ellen Tarn was towed in very slowly yesterday, with twelve people aboard.",
            "Barge Ellen Tarn comes in\n\nThe barge Ellen Tarn came in very late, perhaps because of the fog, with twelve aboard.",
        ]);
        assert_eq!(name, "barge, Ellen Tarn, aboard");
    }

    #[test]
    fn names_of_two_words_are_whole() {
        let name = name_of_two(&[
            "Warden leaves\n\nIt was night when Ada Brook left Night Harbour, her keys on the desk. Brook has run Night Harbour since May. Nobody asked Brook why.",
            "Who runs it now\n\nAll of the night they looked for the keys of Night Harbour, which Ada Brook had run. Brook did not call, and Brook is not expected.",
        ]);
        assert_eq!(name, "Night Harbour, Ada Brook, keys");
    }

    #[test]
    fn what_one_article_alone_says_names_no_story() {
        let name = name_of_two(&[
            "Zebras, zebras, zebras\n\nThe old mill of Garrow is for sale, and its owner keeps zebras.",
            "Mill for sale\n\nThe old mill of Garrow is for sale at last.",
        ]);
        assert_eq!(name, "mill, Garrow, sale");
    }

    #[test]
    fn words_of_headlines_are_written_as_in_sentences() {
        let name = name_of_two(&[
            "MILL OF GARROW BURNS\n\nIt took an hour until the mill of Garrow burns no longer, the fire brigade said.",
            "Garrow Mill In Flames\n\nWhere a mill of Garrow burns, the fire brigade of Lenn is never far away.",
        ]);
        assert_eq!(name, "mill, Garrow, burns");
    }

    #[test]
    fn articles_without_a_word_in_common_are_named_all_the_same() {
        assert_eq!(name_of_two(&["Rain over Garrow", "Snow"]), "Rain, Garrow, Snow");
    }
}

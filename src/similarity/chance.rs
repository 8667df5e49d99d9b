//! Whether two texts share more than chance.
//!
//! A score alone does not say so: reports in the set phrases of one trade share as many shingles as a text and its heavy
//! rewrite. Three things tell them apart. What is rewritten word by word keeps many [loose pairs](super::loose). What is
//! rewritten in other words keeps fewer, but it keeps the words that are rare and the figures, and leaves no run of words
//! that nobody would leave who writes anew, while reports of two days on one matter have a paragraph in common as it
//! stood. Of a story half of which is inside a longer article there are loose pairs and rare words enough, though not of
//! the whole. And texts that share no rare word share a form. Linear in the words.

use rustc_hash::FxHashSet;

use super::index::SimilarityIndex;
use super::loose::{LoosePairs, full_share, least_inside_share, least_reworded_share, least_share};
use super::numbered::Text;
use super::walk::Met;

/// Documents that have a rare word, at most: twice as many find no more stories retold, half as many miss a third of
/// those by hand.
pub(super) const MOST_DOCUMENTS: usize = 32;

/// Rare words that a text in other words has in common with its source, at least. Brief notices that name the same
/// bodies share fewer.
pub(super) const LEAST_WORDS: u32 = 6;
/// A short text in a corpus that has most of its words often has few that are rare. From [`CLOSE_SCORE`] so many will do
/// when they are half of those that the smaller text has.
const LEAST_HALF_WORDS: u32 = 2;

/// Rare words that a text has in common with a longer one that a part of it is inside, at least. Not as many as there
/// are in a sentence that somebody took over.
const LEAST_WORDS_INSIDE: u32 = 9;
/// How many times as long that one is, at least.
const LONGER: usize = 2;
/// A text so many times as long has something of a brief one on the same subject.
const MUCH_LONGER: usize = 6;

/// Scores from here need no proof.
const SURE_SCORE: f64 = 0.6;

/// Below this score a pair has to share at least [`LEAST_WORDS_OF_FORMS`] rare words.
const FORM_SCORE: f64 = 0.4;
const LEAST_WORDS_OF_FORMS: u32 = 2;

/// How many words in a row are left of a text in other words, at most: below [`CLOSE_SCORE`], and above. Of two reports on
/// one matter that score as much, the later one has longer runs of the earlier.
const LONGEST_RUN: u32 = 8;
const LONGEST_CLOSE_RUN: u32 = 10;
/// A text that has more rare words in common is longer, and keeps a run of as many words by chance; but none of so many.
const LONGEST_RUN_OF_LONG: u32 = 20;
const CLOSE_SCORE: f64 = 0.3;

/// The number of the first rare word. What more documents have has a lower number, so all from there on are rare.
pub(super) fn first_rare_word(index: &SimilarityIndex) -> u32 {
    index.frequencies.partition_point(|&frequency| frequency as usize > MOST_DOCUMENTS) as u32
}

/// Whether three of five figures of the text that has fewer are in the other; so they are where it has none. A newsroom
/// rounds one or leaves it out; another day's report on the same matter has few of them or none.
pub(super) fn have_the_same_figures(index: &SimilarityIndex, one: &[u32], other: &[u32]) -> bool {
    let [of_one, of_other] = [one, other].map(|words| {
        let is_figure = |word: &u32| index.lexicon.is_figure(*word);
        words.iter().copied().filter(is_figure).collect::<FxHashSet<u32>>()
    });
    let fewer = of_one.len().min(of_other.len());
    5 * of_one.intersection(&of_other).count() >= 3 * fewer
}

/// Two texts that have met: the smaller one, which is laid out, and another.
#[derive(Clone, Copy)]
pub(super) struct Meeting<'a> {
    pub(super) left: Text<'a>,
    pub(super) right: Text<'a>,
    /// The words of the right text that the left one has.
    pub(super) met: &'a [Met],
    /// Their score by weight.
    pub(super) score: f64,
    /// Words in their longest shared run.
    pub(super) run_words: u32,
}

/// What is known of the text laid out, to weigh pairs by. One for each thread.
pub(super) struct Evidence<'a> {
    index: &'a SimilarityIndex,
    first_rare: u32,
    loose: LoosePairs,
    /// Whether the loose pairs are those of the text laid out.
    has_loose: bool,
}

impl<'a> Evidence<'a> {
    pub(super) fn new(index: &'a SimilarityIndex) -> Self {
        Self { index, first_rare: first_rare_word(index), loose: LoosePairs::default(), has_loose: false }
    }

    /// To be called whenever another text was laid out.
    pub(super) fn forget(&mut self) {
        self.has_loose = false;
    }

    /// Whether a pair that was found for its score by weight shares too much for chance.
    pub(super) fn is_no_chance(&mut self, meeting: Meeting<'_>) -> bool {
        let score = meeting.score;
        if score >= SURE_SCORE {
            return true;
        }
        let rare_words = self.rare_words(meeting);
        if score < FORM_SCORE && rare_words < LEAST_WORDS_OF_FORMS {
            return false;
        }
        let documents = self.index.document_count();
        if score < CLOSE_SCORE {
            // Found in small corpora alone. Nearly every word of these is rare, so rare words do not tell.
            let least = if may_be_alike(meeting) { least_share(score, documents) } else { full_share(score) };
            return self.loose_share(meeting, least) >= least;
        }
        let least = least_share(score, documents);
        let share = self.loose_share(meeting, least);
        share >= least
            || (share >= least_reworded_share(documents) && self.is_in_other_words(meeting, rare_words))
            || (share >= least_inside_share(documents) && may_be_inside(meeting, rare_words))
    }

    /// Whether one text of a pair is the other in other words, as far as rare words, loose pairs, figures and runs tell.
    pub(super) fn is_reworded(&mut self, meeting: Meeting<'_>) -> bool {
        let least = least_reworded_share(self.index.document_count());
        self.is_in_other_words(meeting, self.rare_words(meeting)) && self.loose_share(meeting, least) >= least
    }

    /// The same without loose pairs.
    fn is_in_other_words(&self, meeting: Meeting<'_>, rare_words: u32) -> bool {
        let longest = if meeting.score < CLOSE_SCORE {
            LONGEST_RUN
        } else {
            LONGEST_CLOSE_RUN.max(LONGEST_RUN_OF_LONG.min(rare_words))
        };
        let are_half = || {
            let is_enough = meeting.score >= CLOSE_SCORE && rare_words >= LEAST_HALF_WORDS;
            is_enough && 2 * rare_words >= self.rare_words_of(meeting.left)
        };
        meeting.run_words <= longest
            && (rare_words >= LEAST_WORDS || are_half())
            && have_the_same_figures(self.index, meeting.left.words, meeting.right.words)
    }

    /// How many rare words both texts have.
    fn rare_words(&self, Meeting { right, met, .. }: Meeting<'_>) -> u32 {
        let places = met.iter().map(|met| met.place as usize);
        places.filter(|&at| right.earlier[at] == 0 && right.words[at] >= self.first_rare).count() as u32
    }

    /// How many rare words a text has.
    fn rare_words_of(&self, text: Text<'_>) -> u32 {
        let is_new_and_rare = |(word, earlier): &(&u32, &u8)| **earlier == 0 && **word >= self.first_rare;
        text.words.iter().zip(text.earlier).filter(is_new_and_rare).count() as u32
    }

    /// The share of the loose pairs of the text laid out that the other has too; of what is `enough` not all.
    fn loose_share(&mut self, Meeting { left, right, met, .. }: Meeting<'_>, enough: f64) -> f64 {
        if !std::mem::replace(&mut self.has_loose, true) {
            self.loose.lay_out(left.words, |word| self.index.weight(word));
        }
        self.loose.share(right.words, met, enough)
    }
}

/// Whether the other text is so much longer that the one laid out may be a part of it among others: then half a story is
/// much, its figures need not be in that half, and it may stand there as it was.
fn may_be_inside(meeting: Meeting<'_>, rare_words: u32) -> bool {
    meeting.right.words.len() >= LONGER * meeting.left.words.len() && rare_words >= LEAST_WORDS_INSIDE
}

/// Whether a pair of a small corpus does not owe its score to a sentence as it stood, or to the length of the other text.
fn may_be_alike(meeting: Meeting<'_>) -> bool {
    meeting.run_words <= LONGEST_RUN_OF_LONG && meeting.right.words.len() < MUCH_LONGER * meeting.left.words.len()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::progress::Progress;
    use crate::similarity::laws::corpus_of;
    use crate::similarity::scorer::Scorer;
    use crate::similarity::shingles::scramble;
    use crate::similarity::{SimilaritySettings, compare_all};

    fn index_of(texts: &[String]) -> SimilarityIndex {
        SimilarityIndex::new(&corpus_of(texts), &SimilaritySettings::default(), &Progress::new()).unwrap()
    }

    /// 220 texts: stories, each in words of its own among everyday ones, and what became of them with words changed here
    /// and there, more of them in every further text of the story; every other text starts with the words of a form. 30
    /// that hold a part of one of them. And 20 in everyday words with hardly any others, each with a text made from it.
    fn texts() -> Vec<String> {
        let mut seed = 0;
        let mut below = |end: usize| {
            seed += 1;
            (scramble(seed) >> 11) as usize % end
        };
        let mut texts: Vec<Vec<String>> = Vec::new();
        for number in 0..150 {
            let (story, times) = (number % 30, number / 30);
            let text = if times == 0 {
                let word = |_| match below(3) {
                    0 => format!("story{story}fact{}", below(20)),
                    1 => format!("{}", 100 * story + below(20)),
                    _ => format!("everyday{}", below(60)),
                };
                (0..60).map(word).collect()
            } else {
                let mut change = |word: &String| match below(10) {
                    roll if roll < times + 1 => format!("everyday{}", below(60)),
                    _ => word.clone(),
                };
                texts[story].iter().map(&mut change).collect()
            };
            texts.push(text);
        }
        let form = |number: usize| (0..30 * (number % 2)).map(|at| format!("form{at} ")).collect::<String>();
        let mut texts: Vec<String> =
            texts.iter().enumerate().map(|(number, words)| form(number) + &words.join(" ")).collect();
        // And some are inside longer ones: the first half of one text between two others.
        for number in 0..30 {
            let half = texts[number].split(' ').take(45).collect::<Vec<_>>().join(" ");
            texts.push(format!("{} {half} {}", texts[(number + 7) % 30], texts[(number + 13) % 30]));
        }
        for number in 0..20 {
            let word =
                |at| if at % 12 == 0 { format!("brief{number}fact{at}") } else { format!("everyday{}", below(60)) };
            let words: Vec<String> = (0..40).map(word).collect();
            let change = |word: &String| if below(5) == 0 { format!("everyday{}", below(60)) } else { word.clone() };
            texts.push(words.iter().map(change).collect::<Vec<_>>().join(" "));
            texts.push(words.join(" "));
        }
        texts
    }

    /// Share of the weight of the pairs of words at most four places apart, each counted where it stands, that the other
    /// text has too; a pair that the left text has many times counts where it has it, once the right one has it.
    fn loose_share(index: &SimilarityIndex, left: &[u32], right: &[u32]) -> f64 {
        let pairs = |words: &[u32]| -> Vec<(u32, u32)> {
            let near =
                |at: usize| words[at + 1..].iter().take(4).map(move |&next| (words[at], next)).collect::<Vec<_>>();
            (0..words.len()).flat_map(near).collect()
        };
        let weight = |word: u32| (index.weight(word) >> 8) as f64;
        let others: BTreeSet<(u32, u32)> = pairs(right).into_iter().collect();
        let weigh = |pairs: &[(u32, u32)]| pairs.iter().map(|&(one, next)| weight(one) + weight(next)).sum::<f64>();
        let all = pairs(left);
        let shared: Vec<(u32, u32)> = all.iter().copied().filter(|pair| others.contains(pair)).collect();
        weigh(&shared) / weigh(&all)
    }

    #[test]
    fn what_is_no_chance_is_what_the_definition_says() {
        let texts = texts();
        let index = index_of(&texts);
        let totals = index.totals(&Progress::new()).unwrap();
        let mut scorer = Scorer::new(&index);
        let mut counts = [0; 5];
        for left in 0..texts.len() {
            scorer.lay_out(index.text_of(left));
            for right in (0..texts.len()).filter(|&right| right != left) {
                let Some(pair) = scorer.pair_from(0.0, left, right, (&totals[left], &totals[right])) else { continue };
                let (score, run) = (pair.weighted_a_in_b.max(pair.weighted_b_in_a), pair.longest_run.words);
                let words = [left, right].map(|document| index.words_of(document));
                let sets = words.map(|words| words.iter().copied().collect::<BTreeSet<u32>>());
                let is_rare = |word: &&u32| index.frequencies[**word as usize] as usize <= MOST_DOCUMENTS;
                let rare = sets[0].intersection(&sets[1]).filter(is_rare).count();
                let is_half = score >= 0.3 && rare >= 2 && 2 * rare >= sets[0].iter().filter(is_rare).count();
                let figures = sets.each_ref().map(|set| {
                    let is_figure = |word: &u32| index.lexicon.word(*word).is_figure();
                    set.iter().copied().filter(is_figure).collect::<BTreeSet<u32>>()
                });
                let fewer = figures[0].len().min(figures[1].len()) as f64;
                let has_figures = figures[0].intersection(&figures[1]).count() as f64 >= 0.6 * fewer;
                let loose = loose_share(&index, words[0], words[1]);
                let longest = if score < 0.3 { 8 } else { (rare as u32).clamp(10, 20) };
                let is_reworded =
                    run <= longest && (rare >= 6 || is_half) && has_figures && loose >= least_reworded_share(220);
                let is_inside = words[1].len() >= 2 * words[0].len() && rare >= 9 && loose >= least_inside_share(220);
                let is_alike = run <= 20 && words[1].len() < 6 * words[0].len();
                let is_proved = match score {
                    _ if score >= 0.3 => loose >= least_share(score, 220) || is_reworded || is_inside,
                    _ => loose >= if is_alike { least_share(score, 220) } else { 0.33 + 0.2 * score },
                };
                let is_no_chance = score >= 0.6 || ((score >= 0.4 || rare >= 2) && is_proved);
                assert_eq!(scorer.is_reworded(score, run, index.text_of(right)), is_reworded, "{left} {right}");
                assert_eq!(scorer.is_no_chance(score, run, index.text_of(right)), is_no_chance, "{left} {right}");
                let by_half = is_reworded && rare < 6;
                let said = [is_reworded, by_half, is_inside && !is_reworded, !is_proved && score > 0.2, score >= 0.6];
                counts.iter_mut().zip(said).for_each(|(count, is_so)| *count += u32::from(is_so));
            }
        }
        assert!(counts.iter().all(|&count| count > 20), "{counts:?}");
    }

    #[test]
    fn a_text_in_other_words_is_told_from_a_later_report() {
        let texts = [
            // The first report.
            "A fire destroyed the timber yard of Halvorsen Brothers in Lindesvik early on Tuesday. Firemen from three towns \
             fought the flames for nine hours, said chief Marit Oksnes, and 140 neighbours had to leave their homes. The \
             yard employs 65 people. The owners put the damage at 12 million crowns and promised to build again.",
            // The same in other words, in another order.
            "Some 140 neighbours were told to leave homes near Lindesvik when a fire early on Tuesday ruined the timber \
             yard of Halvorsen Brothers. Crews out of three towns fought for nine hours, according to chief Marit Oksnes. \
             Its owners, who employ 65 people there, guess the damage at 12 million crowns and want to build anew.",
            // Another fire, told in the phrases of all fires.
            "A fire destroyed a school in Vestnes early on Sunday. Firemen fought the flames for hours, and neighbours had \
             to leave their homes. Nobody was hurt. Police said that the cause was not known, and the council put the \
             damage at 3 million crowns.",
            "The council of Vestnes met on Monday to speak of the school. Parents asked where lessons would be held, and the \
             mayor promised an answer within a week.",
        ]
        .map(str::to_owned);
        let matrix = compare_all(&corpus_of(&texts), &SimilaritySettings::default(), &Progress::new()).unwrap();
        let pairs: Vec<(u32, u32)> = matrix.pairs().iter().map(|pair| (pair.a.0, pair.b.0)).collect();
        assert_eq!(pairs, [(0, 1)]);
    }
}

//! What the measures and signs of the window mean: in the help, and beside every measure that is pointed at.

use crate::similarity::Measure;

/// Words and their meanings, in the order of the help.
pub const GLOSSARY: [(&str, &str); 12] = [
    ("Shingle", "A run of a few words in a row, three as a rule. Texts that were copied share many."),
    (
        "Containment",
        "The share of one article's shingles that the other has too. It has a direction: all of a short text can be in \
         a long one, but not the other way round.",
    ),
    (
        "Weighted containment",
        "The share of one article's words and short phrases that the other has too, where rare ones count for more than \
         common ones. The proposal for news.",
    ),
    ("Jaccard", "Shared shingles over all shingles of both. Low when a short text is part of a long one."),
    ("Cosine", "Likeness of vocabulary, whatever the order of words. High for rewritten text too."),
    ("Coverage", "The share of words that stand inside longer shared runs."),
    ("Names in common", "Names that both articles mention, over all that either does."),
    (
        "Quotations in common",
        "The share of what the article that quotes less has in quotation marks, that the other quotes.",
    ),
    ("Longest run", "The longest row of words that stands in both articles."),
    ("Story", "A group of articles that share text."),
    (
        "Likeness",
        "Shared text shows a common source or copying. It does not say who copied whom, nor that it was wrong.",
    ),
    (
        "Timeline",
        "A mark on the line of a row is known to the day; a bar below it is a week, a month, a season or a year, the \
         vaguer the thinner. A number stands for several that are too close to tell apart. Hollow is later than the \
         article, an arrow is “since” or “until”, and under a red flag other articles give another date.",
    ),
];

/// What a measure means.
pub fn meaning(measure: Measure) -> &'static str {
    GLOSSARY.iter().find(|(word, _)| *word == measure.label()).map_or("", |(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_is_explained() {
        assert!(Measure::ALL.into_iter().all(|measure| !meaning(measure).is_empty()));
    }
}

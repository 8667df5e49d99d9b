//! Words that every report explains, the same in each format.

/// How to read a report: a few paragraphs for somebody who sees one for the first time.
pub(super) const READING: &[&str] = &[
    "The program counts which words and phrases articles have in common, aligns the closest pairs word by word, and \
     collects the names and times that the texts mention. Every figure can be checked against the texts below; every \
     change has a number and an address of its own that can be cited.",
    "Similarity is not proof of copying. Two articles may share text because one was taken from the other, because both \
     were taken from a third (a news agency, a press release, an official transcript), or because both quote the same \
     person. Which it was is for a reader to judge, with the dates and credits beside the texts.",
    "Names, times and facts are found by rules and a trained model. They are usually right and sometimes wrong: look at \
     the sentence before relying on one.",
];

/// Term and meaning.
pub(super) const TERMS: &[(&str, &str)] = &[
    ("Article", "One text with its title, date and other parts; numbered in this report in the order of its files."),
    (
        "Containment",
        "The share of one article's phrases that another has too. It has two directions: a short article may be wholly contained in a long one, and not the other way round.",
    ),
    ("Weighted containment", "The same over words and short phrases, in which rare ones count more than common ones."),
    ("Jaccard", "Phrases that two articles share, divided by all phrases of both."),
    (
        "Cosine",
        "Likeness of the vocabulary of two articles, in which rare words count more; the order of words plays no part.",
    ),
    ("Coverage", "The share of one article's words that stand in long runs shared with another."),
    ("Longest run", "The longest unbroken sequence of words that two articles share."),
    (
        "Threshold",
        "The least score at which a pair is listed. Where nobody chose it, rewrites somewhat below it and stories retold in \
         other words are listed as well, and pairs whose likeness may be chance are not.",
    ),
    (
        "Group",
        "Articles that tell one story, as far as their shared text shows. An article made of two stories is in two groups.",
    ),
    ("Moved", "Words that both articles have, in another place."),
    (
        "Same, in other words",
        "Two expressions with one value: “March of last year” in an article of 2015, and “March 2014”.",
    ),
];

/// A whole number with commas between its thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands() {
        assert_eq!(["0", "999", "1,000", "1,234,567"], [0, 999, 1000, 1_234_567].map(grouped));
    }
}

//! Links in notes: `[[Kerry in Sochi]]`.
//!
//! What stands between the brackets is the title or path of an article, the name of a person, place or organisation, or
//! two articles with a `|` between them, which is a pair. A note stays plain text in every file; whoever reads it without
//! the program still reads what was meant.

use rustc_hash::FxHashMap;

use crate::analysis::Analysis;
use crate::corpus::DocumentId;
use crate::entity::EntityId;
use crate::text::Span;

/// Longest text of a link, in bytes: brackets that are further apart are brackets.
const LONGEST: usize = 400;

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// To an article.
    Article(DocumentId),
    /// To a pair.
    Pair(DocumentId, DocumentId),
    /// To a person, place or organisation.
    Entity(EntityId),
}

/// A link in a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it stands in the note, with its brackets.
    pub span: Span,
    /// What stands between them.
    pub words: String,
}

/// The links of a note, in order.
#[must_use]
pub fn links(note: &str) -> Vec<Link> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = note[at..].find("[[").map(|start| at + start) {
        let inside = start + 2;
        let near = &note.as_bytes()[inside..note.len().min(inside + LONGEST + 2)];
        // Brackets are never part of another character, so what lies between them is text.
        let words = near.windows(2).position(|pair| pair == b"]]").map(|length| &note[inside..inside + length]);
        match words.filter(|words| !words.contains(['\n', '['])) {
            Some(words) => {
                at = inside + words.len() + 2;
                if !words.trim().is_empty() {
                    found.push(Link { span: Span::new(start, at), words: words.trim().to_owned() });
                }
            }
            // A third bracket may begin a link of its own.
            None => at = start + 1,
        }
    }
    found
}

/// What links can lead to, by what they are called, in small letters.
#[derive(Clone, Debug, Default)]
pub struct LinkIndex {
    by_words: FxHashMap<String, Target>,
    /// What is offered while a link is typed: its words in small letters, its words, where it leads.
    offers: Vec<(String, String, Target)>,
}

impl LinkIndex {
    /// Everything that links can lead to. Linear in the articles and names.
    #[must_use]
    pub fn new(analysis: &Analysis) -> Self {
        let mut index = Self::default();
        // Of two things of one name the first wins; an article can always be named by its path.
        for (id, document) in analysis.corpus.iter() {
            index.by_words.entry(folded(&document.path)).or_insert(Target::Article(id));
        }
        for (id, document) in analysis.corpus.iter() {
            let title = document.title();
            let target = Target::Article(id);
            let is_first = *index.by_words.entry(folded(title)).or_insert(target) == target;
            let words = if is_first && is_linkable(title) { title } else { &document.path };
            if is_linkable(words) {
                index.offers.push((folded(&format!("{title} {words}")), words.to_owned(), target));
            }
        }
        for entity in &analysis.entities.entities {
            let target = Target::Entity(entity.id);
            let is_first = *index.by_words.entry(folded(&entity.name)).or_insert(target) == target;
            if is_first && is_linkable(&entity.name) {
                index.offers.push((folded(&entity.name), entity.name.clone(), target));
            }
        }
        for entity in &analysis.entities.entities {
            for alias in &entity.aliases {
                index.by_words.entry(folded(alias)).or_insert(Target::Entity(entity.id));
            }
        }
        index
    }

    /// Where a link with these words leads; nothing where nothing is called so.
    #[must_use]
    pub fn resolve(&self, words: &str) -> Option<Target> {
        if let Some(target) = self.by_words.get(&folded(words)) {
            return Some(*target);
        }
        let (one, other) = words.split_once('|')?;
        match (self.by_words.get(&folded(one))?, self.by_words.get(&folded(other))?) {
            (Target::Article(one), Target::Article(other)) if one != other => Some(Target::Pair(*one, *other)),
            _ => None,
        }
    }

    /// What can be meant by the beginning of a link: the words to put between the brackets, and where they lead. Words
    /// that begin so come first; at most `most`.
    #[must_use]
    pub fn offers(&self, begun: &str, most: usize) -> Vec<(String, Target)> {
        let begun = folded(begun);
        let starts = self.offers.iter().filter(|(key, ..)| key.starts_with(&begun));
        let holds = self.offers.iter().filter(|(key, ..)| !key.starts_with(&begun) && key.contains(&begun));
        starts.chain(holds).take(most).map(|(_, words, target)| (words.clone(), *target)).collect()
    }
}

fn is_linkable(words: &str) -> bool {
    words.len() <= LONGEST && !words.contains(['[', ']', '|', '\n'])
}

fn folded(words: &str) -> String {
    words.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_and_brackets_are_brackets() {
        let note = "See [[Kerry in Sochi]], [ [no]], [[]], [[ a | b ]] and [[broken\n]] [[[x]]].";
        let words: Vec<String> = links(note).into_iter().map(|link| link.words).collect();
        assert_eq!(words, ["Kerry in Sochi", "a | b", "x"]);
        for link in links(note) {
            let text = link.span.slice(note);
            assert!(text.starts_with("[[") && text.ends_with("]]"), "{text}");
        }
        assert!(links(&"[[".repeat(100_000)).is_empty());
    }
}

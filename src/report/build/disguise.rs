//! Numbers in the place of people's names.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::analysis::Analysis;
use crate::entity::EntityKind;
use crate::report::settings::Names;

/// Shortest part of a name that is hidden where it stands alone; shorter ones are words like "de" far more often.
const LEAST_PART_CHARS: usize = 3;

/// Replaces the names of people and authors that the analysis found, wherever they stand in a text.
pub(super) struct Disguise {
    /// `None` where names are shown.
    finder: Option<(AhoCorasick, Vec<String>)>,
}

impl Disguise {
    pub(super) fn new(analysis: &Analysis, names: Names) -> Self {
        if names == Names::Shown {
            return Self { finder: None };
        }
        let mut stand_ins: BTreeMap<String, String> = BTreeMap::new();
        let people = analysis.entities.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
        for (number, person) in (1..).zip(people) {
            for name in std::iter::once(&person.name).chain(&person.aliases) {
                add(&mut stand_ins, name, &format!("[person {number}]"));
            }
        }
        let bylines = analysis.corpus.documents().iter().filter_map(|document| document.metadata.byline.as_ref());
        let authors: std::collections::BTreeSet<&str> = bylines
            .flat_map(|byline| byline.value.split([',', ';', '&']))
            .flat_map(|part| part.split(" and "))
            .collect();
        for (number, author) in (1..).zip(authors) {
            add(&mut stand_ins, author.trim(), &format!("[author {number}]"));
        }
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(stand_ins.keys());
        Self { finder: finder.ok().map(|finder| (finder, stand_ins.into_values().collect())) }
    }

    pub(super) fn is_on(&self) -> bool {
        self.finder.is_some()
    }

    /// The text with numbers in the place of names.
    pub(super) fn hide(&self, text: &str) -> String {
        let Some((finder, stand_ins)) = &self.finder else { return text.to_owned() };
        let mut out = String::with_capacity(text.len());
        finder.replace_all_with(text, &mut out, |found, name, out| {
            let is_letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
            let is_inside_a_word =
                is_letter(text[..found.start()].chars().next_back()) || is_letter(text[found.end()..].chars().next());
            out.push_str(if is_inside_a_word { name } else { &stand_ins[found.pattern().as_usize()] });
            true
        });
        out
    }
}

/// A whole name, and each capitalised part of it.
fn add(stand_ins: &mut BTreeMap<String, String>, name: &str, stand_in: &str) {
    if name.is_empty() {
        return;
    }
    stand_ins.insert(name.to_owned(), stand_in.to_owned());
    for part in name.split_whitespace().map(|part| part.trim_matches(|character: char| !character.is_alphanumeric())) {
        if part.chars().count() >= LEAST_PART_CHARS && part.chars().next().is_some_and(char::is_uppercase) {
            stand_ins.entry(part.to_owned()).or_insert_with(|| stand_in.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::corpus::{Corpus, Document};
    use crate::entity::{Entities, Entity};

    #[test]
    fn no_part_of_a_name_is_left_and_words_stay_whole() {
        let person = Entity { name: "Ann de Vale".to_owned(), aliases: vec!["Vale".to_owned()], ..Entity::default() };
        let analysis = Analysis {
            corpus: Arc::new(Corpus::from_documents([Document::from_text("a.txt", "")])),
            entities: Arc::new(Entities { entities: vec![person], ..Entities::default() }),
            ..Analysis::default()
        };
        let disguise = Disguise::new(&analysis, Names::Hidden);
        assert_eq!(
            disguise.hide("Ann de Vale met Ann; Vale’s valet de Valence, VALE"),
            "[person 1] met [person 1]; [person 1]’s valet de Valence, VALE"
        );
        assert_eq!(Disguise::new(&analysis, Names::Shown).hide("Vale"), "Vale");
    }
}

//! What an article can be compared with, one version after another: the articles that tell its story, the earliest first.
//!
//! Without a story those that share text with it take their place. Only shown articles count. Linear in the story.

use std::borrow::Cow;

use super::command::Direction;
use super::state::State;
use crate::corpus::DocumentId;

/// The versions of one story, and the one that the others are compared with.
pub struct Versions<'a> {
    base: DocumentId,
    /// All of them, with the base.
    articles: Cow<'a, [DocumentId]>,
}

impl<'a> Versions<'a> {
    /// Those of the story of `base`: of the one that `other` is in too, if there are many.
    pub fn of(state: &'a State, (base, other): (DocumentId, DocumentId)) -> Self {
        let shown = state.shown();
        let ids = state.analysis.clusters.of_document.get(base.index());
        let mut stories = ids.into_iter().flatten().filter_map(|&id| shown.story(id));
        let story = stories.clone().find(|story| story.articles.contains(&other)).or_else(|| stories.next());
        let articles = match story {
            Some(story) => Cow::Borrowed(story.articles.as_slice()),
            None => {
                let others = state.analysis.matrix.row(base).map(|pair| pair.other(base)).filter(|&id| shown.has(id));
                let mut articles: Vec<DocumentId> = others.chain([base]).collect();
                articles.sort_unstable();
                Cow::Owned(articles)
            }
        };
        Self { base, articles }
    }

    /// All of them, with the base.
    pub fn articles(&self) -> &[DocumentId] {
        &self.articles
    }

    /// How many there are to compare the base with.
    pub fn count(&self) -> usize {
        self.others().count()
    }

    /// The place of `other` among those, from 0.
    pub fn place(&self, other: DocumentId) -> Option<usize> {
        self.others().position(|id| id == other)
    }

    /// The one after or before `other`, around the end; the first or the last if `other` is none of them.
    pub fn step(&self, other: DocumentId, direction: Direction) -> Option<DocumentId> {
        let count = self.count();
        let at = match (self.place(other), direction) {
            (Some(at), Direction::Next) => (at + 1) % count,
            (Some(at), Direction::Previous) => (at + count - 1) % count,
            (None, Direction::Next) => 0,
            (None, Direction::Previous) => count.checked_sub(1)?,
        };
        self.others().nth(at)
    }

    fn others(&self) -> impl Iterator<Item = DocumentId> + '_ {
        self.articles.iter().copied().filter(|&id| id != self.base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn versions(base: u32, articles: &[u32]) -> Versions<'static> {
        Versions { base: DocumentId(base), articles: articles.iter().map(|&id| DocumentId(id)).collect() }
    }

    #[test]
    fn a_walk_goes_around_and_passes_the_base_over() {
        let versions = versions(7, &[3, 7, 9, 1]);
        let walk = |start: u32, direction| {
            std::iter::successors(Some(DocumentId(start)), |&at| versions.step(at, direction))
                .map(|id| id.0)
                .take(4)
                .collect::<Vec<_>>()
        };
        assert_eq!(walk(3, Direction::Next), [3, 9, 1, 3]);
        assert_eq!(walk(3, Direction::Previous), [3, 1, 9, 3]);
        assert_eq!(walk(20, Direction::Next)[1], 3, "an article of another story");
        assert_eq!(
            (versions.count(), versions.place(DocumentId(9)), versions.place(DocumentId(7))),
            (3, Some(1), None)
        );
    }

    #[test]
    fn a_base_alone_has_nowhere_to_go() {
        for direction in [Direction::Next, Direction::Previous] {
            assert_eq!(versions(7, &[7]).step(DocumentId(3), direction), None);
        }
    }
}

//! The names of one article in two lists of entities.

use super::{EntityId, Mention};

/// How the entities that one list names in an article are numbered in another one, which names somebody in the very same
/// places. Several may be one there.
pub(crate) struct Renumbered(Vec<(EntityId, EntityId)>);

impl Renumbered {
    /// `None` where the other list names other places, or makes two of one entity.
    pub(crate) fn of(before: &[(Mention, EntityId)], after: &[(Mention, EntityId)]) -> Option<Self> {
        let is_level = before.len() == after.len()
            && before
                .iter()
                .zip(after)
                .all(|((one, _), (other, _))| (one.span, one.title) == (other.span, other.title));
        if !is_level {
            return None;
        }
        let mut pairs: Vec<(EntityId, EntityId)> =
            before.iter().zip(after).map(|((_, one), (_, other))| (*one, *other)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let is_parted = pairs.windows(2).any(|pair| pair[0].0 == pair[1].0);
        (!is_parted).then_some(Self(pairs))
    }

    /// The number in the other list; `None` for an entity that the article does not name.
    pub(crate) fn get(&self, before: EntityId) -> Option<EntityId> {
        let at = self.0.binary_search_by_key(&before, |(before, _)| *before).ok()?;
        Some(self.0[at].1)
    }

    /// Each entity of the article with its number in the other list.
    pub(crate) fn pairs(&self) -> &[(EntityId, EntityId)] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn mentions(entities: &[u32]) -> Vec<(Mention, EntityId)> {
        let mention = |at: usize| Mention { span: Span::new(2 * at, 2 * at + 1), ..Mention::default() };
        entities.iter().enumerate().map(|(at, &id)| (mention(at), EntityId(id))).collect()
    }

    #[test]
    fn several_may_become_one_but_not_one_several() {
        let before = mentions(&[4, 7, 4]);
        let merged = Renumbered::of(&before, &mentions(&[1, 1, 1])).expect("both are the same by now");
        assert_eq!([4, 7, 9].map(|id| merged.get(EntityId(id))), [Some(EntityId(1)), Some(EntityId(1)), None]);
        assert!(Renumbered::of(&before, &mentions(&[1, 2, 3])).is_none(), "4 was split");
        assert!(Renumbered::of(&before, &mentions(&[4, 7])).is_none(), "a mention is gone");
    }
}

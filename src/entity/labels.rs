//! The labels of the sequence model: outside, or first, inside, last or only token of a name of one of four kinds.

use super::EntityKind;
use super::token::{Shape, Token};
use super::tokens::folded_hash;

/// Number of labels.
pub(crate) const LABELS: usize = 17;
/// The label of a token outside names.
pub(crate) const OUTSIDE: u8 = 0;

/// The part of a name that a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    First,
    Inside,
    Last,
    Only,
}

/// The label of a token at this place of a name of this kind.
pub(crate) fn label_of(kind: EntityKind, place: Place) -> u8 {
    1 + 4 * kind as u8 + place as u8
}

/// The kind of name that a label is part of.
pub(crate) fn kind_of(label: u8) -> Option<EntityKind> {
    (label > 0).then(|| EntityKind::ALL[usize::from((label - 1) / 4)])
}

/// Lower than what all features of a token can take away, with room for more to be added.
const FORBIDDEN: i16 = i16::MIN / 2;

/// Makes those labels the worst that a token's form rules out. No name begins with a mark, and of marks only those of
/// "Yahoo!" and "OPEC+" end one. A person's name ends before the "'s" of what is owned, and another may begin behind it;
/// but firms are called "Lloyd's of London".
pub(crate) fn rule_out(token: &Token, scores: &mut [i16; LABELS]) {
    let is_closing = || ["!", "+"].map(folded_hash).contains(&token.folded);
    let (owns, may_end) = match token.shape {
        Shape::Possessive => (true, true),
        Shape::Punctuation => (false, is_closing()),
        _ => return,
    };
    for kind in EntityKind::ALL {
        let is_out = owns && kind == EntityKind::Person;
        for (place, may_be) in
            [(Place::First, false), (Place::Only, false), (Place::Inside, !is_out), (Place::Last, may_end && !is_out)]
        {
            if !may_be {
                scores[usize::from(label_of(kind, place))] = FORBIDDEN;
            }
        }
    }
}

/// Whether the name goes on after this label.
pub(crate) fn goes_on(label: u8) -> bool {
    label > 0 && (label - 1) % 4 < 2
}

/// Whether a label may stand at the beginning of a run.
pub(crate) fn may_begin(label: u8) -> bool {
    label == OUTSIDE || matches!((label - 1) % 4, 0 | 3)
}

/// Whether `next` may follow `label` in a run.
pub(crate) fn may_follow(label: u8, next: u8) -> bool {
    if goes_on(label) {
        next > 0 && (next - 1) / 4 == (label - 1) / 4 && matches!((next - 1) % 4, 1 | 2)
    } else {
        may_begin(next)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;
    use crate::text::Span;

    #[test]
    fn every_label_has_a_way_on_and_an_end() {
        for label in 0..LABELS as u8 {
            assert!((0..LABELS as u8).any(|next| may_follow(label, next)));
            assert!(may_follow(label, OUTSIDE) != goes_on(label));
        }
    }

    #[test]
    fn marks_begin_no_name_and_persons_own() {
        let mut found = Vec::new();
        tokens("Vale's Orsic. Yahoo!", Span::new(0, 20), false, &mut found);
        let allowed = |at: usize, kind, place| {
            let mut scores = [0; LABELS];
            rule_out(&found[at], &mut scores);
            scores[usize::from(label_of(kind, place))] == 0
        };
        assert!(allowed(0, EntityKind::Person, Place::First));
        assert!(!allowed(1, EntityKind::Person, Place::Inside) && allowed(1, EntityKind::Organisation, Place::Inside));
        assert!(!allowed(3, EntityKind::Person, Place::Last) && allowed(5, EntityKind::Organisation, Place::Last));
    }

    #[test]
    fn labels_keep_their_kind() {
        for kind in EntityKind::ALL {
            assert_eq!(kind_of(label_of(kind, Place::Last)), Some(kind));
        }
        assert_eq!(label_of(EntityKind::Other, Place::Only), LABELS as u8 - 1);
    }
}

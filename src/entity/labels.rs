//! The labels of the sequence model: outside, or first, inside, last or only token of a name of one of four kinds.

use super::EntityKind;

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
    use super::*;

    #[test]
    fn every_label_has_a_way_on_and_an_end() {
        for label in 0..LABELS as u8 {
            assert!((0..LABELS as u8).any(|next| may_follow(label, next)));
            assert!(may_follow(label, OUTSIDE) != goes_on(label));
        }
    }

    #[test]
    fn labels_keep_their_kind() {
        for kind in EntityKind::ALL {
            assert_eq!(kind_of(label_of(kind, Place::Last)), Some(kind));
        }
        assert_eq!(label_of(EntityKind::Other, Place::Only), LABELS as u8 - 1);
    }
}

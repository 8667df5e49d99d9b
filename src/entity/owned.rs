//! Bodies of the lists that are called after an owner: "Lloyd's of London", "Moody's Investors Service".

use super::EntityKind;
use super::lists::{Lists, class};
use super::recognize::Found;
use super::token::{Shape, Token};

/// Makes one name of each listed body with a possessive behind its first word; `names` are in order and stay so.
pub(super) fn settle(tokens: &[Token], names: &mut Vec<Found>, lists: &Lists) {
    for at in 1..tokens.len() {
        let start = at - 1;
        if tokens[at].shape != Shape::Possessive || !tokens[start].has_capital() {
            continue;
        }
        let Some((length, bits)) = lists.phrase(&tokens[start..]) else { continue };
        let body = start..start + length;
        let is_one_line = !tokens[at..body.end].iter().any(|token| token.begins_line);
        let is_covered = || names.iter().any(|name| name.tokens.start <= start && body.end <= name.tokens.end);
        if length < 3 || bits & class::ORGANISATION == 0 || !is_one_line || is_covered() {
            continue;
        }
        names.retain(|name| name.tokens.end <= start || body.end <= name.tokens.start);
        let place = names.partition_point(|name| name.tokens.start < start);
        names.insert(place, Found { tokens: body, kind: EntityKind::Organisation });
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;
    use crate::text::Span;

    #[test]
    fn a_listed_body_is_one_name() {
        let text = "Lloyd's of London said so in London";
        let mut found = Vec::new();
        tokens(text, Span::new(0, text.len()), false, &mut found);
        let place = |at: usize| Found { tokens: at..at + 1, kind: EntityKind::Place };
        let mut names = vec![place(3), place(7)];
        settle(&found, &mut names, Lists::get());
        assert_eq!(names, [Found { tokens: 0..4, kind: EntityKind::Organisation }, place(7)]);
    }
}

//! Towns whose name stands for their club: "a defeat at Chelsea", "Milan's front line".

use rustc_hash::FxHashSet;

use super::EntityKind;
use super::lists::{Lists, class};
use super::pages::Page;
use super::recognize::Found;
use super::token::Shape;
use super::tokens::{folded_hash, phrase_hash};

/// How much a document must be about sport.
const LEAST_SPORT: u8 = 2;

/// Words before a name that say it is a place.
const WHERE: [&str; 6] = ["in", "near", "from", "outside", "around", "of"];

/// Makes a body of each place that is a club's name and elsewhere in the report of sport was found to be one, unless the
/// words beside it say that it is a place.
pub(super) fn settle(page: &Page, names: &mut [Found], lists: &Lists) {
    if page.sport < LEAST_SPORT {
        return;
    }
    let hash = |name: &Found| phrase_hash(&page.tokens[name.tokens.clone()]);
    let bodies: FxHashSet<u64> = names.iter().filter(|name| name.kind == EntityKind::Organisation).map(hash).collect();
    for name in names.iter_mut().filter(|name| name.kind == EntityKind::Place) {
        let is_club = lists.whole(&page.tokens[name.tokens.clone()]) & class::CLUB != 0;
        if is_club && bodies.contains(&hash(name)) && !is_where(page, name) {
            name.kind = EntityKind::Organisation;
        }
    }
}

/// "in Milan", "Milan, Italy", "MILAN (Agency) -".
fn is_where(page: &Page, name: &Found) -> bool {
    let before = page.neighbour(name.tokens.start, -1).map(|at| page.tokens[at].folded);
    let after = page.neighbour(name.tokens.end - 1, 1).map(|at| page.tokens[at]);
    let is_dateline = page.tokens[name.tokens.start].begins_line
        && after.is_some_and(|after| matches!(after.shape, Shape::Punctuation | Shape::Number));
    let is_before_home = after.is_some_and(|after| after.folded == folded_hash(","))
        && page.neighbour(name.tokens.end - 1, 2).is_some_and(|at| page.tokens[at].has_capital());
    is_dateline || is_before_home || before.is_some_and(|before| WHERE.map(folded_hash).contains(&before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn a_town_plays_unless_it_is_said_to_be_a_place() {
        let text =
            "Striker gives Milan the title\nMilan won the match in Milan. The goalkeeper left Milan for the cup final.";
        let lists = Lists::get();
        let page = Page::new(text, &[Span::new(0, text.len())], lists);
        let milan = folded_hash("milan");
        let found = (0..page.tokens.len()).filter(|&at| page.tokens[at].folded == milan);
        let mut names: Vec<Found> = found.map(|at| Found { tokens: at..at + 1, kind: EntityKind::Place }).collect();
        settle(&page, &mut names, lists);
        assert!(names.iter().all(|name| name.kind == EntityKind::Place), "no body was found yet");
        names[0].kind = EntityKind::Organisation;
        settle(&page, &mut names, lists);
        let kinds: Vec<EntityKind> = names.iter().map(|name| name.kind).collect();
        let (body, place) = (EntityKind::Organisation, EntityKind::Place);
        assert_eq!(kinds, [body, body, place, body]);
    }
}

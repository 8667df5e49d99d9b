//! The name under the pointer: what "mark as a name" begins with.

use crate::text::{Span, words};

/// The word at a byte of a text, together with the capitalised words around it when it is one itself: pointing at
/// "Orlen" in "the Orlen Harbour Council" takes all three. `None` where there is no word.
pub fn name_at(text: &str, at: usize) -> Option<Span> {
    let all: Vec<Span> = words(text).collect();
    let here = all.iter().position(|word| word.start() <= at && at <= word.end())?;
    let is_capital = |word: &Span| word.slice(text).chars().next().is_some_and(char::is_uppercase);
    let is_joined = |left: &Span, right: &Span| {
        text.get(left.end()..right.start()).is_some_and(|between| matches!(between, " " | "-" | "\n" | "’" | "'"))
    };
    let (mut first, mut last) = (here, here);
    if is_capital(&all[here]) {
        while first > 0 && is_capital(&all[first - 1]) && is_joined(&all[first - 1], &all[first]) {
            first -= 1;
        }
        while last + 1 < all.len() && is_capital(&all[last + 1]) && is_joined(&all[last], &all[last + 1]) {
            last += 1;
        }
    }
    Some(Span::new(all[first].start(), all[last].end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_around_belong_to_the_name() {
        let text = "On Monday, the Orlen Harbour Council met. Nobody spoke.";
        let at = |word: &str| name_at(text, text.find(word).expect("it is there") + 1).map(|span| span.slice(text));
        assert_eq!(at("Harbour"), Some("Orlen Harbour Council"));
        assert_eq!(at("met"), Some("met"));
        assert_eq!(at("Nobody"), Some("Nobody"));
        assert_eq!(name_at("", 0), None);
    }
}

//! Characters that are there but not seen: they can turn a line around, hide a word, or keep two alike words apart. They
//! are kept in the text, counted in a warning, and shown as marks by the panes in which articles are read.

/// Number of such characters in `text`.
pub(super) fn count(text: &str) -> usize {
    if text.is_ascii() {
        return memchr::memchr_iter(0, text.as_bytes()).count();
    }
    text.chars().filter(|&character| is_invisible(character)).count()
}

/// Bidirectional controls, zero-width characters and NUL; not the joiners, which Arabic and Indic spelling needs.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\0' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_is_not_counted() {
        assert_eq!(count("Aé漢ا\u{200C}\u{200D}\u{301} \n\t\u{A0}"), 0);
        assert_eq!(count("The \u{202E}talks\u{202C} fail\u{200B}ed \0."), 4);
        assert_eq!(count("a\0b\0"), 2);
    }
}

//! Characters that are there but not seen: they can turn a line around, hide a word, or keep two alike words apart.
//!
//! They are kept in the text, counted in a warning, and shown as marks wherever a person reads.

/// Number of such characters in `text`.
pub(super) fn count(text: &str) -> usize {
    if text.is_ascii() {
        return memchr::memchr_iter(0, text.as_bytes()).count();
    }
    text.chars().filter(|&character| mark(character).is_some()).count()
}

/// The short name under which a character that is not seen is shown, as Unicode abbreviates it; nothing for one that is
/// seen. The joiners are no such characters: Arabic and Indic spelling needs them.
#[must_use]
pub fn mark(character: char) -> Option<&'static str> {
    Some(match character {
        '\0' => "NUL",
        '\u{200B}' => "ZWSP",
        '\u{200E}' => "LRM",
        '\u{200F}' => "RLM",
        '\u{202A}' => "LRE",
        '\u{202B}' => "RLE",
        '\u{202C}' => "PDF",
        '\u{202D}' => "LRO",
        '\u{202E}' => "RLO",
        '\u{2060}' => "WJ",
        '\u{2061}'..='\u{2064}' => "invisible sign",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{FEFF}' => "BOM",
        '\u{FFF9}'..='\u{FFFB}' => "annotation",
        '\u{E0000}'..='\u{E007F}' => "tag",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_has_no_mark() {
        for character in "Aé漢ا\u{200C}\u{200D}\u{301} \n\t\u{A0}".chars() {
            assert_eq!(mark(character), None, "{character:?}");
        }
        assert_eq!(count("The \u{202E}talks\u{202C} fail\u{200B}ed \0."), 4);
        assert_eq!(count("a\0b\0"), 2);
    }
}

//! Folding: what may differ between two spellings of the same word.

use std::borrow::Cow;

/// One character as it is compared: lower case, one kind of apostrophe, quotation mark and dash.
///
/// Characters whose lower case is longer than one character keep their first.
#[must_use]
pub fn fold_char(character: char) -> char {
    match character {
        'a'..='z' | '0'..='9' | ' ' => character,
        'A'..='Z' => character.to_ascii_lowercase(),
        '’' | '‘' | '‛' | 'ʼ' | '`' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '–' | '—' | '―' | '‒' | '‐' | '‑' | '−' => '-',
        other if other.is_ascii() => other,
        other => other.to_lowercase().next().unwrap_or(other),
    }
}

/// A word as it is compared, see [`fold_char`]. Borrowed when there was nothing to fold.
#[must_use]
pub fn fold_word(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.chars().map(fold_char).collect())
}

/// A word without the ending of a possessive: "Russia" of "Russia’s".
#[must_use]
pub fn without_possessive(word: &str) -> &str {
    let without = word.strip_suffix(['s', 'S']).and_then(|word| word.strip_suffix(|mark| fold_char(mark) == '\''));
    without.unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_dashes_and_case_fold() {
        assert_eq!(fold_word("Russia’s"), "russia's");
        assert_eq!(fold_word("PRO–Russian"), "pro-russian");
        assert!(matches!(fold_word("talks"), Cow::Borrowed("talks")));
    }

    #[test]
    fn possessives_end_with_their_apostrophe() {
        let words = ["Russia’s", "it's", "PUTIN'S", "s", "'s", "ministers", "O'Neill", "Å´s"];
        let without = ["Russia", "it", "PUTIN", "s", "", "ministers", "O'Neill", "Å"];
        assert_eq!(words.map(without_possessive), without);
    }
}

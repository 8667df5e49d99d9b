//! Text put on one line.

/// `text` with every run of blank space, line ends among it, as one space, and none at its ends.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_space_becomes_one_space() {
        assert_eq!(one_line("  Talks\n\tfail\u{A0}in Harrow \n"), "Talks fail in Harrow");
        assert_eq!(one_line(" \n"), "");
    }
}

//! What a line of a text is: prose, a headline, capitals, a row of a table; and whether it goes on in the next.

use super::token::{LineKind, Shape, Token};

/// Gives the tokens of a line what their line tells: its kind, and where it and its sentences begin.
pub(super) fn finish_line(text: &str, line: &mut [Token], is_continued: bool) {
    let kind = line_kind(text, line);
    let mut begins = !is_continued;
    let mut is_first = true;
    for token in line.iter_mut() {
        token.line_kind = kind;
        token.begins_line = is_first && !is_continued;
        is_first = false;
        if token.shape == Shape::Punctuation {
            match text.as_bytes()[token.start as usize] {
                b'.' | b'!' | b'?' => begins = true,
                _ => {}
            }
            continue;
        }
        token.begins_sentence = begins;
        begins = false;
    }
}

fn line_kind(text: &str, line: &[Token]) -> LineKind {
    let (mut words, mut capitals, mut upper, mut long, mut long_high, mut numbers) = (0, 0, 0, 0, 0, 0);
    for token in line {
        match token.shape {
            Shape::Number => numbers += 1,
            Shape::Punctuation | Shape::Possessive => {}
            shape => {
                words += 1;
                capitals += usize::from(shape == Shape::Caps);
                upper += usize::from(shape != Shape::Lower);
                if token.end - token.start > 3 {
                    long += 1;
                    long_high += usize::from(shape != Shape::Lower);
                }
            }
        }
    }
    let ends_as_prose = line.last().is_some_and(|last| text.as_bytes()[last.start as usize] == b'.');
    if words >= 2 && capitals * 10 >= words * 7 && long > 0 {
        LineKind::Capitals
    } else if numbers >= 2 && numbers * 3 >= words
        || (numbers >= 1 && words <= 8 && upper * 3 >= words * 2 && !ends_as_prose)
    {
        LineKind::Table
    } else if !ends_as_prose && words >= 3 && long > 0 && long_high * 4 >= long * 3 {
        LineKind::Headline
    } else {
        LineKind::Prose
    }
}

/// Whether single line breaks of the text are mere wrapping: most lines that follow one begin with a small letter or the
/// lines are long and do not end a sentence.
pub(crate) fn is_wrapped(text: &str) -> bool {
    let (mut breaks, mut goes_on) = (0_usize, 0_usize);
    let mut previous = "";
    for line in text.lines() {
        let (above, line_start) = (previous.trim_end(), line.trim_start());
        if !above.is_empty() && !line_start.is_empty() {
            breaks += 1;
            let ends = above.ends_with(['.', '!', '?', '"', '”', ':', '\'']);
            if !ends && line_start.starts_with(char::is_lowercase) && above.len() >= 40 {
                goes_on += 1;
            }
        }
        previous = line;
    }
    goes_on >= 3 && goes_on * 10 >= breaks * 3
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;
    use crate::text::Span;

    #[test]
    fn lines_are_told_apart() {
        let kind = |text: &str| {
            let mut found = Vec::new();
            tokens(text, Span::new(0, text.len()), false, &mut found);
            found[0].line_kind
        };
        assert_eq!(kind("ROWING - THUN HOLD OFF ZUG"), LineKind::Capitals);
        assert_eq!(kind("Kerry Meets Putin to Gauge Flexibility"), LineKind::Headline);
        assert_eq!(kind("Ajax Amsterdam 3 2 0 1 6"), LineKind::Table);
        assert_eq!(kind("Talks began on Tuesday in the old town."), LineKind::Prose);
    }
}

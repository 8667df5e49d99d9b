//! Text that goes into a page.

use std::fmt;

/// A text as it is written into HTML, in content and in quoted attributes.
///
/// Control characters have no place in a page, and marks that turn the direction of writing could make a text read as
/// another; both become the replacement character. What is left cannot open a tag, an entity or an attribute.
pub(super) struct Text<'a>(pub &'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut from = 0;
        for (at, character) in self.0.char_indices() {
            let written = match character {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '\n' | '\t' => continue,
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "\u{fffd}",
                _ if character.is_control() => "\u{fffd}",
                _ => continue,
            };
            out.write_str(&self.0[from..at])?;
            out.write_str(written)?;
            from = at + character.len_utf8();
        }
        out.write_str(&self.0[from..])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn markup_becomes_text() {
        let hostile = "<script>alert('x')</script> & \"q\" \u{1b}[2J \u{202e}";
        assert_eq!(
            Text(hostile).to_string(),
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot; \u{fffd}[2J \u{fffd}"
        );
    }

    proptest! {
        #[test]
        fn a_browser_reads_back_the_text(text in "[^\\p{C}]*") {
            let page = format!("<p title=\"{0}\">{0}</p>", Text(&text));
            let parsed = scraper::Html::parse_fragment(&page);
            let paragraph = parsed.select(&scraper::Selector::parse("p").expect("a selector")).next().expect("one paragraph");
            prop_assert_eq!(paragraph.text().collect::<String>(), text.clone());
            prop_assert_eq!(paragraph.attr("title"), Some(text.as_str()));
        }
    }
}

//! A comparison as text that other programs take: plain, Markdown, HTML.
//!
//! Selecting with the pointer copies what is on the screen; rows that are not painted cannot be selected, so the whole
//! is offered as a command.

use super::line::{Side, Stretch};
use super::model::{Marks, Model};
use crate::alignment::PieceKind;

/// Which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Words with `[-gone-]` and `{+new+}`, as word diffs are usually written.
    Text,
    /// The same with Markdown's strike-through and bold.
    Markdown,
    /// `<del>` and `<ins>`.
    Html,
}

impl Form {
    /// Every form, in the order of the menu.
    pub const ALL: [Form; 3] = [Form::Text, Form::Markdown, Form::Html];

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Form::Text => "Copy as text",
            Form::Markdown => "Copy as Markdown",
            Form::Html => "Copy as HTML",
        }
    }
}

/// The whole comparison in one run, row by row.
pub fn copied(form: Form, texts: [&str; 2], titles: [&str; 2], model: &Model) -> String {
    let mut out = String::new();
    let [left, right] = titles;
    match form {
        Form::Text => out.push_str(&format!("[-{left}-]\n{{+{right}+}}\n\n")),
        Form::Markdown => {
            out.push_str(&format!("~~{}~~\n**{}**\n\n", escaped(form, left), escaped(form, right)));
        }
        Form::Html => {
            out.push_str(&format!(
                "<p><del>{}</del><br><ins>{}</ins></p>\n",
                escaped(form, left),
                escaped(form, right)
            ));
        }
    }
    for (index, row) in (0u32..).zip(&model.page.rows) {
        if row.a.is_paragraph_start && row.b.is_paragraph_start && index > 0 {
            out.push('\n');
        }
        if form == Form::Html {
            out.push_str("<p>");
        }
        for stretch in model.inline(index, Marks::default()) {
            out.push_str(&marked(form, texts, &stretch));
        }
        out.push_str(if form == Form::Html { "</p>\n" } else { "\n" });
    }
    out
}

fn marked(form: Form, texts: [&str; 2], stretch: &Stretch) -> String {
    let words = stretch.span.slice(texts[stretch.side as usize]).replace('\n', " ");
    let inner = words.trim();
    if stretch.kind == PieceKind::Equal || inner.is_empty() {
        return escaped(form, &words);
    }
    let (before, after) = match (form, stretch.side, stretch.kind) {
        (Form::Text, _, PieceKind::Moved) => ("[~", "~]"),
        (Form::Text, Side::Left, _) => ("[-", "-]"),
        (Form::Text, Side::Right, _) => ("{+", "+}"),
        (Form::Markdown, _, PieceKind::Moved) => ("_", "_"),
        (Form::Markdown, Side::Left, _) => ("~~", "~~"),
        (Form::Markdown, Side::Right, _) => ("**", "**"),
        (Form::Html, _, PieceKind::Moved) => ("<mark>", "</mark>"),
        (Form::Html, Side::Left, _) => ("<del>", "</del>"),
        (Form::Html, Side::Right, _) => ("<ins>", "</ins>"),
    };
    let start = words.len() - words.trim_start().len();
    let (blank_before, rest) = words.split_at(start);
    let blank_after = &rest[inner.len()..];
    format!("{blank_before}{before}{}{after}{blank_after}", escaped(form, inner))
}

/// Words of an article with what the form would take for its own signs made harmless.
fn escaped(form: Form, words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for character in words.chars() {
        match (form, character) {
            (Form::Html, '&') => out.push_str("&amp;"),
            (Form::Html, '<') => out.push_str("&lt;"),
            (Form::Html, '>') => out.push_str("&gt;"),
            (Form::Html, '"') => out.push_str("&quot;"),
            (Form::Markdown, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '#' | '|') => {
                out.push('\\');
                out.push(character);
            }
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::{AlignmentSettings, Side as Text, align};
    use crate::analysis::Comparison;
    use crate::progress::Progress;

    #[test]
    fn a_change_is_marked_in_every_form_and_the_rest_is_escaped() {
        let (a, b) =
            ("The <b>ferry</b> left the harbour at noon today.", "The <b>ferry</b> left the harbour at dawn today.");
        let alignment =
            align(Text::new(a), Text::new(b), &AlignmentSettings::default(), &Progress::new()).expect("goes on");
        let comparison = Comparison { alignment, ..Comparison::default() };
        let model = Model::new([a, b], &comparison);
        let read = |form| copied(form, [a, b], ["One", "Two"], &model);
        assert!(read(Form::Text).contains("at [-noon-]"), "{}", read(Form::Text));
        assert!(read(Form::Html).contains("<del>noon</del>") && !read(Form::Html).contains("<b>"));
        assert!(read(Form::Markdown).contains("~~noon~~") && read(Form::Markdown).contains("\\<b\\>"));
    }
}

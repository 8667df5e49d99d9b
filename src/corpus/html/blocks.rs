//! The paragraphs of a tree of elements.

use dom_query::NodeRef;

use crate::corpus::PartKind;

/// A paragraph and what its element says it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub kind: PartKind,
    pub text: String,
}

/// The paragraphs below `node`, in order. Trees are no deeper than
/// [`MAX_HTML_DEPTH`](crate::corpus::limits::MAX_HTML_DEPTH), so going down by calls is safe.
pub(super) fn of(node: &NodeRef<'_>) -> Vec<Block> {
    let mut walk = Walk { found: Vec::new(), line: String::new(), kind: PartKind::Body };
    walk.down(node);
    walk.close();
    walk.found
}

struct Walk {
    found: Vec<Block>,
    line: String,
    kind: PartKind,
}

impl Walk {
    fn down(&mut self, node: &NodeRef<'_>) {
        for child in node.children_it(false) {
            if child.is_text() {
                self.words(&child.text());
                continue;
            }
            let Some(name) = child.node_name() else {
                self.down(&child);
                continue;
            };
            match name.as_ref() {
                "br" => self.line_break(),
                name if is_skipped(name) => {}
                name if is_block(name) || is_caption(name, &child) => {
                    self.close();
                    let outer = self.kind;
                    if is_caption(name, &child) {
                        self.kind = PartKind::Caption;
                    }
                    self.down(&child);
                    self.close();
                    self.kind = outer;
                }
                _ => self.down(&child),
            }
        }
    }

    /// Adds text with its blank space made one.
    fn words(&mut self, text: &str) {
        let is_apart = text.starts_with(char::is_whitespace);
        let mut is_first = true;
        for word in text.split_whitespace() {
            if !self.line.is_empty() && !self.line.ends_with(char::is_whitespace) && (!is_first || is_apart) {
                self.line.push(' ');
            }
            self.line.push_str(word);
            is_first = false;
        }
        let ends_apart = text.ends_with(char::is_whitespace);
        if ends_apart && !self.line.is_empty() && !self.line.ends_with(char::is_whitespace) {
            self.line.push(' ');
        }
    }

    /// One break goes on, two end the paragraph.
    fn line_break(&mut self) {
        if self.line.trim_end_matches(' ').ends_with('\n') {
            self.close();
        } else if !self.line.is_empty() {
            self.line.push('\n');
        }
    }

    fn close(&mut self) {
        let text = self.line.trim();
        if !text.is_empty() {
            self.found.push(Block { kind: self.kind, text: text.to_owned() });
        }
        self.line.clear();
    }
}

fn is_caption(name: &str, node: &NodeRef<'_>) -> bool {
    name == "figcaption"
        || matches!(name, "p" | "div" | "span" | "cite")
            && node.class().is_some_and(|class| {
                class.split_whitespace().any(|class| {
                    let class = class.to_ascii_lowercase();
                    matches!(
                        class.as_str(),
                        "caption" | "photo-credit" | "image-caption" | "wp-caption-text" | "photo-caption"
                    )
                })
            })
}

/// Elements whose text nobody reads as the article's.
pub(super) fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "math"
            | "nav"
            | "form"
            | "button"
            | "select"
            | "textarea"
            | "iframe"
            | "object"
            | "canvas"
            | "audio"
            | "video"
            | "head"
            | "title"
    )
}

/// Elements that begin and end a paragraph.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "figure"
            | "figcaption"
            | "footer"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "html"
            | "li"
            | "main"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "time"
            | "tr"
            | "ul"
    )
}

//! The fields of an article in an export, as they are found line by line.

use super::labels::Label;

/// What was found of an article.
#[derive(Default)]
pub(super) struct Fields {
    pub(super) title: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) date: Option<String>,
    pub(super) url: Option<String>,
    pub(super) place: Option<String>,
    pub(super) language: Option<String>,
    pub(super) body: Vec<String>,
}

impl Fields {
    /// Takes the value of a label, unless there was one already.
    pub(super) fn put(&mut self, label: Label, value: &str) {
        let slot = match label {
            Label::Title => &mut self.title,
            Label::Byline => &mut self.byline,
            Label::Outlet => &mut self.outlet,
            Label::Date => &mut self.date,
            Label::Url => &mut self.url,
            Label::Language => &mut self.language,
            Label::Place => &mut self.place,
            Label::Body | Label::Closing | Label::Other => return,
        };
        if slot.is_none() && !value.is_empty() {
            *slot = Some(value.to_owned());
        }
    }

    /// Adds a line of the text; an empty one ends the paragraph.
    pub(super) fn body_line(&mut self, line: &str) {
        if line.is_empty() {
            if self.body.last().is_some_and(|last| !last.is_empty()) {
                self.body.push(String::new());
            }
            return;
        }
        match self.body.last_mut() {
            Some(last) if !last.is_empty() => {
                last.push('\n');
                last.push_str(line);
            }
            Some(last) => last.push_str(line),
            None => self.body.push(line.to_owned()),
        }
    }
}

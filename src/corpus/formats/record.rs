//! One article as a row or an object: which names mean what, in the exports of the usual services.

use crate::corpus::article::Draft;
use crate::corpus::{Origin, PartKind, Sourced, html};
use crate::text::{Span, one_line, paragraphs};

/// A value that a column or key gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Text,
    /// A lead or summary, which stands in for a text that is not there.
    Summary,
    Title,
    Byline,
    Outlet,
    Published,
    Url,
    Language,
}

/// What the column called `name` gives. Names are compared without case, blank space and low lines.
pub(super) fn column(name: &str) -> Option<Column> {
    let folded: String =
        name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Some(match folded.as_str() {
        "text" | "content" | "body" | "fulltext" | "articletext" | "articlebody" | "maintext" | "story"
        | "storytext" | "bodytext" | "plaintext" => Column::Text,
        "description" | "summary" | "abstract" | "snippet" | "lead" | "excerpt" => Column::Summary,
        "title" | "headline" | "articletitle" => Column::Title,
        "author" | "authors" | "byline" | "creator" => Column::Byline,
        "source" | "outlet" | "medianame" | "publication" | "publisher" | "publicationtitle" | "newspaper"
        | "sourcename" | "sitename" => Column::Outlet,
        "publishdate" | "published" | "date" | "publishedat" | "pubdate" | "datepublished" | "publicationdate"
        | "publishedon" | "publishtime" | "webpublicationdate" => Column::Published,
        "url" | "link" | "articleurl" | "weburl" | "documenturl" | "permalink" => Column::Url,
        "language" | "lang" => Column::Language,
        _ => return None,
    })
}

/// The article that these values make, or nothing when there is no text among them.
pub(super) fn draft(values: &[(Column, String)]) -> Option<Draft> {
    let value = |wanted: Column| {
        let of =
            |column: Column| values.iter().filter(move |(known, _)| *known == column).map(|(_, value)| value.trim());
        of(wanted)
            .filter(|value| !value.is_empty())
            .max_by_key(|value| if wanted == Column::Text { value.len() } else { 0 })
    };
    let text = value(Column::Text).or_else(|| value(Column::Summary))?;
    let mut draft = Draft::default();
    let title = value(Column::Title);
    if let Some(title) = title {
        draft.push(PartKind::Title, &one_line(title));
    }
    push_text(&mut draft, text, title.unwrap_or(""));
    let metadata = &mut draft.metadata;
    let state = |column: Column| value(column).map(|value| Sourced::certain(value.to_owned(), Origin::Metadata));
    metadata.title = state(Column::Title);
    metadata.byline = state(Column::Byline);
    metadata.outlet = state(Column::Outlet);
    metadata.url = state(Column::Url);
    metadata.language = state(Column::Language).map(|mut language| {
        language.value = short_language(&language.value);
        language
    });
    if let Some(date) = value(Column::Published) {
        draft.state_date(date);
    }
    Some(draft)
}

/// The paragraphs of a text, which may have markup; a first one that repeats the title is left out.
fn push_text(draft: &mut Draft, text: &str, title: &str) {
    let is_markup = ["<p>", "<p ", "<br", "<div", "</p>"].iter().any(|tag| text.contains(tag));
    if is_markup {
        let page = html::read_fragment(text);
        for hint in &page.hints {
            push_unless_title(draft, hint.kind, hint.span.slice(&page.text), title);
        }
        return;
    }
    let text = text.replace("\r\n", "\n");
    for span in paragraphs(&text, Span::new(0, text.len())) {
        push_unless_title(draft, PartKind::Body, span.slice(&text), title);
    }
}

fn push_unless_title(draft: &mut Draft, kind: PartKind, paragraph: &str, title: &str) {
    let is_repeated = draft.hints.len() == 1 && paragraph.trim() == title;
    if !is_repeated {
        draft.push(kind, paragraph);
    }
}

fn short_language(value: &str) -> String {
    let folded = value.trim().to_lowercase();
    match folded.as_str() {
        "english" | "eng" => "en".to_owned(),
        "german" | "deutsch" | "deu" | "ger" => "de".to_owned(),
        "french" | "fra" | "fre" => "fr".to_owned(),
        "spanish" | "spa" => "es".to_owned(),
        "russian" | "rus" => "ru".to_owned(),
        other => other.split(['-', '_']).next().unwrap_or(other).to_owned(),
    }
}

//! Lines such as "Headline: Talks fail", which exports, scrapers and front matter put above an article.

/// What a labelled line gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Byline,
    Date,
    Outlet,
    Language,
    /// A section, a word count, a list of tags.
    Other,
}

const LABELS: &[(&str, Field)] = &[
    ("title", Field::Title),
    ("headline", Field::Title),
    ("byline", Field::Byline),
    ("author", Field::Byline),
    ("authors", Field::Byline),
    ("date", Field::Date),
    ("published", Field::Date),
    ("publish date", Field::Date),
    ("publish_date", Field::Date),
    ("publication date", Field::Date),
    ("outlet", Field::Outlet),
    ("publication", Field::Outlet),
    ("publisher", Field::Outlet),
    ("newspaper", Field::Outlet),
    ("source", Field::Outlet),
    ("language", Field::Language),
    ("section", Field::Other),
    ("word count", Field::Other),
    ("length", Field::Other),
    ("keywords", Field::Other),
    ("tags", Field::Other),
    ("category", Field::Other),
    ("categories", Field::Other),
    ("edition", Field::Other),
    ("page", Field::Other),
    ("pages", Field::Other),
];

/// The field that `line` is, and its value without quotation marks.
pub(super) fn find(line: &str) -> Option<(Field, &str)> {
    let colon = memchr::memchr(b':', &line.as_bytes()[..line.len().min(28)])?;
    let label = line[..colon].trim_matches(['*', '_', ' ', '#']);
    if line.len() > 600 || line[colon + 1..].starts_with("//") {
        return None;
    }
    let field = LABELS.iter().find(|(known, _)| known.eq_ignore_ascii_case(label))?.1;
    let value = line[colon + 1..].trim_matches(['*', '_', ' ', '"', '\t']);
    // "Source: the ministry says that …" is prose.
    let is_short = value.split_whitespace().count() <= if field == Field::Title { 40 } else { 14 };
    (is_short && !(field == Field::Outlet && value.contains("http"))).then_some((field, value))
}

//! The labels of lines: what the value behind each of them is.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Title,
    Byline,
    Outlet,
    Date,
    Url,
    Language,
    Place,
    Body,
    /// Ends the text, where it stands below it.
    Closing,
    Other,
}

/// The label that a line begins with, and its value.
pub(super) fn label(line: &str) -> Option<(Label, &str)> {
    const LABELS: [(&str, Label); 41] = [
        ("title", Label::Title),
        ("headline", Label::Title),
        ("byline", Label::Byline),
        ("author", Label::Byline),
        ("authors", Label::Byline),
        ("publication title", Label::Outlet),
        ("publication", Label::Outlet),
        ("source", Label::Outlet),
        ("newspaper", Label::Outlet),
        ("publication info", Label::Other),
        ("publication date", Label::Date),
        ("date", Label::Date),
        ("document url", Label::Url),
        ("url", Label::Url),
        ("language", Label::Language),
        ("language of publication", Label::Language),
        ("dateline", Label::Place),
        ("full text", Label::Body),
        ("text", Label::Body),
        ("body", Label::Body),
        ("section", Label::Other),
        ("length", Label::Other),
        ("pages", Label::Other),
        ("page", Label::Other),
        ("edition", Label::Other),
        ("highlight", Label::Other),
        ("load-date", Label::Closing),
        ("publication-type", Label::Closing),
        ("journal code", Label::Closing),
        ("classification", Label::Closing),
        ("subject", Label::Closing),
        ("record number", Label::Closing),
        ("record", Label::Closing),
        ("copyright", Label::Closing),
        ("proquest document id", Label::Closing),
        ("last updated", Label::Closing),
        ("database", Label::Closing),
        ("company / organization", Label::Closing),
        ("graphic", Label::Closing),
        ("correction-date", Label::Closing),
        ("publication type", Label::Closing),
    ];
    let line = line.trim();
    if line.eq_ignore_ascii_case("body") {
        return Some((Label::Body, ""));
    }
    if line.eq_ignore_ascii_case("classification") {
        return Some((Label::Closing, ""));
    }
    let colon = memchr::memchr(b':', &line.as_bytes()[..line.len().min(28)])?;
    let name = line[..colon].trim();
    let found = LABELS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?.1;
    Some((found, line[colon + 1..].trim()))
}

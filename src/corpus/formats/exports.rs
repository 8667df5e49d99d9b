//! Files of many articles as news databases export them: Nexis and LexisNexis, Factiva, ProQuest and NewsBank.
//!
//! All are plain text made for people, with a line that ends or begins each article and labelled lines around its text.
//! A file is split only when such a line is found, so an ordinary article pays for one search.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::corpus::article::Draft;
use crate::corpus::parts::byline_of;
use crate::corpus::{Origin, PartKind, Sourced, dates};

/// The articles of an export, or nothing when the text is not one.
pub(in crate::corpus) fn split(text: &str) -> Option<Vec<Draft>> {
    let pieces = pieces(text)?;
    let drafts: Vec<Draft> = pieces.into_iter().filter_map(|piece| article(piece.text, piece.service)).collect();
    (!drafts.is_empty()).then_some(drafts)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Service {
    Nexis,
    Factiva,
    /// ProQuest, NewsBank and others that label every line.
    Labelled,
}

struct Piece<'a> {
    text: &'a str,
    service: Service,
}

/// Words of which every export has one: a single pass tells that an ordinary article is none.
static SIGNS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let signs = [
        " DOCUMENTS",
        "End of Document",
        "\nDocument ",
        "Document 1 of ",
        "Full text:",
        "Full Text:",
        "\nText:",
        "Record Number:",
    ];
    // Of the kinds of match, only the leftmost ones come with a search by vectors.
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(signs).expect("the signs are few")
});

fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    if !SIGNS.is_match(text.as_bytes()) {
        return None;
    }
    let has = |needle: &str| memchr::memmem::find(text.as_bytes(), needle.as_bytes()).is_some();
    if has(" DOCUMENTS") || has("End of Document") || has("Document 1 of ") {
        let cut = cut_at(text, is_nexis_line);
        if cut.len() > 1 {
            return Some(with(cut, Service::Nexis));
        }
    }
    if has("\nDocument ") {
        let cut = cut_at(text, is_factiva_line);
        if cut.len() > 1 {
            return Some(with(cut, Service::Factiva));
        }
    }
    if has("Full text:") || has("Full Text:") || has("\nText:") || has("Record Number:") {
        let ruled: Vec<&str> = cut_at(text, is_rule).into_iter().filter(|piece| is_labelled(piece)).collect();
        if ruled.len() > 1 {
            return Some(with(ruled, Service::Labelled));
        }
        let titled = cut_before(text, |line| line.starts_with("Title: ") || line.starts_with("Headline: "));
        let titled: Vec<&str> = titled.into_iter().filter(|piece| is_labelled(piece)).collect();
        if !titled.is_empty() {
            return Some(with(titled, Service::Labelled));
        }
    }
    None
}

fn with(cut: Vec<&str>, service: Service) -> Vec<Piece<'_>> {
    cut.into_iter().filter(|text| !text.trim().is_empty()).map(|text| Piece { text, service }).collect()
}

/// The text between lines that separate articles.
fn cut_at(text: &str, is_separator: fn(&str) -> bool) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if is_separator(line.trim()) {
            pieces.push(&text[start..at]);
            start = at + line.len();
        }
        at += line.len();
    }
    pieces.push(&text[start..]);
    // What stands before the first separator may be a list of contents, or nothing.
    pieces
}

/// The text cut before lines that begin an article.
fn cut_before(text: &str, is_opening: fn(&str) -> bool) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if is_opening(line.trim_start()) && at > start {
            pieces.push(&text[start..at]);
            start = at;
        }
        at += line.len();
    }
    pieces.push(&text[start..]);
    pieces
}

/// "1 of 25 DOCUMENTS", "Document 1 of 25", "End of Document".
fn is_nexis_line(line: &str) -> bool {
    if line == "End of Document" {
        return true;
    }
    let core = line.strip_prefix("Document ").or_else(|| line.strip_suffix(" DOCUMENTS"));
    core.and_then(|core| core.split_once(" of ")).is_some_and(|(number, count)| is_number(number) && is_number(count))
}

fn is_number(text: &str) -> bool {
    (1..=7).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// "Document MOSTIM0020150512eb5c00001".
fn is_factiva_line(line: &str) -> bool {
    line.strip_prefix("Document ").is_some_and(|code| {
        code.len() >= 20
            && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && code.bytes().filter(u8::is_ascii_digit).count() >= 8
    })
}

fn is_rule(line: &str) -> bool {
    line.len() >= 10 && line.bytes().all(|byte| matches!(byte, b'_' | b'=' | b'-' | b'*'))
}

fn is_labelled(piece: &str) -> bool {
    let has_title = piece.lines().take(12).any(|line| matches!(label(line), Some((Label::Title, _))));
    has_title && piece.lines().any(|line| matches!(label(line), Some((Label::Body, _))))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
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
fn label(line: &str) -> Option<(Label, &str)> {
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

/// The article in one piece of an export.
fn article(piece: &str, service: Service) -> Option<Draft> {
    let mut found = Found::default();
    match service {
        Service::Factiva => factiva(piece, &mut found),
        Service::Nexis | Service::Labelled => labelled(piece, &mut found),
    }
    if found.body.iter().all(String::is_empty) || found.title.is_none() && found.outlet.is_none() {
        return None;
    }
    let mut draft = Draft::default();
    if let Some(title) = &found.title {
        draft.push(PartKind::Title, title);
    }
    if let Some(byline) = &found.byline {
        draft.push(PartKind::Byline, byline);
    }
    if let Some(date) = &found.date {
        draft.push(PartKind::Date, date);
        draft.state_date(date);
    }
    for paragraph in &found.body {
        draft.push(PartKind::Body, paragraph);
    }
    let state = |value: Option<String>| {
        value.filter(|value| !value.is_empty()).map(|value| Sourced::certain(value, Origin::Metadata))
    };
    draft.metadata.title = state(found.title);
    let byline = found.byline.map(|byline| byline_of(&byline).map_or(byline.clone(), |found| found.authors));
    draft.metadata.byline = state(byline);
    draft.metadata.outlet = state(found.outlet);
    draft.metadata.url = state(found.url.filter(|url| url.starts_with("http")));
    draft.metadata.place = state(found.place);
    if found.language.as_deref().is_some_and(|language| language.to_ascii_lowercase().starts_with("english")) {
        draft.metadata.language = state(Some("en".to_owned()));
    }
    Some(draft)
}

#[derive(Default)]
struct Found {
    title: Option<String>,
    byline: Option<String>,
    outlet: Option<String>,
    date: Option<String>,
    url: Option<String>,
    place: Option<String>,
    language: Option<String>,
    body: Vec<String>,
}

impl Found {
    fn put(&mut self, label: Label, value: &str) {
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
    fn body_line(&mut self, line: &str) {
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

/// Nexis, ProQuest, NewsBank: lines without a label above the text are outlet, date and title, in an order that the
/// place of the date tells; labelled lines say what they are.
fn labelled(piece: &str, found: &mut Found) {
    let mut head: Vec<&str> = Vec::new();
    let mut in_body = false;
    let mut is_done = false;
    let has_body_label = piece.lines().any(|line| matches!(label(line), Some((Label::Body, _))));
    let mut seen_label = false;
    for raw in piece.lines() {
        let line = raw.trim();
        if let Some((kind, value)) = label(line) {
            match kind {
                Label::Body if !in_body => {
                    in_body = true;
                    if !value.is_empty() {
                        found.body_line(value);
                    }
                    continue;
                }
                Label::Closing => {
                    is_done |= in_body;
                    seen_label = true;
                    continue;
                }
                _ if !in_body || is_done => {
                    found.put(kind, value);
                    seen_label = true;
                    continue;
                }
                // "Source: the ministry" inside the text is the text's.
                _ => {}
            }
        }
        if in_body && !is_done {
            found.body_line(line);
        } else if !in_body && !line.is_empty() {
            if seen_label && !has_body_label && line.len() > 60 {
                // Old exports have no line that says where the text begins.
                in_body = true;
                found.body_line(line);
            } else if !line.starts_with("Copyright") && !line.starts_with('©') && !seen_label {
                head.push(line);
            }
        }
    }
    let date_at = head.iter().position(|line| dates::line(line).is_some());
    match date_at {
        // "The Moscow Times / May 12, 2015 Tuesday / Kerry in Russia": the older form.
        Some(1) => {
            found.put(Label::Outlet, head[0]);
            found.put(Label::Date, head[1]);
            let title = head[2..].iter().find(|line| !line.to_lowercase().ends_with("edition"));
            found.put(Label::Title, title.copied().unwrap_or(""));
        }
        Some(at) => {
            found.put(Label::Date, head[at]);
            if at >= 2 {
                found.put(Label::Title, head[0]);
                found.put(Label::Outlet, head[at - 1]);
            }
        }
        None => found.put(Label::Title, head.first().copied().unwrap_or("")),
    }
}

/// Factiva: title, authors, a count of words, date, perhaps a time, outlet, codes, language and copyright, then the text.
fn factiva(piece: &str, found: &mut Found) {
    let lines: Vec<&str> = piece.lines().map(str::trim).collect();
    let Some(count_at) = lines.iter().position(|line| {
        line.strip_suffix(" words").is_some_and(|number| {
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
        })
    }) else {
        return labelled(piece, found);
    };
    let head: Vec<&str> = lines[..count_at].iter().copied().filter(|line| !line.is_empty()).collect();
    let byline_at = head.iter().position(|line| byline_of(line).is_some());
    if let Some(at) = byline_at {
        found.put(Label::Byline, head[at]);
    }
    // A section may stand above the title; the title is the line before the authors, or the last.
    let title_at = byline_at.unwrap_or(head.len()).checked_sub(1);
    found.put(Label::Title, title_at.and_then(|at| head.get(at)).copied().unwrap_or(""));
    let mut body_at = count_at + 1;
    for (at, line) in lines.iter().enumerate().skip(count_at + 1).take(14) {
        if line.is_empty() {
            continue;
        }
        let is_copyright = line.starts_with("Copyright") || line.starts_with('©') || line.starts_with("(c)");
        if dates::line(line).is_some() {
            found.put(Label::Date, line);
        } else if is_copyright {
            body_at = at + 1;
            break;
        } else if line.len() > 90 {
            body_at = at;
            break;
        } else if found.date.is_some() && found.outlet.is_none() && line.chars().any(char::is_alphabetic) {
            found.put(Label::Outlet, line);
        } else if line.eq_ignore_ascii_case("english") {
            found.put(Label::Language, line);
        }
        body_at = at + 1;
    }
    for line in &lines[body_at.min(lines.len())..] {
        found.body_line(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(String, String, String, String)> {
        let value = |slot: &Option<Sourced<String>>| slot.as_ref().map(|found| found.value.clone()).unwrap_or_default();
        split(text)
            .unwrap_or_default()
            .iter()
            .map(|draft| {
                let date = draft.stated_date.as_ref().map(|found| format!("{:?}", found.reading)).unwrap_or_default();
                (value(&draft.metadata.title), value(&draft.metadata.outlet), date, value(&draft.metadata.byline))
            })
            .collect()
    }

    const EXPECTED: [(&str, &str, &str, &str); 2] = [
        ("Talks fail in Harrow", "Harbour Post", "Day(2015-05-12)", "Ann Bell"),
        ("Fees rise again", "Northern Ledger", "Day(2015-05-13)", "C. Dee"),
    ];

    fn assert_shown(text: &str) {
        let expected: Vec<_> = EXPECTED
            .iter()
            .map(|(a, b, c, d)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned(), (*d).to_owned()))
            .collect();
        assert_eq!(shown(text), expected);
        for draft in split(text).unwrap_or_default() {
            assert!(
                draft.text.contains("The talks") && !draft.text.contains("LENGTH") && !draft.text.contains("Load-Date"),
                "{}",
                draft.text
            );
        }
    }

    #[test]
    fn older_nexis() {
        assert_shown(
            "1 of 2 DOCUMENTS\n\nHarbour Post\n\nMay 12, 2015 Tuesday\n\nTalks fail in Harrow\n\nBYLINE: Ann Bell\n\nSECTION: News\n\nLENGTH: 12 words\n\nBODY:\nThe talks failed.\n\nNobody won.\n\nLOAD-DATE: May 13, 2015\n\n\
             2 of 2 DOCUMENTS\n\nNorthern Ledger\n\nMay 13, 2015 Wednesday\n\nFees rise again\n\nBYLINE: C. Dee\n\nLENGTH: 9 words\n\nBODY:\nThe talks made fees rise.\n",
        );
    }

    #[test]
    fn newer_nexis() {
        assert_shown(
            "Talks fail in Harrow\nHarbour Post\nMay 12, 2015 Tuesday\nCopyright 2015 Harbour Post All Rights Reserved\nSection: News\nLength: 12 words\nByline: Ann Bell\nBody\n\nThe talks failed.\n\nLoad-Date: May 13, 2015\n\nEnd of Document\n\n\
             Fees rise again\nNorthern Ledger\nMay 13, 2015 Wednesday\nByline: C. Dee\nBody\nThe talks made fees rise.\nLoad-Date: May 14, 2015\nEnd of Document\n",
        );
    }

    #[test]
    fn factiva_text() {
        assert_shown(
            "News\nTalks fail in Harrow\nBy Ann Bell\n312 words\n12 May 2015\n09:30\nHarbour Post\nHARPOS\nEnglish\nCopyright 2015 Harbour Post\n\nThe talks failed.\n\nDocument HARPOS0020150512eb5c00001\n\n\
             Fees rise again\nBy C. Dee\n1,200 words\n13 May 2015\nNorthern Ledger\nNORLED\nEnglish\n(c) 2015 Northern Ledger\n\nThe talks made fees rise.\n\nDocument NORLED0020150513eb5d00002\n",
        );
    }

    #[test]
    fn proquest_text() {
        let rule = "_".repeat(60);
        assert_shown(&format!(
            "{rule}\n\nTitle: Talks fail in Harrow\n\nAuthor: Ann Bell\n\nPublication title: Harbour Post\n\nPublication date: May 12, 2015\n\nFull text: The talks failed.\n\nNobody won.\n\nSubject: Ports\n\nProQuest document ID: 123\n{rule}\n\
             Title: Fees rise again\nAuthor: C. Dee\nPublication title: Northern Ledger\nPublication date: May 13, 2015\nFull text: The talks made fees rise.\n{rule}\n"
        ));
    }

    #[test]
    fn labelled_records() {
        assert_shown(
            "Headline: Talks fail in Harrow\nAuthor: Ann Bell\nPublication: Harbour Post\nDate: May 12, 2015\nText: The talks failed.\nRecord Number: 1\n\
             Headline: Fees rise again\nAuthor: C. Dee\nPublication: Northern Ledger\nDate: May 13, 2015\nText: The talks made fees rise.\nRecord Number: 2\n",
        );
    }

    #[test]
    fn articles_are_not_exports() {
        for text in [
            "Talks fail\n\nThe talks failed. 25 DOCUMENTS were signed.",
            "Document 5 was signed.\nDocument 6 was not.",
            "Text: yes\n\nNo.",
        ] {
            assert!(split(text).is_none(), "{text}");
        }
    }
}

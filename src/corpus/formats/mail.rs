//! Mail messages: newsletters, alerts and articles that somebody forwarded.

use mailparse::{MailHeaderMap, ParsedMail};

use crate::corpus::article::Draft;
use crate::corpus::limits::MAX_MAIL_PARTS;
use crate::corpus::{Origin, PartKind, Sourced, html};
use crate::text::{Span, one_line, paragraphs};

/// The article in a mail message.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, String> {
    // Parts inside parts are parsed by calls: a message that could go deep is refused before.
    let folded = bytes.to_ascii_lowercase();
    if memchr::memmem::find_iter(&folded, b"boundary").take(MAX_MAIL_PARTS + 1).count() > MAX_MAIL_PARTS {
        return Err("it has too many parts for one article".to_owned());
    }
    let mail = mailparse::parse_mail(bytes).map_err(|error| format!("it is not a mail message: {error}"))?;
    if mail.headers.is_empty() {
        return Err("it is not a mail message: it has no header".to_owned());
    }
    let subject = header(&mail, "Subject");
    let mut draft = Draft::default();
    if let Some(subject) = &subject {
        draft.push(PartKind::Title, subject);
        draft.metadata.title = Some(Sourced::certain(subject.clone(), Origin::Metadata));
    }
    if let Some(text) = body(&mail, "text/plain") {
        let text = text.replace("\r\n", "\n");
        for span in paragraphs(&text, Span::new(0, text.len())) {
            draft.push(PartKind::Body, span.slice(&text));
        }
    } else if let Some(page) = body(&mail, "text/html") {
        let page = html::read(&page);
        for hint in &page.hints {
            let kind = if hint.kind == PartKind::Title && subject.is_some() { PartKind::Body } else { hint.kind };
            draft.push(kind, hint.span.slice(&page.text));
        }
        draft.warnings.extend(page.warnings);
    }
    if let Some(from) = header(&mail, "From") {
        let name = from.split('<').next().unwrap_or(&from).trim().trim_matches('"').trim();
        if !name.is_empty() && !name.contains('@') {
            draft.metadata.byline = Some(Sourced::likely(name.to_owned(), Origin::Metadata));
        }
    }
    if let Some(date) = header(&mail, "Date") {
        draft.state_date(&date);
    }
    if draft.text.is_empty() { Err("the message has no text".to_owned()) } else { Ok(draft) }
}

fn header(mail: &ParsedMail<'_>, name: &str) -> Option<String> {
    let value = mail.headers.get_first_value(name)?;
    let value = one_line(&value);
    (!value.is_empty()).then_some(value)
}

/// The first part of this kind that is not an attachment.
fn body(mail: &ParsedMail<'_>, kind: &str) -> Option<String> {
    mail.parts()
        .find(|part| {
            part.ctype.mimetype.eq_ignore_ascii_case(kind)
                && part.get_content_disposition().disposition != mailparse::DispositionType::Attachment
        })
        .and_then(|part| part.get_body().ok())
        .filter(|text| !text.trim().is_empty())
}

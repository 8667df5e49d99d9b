//! How the lines of an article are laid out: with labels, or in the order that Factiva has.

use super::fields::Fields;
use super::labels::{Label, label};
use crate::corpus::dates;
use crate::corpus::parts::byline_of;

/// Nexis, ProQuest, NewsBank: lines without a label above the text are outlet, date and title, in an order that the
/// place of the date tells; labelled lines say what they are.
pub(super) fn labelled(piece: &str, found: &mut Fields) {
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
pub(super) fn factiva(piece: &str, found: &mut Fields) {
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

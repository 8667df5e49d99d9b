//! One pair in full.

use std::io::{self, Write};

use super::sections::link;
use crate::report::escape::Text;
use crate::report::model::{Article, PairInFull, Report, Segment, SegmentKind};

pub(super) fn in_full(report: &Report, pair: &PairInFull, out: &mut dyn Write) -> io::Result<()> {
    let Some(row) = report.pairs.get(pair.pair) else { return Ok(()) };
    let number = pair.pair + 1;
    let [equal, replaced, inserted, deleted, moved] = pair.words;
    writeln!(
        out,
        "<section class=\"pair\" id=\"p{number}\">\n<h3 dir=\"auto\">Pair {number}: {} and {}</h3>\n<p>{}</p>",
        link(report, row.a),
        link(report, row.b),
        Text(&pair.verdict)
    )?;
    writeln!(
        out,
        "<ul class=\"measures\"><li>score <b>{:.2}</b></li><li>Jaccard <b>{:.2}</b></li><li>cosine <b>{:.2}</b></li>\
         <li>words equal <b>{equal}</b></li><li>replaced <b>{replaced}</b></li><li>only in the first <b>{deleted}</b></li>\
         <li>only in the second <b>{inserted}</b></li><li>moved <b>{moved}</b></li><li>numbered changes <b>{}</b></li></ul>",
        row.score, row.jaccard, row.cosine, pair.changes
    )?;
    if row.is_reviewed {
        out.write_all(b"<p class=\"quiet\">Reviewed.</p>\n")?;
    }
    if let Some(note) = &row.note {
        writeln!(out, "<p class=\"note\" dir=\"auto\">{}</p>", Text(note))?;
    }
    facts(pair, out)?;
    texts(report, pair, out)?;
    quotations(report, pair, out)?;
    out.write_all(b"</section>\n")
}

fn facts(pair: &PairInFull, out: &mut dyn Write) -> io::Result<()> {
    if pair.facts.is_empty() {
        return Ok(());
    }
    out.write_all(
        b"<div class=\"wide\"><table>\n<thead><tr><th>Fact</th><th>First</th><th>Second</th><th>Verdict</th></tr></thead>\n<tbody>\n",
    )?;
    let say = |side: &Option<(String, Option<String>)>| match side {
        Some((words, Some(value))) => format!("{} <span class=\"quiet\">{}</span>", Text(words), Text(value)),
        Some((words, None)) => Text(words).to_string(),
        None => "–".to_owned(),
    };
    for fact in &pair.facts {
        let class = if fact.differs { " class=\"differs\"" } else { "" };
        writeln!(
            out,
            "<tr><td>{}</td><td dir=\"auto\">{}</td><td dir=\"auto\">{}</td><td{class}>{}{}</td></tr>",
            fact.kind,
            say(&fact.a),
            say(&fact.b),
            if fact.differs { "≠ " } else { "" },
            fact.verdict
        )?;
    }
    out.write_all(b"</tbody></table></div>\n")?;
    if pair.facts_same > 0 {
        writeln!(out, "<p class=\"quiet\">{} more facts are the same in both.</p>", pair.facts_same)?;
    }
    Ok(())
}

fn texts(report: &Report, pair: &PairInFull, out: &mut dyn Write) -> io::Result<()> {
    let Some(row) = report.pairs.get(pair.pair) else { return Ok(()) };
    let heading = |number: usize| report.articles.get(number - 1).map(heading).unwrap_or_default();
    writeln!(
        out,
        "<table class=\"texts\">\n<thead><tr><th>{}</th><th>{}</th></tr></thead>\n<tbody>",
        heading(row.a),
        heading(row.b)
    )?;
    for line in &pair.rows {
        let class = if line.begins_paragraph { " class=\"par\"" } else { "" };
        write!(out, "<tr{class}><td dir=\"auto\">")?;
        side(&line.a, pair.pair + 1, "del", out)?;
        out.write_all(b"</td><td dir=\"auto\">")?;
        side(&line.b, pair.pair + 1, "ins", out)?;
        out.write_all(b"</td></tr>\n")?;
    }
    out.write_all(b"</tbody></table>\n")?;
    if pair.is_coarse {
        out.write_all(
            b"<p class=\"quiet\">The texts are so large that some stretches were compared only coarsely.</p>\n",
        )?;
    }
    Ok(())
}

/// Outlet, date and author above the text.
fn heading(article: &Article) -> String {
    let mut parts = vec![format!("{} {}", article.number, Text(&article.title))];
    parts.extend(article.outlet.as_deref().map(|outlet| Text(outlet).to_string()));
    parts.extend(article.published.map(|(date, _)| date.to_string()));
    parts.extend(article.byline.as_deref().map(|byline| Text(byline).to_string()));
    parts.extend(article.agency.as_deref().map(|agency| format!("credits {}", Text(agency))));
    parts.join(" · ")
}

fn side(segments: &[Segment], pair: usize, element: &str, out: &mut dyn Write) -> io::Result<()> {
    for segment in segments {
        // Blank space at the ends stays outside, so that no mark hangs over the edge of a word.
        let text = segment.text.as_str();
        let words = text.trim();
        let (before, after) = match text.find(words) {
            Some(at) if !words.is_empty() => (&text[..at], &text[at + words.len()..]),
            _ => (text, ""),
        };
        let (Some(change), false) = (segment.change, words.is_empty()) else {
            write!(out, "{}", Text(text))?;
            continue;
        };
        let (tag, class, sign) = match segment.kind {
            SegmentKind::Equal => ("span", "", String::new()),
            SegmentKind::Replaced => (element, " class=\"r\"", String::new()),
            SegmentKind::Only => (element, "", String::new()),
            SegmentKind::Moved(passage) => ("span", " class=\"m\"", format!("⇅{passage} ")),
        };
        let id = if segment.is_anchor { format!(" id=\"p{pair}c{change}\"") } else { String::new() };
        write!(
            out,
            "{}<{tag}{class}{id}>{sign}{}</{tag}><a class=\"c\" href=\"#p{pair}c{change}\">{change}</a>{}",
            Text(before),
            Text(words),
            Text(after)
        )?;
    }
    Ok(())
}

fn quotations(report: &Report, pair: &PairInFull, out: &mut dyn Write) -> io::Result<()> {
    if pair.quotations.is_empty() {
        return Ok(());
    }
    out.write_all(
        b"<div class=\"wide\"><table>\n<thead><tr><th>Quotation</th><th>Speaker</th><th>In</th></tr></thead>\n<tbody>\n",
    )?;
    for quotation in &pair.quotations {
        let place = match quotation.only_in {
            None => "both, word for word".to_owned(),
            Some(number) => link(report, number),
        };
        writeln!(
            out,
            "<tr><td dir=\"auto\">“{}”</td><td dir=\"auto\">{}</td><td>{place}</td></tr>",
            Text(&quotation.words),
            Text(quotation.speaker.as_deref().unwrap_or("–"))
        )?;
    }
    out.write_all(b"</tbody></table></div>\n")
}

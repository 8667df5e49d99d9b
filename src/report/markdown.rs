//! The report as Markdown, for a wiki or a repository: the same sections, pictures as tables.

use std::fmt;
use std::io::{self, Write};

use super::glossary;
use super::model::{PairInFull, PairRow, Report, Row, Segment, SegmentKind};

/// A text that Markdown takes as nothing but text, on one line.
pub(crate) struct Text<'a>(pub(crate) &'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '\n' | '\t' => out.write_str(" ")?,
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.write_str("\u{fffd}")?,
                _ if character.is_control() => out.write_str("\u{fffd}")?,
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' | '$' => write!(out, "\\{character}")?,
                _ => write!(out, "{character}")?,
            }
        }
        Ok(())
    }
}

/// Writes the report as Markdown.
///
/// # Errors
/// Whatever `out` gives.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let identity = &report.identity;
    writeln!(out, "# {}\n", Text(&identity.title))?;
    write!(out, "{} articles, {} words", report.articles.len(), glossary::grouped(identity.words))?;
    if let Some((first, last)) = identity.published {
        write!(out, ", published {first} to {last}")?;
    }
    if let Some(written) = identity.written {
        write!(out, ". Written on {written}")?;
    }
    writeln!(out, " with Variorum {}.\n", identity.app_version)?;
    if let Some(left_out) = identity.left_out_in_words() {
        writeln!(out, "{}\n", Text(&left_out))?;
    }
    writeln!(out, "## Summary\n")?;
    for line in &report.summary {
        writeln!(out, "- {}", Text(line))?;
    }
    writeln!(out, "\n## How to read it\n")?;
    for paragraph in glossary::READING {
        writeln!(out, "{}\n", Text(paragraph))?;
    }
    writeln!(
        out,
        "In the aligned texts `[-…-]` is only in the first, `{{+…+}}` only in the second, `<~…~>` moved; numbers are those of the changes.\n"
    )?;
    pairs(report, out)?;
    for pair in &report.comparisons {
        in_full(report, pair, out)?;
    }
    lists(report, out)?;
    notes(report, out)?;
    appendix(report, out)
}

fn title(report: &Report, number: usize) -> String {
    let article = report.articles.get(number.wrapping_sub(1));
    let outlet = article.and_then(|article| article.outlet.as_deref());
    let outlet = outlet.map_or_else(String::new, |outlet| format!(" ({})", Text(outlet)));
    format!("{number} {}{outlet}", Text(article.map_or("", |article| &article.title)))
}

fn pairs(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## Closest pairs\n")?;
    if report.pairs.is_empty() {
        return writeln!(out, "No two articles share enough text to be listed.\n");
    }
    writeln!(
        out,
        "| Score | First | Second | First in second | Second in first | Longest run | Copying | Credit | State |"
    )?;
    writeln!(out, "|--:|---|---|--:|--:|--:|---|---|---|")?;
    for row in &report.pairs {
        let PairRow { score, shares, longest_run, class, credit, .. } = row;
        writeln!(
            out,
            "| {score:.2} | {} | {} | {:.0} % | {:.0} % | {longest_run} | {class} | {} | {} |",
            title(report, row.a),
            title(report, row.b),
            shares.0 * 100.0,
            shares.1 * 100.0,
            Text(credit),
            row.state()
        )?;
    }
    writeln!(out)
}

fn in_full(report: &Report, pair: &PairInFull, out: &mut dyn Write) -> io::Result<()> {
    let Some(row) = report.pairs.get(pair.pair) else { return Ok(()) };
    writeln!(
        out,
        "### Pair {}: {} and {}\n\n{}\n",
        pair.pair + 1,
        title(report, row.a),
        title(report, row.b),
        Text(&pair.verdict)
    )?;
    if let Some(note) = &row.note {
        writeln!(out, "Note: {}\n", Text(note))?;
    }
    if !pair.facts.is_empty() {
        writeln!(out, "| Fact | First | Second | Verdict |\n|---|---|---|---|")?;
        for fact in &pair.facts {
            let say = |side: &Option<(String, Option<String>)>| match side {
                Some((words, Some(value))) => format!("{} ({})", Text(words), Text(value)),
                Some((words, None)) => Text(words).to_string(),
                None => "–".to_owned(),
            };
            writeln!(out, "| {} | {} | {} | {} |", fact.kind, say(&fact.a), say(&fact.b), fact.verdict)?;
        }
        writeln!(out)?;
    }
    writeln!(out, "| First | Second |\n|---|---|")?;
    for Row { a, b, .. } in &pair.rows {
        writeln!(out, "| {} | {} |", side(a, ("[-", "-]")), side(b, ("{+", "+}")))?;
    }
    writeln!(out)?;
    for quotation in &pair.quotations {
        let place = quotation.only_in.map_or_else(|| "both".to_owned(), |number| title(report, number));
        let speaker = quotation.speaker.as_deref().map_or_else(String::new, |name| format!("{}: ", Text(name)));
        writeln!(out, "- {speaker}“{}” ({place})", Text(&quotation.words))?;
    }
    writeln!(out)
}

fn side(segments: &[Segment], signs: (&str, &str)) -> String {
    let mut out = String::new();
    for segment in segments {
        let text = Text(&segment.text);
        let number = segment.change.unwrap_or_default();
        out += &match segment.kind {
            SegmentKind::Equal => text.to_string(),
            _ if segment.text.trim().is_empty() => text.to_string(),
            SegmentKind::Replaced | SegmentKind::Only => {
                format!("{}{text}{} ({number}) ", Text(signs.0), Text(signs.1))
            }
            SegmentKind::Moved(_) => format!("{}{text}{} ({number}) ", Text("<~"), Text("~>")),
        };
    }
    out
}

fn lists(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let spread = &report.distribution;
    writeln!(out, "## All pairs by score\n\n{}\n\n| Score from | Pairs |\n|--:|--:|", spread.words())?;
    for (at, count) in spread.steps.iter().enumerate().filter(|(_, count)| **count > 0) {
        writeln!(out, "| {:.2} | {count} |", at as f64 / 20.0)?;
    }
    writeln!(out, "\n## Groups\n")?;
    for group in &report.clusters {
        writeln!(out, "### {}\n", Text(&group.name))?;
        for &article in &group.articles {
            let date = report.articles.get(article - 1).and_then(|article| article.published);
            writeln!(
                out,
                "- {} {}",
                date.map_or_else(|| "no date".to_owned(), |(date, _)| date.to_string()),
                title(report, article)
            )?;
        }
        writeln!(out)?;
    }
    writeln!(out, "## Timeline\n\n| Name | Kind | Articles | Mentions | Times |\n|---|---|--:|--:|---|")?;
    for row in &report.timeline.entities {
        let mut times: Vec<String> = row
            .times
            .iter()
            .map(|(from, to, ..)| if from == to { from.to_string() } else { format!("{from}/{to}") })
            .collect();
        times.dedup();
        writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            Text(&row.name),
            row.kind,
            row.articles,
            row.mentions,
            times.join(", ")
        )?;
    }
    for correction in &report.corrections {
        writeln!(out, "\n- Corrected by hand: {}", Text(correction))?;
    }
    if !report.provenance.is_empty() {
        writeln!(out, "\n## Who had it first\n")?;
    }
    for passage in &report.provenance {
        let articles: Vec<String> = passage.articles.iter().map(|&number| title(report, number)).collect();
        writeln!(out, "> {}\n\n{} {}\n", Text(&passage.text), Text(&passage.verdict), articles.join("; "))?;
    }
    writeln!(
        out,
        "\n## Articles\n\n| No. | Title | Outlet | Published | Found in | Credits | Words |\n|--:|---|---|---|---|---|--:|"
    )?;
    for article in &report.articles {
        let say = |value: &Option<String>| value.as_deref().map(|value| Text(value).to_string()).unwrap_or_default();
        let (date, origin) = article.published.map_or((String::new(), ""), |(date, origin)| (date.to_string(), origin));
        writeln!(
            out,
            "| {} | {} | {} | {date} | {origin} | {} | {} |",
            article.number,
            Text(&article.title),
            say(&article.outlet),
            say(&article.agency),
            article.words
        )?;
    }
    for (path, reason) in &report.skipped {
        writeln!(out, "\n- Not read: {}: {}", Text(path), Text(reason))?;
    }
    writeln!(out)
}

fn notes(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## Notes\n")?;
    for article in &report.articles {
        if let Some(note) = &article.note {
            writeln!(out, "- {}: {}", title(report, article.number), Text(note))?;
        }
        if !article.tags.is_empty() {
            writeln!(out, "- {}: tagged {}", title(report, article.number), Text(&article.tags.join(", ")))?;
        }
    }
    for about in &report.name_notes {
        writeln!(out, "- {} ({}): {}", Text(&about.name), about.kind, Text(&about.note))?;
    }
    writeln!(out)
}

fn appendix(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## Method\n\n| Option | Value | Effect |\n|---|---|---|")?;
    for line in &report.method {
        writeln!(out, "| {} | {} | {} |", Text(&line.option), Text(&line.value), Text(&line.effect))?;
    }
    writeln!(out, "\n## Appendix\n\n| No. | File | SHA-256 | Remarks |\n|--:|---|---|---|")?;
    for article in &report.articles {
        writeln!(
            out,
            "| {} | {} | {} | {} |",
            article.number,
            Text(article.path.as_deref().unwrap_or_default()),
            article.sha256,
            Text(&article.warnings.join("; "))
        )?;
    }
    writeln!(out)?;
    for (term, meaning) in glossary::TERMS {
        writeln!(out, "- **{term}**: {}", Text(meaning))?;
    }
    // Four spaces make code of anything, whatever it holds.
    writeln!(out, "\nSettings:\n")?;
    for line in report.settings_text.lines() {
        writeln!(out, "    {line}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_break_a_table_or_bring_markup() {
        assert_eq!(
            Text("a|b <img src=x> [l](u) `c` \\| *d*\n# e").to_string(),
            "a\\|b &lt;img src=x&gt; \\[l\\](u) \\`c\\` \\\\\\| \\*d\\* \\# e"
        );
    }
}

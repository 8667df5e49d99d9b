//! The sections of the page, apart from the pairs in full.

use std::io::{self, Write};

use super::pictures;
use crate::report::escape::Text;
use crate::report::glossary;
use crate::report::model::{Article, PairRow, Report};

/// Pairs in the table of the best ones.
const TOP_PAIRS: usize = 40;

/// Pairs in the appendix; the CSV has all.
const ALL_PAIRS: usize = 2000;

pub(super) fn head(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let identity = &report.identity;
    writeln!(out, "<header>\n<h1 dir=\"auto\">{}</h1>", Text(&identity.title))?;
    write!(out, "<p class=\"quiet\">{} articles, {} words", report.articles.len(), glossary::grouped(identity.words))?;
    if let Some((first, last)) = identity.published {
        write!(out, ", published {first} to {last}")?;
    }
    if let Some(written) = identity.written {
        write!(out, ". Written on {written}")?;
    }
    writeln!(out, " with Variorum {}.</p>", Text(&identity.app_version))?;
    if let Some(left_out) = identity.left_out_in_words() {
        writeln!(out, "<p class=\"quiet\">{}</p>", Text(&left_out))?;
    }
    if identity.hides_names {
        writeln!(
            out,
            "<p class=\"quiet\">People are numbered instead of named, as far as their names were recognised; check before passing it on.</p>"
        )?;
    }
    for folder in &identity.folders {
        writeln!(out, "<p class=\"quiet\">From <code>{}</code></p>", Text(folder))?;
    }
    out.write_all(b"<nav aria-label=\"Contents\">")?;
    for (id, name) in [
        ("summary", "Summary"),
        ("reading", "How to read it"),
        ("pairs", "Closest pairs"),
        ("matrix", "Matrix"),
        ("groups", "Groups"),
        ("timeline", "Timeline"),
        ("articles", "Articles"),
        ("notes", "Notes"),
        ("method", "Method"),
        ("appendix", "Appendix"),
    ] {
        write!(out, "<a href=\"#{id}\">{name}</a>")?;
    }
    out.write_all(b"</nav>\n</header>\n<h2 id=\"summary\">Summary</h2>\n<ul class=\"lede\">\n")?;
    for line in &report.summary {
        writeln!(out, "<li dir=\"auto\">{}</li>", Text(line))?;
    }
    out.write_all(b"</ul>\n")
}

pub(super) fn reading(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<h2 id=\"reading\">How to read it</h2>\n")?;
    for paragraph in glossary::READING {
        writeln!(out, "<p>{}</p>", Text(paragraph))?;
    }
    out.write_all(
        "<p class=\"legend\">In the aligned texts: <del>only in the first</del> <ins>only in the second</ins> \
         <del class=\"r\">other</del><ins class=\"r\">words</ins> <span class=\"m\">⇅ moved</span></p>\n"
            .as_bytes(),
    )
}

pub(super) fn pairs(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<h2 id=\"pairs\">Closest pairs</h2>\n")?;
    if report.pairs.is_empty() {
        return out.write_all(b"<p>No two articles share enough text to be listed.</p>\n");
    }
    pair_table(report, &report.pairs[..report.pairs.len().min(TOP_PAIRS)], "r", out)?;
    if report.pairs.len() > TOP_PAIRS {
        writeln!(
            out,
            "<p class=\"quiet\">{} more pairs are in the <a href=\"#appendix\">appendix</a>.</p>",
            report.pairs.len() - TOP_PAIRS
        )?;
    }
    Ok(())
}

fn pair_table(report: &Report, rows: &[PairRow], prefix: &str, out: &mut dyn Write) -> io::Result<()> {
    // A column without a word in it takes room from the titles.
    let has_credits = rows.iter().any(|row| !row.credit.is_empty());
    let has_states = rows.iter().any(|row| !row.state().is_empty());
    writeln!(
        out,
        "<div class=\"wide\"><table class=\"pairs\">\n<thead><tr><th class=\"n\">Score</th><th>First</th><th>Second</th>\
         <th class=\"n\">First in second</th><th class=\"n\">Second in first</th><th class=\"n\">Longest run</th>\
         <th>Copying</th>{}{}</tr></thead>\n<tbody>",
        if has_credits { "<th>Credit</th>" } else { "" },
        if has_states { "<th>State</th>" } else { "" },
    )?;
    for (at, row) in rows.iter().enumerate() {
        let is_in_full = report.comparisons.iter().any(|pair| pair.pair == at);
        write!(out, "<tr id=\"{prefix}{}\"><td class=\"n\">", at + 1)?;
        if is_in_full {
            write!(out, "<a href=\"#p{}\">{:.2}</a>", at + 1, row.score)?;
        } else {
            write!(out, "{:.2}", row.score)?;
        }
        write!(
            out,
            "</td><td dir=\"auto\">{}</td><td dir=\"auto\">{}</td><td class=\"n\">{:.0} %</td><td class=\"n\">{:.0} %</td>\
             <td class=\"n\">{} words</td><td>{}</td>",
            link(report, row.a),
            link(report, row.b),
            row.shares.0 * 100.0,
            row.shares.1 * 100.0,
            row.longest_run,
            row.class,
        )?;
        if has_credits {
            write!(out, "<td>{}</td>", Text(&row.credit))?;
        }
        if has_states {
            write!(out, "<td>{}</td>", row.state())?;
        }
        out.write_all(b"</tr>\n")?;
    }
    out.write_all(b"</tbody></table></div>\n")
}

/// An article's number and title, as a link to its line.
pub(super) fn link(report: &Report, number: usize) -> String {
    let article = report.articles.get(number.wrapping_sub(1));
    let title = article.map_or("", |article| &article.title);
    let outlet = article.and_then(|article| article.outlet.as_deref());
    let outlet = outlet.map_or_else(String::new, |outlet| format!(" <span class=\"quiet\">{}</span>", Text(outlet)));
    format!("<a href=\"#a{number}\">{number} {}</a>{outlet}", Text(title))
}

pub(super) fn matrix(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<h2 id=\"matrix\">Matrix</h2>\n")?;
    writeln!(
        out,
        "<p>Each row and each column is an article, ordered by {}. The darker a field, the more text the two share; \
         empty fields share too little to be listed.</p>",
        Text(report.matrix.order)
    )?;
    pictures::matrix(report, out)?;
    if report.matrix.left_out > 0 {
        writeln!(
            out,
            "<p class=\"quiet\">{} articles are not in the picture: most share text with no other.</p>",
            report.matrix.left_out
        )?;
    }
    writeln!(out, "<h3 id=\"distribution\">All pairs by score</h3>\n<p>{}</p>", report.distribution.words())?;
    pictures::distribution(&report.distribution, out)
}

pub(super) fn groups(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<h2 id=\"groups\">Groups</h2>\n")?;
    if report.clusters.is_empty() {
        return out.write_all(b"<p>No groups: no articles share enough text.</p>\n");
    }
    out.write_all(b"<p>Articles that tell one story, in order of publication.</p>\n")?;
    for (number, group) in (1..).zip(&report.clusters) {
        writeln!(out, "<h3 id=\"g{number}\" dir=\"auto\">{}</h3>\n<ol>", Text(&group.name))?;
        for &article in &group.articles {
            let date = report.articles.get(article - 1).and_then(|article| article.published);
            let date = date.map_or_else(|| "no date".to_owned(), |(date, _)| date.to_string());
            writeln!(out, "<li dir=\"auto\"><span class=\"quiet\">{date}</span> {}</li>", link(report, article))?;
        }
        out.write_all(b"</ol>\n")?;
        for duplicates in &group.duplicates {
            let numbers: Vec<String> = duplicates.iter().map(ToString::to_string).collect();
            writeln!(out, "<p class=\"quiet\">Exact duplicates: {}.</p>", numbers.join(", "))?;
        }
    }
    Ok(())
}

pub(super) fn timeline(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<h2 id=\"timeline\">Timeline</h2>\n")?;
    if report.timeline.entities.is_empty() {
        return out.write_all(b"<p>No names were found.</p>\n");
    }
    out.write_all(
        b"<p>Who is named in most articles, and the times in the same sentences. A bar covers the days that the words \
          may mean; numbers at the ends count times outside the picture.</p>\n",
    )?;
    pictures::timeline(report, out)?;
    writeln!(
        out,
        "<div class=\"wide\"><table>\n<thead><tr><th>Name</th><th>Kind</th><th class=\"n\">Articles</th>\
         <th class=\"n\">Mentions</th><th class=\"n\">Times</th></tr></thead>\n<tbody>"
    )?;
    for row in &report.timeline.entities {
        writeln!(
            out,
            "<tr><td dir=\"auto\">{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
            Text(&row.name),
            row.kind,
            row.articles,
            row.mentions,
            row.times.len() + row.outside.0 + row.outside.1,
        )?;
    }
    out.write_all(b"</tbody></table></div>\n")?;
    if report.timeline.left_out > 0 {
        writeln!(out, "<p class=\"quiet\">{} more names are not shown.</p>", report.timeline.left_out)?;
    }
    if !report.corrections.is_empty() {
        out.write_all(b"<h3 id=\"corrections\">Corrected by hand</h3>\n<ul>\n")?;
        for correction in &report.corrections {
            writeln!(out, "<li dir=\"auto\">{}</li>", Text(correction))?;
        }
        out.write_all(b"</ul>\n")?;
    }
    Ok(())
}

pub(super) fn provenance(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if report.provenance.is_empty() {
        return Ok(());
    }
    out.write_all(b"<h2 id=\"provenance\">Who had it first</h2>\n")?;
    for passage in &report.provenance {
        writeln!(
            out,
            "<blockquote class=\"reading\" dir=\"auto\">{}</blockquote>\n<p>{}</p>\n<ol>",
            Text(&passage.text),
            Text(&passage.verdict)
        )?;
        for &article in &passage.articles {
            writeln!(out, "<li dir=\"auto\">{}</li>", link(report, article))?;
        }
        out.write_all(b"</ol>\n")?;
    }
    Ok(())
}

pub(super) fn articles(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<h2 id=\"articles\">Articles</h2>\n<div class=\"wide\"><table>\n<thead><tr><th class=\"n\">No.</th><th>Title</th>\
         <th>Outlet</th><th>Published</th><th>Found in</th><th>Credits</th><th class=\"n\">Words</th></tr></thead>\n<tbody>"
    )?;
    for article in &report.articles {
        article_row(article, out)?;
    }
    out.write_all(b"</tbody></table></div>\n")?;
    if !report.skipped.is_empty() {
        out.write_all(b"<h3 id=\"skipped\">Files that were not read</h3>\n<ul>\n")?;
        for (path, reason) in &report.skipped {
            writeln!(out, "<li><code>{}</code>: {}</li>", Text(path), Text(reason))?;
        }
        out.write_all(b"</ul>\n")?;
    }
    for warning in &report.warnings {
        writeln!(out, "<p class=\"quiet\">{}</p>", Text(warning))?;
    }
    Ok(())
}

fn article_row(article: &Article, out: &mut dyn Write) -> io::Result<()> {
    let say = |value: &Option<String>| value.as_deref().map(|value| Text(value).to_string()).unwrap_or_default();
    let (date, origin) = match article.published {
        Some((date, origin)) => (date.to_string(), origin),
        None => ("no date".to_owned(), ""),
    };
    write!(out, "<tr id=\"a{0}\"><td class=\"n\">{0}</td><td dir=\"auto\">{1}", article.number, Text(&article.title))?;
    if let Some(byline) = &article.byline {
        write!(out, "<br><span class=\"quiet\">{}</span>", Text(byline))?;
    }
    if let Some(url) = article.url.as_ref().filter(|url| url.starts_with("https://") || url.starts_with("http://")) {
        write!(out, "<br><a href=\"{0}\" rel=\"noreferrer\"><code>{0}</code></a>", Text(url))?;
    }
    for tag in &article.tags {
        write!(out, " <span class=\"tag\">{}</span>", Text(tag))?;
    }
    writeln!(
        out,
        "</td><td>{}</td><td class=\"d\">{date}</td><td>{origin}</td><td>{}</td><td class=\"n\">{}</td></tr>",
        say(&article.outlet),
        say(&article.agency),
        article.words
    )
}

pub(super) fn notes(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<h2 id=\"notes\">Notes</h2>\n")?;
    let of_articles = report.articles.iter().filter(|article| article.note.is_some());
    let of_pairs = report.pairs.iter().filter(|pair| pair.note.is_some());
    let has_none = of_articles.clone().next().is_none() && of_pairs.clone().next().is_none();
    if has_none && report.name_notes.is_empty() {
        return out.write_all(b"<p class=\"quiet\">None were written.</p>\n");
    }
    for article in of_articles {
        let note = article.note.as_deref().unwrap_or_default();
        writeln!(
            out,
            "<h3 dir=\"auto\">{}</h3>\n<p class=\"note\" dir=\"auto\">{}</p>",
            link(report, article.number),
            Text(note)
        )?;
    }
    for pair in of_pairs {
        let note = pair.note.as_deref().unwrap_or_default();
        writeln!(
            out,
            "<h3 dir=\"auto\">{} and {}</h3>\n<p class=\"note\" dir=\"auto\">{}</p>",
            link(report, pair.a),
            link(report, pair.b),
            Text(note)
        )?;
    }
    for about in &report.name_notes {
        writeln!(
            out,
            "<h3 dir=\"auto\">{} <span class=\"quiet\">{}</span></h3>\n<p class=\"note\" dir=\"auto\">{}</p>",
            Text(&about.name),
            about.kind,
            Text(&about.note)
        )?;
    }
    Ok(())
}

pub(super) fn method(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"<h2 id=\"method\">Method</h2>\n<table>\n<thead><tr><th>Option</th><th>Value</th><th>Effect</th></tr></thead>\n<tbody>\n",
    )?;
    for line in &report.method {
        writeln!(
            out,
            "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
            Text(&line.option),
            Text(&line.value),
            Text(&line.effect)
        )?;
    }
    out.write_all(b"</tbody></table>\n")
}

pub(super) fn appendix(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<h2 id=\"appendix\">Appendix</h2>\n<h3>Every listed pair</h3>\n")?;
    pair_table(report, &report.pairs[..report.pairs.len().min(ALL_PAIRS)], "t", out)?;
    if report.pairs.len() > ALL_PAIRS {
        writeln!(out, "<p class=\"quiet\">{} more pairs; the CSV table has all.</p>", report.pairs.len() - ALL_PAIRS)?;
    }
    out.write_all(
        b"<h3>Sources</h3>\n<div class=\"wide\"><table>\n<thead><tr><th class=\"n\">No.</th><th>File</th><th>SHA-256</th><th>Remarks</th></tr></thead>\n<tbody>\n",
    )?;
    for article in &report.articles {
        writeln!(
            out,
            "<tr><td class=\"n\">{}</td><td><code>{}</code></td><td><code>{}</code></td><td>{}</td></tr>",
            article.number,
            Text(article.path.as_deref().unwrap_or_default()),
            article.sha256,
            Text(&article.warnings.join("; "))
        )?;
    }
    out.write_all(b"</tbody></table></div>\n<h3>Words used here</h3>\n<table>\n<tbody>\n")?;
    for (term, meaning) in glossary::TERMS {
        writeln!(out, "<tr><th scope=\"row\">{}</th><td>{}</td></tr>", Text(term), Text(meaning))?;
    }
    writeln!(
        out,
        "</tbody></table>\n<h3>Settings</h3>\n<p class=\"quiet\">As they stand in a session file; with the same articles they give the same report.</p>\n<pre class=\"code\">{}</pre>",
        Text(&report.settings_text)
    )
}

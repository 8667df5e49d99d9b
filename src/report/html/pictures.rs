//! Pictures of the page, as SVG inside it. Each says in words what it shows, and each has its table elsewhere.

use std::io::{self, Write};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::report::escape::Text;
use crate::report::model::{Distribution, Report};
use crate::report::picture::{self, MarkShape, PictureMark, PictureRow, TimelinePicture};

/// Width of the page's column, in pixels.
const WIDTH: f64 = 1080.0;

/// Articles up to which the rows of the matrix have titles.
const TITLED_ROWS: usize = 80;

/// Width of the titles beside the matrix.
const LABELS: f64 = 300.0;

pub(super) fn matrix(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let rows = &report.matrix.rows;
    if rows.is_empty() {
        return Ok(());
    }
    let is_titled = rows.len() <= TITLED_ROWS;
    let left = if is_titled { LABELS } else { 40.0 };
    let count = rows.len() as f64;
    let cell = ((WIDTH - left) / count).clamp(2.0, 22.0);
    let top = if is_titled { 22.0 } else { 8.0 };
    let (width, height) = (left + cell * count + 10.0, top + cell * count + 52.0);
    writeln!(
        out,
        "<figure><svg viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" role=\"img\" \
         aria-label=\"Matrix of {} articles with {} pairs\">",
        rows.len(),
        report.matrix.cells.len()
    )?;
    for (at, &number) in rows.iter().enumerate() {
        let middle = top + cell * (at as f64 + 0.5);
        let column = left + cell * (at as f64 + 0.5);
        writeln!(
            out,
            "<rect class=\"self\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>",
            column - cell / 2.0,
            middle - cell / 2.0,
            (cell - 1.0).max(1.0),
            (cell - 1.0).max(1.0)
        )?;
        if is_titled && cell >= 8.0 {
            let title = report.articles.get(number - 1).map_or("", |article| &article.title);
            writeln!(
                out,
                "<a href=\"#a{number}\"><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{} <tspan class=\"faint\">{number}</tspan></text></a>\
                 <text class=\"faint\" x=\"{column:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{number}</text>",
                left - 6.0,
                middle + 4.0,
                Text(&shortened(title, 44)),
                top - 6.0
            )?;
        }
    }
    for &(row, column, score, pair) in &report.matrix.cells {
        let target = target(report, pair);
        for (row, column) in [(row, column), (column, row)] {
            writeln!(
                out,
                "<a href=\"#{target}\"><rect class=\"cell s{}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"><title>{} and {}: {score:.2}</title></rect></a>",
                step(score),
                left + cell * column as f64,
                top + cell * row as f64,
                (cell - 1.0).max(1.0),
                (cell - 1.0).max(1.0),
                rows[row],
                rows[column],
            )?;
        }
    }
    legend(left, top + cell * count + 14.0, out)?;
    out.write_all(b"</svg></figure>\n")
}

fn legend(left: f64, top: f64, out: &mut dyn Write) -> io::Result<()> {
    for step in 0..9 {
        let x = left + f64::from(step) * 24.0;
        writeln!(out, "<rect class=\"s{step}\" x=\"{x:.1}\" y=\"{top:.1}\" width=\"23\" height=\"12\"/>")?;
    }
    for (at, label) in [(0.0, "0"), (108.0, "0.5"), (216.0, "1")] {
        let anchor = if at > 200.0 {
            "end"
        } else if at > 0.0 {
            "middle"
        } else {
            "start"
        };
        writeln!(
            out,
            "<text class=\"faint\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{label}</text>",
            left + at,
            top + 26.0
        )?;
    }
    Ok(())
}

/// The pair in full where it is, else its line in a table.
fn target(report: &Report, pair: usize) -> String {
    let is_in_full = report.comparisons.iter().any(|comparison| comparison.pair == pair);
    format!("{}{}", if is_in_full { "p" } else { "t" }, pair + 1)
}

/// One of the nine steps of the scale.
fn step(score: f64) -> usize {
    // The cast keeps the whole part, which is what a step is; scores are in [0, 1].
    ((score * 9.0) as usize).min(8)
}

pub(super) fn distribution(spread: &Distribution, out: &mut dyn Write) -> io::Result<()> {
    let most = spread.steps.iter().copied().max().unwrap_or_default();
    if most == 0 {
        return Ok(());
    }
    let (bar, height) = (34.0, 120.0);
    let total: u64 = spread.steps.iter().sum();
    writeln!(
        out,
        "<figure><svg viewBox=\"0 0 720 160\" width=\"720\" role=\"img\" aria-label=\"{total} listed pairs by {}\">",
        Text(&spread.measure.to_lowercase())
    )?;
    for (at, &count) in spread.steps.iter().enumerate() {
        let x = 10.0 + bar * at as f64;
        // A square root keeps a step of one pair in sight beside a step of a thousand.
        let tall = (count as f64 / most as f64).sqrt() * (height - 20.0);
        writeln!(
            out,
            "<rect class=\"bar\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{tall:.1}\"><title>{:.2} to {:.2}: {count}</title></rect>",
            x + 1.0,
            height - tall,
            bar - 2.0,
            at as f64 / 20.0,
            (at + 1) as f64 / 20.0
        )?;
        if count > 0 {
            writeln!(
                out,
                "<text class=\"faint\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{count}</text>",
                x + bar / 2.0,
                height - tall - 4.0
            )?;
        }
        if at % 4 == 0 {
            writeln!(
                out,
                "<text class=\"faint\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{:.1}</text>",
                height + 18.0,
                at as f64 / 20.0
            )?;
        }
    }
    writeln!(
        out,
        "<text class=\"faint\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">1</text>\
         <line class=\"rule\" x1=\"10\" x2=\"{:.1}\" y1=\"{height}\" y2=\"{height}\"/></svg>\
         <figcaption>Heights grow with the square root of the number, so that single pairs stay visible.</figcaption></figure>",
        10.0 + bar * 20.0,
        height + 18.0,
        10.0 + bar * 20.0
    )
}

/// The picture of the times that are named with the names of most articles.
pub(super) fn timeline(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let Some((first, last)) = report.timeline.range else { return Ok(()) };
    let days = f64::from((last - first).get_days().max(1));
    let share = |date: Date| f64::from((date - first).get_days()) / days;
    let ticks = ticks(first, last).into_iter().map(|(date, label)| (share(date), label)).collect();
    let mark = |(earliest, latest, words, article): &(Date, Date, String, usize)| PictureMark {
        from: share(*earliest),
        to: share(*latest) + 1.0 / days,
        count: 1,
        shape: if earliest == latest { MarkShape::Exact } else { MarkShape::Vague },
        title: format!("{earliest} to {latest}: {words}, article {article}"),
        link: Some(format!("#a{article}")),
        ..PictureMark::default()
    };
    let rows: Vec<PictureRow> = report
        .timeline
        .entities
        .iter()
        .map(|entity| PictureRow {
            label: entity.name.clone(),
            sign: entity.kind[..1].to_uppercase(),
            outside: entity.outside,
            marks: entity.times.iter().map(mark).collect(),
            ..PictureRow::default()
        })
        .collect();
    let title = format!("Times named with {} names, {first} to {last}", rows.len());
    picture::write_inside(&TimelinePicture { title, ticks, rows, is_tall: false }, out)
}

/// Firsts of months, or of years where months would crowd.
fn ticks(first: Date, last: Date) -> Vec<(Date, String)> {
    let months = i32::from(last.year() - first.year()) * 12 + i32::from(last.month()) - i32::from(first.month());
    let step = match months {
        ..=14 => 1,
        15..=42 => 3,
        43..=84 => 6,
        _ => 12 * (months / 144 + 1),
    };
    let mut out = Vec::new();
    let mut date = if step >= 12 { first.first_of_year() } else { first.first_of_month() };
    while date <= last && out.len() < 64 {
        if date >= first {
            out.push((
                date,
                if step >= 12 { date.year().to_string() } else { format!("{}-{:02}", date.year(), date.month()) },
            ));
        }
        let Ok(next) = date.checked_add(step.months()) else { break };
        date = next;
    }
    out
}

fn shortened(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let kept: String = text.chars().take(length - 1).collect();
    format!("{}…", kept.trim_end())
}

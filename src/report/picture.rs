//! The timeline as a picture: a value in shares of the width, and its writer as SVG, inside a page or as a file of its own.

use std::io::{self, Write};

use super::escape::Text;

/// Width of the picture, in pixels.
const WIDTH: f64 = 1080.0;
/// Where the rows begin: room for names.
const LEFT: f64 = 230.0;
/// Room at the right for what lies after the picture.
const RIGHT: f64 = 40.0;
/// Room above for the calendar.
const TOP: f64 = 26.0;
/// Height of a row.
const ROW: f64 = 22.0;
/// The same where both clocks stand in it, the day of the article below.
const TALL_ROW: f64 = 38.0;
/// A mark is at least this wide.
const LEAST: f64 = 4.0;
/// How it looks as a file of its own; a page has a style sheet.
const STYLE: &str = "text{fill:#201d19;font:11px Inter,\"Segoe UI\",Arial,\"Noto Sans\",sans-serif}.faint{fill:#665f55}\
         .rule{stroke:#dcd4c6;stroke-width:1}.mark{fill:#0b635a;fill-opacity:.5}.hollow{fill:#fbf8f2;stroke:#0b635a}.joint{stroke:#665f55;stroke-width:.7}\
         .disputed{stroke:#9a2a1c;stroke-width:1.5}.head{font-weight:600}";

/// A timeline to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimelinePicture {
    /// What it shows, in words.
    pub title: String,
    /// Beginnings of steps of the calendar, as shares of the width in [0, 1], and what is written there.
    pub ticks: Vec<(f64, String)>,
    /// From the top.
    pub rows: Vec<PictureRow>,
    /// Whether rows have room for the day of the article below what the text says.
    pub is_tall: bool,
}

/// A row of the picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PictureRow {
    /// Its name.
    pub label: String,
    /// A letter for its kind; may be empty.
    pub sign: String,
    /// Whether it is the head of the rows below it.
    pub is_head: bool,
    /// How many times lie before the picture, and after it.
    pub outside: (usize, usize),
    /// What stands in it.
    pub marks: Vec<PictureMark>,
    /// Lines from what the text says to the day of the article, as shares of the width.
    pub joints: Vec<(f64, f64)>,
    /// What it says in words, beside its last mark; may be empty.
    pub said: String,
}

/// Where a mark stands in its row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarkShape {
    /// A day or less: on the line.
    #[default]
    Exact,
    /// A stretch of days: thinner, below the line.
    Vague,
    /// The day of an article: a ring.
    Published,
    /// A bar of a strip.
    Bar,
}

/// Something in a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PictureMark {
    /// Where it begins, as a share of the width in [0, 1].
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// How many times it stands for; written on it from 2 on, where there is room.
    pub count: u32,
    /// Where it stands.
    pub shape: MarkShape,
    /// Top and foot of a bar, as shares of the height of its row, from its top.
    pub reach: (f64, f64),
    /// Later than its articles.
    pub is_hollow: bool,
    /// Told with another date elsewhere.
    pub is_disputed: bool,
    /// What it is, in words.
    pub title: String,
    /// Where a click leads.
    pub link: Option<String>,
}

/// Writes the picture as a file of its own, in the colours of paper.
///
/// # Errors
/// Whatever `out` gives.
pub fn write_alone(picture: &TimelinePicture, out: &mut dyn Write) -> io::Result<()> {
    let height = height(picture);
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH:.0} {height:.0}\" \
         width=\"{WIDTH:.0}\" height=\"{height:.0}\">\n<title>{}</title>\n<style>{}</style>\n\
         <rect width=\"{WIDTH:.0}\" height=\"{height:.0}\" fill=\"#fbf8f2\"/>",
        Text(&picture.title),
        STYLE
    )?;
    body(picture, out)?;
    out.write_all(b"</svg>\n")
}

/// Writes the picture as part of a page, which gives the colours.
///
/// # Errors
/// Whatever `out` gives.
pub(super) fn write_inside(picture: &TimelinePicture, out: &mut dyn Write) -> io::Result<()> {
    let height = height(picture);
    writeln!(
        out,
        "<figure><svg viewBox=\"0 0 {WIDTH:.0} {height:.0}\" width=\"{WIDTH:.0}\" role=\"img\" aria-label=\"{}\">",
        Text(&picture.title)
    )?;
    body(picture, out)?;
    out.write_all(b"</svg></figure>\n")
}

fn row_height(picture: &TimelinePicture) -> f64 {
    if picture.is_tall { TALL_ROW } else { ROW }
}

fn height(picture: &TimelinePicture) -> f64 {
    TOP + row_height(picture) * picture.rows.len() as f64 + 10.0
}

fn body(picture: &TimelinePicture, out: &mut dyn Write) -> io::Result<()> {
    let plot = WIDTH - LEFT - RIGHT;
    let x = |share: f64| LEFT + share.clamp(0.0, 1.0) * plot;
    for (share, label) in &picture.ticks {
        writeln!(
            out,
            "<line class=\"rule\" x1=\"{0:.1}\" x2=\"{0:.1}\" y1=\"{1:.1}\" y2=\"{2:.1}\"/><text class=\"faint\" x=\"{3:.1}\" y=\"14\">{4}</text>",
            x(*share),
            TOP - 6.0,
            height(picture) - 6.0,
            x(*share) + 3.0,
            Text(label)
        )?;
    }
    let tall = row_height(picture);
    for (at, row) in picture.rows.iter().enumerate() {
        let top = TOP + tall * at as f64;
        let middle = top + ROW * 0.5;
        if row.is_head {
            let label = shortened(&row.label, 110);
            writeln!(out, "<text class=\"head\" x=\"6\" y=\"{:.1}\">{}</text>", middle + 4.0, Text(&label))?;
            continue;
        }
        writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{} <tspan class=\"faint\">{}</tspan></text>",
            LEFT - 34.0,
            middle + 4.0,
            Text(&shortened(&row.label, 30)),
            Text(&row.sign)
        )?;
        for (count, place, anchor) in [(row.outside.0, LEFT - 6.0, "end"), (row.outside.1, WIDTH - 30.0, "start")] {
            if count > 0 {
                let label = if anchor == "end" { format!("‹{count}") } else { format!("{count}›") };
                writeln!(
                    out,
                    "<text class=\"faint\" x=\"{place:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{label}</text>",
                    middle + 4.0
                )?;
            }
        }
        for (from, to) in &row.joints {
            writeln!(
                out,
                "<line class=\"joint\" x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\"/>",
                x(*from),
                middle + 6.0,
                x(*to),
                published_at(middle, picture.is_tall) - 4.0
            )?;
        }
        for mark in &row.marks {
            let (tall, y) = match mark.shape {
                MarkShape::Exact => (12.0, middle),
                MarkShape::Vague => (4.0, middle + 8.0),
                MarkShape::Published => (8.0, published_at(middle, picture.is_tall)),
                MarkShape::Bar => {
                    let reach = (mark.reach.0.clamp(0.0, 1.0), mark.reach.1.clamp(0.0, 1.0));
                    let room = tall - 2.0;
                    let height = ((reach.1 - reach.0) * room).max(1.5);
                    (height, top + 1.0 + f64::midpoint(reach.0, reach.1) * room)
                }
            };
            write_mark(mark, (x(mark.from), x(mark.to)), (y, tall), out)?;
        }
        write_said(row, plot, middle, out)?;
    }
    Ok(())
}

/// The line of the days of articles, in a row whose first line is at `middle`.
fn published_at(middle: f64, is_tall: bool) -> f64 {
    if is_tall { middle + 19.0 } else { middle }
}

/// The words of a row, right of its marks or, where they would not fit there, left of them.
fn write_said(row: &PictureRow, plot: f64, middle: f64, out: &mut dyn Write) -> io::Result<()> {
    if row.said.is_empty() || row.marks.is_empty() {
        return Ok(());
    }
    let x = |share: f64| LEFT + share.clamp(0.0, 1.0) * plot;
    let first = row.marks.iter().map(|mark| mark.from).fold(1.0, f64::min);
    let last = row.marks.iter().map(|mark| mark.to).fold(0.0, f64::max);
    // Letters of this size are six pixels wide on the mean.
    let fits = x(last) + 10.0 + 6.0 * row.said.chars().count() as f64 <= LEFT + plot;
    let (at, anchor) = if fits { (x(last) + 10.0, "start") } else { (x(first) - 10.0, "end") };
    writeln!(
        out,
        "<text class=\"faint\" x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>",
        middle + 4.0,
        Text(&row.said)
    )
}

/// A mark from one place to another, around `y`.
fn write_mark(
    mark: &PictureMark,
    (from, to): (f64, f64),
    (y, tall): (f64, f64),
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut class = "mark".to_owned();
    if mark.is_hollow || mark.shape == MarkShape::Published {
        class += " hollow";
    }
    if mark.is_disputed {
        class += " disputed";
    }
    // A mark thinner than four pixels is drawn around its middle.
    let (wide, at) = ((to - from).max(LEAST), f64::midpoint(from, to));
    let radius = match mark.shape {
        MarkShape::Exact | MarkShape::Vague => 2.0,
        MarkShape::Published => 4.0,
        MarkShape::Bar => 0.5,
    };
    if let Some(link) = &mark.link {
        write!(out, "<a href=\"{}\">", Text(link))?;
    }
    write!(
        out,
        "<rect class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{wide:.1}\" height=\"{tall:.1}\" rx=\"{radius}\"><title>{}</title></rect>",
        at - wide / 2.0,
        y - tall / 2.0,
        Text(&mark.title)
    )?;
    if mark.link.is_some() {
        write!(out, "</a>")?;
    }
    let words = mark.count.to_string();
    if mark.count > 1 && tall >= 8.0 && wide >= 7.0 * words.len() as f64 {
        write!(out, "<text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{words}</text>", y + 4.0)?;
    }
    out.write_all(b"\n")
}

fn shortened(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let kept: String = text.chars().take(length - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_well_formed_and_hostile_words_stay_words() {
        let hostile = "</text><script>alert(1)</script>\"'&";
        let mark = PictureMark { from: 0.2, to: 0.4, count: 12, title: hostile.to_owned(), ..PictureMark::default() };
        let row = PictureRow {
            label: hostile.to_owned(),
            marks: vec![mark],
            outside: (3, 0),
            said: hostile.to_owned(),
            ..PictureRow::default()
        };
        let picture = TimelinePicture {
            title: hostile.to_owned(),
            ticks: vec![(0.5, hostile.to_owned())],
            rows: vec![row],
            is_tall: false,
        };
        let mut bytes = Vec::new();
        write_alone(&picture, &mut bytes).expect("memory takes everything");
        let text = String::from_utf8(bytes).expect("it is UTF-8");
        assert!(!text.contains("<script"));
        let mut reader = quick_xml::Reader::from_str(&text);
        let mut rects = 0;
        loop {
            match reader.read_event().expect("well formed") {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) if tag.name().as_ref() == "rect" => rects += 1,
                _ => {}
            }
        }
        assert_eq!(rects, 1, "the mark, with a title inside; the ground has none");
        assert!(text.contains(">12</text>") && text.contains("‹3"));
    }

    #[test]
    fn bars_stand_on_the_foot_of_their_row_and_joints_lead_down() {
        let bar = PictureMark {
            from: 0.0,
            to: 0.1,
            count: 3,
            shape: MarkShape::Bar,
            reach: (0.5, 1.0),
            ..PictureMark::default()
        };
        let row = PictureRow { marks: vec![bar], joints: vec![(0.0, 0.5)], ..PictureRow::default() };
        let picture = TimelinePicture { rows: vec![row], is_tall: true, ..TimelinePicture::default() };
        let mut bytes = Vec::new();
        write_alone(&picture, &mut bytes).expect("memory takes everything");
        let text = String::from_utf8(bytes).expect("it is UTF-8");
        // The row is 38 high from 26 on, and a pixel is left at each end: half of 36 is 18, from 45 to 63.
        assert!(text.contains("y=\"45.0\"") && text.contains("height=\"18.0\""), "{text}");
        // From below a mark of the first line, at 37, to above a ring of the second, at 56.
        assert!(text.contains("y1=\"43.0\"") && text.contains("y2=\"52.0\""), "{text}");
    }
}

//! The timeline as a picture and as data: copied, or offered to be saved.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use eframe::egui::{self, ColorImage, Rect};
use rustc_hash::FxHashMap;

use super::camera::{Camera, Step};
use super::lines::MOST_JOINTS;
use super::model::Made;
use super::paint::Side;
use super::row::{Line, RowKey};
use super::strip::{Glyph, Shape, Strip, lay, lay_bars};
use super::{TimelineView, say};
use crate::app::command::{Command, FileCommand, Purpose};
use crate::app::filing::Content;
use crate::app::problem::Problem;
use crate::app::timeline::{Clock, Look, RowsOf, TimelineCommand};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::kind;
use crate::entity::EntityKind;
use crate::report::csv::Times;
use crate::report::picture::{MarkShape, PictureMark, PictureRow, TimelinePicture};
use crate::timeline::{Rows, day_of};

/// Rows of a saved picture, at most: a page that can still be opened and printed.
const MOST_ROWS: usize = 400;

/// Width that the rows of a saved picture are laid out for, in points.
const WIDTH: f32 = 820.0;

/// Least room for the words of a tick of a saved picture: "12 May 2015" in its small type.
const TICK: f64 = 68.0;

/// Pictures of the window that were asked for and have not come yet.
#[derive(Default)]
pub struct Pictures {
    /// Where the picture was drawn in this frame.
    pub(super) drawn: Option<Rect>,
    coming: Option<(Receiver<Arc<ColorImage>>, Rect, TimelineCommand)>,
}

impl TimelineView {
    /// Carries out what was asked for of pictures and data, once the frame is painted.
    pub(super) fn files(&mut self, ui: &egui::Ui, scene: &Scene<'_>, made: &Arc<Made>, out: &mut Commands) {
        for command in std::mem::take(&mut self.pending) {
            match command {
                TimelineCommand::CopySvg => out.push(Command::Copy(self.svg(scene, made))),
                TimelineCommand::SaveSvg => {
                    let content = Content::Text(self.svg(scene, made).into());
                    out.push(Command::File(FileCommand::Offer(Purpose::Svg, content)));
                }
                TimelineCommand::SaveCsv => {
                    let content = Content::Times(times_in_rows(scene));
                    out.push(Command::File(FileCommand::Offer(Purpose::Csv, content)));
                }
                TimelineCommand::CopyImage | TimelineCommand::SavePng if !scene.state.toasts.is_empty() => {
                    // A note at the edge is no part of the picture: it is put away first.
                    out.extend(scene.state.toasts.iter().map(|toast| Command::DismissToast(toast.id)));
                    self.pending.push(command);
                }
                TimelineCommand::CopyImage | TimelineCommand::SavePng => {
                    let (sender, receiver) = channel();
                    let ctx = ui.ctx().clone();
                    ui.ctx().request_screenshot(move |image| {
                        let _ = sender.send(image);
                        ctx.request_repaint();
                    });
                    // The tools above it are no part of the picture.
                    let rect = self.pictures.drawn.take().unwrap_or_else(|| ui.max_rect());
                    self.pictures.coming = Some((receiver, rect, command));
                }
                // There was nothing to move.
                _ => {}
            }
        }
        let Some((receiver, rect, command)) = &self.pictures.coming else { return };
        let Ok(image) = receiver.try_recv() else { return };
        let image = image.region(rect, Some(ui.ctx().pixels_per_point()));
        match command {
            TimelineCommand::SavePng => {
                let content = Content::Image(Arc::new(image));
                out.push(Command::File(FileCommand::Offer(Purpose::Png, content)));
            }
            _ => {
                ui.ctx().copy_image(image);
                out.push(Command::Report(Problem::note("The picture is on the clipboard")));
            }
        }
        self.pictures.coming = None;
    }

    /// The stretch in sight, with all rows, as SVG.
    fn svg(&self, scene: &Scene<'_>, made: &Made) -> String {
        let whole = made.whole.map(|whole| Camera::new(whole).with_margin(0.02));
        let near = made.near.map(Camera::new);
        let Some(camera) = self.camera.or(near).zip(whole).map(|(camera, whole)| camera.kept_within(whole)) else {
            return String::new();
        };
        let mut out = Vec::new();
        let picture = picture(scene, made, camera);
        // Memory takes everything.
        let _ = crate::report::picture::write_alone(&picture, &mut out);
        String::from_utf8(out).unwrap_or_default()
    }
}

/// The times that the rows hold.
fn times_in_rows(scene: &Scene<'_>) -> Times {
    let options = &scene.state.options.timeline;
    let has_row = |kind: &EntityKind| options.rows != RowsOf::Names || options.kinds[kind::index(*kind)];
    Times {
        documents: scene.state.shown().order.clone(),
        kinds: EntityKind::ALL.into_iter().filter(has_row).collect(),
        with: options.around.clone(),
    }
}

/// The rows with what stands in them, as shares of the width.
fn picture(scene: &Scene<'_>, made: &Made, camera: Camera) -> TimelinePicture {
    let strip = Strip::new(camera, 0.0, WIDTH);
    let ticks = ticks(&strip);
    let options = &scene.state.options.timeline;
    let drawn = Drawn { made, strip: &strip, clock: options.clock, look: options.look };
    let lines = &made.lines[..made.lines.len().min(MOST_ROWS)];
    let laid: Vec<Vec<(Side, Vec<Glyph>)>> = lines.iter().map(|line| drawn.glyphs(line)).collect();
    let counts = laid.iter().flatten().flat_map(|(_, glyphs)| glyphs).map(|glyph| glyph.tally.count);
    // The one scale of all rows.
    let most = counts.max().unwrap_or(1);
    let rows = lines.iter().zip(&laid).map(|(line, glyphs)| match line {
        Line::Head { label, is_disputed, .. } => {
            let sign = if *is_disputed { "≠ dates differ: " } else { "" };
            PictureRow { label: format!("{sign}{label}"), is_head: true, ..PictureRow::default() }
        }
        Line::Row(number) => drawn.row(*number, glyphs, most),
    });
    let (first, last) = strip.window.days();
    let rest = made.lines.len().saturating_sub(MOST_ROWS);
    let mut title = format!("Timeline, {}", say::days(first, last));
    if rest > 0 {
        title += &format!("; {} more are left out", crate::app::words::count(rest, "row", "rows"));
    }
    TimelinePicture { title, ticks, rows: rows.collect(), is_tall: options.clock == Clock::Both }
}

/// The calendar in one tier: the year is written at the first tick, and where another one begins.
fn ticks(strip: &Strip) -> Vec<(f64, String)> {
    let step = Step::fitting(strip.camera.minutes_a_point(strip.width), |_| TICK);
    let mut last_year = None;
    let mut ticks = Vec::new();
    for at in step.edges(strip.window) {
        let place = share(strip.x(at));
        if !(0.0..1.0).contains(&place) {
            continue;
        }
        let year = day_of(at).year();
        let has_year = matches!(step, Step::Months(_) | Step::Years(_));
        let label = step.full_label(at);
        ticks.push((place, if has_year || last_year == Some(year) { label } else { format!("{label} {year}") }));
        last_year = Some(year);
    }
    ticks
}

fn share(x: f32) -> f64 {
    f64::from(x / WIDTH)
}

/// What is drawn, and how.
struct Drawn<'a> {
    made: &'a Made,
    strip: &'a Strip,
    clock: Clock,
    look: Look,
}

impl Drawn<'_> {
    /// The clocks that are drawn.
    fn sides(&self) -> impl Iterator<Item = (&Rows, Side)> {
        let sides = [(&self.made.text, Side::Text), (&self.made.published, Side::Published)];
        sides.into_iter().filter(|(_, side)| match side {
            Side::Text => self.clock != Clock::Published,
            Side::Published => self.clock != Clock::Text,
        })
    }

    /// What a line holds of each clock that is drawn: bars of strips, else marks.
    fn glyphs(&self, line: &Line) -> Vec<(Side, Vec<Glyph>)> {
        let Line::Row(row) = line else { return Vec::new() };
        let lay = if self.look == Look::Strips { lay_bars } else { lay };
        self.sides().map(|(rows, side)| (side, lay(rows, *row as usize, self.strip))).collect()
    }

    /// A row with its `glyphs`; the highest bar of all rows stands for `most` times.
    fn row(&self, number: u32, glyphs: &[(Side, Vec<Glyph>)], most: u32) -> PictureRow {
        let (made, strip) = (self.made, self.strip);
        let row = &made.rows[number as usize];
        let each = glyphs.iter().flat_map(|(side, glyphs)| glyphs.iter().map(|glyph| (glyph, *side)));
        let marks = each.map(|(glyph, side)| match self.look {
            Look::Strips => self.bar(glyph, side, most),
            Look::Marks => mark(glyph, side),
        });
        let rows_of = if self.clock == Clock::Published { &made.published } else { &made.text };
        let (before, after) = rows_of.outside(number as usize, strip.window);
        let is_joined = self.clock == Clock::Both && self.look == Look::Marks;
        let said = match row.key {
            RowKey::Telling(..) if self.clock != Clock::Published => {
                let glyphs = lay(&made.text, number as usize, strip);
                glyphs.iter().map(|glyph| say::extent(glyph.extent)).collect::<Vec<_>>().join("; ")
            }
            _ => String::new(),
        };
        PictureRow {
            label: row.label.clone(),
            sign: row.kind.map(|of| kind::letter(of).to_owned()).unwrap_or_default(),
            is_head: false,
            outside: (before as usize, after as usize),
            marks: marks.collect(),
            joints: if is_joined { self.joints(number) } else { Vec::new() },
            said,
        }
    }

    fn bar(&self, glyph: &Glyph, side: Side, most: u32) -> PictureMark {
        let height = f64::from(glyph.tally.count) / f64::from(most.max(1));
        let reach = match (self.clock, side) {
            (Clock::Both, Side::Text) => (0.5 - height / 2.0, 0.5),
            (Clock::Both, Side::Published) => (0.5, 0.5 + height / 2.0),
            _ => (1.0 - height, 1.0),
        };
        PictureMark { shape: MarkShape::Bar, reach, is_hollow: side == Side::Published, ..mark(glyph, side) }
    }

    /// From each mark to the days of its articles, as the window joins them.
    fn joints(&self, row: u32) -> Vec<(f64, f64)> {
        if self.made.text.dated_count(row as usize) > MOST_JOINTS {
            return Vec::new();
        }
        let places = |rows: &Rows| -> Vec<(u32, f64)> {
            let glyphs = lay(rows, row as usize, self.strip);
            glyphs.iter().flat_map(|glyph| glyph.items(rows).map(|item| (item, share(glyph.middle())))).collect()
        };
        let printed: FxHashMap<u32, f64> = places(&self.made.published).into_iter().collect();
        let told = places(&self.made.text);
        told.into_iter().filter_map(|(item, from)| Some((from, *printed.get(&item)?))).collect()
    }
}

fn mark(glyph: &Glyph, side: Side) -> PictureMark {
    let shape = match glyph.shape {
        _ if side == Side::Published => MarkShape::Published,
        Shape::Exact | Shape::Count => MarkShape::Exact,
        Shape::Stretch(_) => MarkShape::Vague,
    };
    let times = match glyph.tally.count {
        1 => String::new(),
        count => format!(", {count} times"),
    };
    PictureMark {
        from: share(glyph.x.0).clamp(0.0, 1.0),
        to: share(glyph.x.1).clamp(0.0, 1.0),
        count: glyph.tally.count,
        shape,
        is_hollow: glyph.is_future(),
        is_disputed: glyph.tally.disputed > 0,
        title: format!("{}{times}", say::extent(glyph.extent)),
        ..PictureMark::default()
    }
}

//! The timeline as a picture and as data: copied, or offered to be saved.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use eframe::egui::{self, ColorImage, Rect};

use super::camera::Camera;
use super::model::{Line, Made};
use super::strip::{Glyph, Shape, Strip, lay};
use super::{TimelineView, axis, say};
use crate::app::command::{Command, FileCommand, Purpose};
use crate::app::files::Content;
use crate::app::state::Problem;
use crate::app::timeline::{Clock, TimelineCommand};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::kind;
use crate::report::picture::{MarkShape, PictureMark, PictureRow, TimelinePicture};
use crate::timeline::Rows;

/// Rows of a saved picture, at most: a page that can still be opened and printed.
const MOST_ROWS: usize = 400;

/// Width that the rows of a saved picture are laid out for, in points.
const WIDTH: f32 = 820.0;

/// Pictures of the window that were asked for and have not come yet.
#[derive(Default)]
pub struct Pictures {
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
                    let documents = scene.state.shown().order.clone();
                    out.push(Command::File(FileCommand::Offer(Purpose::Csv, Content::Times(documents))));
                }
                TimelineCommand::CopyImage | TimelineCommand::SavePng => {
                    let (sender, receiver) = channel();
                    let ctx = ui.ctx().clone();
                    ui.ctx().request_screenshot(move |image| {
                        let _ = sender.send(image);
                        ctx.request_repaint();
                    });
                    self.pictures.coming = Some((receiver, ui.max_rect(), command));
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

/// The rows with what stands in them, as shares of the width.
fn picture(scene: &Scene<'_>, made: &Made, camera: Camera) -> TimelinePicture {
    let strip = Strip::new(camera, 0.0, WIDTH);
    let share = |x: f32| f64::from(x / WIDTH);
    let step = axis::step(&strip);
    let ticks = step
        .edges(strip.window)
        .into_iter()
        .map(|at| (share(strip.x(at)), step.full_label(at)))
        .filter(|(share, _)| (0.0..1.0).contains(share))
        .collect();
    let clock = scene.state.options.timeline.clock;
    let mut rows = Vec::new();
    for line in made.lines.iter().take(MOST_ROWS) {
        match line {
            Line::Head { label, .. } => {
                rows.push(PictureRow { label: label.clone(), is_head: true, ..PictureRow::default() });
            }
            Line::Row(number) => {
                let row = &made.rows[*number as usize];
                let sides: [(&Rows, bool); 2] =
                    [(&made.text, clock != Clock::Published), (&made.published, clock != Clock::Text)];
                let mut marks = Vec::new();
                for (at, (rows, _)) in sides.into_iter().enumerate().filter(|(_, (_, is_shown))| *is_shown) {
                    let glyphs = lay(rows, *number as usize, &strip);
                    marks.extend(glyphs.iter().map(|glyph| mark(glyph, at == 1, &share)));
                }
                let rows_of = if clock == Clock::Published { &made.published } else { &made.text };
                let (before, after) = rows_of.outside(*number as usize, strip.window);
                rows.push(PictureRow {
                    label: row.label.clone(),
                    sign: row.kind.map(|of| kind::letter(of).to_owned()).unwrap_or_default(),
                    is_head: false,
                    outside: (before as usize, after as usize),
                    marks,
                });
            }
        }
    }
    let (first, last) = strip.window.days();
    let rest = made.lines.len().saturating_sub(MOST_ROWS);
    let mut title = format!("Timeline, {}", say::days(first, last));
    if rest > 0 {
        title += &format!("; {} more are left out", crate::app::words::count(rest, "row", "rows"));
    }
    TimelinePicture { title, ticks, rows }
}

fn mark(glyph: &Glyph, is_published: bool, share: &dyn Fn(f32) -> f64) -> PictureMark {
    let shape = match glyph.shape {
        _ if is_published => MarkShape::Published,
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
        link: None,
    }
}

//! The pictures of the matrix: coloured tiles of the level that fits the zoom, made by a thread as they come into sight.
//!
//! While a tile is being made, the last of its place is shown, and below it the whole matrix at a coarse level. So there
//! is never a hole, and a moved threshold or another theme changes colours in place.

use std::collections::HashMap;
use std::sync::Arc;

use eframe::egui::{self, Color32, ColorImage, Rect, TextureHandle, TextureOptions, pos2};

use super::Picture;
use super::camera::Camera;
use super::pyramid::{Pyramid, TILE};
use crate::app::job::{Waker, Worker};
use crate::app::theme::Theme;

/// Tiles that are taken from the thread in one frame: each is a quarter of a megabyte on its way to the screen.
const MOST_TAKEN: usize = 8;

/// Tiles that are kept: 32 MB.
const MOST_KEPT: usize = 128;

/// Which tile: level, column, row.
type Key = (usize, u32, u32);

/// The colour of every score.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    colors: [Color32; 256],
    paper: Color32,
    /// Scores below it are paper.
    least: u16,
}

impl Palette {
    /// The colours of a theme, for scores of at least `least`.
    pub fn new(theme: &Theme, least: u16) -> Self {
        let colors = std::array::from_fn(|step| theme.similarity(step as f64 / 255.0));
        Self { colors, paper: theme.surface, least: least.max(1) }
    }

    /// The colour of the score of a cell.
    pub fn color(&self, score: u16) -> Color32 {
        if score < self.least { self.paper } else { self.colors[usize::from(score >> 8)] }
    }

    fn image(&self, pyramid: &Pyramid, (level, column, row): Key) -> ColorImage {
        let (width, height, scores) = pyramid.tile(level, column, row);
        ColorImage::new([width, height], scores.iter().map(|&score| self.color(score)).collect())
    }
}

struct Request {
    picture: Arc<Picture>,
    palette: Palette,
    number: u64,
    keys: Vec<Key>,
}

struct Made {
    number: u64,
    key: Key,
    image: ColorImage,
}

struct Kept {
    texture: TextureHandle,
    /// Number of the picture and palette that it was made with.
    number: u64,
    used: u64,
}

/// The coloured tiles of a picture.
#[derive(Default)]
pub struct Tiles {
    worker: Option<Worker<Request, Made>>,
    textures: HashMap<Key, Kept>,
    made_for: Option<(Arc<Picture>, Palette)>,
    /// Goes up with every other picture or palette.
    number: u64,
    /// What the thread was asked for and has not made.
    asked: Vec<Key>,
    frame: u64,
}

/// What is painted, and where.
pub struct Painted<'a> {
    /// Where to.
    pub painter: &'a egui::Painter,
    /// Where the matrix is.
    pub canvas: Rect,
    /// What is in sight.
    pub camera: &'a Camera,
    /// What is shown.
    pub picture: &'a Arc<Picture>,
    /// Every colour by meaning.
    pub theme: &'a Theme,
    /// Scores below it are not shown.
    pub least: u16,
}

impl Tiles {
    /// Paints the part of the matrix that is in sight, and asks for the tiles that are missing; `waker` wakes the window
    /// when they are there.
    pub fn paint(&mut self, to: &Painted<'_>, waker: &Waker) {
        self.frame += 1;
        self.renew(to);
        self.receive(to.painter.ctx());
        let pyramid = &to.picture.pyramid;
        let whole = whole_key(pyramid);
        let level = level_for(to.camera.cell * f64::from(to.painter.pixels_per_point()), pyramid.last_level());
        let scale = f64::from(1u32 << level);
        let span = (f64::from(TILE) * scale) as u32;
        let (rows, columns) = to.camera.visible(to.canvas.size(), pyramid.side(0));
        let mut keys = vec![whole];
        for row in rows.start / span..rows.end.div_ceil(span) {
            keys.extend((columns.start / span..columns.end.div_ceil(span)).map(|column| (level, column, row)));
        }
        let missing: Vec<Key> = keys.iter().copied().filter(|key| !self.is_fresh(key)).collect();
        if keys.iter().any(|key| !self.textures.contains_key(key)) {
            self.paint_one(to, whole);
        }
        for &key in keys.iter().filter(|key| key.0 == level) {
            self.paint_one(to, key);
        }
        self.ask(missing, waker);
        self.forget_oldest(whole);
    }

    /// Whether tiles in sight are still being made.
    pub fn is_behind(&self) -> bool {
        !self.asked.is_empty()
    }

    /// The whole matrix at a coarse level, once it has been made.
    pub fn overview(&self, pyramid: &Pyramid) -> Option<&TextureHandle> {
        self.textures.get(&whole_key(pyramid)).map(|kept| &kept.texture)
    }

    fn is_fresh(&self, key: &Key) -> bool {
        self.textures.get(key).is_some_and(|kept| kept.number == self.number)
    }

    fn renew(&mut self, to: &Painted<'_>) {
        let palette = Palette::new(to.theme, to.least);
        match &self.made_for {
            Some((picture, last)) if Arc::ptr_eq(picture, to.picture) && *last == palette => return,
            // Tiles of another number of rows are of other places: nothing of them can stay.
            Some((picture, _)) if picture.pyramid.side(0) != to.picture.pyramid.side(0) => self.textures.clear(),
            _ => {}
        }
        self.number += 1;
        self.asked.clear();
        self.made_for = Some((Arc::clone(to.picture), palette));
    }

    fn receive(&mut self, ctx: &egui::Context) {
        let Some(worker) = &self.worker else { return };
        let taken: Vec<Made> = std::iter::from_fn(|| worker.poll()).take(MOST_TAKEN).collect();
        if taken.len() == MOST_TAKEN {
            ctx.request_repaint();
        }
        for made in taken {
            if made.number != self.number {
                continue;
            }
            self.asked.retain(|key| *key != made.key);
            let name = format!("matrix {:?}", made.key);
            let texture = ctx.load_texture(name, made.image, TextureOptions::NEAREST);
            self.textures.insert(made.key, Kept { texture, number: made.number, used: self.frame });
        }
    }

    fn ask(&mut self, missing: Vec<Key>, waker: &Waker) {
        if missing.iter().all(|key| self.asked.contains(key)) {
            return;
        }
        let Some((picture, palette)) = &self.made_for else { return };
        let worker = self.worker.get_or_insert_with(|| Worker::start("tiles", waker, answer));
        let request = Request {
            picture: Arc::clone(picture),
            palette: palette.clone(),
            number: self.number,
            keys: missing.clone(),
        };
        worker.ask(request);
        self.asked = missing;
    }

    fn paint_one(&mut self, to: &Painted<'_>, key: Key) {
        let Some(kept) = self.textures.get_mut(&key) else { return };
        kept.used = self.frame;
        let (level, column, row) = key;
        let scale = f64::from(1u32 << level);
        let [width, height] = kept.texture.size();
        let corner = |at: u32| f64::from(at * TILE) * scale;
        let rows = (corner(row), corner(row) + height as f64 * scale);
        let columns = (corner(column), corner(column) + width as f64 * scale);
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        to.painter.image(kept.texture.id(), to.camera.rect(to.canvas, rows, columns), whole, Color32::WHITE);
    }

    fn forget_oldest(&mut self, whole: Key) {
        if self.textures.len() > MOST_KEPT {
            let frame = self.frame;
            self.textures.retain(|key, kept| kept.used == frame || *key == whole);
        }
    }
}

fn answer(request: Request, hand_over: &mut dyn FnMut(Made) -> bool) {
    for key in request.keys {
        let image = request.palette.image(&request.picture.pyramid, key);
        if !hand_over(Made { number: request.number, key, image }) {
            return;
        }
    }
}

/// The finest level that is a single tile.
fn whole_key(pyramid: &Pyramid) -> Key {
    let level = (0..=pyramid.last_level()).find(|&level| pyramid.side(level) <= TILE).unwrap_or(pyramid.last_level());
    (level, 0, 0)
}

/// The level whose cells are at least one pixel, when a cell of level 0 is `cell` pixels.
pub fn level_for(cell: f64, last: usize) -> usize {
    if cell >= 1.0 { 0 } else { ((1.0 / cell).log2().ceil() as usize).min(last) }
}

/// The whole matrix as one picture of at most `most` pixels a side; small ones are drawn larger, in whole pixels a cell.
pub fn whole(pyramid: &Pyramid, palette: &Palette, most: u32) -> ColorImage {
    let level = (0..=pyramid.last_level()).find(|&level| pyramid.side(level) <= most).unwrap_or(pyramid.last_level());
    let side = pyramid.side(level) as usize;
    let mut pixels = vec![palette.color(0); side * side];
    let tiles = pyramid.side(level).div_ceil(TILE);
    for (row, column) in (0..tiles).flat_map(|row| (0..tiles).map(move |column| (row, column))) {
        let (width, height, scores) = pyramid.tile(level, column, row);
        for at in 0..height {
            let start = (row * TILE) as usize * side + at * side + (column * TILE) as usize;
            let line = &scores[at * width..(at + 1) * width];
            for (pixel, &score) in pixels[start..start + width].iter_mut().zip(line) {
                *pixel = palette.color(score);
            }
        }
    }
    let times = (most as usize / 2 / side.max(1)).clamp(1, 32);
    let large = side * times;
    let enlarged = (0..large * large).map(|at| pixels[at / large / times * side + at % large / times]).collect();
    ColorImage::new([large, large], enlarged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::theme::ThemeChoice;
    use crate::app::views::matrix::pyramid::quantised;

    #[test]
    fn a_level_is_never_smaller_than_a_pixel() {
        assert_eq!(level_for(3.0, 9), 0);
        assert_eq!(level_for(0.5, 9), 1);
        assert_eq!(level_for(0.3, 9), 2);
        for cell in [0.9, 0.4, 0.11, 0.008] {
            let level = level_for(cell, 20);
            let size = cell * f64::from(1u32 << level);
            assert!((1.0..2.0).contains(&size));
        }
    }

    #[test]
    fn what_is_below_the_threshold_is_paper_and_nothing_else_is() {
        for theme in [ThemeChoice::Light, ThemeChoice::Dark].map(|choice| Theme::of(choice, false)) {
            let palette = Palette::new(theme, quantised(0.4));
            assert_eq!(palette.color(0), theme.surface);
            assert_eq!(palette.color(quantised(0.399)), theme.surface);
            for score in [0.4, 0.401, 0.7, 1.0] {
                assert_ne!(palette.color(quantised(score)), theme.surface, "{score}");
            }
            assert_eq!(palette.color(quantised(1.0)), theme.similarity(1.0));
        }
    }
}

//! The pictures of the matrix: coloured tiles of the level that fits the zoom, made as they come into sight.

use std::collections::HashMap;

use eframe::egui::{self, Color32, ColorImage, Rect, TextureHandle, TextureOptions, pos2};

use super::camera::Camera;
use super::pyramid::{Pyramid, TILE};
use crate::app::theme::Theme;

/// Tiles that are coloured in one frame. One takes about a tenth of a millisecond; the rest follow in the next frames.
const MOST_NEW: usize = 8;

/// Tiles that are kept: 32 MB.
const MOST_KEPT: usize = 128;

/// Which tile: level, column, row.
type Key = (usize, u32, u32);

/// The coloured tiles of one pyramid in one theme.
#[derive(Default)]
pub struct Tiles {
    textures: HashMap<Key, (TextureHandle, u64)>,
    /// Address of the pyramid and of the theme that the tiles were coloured for.
    made_for: (usize, usize),
    frame: u64,
}

impl Tiles {
    /// Paints the part of the matrix that is in sight. Gives whether tiles are missing still.
    pub fn paint(
        &mut self,
        painter: &egui::Painter,
        canvas: Rect,
        camera: &Camera,
        pyramid: &Pyramid,
        theme: &Theme,
    ) -> bool {
        self.renew(pyramid, theme);
        let level = level_for(camera.cell * f64::from(painter.pixels_per_point()), pyramid.last_level());
        let scale = f64::from(1u32 << level);
        let side = pyramid.side(0);
        let (rows, columns) = camera.visible(canvas.size(), side);
        let span = (f64::from(TILE) * scale) as u32;
        let mut budget = MOST_NEW;
        let mut is_missing = false;
        for row in rows.start / span..rows.end.div_ceil(span) {
            for column in columns.start / span..columns.end.div_ceil(span) {
                let key = (level, column, row);
                if !self.textures.contains_key(&key) {
                    if budget == 0 {
                        is_missing = true;
                        continue;
                    }
                    budget -= 1;
                    self.colour(painter.ctx(), pyramid, theme, key);
                }
                if let Some((texture, used)) = self.textures.get_mut(&key) {
                    *used = self.frame;
                    let [width, height] = texture.size();
                    let (top, left) = (f64::from(row * span), f64::from(column * span));
                    let rect =
                        camera.rect(canvas, (top, top + height as f64 * scale), (left, left + width as f64 * scale));
                    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                    painter.image(texture.id(), rect, whole, Color32::WHITE);
                }
            }
        }
        self.forget_oldest();
        is_missing
    }

    fn renew(&mut self, pyramid: &Pyramid, theme: &Theme) {
        self.frame += 1;
        let made_for = (std::ptr::from_ref(pyramid) as usize, std::ptr::from_ref(theme) as usize);
        if self.made_for != made_for {
            self.textures.clear();
            self.made_for = made_for;
        }
    }

    fn colour(&mut self, ctx: &egui::Context, pyramid: &Pyramid, theme: &Theme, key: Key) {
        let (level, column, row) = key;
        let (width, height, scores) = pyramid.tile(level, column, row);
        let colors = palette(theme);
        let pixels = scores.iter().map(|&score| colors[usize::from(score)]).collect();
        let image = ColorImage::new([width, height], pixels);
        let name = format!("matrix {level} {column} {row}");
        self.textures.insert(key, (ctx.load_texture(name, image, TextureOptions::NEAREST), self.frame));
    }

    fn forget_oldest(&mut self) {
        if self.textures.len() > MOST_KEPT {
            let frame = self.frame;
            self.textures.retain(|_, (_, used)| *used == frame);
        }
    }
}

/// The level whose cells are at least one pixel, when a cell of level 0 is `cell` pixels.
pub fn level_for(cell: f64, last: usize) -> usize {
    if cell >= 1.0 { 0 } else { ((1.0 / cell).log2().ceil() as usize).min(last) }
}

/// The whole matrix as one picture of at most `most` pixels a side.
pub fn whole(pyramid: &Pyramid, theme: &Theme, most: u32) -> ColorImage {
    let level = (0..=pyramid.last_level()).find(|&level| pyramid.side(level) <= most).unwrap_or(pyramid.last_level());
    let side = pyramid.side(level) as usize;
    let colors = palette(theme);
    let mut pixels = vec![colors[0]; side * side];
    let tiles = pyramid.side(level).div_ceil(TILE);
    for (row, column) in (0..tiles).flat_map(|row| (0..tiles).map(move |column| (row, column))) {
        let (width, height, scores) = pyramid.tile(level, column, row);
        for at in 0..height {
            let start = (row * TILE) as usize * side + at * side + (column * TILE) as usize;
            let line = &scores[at * width..(at + 1) * width];
            for (pixel, &score) in pixels[start..start + width].iter_mut().zip(line) {
                *pixel = colors[usize::from(score)];
            }
        }
    }
    ColorImage::new([side, side], pixels)
}

/// The colour of every score of a cell; 0 is the paper.
pub fn palette(theme: &Theme) -> [Color32; 256] {
    std::array::from_fn(|score| match score {
        0 => theme.surface,
        score => theme.similarity((score - 1) as f64 / 254.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
}

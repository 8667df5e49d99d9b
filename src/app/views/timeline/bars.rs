//! Strips: the rows in sight as bars on one scale.

use eframe::egui::{self, Align2, Color32, Rect, pos2};

use super::paint::{self, Side};
use super::row::Line;
use super::sight::{Lines, Pointed};
use super::strip::{Glyph, lay_bars, number};
use crate::app::theme::{self, size};
use crate::app::timeline::Clock;
use crate::app::views::Scene;

/// The bars of the lines in sight, laid out once: for the scale that all of them share, and for painting.
#[derive(Default)]
pub(super) struct Bars {
    /// For each line in sight its bars of either clock, [`Side::Text`] first; taken out as they are painted.
    lines: Vec<[Vec<Glyph>; 2]>,
    /// The highest bar of either clock, in times; 1 where there is none.
    most: [u32; 2],
}

impl Bars {
    /// Lays out every line in sight; of heads and of a clock that is not drawn nothing.
    pub(super) fn in_sight(lines: &Lines<'_>, clock: Clock) -> Self {
        let (made, strip) = (lines.made, lines.strip);
        let laid = lines.range.clone().map(|line| match made.lines[line] {
            Line::Head { .. } => Default::default(),
            Line::Row(row) => {
                let bars =
                    |is_drawn: bool, rows| if is_drawn { lay_bars(rows, row as usize, strip) } else { Vec::new() };
                [bars(clock != Clock::Published, &made.text), bars(clock != Clock::Text, &made.published)]
            }
        });
        let laid: Vec<[Vec<Glyph>; 2]> = laid.collect();
        let most = [0, 1].map(|side: usize| {
            let counts = laid.iter().flat_map(|line| &line[side]).map(|bar| bar.tally.count);
            counts.max().unwrap_or(0).max(1)
        });
        Self { lines: laid, most }
    }

    /// Paints a line: with both clocks what the text says rises from the middle, and the days of publication hang from it.
    pub(super) fn paint(
        &mut self,
        painter: &egui::Painter,
        scene: &Scene<'_>,
        lines: &Lines<'_>,
        line: usize,
        color: Color32,
        pointed: &mut Vec<Pointed>,
    ) {
        let Line::Row(row) = lines.made.lines[line] else { return };
        let clock = scene.state.options.timeline.clock;
        let y = lines.y(line);
        let room = Rect::from_x_y_ranges(lines.places.plot.x_range(), y.min + 4.0..=y.max - 4.0);
        let (above, below) = match clock {
            Clock::Text | Clock::Published => (room, room),
            Clock::Both => {
                let (above, below) = room.split_top_bottom_at_fraction(0.5);
                (above.with_max_y(above.bottom() - 1.0), below)
            }
        };
        let laid = std::mem::take(&mut self.lines[line - lines.range.start]);
        let sides = [(Side::Text, above), (Side::Published, below)];
        for (((side, room), bars), most) in sides.into_iter().zip(laid).zip(self.most) {
            let is_rising = side == Side::Text || clock == Clock::Published;
            for glyph in bars {
                let rect = Rect::from_x_y_ranges(glyph.x.0..=glyph.x.1, room.y_range());
                let share = glyph.tally.count as f32 / most as f32;
                let side_drawn = if is_rising { Side::Text } else { Side::Published };
                let bar = paint::bar(painter, scene.theme, rect, share, side_drawn, color);
                if bar.width() >= 16.0 && is_rising {
                    // On the bar, or above one that is too low for it.
                    let (y, ink) = match bar.height() >= 14.0 {
                        true => (bar.top() + 7.0, scene.theme.surface),
                        false => (bar.top() - 6.0, scene.theme.ink_quiet),
                    };
                    let font = theme::font(size::SMALL - 1.0);
                    let words = number(glyph.tally.count);
                    painter.text(pos2(bar.center().x, y), Align2::CENTER_CENTER, words, font, ink);
                }
                pointed.push(Pointed { rect: rect.with_min_y(bar.top().min(rect.bottom() - 8.0)), row, glyph, side });
            }
        }
    }
}

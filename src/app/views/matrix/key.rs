//! The key to the bands along the edges of the matrix.

use eframe::egui::{self, Rect, pos2, vec2};
use jiff::civil::Date;

use super::bands::Bands;
use crate::app::dates;
use crate::app::theme::{self, Theme, size};
use crate::app::widgets::row::one_line;

/// The key to the bands, in the corner that the edges leave: which colour is which outlet, and from when to when.
pub fn key_ui(ui: &egui::Ui, theme: &Theme, bands: &Bands, corner: Rect) {
    const LEAD: f32 = 14.0;
    let room = corner.shrink2(vec2(2.0, 2.0));
    let painter = ui.painter().with_clip_rect(corner.intersect(ui.clip_rect()));
    let font = || theme::font(size::SMALL);
    let foot = if bands.days.is_some() { LEAD + 6.0 } else { 0.0 };
    let lines = (((room.height() - foot) / LEAD).floor() as usize).max(1);
    let count = bands.outlets.len() + usize::from(bands.has_others);
    // Two columns where one is not enough.
    let columns = if count > lines && room.width() > 190.0 { 2 } else { 1 };
    let shown = count.min(lines * columns);
    let width = room.width() / columns as f32;
    for place in 0..shown {
        let corner = room.min + vec2(width * (place / lines) as f32, LEAD * (place % lines) as f32);
        let is_cut = place + 1 == shown && shown < count;
        let name = match bands.outlets.get(place) {
            _ if is_cut => format!("and {} more", count - place),
            Some((name, _)) => name.clone(),
            None => "Other outlets".to_owned(),
        };
        if !is_cut {
            let dot = Rect::from_min_size(corner + vec2(0.0, 3.0), vec2(8.0, 8.0));
            painter.rect_filled(dot, 1.0, Bands::color_at(theme, place));
        }
        let galley = one_line(ui, &name, font(), theme.ink_quiet, width - 20.0);
        painter.galley(corner + vec2(13.0, 0.0), galley, theme.ink_quiet);
    }
    let Some((first, last)) = bands.days else { return };
    let top = room.top() + LEAD * shown.min(lines) as f32 + 5.0;
    let steps = 24;
    let scale = Rect::from_min_size(pos2(room.left(), top + 3.0), vec2(34.0, 8.0));
    for step in 0..steps {
        let left = scale.left() + scale.width() * step as f32 / steps as f32;
        let slice = Rect::from_min_size(pos2(left, scale.top()), vec2(scale.width() / steps as f32 + 0.5, 8.0));
        painter.rect_filled(slice, 0.0, Bands::color_of_day(theme, step as f32 / (steps - 1) as f32));
    }
    let width = room.width() - 44.0;
    let in_days = one_line(ui, &from_to(first, last), font(), theme.ink_quiet, width);
    let galley = match in_days.elided {
        true => one_line(ui, &dates::between_months(first, last), font(), theme.ink_quiet, width),
        false => in_days,
    };
    painter.galley(pos2(scale.right() + 5.0, top), galley, theme.ink_quiet);
}

/// "7 Mar – 11 May 2019", in as little room as it takes.
fn from_to(first: Date, last: Date) -> String {
    if first.year() == last.year() { dates::between(first, last) } else { dates::between_months(first, last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_of_time_is_said_in_as_little_room_as_it_takes() {
        let day = |year, month, day| jiff::civil::date(year, month, day);
        assert_eq!(from_to(day(2019, 3, 7), day(2019, 5, 11)), "7 Mar – 11 May 2019");
        assert_eq!(from_to(day(2018, 3, 7), day(2019, 5, 11)), "Mar 2018 – May 2019");
        assert_eq!(dates::between_months(day(2019, 3, 7), day(2019, 5, 11)), "Mar – May 2019");
        assert_eq!(dates::between_months(day(2019, 3, 7), day(2019, 3, 11)), "Mar 2019");
    }
}

//! The card beside the cell under the pointer, which stays while one reads it.
//!
//! It opens once the pointer has rested on a cell for a moment. When the pointer leaves the cell the card holds on for
//! as long as the pointer comes nearer to it, and for a moment more: so one can go over to it, across other cells,
//! select its text and use its links.

use eframe::egui::{self, AreaState, Frame, Order, Rect, pos2, vec2};

use super::hover;
use crate::app::theme::space;
use crate::app::views::{Commands, Scene};
use crate::corpus::DocumentId;

/// A cell: row and column.
pub type Cell = (u32, u32);

/// Seconds that the pointer rests on a cell before its card opens.
const OPEN_SECS: f64 = 0.12;

/// Seconds that the card holds on when the pointer is on its way somewhere else.
const HOLD_SECS: f64 = 0.25;

/// Distance of the card from its cell, in points.
const GAP: f32 = 10.0;

/// The pointer has left the cell of the card.
#[derive(Clone, Copy, Debug)]
struct Leaving {
    since: f64,
    /// Least distance from the card so far, in points.
    distance: f32,
}

/// The card and how long it will be there.
#[derive(Debug, Default)]
pub struct Card {
    open: Option<Cell>,
    /// Where the card is.
    rect: Option<Rect>,
    leaving: Option<Leaving>,
    /// A cell that the pointer rests on, and since when.
    waiting: Option<(Cell, f64)>,
}

impl Card {
    /// The cell that the card is of.
    pub fn cell(&self) -> Option<Cell> {
        self.open
    }

    /// Closes it.
    pub fn close(&mut self) {
        *self = Self::default();
    }

    /// Decides which card is shown at `now`, in seconds, with the pointer at `at` and, when that is over the matrix, on the
    /// cell `target`. Gives after how many seconds it has to be decided again, also when nothing moves.
    fn decide(&mut self, now: f64, at: Option<egui::Pos2>, target: Option<Cell>) -> Option<f64> {
        let Some(open) = self.open else { return self.wait(now, target) };
        let distance = match (self.rect, at) {
            (Some(rect), Some(at)) => rect.distance_to_pos(at),
            _ => f32::INFINITY,
        };
        if distance <= 1.0 || target == Some(open) {
            self.leaving = None;
            return None;
        }
        let leaving = self.leaving.get_or_insert(Leaving { since: now, distance });
        if distance < leaving.distance - 0.5 {
            *leaving = Leaving { since: now, distance };
        }
        let left = leaving.since + HOLD_SECS - now;
        if left > 0.0 {
            return Some(left);
        }
        self.close();
        // One card is being read already: the next opens at once.
        self.open = target;
        None
    }

    fn wait(&mut self, now: f64, target: Option<Cell>) -> Option<f64> {
        let target = target?;
        let since = match self.waiting {
            Some((cell, since)) if cell == target => since,
            _ => {
                self.waiting = Some((target, now));
                now
            }
        };
        let left = since + OPEN_SECS - now;
        if left > 0.0 {
            return Some(left);
        }
        self.waiting = None;
        self.open = Some(target);
        None
    }

    /// Decides and paints. `place_of` gives where a cell is on the screen, `pair_of` its articles and how many
    /// pairs it holds.
    pub fn ui(
        &mut self,
        ui: &egui::Ui,
        scene: &Scene<'_>,
        target: Option<Cell>,
        place_of: &dyn Fn(Cell) -> Rect,
        pair_of: &dyn Fn(Cell) -> Option<((DocumentId, DocumentId), u32)>,
        out: &mut Commands,
    ) {
        let (now, at) = ui.input(|input| (input.time, input.pointer.hover_pos()));
        if let Some(secs) = self.decide(now, at, target) {
            ui.ctx().request_repaint_after_secs(secs as f32);
        }
        let Some(cell) = self.open else { return };
        let Some((pair, count)) = pair_of(cell) else { return self.close() };
        let id = ui.scope_id().with("card");
        let size = AreaState::load(ui.ctx(), id).and_then(|state| state.size);
        let size = size.unwrap_or(vec2(hover::WIDTH + 2.0 * space::LARGE, 320.0));
        let place = beside(place_of(cell), size, ui.ctx().content_rect());
        let shown = egui::Area::new(id).order(Order::Foreground).fixed_pos(place).fade_in(false).show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).inner_margin(12).show(ui, |ui| hover::card_ui(ui, scene, pair, count, out));
        });
        self.rect = Some(shown.response.rect);
    }
}

/// The corner of a card of `size` beside a cell: to the right where there is room, else to the left, inside the screen.
fn beside(cell: Rect, size: egui::Vec2, screen: Rect) -> egui::Pos2 {
    let x = if cell.right() + GAP + size.x <= screen.right() {
        cell.right() + GAP
    } else {
        (cell.left() - GAP - size.x).max(screen.left())
    };
    let y = (cell.center().y - size.y / 3.0).min(screen.bottom() - size.y - space::MEDIUM);
    pos2(x, y.max(screen.top() + space::MEDIUM))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELL: Option<Cell> = Some((3, 5));

    fn open() -> Card {
        let mut card = Card::default();
        assert!(card.decide(0.0, Some(pos2(10.0, 10.0)), CELL).is_some());
        card.decide(0.2, Some(pos2(10.0, 10.0)), CELL);
        assert_eq!(card.cell(), CELL);
        card.rect = Some(Rect::from_min_size(pos2(100.0, 0.0), vec2(200.0, 200.0)));
        card
    }

    #[test]
    fn a_card_opens_after_a_rest_only() {
        let mut card = Card::default();
        for step in 0..10 {
            // Over another cell in every frame.
            card.decide(f64::from(step) * 0.05, Some(pos2(10.0, 10.0)), Some((step as u32, 1)));
        }
        assert_eq!(card.cell(), None);
        open();
    }

    #[test]
    fn one_can_walk_over_to_the_card_and_read_it_for_ever() {
        let mut card = open();
        for step in 0..45 {
            let at = pos2(10.0 + step as f32 * 2.0, 10.0);
            card.decide(0.2 + f64::from(step) * 0.1, Some(at), Some((9, 9)));
            assert_eq!(card.cell(), CELL, "at {at:?}");
        }
        assert_eq!(card.decide(900.0, Some(pos2(150.0, 50.0)), None), None, "nothing is painted anew while one reads");
        assert_eq!(card.cell(), CELL);
    }

    #[test]
    fn going_elsewhere_brings_the_next_card_or_none() {
        let mut card = open();
        for step in 0..4 {
            card.decide(0.3 + f64::from(step) * 0.1, Some(pos2(10.0, 10.0 + step as f32)), Some((9, 9)));
        }
        assert_eq!(card.cell(), Some((9, 9)));
        let mut card = open();
        card.decide(0.3, None, None);
        card.decide(0.6, None, None);
        assert_eq!(card.cell(), None);
    }

    #[test]
    fn the_card_is_beside_its_cell_and_on_the_screen() {
        let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(1_000.0, 700.0));
        let size = vec2(400.0, 300.0);
        for (x, y) in [(10.0, 10.0), (980.0, 10.0), (500.0, 690.0), (300.0, 350.0)] {
            let cell = Rect::from_center_size(pos2(x, y), vec2(8.0, 8.0));
            let card = Rect::from_min_size(beside(cell, size, screen), size);
            assert!(screen.contains_rect(card), "{card:?}");
            assert!(!card.intersects(cell), "{card:?} over {cell:?}");
        }
    }
}

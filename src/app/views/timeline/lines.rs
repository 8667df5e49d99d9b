//! The lines in sight: what stands in each row, what can be pointed at, and its accessible nodes.

use eframe::egui::{self, Align2, Color32, Rect, Role, Sense, Stroke, pos2, vec2};
use rustc_hash::FxHashMap;

use super::bars::Bars;
use super::camera::Camera;
use super::model::Made;
use super::paint::Side;
use super::places::GUTTER;
use super::row::{Line, Row, RowKey};
use super::sight::{EDGE, Lines, Pointed};
use super::strip::{Glyph, Shape, lay};
use super::{TimelineView, card, paint, pinned, say};
use crate::app::theme::{self, Theme, size};
use crate::app::timeline::{Clock, Look};
use crate::app::views::{Commands, Scene};
use crate::app::widgets::kind;
use crate::app::words;

/// Marks that get an accessible node of their own in one frame; the table has them all.
const MOST_NODES: usize = 240;

/// Times in a row up to which every one is joined to the day of its article; beyond it only those pointed at are.
pub(super) const MOST_JOINTS: u32 = 40;

impl TimelineView {
    /// What stands in one row, and what lies out of sight on either side.
    pub(super) fn row_ui(
        &mut self,
        ui: &mut egui::Ui,
        scene: &Scene<'_>,
        lines: &Lines<'_>,
        line: usize,
        bars: &mut Bars,
        pointed: &mut Vec<Pointed>,
    ) {
        let (made, theme, options) = (lines.made, scene.theme, &scene.state.options.timeline);
        let Line::Row(row) = made.lines[line] else { return };
        let color = color_of(theme, &made.rows[row as usize]);
        let y = lines.y(line);
        // The gutters belong to the counts of what is out of sight.
        let painter = ui.painter_at(lines.places.plot.expand2(vec2(EDGE, 0.0)));
        let begun = pointed.len();
        if options.look == Look::Strips {
            bars.paint(&painter, scene, lines, line, color, pointed);
        } else {
            pointed.extend(all_of_row(scene, lines, row));
            let here = &pointed[begun..];
            if options.clock == Clock::Both && made.text.dated_count(row as usize) <= MOST_JOINTS {
                joints_of(&painter, theme, made, here, None);
            }
            let color_of = |side| if side == Side::Published { paint::mix(theme.surface, color, 0.8) } else { color };
            for pointed in here {
                paint::tails(&painter, theme, &pointed.glyph, pointed.rect, color_of(pointed.side));
            }
            for pointed in here {
                let color = color_of(pointed.side);
                paint::glyph(&painter, theme, &pointed.glyph, pointed.side, pointed.rect, color, false);
            }
        }
        if matches!(made.rows[row as usize].key, RowKey::Telling(..)) {
            lines.say_dates(&painter, theme, &pointed[begun..]);
        }
        let middle = y.min + if options.look == Look::Strips { lines.height / 2.0 } else { 12.0 };
        let clock = if options.clock == Clock::Published { &made.published } else { &made.text };
        let (before, after) = clock.outside(row as usize, lines.strip.window);
        for (count, is_before) in [(before, true), (after, false)] {
            if count > 0 {
                self.outside_ui(ui, scene, lines, (row, middle), count, is_before);
            }
        }
        let undated = made.text.undated(row as usize);
        if let Some(lane) = lines.places.undated
            && !undated.is_empty()
        {
            let rect = Rect::from_center_size(pos2(lane.center().x, middle), vec2(26.0, 16.0));
            let response = ui.interact(rect, ui.scope_id().with(("undated", row)), Sense::click());
            let name = &made.rows[row as usize].label;
            response.widget_info(|| {
                let times = words::count(undated.len(), "time", "times");
                egui::WidgetInfo::labeled(Role::Button, true, format!("{name}, {times} without a day"))
            });
            let ink = if response.hovered() { theme.ink } else { theme.ink_quiet };
            let dashes = egui::Shape::dashed_line(&outline(rect), Stroke::new(1.0, ink), 3.0, 2.5);
            ui.painter().extend(dashes);
            let font = theme::font(size::SMALL - 1.0);
            ui.painter().text(
                rect.center(),
                Align2::CENTER_CENTER,
                super::strip::number(undated.len() as u32),
                font,
                ink,
            );
            if response.clicked() {
                self.pinned = Some(pinned::Pinned::of_undated(made, row, rect.left_bottom()));
            }
            response.on_hover_text("Times that the texts do not place in the calendar; click for the list");
        }
    }

    /// "‹ 12": what lies before or after the stretch in sight; a click goes there.
    fn outside_ui(
        &mut self,
        ui: &egui::Ui,
        scene: &Scene<'_>,
        lines: &Lines<'_>,
        (row, middle): (u32, f32),
        count: u32,
        is_before: bool,
    ) {
        let plot = lines.places.plot;
        let x = if is_before { plot.left() - GUTTER / 2.0 } else { plot.right() + GUTTER / 2.0 };
        let rect = Rect::from_center_size(pos2(x, middle), vec2(GUTTER - 2.0, 16.0));
        let response = ui.interact(rect, ui.scope_id().with(("outside", row, is_before)), Sense::click());
        let direction = if is_before { "earlier" } else { "later" };
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, true, format!("{count} {direction}")));
        let number = super::strip::number(count);
        let words = if is_before { format!("‹{number}") } else { format!("{number}›") };
        let ink = if response.hovered() { scene.theme.accent } else { scene.theme.ink_quiet };
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, words, theme::font(size::SMALL - 1.0), ink);
        if response.clicked() {
            let clock = scene.state.options.timeline.clock;
            let rows = if clock == Clock::Published { &lines.made.published } else { &lines.made.text };
            if let Some(at) = rows.nearest_outside(row as usize, lines.strip.window, is_before) {
                let whole = lines.made.whole.map_or(lines.strip.camera, |whole| Camera::new(whole).with_margin(0.02));
                self.camera = Some(lines.strip.camera.centred(at as f64, whole));
            }
        }
        let times = words::count(count as usize, "time", "times");
        response.on_hover_text(format!("{times} {direction} than what is in sight; click to go there"));
    }
}

/// Everything that stands in one row, where it stands.
pub(super) fn all_of_row(scene: &Scene<'_>, lines: &Lines<'_>, row: u32) -> Vec<Pointed> {
    let clock = scene.state.options.timeline.clock;
    let Some(line) = lines.range.clone().find(|line| matches!(lines.made.lines[*line], Line::Row(at) if at == row))
    else {
        return Vec::new();
    };
    let top = lines.y(line).min;
    let place = |glyph: Glyph, side| Pointed { rect: paint::glyph_rect(&glyph, side, clock, top), row, glyph, side };
    let mut all = Vec::new();
    if clock != Clock::Published {
        all.extend(lay(&lines.made.text, row as usize, lines.strip).into_iter().map(|glyph| place(glyph, Side::Text)));
    }
    if clock != Clock::Text {
        let glyphs = lay(&lines.made.published, row as usize, lines.strip);
        all.extend(glyphs.into_iter().map(|glyph| place(glyph, Side::Published)));
    }
    all
}

/// Lines between when it happened and when it was printed; only those of one thing, where one is pointed at.
pub(super) fn joints_of(painter: &egui::Painter, theme: &Theme, made: &Made, row: &[Pointed], only: Option<&Pointed>) {
    let mut printed: FxHashMap<u32, usize> = FxHashMap::default();
    for (at, pointed) in row.iter().enumerate().filter(|(_, pointed)| pointed.side == Side::Published) {
        printed.extend(pointed.glyph.items(&made.published).map(|item| (item, at)));
    }
    let wanted: Option<rustc_hash::FxHashSet<u32>> = only.map(|pointed| {
        let rows = if pointed.side == Side::Text { &made.text } else { &made.published };
        pointed.glyph.items(rows).take(MOST_JOINTS as usize).collect()
    });
    for pointed in row.iter().filter(|pointed| pointed.side == Side::Text) {
        let mut ends: Vec<usize> = pointed
            .glyph
            .items(&made.text)
            .filter(|item| wanted.as_ref().is_none_or(|wanted| wanted.contains(item)))
            .filter_map(|item| printed.get(&item).copied())
            .collect();
        ends.sort_unstable();
        ends.dedup();
        for end in ends {
            let color = if only.is_some() { theme.ink } else { theme.ink_quiet.gamma_multiply(0.6) };
            paint::joint(painter, pointed.rect, row[end].rect, color);
        }
    }
}

/// The thing at a place: what is exact before what is vague, the nearest first.
pub(super) fn under(pointed: &[Pointed], at: egui::Pos2) -> Option<&Pointed> {
    let distance = |pointed: &Pointed| {
        let vague = f32::from(u8::from(matches!(pointed.glyph.shape, Shape::Stretch(_))));
        // A pixel of a thin stretch is worth as much as the room around it.
        pointed.rect.distance_sq_to_pos(at) + vague * 0.1
    };
    pointed.iter().filter(|pointed| pointed.rect.expand2(vec2(2.0, 3.0)).contains(at)).min_by(|one, other| {
        distance(one).total_cmp(&distance(other)).then(one.rect.width().total_cmp(&other.rect.width()))
    })
}

/// Accessible nodes for what is in sight. They sense no pointer of their own, so that the field keeps it.
pub(super) fn nodes_ui(
    ui: &egui::Ui,
    lines: &Lines<'_>,
    pointed: &[Pointed],
    pinned: &mut Option<pinned::Pinned>,
    out: &mut Commands,
) {
    for (at, pointed) in pointed.iter().take(MOST_NODES).enumerate() {
        let rect = pointed.rect.intersect(lines.places.plot);
        if !rect.is_positive() {
            continue;
        }
        let node = ui.interact(rect, ui.scope_id().with(("mark", at)), Sense::hover());
        node.widget_info(|| {
            let row = &lines.made.rows[pointed.row as usize];
            egui::WidgetInfo::labeled(Role::GridCell, true, mark_name(row, &pointed.glyph, pointed.side))
        });
        if ui.input(|input| input.has_accesskit_action_request(node.id, egui::accesskit::Action::Click)) {
            *pinned = card::open(lines.made, pointed.row, &pointed.glyph, pointed.side, pointed.rect, out);
        }
    }
}

/// "John Kerry, 12 May 2015, 3 times, dates differ".
fn mark_name(row: &Row, glyph: &Glyph, side: Side) -> String {
    let mut name = format!("{}, {}", row.label, say::extent(glyph.extent));
    if side == Side::Published {
        name += ", published";
    }
    if glyph.tally.count > 1 {
        name += &format!(", {} times", words::number(glyph.tally.count as usize));
    }
    if glyph.is_future() && side == Side::Text {
        name += ", in the future of the article";
    }
    if glyph.tally.disputed > 0 {
        name += ", dates differ";
    }
    name
}

pub(super) fn color_of(theme: &Theme, row: &Row) -> Color32 {
    row.kind.map_or(theme.accent, |of| kind::color(theme, of))
}

fn outline(rect: Rect) -> [egui::Pos2; 5] {
    [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()]
}

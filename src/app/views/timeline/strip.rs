//! One row laid out: which marks are drawn as they are, and which are counted.
//!
//! A stretch that is wide enough on the screen is drawn as it is. Narrower ones are put into the steps of the calendar
//! that are just wide enough for a number (a day, a week, a month, …): one alone is a mark, several are a count. So marks
//! never lie on each other, a count means a stretch that has a name, and moving along does not change it. Costs two
//! searches for each step in sight that is not empty.

use std::ops::Range;

use super::camera::{Camera, Step};
use crate::timeline::{Extent, Precision, Rows, Tags, Tally};

/// Least width of a step that is counted in, in points: three figures of the small type.
pub const STEP: f64 = 27.0;

/// From this width on a stretch longer than a day is drawn as it is, in points.
const BRACKET: f64 = 14.0;

/// Width of a mark that is narrower on the screen, in points.
const MARK: f32 = 5.0;

/// Stretches of one row that are drawn as they are, at most; what overlaps more than that cannot be read.
const MOST_BRACKETS: usize = 240;

/// Where rows are laid out.
pub struct Strip {
    /// What is in sight.
    pub camera: Camera,
    /// Left end, in points.
    pub left: f32,
    /// Width, in points.
    pub width: f32,
    /// The same stretch as `camera`.
    pub window: Extent,
    /// Ends of the steps that are counted in.
    pub edges: Vec<i64>,
}

impl Strip {
    /// The layout for a width in points, which is at least 1.
    pub fn new(camera: Camera, left: f32, width: f32) -> Self {
        let step = Step::fitting(camera.minutes_a_point(width), |_| STEP);
        let window = camera.window();
        Self { camera, left, width: width.max(1.0), window, edges: step.edges(window) }
    }

    /// Where a minute stands, in points; also outside.
    pub fn x(&self, minute: i64) -> f32 {
        self.left + (self.camera.share(minute) * f64::from(self.width)) as f32
    }

    /// The stretch of a step, and its bar from left to right, in points.
    fn step(&self, step: usize) -> (Extent, (f32, f32)) {
        let extent = Extent { start: self.edges[step], end: self.edges[step + 1] };
        (extent, (self.x(extent.start) + 1.0, self.x(extent.end) - 1.0))
    }

    /// Whether any of a bar is in sight.
    fn has_in_sight(&self, (start, end): (f32, f32)) -> bool {
        end >= self.left && start <= self.left + self.width
    }

    /// The minute at a place.
    pub fn minute(&self, x: f32) -> i64 {
        self.camera.minute(f64::from((x - self.left) / self.width))
    }

    fn points(&self, minutes: i64) -> f64 {
        minutes as f64 / self.camera.minutes_a_point(self.width)
    }

    fn is_wide(&self, precision: Precision) -> bool {
        // A precision holds stretches from just above the one before it.
        let least = match precision {
            Precision::PartOfDay => return false,
            Precision::Day => return self.points(precision.longest_minutes()) >= STEP,
            Precision::Week => 2 * Precision::Day.longest_minutes(),
            Precision::Month => Precision::Week.longest_minutes(),
            Precision::Season => Precision::Month.longest_minutes(),
            Precision::Year => Precision::Season.longest_minutes(),
            Precision::Longer => Precision::Year.longest_minutes(),
        };
        self.points(least) >= BRACKET
    }
}

/// How something in a row is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A day or less, or something that is narrow on the screen.
    Exact,
    /// A stretch of more than a day that is wide on the screen.
    Stretch(Precision),
    /// Several that stand too close: a number.
    Count,
}

/// Something in a row that can be pointed at.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// Left and right end, in points.
    pub x: (f32, f32),
    /// How it is drawn.
    pub shape: Shape,
    /// The marks that it stands for, by number.
    pub marks: Vec<Range<u32>>,
    /// How many times that is.
    pub tally: Tally,
    /// Signs of the first mark; of a count, none.
    pub tags: Tags,
    /// The stretch that it stands for.
    pub extent: Extent,
}

impl Glyph {
    /// The middle, in points.
    pub fn middle(&self) -> f32 {
        f32::midpoint(self.x.0, self.x.1)
    }

    /// Whether all of it is later than its articles.
    pub fn is_future(&self) -> bool {
        self.tally.future == self.tally.count
    }

    /// The items that it stands for.
    pub fn items<'a>(&'a self, rows: &'a Rows) -> impl Iterator<Item = u32> + 'a {
        self.marks.iter().flat_map(|marks| rows.items(marks.clone()).iter().copied())
    }
}

/// One row laid out: stretches first, the longest before the shorter ones, then marks and counts from left to right.
pub fn lay(rows: &Rows, row: usize, strip: &Strip) -> Vec<Glyph> {
    let mut glyphs = Vec::new();
    let mut steps: Vec<Vec<Range<u32>>> = Vec::new();
    for precision in Precision::ALL.into_iter().rev() {
        if strip.is_wide(precision) {
            stretches(rows, row, precision, strip, &mut glyphs);
            continue;
        }
        for (step, marks) in rows.binned(row, precision, &strip.edges) {
            if steps.len() <= step {
                steps.resize_with(step + 1, Vec::new);
            }
            steps[step].push(marks);
        }
    }
    for (step, marks) in steps.into_iter().enumerate().filter(|(_, marks)| !marks.is_empty()) {
        let (from, to) = (strip.x(strip.edges[step]) + 1.0, strip.x(strip.edges[step + 1]) - 1.0);
        if to >= strip.left && from <= strip.left + strip.width {
            glyphs.push(counted(rows, marks, strip, (from, to)));
        }
    }
    glyphs
}

/// One row as bars: how much begins in each step of the calendar, whatever its precision.
pub fn lay_bars(rows: &Rows, row: usize, strip: &Strip) -> Vec<Glyph> {
    let mut steps: Vec<Option<Glyph>> = vec![None; strip.edges.len().saturating_sub(1)];
    for precision in Precision::ALL {
        for (step, marks) in rows.binned(row, precision, &strip.edges) {
            let tally = rows.tally(marks.clone());
            match &mut steps[step] {
                Some(glyph) => {
                    glyph.tally = sum(glyph.tally, tally);
                    glyph.marks.push(marks);
                }
                slot => {
                    let (extent, x) = strip.step(step);
                    let tags = Tags::default();
                    *slot = Some(Glyph { x, shape: Shape::Count, marks: vec![marks], tally, tags, extent });
                }
            }
        }
    }
    steps.into_iter().flatten().filter(|glyph| strip.has_in_sight(glyph.x)).collect()
}

fn stretches(rows: &Rows, row: usize, precision: Precision, strip: &Strip, glyphs: &mut Vec<Glyph>) {
    let begun = glyphs.len();
    for number in rows.visible(row, precision, strip.window) {
        let mark = rows.mark(number);
        let tally = rows.tally(number..number + 1);
        // Marks of one stretch that differ in their signs follow each other, and are one thing to look at.
        if let Some(last) = glyphs[begun..].last_mut().filter(|last| last.extent == mark.when.extent) {
            last.marks.push(number..number + 1);
            last.tally = sum(last.tally, tally);
            continue;
        }
        if glyphs.len() - begun >= MOST_BRACKETS {
            return;
        }
        let extent = mark.when.extent;
        let (from, to) = (strip.x(extent.start), strip.x(extent.end));
        let shape = if precision == Precision::Day { Shape::Exact } else { Shape::Stretch(precision) };
        glyphs.push(Glyph {
            x: (from + 0.5, (to - 1.0).max(from + MARK)),
            shape,
            marks: std::iter::once(number..number + 1).collect(),
            tally,
            tags: mark.when.tags,
            extent,
        });
    }
}

/// What stands in one step of the calendar: a mark where it is one stretch, else a count between its first and last.
fn counted(rows: &Rows, marks: Vec<Range<u32>>, strip: &Strip, step: (f32, f32)) -> Glyph {
    let tally = marks.iter().map(|marks| rows.tally(marks.clone())).fold(Tally::default(), sum);
    let mut extent = Extent { start: i64::MAX, end: i64::MIN };
    for range in &marks {
        // In order of beginning; the last to begin need not be the last to end, but among narrow ones it nearly is.
        let (first, last) = (rows.mark(range.start).when.extent, rows.mark(range.end - 1).when.extent);
        extent = Extent { start: extent.start.min(first.start), end: extent.end.max(last.end).max(first.end) };
    }
    let first = rows.mark(marks[0].start).when;
    let is_one = first.extent == extent && marks.iter().all(|range| rows.mark(range.start).when.extent == extent);
    let (shape, tags) = match tally.count {
        1 => (Shape::Exact, first.tags),
        _ => (Shape::Count, if is_one { first.tags } else { Tags::default() }),
    };
    let room = (step.1 - step.0).max(MARK);
    let least = if shape == Shape::Exact { MARK } else { number_width(tally.count) }.min(room);
    let (from, to) = (strip.x(extent.start), strip.x(extent.end));
    let width = (to - from).clamp(least, room);
    let left = (f32::midpoint(from, to) - width / 2.0).clamp(step.0, (step.1 - width).max(step.0));
    Glyph { x: (left, left + width), shape, marks, tally, tags, extent }
}

/// Room for a number in the small type, with its rounded ends.
fn number_width(count: u32) -> f32 {
    match count {
        0..=9 => 16.0,
        10..=99 => 20.0,
        _ => 25.0,
    }
}

/// A count as it is written in its little room: "7", "99", "340", "1k".
pub fn number(count: u32) -> String {
    match count {
        0..=999 => count.to_string(),
        1_000..=999_999 => format!("{}k", count / 1_000),
        _ => format!("{}M", count / 1_000_000),
    }
}

fn sum(one: Tally, other: Tally) -> Tally {
    Tally { count: one.count + other.count, future: one.future + other.future, disputed: one.disputed + other.disputed }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::timeline::{DAY_MINUTES, Entry, When, minute_of};

    fn rows(days: &[(i64, i64)]) -> Rows {
        let entry = |(item, &(first, more)): (u32, &(i64, i64))| {
            let start = minute_of(date(2015, 1, 1).checked_add(first.days()).unwrap());
            let extent = Extent { start, end: start + (more + 1) * DAY_MINUTES };
            Entry { row: 0, item, when: Some(When { extent, tags: Tags::default() }) }
        };
        Rows::new(1, (0_u32..).zip(days).map(entry))
    }

    fn year() -> Extent {
        Extent { start: minute_of(date(2015, 1, 1)), end: minute_of(date(2016, 1, 1)) }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn everything_in_sight_is_drawn_once_and_numbers_never_overlap(
            days in proptest::collection::vec((0..365_i64, prop_oneof![Just(0), Just(6), Just(30), 0..90_i64]), 1..120),
            zoom in 1.0..60.0_f64,
            width in 200.0..1_600.0_f32,
        ) {
            let whole = Camera::new(year());
            let strip = Strip::new(whole.zoomed(zoom, 0.4, whole), 100.0, width);
            let rows = rows(&days);
            let glyphs = lay(&rows, 0, &strip);
            let mut seen: Vec<u32> = glyphs.iter().flat_map(|glyph| glyph.items(&rows)).collect();
            let count = seen.len();
            seen.sort_unstable();
            seen.dedup();
            prop_assert_eq!(seen.len(), count, "nothing is drawn twice");
            for number in rows.marks_of(0) {
                let extent = rows.mark(number).when.extent;
                // Between steps there is a point of room at each side: what begins in the outermost may be left out.
                let is_inside = (strip.left + 1.01..strip.left + strip.width - 1.01).contains(&strip.x(extent.start));
                for item in rows.items(number..number + 1) {
                    prop_assert!(!is_inside || seen.binary_search(item).is_ok(), "{extent:?}");
                }
            }
            let mut numbers: Vec<(f32, f32)> =
                glyphs.iter().filter(|glyph| glyph.shape == Shape::Count).map(|glyph| glyph.x).collect();
            numbers.sort_by(|one, other| one.0.total_cmp(&other.0));
            for pair in numbers.windows(2) {
                prop_assert!(pair[0].1 <= pair[1].0 + 0.01, "{pair:?}");
            }
            for glyph in &glyphs {
                prop_assert_eq!(glyph.tally.count as usize, glyph.items(&rows).count());
            }
            for bar in lay_bars(&rows, 0, &strip) {
                let begins = |at: &i64| bar.extent.start <= *at && *at < bar.extent.end;
                let within = rows.beginnings().iter().filter(|at| begins(at)).count();
                prop_assert_eq!(bar.tally.count as usize, within, "a bar counts all that begins in its step");
            }
        }
    }

    #[test]
    fn a_crowded_month_is_a_number_and_a_month_in_sight_a_stretch() {
        let rows = rows(&[(0, 0), (1, 0), (2, 0), (2, 0), (31, 27), (200, 0)]);
        let glyphs = lay(&rows, 0, &Strip::new(Camera::new(year()), 0.0, 800.0));
        let drawn: Vec<(Shape, u32)> = glyphs.iter().map(|glyph| (glyph.shape, glyph.tally.count)).collect();
        assert_eq!(drawn, [(Shape::Stretch(Precision::Month), 1), (Shape::Count, 4), (Shape::Exact, 1)]);
        assert_eq!((number(999).as_str(), number(1_999).as_str()), ("999", "1k"));
    }
}

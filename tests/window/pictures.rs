//! What the window looks like, held against pictures beside this file.
//!
//! They show the bundled faces at a fixed size and nothing that moves, so that machines agree but for the rounding of
//! their renderers. After a change that is meant, `UPDATE_SNAPSHOTS=force cargo test --features snapshots --test window
//! pictures` makes them anew; look at every one before it is kept.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use egui_kittest::SnapshotOptions;
use variorum::app::theme::ThemeChoice;

use super::driver::*;

/// The smallest window in which everything has its place, in points.
const SIZE: [f32; 2] = [1_120.0, 700.0];

/// Pixels of 784,000 that may come out otherwise: renderers round edges in their own way.
const ROUNDED: usize = 20;

fn quiet(theme: ThemeChoice, opens_sample: bool) -> Driven {
    let preferences = Preferences { theme, has_reduced_motion: true, has_seen_tour: true, ..Preferences::default() };
    window_with(SIZE, Launch { opens_sample, ..Launch::default() }, preferences)
}

/// The sample with its first pair chosen.
fn with_pair(theme: ThemeChoice) -> Driven {
    let mut harness = quiet(theme, true);
    let now = state(&harness);
    let pair = &now.analysis.matrix.pairs()[now.shown().pairs[0] as usize];
    let (a, b) = (pair.a, pair.b);
    perform(&mut harness, Command::Select(Select::Pair(a, b)));
    harness
}

fn looks_like(harness: &mut Driven, name: &str) {
    settle(harness);
    if !can_render(harness) {
        eprintln!("No Vulkan driver is installed, so {name} is not compared; `bash .ci/test` installs one.");
        return;
    }
    let options = SnapshotOptions::new().output_path("tests/window/pictures").max_failed_pixels(ROUNDED);
    harness.snapshot_options(name, &options);
}

/// Whether pictures can be made at all: the renderer says by a panic that it found no driver.
fn can_render(harness: &mut Driven) -> bool {
    let Err(panic) = catch_unwind(AssertUnwindSafe(|| harness.render())) else { return true };
    let is_missing = panic.downcast_ref::<String>().is_some_and(|why| why.contains("Failed to create render state"));
    if is_missing { false } else { resume_unwind(panic) }
}

#[test]
fn the_empty_window() {
    looks_like(&mut quiet(ThemeChoice::Light, false), "empty");
}

#[test]
fn the_matrix_on_paper() {
    looks_like(&mut with_pair(ThemeChoice::Light), "matrix");
}

#[test]
fn the_matrix_in_the_dark() {
    looks_like(&mut with_pair(ThemeChoice::Dark), "matrix_dark");
}

#[test]
fn the_comparison() {
    let mut harness = with_pair(ThemeChoice::Light);
    show(&mut harness, Pane::Compare);
    wait(&mut harness, "the comparison", |harness| state(harness).comparison().is_some());
    looks_like(&mut harness, "compare");
}

#[test]
fn the_timeline() {
    let mut harness = quiet(ThemeChoice::Light, true);
    show(&mut harness, Pane::Timeline);
    wait(&mut harness, "the timeline", |harness| harness.query_all_by_role(Role::GridCell).next().is_some());
    looks_like(&mut harness, "timeline");
}

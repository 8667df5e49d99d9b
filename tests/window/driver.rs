//! How a test drives the window: opens it, waits for what it does, points, clicks and types.

use std::time::Duration;

pub use eframe::egui::{self, Key, Modifiers, PointerButton, Pos2, Role};
use egui_kittest::Harness;
pub use egui_kittest::kittest::{NodeT, Queryable};
pub use variorum::app::command::{Command, FilterCommand, Select, ViewCommand};
pub use variorum::app::layout::Pane;
pub use variorum::app::preferences::Preferences;
pub use variorum::app::state::State;
pub use variorum::app::{Launch, Window};

/// The window under test.
pub type Driven = Harness<'static, Window>;

/// Seconds that pass between two frames, for the window. So little that a note which shows for five seconds outlives
/// any number of frames that a busy machine needs, and two clicks are always one double click.
const STEP_SECS: f32 = 1.0 / 240.0;

/// Frames without work after which the window is taken to be at rest: views have jobs of their own that nobody asks
/// about, such as the order of the stories.
const FRAMES_AT_REST: u32 = 6;

/// A window of 1280 by 800 that keeps nothing on disk.
pub fn window(launch: Launch) -> Driven {
    window_with([1280.0, 800.0], launch, Preferences::default())
}

/// A window of a size, with its preferences.
pub fn window_with(size: [f32; 2], launch: Launch, preferences: Preferences) -> Driven {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_step_dt(STEP_SECS)
        .with_max_steps((1.0 / STEP_SECS) as u64)
        .build_eframe(|creation| Window::new(&creation.egui_ctx, preferences, launch));
    settle(&mut harness);
    harness
}

/// A window with the sample open.
pub fn sample() -> Driven {
    window(Launch { opens_sample: true, ..Launch::default() })
}

pub fn state(harness: &Driven) -> &State {
    harness.state().state()
}

/// Lets jobs end and what they made be shown.
pub fn settle(harness: &mut Driven) {
    let mut at_rest = 0;
    while at_rest < FRAMES_AT_REST {
        harness.step();
        if harness.state_mut().is_busy() {
            at_rest = 0;
            std::thread::sleep(Duration::from_millis(5));
        } else {
            std::thread::sleep(Duration::from_millis(20));
            at_rest += 1;
        }
    }
}

/// Paints frames until something holds: views make what they show in jobs of their own, and a busy machine is slow.
pub fn wait(harness: &mut Driven, what: &str, holds: impl Fn(&Driven) -> bool) {
    for _ in 0..1_500 {
        harness.step();
        if holds(harness) {
            settle(harness);
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("{what} never came");
}

/// Lets time pass for the window, as when a pointer rests.
pub fn pass(harness: &mut Driven, secs: f32) {
    harness.run_steps((secs / STEP_SECS) as usize);
}

/// Asks for something as a view would.
pub fn perform(harness: &mut Driven, command: Command) {
    harness.state_mut().perform(command);
    settle(harness);
}

/// Brings a pane to the front.
pub fn show(harness: &mut Driven, pane: Pane) {
    perform(harness, Command::View(ViewCommand::Pane(pane)));
}

/// Clicks the one thing that has a name.
pub fn click(harness: &mut Driven, name: &str) {
    harness.get_by_label(name).click();
    settle(harness);
}

pub fn click_at(harness: &mut Driven, at: Pos2) {
    button_at(harness, at, PointerButton::Primary, Modifiers::NONE);
}

/// Presses and lets go of a button of the mouse somewhere, with keys held.
pub fn button_at(harness: &mut Driven, pos: Pos2, button: PointerButton, modifiers: Modifiers) {
    harness.event_modifiers(egui::Event::PointerMoved(pos), modifiers);
    harness.step();
    for pressed in [true, false] {
        harness.event_modifiers(egui::Event::PointerButton { pos, button, pressed, modifiers }, modifiers);
        harness.step();
    }
    settle(harness);
}

/// Drags with the first button of the mouse.
pub fn drag(harness: &mut Driven, from: Pos2, to: Pos2) {
    drag_with(harness, from, to, Modifiers::NONE);
}

/// The same, with keys held.
pub fn drag_with(harness: &mut Driven, from: Pos2, to: Pos2, modifiers: Modifiers) {
    let button = |pos, pressed| egui::Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers };
    harness.event_modifiers(egui::Event::PointerMoved(from), modifiers);
    harness.step();
    harness.event_modifiers(button(from, true), modifiers);
    harness.step();
    for step in 1..=4 {
        harness.event_modifiers(egui::Event::PointerMoved(from.lerp(to, step as f32 / 4.0)), modifiers);
        harness.step();
    }
    harness.event_modifiers(button(to, false), modifiers);
    harness.step();
    settle(harness);
}

/// Presses a key, with others held.
pub fn keys(harness: &mut Driven, modifiers: Modifiers, key: Key) {
    harness.key_combination_modifiers(modifiers, &[key]);
    settle(harness);
}

/// Presses a key.
pub fn press(harness: &mut Driven, key: Key) {
    harness.key_press(key);
    settle(harness);
}

/// The middle of the first cell of the matrix that holds a pair.
pub fn first_cell(harness: &Driven) -> Pos2 {
    harness.get_all_by_role(Role::GridCell).next().expect("a cell in sight").rect().center()
}

//! The real [`Window`] without a display, driven by the events of a pointer, and what a frame of it takes.
//!
//! What is timed is all that the program does in a frame: the views, the commands, and (apart) the tessellation; not the
//! painting by the graphics card. Jobs run beside it on their own threads, as they do for a person.
//!
//! Each frame is timed twice, by the clock and by the time that its thread had a processor. Where the two differ, the thread
//! was waiting for its turn: that is the machine, busy with something else, and no work of the window.

#![allow(dead_code, reason = "each benchmark uses a part of it")]

use std::time::{Duration, Instant};

use eframe::egui::{
    self, Event, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, Rect, TouchPhase, pos2, vec2,
};
use variorum::analysis::Analysis;
use variorum::app::command::Command;
use variorum::app::preferences::Preferences;
use variorum::app::{Launch, Window};

/// Size of the window, in points.
pub const SIZE: egui::Vec2 = vec2(1_280.0, 800.0);

/// The middle of the matrix: what the list at the left, the inspector at the right and the edges leave.
pub const MIDDLE: Pos2 = pos2(640.0, 470.0);

/// Frames of each kind of movement.
const FRAMES: usize = 600;

/// A key goes down.
pub fn key(key: egui::Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

/// The pointer on its way around `middle`.
pub fn circle(middle: Pos2, radius: f32, step: usize) -> Vec<Event> {
    let angle = step as f32 * 0.05;
    vec![Event::PointerMoved(middle + vec2(angle.cos(), (angle * 1.3).sin()) * radius)]
}

/// The wheel, by so many points.
pub fn wheel(lines: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, lines),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    }
}

/// The first button goes down or up.
pub fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

/// What a frame took.
#[derive(Clone, Copy)]
pub struct Took {
    /// By the clock, without the tessellation.
    pub work: Duration,
    /// Of that, the time that the thread had a processor, where the system says it.
    pub processor: Option<Duration>,
    /// Turning shapes into triangles, by the clock.
    pub tessellation: Duration,
}

/// The time that this thread has had a processor. Linux brings the count up to date when a thread gives way.
fn processor_time() -> Option<Duration> {
    std::thread::yield_now();
    let counts = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    counts.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// A window that is driven.
pub struct Bench {
    ctx: egui::Context,
    /// The window.
    pub window: Window,
    frame: eframe::Frame,
    time: f64,
    wants_repaint: bool,
    /// Frames of each kind of movement.
    pub frames: usize,
}

impl Bench {
    /// A window that shows this.
    pub fn new(analysis: Analysis) -> Self {
        let ctx = egui::Context::default();
        let window = Window::showing(&ctx, analysis);
        Self::of(ctx, window)
    }

    /// A window that shows nothing.
    pub fn empty() -> Self {
        let ctx = egui::Context::default();
        let window = Window::new(&ctx, Preferences::default(), Launch::default());
        Self::of(ctx, window)
    }

    fn of(ctx: egui::Context, window: Window) -> Self {
        Self { ctx, window, frame: eframe::Frame::_new_kittest(), time: 0.0, wants_repaint: false, frames: FRAMES }
    }

    /// One frame.
    pub fn frame(&mut self, events: Vec<Event>) -> Took {
        self.time += 1.0 / 60.0;
        let input = egui::RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.time),
            events,
            focused: true,
            ..Default::default()
        };
        let (before, started) = (processor_time(), Instant::now());
        let mut output = self.ctx.run_ui(input, |ui| eframe::App::ui(&mut self.window, ui, &mut self.frame));
        let work = started.elapsed();
        let processor = before.and_then(|before| Some(processor_time()? - before));
        // Nobody uploads them here.
        output.textures_delta.clear();
        let started = Instant::now();
        let shapes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let tessellation = started.elapsed();
        assert!(!shapes.is_empty(), "something is painted");
        let wait = output.viewport_output.values().map(|viewport| viewport.repaint_delay).min();
        self.wants_repaint = wait.is_some_and(|wait| wait < Duration::from_secs(3_600));
        Took { work, processor, tessellation }
    }

    /// Asks for something, as a view would.
    pub fn perform(&mut self, command: Command) {
        self.window.perform(command);
    }

    /// Clicks what has this name for a screen reader.
    pub fn click(&mut self, name: &str) {
        let at = self.place_of(name).unwrap_or_else(|| panic!("nothing is called {name}"));
        self.frame(vec![Event::PointerMoved(at)]);
        self.frame(vec![button(at, true)]);
        self.frame(vec![button(at, false)]);
    }

    /// Where that is. Only one frame is read out: it would cost the frames that are timed.
    fn place_of(&mut self, name: &str) -> Option<Pos2> {
        self.ctx.enable_accesskit();
        self.frame(Vec::new());
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, SIZE));
        let input = egui::RawInput { screen_rect, time: Some(self.time), focused: true, ..Default::default() };
        let output = self.ctx.run_ui(input, |ui| eframe::App::ui(&mut self.window, ui, &mut self.frame));
        self.ctx.disable_accesskit();
        let tree = output.platform_output.accesskit_update?;
        let (_, node) = tree.nodes.iter().find(|(_, node)| node.label() == Some(name))?;
        let bounds = node.bounds()?;
        Some(pos2((bounds.x0 + bounds.x1) as f32 / 2.0, (bounds.y0 + bounds.y1) as f32 / 2.0))
    }

    /// Frames until nothing is under way and nothing moves.
    pub fn settle_quietly(&mut self) {
        let mut quiet = 0;
        while quiet < 20 {
            self.frame(Vec::new());
            let is_busy = self.window.is_busy() || self.wants_repaint;
            quiet = if is_busy { 0 } else { quiet + 1 };
            if is_busy {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
    }

    /// The same, and says how long it took.
    pub fn settle(&mut self, what: &str) {
        let started = Instant::now();
        self.settle_quietly();
        println!("{what}: everything shown after {:.0} ms", started.elapsed().as_secs_f64() * 1e3);
    }

    /// Frames with the events that `events` gives for each, and how long what they need was missing.
    pub fn measure(&mut self, what: &str, mut events: impl FnMut(usize) -> Vec<Event>) {
        self.measure_doing(what, |_, step| events(step));
    }

    /// The same, where what is done is more than events.
    pub fn measure_doing(&mut self, what: &str, mut done: impl FnMut(&mut Self, usize) -> Vec<Event>) {
        let mut times = Times::default();
        let mut behind: Option<Instant> = None;
        let mut most_behind = Duration::ZERO;
        for step in 0..self.frames {
            let events = done(self, step);
            let took = self.frame(events);
            match (self.window.is_busy(), behind) {
                (true, None) => behind = Some(Instant::now()),
                (false, Some(since)) => {
                    most_behind = most_behind.max(since.elapsed());
                    behind = None;
                }
                _ => {}
            }
            // A frame of a screen lasts this long; jobs run meanwhile.
            wait(Duration::from_millis(16).saturating_sub(took.work + took.tessellation));
            times.push(took);
        }
        let behind = most_behind.as_secs_f64() * 1e3;
        times.print(what, &if behind > 0.0 { format!("behind for at most {behind:.0} ms") } else { String::new() });
    }

    /// Work of a frame without input, and that none is asked for.
    pub fn at_rest(&mut self) {
        self.settle_quietly();
        let mut times = Times::default();
        for _ in 0..200 {
            times.push(self.frame(Vec::new()));
        }
        times.print(
            "  without any input",
            if self.wants_repaint { "asks for another frame" } else { "asks for no frame" },
        );
    }

    /// Frames until no job is under way; gives the milliseconds since `started`.
    pub fn until_settled(&mut self, started: Instant) -> f64 {
        while self.window.is_busy() {
            self.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(1));
        }
        started.elapsed().as_secs_f64() * 1e3
    }
}

/// What many frames took.
#[derive(Default)]
pub struct Times {
    work: Vec<Duration>,
    processor: Vec<Duration>,
    tessellation: Vec<Duration>,
}

impl Times {
    /// The heads of the table that [`Times::print`] writes.
    pub fn print_heads() {
        println!("\n{:<34} {:^26}   {:^17}", "", "by the clock", "on a processor");
        println!(
            "{:<34} {:>8} {:>8} {:>8}   {:>8} {:>8}   {:>8}",
            "ms a frame", "p50", "p99", "most", "p99", "most", "tess p99"
        );
    }

    /// Adds a frame.
    pub fn push(&mut self, took: Took) {
        self.work.push(took.work);
        self.processor.extend(took.processor);
        self.tessellation.push(took.tessellation);
    }

    /// One line of the table.
    pub fn print(mut self, what: &str, note: &str) {
        for times in [&mut self.work, &mut self.processor, &mut self.tessellation] {
            times.sort_unstable();
        }
        let at = |times: &[Duration], share: f64| match times.len() {
            0 => format!("{:>8}", "?"),
            count => format!("{:>8.2}", times[((count - 1) as f64 * share) as usize].as_secs_f64() * 1e3),
        };
        let clock = [0.5, 0.99, 1.0].map(|share| at(&self.work, share)).join(" ");
        let processor = [0.99, 1.0].map(|share| at(&self.processor, share)).join(" ");
        println!("{what:<34} {clock}   {processor}   {}   {note}", at(&self.tessellation, 0.99));
    }
}

/// Waits without sleeping: a processor that sleeps comes back cold and, on a virtual machine, late. Even so another guest may
/// take it away. A loop of 0.8 ms with nothing in it of ours, at real-time priority, once took at the 99th percentile 11 ms
/// between sleeps, 7.4 ms between such waits, and 0.8 ms without a pause: measure the machine before believing a tail.
pub fn wait(time: Duration) {
    let started = Instant::now();
    while started.elapsed() < time {
        std::hint::spin_loop();
    }
}

/// Memory of the process that is in use, where the system says it.
pub fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).map(|rest| rest.trim().to_owned());
    match (of("VmRSS:"), of("VmHWM:")) {
        (Some(now), Some(most)) => format!("{now}, at most {most}"),
        _ => "not known".to_owned(),
    }
}

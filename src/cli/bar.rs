//! Progress on a terminal.

use std::io::{IsTerminal, stderr, stdout};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal;
use crate::progress::Progress;

/// How often the bar is drawn, and so the shortest work that shows one.
const TICK: Duration = Duration::from_millis(100);

/// A bar that follows a task until it is dropped. There is none where the output is piped.
#[derive(Debug)]
pub(super) struct Bar {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Bar {
    /// Follows `progress`.
    pub(super) fn follow(progress: &Progress) -> Self {
        if !(stderr().is_terminal() && stdout().is_terminal()) {
            return Self { stop: None, thread: None };
        }
        let progress = progress.clone();
        let (stop, stopped) = mpsc::channel();
        let draw = move || {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            while stopped.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                draw(&bar, &progress);
            }
            bar.finish_and_clear();
        };
        let thread = std::thread::Builder::new().name("progress bar".to_owned()).spawn(draw).ok();
        Self { stop: Some(stop), thread }
    }
}

fn draw(bar: &ProgressBar, progress: &Progress) {
    let state = progress.snapshot();
    let template = if state.total == 0 { "{msg} {pos}" } else { "{msg} {wide_bar} {pos} of {len}" };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_length(state.total);
    bar.set_position(state.done.min(if state.total == 0 { u64::MAX } else { state.total }));
    bar.set_message(terminal::line(state.stage.label()).into_owned());
}

impl Drop for Bar {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A bar that failed to draw has nothing to say that the work itself does not.
            let _ = thread.join();
        }
    }
}

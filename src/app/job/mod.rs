//! Work that takes longer than a frame: named threads that own a snapshot, report progress and wake the window.
//!
//! A [`Job`] is cancelled when it is dropped, and what it still sends is thrown away with it. [`Background`] is the form
//! that views use: a value that belongs to a key, made anew when the key changes, while the last one stays to look at. A
//! [`Worker`] is for many small things, such as the tiles of a picture, that are asked for as they come into sight. What is
//! replaced is [left](leave) to a thread of its own.

mod leftovers;

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};

use crate::app::dates;
use crate::progress::{Cancelled, Progress, Snapshot};
pub use leftovers::leave;

/// Wakes the window from another thread.
#[derive(Clone)]
pub struct Waker(Arc<dyn Fn() + Send + Sync>);

impl Waker {
    /// A waker that calls `wake`.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(wake))
    }

    /// Wakes the window.
    pub fn wake(&self) {
        (self.0)();
    }
}

/// Where a job sends what it has made.
pub struct Outbox<T> {
    sender: Sender<T>,
    waker: Waker,
}

impl<T> Outbox<T> {
    /// Sends a value and wakes the window. A window that is no longer interested is no error.
    pub fn send(&self, value: T) {
        let _ = self.sender.send(value);
        self.waker.wake();
    }
}

/// What a job has to say.
#[derive(Debug, PartialEq, Eq)]
pub enum Poll<T> {
    /// A value.
    Value(T),
    /// Nothing yet.
    Pending,
    /// It has ended, and everything that it sent was received.
    Ended,
}

/// A thread at work. Dropping it cancels the work; its thread ends at its next checkpoint.
pub struct Job<T> {
    name: &'static str,
    progress: Progress,
    receiver: Receiver<T>,
}

impl<T: Send + 'static> Job<T> {
    /// Starts `work` on a thread called `name`.
    pub fn start(name: &'static str, waker: &Waker, work: impl FnOnce(&Progress, &Outbox<T>) + Send + 'static) -> Self {
        let (sender, receiver) = channel();
        let progress = Progress::new();
        let (handle, on_end) = (progress.clone(), WakeAtEnd(waker.clone()));
        let outbox = Outbox { sender, waker: waker.clone() };
        let order = dates::order();
        // Without a thread the receiver is already closed, which reads as "ended without a result" below.
        let _ = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            let _on_end = on_end;
            let outbox = outbox;
            dates::write_in(order);
            work(&handle, &outbox);
        });
        Self { name, progress, receiver }
    }

    /// The next value, if there is one. Never waits.
    pub fn poll(&self) -> Poll<T> {
        match self.receiver.try_recv() {
            Ok(value) => Poll::Value(value),
            Err(TryRecvError::Empty) => Poll::Pending,
            Err(TryRecvError::Disconnected) => Poll::Ended,
        }
    }
}

impl<T> Job<T> {
    /// What it is called.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// How far it is.
    pub fn snapshot(&self) -> Snapshot {
        self.progress.snapshot()
    }

    /// Asks it to stop; what it has sent can still be read.
    pub fn cancel(&self) {
        self.progress.cancel();
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.progress.cancel();
    }
}

/// A thread that makes things on request for as long as it is kept. Only the newest request counts: an older one is given
/// up between two of its things.
pub struct Worker<Q, A> {
    requests: Sender<Q>,
    job: Job<A>,
}

impl<Q: Send + 'static, A: Send + 'static> Worker<Q, A> {
    /// Starts a thread called `name`. `answer` hands over what it makes, one at a time, and stops when it is told that
    /// nobody waits for more of this request.
    pub fn start(
        name: &'static str,
        waker: &Waker,
        answer: impl Fn(Q, &mut dyn FnMut(A) -> bool) + Send + 'static,
    ) -> Self {
        let (requests, inbox) = channel::<Q>();
        let job = Job::start(name, waker, move |progress, outbox: &Outbox<A>| {
            let mut waiting: Option<Q> = None;
            // The sender goes with the worker, which ends the wait and the thread.
            while let Some(mut request) = waiting.take().or_else(|| inbox.recv().ok()) {
                while let Ok(newer) = inbox.try_recv() {
                    request = newer;
                }
                answer(request, &mut |made| {
                    outbox.send(made);
                    while let Ok(newer) = inbox.try_recv() {
                        waiting = Some(newer);
                    }
                    waiting.is_none() && progress.checkpoint().is_ok()
                });
            }
        });
        Self { requests, job }
    }

    /// Asks for something, in place of whatever was asked before.
    pub fn ask(&self, request: Q) {
        // A thread that has ended answers nothing; what it made stays to look at.
        let _ = self.requests.send(request);
    }

    /// The next thing that was made, if there is one. Never waits.
    pub fn poll(&self) -> Option<A> {
        match self.job.poll() {
            Poll::Value(made) => Some(made),
            Poll::Pending | Poll::Ended => None,
        }
    }
}

/// Wakes the window once more when the thread ends, also by a panic, so that the end is noticed.
struct WakeAtEnd(Waker);

impl Drop for WakeAtEnd {
    fn drop(&mut self) {
        self.0.wake();
    }
}

/// Leaves a value. Its key may share what is large with it, and goes first.
fn leave_all<K, V: Send + Sync + 'static>(last: Option<(K, Arc<V>)>) {
    if let Some((key, value)) = last {
        drop(key);
        leave(value);
    }
}

/// A value made on another thread for a key. While the value of a new key is being made the last one stays.
pub struct Background<K, V> {
    name: &'static str,
    value: Option<(K, Arc<V>)>,
    running: Option<(K, Job<V>)>,
    /// A key whose work ended without a value: it is not tried again.
    failed: Option<K>,
}

impl<K: Clone + PartialEq, V: Send + Sync + 'static> Background<K, V> {
    /// Nothing yet; `name` is the name of its threads.
    pub fn new(name: &'static str) -> Self {
        Self { name, value: None, running: None, failed: None }
    }

    /// Takes in what has been made, and starts making the value of `key` when that is neither there nor under way.
    /// `work` is only called when it is started; it must own what it needs.
    pub fn request<F>(&mut self, key: &K, waker: &Waker, work: impl FnOnce() -> F)
    where
        F: FnOnce(&Progress) -> Result<V, Cancelled> + Send + 'static,
    {
        self.receive();
        let has = |slot: Option<&K>| slot == Some(key);
        if has(self.value.as_ref().map(|(key, _)| key)) {
            self.running = None;
            return;
        }
        if has(self.running.as_ref().map(|(key, _)| key)) || has(self.failed.as_ref()) {
            return;
        }
        let work = work();
        let job = Job::start(self.name, waker, move |progress, outbox: &Outbox<V>| {
            if let Ok(value) = work(progress) {
                outbox.send(value);
            }
        });
        self.running = Some((key.clone(), job));
    }

    fn receive(&mut self) {
        let Some((key, job)) = &self.running else { return };
        match job.poll() {
            Poll::Value(value) => {
                let last = self.value.replace((key.clone(), Arc::new(value)));
                leave_all(last);
                self.running = None;
                self.failed = None;
            }
            Poll::Ended => {
                self.failed = Some(key.clone());
                self.running = None;
            }
            Poll::Pending => {}
        }
    }

    /// The last value that was made, of whichever key.
    pub fn latest(&self) -> Option<&Arc<V>> {
        self.value.as_ref().map(|(_, value)| value)
    }

    /// The key of the last value that was made.
    pub fn key(&self) -> Option<&K> {
        self.value.as_ref().map(|(key, _)| key)
    }

    /// The value of `key`, if that is what was made last.
    pub fn get(&self, key: &K) -> Option<&Arc<V>> {
        self.value.as_ref().filter(|(made, _)| made == key).map(|(_, value)| value)
    }

    /// Whether a value is being made.
    pub fn is_busy(&self) -> bool {
        self.running.is_some()
    }

    /// Drops everything.
    pub fn clear(&mut self) {
        leave_all(self.value.take());
        self.running = None;
        self.failed = None;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    fn still() -> Waker {
        Waker::new(|| ())
    }

    fn wait<T: Send + 'static>(job: &Job<T>) -> Poll<T> {
        loop {
            match job.poll() {
                Poll::Pending => std::thread::yield_now(),
                answer => return answer,
            }
        }
    }

    #[test]
    fn a_job_sends_then_ends_and_wakes_each_time() {
        let (woken, wakes) = channel();
        let waker = Waker::new(move || {
            let _ = woken.send(());
        });
        let job = Job::start("test", &waker, |_, outbox| outbox.send(7));
        assert_eq!(wait(&job), Poll::Value(7));
        assert_eq!(wait(&job), Poll::Ended);
        wakes.recv().expect("once for the value");
        wakes.recv().expect("once for the end");
    }

    #[test]
    fn dropping_a_job_cancels_it() {
        let (ended, end) = channel();
        let job = Job::start("test", &still(), move |progress, _: &Outbox<()>| {
            while progress.checkpoint().is_ok() {
                std::thread::yield_now();
            }
            let _ = ended.send("cancelled");
        });
        drop(job);
        assert_eq!(end.recv(), Ok("cancelled"));
    }

    #[test]
    fn a_panic_ends_the_job() {
        let job = Job::start("test", &still(), |_, _: &Outbox<()>| panic!("on purpose"));
        assert_eq!(wait(&job), Poll::Ended);
    }

    #[test]
    fn a_worker_gives_up_what_nobody_waits_for_and_ends_when_dropped() {
        let (started, starts) = channel();
        let (go_on, gate) = channel::<()>();
        let worker = Worker::start("test", &still(), move |request: u32, hand_over| {
            let _ = started.send(request);
            // The first request waits until newer ones are there.
            if request == 1 {
                let _ = gate.recv();
            }
            for part in 0..3 {
                if !hand_over(10 * request + part) {
                    return;
                }
            }
        });
        worker.ask(1);
        assert_eq!(starts.recv(), Ok(1));
        worker.ask(2);
        worker.ask(3);
        go_on.send(()).expect("the worker waits");
        assert_eq!(starts.recv(), Ok(3), "the second request was overtaken");
        let mut made = Vec::new();
        while made.len() < 4 {
            made.extend(worker.poll());
            std::thread::yield_now();
        }
        assert_eq!(made, [10, 30, 31, 32]);
        drop(worker);
        assert!(starts.recv().is_err(), "the thread has ended");
    }

    #[test]
    fn the_last_value_stays_while_the_next_is_made() {
        let mut squares = Background::new("squares");
        let ask = |squares: &mut Background<u32, u32>, key: u32| {
            squares.request(&key, &still(), || move |_: &Progress| Ok(key * key));
        };
        ask(&mut squares, 3);
        while squares.get(&3).is_none() {
            ask(&mut squares, 3);
        }
        let (release, gate) = channel::<()>();
        squares.request(&4, &still(), || {
            move |_: &Progress| {
                let _ = gate.recv();
                Ok(16)
            }
        });
        assert_eq!(squares.latest().map(|value| **value), Some(9));
        assert_eq!(squares.get(&4), None);
        drop(release);
        while squares.get(&4).is_none() {
            ask(&mut squares, 4);
        }
        assert!(!squares.is_busy());
    }
}

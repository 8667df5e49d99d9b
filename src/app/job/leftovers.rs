//! What was replaced is let go of by a thread, not by a frame.
//!
//! To free what is known of 100,000 articles takes milliseconds, of which a frame has few. Whoever has the last share of a
//! value frees it, so the thread keeps its own until nobody else has one.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// How long it takes until a value is looked at again that others still share.
const AGAIN: Duration = Duration::from_millis(500);

/// Something that was replaced.
trait Leftover: Send {
    /// Whether nobody else shares it.
    fn is_last(&self) -> bool;
}

impl<V: Send + Sync> Leftover for Arc<V> {
    fn is_last(&self) -> bool {
        Arc::strong_count(self) == 1
    }
}

/// Lets go of a value that may take long to be freed. Never waits.
pub fn leave<V: Send + Sync + 'static>(value: Arc<V>) {
    static THREAD: OnceLock<Sender<Box<dyn Leftover>>> = OnceLock::new();
    let thread = THREAD.get_or_init(|| {
        let (sender, receiver) = channel();
        // Without a thread nobody receives: values are then freed where they are left.
        let _ = std::thread::Builder::new().name("leftovers".to_owned()).spawn(move || free(&receiver));
        sender
    });
    let _ = thread.send(Box::new(value));
}

/// Frees what arrives as soon as nobody else shares it, until nobody sends any more.
fn free(arriving: &Receiver<Box<dyn Leftover>>) {
    let mut shared: Vec<Box<dyn Leftover>> = Vec::new();
    loop {
        // At rest nothing wakes.
        let next = if shared.is_empty() {
            arriving.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            arriving.recv_timeout(AGAIN)
        };
        match next {
            Ok(value) => shared.push(value),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        shared.extend(arriving.try_iter());
        shared.retain(|value| !value.is_last());
    }
}

#[cfg(test)]
mod tests {
    use std::thread::{self, ThreadId};

    use super::*;

    /// Tells which thread freed it.
    struct Told(Sender<ThreadId>);

    impl Drop for Told {
        fn drop(&mut self) {
            let _ = self.0.send(thread::current().id());
        }
    }

    #[test]
    fn the_last_share_is_never_that_of_who_leaves_it() {
        let (sender, freed) = channel();
        let value = Arc::new(Told(sender));
        let other = Arc::clone(&value);
        leave(value);
        leave(Arc::new(()));
        drop(other);
        assert_ne!(freed.recv().expect("it is freed"), thread::current().id());
    }
}

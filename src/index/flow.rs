//! A bound on what waits in the engine's queue, in bytes: the engine itself counts documents, and a document may
//! be the size of a book.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How long one waits for room before going on without it. A worker of the engine that has died never makes room;
/// whoever waited then learns of it by handing over the document.
const PATIENCE: Duration = Duration::from_secs(5);

/// So many bytes may wait at a time.
#[derive(Debug)]
pub(super) struct Flow {
    most: usize,
    waiting: Mutex<usize>,
    room: Condvar,
}

/// The leave to keep so many bytes waiting, given back when it is dropped.
#[derive(Debug)]
pub(super) struct Permit {
    flow: Arc<Flow>,
    bytes: usize,
}

impl Flow {
    /// A bound of that many bytes.
    pub(super) fn new(most: usize) -> Arc<Flow> {
        Arc::new(Flow { most, waiting: Mutex::new(0), room: Condvar::new() })
    }

    /// Waits until there is room. What is larger than the bound waits until nothing else does.
    pub(super) fn permit(self: &Arc<Flow>, bytes: usize) -> Permit {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |waiting: &mut usize| *waiting > 0 && waiting.saturating_add(bytes) > self.most;
        let (mut waiting, _) =
            self.room.wait_timeout_while(waiting, PATIENCE, full).unwrap_or_else(PoisonError::into_inner);
        *waiting = waiting.saturating_add(bytes);
        Permit { flow: Arc::clone(self), bytes }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut waiting = self.flow.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        *waiting = waiting.saturating_sub(self.bytes);
        drop(waiting);
        self.flow.room.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_waits_until_there_is_room() {
        let flow = Flow::new(100);
        let first = flow.permit(80);
        std::thread::scope(|scope| {
            let second = scope.spawn(|| flow.permit(30));
            std::thread::sleep(Duration::from_millis(20));
            assert!(!second.is_finished());
            drop(first);
            drop(second.join().unwrap());
        });
        assert_eq!(*flow.waiting.lock().unwrap(), 0);
    }

    #[test]
    fn what_is_larger_than_the_bound_passes_alone() {
        let flow = Flow::new(100);
        assert_eq!(flow.permit(1_000).bytes, 1_000);
    }
}

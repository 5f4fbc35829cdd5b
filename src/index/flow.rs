//! A bound on what waits in the engine's queue, in bytes: the engine itself counts documents, and a document may
//! be the size of a book. Whoever must wait does so until half of it is free: otherwise every document that is done
//! would wake a thread, only for its next one to put it to sleep again.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How long one waits for room before going on without it. A worker of the engine that has died never makes room;
/// whoever waited then learns of it by handing over the document.
const PATIENCE: Duration = Duration::from_secs(5);

/// So many bytes may wait at a time.
#[derive(Debug)]
pub(super) struct Flow {
    most: usize,
    queue: Mutex<Queue>,
    room: Condvar,
}

/// What waits, and who waits for it to be less.
#[derive(Debug, Default)]
struct Queue {
    bytes: usize,
    sleepers: usize,
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
        Arc::new(Flow { most, queue: Mutex::default(), room: Condvar::new() })
    }

    /// Waits until there is room. What is larger than the bound waits until nothing else does.
    pub(super) fn permit(self: &Arc<Flow>, bytes: usize) -> Permit {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_full(&queue, bytes) {
            queue.sleepers += 1;
            let full = |queue: &mut Queue| !self.has_drained(queue) || self.is_full(queue, bytes);
            (queue, _) =
                self.room.wait_timeout_while(queue, PATIENCE, full).unwrap_or_else(PoisonError::into_inner);
            queue.sleepers -= 1;
        }
        queue.bytes = queue.bytes.saturating_add(bytes);
        Permit { flow: Arc::clone(self), bytes }
    }

    fn is_full(&self, queue: &Queue, more: usize) -> bool {
        queue.bytes > 0 && queue.bytes.saturating_add(more) > self.most
    }

    fn has_drained(&self, queue: &Queue) -> bool {
        queue.bytes <= self.most / 2
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let flow = &self.flow;
        let mut queue = flow.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.bytes = queue.bytes.saturating_sub(self.bytes);
        let wanted = queue.sleepers > 0 && flow.has_drained(&queue);
        drop(queue);
        if wanted {
            flow.room.notify_all();
        }
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
        assert_eq!(flow.queue.lock().unwrap().bytes, 0);
    }

    #[test]
    fn whoever_waits_does_so_until_half_is_free() {
        let flow = Flow::new(100);
        let (first, second) = (flow.permit(45), flow.permit(45));
        std::thread::scope(|scope| {
            let third = scope.spawn(|| flow.permit(20));
            std::thread::sleep(Duration::from_millis(20));
            let small = flow.permit(10);
            drop(first);
            std::thread::sleep(Duration::from_millis(20));
            assert!(!third.is_finished());
            drop(small);
            drop(third.join().unwrap());
        });
        drop(second);
    }

    #[test]
    fn what_is_larger_than_the_bound_passes_alone() {
        let flow = Flow::new(100);
        assert_eq!(flow.permit(1_000).bytes, 1_000);
    }
}

//! SIGINT and SIGTERM. A command that only reads ends at once; a run that writes is asked to stop by the
//! first signal, so that what is whole is committed, and ended by the second.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// What has come in.
#[derive(Debug, Clone)]
pub struct Signals {
    /// Whether the next signal ends the program.
    ends: Arc<AtomicBool>,
    /// The first signal that did not; 0: none yet.
    came: Arc<AtomicUsize>,
}

impl Signals {
    /// From now on signals end the program with the status that scripts expect.
    pub fn watch() -> io::Result<Signals> {
        let signals = Signals { ends: Arc::new(AtomicBool::new(true)), came: Arc::new(AtomicUsize::new(0)) };
        for signal in [SIGINT, SIGTERM] {
            // The order matters: only what an earlier signal has armed may end the program.
            flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&signals.ends))?;
            flag::register(signal, Arc::clone(&signals.ends))?;
            flag::register_usize(signal, Arc::clone(&signals.came), signal.unsigned_abs() as usize)?;
        }
        Ok(signals)
    }

    /// From now on the first signal only asks.
    pub fn hold(&self) {
        self.ends.store(false, Ordering::SeqCst);
    }

    /// From now on signals end the program again.
    pub fn release(&self) {
        self.ends.store(true, Ordering::SeqCst);
    }

    /// The signal that asks to stop, if one came.
    pub fn came(&self) -> Option<i32> {
        i32::try_from(self.came.load(Ordering::SeqCst)).ok().filter(|signal| *signal != 0)
    }
}

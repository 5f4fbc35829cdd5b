//! A run as it goes, in one line on the terminal that is written over; and the signal that stops it.

use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use newsdex::ingest::Watch;
use newsdex::model::Skip;
use newsdex::render::{bytes, counted, duration, harmless, thousands};

use super::session::Session;

/// So long a line stands at least: a terminal is no film.
const FRAME: Duration = Duration::from_millis(100);

/// Nothing can be said of the time that is left before so much has passed.
const SETTLED: f64 = 2.0;

/// Who looks on while a run works.
pub struct Progress<'s> {
    session: &'s Session,
    /// Whether anything but a signal is of interest.
    silent: bool,
    began: Instant,
    files: AtomicU64,
    files_all: AtomicU64,
    bytes: AtomicU64,
    bytes_all: AtomicU64,
    articles: AtomicU64,
    told: AtomicBool,
    /// When the line was last written; none while there is no line.
    drawn: Mutex<Option<Instant>>,
}

impl<'s> Progress<'s> {
    /// To be shown where there is a terminal. `silent`: only the line, no messages.
    pub fn new(session: &'s Session, silent: bool) -> Progress<'s> {
        let count = AtomicU64::default;
        Progress {
            session,
            silent,
            began: Instant::now(),
            files: count(),
            files_all: count(),
            bytes: count(),
            bytes_all: count(),
            articles: count(),
            told: AtomicBool::new(false),
            drawn: Mutex::new(None),
        }
    }

    /// Takes the line away.
    pub fn clear(&self) {
        if let Ok(mut drawn) = self.drawn.lock()
            && drawn.take().is_some()
        {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }

    /// Writes the line, unless it was written just now. Whoever finds another thread at it goes on working.
    fn draw(&self, line: impl FnOnce() -> String, now: bool) {
        if !self.session.live {
            return;
        }
        let Ok(mut drawn) = self.drawn.try_lock() else { return };
        if now || drawn.is_none_or(|last| last.elapsed() >= FRAME) {
            let mut line = line();
            // A line that wraps could not be written over.
            while line.chars().count() >= self.session.columns {
                line.pop();
            }
            let mut err = std::io::stderr().lock();
            let _ = write!(err, "\r{line}\x1b[K");
            let _ = err.flush();
            *drawn = Some(Instant::now());
        }
    }

    fn line(&self) -> String {
        let (done, all) = (self.bytes.load(Relaxed), self.bytes_all.load(Relaxed));
        let seconds = self.began.elapsed().as_secs_f64();
        let rate = done as f64 / seconds.max(0.001);
        let mut line = format!(
            "{} of {} · {} · {}/s",
            thousands(self.files.load(Relaxed)),
            counted(self.files_all.load(Relaxed), "file"),
            counted(self.articles.load(Relaxed), "article"),
            bytes(rate as u64)
        );
        if seconds > SETTLED && done > 0 && all > done {
            line.push_str(&format!(" · {} left", duration(((all - done) as f64 / rate).max(1.0).round())));
        }
        line
    }
}

impl Watch for Progress<'_> {
    fn passes_over(&self, path: &str, skip: Skip) {
        if self.session.shared.verbose && !self.silent {
            self.session.detail(&format!("passed over: {}: {}", harmless(path), skip.reason()));
        }
    }

    fn warns(&self, message: &str) {
        if !self.silent {
            self.clear();
            self.session.warn(&harmless(message));
        }
    }

    fn rebuilds(&self, why: &str) {
        if !self.silent {
            self.clear();
            self.session.say(&format!("Reading everything anew: {}", harmless(why)));
        }
    }

    fn begins(&self, files: u64, bytes: u64) {
        // Until now nothing was written, so that a signal could end the program at once.
        self.session.signals.hold();
        self.files_all.store(files, Relaxed);
        self.bytes_all.store(bytes, Relaxed);
        if files > 0 {
            self.draw(|| self.line(), true);
        }
    }

    fn took(&self, bytes: u64, articles: u64) {
        self.files.fetch_add(1, Relaxed);
        self.bytes.fetch_add(bytes, Relaxed);
        self.articles.fetch_add(articles, Relaxed);
        self.draw(|| self.line(), false);
    }

    fn finishes(&self) {
        self.draw(|| format!("{} · putting the index in order", self.line()), true);
    }

    fn stopped(&self) -> Option<i32> {
        let signal = self.session.signals.came()?;
        if !self.told.swap(true, Relaxed) {
            self.clear();
            self.session.say("Stopping: what is whole is being committed. Once more stops at once.");
        }
        Some(signal)
    }
}

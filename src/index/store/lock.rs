//! The one lock of an index folder. The kernel holds it, so a process that dies gives it back; what stands in
//! the file is for people.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::error::{Error, Result};
use crate::model::Moment;

const LOCK: &str = "lock";

/// How often a lock that someone else holds is tried again.
const AGAIN: Duration = Duration::from_millis(100);

/// Leave to write to an index folder, given back when it is dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    pub(super) fn take(dir: &Path, wait: Duration) -> Result<Lock> {
        let path = dir.join(LOCK);
        let file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(&path);
        let mut file = file.map_err(Error::disk(&path, "open the lock"))?;
        let deadline = Instant::now().checked_add(wait);
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) => {
                    let left = deadline.map_or(AGAIN, |end| end.saturating_duration_since(Instant::now()));
                    if left.is_zero() {
                        return Err(Error::Held { index: dir.to_owned(), holder: holder(&mut file) });
                    }
                    thread::sleep(left.min(AGAIN));
                }
                Err(TryLockError::Error(error)) => return Err(Error::disk(&path, "lock the index")(error)),
            }
        }
        sign(&mut file, &path)?;
        Ok(Lock { file })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A name that stays behind would only mislead people.
        let _ = self.file.set_len(0);
        // The lock would end with the file, but a process that is just being started may still share that.
        let _ = self.file.unlock();
    }
}

fn sign(file: &mut File, path: &PathBuf) -> Result<()> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let since = Moment(i64::try_from(now).unwrap_or(i64::MAX));
    let mut write = || {
        file.set_len(0)?;
        file.rewind()?;
        writeln!(file, "process {} since {since}", std::process::id())
    };
    write().map_err(Error::disk(path, "write who holds the lock"))
}

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    let read = file.rewind().and_then(|()| file.read_to_string(&mut text));
    match text.trim() {
        name if read.is_ok() && !name.is_empty() => name.to_owned(),
        _ => "another process".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_is_told_who_holds_the_lock() {
        let dir = tempfile::tempdir().unwrap();
        let first = Lock::take(dir.path(), Duration::ZERO).unwrap();
        let Err(Error::Held { holder, .. }) = Lock::take(dir.path(), Duration::ZERO) else {
            panic!("two hold the lock");
        };
        let process = format!("process {} since 2", std::process::id());
        assert!(holder.starts_with(&process), "{holder}");
        drop(first);
        assert!(Lock::take(dir.path(), Duration::ZERO).is_ok());
    }

    #[test]
    fn one_who_waits_gets_the_lock_when_it_is_given_back() {
        let dir = tempfile::tempdir().unwrap();
        let first = Lock::take(dir.path(), Duration::ZERO).unwrap();
        thread::scope(|scope| {
            let second = scope.spawn(|| Lock::take(dir.path(), Duration::from_secs(60)).is_ok());
            thread::sleep(Duration::from_millis(20));
            drop(first);
            assert!(second.join().unwrap());
        });
    }
}

//! What a run may take at once: how many files, threads and bytes of memory.

use super::Request;
use crate::corpus::SourceFile;

/// So many bytes are read between two looks at whether a commit is due …
const BATCH_BYTES: u64 = 256 << 20;
/// … or so many files, since what is known of each is held until then.
const BATCH_FILES: usize = 8_192;

/// Up to so many bytes are written by one thread of the engine: each thread makes a segment, which costs its memory
/// now and a merge some other night.
const FEW_BYTES: u64 = 4 << 20;

/// How much memory the writer needs for a byte of text at most.
const MEMORY_FOR_A_BYTE: u64 = 32;

/// How many files are read at once.
pub fn threads(request: &Request) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    if request.threads == 0 { cores } else { request.threads }
}

/// How many threads the writer has, and how many bytes it may hold, of what the request allows, where so many bytes are
/// to be read.
pub fn share_of_writer(request: &Request, bytes: u64) -> (usize, u64) {
    let threads = if bytes <= FEW_BYTES { 1 } else { threads(request) };
    (threads, request.memory.min(bytes.saturating_mul(MEMORY_FOR_A_BYTE)))
}

/// A file as long as this part of the memory that a run may take is read alone: while it is cut, it and its articles
/// are in the memory whole.
const LONG_SHARE: u64 = 8;

/// The files in their order, in batches of about so many bytes; a long file, measured by the `memory`, is a batch of
/// its own.
pub fn batches(files: Vec<SourceFile>, memory: u64) -> impl Iterator<Item = Vec<SourceFile>> {
    let is_long = move |file: &SourceFile| file.stamp.size > memory / LONG_SHARE;
    let mut files = files.into_iter().peekable();
    std::iter::from_fn(move || {
        let mut batch = vec![files.next()?];
        let mut bytes =
            batch.first().map_or(0, |first| if is_long(first) { BATCH_BYTES } else { first.stamp.size });
        while let Some(file) =
            files.next_if(|file| bytes < BATCH_BYTES && batch.len() < BATCH_FILES && !is_long(file))
        {
            bytes += file.stamp.size;
            batch.push(file);
        }
        Some(batch)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FileKey, Stamp};
    use std::path::Path;

    #[test]
    fn a_long_file_is_read_alone_and_the_order_stays() {
        let file = |size: u64| SourceFile {
            key: FileKey { root: 0, path: String::new() },
            place: Path::new("").into(),
            stamp: Stamp { size, mtime: 0, ctime: 0, inode: 0 },
        };
        let sizes = |sizes: &[u64], memory| -> Vec<Vec<u64>> {
            let batches = batches(sizes.iter().map(|size| file(*size)).collect(), memory);
            batches.map(|batch| batch.iter().map(|file| file.stamp.size).collect()).collect()
        };
        assert_eq!(
            sizes(&[1, 2, 9, 3, 8, 10, 11], 64),
            [vec![1, 2], vec![9], vec![3, 8], vec![10], vec![11]]
        );
        assert_eq!(sizes(&[BATCH_BYTES, 1, 2], u64::MAX), [vec![BATCH_BYTES], vec![1, 2]]);
        assert!(sizes(&[], 64).is_empty());
    }
}

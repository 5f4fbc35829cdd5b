//! What a run may take at once: how many files, threads and bytes of memory.

use super::Request;
use crate::corpus::SourceFile;

/// So many bytes are read between two looks at whether a commit is due.
const BATCH_BYTES: u64 = 256 << 20;

/// How many files are read at once, and how many bytes the writer may hold, of what the request allows.
pub fn share_out(request: &Request) -> (usize, u64) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = if request.threads == 0 { cores } else { request.threads };
    (threads, request.memory)
}

/// The files in their order, in batches of about so many bytes.
pub fn batches(files: Vec<SourceFile>) -> impl Iterator<Item = Vec<SourceFile>> {
    let mut files = files.into_iter().peekable();
    std::iter::from_fn(move || {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while let Some(file) = files.next_if(|_| bytes < BATCH_BYTES) {
            bytes += file.stamp.size;
            batch.push(file);
        }
        (!batch.is_empty()).then_some(batch)
    })
}

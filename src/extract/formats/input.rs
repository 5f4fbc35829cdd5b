//! The bytes of a file on their way to its reader: of a file on the disk, of one inside another, or of a
//! stream that is unpacked as it is read. What is unpacked is counted, so that no bomb goes off.

use std::cell::Cell;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::rc::Rc;

use super::Loss;
use crate::model::Code;

/// Where a file's bytes come from.
pub trait Source: Read + Seek {}

impl<T: Read + Seek + ?Sized> Source for T {}

/// The bytes of a file.
pub enum Input<'s> {
    /// They can be read in any order.
    Seekable(Box<dyn Source + 's>),
    /// They come once, in order.
    Stream(Box<dyn Read + 's>),
}

impl Default for Input<'_> {
    fn default() -> Self {
        Input::of(Vec::new())
    }
}

impl<'s> Input<'s> {
    /// Bytes that are in memory.
    pub fn of(bytes: Vec<u8>) -> Input<'s> {
        Input::Seekable(Box::new(Cursor::new(bytes)))
    }

    /// The first bytes, which are still there to be read.
    ///
    /// # Errors
    /// One of reading.
    pub fn head(self, length: usize) -> io::Result<(Vec<u8>, Input<'s>)> {
        let mut head = Vec::with_capacity(length);
        match self {
            Input::Seekable(mut source) => {
                source.seek(SeekFrom::Start(0))?;
                Read::take(&mut source, length as u64).read_to_end(&mut head)?;
                source.seek(SeekFrom::Start(0))?;
                Ok((head, Input::Seekable(source)))
            }
            Input::Stream(mut stream) => {
                match Read::take(&mut stream, length as u64).read_to_end(&mut head) {
                    Err(error) if head.is_empty() => Err(error),
                    // What was read before is still there to be read, and then the stream fails once more.
                    Err(error) => {
                        Ok((head.clone(), Input::Stream(Box::new(Cursor::new(head).chain(Broken(error))))))
                    }
                    Ok(_) => Ok((head.clone(), Input::Stream(Box::new(Cursor::new(head).chain(stream))))),
                }
            }
        }
    }

    /// All bytes.
    ///
    /// # Errors
    /// A loss where they cannot be read, or are more than fit.
    pub fn whole(self, budget: &Budget) -> Result<Vec<u8>, Loss> {
        match self.part(budget)? {
            (bytes, None) => Ok(bytes),
            (_, Some(loss)) => Err(loss),
        }
    }

    /// All bytes up to the place where they cannot be read on, and what is lost behind it.
    ///
    /// # Errors
    /// A loss where none can be read, or where they are more than fit.
    pub fn part(self, budget: &Budget) -> Result<(Vec<u8>, Option<Loss>), Loss> {
        let mut bytes = Vec::new();
        let read = match self {
            Input::Seekable(mut source) => {
                let size = source.seek(SeekFrom::End(0)).map_err(|error| budget.loss(&error))?;
                source.seek(SeekFrom::Start(0)).map_err(|error| budget.loss(&error))?;
                let size = usize::try_from(size).unwrap_or(usize::MAX);
                bytes.try_reserve_exact(size).map_err(|_| too_large(size))?;
                source.read_to_end(&mut bytes)
            }
            Input::Stream(stream) => stream.take(LARGEST as u64 + 1).read_to_end(&mut bytes),
        };
        let loss = read.err().map(|error| budget.loss(&error));
        if bytes.len() > LARGEST {
            return Err(too_large(bytes.len()));
        }
        match loss {
            Some(loss) if bytes.is_empty() || loss.code != Code::Damaged => Err(loss),
            loss => Ok((bytes, loss)),
        }
    }

    /// Bytes that can be read in any order.
    ///
    /// # Errors
    /// As [`Input::whole`].
    pub fn seekable(self, budget: &Budget) -> Result<Box<dyn Source + 's>, Loss> {
        match self {
            Input::Seekable(source) => Ok(source),
            stream @ Input::Stream(_) => Ok(Box::new(Cursor::new(stream.whole(budget)?))),
        }
    }
}

impl Read for Input<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Input::Seekable(source) => source.read(into),
            Input::Stream(stream) => stream.read(into),
        }
    }
}

/// A stream that fails.
struct Broken(io::Error);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::new(self.0.kind(), self.0.to_string()))
    }
}

/// No more of one file than this is held in memory, in bytes.
pub const LARGEST: usize = 4 << 30;

/// So much may be unpacked of any file, in bytes.
const FREE: u64 = 256 << 20;

/// Beyond that, so many bytes of each byte of the file.
const RATIO: u64 = 150;

/// What the unpacking of a file has cost so far, and may cost.
#[derive(Debug, Clone)]
pub struct Budget {
    unpacked: Rc<Cell<u64>>,
    allowed: u64,
}

impl Budget {
    /// For a file of so many bytes.
    pub fn of(size: u64) -> Budget {
        Budget { unpacked: Rc::default(), allowed: FREE.max(size.saturating_mul(RATIO)) }
    }

    /// Counts what is read of a stream that unpacks, and ends it with an error where it is too much.
    pub fn counted<R: Read>(&self, stream: R) -> Counted<R> {
        Counted { stream, budget: self.clone() }
    }

    /// Whether more was unpacked than is allowed.
    pub fn is_spent(&self) -> bool {
        self.unpacked.get() > self.allowed
    }

    /// Why something could not be read.
    pub fn loss(&self, error: &io::Error) -> Loss {
        if self.is_spent() {
            let message = format!(
                "it unpacks to more than {} MB, {RATIO} times its size or more, and was given up",
                self.allowed >> 20
            );
            return Loss { code: Code::Bomb, message };
        }
        Loss::damaged(format!("it cannot be read to its end ({error}); it may be cut off or damaged"))
    }
}

/// A stream whose bytes are counted.
pub struct Counted<R> {
    stream: R,
    budget: Budget,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(into)?;
        let unpacked = self.budget.unpacked.get().saturating_add(count as u64);
        self.budget.unpacked.set(unpacked);
        if unpacked > self.budget.allowed {
            return Err(io::Error::other("it unpacks to too much"));
        }
        Ok(count)
    }
}

/// That a file does not fit into the memory.
pub fn too_large(size: usize) -> Loss {
    Loss { code: Code::TooLarge, message: format!("its {size} bytes do not fit into the memory") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_stream_is_still_there_to_be_read() {
        let stream = Input::Stream(Box::new(Cursor::new(b"Harbour opens".to_vec())));
        let (head, mut input) = stream.head(7).unwrap();
        let mut all = String::new();
        input.read_to_string(&mut all).unwrap();
        assert_eq!((head.as_slice(), all.as_str()), (&b"Harbour"[..], "Harbour opens"));
    }

    #[test]
    fn what_a_stream_gives_before_it_fails_is_there_to_be_read() {
        let broken = Broken(io::ErrorKind::UnexpectedEof.into());
        let stream = Input::Stream(Box::new(Cursor::new(b"Harbour opens".to_vec()).chain(broken)));
        let (head, input) = stream.head(100).unwrap();
        assert_eq!(head, b"Harbour opens");
        let (bytes, loss) = input.part(&Budget::of(0)).unwrap();
        assert_eq!((bytes.as_slice(), loss.unwrap().code), (&b"Harbour opens"[..], Code::Damaged));
    }

    #[test]
    fn a_stream_that_unpacks_to_too_much_is_a_bomb() {
        let budget = Budget { unpacked: Rc::default(), allowed: 1000 };
        let bomb = Input::Stream(Box::new(budget.counted(io::repeat(0))));
        assert_eq!(bomb.whole(&budget).unwrap_err().code, Code::Bomb);
    }
}

//! Files that are compressed as a whole (gzip, bzip2, xz, Zstandard) → the file inside, unpacked as it is read.

use std::io::{self, BufReader, Read};

use crate::extract::clipping::Told;
use crate::extract::formats::{Format, Given, Held, Inner, Input, Opened, nothing};

/// Files packed by gzip.
pub const GZIP: Format = Format {
    name: "gzip",
    takes: |head, _| head.starts_with(b"\x1f\x8b"),
    read: |input, given| read(input, given, Kind::Gzip),
};

/// Files packed by bzip2.
pub const BZIP2: Format = Format {
    name: "bzip2",
    takes: |head, _| head.starts_with(b"BZh") && head.get(4..10) == Some(b"\x31\x41\x59\x26\x53\x59"),
    read: |input, given| read(input, given, Kind::Bzip2),
};

/// Files packed by xz.
pub const XZ: Format = Format {
    name: "xz",
    takes: |head, _| head.starts_with(b"\xfd7zXZ\0"),
    read: |input, given| read(input, given, Kind::Xz),
};

/// Files packed by Zstandard.
pub const ZSTANDARD: Format = Format {
    name: "zstd",
    takes: |head, _| head.starts_with(b"\x28\xb5\x2f\xfd"),
    read: |input, given| read(input, given, Kind::Zstandard),
};

#[derive(Clone, Copy)]
enum Kind {
    Gzip,
    Bzip2,
    Xz,
    Zstandard,
}

fn read<'s>(input: Input<'s>, given: &Given, kind: Kind) -> Opened<'s> {
    let stream = match unpacked(BufReader::new(input), kind) {
        Ok(stream) => stream,
        Err(error) => return nothing(given.budget.loss(&error)),
    };
    let input = Input::Stream(Box::new(given.budget.counted(stream)));
    let inner =
        Inner { name: inside(&given.path), input, charset: given.charset.clone(), around: Told::default() };
    Box::new(std::iter::once(Ok(Held::File(inner))))
}

fn unpacked<'s>(packed: BufReader<Input<'s>>, kind: Kind) -> io::Result<Box<dyn Read + 's>> {
    Ok(match kind {
        Kind::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(packed)),
        Kind::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(packed)),
        Kind::Xz => Box::new(lzma_rust2::XzReader::new(packed, true)),
        Kind::Zstandard => Box::new(zstd::stream::read::Decoder::with_buffer(packed)?),
    })
}

/// The name of the file inside: without the ending that says how it is packed.
fn inside(path: &str) -> String {
    let name = path.rsplit(['/', '!']).next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, "tgz" | "tbz2" | "tbz" | "txz")) => format!("{stem}.tar"),
        Some((stem, "gz" | "bz2" | "xz" | "zst" | "GZ" | "Z")) if !stem.is_empty() => stem.to_owned(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_inside_is_called_as_its_archive_without_the_last_ending() {
        assert_eq!(inside("a/2019.mbox.gz"), "2019.mbox");
        assert_eq!(inside("news.tgz"), "news.tar");
        assert_eq!(inside("news"), "news");
    }
}

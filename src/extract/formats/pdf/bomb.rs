//! What the streams of a PDF unpack to, found out before anyone unpacks them: they are unpacked as they come, counted
//! and thrown away. It knows nothing of what they mean.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;

use crate::extract::formats::{Budget, Loss};

/// A stream says within so many bytes before it how it is packed.
const SAID_WITHIN: usize = 2000;

/// Refuses a file whose streams unpack to more than is allowed.
///
/// # Errors
/// A loss that says so.
pub(super) fn weigh(bytes: &[u8], budget: &Budget) -> Result<(), Loss> {
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        let data = bytes[at + 6..].trim_ascii_start();
        let said = &bytes[at.saturating_sub(SAID_WITHIN)..at];
        let said = &said[memchr::memmem::rfind(said, b"obj").unwrap_or(0)..];
        let layers =
            [b"/FlateDecode".as_slice(), b"/Fl "].map(|name| memchr::memmem::find_iter(said, name).count());
        let layers = layers.into_iter().sum::<usize>().min(8);
        if layers == 0 || said.ends_with(b"end") {
            continue;
        }
        let mut stream: Box<dyn Read> = Box::new(data);
        for _ in 0..layers {
            stream = Box::new(budget.counted(ZlibDecoder::new(stream)));
        }
        // A stream that is damaged is for its reader to judge; only its size counts here.
        if let Err(error) = io::copy(&mut stream, &mut io::sink())
            && budget.is_spent()
        {
            return Err(budget.loss(&error));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::model::Code;

    #[test]
    fn a_stream_that_is_packed_twice_is_weighed_as_what_it_unpacks_to() {
        let pack = |bytes: &[u8]| {
            let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
            packed.write_all(bytes).unwrap();
            packed.finish().unwrap()
        };
        let bomb = pack(&pack(&vec![b' '; 300 << 20]));
        let said = |filters: &str, data: &[u8]| {
            [format!("1 0 obj <</Filter [{filters}]>> stream\n").as_bytes(), data, b"\nendstream"].concat()
        };
        let weigh = |bytes: &[u8]| weigh(bytes, &Budget::of(bytes.len() as u64)).map_err(|loss| loss.code);
        assert_eq!(weigh(&said("/FlateDecode /FlateDecode", &bomb)), Err(Code::Bomb));
        assert_eq!(weigh(&said("/FlateDecode", &pack(b"BT ET"))), Ok(()));
        assert_eq!(weigh(&said("/FlateDecode", b"damaged")), Ok(()));
    }
}

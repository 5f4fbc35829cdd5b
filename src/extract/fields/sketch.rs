//! A body → the small fingerprint by which near copies are told. It must never change between
//! versions without a rebuild: sketches of old runs are compared with those of new ones.

use crate::model::{SKETCH_LEN, Sketch};

/// The sketch of a body: its triples of lower-cased words, one hash a triple. A text of one or two
/// words counts as one short triple; one without words has the empty sketch.
pub fn sketch(body: &str) -> Sketch {
    let mut least = [u32::MAX; SKETCH_LEN];
    let (mut before, mut last, mut words) = (0, 0, 0_usize);
    each_word(body, |word| {
        words += 1;
        if words >= 3 {
            take(&mut least, triple(before, last, word));
        }
        (before, last) = (last, word);
    });
    if words == 1 || words == 2 {
        take(&mut least, triple(0, before, last));
    }
    Sketch(least.map(|value| if value == u32::MAX { 0 } else { (value % 255) as u8 + 1 }))
}

/// Puts a triple's hash into its bucket, if it is the least there.
fn take(least: &mut [u32; SKETCH_LEN], hash: u64) {
    let bucket = &mut least[(hash >> 58) as usize];
    *bucket = (*bucket).min(hash as u32 & (u32::MAX >> 1));
}

/// One hash of three words, their order kept.
fn triple(first: u64, second: u64, third: u64) -> u64 {
    finish(first.rotate_left(42) ^ second.rotate_left(21) ^ third)
}

/// The finaliser of SplitMix64: every bit of the input moves every bit of the output.
fn finish(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// Calls `visit` with a hash of each run of letters and digits, lower-cased.
fn each_word(text: &str, mut visit: impl FnMut(u64)) {
    const SEED: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let mut hash = SEED;
    let mut open = false;
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x80 {
            at += 1;
            if byte.is_ascii_alphanumeric() {
                hash = (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(PRIME);
                open = true;
                continue;
            }
        } else {
            let Some(letter) = text[at..].chars().next() else { break };
            at += letter.len_utf8();
            if letter.is_alphanumeric() {
                for lower in letter.to_lowercase() {
                    hash = (hash ^ u64::from(u32::from(lower))).wrapping_mul(PRIME);
                }
                open = true;
                continue;
            }
        }
        if open {
            visit(finish(hash));
            (hash, open) = (SEED, false);
        }
    }
    if open {
        visit(finish(hash));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "The ferry to Vellmora will sail again on Friday, the harbour office said. Storms had \
        broken the pier in March, and the island lived on what two fishing boats could carry. Repairs took \
        nine weeks and cost more than the council had put aside; the mayor thanked the volunteers who had \
        carried planks through the night. Tickets are sold from noon at the old customs house.";

    #[test]
    fn case_and_punctuation_do_not_count() {
        assert_eq!(sketch("The Ferry, to VELLMORA: ÉTÉ"), sketch("the ferry to vellmora été"));
    }

    #[test]
    fn a_small_edit_keeps_most_of_the_sketch_and_another_text_keeps_little() {
        let edited = STORY.replace("nine weeks", "ten weeks");
        let other = STORY.split(' ').rev().collect::<Vec<&str>>().join(" ");
        assert!(sketch(STORY).similarity(&sketch(&edited)) > 0.7);
        assert!(sketch(STORY).similarity(&sketch(&other)) < 0.2);
    }

    #[test]
    fn no_word_no_sketch() {
        assert_eq!(sketch(" … – "), Sketch([0; SKETCH_LEN]));
        assert_ne!(sketch("ferry"), Sketch([0; SKETCH_LEN]));
    }
}

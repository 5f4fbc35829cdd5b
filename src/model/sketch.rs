//! A small fingerprint of a text, by which near copies are told.

/// How many values a sketch has.
pub const SKETCH_LEN: usize = 64;

/// A one-permutation MinHash of a text's word triples: each triple's hash falls into one of 64 buckets, and
/// each bucket keeps eight bits of its least hash; 0 where none fell. The share of equal buckets estimates
/// the Jaccard similarity of the two sets of triples (Li, Owen & Zhang, "One Permutation Hashing", 2012).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sketch(pub [u8; SKETCH_LEN]);

impl Sketch {
    /// The estimated share of word triples that two texts have in common, from 0 to 1.
    pub fn similarity(&self, other: &Sketch) -> f32 {
        let pairs = || self.0.iter().zip(&other.0);
        let filled = pairs().filter(|(a, b)| **a != 0 || **b != 0).count();
        let equal = pairs().filter(|(a, b)| **a != 0 && a == b).count();
        if filled == 0 { 0.0 } else { equal as f32 / filled as f32 }
    }
}

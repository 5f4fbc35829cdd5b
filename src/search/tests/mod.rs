//! Questions to small archives of our own making.

mod archive;
mod asked;
mod overviews;
mod ranking;

pub(super) use archive::{Archive, Piece, all, any, not, phrase, said, word};

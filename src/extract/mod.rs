//! Bytes → articles. Pure: nothing here knows the disk or the engine.

pub mod decode;
pub mod marks;

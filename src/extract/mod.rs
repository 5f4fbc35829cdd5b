//! extract

pub mod marks;

//! index

pub mod analyser;

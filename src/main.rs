//! Arguments in, exit status out.

mod cli;

fn main() {}

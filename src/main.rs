//! dva
fn main() {}

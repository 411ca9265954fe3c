//! The content inside the binary, checked and encoded by `build.rs`.

use super::library::{Content, Library};

const BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/content.postcard"));

/// Decodes the shipped content.
pub fn content() -> Content {
    postcard::from_bytes(BYTES).expect("build.rs wrote these bytes with the same types")
}

/// Decodes and indexes the shipped content.
pub fn library() -> Library {
    Library::new(content())
}

//! dva.
pub mod calc;
pub mod content;
pub mod schedule;
pub mod settings;
pub mod env;
pub mod store;
pub mod study;

//! dva, a terminal tutor. The words on a screen:
//!
//! ```text
//!  Drill · Today · Lambda › Concurrency              27 of 60 · 9 min left   title
//!                                                                 ━━━━━╸──   progress
//!       A function's reserved concurrency is set to 0.                       front   ┐
//!       What happens to new invocations?                                             │
//!       ──────────────────────────────────────────────                       rule    │ page
//!       They are all throttled.                                              back    ┘
//!
//!  saved nothing: the disk is full                                           notice
//!  1 Again today   2 Hard 2 days   3 Good 6 days   4 Easy 15 days            grades
//!  t topic  u undo  ? help                                                   footer
//! ```
//!
//! Arrows point one way: `cli`, `tui` → `study` → `store` → the core. The core (`content`, `schedule`, `exam`, `calc`,
//! `lookup`, `settings`, `config`)
//! knows no terminal, no database, no clock, no randomness and no file system.

pub mod calc;
pub mod check;
pub mod cli;
pub mod config;
pub mod content;
pub mod env;
pub mod exam;
#[cfg(test)]
mod fixtures;
pub mod fuzzy;
pub mod lookup;
pub mod phrase;
pub mod schedule;
pub mod settings;
pub mod store;
pub mod study;
pub mod tui;

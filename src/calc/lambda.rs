//! Lambda: concurrency and how it grows, retries, package and CPU, cost, and one sheet that holds a function against every
//! limit it meets.

mod concurrency;
mod cost;
mod events;
mod limits;
mod sizing;

use super::calculator::Calculator;

/// All calculators of Lambda.
pub(crate) const ALL: &[&[Calculator]] =
    &[concurrency::ALL, sizing::ALL, cost::ALL, events::ALL, limits::ALL];

const SERVICE: &str = "Lambda";

//! Calculators: exact arithmetic, worked steps, named mistakes, and problems drawn from them.
//!
//! Pure: numbers in, an answer out. `build.rs` shares these files to check the problems of the content; the modules it needs
//! are listed there a second time.

mod attributes;
mod calculator;
mod constants;
mod deployments;
mod dynamodb;
mod gateway;
mod identity;
mod input;
mod lambda;
mod messaging;
mod network;
mod observability;
mod patterns;
pub mod problem;
pub mod quantity;
mod ratio;
mod resilience;
mod storage;
mod table;
mod timeline;
mod unit;

pub use calculator::{Answer, Calculator, Mistake, Step};
pub use constants::Constants;
pub use input::{Given, Input, InputError, Inputs, Kind, Need};
pub use quantity::Amount;
pub use ratio::{NotANumber, Ratio};
pub use table::{all, calculator, nearest};
pub use timeline::{Point, Timeline};
pub use unit::{Measure, Unit, Value};

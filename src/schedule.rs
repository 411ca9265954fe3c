//! When an item is asked: the memory model behind one small interface, study days, today's queue and a session.
//!
//! Everything here is a function of the log, the settings and today: no clock, no randomness, no database.

mod day;
mod introduce;
mod memory;
mod model;
mod queue;
mod session;

pub use day::{Day, Moment, Rollover};
pub use introduce::{NewOrder, introduction_order, known_last};
pub use memory::{Answer, Grade, LEECH_LAPSES, Memory, Scheduler};
pub use model::{Model, ModelError, PARAMETERS, RETENTION_RANGE, Step, Strength};
pub use queue::{Asked, Entry, LeftOut, Mark, Pace, Queue, Situation, build};
pub use session::{RELEARN_GAP, Session};

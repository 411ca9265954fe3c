//! One SQLite file: the log of reviews and what is derived from it. The only module that knows rusqlite.

mod attempts;
mod derived;
mod doctor;
mod error;
mod id;
mod log;
mod lookup;
mod marks;
mod open;
mod seat;
mod sittings;
mod study;

use std::path::Path;

use rusqlite::Connection;

pub use attempts::NewAttempt;
pub use derived::DayTotal;
pub use doctor::Health;
pub use error::StoreError;
pub use id::LogId;
pub use log::{NewReview, Recorded, RetractionRow, ReviewRow, Via};
pub use lookup::settings_at;
pub use marks::Marks;
pub use seat::Seat;
pub use sittings::{SittingId, SittingRow, Stamp, StoredSitting};

/// The name of the database in the data directory.
pub const FILE_NAME: &str = "dva.sqlite3";

/// An open database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
}

impl Store {
    /// Opens the database at `path`, making it when there is none.
    ///
    /// A file of a newer dva, of another program, or that is no database is left byte for byte as it was.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { connection: open::open(path)? })
    }

    /// Copies the write-ahead log into the database: for idle moments, since it costs more than a commit.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        // Another process may be reading: then as much as possible is copied, which is fine.
        self.connection.query_row("pragma wal_checkpoint(passive)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Returns how the live connection writes: its `journal_mode` and `synchronous`.
    pub fn durability(&self) -> Result<(String, i64), StoreError> {
        let journal = self.connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
        let synchronous = self.connection.pragma_query_value(None, "synchronous", |row| row.get(0))?;
        Ok((journal, synchronous))
    }
}

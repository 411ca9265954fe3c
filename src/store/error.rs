//! What can go wrong with the database, in words that a learner can act on.

use std::io;
use std::path::PathBuf;

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::exam::{PaperError, ReplayError};
use crate::schedule::ModelError;

/// A failure of the store. Whatever it is, the file holds what it held before.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The folder or the file cannot be made or opened.
    #[error("cannot open {path}")]
    Open {
        /// The database or its folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The file is no SQLite database.
    #[error("{path} is not a database")]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The file is some other program's database.
    #[error("{path} belongs to another program")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file was written by a newer dva.
    #[error("{path} was written by a newer dva (format {found}; this one knows formats up to {known})")]
    Newer {
        /// The file.
        path: PathBuf,
        /// The format found.
        found: i64,
        /// The newest format this dva knows.
        known: i64,
    },
    /// The file or its folder cannot be written.
    #[error("the database cannot be written: it or its folder is read-only")]
    ReadOnly(#[source] rusqlite::Error),
    /// No room.
    #[error("the disk is full")]
    Full(#[source] rusqlite::Error),
    /// A write failed and SQLite cannot say that the disk is full: it is, or a quota is used up, or the disk fails.
    #[error("the disk takes nothing more")]
    Unwritten(#[source] rusqlite::Error),
    /// Another process held the file for too long.
    #[error("another program is using the database")]
    Busy(#[source] rusqlite::Error),
    /// SQLite found the file damaged.
    #[error("the database is damaged")]
    Damaged(#[source] rusqlite::Error),
    /// The log holds what the model cannot work with.
    #[error("the review log of `{item}` cannot be replayed")]
    Replay {
        /// The item's id.
        item: String,
        /// What the model said.
        #[source]
        source: ModelError,
    },
    /// Another terminal sits the sitting, or went on with it.
    #[error("this is being sat in another terminal")]
    SatElsewhere,
    /// The file that keeps two terminals from one sitting cannot be made or locked.
    #[error("cannot lock {path}")]
    Lock {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// A sitting is over: nothing can be added to it.
    #[error("the sitting is over")]
    SittingOver,
    /// A paper that is kept cannot be read.
    #[error("a stored paper cannot be read")]
    Paper(#[from] PaperError),
    /// A row of a sitting cannot be read.
    #[error("a stored sitting cannot be read")]
    Sitting(#[from] serde_json::Error),
    /// The events of a sitting do not fit its paper.
    #[error("a stored sitting cannot be replayed")]
    SittingReplay(#[from] ReplayError),
    /// Anything else that SQLite reports.
    #[error("the database failed")]
    Sqlite(#[source] rusqlite::Error),
}

impl StoreError {
    /// Returns the way out.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Open { .. } => {
                "choose another folder with --data-dir, or make this one readable and writable"
            }
            Self::NotADatabase { .. } => {
                "move the file away, or choose another folder with --data-dir; it was left as it is"
            }
            Self::Foreign { .. } => "choose another folder with --data-dir; the file was left as it is",
            Self::Newer { .. } => "update dva; the file was left as it is",
            Self::ReadOnly(_) => "make the folder and the file writable, or choose another with --data-dir",
            Self::Full(_) => "make room on the disk and answer again",
            Self::Unwritten(_) => "make room on the disk, or in your share of it, and answer again",
            Self::Busy(_) => "close the other program and answer again",
            Self::Damaged(_) => {
                "copy the file away before anything writes to it; `dva doctor` says what is damaged"
            }
            Self::Replay { .. } => "run `dva doctor` to see which reviews are affected",
            Self::SatElsewhere => "go on in the other terminal, or close it there first",
            Self::Lock { .. } => "make the data folder writable, or choose another with --data-dir",
            Self::SittingOver => "its report is kept; begin a new one",
            Self::Paper(PaperError::Newer(_)) => "update dva",
            Self::Paper(PaperError::Damaged(_)) | Self::Sitting(_) | Self::SittingReplay(_) => {
                "run `dva doctor` to check the file; reviews are not affected"
            }
            Self::Sqlite(_) => "run `dva doctor` to check the file",
        }
    }
}

impl From<rusqlite::types::FromSqlError> for StoreError {
    fn from(error: rusqlite::types::FromSqlError) -> Self {
        rusqlite::Error::from(error).into()
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly(error)
            }
            Some(ErrorCode::DiskFull) => Self::Full(error),
            Some(ErrorCode::SystemIoFailure) if is_write(&error) => Self::Unwritten(error),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(error),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error),
            _ => Self::Sqlite(error),
        }
    }
}

/// Whether it was a write that failed. SQLite itself calls only a device without space full.
fn is_write(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{
        SQLITE_IOERR_FSYNC, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE,
    };
    let code = error.sqlite_error().map(|error| error.extended_code);
    code.is_some_and(|code| {
        [SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_TRUNCATE].contains(&code)
    })
}

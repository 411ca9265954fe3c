//! One terminal a sitting: a lock that the system gives back when the program ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use super::{Store, StoreError};

/// The file that is locked, beside the database. It is empty, and stays when nobody sits.
const FILE_NAME: &str = "sitting.lock";

/// The right to sit. It is held as long as this value lives.
#[derive(Debug)]
pub struct Seat {
    _file: File,
}

impl Store {
    /// Takes the seat; [`StoreError::SatElsewhere`] while another terminal has it.
    ///
    /// A file system without locks lets everybody sit: then the events themselves keep two terminals apart, since the second
    /// to write an event is refused.
    pub fn take_seat(&self) -> Result<Seat, StoreError> {
        let database = Path::new(self.connection.path().unwrap_or_default());
        let path = database.with_file_name(FILE_NAME);
        let lock_error = |source| StoreError::Lock { path: path.clone(), source };
        let file = OpenOptions::new().append(true).create(true).open(&path).map_err(lock_error)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Err(StoreError::SatElsewhere),
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Seat { _file: file }),
        }
    }
}

//! Opening the file: first a look that changes nothing, then migrations, then the settings of the connection.

use std::io::Read;
use std::path::Path;
use std::time::Duration;
use std::{fs, io};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::StoreError;

/// Marks a file as dva's: "dva1" in ASCII.
const APPLICATION_ID: i64 = 0x6476_6131;

/// Every format there was, oldest first. A released one is never edited: a change is a new file at the end.
const MIGRATIONS: &[&str] = &[
    // The log, what is derived from it, the learner's marks, readings and settings.
    include_str!("migrations/001_log.sql"),
    // What was looked up, how often and when last.
    include_str!("migrations/002_lookup.sql"),
    // Mock exams and quizzes, and why questions were missed.
    include_str!("migrations/003_sittings.sql"),
    // Why items are held to be wrong.
    include_str!("migrations/004_disputes.sql"),
];

/// How long a write waits for another process.
const BUSY: Duration = Duration::from_secs(5);

/// Pages of log after which a commit copies them into the database, if no idle moment came before.
const CHECKPOINT_PAGES: u32 = 4_000;

/// Opens the database at `path` for reading and writing, making it when there is none.
pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    let open_error = |source| StoreError::Open { path: path.to_owned(), source };
    if exists(path).map_err(open_error)? {
        inspect(path)?;
    } else {
        create(path).map_err(open_error)?;
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    use_write_ahead_log(&connection)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    migrate(&mut connection)?;
    Ok(connection)
}

/// Opens a database to read it, and makes nothing: no file, no folder, no write-ahead log. `None` when there is none.
pub(super) fn open_to_read(path: &Path) -> Result<Option<Connection>, StoreError> {
    let open_error = |source| StoreError::Open { path: path.to_owned(), source };
    if !exists(path).map_err(open_error)? {
        return Ok(None);
    }
    if let Some(found) = format_in_header(path).filter(|&found| found > MIGRATIONS.len() as i64) {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: MIGRATIONS.len() as i64 });
    }
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(read_only_uri(path), flags)?;
    connection.busy_timeout(BUSY)?;
    match connection.pragma_query_value(None, "application_id", |row| row.get::<_, i64>(0)) {
        Ok(APPLICATION_ID) => Ok(Some(connection)),
        Ok(_) => Err(StoreError::Foreign { path: path.to_owned() }),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
            Err(StoreError::NotADatabase { path: path.to_owned() })
        }
        Err(error) => Err(error.into()),
    }
}

/// The file as a URI that SQLite opens for reading. While there is no write-ahead log, everything is in the file itself, and
/// SQLite is told so: otherwise it would make a log, and leave it.
fn read_only_uri(path: &Path) -> String {
    // https://www.sqlite.org/uri.html
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let has_log = fs::metadata(log).is_ok_and(|log| log.len() > 0);
    let encoded = path.as_os_str().as_encoded_bytes().iter().map(|&byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
        b'\\' if cfg!(windows) => "/".to_owned(),
        _ => format!("%{byte:02X}"),
    });
    let root = if cfg!(windows) && path.is_absolute() { "/" } else { "" };
    let immutable = if has_log { "" } else { "&immutable=1" };
    format!("file:{root}{}?mode=ro{immutable}", encoded.collect::<String>())
}

/// Whether there is anything in the file. An empty one is what a new database looks like.
fn exists(path: &Path) -> io::Result<bool> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Err(io::Error::from(io::ErrorKind::IsADirectory)),
        Ok(metadata) => Ok(metadata.len() > 0),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Looks at a file through a read-only connection, so that one which is not ours is left byte for byte as it was.
fn inspect(path: &Path) -> Result<(), StoreError> {
    let newer = |found| StoreError::Newer { path: path.to_owned(), found, known: MIGRATIONS.len() as i64 };
    // Even a connection that only reads leaves files beside a database with a write-ahead log, so the header comes first.
    if let Some(found) = format_in_header(path).filter(|&found| found > MIGRATIONS.len() as i64) {
        return Err(newer(found));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
    // One view of the file for all questions: another process may be making it right now.
    let connection = connection.unchecked_transaction()?;
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let application = match number("application_id") {
        Err(error) if is_hot(&error) && is_unfinished(path) => return Ok(()),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
            return Err(StoreError::NotADatabase { path: path.to_owned() });
        }
        application => application?,
    };
    let version = number("user_version")?;
    let tables: i64 = connection.query_row("select count(*) from sqlite_schema", [], |row| row.get(0))?;
    // A file that was made and not filled (a kill in between) has neither an id nor tables.
    if application != APPLICATION_ID && (application != 0 || version != 0 || tables != 0) {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    if version > MIGRATIONS.len() as i64 {
        return Err(newer(version));
    }
    Ok(())
}

/// The format that the header of dva's own file tells, as far as it is in the file and not still in the write-ahead log.
fn format_in_header(path: &Path) -> Option<i64> {
    // https://www.sqlite.org/fileformat2.html#the_database_header
    let header: [u8; 72] = beginning(path)?;
    let number = |at: usize| Some(i64::from(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?)));
    (header.starts_with(b"SQLite format 3\0") && number(68)? == APPLICATION_ID).then(|| number(60))?
}

/// Whether there is a journal to be rolled back, which a connection that only reads must not do.
fn is_hot(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_READONLY_ROLLBACK)
}

/// Whether the making of a database was cut short before it had a write-ahead log: its journal says that the file was empty
/// before. Opening it for writing makes it so again.
fn is_unfinished(path: &Path) -> bool {
    // https://www.sqlite.org/fileformat2.html#the_rollback_journal
    const MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    beginning::<20>(Path::new(&journal))
        .is_some_and(|header| header.starts_with(&MAGIC) && header.ends_with(&[0; 4]))
}

/// The first bytes of a file; `None` when it has fewer or cannot be read.
fn beginning<const N: usize>(path: &Path) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    fs::File::open(path).ok()?.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

/// Makes the folder and an empty file that only the learner can read.
fn create(path: &Path) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    let mut options = fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        builder.mode(0o700);
        options.mode(0o600);
    }
    builder.create(folder)?;
    options.open(path)?;
    Ok(())
}

/// Switches to a write-ahead log. Two processes that both do it for the first time can collide, which SQLite reports at
/// once instead of waiting: whoever loses tries again.
fn use_write_ahead_log(connection: &Connection) -> Result<(), StoreError> {
    let mut tries = 0;
    loop {
        match connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get::<_, String>(0)) {
            Ok(_) => return Ok(()),
            Err(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) && tries < 100 =>
            {
                tries += 1;
                std::thread::sleep(Duration::from_millis(10));
            }
            Err(error) => return Err(error.into()),
        }
    }
}

fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let version = |connection: &Connection| {
        connection.pragma_query_value(None, "user_version", |row| row.get::<_, usize>(0))
    };
    if version(connection)? == MIGRATIONS.len() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been quicker while this one waited.
    for migration in MIGRATIONS.iter().skip(version(&transaction)?) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", MIGRATIONS.len())?;
    transaction.commit()?;
    Ok(())
}

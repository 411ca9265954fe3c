//! Databases of many reviews, written straight into the tables: the log by bulk insert, the rest by `Store::rebuild`.

use std::path::Path;

use anyhow::Result;
use dva::content::shipped;
use dva::env::Env;
use dva::schedule::{Day, Grade, Model, PARAMETERS, Rollover, Scheduler};
use dva::settings::Settings;
use dva::store::{FILE_NAME, Store, Via};
use rusqlite::{Connection, params};

use super::synthetic::{answers, chance, moved_to};

/// The share of made-up items that are due: about what an evening finds after a day or two without study.
const DUE: f64 = 0.01;

/// The share of shipped items that are due: what piles up in a week without study.
const SHIPPED_DUE: f64 = 0.1;

/// The scheduler of a learner who has set nothing.
pub(crate) fn scheduler() -> Result<Scheduler> {
    Ok(Scheduler::new(Model::new(&PARAMETERS, Settings::default().retention)?))
}

/// The study day of a learner who has set nothing.
pub(crate) fn today() -> Day {
    Rollover(Settings::default().rollover.0).study_day(Env::from_process().now())
}

/// Writes a log of ten reviews for each of `items` items into a new database. What is derived is still missing.
///
/// The items that are shipped come first, every one of them seen; there are some thousands of them, so the rest is made-up
/// ids without content, which the tutor keeps and passes over.
pub(crate) fn write_log(folder: &Path, items: usize) -> Result<()> {
    let path = folder.join(FILE_NAME);
    drop(Store::open(&path)?);
    let mut connection = Connection::open(&path)?;
    // Nobody's history: a crash here would only mean to run the bench again.
    connection.execute_batch("pragma synchronous = off; pragma foreign_keys = off;")?;
    let transaction = connection.transaction()?;
    transaction.execute("insert into device (n, id, here) values (1, randomblob(16), 1)", [])?;
    {
        let mut item = transaction.prepare("insert into item (n, id) values (?, ?)")?;
        let mut review =
            transaction.prepare("insert into review values (?, ?, ?, 0, ?, ?, ?, ?, 1, null)")?;
        let (scheduler, today, mut chance) = (scheduler()?, today(), chance());
        let library = shipped::library();
        let shipped = library
            .items()
            .filter(|(index, _)| library.is_drilled(*index))
            .map(|(_, item)| (item.id.to_string(), SHIPPED_DUE));
        let made_up = (0..).map(|n| (format!("made.up.{n}"), DUE));
        for ((id, due), n) in shipped.chain(made_up).zip(1..=items) {
            let mut log = answers(&mut chance);
            if let Some(memory) = scheduler.replay(&id, log)? {
                moved_to(&mut log, &memory, today, due, &mut chance);
            }
            item.execute(params![n, id])?;
            for answer in log {
                let at = noon(answer.day);
                let bytes: [u8; 10] = rand::RngExt::random(&mut chance);
                let log_id = uuid::Builder::from_unix_timestamp_millis(at.unsigned_abs(), &bytes).into_uuid();
                let took = if answer.grade == Grade::Again { 14_000 } else { 6_000 };
                review.execute(params![
                    n,
                    log_id.as_bytes(),
                    at,
                    answer.day.0,
                    answer.grade as i64,
                    took,
                    Via::Drill as i64
                ])?;
            }
        }
    }
    transaction.commit()?;
    connection.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
    Ok(())
}

/// A moment of a study day, whatever the hour it begins at.
fn noon(day: Day) -> i64 {
    (i64::from(day.0) * 24 + 12) * 60 * 60 * 1000
}

/// Counts the reviews of a database.
pub(crate) fn reviews(folder: &Path) -> Result<i64> {
    let connection = Connection::open(folder.join(FILE_NAME))?;
    Ok(connection.query_row("select count(*) from review", [], |row| row.get(0))?)
}

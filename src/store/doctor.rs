//! The self-check: SQLite's own, then every log replayed and compared with what is stored.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::exam::{Mode, Score};
use crate::schedule::{Day, Memory, Scheduler};

use super::derived::{self, DayTotal, MEMORY_COLUMNS, memory_of, total_of};
use super::{LogId, Store, StoreError};

/// What the self-check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Health {
    /// Reviews in the log, standing or taken back.
    pub reviews: usize,
    /// Items with a standing review.
    pub items: usize,
    /// What SQLite says is damaged; empty when nothing is.
    pub damage: Vec<String>,
    /// Ids of items whose memory is not what their log makes.
    pub stale_memory: Vec<String>,
    /// Study days whose totals are not what the log makes.
    pub stale_days: Vec<Day>,
    /// Sittings, mock exams and quizzes.
    pub sittings: usize,
    /// What is wrong with those whose events make no sitting, or another score than the one kept.
    pub broken_sittings: Vec<String>,
}

impl Health {
    /// Whether everything is as it should be.
    pub fn is_sound(&self) -> bool {
        self.damage.is_empty()
            && self.stale_memory.is_empty()
            && self.stale_days.is_empty()
            && self.broken_sittings.is_empty()
    }
}

impl Store {
    /// Checks the file and compares everything derived with the log, to the last bit. Changes nothing.
    pub fn check(&self, scheduler: &Scheduler) -> Result<Health, StoreError> {
        let path = Path::new(self.connection.path().unwrap_or_default());
        // SQLite's own check takes as long as the replay: a worker with a connection of its own does it meanwhile.
        let (damage, compared) = std::thread::scope(|scope| {
            let worker = scope.spawn(|| integrity(path));
            let compared = derived::with_room(&self.connection, || {
                let mut health = self.compare(scheduler)?;
                self.replay_sittings(&mut health)?;
                Ok(health)
            });
            (worker.join().expect("the check returns its errors and does not panic"), compared)
        });
        match damage? {
            damage if damage.is_empty() => compared,
            // What was read from a damaged file says nothing.
            damage => Ok(Health { damage, ..Health::default() }),
        }
    }

    fn compare(&self, scheduler: &Scheduler) -> Result<Health, StoreError> {
        // One read transaction, so that another process cannot change things between the questions.
        let view = self.connection.unchecked_transaction()?;
        let mut health = Health {
            reviews: view.query_row("select count(*) from review", [], |row| row.get(0))?,
            ..Health::default()
        };
        let mut stored = stored_memory(&view)?;
        let mut totals = BTreeMap::<Day, DayTotal>::new();
        derived::replay_all(&view, scheduler, |item, id, reviews, memory| {
            let expected = memory.zip(reviews.last().map(|review| review.id));
            if stored.remove(&item) != expected {
                health.stale_memory.push(id.to_owned());
            }
            health.items += usize::from(expected.is_some());
            DayTotal::add_item(&mut totals, reviews);
            Ok(())
        })?;
        for item in stored.into_keys() {
            health
                .stale_memory
                .push(view.query_row("select id from item where n = ?", [item], |row| row.get(0))?);
        }
        let mut select = view.prepare("select answers, again, new, took_ms, day from day_total")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let day = Day(row.get(4)?);
            if totals.remove(&day) != Some(total_of(row, 0)?) {
                health.stale_days.push(day);
            }
        }
        health.stale_days.extend(totals.into_keys());
        Ok(health)
    }

    /// Replays every sitting, and scores again those that are over.
    fn replay_sittings(&self, health: &mut Health) -> Result<(), StoreError> {
        for row in self.sittings()? {
            health.sittings += 1;
            let kind = if row.mode == Mode::Quiz { "quiz" } else { "mock exam" };
            let name = format!("{kind} #{}", row.number);
            let fault = match self.sitting(row.id) {
                Ok(Some(stored)) => {
                    let differs = row.finished.is_some_and(|(_, kept)| kept != Score::of(&stored.sitting));
                    differs.then(|| "its answers make another score than the one kept".to_owned())
                }
                Ok(None) => None,
                Err(
                    error @ (StoreError::Paper(_) | StoreError::Sitting(_) | StoreError::SittingReplay(_)),
                ) => Some(error.to_string()),
                Err(error) => return Err(error),
            };
            health.broken_sittings.extend(fault.map(|fault| format!("{name}: {fault}")));
        }
        Ok(())
    }

    /// Returns what SQLite finds damaged in a file that may be too damaged to be opened otherwise. Changes nothing.
    pub fn damage(path: &Path) -> Result<Vec<String>, StoreError> {
        integrity(path)
    }

    /// Drops everything derived and makes it again from the log.
    pub fn rebuild(&mut self, scheduler: &Scheduler) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        derived::rebuild(&transaction, scheduler)?;
        transaction.commit()?;
        Ok(())
    }
}

/// What SQLite finds damaged in the file at `path`.
fn integrity(path: &Path) -> Result<Vec<String>, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    derived::with_room(&connection, || damage(&connection))
}

fn damage(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut damage = Vec::new();
    let mut select = connection.prepare("pragma integrity_check")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let line: String = row.get(0)?;
        if line != "ok" {
            damage.push(line);
        }
    }
    let mut select = connection.prepare("pragma foreign_key_check")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        damage.push(format!("a row of {} refers to nothing", row.get::<_, String>(0)?));
    }
    Ok(damage)
}

fn stored_memory(connection: &Connection) -> Result<HashMap<i64, (Memory, LogId)>, StoreError> {
    let mut select = connection.prepare(&format!("select item, newest, {MEMORY_COLUMNS} from memory"))?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, (memory_of(row, 2)?, row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

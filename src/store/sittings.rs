//! Sittings: begun, gone on with event by event, brought back, finished and listed.
//!
//! One event is one durable transaction, so a kill loses at most the second that was not written yet.

use std::collections::HashSet;

use rusqlite::{Connection, Row, Transaction, params};

use crate::exam::{Mode, Paper, Record, Score, Sitting};
use crate::schedule::{Day, Moment, Scheduler};

use super::attempts::{self, NewAttempt};
use super::log::device_key;
use super::{LogId, Store, StoreError};

/// A sitting's key in one database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SittingId(i64);

/// When something is written, and ten random bytes for its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Now.
    pub at: Moment,
    /// The study day of now.
    pub day: Day,
    /// Random bytes.
    pub random: [u8; 10],
}

/// A sitting without its paper and its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SittingRow {
    /// Its key.
    pub id: SittingId,
    /// Its number, from 1: mock exams and quizzes are counted each for themselves.
    pub number: usize,
    /// The blueprint's id; empty for a quiz without one.
    pub blueprint: String,
    /// How it is sat.
    pub mode: Mode,
    /// When it began.
    pub started: Moment,
    /// The study day on which it began.
    pub day: Day,
    /// When it was finished, in milliseconds since 1970, with its score; `None` while it goes on.
    pub finished: Option<(i64, Score)>,
}

/// A sitting brought back from its events.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredSitting {
    /// What the list shows of it.
    pub row: SittingRow,
    /// Its state.
    pub sitting: Sitting,
    /// The number that the next event gets.
    pub next: u32,
}

/// The columns of [`row_of`], in its order.
const COLUMNS: &str = "n, blueprint, mode, started, offset_minutes, day, finished, result";

impl Store {
    /// Begins a sitting. When this returns, its paper is on the disk.
    pub fn start_sitting(
        &mut self,
        paper: &Paper,
        mode: Mode,
        stamp: Stamp,
    ) -> Result<SittingId, StoreError> {
        let Stamp { at, day, random } = stamp;
        let transaction = self.begin()?;
        let device = device_key(&transaction, at, random)?;
        let newest: Option<LogId> =
            transaction.query_row("select max(id) from sitting", [], |row| row.get(0))?;
        let id = LogId::after(newest, at.utc_ms, random);
        // SQLite has no unsigned numbers: the same 64 bits.
        let seed = paper.seed.cast_signed();
        let Moment { utc_ms, offset_minutes } = at;
        transaction.execute(
            "insert into sitting (id, blueprint, mode, seed, paper, started, offset_minutes, day, device)
             values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                id,
                paper.blueprint,
                mode as i64,
                seed,
                paper.to_json(),
                utc_ms,
                offset_minutes,
                day.0,
                device
            ],
        )?;
        let n = transaction.last_insert_rowid();
        transaction.commit()?;
        Ok(SittingId(n))
    }

    /// Adds the event with number `n`, counted from 0. When this returns, it is on the disk, and may be applied and shown.
    ///
    /// [`StoreError::SatElsewhere`] when another process has added an event with this number.
    pub fn append_event(&mut self, id: SittingId, n: u32, record: &Record) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        append(&transaction, id, n, record)?;
        transaction.commit()?;
        Ok(())
    }

    /// Adds the event by which a quiz gives its verdict, together with the graded answer: both or neither.
    pub fn append_check(
        &mut self,
        scheduler: &Scheduler,
        id: SittingId,
        n: u32,
        record: &Record,
        (answer, stamp): (&NewAttempt, Stamp),
    ) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        append(&transaction, id, n, record)?;
        attempts::write(&transaction, scheduler, Mode::Quiz, answer, stamp)?;
        transaction.commit()?;
        Ok(())
    }

    /// Keeps the score of a sitting that is over, and logs the answers of a mock exam: all of it or nothing. A quiz's answers
    /// were logged as they were given. A sitting that is finished already keeps what it has.
    pub fn finish_sitting(
        &mut self,
        scheduler: &Scheduler,
        id: SittingId,
        sitting: &Sitting,
        stamp: Stamp,
    ) -> Result<Score, StoreError> {
        let transaction = self.begin()?;
        let kept: Option<String> =
            transaction.query_row("select result from sitting where n = ?", [id.0], |row| row.get(0))?;
        if let Some(kept) = kept {
            return Ok(serde_json::from_str(&kept)?);
        }
        let score = Score::of(sitting);
        transaction.execute(
            "update sitting set finished = ?, result = ? where n = ?",
            params![stamp.at.utc_ms, serde_json::to_string(&score)?, id.0],
        )?;
        if sitting.mode() != Mode::Quiz {
            for answer in NewAttempt::all_of(sitting) {
                attempts::write(&transaction, scheduler, sitting.mode(), &answer, stamp)?;
            }
        }
        transaction.commit()?;
        Ok(score)
    }

    /// Brings a sitting back as its events left it; `None` when there is none with this key.
    pub fn sitting(&self, id: SittingId) -> Result<Option<StoredSitting>, StoreError> {
        // One view of paper and events: another process may be writing.
        let view = self.connection.unchecked_transaction()?;
        let Some(row) = rows(&view)?.into_iter().find(|row| row.id == id) else { return Ok(None) };
        let paper: String =
            view.query_row("select paper from sitting where n = ?", [id.0], |row| row.get(0))?;
        let mut select =
            view.prepare_cached("select what, at, ran_ms from sitting_event where sitting = ? order by n")?;
        let mut events = select.query([id.0])?;
        let mut records = Vec::new();
        while let Some(event) = events.next()? {
            let what = serde_json::from_str(event.get_ref(0)?.as_str()?)?;
            records.push(Record { what, at_ms: event.get(1)?, ran_ms: event.get(2)? });
        }
        let paper = Paper::from_json(&paper)?;
        let sitting = Sitting::replay(paper, row.mode, row.started.utc_ms, &records)?;
        Ok(Some(StoredSitting { row, sitting, next: records.len() as u32 }))
    }

    /// Returns all sittings, oldest first.
    pub fn sittings(&self) -> Result<Vec<SittingRow>, StoreError> {
        rows(&self.connection)
    }

    /// Returns the ids of the questions that the last `count` mock exams showed, finished or not.
    pub fn recently_shown(&self, count: u32) -> Result<HashSet<String>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "select question.value ->> '$.id'
             from (select paper from sitting where mode <> ?1 order by id desc limit ?2),
               json_each(paper, '$.questions') as question",
        )?;
        let rows = select.query_map(params![Mode::Quiz as i64, count], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn append(transaction: &Transaction<'_>, id: SittingId, n: u32, record: &Record) -> Result<(), StoreError> {
    let (next, is_over) = transaction
        .prepare_cached(
            "select (select coalesce(max(n) + 1, 0) from sitting_event where sitting = ?1), finished is not null
             from sitting where n = ?1",
        )?
        .query_row([id.0], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, bool>(1)?)))?;
    if is_over {
        return Err(StoreError::SittingOver);
    }
    if next != n {
        return Err(StoreError::SatElsewhere);
    }
    transaction
        .prepare_cached("insert into sitting_event (sitting, n, what, at, ran_ms) values (?, ?, ?, ?, ?)")?
        .execute(params![id.0, n, serde_json::to_string(&record.what)?, record.at_ms, record.ran_ms])?;
    Ok(())
}

fn rows(connection: &Connection) -> Result<Vec<SittingRow>, StoreError> {
    let mut select = connection.prepare_cached(&format!("select {COLUMNS} from sitting order by id"))?;
    let mut rows = select.query([])?;
    let mut found: Vec<SittingRow> = Vec::new();
    while let Some(row) = rows.next()? {
        let mut row = row_of(row)?;
        let is_quiz = row.mode == Mode::Quiz;
        row.number = 1 + found.iter().filter(|other| (other.mode == Mode::Quiz) == is_quiz).count();
        found.push(row);
    }
    Ok(found)
}

fn row_of(row: &Row<'_>) -> Result<SittingRow, StoreError> {
    let finished: Option<i64> = row.get(6)?;
    let result: Option<String> = row.get(7)?;
    let score = result.map(|json| serde_json::from_str(&json)).transpose()?;
    Ok(SittingRow {
        id: SittingId(row.get(0)?),
        number: 0,
        blueprint: row.get(1)?,
        // A mode of a newer dva: the gentlest is taken for it.
        mode: Mode::from_repr(row.get(2)?).unwrap_or(Mode::Practice),
        started: Moment { utc_ms: row.get(3)?, offset_minutes: row.get(4)? },
        day: Day(row.get(5)?),
        finished: finished.zip(score),
    })
}

#[cfg(test)]
mod tests;

//! The log: graded answers, undo and redo. Each change is one durable transaction that also brings up to date what is
//! derived from the log.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use crate::exam::Certainty;
use crate::schedule::{Answer, Day, Grade, Memory, Moment, Scheduler};

use super::derived::{self, DayTotal};
use super::{LogId, Store, StoreError};

/// How an answer came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display, strum::FromRepr)]
#[strum(serialize_all = "lowercase")]
#[repr(i64)]
pub enum Via {
    /// A drill.
    Drill = 0,
    /// A quiz.
    Quiz = 1,
    /// A mock exam.
    Exam = 2,
    /// A generated problem.
    Problem = 3,
    /// Cramming: logged, but outside the plan.
    Cram = 4,
}

/// A graded answer to be recorded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NewReview<'a> {
    /// The item's id.
    pub item: &'a str,
    /// How well it went.
    pub grade: Grade,
    /// When.
    pub at: Moment,
    /// The study day of `at`.
    pub day: Day,
    /// How long the answer took.
    pub took_ms: i64,
    /// How it came about.
    pub via: Via,
    /// Whether the learner said "I know this".
    pub known: bool,
    /// What a problem was drawn from, and the answer that was typed.
    pub problem: Option<(u64, &'a str)>,
    /// Ten random bytes for the id.
    pub random: [u8; 10],
}

/// What the `detail` of a review may hold, as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Detail {
    /// Of a question: whether it was answered right, guessed or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) right: Option<bool>,
    /// Of a question: how sure the learner said they were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) certainty: Option<Certainty>,
    /// Of a question: whether a tool, or its topic, helped.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) aided: bool,
    /// Of a question: the ids of the options chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) chosen: Vec<String>,
    /// "I know this" was said.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) known: bool,
    /// What a problem was drawn from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) seed: Option<u64>,
    /// The answer that was typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) typed: String,
}

/// A change of the log, and what it made of the item.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// The item's id.
    pub item: String,
    /// The grade that was given, taken back or given again.
    pub grade: Grade,
    /// The item's memory now; `None` when no standing answer is left.
    pub memory: Option<Memory>,
}

/// A review as one row, for exchange between machines.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewRow {
    /// Its id.
    pub id: LogId,
    /// The item's id.
    pub item: String,
    /// When.
    pub at: Moment,
    /// The study day, as it was counted then.
    pub day: Day,
    /// How well it went.
    pub grade: Grade,
    /// How long the answer took.
    pub took_ms: i64,
    /// How it came about.
    pub via: i64,
    /// The device it was given on.
    pub device: [u8; 16],
    /// More, as JSON.
    pub detail: Option<String>,
}

/// An undo or a redo as one row, for exchange between machines.
#[derive(Debug, Clone, PartialEq)]
pub struct RetractionRow {
    /// Its id.
    pub id: LogId,
    /// The review it concerns.
    pub review: LogId,
    /// That review's item.
    pub item: String,
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    /// Whether the review is taken back by it, or stands again.
    pub undone: bool,
}

/// A standing review, as far as replay needs it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Standing {
    pub(super) id: LogId,
    pub(super) answer: Answer,
    pub(super) took_ms: i64,
    /// Whether it was given in a quiz or a mock, which makes the item a question.
    pub(super) is_test: bool,
    /// Whether a tool, or the topic, helped.
    pub(super) was_aided: bool,
}

impl Via {
    /// Whether a stored number is that of a quiz or a mock.
    pub(super) fn is_test(number: i64) -> bool {
        matches!(Self::from_repr(number), Some(Self::Quiz | Self::Exam))
    }
}

impl Store {
    /// Records a graded answer. When this returns, the answer is on the disk.
    pub fn grade(&mut self, scheduler: &Scheduler, review: &NewReview<'_>) -> Result<Recorded, StoreError> {
        let transaction = self.begin()?;
        let recorded = record(&transaction, scheduler, review, Detail::default())?;
        transaction.commit()?;
        Ok(recorded)
    }

    /// Takes back the newest standing answer; `None` when there is none. Answers in quizzes and mocks stand: their verdict was
    /// shown, and a report never changes.
    pub fn undo(
        &mut self,
        scheduler: &Scheduler,
        at: Moment,
        random: [u8; 10],
    ) -> Result<Option<Recorded>, StoreError> {
        let transaction = self.begin()?;
        let newest = transaction
            .query_row(
                "select item, newest from memory where exists
                   (select 1 from review
                    where review.item = memory.item and review.id = memory.newest and via not in (?, ?))
                 order by newest desc limit 1",
                [Via::Quiz as i64, Via::Exam as i64],
                |row| Ok((row.get::<_, i64>(0)?, row.get::<_, LogId>(1)?)),
            )
            .optional()?;
        let Some((item, review)) = newest else { return Ok(None) };
        retract(transaction, scheduler, item, review, (at, random), true).map(Some)
    }

    /// Gives the answer again that was taken back last; `None` when there is none, or when a new one was given since.
    pub fn redo(
        &mut self,
        scheduler: &Scheduler,
        at: Moment,
        random: [u8; 10],
    ) -> Result<Option<Recorded>, StoreError> {
        let transaction = self.begin()?;
        let undone = transaction
            .query_row(
                "select item, review, id from retraction r where undone = 1 and not exists
                   (select 1 from retraction later
                    where later.item = r.item and later.review = r.review and later.id > r.id)
                 order by id desc limit 1",
                [],
                |row| Ok((row.get::<_, i64>(0)?, row.get::<_, LogId>(1)?, row.get::<_, LogId>(2)?)),
            )
            .optional()?;
        let Some((item, review, retraction)) = undone else { return Ok(None) };
        let newest: Option<LogId> =
            transaction.query_row("select max(newest) from memory", [], |row| row.get(0))?;
        if newest.is_some_and(|newest| newest > retraction) {
            return Ok(None);
        }
        retract(transaction, scheduler, item, review, (at, random), false).map(Some)
    }

    /// Adds rows of other machines: the union of both logs. Rows that are here already change nothing.
    pub fn merge(
        &mut self,
        scheduler: &Scheduler,
        reviews: &[ReviewRow],
        retractions: &[RetractionRow],
    ) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        for row in reviews {
            let item = item_key(&transaction, &row.item)?;
            let device = foreign_device_key(&transaction, row.device)?;
            let Moment { utc_ms, offset_minutes } = row.at;
            let mut insert =
                transaction.prepare_cached("insert or ignore into review values (?,?,?,?,?,?,?,?,?,?)")?;
            let grade = row.grade as i64;
            insert.execute(params![
                item,
                row.id,
                utc_ms,
                offset_minutes,
                row.day.0,
                grade,
                row.took_ms,
                row.via,
                device,
                row.detail
            ])?;
        }
        for row in retractions {
            let item = item_key(&transaction, &row.item)?;
            let mut insert =
                transaction.prepare_cached("insert or ignore into retraction values (?, ?, ?, ?, ?)")?;
            insert.execute(params![row.id, row.review, item, row.at, row.undone])?;
        }
        derived::rebuild(&transaction, scheduler)?;
        transaction.commit()?;
        Ok(())
    }

    /// Returns the whole log, for exchange: reviews and retractions in the order of their ids.
    pub fn rows(&self) -> Result<(Vec<ReviewRow>, Vec<RetractionRow>), StoreError> {
        let mut select = self.connection.prepare(
            "select review.id, item.id, at, offset_minutes, day, grade, took_ms, via, device.id, detail
             from review join item on item.n = review.item join device on device.n = review.device order by review.id",
        )?;
        let reviews = select
            .query_map([], |row| {
                Ok(ReviewRow {
                    id: row.get(0)?,
                    item: row.get(1)?,
                    at: Moment { utc_ms: row.get(2)?, offset_minutes: row.get(3)? },
                    day: Day(row.get(4)?),
                    grade: derived::grade_of(row.get(5)?),
                    took_ms: row.get(6)?,
                    via: row.get(7)?,
                    device: row.get(8)?,
                    detail: row.get(9)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        let mut select = self.connection.prepare(
            "select retraction.id, review, item.id, at, undone
             from retraction join item on item.n = retraction.item order by retraction.id",
        )?;
        let retractions = select
            .query_map([], |row| {
                let (id, review, item) = (row.get(0)?, row.get(1)?, row.get(2)?);
                Ok(RetractionRow { id, review, item, at: row.get(3)?, undone: row.get(4)? })
            })?
            .collect::<Result<_, _>>()?;
        Ok((reviews, retractions))
    }

    pub(super) fn begin(&mut self) -> Result<Transaction<'_>, StoreError> {
        Ok(self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }
}

/// Writes a graded answer within a transaction that the caller commits.
pub(super) fn record(
    transaction: &Transaction<'_>,
    scheduler: &Scheduler,
    review: &NewReview<'_>,
    detail: Detail,
) -> Result<Recorded, StoreError> {
    let (seed, typed) = review.problem.unzip();
    let typed = typed.unwrap_or_default().to_owned();
    let detail = Detail { known: review.known, seed, typed, ..detail };
    let item = item_key(transaction, review.item)?;
    let device = device_key(transaction, review.at, review.random)?;
    let id = LogId::after(newest_id(transaction)?, review.at.utc_ms, review.random);
    let memory = change(transaction, scheduler, item, review.item, |transaction, log| {
        let json = (detail != Detail::default()).then(|| serde_json::json!(detail).to_string());
        let mut insert = transaction.prepare_cached(
            "insert into review (item, id, at, offset_minutes, day, grade, took_ms, via, device, detail)
             values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        let Moment { utc_ms, offset_minutes } = review.at;
        let (grade, via) = (review.grade as i64, review.via as i64);
        insert.execute(params![
            item,
            id,
            utc_ms,
            offset_minutes,
            review.day.0,
            grade,
            review.took_ms,
            via,
            device,
            json
        ])?;
        let answer = Answer { grade: review.grade, day: review.day, known: review.known };
        log.push(Standing {
            id,
            answer,
            took_ms: review.took_ms,
            is_test: Via::is_test(via),
            was_aided: detail.aided,
        });
        Ok(())
    })?;
    Ok(Recorded { item: review.item.to_owned(), grade: review.grade, memory })
}

fn retract(
    transaction: Transaction<'_>,
    scheduler: &Scheduler,
    item: i64,
    review: LogId,
    (at, random): (Moment, [u8; 10]),
    undone: bool,
) -> Result<Recorded, StoreError> {
    let name: String = transaction.query_row("select id from item where n = ?", [item], |row| row.get(0))?;
    let grade = transaction.query_row(
        "select grade from review where item = ? and id = ?",
        params![item, review],
        |row| row.get(0),
    )?;
    let id = LogId::after(newest_id(&transaction)?, at.utc_ms, random);
    let memory = change(&transaction, scheduler, item, &name, |transaction, log| {
        let mut insert = transaction.prepare_cached("insert into retraction values (?, ?, ?, ?, ?)")?;
        insert.execute(params![id, review, item, at.utc_ms, undone])?;
        *log = standing(transaction, item)?;
        Ok(())
    })?;
    transaction.commit()?;
    Ok(Recorded { item: name, grade: derived::grade_of(grade), memory })
}

/// Takes back all standing answers of an item; how many there were.
pub(super) fn retract_all(
    transaction: &Transaction<'_>,
    scheduler: &Scheduler,
    item: i64,
    name: &str,
    (at, random): (Moment, [u8; 10]),
) -> Result<usize, StoreError> {
    let mut taken = 0;
    change(transaction, scheduler, item, name, |transaction, log| {
        let mut insert = transaction.prepare_cached("insert into retraction values (?, ?, ?, ?, ?)")?;
        let mut newest = newest_id(transaction)?;
        for review in log.drain(..) {
            let id = LogId::after(newest, at.utc_ms, random);
            insert.execute(params![id, review.id, item, at.utc_ms, true])?;
            newest = newest.max(Some(id));
            taken += 1;
        }
        Ok(())
    })?;
    Ok(taken)
}

/// Makes a change to one item's log and brings its memory and the day totals up to date with it. `write` is handed the
/// standing reviews, to bring them up to date as well.
fn change(
    transaction: &Transaction<'_>,
    scheduler: &Scheduler,
    item: i64,
    name: &str,
    write: impl FnOnce(&Transaction<'_>, &mut Vec<Standing>) -> Result<(), StoreError>,
) -> Result<Option<Memory>, StoreError> {
    let mut after = standing(transaction, item)?;
    let before = DayTotal::of_item(&after);
    write(transaction, &mut after)?;
    let memory = derived::replay(scheduler, name, &after)?;
    derived::write_memory(transaction, item, memory.as_ref().zip(after.last().map(|review| review.id)))?;
    let mut totals = DayTotal::of_item(&after);
    for (day, total) in before {
        *totals.entry(day).or_default() -= total;
    }
    for (day, difference) in totals {
        derived::add_total(transaction, day, difference)?;
    }
    Ok(memory)
}

/// An item's reviews that were not taken back, in the order of their ids.
pub(super) fn standing(connection: &Connection, item: i64) -> Result<Vec<Standing>, StoreError> {
    let mut select = connection.prepare_cached(
        "select id, day, grade, took_ms, detail, via from review where item = ?1 and coalesce(
           (select undone from retraction where retraction.item = ?1 and retraction.review = review.id
            order by retraction.id desc limit 1), 0) = 0
         order by id",
    )?;
    let rows = select.query_map([item], |row| derived::standing_of(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The newest id of the log. A review that was taken back is older than its retraction, so standing ones and retractions do.
fn newest_id(connection: &Connection) -> Result<Option<LogId>, StoreError> {
    let mut select = connection
        .prepare_cached("select max(newest) from memory union all select max(id) from retraction")?;
    let newest =
        select.query_map([], |row| row.get::<_, Option<LogId>>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(newest.into_iter().flatten().max())
}

/// The short key of an item, made when it has none.
pub(super) fn item_key(connection: &Connection, id: &str) -> Result<i64, StoreError> {
    connection.prepare_cached("insert into item (id) values (?) on conflict do nothing")?.execute([id])?;
    Ok(connection.prepare_cached("select n from item where id = ?")?.query_row([id], |row| row.get(0))?)
}

/// The key of this device, which gets its id with its first review.
pub(super) fn device_key(connection: &Connection, at: Moment, random: [u8; 10]) -> Result<i64, StoreError> {
    let known = connection
        .prepare_cached("select n from device where here = 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    let id = LogId::after(None, at.utc_ms, random);
    connection.execute("insert into device (id, here) values (?, 1)", [id])?;
    Ok(connection.last_insert_rowid())
}

fn foreign_device_key(connection: &Connection, id: [u8; 16]) -> Result<i64, StoreError> {
    let insert = "insert into device (id, here) values (?, 0) on conflict do nothing";
    connection.prepare_cached(insert)?.execute([id])?;
    Ok(connection.prepare_cached("select n from device where id = ?")?.query_row([id], |row| row.get(0))?)
}

//! What is derived from the log, and can be dropped and made again: memory and day totals.

use std::collections::{BTreeMap, HashSet};
use std::ops::{AddAssign, SubAssign};

use rusqlite::{Connection, Row, Transaction, params};

use crate::exam::{TestAnswer, due_of};
use crate::schedule::{Answer, Day, Grade, Memory, Scheduler, Strength};

use super::log::{Detail, Standing};
use super::{LogId, StoreError, Via};

/// Standing reviews of one study day, counted. Answers in quizzes and mocks are not: they say nothing of recall, of the pace
/// of a drill, or of how many items were introduced.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DayTotal {
    /// Answers.
    pub answers: i64,
    /// Answers graded Again.
    pub again: i64,
    /// Items answered for the first time.
    pub new: i64,
    /// Time the answers took.
    pub took_ms: i64,
}

impl AddAssign for DayTotal {
    fn add_assign(&mut self, other: Self) {
        self.answers += other.answers;
        self.again += other.again;
        self.new += other.new;
        self.took_ms += other.took_ms;
    }
}

impl SubAssign for DayTotal {
    fn sub_assign(&mut self, Self { answers, again, new, took_ms }: Self) {
        *self += Self { answers: -answers, again: -again, new: -new, took_ms: -took_ms };
    }
}

impl DayTotal {
    /// What one item's standing reviews add to each day.
    pub(super) fn of_item(reviews: &[Standing]) -> BTreeMap<Day, Self> {
        let mut totals = BTreeMap::new();
        Self::add_item(&mut totals, reviews);
        totals
    }

    /// Adds one item's standing reviews to the days' totals.
    pub(super) fn add_item(totals: &mut BTreeMap<Day, Self>, reviews: &[Standing]) {
        for (n, Standing { answer, took_ms, is_test, .. }) in reviews.iter().enumerate() {
            if *is_test {
                continue;
            }
            *totals.entry(answer.day).or_default() += Self {
                answers: 1,
                again: i64::from(answer.grade == Grade::Again),
                new: i64::from(n == 0),
                took_ms: *took_ms,
            };
        }
    }
}

/// The grade of a stored number. The table's check lets 1 to 4 in.
pub(super) fn grade_of(number: i64) -> Grade {
    Grade::from_number(number).unwrap_or(Grade::Again)
}

/// Reads a standing review from its id, study day, grade, time, detail and via, from column `at` on.
pub(super) fn standing_of(row: &Row<'_>, at: usize) -> rusqlite::Result<Standing> {
    let detail = row.get_ref(at + 4)?.as_str_or_null()?;
    let detail: Detail = detail.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
    let (day, grade) = (Day(row.get(at + 1)?), grade_of(row.get(at + 2)?));
    Ok(Standing {
        id: row.get(at)?,
        answer: Answer { grade, day, known: detail.known },
        took_ms: row.get(at + 3)?,
        is_test: Via::is_test(row.get(at + 5)?),
        was_aided: detail.aided,
    })
}

/// Returns the memory that an item's standing reviews make.
///
/// An item that was asked in a quiz or a mock is a question, and questions are not drilled away: such an item is due when its
/// mistake has rested, and never while there is none.
pub(super) fn replay(
    scheduler: &Scheduler,
    id: &str,
    reviews: &[Standing],
) -> Result<Option<Memory>, StoreError> {
    let memory = scheduler
        .replay(id, reviews.iter().map(|review| review.answer))
        .map_err(|source| StoreError::Replay { item: id.to_owned(), source })?;
    if !reviews.iter().any(|review| review.is_test) {
        return Ok(memory);
    }
    let answers = reviews.iter().map(|review| TestAnswer {
        grade: review.answer.grade,
        day: review.answer.day,
        was_aided: review.was_aided,
    });
    let due = due_of(answers).unwrap_or(Day::NEVER);
    Ok(memory.map(|memory| Memory { due, relearning: false, ..memory }))
}

/// The columns of [`memory_of`], in its order.
pub(super) const MEMORY_COLUMNS: &str = "memory.stability, memory.difficulty, memory.due, memory.last, memory.reps, memory.lapses, memory.relearning";

/// Reads [`MEMORY_COLUMNS`] from column `at` on.
pub(super) fn memory_of(row: &Row<'_>, at: usize) -> rusqlite::Result<Memory> {
    // Written from f32, so reading as f64 and narrowing gives the same bits.
    let float = |n| row.get::<_, f64>(n).map(|value| value as f32);
    Ok(Memory {
        strength: Strength { stability: float(at)?, difficulty: float(at + 1)? },
        due: Day(row.get(at + 2)?),
        last: Day(row.get(at + 3)?),
        reps: row.get(at + 4)?,
        lapses: row.get(at + 5)?,
        relearning: row.get(at + 6)?,
    })
}

/// Writes an item's memory, or takes it away when no standing review is left.
pub(super) fn write_memory(
    connection: &Connection,
    item: i64,
    memory: Option<(&Memory, LogId)>,
) -> Result<(), StoreError> {
    let Some((memory, newest)) = memory else {
        connection.prepare_cached("delete from memory where item = ?")?.execute([item])?;
        return Ok(());
    };
    let Memory { strength, due, last, reps, lapses, relearning } = memory;
    let (stability, difficulty) = (f64::from(strength.stability), f64::from(strength.difficulty));
    connection
        .prepare_cached(
            "insert into memory (item, stability, difficulty, due, last, reps, lapses, relearning, newest)
             values (?, ?, ?, ?, ?, ?, ?, ?, ?)
             on conflict (item) do update set stability = excluded.stability, difficulty = excluded.difficulty,
               due = excluded.due, last = excluded.last, reps = excluded.reps, lapses = excluded.lapses,
               relearning = excluded.relearning, newest = excluded.newest",
        )?
        .execute(params![item, stability, difficulty, due.0, last.0, reps, lapses, relearning, newest])?;
    Ok(())
}

/// Adds a difference to a day's total; a day without answers keeps no row.
pub(super) fn add_total(connection: &Connection, day: Day, difference: DayTotal) -> Result<(), StoreError> {
    if difference == DayTotal::default() {
        return Ok(());
    }
    let DayTotal { answers, again, new, took_ms } = difference;
    connection
        .prepare_cached(
            "insert into day_total (day, answers, again, new, took_ms) values (?, ?, ?, ?, ?)
             on conflict (day) do update set answers = answers + excluded.answers, again = again + excluded.again,
               new = new + excluded.new, took_ms = took_ms + excluded.took_ms",
        )?
        .execute(params![day.0, answers, again, new, took_ms])?;
    if answers < 0 {
        connection.prepare_cached("delete from day_total where day = ? and answers = 0")?.execute([day.0])?;
    }
    Ok(())
}

/// Reads a day's total.
pub(super) fn total_of(row: &Row<'_>, at: usize) -> rusqlite::Result<DayTotal> {
    Ok(DayTotal {
        answers: row.get(at)?,
        again: row.get(at + 1)?,
        new: row.get(at + 2)?,
        took_ms: row.get(at + 3)?,
    })
}

/// Replays every item's log, in the order of items, and hands out what it makes of each.
///
/// A log that the model refuses ends the replay with an error that names the item.
pub(super) fn replay_all(
    connection: &Connection,
    scheduler: &Scheduler,
    mut each: impl FnMut(i64, &str, &[Standing], Option<Memory>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let retracted = retracted(connection)?;
    let mut select = connection.prepare(
        "select review.item, item.id, review.id, day, grade, took_ms, detail, via
         from review join item on item.n = review.item order by review.item, review.id",
    )?;
    let mut rows = select.query([])?;
    let mut current: Option<(i64, String)> = None;
    let mut reviews: Vec<Standing> = Vec::new();
    let mut finish = |item: &Option<(i64, String)>, reviews: &[Standing]| -> Result<(), StoreError> {
        let Some((n, id)) = item else { return Ok(()) };
        each(*n, id, reviews, replay(scheduler, id, reviews)?)
    };
    while let Some(row) = rows.next()? {
        let item: i64 = row.get(0)?;
        if current.as_ref().is_none_or(|(n, _)| *n != item) {
            finish(&current, &reviews)?;
            reviews.clear();
            current = Some((item, row.get(1)?));
        }
        if !retracted.contains(&row.get(2)?) {
            reviews.push(standing_of(row, 2)?);
        }
    }
    finish(&current, &reviews)
}

/// The reviews that are taken back.
fn retracted(connection: &Connection) -> Result<HashSet<LogId>, StoreError> {
    let mut select = connection.prepare("select review, undone from retraction order by id")?;
    let mut rows = select.query([])?;
    let mut retracted = HashSet::new();
    while let Some(row) = rows.next()? {
        let review: LogId = row.get(0)?;
        if row.get(1)? {
            retracted.insert(review)
        } else {
            retracted.remove(&review)
        };
    }
    Ok(retracted)
}

/// Drops everything derived and makes it again from the log.
pub(super) fn rebuild(transaction: &Transaction<'_>, scheduler: &Scheduler) -> Result<(), StoreError> {
    with_room(transaction, || remake(transaction, scheduler))
}

fn remake(transaction: &Transaction<'_>, scheduler: &Scheduler) -> Result<(), StoreError> {
    transaction.execute_batch("delete from memory; delete from day_total;")?;
    let mut totals = BTreeMap::<Day, DayTotal>::new();
    replay_all(transaction, scheduler, |item, _, reviews, memory| {
        DayTotal::add_item(&mut totals, reviews);
        write_memory(transaction, item, memory.as_ref().zip(reviews.last().map(|review| review.id)))
    })?;
    for (day, total) in totals {
        add_total(transaction, day, total)?;
    }
    Ok(())
}

/// Lets SQLite hold the pages of a large history in memory while `act` goes over all of it.
///
/// With the two megabytes that are enough for a drill, entries that come in random order, such as those of the indexes of
/// `memory`, throw each other's pages out.
pub(super) fn with_room<T>(
    connection: &Connection,
    act: impl FnOnce() -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let usual: i64 = connection.pragma_query_value(None, "cache_size", |row| row.get(0))?;
    connection.pragma_update(None, "cache_size", ROOM)?;
    let done = act();
    connection.pragma_update(None, "cache_size", usual)?;
    done
}

/// 64 MiB, as `cache_size` takes it: negative numbers are KiB.
const ROOM: i64 = -64 * 1024;

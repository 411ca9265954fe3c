//! The learner's own say on items: suspended, buried, flagged, disputed, noted; and starting an item afresh.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{OptionalExtension, Row, ToSql, params};

use crate::content::{ItemIndex, Library};
use crate::schedule::{Day, LEECH_LAPSES, Mark, Moment, Scheduler};

use super::log::{device_key, item_key};
use super::{Store, StoreError};

/// Everything the learner said of an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// What the queue goes by.
    pub mark: Mark,
    /// Marked, to find it again.
    pub flagged: bool,
    /// Held to be wrong.
    pub disputed: bool,
    /// What is held to be wrong, in the learner's words.
    pub objection: Option<String>,
    /// A note of their own.
    pub note: Option<String>,
}

/// The columns of [`marks_of`], in its order.
const MARK_COLUMNS: &str = "suspended, buried_until, flagged, disputed, note, objection";

/// Reads [`MARK_COLUMNS`] from column `at` on.
fn marks_of(row: &Row<'_>, at: usize) -> rusqlite::Result<Marks> {
    let mark = Mark { suspended: row.get(at)?, buried_until: row.get::<_, Option<i32>>(at + 1)?.map(Day) };
    let (flagged, disputed) = (row.get(at + 2)?, row.get(at + 3)?);
    Ok(Marks { mark, flagged, disputed, note: row.get(at + 4)?, objection: row.get(at + 5)? })
}

impl Store {
    /// Returns the learner's say on items, as far as the queue goes by it.
    pub fn queue_marks(&self, library: &Library) -> Result<HashMap<ItemIndex, Mark>, StoreError> {
        let marks = self.all_marks(library)?;
        Ok(marks.into_iter().map(|(item, marks)| (item, marks.mark)).collect())
    }

    /// Returns what the learner said of items, in course order.
    pub fn all_marks(&self, library: &Library) -> Result<BTreeMap<ItemIndex, Marks>, StoreError> {
        let sql = format!("select item.id, {MARK_COLUMNS} from mark join item on item.n = mark.item");
        let mut select = self.connection.prepare_cached(&sql)?;
        let mut rows = select.query([])?;
        let mut marks = BTreeMap::new();
        while let Some(row) = rows.next()? {
            if let Some(item) = library.find(row.get_ref(0)?.as_str()?) {
                marks.insert(item, marks_of(row, 1)?);
            }
        }
        Ok(marks)
    }

    /// Returns what the learner said of an item.
    pub fn marks(&self, item: &str) -> Result<Marks, StoreError> {
        let sql =
            format!("select {MARK_COLUMNS} from mark join item on item.n = mark.item where item.id = ?");
        let mut select = self.connection.prepare_cached(&sql)?;
        Ok(select.query_row([item], |row| marks_of(row, 0)).optional()?.unwrap_or_default())
    }

    /// Returns the items that were forgotten again and again, in course order.
    pub fn leeches(&self, library: &Library) -> Result<Vec<ItemIndex>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "select item.id from memory join item on item.n = memory.item where lapses >= ?",
        )?;
        let mut rows = select.query([LEECH_LAPSES])?;
        let mut leeches = Vec::new();
        while let Some(row) = rows.next()? {
            leeches.extend(library.find(row.get_ref(0)?.as_str()?));
        }
        leeches.sort();
        Ok(leeches)
    }

    /// Suspends an item, or has it asked again, leech or not.
    pub fn suspend(
        &mut self,
        item: &str,
        suspended: bool,
        at: Moment,
        random: [u8; 10],
    ) -> Result<(), StoreError> {
        self.mark(item, &[("suspended", &suspended)], at, random)
    }

    /// Puts an item off until `day`; none has it asked again.
    pub fn bury(
        &mut self,
        item: &str,
        until: Option<Day>,
        at: Moment,
        random: [u8; 10],
    ) -> Result<(), StoreError> {
        self.mark(item, &[("buried_until", &until.map(|day| day.0))], at, random)
    }

    /// Flags an item, or takes the flag away.
    pub fn flag(
        &mut self,
        item: &str,
        flagged: bool,
        at: Moment,
        random: [u8; 10],
    ) -> Result<(), StoreError> {
        self.mark(item, &[("flagged", &flagged)], at, random)
    }

    /// Records that the learner holds an item to be wrong, and what of it in their words, which may be empty; none says that
    /// they no longer do.
    pub fn dispute(
        &mut self,
        item: &str,
        objection: Option<&str>,
        at: Moment,
        random: [u8; 10],
    ) -> Result<(), StoreError> {
        let said = objection.filter(|objection| !objection.is_empty());
        self.mark(item, &[("disputed", &objection.is_some()), ("objection", &said)], at, random)
    }

    /// Keeps the learner's own note on an item; none takes it away.
    pub fn set_note(
        &mut self,
        item: &str,
        note: Option<&str>,
        at: Moment,
        random: [u8; 10],
    ) -> Result<(), StoreError> {
        self.mark(item, &[("note", &note)], at, random)
    }

    /// Sets columns, all of them or none.
    fn mark(
        &mut self,
        item: &str,
        values: &[(&str, &dyn ToSql)],
        at: Moment,
        random: [u8; 10],
    ) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        let item = item_key(&transaction, item)?;
        let device = device_key(&transaction, at, random)?;
        for (column, value) in values {
            let sql = format!(
                "insert into mark (item, {column}, device, at) values (?, ?, ?, ?) on conflict (item) do update
                 set {column} = excluded.{column}, device = excluded.device, at = excluded.at"
            );
            transaction.execute(&sql, params![item, value, device, at.utc_ms])?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Takes back all standing answers of an item, so that it is new again. The log keeps them, as it keeps every answer
    /// taken back. Returns how many there were.
    pub fn reset(
        &mut self,
        scheduler: &Scheduler,
        item: &str,
        at: Moment,
        random: [u8; 10],
    ) -> Result<usize, StoreError> {
        let transaction = self.begin()?;
        let n = item_key(&transaction, item)?;
        let taken = super::log::retract_all(&transaction, scheduler, n, item, (at, random))?;
        transaction.commit()?;
        Ok(taken)
    }
}

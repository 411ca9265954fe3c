//! What a drill asks of the database: what is due, what is unseen, what was read, and the settings.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, params};

use crate::content::{ItemIndex, Library};
use crate::schedule::{Asked, Day, Memory, Moment, Scheduler};
use crate::settings::Settings;

use super::derived::{self, DayTotal, MEMORY_COLUMNS, memory_of, total_of};
use super::log::item_key;
use super::{LogId, Store, StoreError};

/// Ids that one question to the database holds.
pub(super) const ASKED_AT_ONCE: usize = 256;

impl Store {
    /// Returns the items that are due on `today`; rows whose content is gone are kept and passed over.
    pub fn due(&self, library: &Library, today: Day) -> Result<Vec<Asked>, StoreError> {
        let sql = format!(
            "select item.id, {MEMORY_COLUMNS} from memory join item on item.n = memory.item where memory.due <= ?1
             union all
             select item.id, {MEMORY_COLUMNS} from memory join item on item.n = memory.item
             where memory.relearning = 1 and memory.due > ?1"
        );
        let mut select = self.connection.prepare_cached(&sql)?;
        let mut rows = select.query([today.0])?;
        let mut due = Vec::new();
        while let Some(row) = rows.next()? {
            if let Some(item) = library.find(row.get_ref(0)?.as_str()?) {
                due.push(Asked { item, memory: memory_of(row, 1)? });
            }
        }
        self.add_revised(library, today, &mut due)?;
        Ok(due)
    }

    /// An item whose answer changed since it was last seen is due once more.
    fn add_revised(&self, library: &Library, today: Day, due: &mut Vec<Asked>) -> Result<(), StoreError> {
        for (index, item) in library.items() {
            let Some(revised) = library.head(index).revised.map(Day::of).filter(|&day| day <= today) else {
                continue;
            };
            if let Some(memory) = self.memory(&item.id)?
                && memory.last < revised
                && !memory.is_due(today)
            {
                due.push(Asked { item: index, memory });
            }
        }
        Ok(())
    }

    /// Returns an item's memory.
    pub fn memory(&self, id: &str) -> Result<Option<Memory>, StoreError> {
        let sql = format!(
            "select {MEMORY_COLUMNS} from memory join item on item.n = memory.item where item.id = ?"
        );
        let mut select = self.connection.prepare_cached(&sql)?;
        Ok(select.query_row([id], |row| memory_of(row, 0)).optional()?)
    }

    /// Returns the memory of each of `items`, in their order; `None` for one without a standing answer.
    pub fn memories(
        &self,
        library: &Library,
        items: &[ItemIndex],
    ) -> Result<Vec<Option<Memory>>, StoreError> {
        let sql = format!(
            "select key, {MEMORY_COLUMNS} from json_each(?) join item on item.id = value
             join memory on memory.item = item.n"
        );
        let mut select = self.connection.prepare_cached(&sql)?;
        let mut memories = Vec::with_capacity(items.len());
        for chunk in items.chunks(ASKED_AT_ONCE) {
            let first = memories.len();
            memories.resize(first + chunk.len(), None);
            let mut rows = select.query([ids_of(library, chunk)])?;
            while let Some(row) = rows.next()? {
                memories[first + row.get::<_, usize>(0)?] = Some(memory_of(row, 1)?);
            }
        }
        Ok(memories)
    }

    /// Returns up to `at_most` of `order` that have no standing answer, in that order.
    pub fn unseen(
        &self,
        library: &Library,
        order: impl IntoIterator<Item = ItemIndex>,
        at_most: usize,
    ) -> Result<Vec<ItemIndex>, StoreError> {
        // Many ids a question: one by one, a learner who has seen nearly everything would wait for it.
        let order: Vec<ItemIndex> = order.into_iter().collect();
        let mut select = self.connection.prepare_cached(
            "select key from json_each(?) where not exists
               (select 1 from item join memory on memory.item = item.n where item.id = value)",
        )?;
        let mut unseen = Vec::new();
        for chunk in order.chunks(ASKED_AT_ONCE) {
            let mut rows = select.query([ids_of(library, chunk)])?;
            while let Some(row) = rows.next()? {
                unseen.push(chunk[row.get::<_, usize>(0)?]);
            }
            if unseen.len() >= at_most {
                unseen.truncate(at_most);
                break;
            }
        }
        Ok(unseen)
    }

    /// Returns the items with a standing answer on `day` as their last.
    pub fn answered_on(&self, library: &Library, day: Day) -> Result<HashSet<ItemIndex>, StoreError> {
        // Ids never run behind the clock, so the index of the newest ids narrows the search. A day begins at most 26 hours
        // before it does in UTC: 14 for the offset, and up to 12 that a learner travelled.
        let earliest = LogId::before((i64::from(day.0) * 24 - 26) * 60 * 60 * 1000);
        let mut select = self.connection.prepare_cached(
            "select item.id from memory join item on item.n = memory.item where newest >= ? and last = ?",
        )?;
        let mut rows = select.query(params![earliest, day.0])?;
        let mut answered = HashSet::new();
        while let Some(row) = rows.next()? {
            answered.extend(library.find(row.get_ref(0)?.as_str()?));
        }
        Ok(answered)
    }

    /// Returns the day's counted answers.
    pub fn day_total(&self, day: Day) -> Result<DayTotal, StoreError> {
        let mut select = self
            .connection
            .prepare_cached("select answers, again, new, took_ms from day_total where day = ?")?;
        Ok(select.query_row([day.0], |row| total_of(row, 0)).optional()?.unwrap_or_default())
    }

    /// Returns the counted answers of the study days from `first` to `last`, added up.
    pub fn total_between(&self, first: Day, last: Day) -> Result<DayTotal, StoreError> {
        let mut select = self.connection.prepare_cached(
            "select coalesce(sum(answers), 0), coalesce(sum(again), 0), coalesce(sum(new), 0), coalesce(sum(took_ms), 0)
             from day_total where day between ? and ?",
        )?;
        Ok(select.query_row([first.0, last.0], |row| total_of(row, 0))?)
    }

    /// Returns the counted answers of each study day from `first` to `last` that has any, in order.
    pub fn day_totals(&self, first: Day, last: Day) -> Result<Vec<(Day, DayTotal)>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "select day, answers, again, new, took_ms from day_total where day between ? and ? order by day",
        )?;
        let rows = select.query_map([first.0, last.0], |row| Ok((Day(row.get(0)?), total_of(row, 1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns how many items are due on each of the days from `first` to `last`, as scheduled now.
    pub fn due_between(&self, first: Day, last: Day) -> Result<usize, StoreError> {
        let mut select =
            self.connection.prepare_cached("select count(*) from memory where due between ? and ?")?;
        Ok(select.query_row([first.0, last.0], |row| row.get(0))?)
    }

    /// Returns the topics that were read, as indexes.
    pub fn read_topics(&self, library: &Library) -> Result<HashSet<usize>, StoreError> {
        let mut select = self.connection.prepare_cached("select topic from reading")?;
        let mut rows = select.query([])?;
        let mut read = HashSet::new();
        while let Some(row) = rows.next()? {
            read.extend(library.find_topic(row.get_ref(0)?.as_str()?));
        }
        Ok(read)
    }

    /// Records that a topic was read.
    pub fn read_topic(&mut self, topic: &str, at: Moment) -> Result<(), StoreError> {
        let insert = "insert into reading (topic, at) values (?, ?) on conflict do nothing";
        self.connection.execute(insert, params![topic, at.utc_ms])?;
        Ok(())
    }

    /// Records that a topic was read, or that it is to be read again.
    pub fn set_read(&mut self, topic: &str, read: bool, at: Moment) -> Result<(), StoreError> {
        if read {
            return self.read_topic(topic, at);
        }
        self.connection.execute("delete from reading where topic = ?", [topic])?;
        Ok(())
    }

    /// Returns a stored text by its key; settings are such texts, and what dva remembers for itself.
    pub fn value(&self, key: &str) -> Result<Option<String>, StoreError> {
        let mut select = self.connection.prepare_cached("select value from setting where key = ?")?;
        Ok(select.query_row([key], |row| row.get(0)).optional()?)
    }

    /// Returns the study settings.
    pub fn settings(&self, library: &Library) -> Result<Settings, StoreError> {
        let mut select = self.connection.prepare_cached("select key, value from setting")?;
        let pairs = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Settings::from_pairs(pairs.collect::<Result<Vec<_>, _>>()?, library))
    }

    /// Stores one setting. `rebuild` is given when the setting changes what memory the log makes.
    pub fn set(&mut self, key: &str, value: &str, rebuild: Option<&Scheduler>) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        transaction.execute("insert or replace into setting (key, value) values (?, ?)", [key, value])?;
        if let Some(scheduler) = rebuild {
            derived::rebuild(&transaction, scheduler)?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Gives the history of former ids to the items that took their place.
    pub fn adopt_former_ids(&mut self, library: &Library, scheduler: &Scheduler) -> Result<(), StoreError> {
        let former = library.former();
        let known = |store: &Self, id: &str| -> Result<bool, StoreError> {
            Ok(store.connection.prepare_cached("select 1 from item where id = ?")?.exists([id])?)
        };
        let mut found = Vec::new();
        for (old, index) in former {
            if known(self, old)? {
                found.push((old, &library.item(*index).id));
            }
        }
        if found.is_empty() {
            return Ok(());
        }
        let transaction = self.begin()?;
        for (old, new) in found {
            let (from, to) = (item_key(&transaction, old)?, item_key(&transaction, new)?);
            for table in ["review", "retraction"] {
                transaction.execute(&format!("update {table} set item = ? where item = ?"), [to, from])?;
            }
            for table in ["mark", "miss_reason"] {
                transaction
                    .execute(&format!("update or ignore {table} set item = ? where item = ?"), [to, from])?;
                transaction.execute(&format!("delete from {table} where item = ?"), [from])?;
            }
            transaction.execute("delete from memory where item = ?", [from])?;
            transaction.execute("delete from item where n = ?", [from])?;
        }
        derived::rebuild(&transaction, scheduler)?;
        transaction.commit()?;
        Ok(())
    }
}

/// The ids of items as one text, which SQL takes apart again: one question instead of hundreds.
pub(super) fn ids_of(library: &Library, items: &[ItemIndex]) -> String {
    let ids: Vec<&str> = items.iter().map(|&index| library.item(index).id.as_str()).collect();
    serde_json::json!(ids).to_string()
}

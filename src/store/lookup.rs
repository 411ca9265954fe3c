//! What a learner looks up: how often and when last. And what looking up needs of a database that it must not touch.

use std::path::Path;

use rusqlite::params;

use crate::content::{ItemIndex, Library};
use crate::schedule::Moment;
use crate::settings::Settings;

use super::{Store, StoreError, open};

/// Reads the study settings of the database at `path` and leaves everything as it is; the defaults where there is none.
pub fn settings_at(path: &Path, library: &Library) -> Result<Settings, StoreError> {
    match open::open_to_read(path)? {
        Some(connection) => Store { connection }.settings(library),
        None => Ok(Settings::default()),
    }
}

impl Store {
    /// Records that a fact was looked up.
    pub fn note_lookup(&mut self, fact: &str, at: Moment) -> Result<(), StoreError> {
        self.connection.execute(
            "insert into lookup (fact, times, at) values (?, 1, ?)
             on conflict (fact) do update set times = times + 1, at = max(at, excluded.at)",
            params![fact, at.utc_ms],
        )?;
        Ok(())
    }

    /// Returns up to `at_most` facts with how often each was looked up, the most frequent first; of those looked up equally
    /// often, the latest.
    pub fn frequent_lookups(
        &self,
        library: &Library,
        at_most: usize,
    ) -> Result<Vec<(ItemIndex, u32)>, StoreError> {
        self.lookups("select fact, times from lookup order by times desc, at desc, fact", library, at_most)
    }

    /// Returns up to `at_most` facts that were looked up, the latest first.
    pub fn recent_lookups(&self, library: &Library, at_most: usize) -> Result<Vec<ItemIndex>, StoreError> {
        let found =
            self.lookups("select fact, times from lookup order by at desc, fact", library, at_most)?;
        Ok(found.into_iter().map(|(item, _)| item).collect())
    }

    /// Rows whose content is gone are kept and passed over; a fact that was renamed goes by its new id.
    fn lookups(
        &self,
        sql: &str,
        library: &Library,
        at_most: usize,
    ) -> Result<Vec<(ItemIndex, u32)>, StoreError> {
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([])?;
        let mut found: Vec<(ItemIndex, u32)> = Vec::new();
        while let Some(row) = rows.next()? {
            let id = row.get_ref(0)?.as_str()?;
            let renamed = || library.former().iter().find(|(old, _)| old == id).map(|(_, item)| *item);
            let Some(item) = library.find(id).or_else(renamed) else { continue };
            if found.iter().all(|(other, _)| *other != item) {
                found.push((item, row.get(1)?));
            }
            if found.len() >= at_most {
                break;
            }
        }
        found.truncate(at_most);
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use rusqlite::Connection;
    use tempfile::TempDir;

    use super::super::FILE_NAME;
    use super::*;
    use crate::content::shipped;

    fn at(ms: i64) -> Moment {
        Moment { utc_ms: ms, offset_minutes: 60 }
    }

    /// A database as the first format left it, with a setting.
    fn first_format(folder: &TempDir) -> std::path::PathBuf {
        let path = folder.path().join(FILE_NAME);
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch(include_str!("migrations/001_log.sql")).unwrap();
        connection.execute("insert into setting (key, value) values ('exam', 'dva-c01')", []).unwrap();
        connection.execute("insert into item (id) values ('lambda.tmp.max')", []).unwrap();
        connection.pragma_update(None, "application_id", 0x6476_6131).unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
        path
    }

    #[test]
    fn the_first_format_is_brought_up_to_date_and_keeps_what_it_holds() {
        let folder = TempDir::new().unwrap();
        let path = first_format(&folder);
        let library = shipped::library();
        let mut store = Store::open(&path).unwrap();
        assert_eq!(store.settings(&library).unwrap().exam.as_deref(), Some("dva-c01"));
        store.note_lookup("lambda.tmp.max", at(1)).unwrap();
        drop(store);
        let store = Store::open(&path).unwrap();
        let version: i64 =
            store.connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert!(version >= 2, "{version}");
        assert_eq!(store.recent_lookups(&library, 9).unwrap(), [library.find("lambda.tmp.max").unwrap()]);
        let items: i64 =
            store.connection.query_row("select count(*) from item", [], |row| row.get(0)).unwrap();
        assert_eq!(items, 1);
    }

    #[test]
    fn look_ups_are_counted_and_the_last_one_is_kept() {
        let folder = TempDir::new().unwrap();
        let library = shipped::library();
        let mut store = Store::open(&folder.path().join(FILE_NAME)).unwrap();
        for (n, id) in ["sqs.delay.max", "lambda.tmp.max", "gone.fact", "sqs.delay.max", "sqs.batch.max"]
            .into_iter()
            .enumerate()
        {
            store.note_lookup(id, at(n as i64)).unwrap();
        }
        // A clock that went backwards makes nothing older.
        store.note_lookup("sqs.delay.max", at(-5)).unwrap();
        let item = |id| library.find(id).unwrap();
        assert_eq!(
            store.frequent_lookups(&library, 2).unwrap(),
            [(item("sqs.delay.max"), 3), (item("sqs.batch.max"), 1)]
        );
        assert_eq!(
            store.recent_lookups(&library, 9).unwrap(),
            [item("sqs.batch.max"), item("sqs.delay.max"), item("lambda.tmp.max")]
        );
        assert_eq!(store.recent_lookups(&library, 0).unwrap(), []);
    }

    #[test]
    fn settings_are_read_without_a_trace() {
        let folder = TempDir::new().unwrap();
        let library = shipped::library();
        let path = folder.path().join("a folder?#%").join(FILE_NAME);
        assert_eq!(settings_at(&path, &library).unwrap(), Settings::default());
        assert!(!path.parent().unwrap().exists(), "nothing is made to look something up");
        let mut store = Store::open(&path).unwrap();
        store.set("exam", "dva-c01", None).unwrap();
        // While it is open, the setting stands in the write-ahead log alone.
        assert_eq!(settings_at(&path, &library).unwrap().exam.as_deref(), Some("dva-c01"));
        drop(store);
        let names = || {
            let entries = fs::read_dir(path.parent().unwrap()).unwrap();
            let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
            names.sort();
            names
        };
        let (before, bytes) = (names(), fs::read(&path).unwrap());
        assert_eq!(settings_at(&path, &library).unwrap().exam.as_deref(), Some("dva-c01"));
        assert_eq!((names(), fs::read(&path).unwrap()), (before, bytes));
    }

    #[test]
    fn a_database_of_the_first_format_is_read_as_it_is() {
        let folder = TempDir::new().unwrap();
        let path = first_format(&folder);
        assert_eq!(settings_at(&path, &shipped::library()).unwrap().exam.as_deref(), Some("dva-c01"));
        let version: i64 = Connection::open(&path)
            .unwrap()
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        assert_eq!(version, 1);
    }

    #[test]
    fn what_is_no_database_of_ours_is_said() {
        let folder = TempDir::new().unwrap();
        let library = shipped::library();
        let path = folder.path().join(FILE_NAME);
        fs::write(&path, "no database, but long enough to be looked at").unwrap();
        assert!(matches!(settings_at(&path, &library), Err(StoreError::NotADatabase { .. })));
        fs::remove_file(&path).unwrap();
        Connection::open(&path).unwrap().execute_batch("create table other (x)").unwrap();
        assert!(matches!(settings_at(&path, &library), Err(StoreError::Foreign { .. })));
        let newer = Connection::open(&path).unwrap();
        newer.pragma_update(None, "application_id", 0x6476_6131).unwrap();
        newer.pragma_update(None, "user_version", 99).unwrap();
        drop(newer);
        assert!(matches!(settings_at(&path, &library), Err(StoreError::Newer { found: 99, .. })));
    }
}

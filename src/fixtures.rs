//! The content of `tests/fixtures/content` and studies on it, for tests beside the code.

use chrono::DateTime;
use tempfile::TempDir;

use crate::content::{Content, Library, Owner, read};
use crate::env::{Env, read_content};
use crate::store::{FILE_NAME, Store};
use crate::study::Study;

/// A Monday morning.
pub(crate) const MONDAY: &str = "2026-11-23T09:00:00+01:00";

/// The validated lists of the fixtures, without their problem, whose calculator rests on facts that are not there.
pub(crate) fn content() -> Content {
    let files = read_content("tests/fixtures/content".as_ref()).unwrap();
    let read = read(&files, Owner::Shipped, &Content::default());
    assert_eq!(read.problems, []);
    Content { problems: Vec::new(), ..read.content }
}

/// Studies on `content` with the database in `folder`, at `now`.
pub(crate) fn study_of(content: Content, folder: &TempDir, now: &str) -> Study {
    let store = Store::open(&folder.path().join(FILE_NAME)).unwrap();
    let env = Env::fixed(DateTime::parse_from_rfc3339(now).unwrap(), 1);
    Study::of(env, store, Library::new(content)).unwrap()
}

/// Studies on the fixtures.
pub(crate) fn study(folder: &TempDir, now: &str) -> Study {
    study_of(content(), folder, now)
}

//! Databases of earlier formats: they open, keep what they held, and can do what is new.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;

use dva::content::shipped;
use dva::exam::{Event, Mode, QuestionHistory, Record, Selection};
use dva::schedule::{Day, Model, Moment, PARAMETERS, Scheduler};
use dva::store::{Stamp, Store};
use rusqlite::Connection;
use tempfile::TempDir;

/// Makes a file as the first format had it, with two answers, one of them taken back, a mark and a setting.
fn first_format(path: &Path) {
    let connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "journal_mode", "wal").unwrap();
    connection.execute_batch(include_str!("../src/store/migrations/001_log.sql")).unwrap();
    connection
        .execute_batch(
            "pragma application_id = 0x64766131;
             pragma user_version = 1;
             insert into item values (1, 'lambda.timeout.max');
             insert into device values (1, x'00000000000000000000000000000001', 1);
             insert into review values (1, x'0198000000007000800000000000000a', 1754006400000, 60, 20300, 3, 4000, 0, 1, null),
                                       (1, x'0198000000017000800000000000000b', 1754006400001, 60, 20301, 1, 5000, 0, 1, null);
             insert into retraction values (x'0198000000027000800000000000000c', x'0198000000017000800000000000000b', 1,
                                            1754006400002, 1);
             insert into mark (item, flagged, note, device, at) values (1, 1, 'mine', 1, 1754006400003);
             insert into setting values ('minutes', '7');",
        )
        .unwrap();
}

#[test]
fn the_first_format_is_brought_up_to_date_and_keeps_all_it_held() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("dva.sqlite3");
    first_format(&path);
    let mut store = Store::open(&path).unwrap();
    let scheduler = Scheduler::new(Model::new(&PARAMETERS, 0.9).unwrap());
    store.rebuild(&scheduler).unwrap();
    assert!(store.check(&scheduler).unwrap().is_sound());
    let (reviews, retractions) = store.rows().unwrap();
    assert_eq!((reviews.len(), retractions.len()), (2, 1));
    let memory = store.memory("lambda.timeout.max").unwrap().unwrap();
    assert_eq!((memory.reps, memory.last, memory.relearning), (1, Day(20_300), false));
    let marks = store.marks("lambda.timeout.max").unwrap();
    assert_eq!((marks.flagged, marks.note.as_deref()), (true, Some("mine")));
    assert_eq!(store.value("minutes").unwrap().as_deref(), Some("7"));
    let at = Moment { utc_ms: 1_754_090_000_000, offset_minutes: 60 };
    store.dispute("lambda.timeout.max", Some("it was raised"), at, [4; 10]).unwrap();
    let marks = store.marks("lambda.timeout.max").unwrap();
    assert_eq!((marks.disputed, marks.objection.as_deref()), (true, Some("it was raised")));
    assert_eq!(marks.note.as_deref(), Some("mine"), "what was said before stays");

    let library = shipped::library();
    let quiz =
        Selection::default().paper("All", (&library, None), &QuestionHistory::default(), 5, 1).unwrap();
    let at = Moment { utc_ms: 1_754_100_000_000, offset_minutes: 60 };
    let stamp = Stamp { at, day: Day(20_302), random: [3; 10] };
    let id = store.start_sitting(&quiz, Mode::Quiz, stamp).unwrap();
    let record = Record { what: Event::Tick, at_ms: at.utc_ms, ran_ms: 0 };
    store.append_event(id, 0, &record).unwrap();
    let stored = Store::open(&path).unwrap().sitting(id).unwrap().unwrap();
    assert_eq!((stored.next, stored.sitting.paper()), (1, &quiz));
}

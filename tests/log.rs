//! Laws of the log: memory is what replay makes of it, whatever was graded, taken back, given again and merged.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use chrono::DateTime;
use dva::schedule::{Answer, Day, Grade, Memory, Model, Moment, PARAMETERS, Rollover, Scheduler};
use dva::store::{NewReview, Store, Via};
use proptest::prelude::*;
use tempfile::TempDir;

fn scheduler() -> Scheduler {
    Scheduler::new(Model::new(&PARAMETERS, 0.9).unwrap())
}

/// A database in a folder of its own, and bytes that differ each time.
struct Machine {
    folder: TempDir,
    store: Store,
    scheduler: Scheduler,
    random: u64,
}

impl Machine {
    fn new(seed: u64) -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&folder.path().join("dva.sqlite3")).unwrap();
        Self { folder, store, scheduler: scheduler(), random: seed << 32 }
    }

    fn restart(&mut self) {
        self.store = Store::open(&self.folder.path().join("dva.sqlite3")).unwrap();
    }

    fn bytes(&mut self) -> [u8; 10] {
        self.random += 1;
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&self.random.to_be_bytes());
        bytes
    }

    fn grade(&mut self, item: &str, grade: Grade, at: Moment, day: Day) {
        let random = self.bytes();
        let review = NewReview {
            item,
            grade,
            at,
            day,
            took_ms: 1_500,
            via: Via::Drill,
            known: false,
            problem: None,
            random,
        };
        self.store.grade(&self.scheduler, &review).unwrap();
    }

    fn undo(&mut self, at: Moment) -> Option<String> {
        let random = self.bytes();
        self.store.undo(&self.scheduler, at, random).unwrap().map(|recorded| recorded.item)
    }

    fn redo(&mut self, at: Moment) -> Option<String> {
        let random = self.bytes();
        self.store.redo(&self.scheduler, at, random).unwrap().map(|recorded| recorded.item)
    }

    fn memory(&self, item: &str) -> Option<Memory> {
        self.store.memory(item).unwrap()
    }

    fn assert_sound(&self) {
        let health = self.store.check(&self.scheduler).unwrap();
        assert!(health.is_sound(), "{health:?}");
    }
}

/// Noon, UTC, of a study day.
fn noon(day: i32) -> (Moment, Day) {
    (Moment { utc_ms: i64::from(day) * 86_400_000 + 43_200_000, offset_minutes: 0 }, Day(day))
}

const ITEMS: [&str; 4] = ["a.one", "a.two", "a.three#1", "a.three#2"];

#[derive(Debug, Clone)]
enum Act {
    Grade(usize, Grade),
    Undo,
    Redo,
    Days(i32),
    Restart,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (0..ITEMS.len(), prop::sample::select(Grade::ALL.to_vec())).prop_map(|(item, grade)| Act::Grade(item, grade)),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
        2 => (-2..30).prop_map(Act::Days),
        1 => Just(Act::Restart),
    ]
}

/// What the log should be: answers that stand, and those taken back that can be given again.
#[derive(Default)]
struct Expected {
    standing: Vec<(usize, Answer)>,
    undone: Vec<(usize, Answer)>,
}

impl Expected {
    fn memory(&self, item: usize) -> Option<Memory> {
        let answers = self.standing.iter().filter(|(of, _)| *of == item).map(|(_, answer)| *answer);
        scheduler().replay(ITEMS[item], answers).unwrap()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn memory_is_replay_after_any_grades_undos_redos_and_restarts(acts in prop::collection::vec(act(), 1..40)) {
        let mut machine = Machine::new(1);
        let mut expected = Expected::default();
        let mut day = 20_000;
        for act in acts {
            let (at, today) = noon(day);
            match act {
                Act::Grade(item, grade) => {
                    machine.grade(ITEMS[item], grade, at, today);
                    expected.standing.push((item, Answer { grade, day: today, known: false }));
                    expected.undone.clear();
                }
                Act::Undo => {
                    let last = expected.standing.pop();
                    prop_assert_eq!(machine.undo(at), last.map(|(item, _)| ITEMS[item].to_owned()));
                    expected.undone.extend(last);
                }
                Act::Redo => {
                    let last = expected.undone.pop();
                    prop_assert_eq!(machine.redo(at), last.map(|(item, _)| ITEMS[item].to_owned()));
                    expected.standing.extend(last);
                }
                Act::Days(days) => day += days,
                Act::Restart => machine.restart(),
            }
            for (n, item) in ITEMS.iter().enumerate() {
                prop_assert_eq!(machine.memory(item), expected.memory(n));
            }
        }
        machine.assert_sound();
        let total = machine.store.total_between(Day(0), Day(100_000)).unwrap();
        prop_assert_eq!(total.answers as usize, expected.standing.len());
        let failed = expected.standing.iter().filter(|(_, answer)| answer.grade == Grade::Again).count();
        prop_assert_eq!(total.again as usize, failed);
    }

    #[test]
    fn three_machines_that_exchange_logs_in_any_order_end_equal(
        acts in prop::collection::vec((0..3_usize, act()), 1..40),
        order in Just(vec![(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1), (0, 1), (1, 2), (2, 0)]).prop_shuffle(),
    ) {
        let mut machines = [Machine::new(1), Machine::new(2), Machine::new(3)];
        let mut day = 20_000;
        for (on, act) in acts {
            let (at, today) = noon(day);
            match act {
                Act::Grade(item, grade) => machines[on].grade(ITEMS[item], grade, at, today),
                Act::Undo => _ = machines[on].undo(at),
                Act::Redo => _ = machines[on].redo(at),
                Act::Days(days) => day += days,
                Act::Restart => machines[on].restart(),
            }
        }
        // Whatever the order, in the end everybody has heard from everybody.
        for (from, to) in order.into_iter().chain([(0, 1), (1, 2), (2, 0), (2, 1)]) {
            let (reviews, retractions) = machines[from].store.rows().unwrap();
            let Machine { store, scheduler, .. } = &mut machines[to];
            store.merge(scheduler, &reviews, &retractions).unwrap();
            store.merge(scheduler, &reviews, &retractions).unwrap();
        }
        let [one, others @ ..] = &machines;
        one.assert_sound();
        for other in others {
            other.assert_sound();
            prop_assert_eq!(one.store.rows().unwrap(), other.store.rows().unwrap());
            for item in ITEMS {
                prop_assert_eq!(one.memory(item), other.memory(item));
            }
        }
    }
}

#[test]
fn memory_changed_behind_dvas_back_is_found_and_made_again() {
    let mut machine = Machine::new(1);
    for day in 0..5 {
        let (at, today) = noon(20_000 + 3 * day);
        machine.grade("a.one", Grade::Good, at, today);
        machine.grade("a.two", Grade::Hard, at, today);
    }
    let before = machine.memory("a.one");
    let other = rusqlite::Connection::open(machine.folder.path().join("dva.sqlite3")).unwrap();
    other
        .execute_batch("update memory set due = due + 1 where item = 1; delete from memory where item = 2;")
        .unwrap();
    other
        .execute_batch(
            "update day_total set answers = 9 where day = 20003; delete from day_total where day = 20006;",
        )
        .unwrap();
    let health = machine.store.check(&machine.scheduler).unwrap();
    assert_eq!(health.stale_memory, ["a.one", "a.two"]);
    assert_eq!(health.stale_days, [Day(20_003), Day(20_006)]);
    machine.store.rebuild(&machine.scheduler).unwrap();
    machine.assert_sound();
    assert_eq!(machine.memory("a.one"), before);
}

/// A moment told with its own offset, as a clock on the wall shows it.
fn wall(text: &str) -> Moment {
    let time = DateTime::parse_from_rfc3339(text).unwrap();
    Moment { utc_ms: time.timestamp_millis(), offset_minutes: time.offset().local_minus_utc() / 60 }
}

/// Grades one item at these moments and returns the elapsed days that memory was made from.
fn elapsed_days(moments: &[&str]) -> Vec<u32> {
    let mut machine = Machine::new(1);
    let mut elapsed = Vec::new();
    for moment in moments {
        let (at, day) = (wall(moment), Rollover(4).study_day(wall(moment)));
        elapsed.push(machine.memory("a.one").map_or(0, |memory| memory.elapsed(day)));
        machine.grade("a.one", Grade::Good, at, day);
    }
    machine.assert_sound();
    let reviews = machine.store.rows().unwrap().0;
    assert_eq!(reviews.len(), moments.len(), "no review is lost or doubled");
    let offsets: Vec<i32> = reviews.iter().map(|review| review.at.offset_minutes).collect();
    assert_eq!(offsets, moments.iter().map(|moment| wall(moment).offset_minutes).collect::<Vec<_>>());
    elapsed
}

#[test]
fn the_rollover_hour_parts_two_study_days() {
    assert_eq!(
        elapsed_days(&[
            "2026-11-22T03:59:00+01:00",
            "2026-11-22T04:01:00+01:00",
            "2026-11-23T03:59:00+01:00"
        ]),
        [0, 1, 0]
    );
}

#[test]
fn both_changes_to_and_from_summer_time_count_whole_days() {
    let spring = ["2026-03-28T09:00:00+01:00", "2026-03-29T09:00:00+02:00", "2026-03-30T03:00:00+02:00"];
    assert_eq!(elapsed_days(&spring), [0, 1, 0]);
    let autumn = [
        "2026-10-24T23:00:00+02:00",
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00",
        "2026-10-25T09:00:00+01:00",
    ];
    assert_eq!(elapsed_days(&autumn), [0, 0, 0, 1]);
}

#[test]
fn travel_of_twelve_hours_never_gives_negative_time() {
    // A flight west: the wall clock goes back into the day before.
    assert_eq!(
        elapsed_days(&[
            "2026-11-22T05:00:00+12:00",
            "2026-11-21T20:00:00+00:00",
            "2026-11-22T20:00:00+00:00"
        ]),
        [0, 0, 0]
    );
    // And east: a day is skipped on the wall.
    assert_eq!(elapsed_days(&["2026-11-22T20:00:00+00:00", "2026-11-23T09:30:00+12:00"]), [0, 1]);
}

#[test]
fn a_clock_set_back_two_days_counts_as_the_same_day() {
    let moments = ["2026-11-22T09:00:00+01:00", "2026-11-20T09:00:00+01:00", "2026-11-23T09:00:00+01:00"];
    assert_eq!(elapsed_days(&moments), [0, 0, 1]);
}

#[test]
fn an_undo_after_the_clock_was_set_back_takes_the_last_answer() {
    let mut machine = Machine::new(1);
    let (late, early) = (noon(20_002), noon(20_000));
    machine.grade("a.one", Grade::Good, late.0, late.1);
    machine.grade("a.two", Grade::Good, early.0, early.1);
    assert_eq!(machine.undo(early.0).as_deref(), Some("a.two"));
    assert_eq!(machine.undo(early.0).as_deref(), Some("a.one"));
    assert_eq!(machine.redo(early.0).as_deref(), Some("a.one"));
    assert_eq!(machine.redo(early.0).as_deref(), Some("a.two"));
    assert_eq!(machine.redo(early.0), None);
}

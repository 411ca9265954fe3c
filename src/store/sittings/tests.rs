//! Sittings on the disk: what a kill leaves, what two processes may do, and what becomes of the answers.

use std::collections::{BTreeMap, HashSet};

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use tempfile::TempDir;

use crate::content::Library;
use crate::exam::{
    Assembly, Certainty, Change, Drawn, Event, Finish, Reason, Report, Selection, Verdict, fixtures,
    mistake_of,
};
use crate::schedule::{Grade, Model, PARAMETERS};
use crate::store::{NewReview, Via};

use super::*;

const SECOND: i64 = 1_000;

fn scheduler() -> Scheduler {
    Scheduler::new(Model::new(&PARAMETERS, 0.9).unwrap())
}

fn stamp(day: i32) -> Stamp {
    let at = Moment { utc_ms: i64::from(day) * 86_400_000 + 43_200_000, offset_minutes: 60 };
    Stamp { at, day: Day(day), random: [7; 10] }
}

/// A terminal in which a sitting goes on.
struct Terminal {
    folder: TempDir,
    store: Store,
    id: SittingId,
    sitting: Sitting,
    next: u32,
    at_ms: i64,
}

impl Terminal {
    fn begin(paper: Paper, mode: Mode) -> Self {
        let folder = TempDir::new().unwrap();
        let mut store = open(&folder);
        let id = store.start_sitting(&paper, mode, stamp(20_000)).unwrap();
        let at_ms = stamp(20_000).at.utc_ms;
        Self { sitting: Sitting::new(paper, mode, at_ms), folder, store, id, next: 0, at_ms }
    }

    /// Stores an event, then applies it.
    fn event(&mut self, what: Event, ran_ms: i64) {
        self.at_ms += ran_ms;
        let record = Record { what, at_ms: self.at_ms, ran_ms };
        self.sitting.accept(&record.what).unwrap();
        self.store.append_event(self.id, self.next, &record).unwrap();
        self.sitting.apply(&record).unwrap();
        self.next += 1;
    }

    fn choose(&mut self, question: usize, option: u8) {
        self.event(Event::Choose { question: question as u16, option, chosen: true }, 0);
    }

    /// The program ends as a kill ends it, and is started again `away_ms` later.
    fn kill(&mut self, away_ms: i64) {
        self.store = open(&self.folder);
        let stored = self.store.sitting(self.id).unwrap().unwrap();
        assert_eq!((&stored.sitting, stored.next), (&self.sitting, self.next));
        self.sitting = stored.sitting;
        self.at_ms += away_ms;
        self.event(Event::Resume, 0);
    }

    fn finish(&mut self, day: i32) -> Score {
        self.store.finish_sitting(&scheduler(), self.id, &self.sitting, stamp(day)).unwrap()
    }
}

fn open(folder: &TempDir) -> Store {
    Store::open(&folder.path().join("dva.sqlite3")).unwrap()
}

/// A full paper.
fn paper() -> (Library, Paper) {
    let library = fixtures::library(120);
    let bank = fixtures::bank("dva-c02", 120);
    let recent = HashSet::new();
    let blueprint = library.blueprint("dva-c02").unwrap();
    let (length, seed) = (blueprint.questions, u64::MAX);
    let assembly =
        Assembly { blueprint, bank: &bank, recent: &recent, length, unscored: true, extra_minutes: 0, seed };
    let paper = assembly.assemble().unwrap();
    (library, paper)
}

/// The keys of a question, or as many options from the other end.
fn options(paper: &Paper, question: usize, right: bool) -> Vec<u8> {
    let of = |key: bool| {
        let options = paper.questions[question].options.iter().enumerate();
        options.filter(move |(_, option)| option.key == key).map(|(n, _)| n as u8)
    };
    of(right).take(of(true).count()).collect()
}

#[test]
fn a_full_mock_with_two_hundred_kills_ends_as_if_there_had_been_none() {
    let (_, paper) = paper();
    let mut terminal = Terminal::begin(paper.clone(), Mode::Practice);
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let (mut kills, mut seconds, mut right) = (0, 0, Vec::new());
    for question in 0..65 {
        terminal.event(Event::Move { to: question as u16 }, 0);
        for beat in 0..20 {
            terminal.event(Event::Tick, SECOND);
            seconds += 1;
            if kills < 200 && rng.random_bool(0.25) {
                kills += 1;
                terminal.kill(rng.random_range(0..3_600_000));
            }
            if beat == 10 && question % 7 != 6 {
                // The first answer of every fifth is struck out and changed.
                let is_right = question % 3 != 0;
                if question % 5 == 0 {
                    for option in options(&paper, question, !is_right) {
                        terminal.choose(question, option);
                        terminal.event(Event::Strike { question: question as u16, option, struck: true }, 0);
                    }
                }
                for option in options(&paper, question, is_right) {
                    terminal.choose(question, option);
                }
                right.extend(is_right.then_some(question));
            }
        }
        if question % 9 == 0 {
            terminal.event(Event::Mark { question: question as u16, marked: true }, 0);
        }
    }
    assert_eq!(kills, 200);
    assert_eq!(terminal.sitting.left_ms(), Some(130 * 60_000 - seconds * 1_000), "right to the second");
    assert!(terminal.sitting.sheets().iter().all(|sheet| sheet.took_ms == 20_000));
    assert_eq!(terminal.sitting.tally().marked, 8);
    // The rest of the time runs out.
    for _ in 0..(130 * 60 - seconds) {
        terminal.at_ms += SECOND;
        let record = Record { what: Event::Tick, at_ms: terminal.at_ms, ran_ms: SECOND };
        terminal.sitting.apply(&record).unwrap();
    }
    assert_eq!(terminal.sitting.finish(), Some(Finish::TimeUp));
    let score = terminal.finish(20_000);
    let counts = |scored: bool| {
        right.iter().filter(|&&question| paper.questions[question].scored == scored).count() as u16
    };
    assert_eq!((score.right, score.unscored_right), (counts(true), counts(false)));
    assert_eq!((score.of, score.unscored_of), (50, 15));
    let report = Report::new(&terminal.sitting, score);
    let expected = |n: usize| match n {
        n if n % 7 == 6 => Verdict::Blank,
        n if right.contains(&n) => Verdict::Right,
        _ => Verdict::Wrong,
    };
    for question in &report.questions {
        assert_eq!(question.verdict, expected(question.n), "{}", question.n);
        // One answer is whole before it is struck out; of several asked for, each is struck out by itself.
        let is_changed =
            question.n % 5 == 0 && question.n % 7 != 6 && paper.questions[question.n].asked() == 1;
        let change = match question.verdict {
            Verdict::Right => Change::WrongToRight,
            _ => Change::RightToWrong,
        };
        assert_eq!(question.change, is_changed.then_some(change), "{}", question.n);
        assert_eq!((question.is_marked, question.is_slow), (question.n % 9 == 0, question.n == 64));
    }
}

#[test]
fn what_is_read_back_is_what_was_written() {
    let (_, paper) = paper();
    let mut terminal = Terminal::begin(paper, Mode::Strict);
    for event in [
        Event::Choose { question: 1, option: 2, chosen: true },
        Event::Strike { question: 1, option: 0, struck: true },
        Event::Mark { question: 3, marked: true },
        Event::Note { question: 3, text: "a \"note\"\nof two lines".into() },
        Event::Certainty { question: 1, certainty: Some(Certainty::Sure) },
        Event::Certainty { question: 1, certainty: None },
        Event::Move { to: 64 },
        Event::Resume,
        Event::Tick,
        Event::Submit,
    ] {
        terminal.event(event, 400);
    }
    let stored = open(&terminal.folder).sitting(terminal.id).unwrap().unwrap();
    assert_eq!((stored.sitting, stored.next), (terminal.sitting, 10));
    assert_eq!((stored.row.mode, stored.row.blueprint.as_str()), (Mode::Strict, "dva-c02"));
    assert_eq!((stored.row.started, stored.row.day), (stamp(20_000).at, Day(20_000)));
}

#[test]
fn the_second_of_two_processes_cannot_write_and_loses_nothing_of_the_first() {
    let mut terminal = Terminal::begin(fixtures::paper(3), Mode::Practice);
    let seat = terminal.store.take_seat().unwrap();
    let mut other = open(&terminal.folder);
    assert!(matches!(other.take_seat(), Err(StoreError::SatElsewhere)));
    terminal.choose(0, 0);
    let late = Record { what: Event::Tick, at_ms: terminal.at_ms, ran_ms: 0 };
    for n in [0, 2] {
        let refused = other.append_event(terminal.id, n, &late);
        assert!(matches!(refused, Err(StoreError::SatElsewhere)), "{n}: {refused:?}");
    }
    terminal.kill(0);
    drop(seat);
    let seat = other.take_seat().unwrap();
    assert!(matches!(terminal.store.take_seat(), Err(StoreError::SatElsewhere)));
    drop(seat);
}

#[test]
fn a_mock_logs_each_answer_once_and_what_was_never_seen_not_at_all() {
    let mut paper = fixtures::five_questions();
    paper.questions[4].drawn = Some(Drawn { seed: 4, numbers: BTreeMap::new() });
    let mut terminal = Terminal::begin(paper, Mode::Practice);
    terminal.choose(0, 1);
    terminal.choose(4, 0);
    terminal.event(Event::Certainty { question: 0, certainty: Some(Certainty::Guess) }, 0);
    terminal.choose(2, 0);
    terminal.event(Event::Move { to: 3 }, 0);
    terminal.event(Event::Tick, SECOND);
    terminal.event(Event::Submit, 0);
    let score = terminal.finish(20_000);
    assert_eq!(terminal.finish(20_001), score, "finishing twice keeps the first score");
    let over = Record { what: Event::Tick, at_ms: 0, ran_ms: 0 };
    let refused = terminal.store.append_event(terminal.id, terminal.next, &over);
    assert!(matches!(refused, Err(StoreError::SittingOver)));
    let (rows, _) = terminal.store.rows().unwrap();
    let logged: Vec<_> = rows.iter().map(|row| (row.item.as_str(), row.grade, row.via)).collect();
    let (exam, problem) = (Via::Exam as i64, Via::Problem as i64);
    assert_eq!(
        logged,
        [
            ("q0", Grade::Again, exam),
            ("q2", Grade::Good, exam),
            ("q3", Grade::Again, exam),
            ("q4", Grade::Good, problem)
        ],
        "guessed, right, seen but left blank, and drawn"
    );
    assert_eq!(rows[0].detail.as_deref(), Some(r#"{"certainty":"guess","chosen":["b"],"right":true}"#));
    let due = |id: &str| terminal.store.memory(id).unwrap().unwrap().due;
    assert_eq!((due("q0"), due("q2")), (Day(20_007), Day::NEVER));
    assert!(due("q4") < Day(20_060), "a problem is drilled on: {}", due("q4"));
    assert!(terminal.store.check(&scheduler()).unwrap().is_sound());
    let listed = terminal.store.sittings().unwrap();
    assert_eq!(listed[0].finished, Some((stamp(20_000).at.utc_ms, score)));
}

#[test]
fn a_missed_question_comes_back_in_seven_days_and_leaves_after_two_right_days() {
    let folder = TempDir::new().unwrap();
    let mut store = open(&folder);
    let library = fixtures::library(3);
    let questions = ["made.q0", "made.q1", "made.q2"];
    let answer = |store: &mut Store, item: &str, is_right, was_aided, day| {
        let attempt = NewAttempt {
            item: item.to_owned(),
            is_right,
            certainty: None,
            was_aided,
            chosen: vec!["o1".into()],
            took_ms: 60_000,
            is_drawn: false,
        };
        let transaction = store.begin().unwrap();
        attempts::write(&transaction, &scheduler(), Mode::Quiz, &attempt, stamp(day)).unwrap();
        transaction.commit().unwrap();
    };
    let due = |store: &Store, day: i32| -> Vec<String> {
        let due = store.due(&library, Day(day)).unwrap();
        due.into_iter().map(|asked| library.item(asked.item).id.to_string()).collect()
    };
    answer(&mut store, questions[0], true, false, 0);
    answer(&mut store, questions[1], false, false, 0);
    assert_eq!(due(&store, 6), [""; 0]);
    assert_eq!(due(&store, 7), [questions[1]], "what was right at once never comes back");
    assert_eq!(store.due_between(Day(0), Day(100_000)).unwrap(), 1);
    // It comes back in a drill, and then in a quiz with help.
    let random = [9; 10];
    let stamp_7 = stamp(7);
    let review = NewReview {
        item: questions[1],
        grade: Grade::Good,
        at: stamp_7.at,
        day: stamp_7.day,
        took_ms: 30_000,
        via: Via::Drill,
        known: false,
        problem: None,
        random,
    };
    store.grade(&scheduler(), &review).unwrap();
    assert_eq!(due(&store, 14), [questions[1]]);
    answer(&mut store, questions[1], true, true, 14);
    assert_eq!(due(&store, 21), [questions[1]], "help does not count");
    let attempts = store.attempts(&library).unwrap();
    let of = |id: &str| &attempts[&library.find(id).unwrap()];
    assert_eq!((attempts.len(), of(questions[0]).len(), of(questions[1]).len()), (2, 1, 3));
    assert_eq!(mistake_of(of(questions[1])).unwrap().right_days, 1);
    assert_eq!(of(questions[1])[0].chosen, ["o1"]);
    answer(&mut store, questions[1], true, false, 21);
    assert_eq!(due(&store, 40_000), [""; 0]);
    let undone = store.undo(&scheduler(), stamp(21).at, [1; 10]).unwrap();
    assert_eq!(undone, None, "an answer whose verdict was shown stands");
    assert!(store.check(&scheduler()).unwrap().is_sound());
    store.rebuild(&scheduler()).unwrap();
    assert_eq!(due(&store, 40_000), [""; 0]);
    // Only the answer in the drill counts as one of a drill.
    let totals = store.total_between(Day(0), Day(100)).unwrap();
    assert_eq!((totals.answers, totals.new, totals.took_ms), (1, 0, 30_000));
}

#[test]
fn a_quiz_is_left_and_gone_on_with_and_its_answers_are_logged_as_they_are_given() {
    let library = fixtures::library(12);
    let exam = library.blueprint("dva-c03");
    let history = open(&TempDir::new().unwrap()).question_history(&library).unwrap();
    let paper = Selection::default().paper("All", (&library, exam), &history, 4, 5).unwrap();
    let mut terminal = Terminal::begin(paper.clone(), Mode::Quiz);
    for question in 0..2_usize {
        for option in options(&paper, question, question == 0) {
            terminal.choose(question, option);
        }
        let what = Event::Check { question: question as u16 };
        let record = Record { what, at_ms: terminal.at_ms, ran_ms: 0 };
        let answer = NewAttempt::of(&terminal.sitting, question);
        let store = &mut terminal.store;
        let written = (&answer, stamp(20_000));
        store.append_check(&scheduler(), terminal.id, terminal.next, &record, written).unwrap();
        let again = store.append_check(&scheduler(), terminal.id, terminal.next, &record, written);
        assert!(again.is_err(), "the event and the answer go together");
        terminal.sitting.apply(&record).unwrap();
        terminal.next += 1;
        terminal.kill(86_400_000);
    }
    terminal.event(Event::Submit, 0);
    terminal.finish(20_002);
    let history = terminal.store.question_history(&library).unwrap();
    let index = |n: usize| library.find(&paper.questions[n].id).unwrap();
    assert_eq!(history.attempts.len(), 2, "and what was not answered is not logged");
    assert!(history.attempts[&index(0)][0].is_right && !history.attempts[&index(1)][0].is_right);
    assert_eq!(history.mistakes().len(), 1);
    let numbers: Vec<_> =
        terminal.store.sittings().unwrap().iter().map(|row| (row.mode, row.number)).collect();
    assert_eq!(numbers, [(Mode::Quiz, 1)]);
    assert!(terminal.store.recently_shown(2).unwrap().is_empty(), "a quiz is no sitting of a mock");
}

#[test]
fn the_last_two_mocks_say_what_was_shown_lately() {
    let folder = TempDir::new().unwrap();
    let mut store = open(&folder);
    for (n, mode) in [Mode::Strict, Mode::Practice, Mode::Quiz, Mode::Strict].into_iter().enumerate() {
        let mut paper = fixtures::paper(2);
        for question in &mut paper.questions {
            question.id = format!("{n}.{}", question.id);
        }
        // The clock went back in between: the order is that of writing.
        store.start_sitting(&paper, mode, stamp(20_000 - n as i32)).unwrap();
    }
    let shown = store.recently_shown(2).unwrap();
    assert_eq!(shown, ["1.q0", "1.q1", "3.q0", "3.q1"].map(str::to_owned).into());
    let numbers: Vec<usize> = store.sittings().unwrap().iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 2, 1, 3]);
}

#[test]
fn suspended_and_disputed_questions_are_not_asked_and_a_reason_is_kept() {
    let folder = TempDir::new().unwrap();
    let mut store = open(&folder);
    let library = fixtures::library(4);
    let Stamp { at, random, .. } = stamp(1);
    store.suspend("made.q0", true, at, random).unwrap();
    store.dispute("made.q1", Some("Both are right."), at, random).unwrap();
    store.flag("made.q2", true, at, random).unwrap();
    let history = store.question_history(&library).unwrap();
    let index = |id: &str| library.find(id).unwrap();
    assert_eq!(history.left_out, HashSet::from([index("made.q0"), index("made.q1")]));
    assert_eq!(history.marked, HashSet::from([index("made.q2")]));
    for reason in [Reason::Unknown, Reason::BetweenTwo] {
        store.set_miss_reason("made.q3", reason, at).unwrap();
        assert_eq!(store.miss_reason("made.q3").unwrap(), Some(reason));
    }
    assert_eq!(store.miss_reason("made.q2").unwrap(), None);
    assert_eq!(store.miss_reasons(&library).unwrap(), [(index("made.q3"), Reason::BetweenTwo)].into());
    let mut content = library.content().clone();
    content.questions[3].head.id = "made.new".into();
    content.questions[3].head.formerly = vec!["made.q3".into()];
    store.adopt_former_ids(&Library::new(content), &scheduler()).unwrap();
    assert_eq!(store.miss_reason("made.new").unwrap(), Some(Reason::BetweenTwo), "it follows a new id");
}

#[test]
fn undo_passes_over_a_mock_and_takes_the_drills_last_answer_back() {
    let mut terminal = Terminal::begin(fixtures::five_questions(), Mode::Practice);
    let Stamp { at, day, random } = stamp(19_999);
    let (grade, took_ms, via) = (Grade::Good, 1_000, Via::Drill);
    let review =
        NewReview { item: "a.card", grade, at, day, took_ms, via, known: false, problem: None, random };
    terminal.store.grade(&scheduler(), &review).unwrap();
    terminal.choose(0, 1);
    terminal.event(Event::Submit, 0);
    terminal.finish(20_000);
    let undone = terminal.store.undo(&scheduler(), stamp(20_000).at, [1; 10]).unwrap().unwrap();
    assert_eq!((undone.item.as_str(), undone.memory), ("a.card", None));
    assert_eq!(terminal.store.undo(&scheduler(), stamp(20_000).at, [2; 10]).unwrap(), None);
    assert!(terminal.store.check(&scheduler()).unwrap().is_sound());
}

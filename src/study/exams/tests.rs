//! Mock exams through the study: begun, sat, killed, gone on with, timed, and what they leave behind.

use std::time::Duration;

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use tempfile::TempDir;

use crate::content::{Content, shipped};
use crate::exam::{Certainty, Change, Chosen, Filter, Verdict};
use crate::fixtures::{MONDAY, exam_content, study_of};
use crate::store::StoreError;

use super::*;

const HOUR: i64 = 3_600_000;

/// Questions of a sitting, and the milliseconds of the exam.
const QUESTIONS: usize = 65;
const ALLOWED_MS: u64 = 130 * 60_000;

/// A learner in a world whose clocks go as the test says.
struct Learner {
    folder: TempDir,
    study: Option<Study>,
    wall_ms: i64,
}

impl Learner {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let study = Some(study_of(exam_content(), &folder, MONDAY));
        Self { folder, study, wall_ms: 0 }
    }

    fn study(&mut self) -> &mut Study {
        self.study.as_mut().unwrap()
    }

    fn start(&mut self, mode: Mode) {
        self.study().start_exam(&ExamRequest { mode, seed: Some(7), ..ExamRequest::default() }).unwrap();
    }

    fn pass(&mut self, ms: u64) {
        self.jump(ms, ms as i64);
    }

    fn jump(&mut self, ran_ms: u64, wall_ms: i64) {
        self.wall_ms += wall_ms;
        self.study().let_pass(Duration::from_millis(ran_ms), wall_ms);
    }

    fn tick(&mut self) -> Happened {
        self.pass(1_000);
        self.study().exam_tick().unwrap()
    }

    fn event(&mut self, what: Event) -> Happened {
        self.study().exam_event(what).unwrap()
    }

    /// Ends the program without a word, and starts it again after a time.
    fn kill(&mut self, away_ms: i64) {
        self.study = None;
        self.wall_ms += away_ms;
        let mut study = study_of(exam_content(), &self.folder, MONDAY);
        study.let_pass(Duration::ZERO, self.wall_ms);
        self.study = Some(study);
    }

    fn sitting(&self) -> &Sitting {
        self.study.as_ref().unwrap().sat().unwrap().sitting()
    }

    fn left_ms(&self) -> u64 {
        self.sitting().left_ms().unwrap()
    }
}

/// What a learner is to have written on a question, kept by the test itself.
#[derive(Debug, Clone, Default)]
struct Written {
    answers: Vec<Vec<u8>>,
    marked: bool,
    guessed: bool,
    note: String,
}

/// What was done in a whole sitting.
struct Script {
    written: Vec<Written>,
    /// Milliseconds that the clock ran, and those of them that kills lost.
    ran_ms: u64,
    lost_ms: u64,
    kills: usize,
}

/// Sits all 65 questions in an order with jumps, answering by chance, with kills at about every `kill_each`-th event.
fn sit(learner: &mut Learner, mode: Mode, seed: u64, kill_each: u32) -> Script {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    learner.start(mode);
    let mut script = Script { written: vec![Written::default(); QUESTIONS], ran_ms: 0, lost_ms: 0, kills: 0 };
    for step in 0..2 * QUESTIONS {
        // First all in order, then back to some by the grid.
        let n = if step < QUESTIONS { step } else { rng.random_range(0..QUESTIONS) };
        learner.event(Event::Move { to: n as u16 });
        maybe_kill(learner, &mut script, &mut rng, kill_each);
        for _ in 0..rng.random_range(3..9) {
            learner.tick();
            script.ran_ms += 1_000;
        }
        maybe_kill(learner, &mut script, &mut rng, kill_each);
        answer(learner, &mut script, &mut rng, n);
        maybe_kill(learner, &mut script, &mut rng, kill_each);
    }
    script
}

fn answer(learner: &mut Learner, script: &mut Script, rng: &mut ChaCha8Rng, n: usize) {
    let question = n as u16;
    let (asked, options) = {
        let asked = &learner.sitting().paper().questions[n];
        (asked.asked(), asked.options.len() as u8)
    };
    let struck = rng.random_range(0..options);
    learner.event(Event::Strike { question, option: struck, struck: true });
    learner.event(Event::Strike { question, option: struck, struck: false });
    let written = &mut script.written[n];
    // Striking out takes a choice back, so what is chosen is cleared, and then chosen anew.
    let chosen = learner.sitting().sheets()[n].chosen;
    for option in chosen.iter() {
        learner.event(Event::Choose { question, option, chosen: false });
    }
    if rng.random_bool(0.8) {
        let first = rng.random_range(0..options);
        let answer: Vec<u8> = (0..asked as u8).map(|k| (first + k) % options).collect();
        for &option in &answer {
            learner.event(Event::Choose { question, option, chosen: true });
        }
        written.answers.push(answer);
    } else {
        written.answers.push(Vec::new());
    }
    if rng.random_bool(0.2) {
        written.marked = !written.marked;
        learner.event(Event::Mark { question, marked: written.marked });
    }
    if rng.random_bool(0.2) {
        written.guessed = true;
        learner.event(Event::Certainty { question, certainty: Some(Certainty::Guess) });
    }
    if rng.random_bool(0.1) {
        written.note = format!("{n}?");
        learner.event(Event::Note { question, text: written.note.clone() });
    }
}

fn maybe_kill(learner: &mut Learner, script: &mut Script, rng: &mut ChaCha8Rng, kill_each: u32) {
    if !rng.random_ratio(1, kill_each) {
        return;
    }
    // Somewhere within a second that was not written yet.
    let unwritten = rng.random_range(0..1_000);
    let (before, at) = (learner.left_ms(), learner.sitting().current());
    learner.pass(unwritten);
    let away = rng.random_range(0..20_000);
    let mode = learner.sitting().mode();
    learner.kill(away);
    assert!(learner.study().sat().is_none());
    let happened = learner.study().resume_exam().unwrap();
    assert_eq!(happened, Happened::default());
    assert_eq!(learner.sitting().current(), at, "the same question");
    let charged = before - learner.left_ms();
    match mode {
        Mode::Strict => assert_eq!(charged, unwritten + away as u64),
        _ => assert_eq!(charged, 0),
    }
    script.ran_ms += unwritten;
    script.lost_ms += if mode == Mode::Strict { 0 } else { unwritten };
    script.ran_ms += if mode == Mode::Strict { away as u64 } else { 0 };
    script.kills += 1;
}

/// Holds a report against what the script wrote.
fn examine(report: &ExamReport, script: &Script) {
    let questions = &report.sitting.paper().questions;
    let keys = |n: usize| -> Chosen {
        let options = questions[n].options.iter().zip(0_u8..);
        options.filter(|(option, _)| option.key).map(|(_, n)| n).collect()
    };
    let set = |answer: &Vec<u8>| answer.iter().copied().collect::<Chosen>();
    let (mut right, mut unscored_right) = (0, 0);
    for (n, written) in script.written.iter().enumerate() {
        let of = &report.report.questions[n];
        let last = written.answers.last().map(set).unwrap_or_default();
        let full: Vec<Chosen> = written.answers.iter().filter(|answer| !answer.is_empty()).map(set).collect();
        let is_right = last == keys(n);
        let verdict = match last.is_empty() {
            true => Verdict::Blank,
            false if is_right => Verdict::Right,
            false => Verdict::Wrong,
        };
        assert_eq!((of.verdict, of.chosen), (verdict, last), "{n}");
        assert_eq!((of.is_marked, of.certainty.is_some()), (written.marked, written.guessed), "{n}");
        assert_eq!(report.sitting.sheets()[n].note, written.note, "{n}");
        let changes = full.windows(2).filter(|pair| pair[0] != pair[1]).count();
        assert_eq!(usize::from(of.changes), changes, "{n}");
        let first = full.first().copied();
        let went_wrong = first.is_some_and(|first| first == keys(n) && !is_right);
        assert_eq!(of.change == Some(Change::RightToWrong), went_wrong, "{n}");
        let scored = questions[n].scored;
        right += u16::from(is_right && scored);
        unscored_right += u16::from(is_right && !scored);
    }
    let score = &report.report.score;
    assert_eq!((score.right, score.unscored_right), (right, unscored_right));
    assert_eq!((score.of, score.unscored_of), (50, 15));
    let marked = script.written.iter().filter(|written| written.marked).count();
    assert_eq!(report.report.filtered(Filter::Marked).count(), marked);
    assert_eq!(score.used_ms, script.ran_ms - script.lost_ms);
}

#[test]
fn two_hundred_kills_change_nothing_but_the_second_that_was_not_written() {
    let (mut kills, mut seed) = (0, 0);
    while kills < 200 {
        for mode in [Mode::Practice, Mode::Strict] {
            let mut learner = Learner::new();
            let script = sit(&mut learner, mode, seed, 6);
            let left = learner.left_ms();
            assert_eq!(left, ALLOWED_MS - (script.ran_ms - script.lost_ms));
            assert!(script.lost_ms < 1_000 * script.kills as u64);
            let happened = learner.event(Event::Submit);
            assert_eq!(happened.finished, Some(1));
            examine(&learner.study().exam_report(1).unwrap(), &script);
            assert!(learner.study().check().unwrap().is_sound());
            (kills, seed) = (kills + script.kills, seed + 1);
        }
    }
}

#[test]
fn a_report_read_after_a_restart_and_after_the_content_changed_is_the_same() {
    let mut learner = Learner::new();
    let script = sit(&mut learner, Mode::Practice, 3, 50);
    learner.event(Event::Submit);
    let report = learner.study().exam_report(1).unwrap();
    examine(&report, &script);
    learner.study = None;
    let mut changed = exam_content();
    for question in &mut changed.questions {
        question.stem = "Something else?".into();
        question.options.swap(0, 1);
        question.options[0].key = false;
    }
    let study = study_of(changed, &learner.folder, MONDAY);
    assert_eq!(study.exam_report(1).unwrap(), report);
}

#[test]
fn the_wall_clock_set_two_hours_forward_and_back_means_nothing_in_practice_and_is_clamped_in_strict_mode() {
    for (mode, wall_ms, charged) in [
        (Mode::Practice, 2 * HOUR, 1_000),
        (Mode::Practice, -2 * HOUR, 1_000),
        // What the wall clock gained looks like time away.
        (Mode::Strict, 2 * HOUR, 2 * HOUR as u64),
        (Mode::Strict, -2 * HOUR, 1_000),
    ] {
        let mut learner = Learner::new();
        learner.start(mode);
        for _ in 0..60 {
            learner.tick();
        }
        let before = learner.left_ms();
        learner.jump(1_000, wall_ms);
        learner.study().exam_tick().unwrap();
        assert_eq!(before - learner.left_ms(), charged, "{mode} {wall_ms}");
        let again = learner.left_ms();
        learner.tick();
        assert_eq!(again - learner.left_ms(), 1_000, "{mode} {wall_ms}");
        // The same while the program is away.
        let before = learner.left_ms();
        learner.kill(wall_ms);
        let happened = learner.study().resume_exam().unwrap();
        match (mode, wall_ms > 0) {
            // Two hours twice are more than there are: it is over, and no more than all was charged.
            (Mode::Strict, true) => {
                assert_eq!((happened.finished, happened.was_time_up), (Some(1), true));
                assert_eq!(learner.study().exam_report(1).unwrap().report.score.used_ms, ALLOWED_MS);
            }
            _ => assert_eq!(learner.left_ms(), before, "{mode} {wall_ms}"),
        }
    }
}

#[test]
fn at_zero_it_submits_itself_after_one_notice_at_half_time() {
    let mut learner = Learner::new();
    learner.study().start_exam(&ExamRequest { length: Some(20), ..ExamRequest::default() }).unwrap();
    learner.event(Event::Choose { question: 0, option: 0, chosen: true });
    let (mut half, mut seconds) = (Vec::new(), 0);
    let over = loop {
        let happened = learner.tick();
        seconds += 1;
        half.extend(happened.is_half_time.then_some(seconds));
        if happened.finished.is_some() {
            break happened;
        }
    };
    assert_eq!((half, seconds), (vec![20 * 60], 40 * 60));
    assert!(over.was_time_up && learner.study().sat().is_none());
    assert!(learner.study().open_exam().unwrap().is_none());
}

#[test]
fn one_that_was_submitted_and_not_yet_kept_is_kept_when_it_is_gone_on_with() {
    let mut learner = Learner::new();
    learner.start(Mode::Practice);
    learner.tick();
    let open = learner.study().open_exam().unwrap().unwrap();
    let submit = Record { what: Event::Submit, at_ms: 0, ran_ms: 0 };
    learner.study().store.append_event(open.id, 1, &submit).unwrap();
    learner.kill(0);
    assert_eq!(learner.study().resume_exam().unwrap().finished, Some(1));
    assert!(learner.study().exam_report(1).is_ok());
}

#[test]
fn two_terminals_cannot_sit_the_same_mock_and_none_begins_while_one_is_open() {
    let mut learner = Learner::new();
    learner.start(Mode::Practice);
    let mut other = study_of(exam_content(), &learner.folder, MONDAY);
    for refused in [other.resume_exam().unwrap_err(), other.start_exam(&ExamRequest::default()).unwrap_err()]
    {
        assert!(matches!(refused, StudyError::Store(StoreError::SatElsewhere)), "{refused}");
    }
    learner.study().leave_exam().unwrap();
    let open = other.start_exam(&ExamRequest::default()).unwrap_err();
    assert!(matches!(open, StudyError::ExamOpen(1)) && open.hint().contains("dva exam resume"));
    assert_eq!(other.resume_exam().unwrap(), Happened::default());
    assert!(matches!(
        learner.study().resume_exam().unwrap_err(),
        StudyError::Store(StoreError::SatElsewhere)
    ));
}

#[test]
fn settings_take_the_unscored_out_and_add_the_time_for_non_native_speakers() {
    let mut learner = Learner::new();
    learner.study().set("unscored", "no").unwrap();
    learner.study().set("extra-time", "yes").unwrap();
    let plan = learner.study().exam_plan("dva-c02").unwrap();
    let lengths: Vec<(u16, u16)> =
        plan.lengths.iter().map(|offer| (offer.questions, offer.minutes)).collect();
    // 160 × 40 ÷ 65 = 98.5 and 160 × 20 ÷ 65 = 49.2: a started minute counts.
    assert_eq!(lengths, [(65, 160), (40, 99), (20, 50)]);
    learner.start(Mode::Practice);
    let paper = learner.sitting().paper();
    assert_eq!(
        (paper.minutes, paper.questions.iter().filter(|question| question.scored).count()),
        (Some(160), 65)
    );
}

#[test]
fn the_exam_is_the_one_named_then_the_learners_then_the_courses() {
    let mut learner = Learner::new();
    assert_eq!(learner.study().usual_exam(), "dva-c01");
    learner.study().set("exam", "dva-c03").unwrap();
    assert_eq!(learner.study().usual_exam(), "dva-c03");
    let request = ExamRequest { exam: Some("dva-c02".to_owned()), ..ExamRequest::default() };
    learner.study().start_exam(&request).unwrap();
    assert_eq!(learner.sitting().paper().blueprint, "dva-c02");
    let unknown = learner.study().exam_plan("dva-c2").unwrap_err();
    assert!(unknown.hint().contains("did you mean `dva-c0"), "{}", unknown.hint());
}

#[test]
fn a_bank_too_small_names_the_tasks_and_the_length_that_can_be_sat() {
    let folder = TempDir::new().unwrap();
    let mut content = exam_content();
    content.questions.truncate(70);
    let mut study = study_of(content, &folder, MONDAY);
    let request = |length| ExamRequest { exam: Some("dva-c02".to_owned()), length, ..ExamRequest::default() };
    let refused = study.start_exam(&request(None)).unwrap_err();
    assert!(refused.to_string().ends_with("of the 65 questions that dva-c02 needs"), "{refused}");
    let hint = refused.hint();
    assert!(hint.starts_with("`dva exam start --length 40` has enough; tasks: 1."), "{hint}");
    assert!(study.sat().is_none() && study.open_exam().unwrap().is_none());
    study.start_exam(&request(Some(40))).unwrap();
    let paper = study.sat().unwrap().sitting().paper();
    assert_eq!((paper.questions.len(), paper.minutes), (40, Some(80)));
}

/// The shipped content with questions enough, so that its problems have a paper to be drawn into.
fn with_problems() -> Content {
    let (mut content, made) = (shipped::content(), exam_content());
    content.sections.extend(made.sections.into_iter().filter(|section| section.id == "made"));
    content.topics.extend(made.topics.into_iter().filter(|topic| topic.section == "made"));
    content
        .questions
        .extend(made.questions.into_iter().filter(|question| question.head.topic == "made.topic"));
    content
}

#[test]
fn problems_are_drawn_into_the_paper_up_to_one_in_eight_the_same_from_the_same_seed() {
    let folder = TempDir::new().unwrap();
    let study = study_of(with_problems(), &folder, MONDAY);
    let mut most = 0;
    for seed in 0..20 {
        let request = ExamRequest::default();
        let paper = study.paper(&request, seed).unwrap();
        let drawn = paper.questions.iter().filter(|question| question.drawn.is_some()).count();
        assert!(drawn <= QUESTIONS / 8, "{drawn}");
        most = most.max(drawn);
        assert_eq!(study.paper(&request, seed).unwrap(), paper);
    }
    assert!(most > 0);
}

#[test]
fn what_the_learner_suspended_or_holds_to_be_wrong_is_not_asked() {
    let mut learner = Learner::new();
    let study = learner.study();
    let blueprint = study.blueprint_named("dva-c01").unwrap().clone();
    let all = study.exam_bank(&blueprint, 1).unwrap().questions().len();
    let [first, second] = ["made.q0", "made.q1"].map(|id| study.library().find(id).unwrap());
    study.suspend(first, true).unwrap();
    study.dispute(second, Some("")).unwrap();
    assert_eq!(study.exam_bank(&blueprint, 1).unwrap().questions().len(), all - 2);
}

#[test]
fn after_a_mock_exactly_what_was_missed_is_drilled_due_or_not() {
    let mut learner = Learner::new();
    let study = learner.study();
    let [first, last] = ["made.card0", "made.card3"].map(|id| study.library().find(id).unwrap());
    study.suspend(last, true).unwrap();
    let mut drill = study.begin_on_missed("Mock exam #1", &["made.q3", "made.q9", "gone"]).unwrap();
    assert_eq!((drill.session.left(), drill.title.as_str()), (3, "Mock exam #1"));
    let entry = *drill.session.current().unwrap();
    assert!(entry.item == first && entry.topic_first);
    study.answer(&mut drill, crate::schedule::Grade::Easy, 1_000).unwrap();
    let again = study.begin_on_missed("", &["made.q3"]).unwrap();
    assert!(again.session.left() == 3 && again.session.current().unwrap().memory.is_some());
    assert_eq!(study.begin_on_missed("", &[]).unwrap().session.left(), 0);
}

#[test]
fn the_list_says_how_each_went_beside_the_one_before_of_the_same_exam() {
    let mut learner = Learner::new();
    for exam in ["dva-c01", "dva-c02", "dva-c01"] {
        let request = ExamRequest { exam: Some(exam.to_owned()), length: Some(20), ..ExamRequest::default() };
        learner.study().start_exam(&request).unwrap();
        learner.event(Event::Submit);
    }
    learner.study().start_exam(&ExamRequest::default()).unwrap();
    let exams = learner.study().exams().unwrap();
    let numbers: Vec<usize> = exams.iter().map(|exam| exam.row.number).collect();
    let compared: Vec<bool> = exams.iter().map(|exam| exam.comparison.is_some()).collect();
    assert_eq!((numbers, compared), (vec![1, 2, 3, 4], vec![false, false, true, false]));
    let open = learner.study().exam_report(4).unwrap_err();
    assert!(open.hint().contains("dva exam resume"), "{}", open.hint());
    let unknown = learner.study().exam_report(9).unwrap_err();
    assert!(unknown.hint().contains("1, 2, 3"), "{}", unknown.hint());
}

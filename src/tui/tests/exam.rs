//! Mock exams on the screen: chosen, sat, paused, submitted, reported.

use std::time::Duration;

use insta::assert_snapshot;
use tempfile::TempDir;

use crate::content::Content;
use crate::content::model::Choice;
use crate::exam::{Finish, Mode, Tool, Verdict};
use crate::fixtures::{MONDAY, content, exam_content, study_of};
use crate::study::Sat;

use super::super::keymap::Context;
use super::Harness;

/// The sizes that a layout is meant for.
const SIZES: [(u16, u16); 3] = [(80, 24), (40, 12), (120, 40)];

fn on(content: Content, width: u16, height: u16, settings: &[(&str, &str)]) -> Harness {
    let folder = TempDir::new().unwrap();
    let mut study = study_of(content, &folder, MONDAY);
    for (key, value) in settings {
        study.set(key, value).unwrap();
    }
    Harness::open(width, height, folder, study)
}

fn learner(width: u16, height: u16) -> Harness {
    on(exam_content(), width, height, &[("exam", "dva-c03"), ("exam-date", "2026-12-20")])
}

impl Harness {
    /// Lets seconds go by, beat by beat.
    fn beats(&mut self, seconds: usize) -> &mut Self {
        for _ in 0..seconds {
            self.app.study_mut().let_pass(Duration::from_secs(1), 1_000);
            assert_eq!(self.app.next_beat(), Some(Duration::ZERO));
            self.app.beat();
        }
        self
    }

    /// Ends the program and starts it again, with as much time gone by.
    fn killed(self, seconds: i64) -> Self {
        let Self { app, area, folder, .. } = self;
        let now = app.study().env().now();
        drop(app);
        let mut study = study_of(exam_content(), &folder, MONDAY);
        let began = study.env().now();
        study.let_pass(Duration::ZERO, now.utc_ms - began.utc_ms + seconds * 1_000);
        Self::open(area.width, area.height, folder, study)
    }

    fn left_s(&self) -> Option<u64> {
        let sitting = self.app.study().sat().map(Sat::sitting)?;
        sitting.left_ms().map(|ms| ms / 1000)
    }
}

#[test]
fn every_screen_of_a_mock_exam_at_every_size() {
    for (width, height) in SIZES {
        let size = format!("{width}x{height}");
        let mut harness = learner(width, height);
        assert_snapshot!(format!("exam {size}"), harness.keys("e").screen());
        assert_snapshot!(format!("exam mode {size}"), harness.keys("jj").screen());
        assert_snapshot!(format!("scoring {size}"), harness.keys("jj<Enter>").screen());
        assert_snapshot!(format!("sitting {size}"), harness.keys("<Esc><Home><Enter>").screen());
        harness.beats(100);
        assert_snapshot!(format!("sitting answered {size}"), harness.keys("bCmw").screen());
        harness.beats(100).keys("<Right>a<Right>").beats(200);
        assert_snapshot!(format!("note on a question {size}"), harness.keys("ncheck this").screen());
        assert_snapshot!(format!("grid {size}"), harness.keys("<Enter>g42").screen());
        assert_snapshot!(format!("submit {size}"), harness.keys("<Enter>cS").screen());
        assert_snapshot!(format!("pause {size}"), harness.keys("<Esc><Esc>").screen());
        assert_snapshot!(format!("home with an open exam {size}"), harness.keys("<Esc>").screen());
        assert_snapshot!(format!("exam to go on with {size}"), harness.keys("e").screen());
        harness.keys("<Enter>");
        assert_eq!(harness.app.context(), Some(Context::Sitting));
        assert_snapshot!(format!("report {size}"), harness.keys("SS").screen());
        assert_snapshot!(format!("report on {size}"), harness.keys("<PgDn>").screen());
        assert_snapshot!(format!("answer {size}"), harness.keys("3").screen());
        harness.keys("<Esc><Esc>e<Enter>a<Right>a<Right>aSS<Esc>");
        assert_snapshot!(format!("exams {size}"), harness.keys("e<End><Enter>").screen());
    }
}

#[test]
fn a_sitting_shows_its_marks_in_more_than_colour() {
    let mut harness = learner(80, 24);
    assert_snapshot!(harness.keys("e<Enter>bCm").styles());
}

#[test]
fn a_bank_too_small_says_what_is_missing_and_offers_a_shorter_mock() {
    let mut content = exam_content();
    content.questions.truncate(70);
    for (width, height) in SIZES {
        let mut harness = on(content.clone(), width, height, &[("exam", "dva-c02")]);
        assert_snapshot!(format!("too few {width}x{height}"), harness.keys("e").screen());
        assert_snapshot!(
            format!("missing {width}x{height}"),
            harness.keys("<Down><Down><Down><Down><Enter>").screen()
        );
    }
    let mut harness = on(content, 80, 24, &[("exam", "dva-c02")]);
    let sitting = harness.keys("e<Enter>").screen();
    assert!(sitting.contains("Question 1 of 40") && sitting.contains("1:20:00 left"), "{sitting}");
}

#[test]
fn without_questions_nothing_begins() {
    let mut empty = content();
    empty.blueprints = exam_content().blueprints;
    let mut harness = on(empty, 80, 24, &[]);
    let screen = harness.keys("e<Enter>").screen();
    assert!(screen.contains("There are not enough questions: Missing says which."), "{screen}");
    assert_eq!(harness.app.context(), Some(Context::Exam));
}

#[test]
fn an_exam_past_its_last_day_says_so_and_what_follows_it() {
    let mut harness = on(exam_content(), 80, 24, &[]);
    let screen = harness.keys("e<Down>").screen();
    assert!(screen.contains("DVA-C01, retired") && screen.contains("DVA-C02 follows it"), "{screen}");
    let next = harness.keys("<Right>").screen();
    assert!(next.contains("DVA-C02") && !next.contains("retired"), "{next}");
}

#[test]
fn within_a_day_of_the_exam_no_mock_is_proposed() {
    for (date, is_near) in [("2026-11-23", true), ("2026-11-24", true), ("2026-11-25", false)] {
        let mut harness = on(exam_content(), 80, 24, &[("exam-date", date)]);
        assert_eq!(harness.screen().contains("rest instead"), is_near, "{date}");
        assert_eq!(harness.keys("e").screen().contains("rest and a light drill"), is_near, "{date}");
    }
}

#[test]
fn multiple_response_refuses_more_than_are_asked_for() {
    let mut harness = learner(80, 24);
    harness.keys("e<Enter>");
    for _ in 0..65 {
        if harness.screen().contains("Choose exactly 2") {
            break;
        }
        harness.keys("<Right>");
    }
    assert!(harness.keys("ab").screen().contains("2 of 2 chosen"));
    let refused = harness.keys("c").screen();
    assert!(refused.contains("2 are asked for: take one back first."), "{refused}");
    assert!(harness.keys("ac").screen().contains("[x] c"), "a was taken back");
}

#[test]
fn strict_mode_closes_everything_else_and_its_clock_goes_on_while_away() {
    let mut harness = learner(80, 24);
    harness.keys("e<Down><Down><Right><Up><Up><Enter>").beats(10);
    assert_eq!(harness.app.study().sat().map(|sat| sat.sitting().mode()), Some(Mode::Strict));
    assert_eq!(harness.left_s(), Some(130 * 60 - 10));
    for key in ["/", ":", "<Ctrl-P>", "?/", "?:"] {
        let screen = harness.keys(key).screen();
        assert!(screen.contains("Not in strict mode"), "{key}: {screen}");
        if harness.app.context() == Some(Context::Reading) {
            harness.keys("<Esc>");
        }
    }
    assert!(!harness.screen().contains("look up"), "{}", harness.screen());
    assert!(harness.keys("<Esc>").screen().contains("The clock goes on"));
    harness.beats(5);
    harness.keys("<Esc>");
    assert_eq!((harness.app.context(), harness.app.next_beat()), (Some(Context::Home), None));
    let mut harness = harness.killed(3600);
    harness.keys("e<Enter>");
    assert_eq!(harness.left_s(), Some(130 * 60 - 15 - 3600));
    // Away longer than was left: it is over, and its report opens.
    let mut harness = harness.killed(3 * 3600);
    harness.keys("e<Enter>");
    assert_eq!(harness.app.context(), Some(Context::Report), "{}", harness.screen());
    assert!(harness.screen().contains("Time is up"));
}

#[test]
fn practice_mode_pauses_notes_tools_and_keeps_time_under_them() {
    let mut harness = learner(80, 24);
    harness.keys("e<Enter>").beats(10).keys("/");
    assert_eq!(harness.app.context(), Some(Context::LookUp));
    harness.beats(5).keys("<Esc>");
    let tools = |harness: &Harness| harness.app.study().sat().unwrap().sitting().tools().to_vec();
    assert_eq!((tools(&harness), harness.left_s()), (vec![(Tool::LookUp, 1)], Some(130 * 60 - 15)));
    harness.keys("<Esc>");
    assert_eq!((harness.app.context(), harness.app.next_beat()), (Some(Context::Pause), None));
    harness.app.study_mut().let_pass(Duration::from_secs(900), 900_000);
    harness.keys("<Space>");
    assert_eq!((harness.app.context(), harness.left_s()), (Some(Context::Sitting), Some(130 * 60 - 15)));
    // The palette leads away: the exam waits.
    harness.keys(":home<Enter>");
    assert_eq!((harness.app.context(), harness.app.next_beat()), (Some(Context::Home), None));
    let mut harness = harness.killed(3600);
    harness.keys("e<Enter>");
    assert_eq!(harness.left_s(), Some(130 * 60 - 15));
}

#[test]
fn half_time_is_told_once_and_at_zero_it_submits_itself_whatever_is_open() {
    let mut harness = learner(80, 24);
    harness.keys("e<Down><Down><Down><Right><Right><Up><Up><Up><Enter>a");
    assert_eq!(harness.left_s(), Some(40 * 60), "20 questions");
    harness.beats(20 * 60 - 1);
    assert!(!harness.screen().contains("Half of the time"));
    let half = harness.beats(1).screen();
    assert!(half.contains("Half of the time is used: 1 of 20 answered, 19 to go."), "{half}");
    harness.keys("<Right>").beats(20 * 60 - 1).keys("/sqs");
    assert_eq!((harness.left_s(), harness.app.context()), (Some(1), Some(Context::LookUp)));
    let report = harness.beats(1).screen();
    assert_eq!(harness.app.context(), Some(Context::Report));
    assert!(
        report.contains("Time is up: submitted as it stood.") && report.contains("0:40:00 of 0:40:00"),
        "{report}"
    );
    assert_eq!(harness.app.next_beat(), None);
}

#[test]
fn a_report_leads_to_every_question_and_to_a_drill_on_what_was_missed() {
    let mut harness = learner(80, 24);
    harness.keys("e<Enter>a<Right>b<Right>SS");
    let all = harness.keys("1").screen();
    assert!(all.contains("question 1   1 of 65"), "{all}");
    assert!(harness.keys("<Left>").screen().contains("There are no more of these."));
    assert!(harness.keys("!The key<Enter>").screen().contains("Noted that you think this is wrong"));
    assert!(harness.keys("t").screen().contains("The topic made.topic"));
    assert!(harness.keys("<Esc>s").screen().contains("Checked on"));
    harness.keys("<Esc><Esc>d");
    assert_eq!(harness.app.context(), Some(Context::DrillTopic), "{}", harness.screen());
    assert!(harness.keys("<Space>").screen().contains("Drill · Mock exam #1"), "{}", harness.screen());
    assert!(harness.screen().contains("1 of 4"), "{}", harness.screen());
}

#[test]
fn a_mock_by_keys_through_all_questions_with_kills_and_a_time_out_has_the_report_expected() {
    let mut harness = learner(80, 24);
    harness.keys("e<Enter>");
    let paper = harness.app.study().sat().unwrap().sitting().paper().clone();
    let mut running_s = 0;
    for step in 0..65 {
        // In an order with jumps, each question once.
        let n = step * 27 % 65;
        harness.keys(&format!("g{}<Enter>C", n + 1));
        // Both where two are asked for; where one is, the second takes the place of the first.
        harness.keys("ab");
        if n % 7 == 0 {
            harness.keys("m");
        }
        if n % 5 == 0 {
            harness.keys("w");
        }
        if n % 3 == 0 {
            // What is struck out is no answer any more.
            harness.keys("AB");
        }
        if n % 16 == 1 {
            harness.keys("nlook again<Esc>");
        }
        harness.beats(3);
        running_s += 3;
        if step % 9 == 8 {
            harness = harness.killed(600);
            assert!(harness.screen().contains(&format!("{}/65", n + 1)), "{}", harness.screen());
            harness.keys("e<Enter>");
            assert!(harness.screen().contains(&format!("Question {} of 65", n + 1)));
        }
        assert_eq!(harness.left_s(), Some(130 * 60 - running_s));
    }
    harness.beats(130 * 60 - running_s as usize);
    assert_eq!(harness.app.context(), Some(Context::Report));
    let report = harness.app.study().exam_report(1).unwrap();
    assert_eq!(report.sitting.paper(), &paper);
    let keys =
        |n: usize| -> Vec<bool> { paper.questions[n].options.iter().map(|option| option.key).collect() };
    let mut right = 0;
    for (n, question) in report.report.questions.iter().enumerate() {
        let verdict = match (n % 3 == 0, paper.questions[n].is_multiple_response()) {
            (true, _) => Verdict::Blank,
            (false, true) if keys(n)[..2] == [true, true] => Verdict::Right,
            (false, false) if keys(n)[1] => Verdict::Right,
            (false, _) => Verdict::Wrong,
        };
        assert_eq!(question.verdict, verdict, "{n}");
        assert_eq!((question.is_marked, question.certainty.is_some()), (n % 7 == 0, n % 5 == 0), "{n}");
        let note = if n % 16 == 1 { "look again" } else { "" };
        assert_eq!(report.sitting.sheets()[n].note, note, "{n}");
        right += u16::from(verdict == Verdict::Right && question.is_scored);
    }
    let score = &report.report.score;
    assert_eq!((score.right, score.of, score.used_ms), (right, 50, 130 * 60 * 1_000));
    assert_eq!(report.report.finish, Some(Finish::TimeUp));
}

#[test]
fn a_stem_of_160_words_and_six_options_of_30_scroll_to_their_ends() {
    let mut content = exam_content();
    for (n, question) in content.questions.iter_mut().enumerate() {
        let words =
            |count: usize, of: &str| (0..count).map(|w| format!("{of}{n}-{w}")).collect::<Vec<_>>().join(" ");
        question.stem = format!("{}\n\n```\naws sqs purge-queue\n```\n\nWhich one?", words(160, "s")).into();
        let choice = |o: u8| Choice {
            id: format!("o{o}").into(),
            text: words(30, &format!("o{o}x")).into(),
            key: o == 0,
            why: words(30, "because").into(),
        };
        question.options = (0..6).map(choice).collect();
    }
    for (width, height) in SIZES {
        let size = format!("{width}x{height}");
        let mut harness = on(content.clone(), width, height, &[("exam", "dva-c03")]);
        assert_snapshot!(format!("long question {size}"), harness.keys("e<Enter>").screen());
        // Space turns pages to the end, and everything was on one of them.
        let mut seen = harness.screen();
        for _ in 0..30 {
            seen += &harness.keys("<Space>").screen();
        }
        assert!(seen.contains("aws sqs purge-queue") && seen.contains("Which one?"), "{size}");
        assert!("abcdef".chars().all(|letter| seen.contains(&format!("( ) {letter}  o"))), "{size}");
        assert!(!harness.screen().contains('▼'), "{size}");
        // A key that chooses what is not on the screen brings it there, Tab goes between options and stem.
        assert!(harness.keys("<Home>f").screen().contains("(•) f"), "{size}");
        assert_snapshot!(format!("long options {size}"), harness.keys("<Home><Tab>").screen());
        assert_snapshot!(format!("long answer {size}"), harness.keys("SS1<PgDn><PgDn>").screen());
    }
}

#[test]
fn a_click_chooses_an_option_and_a_cell() {
    let mut harness = learner(80, 24);
    harness.keys("e<Enter>");
    let chosen = harness.click("] b").screen();
    assert!(chosen.contains("[x] b"), "{chosen}");
    assert!(harness.keys("g").click("33○").screen().contains("Question 33 of 65"));
}

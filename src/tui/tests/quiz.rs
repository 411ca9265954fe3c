//! Tests: what to be asked, questions with their verdicts, the end, mistakes, placement, questions that come back.

use insta::assert_snapshot;
use tempfile::TempDir;

use crate::exam::Event;
use crate::fixtures::{MONDAY, content_with_questions, study_of};
use crate::study::{QuizRequest, Study};

use super::super::keymap::Context;
use super::Harness;

/// The sizes that a layout is meant for.
const SIZES: [(u16, u16); 2] = [(80, 24), (40, 12)];

/// A week before the Monday.
const WEEK_BEFORE: &str = "2026-11-16T09:00:00+01:00";

fn study(folder: &TempDir, now: &str) -> Study {
    let mut study = study_of(content_with_questions(20), folder, now);
    study.set("exam", "exam").unwrap();
    study.set("new-per-day", "0").unwrap();
    study
}

/// A learner who missed all of three questions a week ago, and was asked nothing since.
pub(super) fn learner(width: u16, height: u16) -> Harness {
    let folder = TempDir::new().unwrap();
    let mut before = study(&folder, WEEK_BEFORE);
    let mut quiz = before.start_quiz(&QuizRequest { count: 3, ..QuizRequest::default() }).unwrap();
    while let Some(to) = quiz.next_open() {
        before.sit(&mut quiz, Event::Move { to }).unwrap();
        let options = &quiz.sitting().paper().questions[usize::from(to)].options;
        let asked = quiz.sitting().paper().questions[usize::from(to)].asked();
        let wrong: Vec<u8> = (0..).zip(options).filter(|(_, option)| !option.key).map(|(n, _)| n).collect();
        for &option in wrong.iter().take(asked) {
            before.sit(&mut quiz, Event::Choose { question: to, option, chosen: true }).unwrap();
        }
        before.check_answer(&mut quiz, 30_000).unwrap();
    }
    before.end_quiz(&mut quiz).unwrap();
    drop(before);
    let study = study(&folder, MONDAY);
    Harness::open(width, height, folder, study)
}

/// A learner who was never tested.
fn newcomer(width: u16, height: u16) -> Harness {
    let folder = TempDir::new().unwrap();
    let study = study(&folder, MONDAY);
    Harness::open(width, height, folder, study)
}

/// Ends the program and starts it again, as a kill would: nothing is done on the way.
fn killed(harness: Harness) -> Harness {
    let Harness { app, area, folder, .. } = harness;
    drop(app);
    let study = study(&folder, MONDAY);
    Harness::open(area.width, area.height, folder, study)
}

/// The letters of the options on the screen that begin with a word.
fn letters(harness: &Harness, word: &str) -> String {
    let screen = harness.screen();
    let lines = screen.lines().filter_map(|line| line.split_once(&format!("  {word} ")));
    lines.filter_map(|(lead, _)| lead.trim_end().chars().last()).collect()
}

/// Chooses on the question on the screen, right or wrong, as many options as are asked for.
fn choose(harness: &mut Harness, right: bool) {
    let asked = if harness.screen().contains("Choose exactly 2") { 2 } else { 1 };
    let letters: String =
        letters(harness, if right { "Right" } else { "Wrong" }).chars().take(asked).collect();
    assert_eq!(letters.len(), asked, "{}", harness.screen());
    harness.keys(&letters);
}

/// Answers the question on the screen and goes on.
fn answer(harness: &mut Harness, right: bool) {
    choose(harness, right);
    harness.keys("<Enter>");
    assert_eq!(harness.app.context(), Some(Context::QuizVerdict), "{}", harness.screen());
    let n = place(harness);
    while harness.app.context() == Some(Context::QuizVerdict) && place(harness) == n {
        harness.keys("<Space>");
    }
}

/// `4 of 10`
fn place(harness: &Harness) -> String {
    let screen = harness.screen();
    let first = screen.lines().next().unwrap_or_default().to_owned();
    first.split_whitespace().rev().take(3).collect()
}

#[test]
fn the_selection_says_how_many_questions_it_holds() {
    for (width, height) in SIZES {
        assert_snapshot!(format!("test {width}x{height}"), learner(width, height).keys("t").screen());
    }
    let mut harness = newcomer(80, 24);
    let all = harness.keys("t").screen();
    assert!(all.contains("10 questions of the 20 that fit."), "{all}");
    let some = harness.keys("<Left>").screen();
    assert!(some.contains("5 questions of the 20 that fit."), "{some}");
    let domain = harness.keys("jjjj<Right>").screen();
    assert!(domain.contains("1 Building") && domain.contains("5 questions of the 10 that fit."), "{domain}");
    let task = harness.keys("j<Left>").screen();
    assert!(task.contains("2.1 Watching it") && !task.contains("1 Building"), "{task}");
    let missed = harness.keys("gj<Left><Left>").screen();
    assert!(missed.contains("on the list of mistakes") && missed.contains("No question fits."), "{missed}");
    assert!(harness.keys("<Enter>").screen().contains("leave a part of the selection out"));
    assert_eq!(harness.app.context(), Some(Context::Test));
}

#[test]
fn a_question_and_its_verdict() {
    for (width, height) in [(80, 24), (40, 12), (120, 40)] {
        let size = format!("{width}x{height}");
        let mut harness = newcomer(width, height);
        assert_snapshot!(format!("question {size}"), harness.keys("t<Enter>").screen());
        choose(&mut harness, false);
        assert_snapshot!(format!("chosen {size}"), harness.keys("w").screen());
        assert_snapshot!(format!("verdict {size}"), harness.keys("<Enter>").screen());
    }
}

#[test]
fn the_end_sums_up_by_domain_and_opens_what_was_missed() {
    for (width, height) in SIZES {
        let mut harness = newcomer(width, height);
        harness.keys("t<Left><Enter>");
        for n in 0..5 {
            answer(&mut harness, n > 1);
        }
        assert_eq!(harness.app.context(), Some(Context::QuizEnd));
        assert_snapshot!(format!("end {width}x{height}"), harness.screen());
        let end = harness.screen();
        harness.keys("<Enter>");
        assert_eq!(harness.app.context(), Some(Context::QuizVerdict));
        assert_eq!(harness.keys("<Esc>").screen(), end);
        let drill = harness.keys("d").screen();
        assert!(drill.contains("Life of a message") || drill.contains("Watching a queue"), "{drill}");
        assert_eq!(harness.app.context(), Some(Context::DrillTopic));
    }
}

#[test]
fn a_quiz_left_or_killed_goes_on_where_it_stood() {
    let mut harness = newcomer(80, 24);
    harness.keys("t<Left><Enter>");
    answer(&mut harness, true);
    choose(&mut harness, true);
    let before = harness.screen();
    assert!(before.contains("2 of 5") && before.contains("(•)"), "{before}");
    let home = harness.keys("<Esc>").screen();
    assert!(home.contains("1 of 5 answered and kept") && home.contains("at 2 of 5"), "{home}");
    assert_eq!(harness.keys("t<Enter>").screen(), before);
    let mut again = killed(harness);
    let test = again.keys("t").screen();
    assert!(test.contains("question 2 of 5 · All questions"), "{test}");
    assert_eq!(again.keys("<Enter>").screen(), before);
    again.keys("<Enter>");
    let verdict = again.screen();
    assert!(verdict.contains("✓ Right"), "{verdict}");
    let mut third = killed(again);
    assert_eq!(third.keys("t<Enter>").screen(), verdict, "a verdict that was shown stands");
}

#[test]
fn enter_with_nothing_chosen_asks_once_and_then_shows_the_answer() {
    let mut harness = newcomer(80, 24);
    let told = harness.keys("t<Enter><Enter>").screen();
    assert!(told.contains("Nothing is chosen."), "{told}");
    assert_eq!(harness.app.context(), Some(Context::Quiz));
    let shown = harness.keys("<Enter>").screen();
    assert!(shown.contains("✗ Not answered"), "{shown}");
}

#[test]
fn an_answer_is_guessed_or_sure_until_its_verdict() {
    let mut harness = newcomer(80, 24);
    harness.keys("t<Enter>");
    choose(&mut harness, true);
    assert!(harness.keys("w").screen().lines().nth(1).unwrap().contains("guessed"));
    assert!(harness.keys("y").screen().lines().nth(1).unwrap().contains("sure"));
    assert!(
        harness.keys("y").screen().lines().nth(1).unwrap().contains("w guess  y sure"),
        "nothing is said"
    );
    let judged = harness.keys("w<Enter>").screen();
    assert!(judged.contains("✓ Right, guessed"), "{judged}");
    harness.keys("<Esc>");
    assert!(harness.screen().contains("1 open"), "a guess is on the list of mistakes: {}", harness.screen());
}

#[test]
fn topic_sources_note_mark_and_dispute_are_one_key_away() {
    let mut harness = newcomer(80, 24);
    let asked = harness.keys("t<Enter>").screen();
    assert!(harness.keys("t").screen().contains("Topic · "));
    assert_eq!(harness.keys("<Esc>").screen(), asked);
    assert!(harness.keys("m").screen().contains("Marked."));
    assert!(harness.keys("na rhyme<Enter>").screen().contains("Kept"));
    let disputed = harness.keys("!two are right<Enter>").screen();
    assert!(disputed.contains("marked · you think this is wrong"), "{disputed}");
    assert!(!disputed.contains("a rhyme"), "the note comes with the answer");
    choose(&mut harness, true);
    let judged = harness.keys("<Enter>").screen();
    assert!(judged.contains("Your note: a rhyme"), "{judged}");
    assert!(harness.keys("s").screen().contains("https://example.org/queues"));
    assert!(harness.keys("<Esc>!").screen().contains("No longer disputed."));
}

#[test]
fn questions_are_turned_over_and_a_click_chooses() {
    let mut harness = newcomer(80, 24);
    harness.keys("t<Enter>");
    assert_eq!(place(&harness), "10of1");
    assert!(harness.keys("<Left>").screen().contains("no question further on"));
    assert!(harness.keys("<Right><Right>").screen().contains("3 of 10"));
    harness.click("  Right ");
    assert!(harness.screen().contains("(•)") || harness.screen().contains("[x]"), "{}", harness.screen());
}

#[test]
fn mistakes_tell_what_was_chosen_and_take_a_reason() {
    for (width, height) in [(80, 24), (40, 12), (120, 40)] {
        let mut harness = learner(width, height);
        assert_snapshot!(format!("mistakes {width}x{height}"), harness.keys("x").screen());
        assert_snapshot!(format!("mistake {width}x{height}"), harness.keys("<Enter>").screen());
    }
    let mut harness = learner(80, 24);
    assert!(harness.keys("x2").screen().contains("Kept: misread."));
    let twice = harness.keys("3").screen();
    assert!(twice.contains("between two · back today") && !twice.contains("misread · "), "{twice}");
    harness.keys("d");
    assert_eq!(harness.app.context(), Some(Context::DrillTopic));
    let none = newcomer(80, 24).keys("x").screen();
    assert!(none.contains("no question is missed"), "{none}");
}

#[test]
fn a_question_comes_back_in_the_drill_with_its_options() {
    for (width, height) in SIZES {
        let mut harness = learner(width, height);
        assert_snapshot!(format!("came back {width}x{height}"), harness.keys("d").screen());
        assert_eq!(harness.app.context(), Some(Context::DrillQuestion));
    }
    let mut harness = learner(80, 24);
    harness.keys("d");
    choose(&mut harness, true);
    assert_snapshot!("came back, the verdict", harness.keys("<Enter>").screen());
    assert_eq!(harness.app.context(), Some(Context::DrillVerdict));
    let next = harness.keys("<Space>").screen();
    assert!(next.contains("2 of 3"), "{next}");
    let undone = harness.keys("u").screen();
    assert!(undone.contains("1 of 3") && undone.contains("Took back Good"), "{undone}");
    assert_eq!(harness.app.context(), Some(Context::DrillQuestion));
    choose(&mut harness, false);
    harness.keys("<Enter><Space>");
    choose(&mut harness, true);
    harness.keys("<Enter><Space>");
    choose(&mut harness, true);
    let end = harness.keys("<Enter><Space>").screen();
    assert!(end.contains("3 answers") && end.contains("1 Again, 2 Good"), "{end}");
}

#[test]
fn home_says_what_a_test_would_ask_and_counts_mistakes() {
    let home = learner(80, 24).screen();
    assert!(home.contains("3 open"), "{home}");
    assert!(home.contains("weakest: Building"), "{home}");
    let wide = learner(120, 40).screen();
    assert!(wide.contains("10 questions on your weakest: Building"), "{wide}");
    let home = newcomer(80, 24).screen();
    assert!(home.contains("10 questions ") && home.contains("0 open"), "{home}");
}

#[test]
fn the_first_run_offers_placement_which_can_be_skipped_and_found_later() {
    let first = |folder: &TempDir| study_of(content_with_questions(20), folder, MONDAY);
    for (width, height) in SIZES {
        let folder = TempDir::new().unwrap();
        let study = first(&folder);
        let mut harness = Harness::first(width, height, folder, study, None);
        assert_snapshot!(format!("placement {width}x{height}"), harness.keys("<Enter>").screen());
        harness.keys("<Esc>");
        assert_eq!(harness.app.context(), Some(Context::DrillTopic), "the first card follows");
        harness.keys(":fifteen<Enter>");
        assert_eq!(harness.app.context(), Some(Context::Placing));
        assert!(harness.keys("<Enter>").screen().contains("1 of 15"), "{}", harness.screen());
    }
    let folder = TempDir::new().unwrap();
    let study = first(&folder);
    let mut harness = Harness::first(80, 24, folder, study, None);
    harness.keys("<Enter><Enter>");
    for _ in 0..15 {
        answer(&mut harness, true);
    }
    let end = harness.screen();
    assert!(end.contains("15 of 15 right") && end.contains("Known well: Queues."), "{end}");
    harness.keys("<Esc>:fifteen");
    assert!(harness.screen().contains("0 of "), "it is offered no more: {}", harness.screen());
}

#[test]
fn too_few_questions_offer_no_placement() {
    let folder = TempDir::new().unwrap();
    let study = study_of(content_with_questions(6), &folder, MONDAY);
    let mut harness = Harness::first(80, 24, folder, study, None);
    harness.keys("<Enter>");
    assert_eq!(harness.app.context(), Some(Context::DrillTopic));
    let told = harness.keys(":fifteen<Enter><Enter>").screen();
    assert!(told.contains("There are too few questions: 6 of 15."), "{told}");
}

//! Quizzes line by line, as a shell runs them: asked, judged, left, killed and gone on with; mistakes; disputes.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/shell.rs"]
mod shell;
#[expect(dead_code, reason = "each test binary uses its part of what they share")]
mod support;

use std::process::Stdio;

use shell::Shell;
use support::{PATIENCE, Plain, World, now};

const FIXTURES: &str = "--content=tests/fixtures/quiz";

/// Questions of the fixtures alone.
const MINE: [&str; 4] = ["quiz", "--section", "my.tides", "--plain"];

fn mine<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&MINE[..], more, &[FIXTURES]].concat()
}

/// The letters before the options that begin with a word, in the question that was printed last.
fn letters(said: &str, word: &str) -> String {
    let question = said.rsplit("\nQuestion ").next().unwrap();
    let lines = question
        .lines()
        .filter(|line| line.get(1..).is_some_and(|rest| rest.starts_with(&format!("  {word}"))));
    lines.filter_map(|line| line.chars().next()).collect()
}

/// Answers all questions of a quiz one by one, each time going on with it as a new process: right where `right` says so.
fn answer_all(shell: &Shell, right: impl Fn(usize) -> bool) -> String {
    let mut said = shell.prints(&mine(&["--n", "3"]), "");
    let mut last = String::new();
    for n in 0..3 {
        let asked = if said.contains("Choose exactly 2.") { 2 } else { 1 };
        let word = if right(n) { "Right" } else { "Wrong" };
        let typed: String = letters(&said, word).chars().take(asked).collect();
        assert_eq!(typed.len(), asked, "{said}");
        last = shell.prints(&["quiz", "--resume", "--plain", FIXTURES], &format!("{typed}\n\n"));
        said.clone_from(&last);
    }
    last
}

#[test]
fn a_quiz_reads_line_by_line_and_explains_every_option() {
    let shell = Shell::new();
    let said = shell.prints(&mine(&["--n", "2"]), "?\n\nx\nb c d\n-\ns\nt\n\nq\n");
    insta::assert_snapshot!(said);
    assert!(!said.contains('\u{1b}'));
}

#[test]
fn a_quiz_goes_on_from_process_to_process_and_ends_with_a_summary() {
    let shell = Shell::new();
    let end = answer_all(&shell, |n| n != 1);
    assert!(end.contains("2 of 3 right.") && end.contains("1 question to look at again."), "{end}");
    let complaint = shell.complains(&["quiz", "--resume", "--plain", FIXTURES], 1);
    assert_eq!(complaint, "error: no quiz was left\n\nhint: `dva quiz` begins one\n");
    assert!(shell.prints(&["doctor"], "").contains("memory: equal to the log"));
}

#[test]
fn a_new_quiz_says_that_it_ends_the_one_that_was_left() {
    let shell = Shell::new();
    shell.prints(&mine(&["--n", "2"]), "-\n");
    let said = shell.prints(&mine(&["--n", "1"]), "");
    assert!(said.starts_with("The quiz that was left is ended: question 2 of 2 · Tides.\n"), "{said}");
}

#[test]
fn mistakes_are_listed_and_come_back_in_the_drill_after_a_week() {
    let mut shell = Shell::new();
    assert_eq!(shell.prints(&["quiz", "--mistakes", FIXTURES], ""), "");
    assert_eq!(shell.prints(&["quiz", "--mistakes", "--json", FIXTURES], ""), "[]\n");
    answer_all(&shell, |n| n > 0);
    let text = shell.prints(&["quiz", "--mistakes", FIXTURES], "");
    assert!(text.contains("Back in 7 days\n") && text.contains("✗ Chosen: Wrong"), "{text}");
    let json = shell.prints(&["quiz", "--mistakes", "--json", FIXTURES], "");
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    let row = &rows[0];
    let mut keys: Vec<&String> = row.as_object().unwrap().keys().collect();
    keys.sort_unstable();
    let expected =
        ["due", "guessed", "id", "missed", "options", "question", "reason", "right_days", "section", "topic"];
    assert_eq!(keys, expected);
    assert_eq!((&row["missed"], &row["due"]), (&"2026-11-23".into(), &"2026-11-30".into()));
    let chosen = row["options"].as_array().unwrap().iter().filter(|option| option["chosen"] == true);
    assert!(chosen.clone().count() > 0 && chosen.clone().all(|option| option["right"] == false));
    let due = |shell: &Shell| shell.prints(&["due", "--format", "{due}", FIXTURES], "");
    assert_eq!(due(&shell), "0\n");
    shell.now = "2026-11-30T09:00:00+01:00";
    assert_eq!(due(&shell), "1\n");
    let drill = shell.prints(&["drill", "--section", "my.tides", "--plain", FIXTURES], "");
    assert!(drill.contains("[your answer, as in: "), "{drill}");
    let typed: String = letters_of_drill(&drill);
    // Answered with the topic at hand, taken back, and answered without help.
    let typed_in = format!("3\n\nz\nt\n{typed}\nt\nz\nm\nu\n{typed}\n\n");
    let drill = shell.prints(&["drill", "--section", "my.tides", "--plain", FIXTURES], &typed_in);
    let words = [
        "Type the letter of your answer",
        "Topic: Moon and sun",
        "Enter goes on.",
        "Marked.",
        "Took back Good",
    ];
    for said in words.into_iter().chain(["Right.", "1 answer in"]) {
        assert!(drill.contains(said), "{said}: {drill}");
    }
    assert_eq!(due(&shell), "0\n");
    shell.now = "2026-12-07T09:00:00+01:00";
    let drill = shell.prints(&["drill", "--section", "my.tides", "--plain", FIXTURES], "");
    let typed: String = letters_of_drill(&drill);
    shell.prints(&["drill", "--section", "my.tides", "--plain", FIXTURES], &format!("{typed}\n\n"));
    assert_eq!(shell.prints(&["quiz", "--mistakes", "--json", FIXTURES], ""), "[]\n", "two right days");
}

/// The letters of the right options of a question that came back.
fn letters_of_drill(said: &str) -> String {
    let asked = if said.contains("Choose exactly 2.") { 2 } else { 1 };
    letters(said, "Right").chars().take(asked).collect()
}

#[test]
fn what_fits_nothing_or_is_not_there_is_said() {
    let shell = Shell::new();
    let complaint = shell.complains(&mine(&["--missed"]), 1);
    assert!(complaint.starts_with("error: no question fits\n\nhint: "), "{complaint}");
    let complaint = shell.complains(&["quiz", "--plain", "--section", "my.tide", FIXTURES], 1);
    assert_eq!(complaint, "error: there is no section `my.tide`\n\nhint: did you mean `my.tides`?\n");
    let complaint = shell.complains(&["quiz", "--plain", "--domain", "2", FIXTURES], 1);
    assert!(complaint.contains("no exam is chosen"), "{complaint}");
    shell.prints(&["config", "set", "exam", "dva-c02"], "");
    let complaint = shell.complains(&["quiz", "--plain", "--domain", "9", FIXTURES], 1);
    assert!(complaint.contains("the domains are: 1, 2, 3, 4"), "{complaint}");
    assert!(shell.complains(&["quiz"], 2).contains("--plain"));
    assert!(shell.complains(&["quiz", "--resume", "--missed"], 2).contains("cannot be used with"));
    assert!(shell.complains(&["quiz", "--json"], 2).contains("--mistakes"));
}

#[test]
fn disputes_are_exported_with_id_version_and_text() {
    let shell = Shell::new();
    assert_eq!(shell.prints(&["export", "--disputes", FIXTURES], ""), "");
    shell.prints(&["items", "dispute", "my.tides.q-spring", "two keys are right", FIXTURES], "");
    shell.prints(&mine(&["--n", "3"]), "! not so\nq\n");
    insta::assert_snapshot!(shell.prints(&["export", "--disputes", FIXTURES], ""));
    let missing = shell.complains(&["export"], 2);
    assert!(missing.contains("--disputes"), "{missing}");
    shell.prints(&["items", "undispute", "my.tides.q-spring", FIXTURES], "");
    assert!(!shell.prints(&["export", "--disputes", FIXTURES], "").contains("two keys are right"));
}

#[test]
fn a_quiz_that_is_killed_keeps_every_verdict_it_gave() {
    let world = World::new();
    let quiz = |more: &[&str]| {
        let arguments = [&["quiz", "--plain", FIXTURES], more].concat();
        let mut command = world.dva(&arguments);
        command.env("DVA_SEED", "1").stdin(Stdio::piped());
        Plain::start(command)
    };
    let read_to = |quiz: &mut Plain, end: &str| {
        let deadline = now() + PATIENCE;
        while !quiz.line(deadline).unwrap().starts_with(end) {}
    };
    let mut first = quiz(&["--section", "my.tides", "--n", "3"]);
    for answered in 0..3 {
        read_to(&mut first, "[your answer");
        first.type_in("-\n");
        read_to(&mut first, "[Enter goes on]");
        first.kill();
        assert_eq!(world.reviews(), answered + 1);
        first = quiz(&["--resume"]);
        first.type_in(if answered == 2 { "" } else { "\n" });
    }
    let (status, complaint) = first.end();
    assert!(status.success() && complaint.is_empty(), "{complaint}");
    assert!(world.succeed(&["doctor", FIXTURES]).contains("memory: equal to the log"));
}

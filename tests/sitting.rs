//! Mock exams with the real binary on a terminal: killed and gone on with, timed, kept from a second terminal, reported.
//!
//! `DVA_KILLS` sets the number of kills of the tests that kill; this one takes a tenth of it.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "what must not fail here fails the test")]

#[expect(dead_code, reason = "each test binary uses its part of what they share")]
mod support;

use std::collections::BTreeMap;
use std::fs;

use dva::content::shipped;
use portable_pty::CommandBuilder;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use rusqlite::Connection;
use serde_json::Value;

use support::terminal::{Terminal, command};
use support::{DVA, World, variable, words};

const CTRL_C: &str = "\x03";
const RIGHT: &str = "\x1b[C";

/// Questions of each task: enough for a paper of the exam's proportions.
const PER_TASK: usize = 8;

/// Kills when nobody asks for another number.
const KILLS: u64 = 20;

/// A learner with questions of their own for every task of DVA-C01, four options each, one of them right.
fn learner() -> World {
    let world = World::new();
    let folder = world.data().join("content");
    fs::create_dir_all(&folder).unwrap();
    let blueprints = shipped::content().blueprints;
    let exam = blueprints.iter().find(|blueprint| blueprint.id == "dva-c01").unwrap();
    let mut text =
        "[section]\nid = \"my.section\"\ntitle = \"Mine\"\nabout = \"To be asked.\"\n\n".to_owned();
    let sources = "sources = [\"https://example.org/\"]\nverified = 2026-01-05\n";
    text += "[[topic]]\nid = \"my.topic\"\ntitle = \"Mine\"\nmaps = { dva-c01 = \"1.1\" }\ntier = 1\n";
    text += &format!("body = \"To be asked.\"\n{sources}\n");
    for (task, id) in exam.finest().enumerate() {
        for n in 0..PER_TASK {
            let name = format!("t{task}n{n}");
            let words = (0..14).map(|w| format!("{name}w{w}")).collect::<Vec<_>>().join(" ");
            text +=
                &format!("[[question]]\nid = \"my.{name}\"\ntopic = \"my.topic\"\nlevel = \"application\"\n");
            text += &format!("maps = {{ dva-c01 = \"{id}\" }}\nstem = \"{words} now?\"\n{sources}");
            for option in 0..4 {
                let key = if option == 0 { "key = true\n" } else { "" };
                text += &format!("[[question.option]]\nid = \"o{option}\"\ntext = \"Do {name} {option}\"\n");
                text += &format!("{key}why = \"Because of {option}.\"\n");
            }
        }
    }
    fs::write(folder.join("01-mine.toml"), text).unwrap();
    world
}

fn exam(world: &World, arguments: &[&str], now: Option<&str>) -> CommandBuilder {
    let mut command = command(world, DVA, &[&["exam"], arguments].concat());
    if let Some(now) = now {
        command.env("DVA_NOW", now);
    }
    command
}

/// Rows and columns on which the longest question shows all its options.
const SIZE: (u16, u16) = (70, 100);

/// What ends every frame: a screen that was read up to it is whole.
const FRAME_END: &[u8] = b"\x1b[?25l";

fn is_whole(terminal: &Terminal) -> bool {
    terminal.raw.ends_with(FRAME_END)
}

/// A mock exam on a terminal, with a question on the screen.
fn sit(world: &World, arguments: &[&str], now: Option<&str>) -> Terminal {
    let mut terminal = Terminal::start(exam(world, arguments, now), SIZE.0, SIZE.1);
    terminal.wait_until("a question", |terminal| {
        is_whole(terminal) && terminal.row(0).contains("Question ") && terminal.row(-1).starts_with(" a–")
    });
    terminal
}

/// Whether one answer is asked for: those of the shipped questions that ask for several are passed by.
fn asks_for_one(terminal: &Terminal) -> bool {
    !terminal.shows("Choose exactly ")
}

/// Moves on until one answer is asked for, and gives it.
fn answer_one(terminal: &mut Terminal, option: char) -> usize {
    while !asks_for_one(terminal) {
        let next = question(terminal) + 1;
        terminal.press(RIGHT);
        terminal.wait_until("the next question", |terminal| {
            is_whole(terminal) && terminal.row(0).contains(&format!("Question {next} of"))
        });
    }
    terminal.press(&option.to_string());
    terminal.wait_until("the answer", |terminal| chosen(terminal) == Some(option));
    question(terminal)
}

/// The question on the screen, from 1.
fn question(terminal: &Terminal) -> usize {
    let row = terminal.row(0);
    let number = row.split("Question ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap();
    number.parse().unwrap()
}

/// The option chosen on the screen.
fn chosen(terminal: &Terminal) -> Option<char> {
    terminal.text().iter().find_map(|row| row.split("(•) ").nth(1)?.chars().next())
}

/// What is left on the clock, in seconds.
fn left(terminal: &Terminal) -> u64 {
    let row = terminal.row(0);
    let clock = row.trim_end().strip_suffix(" left").unwrap().rsplit(' ').next().unwrap().to_owned();
    clock.split(':').fold(0, |seconds, part| 60 * seconds + part.parse::<u64>().unwrap())
}

fn kill(mut terminal: Terminal) {
    terminal.signal("KILL");
    terminal.end();
}

fn quit(mut terminal: Terminal) {
    terminal.press(CTRL_C);
    assert!(terminal.end().success());
}

/// Submits, and waits for the report.
fn submit(terminal: &mut Terminal) {
    terminal.press("S");
    terminal.wait_for("Submit?");
    terminal.press("S");
    terminal.wait_for("scored right");
}

fn json(world: &World, arguments: &[&str]) -> Value {
    serde_json::from_str(&world.succeed(&[&["exam"], arguments].concat())).unwrap()
}

/// What the screen has confirmed, and the key that it may not have.
#[derive(Debug, Default)]
struct Confirmed {
    at: usize,
    answers: BTreeMap<usize, char>,
    in_flight: Option<Key>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Next,
    Choose(char),
}

impl Confirmed {
    /// Holds the screen of a new run against what was confirmed before the kill.
    fn examine(&mut self, terminal: &Terminal, kill: u64) {
        let (at, answer) = (question(terminal), chosen(terminal));
        let before = (self.at, self.answers.get(&self.at).copied());
        let mut allowed = vec![before];
        match self.in_flight.take() {
            Some(Key::Next) => allowed.push((self.at + 1, self.answers.get(&(self.at + 1)).copied())),
            Some(Key::Choose(option)) => allowed.push((self.at, Some(option))),
            None => {}
        }
        assert!(allowed.contains(&(at, answer)), "kill {kill}: {:?}, confirmed {self:?}", (at, answer));
        self.at = at;
        self.answers.extend(answer.map(|answer| (at, answer)));
    }

    /// Presses a key; with `waits`, until the screen shows what it did.
    fn press(&mut self, terminal: &mut Terminal, key: Key, waits: bool) {
        self.in_flight = Some(key);
        match key {
            Key::Next => terminal.press(RIGHT),
            Key::Choose(option) => terminal.press(&option.to_string()),
        }
        if !waits {
            return;
        }
        let next = format!("Question {} of 65", self.at + 1);
        match key {
            Key::Next => {
                terminal.wait_until(&next, |terminal| is_whole(terminal) && terminal.shows(&next));
                self.at += 1;
            }
            Key::Choose(option) => {
                terminal.wait_until("the answer", |terminal| chosen(terminal) == Some(option));
                self.answers.insert(self.at, option);
            }
        }
        self.in_flight = None;
    }
}

#[test]
fn no_answer_that_was_shown_is_lost_by_a_kill_and_the_report_has_them_all() {
    let world = learner();
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let kills = variable("DVA_KILLS").map_or(KILLS, |kills| kills.parse::<u64>().unwrap().div_ceil(10));
    let mut confirmed = Confirmed { at: 1, ..Confirmed::default() };
    let mut terminal = sit(&world, &["start", "--seed", "1"], None);
    for n in 0..kills {
        confirmed.examine(&terminal, n);
        let keys = rng.random_range(1..8);
        for key in 0..keys {
            let is_last = key + 1 == keys;
            let next = if confirmed.at < 65 && (!asks_for_one(&terminal) || rng.random_bool(0.5)) {
                Key::Next
            } else {
                Key::Choose(char::from(b"abcd"[rng.random_range(0..4)]))
            };
            if !asks_for_one(&terminal) && next != Key::Next {
                break;
            }
            confirmed.press(&mut terminal, next, !(is_last && rng.random_bool(0.5)));
        }
        kill(terminal);
        terminal = sit(&world, &["resume"], None);
    }
    confirmed.examine(&terminal, kills);
    submit(&mut terminal);
    quit(terminal);
    let report = json(&world, &["report", "1", "--json"]);
    let questions = report["questions"].as_array().unwrap();
    assert_eq!(questions.len(), 65);
    for (n, question) in questions.iter().enumerate() {
        let options = question["options"].as_array().unwrap();
        let at = options.iter().position(|option| option["chosen"] == true);
        assert!(options.iter().filter(|option| option["chosen"] == true).count() <= 1);
        let chosen = at.map(|at| char::from(b'a' + at as u8));
        assert_eq!(chosen, confirmed.answers.get(&(n + 1)).copied(), "question {}", n + 1);
    }
    let health = world.succeed(&["doctor"]);
    assert!(health.contains("mock exams and quizzes: 1, replayed"), "{health}");
}

#[test]
fn the_clock_is_written_while_nothing_is_pressed_and_a_kill_takes_no_more_than_a_second() {
    let world = learner();
    let mut terminal = sit(&world, &["start"], None);
    terminal.wait_until("three seconds", |terminal| left(terminal) <= 130 * 60 - 3);
    let shown = left(&terminal);
    kill(terminal);
    let terminal = sit(&world, &["resume"], None);
    // What was shown was written; a beat or two may have been written and not read here.
    let after = left(&terminal);
    assert!((shown.saturating_sub(2)..=shown).contains(&after), "{shown} s before, {after} s after");
    quit(terminal);
}

#[test]
fn time_away_counts_by_the_wall_clock_in_strict_mode_alone_and_is_clamped() {
    let (nine, ten) = ("2026-03-02T09:00:00+00:00", "2026-03-02T10:00:00+00:00");
    let (seven, noon) = ("2026-03-02T07:00:00+00:00", "2026-03-02T12:00:00+00:00");
    for (mode, later, left_after) in [
        ("practice", ten, Some("2:10:00")),
        ("practice", seven, Some("2:10:00")),
        ("strict", ten, Some("1:10:00")),
        ("strict", seven, Some("2:10:00")),
        ("strict", noon, None),
    ] {
        let world = learner();
        let mut terminal = sit(&world, &["start", "--mode", mode], Some(nine));
        let at = answer_one(&mut terminal, 'b');
        kill(terminal);
        let mut terminal = Terminal::start(exam(&world, &["resume"], Some(later)), 24, 80);
        match left_after {
            Some(clock) => terminal.wait_for(&format!("Question {at} of 65   {clock} left")),
            None => terminal.wait_for("2:10:00 of 2:10:00"),
        }
        quit(terminal);
    }
}

#[test]
fn a_second_terminal_is_refused_while_the_first_sits() {
    let world = learner();
    let first = sit(&world, &["start"], None);
    for arguments in [&["resume"][..], &["start"]] {
        let mut second = Terminal::start(exam(&world, arguments, None), 24, 80);
        let status = second.end();
        assert!(
            !status.success() && second.shows("this is being sat in another terminal"),
            "{:#?}",
            second.text()
        );
        assert!(second.shows("hint: go on in the other terminal"));
    }
    kill(first);
    // The system gives the seat back, however the first ended.
    quit(sit(&world, &["resume"], None));
}

#[test]
fn list_and_report_are_for_people_and_programs() {
    let world = learner();
    assert_eq!(world.succeed(&["exam", "list"]), "");
    assert_eq!(world.succeed(&["exam", "list", "--json"]), "[]\n");
    let none = world.run(&["exam", "report"]);
    assert!(
        !none.status.success() && words(&none).contains("`dva exam start` begins one"),
        "{}",
        words(&none)
    );
    let mut terminal = sit(&world, &["start", "--seed", "3", "--length", "20"], None);
    answer_one(&mut terminal, 'a');
    assert_eq!(json(&world, &["list", "--json"])[0]["score"], Value::Null);
    submit(&mut terminal);
    quit(terminal);
    let list = json(&world, &["list", "--json"]);
    let (score, report) = (&list[0]["score"], json(&world, &["report", "--json"]));
    assert_eq!((&list[0]["exam"], &list[0]["mode"]), (&Value::from("dva-c01"), &Value::from("practice")));
    assert_eq!(
        (&report["score"], &report["seed"], &report["ended"]),
        (score, &Value::from(3), &Value::from("submitted"))
    );
    // 50 of 65 count: of 20 questions 15.4.
    assert_eq!((&score["of"], &score["unscored_of"]), (&Value::from(15), &Value::from(5)));
    let (text, markdown) =
        (world.succeed(&["exam", "report", "1"]), world.succeed(&["exam", "report", "1", "--md"]));
    assert!(text.starts_with("Mock exam #1, DVA-C01, ") && text.contains("AWS publishes no table"), "{text}");
    assert!(markdown.starts_with("# Mock exam #1, DVA-C01, ") && markdown.contains("### 20. "), "{markdown}");
    assert!(markdown.contains("Because of 3."));
    assert!(world.succeed(&["exam", "list"]).contains("DVA-C01  practice  "));
    let unknown = world.run(&["exam", "report", "7"]);
    assert!(words(&unknown).contains("hint: those that are over: 1"), "{}", words(&unknown));
}

#[test]
fn doctor_replays_sittings_and_names_one_that_makes_another_score() {
    let world = learner();
    let mut terminal = sit(&world, &["start", "--length", "20"], None);
    submit(&mut terminal);
    quit(terminal);
    world.succeed(&["doctor"]);
    let connection = Connection::open(world.database()).unwrap();
    let changed =
        connection.execute("update sitting set result = replace(result, '\"right\":0', '\"right\":1')", []);
    assert_eq!(changed.unwrap(), 1);
    drop(connection);
    let output = world.run(&["doctor"]);
    let said = words(&output);
    assert!(
        !output.status.success() && said.contains("broken: mock exam #1: its answers make another score"),
        "{said}"
    );
}

#[test]
fn without_a_terminal_or_without_an_open_exam_the_way_out_is_said() {
    let world = learner();
    for arguments in [&["exam"][..], &["exam", "start"], &["exam", "resume"]] {
        let output = world.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{}", words(&output));
        assert!(words(&output).contains("dva exam list"), "{}", words(&output));
    }
    let mut terminal = Terminal::start(exam(&world, &["resume"], None), 24, 80);
    assert!(!terminal.end().success());
    assert!(terminal.shows("no mock exam is open") && terminal.shows("`dva exam start` begins one"));
}

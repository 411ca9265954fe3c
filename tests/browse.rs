//! Notes, items and decks from a shell: what the screens of the same names show and change.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/shell.rs"]
mod shell;
#[expect(dead_code, reason = "each test binary uses its part of what they share")]
mod support;

use std::process::Command;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use shell::Shell;
use support::terminal::{Terminal, command};
use support::{DVA, World};

/// A section with one topic, three cards and a deck of them; named in full, as a terminal starts elsewhere.
const OWN: &str = concat!("--content=", env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/own");

/// A section of a learner's own: a topic with strong text, a table and a number.
const PLANETS: &str = r#"
[section]
id = "my.planets"
title = "Planets"
about = "What goes round the Sun."

[[topic]]
id = "my.earth"
title = "The Earth"
maps = { dva-c01 = "3.1" }
tier = 1
body = """
The **Earth** is the third planet.

| Body | Moons |
|---|---|
| Earth | `1` |
| Mars | `2` |
"""
sources = ["https://example.org/earth"]
verified = 2026-11-21

[[fact]]
id = "my.earth.radius"
topic = "my.earth"
service = "Earth"
kind = "figure"
name = "Radius, mean"
value = "6,371 km"
was = [{ value = "6,367 km", until = "2001-05" }]
source = "https://example.org/radius"
verified = 2026-11-22

[[topic]]
id = "my.mars"
title = "Mars"
maps = { dva-c01 = "3.1" }
tier = 1
body = "Mars is red."
sources = ["https://example.org/mars"]
verified = 2026-11-21
"#;

/// What `dva notes my.earth` is to print.
const EARTH: &str = "\
The Earth
my.earth · not read yet

The Earth is the third planet.

Body   Moons
─────  ─────
Earth  1
Mars   2

Numbers
Radius, mean  6,371 km   (6,367 km until May 2001)

Sources, checked on 2026-11-21
https://example.org/earth
";

const MARS: &str = "Mars\nmy.mars · not read yet\n\nMars is red.\n\nSources, checked on 2026-11-21\nhttps://example.org/mars\n";

/// A shell of a learner who wrote about planets.
fn astronomer() -> Shell {
    let shell = Shell::new();
    let folder = shell.folder.path().join("content");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("planets.toml"), PLANETS).unwrap();
    shell
}

#[test]
fn the_sections_are_listed_with_what_was_read_of_each() {
    let shell = astronomer();
    let listed = shell.prints(&["notes"], "");
    for (n, line) in listed.lines().enumerate() {
        assert!(line.width() <= 80, "{line}");
        assert_eq!(line.split_whitespace().next(), Some((n + 1).to_string().as_str()), "{line}");
    }
    let last = |shell: &Shell| {
        let listed = shell.prints(&["notes"], "");
        listed.lines().last().unwrap().split_whitespace().skip(1).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(last(&shell), "my.planets Planets 0 of 2 read");
    assert_eq!(shell.prints(&["notes", "--read", "my.mars"], ""), "Marked as read.\n");
    assert_eq!(last(&shell), "my.planets Planets 1 of 2 read");
    assert_eq!(shell.prints(&["notes", "--read", "my.planets"], ""), "2 topics marked as read.\n");
    assert_eq!(last(&shell), "my.planets Planets 2 of 2 read");
    let said = "To be read again: it comes before its next new item.\n";
    assert_eq!(shell.prints(&["notes", "--unread", "my.mars"], ""), said);
    assert_eq!(last(&shell), "my.planets Planets 1 of 2 read");
}

#[test]
fn a_section_is_read_by_its_id_its_number_or_topic_by_topic() {
    let shell = astronomer();
    assert_eq!(shell.prints(&["notes", "my.earth"], ""), EARTH);
    assert_eq!(shell.prints(&["notes", "my.mars"], ""), MARS);
    let section = shell.prints(&["notes", "my.planets"], "");
    assert_eq!(section, format!("Planets\nWhat goes round the Sun.\n\n{EARTH}\n\n{MARS}"));
    let number = shell.prints(&["notes"], "").lines().count().to_string();
    assert_eq!(shell.prints(&["notes", &number], ""), section);
    let titles = "my.earth  The Earth\nmy.mars   Mars\n";
    assert_eq!(shell.prints(&["notes", "my.planets", "--list"], ""), titles);
    assert!(shell.prints(&["notes", "--list"], "").lines().any(|line| line.ends_with("  The Earth")));
}

#[test]
fn every_section_of_the_course_can_be_read() {
    let shell = Shell::new();
    for number in 1..=28 {
        let text = shell.prints(&["notes", &number.to_string()], "");
        assert!(text.matches("\nSources, checked on ").count() >= 5, "{number}: {text}");
        assert!(!text.contains('\u{1b}'), "{number}: {text}");
    }
}

#[test]
fn a_topic_marked_as_read_is_not_shown_before_its_first_card() {
    let shell = Shell::new();
    let is_shown = || shell.prints(&["drill", "my.sky", "--plain", OWN], "").contains("[Enter goes on]");
    assert!(is_shown());
    shell.prints(&["notes", "--read", "my.sun", OWN], "");
    assert!(!is_shown());
    shell.prints(&["notes", "--unread", "my.sun", OWN], "");
    assert!(is_shown());
}

#[test]
fn names_that_are_not_there_are_answered_with_those_nearest() {
    let shell = astronomer();
    for (arguments, complaint) in [
        (
            &["notes", "my.planet"][..],
            "there is no section or topic `my.planet`\n\nhint: did you mean `my.planets`?",
        ),
        (
            &["notes", "--read", "my.mors"],
            "there is no section or topic `my.mors`\n\nhint: did you mean `my.mars`?",
        ),
        (&["notes", "0"], "there is no section or topic `0`\n\nhint: "),
        (
            &["items", "show", "my.earth.radio"],
            "there is no item `my.earth.radio`\n\nhint: did you mean `my.earth.radius`?",
        ),
        (
            &["items", "mark", "earth radius"],
            "there is no item `earth radius`\n\nhint: did you mean `my.earth.radius`?",
        ),
        (&["items", "reset", "§§"], "there is no item `§§`\n\nhint: `dva decks daily` lists the items"),
        (&["decks", "dialy"], "there is no deck `dialy`\n\nhint: did you mean `daily`?"),
    ] {
        let said = shell.complains(arguments, 1);
        assert!(said.starts_with(&format!("error: {complaint}")), "{said}");
    }
}

#[test]
fn every_mark_is_listed_under_its_kind_and_can_be_taken_back() {
    let shell = Shell::new();
    let line = |signs: &str| format!("my.sun.kind#1  {signs}  new  The Sun is a […], not a planet.\n");
    for (mark, unmark, kind, sign) in [
        ("mark", "unmark", "--flagged", "marked"),
        ("dispute", "undispute", "--disputed", "disputed"),
        ("suspend", "unsuspend", "--suspended", "suspended"),
        ("bury", "unbury", "--buried", "buried"),
    ] {
        assert_eq!(shell.prints(&["items", kind, OWN], ""), "", "nothing for a script to count");
        assert!(!shell.prints(&["items", mark, "my.sun.kind#1", OWN], "").is_empty());
        assert_eq!(shell.prints(&["items", kind, OWN], ""), line(sign));
        assert_eq!(shell.prints(&["items", "--leech", kind, OWN], ""), line(sign), "any kind will do");
        assert_eq!(shell.prints(&["items", "--leech", OWN], ""), "");
        shell.prints(&["items", unmark, "my.sun.kind#1", OWN], "");
        assert_eq!(shell.prints(&["items", OWN], ""), "");
    }
    shell.prints(&["items", "mark", "my.sun.kind#1", OWN], "");
    shell.prints(&["items", "dispute", "my.sun.kind#1", OWN], "");
    assert_eq!(shell.prints(&["items", OWN], ""), line("marked,disputed"));
}

#[test]
fn what_is_suspended_or_buried_from_a_shell_is_not_drilled() {
    let shell = Shell::new();
    let asked = || shell.prints(&["drill", "my.sky", "--plain", OWN], "").lines().next().unwrap().to_owned();
    assert!(asked().starts_with("Sky: 3 items."));
    shell.prints(&["items", "suspend", "my.sun.light", OWN], "");
    assert!(asked().starts_with("Sky: 2 items."));
    shell.prints(&["items", "bury", "my.sun.table", OWN], "");
    assert!(asked().starts_with("Sky: 1 item."));
    shell.prints(&["items", "unsuspend", "my.sun.light", OWN], "");
    shell.prints(&["items", "unbury", "my.sun.table", OWN], "");
    assert!(asked().starts_with("Sky: 3 items."));
}

#[test]
fn a_note_is_kept_shown_and_taken_away() {
    let shell = Shell::new();
    let shown = || shell.prints(&["items", "show", "my.sun.light", OWN], "");
    let bare = "my.sun.light · Stars › The Sun\n\nHow old is the sunlight that we see?\n\n8 minutes and 20 seconds\n";
    let sources = "\nSources, checked on 2026-11-22\nhttps://example.org/sun\n";
    assert_eq!(shown(), format!("{bare}\nNew\n{sources}"));
    shell.prints(&["items", "note", "my.sun.light", "-500 s \u{1b}[31m", OWN], "");
    assert_eq!(shown(), format!("{bare}\nYour note: -500 s \\u{{1b}}[31m\n\nNew · noted\n{sources}"));
    assert_eq!(shell.prints(&["items", "note", "my.sun.light", "", OWN], ""), "No note.\n");
    assert_eq!(shown(), format!("{bare}\nNew\n{sources}"));
}

#[test]
fn as_json_the_list_is_one_array_of_what_the_readme_names() {
    let shell = Shell::new();
    let listed = || serde_json::from_str::<Value>(&shell.prints(&["items", "--json", OWN], "")).unwrap();
    assert_eq!(listed(), json!([]));
    shell.prints(&["drill", "my.sky", "--plain", "--limit", "1", OWN], "\n\n1\n");
    shell.prints(&["items", "mark", "my.sun.light", OWN], "");
    shell.prints(&["items", "note", "my.sun.light", "a | b", OWN], "");
    let item = json!({
        "id": "my.sun.light", "section": "my.stars", "topic": "my.sun", "kind": "card",
        "signs": ["flagged", "noted"], "due": "2026-11-23", "answers": 1, "forgotten": 0, "note": "a | b",
        "front": "How old is the sunlight that we see?", "back": "**8 minutes and 20 seconds**",
    });
    assert_eq!(listed(), json!([item]));
    let readme = include_str!("../README.md");
    let told = readme.split("`dva items --json`").nth(1).unwrap().split("\n\n").next().unwrap();
    for key in item.as_object().unwrap().keys() {
        assert!(told.contains(&format!("`{key}`")), "{key}: {told}");
    }
    let complaint = shell.complains(&["items", "--json", "show", "my.sun.light", OWN], 2);
    assert!(complaint.contains("\n\nhint: "), "{complaint}");
}

#[test]
fn an_item_starts_afresh_once_it_is_confirmed() {
    let shell = Shell::new();
    shell.prints(&["drill", "my.sky", "--plain", "--limit", "1", OWN], "\n\n3\n");
    let stands = || shell.prints(&["decks", "my.sky", OWN], "").lines().next().unwrap().to_owned();
    assert!(stands().starts_with("my.sun.light   due in "), "{}", stands());
    let complaint = shell.complains(&["items", "reset", "my.sun.light", OWN], 2);
    assert!(complaint.ends_with("\n\nhint: add --yes\n"), "{complaint}");
    assert!(stands().starts_with("my.sun.light   due in "), "{}", stands());
    let said = shell.prints(&["items", "reset", "my.sun.light", "--yes", OWN], "");
    assert_eq!(said, "New again: 1 answer taken back; the log keeps them.\n");
    assert!(stands().starts_with("my.sun.light   new  How old"), "{}", stands());
    let said = shell.prints(&["items", "reset", "my.sun.light", "--yes", OWN], "");
    assert_eq!(said, "It is new already.\n");
    assert!(shell.prints(&["doctor", OWN], "").contains("memory: equal to the log"));
}

#[test]
fn decks_are_listed_with_how_they_stand_and_with_what_they_hold() {
    let mut shell = Shell::new();
    let sky = |shell: &Shell| {
        let listed = shell.prints(&["decks", OWN], "");
        let line = listed.lines().find(|line| line.starts_with("my.sky ")).unwrap().to_owned();
        line.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(sky(&shell), ["my.sky", "3", "0", "3", "Sky"]);
    shell.prints(&["drill", "my.sky", "--plain", "--limit", "1", OWN], "\n\n3\n");
    shell.now = "2027-11-23T09:00:00+01:00";
    assert_eq!(sky(&shell), ["my.sky", "3", "1", "2", "Sky"]);
    let held = "\
my.sun.light   due  How old is the sunlight that we see?
my.sun.kind#1  new  The Sun is a […], not a planet.
my.sun.table   new  Which is larger?
";
    assert_eq!(shell.prints(&["decks", "my.sky", OWN], ""), held);
}

#[test]
fn a_reader_that_is_gone_is_no_failure() {
    let shell = Shell::new();
    shell.prints(&["items", "mark", "my.sun.light", OWN], "");
    for arguments in [
        &["notes"][..],
        &["notes", "18"],
        &["notes", "--list"],
        &["items"],
        &["items", "--json"],
        &["items", "show", "my.sun.light"],
        &["items", "unmark", "my.sun.light"],
        &["decks"],
        &["decks", "daily"],
        &["config", "list"],
        &["config", "keys"],
        &["config", "check"],
        &["completions", "bash"],
        &["man"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut dva = Command::new(DVA);
        let dva = dva.args(arguments).arg(OWN).env("DVA_DATA_DIR", shell.folder.path()).stdout(writer);
        let output = dva.output().unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), complaint.as_ref()), (Some(0), ""), "{arguments:?}");
    }
}

/// Runs a command on a terminal of 24 rows and 80 columns to its end.
fn on_a_terminal(world: &World, arguments: &[&str], no_color: bool) -> Terminal {
    let mut command = command(world, DVA, arguments);
    if no_color {
        command.env("NO_COLOR", "1");
    }
    let mut terminal = Terminal::start(command, 24, 80);
    assert!(terminal.end().success());
    terminal
}

#[test]
fn a_terminal_shows_strong_type_unless_no_colour_is_wanted() {
    let world = World::new();
    let shown = on_a_terminal(&world, &["notes", "my.sun", OWN], false);
    assert!(shown.wrote(b"\x1b[1mThe\x1b[0m \x1b[1mSun\x1b[0m", 0), "the title");
    let plain = on_a_terminal(&world, &["notes", "my.sun", OWN], true);
    assert!(!plain.raw.contains(&0x1b));
    assert_eq!(plain.text(), shown.text(), "styles change no word and no line");
}

#[test]
fn lines_of_a_list_end_at_the_edge_of_a_terminal() {
    let world = World::new();
    let listed = on_a_terminal(&world, &["decks", "limits"], false);
    let text = String::from_utf8(listed.raw.clone()).unwrap();
    assert!(text.lines().all(|line| line.trim_end().width() <= 80), "{text}");
    assert!(text.lines().any(|line| line.trim_end().ends_with('…')), "{text}");
}

#[test]
fn on_a_terminal_starting_afresh_is_asked_first() {
    let world = World::new();
    for (answer, said) in
        [("\r", "Nothing was changed."), ("n\r", "Nothing was changed."), ("y\r", "It is new already.")]
    {
        let command = command(&world, DVA, &["items", "reset", "my.sun.light", OWN]);
        let mut terminal = Terminal::start(command, 24, 80);
        terminal.wait_for("[y/N]");
        terminal.press(answer);
        terminal.wait_for(said);
        assert!(terminal.end().success());
    }
}

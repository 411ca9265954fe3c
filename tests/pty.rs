//! The tutor in a pseudo-terminal: it starts, drills, quits, and gives the terminal back whatever happens.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "what must not fail here fails the test")]

#[expect(dead_code, reason = "each test binary uses its part of what they share")]
mod support;

use std::io::Read;
use std::sync::mpsc::channel;
use std::thread;

use dva::schedule::Grade;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use support::terminal::{Terminal, command};
use support::{A_MORNING, DVA, PATIENCE, World, has};

/// Ctrl-C and Ctrl-Z as a terminal in raw mode sends them.
const CTRL_C: &str = "\x03";
const CTRL_Z: &str = "\x1a";

fn tutor(world: &World) -> CommandBuilder {
    command(world, DVA, &[])
}

/// The tutor on a usual terminal, at Home.
fn open(command: CommandBuilder) -> Terminal {
    let mut terminal = Terminal::start(command, 24, 80);
    terminal.home();
    terminal
}

#[test]
fn a_first_session_is_topic_answer_grade_and_quit() {
    let world = World::new();
    let mut terminal = open(tutor(&world));
    assert!(terminal.screen().hide_cursor());
    terminal.press("\r");
    terminal.wait_until("the topic", Terminal::is_topic);
    terminal.front(1);
    terminal.answer(3);
    terminal.front(2);
    assert_eq!(world.reviews(), 1, "the next card is shown, so the grade is in the log");
    let quitting = terminal.raw.len();
    terminal.press(CTRL_C);
    let status = terminal.end();
    assert!(status.success(), "{status}");
    terminal.assert_restored(quitting);

    let (reviews, retractions) = world.store().rows().unwrap();
    assert_eq!((reviews.len(), retractions.len()), (1, 0));
    assert_eq!(reviews[0].grade, Grade::Good);
}

#[test]
fn answers_from_before_a_restart_are_taken_back_in_a_new_process() {
    let world = World::new();
    let mut terminal = open(tutor(&world));
    terminal.drill();
    terminal.answer(3);
    terminal.front(2);
    terminal.answer(2);
    terminal.front(3);
    terminal.press(CTRL_C);
    assert!(terminal.end().success());

    let mut terminal = open(tutor(&world));
    terminal.press("u");
    terminal.wait_for("Took back Hard on ");
    terminal.press("u");
    terminal.wait_for("Took back Good on ");
    terminal.press("u");
    terminal.wait_for("There is nothing to undo.");
    terminal.press(CTRL_C);
    assert!(terminal.end().success());

    let (reviews, retractions) = world.store().rows().unwrap();
    assert_eq!(
        (reviews.len(), retractions.len()),
        (2, 2),
        "nothing is deleted: the log says what was taken back"
    );
    assert!(world.succeed(&["doctor"]).contains("log: 2 reviews of 0 items"));
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_says_what_went_wrong() {
    let world = World::new();
    let mut command = tutor(&world);
    command.env("DVA_PANIC", "1");
    let mut terminal = Terminal::start(command, 24, 80);
    terminal.wait_until("the first questions", Terminal::is_welcome);
    let panicking = terminal.raw.len();
    terminal.press("j");
    let status = terminal.end();
    assert!(!status.success() && status.signal().is_none(), "{status}");
    terminal.assert_restored(panicking);
    assert!(terminal.shows("DVA_PANIC is set"), "the message is readable on the learner's own screen");
}

#[test]
fn a_signal_to_end_gives_the_terminal_back_and_ends_the_program() {
    for (name, code) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let world = World::new();
        let mut terminal = open(tutor(&world));
        terminal.drill();
        terminal.answer(3);
        terminal.front(2);
        let ending = terminal.raw.len();
        terminal.signal(name);
        let status = terminal.end();
        assert_eq!(status.exit_code(), code, "{name}");
        terminal.assert_restored(ending);
        assert_eq!(world.reviews(), 1, "{name}");
    }
}

#[test]
fn a_terminal_that_is_closed_ends_the_program() {
    let world = World::new();
    let pair = native_pty_system().openpty(PtySize::default()).unwrap();
    let mut child = pair.slave.spawn_command(tutor(&world)).unwrap();
    drop(pair.slave);
    let (mut reader, writer) = (pair.master.try_clone_reader().unwrap(), pair.master.take_writer().unwrap());
    let (done, ended) = channel();
    thread::spawn(move || {
        let (mut seen, mut byte) = (Vec::new(), [0]);
        while !seen.ends_with(b"keys") && reader.read(&mut byte).is_ok_and(|read| read == 1) {
            seen.extend(byte);
        }
        // With the last handle on its other side the terminal is gone, as when its window is closed.
        drop((reader, writer, pair.master));
        done.send((seen, child.wait())).unwrap();
    });
    let (seen, status) = ended.recv_timeout(PATIENCE).expect("it opens, and ends with its terminal");
    assert!(seen.ends_with(b"keys"), "{}", String::from_utf8_lossy(&seen));
    assert_eq!(status.unwrap().exit_code(), 129);
}

/// The tutor where time stands still, so that two runs look the same.
fn still(world: &World) -> CommandBuilder {
    let mut command = tutor(world);
    command.env("DVA_NOW", A_MORNING);
    command.env("DVA_SEED", "7");
    command
}

#[test]
fn after_two_hundred_sizes_the_screen_is_as_if_it_had_never_changed() {
    const SIZES: [(u16, u16); 8] =
        [(1, 1), (12, 40), (60, 200), (8, 30), (7, 29), (2, 200), (60, 3), (24, 80)];
    let (calm, stormy) = (World::new(), World::new());
    let mut expected = Terminal::start(still(&calm), 30, 100);
    expected.home();
    expected.drill();
    let expected = expected.text();

    let mut rng = ChaCha8Rng::seed_from_u64(20);
    let mut terminal = open(still(&stormy));
    terminal.drill();
    for n in 0..200 {
        let (rows, cols) = if n % 2 == 0 {
            SIZES[n / 2 % SIZES.len()]
        } else {
            (rng.random_range(1..=60), rng.random_range(1..=200))
        };
        terminal.resize(rows, cols);
        // The keys, scrolled, and back to the card.
        terminal.press("?j\x1b[6~k\r");
    }
    terminal.resize(30, 100);
    terminal.wait_until("the card as it was", |terminal| terminal.text() == expected);
    terminal.press(CTRL_C);
    assert!(terminal.end().success());
    assert_eq!(stormy.reviews(), 0);
}

#[test]
fn a_key_pressed_while_the_size_changes_is_followed_at_once() {
    let world = World::new();
    let mut terminal = open(still(&world));
    terminal.drill();
    for _ in 0..100 {
        terminal.resize(30, 100);
        terminal.press("?");
        terminal.wait_until("the keys, at full height", |terminal| terminal.row(-1).starts_with(" Esc back"));
        terminal.resize(24, 80);
        terminal.press("\r");
        terminal.wait_until("the card, at full height", Terminal::is_front);
    }
}

#[test]
fn a_key_after_a_change_of_size_goes_by_the_new_size() {
    let world = World::new();
    let mut terminal = Terminal::start(still(&world), 60, 80);
    terminal.home();
    terminal.press("\r");
    terminal.wait_until("the topic, whole", |terminal| terminal.is_topic() && !terminal.shows("▼"));
    terminal.resize(12, 80);
    terminal.wait_until("its first page", |terminal| terminal.is_topic() && terminal.shows("▼"));
    terminal.press(" ");
    terminal.wait_until("something else", |terminal| terminal.shows("▲") || terminal.is_front());
    assert!(terminal.is_topic(), "what the smaller screen does not show is read before the topic is left");
}

#[test]
fn stopped_and_called_back_by_a_shell_it_shows_what_it_showed() {
    if !has("bash") {
        println!("skipped: bash is not here");
        return;
    }
    let world = World::new();
    let mut shell = command(&world, "bash", &["--norc", "--noprofile", "-i"]);
    for (name, value) in [("PS1", "ready> "), ("LC_ALL", "C"), ("HISTFILE", ""), ("DVA_BIN", DVA)] {
        shell.env(name, value);
    }
    let mut terminal = Terminal::start(shell, 24, 80);
    terminal.wait_for("ready>");
    terminal.press("\"$DVA_BIN\"\r");
    terminal.home();
    terminal.drill();

    let stopping = terminal.raw.len();
    terminal.press(CTRL_Z);
    terminal.wait_for("Stopped");
    terminal.assert_restored(stopping);
    let returning = terminal.raw.len();
    terminal.press("fg\r");
    terminal
        .wait_until("the card again", |terminal| terminal.screen().alternate_screen() && terminal.is_front());
    assert!(
        terminal.wrote(b"\x1b[?1049h", returning) && terminal.is_at(1) && terminal.screen().hide_cursor()
    );
    terminal.answer(3);
    terminal.front(2);
    assert_eq!(world.reviews(), 1);

    terminal.press(CTRL_C);
    terminal.wait_until("the shell", |terminal| !terminal.screen().alternate_screen());
    terminal.press("echo \"it left with $?\"\r");
    terminal.wait_for("it left with 0");
    terminal.press("exit\r");
    terminal.end();
}

/// The parameters of all SGR sequences that set a colour.
fn colours(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw);
    let sequences = text.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ';' || c == ':'))?;
        rest.split_at(end).1.starts_with('m').then(|| rest.split_at(end).0.to_owned())
    });
    let is_colour = |number: u32| matches!(number, 30..=38 | 40..=48 | 90..=97 | 100..=107);
    let numbers = |sequence: &str| sequence.split([';', ':']).filter_map(|n| n.parse().ok()).any(is_colour);
    sequences.filter(|sequence| numbers(sequence)).collect()
}

#[test]
fn no_color_is_obeyed() {
    for no_color in [false, true] {
        let world = World::new();
        let mut command = tutor(&world);
        if no_color {
            command.env("NO_COLOR", "1");
        }
        let mut terminal = open(command);
        terminal.drill();
        terminal.answer(3);
        terminal.front(2);
        terminal.press("?");
        terminal.wait_for("Keys");
        terminal.press(CTRL_C);
        assert!(terminal.end().success());
        let colours = colours(&terminal.raw);
        assert_eq!(colours.is_empty(), no_color, "{colours:?}");
    }
}

#[test]
fn a_first_run_from_nothing_asks_and_ends_in_the_first_card() {
    let world = World::new();
    let mut terminal = Terminal::start(still(&world), 24, 80);
    terminal.wait_until("the first questions", Terminal::is_welcome);
    terminal.press("\t2026-12-12");
    terminal.wait_until("the exam of that day", |terminal| terminal.shows("(•) DVA-C03"));
    terminal.press("\r");
    terminal.wait_for("Where do you stand?");
    terminal.press("\x1b");
    terminal.front(1);
    terminal.answer(3);
    terminal.front(2);
    terminal.press(CTRL_C);
    assert!(terminal.end().success());
    assert_eq!(world.succeed(&["config", "get", "exam"]).trim(), "dva-c03");
    assert_eq!(world.succeed(&["config", "get", "exam-date"]).trim(), "2026-12-12");
    let mut terminal = Terminal::start(tutor(&world), 24, 80);
    terminal.wait_until("Home", Terminal::is_home);
}

/// What a terminal answers about a white and a black background.
const WHITE: &str = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\";
const BLACK: &str = "\x1b]11;rgb:0000/0000/0000\x07";

#[test]
fn the_terminals_answer_chooses_the_theme_and_no_key_is_lost() {
    let mut looks = Vec::new();
    for answer in [WHITE, BLACK] {
        let world = World::new();
        let mut command = still(&world);
        command.env("COLORTERM", "truecolor");
        let mut terminal = Terminal::start(command, 24, 80);
        terminal.wait_until("the question", |terminal| terminal.wrote(b"\x1b]11;?", 0));
        let asked = terminal.raw.windows(5).position(|bytes| bytes == b"\x1b]11;").unwrap();
        assert!(
            String::from_utf8_lossy(&terminal.raw[..asked]).contains("Enter"),
            "the first frame does not wait for the answer"
        );
        // A learner who types while the answer is on its way.
        terminal.press(&format!("\t2026{answer}-12-12"));
        terminal.wait_for("2026-12-12");
        assert!(!terminal.shows("rgb"), "the answer is no text");
        terminal.press("\x1b");
        terminal.wait_until("Home", Terminal::is_home);
        looks.push(colours(&terminal.raw));
        terminal.press(CTRL_C);
        assert!(terminal.end().success());
    }
    let rgb = |look: &[String]| {
        look.iter().filter(|colour| colour.starts_with("38;2")).cloned().collect::<Vec<_>>()
    };
    let (light, dark) = (rgb(&looks[0]), rgb(&looks[1]));
    assert!(!light.is_empty() && !dark.is_empty(), "{looks:?}");
    assert!(light.iter().all(|colour| !dark.contains(colour)), "{light:?} {dark:?}");
}

#[test]
fn the_mouse_is_listened_to_unless_it_is_turned_off() {
    const LISTENING: &[u8] = b"\x1b[?1000h";
    let world = World::new();
    let mut terminal = open(tutor(&world));
    assert!(terminal.wrote(LISTENING, 0));
    let text = terminal.text();
    let (row, line) = text.iter().enumerate().find(|(_, line)| line.contains("Notes")).unwrap();
    let (row, column) = (row + 1, line.split("Notes").next().unwrap().chars().count() + 1);
    terminal.press(&format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
    terminal.wait_for("topics read");
    terminal.press("\x1b[<65;10;5M");
    terminal.wait_until("the fourth section", |terminal| terminal.row(5).contains('▸'));
    let leaving = terminal.raw.len();
    terminal.press(CTRL_C);
    assert!(terminal.end().success());
    assert!(terminal.wrote(b"\x1b[?1000l", leaving), "the terminal has its mouse back");

    std::fs::write(world.data().join("config.toml"), "mouse = false\n").unwrap();
    let mut terminal = open(tutor(&world));
    terminal.press(CTRL_C);
    assert!(terminal.end().success());
    assert!(!terminal.wrote(LISTENING, 0));
}

#[test]
fn a_broken_config_is_told_with_its_place_and_left_as_it_is() {
    let world = World::new();
    let broken = "theme = \"drak\"\n[keys]\nundoo = \"z\"\n";
    let path = world.data().join("config.toml");
    std::fs::create_dir_all(world.data()).unwrap();
    std::fs::write(&path, broken).unwrap();
    let mut terminal = Terminal::start(tutor(&world), 24, 80);
    terminal.wait_for("config.toml:1:9: `theme` is \"drak\"");
    terminal.wait_for("and 1 more");
    terminal.press("\x1b");
    terminal.wait_until("Home, with the usual keys", |terminal| {
        terminal.is_home() && terminal.row(-1).contains("d drill")
    });
    terminal.press(CTRL_C);
    assert!(terminal.end().success());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), broken);
}

#[test]
fn keys_of_ones_own_are_followed() {
    let world = World::new();
    std::fs::create_dir_all(world.data()).unwrap();
    std::fs::write(world.data().join("config.toml"), "[keys.home]\ndecks = \"v\"\n").unwrap();
    let mut terminal = open(tutor(&world));
    terminal.wait_until("the key in the footer", |terminal| terminal.row(-1).contains("v decks"));
    terminal.press("v");
    terminal.wait_for("Everything");
}

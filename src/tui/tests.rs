//! Screens driven by key scripts, on content of their own, with a clock that stands still.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use insta::assert_snapshot;
use rand::rngs::ChaCha8Rng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use tempfile::TempDir;

use crate::fixtures::{MONDAY, study};
use crate::store::FILE_NAME;
use crate::study::{Request, Study};

use super::app::{App, Flow};
use super::keymap::{self, Action, Context};
use super::theme::Theme;

/// The tutor on a screen of a given size, with a database in a folder of its own.
struct Harness {
    app: App,
    area: Rect,
    last: Flow,
    folder: TempDir,
}

impl Harness {
    fn new(width: u16, height: u16) -> Self {
        Self::with(width, height, &[])
    }

    /// The tutor with settings changed before it opens.
    fn with(width: u16, height: u16, settings: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        let mut study = study(&folder, MONDAY);
        for (key, value) in settings {
            study.set(key, value).unwrap();
        }
        Self::open(width, height, folder, study)
    }

    fn open(width: u16, height: u16, folder: TempDir, study: Study) -> Self {
        let mut app = App::new(study, Theme::ansi(), None).unwrap();
        let area = Rect::new(0, 0, width, height);
        app.resize(area);
        Self { app, area, last: Flow::Redraw, folder }
    }

    /// Ends the program and starts it again at `now`.
    fn restart(self, now: &str) -> Self {
        let Self { app, area, folder, .. } = self;
        drop(app);
        let study = study(&folder, now);
        Self::open(area.width, area.height, folder, study)
    }

    /// Presses the keys of a script: plain characters, and names such as `<Space>` or `<Ctrl-C>`.
    fn keys(&mut self, script: &str) -> &mut Self {
        let mut rest = script;
        while let Some(first) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|named| named.split_once('>'));
            let (key, after) = match named {
                Some((name, after)) => (named_key(name), after),
                None => (KeyEvent::from(KeyCode::Char(first)), rest.strip_prefix(first).unwrap()),
            };
            rest = after;
            self.last = self.app.press(key);
        }
        self
    }

    fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(self.area);
        self.app.render(self.area, &mut buffer);
        buffer
    }

    /// The screen as text, without the spaces at the ends of lines.
    fn screen(&self) -> String {
        let buffer = self.buffer();
        let rows = self.area.rows().map(|row| {
            // The second cell of a wide character holds nothing of its own.
            let mut text = String::new();
            let mut skip = 0;
            for column in row.columns() {
                let symbol = buffer[(column.x, column.y)].symbol();
                if skip == 0 {
                    text += symbol;
                }
                skip = if skip > 0 {
                    skip - 1
                } else {
                    unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1)
                };
            }
            text.trim_end().to_owned() + "\n"
        });
        rows.collect()
    }

    /// The screen as runs of one style each, blank ones left out.
    fn styles(&self) -> String {
        let buffer = self.buffer();
        let mut text = String::new();
        let mut run: Option<(Style, String)> = None;
        for row in self.area.rows() {
            for column in row.columns() {
                let cell = &buffer[(column.x, column.y)];
                match &mut run {
                    Some((style, symbols)) if *style == cell.style() => *symbols += cell.symbol(),
                    _ => {
                        text += &told(run.take());
                        run = Some((cell.style(), cell.symbol().to_owned()));
                    }
                }
            }
            text += &told(run.take());
        }
        text
    }
}

fn told(run: Option<(Style, String)>) -> String {
    run.filter(|(_, symbols)| !symbols.trim().is_empty()).map_or_else(String::new, |(style, symbols)| {
        format!("{:?} {:?} | {}\n", style.fg.unwrap_or_default(), style.add_modifier, symbols.trim())
    })
}

fn named_key(name: &str) -> KeyEvent {
    let (code, modifiers) = match name {
        "Space" => (KeyCode::Char(' '), KeyModifiers::NONE),
        "Enter" => (KeyCode::Enter, KeyModifiers::NONE),
        "Esc" => (KeyCode::Esc, KeyModifiers::NONE),
        "Down" => (KeyCode::Down, KeyModifiers::NONE),
        "PgDn" => (KeyCode::PageDown, KeyModifiers::NONE),
        "Ctrl-C" => (KeyCode::Char('c'), KeyModifiers::CONTROL),
        "Ctrl-Z" => (KeyCode::Char('z'), KeyModifiers::CONTROL),
        other => panic!("no key {other}"),
    };
    KeyEvent::new(code, modifiers)
}

#[test]
fn home_says_what_is_to_be_done() {
    assert_snapshot!(Harness::new(80, 24).screen());
    assert_snapshot!(Harness::with(40, 12, &[("exam", "exam"), ("exam-date", "2026-11-30")]).screen());
}

#[test]
fn a_topic_comes_before_its_first_item() {
    assert_snapshot!(Harness::new(80, 24).keys("<Enter>").screen());
    let mut narrow = Harness::new(40, 12);
    assert_snapshot!(narrow.keys("<Enter>").screen());
    assert_snapshot!(narrow.keys("<Space>").screen());
}

#[test]
fn a_card_shows_its_front_then_its_back_with_what_each_grade_means() {
    let mut wide = Harness::new(80, 24);
    assert_snapshot!(wide.keys("<Enter><Space>").screen());
    assert_snapshot!(wide.keys("<Space>").screen());
    assert_snapshot!(wide.styles());
    let mut narrow = Harness::new(40, 12);
    assert_snapshot!(narrow.keys("<Enter><PgDn><PgDn><PgDn><Space><Space>").screen());
}

#[test]
fn revealing_moves_nothing_that_was_there() {
    let mut harness = Harness::new(80, 24);
    let front = harness.keys("<Enter><Space>").screen();
    let back = harness.keys("<Space>").screen();
    let question = |screen: &str| screen.lines().position(|line| line.contains("How long does a queue hide"));
    assert_eq!(question(&front), question(&back));
    assert!(question(&front).is_some());
}

#[test]
fn a_fact_that_changed_shows_both_values_and_the_exams_own_first() {
    let today =
        Harness::with(80, 24, &[("new-order", "course")]).keys("<Enter><Space><Space>3<Space>").screen();
    assert!(today.contains("1 MiB   (256 KB until August 2025)"), "{today}");
    assert!(today.contains("the exam may still ask for 256 KB"), "{today}");
    let settings = [("new-order", "course"), ("exam", "exam")];
    let then = Harness::with(80, 24, &settings).keys("<Enter><Space><Space>3<Space>").screen();
    assert!(then.contains("256 KB   (1 MiB since August 2025)"), "{then}");
}

#[test]
fn wide_characters_and_words_without_a_break_stay_on_the_page() {
    let script = "<Enter><Space><Space>3<Space>3<Space>3<Space>3<Space><Space>3<Space>";
    assert_snapshot!(Harness::with(40, 12, &[("new-order", "course")]).keys(script).screen());
    assert_snapshot!(Harness::with(80, 24, &[("new-order", "course")]).keys(script).screen());
}

#[test]
fn the_summary_names_what_was_missed() {
    let all = "<Enter><Space><Space>1<Space>3<Space>3<Space>4<Space><Space>2<Space>3<Space>3";
    let mut harness = Harness::with(80, 24, &[("new-order", "course")]);
    assert_snapshot!(harness.keys(all).screen());
    assert_snapshot!(harness.keys("<Enter>").screen());
    let mut narrow = Harness::with(40, 12, &[("new-order", "course")]);
    assert_snapshot!(narrow.keys("<Enter><PgDn><PgDn><PgDn><Space><Space>1<Space>3<Esc>").screen());
}

#[test]
fn undo_asks_again_and_redo_gives_the_answer_again() {
    let mut harness = Harness::with(80, 24, &[("new-order", "course")]);
    let first = harness.keys("<Enter><Space>").screen();
    let second = harness.keys("<Space>3").screen();
    assert_ne!(first, second);
    let undone = harness.keys("u").screen();
    assert!(undone.contains("Took back Good on Queues › Life of a message."), "{undone}");
    assert!(undone.contains("How long does a queue hide"), "{undone}");
    let redone = harness.keys("U").screen();
    assert!(redone.contains("Gave again Good on Queues › Life of a message."), "{redone}");
    assert!(redone.contains("Queue: Message size, maximum?"), "{redone}");
    assert!(harness.keys("U").screen().contains("There is nothing to redo."));
    assert!(harness.keys("uu").screen().contains("There is nothing to undo."));
}

#[test]
fn an_answer_from_before_a_restart_is_taken_back_from_home() {
    let mut harness = Harness::with(80, 24, &[("new-order", "course")]);
    harness.keys("<Enter><Space><Space>3<Space>1");
    let mut again = harness.restart("2026-11-23T18:00:00+01:00");
    let screen = again.keys("u").screen();
    assert!(screen.contains("Took back Again on Queues › Life of a message."), "{screen}");
    assert!(screen.contains("Queue: Message size, maximum?"), "{screen}");
    let screen = again.keys("u").screen();
    assert!(screen.contains("How long does a queue hide"), "{screen}");
    assert!(again.keys("UU").screen().contains("Gave again Again"), "redo goes back in the same order");
}

#[test]
fn what_was_failed_comes_back_tomorrow_before_anything_new() {
    let mut harness = Harness::with(80, 24, &[("new-order", "course"), ("new-per-day", "2")]);
    harness.keys("<Enter><Space><Space>3<Space>1<Esc>");
    let today = harness.screen();
    assert!(today.contains("2 done, 1 due, 0 new"), "a failed item stays due today: {today}");
    let tomorrow = harness.restart("2026-11-24T09:00:00+01:00").keys("<Enter>").screen();
    assert!(tomorrow.contains("Queue: Message size, maximum?"), "{tomorrow}");
}

#[test]
fn help_lists_the_keys_of_the_screen_it_was_asked_on() {
    assert_snapshot!(Harness::new(80, 24).keys("?").screen());
    assert_snapshot!(Harness::new(80, 24).keys("<Enter><Space><Space>?").screen());
    assert_snapshot!(Harness::new(40, 12).keys("?").screen());
}

#[test]
fn topic_and_sources_open_over_a_card_and_close_again() {
    let mut harness = Harness::new(80, 24);
    let card = harness.keys("<Enter><Space><Space>").screen();
    assert_snapshot!(harness.keys("t").screen());
    assert_eq!(harness.keys("<Esc>").screen(), card);
    assert_snapshot!(harness.keys("s").screen());
    assert_eq!(harness.keys("<Enter>").screen(), card);
}

#[test]
fn suspending_burying_and_knowing_go_on_to_the_next_item() {
    let settings = [("new-order", "course")];
    let mut harness = Harness::with(80, 24, &settings);
    let screen = harness.keys("<Enter><Space>@").screen();
    assert!(screen.contains("Suspended") && screen.contains("Queue: Message size"), "{screen}");
    let screen = harness.keys("-").screen();
    assert!(
        screen.contains("Buried until tomorrow.") && screen.contains("Which call ends its life?"),
        "{screen}"
    );
    let screen = harness.keys("i").screen();
    assert!(screen.contains("A […] queue keeps"), "{screen}");
    let mut tomorrow = harness.restart("2026-11-24T09:00:00+01:00");
    let screen = tomorrow.keys("<Enter>").screen();
    assert!(
        screen.contains("Queue: Message size"),
        "the buried item is back, the suspended one is not: {screen}"
    );
}

#[test]
fn an_item_that_is_not_new_cannot_be_declared_known() {
    let mut harness = Harness::with(80, 24, &[("new-order", "course"), ("new-per-day", "1")]);
    let screen = harness.keys("<Enter><Space><Space>1i").screen();
    assert!(screen.contains("That is for items that are new to you."), "{screen}");
}

#[test]
fn a_failed_write_is_said_and_the_card_stays() {
    let mut harness = Harness::with(80, 24, &[("new-order", "course")]);
    let back = harness.keys("<Enter><Space><Space>").screen();
    let other = rusqlite::Connection::open(harness.folder.path().join(FILE_NAME)).unwrap();
    other.execute_batch("alter table review rename to away").unwrap();
    let failed = harness.keys("3").screen();
    assert!(failed.contains("! Not saved: the database failed."), "{failed}");
    assert_eq!(failed.lines().take(20).collect::<Vec<_>>(), back.lines().take(20).collect::<Vec<_>>());
    other.execute_batch("alter table away rename to review").unwrap();
    let saved = harness.keys("3").screen();
    assert!(saved.contains("Queue: Message size, maximum?"), "the same key saves it now: {saved}");
}

#[test]
fn a_drill_of_a_deck_asks_only_what_the_deck_holds() {
    let folder = TempDir::new().unwrap();
    let study = study(&folder, MONDAY);
    let request = Request { deck: Some("queue-numbers".to_owned()), ..Request::default() };
    let app = App::new(study, Theme::plain(), Some(request)).unwrap();
    let mut harness = Harness { app, area: Rect::new(0, 0, 80, 24), last: Flow::Redraw, folder };
    harness.app.resize(harness.area);
    let end = harness.keys("<Space><Space>3<Space>3").screen();
    assert!(end.contains("2 answers") && end.contains("Drill · Queue numbers"), "{end}");
}

/// Presses keys from Home until the keys of `context` apply.
fn reach(harness: &mut Harness, context: Context) {
    if context == Context::Global {
        return;
    }
    for _ in 0..200 {
        let now = harness.app.context().unwrap();
        if now == context {
            return;
        }
        harness.keys(match (now, context) {
            (Context::Home, _) => "<Enter>",
            (Context::DrillBack, Context::Reading) => "t",
            (Context::DrillBack, Context::Writing) => "n",
            (Context::DrillBack, _) => "4",
            _ => "<Space>",
        });
    }
    panic!("{context} cannot be reached");
}

#[test]
fn every_bound_key_does_something_on_its_screen() {
    for row in keymap::BINDINGS {
        // A low screen, so that texts are longer than it.
        let mut harness = Harness::with(40, 8, &[("new-order", "course")]);
        harness.keys("<Enter>");
        reach(&mut harness, Context::DrillBack);
        harness.keys("3<Esc>");
        reach(&mut harness, row.context);
        match row.action {
            Action::Redo => _ = harness.keys("u<Esc>"),
            Action::Up | Action::PageUp => _ = harness.keys("jj"),
            _ => {}
        }
        reach(&mut harness, row.context);
        let scrolls = matches!(row.action, Action::Up | Action::Down | Action::PageUp | Action::PageDown);
        if scrolls && !harness.screen().contains(['▲', '▼']) {
            let may_be_short =
                matches!(row.context, Context::DrillFront | Context::Summary | Context::DrillBack);
            assert!(may_be_short, "nothing to scroll on {}", row.context);
            continue;
        }
        let was = harness.screen();
        let key = match row.chords[0].to_string().as_str() {
            "PgUp" => KeyEvent::from(KeyCode::PageUp),
            "↑" => KeyEvent::from(KeyCode::Up),
            "↓" => KeyEvent::from(KeyCode::Down),
            one if one.chars().count() == 1 => KeyEvent::from(KeyCode::Char(one.chars().next().unwrap())),
            name => named_key(name),
        };
        let flow = harness.app.press(key);
        let left = flow == Flow::Quit || flow == Flow::Suspend;
        assert!(left || harness.screen() != was, "{}: {key:?} changes nothing on\n{was}", row.context);
    }
}

#[test]
fn no_size_and_no_key_breaks_a_screen() {
    for seed in 0..3 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut harness = Harness::with(80, 24, &[("new-order", "course")]);
        let keys: Vec<char> = " 1234tsuUi@-jkd?x".chars().collect();
        for _ in 0..1_500 {
            let code = match rng.random_range(0..12) {
                0 => KeyCode::Esc,
                1 => KeyCode::Enter,
                2 => KeyCode::PageDown,
                _ => KeyCode::Char(*keys.choose(&mut rng).unwrap()),
            };
            if rng.random_range(0..4) == 0 {
                harness.area = Rect::new(0, 0, rng.random_range(1..130), rng.random_range(1..50));
                harness.app.resize(harness.area);
            }
            if harness.app.press(KeyEvent::from(code)) == Flow::Quit {
                let area = harness.area;
                harness = harness.restart(MONDAY);
                (harness.area, ()) = (area, harness.app.resize(area));
            }
            harness.buffer();
        }
    }
}

#[test]
fn one_cell_is_enough_to_say_nothing_and_live() {
    for (width, height) in [(1, 1), (1, 50), (200, 1), (29, 8), (30, 7)] {
        let mut harness = Harness::new(width, height);
        let screen = harness.keys("<Enter><Space><Space>?").screen();
        assert!("dva needs 40×12".starts_with(screen.lines().next().unwrap()), "{screen}");
    }
}

#[test]
fn a_hint_takes_plain_characters_and_is_shown_with_the_question() {
    let mut harness = Harness::with(80, 24, &[("new-order", "course")]);
    let writing = harness.keys("<Enter><Space>nq?1 `x`").screen();
    assert!(writing.contains("q?1 `x`▏"), "keys that mean something elsewhere are text here: {writing}");
    assert_snapshot!(writing);
    let kept = harness.keys("<Enter>").screen();
    assert!(kept.contains("Your hint: q?1 'x'"), "{kept}");
    let mut later = harness.restart("2026-11-23T10:00:00+01:00");
    assert!(later.keys("<Enter><Space>").screen().contains("Your hint: q?1 'x'"));
    let left = later.keys("nmore<Esc>").screen();
    assert!(left.contains("Your hint: q?1 'x'") && !left.contains("more"), "Esc keeps what was: {left}");
}

//! Every place beside the drill: the first questions, Home, notes, decks, items, settings, palette.

use insta::assert_snapshot;
use tempfile::TempDir;

use crate::fixtures::{MONDAY, study};
use crate::schedule::Grade;
use crate::study::Request;

use super::super::app::Flow;
use super::super::keymap::Context;
use super::Harness;

/// The sizes that a layout is meant for.
const SIZES: [(u16, u16); 2] = [(80, 24), (40, 12)];

/// A learner on the third day: some answers, one of them wrong, a mark and a note.
fn learner(width: u16, height: u16) -> Harness {
    let folder = TempDir::new().unwrap();
    for (n, now) in ["2026-11-20T09:00:00+01:00", "2026-11-21T09:00:00+01:00", MONDAY].into_iter().enumerate()
    {
        let mut study = study(&folder, now);
        study.set("exam", "exam").unwrap();
        study.set("exam-date", "2026-11-30").unwrap();
        study.set("new-per-day", "3").unwrap();
        let mut drill = study.begin(&Request::default()).unwrap();
        study.topic_shown(&mut drill, 1_000).unwrap();
        for _ in 0..=n {
            study.answer(&mut drill, Grade::Good, 4_000).unwrap();
        }
        study.answer(&mut drill, Grade::Again, 4_000).unwrap();
        let items = study.items_of(&Request::default()).unwrap();
        study.flag(items[0], true).unwrap();
        study.set_note(items[0], "a rhyme").unwrap();
        study.suspend(items[1], true).unwrap();
    }
    let study = study(&folder, MONDAY);
    Harness::open(width, height, folder, study)
}

/// The tutor on its first run.
fn newcomer(width: u16, height: u16, now: &str) -> Harness {
    let folder = TempDir::new().unwrap();
    let study = study(&folder, now);
    Harness::first(width, height, folder, study, None)
}

#[test]
fn home_at_every_size() {
    for (width, height) in [(80, 24), (40, 12), (120, 40), (200, 60), (80, 16), (60, 30)] {
        assert_snapshot!(format!("home {width}x{height}"), learner(width, height).screen());
    }
    assert_snapshot!("home styles", learner(80, 24).styles());
    assert_snapshot!("home of a newcomer", newcomer(80, 24, MONDAY).keys("<Esc>").screen());
}

#[test]
fn the_first_run_asks_three_questions() {
    for (width, height) in SIZES {
        assert_snapshot!(format!("welcome {width}x{height}"), newcomer(width, height, MONDAY).screen());
    }
}

#[test]
fn the_exam_proposed_is_the_one_of_the_date() {
    let mut harness = newcomer(80, 24, MONDAY);
    assert!(harness.screen().contains("(•) EXAM"), "{}", harness.screen());
    // After its last month the small exam cannot be sat, and nothing else can.
    let screen = harness.keys("<Tab>2027-07-01").screen();
    assert!(screen.contains("(•) not yet"), "{screen}");
    let screen = harness.keys("<Tab><Tab><Up>").screen();
    assert!(screen.contains("(•) EXAM"), "what the learner chooses stays: {screen}");
}

#[test]
fn the_answers_are_kept_and_the_first_card_follows() {
    let mut harness = newcomer(80, 24, MONDAY);
    let drill = harness.keys("<Tab>2026-12-12<Tab><Backspace><Backspace>7<Enter>").screen();
    assert_eq!(harness.app.context(), Some(Context::DrillTopic), "{drill}");
    let settings = harness.app.study().settings();
    assert_eq!(settings.exam.as_deref(), Some("exam"));
    assert_eq!((settings.exam_date.unwrap().to_string(), settings.minutes), ("2026-12-12".to_owned(), 7));
    let again = harness.restart(MONDAY);
    assert_eq!(again.app.context(), Some(Context::Home));
}

#[test]
fn a_wrong_answer_is_told_beside_its_question_and_keeps_nothing() {
    let mut harness = newcomer(80, 24, MONDAY);
    let screen = harness.keys("<Tab>tomorrow<Enter>").screen();
    assert!(screen.contains("expected a date such as 2026-11-30"), "{screen}");
    assert_eq!(harness.app.context(), Some(Context::Welcome));
    assert_eq!(harness.app.study().settings().exam, None);
}

#[test]
fn the_questions_can_be_skipped_and_are_not_asked_again() {
    let mut harness = newcomer(80, 24, MONDAY);
    harness.keys("<Esc>");
    assert_eq!(harness.app.context(), Some(Context::Home));
    assert_eq!(harness.app.study().settings().exam, None);
    let folder = harness.folder;
    drop(harness.app);
    let again = Harness::first(80, 24, TempDir::new().unwrap(), study(&folder, MONDAY), None);
    assert_eq!(again.app.context(), Some(Context::Home));
}

#[test]
fn notes_from_sections_to_a_topic() {
    for (width, height) in [(80, 24), (40, 12), (120, 40)] {
        let mut harness = learner(width, height);
        assert_snapshot!(format!("notes {width}x{height}"), harness.keys("n").screen());
        assert_snapshot!(format!("section {width}x{height}"), harness.keys("<Enter>").screen());
        assert_snapshot!(format!("topic {width}x{height}"), harness.keys("<Enter>").screen());
    }
}

#[test]
fn reading_to_the_end_marks_a_topic_as_read_and_opens_the_next() {
    let mut harness = Harness::new(80, 24);
    assert!(harness.keys("n").screen().contains("0 of 2 topics read"), "{}", harness.screen());
    let next = harness.keys("<Enter><Enter><Space>").screen();
    assert!(next.contains("2 of 2"), "{next}");
    let section = harness.keys("<Esc>").screen();
    assert!(section.contains("1 of 2 read") && section.contains("✓ Life of a message"), "{section}");
    let unread = harness.keys("r").screen();
    assert!(unread.contains("0 of 2 read") && unread.contains("To be read again"), "{unread}");
}

#[test]
fn a_section_is_drilled_from_its_notes() {
    let mut harness = Harness::new(80, 24);
    assert!(harness.keys("nd").screen().contains("Drill · Queues"), "{}", harness.screen());
}

#[test]
fn decks_and_what_they_hold() {
    for (width, height) in SIZES {
        let mut harness = learner(width, height);
        assert_snapshot!(format!("decks {width}x{height}"), harness.keys("b").screen());
        assert_snapshot!(format!("deck {width}x{height}"), harness.keys("<Enter>").screen());
    }
    let mut harness = Harness::new(80, 24);
    assert!(harness.keys("bd").screen().contains("Drill · Queue numbers"), "{}", harness.screen());
}

#[test]
fn items_by_kind_and_the_way_back_of_each() {
    for (width, height) in [(80, 24), (40, 12), (120, 40)] {
        let mut harness = learner(width, height);
        assert_snapshot!(format!("items {width}x{height}"), harness.keys("I").screen());
        assert_snapshot!(format!("item {width}x{height}"), harness.keys("<Enter>").screen());
    }
    let mut harness = learner(80, 24);
    let flagged = harness.keys("I<Tab><Tab><Tab><Tab>").screen();
    assert!(flagged.contains("1 item"), "{flagged}");
    let none = harness.keys("m").screen();
    assert!(none.contains("None of this kind.") && none.contains("No longer marked."), "{none}");
    assert!(harness.keys("<Shift-Tab><Shift-Tab><Shift-Tab><Shift-Tab>@").screen().contains("Suspended"));
}

#[test]
fn starting_an_item_afresh_asks_first() {
    let mut harness = learner(80, 24);
    let before = harness.keys("I<Enter>").screen();
    assert_snapshot!(harness.keys("0").screen());
    assert_eq!(harness.keys("<Esc>").screen(), before, "no is no");
    let after = harness.keys("0y").screen();
    assert!(after.contains("New again: ") && after.contains("New · marked"), "{after}");
}

#[test]
fn an_empty_list_says_how_things_get_there() {
    assert_snapshot!(Harness::new(80, 24).keys("I").screen());
    assert_snapshot!(Harness::new(40, 12).keys("I").screen());
}

#[test]
fn settings_change_by_step_by_word_and_by_text() {
    for (width, height) in SIZES {
        assert_snapshot!(format!("settings {width}x{height}"), learner(width, height).keys(",").screen());
    }
    let mut harness = Harness::new(80, 24);
    harness.keys(",<Right>");
    assert_eq!(harness.app.study().settings().exam.as_deref(), Some("exam"));
    harness.keys("jj<Right>");
    assert_eq!(harness.app.study().settings().minutes, 25);
    let editing = harness.keys("<Enter><Backspace><Backspace>0").screen();
    assert_snapshot!(editing);
    let refused = harness.keys("<Enter>").screen();
    assert!(refused.contains("Expected a whole number from 1 to 600"), "{refused}");
    assert_eq!(harness.app.context(), Some(Context::Writing), "what was written is still there");
    harness.keys("<Ctrl-U>45<Enter>");
    assert_eq!(harness.app.study().settings().minutes, 45);
}

#[test]
fn the_theme_is_kept_in_the_file_and_goes_at_once() {
    let mut harness = Harness::new(80, 24);
    let before = harness.keys(",G<Up>").styles();
    let changed = harness.keys("<Right><Right><Right>").screen();
    assert!(changed.contains("contrast"), "{changed}");
    assert_ne!(harness.styles(), before);
    let file = std::fs::read_to_string(harness.folder.path().join("config.toml")).unwrap();
    assert_eq!(file, "theme = \"contrast\"\n");
}

#[test]
fn the_palette_finds_commands_decks_and_topics() {
    for (width, height) in SIZES {
        assert_snapshot!(format!("palette {width}x{height}"), Harness::new(width, height).keys(":").screen());
    }
    let mut harness = Harness::new(80, 24);
    assert_snapshot!(harness.keys(":lif msg").screen());
    assert!(harness.keys("<Enter>").screen().contains("Notes › Queues › Life of a message"));
    assert!(harness.keys(":home<Enter>").screen().contains("Today"));
    assert!(harness.keys(":queue num<Enter>").screen().contains("Decks › Queue numbers"));
    assert!(harness.keys("<Esc>:quit<Enter>").last == Flow::Quit);
}

#[test]
fn help_lists_the_keys_of_the_screen_it_was_asked_on() {
    for (width, height) in SIZES {
        assert_snapshot!(format!("help {width}x{height}"), Harness::new(width, height).keys("?").screen());
    }
}

#[test]
fn a_click_does_what_the_row_or_the_footer_says() {
    let mut harness = learner(80, 24);
    assert!(harness.click("Notes").screen().contains("topics read"));
    assert!(harness.click("Queues").screen().contains("Notes › Queues"));
    assert!(harness.click("back").screen().contains("topics read"), "{}", harness.screen());
    harness.keys("<Esc>d");
    assert_eq!(harness.app.context(), Some(Context::DrillFront), "{}", harness.screen());
    harness.mouse(crossterm::event::MouseEventKind::Down(crossterm::event::MouseButton::Left), 8, 20);
    assert_eq!(harness.app.context(), Some(Context::DrillBack));
    harness.click("1 Again");
    assert_eq!(harness.app.context(), Some(Context::DrillMissed));
}

#[test]
fn the_wheel_moves_lists_and_texts() {
    let mut harness = Harness::new(40, 12);
    let before = harness.keys(",").screen();
    let after = harness.mouse(crossterm::event::MouseEventKind::ScrollDown, 5, 5).screen();
    assert_ne!(before, after);
    assert_eq!(harness.mouse(crossterm::event::MouseEventKind::ScrollUp, 5, 5).screen(), before);
}

#[test]
fn what_opens_over_other_screens_at_both_sizes() {
    for (width, height) in SIZES {
        let size = format!("{width}x{height}");
        assert_snapshot!(format!("asking {size}"), learner(width, height).keys("I<Enter>0").screen());
        assert_snapshot!(format!("note {size}"), learner(width, height).keys("I<Enter>n").screen());
        assert_snapshot!(format!("value {size}"), learner(width, height).keys(",jj<Enter>").screen());
        assert_snapshot!(format!("sources {size}"), learner(width, height).keys("d<Space>s").screen());
        assert_snapshot!(format!("topic of a card {size}"), learner(width, height).keys("dt").screen());
        assert_snapshot!(
            format!("keys of a drill {size}"),
            learner(width, height).keys("d<Space>?").screen()
        );
        assert_snapshot!(format!("after again {size}"), learner(width, height).keys("d<Space>1").screen());
        assert_snapshot!(format!("notice {size}"), learner(width, height).keys("dm").screen());
        assert_snapshot!(format!("found {size}"), learner(width, height).keys(":queue").screen());
    }
    assert_snapshot!("drill 120x40", learner(120, 40).keys("d<Space>").screen());
}

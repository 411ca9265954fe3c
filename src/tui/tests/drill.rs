//! Drills: topic, front, back, after a mistake, the end.

use insta::assert_snapshot;
use tempfile::TempDir;

use crate::fixtures::{MONDAY, study};
use crate::store::FILE_NAME;
use crate::study::Request;

use super::super::keymap::Context;
use super::Harness;

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
    let all = "<Enter><Space><Space>1<Space><Space>3<Space>3<Space>4<Space><Space>2<Space>3<Space>3";
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
    assert!(today.contains("2 done, 1 left"), "a failed item stays due today: {today}");
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
    let screen = harness.keys("<Enter><Space><Space>1<Space>i").screen();
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
    let mut harness = Harness::begin(80, 24, folder, study, Some(request));
    let end = harness.keys("<Space><Space>3<Space>3").screen();
    assert!(end.contains("2 answers") && end.contains("Drill · Queue numbers"), "{end}");
}

#[test]
fn a_note_takes_plain_characters_is_shown_with_the_answer_and_serves_as_a_hint() {
    let mut harness = Harness::with(80, 24, &[("new-order", "course")]);
    assert!(harness.keys("<Enter><Space>H").screen().contains("No note of yours here yet"));
    let writing = harness.keys("nq?1 `x`").screen();
    assert!(writing.contains("q?1 `x`▏"), "keys that mean something elsewhere are text here: {writing}");
    assert_snapshot!(writing);
    let kept = harness.keys("<Enter>").screen();
    assert!(kept.contains("Kept: it is shown with the answer"), "{kept}");
    let mut later = harness.restart("2026-11-23T10:00:00+01:00");
    assert!(!later.keys("<Enter>").screen().contains("q?1"), "the front alone gives nothing away");
    assert!(later.keys("H").screen().contains("· q?1 'x'"), "a hint when it is asked for");
    assert!(later.keys("<Space>").screen().contains("Your note: q?1 'x'"));
    let left = later.keys("nmore<Esc>").screen();
    assert!(left.contains("Your note: q?1 'x'") && !left.contains("more"), "Esc keeps what was: {left}");
}

#[test]
fn a_mistake_shows_how_the_topic_begins_and_can_be_taken_back() {
    let mut harness = Harness::with(80, 24, &[("new-order", "course")]);
    let missed = harness.keys("<Enter><Space><Space>1").screen();
    assert_snapshot!(missed);
    let next = harness.keys("<Space>").screen();
    assert!(next.contains("Queue: Message size, maximum?"), "{next}");
    let undone = harness.keys("u").screen();
    assert!(undone.contains("Took back Again") && undone.contains("How long does a queue hide"), "{undone}");
}

#[test]
fn marking_and_disputing_say_so_and_stay() {
    let mut harness = Harness::with(80, 24, &[("new-order", "course")]);
    let marked = harness.keys("<Enter><Space>m").screen();
    assert!(marked.contains("Marked.") && marked.contains("new · marked"), "{marked}");
    let disputed = harness.keys("!the size<Enter>").screen();
    assert!(disputed.contains("you think this is wrong"), "{disputed}");
    let plain = harness.keys("m!").screen();
    assert!(!plain.contains("marked") && !plain.contains("you think this"), "{plain}");
}

#[test]
fn an_answer_that_does_not_fit_is_scrolled_to() {
    let mut narrow = Harness::with(40, 8, &[("new-order", "course")]);
    let back = narrow.keys("<Enter><PgDn><PgDn><PgDn><PgDn><PgDn><PgDn><Space><Space>").screen();
    assert!(back.contains("30 seconds"), "{back}");
}

#[test]
fn minutes_are_chosen_with_a_key() {
    for (key, left) in [("5", "5 min left"), ("1", "10 min left"), ("2", "20 min left")] {
        let screen = Harness::new(80, 24).keys(key).screen();
        assert!(screen.contains(left), "{screen}");
    }
}

#[test]
fn what_was_missed_opens_from_the_summary() {
    let mut harness = Harness::with(80, 24, &[("new-order", "course"), ("new-per-day", "2")]);
    let end = harness.keys("<Enter><Space><Space>1<Space><Space>3<Space>3").screen();
    assert!(end.contains("1 item to look at again"), "{end}");
    let item = harness.keys("<Enter>").screen();
    assert!(item.contains("Item · Queues › Life of a message") && item.contains("30 seconds"), "{item}");
    let topic = harness.keys("<Esc>t").screen();
    assert!(topic.contains("Topic · Life of a message"), "{topic}");
    assert_eq!(harness.keys("<Esc>").screen(), end);
}

/// The numbers of the problem on the screen, past its topic: reads a second, and an item's size in tenths of a kilobyte.
fn numbers(harness: &mut Harness) -> (u32, u32) {
    while harness.app.context() == Some(Context::DrillTopic) {
        harness.keys("<Space>");
    }
    let text = harness.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    let between = |before: &str, after: &str| {
        text.split_once(before).unwrap().1.split_once(after).unwrap().0.to_owned()
    };
    let size = between("Each item has ", " KB");
    let (whole, tenth) = size.split_once('.').unwrap_or((&size, "0"));
    let tenths = 10 * whole.parse::<u32>().unwrap() + tenth.parse::<u32>().unwrap();
    (between("serves ", " strongly").parse().unwrap(), tenths)
}

#[test]
fn a_problem_takes_an_answer_and_shows_its_steps() {
    let mut harness = Harness::with_problem(80, 24);
    let (reads, tenths) = numbers(&mut harness);
    assert_eq!(harness.app.context(), Some(Context::DrillProblem), "{}", harness.screen());
    // A unit reads up to 4 KB.
    let answer = (reads * tenths.div_ceil(40)).to_string();
    assert!(harness.keys("what<Enter>").screen().contains("xpected"), "{}", harness.screen());
    let right = harness.keys("<Ctrl-U>").keys(&answer).keys(" RCU<Enter>").screen();
    assert!(right.contains(&format!("{answer} RCU is right.")), "{right}");
    assert_eq!(harness.app.context(), Some(Context::DrillBack));
    assert_snapshot!(right);
    assert!(harness.keys("3").screen().contains("Done for now"));
    harness.keys("u");
    assert_eq!(numbers(&mut harness), (reads, tenths), "taken back, it has the same numbers");
}

#[test]
fn a_wrong_answer_to_a_problem_is_an_again_with_the_name_of_the_mistake() {
    let mut harness = Harness::with_problem(40, 12);
    let (reads, tenths) = numbers(&mut harness);
    assert_snapshot!(harness.screen());
    // Half of it would be right for eventually consistent reads.
    let half = f64::from(reads * tenths.div_ceil(40)) / 2.0;
    let wrong = harness.keys(&half.to_string()).keys("<Enter><Home>").screen();
    assert_eq!(harness.app.context(), Some(Context::DrillMissed), "{wrong}");
    let mut text = wrong;
    while !text.contains("what it comes to") {
        let before = text.clone();
        text = harness.keys("<Down>").screen();
        assert_ne!(text, before, "the mistake is named: {text}");
    }
}

#[test]
fn leaving_the_field_makes_letters_keys_again() {
    let mut harness = Harness::with_problem(80, 24);
    numbers(&mut harness);
    harness.keys("<Tab>");
    assert_eq!(harness.app.context(), Some(Context::DrillFront));
    assert!(harness.keys("m").screen().contains("Marked."));
    assert!(harness.keys("<Space>").screen().contains("Often wrong:"), "{}", harness.screen());
}

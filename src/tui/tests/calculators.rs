//! The calculators: the list, the form, practice.

use insta::assert_snapshot;
use tempfile::TempDir;

use crate::content::shipped;
use crate::fixtures::{MONDAY, study_of};

use super::super::keymap::Context;
use super::Harness;

/// The sizes that a layout is meant for.
const SIZES: [(u16, u16); 3] = [(80, 24), (40, 12), (120, 40)];

/// The tutor with the shipped facts and problems.
pub(super) fn shipped(width: u16, height: u16, settings: &[(&str, &str)]) -> Harness {
    let folder = TempDir::new().unwrap();
    let mut study = study_of(shipped::content(), &folder, MONDAY);
    for (key, value) in settings {
        study.set(key, value).unwrap();
    }
    Harness::open(width, height, folder, study)
}

#[test]
fn the_calculators_by_service_and_filtered() {
    for (width, height) in SIZES {
        let mut harness = shipped(width, height, &[]);
        assert_snapshot!(format!("calculators {width}x{height}"), harness.keys("c").screen());
        assert_snapshot!(
            format!("calculators filtered {width}x{height}"),
            harness.keys("ddb units").screen()
        );
    }
    let mut harness = shipped(80, 24, &[]);
    assert!(harness.keys("czzz<Enter>").screen().contains("No calculator by this name."));
    assert!(harness.keys("<Ctrl-U>alarm win<Enter>").screen().contains("Time that an alarm looks at"));
    assert_eq!(harness.keys("<Esc>").app.context(), Some(Context::Calculators));
}

#[test]
fn the_palette_leads_to_the_calculators_and_to_each() {
    let mut harness = shipped(80, 24, &[]);
    assert!(harness.keys(":read capacity units<Enter>").screen().contains("80 RCU"));
    // In the form Ctrl-P practises, so another key finds.
    harness.keys("<Ctrl-F>");
    assert_eq!(harness.app.context(), Some(Context::Palette));
    harness.keys("calculators<Enter>");
    assert_eq!(harness.app.context(), Some(Context::Calculators));
}

#[test]
fn a_form_shows_an_answer_at_once() {
    for (width, height) in SIZES {
        for (name, script) in [
            ("rcu", "cread cap<Enter>"),
            ("linear", "ccodedeploy-linear<Enter>"),
            ("limits", "clambda-limits<Enter>"),
        ] {
            let mut harness = shipped(width, height, &[]);
            assert_snapshot!(format!("calculator {name} {width}x{height}"), harness.keys(script).screen());
        }
    }
    assert_snapshot!("calculator styles", shipped(80, 24, &[]).keys("cread cap<Enter>").styles());
}

#[test]
fn every_calculator_opens_with_an_answer_and_is_practised_or_says_why_not() {
    let mut harness = shipped(80, 60, &[("exam", "dva-c01")]);
    harness.keys("c");
    let mut practised = 0;
    for calculator in crate::calc::all() {
        let (name, title) = (calculator.name, calculator.title);
        let screen = harness.resize(80, 60).keys(&format!("<Ctrl-U>{title}<Enter>")).screen();
        assert!(screen.contains(&format!("› {title}")), "{name}:\n{screen}");
        assert!(!screen.contains("No answer yet") && !screen.contains("expected"), "{name}:\n{screen}");
        // On a small screen too, wherever the focus is, nothing is drawn beside the page.
        harness.resize(40, 12).keys("<Shift-Tab><PgDn><Tab><Right><Space><PgUp><Ctrl-P>");
        if harness.app.context() == Some(Context::Practice) {
            practised += 1;
            let judged = harness.keys("0<Enter>").screen();
            assert_eq!(harness.app.context(), Some(Context::Practised), "{name}:\n{judged}");
            harness.keys("<PgDn><Enter><Esc>");
        } else {
            assert!(harness.screen().contains("No problems are written"), "{name}:\n{}", harness.screen());
        }
        harness.keys("<Esc>");
        assert_eq!(harness.app.context(), Some(Context::Calculators), "{name}");
    }
    assert!(practised > 60, "{practised}");
}

#[test]
fn every_key_reckons_again() {
    let mut harness = shipped(80, 24, &[]);
    // The worked example: 80 strongly consistent reads of 6 KB are 160 RCU, half of it when eventually consistent.
    let eventual = harness.keys("cread cap<Enter>").screen();
    assert!(eventual.contains("\n   80 RCU\n"), "{eventual}");
    let strong = harness.keys("<Tab><Tab><Left>").screen();
    assert!(strong.contains("(•) strong") && strong.contains("\n   160 RCU\n"), "{strong}");
    let transactional = harness.keys("<Space><Space>").screen();
    assert!(transactional.contains("(•) transactional") && transactional.contains("\n   320 RCU\n"));
    assert!(
        harness.keys("s").screen().contains("(•) strong"),
        "a letter goes to the word that begins with it"
    );
    // The numbers of the mistakes follow: 17 KB are five blocks.
    let longer = harness.keys("<Up><Home>1<Del>7").screen();
    assert!(longer.contains("[17▏ KB") && longer.contains("\n   400 RCU\n"), "{longer}");
}

#[test]
fn a_wrong_input_says_beside_its_field_what_is_expected() {
    for (width, height) in SIZES {
        let mut harness = shipped(width, height, &[]);
        let wrong = harness.keys("cread cap<Enter><Tab><Ctrl-U>6 QB").screen();
        assert!(wrong.contains("expected a"), "{wrong}");
        assert_snapshot!(format!("calculator wrong {width}x{height}"), wrong);
        assert!(harness.keys("<Ctrl-U>401 KB").screen().contains("! Mind"), "{}", harness.screen());
    }
}

#[test]
fn characters_of_the_key_table_are_text_in_a_field() {
    let mut harness = shipped(80, 24, &[]);
    let screen = harness.keys("cread cap<Enter><Ctrl-U>q?:").screen();
    assert!(screen.contains("[q?:▏"), "{screen}");
}

#[test]
fn the_exams_limits_and_todays_are_one_key_apart() {
    let mut harness = shipped(80, 24, &[("exam", "dva-c01")]);
    // Behind a queue a function grows by 300 a minute today, and grew by 60 when the exam was written.
    let then = harness.keys("clambda-sqs-ramp<Enter>").screen();
    assert!(then.contains("limits of DVA-C01") && then.contains("As of today 3 min (Ctrl-E)"), "{then}");
    assert_snapshot!(then);
    let now = harness.keys("<Ctrl-E>").screen();
    assert!(now.contains("limits of today") && now.contains("In DVA-C01 15 min (Ctrl-E)"), "{now}");
    assert_ne!(now, then);
    assert_eq!(harness.keys("<Ctrl-E>").screen(), then);
    let same = harness.keys("<Esc><Ctrl-U>read cap<Enter><Ctrl-E>").screen();
    assert!(same.contains("DVA-C01 and today have the same limits here."), "{same}");
    assert!(
        shipped(80, 24, &[]).keys("cread cap<Enter><Ctrl-E>").screen().contains("Settings chooses an exam")
    );
}

#[test]
fn a_long_form_scrolls_to_its_focus_and_its_answer() {
    let mut harness = shipped(40, 12, &[]);
    let top = harness.keys("clambda-limits<Enter>").screen();
    assert!(top.contains("▸ Memory") && top.contains('▼'), "{top}");
    let last = harness.keys("<Shift-Tab>").screen();
    assert!(last.contains("▸ Calls") && last.contains('▲'), "{last}");
    let answer = harness.keys("<PgDn>").screen();
    assert!(answer.contains("limits broken"), "{answer}");
    assert!(harness.keys("<Backspace>").screen().contains("▸ Calls"), "typing goes back to the field");
}

#[test]
fn the_source_is_named_where_no_browser_is_at_hand() {
    let mut harness = shipped(80, 24, &[]);
    let screen = harness.keys("cread cap<Enter><Ctrl-O>").screen();
    assert!(screen.contains("https://docs.aws.amazon.com/amazondynamodb/"), "{screen}");
}

#[test]
fn a_click_chooses_a_field_and_turns_a_choice() {
    let mut harness = shipped(80, 24, &[]);
    harness.keys("cread cap<Enter>");
    assert!(harness.click("Item size").screen().contains("▸ Item size"));
    assert!(harness.click("Consistency").screen().contains("▸ Consistency  ( ) strong  (•) eventual"));
    assert!(harness.click("Consistency").screen().contains("(•) transactional"));
}

/// The answer of the problem on the screen, as practice itself tells it when nothing is typed.
fn right_answer(script: &str) -> String {
    let mut harness = shipped(80, 40, &[]);
    let screen = harness.keys(script).keys("<Enter>").screen();
    let told = screen.lines().find_map(|line| line.trim().strip_prefix("The answer is ")).unwrap();
    told.trim_end_matches('.').to_owned()
}

#[test]
fn practice_asks_judges_and_counts() {
    for (width, height) in SIZES {
        let mut harness = shipped(width, height, &[]);
        let asked = harness.keys("cread cap<Enter><Ctrl-P>").screen();
        assert_snapshot!(format!("practice {width}x{height}"), asked);
        let wrong = harness.keys("1<Enter>").screen();
        assert_snapshot!(format!("practice wrong {width}x{height}"), wrong);
        assert_ne!(harness.keys("<Space>").screen(), wrong);
        assert_eq!(harness.app.context(), Some(Context::Practice));
    }
    let script = "cread cap<Enter><Ctrl-P>";
    let answer = right_answer(script);
    let mut harness = shipped(80, 24, &[]);
    let right = harness.keys(script).keys(&format!("{answer}<Enter>")).screen();
    assert!(right.contains(&format!("Right: {answer}")) && right.contains("1 of 1 right"), "{right}");
    let second = harness.keys("<Enter>1<Enter>").screen();
    assert!(second.contains("1 of 2 right"), "{second}");
    assert!(harness.keys("<Esc>").screen().contains("Calculators › DynamoDB"), "back to the form");
}

#[test]
fn an_answer_that_cannot_be_read_counts_as_none_and_gives_nothing_away() {
    let script = "cread cap<Enter><Ctrl-P>";
    let answer = right_answer(script);
    let mut harness = shipped(80, 24, &[]);
    let screen = harness.keys(script).keys("many<Enter>").screen();
    assert!(screen.contains("expected a number of RCU"), "{screen}");
    assert!(!screen.contains(&answer) && !screen.contains("of 1 right"), "{screen}");
    assert_eq!(harness.app.context(), Some(Context::Practice));
    assert!(!harness.keys("<Backspace>").screen().contains("expected"));
}

#[test]
fn a_known_mistake_is_named() {
    let script = "cread cap<Enter><Ctrl-P>";
    let answer: u64 = right_answer(script).trim_end_matches(" RCU").replace(',', "").parse().unwrap();
    // Doubling or halving for the wrong consistency is what most people get wrong.
    let named = [answer * 2, answer / 2].map(|typed| {
        let screen = shipped(80, 24, &[]).keys(script).keys(&format!("{typed}<Enter>")).screen();
        assert!(screen.contains(&format!("✗ {typed} is not right: it is ")), "{screen}");
        screen.lines().find(|line| line.contains("A known mistake: ")).map(str::to_owned)
    });
    assert!(named.iter().flatten().any(|line| line.contains("consistency")), "{named:?}");
}

#[test]
fn a_calculator_without_problems_says_so() {
    let screen = shipped(80, 24, &[]).keys("clambda-limits<Enter><Ctrl-P>").screen();
    assert!(screen.contains("No problems are written for this one"), "{screen}");
}

#[test]
fn words_to_answer_with_are_shown() {
    let mut harness = shipped(80, 24, &[]);
    let screen = harness.keys("ckms-envelope<Enter><Ctrl-P>").screen();
    assert!(screen.contains("One of: "), "{screen}");
}

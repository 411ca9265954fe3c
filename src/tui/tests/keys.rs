//! Every key of the table does something, and every screen has a way back.

use strum::IntoEnumIterator;
use tempfile::TempDir;

use crate::fixtures::{MONDAY, content, exam_content, study_of};
use crate::schedule::Grade;
use crate::study::Request;

use super::super::app::Flow;
use super::super::keymap::{Action, Context, Keymap};
use super::Harness;

/// The tutor with something on every screen: a lapsed item, marks, a note, an answer taken back.
fn filled() -> Harness {
    // A low screen, so that texts and lists are longer than it.
    let folder = TempDir::new().unwrap();
    let mut content = content();
    for n in 0..20 {
        let (mut section, mut deck) = (content.sections[0].clone(), content.decks[0].clone());
        (section.id, deck.id) = (format!("more-{n}").into(), format!("more-{n}").into());
        content.sections.push(section);
        content.decks.push(deck);
    }
    let mut study = study_of(content, &folder, MONDAY);
    study.set("new-order", "course").unwrap();
    let mut harness = Harness::open(40, 9, folder, study);
    let items = harness.app.study().items_of(&Request::default()).unwrap();
    let study = harness.app.study_mut();
    let mut drill = study.begin(&Request::default()).unwrap();
    study.answer(&mut drill, Grade::Good, 1).unwrap();
    study.answer(&mut drill, Grade::Again, 1).unwrap();
    for &item in &items {
        study.flag(item, true).unwrap();
    }
    study.set_note(items[2], "a rhyme").unwrap();
    harness
}

/// The tutor with what a screen needs: calculators rest on the shipped facts, and differ between an exam and today.
fn prepared(context: Context) -> Harness {
    match context {
        Context::Calculators | Context::Calculator | Context::Practice | Context::Practised => {
            super::calculators::shipped(40, 9, &[("exam", "dva-c01")])
        }
        Context::Exam
        | Context::Sitting
        | Context::Grid
        | Context::Submit
        | Context::Pause
        | Context::Exams
        | Context::Report
        | Context::Answer => {
            let folder = TempDir::new().unwrap();
            let study = study_of(exam_content(), &folder, MONDAY);
            Harness::open(40, 9, folder, study)
        }
        Context::DrillProblem => Harness::with_problem(40, 9),
        Context::Test
        | Context::Quiz
        | Context::QuizVerdict
        | Context::QuizEnd
        | Context::Mistakes
        | Context::Placing
        | Context::DrillQuestion
        | Context::DrillVerdict => super::quiz::learner(40, 9),
        _ => filled(),
    }
}

/// Presses keys from Home until the keys of `context` apply.
fn reach(harness: &mut Harness, context: Context) {
    let script = match context {
        Context::Everywhere | Context::Home => "",
        Context::Welcome => panic!("it is reached once, by a learner who is new"),
        Context::Notes => "n",
        Context::Section => "n<Enter>",
        Context::Topic => "n<Enter><Enter>",
        Context::Decks => "b",
        Context::Deck => "b<Enter>",
        Context::Calculators => "c",
        // On a field that is a choice.
        Context::Calculator => "clambda-cost<Enter><Up>",
        Context::Practice => "crcu<Enter><Ctrl-P>",
        Context::Practised => "crcu<Enter><Ctrl-P>1<Enter>",
        Context::Items => "I",
        Context::Item => "I<Enter>",
        Context::Exam => "e",
        Context::Sitting => "e<Enter>",
        Context::Grid => "e<Enter>g",
        Context::Submit => "e<Enter>S",
        Context::Pause => "e<Enter><Esc>",
        // Two of them, of which one has answers of every kind.
        Context::Exams => "e<Enter>SS<Esc>e<Enter>SS<Esc>e<End><Enter>",
        Context::Report => "e<Enter>abmw<Right>a<Right>SS",
        Context::Answer => "e<Enter>abmw<Right>a<Right>SS1",
        Context::Test => "t",
        Context::Quiz => "t<Left><Enter>",
        Context::QuizVerdict | Context::QuizEnd => "t<Left><Enter><Enter><Enter>",
        Context::Mistakes => "x",
        Context::Placing => ":fifteen<Enter>",
        Context::LookUp => "/queue",
        Context::Settings => ",",
        Context::Reading => "?",
        Context::Writing => "I<Enter>n",
        Context::Palette => ":",
        Context::Asking => "I<Enter>0",
        Context::DrillProblem => "<PgDn><PgDn><PgDn><PgDn><PgDn><PgDn><PgDn><PgDn><Space>",
        Context::DrillTopic
        | Context::DrillFront
        | Context::DrillBack
        | Context::DrillMissed
        | Context::DrillQuestion
        | Context::Summary => "d",
        Context::DrillVerdict => "d<Enter><Enter>",
    };
    harness.keys(script);
    for _ in 0..60 {
        let now = harness.app.context().unwrap();
        if now == context || context == Context::Everywhere {
            return;
        }
        harness.keys(match (now, context) {
            (Context::DrillProblem | Context::Quiz, _) => "<Enter>",
            (Context::DrillBack, Context::DrillMissed) => "1",
            (Context::DrillBack, _) => "4",
            _ => "<Space>",
        });
    }
    panic!("{context} cannot be reached");
}

#[test]
fn every_bound_key_does_something_on_its_screen() {
    let keymap = Keymap::default();
    for context in Context::iter().filter(|context| !matches!(context, Context::Welcome | Context::Sitting)) {
        for row in keymap.rows(context).filter(|row| row.context == context) {
            let mut harness = prepared(context);
            if row.action == Action::Redo {
                harness.keys("u<Esc>");
            }
            reach(&mut harness, context);
            assert!(context == Context::Everywhere || harness.app.context() == Some(context), "{context}");
            if harness.app.unavailable().contains(&row.action) {
                continue;
            }
            // Something must be above to go up to, and something that was not there before must be seen.
            match row.action {
                Action::Up | Action::PageUp | Action::First | Action::Previous => {
                    harness.keys("<Down><Down>");
                    if context == Context::Calculator && row.action == Action::PageUp {
                        harness.keys("<PgDn>");
                    }
                    if context == Context::Topic && row.action == Action::Previous {
                        harness.keys("l");
                    }
                }
                _ => {}
            }
            let was = harness.screen();
            let scrolls = matches!(
                row.action,
                Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last
            );
            let scrolls = scrolls || (context, row.action) == (Context::Sitting, Action::NextField);
            let is_text = matches!(
                context,
                Context::Sitting
                    | Context::Report
                    | Context::Answer
                    | Context::DrillProblem
                    | Context::DrillFront
                    | Context::DrillBack
                    | Context::DrillMissed
                    | Context::Summary
                    | Context::DrillQuestion
                    | Context::DrillVerdict
                    | Context::Quiz
                    | Context::QuizVerdict
                    | Context::QuizEnd
                    | Context::Mistakes
                    | Context::Practice
                    | Context::Practised
            );
            if scrolls && is_text && !was.contains(['▲', '▼']) {
                continue;
            }
            let flow = harness.app.press(row.chords[0].event());
            let left = matches!(flow, Flow::Quit | Flow::Suspend | Flow::Clear);
            assert!(
                left || harness.screen() != was,
                "{context}: {} changes nothing on\n{was}",
                row.chords[0]
            );
        }
    }
}

#[test]
fn every_screen_has_a_way_back_to_home() {
    for context in Context::iter().filter(|context| !matches!(context, Context::Welcome | Context::Sitting)) {
        let mut harness = prepared(context);
        reach(&mut harness, context);
        for _ in 0..6 {
            if harness.app.context() == Some(Context::Home) {
                break;
            }
            harness.keys("<Esc>");
        }
        assert_eq!(harness.app.context(), Some(Context::Home), "from {context}");
        assert_eq!(harness.app.press("Esc".parse::<super::Chord>().unwrap().event()), Flow::Quit);
    }
}

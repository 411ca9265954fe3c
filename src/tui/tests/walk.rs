//! Random keys, clicks and sizes over all screens.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEventKind};
use rand::rngs::ChaCha8Rng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use strum::IntoEnumIterator;
use tempfile::TempDir;

use crate::content::{Content, shipped};
use crate::fixtures::{MONDAY, content, content_with_questions, exam_content, study_of};

use super::super::app::Flow;
use super::super::keymap::{Chord, Context, Keymap};
use super::Harness;

/// Keys of one walk.
const KEYS: usize = 20_000;

/// Every key of the table, without the one that goes to the shell, and some that mean nothing.
fn keys() -> Vec<KeyEvent> {
    let keymap = Keymap::default();
    let bound = Context::iter()
        .flat_map(|context| keymap.rows(context).flat_map(|row| row.chords.clone()).collect::<Vec<_>>());
    let mut keys: Vec<KeyEvent> = bound.map(Chord::event).collect();
    keys.sort_by_key(|key| format!("{key:?}"));
    keys.dedup();
    let quits = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
    let suspends = KeyEvent::new(KeyCode::Char('z'), KeyModifiers::CONTROL);
    keys.retain(|key| *key != quits && *key != suspends);
    keys.extend("xyzλ日é9%{".chars().map(|c| KeyEvent::from(KeyCode::Char(c))));
    keys.push(KeyEvent::from(KeyCode::F(9)));
    keys
}

fn walk(seed: u64, content: fn() -> Content) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let keys = keys();
    let folder = TempDir::new().unwrap();
    let study = study_of(content(), &folder, MONDAY);
    let mut harness = Harness::open(80, 24, folder, study);
    let sizes = [(40, 12), (80, 24), (120, 40), (200, 60)];
    for _ in 0..KEYS {
        match rng.random_range(0..100) {
            0..3 => {
                let &(width, height) = sizes.choose(&mut rng).unwrap();
                harness.resize(width, height);
            }
            3 => {
                let (width, height) = (rng.random_range(1..230), rng.random_range(1..70));
                harness.resize(width, height);
            }
            4..8 => {
                let kinds = [
                    MouseEventKind::Down(MouseButton::Left),
                    MouseEventKind::ScrollUp,
                    MouseEventKind::ScrollDown,
                ];
                let (row, column) =
                    (rng.random_range(0..harness.area.height), rng.random_range(0..harness.area.width));
                harness.mouse(*kinds.choose(&mut rng).unwrap(), row, column);
            }
            // The clock of a mock exam goes on, whatever is pressed.
            8..12 if harness.app.next_beat().is_some() => {
                harness.app.study_mut().let_pass(Duration::from_secs(4), 4_000);
                harness.app.beat();
            }
            _ => {
                harness.last = harness.app.press(*keys.choose(&mut rng).unwrap());
                harness.app.settle();
            }
        }
        if harness.last == Flow::Quit {
            let Harness { app, area, folder, .. } = harness;
            drop(app);
            let study = study_of(content(), &folder, MONDAY);
            harness = Harness::open(area.width, area.height, folder, study);
        }
        harness.buffer();
    }
    // Whatever was open, Esc leads out.
    for _ in 0..60 {
        if harness.app.context() == Some(Context::Home) {
            return;
        }
        harness.keys("<Esc>");
    }
    panic!("no way back from {:?}", harness.app.context());
}

#[test]
fn a_walk_over_all_screens_breaks_nothing() {
    walk(1, content);
}

#[test]
fn a_walk_among_questions_breaks_nothing() {
    walk(2, || content_with_questions(20));
}

#[test]
fn a_walk_through_mock_exams_breaks_nothing() {
    walk(4, exam_content);
}

#[test]
fn a_walk_over_all_that_is_shipped_breaks_nothing() {
    walk(3, shipped::content);
}

#[test]
fn one_cell_is_enough_to_say_nothing_and_live() {
    for (width, height) in [(1, 1), (1, 50), (200, 1), (29, 8), (30, 7)] {
        let mut harness = Harness::new(width, height);
        let screen = harness.keys("<Enter><Space><Space>?").screen();
        assert!("dva needs 40×12".starts_with(screen.lines().next().unwrap()), "{screen}");
    }
}

//! The tutor on a terminal.

mod app;
mod background;
mod field;
mod frame;
mod keymap;
mod list;
mod page;
mod question;
mod screens;
mod terminal;
mod theme;
mod view;

#[cfg(test)]
mod tests;

use std::time::Duration;

use anyhow::Result;
use crossterm::event::{self, Event};

use crate::env::{ConfigFile, Env};
use crate::study::{Request, Study};

use app::{App, Flow};
use background::{Heard, Listener};
use terminal::Screen;
use theme::Terminal;

pub use app::{Bench, check_config};
pub use keymap::key_table;

/// What opens over Home at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// A drill.
    Drill(Request),
    /// What there is to choose before a mock exam.
    Exam,
    /// The mock exam that the study sits.
    Sitting,
    /// The report of the mock exam with this number.
    Report(usize),
    /// The quiz that was begun or left.
    Quiz,
}

/// Runs the tutor until it is left: at Home, or in what was asked for.
pub fn run(study: Study, config: ConfigFile, opening: Option<Opening>) -> Result<()> {
    terminal::restore_on_signals()?;
    let known = Terminal { no_color: Env::no_color(), full_colour: Env::has_full_colour(), is_light: None };
    let mut app = App::new(study, config, known, opening)?;
    let mut screen = Screen::open(&app)?;
    screen.draw(&mut app)?;
    let mut listener = Listener::default();
    if app.asks_for_background() && Env::answers_questions() {
        screen.ask_for_background()?;
        listener.asked();
    }
    loop {
        // What the frame did not wait for is read while no key is waiting.
        if !event::poll(Duration::ZERO)? && app.settle() {
            screen.draw(&mut app)?;
            continue;
        }
        // While a mock exam is sat its clock is written every second, whether keys are pressed or not.
        if let Some(wait) = app.next_beat()
            && (wait.is_zero() || !event::poll(wait)?)
        {
            app.beat();
            screen.draw(&mut app)?;
            continue;
        }
        // Nothing else ticks, so nothing but an event wakes the program.
        let events = match listener.hear(event::read()?) {
            Heard::Held => continue,
            Heard::Events(events) => events,
            Heard::Light(is_light) => {
                app.set_background(is_light);
                screen.draw(&mut app)?;
                continue;
            }
        };
        for event in events {
            let flow = match event {
                Event::Key(key) if key.is_press() => app.press(key),
                Event::Mouse(mouse) => app.mouse(mouse),
                Event::Resize(..) => Flow::Redraw,
                _ => Flow::Stay,
            };
            if let Some(text) = app.take_copied() {
                screen.copy(&text)?;
            }
            match flow {
                Flow::Stay => {}
                Flow::Redraw => screen.draw(&mut app)?,
                Flow::Clear => screen.draw_afresh(&mut app)?,
                Flow::Suspend => screen.suspend(&mut app)?,
                Flow::Quit => return Ok(()),
            }
        }
    }
}

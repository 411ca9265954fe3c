//! The tutor on a terminal.

mod app;
mod frame;
mod keymap;
mod page;
mod screens;
mod terminal;
mod theme;

#[cfg(test)]
mod tests;

use anyhow::Result;
use crossterm::event::{self, Event};

use crate::env::Env;
use crate::study::{Request, Study};

use app::{App, Flow};
use terminal::Screen;
use theme::Theme;

pub use app::Bench;
pub use keymap::key_table;

/// Runs the tutor until it is left: at Home, or in the drill asked for.
pub fn run(study: Study, request: Option<Request>) -> Result<()> {
    let theme = if Env::no_color() { Theme::plain() } else { Theme::ansi() };
    terminal::restore_on_signals()?;
    let mut app = App::new(study, theme, request)?;
    let mut screen = Screen::open()?;
    screen.draw(&mut app)?;
    loop {
        // Nothing on these screens ticks, so nothing but an event wakes the program.
        match event::read()? {
            Event::Key(key) if key.is_press() => match app.press(key) {
                Flow::Stay => {}
                Flow::Redraw => screen.draw(&mut app)?,
                Flow::Suspend => screen.suspend(&mut app)?,
                Flow::Quit => return Ok(()),
            },
            Event::Resize(..) => screen.draw(&mut app)?,
            _ => {}
        }
    }
}

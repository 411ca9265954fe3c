//! What every screen can do, and what it may decide.

use std::fmt;
use std::time::Duration;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::config::Config;
use crate::exam::Tool;
use crate::study::{Happened, Study, StudyError};

use super::frame::Parts;
use super::keymap::{Action, Context, Keymap};
use super::screens::Screen;
use super::theme::Theme;

/// What a screen decided. Only `App` carries it out, so that screens need neither terminal nor database to decide.
#[derive(Debug)]
pub(super) enum Effect {
    /// Nothing changed.
    None,
    /// The screen itself changed.
    Changed,
    /// Leave this screen.
    Pop,
    /// Leave all screens but Home.
    Home,
    /// Open a screen over this one.
    Open(Opener),
    /// The study is to be changed: [`View::act`] is asked to do it.
    Act,
    /// Do this on the screen that is on top then.
    Press(Action),
    /// Something happened to the mock exam that is sat.
    Happened(Happened),
    /// Say something.
    Notify(String),
    /// Put a text into the clipboard of the learner's terminal.
    Copy(String),
    /// Change a setting of `config.toml`.
    Configure(&'static str, String),
    /// One after the other.
    Both(Box<[Effect; 2]>),
}

impl Effect {
    /// Returns this and then `other`.
    pub(super) fn then(self, other: Self) -> Self {
        Self::Both(Box::new([self, other]))
    }

    /// Opens the screen that `open` makes of the study.
    pub(super) fn open(open: impl FnOnce(&Study) -> Result<Screen, StudyError> + 'static) -> Self {
        Self::Open(Opener(Box::new(open)))
    }

    /// Returns [`Effect::Changed`] when something did, and [`Effect::None`] otherwise.
    pub(super) fn changed(changed: bool) -> Self {
        if changed { Self::Changed } else { Self::None }
    }

    /// Whether nothing changed.
    pub(super) fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

/// Makes a screen, which may take a look at the database.
pub(super) struct Opener(pub(super) Box<Open>);

type Open = dyn FnOnce(&Study) -> Result<Screen, StudyError>;

impl fmt::Debug for Opener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Opener")
    }
}

/// What a screen may look at when it decides and when it draws.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cx<'a> {
    /// Content, settings, what is known of the learner.
    pub(super) study: &'a Study,
    /// Time since the program began.
    pub(super) elapsed: Duration,
    /// The part of the terminal that the screen's body has.
    pub(super) body: Rect,
    /// How it looks, which decides where lines break.
    pub(super) theme: &'a Theme,
    /// The keys in force.
    pub(super) keymap: &'a Keymap,
    /// What `config.toml` says.
    pub(super) config: &'a Config,
}

/// What every screen can do.
pub(super) trait View {
    /// Which rows of the keymap apply.
    fn context(&self) -> Context;

    /// Takes a key into a text field; whether it did. Keys it does not take are looked up.
    fn write(&mut self, _: KeyEvent, _: &Cx<'_>) -> bool {
        false
    }

    /// Decides what an action does; reads and writes nothing but the screen.
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect;

    /// Does what [`View::update`] answered [`Effect::Act`] to. On an error the screen stays as it was.
    fn act(&mut self, _: Action, _: &mut Study) -> Result<Effect, StudyError> {
        Ok(Effect::None)
    }

    /// Reads afresh what may have changed: something was done, or a screen above was left.
    fn refresh(&mut self, _: &Study) -> Result<(), StudyError> {
        Ok(())
    }

    /// Notes that a tool is opened over this screen: what is answered with its help was not known.
    fn used(&mut self, _: Tool, _: &mut Study) -> Result<(), StudyError> {
        Ok(())
    }

    /// Whether [`View::settle`] has something to do.
    fn is_unsettled(&self) -> bool {
        false
    }

    /// Reads what the first frame did not wait for.
    fn settle(&mut self, _: &Study) -> Result<(), StudyError> {
        Ok(())
    }

    /// Returns what a click in the body asks for; it may choose a row first.
    fn click(&mut self, _: Position, _: &Cx<'_>) -> Option<Action> {
        None
    }

    /// Draws everything but footer and notice.
    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>);

    /// Actions of the context that make no sense right now, so the footer does not offer them.
    fn unavailable(&self) -> Vec<Action> {
        Vec::new()
    }
}

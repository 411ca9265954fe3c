//! The stack of open screens, and the one place where what they decide is carried out.

use std::time::Duration;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::env::Env;
use crate::phrase;
use crate::schedule::Grade;
use crate::study::{Request, Study, StudyError};

use super::frame::{self, Notice, Parts};
use super::keymap::{self, Action, Chord, Context};
use super::screens::{DrillScreen, HintScreen, Home, Reading, Screen};
use super::theme::Theme;

/// What the loop does after a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// Nothing changed.
    Stay,
    /// Something changed.
    Redraw,
    /// The learner wants the shell for a while.
    Suspend,
    /// The learner leaves.
    Quit,
}

/// What a screen decided. Only [`App`] carries it out, so that screens need neither terminal nor database.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Effect {
    /// Nothing changed.
    None,
    /// The screen itself changed.
    Changed,
    /// Leave this screen.
    Pop,
    /// Begin the day's drill.
    Begin,
    /// Show a text.
    Read(Reading),
    /// The topic was read; on to its first item.
    TopicShown(i64),
    /// A grade, and the milliseconds it took.
    Answer(Grade, i64),
    /// "I know this", and the milliseconds it took.
    Known(i64),
    /// Take an answer back.
    Undo,
    /// Give it again.
    Redo,
    /// Suspend the current item.
    Suspend,
    /// Put the current item off until tomorrow.
    Bury,
    /// Write a hint for the current item.
    WriteHint,
    /// Keep the hint that was written.
    KeepHint(String),
    /// Say something.
    Notify(String),
}

/// What a screen may look at when it decides.
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
}

/// What every screen can do.
pub(super) trait View {
    /// Which rows of the keymap apply.
    fn context(&self) -> Context;
    /// Decides what an action does; reads and writes nothing but the screen.
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect;
    /// Takes a key into a text field; whether it did. Keys it does not take are looked up.
    fn write(&mut self, _: KeyEvent) -> bool {
        false
    }
    /// Draws everything but footer and notice.
    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>);
    /// Actions of the context that make no sense right now, so the footer does not offer them.
    fn unavailable(&self) -> &'static [Action] {
        &[]
    }
}

/// The running tutor.
#[derive(Debug)]
pub(super) struct App {
    study: Study,
    theme: Theme,
    screens: Vec<Screen>,
    notice: Option<Notice>,
    area: Rect,
}

impl App {
    /// Opens Home, and the drill asked for on top of it.
    pub(super) fn new(study: Study, theme: Theme, request: Option<Request>) -> Result<Self, StudyError> {
        let home = Home::load(&study)?;
        let mut app =
            Self { study, theme, screens: vec![Screen::Home(home)], notice: None, area: Rect::default() };
        if let Some(request) = request {
            app.begin(&request)?;
        }
        if let [problem, more @ ..] = app.study.content_problems() {
            let rest = if more.is_empty() {
                String::new()
            } else {
                format!(" (and {} more; dva check)", more.len())
            };
            app.notice = Some(Notice::Failed(format!("left out of your content: {problem}{rest}")));
        }
        Ok(app)
    }

    /// Returns which keys apply.
    #[cfg(test)]
    pub(super) fn context(&self) -> Option<Context> {
        self.screens.last().map(|screen| screen.view().context())
    }

    /// Notes how large the terminal is.
    pub(super) fn resize(&mut self, area: Rect) {
        self.area = area;
    }

    /// Follows a key.
    pub(super) fn press(&mut self, key: KeyEvent) -> Flow {
        assert!(!Env::panics_on_key(), "DVA_PANIC is set");
        let had_notice = self.notice.take().is_some();
        if self.screens.last_mut().is_some_and(|screen| screen.view_mut().write(key)) {
            return Flow::Redraw;
        }
        let Some(screen) = self.screens.last() else { return Flow::Quit };
        let Some(action) = keymap::action(screen.view().context(), Chord::from(key)) else {
            return if had_notice { Flow::Redraw } else { Flow::Stay };
        };
        match action {
            Action::Quit => return Flow::Quit,
            Action::SuspendProcess => return Flow::Suspend,
            Action::Help => self.screens.push(Screen::Reading(Reading::help(screen.view().context()))),
            action => {
                let body = Parts::of(self.area).body;
                let cx =
                    Cx { study: &self.study, elapsed: self.study.env().elapsed(), body, theme: &self.theme };
                let Some(screen) = self.screens.last_mut() else { return Flow::Quit };
                let effect = screen.view_mut().update(action, &cx);
                if effect == Effect::None && !had_notice {
                    return Flow::Stay;
                }
                if let Err(error) = self.carry_out(effect) {
                    let hint = phrase::sentence(error.hint());
                    self.notice = Some(Notice::Failed(format!("Not saved: {error}. {hint}.")));
                }
            }
        }
        if self.screens.is_empty() { Flow::Quit } else { Flow::Redraw }
    }

    fn carry_out(&mut self, effect: Effect) -> Result<(), StudyError> {
        match effect {
            Effect::None | Effect::Changed => {}
            Effect::Pop => self.pop()?,
            Effect::Begin => {
                self.begin(&Request { minutes: Some(self.study.settings().minutes), ..Request::default() })?;
            }
            Effect::Read(reading) => self.screens.push(Screen::Reading(reading)),
            Effect::Notify(text) => self.notice = Some(Notice::Done(text)),
            Effect::WriteHint => {
                if let Some(Screen::Drill(screen)) = self.screens.last()
                    && let Some(entry) = screen.drill.session.current()
                {
                    let hint = HintScreen::new(self.study.hint(entry.item)?);
                    self.screens.push(Screen::Hint(hint));
                }
            }
            Effect::KeepHint(hint) => {
                let below = self.screens.len().checked_sub(2).and_then(|n| self.screens.get_mut(n));
                if let Some(Screen::Drill(screen)) = below {
                    self.study.set_hint(&screen.drill, &hint)?;
                    screen.refresh(&self.study)?;
                }
                self.screens.pop();
            }
            Effect::Undo | Effect::Redo => self.step(effect == Effect::Undo)?,
            Effect::TopicShown(took) => {
                self.drilling(|study, screen| study.topic_shown(&mut screen.drill, took))?;
            }
            Effect::Answer(grade, took) => {
                self.drilling(|study, screen| study.answer(&mut screen.drill, grade, took))?;
            }
            Effect::Known(took) => {
                self.drilling(|study, screen| study.answer_known(&mut screen.drill, took))?;
            }
            Effect::Suspend => {
                self.drilling(|study, screen| study.suspend(&mut screen.drill).map(drop))?;
                self.notice = Some(Notice::Done("Suspended: this item is not asked again.".to_owned()));
            }
            Effect::Bury => {
                self.drilling(|study, screen| study.bury(&mut screen.drill).map(drop))?;
                self.notice = Some(Notice::Done("Buried until tomorrow.".to_owned()));
            }
        }
        Ok(())
    }

    /// Does something to the drill on top and shows what comes next. On an error the drill stays as it was.
    fn drilling(
        &mut self,
        act: impl FnOnce(&mut Study, &mut DrillScreen) -> Result<(), StudyError>,
    ) -> Result<(), StudyError> {
        let Some(Screen::Drill(screen)) = self.screens.last_mut() else { return Ok(()) };
        act(&mut self.study, screen)?;
        screen.next(&self.study)
    }

    fn begin(&mut self, request: &Request) -> Result<(), StudyError> {
        let drill = self.study.begin(request)?;
        self.screens.push(Screen::Drill(Box::new(DrillScreen::new(drill, &self.study)?)));
        Ok(())
    }

    /// Undo or redo. From Home it opens a drill, so that the item can be answered again.
    fn step(&mut self, back: bool) -> Result<(), StudyError> {
        if !matches!(self.screens.last(), Some(Screen::Drill(_))) {
            self.carry_out(Effect::Begin)?;
        }
        let Some(Screen::Drill(screen)) = self.screens.last_mut() else { return Ok(()) };
        let (study, drill) = (&mut self.study, &mut screen.drill);
        let (step, done, nothing) = if back {
            (study.undo(drill)?, "Took back", "There is nothing to undo.")
        } else {
            (study.redo(drill)?, "Gave again", "There is nothing to redo.")
        };
        self.notice = Some(Notice::Done(match step {
            Some(step) => format!("{done} {}.", phrase::step(self.study.library(), &step)),
            None => nothing.to_owned(),
        }));
        screen.next(&self.study)
    }

    fn pop(&mut self) -> Result<(), StudyError> {
        self.screens.pop();
        if let Some(Screen::Home(home)) = self.screens.last_mut() {
            *home = Home::load(&self.study)?;
            self.study.rest();
        }
        Ok(())
    }

    /// Draws the screen on top.
    pub(super) fn render(&self, area: Rect, buffer: &mut Buffer) {
        if frame::too_small(area, buffer) {
            return;
        }
        let Some(screen) = self.screens.last() else { return };
        let parts = Parts::of(area);
        let cx = Cx {
            study: &self.study,
            elapsed: self.study.env().elapsed(),
            body: parts.body,
            theme: &self.theme,
        };
        let view = screen.view();
        view.render(&parts, buffer, &cx);
        if let Some(notice) = &self.notice {
            frame::notice(notice, parts.notice, buffer, &self.theme);
        }
        frame::footer(view.context(), view.unavailable(), parts.footer, buffer, &self.theme);
    }
}

/// The tutor without a terminal, for benches: keys in, frames out.
#[derive(Debug)]
pub struct Bench {
    app: App,
    buffer: Buffer,
}

impl Bench {
    /// Opens the tutor on a screen of the given size and draws the first frame.
    pub fn open(study: Study, width: u16, height: u16) -> Result<Self, StudyError> {
        let area = Rect::new(0, 0, width, height);
        let mut bench = Self { app: App::new(study, Theme::ansi(), None)?, buffer: Buffer::empty(area) };
        bench.app.resize(area);
        bench.draw();
        Ok(bench)
    }

    /// Follows a key and draws the frame it leads to.
    pub fn press(&mut self, key: crossterm::event::KeyCode) {
        self.app.press(KeyEvent::from(key));
        self.draw();
    }

    fn draw(&mut self) {
        self.buffer.reset();
        self.app.render(self.buffer.area, &mut self.buffer);
    }
}

//! The stack of open screens, and the one place where what they decide is carried out.

mod exam;

use std::time::Duration;

use crossterm::event::{KeyEvent, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::config::{self, Config};
use crate::content::Diagnostic;
use crate::env::{ConfigFile, Env};
use crate::phrase;
use crate::study::{Study, StudyError};

use super::Opening;
use super::frame::{self, Footer, Notice, Parts};
use super::keymap::{Action, Context, Keymap};
use super::screens::{
    DrillScreen, ExamScreen, Home, LookUp, Palette, QuizScreen, Reading, ReportScreen, Screen, SittingScreen,
    Welcome,
};
use super::theme::{Terminal, Theme};
use super::view::{Cx, Effect};
use exam::tool_of;

/// What the loop does after a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// Nothing changed.
    Stay,
    /// Something changed.
    Redraw,
    /// Everything is to be drawn afresh.
    Clear,
    /// The learner wants the shell for a while.
    Suspend,
    /// The learner leaves.
    Quit,
}

/// Screens that are open at a time.
const DEEPEST: usize = 40;

/// Rows that a notch of the wheel moves.
const WHEEL: usize = 3;

/// The running tutor.
#[derive(Debug)]
pub(super) struct App {
    study: Study,
    config: Config,
    config_file: ConfigFile,
    keymap: Keymap,
    terminal: Terminal,
    theme: Theme,
    screens: Vec<Screen>,
    notice: Option<Notice>,
    /// A text for the clipboard, until the terminal takes it.
    copied: Option<String>,
    area: Rect,
    /// When the clock of a mock exam was written last.
    beaten: Duration,
}

impl App {
    /// Opens Home, and on top of it what was asked for, or the questions of the first run.
    pub(super) fn new(
        study: Study,
        config_file: ConfigFile,
        terminal: Terminal,
        opening: Option<Opening>,
    ) -> Result<Self, StudyError> {
        let (config, keymap, problems) = read_config(&config_file);
        let theme = Theme::of(config.theme, terminal);
        let screens = vec![Screen::from(Home::load(&study)?)];
        let (notice, copied, area, beaten) = (None, None, Rect::default(), Duration::ZERO);
        let mut app = Self {
            study,
            config,
            config_file,
            keymap,
            terminal,
            theme,
            screens,
            notice,
            copied,
            area,
            beaten,
        };
        match opening {
            Some(Opening::Drill(request)) => {
                app.push(Screen::from(DrillScreen::begin(&app.study, &request)?));
            }
            Some(Opening::Exam) => app.push(Screen::from(ExamScreen::load(&app.study)?)),
            Some(Opening::Sitting) => {
                app.push(Screen::from(SittingScreen::over(&app.study)));
                app.notice = exam::word_on(&app.study).map(Notice::Done);
            }
            Some(Opening::Report(number)) => {
                app.push(Screen::from(ReportScreen::load(number, &app.study)?));
            }
            Some(Opening::Quiz) => {
                if let Some(quiz) = app.study.resume_quiz()? {
                    app.push(Screen::from(QuizScreen::of(quiz, &app.study)?));
                }
            }
            None if app.study.is_first_run()? => app.push(Screen::from(Welcome::new(&app.study))),
            None => {}
        }
        app.report(&problems);
        Ok(app)
    }

    /// Says what is wrong with the learner's files.
    fn report(&mut self, config: &[Diagnostic]) {
        let content = self.study.content_problems();
        let (lead, problems) = match (config, content) {
            ([], []) => return,
            ([], content) => ("left out of your content: ", content),
            (config, _) => ("not used: ", config),
        };
        let rest = match problems {
            [_] => String::new(),
            more => format!(" (and {} more: dva config check, dva check)", more.len() - 1),
        };
        self.notice = problems.first().map(|problem| Notice::Failed(format!("{lead}{problem}{rest}")));
    }

    /// Returns which keys apply.
    #[cfg(test)]
    pub(super) fn context(&self) -> Option<Context> {
        self.screens.last().map(|screen| screen.view().context())
    }

    /// Returns what makes no sense right now on the screen on top.
    #[cfg(test)]
    pub(super) fn unavailable(&self) -> Vec<Action> {
        self.screens.last().map_or_else(Vec::new, |screen| screen.view().unavailable())
    }

    #[cfg(test)]
    pub(super) fn study(&self) -> &Study {
        &self.study
    }

    #[cfg(test)]
    pub(super) fn study_mut(&mut self) -> &mut Study {
        &mut self.study
    }

    /// Whether clicks and the wheel are to be listened to.
    pub(super) fn wants_mouse(&self) -> bool {
        self.config.mouse
    }

    /// Whether the terminal is to be asked for its background.
    pub(super) fn asks_for_background(&self) -> bool {
        let Terminal { no_color, full_colour, is_light } = self.terminal;
        self.config.theme == config::ThemeChoice::Auto && full_colour && !no_color && is_light.is_none()
    }

    /// Notes what the terminal answered about its background.
    pub(super) fn set_background(&mut self, is_light: bool) {
        self.terminal.is_light = Some(is_light);
        self.theme = Theme::of(self.config.theme, self.terminal);
    }

    /// Hands out what is to go to the clipboard, once.
    pub(super) fn take_copied(&mut self) -> Option<String> {
        self.copied.take()
    }

    /// Notes how large the terminal is.
    pub(super) fn resize(&mut self, area: Rect) {
        self.area = area;
    }

    /// Follows a key.
    pub(super) fn press(&mut self, key: KeyEvent) -> Flow {
        assert!(!Env::panics_on_key(), "DVA_PANIC is set");
        let had_notice = self.notice.take().is_some();
        let written = self.on_top(|screen, cx| screen.view_mut().write(key, cx));
        if written == Some(true) {
            return Flow::Redraw;
        }
        let Some(screen) = self.screens.last() else { return Flow::Quit };
        match self.keymap.action(screen.view().context(), key) {
            Some(action) => self.follow(action, had_notice),
            None if had_notice => Flow::Redraw,
            None => Flow::Stay,
        }
    }

    /// Follows a click or the wheel.
    pub(super) fn mouse(&mut self, event: MouseEvent) -> Flow {
        let had_notice = self.notice.take().is_some();
        let position = Position::new(event.column, event.row);
        match event.kind {
            MouseEventKind::ScrollUp => self.wheel(Action::Up),
            MouseEventKind::ScrollDown => self.wheel(Action::Down),
            MouseEventKind::Down(MouseButton::Left) => self.click(position, had_notice),
            _ if had_notice => Flow::Redraw,
            _ => Flow::Stay,
        }
    }

    fn wheel(&mut self, action: Action) -> Flow {
        let flows: Vec<Flow> = (0..WHEEL).map(|_| self.follow(action, false)).collect();
        if flows.contains(&Flow::Redraw) { Flow::Redraw } else { Flow::Stay }
    }

    fn click(&mut self, position: Position, had_notice: bool) -> Flow {
        let parts = Parts::of(self.area);
        let action = if parts.footer.contains(position) {
            self.footer(parts.footer.width).and_then(|footer| footer.action_at(position.x))
        } else {
            self.on_top(|screen, cx| screen.view_mut().click(position, cx)).flatten()
        };
        match action {
            Some(action) => self.follow(action, had_notice),
            // A row may have been chosen.
            None => Flow::Redraw,
        }
    }

    /// Hands the screen on top what it may look at.
    fn on_top<T>(&mut self, act: impl FnOnce(&mut Screen, &Cx<'_>) -> T) -> Option<T> {
        let cx = Cx {
            study: &self.study,
            elapsed: self.study.env().elapsed(),
            body: Parts::of(self.area).body,
            theme: &self.theme,
            keymap: &self.keymap,
            config: &self.config,
        };
        self.screens.last_mut().map(|screen| act(screen, &cx))
    }

    /// Does an action on the screen on top.
    fn follow(&mut self, action: Action, had_notice: bool) -> Flow {
        let Some(screen) = self.screens.last() else { return Flow::Quit };
        let context = screen.view().context();
        match action {
            Action::Quit => return Flow::Quit,
            Action::SuspendProcess => return Flow::Suspend,
            Action::Redraw => return Flow::Clear,
            // Asked for once more, the keys go away again.
            Action::Help if matches!(screen, Screen::Reading(reading) if reading.is_help()) => {
                self.screens.pop();
            }
            Action::Help => self.push(Screen::from(Reading::help(context))),
            Action::LookUp | Action::Palette if self.study.sits_strictly() => {
                self.notice = Some(Notice::Done(phrase::exam::NOT_STRICT.to_owned()));
            }
            // Whoever is on the way from a look-up goes back to it.
            Action::LookUp if self.screens.iter().any(|screen| matches!(screen, Screen::LookUp(_))) => {
                while !matches!(self.screens.last(), Some(Screen::LookUp(_)) | None) {
                    self.screens.pop();
                }
            }
            Action::LookUp => match LookUp::load(&self.study) {
                Ok(screen) => self.push(Screen::from(screen)),
                Err(error) => self.notice = Some(failed(&error)),
            },
            Action::Palette if context == Context::Palette => return Flow::Stay,
            Action::Palette => {
                let palette = Palette::over(screen.view(), &self.keymap, &self.study);
                self.push(Screen::from(palette));
            }
            action => {
                let effect = self.on_top(|screen, cx| screen.view_mut().update(action, cx));
                let effect = effect.unwrap_or(Effect::None);
                if effect.is_none() && !had_notice {
                    return Flow::Stay;
                }
                if let Err(error) = self.carry_out(effect, action) {
                    self.notice = Some(failed(&error));
                }
            }
        }
        self.leave_what_is_closed();
        if self.screens.is_empty() { Flow::Quit } else { Flow::Redraw }
    }

    /// Opens a screen over the others. Of very many the oldest but Home is forgotten: nobody goes back so far.
    fn push(&mut self, screen: Screen) {
        if self.screens.len() >= DEEPEST {
            let is_sitting = matches!(self.screens.get(1), Some(Screen::SittingScreen(_)));
            self.screens.remove(1 + usize::from(is_sitting));
        }
        let tool = tool_of(&screen);
        if let Some(tool) = tool {
            // An open question takes note of it, wherever it is asked.
            let used =
                self.screens.iter_mut().try_for_each(|open| open.view_mut().used(tool, &mut self.study));
            if let Err(error) = used {
                self.notice = Some(failed(&error));
            }
        }
        self.screens.push(screen);
        self.note_tool(tool);
    }

    fn carry_out(&mut self, effect: Effect, action: Action) -> Result<(), StudyError> {
        match effect {
            Effect::None | Effect::Changed => {}
            Effect::Pop => {
                self.screens.pop();
                self.refresh()?;
                if self.screens.len() == 1 {
                    self.study.rest();
                }
            }
            Effect::Home => {
                self.screens.truncate(1);
                self.refresh()?;
            }
            Effect::Open(opener) => {
                let screen = (opener.0)(&self.study)?;
                self.push(screen);
            }
            Effect::Act => {
                let Some(screen) = self.screens.last_mut() else { return Ok(()) };
                let effect = screen.view_mut().act(action, &mut self.study)?;
                self.carry_out(effect, action)?;
                self.refresh()?;
            }
            Effect::Press(action) => match self.follow(action, true) {
                Flow::Quit => self.screens.clear(),
                Flow::Stay | Flow::Redraw | Flow::Clear | Flow::Suspend => {}
            },
            Effect::Happened(happened) => self.tell(Ok(happened)),
            Effect::Notify(text) => self.notice = Some(Notice::Done(text)),
            Effect::Copy(text) => self.copied = Some(text),
            Effect::Configure(key, value) => self.configure(key, &value),
            Effect::Both(effects) => {
                for effect in *effects {
                    self.carry_out(effect, action)?;
                }
            }
        }
        Ok(())
    }

    fn refresh(&mut self) -> Result<(), StudyError> {
        let Some(screen) = self.screens.last_mut() else { return Ok(()) };
        screen.view_mut().refresh(&self.study)
    }

    /// Changes a setting of `config.toml`, and goes by it at once.
    fn configure(&mut self, key: &str, value: &str) {
        if let Err(error) = self.config_file.set(key, value) {
            self.notice = Some(Notice::Failed(format!("Not saved: {error}.")));
            return;
        }
        let (config, keymap, problems) = read_config(&self.config_file);
        (self.config, self.keymap) = (config, keymap);
        self.theme = Theme::of(self.config.theme, self.terminal);
        self.report(&problems);
    }

    /// Reads what the last frame did not wait for; whether there was anything.
    pub(super) fn settle(&mut self) -> bool {
        let Some(screen) = self.screens.last_mut().filter(|screen| screen.view().is_unsettled()) else {
            return false;
        };
        if let Err(error) = screen.view_mut().settle(&self.study) {
            self.notice = Some(failed(&error));
        }
        true
    }

    fn footer(&self, width: u16) -> Option<Footer> {
        let view = self.screens.last()?.view();
        let mut leave_out = view.unavailable();
        if self.study.sits_strictly() {
            leave_out.extend([Action::LookUp, Action::Palette]);
        }
        Some(Footer::of(&self.keymap, view.context(), &leave_out, width))
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
            keymap: &self.keymap,
            config: &self.config,
        };
        screen.view().render(&parts, buffer, &cx);
        if let Some(footer) = self.footer(parts.footer.width) {
            footer.render(parts.footer, buffer, &self.theme);
        }
        if let Some(notice) = &self.notice {
            frame::notice(notice, parts.notice, buffer, &self.theme);
        }
    }
}

fn failed(error: &StudyError) -> Notice {
    let hint = phrase::sentence(error.hint());
    Notice::Failed(match error {
        StudyError::Refused(_) => format!("{}.", phrase::sentence(&error.to_string())),
        StudyError::Store(_) => format!("Not saved: {error}. {hint}."),
        _ => format!("{}. {hint}.", phrase::sentence(&error.to_string())),
    })
}

/// Reads `config.toml`. What is wrong in it has its default.
fn read_config(file: &ConfigFile) -> (Config, Keymap, Vec<Diagnostic>) {
    let source = file.source();
    let (config, mut problems) = config::read(&source);
    let (keymap, more) = Keymap::with(&config.keys, &source);
    problems.extend(more);
    (config, keymap, problems)
}

/// Returns what is wrong with a `config.toml`.
pub fn check_config(file: &ConfigFile) -> Vec<Diagnostic> {
    read_config(file).2
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
        let app = App::new(study, ConfigFile::none(), Terminal::default(), None)?;
        let mut bench = Self { app, buffer: Buffer::empty(area) };
        bench.app.resize(area);
        bench.draw();
        Ok(bench)
    }

    /// Follows a key and draws the frame it leads to.
    pub fn press(&mut self, key: crossterm::event::KeyCode) {
        self.app.press(KeyEvent::from(key));
        self.draw();
    }

    /// What stands on the screen, row by row.
    pub fn text(&self) -> String {
        let width = usize::from(self.buffer.area.width).max(1);
        let rows = self.buffer.content.chunks(width);
        rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>() + "\n").collect()
    }

    /// Does what comes after a frame when no key is waiting.
    pub fn settle(&mut self) {
        if self.app.settle() {
            self.draw();
        }
    }

    fn draw(&mut self) {
        self.buffer.reset();
        self.app.render(self.buffer.area, &mut self.buffer);
    }
}

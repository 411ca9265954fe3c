//! A mock exam, question by question. The sitting itself is the study's: this shows it, and turns keys into its events.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::exam::{Certainty, Event, Mode, Sitting};
use crate::phrase;
use crate::study::{Sat, Study, StudyError};

use super::super::field::Field;
use super::super::frame::{self, Parts};
use super::super::keymap::{Action, CHOOSE, Context, OnOption};
use super::super::question::{Laid, Question};
use super::super::theme::Theme;
use super::super::view::{Cx, Effect, View};
use super::reading::scroll;
use super::{Grid, Pause, Screen, Submit, Writing};

/// The longest note on a question, in characters.
const LONGEST_NOTE: usize = 400;

/// The question on the screen.
#[derive(Debug, Default)]
pub(in super::super) struct SittingScreen {
    /// The question that `top` belongs to.
    shown: usize,
    top: usize,
    /// What a key asked for.
    wanted: Option<Event>,
    /// How many options the question has.
    options: usize,
}

/// Returns the sitting, when there is one.
pub(super) fn sitting<'a>(cx: &Cx<'a>) -> Option<&'a Sitting> {
    cx.study.sat().map(Sat::sitting)
}

/// Draws the title line of a sitting: where, and the clock.
pub(super) fn title(where_to: &str, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
    let Some(sitting) = sitting(cx) else { return };
    let exam = phrase::exam::name(&sitting.paper().blueprint);
    let (at, of) = (sitting.current() + 1, sitting.sheets().len());
    let left = sitting.left_ms().map_or_else(String::new, phrase::exam::left);
    let is_wide = parts.title.width >= 60;
    let right = match (where_to, is_wide) {
        ("", true) => format!("Question {at} of {of}   {left} left"),
        ("", false) => format!("{at} of {of}  {left}"),
        (_, true) => format!("{left} left"),
        (_, false) => left,
    };
    let long =
        if where_to.is_empty() { format!("Mock exam · {exam}") } else { format!("Mock exam · {where_to}") };
    let short = if where_to.is_empty() { exam } else { where_to.to_owned() };
    frame::title(&[&long, &short], &right, parts.title, buffer, cx.theme);
}

/// Checks an event against the sitting: one that it refuses is told at once and not tried.
pub(super) fn refused(event: &Event, cx: &Cx<'_>) -> Option<Effect> {
    let refusal = sitting(cx)?.accept(event).err()?;
    Some(Effect::Notify(format!("{}.", phrase::sentence(&refusal.to_string()))))
}

impl SittingScreen {
    /// Shows the sitting where it stands.
    pub(in super::super) fn over(study: &Study) -> Self {
        let mut screen = Self::default();
        screen.look_at(study);
        screen
    }

    /// Takes note of the question on the screen; another one begins at its beginning.
    fn look_at(&mut self, study: &Study) {
        let Some(sitting) = study.sat().map(Sat::sitting) else { return };
        if self.shown != sitting.current() {
            (self.shown, self.top) = (sitting.current(), 0);
        }
        self.options = sitting.paper().questions[sitting.current()].options.len();
    }

    /// Has an event happen, unless it is refused.
    fn want(&mut self, event: Event, cx: &Cx<'_>) -> Effect {
        if let Some(refused) = refused(&event, cx) {
            return refused;
        }
        self.wanted = Some(event);
        Effect::Act
    }

    fn on_option(&mut self, key: OnOption, cx: &Cx<'_>) -> Effect {
        let Some(sitting) = sitting(cx) else { return Effect::None };
        let (question, sheet) = (sitting.current() as u16, &sitting.sheets()[sitting.current()]);
        let (OnOption::Choose(option) | OnOption::Strike(option)) = key;
        let area = Self::area(cx.body);
        let top = Self::laid(sitting, area.width, cx.theme).top_for(option, self.top, area.height);
        let is_moved = std::mem::replace(&mut self.top, top) != top;
        let event = match key {
            OnOption::Choose(option) => sitting.press(option),
            OnOption::Strike(option) => {
                Event::Strike { question, option, struck: !sheet.struck.contains(option) }
            }
        };
        match event {
            // Chosen already: there is nothing to write.
            Event::Choose { option, chosen: true, .. } if sheet.chosen.contains(option) => {
                Effect::changed(is_moved)
            }
            event => self.want(event, cx),
        }
    }

    /// Goes to another question; at the ends there is none.
    fn go(&mut self, forward: bool, cx: &Cx<'_>) -> Effect {
        let Some(sitting) = sitting(cx) else { return Effect::None };
        let at = sitting.current();
        let to = if forward { at + 1 } else { at.wrapping_sub(1) };
        if to < sitting.sheets().len() {
            return self.want(Event::Move { to: to as u16 }, cx);
        }
        let key = |action| {
            cx.keymap.key_of(Context::Sitting, action).map_or_else(String::new, |key| key.to_string())
        };
        if !forward {
            return Effect::Notify("This is the first question.".to_owned());
        }
        let (grid, submit) = (key(Action::Grid), key(Action::Submit));
        Effect::Notify(format!("This is the last question: {grid} shows all, {submit} submits."))
    }

    fn note(cx: &Cx<'_>) -> Effect {
        let Some(sitting) = sitting(cx) else { return Effect::None };
        let question = sitting.current() as u16;
        let note = sitting.sheets()[sitting.current()].note.clone();
        let label =
            "A note on this question, for the report. It is kept when you leave it; empty takes it away.";
        let keep = move |study: &mut Study, text: &str| {
            let text = text.trim().to_owned();
            Ok(Effect::Happened(study.exam_event(Event::Note { question, text })?))
        };
        let title = format!("Note on question {}", question + 1);
        let writing = Writing::new(&title, label, Field::new(note, LONGEST_NOTE), keep).kept_when_left();
        Effect::open(move |_| Ok(Screen::from(writing)))
    }

    fn said(wanted: Certainty, cx: &Cx<'_>) -> Option<Event> {
        let sitting = sitting(cx)?;
        let before = sitting.sheets()[sitting.current()].certainty;
        let certainty = (before != Some(wanted)).then_some(wanted);
        Some(Event::Certainty { question: sitting.current() as u16, certainty })
    }

    /// Goes to the options, or back to the stem, where both do not fit.
    fn turn(&mut self, options_from: usize, total: usize, height: u16) -> Effect {
        let end = total.saturating_sub(usize::from(height));
        let to = if self.top == 0 { options_from.min(end) } else { 0 };
        let before = std::mem::replace(&mut self.top, to);
        Effect::changed(before != to)
    }

    /// The rows of the question, below the line that says how it goes.
    fn area(body: Rect) -> Rect {
        let head = if body.height > 12 { 2 } else { 1 };
        frame::column(Rect { y: body.y + head, height: body.height.saturating_sub(head), ..body })
    }

    fn laid(sitting: &Sitting, width: u16, theme: &Theme) -> Laid {
        let at = sitting.current();
        Question::open(&sitting.paper().questions[at], &sitting.sheets()[at]).set(width, theme)
    }

    /// How the question and the paper stand.
    fn standing(sitting: &Sitting, width: u16, theme: &Theme) -> Line<'static> {
        let (sheet, tally) = (&sitting.sheets()[sitting.current()], sitting.tally());
        let mut left = Vec::new();
        left.extend(sheet.marked.then_some("marked"));
        left.extend(sheet.certainty.map(phrase::exam::certainty));
        left.extend((!sheet.note.is_empty()).then_some("a note"));
        let to_go = sitting.sheets().len() - tally.answered;
        let mut right = Vec::new();
        if width >= 60 {
            right.push(format!("{} answered, {to_go} to go", tally.answered));
            right.extend((tally.marked > 0).then(|| format!("{} marked", tally.marked)));
        } else {
            right.push(format!("{to_go} to go"));
        }
        right.extend(sitting.ahead_ms().map(phrase::exam::pace));
        let (left, right) = (left.join(" · "), right.join(" · "));
        let mut line = frame::spread(&left, &right, width, theme);
        if let Some(first) = line.spans.first_mut() {
            *first = Span::styled(first.content.clone(), theme.notice);
        }
        line
    }
}

impl View for SittingScreen {
    fn context(&self) -> Context {
        Context::Sitting
    }

    fn unavailable(&self) -> Vec<Action> {
        Action::beyond(self.options).collect()
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        let Some(sitting) = sitting(cx) else { return Effect::Pop };
        if let Some(key) = action.on_option() {
            return self.on_option(key, cx);
        }
        let question = sitting.current() as u16;
        match action {
            Action::Next => self.go(true, cx),
            Action::Previous => self.go(false, cx),
            Action::Flag => {
                let marked = !sitting.sheets()[sitting.current()].marked;
                self.want(Event::Mark { question, marked }, cx)
            }
            Action::Guess | Action::Sure => {
                let wanted = if action == Action::Guess { Certainty::Guess } else { Certainty::Sure };
                Self::said(wanted, cx).map_or(Effect::None, |event| self.want(event, cx))
            }
            Action::Note => Self::note(cx),
            Action::Grid => Effect::open(|study| Ok(Screen::from(Grid::over(study)))),
            Action::Submit => Effect::open(|study| Ok(Screen::from(Submit::over(study)))),
            Action::Back if sitting.mode() == Mode::Strict => Effect::open(|_| Ok(Screen::from(Pause))),
            Action::Back => self.want(Event::Pause, cx),
            action => {
                let area = Self::area(cx.body);
                let laid = Self::laid(sitting, area.width, cx.theme);
                let total = laid.lines.len();
                if action == Action::NextField {
                    return self.turn(laid.options_from(), total, area.height);
                }
                let moved = scroll(self.top, action, total, area.height);
                self.top = moved.unwrap_or(self.top);
                Effect::changed(moved.is_some())
            }
        }
    }

    fn act(&mut self, _: Action, study: &mut Study) -> Result<Effect, StudyError> {
        let Some(event) = self.wanted.take() else { return Ok(Effect::None) };
        let is_pause = event == Event::Pause;
        let happened = study.exam_event(event)?;
        let pause = if is_pause && happened.finished.is_none() {
            Effect::open(|_| Ok(Screen::from(Pause)))
        } else {
            Effect::Changed
        };
        Ok(Effect::Happened(happened).then(pause))
    }

    fn refresh(&mut self, study: &Study) -> Result<(), StudyError> {
        self.look_at(study);
        Ok(())
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let (sitting, area) = (sitting(cx)?, Self::area(cx.body));
        if !area.contains(position) {
            return None;
        }
        let line = usize::from(position.y - area.y) + self.top;
        let option = Self::laid(sitting, area.width, cx.theme).option_at(line)?;
        CHOOSE.get(usize::from(option)).copied()
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let Some(sitting) = sitting(cx) else { return };
        title("", parts, buffer, cx);
        let head = Rect { height: 1.min(parts.body.height), ..frame::column(parts.body) };
        Self::standing(sitting, head.width, cx.theme).render(head, buffer);
        let area = Self::area(parts.body);
        let laid = Self::laid(sitting, area.width, cx.theme);
        frame::scrolled(&laid.lines, self.top, area, buffer, cx.theme);
    }
}

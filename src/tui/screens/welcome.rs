//! The questions of the first run: which exam, when, how many minutes a day. Each can be left as it is.

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::content::model::Blueprint;
use crate::study::{Study, StudyError};

use super::super::field::Field;
use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::page;
use super::super::view::{Cx, Effect, View};
use super::{DrillScreen, Placing, Screen};

/// Which question has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    Exam,
    Date,
    Minutes,
}

/// The answers so far.
#[derive(Debug)]
pub(in super::super) struct Welcome {
    focus: Focus,
    /// The blueprints, by id.
    exams: Vec<String>,
    /// The row that the learner chose; the exam that the date suggests until then.
    chosen: Option<usize>,
    proposed: usize,
    date: Field,
    minutes: Field,
}

impl Welcome {
    /// Asks, beginning with what suits today.
    pub(in super::super) fn new(study: &Study) -> Self {
        let exams = study.library().content().blueprints.iter().map(|exam| exam.id.to_string()).collect();
        let minutes = study.settings().minutes.to_string();
        let (date, minutes) = (Field::new("", 10), Field::new(minutes, 3));
        let mut welcome = Self { focus: Focus::Exam, exams, chosen: None, proposed: 0, date, minutes };
        welcome.propose(study);
        welcome
    }

    /// Proposes the exam that can be sat on the date given, or today.
    fn propose(&mut self, study: &Study) {
        let day = self.day().unwrap_or_else(|| study.env().now().local_date());
        let exams = &study.library().content().blueprints;
        let sat = exams.iter().position(|exam| exam.is_sat_on(day));
        self.proposed = sat.unwrap_or(self.exams.len());
    }

    fn day(&self) -> Option<NaiveDate> {
        self.date.text().trim().parse().ok()
    }

    /// The row of the exam: one a blueprint, and one for none.
    fn exam(&self) -> usize {
        self.chosen.unwrap_or(self.proposed)
    }

    fn turn(&mut self, forward: bool) {
        self.focus = match (self.focus, forward) {
            (Focus::Exam, true) | (Focus::Minutes, false) => Focus::Date,
            (Focus::Date, true) | (Focus::Exam, false) => Focus::Minutes,
            (Focus::Minutes, true) | (Focus::Date, false) => Focus::Exam,
        };
    }

    /// What is wrong with an answer, with the question it belongs to.
    fn fault(&self, study: &Study) -> Option<(Focus, String)> {
        let date = self.date.text().trim();
        let mut settings = study.settings().clone();
        if let Err(error) = settings.set("exam-date", date, study.library()) {
            return Some((Focus::Date, error.hint().to_owned()));
        }
        if let Err(error) = settings.set("minutes", self.minutes.text(), study.library()) {
            return Some((Focus::Minutes, error.hint().to_owned()));
        }
        None
    }

    /// A word on an exam that cannot be sat on the date given.
    fn warning(&self, study: &Study) -> Option<String> {
        let exams = &study.library().content().blueprints;
        let (day, exam) = self.day().zip(exams.get(self.exam()))?;
        let better = exams.iter().find(|exam| exam.is_sat_on(day))?;
        let name = |exam: &Blueprint| exam.id.to_uppercase();
        (!exam.is_sat_on(day)).then(|| format!("on that day {} is sat, not {}", name(better), name(exam)))
    }

    /// The rows: their question, and the text.
    fn rows(&self, width: u16, cx: &Cx<'_>) -> Vec<(Focus, Line<'static>)> {
        let theme = cx.theme;
        let is_low = cx.body.height < 14;
        let fault = self.fault(cx.study);
        let fault = |focus| fault.as_ref().filter(|(at, _)| *at == focus).map(|(_, hint)| hint.clone());
        let head = |focus, text: &str| {
            let mark = if self.focus == focus { "▸ " } else { "  " };
            Line::from(vec![Span::styled(mark, theme.key), Span::styled(text.to_owned(), theme.title)])
        };
        let mut rows = vec![(Focus::Exam, head(Focus::Exam, "Which exam?"))];
        let exams = &cx.study.library().content().blueprints;
        let told = exams.iter().map(|exam| (exam.id.to_uppercase(), period(exam, cx)));
        let none = ("not yet".to_owned(), "all of it, as of today".to_owned());
        for (n, (name, about)) in told.chain([none]).enumerate() {
            let mark = if n == self.exam() { "(•)" } else { "( )" };
            let about = frame::shorten(&about, usize::from(width).saturating_sub(19));
            let line = vec![
                Span::raw(format!("    {mark} {name:<9}")),
                Span::styled(format!("  {about}"), theme.muted),
            ];
            rows.push((Focus::Exam, Line::from(line)));
        }
        let air = |rows: &mut Vec<(Focus, Line<'static>)>, focus| {
            if !is_low {
                rows.push((focus, Line::default()));
            }
        };
        let field = |focus, text: &str, field: &Field, said: String| {
            let mut line = head(focus, text);
            line.spans.extend(field.line(12, self.focus == focus, theme).spans);
            line.spans.push(Span::styled(format!("  {said}"), theme.muted));
            (focus, line)
        };
        air(&mut rows, Focus::Date);
        let said = fault(Focus::Date).or_else(|| self.warning(cx.study));
        let said = said.unwrap_or_else(|| {
            if self.date.text().is_empty() { "such as 2026-12-12".to_owned() } else { String::new() }
        });
        rows.push(field(Focus::Date, "The day of your exam  ", &self.date, said));
        air(&mut rows, Focus::Minutes);
        let said = fault(Focus::Minutes).unwrap_or_default();
        rows.push(field(Focus::Minutes, "Minutes a day         ", &self.minutes, said));
        rows
    }

    /// Greeting and rows, from the top of the column.
    fn column(body: Rect) -> Rect {
        let air = u16::from(body.height >= 14);
        let column = frame::column(body);
        Rect { y: column.y + 2 * air, height: column.height.saturating_sub(2 * air), ..column }
    }
}

/// When an exam can be sat, as of today.
fn period(exam: &Blueprint, cx: &Cx<'_>) -> String {
    let today = cx.study.env().now().local_date();
    let said = |day: NaiveDate| day.format("%-d %b %Y");
    match &exam.last_day {
        Some(last) if last.last_day() < today => format!("ended {}, practice", said(last.last_day())),
        Some(last) => format!("until {}", said(last.last_day())),
        None => format!("from {}", said(exam.first_day.first_day())),
    }
}

impl View for Welcome {
    fn context(&self) -> Context {
        Context::Welcome
    }

    fn write(&mut self, key: KeyEvent, cx: &Cx<'_>) -> bool {
        let written = match self.focus {
            Focus::Date => self.date.write(key),
            Focus::Minutes => self.minutes.write(key),
            Focus::Exam => match key.code {
                KeyCode::Char(c) => {
                    let number = c
                        .to_digit(10)
                        .map(|digit| digit as usize)
                        .filter(|n| (1..=self.exams.len() + 1).contains(n));
                    self.chosen = number.map(|n| n - 1).or(self.chosen);
                    number.is_some()
                }
                _ => false,
            },
        };
        if written {
            self.propose(cx.study);
        }
        written
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match (action, self.focus) {
            (Action::Keep, _) => match self.fault(cx.study) {
                Some((focus, hint)) => {
                    self.focus = focus;
                    Effect::Notify(hint)
                }
                None => Effect::Act,
            },
            (Action::Back, _) => Effect::Act,
            (Action::Up, Focus::Exam) if self.exam() > 0 => {
                self.chosen = Some(self.exam() - 1);
                Effect::Changed
            }
            (Action::Down, Focus::Exam) if self.exam() < self.exams.len() => {
                self.chosen = Some(self.exam() + 1);
                Effect::Changed
            }
            (Action::NextField | Action::PreviousField | Action::Up | Action::Down, _) => {
                self.turn(matches!(action, Action::NextField | Action::Down));
                Effect::Changed
            }
            _ => Effect::None,
        }
    }

    fn act(&mut self, action: Action, study: &mut Study) -> Result<Effect, StudyError> {
        if action == Action::Back {
            study.welcomed()?;
            return Ok(Effect::Pop);
        }
        if let Some(exam) = self.exams.get(self.exam()) {
            study.set("exam", exam)?;
        }
        study.set("exam-date", self.date.text().trim())?;
        study.set("minutes", self.minutes.text())?;
        study.welcomed()?;
        if study.can_be_placed()? {
            return Ok(Effect::Pop.then(Effect::open(|_| Ok(Screen::from(Placing::at_first())))));
        }
        Ok(Effect::Pop.then(Effect::open(|study| Ok(Screen::from(DrillScreen::of_today(study)?)))))
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let column = Self::column(cx.body);
        let at = usize::from(position.y.checked_sub(column.y)?);
        let rows = self.rows(column.width, cx);
        self.focus = rows.get(at)?.0;
        if self.focus == Focus::Exam && at > 0 {
            self.chosen = Some(at - 1);
        }
        None
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let right = if parts.title.width >= 60 { "three questions, each can wait" } else { "" };
        frame::title(&["Welcome to dva"], right, parts.title, buffer, cx.theme);
        let column = Self::column(parts.body);
        let rows = self.rows(column.width, cx);
        for ((_, line), row) in rows.iter().zip(column.rows()) {
            line.render(row, buffer);
        }
        let below = Rect {
            y: column.y + rows.len() as u16 + 1,
            height: column.height.saturating_sub(rows.len() as u16 + 1),
            ..column
        };
        let text = "Enter begins with the first card. Everything can be changed in Settings; \
                    nothing leaves this machine.";
        for (line, row) in page::set(text, below.width, cx.theme).into_iter().zip(below.rows()) {
            line.style(cx.theme.muted).render(row, buffer);
        }
    }
}

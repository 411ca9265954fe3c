//! What is to be sat, before a mock exam: which exam, how, how long; or the one that is open, to go on with.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use crate::exam::{Mode, Offer};
use crate::phrase;
use crate::study::{ExamPlan, ExamRequest, OpenExam, PastExam, Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::list::Choice;
use super::super::page;
use super::super::view::{Cx, Effect, View};
use super::{Exams, Reading, Screen, SittingScreen};

/// Columns of a row's name.
const NAME: usize = 11;

/// The choices for a mock exam.
#[derive(Debug)]
pub(in super::super) struct ExamScreen {
    /// The exams, by id.
    exams: Vec<String>,
    plan: ExamPlan,
    /// The plan is what is hoped for: whether there are questions enough is found out after the frame.
    is_hoped: bool,
    mode: Mode,
    /// Which of the plan's lengths.
    length: usize,
    open: Option<OpenExam>,
    past: Vec<PastExam>,
    is_eve: bool,
    choice: Choice,
    /// The exam that a key asked for.
    wanted: Option<String>,
}

/// A row of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    GoOn,
    Begin,
    Exam,
    Mode,
    Length,
    Missing,
    Scoring,
    Past,
}

impl ExamScreen {
    /// Reads what can be sat.
    pub(in super::super) fn load(study: &Study) -> Result<Self, StudyError> {
        let past = study.exams()?;
        // The mode of the last one is likely to be wanted again.
        let mode = past.last().map_or(Mode::Practice, |last| last.row.mode);
        Ok(Self {
            exams: study.library().content().blueprints.iter().map(|exam| exam.id.to_string()).collect(),
            plan: study.hoped_exam_plan(&study.usual_exam())?,
            is_hoped: true,
            mode,
            length: 0,
            open: study.open_exam()?,
            past,
            is_eve: study.is_eve_of_exam(),
            choice: Choice::default(),
            wanted: None,
        })
    }

    fn rows(&self) -> Vec<Row> {
        let mut rows = vec![Row::GoOn];
        if self.open.is_none() {
            rows = vec![Row::Begin, Row::Exam, Row::Mode, Row::Length];
            rows.extend(self.plan.shortage.is_some().then_some(Row::Missing));
        }
        rows.extend([Row::Scoring, Row::Past]);
        rows
    }

    fn chosen(&self) -> Option<Row> {
        self.rows().get(self.choice.at).copied()
    }

    fn offer(&self) -> Option<Offer> {
        self.plan.lengths.get(self.length).copied()
    }

    fn name(row: Row) -> &'static str {
        match row {
            Row::GoOn => "Go on",
            Row::Begin => "Begin",
            Row::Exam => "Exam",
            Row::Mode => "Mode",
            Row::Length => "Length",
            Row::Missing => "Missing",
            Row::Scoring => "Scoring",
            Row::Past => "So far",
        }
    }

    fn value(&self, row: Row, room: usize) -> String {
        match row {
            Row::GoOn => self.open.as_ref().map_or_else(String::new, |open| {
                let long = phrase::exam::open(open);
                if long.width() > room { phrase::exam::open_briefly(open) } else { long }
            }),
            Row::Begin if self.plan.lengths.is_empty() => "not enough questions".to_owned(),
            Row::Begin if self.is_eve => "your exam is near: rest instead".to_owned(),
            Row::Begin => "now".to_owned(),
            Row::Exam => {
                let past = if self.plan.past.is_some() { ", retired" } else { "" };
                format!("{}{past}", phrase::exam::name(&self.plan.exam))
            }
            Row::Mode => phrase::exam::mode(self.mode).to_owned(),
            Row::Length => self.offer().map_or_else(
                || "–".to_owned(),
                |Offer { questions, minutes }| format!("{questions} questions, {minutes} min"),
            ),
            Row::Missing => self.plan.shortage.as_ref().map_or_else(String::new, |shortage| {
                format!("{} of {} questions are there", shortage.have, shortage.need)
            }),
            Row::Scoring => "how a mock is scored".to_owned(),
            Row::Past => match phrase::exam::trend(&self.past, &self.plan.exam) {
                Some(trend) => trend,
                None => phrase::count(self.past.len(), "mock exam"),
            },
        }
    }

    /// What the chosen row is about.
    fn help(&self, row: Row) -> String {
        match row {
            Row::GoOn => "It goes on at the same question. Submit it before you begin another.".to_owned(),
            Row::Begin if self.is_eve => phrase::exam::EVE.to_owned(),
            Row::Begin => format!(
                "{} to pass. Every answer is kept at once: whatever happens, you go on where you were.",
                self.plan.pass
            ),
            Row::Exam => self.plan.past.as_ref().map_or_else(
                || self.plan.title.clone(),
                |past| {
                    let past = phrase::exam::past(&self.plan.exam, past);
                    format!("{}. {past}: the next value takes another.", self.plan.title)
                },
            ),
            Row::Mode => phrase::exam::mode_help(self.mode).to_owned(),
            Row::Length => "A shorter mock has the same proportions, and time in proportion.".to_owned(),
            Row::Missing => "Which tasks lack questions, and what can be sat.".to_owned(),
            Row::Scoring => {
                "All or nothing, blanks are wrong, guessing is free; the score is an estimate.".to_owned()
            }
            Row::Past => "Reports with every question, and how the scores went.".to_owned(),
        }
    }

    fn step(&mut self, forward: bool) -> Effect {
        let turned = |at: usize, of: usize| (at + if forward { 1 } else { of - 1 }) % of;
        match self.chosen() {
            Some(Row::Exam) => {
                let at = self.exams.iter().position(|exam| *exam == self.plan.exam).unwrap_or(0);
                self.wanted = self.exams.get(turned(at, self.exams.len().max(1))).cloned();
                Effect::Act
            }
            Some(Row::Mode) => {
                self.mode = if self.mode == Mode::Strict { Mode::Practice } else { Mode::Strict };
                Effect::Changed
            }
            Some(Row::Length) if self.plan.lengths.len() > 1 => {
                self.length = turned(self.length, self.plan.lengths.len());
                Effect::Changed
            }
            Some(Row::Length) => Effect::Notify("There is one length only.".to_owned()),
            _ => Effect::Notify("This row has no values: Enter.".to_owned()),
        }
    }

    fn enter(&mut self) -> Effect {
        match self.chosen() {
            Some(Row::Begin) if self.plan.lengths.is_empty() => {
                Effect::Notify("There are not enough questions: Missing says which.".to_owned())
            }
            Some(Row::Begin | Row::GoOn) => {
                self.wanted = None;
                Effect::Act
            }
            Some(Row::Exam | Row::Mode | Row::Length) => self.step(true),
            Some(Row::Missing) => {
                let shortage = self.plan.shortage.as_ref();
                let text = shortage.map(|shortage| phrase::exam::shortage(&self.plan.exam, shortage));
                let reading = Reading::text("What is missing", text.unwrap_or_default());
                Effect::open(move |_| Ok(Screen::from(reading)))
            }
            Some(Row::Scoring) => Effect::open(|_| {
                Ok(Screen::from(Reading::text("How a mock exam is scored", phrase::exam::SCORING.to_owned())))
            }),
            Some(Row::Past) => Effect::open(|study| Ok(Screen::from(Exams::load(study)?))),
            None => Effect::None,
        }
    }

    /// Where the rows stand, and what is said of the chosen one below them.
    fn areas(&self, body: Rect) -> [Rect; 2] {
        let air = u16::from(body.height > 12);
        let body = Rect { y: body.y + air, height: body.height - air, ..body };
        let rows = self.rows().len() as u16;
        let parts = [Constraint::Length(rows), Constraint::Length(air), Constraint::Min(2)];
        let [list, _, foot] = frame::column(body).layout(&Layout::vertical(parts));
        [list, foot]
    }
}

impl View for ExamScreen {
    fn context(&self) -> Context {
        Context::Exam
    }

    fn unavailable(&self) -> Vec<Action> {
        if self.open.is_some() { vec![Action::Next, Action::Previous] } else { Vec::new() }
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match action {
            Action::Back => Effect::Pop,
            Action::Open => self.enter(),
            Action::Next => self.step(true),
            Action::Previous => self.step(false),
            action => {
                let (total, [list, _]) = (self.rows().len(), self.areas(cx.body));
                Effect::changed(self.choice.moved(action, total, list.height))
            }
        }
    }

    fn act(&mut self, _: Action, study: &mut Study) -> Result<Effect, StudyError> {
        if let Some(exam) = self.wanted.take() {
            (self.plan, self.is_hoped, self.length) = (study.hoped_exam_plan(&exam)?, true, 0);
            self.choice.keep_within(self.rows().len());
            return Ok(Effect::Changed);
        }
        if self.open.is_some() {
            let happened = study.resume_exam()?;
            if happened.finished.is_some() {
                return Ok(Effect::Happened(happened));
            }
        } else {
            let request = ExamRequest {
                exam: Some(self.plan.exam.clone()),
                mode: self.mode,
                length: self.offer().map(|offer| offer.questions),
                seed: None,
            };
            study.start_exam(&request)?;
        }
        Ok(Effect::Pop.then(Effect::open(|study| Ok(Screen::from(SittingScreen::over(study))))))
    }

    fn refresh(&mut self, study: &Study) -> Result<(), StudyError> {
        (self.open, self.past) = (study.open_exam()?, study.exams()?);
        self.choice.keep_within(self.rows().len());
        Ok(())
    }

    fn is_unsettled(&self) -> bool {
        self.is_hoped && self.open.is_none()
    }

    fn settle(&mut self, study: &Study) -> Result<(), StudyError> {
        let plan = study.exam_plan(&self.plan.exam)?;
        if plan.lengths != self.plan.lengths {
            self.length = 0;
        }
        (self.plan, self.is_hoped) = (plan, false);
        self.choice.keep_within(self.rows().len());
        Ok(())
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let (total, [list, _]) = (self.rows().len(), self.areas(cx.body));
        self.choice.choose(position, list, total).then_some(Action::Open)
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        frame::title(&["Mock exam"], &phrase::exam::name(&self.plan.exam), parts.title, buffer, cx.theme);
        let [list, foot] = self.areas(parts.body);
        let rows = self.rows();
        let room = usize::from(list.width).saturating_sub(NAME + 2);
        let row = |n: usize| {
            let Some(&row) = rows.get(n) else { return Line::default() };
            let name = Self::name(row);
            let gap = " ".repeat(NAME.saturating_sub(name.width()));
            let value = frame::shorten(&self.value(row, room), room);
            Line::from(vec![Span::raw(format!("{name}{gap}")), Span::styled(value, cx.theme.muted)])
        };
        self.choice.render(rows.len(), row, list, buffer, cx.theme);
        let help = self.chosen().map_or_else(String::new, |row| self.help(row));
        for (line, row) in page::set(&help, foot.width, cx.theme).into_iter().zip(foot.rows()) {
            line.style(cx.theme.muted).render(row, buffer);
        }
    }
}

//! A calculator: a form that reckons at every key, with steps, mistakes, warnings and what happens over time.

mod form;

use chrono::NaiveDate;
use crossterm::event::{KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Margin, Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::calc::{Answer, Calculator, Constants};
use crate::phrase;
use crate::study::{Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::page;
use super::super::theme::Theme;
use super::super::view::{Cx, Effect, View};
use super::reading::{column, scroll};
use super::{Practice, working};
use form::Form;

/// The width from which the answer stands beside the form.
const WITH_TWO: u16 = 110;

/// The widest form beside an answer.
const WIDEST_FORM: u16 = 56;

/// The limits of the exam chosen, where it asks about another day than today.
#[derive(Debug)]
struct OfExam {
    /// `DVA-C01`
    name: String,
    day: NaiveDate,
    constants: Constants,
}

/// A calculation on the screen.
#[derive(Debug)]
pub(in super::super) struct CalculatorScreen {
    calculator: &'static Calculator,
    form: Form,
    today: Constants,
    exam: Option<OfExam>,
    /// Whether the exam's limits are reckoned with.
    is_exam: bool,
    answer: Option<Answer>,
    /// The answer with the limits of the other day, where it is another.
    other: Option<Answer>,
    /// What is wrong that belongs to no field.
    faults: Vec<String>,
    top: usize,
}

impl CalculatorScreen {
    /// Opens the form, with the limits that the learner's exam asks.
    pub(in super::super) fn new(calculator: &'static Calculator, study: &Study) -> Self {
        let content = study.library().content();
        let on = |day| Constants::of(&content.facts, &content.blueprints, day);
        let exam = study.reader().facts_as_of.zip(study.blueprint());
        let exam =
            exam.map(|(day, exam)| OfExam { name: exam.id.to_uppercase(), day, constants: on(Some(day)) });
        let mut screen = Self {
            calculator,
            form: Form::new(calculator),
            today: on(None),
            is_exam: exam.is_some(),
            exam,
            answer: None,
            other: None,
            faults: Vec::new(),
            top: 0,
        };
        screen.reckon();
        screen
    }

    /// The limits reckoned with.
    fn constants(&self) -> &Constants {
        match &self.exam {
            Some(exam) if self.is_exam => &exam.constants,
            _ => &self.today,
        }
    }

    /// Whether the exam's limits and today's give different answers.
    fn differs(&self) -> bool {
        self.other.is_some()
    }

    fn reckon(&mut self) {
        let typed = self.form.typed();
        let result = self.calculator.compute(&typed, self.constants());
        let errors = result.as_ref().err().cloned().unwrap_or_default();
        self.faults = self.form.blame(&errors);
        self.answer = result.ok();
        let other = self.exam.as_ref().map(|exam| if self.is_exam { &self.today } else { &exam.constants });
        let other = other.and_then(|constants| self.calculator.compute(&typed, constants).ok());
        self.other = other.filter(|other| Some(other) != self.answer.as_ref());
    }

    /// Whose limits are reckoned with, and whose not, in words.
    fn days(&self) -> [String; 2] {
        let today = "today".to_owned();
        match &self.exam {
            Some(exam) if self.is_exam => [exam.name.clone(), today],
            Some(exam) => [today, exam.name.clone()],
            None => [today, String::new()],
        }
    }

    /// The answer, and what it is with the other limits.
    fn answer_lines(&self, answer: &Answer, width: u16, theme: &Theme) -> Vec<Line<'static>> {
        let mut lines = working::paragraph("", &answer.value.to_string(), width, theme.strong);
        if let Some(other) = &self.other {
            let [_, day] = self.days();
            let day = if self.is_exam { "As of today".to_owned() } else { format!("In {day}") };
            let said = if other.value == answer.value {
                format!("{day} the same, from other limits (Ctrl-E)")
            } else {
                format!("{day} {} (Ctrl-E)", other.value)
            };
            lines.extend(working::paragraph("", &said, width, theme.muted));
        }
        lines.extend(working::warnings(answer, width, theme));
        lines
    }

    /// Everything that follows from the form. Where there is little room the answer comes before its steps.
    fn result(&self, width: u16, answer_first: bool, cx: &Cx<'_>) -> Vec<Line<'static>> {
        let theme = cx.theme;
        let Some(answer) = &self.answer else {
            let faults = self.faults.iter();
            let mut lines: Vec<Line<'static>> =
                faults.flat_map(|fault| working::paragraph("! ", fault, width, theme.wrong)).collect();
            lines.push(Line::styled("No answer yet.", theme.muted));
            return lines;
        };
        let (steps, said) = (working::steps(answer, width, theme), self.answer_lines(answer, width, theme));
        let chart = answer.timeline.as_ref().map(|timeline| working::chart(timeline, width, theme));
        let mut parts = if answer_first { vec![said, steps] } else { vec![steps, said] };
        parts.extend(chart);
        parts.push(working::mistakes(answer, width, theme));
        let rule = format!("{}.", phrase::sentence(self.calculator.about));
        parts.push(working::paragraph("", &rule, width, theme.muted));
        parts.push(self.sources(answer, width, cx));
        let mut lines: Vec<Line<'static>> = Vec::new();
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.extend(part);
        }
        lines
    }

    /// The limits that the answer rests on, with their values, and the page that states the rule.
    fn sources(&self, answer: &Answer, width: u16, cx: &Cx<'_>) -> Vec<Line<'static>> {
        let facts = &cx.study.library().content().facts;
        let day = self.exam.as_ref().filter(|_| self.is_exam).map(|exam| exam.day);
        let mut lines = Vec::new();
        for id in &answer.facts {
            let Some(fact) = facts.iter().find(|fact| fact.head.id == *id) else { continue };
            let value = day.map_or(fact.value.as_str(), |day| fact.value_on(day));
            let said = format!("{}: {value}", fact.name);
            lines.extend(working::paragraph("· ", &said, width, cx.theme.muted));
        }
        let page = answer.source.trim_start_matches("https://");
        lines.extend(working::paragraph("· ", page, width, cx.theme.muted));
        lines
    }

    /// The form with what its focus means.
    fn form_lines(&self, width: u16, is_low: bool, theme: &Theme) -> Vec<form::FormLine> {
        let mut lines = self.form.lines(width, self.constants(), theme);
        let last = lines.last().map_or(0, |(n, _)| *n);
        if !is_low {
            let help = working::paragraph("  ", self.form.help(), width, theme.muted);
            lines.push((last, Line::default()));
            lines.extend(help.into_iter().map(|line| (last, line)));
        }
        lines
    }

    /// All lines that scroll together: form and result, or the result alone beside the form.
    fn lines(&self, rooms: &Rooms, cx: &Cx<'_>) -> Vec<Line<'static>> {
        if let Some(result) = rooms.result {
            return self.result(result.width, false, cx);
        }
        let form = self.form_lines(rooms.form.width, rooms.is_low(), cx.theme);
        let width = rooms.form.width;
        let steps = self.answer.as_ref().map_or(0, |answer| working::steps(answer, width, cx.theme).len());
        let answer_first = form.len() + steps + 3 > usize::from(rooms.form.height);
        let mut lines: Vec<Line<'static>> = form.into_iter().map(|(_, line)| line).collect();
        lines.push(Line::default());
        lines.extend(self.result(width, answer_first, cx));
        lines
    }

    /// The first row of the form that shows.
    fn form_top(&self, rooms: &Rooms, theme: &Theme) -> usize {
        if rooms.result.is_none() {
            return self.top;
        }
        let lines = self.form_lines(rooms.form.width, rooms.is_low(), theme);
        shown(0, &lines, self.form.focus(), rooms.form.height)
    }

    /// Scrolls to where the focus is.
    fn show_focus(&mut self, cx: &Cx<'_>) {
        let rooms = Rooms::of(cx.body);
        if rooms.result.is_none() {
            let lines = self.form_lines(rooms.form.width, rooms.is_low(), cx.theme);
            self.top = shown(self.top, &lines, self.form.focus(), rooms.form.height);
        }
    }

    fn turn(&mut self, forward: bool, cx: &Cx<'_>) -> Effect {
        let turned = self.form.turn(forward);
        if turned {
            self.reckon();
            self.show_focus(cx);
        }
        Effect::changed(turned)
    }

    fn change_day(&mut self) -> Effect {
        match &self.exam {
            None => Effect::Notify("The limits are today's: Settings chooses an exam.".to_owned()),
            Some(exam) if !self.differs() => {
                Effect::Notify(format!("{} and today have the same limits here.", exam.name))
            }
            Some(_) => {
                self.is_exam = !self.is_exam;
                self.reckon();
                Effect::Changed
            }
        }
    }
}

/// Where to scroll so that all lines of an input show; its first ones where it is higher than the screen.
fn shown(top: usize, lines: &[form::FormLine], input: usize, height: u16) -> usize {
    let first = lines.iter().position(|(n, _)| *n == input).unwrap_or_default();
    let last = lines.iter().rposition(|(n, _)| *n == input).unwrap_or_default();
    top.max((last + 1).saturating_sub(usize::from(height))).min(first)
}

/// Where form and answer stand.
struct Rooms {
    form: Rect,
    /// Beside the form; none where all is one column.
    result: Option<Rect>,
}

impl Rooms {
    fn of(body: Rect) -> Self {
        if body.width < WITH_TWO {
            return Self { form: column(body), result: None };
        }
        let air = u16::from(body.height > 12);
        let body = Rect { y: body.y + air, height: body.height - air, ..body }.inner(Margin::new(3, 0));
        let form = WIDEST_FORM.min(body.width * 2 / 5);
        let columns = [Constraint::Length(form), Constraint::Length(4), Constraint::Fill(1)];
        let [form, _, result] = body.layout(&Layout::horizontal(columns));
        let result = Rect { width: result.width.min(page::MEASURE), ..result };
        Self { form, result: Some(result) }
    }

    /// Whether there is no row to spare.
    fn is_low(&self) -> bool {
        self.form.height < 14
    }
}

impl View for CalculatorScreen {
    fn context(&self) -> Context {
        Context::Calculator
    }

    fn write(&mut self, key: KeyEvent, cx: &Cx<'_>) -> bool {
        // Keys of the table that a shell would edit with are those of the table here.
        let is_bound = key.modifiers.contains(KeyModifiers::CONTROL)
            && cx.keymap.action(Context::Calculator, key).is_some();
        let written = !is_bound && self.form.write(key);
        if written {
            self.reckon();
            self.show_focus(cx);
        }
        written
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match action {
            Action::Back => Effect::Pop,
            Action::NextField | Action::PreviousField => {
                self.form.walk(action == Action::NextField);
                self.show_focus(cx);
                Effect::Changed
            }
            Action::Next => self.turn(true, cx),
            Action::Previous => self.turn(false, cx),
            Action::OtherDay => self.change_day(),
            Action::Practise | Action::OpenSource => Effect::Act,
            action => {
                let rooms = Rooms::of(cx.body);
                let total = self.lines(&rooms, cx).len();
                let moved = scroll(self.top, action, total, rooms.form.height);
                self.top = moved.unwrap_or(self.top);
                Effect::changed(moved.is_some())
            }
        }
    }

    fn act(&mut self, action: Action, study: &mut Study) -> Result<Effect, StudyError> {
        if action == Action::Practise {
            return Ok(Practice::begin(self.calculator, study));
        }
        let page = self.answer.as_ref().map_or(self.calculator.source, |answer| answer.source);
        let is_open = study.env().open_page(page);
        Ok(Effect::Notify(if is_open { format!("Opened {page}") } else { page.to_owned() }))
    }

    fn unavailable(&self) -> Vec<Action> {
        let turns = if self.form.is_on_choice() { [].as_slice() } else { &[Action::Next, Action::Previous] };
        let days = if self.differs() { [].as_slice() } else { &[Action::OtherDay] };
        [turns, days].concat()
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let rooms = Rooms::of(cx.body);
        let row = usize::from(position.y.checked_sub(rooms.form.y)?);
        if !rooms.form.contains(position) {
            return None;
        }
        let lines = self.form_lines(rooms.form.width, rooms.is_low(), cx.theme);
        let &(input, _) = lines.get(self.form_top(&rooms, cx.theme) + row)?;
        let was_on = self.form.focus() == input;
        self.form.choose(input);
        (was_on && self.form.is_on_choice()).then_some(Action::Next)
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let Calculator { service, title, .. } = self.calculator;
        let [day, _] = self.days();
        let right = if parts.title.width < 60 { day } else { format!("limits of {day}") };
        let long = format!("Calculators › {service} › {title}");
        frame::title(&[&long, &format!("{service} › {title}"), title], &right, parts.title, buffer, cx.theme);
        let rooms = Rooms::of(parts.body);
        let lines = self.lines(&rooms, cx);
        let Some(result) = rooms.result else {
            return frame::scrolled(&lines, self.top, rooms.form, buffer, cx.theme);
        };
        frame::scrolled(&lines, self.top, result, buffer, cx.theme);
        for row in rooms.form.rows() {
            Line::styled("│", cx.theme.frame)
                .render(Rect { x: rooms.form.right() + 1, width: 1, ..row }, buffer);
        }
        let form: Vec<Line<'static>> = self
            .form_lines(rooms.form.width, rooms.is_low(), cx.theme)
            .into_iter()
            .map(|(_, line)| line)
            .collect();
        frame::scrolled(&form, self.form_top(&rooms, cx.theme), rooms.form, buffer, cx.theme);
    }
}

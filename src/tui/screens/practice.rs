//! Practice of one calculator: a problem with numbers drawn anew, an answer typed, the verdict with its steps. Nothing is
//! logged here.

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::calc::problem::{self, Dice, DrawError, Drawn, Judgement};
use crate::calc::{Calculator, Constants, Value};
use crate::env::SeededDice;
use crate::study::{Study, StudyError};

use super::super::field::Field;
use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::page;
use super::super::theme::Theme;
use super::super::view::{Cx, Effect, View};
use super::reading::{column, scroll};
use super::{Screen, working};

/// The longest answer, in characters.
const LONGEST: usize = 40;

/// Columns of the field.
const FIELD: u16 = 20;

/// Drawings tried for one that differs from the last.
const TRIES: usize = 8;

/// Problems of one calculator, one of them on the screen.
#[derive(Debug)]
pub(in super::super) struct Practice {
    calculator: &'static Calculator,
    /// The limits of the learner's exam.
    constants: Constants,
    /// The problems of the calculator, as indexes.
    problems: Vec<usize>,
    drawn: Drawn,
    field: Field,
    /// What the answer was worth; none until there is one.
    judged: Option<Judgement>,
    /// What is wrong with what was typed.
    fault: Option<String>,
    asked: usize,
    right: usize,
    top: usize,
}

impl Practice {
    /// Opens with a problem, or says why there is none.
    pub(in super::super) fn begin(calculator: &'static Calculator, study: &mut Study) -> Effect {
        let content = study.library().content();
        let is_own = |(n, problem): (usize, &crate::content::model::Problem)| {
            (problem.calculator == calculator.name).then_some(n)
        };
        let problems: Vec<usize> = content.problems.iter().enumerate().filter_map(is_own).collect();
        if problems.is_empty() {
            return Effect::Notify(
                "No problems are written for this one: its steps are all there is.".to_owned(),
            );
        }
        let constants = Constants::of(&content.facts, &content.blueprints, study.reader().facts_as_of);
        match draw(&problems, &constants, None, study) {
            Ok(drawn) => {
                let screen = Self {
                    calculator,
                    constants,
                    problems,
                    drawn,
                    field: Field::new("", LONGEST),
                    judged: None,
                    fault: None,
                    asked: 0,
                    right: 0,
                    top: 0,
                };
                Effect::open(move |_| Ok(Screen::from(screen)))
            }
            Err(error) => cannot(&error),
        }
    }

    /// Judges what was typed. Nothing typed is an answer too: it shows the right one.
    fn judge(&mut self) -> Effect {
        let typed = self.field.text().trim();
        let judgement = if typed.is_empty() { Judgement::Wrong(None) } else { self.drawn.judge(typed) };
        if let Judgement::Unreadable(_) = judgement {
            // The sentence of the judgement names the answer as its example.
            self.fault = Some(expected(self.drawn.answer.value));
            return Effect::Changed;
        }
        self.asked += 1;
        self.right += usize::from(judgement == Judgement::Right);
        self.judged = Some(judgement);
        self.top = 0;
        Effect::Changed
    }

    fn verdict(&self, judgement: &Judgement, width: u16, theme: &Theme) -> Vec<Line<'static>> {
        let value = self.drawn.answer.value;
        let typed = self.field.text().trim();
        if *judgement == Judgement::Right {
            return working::paragraph("✓ ", &format!("Right: {value}"), width, theme.strong);
        }
        if typed.is_empty() {
            return working::paragraph("", &format!("The answer is {value}."), width, theme.strong);
        }
        let said = format!("{typed} is not right: it is {value}.");
        let mut lines = working::paragraph("✗ ", &said, width, theme.wrong);
        if let Judgement::Wrong(Some(mistake)) = judgement {
            let mistake = format!("A known mistake: {mistake}.");
            lines.extend(working::paragraph("  ", &mistake, width, Style::new()));
        }
        lines
    }

    /// Problem, answer and verdict, as far as they are on the screen.
    fn lines(&self, width: u16, theme: &Theme) -> Vec<Line<'static>> {
        let mut lines = page::set(&self.drawn.prompt, width, theme);
        let answer = &self.drawn.answer;
        match &self.judged {
            None => {
                if let Value::Word(_) = answer.value {
                    let words: Vec<&str> =
                        self.drawn.options.iter().map(|option| option.text.as_str()).collect();
                    lines.push(Line::default());
                    let said = format!("One of: {}", words.join(" · "));
                    lines.extend(working::paragraph("", &said, width, theme.muted));
                }
            }
            Some(judgement) => {
                lines.push(Line::default());
                lines.extend(self.verdict(judgement, width, theme));
                lines.push(Line::default());
                lines.extend(working::steps(answer, width, theme));
                if let Some(timeline) = &answer.timeline {
                    lines.push(Line::default());
                    lines.extend(working::chart(timeline, width, theme));
                }
                lines.extend(working::warnings(answer, width, theme));
            }
        }
        lines
    }

    /// The field with the unit that is asked for, and what is wrong with what was typed.
    fn field_lines(&self, width: u16, theme: &Theme) -> [Line<'static>; 2] {
        let inner = FIELD.min(width.saturating_sub(18));
        let mut line = self.field.line(inner, true, theme);
        let used = line.width();
        line.spans.insert(0, Span::styled("Answer  [", theme.key));
        line.push_span(Span::raw(" ".repeat(usize::from(inner).saturating_sub(used))));
        line.push_span(Span::styled("]", theme.key));
        if let Value::Number(_, unit) = self.drawn.answer.value {
            line.push_span(Span::styled(format!(" {}", unit.many), theme.muted));
        }
        let fault =
            self.fault.as_ref().map(|fault| frame::shorten(&format!("! {fault}"), usize::from(width)));
        [line, Line::styled(fault.unwrap_or_default(), theme.wrong)]
    }

    /// Where the text stands, and the field below it: under the text, or at the bottom where that is too long.
    fn areas(&self, body: Rect, theme: &Theme) -> (Rect, Rect) {
        let area = column(body);
        if self.judged.is_some() {
            return (area, Rect::default());
        }
        let total = self.lines(area.width, theme).len() as u16;
        let text = total.min(area.height.saturating_sub(3));
        let field = Rect { y: area.y + text + 1, height: 2, ..area };
        (Rect { height: text, ..area }, field.intersection(area))
    }
}

/// Draws one of the problems, if possible another than the last.
fn draw(
    problems: &[usize],
    constants: &Constants,
    last: Option<&str>,
    study: &mut Study,
) -> Result<Drawn, DrawError> {
    let mut dice = SeededDice::new(study.seed());
    let content = study.library().content();
    let mut once = || {
        let chosen = problems.get(dice.below(problems.len())).and_then(|&n| content.problems.get(n));
        let problem = chosen.ok_or(DrawError::NoOptions)?;
        problem::draw(problem, constants, &mut dice)
    };
    let mut drawn = once()?;
    for _ in 0..TRIES {
        if last != Some(drawn.prompt.as_str()) {
            break;
        }
        drawn = once()?;
    }
    Ok(drawn)
}

fn cannot(error: &DrawError) -> Effect {
    Effect::Notify(format!("This problem cannot be drawn: {error}."))
}

/// What an answer looks like, without giving it away.
fn expected(value: Value) -> String {
    match value {
        Value::Number(_, unit) => format!("expected a number of {}, with or without the unit", unit.many),
        Value::Word(_) => "expected one of the words above".to_owned(),
    }
}

impl View for Practice {
    fn context(&self) -> Context {
        if self.judged.is_some() { Context::Practised } else { Context::Practice }
    }

    fn write(&mut self, key: KeyEvent, _: &Cx<'_>) -> bool {
        let written = self.judged.is_none() && self.field.write(key);
        if written {
            self.fault = None;
        }
        written
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match action {
            Action::Back => Effect::Pop,
            Action::Judge => self.judge(),
            Action::GoOn => Effect::Act,
            action => {
                let (area, _) = self.areas(cx.body, cx.theme);
                let total = self.lines(area.width, cx.theme).len();
                let moved = scroll(self.top, action, total, area.height);
                self.top = moved.unwrap_or(self.top);
                Effect::changed(moved.is_some())
            }
        }
    }

    fn act(&mut self, _: Action, study: &mut Study) -> Result<Effect, StudyError> {
        match draw(&self.problems, &self.constants, Some(&self.drawn.prompt), study) {
            Ok(drawn) => {
                (self.drawn, self.judged, self.fault) = (drawn, None, None);
                (self.field, self.top) = (Field::new("", LONGEST), 0);
                Ok(Effect::Changed)
            }
            Err(error) => Ok(cannot(&error)),
        }
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let title = self.calculator.title;
        let right =
            if self.asked == 0 { String::new() } else { format!("{} of {} right", self.right, self.asked) };
        frame::title(&[&format!("Practice › {title}"), title], &right, parts.title, buffer, cx.theme);
        let (text, field) = self.areas(parts.body, cx.theme);
        frame::scrolled(&self.lines(text.width, cx.theme), self.top, text, buffer, cx.theme);
        for (line, row) in self.field_lines(field.width, cx.theme).into_iter().zip(field.rows()) {
            line.render(row, buffer);
        }
    }
}

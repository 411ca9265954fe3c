//! The end of a quiz: how it went, by domain, and what was missed, to be looked at again or drilled.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::content::markup;
use crate::phrase;
use crate::study::{Quiz, Study};

use super::super::super::frame;
use super::super::super::keymap::Action;
use super::super::super::list::Choice;
use super::super::super::page;
use super::super::super::view::{Cx, Effect};

/// What is shown at the end.
#[derive(Debug, Default)]
pub(super) struct End {
    /// How it went, as small Markdown.
    text: String,
    /// What was missed: its place in the paper, and its stem in a line.
    missed: Vec<(usize, String)>,
    choice: Choice,
}

/// What a key at the end asks for.
#[derive(Debug)]
pub(super) enum Wish {
    /// To look at a question again.
    Look(usize),
    /// To read the topic of a question.
    Topic(usize),
    /// To drill what was missed.
    Drill,
    /// Something else.
    Effect(Effect),
}

impl End {
    /// Sums a quiz up.
    pub(super) fn read(&mut self, quiz: &Quiz, study: &Study) {
        let questions = &quiz.sitting().paper().questions;
        let line = |&n: &usize| (n, markup::headline(&questions[n].stem));
        self.missed = quiz.recap().missed.iter().map(line).collect();
        self.text = phrase::quiz::recap(quiz, study).join("\n\n");
        self.choice.keep_within(self.missed.len());
    }

    /// The ids of what was missed.
    pub(super) fn missed_ids<'q>(&self, quiz: &'q Quiz) -> Vec<&'q str> {
        let questions = &quiz.sitting().paper().questions;
        self.missed.iter().map(|(n, _)| questions[*n].id.as_str()).collect()
    }

    /// Text above, list below.
    fn rooms(&self, body: Rect, cx: &Cx<'_>) -> [Rect; 2] {
        let air = u16::from(body.height > 12);
        let column = frame::column(Rect { y: body.y + air, height: body.height - air, ..body });
        let text = page::set(&self.text, column.width, cx.theme).len() as u16 + 1;
        // However long the text is, a few rows of the list stay.
        let text = text.min(column.height.saturating_sub(3.min(self.missed.len() as u16)));
        column.layout(&Layout::vertical([Constraint::Length(text), Constraint::Min(0)]))
    }

    pub(super) fn update(&mut self, action: Action, cx: &Cx<'_>) -> Wish {
        let chosen = self.missed.get(self.choice.at).map(|(n, _)| *n);
        match (action, chosen) {
            (Action::Back, _) | (Action::Open, None) => Wish::Effect(Effect::Pop),
            (Action::Open, Some(n)) => Wish::Look(n),
            (Action::Topic, Some(n)) => Wish::Topic(n),
            (Action::Drill, Some(_)) => Wish::Drill,
            (action, _) => {
                let [_, list] = self.rooms(cx.body, cx);
                Wish::Effect(Effect::changed(self.choice.moved(action, self.missed.len(), list.height)))
            }
        }
    }

    pub(super) fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let [_, list] = self.rooms(cx.body, cx);
        self.choice.choose(position, list, self.missed.len()).then_some(Action::Open)
    }

    pub(super) fn unavailable(&self) -> Vec<Action> {
        if self.missed.is_empty() { vec![Action::Topic, Action::Open, Action::Drill] } else { Vec::new() }
    }

    pub(super) fn render(&self, body: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        let [text, list] = self.rooms(body, cx);
        for (line, row) in page::set(&self.text, text.width, cx.theme).into_iter().zip(text.rows()) {
            line.render(row, buffer);
        }
        let room = usize::from(list.width).saturating_sub(2);
        let row = |n: usize| {
            Line::from(self.missed.get(n).map_or_else(String::new, |(_, stem)| frame::shorten(stem, room)))
        };
        self.choice.render(self.missed.len(), row, list, buffer, cx.theme);
    }
}

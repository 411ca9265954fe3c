//! The end of a drill: how it went, what was missed, what is due tomorrow.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::content::ItemIndex;
use crate::content::markup;
use crate::phrase;
use crate::study::{Drill, Study, StudyError};

use super::super::super::frame;
use super::super::super::keymap::Action;
use super::super::super::list::Choice;
use super::super::super::page;
use super::super::super::view::{Cx, Effect};
use super::super::{ItemScreen, Reading, Screen};

/// What is shown at the end.
#[derive(Debug, Default)]
pub(super) struct Summary {
    /// How it went, as small Markdown.
    text: String,
    /// What was missed, with its front in a line.
    missed: Vec<(ItemIndex, String)>,
    choice: Choice,
}

impl Summary {
    /// Sums a drill up.
    pub(super) fn of(drill: &Drill, study: &Study) -> Result<Self, StudyError> {
        let tomorrow = phrase::count(study.overview()?.due_tomorrow, "item");
        let mut text = format!(
            "**Done for now**\n\n{}\n\nTomorrow: {tomorrow} due.",
            phrase::summary(drill).join("\n\n")
        );
        let front = |item| markup::headline(&study.library().face(item, study.reader()).front);
        let missed: Vec<_> = drill.missed().into_iter().map(|item| (item, front(item))).collect();
        if !missed.is_empty() {
            text += &format!("\n\n{} to look at again:", phrase::count(missed.len(), "item"));
        }
        Ok(Self { text, missed, choice: Choice::default() })
    }

    /// Text above, list below.
    fn rooms(&self, body: Rect, cx: &Cx<'_>) -> [Rect; 2] {
        let air = u16::from(body.height > 12);
        let column = frame::column(Rect { y: body.y + air, height: body.height - air, ..body });
        let text = page::set(&self.text, column.width, cx.theme).len() as u16;
        // However long the text is, a few rows of the list stay.
        let text = text.min(column.height.saturating_sub(3.min(self.missed.len() as u16)));
        column.layout(&Layout::vertical([Constraint::Length(text), Constraint::Min(0)]))
    }

    pub(super) fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        let chosen = self.missed.get(self.choice.at).map(|(item, _)| *item);
        match (action, chosen) {
            (Action::Open, None) => Effect::Pop,
            (Action::Open, Some(item)) => {
                Effect::open(move |study| Ok(Screen::from(ItemScreen::load(item, study)?)))
            }
            (Action::Topic, Some(item)) => {
                let topic = Reading::topic(cx.study.library().topic_of(item));
                Effect::open(move |_| Ok(Screen::from(topic)))
            }
            (action, _) => {
                let [_, list] = self.rooms(cx.body, cx);
                Effect::changed(self.choice.moved(action, self.missed.len(), list.height))
            }
        }
    }

    pub(super) fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let [_, list] = self.rooms(cx.body, cx);
        self.choice.choose(position, list, self.missed.len()).then_some(Action::Open)
    }

    pub(super) fn unavailable(&self) -> Vec<Action> {
        if self.missed.is_empty() { vec![Action::Topic, Action::Open] } else { Vec::new() }
    }

    pub(super) fn render(&self, body: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        let [text, list] = self.rooms(body, cx);
        for (line, row) in page::set(&self.text, text.width, cx.theme).into_iter().zip(text.rows()) {
            line.render(row, buffer);
        }
        let room = usize::from(list.width).saturating_sub(2);
        let row = |n: usize| {
            Line::from(self.missed.get(n).map_or_else(String::new, |(_, front)| frame::shorten(front, room)))
        };
        self.choice.render(self.missed.len(), row, list, buffer, cx.theme);
    }
}

//! The topics of a section.

use std::collections::HashSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::text::Line;

use crate::phrase;
use crate::study::{Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::list::{Choice, Panes};
use super::super::view::{Cx, Effect, View};
use super::{Screen, TopicScreen, notes};

/// The topics of one section on the screen.
#[derive(Debug)]
pub(in super::super) struct SectionScreen {
    id: String,
    title: String,
    /// Topics, as indexes.
    topics: Vec<usize>,
    /// Items that are asked about each topic.
    items: Vec<usize>,
    read: HashSet<usize>,
    choice: Choice,
}

impl SectionScreen {
    /// Reads a section.
    pub(in super::super) fn load(id: &str, study: &Study) -> Result<Self, StudyError> {
        let library = study.library();
        let topics: Vec<usize> = library.topics_of(id).map(|(n, _)| n).collect();
        let mut items = vec![0; topics.len()];
        for (index, item) in library.items() {
            if let Some(at) = topics.iter().position(|&topic| topic == item.topic)
                && study.is_studied(index)
            {
                items[at] += 1;
            }
        }
        let title = study.section(id)?.title.to_string();
        Ok(Self {
            id: id.to_owned(),
            title,
            topics,
            items,
            read: study.read_topics()?,
            choice: Choice::default(),
        })
    }

    fn row(&self, n: usize, width: u16, cx: &Cx<'_>) -> Line<'static> {
        let content = cx.study.library().content();
        let Some((&index, &items)) = self.topics.get(n).zip(self.items.get(n)) else {
            return Line::default();
        };
        let Some(topic) = content.topics.get(index) else { return Line::default() };
        let mark = if self.read.contains(&index) { "✓" } else { " " };
        let right = match (items, cx.study.blueprint()) {
            (0, Some(exam)) => format!("not in {}", exam.id.to_uppercase()),
            (items, _) => phrase::count(items, "item"),
        };
        frame::spread(&format!("{mark} {}", topic.title), &right, width.saturating_sub(2), cx.theme)
    }
}

impl View for SectionScreen {
    fn context(&self) -> Context {
        Context::Section
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match action {
            Action::Back => Effect::Pop,
            Action::Drill => notes::drill(&self.id),
            Action::Read => Effect::Act,
            Action::Open => {
                let (topics, at) = (self.topics.clone(), self.choice.at);
                Effect::open(move |study| Ok(Screen::from(TopicScreen::load(topics, at, study)?)))
            }
            action => {
                let height = Panes::of(cx.body, 0, 0).list.height;
                Effect::changed(self.choice.moved(action, self.topics.len(), height))
            }
        }
    }

    fn act(&mut self, _: Action, study: &mut Study) -> Result<Effect, StudyError> {
        let Some(&topic) = self.topics.get(self.choice.at) else { return Ok(Effect::None) };
        let read = !self.read.contains(&topic);
        study.set_read(topic, read)?;
        Ok(Effect::Notify(phrase::topic_read(read).to_owned()))
    }

    fn refresh(&mut self, study: &Study) -> Result<(), StudyError> {
        self.read = study.read_topics()?;
        Ok(())
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let list = Panes::of(cx.body, 0, 0).list;
        self.choice.choose(position, list, self.topics.len()).then_some(Action::Open)
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let content = cx.study.library().content();
        let read = self.topics.iter().filter(|topic| self.read.contains(topic)).count();
        let read = format!("{read} of {} read", self.topics.len());
        frame::title(
            &[&format!("Notes › {}", self.title), &self.title],
            &read,
            parts.title,
            buffer,
            cx.theme,
        );
        let panes = Panes::of(parts.body, 0, 0);
        let row = |n| self.row(n, panes.list.width, cx);
        self.choice.render(self.topics.len(), row, panes.list, buffer, cx.theme);
        let topic = self.topics.get(self.choice.at).and_then(|&topic| content.topics.get(topic));
        if let Some(topic) = topic {
            panes.render_preview(&format!("**{}**\n\n{}", topic.title, topic.body), buffer, cx.theme);
        }
    }
}

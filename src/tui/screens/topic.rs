//! A topic of the course: its text, its numbers, and the way to the next one.

use ratatui::buffer::Buffer;
use ratatui::text::Line;

use crate::content::markup;
use crate::content::{Body, Library, Reader};
use crate::phrase;
use crate::study::{Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::page;
use super::super::theme::Theme;
use super::super::view::{Cx, Effect, View};
use super::reading::{column, scroll};
use super::{Reading, Screen, notes};

/// One topic of a section on the screen.
#[derive(Debug)]
pub(in super::super) struct TopicScreen {
    /// The topics of the section, as indexes.
    topics: Vec<usize>,
    at: usize,
    /// Section, and the topic's title.
    place: [String; 2],
    section: String,
    text: String,
    is_read: bool,
    top: usize,
}

impl TopicScreen {
    /// Reads the topic at `at` of `topics`.
    pub(in super::super) fn load(topics: Vec<usize>, at: usize, study: &Study) -> Result<Self, StudyError> {
        let library = study.library();
        let read = study.read_topics()?;
        let index = topics.get(at).copied().unwrap_or_default();
        let content = library.content();
        let Some(topic) = content.topics.get(index) else {
            // An empty section has no topic to read.
            let (place, section, text) = (Default::default(), String::new(), String::new());
            return Ok(Self { topics, at: 0, place, section, text, is_read: true, top: 0 });
        };
        let section = library.section_of(topic).map_or_else(String::new, |section| section.title.to_string());
        let text =
            format!("**{}**\n\n{}{}", topic.title, topic.body, numbers(library, index, study.reader()));
        Ok(Self {
            at,
            place: [section, topic.title.to_string()],
            section: topic.section.to_string(),
            text,
            is_read: read.contains(&index),
            top: 0,
            topics,
        })
    }

    /// Opens a topic among those of its section.
    pub(in super::super) fn of(index: usize, study: &Study) -> Result<Self, StudyError> {
        let library = study.library();
        let section = library.content().topics.get(index).map_or("", |topic| topic.section.as_str());
        let topics: Vec<usize> = library.topics_of(section).map(|(n, _)| n).collect();
        let at = topics.iter().position(|&topic| topic == index).unwrap_or_default();
        Self::load(topics, at, study)
    }

    fn lines(&self, width: u16, theme: &Theme) -> Vec<Line<'static>> {
        page::set(&self.text, width, theme)
    }

    fn goes(&self, action: Action) -> Option<usize> {
        match action {
            Action::Next | Action::GoOn => Some(self.at + 1).filter(|&at| at < self.topics.len()),
            Action::Previous => self.at.checked_sub(1),
            _ => None,
        }
    }
}

/// The facts of a topic as a table of its numbers; empty when it has none.
fn numbers(library: &Library, topic: usize, reader: Reader) -> String {
    let row = |(index, item): (_, &crate::content::Item)| {
        let Body::Fact(n) = item.body else { return None };
        if item.topic != topic {
            return None;
        }
        let fact = library.content().facts.get(n)?;
        let value = markup::headline(&library.face(index, reader).back);
        Some(format!("| {} | {} |\n", cell(&fact.name), cell(&value)))
    };
    let rows: String = library.items().filter_map(row).collect();
    if rows.is_empty() { rows } else { format!("\n\n| Numbers | |\n|---|---|\n{rows}") }
}

/// A text that can stand in a cell of a table.
fn cell(text: &str) -> String {
    text.replace(['|', '`', '*'], "'")
}

impl View for TopicScreen {
    fn context(&self) -> Context {
        Context::Topic
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        let area = column(cx.body);
        let total = self.lines(area.width, cx.theme).len();
        let page = if action == Action::GoOn { Action::PageDown } else { action };
        if let Some(top) = scroll(self.top, page, total, area.height) {
            self.top = top;
            return Effect::Changed;
        }
        match action {
            Action::Back => Effect::Pop,
            Action::Drill => notes::drill(&self.section),
            Action::Sources => {
                let topic = self
                    .topics
                    .get(self.at)
                    .and_then(|&topic| cx.study.library().content().topics.get(topic));
                let Some(sources) = topic.map(Reading::topic_sources) else { return Effect::None };
                Effect::open(move |_| Ok(Screen::from(sources)))
            }
            Action::GoOn | Action::Read => Effect::Act,
            Action::Next | Action::Previous if self.goes(action).is_some() => Effect::Act,
            Action::Next => Effect::Notify("This is the last topic of the section.".to_owned()),
            Action::Previous => Effect::Notify("This is the first topic of the section.".to_owned()),
            _ => Effect::None,
        }
    }

    fn act(&mut self, action: Action, study: &mut Study) -> Result<Effect, StudyError> {
        let topic = self.topics.get(self.at).copied().unwrap_or_default();
        if action == Action::Read {
            study.set_read(topic, !self.is_read)?;
            self.is_read = !self.is_read;
            return Ok(Effect::Notify(phrase::topic_read(self.is_read).to_owned()));
        }
        if action == Action::GoOn {
            study.set_read(topic, true)?;
        }
        match self.goes(action) {
            Some(at) => {
                *self = Self::load(std::mem::take(&mut self.topics), at, study)?;
                Ok(Effect::Changed)
            }
            None => {
                Ok(Effect::Pop
                    .then(Effect::Notify("Read: that was the last topic of the section.".to_owned())))
            }
        }
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let [section, topic] = &self.place;
        let right =
            format!("{} of {}{}", self.at + 1, self.topics.len(), if self.is_read { " · read" } else { "" });
        let long = format!("Notes › {section} › {topic}");
        frame::title(&[&long, &format!("{section} › {topic}"), topic], &right, parts.title, buffer, cx.theme);
        let area = column(parts.body);
        frame::scrolled(&self.lines(area.width, cx.theme), self.top, area, buffer, cx.theme);
    }
}

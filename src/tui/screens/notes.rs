//! The course: its sections, with what is still unread.

use std::collections::HashSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::text::Line;

use crate::content::model::Section;
use crate::phrase;
use crate::study::{Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::list::{Choice, Panes};
use super::super::view::{Cx, Effect, View};
use super::{DrillScreen, Screen, SectionScreen};

/// The sections on the screen.
#[derive(Debug)]
pub(in super::super) struct Notes {
    read: HashSet<usize>,
    choice: Choice,
}

impl Notes {
    /// Reads which topics were read.
    pub(in super::super) fn load(study: &Study) -> Result<Self, StudyError> {
        Ok(Self { read: study.read_topics()?, choice: Choice::default() })
    }

    fn chosen<'a>(&self, study: &'a Study) -> Option<&'a Section> {
        study.library().content().sections.get(self.choice.at)
    }

    fn row(&self, n: usize, width: u16, cx: &Cx<'_>) -> Line<'static> {
        let library = cx.study.library();
        let Some(section) = library.content().sections.get(n) else { return Line::default() };
        let topics = library.topics_of(&section.id).count();
        let read = library.topics_of(&section.id).filter(|(topic, _)| self.read.contains(topic)).count();
        let right = match read {
            0 => phrase::count(topics, "topic"),
            read if read == topics => format!("{} ✓", phrase::count(topics, "topic")),
            read => format!("{read} of {topics} read"),
        };
        frame::spread(&format!("{:>2}  {}", n + 1, section.title), &right, width.saturating_sub(2), cx.theme)
    }

    fn preview(&self, cx: &Cx<'_>) -> String {
        let Some(section) = self.chosen(cx.study) else { return String::new() };
        let mark = |topic| if self.read.contains(&topic) { "  ✓" } else { "" };
        let topics = cx.study.library().topics_of(&section.id);
        let topics: String = topics.map(|(n, topic)| format!("- {}{}\n", topic.title, mark(n))).collect();
        format!("**{}**\n\n{}\n\n{topics}", section.title, section.about)
    }
}

/// Drills a section.
pub(super) fn drill(section: &str) -> Effect {
    let section = section.to_owned();
    Effect::open(move |study| Ok(Screen::from(DrillScreen::of_section(study, section)?)))
}

impl View for Notes {
    fn context(&self) -> Context {
        Context::Notes
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        let total = cx.study.library().content().sections.len();
        match action {
            Action::Back => Effect::Pop,
            Action::Open => match self.chosen(cx.study) {
                Some(section) => {
                    let id = section.id.clone();
                    Effect::open(move |study| Ok(Screen::from(SectionScreen::load(&id, study)?)))
                }
                None => Effect::None,
            },
            Action::Drill => self.chosen(cx.study).map_or(Effect::None, |section| drill(&section.id)),
            action => Effect::changed(self.choice.moved(action, total, Panes::of(cx.body, 0, 0).list.height)),
        }
    }

    fn refresh(&mut self, study: &Study) -> Result<(), StudyError> {
        *self = Self { choice: self.choice, ..Self::load(study)? };
        Ok(())
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let total = cx.study.library().content().sections.len();
        self.choice.choose(position, Panes::of(cx.body, 0, 0).list, total).then_some(Action::Open)
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let content = cx.study.library().content();
        let topics = content.topics.len();
        let read = format!("{} of {topics} topics read", self.read.len().min(topics));
        frame::title(&["Notes"], &read, parts.title, buffer, cx.theme);
        let panes = Panes::of(parts.body, 0, 0);
        let row = |n| self.row(n, panes.list.width, cx);
        self.choice.render(content.sections.len(), row, panes.list, buffer, cx.theme);
        panes.render_preview(&self.preview(cx), buffer, cx.theme);
    }
}

//! A question to be answered with yes or no, before something that is not done by accident.

use std::fmt;

use ratatui::buffer::Buffer;

use crate::study::{Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::page;
use super::super::view::{Cx, Effect, View};
use super::reading::column;

/// What is done on a yes; returns what to say then.
type Deed = Box<dyn FnMut(&mut Study) -> Result<String, StudyError>>;

/// A question, and what a yes does.
pub(in super::super) struct Asking {
    question: String,
    deed: Deed,
}

impl fmt::Debug for Asking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Asking").field("question", &self.question).finish_non_exhaustive()
    }
}

impl Asking {
    /// Asks; on a yes `deed` is done and what it returns is said.
    pub(in super::super) fn new(
        question: &str,
        deed: impl FnMut(&mut Study) -> Result<String, StudyError> + 'static,
    ) -> Self {
        Self { question: question.to_owned(), deed: Box::new(deed) }
    }
}

impl View for Asking {
    fn context(&self) -> Context {
        Context::Asking
    }

    fn update(&mut self, action: Action, _: &Cx<'_>) -> Effect {
        match action {
            Action::Yes => Effect::Act,
            Action::Back => Effect::Pop,
            _ => Effect::None,
        }
    }

    fn act(&mut self, _: Action, study: &mut Study) -> Result<Effect, StudyError> {
        let said = (self.deed)(study)?;
        Ok(Effect::Pop.then(Effect::Notify(said)))
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        frame::title(&["Are you sure?"], "", parts.title, buffer, cx.theme);
        let area = column(parts.body);
        frame::scrolled(&page::set(&self.question, area.width, cx.theme), 0, area, buffer, cx.theme);
    }
}

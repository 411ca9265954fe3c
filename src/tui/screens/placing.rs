//! The offer of the first run: fifteen questions that show where a learner stands.

use ratatui::buffer::Buffer;

use crate::exam::PLACEMENT_QUESTIONS;
use crate::study::{Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::page;
use super::super::view::{Cx, Effect, View};
use super::reading::column;
use super::{DrillScreen, QuizScreen, Screen};

/// The offer on the screen.
#[derive(Debug, Default)]
pub(in super::super) struct Placing {
    /// Whether the first card follows when it is skipped.
    before_drill: bool,
}

impl Placing {
    /// The offer of the first run, before the first card.
    pub(in super::super) fn at_first() -> Self {
        Self { before_drill: true }
    }
}

impl View for Placing {
    fn context(&self) -> Context {
        Context::Placing
    }

    fn update(&mut self, action: Action, _: &Cx<'_>) -> Effect {
        match action {
            Action::Begin => Effect::Act,
            Action::Back if self.before_drill => {
                Effect::Pop.then(Effect::open(|study| Ok(Screen::from(DrillScreen::of_today(study)?))))
            }
            Action::Back => Effect::Pop,
            _ => Effect::None,
        }
    }

    fn act(&mut self, _: Action, study: &mut Study) -> Result<Effect, StudyError> {
        let quiz = study.start_placement()?;
        Ok(Effect::Pop.then(Effect::open(move |study| Ok(Screen::from(QuizScreen::of(quiz, study)?)))))
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        frame::title(&["Where do you stand?"], "", parts.title, buffer, cx.theme);
        let text = format!(
            "**{PLACEMENT_QUESTIONS} questions over all domains of the exam** show where you stand: about half an hour, \
             without a clock, and each is explained at once.\n\nWhat you answer first is what shows it, so it is kept. A section of \
             which all is right counts as known: what is less likely to be asked of it comes last. You can stop at any \
             question and go on later.\n\nTo skip them costs nothing: the palette (`:`) keeps them."
        );
        let area = column(parts.body);
        frame::scrolled(&page::set(&text, area.width, cx.theme), 0, area, buffer, cx.theme);
    }
}

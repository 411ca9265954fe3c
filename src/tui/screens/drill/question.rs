//! A question that came back in a drill: answered as in a quiz, and kept nowhere but here until its verdict.

use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::exam::{Event, Record, Sitting};

use super::super::super::keymap::{Action, CHOOSE};
use super::super::super::question::Laid;
use super::super::super::theme::Theme;
use super::super::super::view::Effect;
use super::super::answering::{self, Decision};

/// The question, as a quiz of one.
#[derive(Debug)]
pub(super) struct CameBack {
    sitting: Sitting,
    /// Whether Enter was pressed with nothing chosen: the next one shows the answer.
    was_told: bool,
}

impl CameBack {
    pub(super) fn new(sitting: Sitting) -> Self {
        Self { sitting, was_told: false }
    }

    /// The question with what was chosen.
    pub(super) fn sitting(&self) -> &Sitting {
        &self.sitting
    }

    /// Keys of options that it does not have.
    pub(super) fn unavailable(&self) -> impl Iterator<Item = Action> {
        Action::beyond(self.sitting.paper().questions[0].options.len())
    }

    /// The question in lines; `note` stands below its verdict.
    pub(super) fn laid(&self, note: Option<&str>, width: u16, theme: &Theme) -> Laid {
        answering::set((&self.sitting, 0), note, width, theme)
    }

    /// The first line of the verdict.
    pub(super) fn first_top(&self, laid: &Laid, height: u16) -> usize {
        answering::first_top((&self.sitting, 0), laid, height)
    }

    /// The verdict, or how sure the learner says they are.
    pub(super) fn state(&self, theme: &Theme) -> Span<'static> {
        answering::state((&self.sitting, 0), theme)
    }

    /// What a click on a row asks for.
    pub(super) fn click(row: u16, laid: &Laid, top: usize, area: Rect) -> Option<Action> {
        CHOOSE.get(usize::from(answering::option_at(row, laid, top, area)?)).copied()
    }

    /// Decides what a key does, and scrolls to the option that it is about; `None` for other keys.
    pub(super) fn update(
        &mut self,
        action: Action,
        laid: &Laid,
        top: &mut usize,
        height: u16,
    ) -> Option<Effect> {
        match answering::decide(action, (&self.sitting, 0)) {
            Decision::NoKey => None,
            Decision::Refused(sentence) => Some(Effect::Notify(sentence)),
            Decision::Event(Event::Check { .. }) if self.sitting.sheets()[0].is_blank() && !self.was_told => {
                self.was_told = true;
                Some(Effect::Notify(answering::NOTHING_CHOSEN.to_owned()))
            }
            Decision::Event(Event::Check { .. }) => Some(Effect::Act),
            Decision::Event(event) => {
                if let Event::Choose { option, .. } | Event::Strike { option, .. } = event {
                    *top = answering::top_to_see(option, laid, *top, height);
                }
                self.was_told = false;
                self.happen(event);
                Some(Effect::Changed)
            }
        }
    }

    /// Applies an event that was accepted.
    pub(super) fn happen(&mut self, what: Event) {
        // It was accepted, so nothing is refused.
        let _ = self.sitting.apply(&Record { what, at_ms: 0, ran_ms: 0 });
    }
}

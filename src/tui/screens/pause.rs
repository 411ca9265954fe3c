//! A mock exam that is paused, or in strict mode about to be left while its clock goes on. The question is hidden.

use ratatui::buffer::Buffer;

use crate::exam::{Event, Mode, Sitting};
use crate::phrase;
use crate::study::{Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::page;
use super::super::view::{Cx, Effect, View};
use super::reading::column;
use super::sitting::{sitting, title};

/// The pause.
#[derive(Debug, Default)]
pub(in super::super) struct Pause;

impl Pause {
    fn text(cx: &Cx<'_>) -> String {
        let Some(sitting) = sitting(cx) else { return String::new() };
        let (at, of) = (sitting.current() + 1, sitting.sheets().len());
        let left = sitting.left_ms().map_or_else(String::new, phrase::exam::left);
        let state = match sitting.mode() {
            Mode::Strict => "**The clock goes on.** Strict mode has no pause: time away counts.",
            Mode::Practice | Mode::Quiz => "**Paused.** The clock stands still, also when you leave.",
        };
        format!(
            "{state}\n\nQuestion {at} of {of}, {left} left.\n\nSpace goes on. Esc leaves: `e` at Home or \
             `dva exam resume` comes back to this question."
        )
    }
}

impl View for Pause {
    fn context(&self) -> Context {
        Context::Pause
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match action {
            Action::GoOn if sitting(cx).is_some_and(Sitting::is_paused) => Effect::Act,
            Action::GoOn => Effect::Pop,
            Action::Back => Effect::Home,
            _ => Effect::None,
        }
    }

    fn act(&mut self, _: Action, study: &mut Study) -> Result<Effect, StudyError> {
        let happened = study.exam_event(Event::Resume)?;
        Ok(Effect::Pop.then(Effect::Happened(happened)))
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let paused = sitting(cx).is_some_and(Sitting::is_paused);
        title(if paused { "Paused" } else { "Leave?" }, parts, buffer, cx);
        let area = column(parts.body);
        frame::scrolled(&page::set(&Self::text(cx), area.width, cx.theme), 0, area, buffer, cx.theme);
    }
}

//! A line to write: a note on an item, the value of a setting.

use std::fmt;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::content::ItemIndex;
use crate::phrase;
use crate::study::{Study, StudyError};

use super::super::field::Field;
use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::page;
use super::super::view::{Cx, Effect, View};

/// The longest word on what is wrong, in characters.
const LONGEST_OBJECTION: usize = 500;

/// The longest note, in characters: a line or two on the card.
const LONGEST_NOTE: usize = 200;

/// What is done with what was written.
type Keep = Box<dyn FnMut(&mut Study, &str) -> Result<Effect, StudyError>>;

/// A line being written, and what becomes of it.
pub(in super::super) struct Writing {
    title: String,
    label: String,
    field: Field,
    keep: Keep,
    /// Whether it is kept whichever way it is left.
    always: bool,
}

impl fmt::Debug for Writing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writing")
            .field("title", &self.title)
            .field("field", &self.field)
            .finish_non_exhaustive()
    }
}

impl Writing {
    /// Begins with `text`; `keep` says what becomes of it, and an error of its leaves the field open.
    pub(in super::super) fn new(
        title: &str,
        label: &str,
        field: Field,
        keep: impl FnMut(&mut Study, &str) -> Result<Effect, StudyError> + 'static,
    ) -> Self {
        Self { title: title.to_owned(), label: label.to_owned(), field, keep: Box::new(keep), always: false }
    }

    /// Keeps what was written also when it is left by Esc.
    pub(in super::super) fn kept_when_left(self) -> Self {
        Self { always: true, ..self }
    }

    /// The learner's own note on an item, beginning with the one there is.
    pub(in super::super) fn note(item: ItemIndex, study: &Study) -> Result<Self, StudyError> {
        let note = study.note(item)?.unwrap_or_default();
        let label = "A note of your own: what helps you to remember. Empty takes it away.";
        Ok(Self::new("Your note", label, Field::new(note, LONGEST_NOTE), move |study, text| {
            study.set_note(item, text)?;
            Ok(Effect::Notify(phrase::note_kept(text).to_owned()))
        }))
    }

    /// What is wrong with an item; nothing need be written.
    pub(in super::super) fn dispute(item: ItemIndex) -> Self {
        let label = "What is wrong with it? It need not be said. Enter notes that you think this is wrong: it no longer \
                     counts for or against you, and `dva export --disputes` prints it for a report.";
        Self::new("I think this is wrong", label, Field::new("", LONGEST_OBJECTION), move |study, text| {
            study.dispute(item, Some(text))?;
            Ok(Effect::Notify(phrase::disputed(true).to_owned()))
        })
    }
}

impl View for Writing {
    fn context(&self) -> Context {
        Context::Writing
    }

    fn write(&mut self, key: KeyEvent, _: &Cx<'_>) -> bool {
        self.field.write(key)
    }

    fn update(&mut self, action: Action, _: &Cx<'_>) -> Effect {
        match action {
            Action::Keep => Effect::Act,
            Action::Back if self.always => Effect::Act,
            Action::Back => Effect::Pop,
            _ => Effect::None,
        }
    }

    fn act(&mut self, _: Action, study: &mut Study) -> Result<Effect, StudyError> {
        let text = self.field.text().to_owned();
        Ok(Effect::Pop.then((self.keep)(study, &text)?))
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        frame::title(&[&self.title], "", parts.title, buffer, cx.theme);
        let column = frame::column(parts.body);
        let label = page::set(&self.label, column.width, cx.theme);
        let air = u16::from(parts.body.height > 12);
        let rows = column.rows().skip(usize::from(air));
        for (line, row) in label.iter().zip(rows) {
            line.clone().style(cx.theme.muted).render(row, buffer);
        }
        let y = column.y + air + label.len() as u16 + 1;
        let area = Rect { y, height: 1, ..column }.intersection(parts.body);
        self.field.line(column.width, true, cx.theme).render(area, buffer);
    }
}

//! One item outside a drill: both sides, where it stands, what the learner said of it.

use ratatui::buffer::Buffer;
use ratatui::text::Line;

use crate::content::{Face, ItemIndex};
use crate::phrase;
use crate::schedule::Entry;
use crate::study::{Sign, Standing, Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::page;
use super::super::theme::Theme;
use super::super::view::{Cx, Effect, View};
use super::reading::{column, scroll};
use super::{Asking, Reading, Screen, Writing};

/// One item on the screen.
#[derive(Debug)]
pub(in super::super) struct ItemScreen {
    standing: Standing,
    face: Face,
    place: String,
    top: usize,
}

impl ItemScreen {
    /// Reads an item.
    pub(in super::super) fn load(item: ItemIndex, study: &Study) -> Result<Self, StudyError> {
        let standing = study.standing(item)?;
        let face = study.face(&Entry { item, memory: standing.memory, topic_first: false })?;
        Ok(Self { face, place: phrase::place(study.library(), item), standing, top: 0 })
    }

    fn lines(&self, width: u16, theme: &Theme) -> Vec<Line<'static>> {
        let mut lines = page::set(&self.face.front, width, theme);
        lines.extend([Line::default(), frame::rule(width, theme.muted), Line::default()]);
        lines.extend(page::set(&self.face.back, width, theme));
        lines.push(Line::default());
        lines.extend(
            page::set(&phrase::standing(&self.standing), width, theme)
                .into_iter()
                .map(|line| line.style(theme.muted)),
        );
        lines
    }
}

/// Decides what a key that is about one item does.
pub(super) fn update(action: Action, item: ItemIndex, cx: &Cx<'_>) -> Effect {
    match action {
        Action::Topic => {
            let topic = Reading::topic(cx.study.library().topic_of(item));
            Effect::open(move |_| Ok(Screen::from(topic)))
        }
        Action::Sources => {
            let sources = Reading::sources(cx.study.library(), item);
            Effect::open(move |_| Ok(Screen::from(sources)))
        }
        Action::Note => Effect::open(move |study| Ok(Screen::from(Writing::note(item, study)?))),
        Action::Dispute => dispute(item, cx.study),
        Action::Reset => Effect::open(move |_| {
            Ok(Screen::from(Asking::new(phrase::ASKS_TO_RESET, move |study| {
                Ok(phrase::reset(study.reset(item)?))
            })))
        }),
        _ => Effect::Act,
    }
}

/// Asks what is wrong with an item; one that is disputed already is no longer.
pub(super) fn dispute(item: ItemIndex, study: &Study) -> Effect {
    let is_disputed = study.standing(item).is_ok_and(|standing| standing.marks.disputed);
    if is_disputed { Effect::Act } else { Effect::open(move |_| Ok(Screen::from(Writing::dispute(item)))) }
}

/// Changes what the learner says of an item.
pub(super) fn mark(action: Action, item: ItemIndex, study: &mut Study) -> Result<Effect, StudyError> {
    let standing = study.standing(item)?;
    let said = match action {
        Action::Flag => {
            study.flag(item, !standing.marks.flagged)?;
            phrase::flagged(!standing.marks.flagged)
        }
        Action::Dispute => {
            let objection = (!standing.marks.disputed).then_some("");
            study.dispute(item, objection)?;
            phrase::disputed(objection.is_some())
        }
        Action::SuspendItem => {
            let off = standing.is_off(study.is_exam_ahead());
            study.suspend(item, !off)?;
            phrase::suspended(!off)
        }
        Action::BuryItem => {
            let is_buried = standing.signs().contains(&Sign::Buried);
            study.bury(item, !is_buried)?;
            phrase::buried(!is_buried)
        }
        _ => return Ok(Effect::None),
    };
    Ok(Effect::Notify(said.to_owned()))
}

impl View for ItemScreen {
    fn context(&self) -> Context {
        Context::Item
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if action == Action::Back {
            return Effect::Pop;
        }
        let area = column(cx.body);
        let total = self.lines(area.width, cx.theme).len();
        match scroll(self.top, action, total, area.height) {
            Some(top) => {
                self.top = top;
                Effect::Changed
            }
            None if matches!(
                action,
                Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last
            ) =>
            {
                Effect::None
            }
            None => update(action, self.standing.item, cx),
        }
    }

    fn act(&mut self, action: Action, study: &mut Study) -> Result<Effect, StudyError> {
        mark(action, self.standing.item, study)
    }

    fn refresh(&mut self, study: &Study) -> Result<(), StudyError> {
        *self = Self { top: self.top, ..Self::load(self.standing.item, study)? };
        Ok(())
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        frame::title(&[&format!("Item · {}", self.place), &self.place], "", parts.title, buffer, cx.theme);
        let area = column(parts.body);
        frame::scrolled(&self.lines(area.width, cx.theme), self.top, area, buffer, cx.theme);
    }
}

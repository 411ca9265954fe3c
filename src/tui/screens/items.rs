//! The learner's own list: what is suspended, buried, marked, disputed or noted, and what keeps being forgotten.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use strum::IntoEnumIterator;

use crate::content::text;
use crate::phrase;
use crate::study::{Sign, Standing, Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::list::{Choice, Panes};
use super::super::page;
use super::super::view::{Cx, Effect, View};
use super::deck::{item_preview, item_row};
use super::item;
use super::{ItemScreen, Screen};

/// Rows above the list: the kinds.
const HEAD: u16 = 2;

/// The list on the screen.
#[derive(Debug)]
pub(in super::super) struct Items {
    all: Vec<Standing>,
    /// The kind that is shown; all when none.
    filter: Option<Sign>,
    choice: Choice,
}

impl Items {
    /// Reads the list.
    pub(in super::super) fn load(study: &Study) -> Result<Self, StudyError> {
        Ok(Self { all: study.listed(None)?, filter: None, choice: Choice::default() })
    }

    fn bears(&self, filter: Option<Sign>) -> impl Iterator<Item = &Standing> {
        self.all.iter().filter(move |standing| filter.is_none_or(|sign| standing.signs().contains(&sign)))
    }

    fn shown(&self) -> Vec<&Standing> {
        self.bears(self.filter).collect()
    }

    fn chosen(&self) -> Option<&Standing> {
        self.bears(self.filter).nth(self.choice.at)
    }

    /// All kinds, in the order of the tabs.
    fn filters() -> Vec<Option<Sign>> {
        std::iter::once(None).chain(Sign::iter().map(Some)).collect()
    }

    fn turn(&mut self, by: usize) {
        let filters = Self::filters();
        let at = filters.iter().position(|filter| *filter == self.filter).unwrap_or_default();
        self.filter = filters[(at + by) % filters.len()];
        self.choice = Choice::default();
    }

    /// The kinds with how many there are; the one that is shown stands out. As many as fit, from the shown one on.
    fn tabs(&self, width: u16, cx: &Cx<'_>) -> Line<'static> {
        let name = |filter: Option<Sign>| filter.map_or("all", phrase::sign);
        let said = |filter| format!("{} {}", name(filter), self.bears(filter).count());
        let filters = Self::filters();
        let long: usize = filters.iter().map(|filter| said(*filter).len() + 3).sum();
        if long > usize::from(width) {
            return Line::styled(said(self.filter), cx.theme.title);
        }
        let mut line = Line::default();
        for filter in filters {
            let style = if filter == self.filter { cx.theme.chosen } else { cx.theme.muted };
            line.spans.extend([Span::styled(format!(" {} ", said(filter)), style), Span::raw(" ")]);
        }
        line
    }
}

impl View for Items {
    fn context(&self) -> Context {
        Context::Items
    }

    fn unavailable(&self) -> Vec<Action> {
        if self.chosen().is_some() {
            return Vec::new();
        }
        vec![Action::Open, Action::Topic, Action::Flag, Action::Note, Action::SuspendItem, Action::Reset]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        let chosen = self.chosen().map(|standing| standing.item);
        match (action, chosen) {
            (Action::Back, _) => Effect::Pop,
            (Action::NextFilter, _) => {
                self.turn(1);
                Effect::Changed
            }
            (Action::PreviousFilter, _) => {
                self.turn(Self::filters().len() - 1);
                Effect::Changed
            }
            (Action::Open, Some(item)) => {
                Effect::open(move |study| Ok(Screen::from(ItemScreen::load(item, study)?)))
            }
            (
                Action::Topic
                | Action::Note
                | Action::Reset
                | Action::Flag
                | Action::Dispute
                | Action::SuspendItem
                | Action::BuryItem,
                chosen,
            ) => chosen.map_or(Effect::None, |item| item::update(action, item, cx)),
            (action, _) => {
                let height = Panes::of(cx.body, HEAD, 0).list.height;
                let total = self.shown().len();
                Effect::changed(self.choice.moved(action, total, height))
            }
        }
    }

    fn act(&mut self, action: Action, study: &mut Study) -> Result<Effect, StudyError> {
        match self.chosen().map(|standing| standing.item) {
            Some(item) => item::mark(action, item, study),
            None => Ok(Effect::None),
        }
    }

    fn refresh(&mut self, study: &Study) -> Result<(), StudyError> {
        self.all = study.listed(None)?;
        let total = self.shown().len();
        self.choice.keep_within(total);
        Ok(())
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let total = self.shown().len();
        self.choice.choose(position, Panes::of(cx.body, HEAD, 0).list, total).then_some(Action::Open)
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let shown = self.shown();
        let right = phrase::count(shown.len(), "item");
        frame::title(&["Items"], &right, parts.title, buffer, cx.theme);
        let panes = Panes::of(parts.body, HEAD, 0);
        let head = Rect { y: panes.list.y.saturating_sub(HEAD), height: 1, ..panes.list };
        let head = Rect { width: parts.body.right().saturating_sub(head.x), ..head }.intersection(parts.body);
        self.tabs(head.width, cx).render(head, buffer);
        if shown.is_empty() {
            let text = match self.filter {
                None => {
                    "Nothing here yet. In a drill `m` marks an item, `!` says that you think it is wrong, \
                         `n` writes a note, `@` suspends it and `-` buries it until tomorrow."
                }
                Some(_) => "None of this kind.",
            };
            let lines = page::set(text, panes.list.width, cx.theme);
            return frame::scrolled(&lines, 0, panes.list, buffer, cx.theme);
        }
        let row = |n: usize| {
            let Some(standing) = shown.get(n) else { return Line::default() };
            let signs: Vec<&str> = standing.signs().into_iter().map(phrase::sign).collect();
            item_row(standing, &signs.join(", "), panes.list.width, cx)
        };
        self.choice.render(shown.len(), row, panes.list, buffer, cx.theme);
        if let Some(standing) = self.chosen() {
            let note = standing
                .marks
                .note
                .as_ref()
                .map_or_else(String::new, |note| format!("\n\nYour note: {}", text::plain(note)));
            let text = format!("{}{note}\n\n{}", item_preview(standing.item, cx), phrase::standing(standing));
            panes.render_preview(&text, buffer, cx.theme);
        }
    }
}

//! The decks: what each is for and how much of it is due.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::text::Line;

use crate::study::{DeckState, Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::list::{Choice, Panes};
use super::super::view::{Cx, Effect, View};
use super::{DeckScreen, DrillScreen, Screen};

/// Rows for what the chosen deck is for.
const FOOT: u16 = 2;

/// Rows narrower than this tell only what matters most.
const NARROW: u16 = 60;

/// The decks on the screen.
#[derive(Debug)]
pub(in super::super) struct Decks {
    /// How each deck stands, in the order of the content; empty until it is read.
    states: Vec<DeckState>,
    stale: bool,
    choice: Choice,
}

impl Decks {
    /// Opens the list; how the decks stand is read after the first frame.
    pub(in super::super) fn new() -> Self {
        Self { states: Vec::new(), stale: true, choice: Choice::default() }
    }

    fn row(&self, n: usize, width: u16, cx: &Cx<'_>) -> Line<'static> {
        let Some(deck) = cx.study.library().content().decks.get(n) else { return Line::default() };
        let told = if width < NARROW { told_short } else { told };
        let right = self.states.get(n).map_or_else(String::new, told);
        frame::spread(&deck.title, &right, width.saturating_sub(2), cx.theme)
    }
}

/// `12 due`, or else `380 new`, or else `412 items`
fn told_short(state: &DeckState) -> String {
    match *state {
        DeckState { due: due @ 1.., .. } => format!("{due} due"),
        DeckState { new: new @ 1.., .. } => format!("{new} new"),
        DeckState { items, .. } => crate::phrase::count(items, "item"),
    }
}

/// `412 items, 12 due, 380 new`
fn told(state: &DeckState) -> String {
    let DeckState { items, due, new } = state;
    let due = if *due > 0 { format!(", {due} due") } else { String::new() };
    let new = if *new > 0 { format!(", {new} new") } else { String::new() };
    format!("{}{due}{new}", crate::phrase::count(*items, "item"))
}

/// Drills a deck.
pub(super) fn drill(deck: &str) -> Effect {
    let deck = deck.to_owned();
    Effect::open(move |study| Ok(Screen::from(DrillScreen::of_deck(study, deck)?)))
}

impl View for Decks {
    fn context(&self) -> Context {
        Context::Decks
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        let decks = &cx.study.library().content().decks;
        let chosen = decks.get(self.choice.at).map(|deck| deck.id.clone());
        match (action, chosen) {
            (Action::Back, _) => Effect::Pop,
            (Action::Open, Some(id)) => {
                Effect::open(move |study| Ok(Screen::from(DeckScreen::load(&id, study)?)))
            }
            (Action::Drill, Some(id)) => drill(&id),
            (action, _) => {
                let height = Panes::of(cx.body, 0, FOOT).list.height;
                Effect::changed(self.choice.moved(action, decks.len(), height))
            }
        }
    }

    fn refresh(&mut self, _: &Study) -> Result<(), StudyError> {
        self.stale = true;
        Ok(())
    }

    fn is_unsettled(&self) -> bool {
        self.stale
    }

    fn settle(&mut self, study: &Study) -> Result<(), StudyError> {
        self.stale = false;
        self.states = study.deck_states()?;
        Ok(())
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let total = cx.study.library().content().decks.len();
        self.choice.choose(position, Panes::of(cx.body, 0, FOOT).list, total).then_some(Action::Open)
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let decks = &cx.study.library().content().decks;
        frame::title(&["Decks"], &crate::phrase::count(decks.len(), "deck"), parts.title, buffer, cx.theme);
        let panes = Panes::of(parts.body, 0, FOOT);
        panes.render_foot(decks.get(self.choice.at).map_or("", |deck| &deck.about), buffer, cx.theme);
        let row = |n| self.row(n, panes.list.width, cx);
        self.choice.render(decks.len(), row, panes.list, buffer, cx.theme);
        if let Some(deck) = decks.get(self.choice.at) {
            panes.render_preview(&format!("**{}**\n\n{}", deck.title, deck.about), buffer, cx.theme);
        }
    }
}

//! What a deck holds.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::text::Line;

use crate::content::ItemIndex;
use crate::content::markup;
use crate::phrase;
use crate::study::{Request, Standing, Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::list::{Choice, Panes};
use super::super::view::{Cx, Effect, View};
use super::{ItemScreen, Reading, Screen, decks};

/// The items of one deck on the screen.
#[derive(Debug)]
pub(in super::super) struct DeckScreen {
    id: String,
    title: String,
    items: Vec<Standing>,
    choice: Choice,
}

impl DeckScreen {
    /// Reads a deck.
    pub(in super::super) fn load(id: &str, study: &Study) -> Result<Self, StudyError> {
        let deck = study.deck_named(id)?;
        let request = Request { deck: Some(id.to_owned()), ..Request::default() };
        let items = study.standings(&study.items_of(&request)?)?;
        Ok(Self { id: id.to_owned(), title: deck.title.to_string(), items, choice: Choice::default() })
    }

    fn chosen(&self) -> Option<ItemIndex> {
        self.items.get(self.choice.at).map(|standing| standing.item)
    }
}

/// A row of a list of items: the front, and where it stands.
pub(super) fn item_row(standing: &Standing, right: &str, width: u16, cx: &Cx<'_>) -> Line<'static> {
    let face = cx.study.library().face(standing.item, cx.study.reader());
    frame::spread(&markup::headline(&face.front), right, width.saturating_sub(2), cx.theme)
}

/// Both sides of an item, to be seen beside a list.
pub(super) fn item_preview(item: ItemIndex, cx: &Cx<'_>) -> String {
    let face = cx.study.library().face(item, cx.study.reader());
    let place = phrase::place(cx.study.library(), item);
    format!("{place}\n\n{}\n\n{}", face.front, face.back)
}

impl View for DeckScreen {
    fn context(&self) -> Context {
        Context::Deck
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match (action, self.chosen()) {
            (Action::Back, _) => Effect::Pop,
            (Action::Drill, _) => decks::drill(&self.id),
            (Action::Open, Some(item)) => {
                Effect::open(move |study| Ok(Screen::from(ItemScreen::load(item, study)?)))
            }
            (Action::Topic, Some(item)) => {
                let topic = Reading::topic(cx.study.library().topic_of(item));
                Effect::open(move |_| Ok(Screen::from(topic)))
            }
            (action, _) => {
                let height = Panes::of(cx.body, 0, 0).list.height;
                Effect::changed(self.choice.moved(action, self.items.len(), height))
            }
        }
    }

    fn refresh(&mut self, study: &Study) -> Result<(), StudyError> {
        *self = Self { choice: self.choice, ..Self::load(&self.id, study)? };
        Ok(())
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let list = Panes::of(cx.body, 0, 0).list;
        self.choice.choose(position, list, self.items.len()).then_some(Action::Open)
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let right = phrase::count(self.items.len(), "item");
        frame::title(
            &[&format!("Decks › {}", self.title), &self.title],
            &right,
            parts.title,
            buffer,
            cx.theme,
        );
        let panes = Panes::of(parts.body, 0, 0);
        let row = |n: usize| {
            let standing = self.items.get(n);
            standing.map_or_else(Line::default, |standing| {
                item_row(standing, &phrase::due(standing), panes.list.width, cx)
            })
        };
        self.choice.render(self.items.len(), row, panes.list, buffer, cx.theme);
        if let Some(item) = self.chosen() {
            panes.render_preview(&item_preview(item, cx), buffer, cx.theme);
        }
    }
}

//! Look up: limits, defaults and everything else, as far as it is typed.

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use crate::content::ItemIndex;
use crate::content::markup;
use crate::lookup::{Found, Hit, Index};
use crate::phrase;
use crate::study::{OFTEN, Study, StudyError};

use super::super::field::Field;
use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::list::Choice;
use super::super::page;
use super::super::view::{Cx, Effect, View};
use super::{ItemScreen, Reading, Screen, TopicScreen};

/// The longest query, in characters.
const LONGEST: usize = 80;

/// Facts, and then topics and cards, that are shown.
const LIMIT: usize = 40;

/// Look-ups of old that are shown for an empty query.
const OLD: usize = 12;

/// The look-up on the screen.
#[derive(Debug)]
pub(in super::super) struct LookUp {
    field: Field,
    /// Made once the first frame is drawn, or at the first character, whichever comes first.
    index: Option<Index>,
    /// How many facts there are.
    facts: usize,
    found: Vec<Found>,
    /// What was looked up lately and often, for an empty query.
    old: Vec<Found>,
    /// What the learner knows of the chosen fact, and how often they looked it up.
    known: String,
    choice: Choice,
}

impl LookUp {
    /// Reads everything there is to find.
    pub(in super::super) fn load(study: &Study) -> Result<Self, StudyError> {
        let old = study.past_lookups(OLD)?.into_iter().map(Found::Fact).collect();
        let mut screen = Self {
            field: Field::new("", LONGEST),
            index: None,
            facts: study.library().content().facts.len(),
            found: Vec::new(),
            old,
            known: String::new(),
            choice: Choice::default(),
        };
        screen.find(study);
        Ok(screen)
    }

    fn find(&mut self, study: &Study) {
        self.choice = Choice::default();
        let query = self.field.text().trim();
        self.found = if query.is_empty() {
            self.old.clone()
        } else {
            let make = || Index::new(study.library(), study.reader());
            let hits = self.index.get_or_insert_with(make).search(query, LIMIT);
            hits.iter().map(|hit: &Hit| hit.found).collect()
        };
        self.reread(study);
    }

    /// Reads what the learner knows of the chosen fact; without a database there is nothing to say.
    fn reread(&mut self, study: &Study) {
        let item = self.chosen().and_then(Found::item);
        self.known = item.and_then(|item| known(item, study).ok()).unwrap_or_default();
    }

    fn chosen(&self) -> Option<Found> {
        self.found.get(self.choice.at).copied()
    }

    /// Field, list, and what is told of the chosen row.
    fn rooms(body: Rect) -> [Rect; 3] {
        let column = frame::column(body);
        let told = if column.height >= 14 { 9 } else { 4 };
        let air = u16::from(column.height >= 14);
        let rows =
            [Constraint::Length(1), Constraint::Length(air), Constraint::Min(2), Constraint::Length(told)];
        let [field, _, list, told] = column.layout(&Layout::vertical(rows));
        [field, list, told]
    }

    fn row(found: Found, width: u16, cx: &Cx<'_>) -> Line<'static> {
        let library = cx.study.library();
        let width = width.saturating_sub(2);
        match found {
            Found::Fact(item) => {
                let Some(fact) = library.fact(item) else { return Line::default() };
                let value = value_of(item, cx.study);
                let service = usize::from(width / 4).min(18);
                let name = frame::shorten(&fact.service, service.saturating_sub(1));
                let lead = format!("{name}{}", " ".repeat(service.saturating_sub(name.width())));
                let value = frame::shorten(&value, usize::from(width) / 3);
                let mut line = Line::from(Span::styled(lead, cx.theme.muted));
                line.spans.extend(frame::spread(&fact.name, &value, width - service as u16, cx.theme).spans);
                if let Some(value) = line.spans.last_mut() {
                    value.style = cx.theme.strong;
                }
                line
            }
            Found::Topic(topic) => {
                let title = library.content().topics.get(topic).map_or("", |topic| topic.title.as_str());
                frame::spread(title, "topic", width, cx.theme)
            }
            Found::Card(item) => {
                let front = library.face(item, cx.study.reader()).front;
                frame::spread(&markup::headline(&front), "card", width, cx.theme)
            }
        }
    }

    /// What is told of the chosen row, as small Markdown.
    fn told(&self, cx: &Cx<'_>) -> String {
        let library = cx.study.library();
        match self.chosen() {
            None => String::new(),
            Some(Found::Fact(item)) => {
                let Some(fact) = library.fact(item) else { return String::new() };
                let back = library.face(item, cx.study.reader()).back;
                let source = fact.source.trim_start_matches("https://");
                let verified = fact.verified;
                let known = &self.known;
                format!(
                    "{} · {}\n\n{}\n\n{known} · checked on {verified}\n\n{source}",
                    fact.service, fact.name, back
                )
            }
            Some(Found::Topic(topic)) => {
                let topic = library.content().topics.get(topic);
                topic.map_or_else(String::new, |topic| format!("**{}**\n\n{}", topic.title, topic.body))
            }
            Some(Found::Card(item)) => {
                let face = library.face(item, cx.study.reader());
                format!("{}\n\n{}", face.front, face.back)
            }
        }
    }

    fn opened(found: Found) -> Effect {
        Effect::open(move |study| {
            Ok(match found {
                Found::Fact(item) => Screen::from(Reading::topic(study.library().topic_of(item))),
                Found::Topic(topic) => Screen::from(TopicScreen::of(topic, study)?),
                Found::Card(item) => Screen::from(ItemScreen::load(item, study)?),
            })
        })
    }
}

/// A fact's value as the learner's exam asks it, without its history.
fn value_of(item: ItemIndex, study: &Study) -> String {
    let fact = study.library().fact(item);
    fact.map_or_else(String::new, |fact| fact.answer(study.reader()).value.to_owned())
}

/// When the card of a fact is due, and whether it was looked up so often that it is offered as one.
fn known(item: ItemIndex, study: &Study) -> Result<String, StudyError> {
    let standing = study.standing(item)?;
    let times = study.lookups_of(item)?;
    let looked = match times {
        0 => String::new(),
        times => format!("looked up {} · ", phrase::times(times)),
    };
    Ok(match standing.memory {
        None if times >= OFTEN => format!("{looked}it comes first among your next new cards"),
        None => format!("{looked}not among your cards yet"),
        Some(_) => format!("{looked}your card is {}", phrase::due(&standing)),
    })
}

impl View for LookUp {
    fn context(&self) -> Context {
        Context::LookUp
    }

    fn write(&mut self, key: KeyEvent, cx: &Cx<'_>) -> bool {
        let written = self.field.write(key);
        if written {
            self.find(cx.study);
        }
        written
    }

    fn unavailable(&self) -> Vec<Action> {
        match self.chosen() {
            Some(Found::Fact(_)) => Vec::new(),
            Some(_) => vec![Action::OpenSource, Action::Copy],
            None => vec![Action::OpenSource, Action::Copy, Action::Open],
        }
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match (action, self.chosen()) {
            (Action::Back, _) => Effect::Pop,
            (Action::Open, Some(Found::Fact(_))) | (Action::OpenSource | Action::Copy, Some(_)) => {
                Effect::Act
            }
            (Action::Open, Some(found)) => Self::opened(found),
            (Action::Open | Action::OpenSource | Action::Copy, None) => {
                let query = self.field.text().trim();
                let near = self.index.as_ref().map(|index| index.nearest(query, 1)).unwrap_or_default();
                let near = near.first().map(|hit| hit.found);
                let near = near.and_then(Found::item).and_then(|item| cx.study.library().fact(item));
                let near = near
                    .map_or_else(String::new, |fact| format!(" Nearest: {}, {}.", fact.service, fact.name));
                Effect::Notify(format!("Nothing found.{near}"))
            }
            (action, _) => {
                let [_, list, _] = Self::rooms(cx.body);
                let moved = self.choice.moved(action, self.found.len(), list.height);
                if moved {
                    self.reread(cx.study);
                }
                Effect::changed(moved)
            }
        }
    }

    fn act(&mut self, action: Action, study: &mut Study) -> Result<Effect, StudyError> {
        let Some(found) = self.chosen() else { return Ok(Effect::None) };
        let Some(item) = found.item() else { return Ok(Self::opened(found)) };
        let Some(fact) = study.library().fact(item).cloned() else { return Ok(Self::opened(found)) };
        // What was opened or taken along was what the learner looked for.
        study.note_lookup(item)?;
        Ok(match action {
            Action::Copy => {
                let value = value_of(item, study);
                Effect::Copy(value.clone()).then(Effect::Notify(format!("Copied: {value}")))
            }
            Action::OpenSource if study.env().open_page(&fact.source) => {
                Effect::Notify("Opened in your browser.".to_owned())
            }
            Action::OpenSource => Effect::Notify(fact.source.to_string()),
            _ => Self::opened(found),
        })
    }

    fn refresh(&mut self, study: &Study) -> Result<(), StudyError> {
        self.reread(study);
        Ok(())
    }

    fn is_unsettled(&self) -> bool {
        self.index.is_none()
    }

    fn settle(&mut self, study: &Study) -> Result<(), StudyError> {
        self.index = Some(Index::new(study.library(), study.reader()));
        Ok(())
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let [_, list, _] = Self::rooms(cx.body);
        let hit = self.choice.choose(position, list, self.found.len());
        if hit {
            self.reread(cx.study);
        }
        None
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let facts = self.found.iter().filter(|found| found.is_fact()).count();
        let right = match self.field.text().trim() {
            "" => format!("{} facts", self.facts),
            _ => format!("{facts} of {} facts", self.facts),
        };
        frame::title(&["Look up"], &right, parts.title, buffer, cx.theme);
        let [field, list, told] = Self::rooms(parts.body);
        let mut line = self.field.line(field.width.saturating_sub(2), true, cx.theme);
        line.spans.insert(0, Span::styled("/ ", cx.theme.key));
        line.render(field, buffer);
        if self.found.is_empty() {
            let text = match self.field.text().trim() {
                "" => {
                    "Type what you look for: `sqs vis`, `ddb item size`, `256 kb`. What you look up is remembered here."
                }
                _ => "Nothing is called so. Enter names what comes nearest.",
            };
            let lines = page::set(text, list.width, cx.theme);
            return frame::scrolled(&lines, 0, list, buffer, cx.theme);
        }
        let row = |n: usize| {
            self.found.get(n).map_or_else(Line::default, |&found| Self::row(found, list.width, cx))
        };
        self.choice.render(self.found.len(), row, list, buffer, cx.theme);
        let mut lines = vec![frame::rule(told.width, cx.theme.muted)];
        lines.extend(page::set(&self.told(cx), told.width, cx.theme));
        if lines.len() > usize::from(told.height) {
            // Where there is little room, what was asked comes without the air between.
            lines.retain(|line| line.width() > 0);
        }
        for (line, row) in lines.into_iter().zip(told.rows()) {
            line.render(row, buffer);
        }
    }
}

//! The command palette: anything by its name, as far as it is typed.

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::calc::{self, Calculator};
use crate::fuzzy;
use crate::study::Study;

use super::super::field::Field;
use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context, Keymap};
use super::super::list::Choice;
use super::super::view::{Cx, Effect, View};
use super::{
    CalculatorScreen, Calculators, DeckScreen, Decks, ExamScreen, Items, Mistakes, Notes, Placing, Screen,
    SectionScreen, SettingsScreen, Test, TopicScreen,
};

/// Rows above the list: the field.
const HEAD: u16 = 2;

/// The longest thing typed, in characters.
const LONGEST: usize = 60;

/// Where a row leads.
#[derive(Debug, Clone)]
enum Goal {
    /// A key of the screen below.
    Press(Action),
    /// One of Home's places.
    Place(Action),
    Deck(String),
    Calculator(&'static Calculator),
    Section(String),
    Topic(usize),
}

/// A row of the palette.
#[derive(Debug, Clone)]
struct Entry {
    goal: Goal,
    name: String,
    /// What sort of thing it is, or its key.
    kind: String,
}

/// The palette over another screen.
#[derive(Debug)]
pub(in super::super) struct Palette {
    field: Field,
    entries: Vec<Entry>,
    /// What fits what was typed, best first, as indexes.
    found: Vec<usize>,
    choice: Choice,
}

/// Actions that a palette has no use for: they move, or are the palette's own.
const NO_COMMANDS: [Action; 8] = [
    Action::Up,
    Action::Down,
    Action::PageUp,
    Action::PageDown,
    Action::First,
    Action::Last,
    Action::Palette,
    Action::Open,
];

impl Palette {
    /// Opens over a screen.
    pub(in super::super) fn over(view: &dyn View, keymap: &Keymap, study: &Study) -> Self {
        let context = view.context();
        let unavailable = view.unavailable();
        let rows = keymap
            .written(context)
            .filter(|(row, _)| !NO_COMMANDS.contains(&row.action) && !unavailable.contains(&row.action));
        let command = |(row, keys): (&super::super::keymap::Row, String)| Entry {
            goal: Goal::Press(row.action),
            name: row.help.to_owned(),
            kind: keys,
        };
        let mut entries: Vec<Entry> = rows.map(command).collect();
        let places = [
            (Action::Exam, "Mock exam"),
            (Action::Decks, "Decks"),
            (Action::Calculators, "Calculators"),
            (Action::Notes, "Notes"),
            (Action::Test, "Test"),
            (Action::Mistakes, "Mistakes"),
            (Action::Items, "Items"),
            (Action::Settings, "Settings"),
            (Action::Back, "Home"),
        ];
        entries.extend(places.map(|(place, name)| entry(Goal::Place(place), name, "go to")));
        if study.has_questions() && !study.is_placed().unwrap_or(true) {
            entries.push(entry(Goal::Place(Action::Begin), "Where do you stand? Fifteen questions", "go to"));
        }
        let all = study.library().content();
        let decks = all.decks.iter();
        entries.extend(decks.map(|deck| entry(Goal::Deck(deck.id.to_string()), &deck.title, "deck")));
        entries.extend(calc::all().map(|calculator| {
            let name = format!("{} · {}", calculator.title, calculator.service);
            entry(Goal::Calculator(calculator), &name, "calculator")
        }));
        let sections = all.sections.iter();
        entries.extend(sections.map(|one| entry(Goal::Section(one.id.to_string()), &one.title, "section")));
        for (n, topic) in all.topics.iter().enumerate() {
            let section = study.library().section_of(topic).map_or("", |section| section.title.as_str());
            entries.push(entry(Goal::Topic(n), &format!("{} · {section}", topic.title), "topic"));
        }
        let found = (0..entries.len()).collect();
        Self { field: Field::new("", LONGEST), entries, found, choice: Choice::default() }
    }

    fn find(&mut self) {
        self.choice = Choice::default();
        let query = self.field.text();
        let mut scored: Vec<(i64, usize)> = self
            .entries
            .iter()
            .enumerate()
            .filter_map(|(n, entry)| Some((fuzzy::score(&entry.name, query)?, n)))
            .collect();
        // The best first; among equals the order of the list: commands, places, decks, calculators, sections, topics.
        scored.sort_by_key(|&(score, n)| (-score, n));
        self.found = scored.into_iter().map(|(_, n)| n).collect();
    }

    fn chosen(&self) -> Option<&Entry> {
        self.found.get(self.choice.at).and_then(|&n| self.entries.get(n))
    }
}

/// The rows below the field.
fn list_area(body: Rect) -> Rect {
    let column = frame::column(body);
    Rect { y: column.y + HEAD, height: column.height.saturating_sub(HEAD), ..column }
}

fn entry(goal: Goal, name: &str, kind: &str) -> Entry {
    Entry { goal, name: name.to_owned(), kind: kind.to_owned() }
}

fn go(goal: Goal) -> Effect {
    let open = Effect::open(move |study| {
        Ok(match goal {
            Goal::Deck(id) => Screen::from(DeckScreen::load(&id, study)?),
            Goal::Calculator(calculator) => Screen::from(CalculatorScreen::new(calculator, study)),
            Goal::Section(id) => Screen::from(SectionScreen::load(&id, study)?),
            Goal::Topic(topic) => Screen::from(TopicScreen::of(topic, study)?),
            Goal::Place(Action::Decks) => Screen::from(Decks::new()),
            Goal::Place(Action::Exam) => Screen::from(ExamScreen::load(study)?),
            Goal::Place(Action::Calculators) => Screen::from(Calculators::new()),
            Goal::Place(Action::Test) => Screen::from(Test::load(study)?),
            Goal::Place(Action::Mistakes) => Screen::from(Mistakes::load(study)?),
            Goal::Place(Action::Begin) => Screen::from(Placing::default()),
            Goal::Place(Action::Items) => Screen::from(Items::load(study)?),
            Goal::Place(Action::Settings) => Screen::from(SettingsScreen::default()),
            Goal::Place(_) | Goal::Press(_) => Screen::from(Notes::load(study)?),
        })
    });
    Effect::Pop.then(open)
}

impl View for Palette {
    fn context(&self) -> Context {
        Context::Palette
    }

    fn write(&mut self, key: KeyEvent, _: &Cx<'_>) -> bool {
        let written = self.field.write(key);
        if written {
            self.find();
        }
        written
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match (action, self.chosen()) {
            (Action::Back, _) => Effect::Pop,
            (Action::Open, None) => Effect::Notify("Nothing by this name.".to_owned()),
            (Action::Open, Some(entry)) => match entry.goal.clone() {
                Goal::Press(action) => Effect::Pop.then(Effect::Press(action)),
                Goal::Place(Action::Back) => Effect::Home,
                goal => go(goal),
            },
            (action, _) => {
                let height = list_area(cx.body).height;
                Effect::changed(self.choice.moved(action, self.found.len(), height))
            }
        }
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let list = list_area(cx.body);
        self.choice.choose(position, list, self.found.len()).then_some(Action::Open)
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let right = format!("{} of {}", self.found.len(), self.entries.len());
        frame::title(&["Find"], &right, parts.title, buffer, cx.theme);
        let column = frame::column(parts.body);
        let list = list_area(parts.body);
        let mut field = self.field.line(column.width.saturating_sub(2), true, cx.theme);
        field.spans.insert(0, Span::styled(": ", cx.theme.key));
        field.render(Rect { height: 1.min(column.height), ..column }, buffer);
        let row = |n: usize| {
            let entry = self.found.get(n).and_then(|&n| self.entries.get(n));
            entry.map_or_else(Line::default, |entry| {
                frame::spread(&entry.name, &entry.kind, list.width.saturating_sub(2), cx.theme)
            })
        };
        self.choice.render(self.found.len(), row, list, buffer, cx.theme);
    }
}

//! The calculators by service, with a field that filters them.

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use crate::calc::{self, Calculator};
use crate::fuzzy;
use crate::phrase;

use super::super::field::Field;
use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::list::{Choice, Panes};
use super::super::view::{Cx, Effect, View};
use super::{CalculatorScreen, Screen};

/// Rows above the list: the field.
const HEAD: u16 = 2;

/// Rows for the rule of the chosen calculator.
const FOOT: u16 = 2;

/// The longest thing typed, in characters.
const LONGEST: usize = 60;

/// Rows narrower than this have no room for a column of services.
const NARROW: u16 = 60;

/// The calculators that fit what was typed.
#[derive(Debug)]
pub(in super::super) struct Calculators {
    field: Field,
    /// By service, or the best first when something was typed.
    found: Vec<&'static Calculator>,
    choice: Choice,
}

impl Calculators {
    /// Opens the list with all of them.
    pub(in super::super) fn new() -> Self {
        Self { field: Field::new("", LONGEST), found: calc::all().collect(), choice: Choice::default() }
    }

    fn find(&mut self) {
        self.choice = Choice::default();
        let query = self.field.text();
        let fits = |calculator: &'static Calculator| {
            let Calculator { service, title, name, .. } = calculator;
            Some((fuzzy::score(&format!("{title} {service} {name}"), query)?, calculator))
        };
        let mut scored: Vec<(i64, &'static Calculator)> = calc::all().filter_map(fits).collect();
        // A stable order: among equals that of the services.
        scored.sort_by_key(|&(score, _)| -score);
        self.found = scored.into_iter().map(|(_, calculator)| calculator).collect();
    }

    /// A row with the service, named where it is another than that above.
    fn row(&self, n: usize, width: u16, cx: &Cx<'_>) -> Line<'static> {
        let Some(Calculator { service, title, .. }) = self.found.get(n) else {
            return Line::default();
        };
        let width = width.saturating_sub(2);
        if width < NARROW {
            let service = frame::shorten(service, usize::from(width / 3));
            return frame::spread(title, &service, width, cx.theme);
        }
        let column = self.found.iter().map(|calculator| calculator.service.width()).max().unwrap_or(0) + 2;
        let is_first = n.checked_sub(1).and_then(|above| self.found.get(above)).map(|above| above.service)
            != Some(service);
        let shown = if is_first || n == self.choice.at { service } else { "" };
        Line::from(vec![Span::styled(format!("{shown:<column$}"), cx.theme.muted), Span::raw(*title)])
    }
}

fn panes(body: Rect) -> Panes {
    Panes::of(body, HEAD, FOOT)
}

/// Opens the form of a calculator.
pub(super) fn open(calculator: &'static Calculator) -> Effect {
    Effect::open(move |study| Ok(Screen::from(CalculatorScreen::new(calculator, study))))
}

impl View for Calculators {
    fn context(&self) -> Context {
        Context::Calculators
    }

    fn write(&mut self, key: KeyEvent, _: &Cx<'_>) -> bool {
        let written = self.field.write(key);
        if written {
            self.find();
        }
        written
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match (action, self.found.get(self.choice.at)) {
            (Action::Back, _) => Effect::Pop,
            (Action::Open, Some(calculator)) => open(calculator),
            (Action::Open, None) => Effect::Notify("No calculator by this name.".to_owned()),
            (action, _) => {
                let height = panes(cx.body).list.height;
                Effect::changed(self.choice.moved(action, self.found.len(), height))
            }
        }
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        self.choice.choose(position, panes(cx.body).list, self.found.len()).then_some(Action::Open)
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let all = calc::all().count();
        let right = match self.found.len() {
            found if found == all => phrase::count(all, "calculator"),
            found => format!("{found} of {all}"),
        };
        frame::title(&["Calculators"], &right, parts.title, buffer, cx.theme);
        let panes = panes(parts.body);
        let list = panes.list;
        let mut field = self.field.line(list.width.saturating_sub(2), true, cx.theme);
        field.spans.insert(0, Span::styled("› ", cx.theme.key));
        if self.field.text().is_empty() {
            field.push_span(Span::styled(" type to find one", cx.theme.muted));
        }
        let row = Rect { y: list.y.saturating_sub(HEAD), height: 1, ..list };
        field.render(row.intersection(parts.body), buffer);
        let row = |n| self.row(n, list.width, cx);
        self.choice.render(self.found.len(), row, list, buffer, cx.theme);
        let Some(calculator) = self.found.get(self.choice.at) else { return };
        panes.render_foot(&phrase::sentence(calculator.about), buffer, cx.theme);
        panes.render_preview(&preview(calculator), buffer, cx.theme);
    }
}

/// What a calculator is for and what it asks for, in small Markdown.
fn preview(calculator: &Calculator) -> String {
    let Calculator { name, title, service, about, inputs, .. } = calculator;
    let inputs: String =
        inputs.iter().map(|input| format!("- {}: {}\n", input.label, input.example)).collect();
    let about = phrase::sentence(about);
    format!("**{title}**\n\n{service}\n\n{about}.\n\n{inputs}\nIn a shell: `dva calc {name}`")
}

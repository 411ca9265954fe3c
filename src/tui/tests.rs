//! Screens driven by key scripts, on content of their own, with a clock that stands still.

mod calculators;
mod drill;
mod exam;
mod keys;
mod lookup;
mod places;
mod quiz;
mod walk;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use tempfile::TempDir;

use crate::content::model::Deck;
use crate::content::shipped;
use crate::env::ConfigFile;
use crate::fixtures::{MONDAY, study, study_of};
use crate::study::{Request, Study};

use super::Opening;
use super::app::{App, Flow};
use super::keymap::Chord;
use super::theme::Terminal;

/// A problem of the shipped content.
const PROBLEM: &str = "dynamodb.p-rcu-strong";

/// The tutor on a screen of a given size, with a database in a folder of its own.
struct Harness {
    app: App,
    area: Rect,
    last: Flow,
    folder: TempDir,
}

impl Harness {
    fn new(width: u16, height: u16) -> Self {
        Self::with(width, height, &[])
    }

    /// The tutor with settings changed before it opens.
    fn with(width: u16, height: u16, settings: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        let mut study = study(&folder, MONDAY);
        for (key, value) in settings {
            study.set(key, value).unwrap();
        }
        Self::open(width, height, folder, study)
    }

    fn open(width: u16, height: u16, folder: TempDir, study: Study) -> Self {
        Self::begin(width, height, folder, study, None)
    }

    fn begin(width: u16, height: u16, folder: TempDir, mut study: Study, request: Option<Request>) -> Self {
        study.welcomed().unwrap();
        Self::first(width, height, folder, study, request)
    }

    /// The tutor in a drill of one problem of the shipped content: strongly consistent reads.
    fn with_problem(width: u16, height: u16) -> Self {
        let folder = TempDir::new().unwrap();
        let mut content = shipped::content();
        let deck = content.decks[0].clone();
        let (id, items) = ("one", vec![PROBLEM.into()]);
        content.decks.push(Deck {
            id: id.into(),
            items,
            sections: Vec::new(),
            topics: Vec::new(),
            kinds: Vec::new(),
            tiers: Vec::new(),
            ..deck
        });
        let study = study_of(content, &folder, MONDAY);
        let request = Request { deck: Some("one".to_owned()), ..Request::default() };
        Self::begin(width, height, folder, study, Some(request))
    }

    /// The tutor as a learner finds it who was asked nothing yet.
    fn first(width: u16, height: u16, folder: TempDir, study: Study, request: Option<Request>) -> Self {
        let config = ConfigFile::at(folder.path().join("config.toml"));
        let opening = request.map(Opening::Drill);
        let mut app = App::new(study, config, Terminal::default(), opening).unwrap();
        let area = Rect::new(0, 0, width, height);
        app.resize(area);
        app.settle();
        Self { app, area, last: Flow::Redraw, folder }
    }

    /// Ends the program and starts it again at `now`.
    fn restart(self, now: &str) -> Self {
        let Self { app, area, folder, .. } = self;
        drop(app);
        let study = study(&folder, now);
        Self::open(area.width, area.height, folder, study)
    }

    /// Gives the screen another size.
    fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.area = Rect::new(0, 0, width, height);
        self.app.resize(self.area);
        self
    }

    /// The row and column of a text on the screen.
    fn find(&self, text: &str) -> (u16, u16) {
        let screen = self.screen();
        let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(text)).unwrap();
        let column = line.split(text).next().unwrap().chars().count();
        (row as u16, column as u16)
    }

    /// Clicks on a text.
    fn click(&mut self, text: &str) -> &mut Self {
        let (row, column) = self.find(text);
        self.mouse(MouseEventKind::Down(MouseButton::Left), row, column)
    }

    fn mouse(&mut self, kind: MouseEventKind, row: u16, column: u16) -> &mut Self {
        self.last = self.app.mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
        self.app.settle();
        self
    }

    /// Presses the keys of a script: plain characters, and names such as `<Space>` or `<Ctrl-C>`.
    fn keys(&mut self, script: &str) -> &mut Self {
        let mut rest = script;
        while let Some(first) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|named| named.split_once('>'));
            let (key, after) = match named {
                Some((name, after)) => (named_key(name), after),
                None => (KeyEvent::from(KeyCode::Char(first)), rest.strip_prefix(first).unwrap()),
            };
            rest = after;
            self.last = self.app.press(key);
            self.app.settle();
        }
        self
    }

    fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(self.area);
        self.app.render(self.area, &mut buffer);
        buffer
    }

    /// The screen as text, without the spaces at the ends of lines.
    fn screen(&self) -> String {
        let buffer = self.buffer();
        let rows = self.area.rows().map(|row| {
            // The second cell of a wide character holds nothing of its own.
            let mut text = String::new();
            let mut skip = 0;
            for column in row.columns() {
                let symbol = buffer[(column.x, column.y)].symbol();
                if skip == 0 {
                    text += symbol;
                }
                skip = if skip > 0 {
                    skip - 1
                } else {
                    unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1)
                };
            }
            text.trim_end().to_owned() + "\n"
        });
        rows.collect()
    }

    /// The screen as runs of one style each, blank ones left out.
    fn styles(&self) -> String {
        let buffer = self.buffer();
        let mut text = String::new();
        let mut run: Option<(Style, String)> = None;
        for row in self.area.rows() {
            for column in row.columns() {
                let cell = &buffer[(column.x, column.y)];
                match &mut run {
                    Some((style, symbols)) if *style == cell.style() => *symbols += cell.symbol(),
                    _ => {
                        text += &told(run.take());
                        run = Some((cell.style(), cell.symbol().to_owned()));
                    }
                }
            }
            text += &told(run.take());
        }
        text
    }
}

fn told(run: Option<(Style, String)>) -> String {
    run.filter(|(_, symbols)| !symbols.trim().is_empty()).map_or_else(String::new, |(style, symbols)| {
        format!("{:?} {:?} | {}\n", style.fg.unwrap_or_default(), style.add_modifier, symbols.trim())
    })
}

fn named_key(name: &str) -> KeyEvent {
    name.parse::<Chord>().unwrap().event()
}

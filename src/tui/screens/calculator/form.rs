//! The form of a calculator: one field an input, texts to write and words to choose from.

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::calc::{Calculator, Constants, Input, InputError, Kind, Need};

use super::super::super::field::Field;
use super::super::super::frame;
use super::super::super::theme::Theme;
use super::super::working;

/// The longest thing typed, in characters: lists of sizes and access patterns are long.
const LONGEST: usize = 200;

/// The widest that a text field is drawn.
const WIDEST: usize = 44;

/// The narrowest that a text field is drawn.
const NARROWEST: usize = 10;

/// What an input was given so far.
#[derive(Debug)]
enum Entry {
    /// Typed.
    Text(Field),
    /// One of some words, by its place; none where it may be left out.
    Word(&'static [&'static str], Option<usize>),
}

/// An input with what it was given.
#[derive(Debug)]
struct Row {
    input: &'static Input,
    entry: Entry,
    /// What is wrong with it.
    fault: Option<String>,
}

impl Row {
    fn new(input: &'static Input, text: &str) -> Self {
        let entry = match input.kind {
            Kind::Choice(words) => Entry::Word(words, words.iter().position(|word| *word == text)),
            _ => Entry::Text(Field::new(text, LONGEST)),
        };
        Self { input, entry, fault: None }
    }

    fn text(&self) -> &str {
        match &self.entry {
            Entry::Text(field) => field.text(),
            Entry::Word(words, at) => at.and_then(|at| words.get(at)).copied().unwrap_or_default(),
        }
    }

    /// Turns to the next word, or the one before; whether there are words.
    fn turn(&mut self, forward: bool) -> bool {
        let Entry::Word(words, at) = &mut self.entry else { return false };
        // One place more, for nothing, where that is possible.
        let places = words.len() + usize::from(self.input.need == Need::Optional);
        let now = at.unwrap_or(words.len());
        let next = if forward { now + 1 } else { now + places - 1 } % places;
        *at = (next < words.len()).then_some(next);
        true
    }

    /// What is meant when nothing is typed.
    fn placeholder(&self, constants: &Constants) -> String {
        match self.input.need {
            Need::Fact(id) => constants
                .get(id)
                .and_then(|constant| constant.chosen.as_ref())
                .map_or_else(String::new, |amount| amount.said.clone()),
            Need::Default(default) => default.to_owned(),
            Need::Required => format!("such as {}", self.input.example),
            Need::Optional => "not given".to_owned(),
        }
    }
}

/// The fields of a calculator, one of which has the focus.
#[derive(Debug)]
pub(super) struct Form {
    rows: Vec<Row>,
    focus: usize,
}

/// A line of the form, with the input it belongs to.
pub(super) type FormLine = (usize, Line<'static>);

impl Form {
    /// Begins with what each input means when it is left out, and with the examples of the others, so that there is an
    /// answer at once.
    pub(super) fn new(calculator: &'static Calculator) -> Self {
        // Where nothing has to be given, the examples show what can be.
        let needs_nothing = calculator.inputs.iter().all(|input| input.need != Need::Required);
        let text = |input: &Input| match input.need {
            Need::Required => input.example,
            Need::Optional if needs_nothing => input.example,
            Need::Default(default) => default,
            Need::Optional | Need::Fact(_) => "",
        };
        let rows = calculator.inputs.iter().map(|input| Row::new(input, text(input))).collect();
        Self { rows, focus: 0 }
    }

    /// What was given, by input.
    pub(super) fn typed(&self) -> BTreeMap<String, String> {
        self.rows.iter().map(|row| (row.input.name.to_owned(), row.text().to_owned())).collect()
    }

    /// Puts faults beside their fields; returns what belongs to none of them.
    pub(super) fn blame(&mut self, errors: &[InputError]) -> Vec<String> {
        for row in &mut self.rows {
            let fault = errors.iter().find(|error| error.input == row.input.name);
            row.fault = fault.map(|error| error.message.clone());
        }
        let is_apart = |error: &&InputError| self.rows.iter().all(|row| row.input.name != error.input);
        errors.iter().filter(is_apart).map(|error| error.message.clone()).collect()
    }

    /// The input that has the focus.
    pub(super) fn focus(&self) -> usize {
        self.focus
    }

    /// Gives the focus to another input.
    pub(super) fn choose(&mut self, at: usize) {
        self.focus = at.min(self.rows.len().saturating_sub(1));
    }

    /// Gives the focus to the next input, or the one before.
    pub(super) fn walk(&mut self, forward: bool) {
        let all = self.rows.len().max(1);
        self.focus = if forward { self.focus + 1 } else { self.focus + all - 1 } % all;
    }

    /// Whether the input that has the focus is a word to choose.
    pub(super) fn is_on_choice(&self) -> bool {
        matches!(self.rows.get(self.focus), Some(Row { entry: Entry::Word(..), .. }))
    }

    /// Turns the choice that has the focus; whether it is one.
    pub(super) fn turn(&mut self, forward: bool) -> bool {
        self.rows.get_mut(self.focus).is_some_and(|row| row.turn(forward))
    }

    /// Takes a key into the field that has the focus; whether it did.
    pub(super) fn write(&mut self, key: KeyEvent) -> bool {
        let Some(row) = self.rows.get_mut(self.focus) else { return false };
        let is_plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match (&mut row.entry, key.code) {
            (Entry::Text(field), _) => field.write(key),
            (Entry::Word(..), KeyCode::Char(' ')) if is_plain => row.turn(true),
            // A letter goes to the next word that begins with it.
            (Entry::Word(words, at), KeyCode::Char(c)) if is_plain => {
                let now = at.map_or(0, |at| at + 1);
                let begins = |place: &usize| words[*place].starts_with(c.to_ascii_lowercase());
                let next = (now..words.len()).chain(0..now.min(words.len())).find(begins);
                *at = next.or(*at);
                next.is_some()
            }
            _ => false,
        }
    }

    /// The fields, each with its label and, when something is wrong with it, what is expected: beside it where there is
    /// room, else below.
    pub(super) fn lines(&self, width: u16, constants: &Constants, theme: &Theme) -> Vec<FormLine> {
        let width = usize::from(width);
        let label = self.rows.iter().map(|row| row.input.label.width()).max().unwrap_or_default();
        let room = width.saturating_sub(label + 4);
        // Fields of one form are equally wide, with room for a little more than the longest example.
        let texts = self.rows.iter().filter(|row| matches!(row.entry, Entry::Text(_)));
        let needed = |row: &Row| row.input.example.width().max(row.placeholder(constants).width()) + 3;
        let longest = texts.map(needed).max().unwrap_or_default();
        let field = longest.clamp(NARROWEST, WIDEST).min(room.saturating_sub(2));
        let mut lines = Vec::new();
        for (n, row) in self.rows.iter().enumerate() {
            let has_focus = n == self.focus;
            let (mark, style) = if has_focus { ("▸ ", theme.key) } else { ("  ", theme.muted) };
            let gap = " ".repeat(label - row.input.label.width() + 2);
            let mut line = Line::from(vec![
                Span::styled(mark, style),
                Span::styled(
                    format!("{}{gap}", row.input.label),
                    if has_focus { theme.title } else { Style::new() },
                ),
            ]);
            line.spans.extend(match &row.entry {
                Entry::Text(text) => text_field(row, text, field, has_focus, constants, theme),
                Entry::Word(words, at) => words_of(words, *at, room, has_focus, theme),
            });
            let mut below = Vec::new();
            if let Some(fault) = &row.fault {
                let beside = beside(fault, width.saturating_sub(line.width() + 4));
                match beside {
                    Some(fault) => line.push_span(Span::styled(format!("  ! {fault}"), theme.wrong)),
                    None => below = working::paragraph("    ! ", fault, width as u16, theme.wrong),
                }
            }
            lines.push((n, line));
            lines.extend(below.into_iter().map(|line| (n, line)));
        }
        lines
    }

    /// What the input that has the focus means.
    pub(super) fn help(&self) -> &'static str {
        self.rows.get(self.focus).map_or("", |row| row.input.help)
    }
}

/// A fault in so many columns: all of it, or else what is expected; none when neither fits.
fn beside(fault: &str, room: usize) -> Option<&str> {
    let expected = fault.find("expected ").and_then(|at| fault.get(at..));
    [Some(fault), expected].into_iter().flatten().find(|text| text.width() <= room)
}

/// `[ 6 KB      ]`
fn text_field(
    row: &Row,
    text: &Field,
    width: usize,
    has_focus: bool,
    constants: &Constants,
    theme: &Theme,
) -> Vec<Span<'static>> {
    let mut spans = text.line(width as u16, has_focus, theme).spans;
    let is_empty = text.text().is_empty();
    if is_empty {
        let room = width.saturating_sub(usize::from(has_focus));
        spans.push(Span::styled(frame::shorten(&row.placeholder(constants), room), theme.muted));
    }
    let used: usize = spans.iter().map(Span::width).sum();
    let edge = if has_focus { theme.key } else { theme.frame };
    spans.insert(0, Span::styled("[", edge));
    spans.push(Span::raw(" ".repeat(width.saturating_sub(used))));
    spans.push(Span::styled("]", edge));
    spans
}

/// `(•) strong  ( ) eventual`, or the chosen word alone where there is no room for all.
fn words_of(
    words: &[&str],
    at: Option<usize>,
    room: usize,
    has_focus: bool,
    theme: &Theme,
) -> Vec<Span<'static>> {
    let all: usize = words.iter().map(|word| word.width() + 6).sum();
    let chosen = |text: String| Span::styled(text, if has_focus { theme.title } else { theme.code });
    if all.saturating_sub(2) <= room {
        let word = |(n, word): (usize, &&str)| {
            let gap = if n + 1 < words.len() { "  " } else { "" };
            if Some(n) == at {
                chosen(format!("(•) {word}{gap}"))
            } else {
                Span::styled(format!("( ) {word}{gap}"), theme.muted)
            }
        };
        return words.iter().enumerate().map(word).collect();
    }
    let word = at.and_then(|at| words.get(at)).copied().unwrap_or("not given");
    let place = at.map_or_else(String::new, |at| format!("  {} of {}", at + 1, words.len()));
    let edge = if has_focus { theme.key } else { theme.frame };
    let mut spans = vec![Span::styled("‹ ", edge), chosen(word.to_owned()), Span::styled(" ›", edge)];
    if word.width() + 4 + place.width() <= room {
        spans.push(Span::styled(place, theme.muted));
    }
    spans
}

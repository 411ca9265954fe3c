//! What `dva lookup` prints for people: names and values in two columns, the first fact with all there is to know.

use std::io::{self, IsTerminal};

use crossterm::style::Stylize;
use textwrap::core::display_width;
use unicode_width::UnicodeWidthChar;

use crate::cli::reading;
use crate::content::model::Fact;
use crate::content::{Answer, Library, Reader, markup};
use crate::env::Env;
use crate::lookup::Found;
use crate::phrase;

/// The width of what goes to no terminal, and the widest that text is set.
const WIDTH: usize = 80;

/// Narrower than this, lines are as long as they are.
const NARROWEST: usize = 24;

/// Between the columns.
const GAP: usize = 2;

/// What is printed on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    /// In columns.
    width: usize,
    /// Whether it knows bold and dim.
    styled: bool,
    /// Whether lines end at the width: a file or another program takes them as they are.
    bounded: bool,
}

impl Page {
    /// What stdout is.
    pub(super) fn of_stdout() -> Self {
        let is_terminal = io::stdout().is_terminal();
        // Asked about anything else, it would run other programs to find out.
        let size = if is_terminal { crossterm::terminal::size().ok() } else { None };
        let columns = size.map_or(WIDTH, |(columns, _)| columns.into());
        Self {
            width: columns.clamp(NARROWEST, 120),
            styled: is_terminal && !Env::no_color() && !Env::is_dumb_terminal(),
            bounded: is_terminal,
        }
    }

    fn strong(self, text: &str) -> String {
        if self.styled { text.bold().to_string() } else { text.to_owned() }
    }

    fn muted(self, text: &str) -> String {
        if self.styled { text.dim().to_string() } else { text.to_owned() }
    }
}

/// Sets facts, the first in full, and below them topics and cards.
pub(super) fn answer(
    library: &Library,
    reader: Reader,
    facts: &[&Fact],
    others: &[Found],
    page: Page,
) -> String {
    let mut lines = Vec::new();
    let names: Vec<String> =
        facts.iter().map(|fact| plain(&format!("{}: {}", fact.service, fact.name))).collect();
    let left = names.iter().map(|name| display_width(name)).max().unwrap_or(0).min(page.width * 3 / 5 - GAP);
    for (n, (fact, name)) in facts.iter().zip(&names).enumerate() {
        let answer = fact.answer(reader);
        lines.extend(row(name, &answer, left, page));
        if n == 0 {
            lines.extend(details(fact, &answer, page));
            if facts.len() > 1 {
                lines.push(String::new());
            }
        }
    }
    if !facts.is_empty() && !others.is_empty() {
        lines.push(String::new());
    }
    for &other in others {
        let (kind, text) = below(library, reader, other);
        let text = elided(&plain(&text), page.width.saturating_sub(7));
        lines.push(format!("{} {text}", page.muted(&format!("{kind:<6}"))));
    }
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// The name at the left and the values at the right, both as many lines as they need.
fn row(name: &str, answer: &Answer<'_>, left: usize, page: Page) -> Vec<String> {
    let right = page.width - left - GAP;
    let names = wrap(name, left, "  ");
    let values = wrap(&plain(answer.value), right, "");
    let beside = answer.beside.iter().flat_map(|beside| wrap(&format!("({})", plain(beside)), right, " "));
    let values: Vec<String> =
        values.iter().map(|line| page.strong(line)).chain(beside.map(|line| page.muted(&line))).collect();
    let count = names.len().max(values.len());
    let line = |n: usize| {
        let name = names.get(n).map_or("", String::as_str);
        let space = " ".repeat(left.saturating_sub(display_width(name)) + GAP);
        format!("{name}{space}{}", values.get(n).map_or("", String::as_str))
    };
    (0..count).map(line).collect()
}

/// What else there is to know of a fact, and the page that states it.
fn details(fact: &Fact, answer: &Answer<'_>, page: Page) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for remark in &answer.remarks {
        let set = wrap(&format!("  {}", plain(remark)), page.width.min(WIDTH), "  ");
        lines.extend(set.iter().map(|line| page.muted(line)));
    }
    lines.extend(link(&fact.source, page));
    lines.push(page.muted(&format!("  checked on {}", fact.verified)));
    lines
}

/// A page's address. One that is longer than a line goes on at the next, and a terminal that knows links still opens all of
/// it.
fn link(address: &str, page: Page) -> Vec<String> {
    let lines = if page.bounded { cut(address, page.width - 2) } else { vec![address.to_owned()] };
    let set = |line: String| {
        if page.styled {
            // https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
            format!("  \u{1b}]8;id=source;{address}\u{1b}\\{}\u{1b}]8;;\u{1b}\\", page.muted(&line))
        } else {
            format!("  {line}")
        }
    };
    lines.into_iter().map(set).collect()
}

/// A topic or a card in a line.
fn below(library: &Library, reader: Reader, found: Found) -> (&'static str, String) {
    match found {
        Found::Topic(n) => {
            let topic = &library.content().topics[n];
            let section = library.section_of(topic).map_or("", |section| section.title.as_str());
            ("topic", format!("{section} › {}", topic.title))
        }
        Found::Card(item) | Found::Fact(item) => {
            let front = reading::lines(&library.face(item, reader).front);
            let front = front.iter().take_while(|line| !line.is_empty());
            let front = front.map(String::as_str).collect::<Vec<_>>().join(" ");
            ("card", if front.is_empty() { phrase::place(library, item) } else { front })
        }
    }
}

/// A text of one paragraph without its marks.
fn plain(text: &str) -> String {
    match markup::parse(text).as_deref() {
        Ok([markup::Block::Paragraph(runs)]) => runs.iter().map(|run| run.text.as_str()).collect(),
        _ => text.to_owned(),
    }
}

fn wrap(text: &str, width: usize, hang: &str) -> Vec<String> {
    let options = textwrap::Options::new(width).subsequent_indent(hang);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// Cuts a text into lines of `width`, wherever that is.
fn cut(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide > width {
            lines.push(String::new());
            used = 0;
        }
        used += wide;
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
    }
    lines
}

/// The beginning of a text that is too long for a line, up to a whole word.
fn elided(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let first = wrap(text, width.saturating_sub(2).max(1), "").into_iter().next().unwrap_or_default();
    format!("{first} …")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::shipped;
    use crate::lookup::Index;

    fn reader() -> Reader {
        Reader { today: "2026-11-22".parse().unwrap(), facts_as_of: None }
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let library = shipped::library();
        let index = Index::new(&library, reader());
        for width in [NARROWEST, 40, 60, 80, 120] {
            let page = Page { width, styled: false, bounded: true };
            for service in ["Lambda", "Elastic Load Balancing", "Serverless Application Repository", "max"] {
                let hits = index.search(service, 400);
                let others: Vec<Found> = hits.iter().map(|hit| hit.found).filter(|f| !f.is_fact()).collect();
                for (fact, _) in super::super::facts(&library, &hits) {
                    for line in answer(&library, reader(), &[fact], &others, page).lines() {
                        assert!(display_width(line) <= width, "{width}: {line}");
                    }
                }
            }
        }
    }

    #[test]
    fn styles_and_links_are_for_terminals() {
        let library = shipped::library();
        let fact = library.content().facts.iter().find(|fact| fact.head.id == "lambda.tmp.max").unwrap();
        let set =
            |styled| answer(&library, reader(), &[fact], &[], Page { width: 80, styled, bounded: true });
        assert!(!set(false).contains('\u{1b}'));
        assert!(set(true).contains("\u{1b}[1m10,240 MB\u{1b}["), "{:?}", set(true));
        assert!(set(true).contains(&format!("\u{1b}]8;id=source;{}", fact.source)));
    }

    #[test]
    fn an_address_is_cut_only_where_lines_end() {
        let address = format!("https://example.com/{}", "x".repeat(100));
        let page = |bounded| Page { width: 80, styled: false, bounded };
        assert_eq!(link(&address, page(false)), [format!("  {address}")]);
        let lines = link(&address, page(true));
        assert_eq!(lines.len(), 2);
        assert_eq!(lines.iter().map(|line| line.trim()).collect::<String>(), address);
    }

    #[test]
    fn long_texts_end_at_a_word() {
        assert_eq!(elided("one two three", 13), "one two three");
        assert_eq!(elided("one two three", 12), "one two …");
        assert_eq!(elided("onetwothree", 6), "onet …");
    }
}

//! A text to read, over the screen it was opened from: a topic, the sources of an item, the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::content::model::Topic;
use crate::content::{ItemIndex, Library};

use super::super::app::{Cx, Effect, View};
use super::super::frame::{self, Parts};
use super::super::keymap::{self, Action, Context};
use super::super::page;
use super::super::theme::Theme;

/// What is read.
#[derive(Debug, Clone, PartialEq)]
enum Text {
    /// Small Markdown.
    Markup(String),
    /// The keys of a context.
    Keys(Context),
}

/// A text with its title, scrolled to a line.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Reading {
    title: String,
    text: Text,
    top: usize,
}

impl Reading {
    /// A topic.
    pub(in super::super) fn topic(topic: &Topic) -> Self {
        Self { title: format!("Topic · {}", topic.title), text: Text::Markup(topic.body.clone()), top: 0 }
    }

    /// The pages an item rests on, and the day they were checked.
    pub(in super::super) fn sources(library: &Library, item: ItemIndex) -> Self {
        let pages: String = library.sources(item).iter().map(|source| format!("- {source}\n")).collect();
        let text = format!("{pages}\nChecked on {}.", library.verified(item));
        Self { title: "Sources".to_owned(), text: Text::Markup(text), top: 0 }
    }

    /// The keys of a context.
    pub(in super::super) fn help(context: Context) -> Self {
        Self { title: format!("Keys · {context}"), text: Text::Keys(context), top: 0 }
    }

    fn lines(&self, width: u16, theme: &Theme) -> Vec<Line<'static>> {
        match &self.text {
            Text::Markup(text) => page::set(text, width, theme),
            Text::Keys(context) => key_lines(*context, width, theme),
        }
    }
}

/// The rows of the keymap in two columns; help that is too long goes on below itself.
fn key_lines(context: Context, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let keys: Vec<String> = keymap::rows(context).map(keymap::keys).collect();
    let wide = keys.iter().map(|keys| keys.width()).max().unwrap_or(0) + 2;
    let mut lines = Vec::new();
    for (row, keys) in keymap::rows(context).zip(keys) {
        let help = page::set(row.help, width.saturating_sub(wide as u16), theme);
        for (n, line) in help.into_iter().enumerate() {
            let key = Span::styled(format!("{:wide$}", if n == 0 { keys.as_str() } else { "" }), theme.key);
            lines.push(Line::from([vec![key], line.spans].concat()));
        }
    }
    lines
}

/// Moves a scroll position; `None` when it stays.
pub(in super::super) fn scroll(top: usize, action: Action, total: usize, height: u16) -> Option<usize> {
    let height = usize::from(height);
    let page = height.saturating_sub(1).max(1);
    let now = page::window(top, total, height);
    let wanted = match action {
        Action::Up => now.saturating_sub(1),
        Action::Down => now + 1,
        Action::PageUp => now.saturating_sub(page),
        Action::PageDown => now + page,
        _ => return None,
    };
    let moved = page::window(wanted, total, height);
    (moved != now).then_some(moved)
}

/// The rows of text, with air below the title where there is room for it.
fn column(body: Rect) -> Rect {
    let air = u16::from(body.height > 12);
    frame::column(Rect { y: body.y + air, height: body.height - air, ..body })
}

impl View for Reading {
    fn context(&self) -> Context {
        Context::Reading
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if action == Action::Back {
            return Effect::Pop;
        }
        let column = column(cx.body);
        let total = self.lines(column.width, cx.theme).len();
        match scroll(self.top, action, total, column.height) {
            Some(top) => {
                self.top = top;
                Effect::Changed
            }
            None => Effect::None,
        }
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        frame::title(&[&self.title], "", parts.title, buffer, cx.theme);
        let column = column(parts.body);
        frame::scrolled(&self.lines(column.width, cx.theme), self.top, column, buffer, cx.theme);
    }
}

//! A text to read, over the screen it was opened from: a topic, the sources of an item, the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::content::model::Topic;
use crate::content::{ItemIndex, Library};
use crate::exam::PaperQuestion;

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::page;
use super::super::view::{Cx, Effect, View};

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
        Self {
            title: format!("Topic · {}", topic.title), text: Text::Markup(topic.body.to_string()), top: 0
        }
    }

    /// Any text.
    pub(in super::super) fn text(title: &str, text: String) -> Self {
        Self { title: title.to_owned(), text: Text::Markup(text), top: 0 }
    }

    /// The pages a question rests on as it was asked, and the day they were checked.
    pub(in super::super) fn question_sources(question: &PaperQuestion) -> Self {
        Self::pages(question.sources.iter().map(String::as_str), question.verified)
    }

    /// A text of its own, as small Markdown.
    pub(in super::super) fn page(title: &str, text: String) -> Self {
        Self { title: title.to_owned(), text: Text::Markup(text), top: 0 }
    }

    /// The pages an item rests on, and the day they were checked.
    pub(in super::super) fn sources(library: &Library, item: ItemIndex) -> Self {
        Self::pages(library.sources(item).into_iter(), library.verified(item))
    }

    /// The pages a topic rests on, and the day they were checked.
    pub(in super::super) fn topic_sources(topic: &Topic) -> Self {
        Self::pages(topic.sources.iter().map(AsRef::as_ref), topic.verified)
    }

    fn pages<'a>(pages: impl Iterator<Item = &'a str>, verified: chrono::NaiveDate) -> Self {
        let pages: String = pages.map(|source| format!("- {source}\n")).collect();
        let text = format!("{pages}\nChecked on {verified}.");
        Self { title: "Sources".to_owned(), text: Text::Markup(text), top: 0 }
    }

    /// Whether it is the keys of a context.
    pub(in super::super) fn is_help(&self) -> bool {
        matches!(self.text, Text::Keys(_))
    }

    /// The keys of a context.
    pub(in super::super) fn help(context: Context) -> Self {
        Self { title: format!("Keys · {}", context.title()), text: Text::Keys(context), top: 0 }
    }

    fn lines(&self, width: u16, cx: &Cx<'_>) -> Vec<Line<'static>> {
        match &self.text {
            Text::Markup(text) => page::set(text, width, cx.theme),
            Text::Keys(context) => key_lines(*context, width, cx),
        }
    }
}

/// The rows of the keymap in two columns; help that is too long goes on below itself.
fn key_lines(context: Context, width: u16, cx: &Cx<'_>) -> Vec<Line<'static>> {
    let rows: Vec<(String, &str)> = cx.keymap.written(context).map(|(row, keys)| (keys, row.help)).collect();
    let wide = rows.iter().map(|(keys, _)| keys.width()).max().unwrap_or(0) + 2;
    let mut lines = Vec::new();
    for (keys, help) in rows {
        let help = page::set(help, width.saturating_sub(wide as u16), cx.theme);
        for (n, line) in help.into_iter().enumerate() {
            let keys = if n == 0 { keys.as_str() } else { "" };
            let pad = " ".repeat(wide - keys.width());
            let key = Span::styled(format!("{keys}{pad}"), cx.theme.key);
            lines.push(Line::from([vec![key], line.spans].concat()));
        }
    }
    if cx.config.mouse {
        lines.push(Line::default());
        let mouse = "With the mouse: click a row or a key in the footer, scroll with the wheel. \
                     To select text, hold Shift while you drag. `dva config set mouse false` turns it off.";
        lines.extend(page::set(mouse, width, cx.theme).into_iter().map(|line| line.style(cx.theme.muted)));
    }
    lines
}

/// Moves a scroll position; `None` when it stays.
pub(in super::super) fn scroll(top: usize, action: Action, total: usize, height: u16) -> Option<usize> {
    let height = usize::from(height);
    let page = height.saturating_sub(1).max(1);
    let end = total.saturating_sub(height);
    let now = top.min(total.saturating_sub(1));
    let moved = match action {
        Action::Up => now.saturating_sub(1),
        Action::Down if now < end => now + 1,
        Action::PageUp => now.saturating_sub(page),
        // A page turned shows what is new on it and nothing else twice but one line: the last page may be short.
        Action::PageDown if now < end => now + page,
        Action::First => 0,
        Action::Last => end.max(now),
        _ => return None,
    };
    (moved != now).then_some(moved)
}

/// The rows of text, with air below the title where there is room for it.
pub(in super::super) fn column(body: Rect) -> Rect {
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
        let total = self.lines(column.width, cx).len();
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
        frame::scrolled(&self.lines(column.width, cx), self.top, column, buffer, cx.theme);
    }
}

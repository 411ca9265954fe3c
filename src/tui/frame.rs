//! What all screens share: the title line, the footer, a notice, and a text that scrolls.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::keymap::{self, Context};
use super::page::{self, MEASURE};
use super::theme::Theme;

/// The parts of a screen.
pub(super) struct Parts {
    /// One line: where you are.
    pub(super) title: Rect,
    /// What the screen is about.
    pub(super) body: Rect,
    /// One line: what happened.
    pub(super) notice: Rect,
    /// One line: the keys that matter.
    pub(super) footer: Rect,
}

impl Parts {
    /// Divides a screen.
    pub(super) fn of(area: Rect) -> Self {
        let rows = [Constraint::Length(1), Constraint::Min(0), Constraint::Length(1), Constraint::Length(1)];
        let [title, body, notice, footer] = area.layout(&Layout::vertical(rows));
        Self { title, body, notice, footer }
    }
}

/// The smallest screen that anything useful fits on.
const SMALLEST: (u16, u16) = (30, 8);

/// Draws one line instead of a screen that does not fit; whether it did.
pub(super) fn too_small(area: Rect, buffer: &mut Buffer) -> bool {
    let is_small = area.width < SMALLEST.0 || area.height < SMALLEST.1;
    if is_small {
        Line::raw("dva needs 40×12").render(area, buffer);
    }
    is_small
}

/// Draws the title line: where you are, left; how far along, right. `left` is what to say, the fullest form first: the
/// first one that fits is drawn, or the last one cut short.
pub(super) fn title(left: &[&str], right: &str, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let room = usize::from(area.width).saturating_sub(right.width() + 3);
    let fitting = left.iter().find(|text| text.width() <= room).or(left.last()).copied().unwrap_or_default();
    let left = Span::styled(format!(" {}", shorten(fitting, room)), theme.title);
    Line::from(left).render(area, buffer);
    Line::from(Span::styled(format!("{right} "), theme.muted)).right_aligned().render(area, buffer);
}

/// Cuts a text to `room` columns, with a sign that it was cut.
pub(super) fn shorten(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        if short.width() + unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) + 1 > room {
            break;
        }
        short.push(c);
    }
    short + "…"
}

/// Draws the footer: the keys that matter here. What does not fit is left to the help, whose key always stays.
pub(super) fn footer(
    context: Context,
    leave_out: &[keymap::Action],
    area: Rect,
    buffer: &mut Buffer,
    theme: &Theme,
) {
    let mut hints: Vec<(String, &str, bool)> = keymap::rows(context)
        .filter(|row| !leave_out.contains(&row.action))
        .filter_map(|row| {
            Some((row.chords.first()?.to_string(), row.hint?, row.action == keymap::Action::Help))
        })
        .collect();
    let width = |hints: &[(String, &str, bool)]| {
        hints.iter().map(|(key, hint, _)| key.width() + hint.width() + 3).sum::<usize>()
    };
    while width(&hints) > usize::from(area.width) {
        let Some(last) = hints.iter().rposition(|(_, _, is_help)| !is_help) else { break };
        hints.remove(last);
    }
    let mut line = Line::default();
    for (key, hint, _) in hints {
        line.spans.extend([Span::raw(" "), Span::styled(key, theme.key), Span::raw(format!(" {hint} "))]);
    }
    line.render(area, buffer);
}

/// Draws a notice.
pub(super) fn notice(notice: &Notice, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let (mark, style) = match notice {
        Notice::Done(_) => ("·", theme.notice),
        Notice::Failed(_) => ("!", theme.wrong),
    };
    let (Notice::Done(text) | Notice::Failed(text)) = notice;
    let text = shorten(&format!(" {mark} {text}"), usize::from(area.width));
    Line::styled(text, style).render(area, buffer);
}

/// What happened, told until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Notice {
    /// It worked.
    Done(String),
    /// It did not.
    Failed(String),
}

/// The column that text is set in: at most the measure, centred, with air at the sides.
pub(super) fn column(area: Rect) -> Rect {
    let air = if area.width >= 60 { 3 } else { 1 };
    let width = area.width.saturating_sub(2 * air).min(MEASURE);
    Rect { x: area.x + (area.width - width) / 2, width, ..area }
}

/// Draws as many lines as fit from `top` on, with signs that there is more.
pub(super) fn scrolled(lines: &[Line<'_>], top: usize, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let height = usize::from(area.height);
    let top = page::window(top, lines.len(), height);
    for (line, row) in lines.iter().skip(top).zip(area.rows()) {
        line.render(row, buffer);
    }
    let edge =
        |row: u16| Rect { x: area.right().saturating_sub(1), y: row, width: 1.min(area.width), height: 1 };
    if top > 0 && height > 0 {
        Line::styled("▲", theme.key).render(edge(area.y), buffer);
    }
    if lines.len() > top + height && height > 0 {
        Line::styled("▼", theme.key).render(edge(area.bottom() - 1), buffer);
    }
}

/// A bar of `width` cells, `done` of `all` of it filled.
pub(super) fn bar(done: usize, all: usize, width: usize, theme: &Theme) -> Line<'static> {
    let filled = (done * width).checked_div(all).unwrap_or(width).min(width);
    let tip = usize::from(filled < width && done > 0);
    Line::from(vec![
        Span::styled("━".repeat(filled) + "╸".repeat(tip).as_str(), theme.progress),
        Span::styled("─".repeat(width - filled - tip), theme.muted),
    ])
}

/// A line across a column.
pub(super) fn rule(width: u16, style: Style) -> Line<'static> {
    Line::styled("─".repeat(usize::from(width)), style)
}

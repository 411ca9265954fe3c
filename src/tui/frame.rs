//! What all screens share: the title line, the footer, a notice, and a text that scrolls.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Widget};
use unicode_width::UnicodeWidthStr;

use super::keymap::{self, Action, Chord, Context, Keymap};
use super::page::MEASURE;
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
        // On low screens a notice takes the footer's place until the next key, and the body the row.
        let own = u16::from(area.height >= LOW);
        let rows =
            [Constraint::Length(1), Constraint::Min(0), Constraint::Length(own), Constraint::Length(1)];
        let [title, body, notice, footer] = area.layout(&Layout::vertical(rows));
        Self { title, body, notice: if own == 1 { notice } else { footer }, footer }
    }
}

/// Screens with fewer rows have none to spare.
const LOW: u16 = 16;

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

/// The keys that matter here, as far as they fit: what does not is left to the help, whose key always stays.
pub(super) struct Footer {
    hints: Vec<(Action, String, &'static str)>,
}

impl Footer {
    /// Chooses the hints of a context that fit into `width` columns; `leave_out` makes no sense right now.
    pub(super) fn of(keymap: &Keymap, context: Context, leave_out: &[Action], width: u16) -> Self {
        // The keys of a question's options are told together: a–d.
        let to_last = |of: [Action; 6]| {
            let last = of.iter().rfind(|action| !leave_out.contains(action))?;
            Some(format!("–{}", keymap.key_of(context, *last)?))
        };
        let hint = |(row, chords): (&keymap::Row, Vec<Chord>)| {
            let rest = match row.action {
                Action::ChooseA => to_last(keymap::CHOOSE),
                Action::StrikeA => to_last(keymap::STRIKE),
                _ => None,
            };
            Some((row.action, format!("{}{}", chords.first()?, rest.unwrap_or_default()), row.hint?))
        };
        let rows = keymap.pressable(context).filter(|(row, _)| !leave_out.contains(&row.action));
        let mut footer = Self { hints: rows.filter_map(hint).collect() };
        while footer.width() > usize::from(width) {
            let Some(last) = footer.hints.iter().rposition(|(action, ..)| *action != Action::Help) else {
                break;
            };
            footer.hints.remove(last);
        }
        footer
    }

    fn width(&self) -> usize {
        self.hints.iter().map(Self::columns).sum()
    }

    fn columns((_, key, hint): &(Action, String, &'static str)) -> usize {
        key.width() + hint.width() + 3
    }

    /// Draws it.
    pub(super) fn render(&self, area: Rect, buffer: &mut Buffer, theme: &Theme) {
        let mut line = Line::default();
        for (_, key, hint) in &self.hints {
            line.spans.extend([
                Span::raw(" "),
                Span::styled(key.clone(), theme.key),
                Span::raw(format!(" {hint} ")),
            ]);
        }
        line.render(area, buffer);
    }

    /// Returns the action of the hint in a column.
    pub(super) fn action_at(&self, column: u16) -> Option<Action> {
        let mut end = 0;
        let hit = |hint: &&(Action, String, &'static str)| {
            end += Self::columns(hint);
            usize::from(column) < end
        };
        self.hints.iter().find(hit).map(|(action, ..)| *action)
    }
}

/// The most rows that a notice takes.
const NOTICE_ROWS: usize = 3;

/// Draws a notice; a long one grows upwards over the body, so that it can be read.
pub(super) fn notice(notice: &Notice, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let (mark, style) = match notice {
        Notice::Done(_) => ("·", theme.notice),
        Notice::Failed(_) => ("!", theme.wrong),
    };
    let (Notice::Done(text) | Notice::Failed(text)) = notice;
    let options = textwrap::Options::new(usize::from(area.width).saturating_sub(1).max(1))
        .initial_indent(" ")
        .subsequent_indent("   ");
    let text = crate::content::text::printable(text);
    let text = format!("{mark} {text}");
    let mut lines = textwrap::wrap(&text, options);
    if lines.len() > NOTICE_ROWS {
        lines.truncate(NOTICE_ROWS);
        if let Some(last) = lines.last_mut() {
            *last = format!("{}…", shorten(last, usize::from(area.width).saturating_sub(3))).into();
        }
    }
    let height = lines.len() as u16;
    let top = area.y.saturating_sub(height.saturating_sub(1));
    for (line, y) in lines.iter().zip(top..) {
        let row = Rect { y, height: 1, ..area }.intersection(buffer.area);
        Clear.render(row, buffer);
        Line::styled(line.to_string(), style).render(row, buffer);
    }
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
    let top = if lines.len() <= height { 0 } else { top.min(lines.len().saturating_sub(1)) };
    for (line, row) in lines.iter().skip(top).zip(area.rows()) {
        line.render(row, buffer);
    }
    more(top > 0, lines.len() > top + height, area, buffer, theme);
}

/// Draws the signs that there is more above or below, in the air to the right of the text where there is any.
pub(super) fn more(above: bool, below: bool, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let x = if area.right() < buffer.area.right() { area.right() } else { area.right().saturating_sub(1) };
    let edge = |y: u16| Rect { x, y, width: 1, height: 1 }.intersection(buffer.area);
    let (first, last) = (edge(area.y), edge(area.bottom().saturating_sub(1)));
    if above && area.height > 0 {
        Line::styled("▲", theme.key).render(first, buffer);
    }
    if below && area.height > 0 {
        Line::styled("▼", theme.key).render(last, buffer);
    }
}

/// Draws a box with a title; returns the room inside.
pub(super) fn panel(title: &str, area: Rect, buffer: &mut Buffer, theme: &Theme) -> Rect {
    let title =
        Line::styled(format!(" {} ", shorten(title, usize::from(area.width.saturating_sub(6)))), theme.title);
    let block = Block::bordered().border_type(BorderType::Rounded).border_style(theme.frame).title(title);
    let inner = block.inner(area);
    block.render(area, buffer);
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}

/// Two texts of a row: the first from the left, cut when it must be, the second at the right.
pub(super) fn spread(left: &str, right: &str, width: u16, theme: &Theme) -> Line<'static> {
    let room = usize::from(width).saturating_sub(right.width() + 2);
    let left = shorten(left, room);
    let gap = usize::from(width).saturating_sub(left.width() + right.width());
    Line::from(vec![Span::raw(left), Span::raw(" ".repeat(gap)), Span::styled(right.to_owned(), theme.muted)])
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

//! A list with one row chosen: how it moves, which part of it shows, how it is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Margin, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::frame;
use super::keymap::Action;
use super::page;
use super::theme::Theme;

/// Which row is chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Choice {
    /// The row, from 0.
    pub(super) at: usize,
}

impl Choice {
    /// Moves through `total` rows of which `height` show; whether it moved.
    pub(super) fn moved(&mut self, action: Action, total: usize, height: u16) -> bool {
        let page = usize::from(height).saturating_sub(1).max(1);
        let last = total.saturating_sub(1);
        let to = match action {
            Action::Up => self.at.saturating_sub(1),
            Action::Down => self.at + 1,
            Action::PageUp => self.at.saturating_sub(page),
            Action::PageDown => self.at + page,
            Action::First => 0,
            Action::Last => last,
            _ => return false,
        };
        let before = self.at;
        self.at = to.min(last);
        self.at != before
    }

    /// Stays within `total` rows.
    pub(super) fn keep_within(&mut self, total: usize) {
        self.at = self.at.min(total.saturating_sub(1));
    }

    /// The first row that shows, so that the chosen one is about in the middle.
    fn top(self, total: usize, height: u16) -> usize {
        let height = usize::from(height);
        self.at.saturating_sub(height / 2).min(total.saturating_sub(height))
    }

    /// Chooses the row that a position is on; whether there is one.
    pub(super) fn choose(&mut self, position: Position, area: Rect, total: usize) -> bool {
        let row = self.top(total, area.height) + usize::from(position.y.saturating_sub(area.y));
        let hit = area.contains(position) && row < total;
        if hit {
            self.at = row;
        }
        hit
    }

    /// Draws rows, the chosen one with its mark. Only rows that show are made.
    pub(super) fn render<'a>(
        self,
        total: usize,
        row: impl Fn(usize) -> Line<'a>,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
    ) {
        let top = self.top(total, area.height);
        for (n, line_area) in (top..total).zip(area.rows()) {
            let (mark, style) = if n == self.at { ("▸ ", theme.key) } else { ("  ", theme.muted) };
            let mut line = row(n);
            line.spans.insert(0, Span::styled(mark, style));
            if n == self.at {
                line = line.style(theme.title);
            }
            line.render(line_area, buffer);
        }
        frame::more(top > 0, total > top + usize::from(area.height), area, buffer, theme);
    }
}

/// Where a list stands, and what is said of the chosen row: beside the list on wide screens, below it on others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Panes {
    /// The rows.
    pub(super) list: Rect,
    /// A few words on the chosen row.
    foot: Rect,
    /// A look at what the chosen row opens.
    preview: Option<Rect>,
}

/// The width from which a list has a preview beside it.
const WITH_PREVIEW: u16 = 110;

/// The widest list beside a preview.
const WIDEST_LIST: u16 = 64;

impl Panes {
    /// Divides the body of a screen: `head` rows at the top are left free, `foot` rows at the bottom where there is no
    /// preview.
    pub(super) fn of(body: Rect, head: u16, foot: u16) -> Self {
        let air = u16::from(body.height > 12) + head;
        let body = Rect { y: body.y + air, height: body.height.saturating_sub(air), ..body };
        if body.width < WITH_PREVIEW {
            let rows = [Constraint::Min(1), Constraint::Length(foot)];
            let [list, foot] = frame::column(body).layout(&Layout::vertical(rows));
            return Self { list, foot, preview: None };
        }
        let body = body.inner(Margin::new(3, 0));
        let list = WIDEST_LIST.min(body.width * 2 / 5);
        let columns = [Constraint::Length(list), Constraint::Length(4), Constraint::Fill(1)];
        let [list, _, preview] = body.layout(&Layout::horizontal(columns));
        let preview = Rect { width: preview.width.min(page::MEASURE), ..preview };
        Self { list, foot: Rect::default(), preview: Some(preview) }
    }

    /// Draws a few words on the chosen row below the list, where there is no preview.
    pub(super) fn render_foot(&self, text: &str, buffer: &mut Buffer, theme: &Theme) {
        let lines = page::set(text, self.foot.width, theme);
        for (line, row) in lines.into_iter().zip(self.foot.rows()) {
            line.style(theme.muted).render(row, buffer);
        }
    }

    /// Draws the preview, with a line between it and the list.
    pub(super) fn render_preview(&self, text: &str, buffer: &mut Buffer, theme: &Theme) {
        let Some(area) = self.preview else { return };
        for y in area.y..area.bottom() {
            Line::styled("│", theme.frame).render(Rect { x: area.x - 3, y, width: 1, height: 1 }, buffer);
        }
        frame::scrolled(&page::set(text, area.width, theme), 0, area, buffer, theme);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_chosen_row_always_shows(at in 0_usize..300, total in 1_usize..300, height in 1_u16..60) {
            let choice = Choice { at: at.min(total - 1) };
            let top = choice.top(total, height);
            prop_assert!(top <= choice.at && choice.at < top + usize::from(height));
            prop_assert!(top + usize::from(height) <= total || top == 0, "no room is wasted");
        }

        #[test]
        fn a_click_chooses_the_row_under_it(at in 0_usize..300, total in 1_usize..300, y in 0_u16..20) {
            let area = Rect::new(0, 5, 10, 12);
            let mut choice = Choice { at: at.min(total - 1) };
            let top = choice.top(total, area.height);
            let hit = choice.choose(Position::new(3, y), area, total);
            let row = usize::from(y.saturating_sub(5)) + top;
            prop_assert_eq!(hit, (5..17).contains(&y) && row < total);
            if hit {
                prop_assert_eq!(choice.at, row);
            }
        }
    }

    #[test]
    fn moving_stops_at_the_ends() {
        let mut choice = Choice::default();
        assert!(!choice.moved(Action::Up, 3, 5));
        assert!(choice.moved(Action::Last, 3, 5) && choice.at == 2);
        assert!(!choice.moved(Action::Down, 3, 5) && choice.at == 2);
        assert!(choice.moved(Action::First, 3, 5) && choice.at == 0);
        assert!(!Choice::default().moved(Action::Last, 0, 5), "an empty list stays where it is");
    }
}

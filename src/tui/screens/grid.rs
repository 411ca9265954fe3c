//! All questions of a mock exam at a glance: answered, blank, marked; a jump to any by arrows or by its number.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::exam::{Event, Sheet, Tally};
use crate::study::{Sat, Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::theme::Theme;
use super::super::view::{Cx, Effect, View};
use super::sitting::{refused, sitting, title};
use super::{Screen, Submit};

/// Columns of a cell.
const CELL: u16 = 7;

/// The grid over a sitting.
#[derive(Debug)]
pub(in super::super) struct Grid {
    at: usize,
    /// The number typed so far.
    typed: String,
}

impl Grid {
    /// Opens at the question on the screen.
    pub(in super::super) fn over(study: &Study) -> Self {
        let at = study.sat().map_or(0, |sat| sat.sitting().current());
        Self { at, typed: String::new() }
    }

    /// Cells of a row: ten where there is room for them, so that the rows are the tens.
    fn per_row(width: u16) -> usize {
        match width / CELL {
            10.. => 10,
            5..=9 => 5,
            few => usize::from(few.max(1)),
        }
    }

    fn area(body: Rect) -> Rect {
        let head = if body.height > 12 { 3 } else { 1 };
        frame::column(Rect { y: body.y + head, height: body.height.saturating_sub(head), ..body })
    }

    /// The first row that shows, so that the chosen cell's does.
    fn top(&self, rows: usize, per_row: usize, height: u16) -> usize {
        let (row, height) = (self.at / per_row, usize::from(height));
        row.saturating_sub(height / 2).min(rows.saturating_sub(height))
    }

    fn cell(&self, n: usize, sheet: &Sheet, is_shown: bool, theme: &Theme) -> Vec<Span<'static>> {
        let answer = match (sheet.is_blank(), sheet.is_complete()) {
            (true, _) => '○',
            (_, true) => '●',
            _ => '◐',
        };
        let mark = if sheet.marked { 'm' } else { ' ' };
        let open = match (n == self.at, is_shown) {
            (true, _) => "▸",
            (false, true) => "[",
            (false, false) => " ",
        };
        let close = if is_shown { "]" } else { " " };
        let style = match (n == self.at, sheet.is_blank()) {
            (true, _) => theme.chosen,
            (false, true) => theme.muted,
            (false, false) => theme.title,
        };
        vec![
            Span::styled(format!("{open}{:>2}{answer}{mark}{close}", n + 1), style),
            Span::raw(" ".repeat(usize::from(CELL) - 6)),
        ]
    }

    /// Takes a digit of a number: it leads to that question as far as there is one.
    fn digit(&mut self, digit: char, total: usize) {
        let longer = format!("{}{digit}", self.typed);
        let fits = |typed: &str| typed.parse::<usize>().is_ok_and(|number| (1..=total).contains(&number));
        self.typed = if fits(&longer) { longer } else { digit.to_string() };
        if fits(&self.typed) {
            self.at = self.typed.parse::<usize>().map_or(self.at, |number| number - 1);
        } else {
            self.typed.clear();
        }
    }
}

/// What the paper holds, in a line.
pub(super) fn tally_line(tally: Tally, is_narrow: bool) -> String {
    let Tally { answered, incomplete, blank, marked } = tally;
    if is_narrow {
        return format!("● {answered}  ◐ {incomplete}  ○ {blank}  m {marked}");
    }
    format!("● {answered} answered   ◐ {incomplete} incomplete   ○ {blank} blank   m {marked} marked")
}

impl View for Grid {
    fn context(&self) -> Context {
        Context::Grid
    }

    fn write(&mut self, key: KeyEvent, cx: &Cx<'_>) -> bool {
        let total = sitting(cx).map_or(0, |sitting| sitting.sheets().len());
        match key.code {
            KeyCode::Char(digit) if digit.is_ascii_digit() => self.digit(digit, total),
            _ => return false,
        }
        true
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        let Some(sitting) = sitting(cx) else { return Effect::Pop };
        let last = sitting.sheets().len().saturating_sub(1);
        let per_row = Self::per_row(Self::area(cx.body).width);
        let to = match action {
            Action::Back => return Effect::Pop,
            Action::Open if self.at == sitting.current() => return Effect::Pop,
            Action::Open => {
                return refused(&Event::Move { to: self.at as u16 }, cx).unwrap_or(Effect::Act);
            }
            Action::Submit => {
                return Effect::Pop.then(Effect::open(|study| Ok(Screen::from(Submit::over(study)))));
            }
            Action::Next => self.at + 1,
            Action::Previous => self.at.saturating_sub(1),
            Action::Down => self.at + per_row,
            Action::Up => self.at.checked_sub(per_row).unwrap_or(self.at),
            Action::First => 0,
            Action::Last => last,
            _ => return Effect::None,
        };
        self.typed.clear();
        let before = std::mem::replace(&mut self.at, to.min(last));
        Effect::changed(before != self.at)
    }

    fn act(&mut self, _: Action, study: &mut Study) -> Result<Effect, StudyError> {
        let happened = study.exam_event(Event::Move { to: self.at as u16 })?;
        Ok(Effect::Pop.then(Effect::Happened(happened)))
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let (sitting, area) = (sitting(cx)?, Self::area(cx.body));
        if !area.contains(position) {
            return None;
        }
        let (total, per_row) = (sitting.sheets().len(), Self::per_row(area.width));
        let row = self.top(total.div_ceil(per_row), per_row, area.height) + usize::from(position.y - area.y);
        let column = usize::from((position.x - area.x) / CELL);
        let n = row * per_row + column;
        (column < per_row && n < total).then(|| {
            self.at = n;
            Action::Open
        })
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let Some(sat) = cx.study.sat() else { return };
        let (sitting, theme) = (Sat::sitting(sat), cx.theme);
        title("Grid", parts, buffer, cx);
        let column = frame::column(parts.body);
        let air = u16::from(parts.body.height > 12);
        let head = Rect { y: column.y + air, height: 1, ..column }.intersection(parts.body);
        let legend = tally_line(sitting.tally(), head.width < 60);
        Line::styled(frame::shorten(&legend, head.width.into()), theme.muted).render(head, buffer);
        let area = Self::area(parts.body);
        let per_row = Self::per_row(area.width);
        let rows = sitting.sheets().len().div_ceil(per_row);
        let top = self.top(rows, per_row, area.height);
        for (row, line) in (top..rows).zip(area.rows()) {
            let cells = (row * per_row..sitting.sheets().len()).take(per_row);
            let cells = cells.flat_map(|n| self.cell(n, &sitting.sheets()[n], n == sitting.current(), theme));
            cells.collect::<Line>().render(line, buffer);
        }
        frame::more(top > 0, rows > top + usize::from(area.height), area, buffer, theme);
    }
}

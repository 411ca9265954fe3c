//! Small Markdown set as lines of a given width: words wrap, tables and code keep their shape.

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::content::markup::{self, Block, Run};

use super::theme::Theme;

/// The widest measure that reads well.
pub(super) const MEASURE: u16 = 84;

/// Spaces between the columns of a table.
const GAP: usize = 2;

/// The sign that a line of code goes on from the one above.
const CONTINUED: &str = "↳ ";

/// The narrowest a column may become.
const NARROWEST: usize = 6;

/// Sets a text for `width` columns.
pub(super) fn set(text: &str, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    // Content is checked before it gets here; what is not Markdown after all is shown as it is.
    let as_is = |text: &str| vec![Block::Code(text.lines().map(str::to_owned).collect())];
    let blocks = markup::parse(text).unwrap_or_else(|_| as_is(text));
    let width = usize::from(width.max(1));
    let mut lines = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        let is_list = matches!(block, Block::Point { .. });
        if n > 0 && !(is_list && matches!(blocks[n - 1], Block::Point { .. })) {
            lines.push(Line::default());
        }
        match block {
            Block::Paragraph(runs) => lines.extend(flow(runs, width, theme)),
            Block::Point { marker, depth, runs } => lines.extend(point(marker, *depth, runs, width, theme)),
            Block::Table { head, rows } => lines.extend(table(head, rows, width, theme)),
            Block::Code(code) => lines.extend(code.iter().flat_map(|line| code_lines(line, width, theme))),
        }
    }
    lines
}

fn style_of(run: &Run, theme: &Theme) -> Style {
    match (run.strong, run.code) {
        (true, true) => theme.code.patch(theme.strong),
        (true, false) => theme.strong,
        (false, true) => theme.code,
        (false, false) => Style::new(),
    }
}

/// A word that wraps as a whole: its pieces in their styles, and whether a space follows.
#[derive(Debug, Clone, Default)]
struct Word {
    pieces: Vec<Span<'static>>,
    columns: usize,
    space: bool,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        self.columns as f64
    }

    fn whitespace_width(&self) -> f64 {
        f64::from(u8::from(self.space))
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Splits runs into words no wider than `width`.
fn words(runs: &[Run], width: usize, theme: &Theme) -> Vec<Word> {
    let mut words = vec![Word::default()];
    for run in runs {
        let style = style_of(run, theme);
        let mut piece = String::new();
        for c in run.text.chars() {
            let columns = c.width().unwrap_or(0);
            let word = last(&mut words);
            let is_space = c == ' ';
            if is_space || word.columns + columns > width {
                push_piece(word, &mut piece, style);
                word.space |= is_space;
                words.push(Word::default());
            }
            if !is_space {
                piece.push(c);
                last(&mut words).columns += columns;
            }
        }
        push_piece(last(&mut words), &mut piece, style);
    }
    // Several spaces in a row (a value and its history) stay as one word's width of nothing.
    words.retain(|word| word.columns > 0 || word.space);
    words
}

fn last(words: &mut [Word]) -> &mut Word {
    words.last_mut().expect("a list of words begins with one and only grows")
}

fn push_piece(word: &mut Word, piece: &mut String, style: Style) {
    if !piece.is_empty() {
        word.pieces.push(Span::styled(std::mem::take(piece), style));
    }
}

fn flow(runs: &[Run], width: usize, theme: &Theme) -> Vec<Line<'static>> {
    let words = words(runs, width, theme);
    wrap_first_fit(&words, &[width as f64]).into_iter().map(line_of).collect()
}

fn line_of(words: &[Word]) -> Line<'static> {
    let mut spans: Vec<Span<'static>> = Vec::new();
    for (n, word) in words.iter().enumerate() {
        spans.extend(word.pieces.iter().cloned());
        if word.space && n + 1 < words.len() {
            // A space inside one style keeps it, so that a phrase in strong is not broken into words.
            let next = words[n + 1].pieces.first().map(|span| span.style);
            let own = spans.last().map(|span| span.style).filter(|style| Some(*style) == next);
            spans.push(Span::styled(" ", own.unwrap_or_default()));
        }
    }
    Line::from(spans)
}

fn point(marker: &str, depth: usize, runs: &[Run], width: usize, theme: &Theme) -> Vec<Line<'static>> {
    let indent = 2 * depth;
    let lead = marker.width() + 1;
    let inner = width.saturating_sub(indent + lead).max(1);
    let mut lines = flow(runs, inner, theme);
    for (n, line) in lines.iter_mut().enumerate() {
        let before =
            if n == 0 { format!("{}{marker} ", " ".repeat(indent)) } else { " ".repeat(indent + lead) };
        line.spans.insert(0, Span::styled(before, theme.muted));
    }
    lines
}

fn code_lines(line: &str, width: usize, theme: &Theme) -> Vec<Line<'static>> {
    let inner = width.saturating_sub(2).max(1);
    let indent = line.chars().take_while(|c| *c == ' ').count();
    // A line that goes on below itself says so, a little further in than it began.
    let continued = format!("{}{CONTINUED}", " ".repeat(indent.min(inner / 3)));
    let mut lines = vec![String::from("  ")];
    let mut columns = 0;
    for c in line.chars() {
        let wide = c.width().unwrap_or(0);
        if columns + wide > inner && columns > continued.width() {
            lines.push(format!("  {continued}"));
            columns = continued.width();
        }
        columns += wide;
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
    }
    lines.into_iter().map(|line| Line::styled(line, theme.code)).collect()
}

fn table(head: &[Vec<Run>], rows: &[Vec<Vec<Run>>], width: usize, theme: &Theme) -> Vec<Line<'static>> {
    let cell_width = |cell: &[Run]| cell.iter().map(|run| run.text.width()).sum::<usize>();
    let mut columns: Vec<usize> = head.iter().map(|cell| cell_width(cell)).collect();
    for row in rows {
        for (column, cell) in columns.iter_mut().zip(row) {
            *column = (*column).max(cell_width(cell));
        }
    }
    let gaps = GAP * columns.len().saturating_sub(1);
    // First as far as no word is broken; only then further.
    let longest = |n: usize| {
        let cells = rows.iter().filter_map(|row| row.get(n)).chain(head.get(n));
        cells.map(|cell| longest_word(cell)).max().unwrap_or(0)
    };
    let words: Vec<usize> = (0..columns.len()).map(longest).collect();
    for least in [words, vec![NARROWEST; columns.len()]] {
        while columns.iter().sum::<usize>() + gaps > width {
            let wide =
                columns.iter_mut().zip(&least).filter(|(column, least)| **column > (**least).max(NARROWEST));
            let Some((widest, _)) = wide.max() else { break };
            *widest -= 1;
        }
    }
    let mut lines = table_row(head, &columns, theme);
    for line in &mut lines {
        *line = std::mem::take(line).patch_style(Style::new().add_modifier(Modifier::BOLD));
    }
    let rule: Vec<String> = columns.iter().map(|&column| "─".repeat(column)).collect();
    lines.push(Line::styled(rule.join(&" ".repeat(GAP)), theme.muted));
    for row in rows {
        lines.extend(table_row(row, &columns, theme));
    }
    lines
}

/// The columns of the longest word of a cell.
fn longest_word(cell: &[Run]) -> usize {
    let text: String = cell.iter().map(|run| run.text.as_str()).collect();
    text.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// One row, as high as its highest cell.
fn table_row(cells: &[Vec<Run>], columns: &[usize], theme: &Theme) -> Vec<Line<'static>> {
    let set: Vec<Vec<Line<'static>>> =
        cells.iter().zip(columns).map(|(cell, &column)| flow(cell, column.max(1), theme)).collect();
    let height = set.iter().map(Vec::len).max().unwrap_or(1);
    (0..height)
        .map(|n| {
            let mut line = Line::default();
            for (at, (cell, &column)) in set.iter().zip(columns).enumerate() {
                let part = cell.get(n).cloned().unwrap_or_default();
                let pad = column.saturating_sub(part.width()) + if at + 1 < columns.len() { GAP } else { 0 };
                line.spans.extend(part.spans);
                line.spans.push(Span::raw(" ".repeat(pad)));
            }
            line
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(text: &str, width: u16) -> Vec<String> {
        set(text, width, &Theme::plain()).iter().map(|line| line.to_string().trim_end().to_owned()).collect()
    }

    #[test]
    fn words_wrap_and_styles_do_not_break_them() {
        assert_eq!(plain("one **two**three `four` five", 10), ["one", "twothree", "four five"]);
        assert_eq!(plain("abcdefghij klm", 4), ["abcd", "efgh", "ij", "klm"]);
        assert_eq!(plain("日本語 テスト", 6), ["日本語", "テスト"], "wide characters count twice");
    }

    #[test]
    fn a_value_keeps_the_distance_to_its_history() {
        assert_eq!(
            plain("**10,240 MB**   (512 MB until March 2022)", 60),
            ["10,240 MB   (512 MB until March 2022)"]
        );
    }

    #[test]
    fn lists_hang_and_tables_shrink_to_fit() {
        assert_eq!(plain("- one two three\n  - four", 9), ["• one two", "  three", "  • four"]);
        let table = "| Way | Who retries |\n|---|---|\n| async | Lambda itself, twice |";
        assert_eq!(
            plain(table, 40),
            ["Way    Who retries", "─────  ────────────────────", "async  Lambda itself, twice"]
        );
        assert_eq!(
            plain(table, 20),
            ["Way    Who retries", "─────  ─────────────", "async  Lambda", "       itself, twice"]
        );
    }

    #[test]
    fn code_keeps_its_spaces() {
        assert_eq!(plain("```\na  b\n  c\n```", 40), ["  a  b", "    c"]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(
            text in "([a-z日é]{1,12}|\\*\\*[a-z ]{1,9}\\*\\*|`[a-z]{1,20}`|- [a-z]{1,9}|[ \n]){0,40}",
            width in 12_u16..90,
        ) {
            for line in set(&text, width, &Theme::plain()) {
                prop_assert!(line.width() <= usize::from(width), "{line:?}");
            }
        }
    }
}

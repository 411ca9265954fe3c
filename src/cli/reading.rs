//! Small Markdown as lines, for output without cursor movement: to be read aloud, or to be looked at.

use std::io::Write;

use textwrap::core::display_width;

use crate::content::markup::{self, Block, Run};

use super::paper::{Paper, widest};
use super::{Failure, Outcome};

/// The blank columns between two columns of a table.
const GAP: usize = 2;

/// Writes a text as plain lines.
pub(super) fn print(text: &str, out: &mut impl Write) -> Outcome {
    for line in lines(text) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Writes a line that an answer is waited for after: it is seen at once.
pub(super) fn say(line: &str, out: &mut impl Write) -> Outcome {
    writeln!(out, "{line}")?;
    out.flush().map_err(Failure::from)
}

/// Sets a text as plain lines. A table becomes its rows, each cell with its heading, as it would be read aloud.
pub(super) fn lines(text: &str) -> Vec<String> {
    set(text, Paper::default(), |head, rows, _| spoken(head, rows, Paper::default()))
}

/// Sets a text as lines to be looked at: tables stand in columns where those fit, and styles show where the paper shows them.
pub(super) fn page(text: &str, paper: Paper) -> Vec<String> {
    set(text, paper, |head, rows, paper| {
        columns(head, rows, paper).unwrap_or_else(|| spoken(head, rows, paper))
    })
}

type Cells = Vec<Vec<Run>>;

fn set(text: &str, paper: Paper, table: impl Fn(&Cells, &[Cells], Paper) -> Vec<String>) -> Vec<String> {
    let blocks =
        markup::parse(text).unwrap_or_else(|_| vec![Block::Code(text.lines().map(str::to_owned).collect())]);
    let mut lines = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        let is_point = matches!(block, Block::Point { .. });
        if n > 0 && !(is_point && matches!(blocks[n - 1], Block::Point { .. })) {
            lines.push(String::new());
        }
        match block {
            Block::Paragraph(runs) => lines.extend(wrap(&paper.runs(runs), "", "", paper.text_width())),
            Block::Point { marker, depth, runs } => {
                let lead = format!("{}{marker} ", "  ".repeat(*depth));
                let hang = " ".repeat(lead.chars().count());
                lines.extend(wrap(&paper.runs(runs), &lead, &hang, paper.text_width()));
            }
            Block::Table { head, rows } => lines.extend(table(head, rows, paper)),
            Block::Code(code) => lines.extend(code.iter().map(|line| format!("    {line}"))),
        }
    }
    lines
}

/// A table as its rows, each cell with its heading.
fn spoken(head: &Cells, rows: &[Cells], paper: Paper) -> Vec<String> {
    let row = |row: &Cells| {
        let cells = head.iter().zip(row);
        let cells = cells.map(|(head, cell)| format!("{}: {}", paper.runs(head), paper.runs(cell)));
        wrap(&cells.collect::<Vec<_>>().join("; "), "", "  ", paper.text_width())
    };
    rows.iter().flat_map(row).collect()
}

/// A table in columns below their headings; `None` when they do not fit.
fn columns(head: &Cells, rows: &[Cells], paper: Paper) -> Option<Vec<String>> {
    let width = |column: usize| {
        let cells = std::iter::once(head).chain(rows).filter_map(|row| row.get(column));
        cells.map(|cell| display_width(&flat(cell))).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    if widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1) > paper.text_width() {
        return None;
    }
    let line = |cells: Vec<String>| {
        let pad = |(cell, &width): (String, &usize)| {
            let blank = width.saturating_sub(display_width(&cell)) + GAP;
            cell + &" ".repeat(blank)
        };
        cells.into_iter().zip(&widths).map(pad).collect::<String>().trim_end().to_owned()
    };
    let heading = line(head.iter().map(|cell| paper.strong(&flat(cell))).collect());
    let rule = line(widths.iter().map(|&width| "─".repeat(width)).collect());
    let rows = rows.iter().map(|row| line(row.iter().map(|cell| paper.runs(cell)).collect()));
    Some([heading, rule].into_iter().chain(rows).collect())
}

/// Names with their values beside them, both flowing on in their own column.
pub(super) fn pairs(pairs: &[(String, String)], paper: Paper) -> Vec<String> {
    let room = paper.text_width();
    let left = widest(pairs.iter().map(|(name, _)| name.as_str())).min(room / 2);
    let mut lines = Vec::new();
    for (name, value) in pairs {
        let names = wrap(name, "", "", left);
        let values = wrap(value, "", "", room.saturating_sub(left + GAP));
        for n in 0..names.len().max(values.len()) {
            let (name, value) =
                (names.get(n).map_or("", String::as_str), values.get(n).map_or("", String::as_str));
            let blank = " ".repeat(left.saturating_sub(display_width(name)) + GAP);
            lines.push(format!("{name}{blank}{value}").trim_end().to_owned());
        }
    }
    lines
}

fn flat(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

fn wrap(text: &str, lead: &str, hang: &str, width: usize) -> Vec<String> {
    let options = textwrap::Options::new(width).initial_indent(lead).subsequent_indent(hang);
    // Names such as `--no-sign-request` stay whole.
    let options = options.word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str =
        "Before\n\n| Way | Code |\n|---|---|\n| sync | `200` |\n\n- one\n- **two**\n\n```\n  x\n```";

    #[test]
    fn read_aloud_a_table_is_its_rows() {
        assert_eq!(lines(TEXT), ["Before", "", "Way: sync; Code: 200", "", "• one", "• two", "", "      x"]);
    }

    #[test]
    fn looked_at_a_table_stands_in_columns() {
        let expected =
            ["Before", "", "Way   Code", "────  ────", "sync  200", "", "• one", "• two", "", "      x"];
        assert_eq!(page(TEXT, Paper::default()), expected);
    }

    #[test]
    fn a_table_that_is_too_wide_for_columns_is_read_row_by_row() {
        let table = |long: usize| format!("| a | b |\n|---|---|\n| {} | yes |", "x".repeat(long));
        assert_eq!(page(&table(73), Paper::default())[1], format!("{}  ───", "─".repeat(73)));
        assert_eq!(page(&table(74), Paper::default()), lines(&table(74)));
    }

    #[test]
    fn long_names_and_values_flow_on_in_their_own_column() {
        let room = Paper::default().text_width();
        let value = "a few words that go on ".repeat(4);
        let told = pairs(&[("n ".repeat(30), value), ("short".to_owned(), "1".to_owned())], Paper::default());
        assert_eq!(told.len(), 4, "{told:#?}");
        assert!(
            told[1].starts_with("n n n") && told[2].starts_with(&" ".repeat(room / 2 + GAP)),
            "{told:#?}"
        );
        assert_eq!(told[3], format!("short{}1", " ".repeat(room / 2 + GAP - "short".len())), "{told:#?}");
    }

    proptest! {
        #[test]
        fn prose_stays_within_the_width(words in "(- )?([a-z-]{1,12} ){1,60}") {
            for line in page(&words, Paper::default()) {
                prop_assert!(display_width(&line) <= Paper::default().text_width(), "{line}");
            }
        }
    }
}

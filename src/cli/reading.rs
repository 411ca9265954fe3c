//! Small Markdown as plain lines, for output without cursor movement.

use crate::content::markup::{self, Block, Run};

/// The width of plain text.
const WIDTH: usize = 78;

/// Sets a text as plain lines.
pub(super) fn lines(text: &str) -> Vec<String> {
    let blocks =
        markup::parse(text).unwrap_or_else(|_| vec![Block::Code(text.lines().map(str::to_owned).collect())]);
    let mut lines = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        let is_point = matches!(block, Block::Point { .. });
        if n > 0 && !(is_point && matches!(blocks[n - 1], Block::Point { .. })) {
            lines.push(String::new());
        }
        match block {
            Block::Paragraph(runs) => lines.extend(wrap(&flat(runs), "", "")),
            Block::Point { marker, depth, runs } => {
                let lead = format!("{}{marker} ", "  ".repeat(*depth));
                let hang = " ".repeat(lead.chars().count());
                lines.extend(wrap(&flat(runs), &lead, &hang));
            }
            // A table read aloud is its rows, each cell with its heading.
            Block::Table { head, rows } => {
                for row in rows {
                    let cells =
                        head.iter().zip(row).map(|(head, cell)| format!("{}: {}", flat(head), flat(cell)));
                    lines.extend(wrap(&cells.collect::<Vec<_>>().join("; "), "", "  "));
                }
            }
            Block::Code(code) => lines.extend(code.iter().map(|line| format!("    {line}"))),
        }
    }
    lines
}

fn flat(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

fn wrap(text: &str, lead: &str, hang: &str) -> Vec<String> {
    let options = textwrap::Options::new(WIDTH).initial_indent(lead).subsequent_indent(hang);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_row_by_row() {
        let text =
            "Before\n\n| Way | Code |\n|---|---|\n| sync | `200` |\n\n- one\n- **two**\n\n```\n  x\n```";
        assert_eq!(lines(text), ["Before", "", "Way: sync; Code: 200", "", "• one", "• two", "", "      x"]);
    }
}

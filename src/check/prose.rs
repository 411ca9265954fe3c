//! Texts as words: what the rules count and compare.

use crate::content::markup::{self, Block, Run};

/// Returns the words of a text as they are read, code and tables included, fenced code left out.
pub(super) fn read_words(text: &str) -> usize {
    flowing(text, true).split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Returns the words of the prose of a text in lower case: without code, fenced or not.
pub(super) fn words(text: &str) -> Vec<String> {
    flowing(text, false)
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The running text, block by block.
fn flowing(text: &str, with_code: bool) -> String {
    let flat = |runs: &[Run]| {
        let kept = |run: &Run| if run.code && !with_code { " ".to_owned() } else { run.text.clone() };
        runs.iter().map(kept).collect::<String>() + " "
    };
    let block = |block: &Block| match block {
        Block::Paragraph(runs) | Block::Point { runs, .. } => flat(runs),
        Block::Table { head, rows } => {
            head.iter().chain(rows.iter().flatten()).map(|cell| flat(cell)).collect()
        }
        Block::Code(_) => String::new(),
    };
    markup::parse(text).unwrap_or_default().iter().map(block).collect()
}

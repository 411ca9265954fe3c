//! Texts as words and sentences: what the rules count and compare.

use std::collections::BTreeSet;

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

/// Returns a text as it is read, in one line and without marks of style.
pub(super) fn shown(text: &str) -> String {
    let plain = text.replace("**", "").replace('`', "");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words that carry no meaning of their own.
const SMALL: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "each", "for", "from", "how", "in", "into", "is", "it",
    "its", "no", "not", "of", "on", "one", "or", "per", "than", "that", "the", "their", "this", "to", "what",
    "when", "which", "with",
];

/// Returns the words of `text` that carry meaning, each once, in lower case and the singular. `VisibilityTimeout` is two.
pub(super) fn meant(text: &str) -> BTreeSet<String> {
    let mut spaced = String::new();
    let mut is_low = false;
    for c in text.chars() {
        if is_low && c.is_uppercase() {
            spaced.push(' ');
        }
        is_low = c.is_lowercase();
        spaced.push(c);
    }
    let words = spaced.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1);
    let words = words.filter(|word| word.starts_with(char::is_alphabetic)).map(str::to_lowercase);
    words.filter(|word| !SMALL.contains(&word.as_str())).map(|word| stem(&word)).collect()
}

/// Returns a word in lower case and the singular, as far as its ending tells.
pub(super) fn stem(word: &str) -> String {
    let word = word.to_lowercase();
    let is_long = word.chars().count() > 3;
    if let Some(body) = word.strip_suffix("ies").filter(|_| is_long) {
        return format!("{body}y");
    }
    for ending in ["sses", "xes", "ches"] {
        if let Some(body) = word.strip_suffix("es").filter(|_| word.ends_with(ending)) {
            return body.to_owned();
        }
    }
    let is_plural = is_long && !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending));
    word.strip_suffix('s').filter(|_| is_plural).unwrap_or(&word).to_owned()
}

/// Words by which a sentence looks back.
pub(super) const LOOKS_BACK: &[&str] = &[
    "before",
    "earlier",
    "formerly",
    "had",
    "history",
    "longer",
    "old",
    "older",
    "once",
    "previously",
    "raised",
    "since",
    "then",
    "until",
    "used",
    "was",
    "were",
];

/// A sentence, or a cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Its text. Code that holds a number is left out: it is an example, not a statement.
    pub text: String,
    /// What it is about besides: for a cell, the heading of its column and the first cell of its row; for a point, the
    /// sentence that introduces the list.
    pub about: String,
}

/// Splits a text into sentences; fenced code is left out.
pub(super) fn sentences(text: &str) -> Vec<Sentence> {
    let flat = |runs: &[Run]| -> String {
        let is_kept = |run: &&Run| !(run.code && run.text.contains(|c: char| c.is_ascii_digit()));
        runs.iter().map(|run| if is_kept(&run) { run.text.as_str() } else { "`" }).collect()
    };
    let mut all: Vec<Sentence> = Vec::new();
    let mut lead = String::new();
    for block in markup::parse(text).unwrap_or_default() {
        match block {
            Block::Paragraph(runs) => {
                let parts = split(&flat(&runs));
                lead = parts.last().filter(|last| last.ends_with(':')).cloned().unwrap_or_default();
                all.extend(parts.into_iter().map(|text| Sentence { text, about: String::new() }));
            }
            Block::Point { runs, .. } => {
                let parts = split(&flat(&runs));
                all.extend(parts.into_iter().map(|text| Sentence { text, about: lead.clone() }));
            }
            Block::Table { head, rows } => {
                for row in rows {
                    let first = row.first().map(|cell| flat(cell)).unwrap_or_default();
                    for (heading, cell) in head.iter().zip(&row) {
                        all.push(Sentence { text: flat(cell), about: format!("{first} {}", flat(heading)) });
                    }
                }
            }
            Block::Code(_) => {}
        }
    }
    all
}

/// Whether `name`, such as that of a service, stands in a text as whole words.
pub(super) fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (text.split_at(at).0, text.split_at(at + name.len()).1);
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    })
}

/// Splits running text after the marks that end a statement.
fn split(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_end =
            matches!(c, '.' | '!' | '?' | ';') && chars.peek().is_some_and(|next| next.is_whitespace());
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
        if is_end {
            parts.push(String::new());
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_in_the_singular() {
        for (word, singular) in [
            ("Queues", "queue"),
            ("policies", "policy"),
            ("patches", "patch"),
            ("address", "address"),
            ("addresses", "address"),
            ("status", "status"),
            ("bus", "bus"),
        ] {
            assert_eq!(stem(word), singular);
        }
        let words = meant("The `VisibilityTimeout` of an SQS queue is 30 s");
        assert_eq!(words.into_iter().collect::<Vec<_>>(), ["queue", "sqs", "timeout", "visibility"]);
    }

    #[test]
    fn sentences_and_cells_stand_alone() {
        let text = "It waits 0.5 s. Then `sleep 9` ends; or\nnot!\n\n| Kind | Limit |\n|---|---|\n| small | 4 KB |\n```\n5 s. 6 s.\n```";
        let found: Vec<_> = sentences(text).into_iter().map(|s| (s.text, s.about)).collect();
        let plain = |text: &str, about: &str| (text.to_owned(), about.to_owned());
        assert_eq!(
            found,
            [
                plain("It waits 0.5 s.", ""),
                plain("Then ` ends;", ""),
                plain("or not!", ""),
                plain("small", "small Kind"),
                plain("4 KB", "small Limit"),
            ]
        );
        let points: Vec<_> =
            sentences("A list. Limits:\n\n- one\n- two\n\nEnd.").into_iter().map(|s| s.about).collect();
        assert_eq!(points, ["", "", "Limits:", "Limits:", ""]);
    }
}

//! Rules for topics: length and width.

use unicode_width::UnicodeWidthStr;

use crate::content::Content;

use super::Findings;
use super::prose::read_words;

/// Words of prose in a topic.
const WORDS: std::ops::RangeInclusive<usize> = 60..=220;

/// Columns of a line of code, and of a row of a table.
const CODE: usize = 72;
const TABLE: usize = 76;

pub(super) fn check(content: &Content, findings: &mut Findings<'_>) {
    for topic in &content.topics {
        let words = read_words(&topic.body);
        if !WORDS.contains(&words) {
            findings.report("T01", &topic.id, format!("the topic has {words} words"));
        }
        widths(&topic.id, &topic.body, findings);
    }
}

/// Reports lines that do not fit a terminal of 80 columns.
fn widths(id: &str, text: &str, findings: &mut Findings<'_>) {
    let mut in_code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
            continue;
        }
        let limit = if in_code { CODE } else { TABLE };
        let is_kept = in_code || line.trim_start().starts_with('|');
        if is_kept && line.width() > limit {
            findings.report("T02", id, format!("a line is {} columns wide: {line}", line.width()));
        }
    }
}

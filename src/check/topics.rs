//! Rules for topics: length and width.

use unicode_width::UnicodeWidthStr;

use crate::content::Content;

use super::Findings;
use super::prose::read_words;
use super::thresholds::{CODE_COLUMNS, TABLE_COLUMNS, TOPIC_WORDS};

pub(super) fn check(content: &Content, findings: &mut Findings<'_>) {
    for topic in &content.topics {
        let words = read_words(&topic.body);
        if !TOPIC_WORDS.contains(&words) {
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
        let limit = if in_code { CODE_COLUMNS } else { TABLE_COLUMNS };
        let is_kept = in_code || line.trim_start().starts_with('|');
        if is_kept && line.width() > limit {
            findings.report("T02", id, format!("a line is {} columns wide: {line}", line.width()));
        }
    }
}

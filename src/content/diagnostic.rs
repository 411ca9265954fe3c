//! A problem found in a content file: where it is, what is wrong, and what would be right.

use std::fmt;
use std::ops::Range;

use super::text;

/// One problem in one file. Prints as `path:line:column: message, hint`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file, as it was named to the reader.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What would be right; empty when the message says it already.
    pub hint: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, column, message, hint } = self;
        let path = text::printable(path);
        write!(f, "{path}:{line}:{column}: {}", text::printable(message))?;
        if hint.is_empty() { Ok(()) } else { write!(f, ", {}", text::printable(hint)) }
    }
}

/// A file of content: its name for messages, and its text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path as it is shown in messages.
    pub path: String,
    /// The whole text.
    pub text: String,
}

impl SourceFile {
    /// Builds the diagnostic for the bytes `span` of this file.
    pub fn diagnostic(
        &self,
        span: &Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Diagnostic {
        let (line, column) = position(&self.text, span.start);
        Diagnostic { path: self.path.clone(), line, column, message: message.into(), hint: hint.into() }
    }
}

/// Line and column (both from 1, columns in characters) of a byte offset.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    let line_start = before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
    let line = 1 + String::from_utf8_lossy(before).matches('\n').count();
    // Continuation bytes of UTF-8 are not characters of their own.
    let column = before.iter().skip(line_start).filter(|&&b| b & 0xC0 != 0x80).count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_not_bytes() {
        let text = "ab\n\u{e9}x\n";
        assert_eq!(position(text, 0), (1, 1));
        assert_eq!(position(text, 1), (1, 2));
        assert_eq!(position(text, 3), (2, 1));
        assert_eq!(position(text, 5), (2, 2), "the accented letter is one column");
        assert_eq!(position(text, 7), (3, 1));
        assert_eq!(position(text, 99), (3, 1), "an offset past the end is the end");
    }

    #[test]
    fn a_diagnostic_cannot_write_to_the_terminal() {
        let file = SourceFile { path: "a\u{1b}[2J.toml".into(), text: String::new() };
        let shown = file.diagnostic(&(0..0), "bad \u{202e} text", "").to_string();
        assert_eq!(shown, "a\\u{1b}[2J.toml:1:1: bad \\u{202e} text");
    }
}

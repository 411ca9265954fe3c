//! What characters content may hold, so that no file can write to a learner's terminal.

use std::borrow::Cow;

/// Returns the first character that content must not hold, with its byte offset.
///
/// Forbidden are control characters (escape sequences begin with one) other than line feed, and the characters that
/// change the direction of text or have no width, which can make a line show something else than it says.
pub fn forbidden(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|&(_, c)| is_forbidden(c))
}

fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c,
            '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
        || matches!(c, '\u{E0000}'..='\u{E007F}')
}

/// Returns `text` with forbidden characters escaped, for messages that quote a file.
pub fn printable(text: &str) -> Cow<'_, str> {
    if forbidden(text).is_none() && !text.contains('\n') {
        return Cow::Borrowed(text);
    }
    let escape = |c: char| {
        if is_forbidden(c) || c == '\n' { c.escape_default().to_string() } else { c.to_string() }
    };
    Cow::Owned(text.chars().map(escape).collect())
}

/// Returns a text that a person typed, without anything that would be taken for Markdown.
pub fn plain(text: &str) -> String {
    printable(text).replace(['`', '*', '|'], "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_direction_marks_are_found() {
        for (text, at) in [
            ("plain \u{2013} text\nwith lines", None),
            ("a\u{1b}[31m", Some(1)),
            ("\u{9b}31m", Some(0)),
            ("tab\there", Some(3)),
            ("x\u{202e}y", Some(1)),
            ("x\u{2066}y", Some(1)),
            ("bell\u{7}", Some(4)),
            ("del\u{7f}", Some(3)),
        ] {
            assert_eq!(forbidden(text).map(|(at, _)| at), at, "{text:?}");
        }
    }
}

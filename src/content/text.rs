//! The texts of content, and what characters they may hold, so that no file can write to a learner's terminal.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A text of content. What is shipped is read where it lies in the binary; what a learner wrote is owned.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Text(Cow<'static, str>);

impl Text {
    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Hash and order are those of the text, so a map of texts is asked with a `&str`.
impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text))
    }
}

impl From<&'static str> for Text {
    fn from(text: &'static str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0.into_owned()
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for Text {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<Text> for String {
    fn eq(&self, other: &Text) -> bool {
        self == other.as_str()
    }
}

impl PartialEq<Text> for &str {
    fn eq(&self, other: &Text) -> bool {
        *self == other.as_str()
    }
}

impl PartialEq<Text> for str {
    fn eq(&self, other: &Text) -> bool {
        self == other.as_str()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(out)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), out)
    }
}

/// Only from bytes that live as long as the program: then nothing is copied.
impl<'de: 'static> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InPlace;
        impl Visitor<'static> for InPlace {
            type Value = Text;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a text")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'static str) -> Result<Text, E> {
                Ok(text.into())
            }
        }
        deserializer.deserialize_str(InPlace)
    }
}

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

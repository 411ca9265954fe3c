//! A key with its modifiers: how it arrives, how it is written.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in super::super) struct Chord {
    /// The key; for a character, the one that was typed.
    pub(in super::super) code: KeyCode,
    ctrl: bool,
    alt: bool,
}

impl Chord {
    pub(in super::super) const fn key(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    pub(in super::super) const fn char(c: char) -> Self {
        Self::key(KeyCode::Char(c))
    }

    pub(in super::super) const fn ctrl(c: char) -> Self {
        Self { code: KeyCode::Char(c), ctrl: true, alt: false }
    }

    /// Whether a text field takes it in as a character.
    pub(in super::super) fn is_typed(self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && !self.ctrl && !self.alt
    }

    /// The key that a terminal sends for it.
    #[cfg(test)]
    pub(in super::super) fn event(self) -> KeyEvent {
        let mut modifiers = KeyModifiers::NONE;
        modifiers.set(KeyModifiers::CONTROL, self.ctrl);
        modifiers.set(KeyModifiers::ALT, self.alt);
        KeyEvent::new(self.code, modifiers)
    }
}

impl From<KeyEvent> for Chord {
    fn from(key: KeyEvent) -> Self {
        // Shift is part of the character that was typed.
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let code = match key.code {
            KeyCode::Char(c) if ctrl => KeyCode::Char(c.to_ascii_lowercase()),
            code => code,
        };
        Self { code, ctrl, alt: key.modifiers.contains(KeyModifiers::ALT) }
    }
}

/// Keys that are no characters, with the name that they are written by.
const NAMED: &[(KeyCode, &str)] = &[
    (KeyCode::Char(' '), "Space"),
    (KeyCode::Enter, "Enter"),
    (KeyCode::Esc, "Esc"),
    (KeyCode::Tab, "Tab"),
    (KeyCode::BackTab, "Shift-Tab"),
    (KeyCode::Backspace, "Backspace"),
    (KeyCode::Delete, "Del"),
    (KeyCode::Insert, "Ins"),
    (KeyCode::PageUp, "PgUp"),
    (KeyCode::PageDown, "PgDn"),
    (KeyCode::Home, "Home"),
    (KeyCode::End, "End"),
    (KeyCode::Up, "↑"),
    (KeyCode::Down, "↓"),
    (KeyCode::Left, "←"),
    (KeyCode::Right, "→"),
    (KeyCode::Up, "Up"),
    (KeyCode::Down, "Down"),
    (KeyCode::Left, "Left"),
    (KeyCode::Right, "Right"),
];

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            write!(f, "Ctrl-")?;
        }
        if self.alt {
            write!(f, "Alt-")?;
        }
        match (NAMED.iter().find(|(code, _)| *code == self.code), self.code) {
            (Some((_, name)), _) => write!(f, "{name}"),
            (None, KeyCode::Char(c)) if self.ctrl => write!(f, "{}", c.to_ascii_uppercase()),
            (None, KeyCode::Char(c)) => write!(f, "{c}"),
            (None, other) => write!(f, "{other}"),
        }
    }
}

impl FromStr for Chord {
    type Err = ();

    /// Reads what `Display` writes; names in any case, the arrows also as words.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (ctrl, text) = strip(text, "ctrl-");
        let (alt, text) = strip(text, "alt-");
        let named = NAMED.iter().find(|(_, name)| name.eq_ignore_ascii_case(text)).map(|(code, _)| *code);
        let function = text.strip_prefix(['F', 'f']).and_then(|number| number.parse().ok());
        let code = match (named, function) {
            (Some(code), _) => code,
            (None, Some(number @ 1..=12)) => KeyCode::F(number),
            _ => {
                let mut chars = text.chars();
                let c = chars.next().filter(|c| !c.is_control() && !c.is_whitespace()).ok_or(())?;
                if chars.next().is_some() {
                    return Err(());
                }
                KeyCode::Char(if ctrl { c.to_ascii_lowercase() } else { c })
            }
        };
        Ok(Self { code, ctrl, alt })
    }
}

/// Takes a prefix off, whatever its case, if something is left behind it.
fn strip<'a>(text: &'a str, prefix: &str) -> (bool, &'a str) {
    match text.split_at_checked(prefix.len()) {
        Some((head, rest)) if head.eq_ignore_ascii_case(prefix) && !rest.is_empty() => (true, rest),
        _ => (false, text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_are_written_as_people_write_them() {
        for (text, printed) in [
            ("z", "z"),
            ("Z", "Z"),
            ("ctrl-r", "Ctrl-R"),
            ("Alt-x", "Alt-x"),
            ("Ctrl-Alt-x", "Ctrl-Alt-X"),
            ("space", "Space"),
            ("up", "↑"),
            ("F5", "F5"),
            ("f", "f"),
            ("-", "-"),
            ("Ctrl--", "Ctrl--"),
            ("shift-tab", "Shift-Tab"),
        ] {
            assert_eq!(text.parse::<Chord>().unwrap().to_string(), printed);
        }
        for wrong in ["", " ", "zz", "Ctrl-", "F13", "F0", "Hyper-x", "\t"] {
            assert!(wrong.parse::<Chord>().is_err(), "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(c in "[!-~äé日]", ctrl: bool, alt: bool, named in 0..NAMED.len()) {
            let c = c.chars().next().unwrap();
            for code in [KeyCode::Char(if ctrl { c.to_ascii_lowercase() } else { c }), NAMED[named].0, KeyCode::F(7)] {
                let chord = Chord { code, ctrl, alt };
                prop_assert_eq!(chord.to_string().parse(), Ok(chord));
            }
        }
    }
}

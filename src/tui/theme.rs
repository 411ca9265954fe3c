//! Styles by role. Colour is never the only sign: every role has a mark, a word or an attribute beside it.

use ratatui::style::{Color, Modifier, Style};

/// How each role looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Theme {
    /// The title line.
    pub(super) title: Style,
    /// Text that matters less.
    pub(super) muted: Style,
    /// The key word of an answer.
    pub(super) strong: Style,
    /// Code.
    pub(super) code: Style,
    /// A key in the footer or the help.
    pub(super) key: Style,
    /// Progress made.
    pub(super) progress: Style,
    /// Something went wrong.
    pub(super) wrong: Style,
    /// Something happened.
    pub(super) notice: Style,
}

impl Theme {
    /// The terminal's own sixteen colours.
    pub(super) fn ansi() -> Self {
        let colour = |colour| Style::new().fg(colour);
        Self {
            title: Style::new().add_modifier(Modifier::BOLD),
            muted: colour(Color::DarkGray),
            strong: colour(Color::Green).add_modifier(Modifier::BOLD),
            code: colour(Color::Cyan),
            key: colour(Color::Yellow).add_modifier(Modifier::BOLD),
            progress: colour(Color::Green),
            wrong: colour(Color::Red).add_modifier(Modifier::BOLD),
            notice: colour(Color::Blue).add_modifier(Modifier::BOLD),
        }
    }

    /// No colours: attributes only.
    pub(super) fn plain() -> Self {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        Self {
            title: bold,
            muted: Style::new().add_modifier(Modifier::DIM),
            strong: bold,
            code: Style::new(),
            key: bold,
            progress: Style::new(),
            wrong: bold,
            notice: bold,
        }
    }
}

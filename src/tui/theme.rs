//! Styles by role. Colour is never the only sign: every role has a mark, a word or an attribute beside it.

use ratatui::style::{Color, Modifier, Style};

use crate::config::ThemeChoice;

/// How each role looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Theme {
    /// The title line, and headings.
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
    /// The chosen row of a list, which has a mark in front as well.
    pub(super) chosen: Style,
    /// The lines around a panel.
    pub(super) frame: Style,
}

/// What the terminal can show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Terminal {
    /// Colours are unwanted.
    pub(super) no_color: bool,
    /// It knows 24-bit colours.
    pub(super) full_colour: bool,
    /// Its background is light; `None` while it is not known.
    pub(super) is_light: Option<bool>,
}

impl Theme {
    /// Returns the theme of a choice, as far as the terminal can show it.
    pub(super) fn of(choice: ThemeChoice, terminal: Terminal) -> Self {
        let Terminal { no_color, full_colour, is_light } = terminal;
        match choice {
            _ if no_color => Self::plain(),
            ThemeChoice::Contrast => Self::contrast(),
            ThemeChoice::Dark if full_colour => Self::dark(),
            ThemeChoice::Light if full_colour => Self::light(),
            ThemeChoice::Auto if full_colour => match is_light {
                Some(true) => Self::light(),
                Some(false) => Self::dark(),
                None => Self::ansi(),
            },
            _ => Self::ansi(),
        }
    }

    fn coloured(muted: Color, strong: Color, code: Color, key: Color, wrong: Color, notice: Color) -> Self {
        let colour = |colour| Style::new().fg(colour);
        let bold = |colour| Style::new().fg(colour).add_modifier(Modifier::BOLD);
        Self {
            title: Style::new().add_modifier(Modifier::BOLD),
            muted: colour(muted),
            strong: bold(strong),
            code: colour(code),
            key: bold(key),
            progress: colour(strong),
            wrong: bold(wrong),
            notice: bold(notice),
            chosen: Style::new().add_modifier(Modifier::BOLD | Modifier::REVERSED),
            frame: colour(muted),
        }
    }

    /// The terminal's own sixteen colours.
    pub(super) fn ansi() -> Self {
        Self::coloured(Color::DarkGray, Color::Green, Color::Cyan, Color::Yellow, Color::Red, Color::Blue)
    }

    /// For a dark background. Each colour has a contrast of at least 4.5 with black and with #282c34.
    fn dark() -> Self {
        Self::coloured(
            Color::Rgb(0x9a, 0xa3, 0xb2),
            Color::Rgb(0x9e, 0xd0, 0x72),
            Color::Rgb(0x7d, 0xc4, 0xe4),
            Color::Rgb(0xe8, 0xc4, 0x7a),
            Color::Rgb(0xff, 0x8a, 0x80),
            Color::Rgb(0x8a, 0xb4, 0xf8),
        )
    }

    /// For a light background. Each colour has a contrast of at least 4.5 with white and with #fdf6e3.
    fn light() -> Self {
        Self::coloured(
            Color::Rgb(0x5c, 0x63, 0x70),
            Color::Rgb(0x2d, 0x6b, 0x1f),
            Color::Rgb(0x0b, 0x5c, 0x7a),
            Color::Rgb(0x7a, 0x4f, 0x00),
            Color::Rgb(0xa8, 0x1c, 0x1c),
            Color::Rgb(0x1a, 0x4f, 0xa3),
        )
    }

    /// Few strong colours, nothing dim.
    fn contrast() -> Self {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let underlined = bold.add_modifier(Modifier::UNDERLINED);
        Self {
            title: underlined,
            muted: Style::new(),
            strong: bold,
            code: Style::new().add_modifier(Modifier::ITALIC),
            key: underlined,
            progress: bold,
            wrong: bold.fg(Color::LightRed),
            notice: bold,
            chosen: bold.add_modifier(Modifier::REVERSED),
            frame: Style::new(),
        }
    }

    /// No colours: attributes only.
    pub(super) fn plain() -> Self {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let dim = Style::new().add_modifier(Modifier::DIM);
        Self {
            title: bold,
            muted: dim,
            strong: bold,
            code: Style::new(),
            key: bold,
            progress: Style::new(),
            wrong: bold,
            notice: bold,
            chosen: bold.add_modifier(Modifier::REVERSED),
            frame: dim,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colours, 1 to 21: <https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio>.
    fn contrast(one: Color, other: Color) -> f64 {
        let luminance = |colour| {
            let Color::Rgb(r, g, b) = colour else { panic!("{colour} is no 24-bit colour") };
            let part = |c: u8| {
                let c = f64::from(c) / 255.0;
                if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_colour_can_be_read_on_the_backgrounds_it_is_for() {
        let black = [Color::Rgb(0, 0, 0), Color::Rgb(0x28, 0x2c, 0x34)];
        let white = [Color::Rgb(0xff, 0xff, 0xff), Color::Rgb(0xfd, 0xf6, 0xe3)];
        for (theme, backgrounds) in [(Theme::dark(), black), (Theme::light(), white)] {
            let Theme { muted, strong, code, key, progress, wrong, notice, frame, .. } = theme;
            for style in [muted, strong, code, key, progress, wrong, notice, frame] {
                let colour = style.fg.unwrap();
                for background in backgrounds {
                    assert!(contrast(colour, background) >= 4.5, "{colour} on {background}");
                }
            }
        }
    }

    #[test]
    fn the_terminal_decides_what_is_possible_and_no_color_goes_before_all() {
        let terminal = Terminal { no_color: false, full_colour: true, is_light: Some(true) };
        assert_eq!(Theme::of(ThemeChoice::Auto, terminal), Theme::light());
        assert_eq!(Theme::of(ThemeChoice::Dark, terminal), Theme::dark());
        let sixteen = Terminal { full_colour: false, ..terminal };
        assert_eq!(Theme::of(ThemeChoice::Dark, sixteen), Theme::ansi());
        let unknown = Terminal { is_light: None, ..terminal };
        assert_eq!(Theme::of(ThemeChoice::Auto, unknown), Theme::ansi());
        let without = Terminal { no_color: true, ..terminal };
        for choice in [ThemeChoice::Auto, ThemeChoice::Light, ThemeChoice::Contrast] {
            assert_eq!(Theme::of(choice, without), Theme::plain());
        }
    }
}

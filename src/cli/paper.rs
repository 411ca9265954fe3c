//! What a command prints on. A terminal shows strong type and has an edge; a file and a pipe get the words alone.

use std::io::{self, IsTerminal};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::content::markup::Run;
use crate::env::Env;

/// The width of plain text, where there is room for it.
const WIDTH: usize = 78;

/// What a text is printed on.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Paper {
    /// Whether it shows styles.
    styled: bool,
    /// Where it ends; nowhere when absent.
    edge: Option<usize>,
}

impl Paper {
    /// Returns what stdout is.
    pub(super) fn of_stdout() -> Self {
        if !io::stdout().is_terminal() {
            return Self::default();
        }
        let edge = crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns));
        Self { styled: !Env::no_color() && !Env::is_dumb_terminal(), edge: edge.filter(|&edge| edge > 0) }
    }

    /// Returns the width that text is set in.
    pub(super) fn text_width(self) -> usize {
        self.edge.map_or(WIDTH, |edge| edge.min(WIDTH))
    }

    /// Sets a text as strong.
    pub(super) fn strong(self, text: &str) -> String {
        self.style(text, "1")
    }

    /// Sets a text so that it steps back.
    pub(super) fn muted(self, text: &str) -> String {
        self.style(text, "2")
    }

    /// Sets runs of text: strong ones in bold, code in colour.
    pub(super) fn runs(self, runs: &[Run]) -> String {
        let styled = |run: &Run| match (run.strong, run.code) {
            (false, false) => run.text.clone(),
            (true, false) => self.style(&run.text, "1"),
            (false, true) => self.style(&run.text, "36"),
            (true, true) => self.style(&run.text, "1;36"),
        };
        runs.iter().map(styled).collect()
    }

    /// Styles each word by itself, so that a line may be broken between any two.
    fn style(self, text: &str, codes: &str) -> String {
        if !self.styled {
            return text.to_owned();
        }
        let word = |word: &str| {
            if word.is_empty() { String::new() } else { format!("\u{1b}[{codes}m{word}\u{1b}[0m") }
        };
        text.split(' ').map(word).collect::<Vec<_>>().join(" ")
    }

    /// Cuts a line without styles at the edge.
    pub(super) fn cut(self, line: &str) -> String {
        self.edge.map_or_else(|| line.to_owned(), |edge| cut(line, edge))
    }
}

/// Cuts a text to a width; a cut one ends in `…`.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut taken = 0;
    let fits = |c: &char| {
        taken += c.width().unwrap_or(0);
        taken < width
    };
    let start: String = text.chars().take_while(fits).collect();
    if width == 0 { start } else { format!("{}…", start.trim_end()) }
}

/// Fills a text up to a width.
pub(super) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// Returns the width of the widest text.
pub(super) fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(UnicodeWidthStr::width).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_cut_where_it_does_not_fit() {
        for (text, width, shown) in [
            ("abc", 3, "abc"),
            ("abcd", 3, "ab…"),
            ("ab cd", 4, "ab…"),
            ("日本語", 6, "日本語"),
            ("日本語", 5, "日本…"),
            ("日本語", 4, "日…"),
            ("abc", 1, "…"),
            ("abc", 0, ""),
        ] {
            assert_eq!(cut(text, width), shown, "{text} in {width}");
        }
    }

    #[test]
    fn styles_are_for_paper_that_shows_them_and_hold_word_by_word() {
        let terminal = Paper { styled: true, edge: Some(40) };
        assert_eq!(terminal.strong("a b"), "\u{1b}[1ma\u{1b}[0m \u{1b}[1mb\u{1b}[0m");
        assert_eq!(Paper::default().strong("a b"), "a b");
        assert_eq!((terminal.text_width(), Paper::default().text_width()), (40, WIDTH));
    }

    proptest! {
        #[test]
        fn what_is_cut_fits_and_what_is_padded_fills(text in "\\PC{0,30}", width in 0_usize..20) {
            let shown = cut(&text, width);
            prop_assert!(shown.width() <= width, "{shown}");
            prop_assert!(pad(&shown, width).width() == width);
        }
    }
}

//! A question on the screen: its stem, its options with what stands on them, and, once it is judged, why each is right or
//! fails. Sittings, quizzes and reports show questions through this.

use std::ops::Range;

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::exam::{Chosen, PaperOption, PaperQuestion, Sheet};

use super::page;
use super::theme::Theme;

/// Columns before an option's text: what stands on it, the mark that it is chosen, its letter.
const LEAD: u16 = 8;

/// A question with what stands on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question<'a> {
    /// The question.
    pub(super) asked: &'a PaperQuestion,
    /// The options chosen.
    pub(super) chosen: Chosen,
    /// The options struck out.
    pub(super) struck: Chosen,
    /// Whether keys and explanations are shown.
    pub(super) is_judged: bool,
}

/// A question set in lines.
#[derive(Debug, Clone)]
pub(super) struct Laid {
    /// The lines, in the width they were set for.
    pub(super) lines: Vec<Line<'static>>,
    /// The lines of each option.
    options: Vec<Range<usize>>,
}

impl Laid {
    /// Returns the option that a line belongs to, by its place.
    pub(super) fn option_at(&self, line: usize) -> Option<u8> {
        self.options.iter().position(|lines| lines.contains(&line)).map(|option| option as u8)
    }

    /// Returns the top of a view of `height` lines that stood at `top` and is to show an option: moved no further than
    /// needed.
    pub(super) fn top_for(&self, option: u8, top: usize, height: u16) -> usize {
        let Some(lines) = self.options.get(usize::from(option)) else { return top };
        lines.end.saturating_sub(usize::from(height)).max(top).min(lines.start)
    }

    /// Returns the line that the options begin on.
    pub(super) fn options_from(&self) -> usize {
        self.options.first().map_or(self.lines.len(), |lines| lines.start)
    }
}

/// What an option came to, once it is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Found,
    Overlooked,
    Mistaken,
    LeftOut,
}

impl Outcome {
    fn of(is_key: bool, is_chosen: bool) -> Self {
        match (is_key, is_chosen) {
            (true, true) => Self::Found,
            (true, false) => Self::Overlooked,
            (false, true) => Self::Mistaken,
            (false, false) => Self::LeftOut,
        }
    }

    /// The mark in front of the option, and the words in front of its explanation.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Found => ("✓", "Right, and chosen"),
            Self::Overlooked => ("✓", "Right, and not chosen"),
            Self::Mistaken => ("✗", "Chosen, and wrong"),
            Self::LeftOut => (" ", "Wrong"),
        }
    }

    fn style(self, theme: &Theme) -> Style {
        match self {
            Self::Found | Self::Overlooked => theme.strong,
            Self::Mistaken => theme.wrong,
            Self::LeftOut => theme.muted,
        }
    }
}

impl<'a> Question<'a> {
    /// A question as its sheet has it, without a verdict.
    pub(super) fn open(asked: &'a PaperQuestion, sheet: &Sheet) -> Self {
        Self { asked, chosen: sheet.chosen, struck: sheet.struck, is_judged: false }
    }

    /// A question as its sheet has it, with keys and explanations.
    pub(super) fn judged(asked: &'a PaperQuestion, sheet: &Sheet) -> Self {
        Self { is_judged: true, ..Self::open(asked, sheet) }
    }

    /// Sets the question for `width` columns.
    pub(super) fn set(&self, width: u16, theme: &Theme) -> Laid {
        let mut lines = page::set(&self.asked.stem, width, theme);
        lines.push(Line::default());
        if self.asked.is_multiple_response() {
            let (chosen, asked) = (self.chosen.len(), self.asked.asked());
            let said = if self.is_judged {
                format!("{asked} were asked for, {chosen} chosen")
            } else {
                format!("Choose exactly {asked}: {chosen} of {asked} chosen")
            };
            lines.extend(page::set(&said, width, theme).into_iter().map(|line| line.style(theme.notice)));
            lines.push(Line::default());
        }
        let mut set: Vec<Vec<Line<'static>>> = (0..self.asked.options.len() as u8)
            .zip(&self.asked.options)
            .map(|(n, option)| self.option(n, option, width, theme))
            .collect();
        // Options of several lines stand apart, so that the eye finds where each begins.
        if set.iter().any(|lines| lines.len() > 1) {
            let last = set.len().saturating_sub(1);
            set.iter_mut().take(last).for_each(|lines| lines.push(Line::default()));
        }
        let mut options = Vec::new();
        for of_option in set {
            options.push(lines.len()..lines.len() + of_option.len());
            lines.extend(of_option);
        }
        Laid { lines, options }
    }

    /// An option with its lead, and its explanation below it when the question is judged.
    fn option(&self, n: u8, option: &PaperOption, width: u16, theme: &Theme) -> Vec<Line<'static>> {
        let (is_chosen, is_struck) = (self.chosen.contains(n), self.struck.contains(n));
        let outcome = Outcome::of(option.key, is_chosen);
        let (mark, style) = match (self.is_judged, is_struck) {
            (true, _) => (outcome.words().0, outcome.style(theme)),
            (false, true) => ("✗", theme.muted.add_modifier(Modifier::CROSSED_OUT)),
            (false, false) => (" ", Style::new()),
        };
        let ticked = match (self.asked.is_multiple_response(), is_chosen) {
            (false, false) => "( )",
            (false, true) => "(•)",
            (true, false) => "[ ]",
            (true, true) => "[x]",
        };
        let inner = width.saturating_sub(LEAD).max(1);
        let mut lines = page::set(&option.text, inner, theme);
        if lines.is_empty() {
            lines.push(Line::default());
        }
        let is_dim = !self.is_judged && is_struck;
        for (row, line) in lines.iter_mut().enumerate() {
            if is_dim {
                // The letters are crossed out, the space in front of them is not.
                line.spans.iter_mut().for_each(|span| span.style = span.style.patch(style));
            }
            let lead = if row == 0 { self.lead(mark, style, ticked, n, theme) } else { indent() };
            line.spans.splice(0..0, lead);
            if is_chosen && !self.is_judged {
                *line = std::mem::take(line).patch_style(Style::new().add_modifier(Modifier::BOLD));
            }
        }
        if self.is_judged {
            let words = outcome.words().1;
            let struck = if is_struck { ", struck out" } else { "" };
            let why = format!("**{words}{struck}.** {}", option.why.trim());
            for mut line in page::set(&why, inner, theme) {
                line.spans.splice(0..0, indent());
                lines.push(line);
            }
        }
        lines
    }

    fn lead(&self, mark: &str, style: Style, ticked: &str, n: u8, theme: &Theme) -> Vec<Span<'static>> {
        let mark_style = style.remove_modifier(Modifier::CROSSED_OUT);
        let letter = letter(n);
        let key = if self.is_judged { theme.muted } else { theme.key };
        vec![
            Span::styled(format!("{mark:<1}"), mark_style),
            Span::raw(format!("{ticked} ")),
            Span::styled(letter.to_string(), key),
            Span::raw(" ".repeat(usize::from(LEAD) - 5 - letter.to_string().width())),
        ]
    }
}

fn indent() -> Vec<Span<'static>> {
    vec![Span::raw(" ".repeat(LEAD.into()))]
}

/// The letter of an option, by its place: `a` for the first.
pub(super) fn letter(option: u8) -> char {
    char::from(b'a' + option.min(25))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;
    use crate::exam::fixtures;

    fn texts(question: &Question<'_>, width: u16) -> Vec<String> {
        let laid = question.set(width, &Theme::plain());
        laid.lines.iter().map(|line| line.to_string().trim_end().to_owned()).collect()
    }

    /// 160 words before six options of 30, one of them with code.
    fn long() -> PaperQuestion {
        let words = |n: usize, of: &str| (0..n).map(|w| format!("{of}{w}")).collect::<Vec<_>>().join(" ");
        let mut asked = fixtures::question(0, 2);
        asked.stem =
            format!("{}\n\n```\naws sqs receive-message --wait 20\n```\n\nWhich two?", words(160, "word"));
        asked.options = (0..6)
            .map(|n| PaperOption {
                id: letter(n).to_string(),
                text: words(30, &format!("o{n}w")),
                key: n < 2,
                why: format!("Because of {n}."),
            })
            .collect();
        asked.options[5].text = "With this:\n\n```\n{ \"a\": 1 }\n```".to_owned();
        asked
    }

    fn one() -> PaperQuestion {
        let mut asked = fixtures::question(7, 1);
        asked.stem = "A queue hands a message out twice. Which change helps?".to_owned();
        asked
    }

    fn chosen(options: &[u8]) -> Chosen {
        options.iter().copied().collect()
    }

    #[test]
    fn what_is_chosen_and_struck_out_has_a_mark() {
        let asked = one();
        let question =
            Question { asked: &asked, chosen: chosen(&[1]), struck: chosen(&[2]), is_judged: false };
        assert_eq!(
            texts(&question, 40),
            [
                "A queue hands a message out twice. Which",
                "change helps?",
                "",
                " ( ) a  Answer 0 of 7",
                " (•) b  Answer 1 of 7",
                "✗( ) c  Answer 2 of 7",
                " ( ) d  Answer 3 of 7",
            ]
        );
        let laid = question.set(40, &Theme::plain());
        assert_eq!((laid.options_from(), laid.option_at(2), laid.option_at(5)), (3, None, Some(2)));
        for (option, top, height, shown) in
            [(0, 0, 3, 1), (3, 0, 7, 0), (3, 0, 3, 4), (0, 5, 2, 3), (3, 0, 0, 6)]
        {
            assert_eq!(laid.top_for(option, top, height), shown, "{option} in {height} lines from {top}");
        }
        let crossed = |line: &Line<'_>| {
            line.spans.iter().any(|span| span.style.add_modifier.contains(Modifier::CROSSED_OUT))
        };
        let crossed: Vec<bool> = laid.lines.iter().map(crossed).collect();
        assert_eq!(crossed, [false, false, false, false, false, true, false]);
    }

    #[test]
    fn a_verdict_says_of_every_option_what_it_is_and_why() {
        let asked = one();
        let question =
            Question { asked: &asked, chosen: chosen(&[1]), struck: chosen(&[2]), is_judged: true };
        assert_snapshot!(texts(&question, 44).join("\n"));
    }

    #[test]
    fn several_answers_say_how_many_and_options_of_many_lines_stand_apart() {
        let asked = long();
        let question =
            Question { asked: &asked, chosen: chosen(&[0]), struck: chosen(&[]), is_judged: false };
        for width in [38, 74] {
            assert_snapshot!(format!("long {width}"), texts(&question, width).join("\n"));
        }
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_and_every_option_is_found(width in 12_u16..100, is_judged: bool) {
            let asked = long();
            let question = Question { asked: &asked, chosen: chosen(&[0, 3]), struck: chosen(&[4]), is_judged };
            let laid = question.set(width, &Theme::plain());
            for line in &laid.lines {
                prop_assert!(line.width() <= usize::from(width.max(LEAD + 6)), "{line:?}");
            }
            let found: Vec<u8> = (0..laid.lines.len()).filter_map(|line| laid.option_at(line)).collect();
            prop_assert!(found.is_sorted() && found.first() == Some(&0) && found.last() == Some(&5));
        }
    }
}

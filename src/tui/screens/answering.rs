//! A question that is being answered, in a quiz or where it came back in a drill: what its keys come to, and how it is shown
//! with its verdict.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::exam::{Certainty, Event, Sitting};
use crate::phrase;

use super::super::frame;
use super::super::keymap::{Action, OnOption};
use super::super::page;
use super::super::question::{Laid, Question};
use super::super::theme::Theme;

/// What is said when the verdict is asked for and nothing is chosen.
pub(super) const NOTHING_CHOSEN: &str =
    "Nothing is chosen. Enter once more shows the answer, and counts as a miss.";

/// A question of a sitting, by its place.
pub(super) type At<'s> = (&'s Sitting, usize);

/// What a key on a question comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Decision {
    /// This is to happen.
    Event(Event),
    /// It cannot, for this reason.
    Refused(String),
    /// It is none of the question's keys.
    NoKey,
}

/// Returns what a key on question `n` of a sitting comes to.
pub(super) fn decide(action: Action, (sitting, n): At<'_>) -> Decision {
    let sheet = &sitting.sheets()[n];
    let question = n as u16;
    let options = sitting.paper().questions[n].options.len();
    let is_there = |option: u8| usize::from(option) < options;
    let certainty = |said: Certainty| Event::Certainty {
        question,
        certainty: Some(said).filter(|said| sheet.certainty != Some(*said)),
    };
    let event = match (action.on_option(), action) {
        (Some(OnOption::Choose(option)), _) if is_there(option) => sitting.press(option),
        (Some(OnOption::Strike(option)), _) if is_there(option) => {
            Event::Strike { question, option, struck: !sheet.struck.contains(option) }
        }
        (None, Action::Guess) => certainty(Certainty::Guess),
        (None, Action::Sure) => certainty(Certainty::Sure),
        (None, Action::Judge) => Event::Check { question },
        _ => return Decision::NoKey,
    };
    match sitting.accept(&event) {
        Ok(()) => Decision::Event(event),
        Err(refusal) => Decision::Refused(format!("{}.", phrase::sentence(&refusal.to_string()))),
    }
}

/// Sets question `n` of a sitting for a width, with its verdict once it has one, and below that the learner's note.
pub(super) fn set((sitting, n): At<'_>, note: Option<&str>, width: u16, theme: &Theme) -> Laid {
    let (asked, sheet) = (&sitting.paper().questions[n], &sitting.sheets()[n]);
    if !sheet.is_checked {
        return Question::open(asked, sheet).set(width, theme);
    }
    let mut laid = Question::judged(asked, sheet).set(width, theme);
    if let Some(note) = note {
        laid.lines.push(Line::default());
        laid.lines.extend(page::set(&format!("Your note: {note}"), width, theme));
    }
    laid
}

/// The first line on the screen from which an option is seen, as near to `top` as can be.
pub(super) fn top_to_see(option: u8, laid: &Laid, top: usize, height: u16) -> usize {
    let of_option = |line: &usize| laid.option_at(*line) == Some(option);
    let Some(first) = (0..laid.lines.len()).find(of_option) else { return top };
    let lines = (first..laid.lines.len()).take_while(of_option).count();
    let height = usize::from(height);
    if laid.lines.len() <= height { 0 } else { top.max((first + lines).saturating_sub(height)).min(first) }
}

/// Where the rows of a question stand: between the row of its state and the notice.
pub(super) fn area(body: Rect) -> Rect {
    let air = u16::from(body.height > 14);
    frame::column(Rect { y: body.y + 1 + air, height: body.height.saturating_sub(1 + air), ..body })
}

/// Where the text begins that nobody scrolled yet. A verdict begins as far down as the options need, but not past their
/// beginning: the question above them was read.
pub(super) fn first_top((sitting, n): At<'_>, laid: &Laid, height: u16) -> usize {
    if !sitting.sheets()[n].is_checked {
        return 0;
    }
    laid.lines.len().saturating_sub(usize::from(height)).min(laid.options_from())
}

/// The option under a row, by its place.
pub(super) fn option_at(row: u16, laid: &Laid, top: usize, area: Rect) -> Option<u8> {
    let fits = laid.lines.len() <= usize::from(area.height);
    let line = usize::from(row.checked_sub(area.y)?) + if fits { 0 } else { top };
    laid.option_at(line)
}

/// The verdict, or how sure the learner says they are: what stands above the question.
pub(super) fn state((sitting, n): At<'_>, theme: &Theme) -> Span<'static> {
    let sheet = &sitting.sheets()[n];
    let said = match sheet.certainty {
        Some(Certainty::Guess) => "guessed",
        Some(Certainty::Sure) => "sure",
        None => "",
    };
    if !sheet.is_checked {
        return Span::styled(said, theme.notice);
    }
    let comma = if said.is_empty() { "" } else { ", " };
    if sitting.is_right(n) {
        Span::styled(format!("✓ Right{comma}{said}"), theme.strong)
    } else if sheet.is_blank() {
        Span::styled("✗ Not answered", theme.wrong)
    } else {
        Span::styled(format!("✗ Wrong{comma}{said}"), theme.wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exam::{Mode, fixtures};

    #[test]
    fn an_option_is_scrolled_to_only_as_far_as_it_takes() {
        let sitting = Sitting::new(fixtures::paper(1), Mode::Quiz, 0);
        // A line of stem, an empty one, four options of a line each.
        let laid = set((&sitting, 0), None, 40, &Theme::plain());
        assert_eq!((laid.lines.len(), laid.options_from()), (6, 2));
        for (option, top, height, to) in [
            (0, 0, 6, 0),
            (3, 0, 6, 0),
            (3, 0, 5, 1),
            (3, 0, 1, 5),
            (0, 5, 1, 2),
            (0, 1, 3, 1),
            (1, 3, 3, 3),
            (9, 1, 3, 1),
        ] {
            assert_eq!(top_to_see(option, &laid, top, height), to, "{option} from {top} in {height}");
        }
        let area = Rect::new(0, 3, 40, 3);
        assert_eq!(option_at(3, &laid, 2, area), Some(0), "the first row on the screen");
        assert_eq!((option_at(2, &laid, 2, area), option_at(3, &laid, 0, area)), (None, None));
    }

    #[test]
    fn keys_of_a_question_choose_strike_and_say_how_sure_one_is() {
        let mut sitting = Sitting::new(fixtures::paper(3), Mode::Quiz, 0);
        let mut happen = |what| sitting.apply(&crate::exam::Record { what, at_ms: 0, ran_ms: 0 }).unwrap();
        happen(Event::Move { to: 2 });
        happen(Event::Choose { question: 2, option: 0, chosen: true });
        happen(Event::Certainty { question: 2, certainty: Some(Certainty::Sure) });
        let decided = |action| decide(action, (&sitting, 2));
        let choose = |option, chosen| Decision::Event(Event::Choose { question: 2, option, chosen });
        for (action, decision) in [
            (Action::ChooseA, choose(0, false)),
            (Action::ChooseB, choose(1, true)),
            (Action::StrikeC, Decision::Event(Event::Strike { question: 2, option: 2, struck: true })),
            (Action::ChooseE, Decision::NoKey),
            (Action::StrikeF, Decision::NoKey),
            (Action::Sure, Decision::Event(Event::Certainty { question: 2, certainty: None })),
            (Action::Judge, Decision::Refused("2 are asked for: choose 1 more.".to_owned())),
            (Action::Back, Decision::NoKey),
        ] {
            assert_eq!(decided(action), decision, "{action}");
        }
    }
}

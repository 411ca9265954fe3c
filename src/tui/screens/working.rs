//! A calculation on the page: its steps, what is often wrong, what to mind, what happens over time.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::calc::{Answer, Point, Ratio, Timeline, Value};

use super::super::frame;
use super::super::theme::Theme;

/// The most moments of a timeline that are drawn.
const MOST_POINTS: usize = 30;

/// The widest bar.
const WIDEST_BAR: usize = 40;

/// A bar shorter than this says little: notes then go below their rows.
const SHORTEST_BAR: usize = 8;

/// The least room for the name of a mistake beside its value.
const NARROWEST_NAME: usize = 16;

/// Breaks a text into rows of at most `width` columns.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    textwrap::wrap(text, width.max(1)).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// A text as rows in one style, all but the first indented.
pub(super) fn paragraph(lead: &str, text: &str, width: u16, style: Style) -> Vec<Line<'static>> {
    let indent = " ".repeat(lead.width());
    let rows = wrapped(text, usize::from(width).saturating_sub(lead.width()));
    let line = |(n, row): (usize, String)| {
        Line::styled(format!("{}{row}", if n == 0 { lead } else { &indent }), style)
    };
    rows.into_iter().enumerate().map(line).collect()
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(UnicodeWidthStr::width).max().unwrap_or_default()
}

/// The steps, numbered, with their results in a column of their own.
pub(super) fn steps(answer: &Answer, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    // A number of two digits with two spaces behind it, and two between text and result.
    let room = usize::from(width).saturating_sub(6);
    let results = widest(answer.steps.iter().map(|step| step.result.as_str())).min(room * 2 / 5).max(1);
    let texts =
        widest(answer.steps.iter().map(|step| step.text.as_str())).min(room.saturating_sub(results)).max(1);
    let mut lines = Vec::new();
    for (n, step) in answer.steps.iter().enumerate() {
        let (text, result) = (wrapped(&step.text, texts), wrapped(&step.result, results));
        for row in 0..text.len().max(result.len()) {
            let number = if row == 0 { format!("{:>2}", n + 1) } else { "  ".to_owned() };
            let cell = |rows: &[String]| rows.get(row).cloned().unwrap_or_default();
            lines.push(Line::from(vec![
                Span::styled(number + "  ", theme.muted),
                Span::raw(padded(&cell(&text), texts)),
                Span::styled(format!("  {}", cell(&result)), theme.code),
            ]));
        }
    }
    lines
}

/// What is often wrong: the values in a column, each with the name of its mistake.
pub(super) fn mistakes(answer: &Answer, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    if answer.mistakes.is_empty() {
        return Vec::new();
    }
    let values: Vec<String> = answer.mistakes.iter().map(|mistake| mistake.value.to_string()).collect();
    let column = widest(values.iter().map(String::as_str));
    // Where the names would have hardly any room beside the values they go below them.
    let is_beside = column + 2 + NARROWEST_NAME <= usize::from(width);
    let mut lines = vec![Line::styled("Often wrong:", theme.title)];
    for (mistake, value) in answer.mistakes.iter().zip(&values) {
        if !is_beside {
            lines.extend(paragraph("", value, width, Style::new()));
            lines.extend(paragraph("    ", mistake.name, width, theme.muted));
            continue;
        }
        let lead = format!("{}{value}  ", " ".repeat(column.saturating_sub(value.width())));
        lines.extend(paragraph(&lead, mistake.name, width, theme.muted));
    }
    lines
}

/// What to mind: limits that are crossed.
pub(super) fn warnings(answer: &Answer, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    answer
        .warnings
        .iter()
        .flat_map(|warning| paragraph("! ", &format!("Mind: {warning}"), width, theme.wrong))
        .collect()
}

/// What happens over time: one row a moment, with a bar as long as its value. No row is wider than `width`.
pub(super) fn chart(timeline: &Timeline, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let width = usize::from(width);
    let points: Vec<&Point> = timeline.points.iter().take(MOST_POINTS).collect();
    let time = |point: &Point| Value::Number(point.at, timeline.across).to_string();
    let value = |point: &Point| Value::Number(point.value, timeline.up).to_string();
    let widest_of = |told: &dyn Fn(&Point) -> String| {
        points.iter().map(|point| told(point).width()).max().unwrap_or_default()
    };
    let (times, values) = (widest_of(&time), widest_of(&value));
    let free = width.saturating_sub(times + values + 4);
    let notes = widest(points.iter().map(|point| point.note.as_str()));
    let is_beside = notes + 2 + SHORTEST_BAR <= free;
    let room = if is_beside && notes > 0 { free - notes - 2 } else { free }.clamp(1, WIDEST_BAR);
    let mut lines = vec![Line::styled(frame::shorten(timeline.title, width), theme.title)];
    let most = points.iter().map(|point| point.value).max().filter(|most| most.is_positive());
    for point in points {
        let bar = most.map_or(0, |most| bar(point.value, most, room));
        let note = Span::styled(format!("  {}", point.note), theme.muted);
        let mut line = Line::from(vec![
            Span::styled(format!("{:>times$}  ", time(point)), theme.muted),
            Span::styled("█".repeat(bar), theme.progress),
            Span::raw(format!("{}  {:>values$}", " ".repeat(room - bar), value(point))),
        ]);
        if is_beside && !point.note.is_empty() {
            line.push_span(note);
        }
        lines.push(line);
        if !is_beside && !point.note.is_empty() {
            lines.extend(paragraph(&" ".repeat(times + 2), &point.note, width as u16, theme.muted));
        }
    }
    if timeline.points.len() > MOST_POINTS {
        let more = timeline.points.len() - MOST_POINTS;
        lines.push(Line::styled(format!("… and {more} more"), theme.muted));
    }
    lines
}

/// The columns of a bar, at least one for anything above zero.
fn bar(value: Ratio, most: Ratio, room: usize) -> usize {
    let share = value * Ratio::from(room as i64) / most;
    share.ceil().to_usize().unwrap_or_default().min(room)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::calc::{self, Constants};
    use crate::content::shipped;

    use super::*;

    /// Every calculator's answer to its own examples.
    fn answers() -> Vec<Answer> {
        let content = shipped::content();
        let constants = Constants::of(&content.facts, &content.blueprints, None);
        let typed = |calculator: &calc::Calculator| {
            calculator.inputs.iter().map(|input| (input.name.to_owned(), input.example.to_owned())).collect()
        };
        calc::all().filter_map(|calculator| calculator.compute(&typed(calculator), &constants).ok()).collect()
    }

    #[test]
    fn no_line_of_any_calculation_is_wider_than_the_page() {
        let theme = Theme::plain();
        let answers = answers();
        assert!(answers.len() > 60, "{}", answers.len());
        for answer in answers {
            for width in [28, 36, 52, 74, 84] {
                let mut lines = steps(&answer, width, &theme);
                lines.extend(mistakes(&answer, width, &theme));
                lines.extend(warnings(&answer, width, &theme));
                lines.extend(answer.timeline.iter().flat_map(|timeline| chart(timeline, width, &theme)));
                for line in lines {
                    assert!(line.width() <= usize::from(width), "{width}: {line}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn the_highest_value_has_the_longest_bar(value in 0_i64..1_000, more in 0_i64..1_000, room in 1_usize..50) {
            let most = Ratio::from(value + more).at_least(Ratio::ONE);
            let one = bar(Ratio::from(value), most, room);
            prop_assert!(one <= room);
            prop_assert_eq!(one > 0, value > 0, "something is seen when there is something");
            prop_assert_eq!(bar(most, most, room), room);
        }
    }
}

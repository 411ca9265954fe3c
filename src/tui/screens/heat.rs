//! Weeks of answers as a heat map: a column a week, a row a weekday.

use std::collections::BTreeMap;

use chrono::{Datelike, Weekday};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::phrase;
use crate::schedule::Day;
use crate::study::DayTotal;

use super::super::theme::Theme;

/// Marks of a day by its answers: from how many on, and the mark.
const LEVELS: [(i64, &str); 5] = [(0, "·"), (1, "░"), (10, "▒"), (25, "▓"), (50, "█")];

/// Columns of a week: the mark and a space.
const WEEK: u16 = 2;

/// Columns of the weekday's name.
const NAMES: u16 = 4;

/// Rows: one a weekday.
pub(super) const ROWS: u16 = 7;

/// The most weeks that are shown: a year.
pub(super) const WEEKS: i32 = 52;

/// The days with answers, and today.
#[derive(Debug)]
pub(super) struct Heat {
    today: Day,
    days: BTreeMap<Day, DayTotal>,
}

impl Heat {
    pub(super) fn new(today: Day, days: Vec<(Day, DayTotal)>) -> Self {
        Self { today, days: days.into_iter().collect() }
    }

    /// The first day that [`WEEKS`] weeks up to `today` show.
    pub(super) fn first(today: Day) -> Day {
        monday(today) + -7 * (WEEKS - 1)
    }

    /// How many weeks fit beside the words.
    pub(super) fn weeks(width: u16) -> u16 {
        let words = if width >= 76 { 20 } else { 0 };
        let fit = width.saturating_sub(NAMES + words) / WEEK;
        // Half a year or a whole one; whatever fits when neither does.
        match fit {
            52.. => 52,
            26.. => 26,
            fewer => fewer,
        }
    }

    /// Days in a row with answers, up to today, or to yesterday while today has none.
    fn run(&self) -> usize {
        let has = |day: &Day| self.days.contains_key(day);
        let from = if has(&self.today) { self.today } else { self.today + -1 };
        (0..7 * WEEKS).map(|back| from + -back).take_while(has).count()
    }

    fn words(&self, weeks: u16) -> Vec<String> {
        let first = monday(self.today) + -7 * (i32::from(weeks) - 1);
        let days: Vec<&DayTotal> = self.days.range(first..).map(|(_, total)| total).collect();
        let answers: i64 = days.iter().map(|total| total.answers).sum();
        vec![
            phrase::count(answers.max(0) as usize, "answer"),
            format!("on {}", phrase::count(days.len(), "day")),
            format!("{} in a row", phrase::count(self.run(), "day")),
            String::new(),
            "░ 1   ▒ 10 answers".to_owned(),
            "▓ 25  █ 50 a day".to_owned(),
        ]
    }

    pub(super) fn render(&self, area: Rect, buffer: &mut Buffer, theme: &Theme) {
        let weeks = Self::weeks(area.width);
        let first = monday(self.today) + -7 * (i32::from(weeks) - 1);
        for (weekday, row) in (0..7).zip(area.rows()) {
            let name = format!(
                "{:<1$}",
                Weekday::try_from(weekday as u8).map_or_else(|_| String::new(), |day| day.to_string()),
                usize::from(NAMES)
            );
            let mut line = Line::from(Span::styled(name, theme.muted));
            for week in 0..i32::from(weeks) {
                let day = first + (7 * week + weekday);
                let answers = self.days.get(&day).map_or(0, |total| total.answers);
                let mark = if day > self.today { " " } else { level(answers) };
                let style = if answers > 0 { theme.progress } else { theme.muted };
                line.spans.extend([Span::styled(mark, style), Span::raw(" ")]);
            }
            line.render(row, buffer);
        }
        let used = NAMES + WEEK * weeks + 2;
        let beside =
            Rect { x: area.x + used.min(area.width), width: area.width.saturating_sub(used), ..area };
        if beside.width >= 18 {
            for (text, row) in self.words(weeks).into_iter().zip(beside.rows()) {
                Line::styled(text, theme.muted).render(row, buffer);
            }
        }
    }
}

fn monday(day: Day) -> Day {
    day + -(day.date().weekday().num_days_from_monday() as i32)
}

/// The mark of a day.
fn level(answers: i64) -> &'static str {
    LEVELS.iter().rev().find(|(from, _)| answers >= *from).map_or("·", |(_, mark)| mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::of(text.parse().unwrap())
    }

    fn heat(today: &str, days: &[(&str, i64)]) -> Heat {
        let total = |answers| DayTotal { answers, ..DayTotal::default() };
        Heat::new(day(today), days.iter().map(|(text, answers)| (day(text), total(*answers))).collect())
    }

    #[test]
    fn marks_follow_the_answers() {
        for (answers, mark) in
            [(0, "·"), (1, "░"), (9, "░"), (10, "▒"), (25, "▓"), (49, "▓"), (50, "█"), (900, "█")]
        {
            assert_eq!(level(answers), mark, "{answers}");
        }
    }

    #[test]
    fn a_run_of_days_survives_until_the_day_is_over() {
        let days = [("2026-11-19", 3), ("2026-11-21", 1), ("2026-11-22", 5)];
        assert_eq!(heat("2026-11-22", &days).run(), 2);
        assert_eq!(heat("2026-11-23", &days).run(), 2, "today may still come");
        assert_eq!(heat("2026-11-24", &days).run(), 0);
    }

    #[test]
    fn each_day_stands_in_its_weeks_column_and_its_weekdays_row() {
        // 22 November 2026 is a Sunday, 16 November the Monday before.
        let heat = heat("2026-11-22", &[("2026-11-22", 50), ("2026-11-16", 1), ("2026-11-10", 10)]);
        let area = Rect::new(0, 0, 8, 7);
        let mut buffer = Buffer::empty(area);
        heat.render(area, &mut buffer, &Theme::plain());
        let rows: Vec<String> = (0..7).map(|y| (0..8).map(|x| buffer[(x, y)].symbol()).collect()).collect();
        assert_eq!(rows[0], "Mon · ░ ");
        assert_eq!(rows[1], "Tue ▒ · ");
        assert_eq!(rows[6], "Sun · █ ");
    }
}

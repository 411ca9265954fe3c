//! Dates as content writes them: a day, or only the month or the year when no more is known.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A date known to the day, the month or the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartialDate {
    /// `2022`
    Year(i32),
    /// `2022-03`
    Month(i32, u32),
    /// `2022-03-24`
    Day(NaiveDate),
}

impl PartialDate {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` when it is none of them or no day of the calendar.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |s: &str, n| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        let (year, month, day) = match parts.as_slice() {
            [y] if digits(y, 4) => (y.parse().ok()?, None, None),
            [y, m] if digits(y, 4) && digits(m, 2) => (y.parse().ok()?, Some(m.parse().ok()?), None),
            [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2) => {
                (y.parse().ok()?, Some(m.parse().ok()?), Some(d.parse().ok()?))
            }
            _ => return None,
        };
        let first = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1))?;
        Some(match (month, day) {
            (_, Some(_)) => Self::Day(first),
            (Some(month), None) => Self::Month(year, month),
            (None, None) => Self::Year(year),
        })
    }

    /// Returns the date as content writes it: `2022`, `2022-03`, `2022-03-24`.
    pub fn iso(self) -> String {
        match self {
            Self::Year(year) => year.to_string(),
            Self::Month(year, month) => format!("{year}-{month:02}"),
            Self::Day(day) => day.to_string(),
        }
    }

    /// Returns the first day that the date can mean.
    pub fn first_day(self) -> NaiveDate {
        match self {
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1),
            Self::Month(year, month) => NaiveDate::from_ymd_opt(year, month, 1),
            Self::Day(day) => Some(day),
        }
        .expect("parse lets only days of the calendar in")
    }

    /// Returns the last day that the date can mean.
    pub fn last_day(self) -> NaiveDate {
        let next = match self {
            Self::Day(day) => return day,
            Self::Year(year) | Self::Month(year, 12) => NaiveDate::from_ymd_opt(year + 1, 1, 1),
            Self::Month(year, month) => NaiveDate::from_ymd_opt(year, month + 1, 1),
        };
        next.and_then(|day| day.pred_opt()).unwrap_or(NaiveDate::MAX)
    }
}

/// Names the month in full: `March`.
pub fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get(month as usize - 1).copied().unwrap_or("?")
}

impl fmt::Display for PartialDate {
    /// As people write it: `2022`, `March 2022`, `24 March 2022`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year}"),
            Self::Month(year, month) => write!(f, "{} {year}", month_name(*month)),
            Self::Day(day) => write!(f, "{} {} {}", day.day(), month_name(day.month()), day.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_is_not_known_to_the_day_spans_all_it_can_mean() {
        for (text, first, last) in [
            ("2024", "2024-01-01", "2024-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2023-12", "2023-12-01", "2023-12-31"),
            ("2026-11-30", "2026-11-30", "2026-11-30"),
        ] {
            let date = PartialDate::parse(text).unwrap();
            assert_eq!(
                (date.first_day().to_string(), date.last_day().to_string()),
                (first.into(), last.into())
            );
        }
    }

    #[test]
    fn reads_three_precisions_and_nothing_else() {
        assert_eq!(PartialDate::parse("2022"), Some(PartialDate::Year(2022)));
        assert_eq!(PartialDate::parse("2022-03"), Some(PartialDate::Month(2022, 3)));
        assert_eq!(PartialDate::parse("2024-02-29").unwrap().to_string(), "29 February 2024");
        for date in ["2022", "2022-03", "2022-03-24"] {
            assert_eq!(PartialDate::parse(date).unwrap().iso(), date);
        }
        for bad in
            ["", "22", "2022-3", "2022-13", "2022-00", "2023-02-29", "2022-03-24T00:00", "+022", "2022-03-"]
        {
            assert_eq!(PartialDate::parse(bad), None, "{bad}");
        }
    }
}

//! Instants and study days. They are different types, because one is a point of time and the other a date in a life.

use std::fmt;
use std::ops::{Add, Sub};

use chrono::{DateTime, Datelike, Days, NaiveDate};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A point of time: milliseconds since 1970 in UTC, with the learner's offset from UTC there and then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since the start of 1970, UTC.
    pub utc_ms: i64,
    /// Minutes that local time was ahead of UTC.
    pub offset_minutes: i32,
}

impl Moment {
    /// Returns the calendar date of local time.
    pub fn local_date(self) -> NaiveDate {
        Day(self.local_ms().div_euclid(DAY_MS) as i32).date()
    }

    fn local_ms(self) -> i64 {
        self.utc_ms + i64::from(self.offset_minutes) * 60_000
    }
}

/// The hour of local time at which a study day begins, 0 to 23.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rollover(pub u8);

impl Rollover {
    /// Returns the study day that `moment` belongs to.
    pub fn study_day(self, moment: Moment) -> Day {
        let since_rollover = moment.local_ms() - i64::from(self.0) * 60 * 60 * 1000;
        Day(since_rollover.div_euclid(DAY_MS) as i32)
    }
}

/// A study day, counted from 1 January 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// A day that never comes: when what is out of the schedule is due.
    pub const NEVER: Self = Self(i32::MAX);

    /// Returns the study day of a calendar date.
    pub fn of(date: NaiveDate) -> Self {
        Self(date.num_days_from_ce() - NaiveDate::default().num_days_from_ce())
    }

    /// Returns the calendar date that the study day begins on.
    pub fn date(self) -> NaiveDate {
        let days = Days::new(u64::from(self.0.unsigned_abs()));
        let epoch = NaiveDate::default();
        let date = if self.0 < 0 { epoch.checked_sub_days(days) } else { epoch.checked_add_days(days) };
        date.unwrap_or(NaiveDate::MAX)
    }
}

impl Add<i32> for Day {
    type Output = Self;

    fn add(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }
}

impl Sub for Day {
    type Output = i32;

    /// Days from `earlier` to `self`.
    fn sub(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date().format("%a %-d %b"))
    }
}

impl fmt::Display for Moment {
    /// In RFC 3339, with the offset.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let utc = DateTime::from_timestamp_millis(self.utc_ms).unwrap_or_default();
        let offset = chrono::FixedOffset::east_opt(self.offset_minutes * 60);
        match offset {
            Some(offset) => write!(f, "{}", utc.with_timezone(&offset).to_rfc3339()),
            None => write!(f, "{}", utc.to_rfc3339()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The moment of a local time in RFC 3339.
    fn at(text: &str) -> Moment {
        let time = DateTime::parse_from_rfc3339(text).unwrap();
        Moment { utc_ms: time.timestamp_millis(), offset_minutes: time.offset().local_minus_utc() / 60 }
    }

    fn day(text: &str) -> Day {
        Day::of(text.parse().unwrap())
    }

    #[test]
    fn a_study_day_begins_at_the_rollover_hour() {
        let rollover = Rollover(4);
        assert_eq!(rollover.study_day(at("2026-11-22T03:59:59.999+01:00")), day("2026-11-21"));
        assert_eq!(rollover.study_day(at("2026-11-22T04:00:00+01:00")), day("2026-11-22"));
        assert_eq!(rollover.study_day(at("2026-11-23T03:59:59+01:00")), day("2026-11-22"));
        assert_eq!(Rollover(0).study_day(at("2026-11-22T00:00:00-08:00")), day("2026-11-22"));
    }

    #[test]
    fn the_two_nights_when_clocks_change_belong_to_one_day_each() {
        // Central Europe 2026: 29 March 02:00 +01:00 becomes 03:00 +02:00; 25 October 03:00 +02:00 becomes 02:00 +01:00.
        let rollover = Rollover(4);
        for (time, expected) in [
            ("2026-03-29T01:59:00+01:00", "2026-03-28"),
            ("2026-03-29T03:01:00+02:00", "2026-03-28"),
            ("2026-03-29T04:00:00+02:00", "2026-03-29"),
            ("2026-10-25T02:30:00+02:00", "2026-10-24"),
            ("2026-10-25T02:30:00+01:00", "2026-10-24"),
            ("2026-10-25T04:00:00+01:00", "2026-10-25"),
        ] {
            assert_eq!(rollover.study_day(at(time)), day(expected), "{time}");
        }
    }

    #[test]
    fn days_and_dates_convert_both_ways() {
        for date in ["1969-12-31", "1970-01-01", "2000-02-29", "2026-11-22"] {
            assert_eq!(day(date).date().to_string(), date);
        }
        assert_eq!(day("2026-03-01") - day("2026-02-27"), 2);
        assert_eq!(day("2026-11-22").to_string(), "Sun 22 Nov");
    }
}

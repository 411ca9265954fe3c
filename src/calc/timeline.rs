//! What a calculation comes to over time: points that a screen can draw, and a drawing of text for the command line.

use super::ratio::Ratio;
use super::unit::{Unit, Value};

/// A moment and the value from then on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// When, in the timeline's unit.
    pub at: Ratio,
    /// How much.
    pub value: Ratio,
    /// What happens.
    pub note: String,
}

/// A value over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// What the value is: `Traffic on the new version`.
    pub title: &'static str,
    /// The unit of time.
    pub across: Unit,
    /// The unit of the value.
    pub up: Unit,
    /// The moments at which it changes, in order.
    pub points: Vec<Point>,
}

/// The most moments that are drawn.
const MOST_POINTS: usize = 30;

impl Timeline {
    /// Returns a timeline without moments.
    pub fn new(title: &'static str, across: Unit, up: Unit) -> Self {
        Self { title, across, up, points: Vec::new() }
    }

    /// Adds a moment.
    #[must_use]
    pub fn at(mut self, at: Ratio, value: Ratio, note: impl Into<String>) -> Self {
        self.points.push(Point { at, value, note: note.into() });
        self
    }

    /// Draws one line a moment, with a bar as long as its value, at most `width` columns wide unless a note needs more.
    pub fn lines(&self, width: usize) -> Vec<String> {
        let told = |point: &Point| {
            (
                Value::Number(point.at, self.across).to_string(),
                Value::Number(point.value, self.up).to_string(),
            )
        };
        let shown = &self.points[..self.points.len().min(MOST_POINTS)];
        let widest = |pick: fn(&(String, String)) -> &String| {
            shown.iter().map(|point| pick(&told(point)).chars().count()).max().unwrap_or_default()
        };
        let (times, values) = (widest(|told| &told.0), widest(|told| &told.1));
        let notes = shown.iter().map(|point| point.note.chars().count()).max().unwrap_or_default();
        let room = width.saturating_sub(times + values + notes + 6).clamp(4, 40);
        let most = shown.iter().map(|point| point.value).max().filter(|most| most.is_positive());
        let mut lines = vec![self.title.to_owned()];
        for point in shown {
            let share = most.map_or(Ratio::ZERO, |most| point.value * Ratio::from(room as i64) / most);
            let bar = "█".repeat(share.ceil().to_usize().unwrap_or_default());
            let (time, value) = told(point);
            let line = format!("{time:>times$}  {bar:<room$}  {value:>values$}  {}", point.note);
            lines.push(line.trim_end().to_owned());
        }
        if self.points.len() > MOST_POINTS {
            lines.push(format!("… and {} more", self.points.len() - MOST_POINTS));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeline_is_drawn_as_bars() {
        let whole = Ratio::whole;
        let timeline = Timeline::new("Traffic on the new version", Unit::MINUTES, Unit::PERCENT)
            .at(whole(0), whole(10), "first share")
            .at(whole(15), whole(100), "");
        let lines = timeline.lines(40);
        assert_eq!(
            lines,
            [
                "Traffic on the new version",
                " 0 min  ██              10%  first share",
                "15 min  █████████████  100%",
            ]
        );
        let empty = Timeline::new("Nothing", Unit::SECONDS, Unit::CALLS);
        assert_eq!(empty.lines(0), ["Nothing"]);
        let flat = Timeline::new("Nothing", Unit::SECONDS, Unit::CALLS).at(whole(0), whole(0), "");
        assert_eq!(flat.lines(0)[1], "0 s        0 calls");
    }

    #[test]
    fn a_long_timeline_is_cut() {
        let points = |n: i64| {
            (0..n).fold(Timeline::new("T", Unit::SECONDS, Unit::CALLS), |timeline, n| {
                timeline.at(n.into(), n.into(), "")
            })
        };
        assert_eq!(points(30).lines(60).len(), 31);
        assert_eq!(points(35).lines(60).last().unwrap(), "… and 5 more");
    }
}

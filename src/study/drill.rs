//! A drill under way: what comes next, what was answered, how much time is left.

use std::collections::HashSet;

use crate::content::ItemIndex;
use crate::schedule::{Entry, Grade, LeftOut, Session};
use crate::store::Recorded;

/// A drill under way.
#[derive(Debug, Clone)]
pub struct Drill {
    /// What is asked: `Today`, or a deck's title.
    pub title: String,
    /// What comes next.
    pub session: Session,
    /// What the minutes or the limit had no room for.
    pub left_out: LeftOut,
    /// Minutes asked for.
    pub minutes: Option<u32>,
    /// Time spent so far, in milliseconds.
    pub spent_ms: i64,
    /// Items and grades in the order of the answers, those taken back not counted.
    pub answers: Vec<(ItemIndex, Grade)>,
}

impl Drill {
    /// Whether there is nothing more to ask: no item, or no time.
    pub fn is_over(&self) -> bool {
        self.session.current().is_none() || self.ms_left().is_some_and(|left| left <= 0)
    }

    /// Returns the milliseconds left of the minutes asked for.
    pub fn ms_left(&self) -> Option<i64> {
        self.minutes.map(|minutes| i64::from(minutes) * 60_000 - self.spent_ms)
    }

    /// Returns the items that were answered Again, each once, in the order they were first missed.
    pub fn missed(&self) -> Vec<ItemIndex> {
        let mut seen = HashSet::new();
        let again = self.answers.iter().filter(|(_, grade)| *grade == Grade::Again);
        again.map(|(item, _)| *item).filter(|item| seen.insert(*item)).collect()
    }

    /// Moves on after an answer to `entry`.
    pub(super) fn advance(&mut self, entry: Entry, recorded: &Recorded) {
        let comes_back = recorded.memory.is_some_and(|memory| memory.relearning);
        self.session.answer(Entry { memory: recorded.memory, ..entry }, comes_back);
        self.answers.push((entry.item, recorded.grade));
    }
}

/// What a step back or forward found.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The item; `None` when its content is gone.
    pub item: Option<ItemIndex>,
    /// The grade taken back or given again.
    pub grade: Grade,
}

//! What is known of an item from its own log: a fold of reviews over the model.

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::model::{Model, ModelError, Strength};

/// How well an answer went. Hard is still a pass.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
)]
pub enum Grade {
    /// Not recalled.
    Again = 1,
    /// Recalled with effort.
    Hard = 2,
    /// Recalled.
    Good = 3,
    /// Recalled at once.
    Easy = 4,
}

impl Grade {
    /// All grades, worst first.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// Returns the grade of a number from 1 to 4.
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|&grade| grade as i64 == number)
    }

    /// Whether the item was recalled.
    pub fn is_pass(self) -> bool {
        self != Self::Again
    }
}

/// One graded answer, as far as memory is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// How well it went.
    pub grade: Grade,
    /// The study day it was given on.
    pub day: Day,
    /// Whether the learner said of a new item "I know this".
    pub known: bool,
}

/// What the scheduler derives from an item's reviews.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// The model's view.
    pub strength: Strength,
    /// The day it is scheduled for.
    pub due: Day,
    /// The latest study day it was answered on.
    pub last: Day,
    /// Answers so far.
    pub reps: u32,
    /// Times it was forgotten after having been learned.
    pub lapses: u32,
    /// Whether the last answer was Again, or Hard after it: it is due until it is answered Good.
    pub relearning: bool,
}

impl Memory {
    /// Whether the item is to be asked on `today`.
    pub fn is_due(&self, today: Day) -> bool {
        self.relearning || self.due <= today
    }

    /// Days since it was last answered; none when the clock went backwards.
    pub fn elapsed(&self, today: Day) -> u32 {
        (today - self.last).max(0) as u32
    }

    /// Whether it was forgotten so often that asking it again and again is a waste.
    pub fn is_leech(&self) -> bool {
        self.lapses >= LEECH_LAPSES
    }
}

/// Lapses that make an item a leech.
pub const LEECH_LAPSES: u32 = 8;

/// An item that the learner says they know is asked once more after this many days.
const KNOWN_CHECK_DAYS: i32 = 7;

/// The stability, in days, that "I know this" stands for: passing the check after a week sends the item months away.
const KNOWN_STABILITY: f32 = 120.0;

/// Intervals longer than this many days are spread.
const SPREAD_ABOVE: i32 = 7;

/// Intervals are spread by up to this share either way.
const SPREAD: f64 = 0.05;

/// The longest interval, in days: a hundred years.
const LONGEST: i32 = 36_500;

/// The model with the rules around it.
#[derive(Debug, Clone)]
pub struct Scheduler {
    model: Model,
}

impl Scheduler {
    /// Builds a scheduler around a model.
    pub fn new(model: Model) -> Self {
        Self { model }
    }

    /// Returns the chance, 0 to 1, that the item is recalled on `today`.
    pub fn retrievability(&self, memory: &Memory, today: Day) -> f32 {
        self.model.retrievability(memory.strength, memory.elapsed(today))
    }

    /// Returns the memory of item `id` after one more answer.
    pub fn step(&self, id: &str, before: Option<&Memory>, answer: Answer) -> Result<Memory, ModelError> {
        // A clock that went backwards counts as the same day.
        let day = before.map_or(answer.day, |before| answer.day.max(before.last));
        let elapsed = before.map_or(0, |before| before.elapsed(day));
        let steps = self.model.steps(before.map(|before| before.strength), elapsed)?;
        let reps = before.map_or(0, |before| before.reps) + 1;
        let chosen = answer.grade as usize - 1;
        let mut strength = steps[chosen].strength;
        // One factor for all four grades, and never a shorter interval for a better one.
        let factor = spread_factor(id, reps);
        let longest_so_far = |longest: i32, step: &super::Step| longest.max(spread(step.interval, factor));
        let mut interval = steps[..=chosen].iter().fold(1, longest_so_far);
        if answer.known && before.is_none() {
            strength.stability = KNOWN_STABILITY;
            interval = KNOWN_CHECK_DAYS;
        }
        let mut due = day + interval;
        if let Some(before) = before.filter(|before| before.last == day) {
            due = due.min(before.due);
        }
        let was_relearning = before.is_some_and(|before| before.relearning);
        let lapsed = answer.grade == Grade::Again && before.is_some() && !was_relearning;
        Ok(Memory {
            strength,
            due,
            last: day,
            reps,
            lapses: before.map_or(0, |before| before.lapses) + u32::from(lapsed),
            relearning: answer.grade == Grade::Again || (was_relearning && answer.grade == Grade::Hard),
        })
    }

    /// Returns the memory that a whole log makes; `None` for an empty one.
    pub fn replay(
        &self,
        id: &str,
        log: impl IntoIterator<Item = Answer>,
    ) -> Result<Option<Memory>, ModelError> {
        log.into_iter().try_fold(None, |before, answer| self.step(id, before.as_ref(), answer).map(Some))
    }

    /// Returns the day each grade would make the item due, worst grade first.
    pub fn preview(&self, id: &str, before: Option<&Memory>, today: Day) -> Result<[Day; 4], ModelError> {
        let mut days = [today; 4];
        for (day, grade) in days.iter_mut().zip(Grade::ALL) {
            let after = self.step(id, before, Answer { grade, day: today, known: false })?;
            *day = if after.relearning { today } else { after.due };
        }
        Ok(days)
    }
}

/// Rounds the model's interval to whole days, one at least.
pub(crate) fn whole_days(interval: f32) -> i32 {
    (f64::from(interval).round() as i32).clamp(1, LONGEST)
}

fn spread(interval: f32, factor: f64) -> i32 {
    let days = whole_days(interval);
    if days <= SPREAD_ABOVE {
        return days;
    }
    ((f64::from(interval) * factor).round() as i32).clamp(SPREAD_ABOVE, LONGEST)
}

/// The factor of an item's `reps`-th answer, within 1 ± [`SPREAD`]: a hash, so that memory depends on the log alone.
fn spread_factor(id: &str, reps: u32) -> f64 {
    // FNV-1a, 64 bits: small, fixed for ever, and the same on every machine.
    let bytes = id.bytes().chain(reps.to_le_bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // The low bits of one round of FNV are weak; fold the high half in.
    let unit = f64::from((hash ^ (hash >> 32)) as u32) / f64::from(u32::MAX);
    1.0 - SPREAD + 2.0 * SPREAD * unit
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::model::PARAMETERS;
    use super::*;

    fn scheduler() -> Scheduler {
        Scheduler::new(Model::new(&PARAMETERS, 0.9).unwrap())
    }

    fn answer(grade: Grade, day: i32) -> Answer {
        Answer { grade, day: Day(day), known: false }
    }

    fn after(log: &[(Grade, i32)]) -> Memory {
        let log = log.iter().map(|&(grade, day)| answer(grade, day));
        scheduler().replay("lambda.x", log).unwrap().unwrap()
    }

    use Grade::{Again, Easy, Good, Hard};

    #[test]
    fn a_failed_item_is_due_until_it_is_answered_good_once() {
        let failed = after(&[(Good, 0), (Again, 3)]);
        assert!(failed.relearning && failed.is_due(Day(3)) && failed.lapses == 1);
        let hard = after(&[(Good, 0), (Again, 3), (Hard, 3)]);
        assert!(hard.relearning, "Hard is a pass, but the item is not learned again");
        let again = after(&[(Good, 0), (Again, 3), (Again, 3)]);
        assert_eq!(again.lapses, 1, "failing while relearning is the same lapse");
        let good = after(&[(Good, 0), (Again, 3), (Again, 3), (Good, 3)]);
        assert!(!good.relearning && !good.is_due(Day(3)));
        assert_eq!(good.due, again.due.min(Day(4)), "the lapse's own day caps what the same day adds");
    }

    #[test]
    fn a_new_item_failed_at_first_is_no_lapse() {
        assert_eq!(after(&[(Again, 0), (Good, 0)]).lapses, 0);
    }

    #[test]
    fn i_know_this_asks_once_more_in_a_week_and_then_far_out() {
        let known = Answer { grade: Easy, day: Day(0), known: true };
        let first = scheduler().step("x", None, known).unwrap();
        assert_eq!(first.due, Day(7));
        let passed = scheduler().step("x", Some(&first), answer(Good, 7)).unwrap();
        assert!(passed.due - Day(7) > 100, "{passed:?}");
        let failed = scheduler().step("x", Some(&first), answer(Again, 7)).unwrap();
        assert!(failed.relearning && failed.due - Day(7) < 10, "{failed:?}");
    }

    #[test]
    fn a_clock_set_back_counts_as_the_same_day() {
        let back = after(&[(Good, 10), (Good, 8)]);
        let same = after(&[(Good, 10), (Good, 10)]);
        assert_eq!(back, same);
    }

    #[test]
    fn eight_lapses_make_a_leech() {
        let mut log = vec![(Good, 0)];
        for n in 1..=8 {
            assert!(!after(&log).is_leech());
            log.extend([(Again, 10 * n), (Good, 10 * n)]);
        }
        assert!(after(&log).is_leech());
    }

    #[test]
    fn spreading_stays_within_five_percent_and_leaves_short_intervals_alone() {
        let mut sum = 0.0;
        for n in 0..1000 {
            let factor = spread_factor(&format!("item.{n}"), n % 7);
            assert!((0.95..=1.05).contains(&factor));
            sum += factor;
            assert_eq!(spread(7.4, factor), 7);
            assert!((95..=105).contains(&spread(100.0, factor)));
        }
        assert!((sum / 1000.0 - 1.0).abs() < 0.005, "spread to both sides alike: {}", sum / 1000.0);
    }

    fn grade() -> impl Strategy<Value = Grade> {
        prop::sample::select(Grade::ALL.to_vec())
    }

    /// Logs with gaps of 0 to 40 days, and now and then a clock set back.
    fn log() -> impl Strategy<Value = Vec<Answer>> {
        prop::collection::vec((grade(), prop_oneof![Just(0), -3..40], any::<bool>()), 0..20).prop_map(
            |steps| {
                let mut day = 20_000;
                let answers = steps.into_iter().map(|(grade, gap, known)| {
                    day += gap;
                    Answer { grade, day: Day(day), known: known && grade == Grade::Easy }
                });
                answers.collect()
            },
        )
    }

    proptest! {
        #[test]
        fn a_better_grade_never_gives_a_shorter_interval(log in log(), gap in 0..400) {
            let memory = scheduler().replay("an.item", log.iter().copied()).unwrap();
            let today = log.last().map_or(Day(20_000), |answer| answer.day) + gap;
            let days = scheduler().preview("an.item", memory.as_ref(), today).unwrap();
            prop_assert!(days.is_sorted(), "{days:?}");
            let dues = Grade::ALL.map(|grade| {
                scheduler().step("an.item", memory.as_ref(), Answer { grade, day: today, known: false }).unwrap().due
            });
            prop_assert!(dues.is_sorted(), "{dues:?}");
        }

        #[test]
        fn a_second_answer_on_a_day_never_makes_an_item_due_later(log in log(), first in grade(), second in grade()) {
            let before = scheduler().replay("an.item", log.iter().copied()).unwrap();
            let today = log.iter().map(|answer| answer.day).max().unwrap_or(Day(20_000)) + 1;
            let one = scheduler().step("an.item", before.as_ref(), Answer { grade: first, day: today, known: false }).unwrap();
            let two = scheduler().step("an.item", Some(&one), Answer { grade: second, day: today, known: false }).unwrap();
            prop_assert!(two.due <= one.due);
        }

        #[test]
        fn nothing_is_ever_due_before_it_was_answered_and_no_log_breaks_the_model(log in log()) {
            if let Some(memory) = scheduler().replay("an.item", log.iter().copied()).unwrap() {
                prop_assert!(memory.due > memory.last);
                prop_assert_eq!(memory.reps as usize, log.len());
                prop_assert!(memory.strength.stability.is_finite() && memory.strength.stability > 0.0);
                prop_assert!((1.0..=10.0).contains(&memory.strength.difficulty));
            }
        }
    }
}

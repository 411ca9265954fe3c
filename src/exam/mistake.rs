//! What a missed question leads to: the list of mistakes, and when the question comes back.
//!
//! Questions are not drilled away. One that was missed or guessed in a quiz or a mock enters the schedule: first its facts
//! and its topic's cards are drilled, and seven days after each answer the question itself is asked again. It leaves, list
//! and schedule alike, after two right answers on different days, given without help.

use std::collections::{BTreeSet, HashSet};

use serde::{Deserialize, Serialize};

use crate::content::library::Body;
use crate::content::model::ItemKind;
use crate::content::{ItemIndex, Library};
use crate::schedule::{Day, Grade};

use super::sitting::Certainty;

/// Days between an answer to a missed question and the next.
pub const REST_DAYS: i32 = 7;

/// Days with a right answer, given without help, after which a question leaves.
pub const RIGHT_DAYS_TO_LEAVE: usize = 2;

/// An answer as far as leaving goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TestAnswer {
    /// Again for one that was wrong or guessed.
    pub grade: Grade,
    /// The study day.
    pub day: Day,
    /// Whether a tool, or the topic, helped.
    pub was_aided: bool,
}

/// One answer to a question, in a quiz or a mock or when it came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// How it was graded, on which day and with what help.
    pub answer: TestAnswer,
    /// Whether it was right, guessed or not.
    pub is_right: bool,
    /// How sure the learner said they were.
    pub certainty: Option<Certainty>,
    /// The ids of the options chosen.
    pub chosen: Vec<String>,
}

/// Why a question was missed, as the learner sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::EnumString)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Reason {
    /// They did not know it.
    Unknown,
    /// They misread it.
    Misread,
    /// They were between two options.
    BetweenTwo,
}

/// A question that was missed and has not left since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The newest attempt that missed it.
    pub missed: Attempt,
    /// Days since then with a right answer, given without help.
    pub right_days: usize,
    /// The day on which the question comes back.
    pub due: Day,
}

/// What a question's answers make of it.
#[derive(Debug, Default)]
struct Fold {
    /// The newest miss, by its place among the answers.
    missed: Option<usize>,
    right_days: BTreeSet<Day>,
    last: Option<Day>,
}

impl Fold {
    fn of(answers: impl IntoIterator<Item = TestAnswer>) -> Self {
        let mut fold = Self::default();
        for (n, answer) in answers.into_iter().enumerate() {
            // A clock that went backwards counts as the same day.
            let day = fold.last.map_or(answer.day, |last| last.max(answer.day));
            fold.last = Some(day);
            if !answer.grade.is_pass() {
                fold.missed = Some(n);
                fold.right_days.clear();
            } else if fold.missed.is_some() && !answer.was_aided {
                fold.right_days.insert(day);
            }
            if fold.right_days.len() >= RIGHT_DAYS_TO_LEAVE {
                fold = Self { last: fold.last, ..Self::default() };
            }
        }
        fold
    }

    fn due(&self) -> Option<Day> {
        self.last.filter(|_| self.missed.is_some()).map(|last| last + REST_DAYS)
    }
}

/// Returns the day a question comes back, from all its answers in order; `None` when it is not in the schedule.
pub fn due_of(answers: impl IntoIterator<Item = TestAnswer>) -> Option<Day> {
    Fold::of(answers).due()
}

/// Returns the mistake that a question's attempts, in order, leave open.
pub fn mistake_of(attempts: &[Attempt]) -> Option<Mistake> {
    let fold = Fold::of(attempts.iter().map(|attempt| attempt.answer));
    let (missed, due) = fold.missed.zip(fold.due())?;
    Some(Mistake { missed: attempts[missed].clone(), right_days: fold.right_days.len(), due })
}

/// Returns what to drill before missed questions come back: their facts, then the cards of their topics, each once.
pub fn first_to_drill(library: &Library, missed: &[ItemIndex]) -> Vec<ItemIndex> {
    let facts = missed.iter().flat_map(|&index| match library.item(index).body {
        Body::Question(n) => library.content().questions[n].facts.as_slice(),
        _ => &[],
    });
    let mut found: Vec<ItemIndex> = facts.filter_map(|id| library.find(id)).collect();
    for &index in missed {
        let topic = library.item(index).topic;
        let of_topic = library.items().filter(|(_, item)| item.topic == topic).map(|(index, _)| index);
        found.extend(of_topic.filter(|&index| library.kind(index) == ItemKind::Card));
    }
    let mut seen = HashSet::new();
    found.retain(|index| seen.insert(*index));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use Grade::{Again, Easy, Good, Hard};

    fn answers(log: &[(Grade, i32, bool)]) -> Vec<TestAnswer> {
        log.iter().map(|&(grade, day, was_aided)| TestAnswer { grade, day: Day(day), was_aided }).collect()
    }

    #[test]
    fn a_question_enters_when_it_is_missed_and_leaves_after_two_right_days_without_help() {
        for (log, due) in [
            (&[][..], None),
            (&[(Good, 0, false)], None),
            (&[(Easy, 0, false), (Good, 9, false)], None),
            (&[(Again, 0, false)], Some(7)),
            (&[(Good, 0, false), (Again, 3, false)], Some(10)),
            (&[(Again, 0, false), (Good, 7, false)], Some(14)),
            (&[(Again, 0, false), (Good, 7, false), (Easy, 7, false)], Some(14)),
            (&[(Again, 0, false), (Good, 7, false), (Hard, 14, false)], None),
            (&[(Again, 0, false), (Good, 7, true), (Good, 14, false)], Some(21)),
            (&[(Again, 0, false), (Good, 7, false), (Again, 14, false), (Good, 21, false)], Some(28)),
            (&[(Again, 0, false), (Good, 7, false), (Good, 14, false), (Good, 15, false)], None),
            (&[(Again, 0, false), (Good, 7, false), (Good, 14, false), (Again, 30, false)], Some(37)),
            (&[(Again, 9, false), (Good, 7, false)], Some(16)),
        ] {
            assert_eq!(due_of(answers(log)), due.map(Day), "{log:?}");
        }
    }

    #[test]
    fn a_mistake_shows_the_newest_miss() {
        let attempts: Vec<Attempt> = answers(&[(Again, 0, false), (Again, 3, false), (Good, 10, false)])
            .into_iter()
            .enumerate()
            .map(|(n, answer)| Attempt {
                answer,
                is_right: answer.grade.is_pass(),
                certainty: None,
                chosen: vec![n.to_string()],
            })
            .collect();
        let mistake = mistake_of(&attempts).unwrap();
        assert_eq!(
            (mistake.missed.chosen, mistake.right_days, mistake.due),
            (vec!["1".to_owned()], 1, Day(17))
        );
        assert_eq!(mistake_of(&[]), None);
    }

    #[test]
    fn facts_come_before_the_topics_cards_and_nothing_twice() {
        let library = Library::new(crate::fixtures::content());
        let questions: Vec<ItemIndex> = library
            .items()
            .filter(|(index, _)| library.kind(*index) == ItemKind::Question)
            .map(|(index, _)| index)
            .collect();
        assert!(!questions.is_empty());
        let twice = [questions.as_slice(), &questions].concat();
        let drilled = first_to_drill(&library, &twice);
        assert_eq!(drilled, first_to_drill(&library, &questions));
        let kinds: Vec<bool> = drilled.iter().map(|&index| library.kind(index) == ItemKind::Card).collect();
        assert!(kinds.is_sorted() && drilled.iter().all(|&index| library.is_drilled(index)), "{kinds:?}");
        assert!(kinds.contains(&true));
    }
}

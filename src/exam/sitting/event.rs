//! What happens in a sitting: events, who may not do what, and what an event brings about.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How a paper is sat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::FromRepr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[repr(i64)]
pub enum Mode {
    /// It may be paused, time away does not count, and tools are allowed and noted.
    Practice = 0,
    /// As in the test centre: no pause, no tools, and time away counts.
    Strict = 1,
    /// No time, and the verdict on each question as soon as it is asked for.
    Quiz = 2,
}

/// How sure the learner says they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Certainty {
    /// The answer was guessed.
    Guess,
    /// The answer was known.
    Sure,
}

/// What a learner may consult while they practise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Tool {
    /// The limits and defaults.
    LookUp,
    /// A calculator.
    Calculator,
    /// The topics.
    Notes,
}

/// One thing that happens. Questions and options go by their place in the paper, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Event {
    /// An option is chosen or taken back. Where one is asked for, it takes the place of the one before.
    Choose {
        /// The question.
        question: u16,
        /// The option.
        option: u8,
        /// Whether it is chosen now.
        chosen: bool,
    },
    /// An option is struck out, or no longer. One that was chosen is taken back by it.
    Strike {
        /// The question.
        question: u16,
        /// The option.
        option: u8,
        /// Whether it is struck out now.
        struck: bool,
    },
    /// A question is marked to come back to, or no longer.
    Mark {
        /// The question.
        question: u16,
        /// Whether it is marked now.
        marked: bool,
    },
    /// How sure the learner is of an answer; none takes it back.
    Certainty {
        /// The question.
        question: u16,
        /// What they say.
        certainty: Option<Certainty>,
    },
    /// The learner's note on a question, as a whole.
    Note {
        /// The question.
        question: u16,
        /// What it says.
        text: String,
    },
    /// In a quiz: the answer stands, and the verdict is shown.
    Check {
        /// The question.
        question: u16,
    },
    /// Another question comes on the screen.
    Move {
        /// The question.
        to: u16,
    },
    /// A tool was opened.
    Use(Tool),
    /// The clock is stopped.
    Pause,
    /// The clock goes on: after a pause, and as the first event of every later run of the program.
    Resume,
    /// A second went by.
    Tick,
    /// The learner is done.
    Submit,
}

impl Event {
    /// The question that an event changes; a move only shows one.
    pub(super) fn question(&self) -> Option<u16> {
        match self {
            Self::Choose { question, .. }
            | Self::Strike { question, .. }
            | Self::Mark { question, .. }
            | Self::Certainty { question, .. }
            | Self::Note { question, .. }
            | Self::Check { question } => Some(*question),
            Self::Move { .. } | Self::Use(_) | Self::Pause | Self::Resume | Self::Tick | Self::Submit => None,
        }
    }
}

/// An event with its times, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What happened.
    pub what: Event,
    /// What the wall clock said: milliseconds since 1970, UTC.
    pub at_ms: i64,
    /// Milliseconds since the record before, or since the sitting began, on a clock that never goes back; 0 for the first
    /// record of a later run.
    pub ran_ms: i64,
}

/// How a sitting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finish {
    /// The learner submitted it.
    Submitted,
    /// Time ran out.
    TimeUp,
}

/// What the learner is to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Half of the time is used.
    HalfTime,
    /// The sitting is over: it is to be scored and kept.
    Finished(Finish),
}

/// Why an event is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The sitting is over.
    #[error("the exam is over")]
    Over,
    /// The clock is stopped.
    #[error("the exam is paused")]
    Paused,
    /// Strict mode has no pause and no tools.
    #[error("not in strict mode")]
    Strict,
    /// Only a quiz gives verdicts.
    #[error("the verdicts come with the report")]
    NoQuiz,
    /// The verdict on the question was shown.
    #[error("this question is answered")]
    Checked,
    /// As many options are chosen as are asked for.
    #[error("{asked} are asked for: take one back first")]
    Enough {
        /// The options asked for.
        asked: usize,
    },
    /// Some options are chosen, but fewer than asked for.
    #[error("{asked} are asked for: choose {missing} more")]
    Incomplete {
        /// The options asked for.
        asked: usize,
        /// The options still missing.
        missing: usize,
    },
    /// The paper has no such question.
    #[error("there is no such question")]
    NoQuestion,
    /// The question has no such option.
    #[error("there is no such option")]
    NoOption,
}

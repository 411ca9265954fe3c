//! Mock exams and quizzes: the paper, the sitting, its score and report, and what a missed question leads to.
//!
//! Pure. A paper is a function of content, history and a seed; a sitting is a function of its paper and its events, which
//! the caller stores one by one before it applies them; a report is a function of a sitting. The clock and the seed are
//! handed in, and the numbers that the seed gives are arithmetic, the same on every machine.

mod alike;
mod assemble;
mod bank;
mod counts;
mod drawn;
mod mistake;
mod paper;
mod quiz;
mod recap;
mod report;
mod score;
mod sitting;

pub use alike::{Alike, Pair};
pub use assemble::{Assembly, Offer, Past, SHORT_LENGTHS, Shortage, TaskShortage, minutes_for, past};
pub use bank::Bank;
pub use counts::apportion;
pub use drawn::drawn_question;
pub use mistake::{
    Attempt, Mistake, REST_DAYS, RIGHT_DAYS_TO_LEAVE, Reason, TestAnswer, due_of, first_to_drill, mistake_of,
};
pub use paper::{Drawn, Paper, PaperDomain, PaperError, PaperOption, PaperQuestion, PaperTask};
pub use quiz::{
    PLACEMENT_QUESTIONS, QuestionHistory, QuizError, Selection, Which, grade, placement, question, quiz,
    weakest_domain, weakest_place,
};
pub use recap::{Recap, known_sections};
pub use report::{Change, Comparison, Filter, QuestionReport, Report, TaskReport, TopicNeed, Verdict};
pub use score::{CUT_PERMILLE, CUT_SPREAD_PERMILLE, DomainScore, Score, anchored, linear};
pub use sitting::{
    Certainty, Chosen, Effect, Event, Finish, Mode, Record, Refusal, ReplayError, Sheet, Sitting, Tally, Tool,
};

#[cfg(test)]
pub(crate) mod fixtures;

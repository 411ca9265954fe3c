//! Quizzes: what one is to ask, begun, answered, left and gone on with; placement; and the list of mistakes.

mod mistakes;
mod placement;
mod pool;

use std::time::Duration;

use crate::exam::{Event, Mode, Paper, Recap, Record, Sitting};
use crate::store::{NewAttempt, SittingId, SittingRow, Stamp};

use super::{Study, StudyError};

pub use mistakes::MistakeRow;
pub use pool::{Pool, QuizRequest};

/// A quiz under way.
#[derive(Debug, Clone)]
pub struct Quiz {
    id: SittingId,
    sitting: Sitting,
    /// The number that the next event gets.
    next: u32,
    /// The time since the program began, at the last event.
    last: Duration,
}

impl Quiz {
    /// Returns its questions and what was answered.
    pub fn sitting(&self) -> &Sitting {
        &self.sitting
    }

    /// Returns what it is on.
    pub fn title(&self) -> &str {
        &self.sitting.paper().title
    }

    /// Sums up what was answered so far.
    pub fn recap(&self) -> Recap {
        Recap::of(&self.sitting)
    }

    /// Returns the next question without a verdict, from the one on the screen on and around; `None` when all have one.
    pub fn next_open(&self) -> Option<u16> {
        let sheets = self.sitting.sheets();
        let current = self.sitting.current();
        let around = (current..sheets.len()).chain(0..current);
        let mut open = around.filter(|&n| !sheets[n].is_checked);
        open.next().map(|n| n as u16)
    }

    /// Whether it was ended: by its last verdict, or because another one was begun.
    pub fn is_over(&self) -> bool {
        self.sitting.finish().is_some()
    }
}

/// A quiz that was left before its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredQuiz {
    /// What it is on.
    pub title: String,
    /// Questions with a verdict.
    pub answered: usize,
    /// All its questions.
    pub of: usize,
}

impl Study {
    /// Begins a quiz. One that was left before is ended by it.
    pub fn start_quiz(&mut self, request: &QuizRequest) -> Result<Quiz, StudyError> {
        let history = self.question_history()?;
        let paper = self.quiz_paper(request, &history)?;
        self.start(&paper)
    }

    /// Begins a quiz on a paper that was made.
    fn start(&mut self, paper: &Paper) -> Result<Quiz, StudyError> {
        // One that cannot be read any more is no reason not to begin another.
        if let Ok(Some(mut left)) = self.resume_quiz() {
            self.end_quiz(&mut left)?;
        }
        let stamp = self.full_stamp();
        let id = self.store.start_sitting(paper, Mode::Quiz, stamp)?;
        let sitting = Sitting::new(paper.clone(), Mode::Quiz, stamp.at.utc_ms);
        Ok(Quiz { id, sitting, next: 0, last: self.env.elapsed() })
    }

    /// Returns the newest quiz that was not ended.
    fn left_quiz(&self) -> Result<Option<SittingRow>, StudyError> {
        let is_left = |row: &SittingRow| row.mode == Mode::Quiz && row.finished.is_none();
        Ok(self.store.sittings()?.into_iter().rfind(is_left))
    }

    /// Returns what there is to say of a quiz that was left; `None` when there is none.
    pub fn stored_quiz(&self) -> Result<Option<StoredQuiz>, StudyError> {
        let Some(row) = self.left_quiz()? else { return Ok(None) };
        // What cannot be read is told by `dva doctor`, and cannot be gone on with.
        let Ok(Some(stored)) = self.store.sitting(row.id) else { return Ok(None) };
        let Recap { of, left, .. } = Recap::of(&stored.sitting);
        let title = stored.sitting.paper().title.clone();
        Ok(Some(StoredQuiz { title, answered: of, of: of + left }))
    }

    /// Goes on with the quiz that was left; `None` when there is none.
    pub fn resume_quiz(&mut self) -> Result<Option<Quiz>, StudyError> {
        let Some(row) = self.left_quiz()? else { return Ok(None) };
        let Some(stored) = self.store.sitting(row.id)? else { return Ok(None) };
        let last = self.env.elapsed();
        let mut quiz = Quiz { id: row.id, sitting: stored.sitting, next: stored.next, last };
        if !quiz.is_over() {
            self.sit(&mut quiz, Event::Resume)?;
        }
        Ok(Some(quiz))
    }

    /// Takes an event: it is on the disk before it changes anything.
    pub fn sit(&mut self, quiz: &mut Quiz, event: Event) -> Result<(), StudyError> {
        quiz.sitting.accept(&event)?;
        let record = self.record_of(quiz, event);
        self.store.append_event(quiz.id, quiz.next, &record)?;
        self.applied(quiz, &record)
    }

    /// Gives the verdict on the question on the screen, and logs the answer with it: both or neither.
    pub fn check_answer(&mut self, quiz: &mut Quiz, took_ms: i64) -> Result<(), StudyError> {
        let n = quiz.sitting.current();
        let event = Event::Check { question: n as u16 };
        quiz.sitting.accept(&event)?;
        let record = self.record_of(quiz, event);
        let answer = NewAttempt { took_ms, ..NewAttempt::of(&quiz.sitting, n) };
        let answer = (&answer, self.full_stamp());
        self.store.append_check(&self.scheduler, quiz.id, quiz.next, &record, answer)?;
        self.applied(quiz, &record)
    }

    /// Ends a quiz, all of it answered or not. What was not answered counts for nothing.
    pub fn end_quiz(&mut self, quiz: &mut Quiz) -> Result<(), StudyError> {
        if !quiz.is_over() {
            self.sit(quiz, Event::Submit)?;
        }
        let stamp = self.full_stamp();
        self.store.finish_sitting(&self.scheduler, quiz.id, &quiz.sitting, stamp)?;
        self.placed(quiz)
    }

    fn record_of(&self, quiz: &Quiz, what: Event) -> Record {
        let ran = self.env.elapsed().saturating_sub(quiz.last);
        // The first event of a later run begins its clock.
        let ran_ms =
            if what == Event::Resume { 0 } else { i64::try_from(ran.as_millis()).unwrap_or(i64::MAX) };
        Record { what, at_ms: self.env.now().utc_ms, ran_ms }
    }

    fn applied(&self, quiz: &mut Quiz, record: &Record) -> Result<(), StudyError> {
        (quiz.next, quiz.last) = (quiz.next + 1, self.env.elapsed());
        quiz.sitting.apply(record)?;
        Ok(())
    }

    fn full_stamp(&mut self) -> Stamp {
        let day = self.today();
        let (at, random) = self.stamp();
        Stamp { at, day, random }
    }
}

#[cfg(test)]
mod tests;

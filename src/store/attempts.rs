//! Answers to questions, in quizzes and mocks and when a question came back, and why questions were missed.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{OptionalExtension, Transaction, params};

use crate::content::model::ItemKind;
use crate::content::{ItemIndex, Library};
use crate::exam::{self, Attempt, Certainty, Mode, QuestionHistory, Reason, Sitting, TestAnswer};
use crate::schedule::{Moment, Scheduler};

use super::derived::standing_of;
use super::log::{Detail, NewReview, Recorded, Via, item_key, record};
use super::sittings::Stamp;
use super::study::{ASKED_AT_ONCE, ids_of};
use super::{Store, StoreError};

/// An answer to a question, to be logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAttempt {
    /// The item's id.
    pub item: String,
    /// Whether it was right, guessed or not.
    pub is_right: bool,
    /// How sure the learner said they were.
    pub certainty: Option<Certainty>,
    /// Whether a tool, or the topic, helped.
    pub was_aided: bool,
    /// The ids of the options chosen.
    pub chosen: Vec<String>,
    /// How long it took.
    pub took_ms: i64,
    /// Whether the item is a problem that was drawn. Problems are drilled, so such an answer is a review like any other.
    pub is_drawn: bool,
}

impl NewAttempt {
    /// Takes the answer to the `n`-th question of a sitting as it stands.
    pub fn of(sitting: &Sitting, n: usize) -> Self {
        let (question, sheet) = (&sitting.paper().questions[n], &sitting.sheets()[n]);
        let options = sheet.chosen.iter().filter_map(|option| question.options.get(usize::from(option)));
        Self {
            item: question.id.clone(),
            is_right: sitting.is_right(n),
            certainty: sheet.certainty,
            was_aided: sheet.was_aided,
            chosen: options.map(|option| option.id.clone()).collect(),
            took_ms: i64::try_from(sheet.took_ms).unwrap_or(i64::MAX),
            is_drawn: question.drawn.is_some(),
        }
    }

    /// Takes all answers of a sitting. What was on the screen and left blank is wrong; what never was is no answer.
    pub(super) fn all_of(sitting: &Sitting) -> impl Iterator<Item = Self> {
        let seen = sitting.sheets().iter().enumerate().filter(|(_, sheet)| sheet.was_seen());
        seen.map(|(n, _)| Self::of(sitting, n))
    }
}

/// Writes a graded answer of a sitting within a transaction that the caller commits.
pub(super) fn write(
    transaction: &Transaction<'_>,
    scheduler: &Scheduler,
    mode: Mode,
    answer: &NewAttempt,
    stamp: Stamp,
) -> Result<Recorded, StoreError> {
    let via = match mode {
        _ if answer.is_drawn => Via::Problem,
        Mode::Quiz => Via::Quiz,
        Mode::Practice | Mode::Strict => Via::Exam,
    };
    log(transaction, scheduler, via, answer, stamp)
}

fn log(
    transaction: &Transaction<'_>,
    scheduler: &Scheduler,
    via: Via,
    answer: &NewAttempt,
    stamp: Stamp,
) -> Result<Recorded, StoreError> {
    let NewAttempt { item, is_right, certainty, was_aided, chosen, took_ms, is_drawn: _ } = answer;
    let Stamp { at, day, random } = stamp;
    let grade = exam::grade(*is_right, *certainty);
    let review =
        NewReview { item, grade, at, day, took_ms: *took_ms, via, known: false, problem: None, random };
    let detail = Detail {
        right: Some(*is_right),
        certainty: *certainty,
        aided: *was_aided,
        chosen: chosen.clone(),
        ..Detail::default()
    };
    record(transaction, scheduler, &review, detail)
}

impl Store {
    /// Records the answer to a question that came back in a drill. When this returns, it is on the disk. Unlike the answers
    /// of quizzes and mocks it is a part of the day's work, and can be taken back.
    pub fn grade_question(
        &mut self,
        scheduler: &Scheduler,
        answer: &NewAttempt,
        stamp: Stamp,
    ) -> Result<Recorded, StoreError> {
        let transaction = self.begin()?;
        let recorded = log(&transaction, scheduler, Via::Drill, answer, stamp)?;
        transaction.commit()?;
        Ok(recorded)
    }

    /// Returns the standing attempts at each question of the library that has any, in order. The first of a question is the
    /// one that counts for readiness.
    pub fn attempts(&self, library: &Library) -> Result<BTreeMap<ItemIndex, Vec<Attempt>>, StoreError> {
        let all = library.items().map(|(index, _)| index);
        let questions: Vec<ItemIndex> =
            all.filter(|&index| library.kind(index) == ItemKind::Question).collect();
        let mut select = self.connection.prepare_cached(
            "select key, review.id, day, grade, took_ms, detail, via
             from json_each(?) join item on item.id = value join review on review.item = item.n
             where coalesce((select undone from retraction
               where retraction.item = review.item and retraction.review = review.id
               order by retraction.id desc limit 1), 0) = 0
             order by key, review.id",
        )?;
        let mut attempts: BTreeMap<ItemIndex, Vec<Attempt>> = BTreeMap::new();
        for chunk in questions.chunks(ASKED_AT_ONCE) {
            let mut rows = select.query([ids_of(library, chunk)])?;
            while let Some(row) = rows.next()? {
                let standing = standing_of(row, 1)?;
                let detail = row.get_ref(5)?.as_str_or_null()?;
                let Detail { right, certainty, aided, chosen, .. } =
                    detail.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
                let (grade, day) = (standing.answer.grade, standing.answer.day);
                attempts.entry(chunk[row.get::<_, usize>(0)?]).or_default().push(Attempt {
                    answer: TestAnswer { grade, day, was_aided: aided },
                    is_right: right.unwrap_or(grade.is_pass()),
                    certainty,
                    chosen,
                });
            }
        }
        Ok(attempts)
    }

    /// Returns what is known of the questions: attempts, and what the learner said of them. Those suspended or held to be
    /// wrong are not to be asked. Attempts at a question that is held to be wrong say nothing of the learner: they are left
    /// out as long as it is.
    pub fn question_history(&self, library: &Library) -> Result<QuestionHistory, StoreError> {
        let mut history = QuestionHistory { attempts: self.attempts(library)?, ..QuestionHistory::default() };
        for (index, marks) in self.all_marks(library)? {
            if marks.flagged {
                history.marked.insert(index);
            }
            if marks.disputed {
                history.attempts.remove(&index);
            }
            if marks.disputed || marks.mark.suspended == Some(true) {
                history.left_out.insert(index);
            }
        }
        Ok(history)
    }

    /// Keeps why the learner says they missed a question; the newest holds.
    pub fn set_miss_reason(&mut self, item: &str, reason: Reason, at: Moment) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        let item = item_key(&transaction, item)?;
        transaction.execute(
            "insert or replace into miss_reason (item, reason, at) values (?, ?, ?)",
            params![item, reason.to_string(), at.utc_ms],
        )?;
        transaction.commit()?;
        Ok(())
    }

    /// Returns why a question was missed, as the learner said.
    pub fn miss_reason(&self, item: &str) -> Result<Option<Reason>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "select reason from miss_reason join item on item.n = miss_reason.item where item.id = ?",
        )?;
        let reason: Option<String> = select.query_row([item], |row| row.get(0)).optional()?;
        Ok(reason.and_then(|reason| reason.parse().ok()))
    }

    /// Returns why questions were missed, for all of which the learner said so.
    pub fn miss_reasons(&self, library: &Library) -> Result<HashMap<ItemIndex, Reason>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "select item.id, reason from miss_reason join item on item.n = miss_reason.item",
        )?;
        let mut rows = select.query([])?;
        let mut reasons = HashMap::new();
        while let Some(row) = rows.next()? {
            let (id, reason): (String, String) = (row.get(0)?, row.get(1)?);
            reasons.extend(library.find(&id).zip(reason.parse().ok()));
        }
        Ok(reasons)
    }
}

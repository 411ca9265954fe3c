//! Mock exams that are over: the list with its trend, their reports, and what to drill after them.

use crate::exam::{Comparison, Mode, Report, Score, Sitting};
use crate::store::{SittingRow, StoredSitting};
use crate::study::{Study, StudyError};

/// A mock exam in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct PastExam {
    /// The sitting.
    pub row: SittingRow,
    /// Beside the one before it of the same exam and about the same length, when both are over.
    pub comparison: Option<Comparison>,
}

/// A mock exam that is over, with everything there is to know of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ExamReport {
    /// The sitting.
    pub row: SittingRow,
    /// As it was left: paper, answers, notes.
    pub sitting: Sitting,
    /// What it came to.
    pub report: Report,
    /// Beside the one before it of the same exam.
    pub comparison: Option<Comparison>,
}

impl PastExam {
    /// Returns the score; `None` while it goes on.
    pub fn score(&self) -> Option<&Score> {
        self.row.finished.as_ref().map(|(_, score)| score)
    }
}

impl ExamReport {
    /// Returns the ids of the questions that were wrong, blank or guessed, in the paper's order.
    pub fn missed(&self) -> Vec<&str> {
        let missed = self.report.questions.iter().filter(|question| question.is_missed());
        missed.map(|question| self.sitting.paper().questions[question.n].id.as_str()).collect()
    }
}

impl Study {
    /// Returns all mock exams, oldest first, those not over among them.
    pub fn exams(&self) -> Result<Vec<PastExam>, StudyError> {
        let rows = self.store.sittings()?.into_iter().filter(|row| row.mode != Mode::Quiz);
        let mut exams: Vec<PastExam> = Vec::new();
        for row in rows {
            let mut before = exams.iter().rev().filter(|exam| exam.row.blueprint == row.blueprint);
            let before = before.find_map(PastExam::score);
            let now = row.finished.as_ref().map(|(_, score)| score);
            let comparison = before.zip(now).map(|(before, now)| Comparison::between(before, now));
            exams.push(PastExam { row, comparison });
        }
        Ok(exams)
    }

    /// Returns the report of the mock exam with a number; the error names those there are.
    pub fn exam_report(&self, number: usize) -> Result<ExamReport, StudyError> {
        let exams = self.exams()?;
        let over = |exam: &&PastExam| exam.row.finished.is_some();
        let Some(PastExam { row, comparison }) =
            exams.iter().filter(over).find(|exam| exam.row.number == number).cloned()
        else {
            let numbers: Vec<String> =
                exams.iter().filter(over).map(|exam| exam.row.number.to_string()).collect();
            let hint = match exams.iter().any(|exam| exam.row.number == number) {
                true => "it is not over: `dva exam resume` goes on with it".to_owned(),
                false if numbers.is_empty() => "`dva exam start` begins the first".to_owned(),
                false => format!("those that are over: {}", numbers.join(", ")),
            };
            let name = number.to_string();
            return Err(StudyError::Missing { what: "report of a mock exam", name, hint });
        };
        let stored = self.store.sitting(row.id)?;
        let StoredSitting { sitting, .. } = stored.ok_or(StudyError::NoOpenExam)?;
        let score = row.finished.as_ref().map_or_else(|| Score::of(&sitting), |(_, score)| score.clone());
        Ok(ExamReport { report: Report::new(&sitting, score), row, sitting, comparison })
    }
}

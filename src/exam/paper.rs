//! A paper as it is shown and stored: everything a report will ever need of content, so that no later change of content
//! changes a report.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::content::model::Level;

/// The newest form in which papers are written.
const FORMAT: u16 = 1;

/// A mock exam's or a quiz's questions, in the order and with the options in the order they are shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// The form it is written in.
    pub(super) format: u16,
    /// The blueprint's id; empty for a quiz without one.
    pub blueprint: String,
    /// The blueprint's full name, or what the quiz is on.
    pub title: String,
    /// The seed it was made from.
    pub seed: u64,
    /// Minutes allowed; no bound in a quiz.
    pub minutes: Option<u16>,
    /// The scaled score that passes.
    pub pass: u16,
    /// The blueprint's domains, in order.
    pub domains: Vec<PaperDomain>,
    /// The questions.
    pub questions: Vec<PaperQuestion>,
}

/// A domain as it was named then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PaperDomain {
    /// `2`
    pub id: String,
    /// Its official name.
    pub title: String,
    /// Percent of the scored questions.
    pub weight: u8,
    /// Its tasks, in order.
    pub tasks: Vec<PaperTask>,
}

/// A task as it was named then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PaperTask {
    /// `2.1`
    pub id: String,
    /// What it is.
    pub title: String,
}

/// A question as shown. One that was drawn from a calculation is a question like any other, with its numbers kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PaperQuestion {
    /// The item's id.
    pub id: String,
    /// The id of the topic that explains it.
    pub topic: String,
    /// The topic's name.
    pub topic_title: String,
    /// The section's id.
    pub section: String,
    /// The blueprint's domain; `None` in a quiz on what the blueprint does not ask.
    pub domain: Option<String>,
    /// The blueprint's task; `None` for an emerging topic, which never counts.
    pub task: Option<String>,
    /// What it asks of the learner.
    pub level: Level,
    /// Whether it counts. Never shown before the report.
    pub scored: bool,
    /// Scenario and question.
    pub stem: String,
    /// The answers, in the order shown.
    pub options: Vec<PaperOption>,
    /// Pages it rests on.
    pub sources: Vec<String>,
    /// The day key and explanations were checked.
    pub verified: NaiveDate,
    /// What was drawn for it; `None` for a question that was written out.
    pub drawn: Option<Drawn>,
}

/// What a drawn question was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// The seed of the draw.
    pub seed: u64,
    /// Each input with its number.
    pub numbers: BTreeMap<String, String>,
}

/// One answer of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperOption {
    /// Stable, never shown.
    pub id: String,
    /// What is shown.
    pub text: String,
    /// Whether it is right.
    pub key: bool,
    /// Why it is right, or fails here.
    pub why: String,
}

/// A stored paper that cannot be read.
#[derive(Debug, Error)]
pub enum PaperError {
    /// It is not what dva writes.
    #[error("the paper is damaged")]
    Damaged(#[from] serde_json::Error),
    /// A newer dva wrote it.
    #[error("the paper was written by a newer dva (form {0})")]
    Newer(u16),
}

impl PaperQuestion {
    /// How many options are to be chosen.
    pub fn asked(&self) -> usize {
        self.options.iter().filter(|option| option.key).count()
    }

    /// Whether more than one option is to be chosen.
    pub fn is_multiple_response(&self) -> bool {
        self.asked() > 1
    }

    /// Whether its topic is one of those a guide calls emerging: such questions never count.
    pub fn is_emerging(&self) -> bool {
        self.domain.is_some() && self.task.is_none()
    }
}

impl Paper {
    /// Brings questions together under the newest form.
    pub(super) fn new(title: String, seed: u64, questions: Vec<PaperQuestion>) -> Self {
        let (blueprint, domains) = (String::new(), Vec::new());
        Self { format: FORMAT, blueprint, title, seed, minutes: None, pass: 0, domains, questions }
    }

    /// Milliseconds allowed; no bound in a quiz.
    pub fn allowed_ms(&self) -> Option<u64> {
        self.minutes.map(|minutes| u64::from(minutes) * 60_000)
    }

    /// Returns the paper as it is stored.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("plain data can always be written")
    }

    /// Reads a stored paper.
    pub fn from_json(text: &str) -> Result<Self, PaperError> {
        /// What every form begins with.
        #[derive(Deserialize)]
        struct Form {
            format: u16,
        }
        let Form { format } = serde_json::from_str(text)?;
        if format > FORMAT {
            return Err(PaperError::Newer(format));
        }
        Ok(serde_json::from_str(text)?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures;
    use super::*;

    #[test]
    fn a_paper_reads_back_as_it_was_written_and_a_newer_one_is_refused_by_its_number() {
        let paper = fixtures::paper(3);
        assert_eq!(Paper::from_json(&paper.to_json()).unwrap(), paper);
        let newer = r#"{"format":2,"something":"else"}"#;
        assert!(matches!(Paper::from_json(newer), Err(PaperError::Newer(2))));
        assert!(matches!(Paper::from_json("{"), Err(PaperError::Damaged(_))));
    }
}

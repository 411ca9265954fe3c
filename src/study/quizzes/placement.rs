//! Placement: fifteen questions over all domains show a newcomer where they stand. They are first attempts like any other;
//! a section of which all were right is known.

use crate::content::model::Blueprint;
use crate::exam::{self, Bank, PLACEMENT_QUESTIONS, Paper};

use super::super::{Study, StudyError};
use super::Quiz;

/// What dva remembers of placement, beside the settings.
const PLACED: &str = "placed";

/// What the quiz is on; by this it is known when it ends.
const TITLE: &str = "Where you stand";

/// The exam of a course that no other was chosen for.
const COURSE_EXAM: &str = "dva-c01";

impl Quiz {
    /// Whether it is the one that places a newcomer.
    pub fn is_placement(&self) -> bool {
        self.title() == TITLE
    }
}

impl Study {
    /// Whether the questions that place a newcomer were answered.
    pub fn is_placed(&self) -> Result<bool, StudyError> {
        Ok(self.store.value(PLACED)?.is_some())
    }

    /// Whether there is something to be placed by: it was not done, and there are questions enough.
    pub fn can_be_placed(&mut self) -> Result<bool, StudyError> {
        Ok(!self.is_placed()? && self.placement_paper().is_ok())
    }

    /// Begins the questions that place a newcomer.
    pub fn start_placement(&mut self) -> Result<Quiz, StudyError> {
        let paper = self.placement_paper()?;
        self.start(&paper)
    }

    fn placement_paper(&mut self) -> Result<Paper, StudyError> {
        let seed = self.seed();
        let content = self.library.content();
        let course = || self.library.blueprint(COURSE_EXAM).or(content.blueprints.first());
        let none = || StudyError::TooFew { need: PLACEMENT_QUESTIONS, have: 0 };
        let exam: &Blueprint = self.blueprint().or_else(course).ok_or_else(none)?;
        let left_out = self.question_history()?.left_out;
        let bank = Bank::of(&self.library, exam, |index| left_out.contains(&index));
        let mut paper = exam::placement(exam, &bank, seed)
            .map_err(|short| StudyError::TooFew { need: short.need, have: short.have })?;
        TITLE.clone_into(&mut paper.title);
        Ok(paper)
    }

    /// Keeps what placement showed, when it was that: sections of which everything was right are known.
    pub(super) fn placed(&mut self, quiz: &Quiz) -> Result<(), StudyError> {
        if !quiz.is_placement() || quiz.recap().left > 0 {
            return Ok(());
        }
        let mut known = self.settings.known_sections.clone();
        let found = exam::known_sections(quiz.sitting()).into_iter();
        known.extend(found.filter(|id| !self.settings.known_sections.contains(id)));
        self.set("known-sections", &known.join(","))?;
        Ok(self.store.set(PLACED, "yes", None)?)
    }
}

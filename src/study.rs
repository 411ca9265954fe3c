//! A learner's studies: content, database, settings and scheduler brought together. What the screens and the commands do,
//! they do through this.

mod drill;
mod exams;
mod items;
mod lookups;
mod names;
mod notes;
mod overview;
mod queue;
mod quizzes;
mod reference;

use std::path::{Path, PathBuf};
use std::{fs, io};

use thiserror::Error;

pub use drill::{Drill, Step};
pub use exams::{ExamPlan, ExamReport, ExamRequest, Happened, OpenExam, PastExam, Sat};
pub use items::{Sign, Standing};
pub use lookups::OFTEN;
pub use names::Part;
pub use overview::{DeckState, Overview, SectionRecall};
pub use queue::Request;
pub use quizzes::{MistakeRow, Pool, Quiz, QuizRequest, StoredQuiz};
pub use reference::Reference;

pub use crate::store::{DayTotal, Marks};

use crate::content::date::PartialDate;
use crate::content::model::Blueprint;
use crate::content::{Diagnostic, Library, Reader, SourceFile, own, shipped};
use crate::env::{Env, read_content};
use crate::exam::{QuizError, Refusal};
use crate::schedule::{Day, Model, ModelError, Moment, PARAMETERS, Scheduler};
use crate::settings::{SettingError, Settings};
use crate::store::{self, Health, Store, StoreError};

/// What can keep a learner from their studies.
#[derive(Debug, Error)]
pub enum StudyError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A setting was refused.
    #[error(transparent)]
    Setting(#[from] SettingError),
    /// The model refused what the database holds.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// A folder of content that was named cannot be read.
    #[error("cannot read content from {path}")]
    Content {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// There is no quiz of what was asked for.
    #[error(transparent)]
    Quiz(#[from] QuizError),
    /// An event does not fit the sitting as it stands.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// There are too few questions for what was asked for.
    #[error("there are too few questions: {have} of {need}")]
    TooFew {
        /// The questions it takes.
        need: u16,
        /// Those there are for it.
        have: u16,
    },
    /// No deck or section has this name.
    #[error("there is no {what} `{name}`")]
    Missing {
        /// What was looked for: a deck, a section.
        what: &'static str,
        /// The name asked for.
        name: String,
        /// The names there are.
        hint: String,
    },
    /// The bank has not enough questions for a mock exam of the length asked for.
    #[error("there are {have} of the {need} questions that {exam} needs")]
    TooFewQuestions {
        /// The exam.
        exam: String,
        /// The questions asked for.
        need: u16,
        /// The questions there are for it.
        have: u16,
        /// A shorter one, and what is missing.
        hint: String,
    },
    /// A mock exam was begun and is not over.
    #[error("mock exam #{0} is not over")]
    ExamOpen(usize),
    /// There is no mock exam to go on with.
    #[error("no mock exam is open")]
    NoOpenExam,
}

impl StudyError {
    /// Returns the way out; empty when the message says it.
    pub fn hint(&self) -> &str {
        match self {
            Self::Store(error) => error.hint(),
            Self::Setting(error) => error.hint(),
            Self::Missing { hint, .. } | Self::TooFewQuestions { hint, .. } => hint,
            Self::ExamOpen(_) => "`dva exam resume` goes on with it; submit it before another one",
            Self::NoOpenExam => "`dva exam start` begins one",
            Self::Quiz(QuizError::Nothing) => "ask for less, or leave a part of the selection out",
            Self::Quiz(QuizError::NoExam(_)) => "choose an exam: `dva config set exam dva-c02`",
            Self::TooFew { .. } => "ask questions by section or at random until there are more",
            Self::Refused(_) => "",
            Self::Model(_) => "run `dva doctor` to see which reviews are affected",
            Self::Content { .. } => "name a folder or a file that exists and can be read",
        }
    }
}

/// What dva remembers of the first run, beside the settings.
const WELCOMED: &str = "welcomed";

/// Where things are.
#[derive(Debug, Clone)]
pub struct Places {
    /// The directory of the database and of a learner's own `content/`.
    pub data_dir: PathBuf,
    /// More content, as named on the command line.
    pub content: Vec<PathBuf>,
}

/// Everything a learner's studies need.
#[derive(Debug)]
pub struct Study {
    env: Env,
    library: Library,
    store: Store,
    settings: Settings,
    scheduler: Scheduler,
    /// What is wrong with a learner's own content.
    problems: Vec<Diagnostic>,
    /// The mock exam that this program sits.
    sat: Option<Sat>,
}

impl Study {
    /// Opens the database and reads all content.
    pub fn open(env: Env, places: &Places) -> Result<Self, StudyError> {
        let store = Store::open(&places.data_dir.join(store::FILE_NAME))?;
        let (library, problems) = library(places)?;
        Ok(Self { problems, ..Self::of(env, store, library)? })
    }

    /// Brings an open database and content together.
    pub fn of(env: Env, store: Store, library: Library) -> Result<Self, StudyError> {
        let settings = store.settings(&library)?;
        let scheduler = scheduler(&settings)?;
        let mut study = Self { env, library, store, settings, scheduler, problems: Vec::new(), sat: None };
        study.store.adopt_former_ids(&study.library, &study.scheduler)?;
        Ok(study)
    }

    /// Returns all content.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Returns the study settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns what is wrong with a learner's own content.
    pub fn content_problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// Returns the clock.
    pub fn env(&self) -> &Env {
        &self.env
    }

    /// Moves a world that stands still, for tests: see [`Env::let_pass`].
    pub fn let_pass(&mut self, passed: std::time::Duration, wall_ms: i64) {
        self.env.let_pass(passed, wall_ms);
    }

    /// Returns the study day.
    pub fn today(&self) -> Day {
        self.settings.rollover.study_day(self.env.now())
    }

    /// Returns the blueprint aimed at.
    pub fn blueprint(&self) -> Option<&Blueprint> {
        self.library.blueprint(self.settings.exam.as_deref()?)
    }

    /// Returns for whom items are shown.
    pub fn reader(&self) -> Reader {
        reader(&self.env, self.blueprint())
    }

    /// Whether the exam is still ahead today.
    pub fn is_exam_ahead(&self) -> bool {
        self.settings.is_exam_ahead(self.env.now())
    }

    /// Now, and randomness: what every row of the log is made with.
    fn stamp(&mut self) -> (Moment, [u8; 10]) {
        (self.env.now(), self.env.random_bytes())
    }

    /// Returns a seed to draw a problem with.
    pub fn seed(&mut self) -> u64 {
        u64::from_le_bytes(self.env.random_bytes())
    }

    /// Whether nothing is known of the learner yet: then they are asked for exam, date and minutes.
    pub fn is_first_run(&self) -> Result<bool, StudyError> {
        let asked = self.store.value(WELCOMED)?.is_some() || self.settings.exam.is_some();
        Ok(!asked && self.store.total_between(Day(i32::MIN), Day(i32::MAX))?.answers == 0)
    }

    /// Records that the questions of the first run were asked, so that they never are again.
    pub fn welcomed(&mut self) -> Result<(), StudyError> {
        Ok(self.store.set(WELCOMED, "yes", None)?)
    }

    /// Returns whole days until the exam; `None` when no date is set or it has passed.
    pub fn days_to_exam(&self) -> Option<i64> {
        let days = (self.settings.exam_date? - self.env.now().local_date()).num_days();
        (days >= 0).then_some(days)
    }

    /// Changes a setting. Memory depends on the retention aimed at, so a new one replays the log.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), StudyError> {
        let mut settings = self.settings.clone();
        settings.set(key, value, &self.library)?;
        let scheduler = scheduler(&settings)?;
        let rebuild =
            (settings.retention.to_bits() != self.settings.retention.to_bits()).then_some(&scheduler);
        self.store.set(key, value.trim(), rebuild)?;
        (self.settings, self.scheduler) = (settings, scheduler);
        Ok(())
    }

    /// Checks the database and everything derived in it.
    pub fn check(&self) -> Result<Health, StudyError> {
        Ok(self.store.check(&self.scheduler)?)
    }

    /// Makes everything derived again from the log.
    pub fn rebuild(&mut self) -> Result<(), StudyError> {
        Ok(self.store.rebuild(&self.scheduler)?)
    }

    /// Uses an idle moment to tidy the database up.
    pub fn rest(&self) {
        // It is done again at the next idle moment, and at exit: a failure now loses nothing.
        let _ = self.store.checkpoint();
    }
}

/// For whom items are shown who aims at `blueprint`.
fn reader(env: &Env, blueprint: Option<&Blueprint>) -> Reader {
    let facts_as_of = blueprint.and_then(|blueprint| blueprint.facts_as_of).map(PartialDate::first_day);
    Reader { today: env.now().local_date(), facts_as_of }
}

fn scheduler(settings: &Settings) -> Result<Scheduler, ModelError> {
    Ok(Scheduler::new(Model::new(&PARAMETERS, settings.retention)?))
}

/// Reads the shipped content and a learner's own: `content/` in the data directory, then what was named.
fn library(places: &Places) -> Result<(Library, Vec<Diagnostic>), StudyError> {
    let mut files: Vec<SourceFile> = Vec::new();
    let default = places.data_dir.join("content");
    let folders = fs::exists(&default).unwrap_or(false).then_some(default.as_path()).into_iter();
    for path in folders.chain(places.content.iter().map(PathBuf::as_path)) {
        files.extend(files_of(path)?);
    }
    if files.is_empty() {
        return Ok((shipped::library(), Vec::new()));
    }
    let (content, problems) = own::with_own(shipped::content(), files);
    Ok((Library::new(content), problems))
}

fn files_of(path: &Path) -> Result<Vec<SourceFile>, StudyError> {
    read_content(path).map_err(|source| StudyError::Content { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests;

//! A learner's studies: content, database, settings and scheduler brought together. What the screens and the commands do,
//! they do through this.

mod drill;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use thiserror::Error;

pub use drill::{Drill, Step};

use crate::content::date::PartialDate;
use crate::content::model::{Blueprint, Deck};
use crate::content::{Diagnostic, Face, ItemIndex, Library, Reader, SourceFile, own, shipped, text};
use crate::env::{Env, read_content};
use crate::schedule::{
    Day, Entry, Grade, Memory, Model, ModelError, PARAMETERS, Pace, Queue, Scheduler, Session, Situation,
    introduction_order,
};
use crate::settings::{SettingError, Settings};
use crate::store::{self, DayTotal, Health, NewReview, Recorded, Store, StoreError, Via};

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
    /// No deck has this name.
    #[error("there is no deck `{name}`")]
    Deck {
        /// The name asked for.
        name: String,
        /// The decks there are.
        hint: String,
    },
}

impl StudyError {
    /// Returns the way out; empty when the message says it.
    pub fn hint(&self) -> &str {
        match self {
            Self::Store(error) => error.hint(),
            Self::Setting(error) => error.hint(),
            Self::Deck { hint, .. } => hint,
            Self::Model(_) => "run `dva doctor` to see which reviews are affected",
            Self::Content { .. } => "name a folder or a file that exists and can be read",
        }
    }
}

/// Where things are.
#[derive(Debug, Clone)]
pub struct Places {
    /// The directory of the database and of a learner's own `content/`.
    pub data_dir: PathBuf,
    /// More content, as named on the command line.
    pub content: Vec<PathBuf>,
}

/// Which items a drill is to ask.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// A deck's id; everything when absent.
    pub deck: Option<String>,
    /// Minutes at most; no bound when absent.
    pub minutes: Option<u32>,
    /// Items at most; no bound when absent.
    pub limit: Option<usize>,
}

/// Today at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// What was answered today.
    pub done: DayTotal,
    /// Items due.
    pub due: usize,
    /// New items within the day's allowance.
    pub new: usize,
    /// Minutes that both will take, rounded up.
    pub minutes: u32,
    /// Items scheduled for tomorrow as things stand.
    pub due_tomorrow: usize,
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
        let mut study = Self { env, library, store, settings, scheduler, problems: Vec::new() };
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
        let facts_as_of = self
            .blueprint()
            .and_then(|blueprint| blueprint.facts_as_of)
            .map(super::content::date::PartialDate::first_day);
        Reader { today: self.env.now().local_date(), facts_as_of }
    }

    /// Returns whole days until the exam; `None` when no date is set or it has passed.
    pub fn days_to_exam(&self) -> Option<i64> {
        let days = (self.settings.exam_date? - self.env.now().local_date()).num_days();
        (days >= 0).then_some(days)
    }

    /// Returns today at a glance.
    pub fn overview(&self) -> Result<Overview, StudyError> {
        let queue = self.queue(&Request::default())?;
        let (due, new) = queue.counts();
        let today = self.today();
        Ok(Overview {
            done: self.store.day_total(today)?,
            due,
            new,
            minutes: (queue.seconds / 60.0).ceil() as u32,
            due_tomorrow: self.store.due_between(today + 1, today + 1)?,
        })
    }

    /// Begins a drill.
    pub fn begin(&self, request: &Request) -> Result<Drill, StudyError> {
        let queue = self.queue(request)?;
        Ok(Drill {
            title: self.deck(request)?.map_or_else(|| "Today".to_owned(), |deck| deck.title.clone()),
            session: Session::new(queue.entries),
            left_out: queue.left_out,
            minutes: request.minutes,
            spent_ms: 0,
            answers: Vec::new(),
        })
    }

    /// Returns what to ask, in order.
    fn queue(&self, request: &Request) -> Result<Queue, StudyError> {
        let deck = self.deck(request)?;
        let blueprint = self.blueprint();
        let wanted = |&item: &ItemIndex| match (deck, blueprint) {
            (Some(deck), _) => self.library.is_in_deck(deck, item),
            (None, Some(blueprint)) => self.library.maps(item).contains_key(&blueprint.id),
            (None, None) => true,
        };
        let today = self.today();
        let mut due = self.store.due(&self.library, today)?;
        due.retain(|asked| wanted(&asked.item) && self.library.is_drilled(asked.item));
        let introduced = self.store.day_total(today)?.new.max(0) as usize;
        let situation = Situation {
            library: &self.library,
            today,
            exam_ahead: self.settings.is_exam_ahead(self.env.now()),
            due,
            answered_today: self.store.answered_on(&self.library, today)?,
            marks: self.store.marks(&self.library)?,
            read: self.store.read_topics(&self.library)?,
            new_allowance: (self.settings.new_per_day as usize).saturating_sub(introduced),
            pace: self.pace()?,
            minutes: request.minutes,
            limit: request.limit,
        };
        let fresh = self.fresh(&situation, deck, wanted)?;
        Ok(crate::schedule::build(&situation, &self.scheduler, fresh))
    }

    /// Returns new items in the order of their introduction: as many as the queue may need.
    fn fresh(
        &self,
        situation: &Situation<'_>,
        deck: Option<&Deck>,
        wanted: impl Fn(&ItemIndex) -> bool,
    ) -> Result<Vec<ItemIndex>, StudyError> {
        if situation.new_allowance == 0 {
            return Ok(Vec::new());
        }
        let settings = &self.settings;
        let order = introduction_order(
            &self.library,
            self.blueprint().filter(|_| deck.is_none()),
            settings.new_order,
            &settings.new_sections,
            settings.new_through.as_deref(),
        );
        // What is due was seen: that spares looking it up.
        let due: HashSet<ItemIndex> = situation.due.iter().map(|asked| asked.item).collect();
        let candidates = order.into_iter().filter(|item| !due.contains(item) && wanted(item));
        // Suspended items and siblings are passed over, so more are looked up than may be introduced.
        let at_most = 4 * situation.new_allowance + situation.marks.len();
        Ok(self.store.unseen(&self.library, candidates, at_most)?)
    }

    fn deck(&self, request: &Request) -> Result<Option<&Deck>, StudyError> {
        let Some(name) = &request.deck else { return Ok(None) };
        let found = self.library.deck(name).map(Some);
        found.ok_or_else(|| {
            let decks: Vec<&str> = self.library.content().decks.iter().map(|deck| deck.id.as_str()).collect();
            StudyError::Deck { name: name.clone(), hint: format!("the decks are: {}", decks.join(", ")) }
        })
    }

    /// The learner's own pace over the last thirty study days, once it is known well enough.
    fn pace(&self) -> Result<Pace, StudyError> {
        let today = self.today();
        let total = self.store.total_between(today + -30, today)?;
        let usual = Pace::default();
        if total.answers < 50 || total.took_ms == 0 {
            return Ok(usual);
        }
        let mean = (total.took_ms as f64 / 1000.0 / total.answers as f64).clamp(2.0, 60.0);
        Ok(Pace { seen: mean, new: mean * usual.new / usual.seen })
    }

    /// Returns the day that each grade would make an item due, worst grade first.
    pub fn preview(&self, entry: &Entry) -> Result<[Day; 4], StudyError> {
        let id = &self.library.item(entry.item).id;
        Ok(self.scheduler.preview(id, entry.memory.as_ref(), self.today())?)
    }

    /// Returns the two sides of an item of a drill, with the learner's own hint, and with a word when the answer changed
    /// since they last saw it.
    pub fn face(&self, entry: &Entry) -> Result<Face, StudyError> {
        let mut face = self.library.face(entry.item, self.reader());
        if let Some(hint) = self.hint(entry.item)? {
            face.front += &format!("\n\nYour hint: {hint}");
        }
        let revised = self.library.head(entry.item).revised;
        if let (Some(revised), Some(memory)) = (revised, entry.memory)
            && memory.last < Day::of(revised)
        {
            let day = PartialDate::Day(revised);
            face.back += &format!("\n\nThe answer changed on {day}, after you last saw it.");
        }
        Ok(face)
    }

    /// Returns the learner's own hint for an item, as plain text.
    pub fn hint(&self, item: ItemIndex) -> Result<Option<String>, StudyError> {
        let note = self.store.note(&self.library.item(item).id)?;
        // What a learner typed is no Markdown.
        Ok(note.map(|note| text::printable(&note).replace(['`', '*', '|'], "'")))
    }

    /// Keeps the learner's own hint for the current item of a drill; an empty one takes it away.
    pub fn set_hint(&mut self, drill: &Drill, hint: &str) -> Result<(), StudyError> {
        let Some(&Entry { item, .. }) = drill.session.current() else { return Ok(()) };
        let random = self.env.random_bytes();
        let hint = Some(hint.trim()).filter(|hint| !hint.is_empty());
        Ok(self.store.set_note(&self.library.item(item).id, hint, self.env.now(), random)?)
    }

    /// Whether the learner is to be asked for a hint: the item keeps being forgotten, and the exam is ahead.
    pub fn wants_hint(&self, entry: &Entry) -> Result<bool, StudyError> {
        let is_leech = entry.memory.is_some_and(|memory| memory.is_leech());
        Ok(is_leech && self.settings.is_exam_ahead(self.env.now()) && self.hint(entry.item)?.is_none())
    }

    /// Records the answer to the current item. When this returns without an error, it is on the disk; otherwise the drill
    /// stands where it stood.
    pub fn answer(&mut self, drill: &mut Drill, grade: Grade, took_ms: i64) -> Result<(), StudyError> {
        self.record(drill, grade, took_ms, false)
    }

    /// Records that the learner knows the current item, which is new.
    pub fn answer_known(&mut self, drill: &mut Drill, took_ms: i64) -> Result<(), StudyError> {
        self.record(drill, Grade::Easy, took_ms, true)
    }

    fn record(
        &mut self,
        drill: &mut Drill,
        grade: Grade,
        took_ms: i64,
        known: bool,
    ) -> Result<(), StudyError> {
        let Some(&entry) = drill.session.current() else { return Ok(()) };
        let (now, today, random) = (self.env.now(), self.today(), self.env.random_bytes());
        let item = &self.library.item(entry.item).id;
        let review = NewReview { item, grade, at: now, day: today, took_ms, via: Via::Drill, known, random };
        let recorded = self.store.grade(&self.scheduler, &review)?;
        drill.spent_ms += took_ms;
        drill.advance(entry, &recorded);
        Ok(())
    }

    /// Takes back the newest answer, of this drill or of any before it.
    pub fn undo(&mut self, drill: &mut Drill) -> Result<Option<Step>, StudyError> {
        let (now, random) = (self.env.now(), self.env.random_bytes());
        let Some(recorded) = self.store.undo(&self.scheduler, now, random)? else { return Ok(None) };
        let step = self.step(&recorded);
        let Some(item) = step.item else { return Ok(Some(step)) };
        let of_this_drill = drill.answers.last().is_some_and(|(last, _)| *last == item);
        if of_this_drill {
            drill.answers.pop();
        }
        if !of_this_drill || !drill.session.can_undo() {
            drill.session.bring_forward(Entry { item, memory: recorded.memory, topic_first: false });
        } else {
            drill.session.undo();
        }
        Ok(Some(step))
    }

    /// Gives the answer again that was taken back last.
    pub fn redo(&mut self, drill: &mut Drill) -> Result<Option<Step>, StudyError> {
        let (now, random) = (self.env.now(), self.env.random_bytes());
        let Some(recorded) = self.store.redo(&self.scheduler, now, random)? else { return Ok(None) };
        let step = self.step(&recorded);
        if let Some(item) = step.item {
            let entry = Entry { item, memory: recorded.memory, topic_first: false };
            if drill.session.current().is_none_or(|current| current.item != item) {
                drill.session.bring_forward(entry);
            }
            drill.advance(entry, &recorded);
        }
        Ok(Some(step))
    }

    fn step(&self, recorded: &Recorded) -> Step {
        Step { item: self.library.find(&recorded.item), grade: recorded.grade }
    }

    /// Suspends the current item and goes on.
    pub fn suspend(&mut self, drill: &mut Drill) -> Result<Option<ItemIndex>, StudyError> {
        let Some(&Entry { item, .. }) = drill.session.current() else { return Ok(None) };
        let random = self.env.random_bytes();
        self.store.suspend(&self.library.item(item).id, true, self.env.now(), random)?;
        drill.session.drop_current();
        Ok(Some(item))
    }

    /// Puts the current item off until tomorrow and goes on.
    pub fn bury(&mut self, drill: &mut Drill) -> Result<Option<ItemIndex>, StudyError> {
        let Some(&Entry { item, .. }) = drill.session.current() else { return Ok(None) };
        let random = self.env.random_bytes();
        self.store.bury(&self.library.item(item).id, self.today() + 1, self.env.now(), random)?;
        drill.session.drop_current();
        Ok(Some(item))
    }

    /// Has a suspended item or a leech asked again.
    pub fn unsuspend(&mut self, item: ItemIndex) -> Result<(), StudyError> {
        let random = self.env.random_bytes();
        Ok(self.store.suspend(&self.library.item(item).id, false, self.env.now(), random)?)
    }

    /// Records that the topic before the current item was read.
    pub fn topic_shown(&mut self, drill: &mut Drill, took_ms: i64) -> Result<(), StudyError> {
        let Some(&Entry { item, .. }) = drill.session.current() else { return Ok(()) };
        self.store.read_topic(&self.library.topic_of(item).id, self.env.now())?;
        drill.spent_ms += took_ms;
        drill.session.topic_shown();
        Ok(())
    }

    /// Returns an item's memory.
    pub fn memory(&self, item: ItemIndex) -> Result<Option<Memory>, StudyError> {
        Ok(self.store.memory(&self.library.item(item).id)?)
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

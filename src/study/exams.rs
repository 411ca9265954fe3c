//! Mock exams: planned, begun, sat event by event, left and gone on with.
//!
//! The sitting that this program sits is part of the study, so that every screen above it knows of it: the clock goes on
//! under a look-up, and strict mode closes what it does not allow.

mod past;

use std::collections::HashSet;

use crate::calc::Constants;
use crate::calc::problem;
use crate::content::date::PartialDate;
use crate::content::library::Body;
use crate::content::model::Blueprint;
use crate::env::SeededDice;
use crate::exam::{
    Assembly, Bank, Effect, Event, Mode, Offer, Paper, Past, Record, SHORT_LENGTHS, Shortage, Sitting, Tool,
    drawn_question, minutes_for, past,
};
use crate::schedule::Moment;
use crate::store::{Seat, SittingId, SittingRow, Stamp, StoredSitting};

use super::{Study, StudyError};

pub use past::{ExamReport, PastExam};

/// The exam of those who chose none: the course's own.
const USUAL: &str = "dva-c01";

/// Mock exams whose questions come back only when nothing else is left.
const RECENT: u32 = 2;

/// What is to be sat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExamRequest {
    /// The blueprint's id; the learner's setting when absent.
    pub exam: Option<String>,
    /// How it is sat.
    pub mode: Mode,
    /// The questions; the blueprint's number when absent.
    pub length: Option<u16>,
    /// What the paper is made from; chance when absent.
    pub seed: Option<u64>,
}

impl Default for ExamRequest {
    fn default() -> Self {
        Self { exam: None, mode: Mode::Practice, length: None, seed: None }
    }
}

/// What can be sat of an exam.
#[derive(Debug, Clone, PartialEq)]
pub struct ExamPlan {
    /// The blueprint's id.
    pub exam: String,
    /// Its full name.
    pub title: String,
    /// The scaled score that passes.
    pub pass: u16,
    /// What there are questions for, the longest first, each with its minutes.
    pub lengths: Vec<Offer>,
    /// What the bank lacks for the blueprint's full length.
    pub shortage: Option<Shortage>,
    /// When it could be sat last, if it no longer can.
    pub past: Option<Past>,
}

/// A mock exam that was begun and is not over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenExam {
    /// Its key.
    pub id: SittingId,
    /// Its number.
    pub number: usize,
    /// How it is sat.
    pub mode: Mode,
    /// The question on the screen, from 1.
    pub question: usize,
    /// How many there are.
    pub of: usize,
    /// Milliseconds that are left if it goes on now.
    pub left_ms: u64,
}

/// The mock exam that this program sits.
#[derive(Debug)]
pub struct Sat {
    id: SittingId,
    number: usize,
    sitting: Sitting,
    /// The number of the next event.
    next: u32,
    /// What the clock that never goes back said at the last event.
    last_ms: u64,
    /// Keeps others from it.
    _seat: Seat,
}

impl Sat {
    /// Returns its number.
    pub fn number(&self) -> usize {
        self.number
    }

    /// Returns its state.
    pub fn sitting(&self) -> &Sitting {
        &self.sitting
    }

    /// Whether its clock runs.
    pub fn is_running(&self) -> bool {
        !self.sitting.is_paused()
    }
}

/// What an event brought about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Happened {
    /// Half of the time is used.
    pub is_half_time: bool,
    /// The exam with this number is over, and its report kept.
    pub finished: Option<usize>,
    /// Whether it is over because its time was.
    pub was_time_up: bool,
}

impl Study {
    /// Returns the id of the exam that is sat when none is named: the learner's, or the course's own.
    pub fn usual_exam(&self) -> String {
        let first = || self.library.content().blueprints.first();
        let usual = || self.library.blueprint(USUAL).or_else(first).map(|exam| exam.id.to_string());
        self.settings.exam.clone().or_else(usual).unwrap_or_default()
    }

    /// Finds a blueprint by its id; the error names those there are.
    pub fn blueprint_named(&self, name: &str) -> Result<&Blueprint, StudyError> {
        let blueprints = &self.library.content().blueprints;
        let ids = blueprints.iter().map(|blueprint| blueprint.id.as_str());
        self.library.blueprint(name).ok_or_else(|| super::queue::missing("exam", name, ids))
    }

    /// Whether the exam is at most a day away: then rest is worth more than another mock.
    pub fn is_eve_of_exam(&self) -> bool {
        self.days_to_exam().is_some_and(|days| days <= 1)
    }

    /// Says when an exam could be sat last and what follows it; `None` while it can be sat, or when there is no such exam.
    pub fn exam_past(&self, exam: &str) -> Option<Past> {
        past(self.library.blueprint(exam)?, self.env.now().local_date())
    }

    /// Returns what there is to sit of an exam if there are questions enough: at once, without a look at them.
    pub fn hoped_exam_plan(&self, exam: &str) -> Result<ExamPlan, StudyError> {
        let blueprint = self.blueprint_named(exam)?;
        Ok(self.plan_of(blueprint, None))
    }

    /// Returns what can be sat of an exam, which takes making a paper.
    pub fn exam_plan(&self, exam: &str) -> Result<ExamPlan, StudyError> {
        let blueprint = self.blueprint_named(exam)?;
        let (bank, recent) = (self.exam_bank(blueprint, 0)?, HashSet::new());
        let assembly = self.assembly(blueprint, &bank, &recent, blueprint.questions, 0);
        Ok(self.plan_of(blueprint, assembly.assemble().err()))
    }

    fn plan_of(&self, blueprint: &Blueprint, shortage: Option<Shortage>) -> ExamPlan {
        let longest = match &shortage {
            None => blueprint.questions,
            Some(shortage) => shortage.offer.map_or(0, |offer| offer.questions),
        };
        let extra = self.settings.extra_minutes();
        let lengths = std::iter::once(blueprint.questions).chain(SHORT_LENGTHS);
        let offer = |questions| Offer { questions, minutes: minutes_for(blueprint, questions, extra) };
        ExamPlan {
            exam: blueprint.id.to_string(),
            title: blueprint.title.to_string(),
            pass: blueprint.pass,
            lengths: lengths.filter(|&length| length <= longest).map(offer).collect(),
            shortage,
            past: self.exam_past(&blueprint.id),
        }
    }

    fn assembly<'a>(
        &self,
        blueprint: &'a Blueprint,
        bank: &'a Bank,
        recent: &'a HashSet<String>,
        length: u16,
        seed: u64,
    ) -> Assembly<'a> {
        let Self { settings, .. } = self;
        let (unscored, extra_minutes) = (settings.unscored, settings.extra_minutes());
        Assembly { blueprint, bank, recent, length, unscored, extra_minutes, seed }
    }

    /// Returns the questions of an exam that may be asked: those written, and one of each problem with numbers drawn from
    /// `seed`. What the learner suspended or holds to be wrong is left out.
    fn exam_bank(&self, blueprint: &Blueprint, seed: u64) -> Result<Bank, StudyError> {
        let marks = self.store.all_marks(&self.library)?;
        let is_left_out = |index| {
            let marks = marks.get(&index);
            marks.is_some_and(|marks| marks.disputed || marks.mark.suspended == Some(true))
        };
        let mut bank = Bank::of(&self.library, blueprint, is_left_out);
        let content = self.library.content();
        let day = blueprint.facts_as_of.map(PartialDate::first_day);
        let constants = Constants::of(&content.facts, &content.blueprints, day);
        for (index, item) in self.library.items().filter(|(index, _)| !is_left_out(*index)) {
            let Body::Problem(n) = item.body else { continue };
            // Each problem has dice of its own, so that one more changes nothing about the others.
            let seed = seed ^ fnv(&item.id);
            let Some(problem) = content.problems.get(n) else { continue };
            let Ok(drawn) = problem::draw(problem, &constants, &mut SeededDice::new(seed)) else { continue };
            let question = drawn_question(&self.library, Some(blueprint), index, &drawn, seed);
            if let Some(question) = question {
                bank.add(question);
            }
        }
        Ok(bank)
    }

    /// Makes the paper that a request asks for.
    fn paper(&self, request: &ExamRequest, seed: u64) -> Result<Paper, StudyError> {
        let exam = request.exam.clone().unwrap_or_else(|| self.usual_exam());
        let blueprint = self.blueprint_named(&exam)?;
        let (bank, recent) = (self.exam_bank(blueprint, seed)?, self.store.recently_shown(RECENT)?);
        let length = request.length.unwrap_or(blueprint.questions);
        let assembly = self.assembly(blueprint, &bank, &recent, length, seed);
        assembly.assemble().map_err(|shortage| too_few(&exam, &shortage))
    }

    /// Begins a mock exam. When this returns, it is on the disk, and its clock runs.
    pub fn start_exam(&mut self, request: &ExamRequest) -> Result<(), StudyError> {
        let seat = self.store.take_seat()?;
        if let Some(open) = self.open_exam()? {
            return Err(StudyError::ExamOpen(open.number));
        }
        let chance = self.seed();
        // What a command line takes and prints has to fit the 64 bits that the database keeps, which have a sign.
        let seed = request.seed.unwrap_or(chance >> 1);
        let paper = self.paper(request, seed)?;
        let stamp = self.exam_stamp();
        let id = self.store.start_sitting(&paper, request.mode, stamp)?;
        let sitting = Sitting::new(paper, request.mode, stamp.at.utc_ms);
        let number = self.exam_row(id)?.map_or(1, |row| row.number);
        self.sat = Some(Sat { id, number, sitting, next: 0, last_ms: self.elapsed_ms(), _seat: seat });
        Ok(())
    }

    /// Returns the mock exam that was begun last and is not over.
    pub fn open_exam(&self) -> Result<Option<OpenExam>, StudyError> {
        let rows = self.store.sittings()?;
        let open = rows.iter().rfind(|row| row.mode != Mode::Quiz && row.finished.is_none());
        let Some(open) = open else { return Ok(None) };
        let Some(StoredSitting { row, mut sitting, .. }) = self.store.sitting(open.id)? else {
            return Ok(None);
        };
        // What going on now would come to.
        let resume = Record { what: Event::Resume, at_ms: self.env.now().utc_ms, ran_ms: 0 };
        let _ = sitting.apply(&resume);
        Ok(Some(OpenExam {
            id: row.id,
            number: row.number,
            mode: row.mode,
            question: sitting.current() + 1,
            of: sitting.sheets().len(),
            left_ms: sitting.left_ms().unwrap_or(0),
        }))
    }

    /// Goes on with the mock exam that is not over, at the question where it was left. In strict mode its time may have run
    /// out: then it is over.
    pub fn resume_exam(&mut self) -> Result<Happened, StudyError> {
        let seat = self.store.take_seat()?;
        let open = self.open_exam()?.ok_or(StudyError::NoOpenExam)?;
        let stored = self.store.sitting(open.id)?.ok_or(StudyError::NoOpenExam)?;
        let StoredSitting { row, sitting, next } = stored;
        let (id, number, last_ms) = (row.id, row.number, self.elapsed_ms());
        self.sat = Some(Sat { id, number, sitting, next, last_ms, _seat: seat });
        let happened = self.exam_event(Event::Resume);
        if happened.is_err() {
            self.sat = None;
        }
        happened
    }

    /// Returns the mock exam that this program sits.
    pub fn sat(&self) -> Option<&Sat> {
        self.sat.as_ref()
    }

    /// Whether this program sits an exam in strict mode, where nothing else is allowed.
    pub fn sits_strictly(&self) -> bool {
        self.sat.as_ref().is_some_and(|sat| sat.sitting.mode() == Mode::Strict)
    }

    /// Lets an event happen. When this returns without an error, it is on the disk; otherwise everything is as it was.
    pub fn exam_event(&mut self, what: Event) -> Result<Happened, StudyError> {
        let (now_ms, at) = (self.elapsed_ms(), self.env.now());
        let sat = self.sat.as_mut().ok_or(StudyError::NoOpenExam)?;
        let mut effects = Vec::new();
        // One that is over and could not be kept is kept now.
        if sat.sitting.finish().is_none() {
            sat.sitting.accept(&what)?;
            let ran_ms = i64::try_from(now_ms.saturating_sub(sat.last_ms)).unwrap_or(i64::MAX);
            let record = Record { what, at_ms: at.utc_ms, ran_ms };
            self.store.append_event(sat.id, sat.next, &record)?;
            (sat.next, sat.last_ms) = (sat.next + 1, now_ms);
            effects = sat.sitting.apply(&record)?;
        }
        let mut happened =
            Happened { is_half_time: effects.contains(&Effect::HalfTime), ..Happened::default() };
        if self.sat.as_ref().is_some_and(|sat| sat.sitting.finish().is_some()) {
            (happened.finished, happened.was_time_up) = self.finish_exam()?;
        }
        Ok(happened)
    }

    /// Keeps the report of the exam that is over, and gives the seat back.
    fn finish_exam(&mut self) -> Result<(Option<usize>, bool), StudyError> {
        let stamp = self.exam_stamp();
        let Some(sat) = &self.sat else { return Ok((None, false)) };
        self.store.finish_sitting(&self.scheduler, sat.id, &sat.sitting, stamp)?;
        let over = self.sat.take();
        let was_time_up =
            over.as_ref().is_some_and(|sat| sat.sitting.finish() == Some(crate::exam::Finish::TimeUp));
        Ok((over.map(|sat| sat.number), was_time_up))
    }

    /// Lets a second go by, if the clock runs.
    pub fn exam_tick(&mut self) -> Result<Happened, StudyError> {
        if !self.sat.as_ref().is_some_and(Sat::is_running) {
            return Ok(Happened::default());
        }
        self.exam_event(Event::Tick)
    }

    /// Notes that a tool was opened while a mock exam is sat.
    pub fn exam_tool(&mut self, tool: Tool) -> Result<Happened, StudyError> {
        let use_it = Event::Use(tool);
        match &self.sat {
            Some(sat) if sat.sitting.accept(&use_it).is_ok() => self.exam_event(use_it),
            _ => Ok(Happened::default()),
        }
    }

    /// Leaves the exam for later: in practice mode its clock stops, in strict mode it goes on.
    pub fn leave_exam(&mut self) -> Result<Happened, StudyError> {
        let Some(sat) = &self.sat else { return Ok(Happened::default()) };
        let last = if sat.sitting.mode() == Mode::Strict { Event::Tick } else { Event::Pause };
        let happened = match sat.sitting.accept(&last) {
            Ok(()) => self.exam_event(last)?,
            Err(_) => Happened::default(),
        };
        self.sat = None;
        Ok(happened)
    }

    fn exam_row(&self, id: SittingId) -> Result<Option<SittingRow>, StudyError> {
        Ok(self.store.sittings()?.into_iter().find(|row| row.id == id))
    }

    fn exam_stamp(&mut self) -> Stamp {
        let day = self.today();
        let (at, random): (Moment, _) = self.stamp();
        Stamp { at, day, random }
    }

    fn elapsed_ms(&self) -> u64 {
        u64::try_from(self.env.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// Says what the bank lacks.
fn too_few(exam: &str, shortage: &Shortage) -> StudyError {
    let tasks: Vec<String> =
        shortage.tasks.iter().map(|task| format!("{} ({} of {})", task.task, task.have, task.need)).collect();
    let missing = if tasks.is_empty() { String::new() } else { format!("; tasks: {}", tasks.join(", ")) };
    let way_out = match shortage.offer {
        Some(offer) => format!("`dva exam start --length {}` has enough", offer.questions),
        None => "choose another exam with --exam, or add questions of your own".to_owned(),
    };
    let Shortage { need, have, .. } = *shortage;
    StudyError::TooFewQuestions { exam: exam.to_owned(), need, have, hint: format!("{way_out}{missing}") }
}

/// FNV-1a: <http://www.isthe.com/chongo/tech/comp/fnv/>.
pub(super) fn fnv(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests;

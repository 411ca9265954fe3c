//! A drill: begun, answered, taken back, gone on with.

use std::collections::HashSet;

use crate::content::ItemIndex;
use crate::content::model::ItemKind;
use crate::exam::{self, Mode, Sitting};
use crate::schedule::{Entry, Grade, LeftOut, Session};
use crate::store::{NewAttempt, NewReview, Recorded, Stamp, Via};

use super::{Request, Study, StudyError};

/// A drill under way.
#[derive(Debug, Clone)]
pub struct Drill {
    /// What is asked: `Today`, or a deck's title.
    pub title: String,
    /// What comes next.
    pub session: Session,
    /// What the minutes or the limit had no room for.
    pub left_out: LeftOut,
    /// Minutes asked for.
    pub minutes: Option<u32>,
    /// Time spent so far, in milliseconds.
    pub spent_ms: i64,
    /// Items and grades in the order of the answers, those taken back not counted.
    pub answers: Vec<(ItemIndex, Grade)>,
}

impl Drill {
    /// Whether there is nothing more to ask: no item, or no time.
    pub fn is_over(&self) -> bool {
        self.session.current().is_none() || self.ms_left().is_some_and(|left| left <= 0)
    }

    /// Returns the milliseconds left of the minutes asked for.
    pub fn ms_left(&self) -> Option<i64> {
        self.minutes.map(|minutes| i64::from(minutes) * 60_000 - self.spent_ms)
    }

    /// Returns the items that were answered Again, each once, in the order they were first missed.
    pub fn missed(&self) -> Vec<ItemIndex> {
        let mut seen = HashSet::new();
        let again = self.answers.iter().filter(|(_, grade)| *grade == Grade::Again);
        again.map(|(item, _)| *item).filter(|item| seen.insert(*item)).collect()
    }

    /// Moves on after an answer to `entry`.
    pub(super) fn advance(&mut self, entry: Entry, recorded: &Recorded) {
        let comes_back = recorded.memory.is_some_and(|memory| memory.relearning);
        self.session.answer(Entry { memory: recorded.memory, ..entry }, comes_back);
        self.answers.push((entry.item, recorded.grade));
    }
}

/// What a step back or forward found.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The item; `None` when its content is gone.
    pub item: Option<ItemIndex>,
    /// The grade taken back or given again.
    pub grade: Grade,
}

impl Study {
    /// Begins a drill.
    pub fn begin(&self, request: &Request) -> Result<Drill, StudyError> {
        let queue = self.queue(request)?;
        Ok(Drill {
            title: self.title_of(request)?,
            session: Session::new(queue.entries),
            left_out: queue.left_out,
            minutes: request.minutes,
            spent_ms: 0,
            answers: Vec::new(),
        })
    }

    /// Records the answer to the current item. When this returns without an error, it is on the disk; otherwise the drill
    /// stands where it stood.
    pub fn answer(&mut self, drill: &mut Drill, grade: Grade, took_ms: i64) -> Result<(), StudyError> {
        self.record(drill, grade, took_ms, false, "")
    }

    /// Records the answer to the current item, which is a problem, as it was typed.
    pub fn answer_typed(
        &mut self,
        drill: &mut Drill,
        grade: Grade,
        took_ms: i64,
        typed: &str,
    ) -> Result<(), StudyError> {
        self.record(drill, grade, took_ms, false, typed)
    }

    /// Records that the learner knows the current item, which is new.
    pub fn answer_known(&mut self, drill: &mut Drill, took_ms: i64) -> Result<(), StudyError> {
        self.record(drill, Grade::Easy, took_ms, true, "")
    }

    /// Returns the question that an item of a drill is, as a quiz of one question that is kept nowhere; `None` for other
    /// items. Until it is answered its options keep their order.
    pub fn question_of(&self, entry: &Entry) -> Option<Sitting> {
        let paper = exam::question(&self.library, self.blueprint(), entry.item, self.seed_of(entry))?;
        Some(Sitting::new(paper, Mode::Quiz, self.env.now().utc_ms))
    }

    /// Records the answer to the current item, which is a question, as it stands in its quiz of one.
    pub fn answer_question(
        &mut self,
        drill: &mut Drill,
        sitting: &Sitting,
        took_ms: i64,
    ) -> Result<(), StudyError> {
        let Some(&entry) = drill.session.current() else { return Ok(()) };
        let day = self.today();
        let (at, random) = self.stamp();
        let answer = NewAttempt { took_ms, ..NewAttempt::of(sitting, 0) };
        let recorded = self.store.grade_question(&self.scheduler, &answer, Stamp { at, day, random })?;
        drill.spent_ms += took_ms;
        drill.advance(entry, &recorded);
        Ok(())
    }

    fn record(
        &mut self,
        drill: &mut Drill,
        grade: Grade,
        took_ms: i64,
        known: bool,
        typed: &str,
    ) -> Result<(), StudyError> {
        let Some(&entry) = drill.session.current() else { return Ok(()) };
        let is_problem = self.library.kind(entry.item) == ItemKind::Problem;
        let problem = is_problem.then(|| (self.seed_of(&entry), typed));
        let via = if is_problem { Via::Problem } else { Via::Drill };
        let day = self.today();
        let (at, random) = self.stamp();
        let item = &self.library.item(entry.item).id;
        let review = NewReview { item, grade, at, day, took_ms, via, known, problem, random };
        let recorded = self.store.grade(&self.scheduler, &review)?;
        drill.spent_ms += took_ms;
        drill.advance(entry, &recorded);
        Ok(())
    }

    /// Takes back the newest answer, of this drill or of any before it.
    pub fn undo(&mut self, drill: &mut Drill) -> Result<Option<Step>, StudyError> {
        let (now, random) = self.stamp();
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
        let (now, random) = self.stamp();
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

    /// Records that the topic before the current item was read.
    pub fn topic_shown(&mut self, drill: &mut Drill, took_ms: i64) -> Result<(), StudyError> {
        let Some(&Entry { item, .. }) = drill.session.current() else { return Ok(()) };
        self.store.read_topic(&self.library.topic_of(item).id, self.env.now())?;
        drill.spent_ms += took_ms;
        drill.session.topic_shown();
        Ok(())
    }

    /// Suspends the current item and goes on.
    pub fn suspend_current(&mut self, drill: &mut Drill) -> Result<(), StudyError> {
        let Some(&Entry { item, .. }) = drill.session.current() else { return Ok(()) };
        self.suspend(item, true)?;
        drill.session.drop_current();
        Ok(())
    }

    /// Puts the current item off until tomorrow and goes on.
    pub fn bury_current(&mut self, drill: &mut Drill) -> Result<(), StudyError> {
        let Some(&Entry { item, .. }) = drill.session.current() else { return Ok(()) };
        self.bury(item, true)?;
        drill.session.drop_current();
        Ok(())
    }
}

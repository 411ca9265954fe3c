//! A sitting as a state machine: events in, state and effects out. It is nothing but its paper, its mode and its events, so
//! that storing each event before it is applied stores the sitting.
//!
//! Every record carries two times. `ran_ms` is what a clock that never goes back counted since the record before it, in the
//! same run of the program; `at_ms` is what the wall clock said. While the program runs and beats once a second, the first
//! counts and the second does not matter. What lies between two runs, or behind a beat that came late because the machine
//! slept, is time away: strict mode takes it from the wall clock and charges it, clamped to what was left and never below
//! zero; the other modes do not charge it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::paper::Paper;

mod event;
mod sheet;

pub use event::{Certainty, Effect, Event, Finish, Mode, Record, Refusal, Tool};
pub use sheet::{Chosen, Sheet};

/// A beat that came later than this found the machine asleep, or the program stopped. A beat is a second long.
const LATEST_BEAT_MS: u64 = 5_000;

/// One attempt at a paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Sitting {
    paper: Paper,
    mode: Mode,
    sheets: Vec<Sheet>,
    current: usize,
    used_ms: u64,
    last_at_ms: i64,
    is_paused: bool,
    finish: Option<Finish>,
    tools: Vec<(Tool, u16)>,
}

/// A paper counted: what the grid and the review before submitting show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// As many options chosen as are asked for.
    pub answered: usize,
    /// Some options chosen, fewer than asked for: counted as wrong.
    pub incomplete: usize,
    /// Nothing chosen.
    pub blank: usize,
    /// Marked, to come back to.
    pub marked: usize,
}

/// Events that do not go together with the paper they are said to belong to.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("event {n} of the sitting does not fit what came before it")]
pub struct ReplayError {
    /// The event's place, from 0.
    pub n: usize,
    /// Why it does not fit.
    #[source]
    pub source: Refusal,
}

impl Sitting {
    /// Begins at `at_ms`, milliseconds since 1970 in UTC.
    pub fn new(paper: Paper, mode: Mode, at_ms: i64) -> Self {
        let sheets = paper.questions.iter().map(|question| Sheet::new(question.asked())).collect();
        Self {
            paper,
            mode,
            sheets,
            current: 0,
            used_ms: 0,
            last_at_ms: at_ms,
            is_paused: false,
            finish: None,
            tools: Vec::new(),
        }
    }

    /// Brings a sitting back from its events. The first that does not fit ends it with an error.
    pub fn replay<'r>(
        paper: Paper,
        mode: Mode,
        at_ms: i64,
        records: impl IntoIterator<Item = &'r Record>,
    ) -> Result<Self, ReplayError> {
        let mut sitting = Self::new(paper, mode, at_ms);
        for (n, record) in records.into_iter().enumerate() {
            sitting.apply(record).map_err(|source| ReplayError { n, source })?;
        }
        Ok(sitting)
    }

    /// Says whether an event fits now. What is accepted is stored, and then applied.
    pub fn accept(&self, event: &Event) -> Result<(), Refusal> {
        if self.finish.is_some() {
            return Err(Refusal::Over);
        }
        if self.is_paused && !matches!(event, Event::Resume | Event::Tick | Event::Submit) {
            return Err(Refusal::Paused);
        }
        match event {
            Event::Pause | Event::Use(_) if self.mode == Mode::Strict => return Err(Refusal::Strict),
            Event::Check { .. } if self.mode != Mode::Quiz => return Err(Refusal::NoQuiz),
            Event::Move { to } if usize::from(*to) >= self.sheets.len() => return Err(Refusal::NoQuestion),
            _ => {}
        }
        let Some(question) = event.question() else { return Ok(()) };
        let sheet = self.sheets.get(usize::from(question)).ok_or(Refusal::NoQuestion)?;
        let options = self.paper.questions[usize::from(question)].options.len();
        sheet.accept(event, options)
    }

    /// Applies an event that is stored. Time passes first: when it runs out, the sitting is over and the event came too late.
    pub fn apply(&mut self, record: &Record) -> Result<Vec<Effect>, Refusal> {
        self.accept(&record.what)?;
        let mut effects = self.pass_time(record);
        if self.finish.is_some() {
            return Ok(effects);
        }
        match &record.what {
            Event::Tick => {}
            Event::Move { to } => self.current = usize::from(*to),
            Event::Pause => self.is_paused = true,
            Event::Resume => self.is_paused = false,
            Event::Use(tool) => self.count(*tool),
            Event::Submit => {
                self.finish = Some(Finish::Submitted);
                effects.push(Effect::Finished(Finish::Submitted));
            }
            event => {
                if let Some(sheet) = event.question().and_then(|n| self.sheets.get_mut(usize::from(n))) {
                    sheet.apply(event);
                }
            }
        }
        Ok(effects)
    }

    /// Charges the time since the last record.
    fn pass_time(&mut self, record: &Record) -> Vec<Effect> {
        let wall = u64::try_from(record.at_ms.saturating_sub(self.last_at_ms)).unwrap_or(0);
        let ran = u64::try_from(record.ran_ms).unwrap_or(0);
        self.last_at_ms = record.at_ms;
        let (running, away) = match record.what {
            // A new run of the program: its clock began with it.
            Event::Resume => (0, wall),
            // The clock went on through a sleep or a stop.
            _ if ran > LATEST_BEAT_MS => (0, wall.max(ran)),
            // The clock stood still through a sleep.
            _ if wall > ran + LATEST_BEAT_MS => (ran, wall - ran),
            _ => (ran, 0),
        };
        let running = if self.is_paused { 0 } else { running };
        let charged = if self.mode == Mode::Strict { running.saturating_add(away) } else { running };
        let before = self.used_ms;
        let allowed = self.paper.allowed_ms();
        self.used_ms = before.saturating_add(charged).min(allowed.unwrap_or(u64::MAX));
        if let Some(sheet) = self.sheets.get_mut(self.current) {
            sheet.pass(running.min(self.used_ms - before));
        }
        let Some(allowed) = allowed else { return Vec::new() };
        if self.used_ms >= allowed {
            self.finish = Some(Finish::TimeUp);
            return vec![Effect::Finished(Finish::TimeUp)];
        }
        let is_half = |used: u64| 2 * used >= allowed;
        if is_half(self.used_ms) && !is_half(before) { vec![Effect::HalfTime] } else { Vec::new() }
    }

    /// Counts the use of a tool, and remembers it with the question on the screen.
    fn count(&mut self, tool: Tool) {
        match self.tools.iter_mut().find(|(known, _)| *known == tool) {
            Some((_, times)) => *times += 1,
            None => self.tools.push((tool, 1)),
        }
        if let Some(sheet) = self.sheets.get_mut(self.current) {
            sheet.was_aided = true;
        }
    }

    /// Returns the event of a key that names an option of the question on the screen. Where several are asked for, a chosen
    /// one is taken back; where one is, it stays, so that a key pressed twice loses no answer.
    pub fn press(&self, option: u8) -> Event {
        let is_taken_back =
            |sheet: &Sheet| sheet.chosen.contains(option) && self.paper.questions[self.current].asked() > 1;
        let chosen = !self.sheets.get(self.current).is_some_and(is_taken_back);
        Event::Choose { question: self.current as u16, option, chosen }
    }

    /// Returns the paper.
    pub fn paper(&self) -> &Paper {
        &self.paper
    }

    /// Returns how it is sat.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Returns what was written on each question, in the paper's order.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// Returns the question on the screen.
    pub fn current(&self) -> usize {
        self.current
    }

    /// Returns the milliseconds charged so far.
    pub fn used_ms(&self) -> u64 {
        self.used_ms
    }

    /// Returns the milliseconds left; `None` where time has no bound.
    pub fn left_ms(&self) -> Option<u64> {
        self.paper.allowed_ms().map(|allowed| allowed - self.used_ms.min(allowed))
    }

    /// Whether the learner paused it.
    pub fn is_paused(&self) -> bool {
        self.is_paused
    }

    /// Returns how it ended; `None` while it goes on.
    pub fn finish(&self) -> Option<Finish> {
        self.finish
    }

    /// Returns the tools that were used, each with the times.
    pub fn tools(&self) -> &[(Tool, u16)] {
        &self.tools
    }

    /// Returns how far the answers are ahead of the clock, in milliseconds; behind it when negative. Each question has the
    /// same share of the time. `None` where time has no bound.
    pub fn ahead_ms(&self) -> Option<i64> {
        let allowed = self.paper.allowed_ms()?;
        let due = allowed * self.tally().answered as u64 / self.sheets.len().max(1) as u64;
        Some(due as i64 - self.used_ms as i64)
    }

    /// Counts the answers.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for sheet in &self.sheets {
            tally.answered += usize::from(sheet.is_complete());
            tally.blank += usize::from(sheet.is_blank());
            tally.incomplete += usize::from(!sheet.is_complete() && !sheet.is_blank());
            tally.marked += usize::from(sheet.marked);
        }
        tally
    }

    /// Whether the options chosen for a question are exactly its keys.
    pub fn is_right(&self, question: usize) -> bool {
        self.sheets[question].chosen == self.keys(question)
    }

    /// The keys of a question.
    pub(super) fn keys(&self, question: usize) -> Chosen {
        let options = self.paper.questions[question].options.iter().enumerate();
        options.filter(|(_, option)| option.key).map(|(n, _)| n as u8).collect()
    }
}

#[cfg(test)]
mod tests;

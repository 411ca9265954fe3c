//! The mock exam that is sat, whatever screen is on top: its clock beats, tools are noted, its end is shown, and it is left
//! when its screen is closed.

use std::time::Duration;

use crate::exam::Tool;
use crate::phrase;
use crate::study::{Happened, Study, StudyError};

use super::super::frame::Notice;
use super::super::screens::{ReportScreen, Screen};
use super::{App, failed};

/// A second: how often the clock of a mock exam is written and shown.
const BEAT: Duration = Duration::from_secs(1);

/// What a screen is to someone who sits a mock exam; `None` for those that help with nothing.
pub(super) fn tool_of(screen: &Screen) -> Option<Tool> {
    match screen {
        Screen::LookUp(_) => Some(Tool::LookUp),
        Screen::CalculatorScreen(_) => Some(Tool::Calculator),
        Screen::TopicScreen(_) => Some(Tool::Notes),
        _ => None,
    }
}

/// What a learner had better know of the exam that is sat: that it is retired, or that their own is near.
pub(super) fn word_on(study: &Study) -> Option<String> {
    if study.is_eve_of_exam() {
        return Some(phrase::exam::EVE.to_owned());
    }
    let exam = &study.sat()?.sitting().paper().blueprint;
    Some(format!("{}.", phrase::exam::past(exam, &study.exam_past(exam)?)))
}

impl App {
    /// Notes that a tool was opened, if an exam is sat.
    pub(super) fn note_tool(&mut self, tool: Option<Tool>) {
        if let Some(tool) = tool {
            let happened = self.study.exam_tool(tool);
            self.tell(happened);
        }
    }

    /// Returns how long to wait for the next beat of a mock exam's clock; `None` when none runs, and nothing wakes the
    /// program but an event.
    pub(in super::super) fn next_beat(&self) -> Option<Duration> {
        self.study.sat().filter(|sat| sat.is_running())?;
        Some((self.beaten + BEAT).saturating_sub(self.study.env().elapsed()))
    }

    /// Writes and shows that a second went by.
    pub(in super::super) fn beat(&mut self) {
        self.beaten = self.study.env().elapsed();
        let happened = self.study.exam_tick();
        self.tell(happened);
    }

    /// Tells what happened to the mock exam that is sat. One that is over shows its report, whatever was open.
    pub(super) fn tell(&mut self, happened: Result<Happened, StudyError>) {
        let happened = match happened {
            Ok(happened) => happened,
            Err(error) => {
                self.notice = Some(failed(&error));
                return;
            }
        };
        if happened.is_half_time {
            let said = self.study.sat().map(|sat| phrase::exam::half_time(sat.sitting()));
            self.notice = said.map(Notice::Done);
        }
        let Some(number) = happened.finished else { return };
        self.screens.truncate(1);
        let refreshed = self.refresh();
        match refreshed.and_then(|()| ReportScreen::load(number, &self.study)) {
            Ok(report) => self.push(Screen::from(report)),
            Err(error) => self.notice = Some(failed(&error)),
        }
        if happened.was_time_up {
            self.notice = Some(Notice::Done(phrase::exam::TIME_UP.to_owned()));
        }
    }

    /// Leaves the mock exam when its screen was closed, in whatever way.
    pub(super) fn leave_what_is_closed(&mut self) {
        let is_open = self.screens.iter().any(|screen| matches!(screen, Screen::SittingScreen(_)));
        if is_open || self.study.sat().is_none() {
            return;
        }
        let happened = self.study.leave_exam();
        self.tell(happened);
        if let Err(error) = self.refresh() {
            self.notice = Some(failed(&error));
        }
    }
}

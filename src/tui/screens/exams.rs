//! The mock exams so far, newest first, with how the scores went.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::text::Line;

use crate::exam::Score;
use crate::phrase;
use crate::study::{PastExam, Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::list::{Choice, Panes};
use super::super::page;
use super::super::view::{Cx, Effect, View};
use super::report::drill_missed;
use super::{ReportScreen, Screen};

/// Rows for what is said of the chosen one.
const FOOT: u16 = 3;

/// The list.
#[derive(Debug)]
pub(in super::super) struct Exams {
    /// Newest first.
    exams: Vec<PastExam>,
    choice: Choice,
}

impl Exams {
    /// Reads the list.
    pub(in super::super) fn load(study: &Study) -> Result<Self, StudyError> {
        let mut exams = study.exams()?;
        exams.reverse();
        Ok(Self { exams, choice: Choice::default() })
    }

    fn chosen(&self) -> Option<&PastExam> {
        self.exams.get(self.choice.at)
    }

    /// The number of the chosen one, when it is over.
    fn over(&self) -> Option<usize> {
        self.chosen().filter(|exam| exam.score().is_some()).map(|exam| exam.row.number)
    }

    fn row(exam: &PastExam, width: u16, cx: &Cx<'_>) -> Line<'static> {
        let day = phrase::exam::day(exam.row.started);
        let left = format!("#{} {} {}", exam.row.number, phrase::exam::name(&exam.row.blueprint), day);
        let right = match exam.score() {
            None => "not over".to_owned(),
            Some(score) if width < 60 => format!("{} {}", score.scaled, phrase::exam::passed(score)),
            Some(score) => {
                let passed = phrase::exam::passed(score);
                let mode = phrase::exam::mode(exam.row.mode);
                format!("{mode} · {} of {} right · {} {passed}", score.right, score.of, score.scaled)
            }
        };
        frame::spread(&left, &right, width, cx.theme)
    }

    /// The chosen one beside those before it.
    fn about(&self) -> String {
        let Some(exam) = self.chosen() else { return String::new() };
        let Some(score) = exam.score() else {
            return "It is not over: the mock exam screen goes on with it.".to_owned();
        };
        let mut oldest_first = self.exams.clone();
        oldest_first.reverse();
        let trend = phrase::exam::trend(&oldest_first, &exam.row.blueprint);
        let Score { scaled, low, high, .. } = score;
        let mut parts = vec![format!("{scaled}, another form {low}–{high}")];
        parts.extend(exam.comparison.as_ref().map(phrase::exam::compared));
        parts.extend(trend);
        let domains = exam
            .comparison
            .as_ref()
            .map(|comparison| phrase::exam::domains_compared(comparison, score).join("\n- "));
        let domains = domains.map_or_else(String::new, |domains| format!("\n\n- {domains}"));
        format!("{}{domains}", parts.join(" · "))
    }
}

impl View for Exams {
    fn context(&self) -> Context {
        Context::Exams
    }

    fn unavailable(&self) -> Vec<Action> {
        if self.over().is_some() { Vec::new() } else { vec![Action::Open, Action::Drill] }
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match (action, self.over()) {
            (Action::Back, _) => Effect::Pop,
            (Action::Open, Some(number)) => {
                Effect::open(move |study| Ok(Screen::from(ReportScreen::load(number, study)?)))
            }
            (Action::Drill, Some(_)) => Effect::Act,
            (Action::Open | Action::Drill, None) => Effect::Notify("It has no report yet.".to_owned()),
            (action, _) => {
                let height = Panes::of(cx.body, 0, FOOT).list.height;
                Effect::changed(self.choice.moved(action, self.exams.len(), height))
            }
        }
    }

    fn act(&mut self, _: Action, study: &mut Study) -> Result<Effect, StudyError> {
        match self.over() {
            Some(number) => drill_missed(&study.exam_report(number)?, study),
            None => Ok(Effect::None),
        }
    }

    fn refresh(&mut self, study: &Study) -> Result<(), StudyError> {
        *self = Self { choice: self.choice, ..Self::load(study)? };
        self.choice.keep_within(self.exams.len());
        Ok(())
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let list = Panes::of(cx.body, 0, FOOT).list;
        self.choice.choose(position, list, self.exams.len()).then_some(Action::Open)
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let right = phrase::count(self.exams.len(), "mock exam");
        frame::title(&["Mock exams so far"], &right, parts.title, buffer, cx.theme);
        let panes = Panes::of(parts.body, 0, FOOT);
        if self.exams.is_empty() {
            let lines = page::set("None yet. `e` at Home begins one.", panes.list.width, cx.theme);
            return frame::scrolled(&lines, 0, panes.list, buffer, cx.theme);
        }
        let width = panes.list.width.saturating_sub(2);
        let row = |n: usize| self.exams.get(n).map_or_else(Line::default, |exam| Self::row(exam, width, cx));
        self.choice.render(self.exams.len(), row, panes.list, buffer, cx.theme);
        panes.render_foot(&self.about(), buffer, cx.theme);
        panes.render_preview(&self.about(), buffer, cx.theme);
    }
}

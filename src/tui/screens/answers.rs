//! The questions of a report, one by one, with what was answered and why each option is right or fails.

use ratatui::buffer::Buffer;
use ratatui::text::Line;

use crate::content::{ItemIndex, text};
use crate::exam::{Filter, PaperQuestion};
use crate::phrase;
use crate::study::{ExamReport, Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::page;
use super::super::question::Question;
use super::super::view::{Cx, Effect, View};
use super::reading::{column, scroll};
use super::report::drill_missed;
use super::{Reading, Screen, item};

/// The questions that a filter shows, one of them on the screen.
#[derive(Debug)]
pub(in super::super) struct Answers {
    report: ExamReport,
    filter: Filter,
    /// The questions, by their place in the paper.
    shown: Vec<usize>,
    at: usize,
    top: usize,
}

impl Answers {
    /// Opens at the first question that a filter shows.
    pub(in super::super) fn of(report: ExamReport, filter: Filter) -> Self {
        let shown = report.report.filtered(filter).map(|question| question.n).collect();
        Self { report, filter, shown, at: 0, top: 0 }
    }

    fn question(&self) -> Option<(usize, &PaperQuestion)> {
        let &n = self.shown.get(self.at)?;
        Some((n, self.report.sitting.paper().questions.get(n)?))
    }

    /// The item that the question is, as far as the content still has it.
    fn item(&self, study: &Study) -> Option<ItemIndex> {
        study.library().find(&self.question()?.1.id)
    }

    fn lines(&self, width: u16, cx: &Cx<'_>) -> Vec<Line<'static>> {
        let Some((n, question)) = self.question() else { return Vec::new() };
        let theme = cx.theme;
        let sheet = &self.report.sitting.sheets()[n];
        let muted = |text: &str| -> Vec<Line<'static>> {
            page::set(text, width, theme).into_iter().map(|line| line.style(theme.muted)).collect()
        };
        let said = phrase::exam::answer(&self.report, n);
        let mut lines: Vec<Line<'static>> =
            page::set(&said, width, theme).into_iter().map(|line| line.style(theme.notice)).collect();
        lines.extend(muted(&self.place(question)));
        lines.push(Line::default());
        lines.extend(Question::judged(question, sheet).set(width, theme).lines);
        if !sheet.note.is_empty() {
            lines.push(Line::default());
            lines.extend(page::set(&format!("Your note: {}", text::plain(&sheet.note)), width, theme));
        }
        lines
    }

    /// Where in the exam the question stands: `2.1 Authentication · Lambda permissions`.
    fn place(&self, question: &PaperQuestion) -> String {
        let tasks = self.report.sitting.paper().domains.iter().flat_map(|domain| &domain.tasks);
        let task = question.task.as_ref().and_then(|id| tasks.clone().find(|task| task.id == *id));
        let task =
            task.map_or_else(|| "emerging topic".to_owned(), |task| format!("{} {}", task.id, task.title));
        format!("{} · {}", text::plain(&task), text::plain(&question.topic_title))
    }

    fn go(&mut self, to: Option<usize>) -> Effect {
        match to.filter(|to| *to < self.shown.len()) {
            Some(to) => {
                (self.at, self.top) = (to, 0);
                Effect::Changed
            }
            None => Effect::Notify("There are no more of these.".to_owned()),
        }
    }

    fn topic(&self, cx: &Cx<'_>) -> Effect {
        let topic = self.question().and_then(|(_, question)| cx.study.library().find_topic(&question.topic));
        match topic.and_then(|topic| cx.study.library().content().topics.get(topic)) {
            Some(topic) => {
                let reading = Reading::topic(topic);
                Effect::open(move |_| Ok(Screen::from(reading)))
            }
            None => Effect::Notify("The content has this topic no more.".to_owned()),
        }
    }
}

impl View for Answers {
    fn context(&self) -> Context {
        Context::Answer
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match action {
            Action::Back => Effect::Pop,
            Action::Next => self.go(self.at.checked_add(1)),
            Action::Previous => self.go(self.at.checked_sub(1)),
            Action::Topic => self.topic(cx),
            Action::Sources => {
                let Some((_, question)) = self.question() else { return Effect::None };
                let reading = Reading::question_sources(question);
                Effect::open(move |_| Ok(Screen::from(reading)))
            }
            Action::Flag | Action::Dispute if self.item(cx.study).is_none() => {
                Effect::Notify("The content has this question no more.".to_owned())
            }
            Action::Dispute => self.item(cx.study).map_or(Effect::None, |item| item::dispute(item, cx.study)),
            Action::Flag | Action::Drill => Effect::Act,
            action => {
                let area = column(cx.body);
                let total = self.lines(area.width, cx).len();
                let moved = scroll(self.top, action, total, area.height);
                self.top = moved.unwrap_or(self.top);
                Effect::changed(moved.is_some())
            }
        }
    }

    fn act(&mut self, action: Action, study: &mut Study) -> Result<Effect, StudyError> {
        match (action, self.item(study)) {
            (Action::Drill, _) => drill_missed(&self.report, study),
            (action, Some(item)) => item::mark(action, item, study),
            (_, None) => Ok(Effect::None),
        }
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let Some((n, _)) = self.question() else { return };
        let long = format!("Mock exam #{} · {}", self.report.row.number, self.filter);
        let short = format!("#{} · {}", self.report.row.number, self.filter);
        let right = format!("question {}   {} of {}", n + 1, self.at + 1, self.shown.len());
        frame::title(&[&long, &short], &right, parts.title, buffer, cx.theme);
        let area = column(parts.body);
        frame::scrolled(&self.lines(area.width, cx), self.top, area, buffer, cx.theme);
    }
}

//! The report of a mock exam: score with its range, domains with their tasks, time, changes, and what to study next.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use crate::exam::{DomainScore, Filter};
use crate::phrase;
use crate::study::{ExamReport, Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::page;
use super::super::theme::Theme;
use super::super::view::{Cx, Effect, View};
use super::reading::scroll;
use super::{Answers, DrillScreen, Screen};

/// The filters by their keys.
const FILTERS: [(Action, Filter); 7] = [
    (Action::ShowAll, Filter::All),
    (Action::ShowWrong, Filter::Wrong),
    (Action::ShowMarked, Filter::Marked),
    (Action::ShowSlow, Filter::Slow),
    (Action::ShowBlank, Filter::Blank),
    (Action::ShowChanged, Filter::Changed),
    (Action::ShowGuessed, Filter::Guessed),
];

/// Topics named under what to study next.
const NEEDS: usize = 6;

/// The widest bar of a domain.
const BAR: usize = 16;

/// A report on the screen.
#[derive(Debug)]
pub(in super::super) struct ReportScreen {
    report: ExamReport,
    top: usize,
}

impl ReportScreen {
    /// Reads the report of the mock exam with a number.
    pub(in super::super) fn load(number: usize, study: &Study) -> Result<Self, StudyError> {
        Ok(Self { report: study.exam_report(number)?, top: 0 })
    }

    fn count(&self, filter: Filter) -> usize {
        self.report.report.filtered(filter).count()
    }

    /// Which questions can be looked at, by key.
    fn review(&self, width: u16, cx: &Cx<'_>) -> Vec<Line<'static>> {
        let mut line = Line::default();
        let mut lines = Vec::new();
        let shown = FILTERS.into_iter().filter(|(_, filter)| self.count(*filter) > 0);
        for (action, filter) in shown {
            let key =
                cx.keymap.key_of(Context::Report, action).map_or_else(String::new, |key| key.to_string());
            let said = format!(" {filter} {}   ", self.count(filter));
            if line.width() + key.width() + said.trim_end().width() > usize::from(width) {
                lines.push(std::mem::take(&mut line));
            }
            line.spans.extend([Span::styled(key, cx.theme.key), Span::raw(said)]);
        }
        lines.push(line);
        lines
    }

    fn lines(&self, width: u16, cx: &Cx<'_>) -> Vec<Line<'static>> {
        let theme = cx.theme;
        let ExamReport { report, comparison, .. } = &self.report;
        let muted = |text: &str| -> Vec<Line<'static>> {
            page::set(text, width, theme).into_iter().map(|line| line.style(theme.muted)).collect()
        };
        let mut lines = muted(&phrase::exam::estimate(&report.score));
        lines.extend(page::set(&phrase::exam::result(&report.score), width, theme));
        lines.extend(muted(&phrase::sentence(&phrase::exam::manner(&self.report))));
        if let Some(comparison) = comparison {
            lines.extend(page::set(&phrase::exam::compared(comparison), width, theme));
        }
        lines.push(Line::default());
        let in_one = report.score.domains.iter().all(|domain| fits_in_one(domain, width));
        for domain in &report.score.domains {
            lines.extend(domain_lines(domain, in_one, width, theme));
            for task in report.tasks.iter().filter(|task| task.domain == domain.id) {
                let left = format!("  {} {}", task.id, task.title);
                lines.push(frame::spread(&left, &format!("{} of {}", task.right, task.of), width, theme));
            }
        }
        lines.extend(muted(
            "Tasks count the unscored questions too. From 70 % on a domain meets competencies.",
        ));
        lines.push(Line::default());
        let (slow, from) = (self.count(Filter::Slow), phrase::exam::minutes(report.slow_ms));
        let slow = if slow == 0 { "none".to_owned() } else { phrase::count(slow, "question") };
        lines.extend(page::set(&format!("Slow, from {from} on: {slow}."), width, theme));
        if let Some(changes) = phrase::exam::changes(report) {
            lines.extend(page::set(&format!("{changes}."), width, theme));
        }
        if !report.needs.is_empty() {
            lines.push(Line::default());
            lines.push(Line::styled("Study next", theme.title));
            for need in report.needs.iter().take(NEEDS) {
                let missed = format!("{} of {} missed", need.missed, need.of);
                lines.push(frame::spread(&format!("  {}", need.title), &missed, width, theme));
            }
        }
        lines
    }

    /// Where the report scrolls, and the keys to its questions below it.
    fn areas(&self, cx: &Cx<'_>) -> [Rect; 2] {
        let air = u16::from(cx.body.height > 12);
        let column = frame::column(cx.body);
        let review = self.review(column.width, cx).len() as u16;
        let column = Rect { y: column.y + air, height: column.height - air, ..column };
        let rows = [Constraint::Min(1), Constraint::Length(review)];
        column.layout(&Layout::vertical(rows))
    }
}

/// What stands behind a domain's title: right answers, and behind the bar the words of the exam's report.
fn domain_words(domain: &DomainScore) -> (String, String) {
    let right = format!("{} of {}", domain.right, domain.of);
    let percent = domain.percent().unwrap_or(0);
    (right, format!("{percent:>4} %  {}", phrase::exam::competency(domain)))
}

/// Whether a domain has room in one line.
fn fits_in_one(domain: &DomainScore, width: u16) -> bool {
    let (right, words) = domain_words(domain);
    domain.title.width() + right.width() + BAR + words.width() + 4 <= usize::from(width)
}

/// A domain with its bar, which has a line of its own where one line has no room for all.
fn domain_lines(domain: &DomainScore, in_one: bool, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let (right, words) = domain_words(domain);
    let room = usize::from(width).saturating_sub(words.width()).min(BAR);
    let bar = frame::bar(domain.percent().unwrap_or(0).into(), 100, room, theme);
    let mut name = frame::spread(&domain.title, &right, width, theme);
    if in_one {
        let head = width.saturating_sub((BAR + words.width() + 2) as u16);
        name = frame::spread(&domain.title, &right, head, theme);
        name.spans.push(Span::raw("  "));
        name.spans.extend(bar.spans.iter().cloned());
        name.spans.push(Span::raw(words.clone()));
    }
    if let Some(first) = name.spans.first_mut() {
        *first = Span::styled(first.content.clone(), theme.title);
    }
    let mut second = bar;
    second.spans.push(Span::raw(words));
    if in_one { vec![name] } else { vec![name, second] }
}

/// Opens a drill on exactly what a mock exam showed a need for.
pub(super) fn drill_missed(report: &ExamReport, study: &Study) -> Result<Effect, StudyError> {
    let title = format!("Mock exam #{}", report.row.number);
    let drill = study.begin_on_missed(&title, &report.missed())?;
    if drill.session.current().is_none() {
        return Ok(Effect::Notify(
            "There is nothing to drill: no card and no fact belongs to it.".to_owned(),
        ));
    }
    let screen = DrillScreen::on(drill, study)?;
    Ok(Effect::open(move |_| Ok(Screen::from(screen))))
}

impl View for ReportScreen {
    fn context(&self) -> Context {
        Context::Report
    }

    fn unavailable(&self) -> Vec<Action> {
        let empty = FILTERS.iter().filter(|(_, filter)| self.count(*filter) == 0);
        let mut unavailable: Vec<Action> = empty.map(|(action, _)| *action).collect();
        unavailable.extend(self.report.missed().is_empty().then_some(Action::Drill));
        unavailable
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if let Some(&(_, filter)) = FILTERS.iter().find(|(key, _)| *key == action) {
            if self.count(filter) == 0 {
                return Effect::Notify("There are none.".to_owned());
            }
            let answers = Answers::of(self.report.clone(), filter);
            return Effect::open(move |_| Ok(Screen::from(answers)));
        }
        match action {
            Action::Back => Effect::Pop,
            Action::Drill if self.report.missed().is_empty() => {
                Effect::Notify("Nothing was missed.".to_owned())
            }
            Action::Drill => Effect::Act,
            action => {
                let [area, _] = self.areas(cx);
                let total = self.lines(area.width, cx).len();
                let moved = scroll(self.top, action, total, area.height);
                self.top = moved.unwrap_or(self.top);
                Effect::changed(moved.is_some())
            }
        }
    }

    fn act(&mut self, _: Action, study: &mut Study) -> Result<Effect, StudyError> {
        drill_missed(&self.report, study)
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let ExamReport { row, report, .. } = &self.report;
        let exam = phrase::exam::name(&row.blueprint);
        let day = phrase::exam::day(row.started);
        let long = format!("Mock exam #{} · {exam} · {day}", row.number);
        let short = format!("#{} · {exam}", row.number);
        let right = format!("{}   {}", phrase::exam::passed(&report.score), report.score.scaled);
        frame::title(&[&long, &short], &right, parts.title, buffer, cx.theme);
        let [area, review] = self.areas(cx);
        frame::scrolled(&self.lines(area.width, cx), self.top, area, buffer, cx.theme);
        for (line, row) in self.review(review.width, cx).into_iter().zip(review.rows()) {
            line.render(row, buffer);
        }
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::*;

    #[test]
    fn every_filter_has_a_key() {
        let filters: Vec<Filter> = FILTERS.iter().map(|(_, filter)| *filter).collect();
        assert_eq!(filters, Filter::iter().collect::<Vec<_>>());
    }
}

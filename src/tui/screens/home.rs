//! Home: today at a glance.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::content::date::month_name;
use crate::phrase;
use crate::study::{Overview, Study, StudyError};

use super::super::app::{Cx, Effect, View};
use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::page;

/// Today's work, loaded when the screen opens.
#[derive(Debug)]
pub(in super::super) struct Home {
    overview: Overview,
}

impl Home {
    /// Loads what the screen shows.
    pub(in super::super) fn load(study: &Study) -> Result<Self, StudyError> {
        Ok(Self { overview: study.overview()? })
    }

    fn lines(&self, cx: &Cx<'_>, width: u16) -> Vec<Line<'static>> {
        let Overview { done, due, new, minutes, due_tomorrow } = &self.overview;
        let theme = cx.theme;
        let answered = done.answers.max(0) as usize;
        let left = due + new;
        let mut lines = vec![Line::styled("Today", theme.title), Line::default()];
        let muted =
            |text: &str| page::set(text, width, theme).into_iter().map(|line| line.style(theme.muted));
        if left == 0 {
            let tomorrow = phrase::count(*due_tomorrow, "item");
            let text = format!("{answered} done. Nothing more is due today.\n\nTomorrow: {tomorrow}.");
            lines.extend(page::set(&text, width, theme));
        } else {
            let text = format!("{answered} done, {due} due, {new} new: about {minutes} min");
            lines.extend(page::set(&text, width, theme));
            lines.push(frame::bar(answered, answered + left, usize::from(width.min(40)), theme));
            let session = cx.study.settings().minutes;
            if *minutes > session {
                lines.extend(muted(&format!("A session is {session} min; what is left stays for later.")));
            }
        }
        let content = cx.study.library().content();
        lines.push(Line::default());
        lines.extend(muted(&format!(
            "{}, {}, {} to look at.",
            phrase::count(content.sections.len(), "section"),
            phrase::count(content.topics.len(), "topic"),
            phrase::count(content.facts.len() + content.cards.len(), "item"),
        )));
        lines
    }
}

/// `DVA-C02 · Mon 30 Nov · 8 days left`, as far as it is known.
fn exam_line(study: &Study, is_wide: bool) -> String {
    let exam = study.settings().exam.as_ref().map(|exam| exam.to_uppercase());
    let date = study.settings().exam_date.map(|date| {
        let month: String = month_name(date.month()).chars().take(3).collect();
        format!("{} {} {month}", date.weekday(), date.day())
    });
    let left = study.days_to_exam().map(|days| format!("{} left", phrase::count(days as usize, "day")));
    // On narrow screens the days that are left say more than the date.
    let date = date.filter(|_| is_wide || left.is_none());
    let parts: Vec<String> = [exam, date, left].into_iter().flatten().collect();
    match (parts.is_empty(), is_wide) {
        (true, true) => "no exam chosen: dva config set exam dva-c02".to_owned(),
        (true, false) => "no exam chosen".to_owned(),
        (false, _) => parts.join(" · "),
    }
}

impl View for Home {
    fn context(&self) -> Context {
        Context::Home
    }

    fn update(&mut self, action: Action, _: &Cx<'_>) -> Effect {
        match action {
            Action::StartDrill => Effect::Begin,
            Action::Undo => Effect::Undo,
            Action::Redo => Effect::Redo,
            Action::Back => Effect::Pop,
            _ => Effect::None,
        }
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        frame::title(&["dva"], &exam_line(cx.study, parts.title.width >= 60), parts.title, buffer, cx.theme);
        let column = frame::column(parts.body);
        let lines = self.lines(cx, column.width);
        let top = u16::from(parts.body.height as usize > lines.len() + 2);
        let area = Rect { y: column.y + top, height: column.height - top, ..column };
        for (line, row) in lines.iter().zip(area.rows()) {
            line.render(row, buffer);
        }
    }
}

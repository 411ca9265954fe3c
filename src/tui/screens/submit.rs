//! Before a mock exam is submitted: what is blank, half answered or marked, each a key away; and the question whether it is
//! meant.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::content::markup::headline;
use crate::exam::{Event, Sitting};
use crate::phrase;
use crate::study::{Sat, Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::list::Choice;
use super::super::page;
use super::super::view::{Cx, Effect, View};
use super::sitting::{refused, sitting, title};

/// The review before submitting.
#[derive(Debug)]
pub(in super::super) struct Submit {
    /// Questions to look at again, by their place.
    open: Vec<usize>,
    choice: Choice,
    wanted: Option<Event>,
}

/// What there is to look at again in a question; empty when there is nothing.
fn gaps(sitting: &Sitting, n: usize) -> String {
    let sheet = &sitting.sheets()[n];
    let asked = sitting.paper().questions[n].asked();
    let mut gaps = Vec::new();
    if sheet.is_blank() {
        gaps.push("blank".to_owned());
    } else if !sheet.is_complete() {
        gaps.push(format!("{} of {asked} chosen", sheet.chosen.len()));
    }
    gaps.extend(sheet.marked.then(|| "marked".to_owned()));
    gaps.join(", ")
}

impl Submit {
    /// Opens over the sitting.
    pub(in super::super) fn over(study: &Study) -> Self {
        let sitting = study.sat().map(Sat::sitting);
        let open = sitting.map_or_else(Vec::new, |sitting| {
            (0..sitting.sheets().len()).filter(|&n| !gaps(sitting, n).is_empty()).collect()
        });
        Self { open, choice: Choice::default(), wanted: None }
    }

    fn want(&mut self, event: Event, cx: &Cx<'_>) -> Effect {
        if let Some(refused) = refused(&event, cx) {
            return refused;
        }
        self.wanted = Some(event);
        Effect::Act
    }

    /// What is said above the list.
    fn said(sitting: &Sitting, cx: &Cx<'_>) -> String {
        let tally = sitting.tally();
        let key = cx.keymap.key_of(Context::Submit, Action::Submit);
        let key = key.map_or_else(String::new, |key| key.to_string());
        let unanswered = tally.blank + tally.incomplete;
        let cost = if unanswered > 0 { " A guess costs nothing, a blank is wrong." } else { "" };
        format!(
            "**Submit?** {} answered, {} blank, {} incomplete, {} marked.{cost} **{key}** submits: there is no way back.",
            tally.answered, tally.blank, tally.incomplete, tally.marked
        )
    }

    /// Where the question stands, and the list.
    fn areas(body: Rect, said: u16) -> [Rect; 2] {
        let air = u16::from(body.height > 12);
        let body = Rect { y: body.y + air, height: body.height - air, ..body };
        let rows = [Constraint::Length(said), Constraint::Length(air), Constraint::Min(1)];
        let [head, _, list] = frame::column(body).layout(&Layout::vertical(rows));
        [head, list]
    }

    fn parts(cx: &Cx<'_>) -> Option<(Vec<Line<'static>>, [Rect; 2])> {
        let sitting = sitting(cx)?;
        let width = frame::column(cx.body).width;
        let lines = page::set(&Self::said(sitting, cx), width, cx.theme);
        let areas = Self::areas(cx.body, lines.len() as u16);
        Some((lines, areas))
    }
}

impl View for Submit {
    fn context(&self) -> Context {
        Context::Submit
    }

    fn unavailable(&self) -> Vec<Action> {
        if self.open.is_empty() { vec![Action::Open] } else { Vec::new() }
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match action {
            Action::Back => Effect::Pop,
            Action::Submit => self.want(Event::Submit, cx),
            Action::Open => match self.open.get(self.choice.at) {
                Some(&to) => self.want(Event::Move { to: to as u16 }, cx),
                None => Effect::None,
            },
            action => {
                let height = Self::parts(cx).map_or(1, |(_, [_, list])| list.height);
                Effect::changed(self.choice.moved(action, self.open.len(), height))
            }
        }
    }

    fn act(&mut self, _: Action, study: &mut Study) -> Result<Effect, StudyError> {
        let Some(event) = self.wanted.take() else { return Ok(Effect::None) };
        let happened = study.exam_event(event)?;
        Ok(Effect::Pop.then(Effect::Happened(happened)))
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let (_, [_, list]) = Self::parts(cx)?;
        self.choice.choose(position, list, self.open.len()).then_some(Action::Open)
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let Some(sitting) = sitting(cx) else { return };
        title("Submit", parts, buffer, cx);
        let Some((lines, [head, list])) = Self::parts(cx) else { return };
        for (line, row) in lines.into_iter().zip(head.rows()) {
            line.render(row, buffer);
        }
        if self.open.is_empty() {
            let all = phrase::count(sitting.sheets().len(), "question");
            return Line::styled(format!("All {all} are answered, none is marked."), cx.theme.muted)
                .render(list, buffer);
        }
        let row = |n: usize| {
            let Some(&n) = self.open.get(n) else { return Line::default() };
            let stem = headline(&sitting.paper().questions[n].stem);
            let left = format!("{:>2}  {stem}", n + 1);
            frame::spread(&left, &gaps(sitting, n), list.width.saturating_sub(2), cx.theme)
        };
        self.choice.render(self.open.len(), row, list, buffer, cx.theme);
    }
}

//! The list of mistakes, by topic: what was chosen, why it fails, what is right; why it happened; and the drill of them.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::text::Line;

use crate::exam::Reason;
use crate::phrase;
use crate::study::{MistakeRow, Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::list::{Choice, Panes};
use super::super::page;
use super::super::view::{Cx, Effect, View};
use super::quiz::drill_missed;
use super::{Reading, Screen, item};

/// Rows for where the chosen mistake stands.
const FOOT: u16 = 1;

/// The columns from which a row says where its mistake stands.
const WIDE: u16 = 60;

/// The list on the screen.
#[derive(Debug)]
pub(in super::super) struct Mistakes {
    rows: Vec<MistakeRow>,
    choice: Choice,
}

impl Mistakes {
    /// Reads the list.
    pub(in super::super) fn load(study: &Study) -> Result<Self, StudyError> {
        Ok(Self { rows: study.mistakes()?, choice: Choice::default() })
    }

    fn chosen(&self) -> Option<&MistakeRow> {
        self.rows.get(self.choice.at)
    }

    fn reason(action: Action) -> Option<Reason> {
        match action {
            Action::WhyUnknown => Some(Reason::Unknown),
            Action::WhyMisread => Some(Reason::Misread),
            Action::WhyBetween => Some(Reason::BetweenTwo),
            _ => None,
        }
    }

    /// A row: the topic where it changes, the stem, where it stands.
    fn row(&self, n: usize, width: u16, cx: &Cx<'_>) -> Line<'static> {
        let Some(row) = self.rows.get(n) else { return Line::default() };
        let topic = &cx.study.library().topic_of(row.item).title;
        let left = format!("{topic}: {}", cx.study.mistake_line(row));
        let right = if width < WIDE { String::new() } else { phrase::quiz::mistake(row) };
        frame::spread(&left, &right, width.saturating_sub(2), cx.theme)
    }
}

impl View for Mistakes {
    fn context(&self) -> Context {
        Context::Mistakes
    }

    fn unavailable(&self) -> Vec<Action> {
        use Action as A;
        if self.chosen().is_some() {
            return Vec::new();
        }
        vec![
            A::Open,
            A::Drill,
            A::WhyUnknown,
            A::WhyMisread,
            A::WhyBetween,
            A::Topic,
            A::Sources,
            A::Flag,
            A::Note,
            A::Dispute,
        ]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match (action, self.chosen()) {
            (Action::Back, _) => Effect::Pop,
            (Action::Open, Some(row)) => {
                let (title, text) = (phrase::place(cx.study.library(), row.item), cx.study.mistake_text(row));
                let text = format!("{text}\n\n{}.", phrase::sentence(&phrase::quiz::mistake(row)));
                Effect::open(move |_| Ok(Screen::from(Reading::page(&title, text))))
            }
            (Action::Drill, Some(_)) => {
                let library = cx.study.library();
                let missed: Vec<&str> =
                    self.rows.iter().map(|row| library.item(row.item).id.as_str()).collect();
                drill_missed("Mistakes", &missed)
            }
            (Action::WhyUnknown | Action::WhyMisread | Action::WhyBetween, Some(_)) => Effect::Act,
            (Action::Topic | Action::Sources | Action::Flag | Action::Note | Action::Dispute, chosen) => {
                chosen.map_or(Effect::None, |row| item::update(action, row.item, cx))
            }
            (action, _) => {
                let height = Panes::of(cx.body, 0, FOOT).list.height;
                Effect::changed(self.choice.moved(action, self.rows.len(), height))
            }
        }
    }

    fn act(&mut self, action: Action, study: &mut Study) -> Result<Effect, StudyError> {
        let Some(item) = self.chosen().map(|row| row.item) else { return Ok(Effect::None) };
        let Some(reason) = Self::reason(action) else { return item::mark(action, item, study) };
        study.set_miss_reason(item, reason)?;
        Ok(Effect::Notify(format!("Kept: {}.", phrase::quiz::reason(reason))))
    }

    fn refresh(&mut self, study: &Study) -> Result<(), StudyError> {
        self.rows = study.mistakes()?;
        self.choice.keep_within(self.rows.len());
        Ok(())
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let list = Panes::of(cx.body, 0, FOOT).list;
        self.choice.choose(position, list, self.rows.len()).then_some(Action::Open)
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let open = format!("{} open", self.rows.len());
        frame::title(&["Mistakes"], &open, parts.title, buffer, cx.theme);
        let panes = Panes::of(parts.body, 0, FOOT);
        let Some(chosen) = self.chosen() else {
            let text = "Nothing here: no question is missed. What you miss or guess in a test comes here, and leaves after \
                        two right answers without help on different days.";
            let lines = page::set(text, panes.list.width, cx.theme);
            return frame::scrolled(&lines, 0, panes.list, buffer, cx.theme);
        };
        panes.render_foot(&phrase::quiz::mistake(chosen), buffer, cx.theme);
        self.choice.render(
            self.rows.len(),
            |n| self.row(n, panes.list.width, cx),
            panes.list,
            buffer,
            cx.theme,
        );
        let stands = phrase::sentence(&phrase::quiz::mistake(chosen));
        let text = format!("{}\n\n{stands}.", cx.study.mistake_text(chosen));
        panes.render_preview(&text, buffer, cx.theme);
    }
}

//! A quiz: a question, its verdict with the explanation of every option, and the summary at the end.

mod end;

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::content::ItemIndex;
use crate::exam::{Event, PaperQuestion, Tool};
use crate::phrase;
use crate::study::{Quiz, Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, CHOOSE, Context};
use super::super::question::Laid;
use super::super::theme::Theme;
use super::super::view::{Cx, Effect, View};
use super::answering::{self, At, Decision};
use super::reading::scroll;
use super::{DrillScreen, Reading, Screen, Writing, item};
use end::End;

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// A question without a verdict.
    Asked,
    /// A question with its verdict.
    Judged,
    /// The end.
    Over,
}

/// A quiz on the screen.
#[derive(Debug)]
pub(in super::super) struct QuizScreen {
    quiz: Quiz,
    stage: Stage,
    /// The question that is looked at again after the end.
    looked_at: Option<usize>,
    /// What a key asked for, until it is done.
    wanted: Option<Event>,
    shown_at: Duration,
    /// How long the current key came after the question was shown.
    took_ms: i64,
    /// The first line on the screen; none while nobody scrolled.
    top: Option<usize>,
    /// Whether Enter was pressed with nothing chosen: the next one shows the answer.
    was_told: bool,
    /// The item that the question is; none when its content is gone.
    item: Option<ItemIndex>,
    /// What the learner said of it.
    standing: String,
    /// The learner's own note on it.
    note: Option<String>,
    end: End,
}

impl QuizScreen {
    /// Shows a quiz where it stands.
    pub(in super::super) fn of(quiz: Quiz, study: &Study) -> Result<Self, StudyError> {
        let mut screen = Self {
            quiz,
            stage: Stage::Asked,
            looked_at: None,
            wanted: None,
            shown_at: Duration::ZERO,
            took_ms: 0,
            top: None,
            was_told: false,
            item: None,
            standing: String::new(),
            note: None,
            end: End::default(),
        };
        screen.show(study)?;
        Ok(screen)
    }

    /// The question on the screen, by its place.
    fn n(&self) -> usize {
        self.looked_at.unwrap_or(self.quiz.sitting().current())
    }

    fn at(&self) -> At<'_> {
        (self.quiz.sitting(), self.n())
    }

    /// The question in lines, and the first of them on the screen.
    fn laid(&self, body: Rect, theme: &Theme) -> (Laid, usize) {
        let area = answering::area(body);
        let laid = answering::set(self.at(), self.note.as_deref(), area.width, theme);
        let top = self.top.unwrap_or_else(|| answering::first_top(self.at(), &laid, area.height));
        (laid, top)
    }

    /// Moves the text; whether it moved.
    fn scroll(&mut self, action: Action, cx: &Cx<'_>) -> bool {
        let (laid, top) = self.laid(cx.body, cx.theme);
        let moved = scroll(top, action, laid.lines.len(), answering::area(cx.body).height);
        self.top = moved.or(self.top);
        moved.is_some()
    }

    /// Scrolls to the option that a key was about.
    fn show_option(&mut self, option: u8, cx: &Cx<'_>) {
        let (laid, top) = self.laid(cx.body, cx.theme);
        self.top = Some(answering::top_to_see(option, &laid, top, answering::area(cx.body).height));
    }

    fn question(&self) -> &PaperQuestion {
        &self.quiz.sitting().paper().questions[self.n()]
    }

    /// Shows what is to be shown now.
    fn show(&mut self, study: &Study) -> Result<(), StudyError> {
        (self.top, self.was_told, self.shown_at) = (None, false, study.env().elapsed());
        let is_checked = self.quiz.sitting().sheets()[self.n()].is_checked;
        self.stage = match (self.quiz.is_over(), self.looked_at, is_checked) {
            (true, None, _) => Stage::Over,
            (_, _, true) | (true, _, _) => Stage::Judged,
            (false, _, false) => Stage::Asked,
        };
        if self.stage == Stage::Over {
            self.end.read(&self.quiz, study);
        }
        self.reread(study)
    }

    /// Reads what the learner may have changed of the item on the screen.
    fn reread(&mut self, study: &Study) -> Result<(), StudyError> {
        self.item = study.library().find(&self.question().id);
        (self.standing, self.note) = (String::new(), None);
        let Some(item) = self.item else { return Ok(()) };
        let marks = study.standing(item)?.marks;
        let named = [(marks.flagged, "marked"), (marks.disputed, "you think this is wrong")];
        let named: Vec<&str> = named.iter().filter(|(holds, _)| *holds).map(|(_, name)| *name).collect();
        (self.standing, self.note) = (named.join(" · "), study.note(item)?);
        Ok(())
    }

    /// Decides what a key on an open question does.
    fn answer(&mut self, action: Action, cx: &Cx<'_>) -> Option<Effect> {
        let is_blank = self.quiz.sitting().sheets()[self.n()].is_blank();
        match answering::decide(action, self.at()) {
            Decision::NoKey => None,
            Decision::Refused(sentence) => Some(Effect::Notify(sentence)),
            Decision::Event(Event::Check { .. }) if is_blank && !self.was_told => {
                self.was_told = true;
                Some(Effect::Notify(answering::NOTHING_CHOSEN.to_owned()))
            }
            Decision::Event(event) => {
                if let Event::Choose { option, .. } | Event::Strike { option, .. } = event {
                    self.show_option(option, cx);
                }
                self.was_told = false;
                self.wanted = Some(event);
                Some(Effect::Act)
            }
        }
    }

    /// The keys that say how sure the learner is, which the footer has no room for.
    fn certainty_keys(&self, cx: &Cx<'_>) -> String {
        let key = |action, word: &str| Some(format!("{} {word}", cx.keymap.key_of(self.context(), action)?));
        let keys = [key(Action::Guess, "guess"), key(Action::Sure, "sure")];
        keys.into_iter().flatten().collect::<Vec<_>>().join("  ")
    }

    /// Another question, when there is one in this direction.
    fn turn(&mut self, action: Action) -> Effect {
        let last = self.quiz.sitting().sheets().len() - 1;
        let to = match action {
            Action::Next => (self.n() < last).then(|| self.n() + 1),
            _ => self.n().checked_sub(1),
        };
        match to {
            None => Effect::Notify("There is no question further on that way.".to_owned()),
            Some(to) if self.looked_at.is_some() => {
                (self.looked_at, self.top) = (Some(to), None);
                Effect::Act
            }
            Some(to) => {
                self.wanted = Some(Event::Move { to: to as u16 });
                Effect::Act
            }
        }
    }

    /// Goes on after a verdict: to the next question without one, or to the end.
    fn go_on(&mut self, study: &mut Study) -> Result<(), StudyError> {
        match self.quiz.next_open() {
            Some(to) => study.sit(&mut self.quiz, Event::Move { to })?,
            None => study.end_quiz(&mut self.quiz)?,
        }
        self.show(study)
    }

    fn leave(&self) -> Effect {
        let answered = self.quiz.recap().of;
        let all = self.quiz.sitting().sheets().len();
        Effect::Pop.then(Effect::Notify(format!(
            "{answered} of {all} answered and kept: t at Home goes on with the rest."
        )))
    }

    /// Opens the topic; before the verdict, that helps with the answer and is noted as help.
    fn topic(&mut self, cx: &Cx<'_>) -> Effect {
        if self.stage == Stage::Asked {
            self.wanted = Some(Event::Use(Tool::Notes));
            return Effect::Act;
        }
        self.item.map_or(Effect::None, |item| open_topic(item, cx.study))
    }

    /// Does what a key asked for.
    fn happen(&mut self, event: Event, study: &mut Study) -> Result<Effect, StudyError> {
        match event {
            Event::Check { .. } => study.check_answer(&mut self.quiz, self.took_ms)?,
            event => {
                let is_move = matches!(event, Event::Move { .. });
                let is_help = matches!(event, Event::Use(_));
                study.sit(&mut self.quiz, event)?;
                if is_help {
                    return Ok(self.item.map_or(Effect::None, |item| open_topic(item, study)));
                }
                if !is_move {
                    return Ok(Effect::Changed);
                }
            }
        }
        self.show(study)?;
        Ok(Effect::Changed)
    }
}

/// Opens the topic of an item over the screen.
fn open_topic(item: ItemIndex, study: &Study) -> Effect {
    let topic = Reading::topic(study.library().topic_of(item));
    Effect::open(move |_| Ok(Screen::from(topic)))
}

/// Drills what some questions showed a need for.
pub(super) fn drill_missed(title: &str, missed: &[&str]) -> Effect {
    let title = title.to_owned();
    let missed: Vec<String> = missed.iter().map(|&id| id.to_owned()).collect();
    Effect::open(move |study| {
        let missed: Vec<&str> = missed.iter().map(String::as_str).collect();
        Ok(Screen::from(DrillScreen::on(study.begin_on_missed(&title, &missed)?, study)?))
    })
}

impl View for QuizScreen {
    fn context(&self) -> Context {
        match self.stage {
            Stage::Asked => Context::Quiz,
            Stage::Judged => Context::QuizVerdict,
            Stage::Over => Context::QuizEnd,
        }
    }

    fn unavailable(&self) -> Vec<Action> {
        let options = self.question().options.len();
        let mut without: Vec<Action> = Action::beyond(options).collect();
        if self.stage == Stage::Over {
            without.extend(self.end.unavailable());
        } else if self.item.is_none() {
            without.extend([Action::Topic, Action::Sources, Action::Flag, Action::Note, Action::Dispute]);
        }
        without
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        self.took_ms = phrase::took_ms(cx.elapsed.saturating_sub(self.shown_at));
        if self.stage == Stage::Over {
            return match self.end.update(action, cx) {
                end::Wish::Look(n) => {
                    self.looked_at = Some(n);
                    Effect::Act
                }
                end::Wish::Drill => drill_missed(self.quiz.title(), &self.end.missed_ids(&self.quiz)),
                end::Wish::Topic(n) => {
                    let id = &self.quiz.sitting().paper().questions[n].id;
                    cx.study.library().find(id).map_or(Effect::None, |item| open_topic(item, cx.study))
                }
                end::Wish::Effect(effect) => effect,
            };
        }
        if self.stage == Stage::Asked
            && let Some(effect) = self.answer(action, cx)
        {
            return effect;
        }
        // An explanation that is longer than the screen is read on, page by page, before it is left.
        let moves = if action == Action::GoOn { Action::PageDown } else { action };
        if self.scroll(moves, cx) {
            return Effect::Changed;
        }
        match (action, self.item) {
            (Action::Back, _) if self.looked_at.is_some() => {
                self.looked_at = None;
                Effect::Act
            }
            (Action::Back, _) => self.leave(),
            (Action::Next | Action::Previous, _) => self.turn(action),
            (Action::GoOn, _) | (Action::Flag, Some(_)) => Effect::Act,
            (Action::Topic, _) => self.topic(cx),
            (Action::Sources, Some(item)) => {
                let sources = Reading::sources(cx.study.library(), item);
                Effect::open(move |_| Ok(Screen::from(sources)))
            }
            (Action::Note, Some(item)) => {
                Effect::open(move |study| Ok(Screen::from(Writing::note(item, study)?)))
            }
            (Action::Dispute, Some(item)) => item::dispute(item, cx.study),
            _ => Effect::None,
        }
    }

    fn act(&mut self, action: Action, study: &mut Study) -> Result<Effect, StudyError> {
        if let Some(event) = self.wanted.take() {
            return self.happen(event, study);
        }
        match (action, self.item) {
            (Action::Flag | Action::Dispute, Some(item)) => item::mark(action, item, study),
            (Action::GoOn, _) if self.looked_at.is_some() => {
                self.looked_at = None;
                self.show(study)?;
                Ok(Effect::Changed)
            }
            (Action::GoOn, _) => {
                self.go_on(study)?;
                Ok(Effect::Changed)
            }
            _ => {
                self.show(study)?;
                Ok(Effect::Changed)
            }
        }
    }

    fn refresh(&mut self, study: &Study) -> Result<(), StudyError> {
        self.reread(study)
    }

    fn used(&mut self, tool: Tool, study: &mut Study) -> Result<(), StudyError> {
        if self.stage == Stage::Asked { study.sit(&mut self.quiz, Event::Use(tool)) } else { Ok(()) }
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        match self.stage {
            Stage::Asked => {
                let (laid, top) = self.laid(cx.body, cx.theme);
                let option = answering::option_at(position.y, &laid, top, answering::area(cx.body))?;
                CHOOSE.get(usize::from(option)).copied()
            }
            Stage::Judged => Some(Action::GoOn),
            Stage::Over => self.end.click(position, cx),
        }
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let theme = cx.theme;
        let all = self.quiz.sitting().sheets().len();
        let answered = self.quiz.recap().of;
        let right = match self.stage {
            Stage::Over => phrase::count(answered, "question"),
            _ => format!("{} of {all}", self.n() + 1),
        };
        let title = self.quiz.title();
        frame::title(&[&format!("Quiz · {title}"), title, "Quiz"], &right, parts.title, buffer, theme);
        if self.stage == Stage::Over {
            return self.end.render(parts.body, buffer, cx);
        }
        let width = usize::from(parts.body.width / 5).min(20);
        let row = Rect { height: 1.min(parts.body.height), ..frame::column(parts.body) };
        let mut line = Line::from(answering::state(self.at(), theme));
        let gap = if line.width() > 0 && !self.standing.is_empty() { " · " } else { "" };
        let room = usize::from(row.width).saturating_sub(line.width() + width + 2);
        let standing = if line.width() == 0 && self.standing.is_empty() {
            self.certainty_keys(cx)
        } else {
            format!("{gap}{}", self.standing)
        };
        let standing = frame::shorten(&standing, room);
        line.push_span(Span::styled(standing, theme.muted));
        line.render(row, buffer);
        frame::bar(answered, all, width, theme).right_aligned().render(row, buffer);
        let (laid, top) = self.laid(parts.body, theme);
        frame::scrolled(&laid.lines, top, answering::area(parts.body), buffer, theme);
    }
}

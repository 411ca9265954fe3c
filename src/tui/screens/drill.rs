//! A drill: topic, front, back, and the summary at its end.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use crate::content::Face;
use crate::phrase;
use crate::schedule::{Entry, Grade};
use crate::study::{Drill, Study, StudyError};

use super::super::app::{Cx, Effect, View};
use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::page;
use super::super::theme::Theme;
use super::reading::{Reading, scroll};

/// What of the current item is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    /// The topic, before its first item.
    Topic,
    /// The front.
    Front,
    /// Front and back, with what each grade would mean.
    Back,
    /// Nothing more to ask.
    Over,
}

/// A drill on the screen. What it shows is prepared when the item changes, so drawing only reads.
#[derive(Debug)]
pub(in super::super) struct DrillScreen {
    /// The drill itself.
    pub(in super::super) drill: Drill,
    stage: Stage,
    shown_at: Duration,
    top: usize,
    /// Where the learner is: deck, section, topic.
    place: [String; 3],
    topic: String,
    face: Face,
    /// Whether the learner is asked for a hint of their own.
    asks_for_hint: bool,
    /// What each grade would mean: `2 days`.
    intervals: [String; 4],
    /// How it went, what was missed and what is due tomorrow, once the drill is over.
    summary: String,
}

impl DrillScreen {
    /// Shows a drill from its first item on.
    pub(in super::super) fn new(drill: Drill, study: &Study) -> Result<Self, StudyError> {
        let mut screen = Self {
            drill,
            stage: Stage::Over,
            shown_at: Duration::ZERO,
            top: 0,
            place: Default::default(),
            topic: String::new(),
            face: Face { front: String::new(), back: String::new() },
            asks_for_hint: false,
            intervals: Default::default(),
            summary: String::new(),
        };
        screen.next(study)?;
        Ok(screen)
    }

    /// Shows what is to be asked now.
    pub(in super::super) fn next(&mut self, study: &Study) -> Result<(), StudyError> {
        (self.top, self.shown_at) = (0, study.env().elapsed());
        let current = if self.drill.is_over() { None } else { self.drill.session.current() };
        let Some(entry) = current else {
            self.place = [format!("Drill · {}", self.drill.title), String::new(), String::new()];
            self.summary = summary(&self.drill, study)?;
            self.stage = Stage::Over;
            return Ok(());
        };
        let library = study.library();
        let topic = library.topic_of(entry.item);
        let section = library.section_of(topic).map_or_else(String::new, |section| section.title.clone());
        self.place = [format!("Drill · {}", self.drill.title), section, topic.title.clone()];
        self.topic = format!("**{}**\n\n{}", topic.title, topic.body);
        self.face = study.face(entry)?;
        self.asks_for_hint = study.wants_hint(entry)?;
        let today = study.today();
        self.intervals = study.preview(entry)?.map(|due| phrase::interval(due - today));
        self.stage = if entry.topic_first { Stage::Topic } else { Stage::Front };
        Ok(())
    }

    /// Shows the current item as it is now, no further and no less than before.
    pub(in super::super) fn refresh(&mut self, study: &Study) -> Result<(), StudyError> {
        if let Some(entry) = self.drill.session.current() {
            self.face = study.face(entry)?;
            self.asks_for_hint = study.wants_hint(entry)?;
        }
        Ok(())
    }

    fn took_ms(&self, cx: &Cx<'_>) -> i64 {
        phrase::took_ms(cx.elapsed.saturating_sub(self.shown_at))
    }

    fn lines(&self, width: u16, theme: &Theme) -> Vec<Line<'static>> {
        match self.stage {
            Stage::Topic => page::set(&self.topic, width, theme),
            Stage::Front => page::set(&self.face.front, width, theme),
            Stage::Back => self.both_sides(width, theme),
            Stage::Over => page::set(&self.summary, width, theme),
        }
    }

    fn both_sides(&self, width: u16, theme: &Theme) -> Vec<Line<'static>> {
        let mut lines = page::set(&self.face.front, width, theme);
        lines.extend([Line::default(), frame::rule(width, theme.muted), Line::default()]);
        lines.extend(page::set(&self.face.back, width, theme));
        lines
    }

    /// Rows left free above the text. Front and back share it, so that revealing moves nothing.
    fn air(&self, column: Rect, theme: &Theme) -> u16 {
        let height = match self.stage {
            Stage::Front | Stage::Back => self.both_sides(column.width, theme).len(),
            Stage::Topic | Stage::Over => self.lines(column.width, theme).len(),
        };
        let free = usize::from(column.height).saturating_sub(height);
        (free / 2).min(usize::from(column.height) / 5) as u16
    }

    /// The rows of text, between the progress bar and the grades.
    fn text_area(&self, body: Rect, theme: &Theme) -> Rect {
        let column = frame::column(Rect { y: body.y + 1, height: body.height.saturating_sub(2), ..body });
        let air = self.air(column, theme);
        Rect { y: column.y + air, height: column.height - air, ..column }
    }

    fn progress(&self, width: u16) -> String {
        let (answered, left) = (self.drill.session.answered(), self.drill.session.left());
        let at = (answered + 1).min(answered + left);
        let place = format!("{at} of {}", answered + left);
        match self.drill.ms_left() {
            Some(ms) if self.stage != Stage::Over && width >= 60 => {
                format!("{place} · {} left", phrase::duration(ms))
            }
            _ => place,
        }
    }

    /// The four grades with what each would mean; on narrow screens the words alone.
    fn grades(&self, width: u16, theme: &Theme) -> Line<'static> {
        let choices = Grade::ALL.iter().zip(&self.intervals);
        let long: usize =
            choices.clone().map(|(grade, interval)| grade.to_string().width() + interval.width() + 6).sum();
        let is_wide = long <= usize::from(width);
        let mut line = Line::default();
        for (&grade, interval) in choices {
            line.spans.extend([
                Span::styled((grade as u8).to_string(), theme.key),
                Span::raw(format!(" {grade} ")),
            ]);
            if is_wide {
                line.spans.extend([Span::styled(interval.clone(), theme.muted), Span::raw("   ")]);
            }
        }
        line
    }

    /// Moves the text; whether it moved.
    fn scroll(&mut self, action: Action, cx: &Cx<'_>) -> bool {
        let area = self.text_area(cx.body, cx.theme);
        let total = self.lines(area.width, cx.theme).len();
        let moved = scroll(self.top, action, total, area.height);
        self.top = moved.unwrap_or(self.top);
        moved.is_some()
    }

    fn act(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        let took = self.took_ms(cx);
        let Some(&Entry { item, memory, .. }) = self.drill.session.current() else { return Effect::None };
        let library = cx.study.library();
        match action {
            // A topic that is longer than the screen is read on, page by page, before it is left.
            Action::GoOn if self.scroll(Action::PageDown, cx) => Effect::Changed,
            Action::GoOn => Effect::TopicShown(took),
            Action::Reveal => {
                (self.stage, self.top) = (Stage::Back, 0);
                Effect::Changed
            }
            Action::Again => Effect::Answer(Grade::Again, took),
            Action::Hard => Effect::Answer(Grade::Hard, took),
            Action::Good => Effect::Answer(Grade::Good, took),
            Action::Easy => Effect::Answer(Grade::Easy, took),
            Action::Known if memory.is_some() => {
                Effect::Notify("That is for items that are new to you.".to_owned())
            }
            Action::Known => Effect::Known(took),
            Action::Topic => Effect::Read(Reading::topic(library.topic_of(item))),
            Action::Sources => Effect::Read(Reading::sources(library, item)),
            Action::Hint => Effect::WriteHint,
            Action::SuspendItem => Effect::Suspend,
            Action::BuryItem => Effect::Bury,
            _ => Effect::None,
        }
    }
}

/// How the drill went, what went wrong, and what is due tomorrow, as small Markdown.
fn summary(drill: &Drill, study: &Study) -> Result<String, StudyError> {
    let mut text = format!("**Done for now**\n\n{}\n\n", phrase::summary(drill).join("\n\n"));
    let missed = drill.missed();
    if !missed.is_empty() {
        text += &format!("{} to look at again:\n\n", phrase::count(missed.len(), "item"));
    }
    for item in missed {
        let face = study.library().face(item, study.reader());
        text += &format!("- {}\n", face.front.lines().next().unwrap_or_default());
    }
    let tomorrow = study.overview()?.due_tomorrow;
    Ok(text + &format!("\nTomorrow: {} due.", phrase::count(tomorrow, "item")))
}

impl View for DrillScreen {
    fn context(&self) -> Context {
        match self.stage {
            Stage::Topic => Context::DrillTopic,
            Stage::Front => Context::DrillFront,
            Stage::Back => Context::DrillBack,
            Stage::Over => Context::Summary,
        }
    }

    fn unavailable(&self) -> &'static [Action] {
        let is_new = self.drill.session.current().is_some_and(|entry| entry.memory.is_none());
        if is_new { &[] } else { &[Action::Known] }
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match action {
            Action::Back => Effect::Pop,
            Action::Undo => Effect::Undo,
            Action::Redo => Effect::Redo,
            Action::Up | Action::Down | Action::PageUp | Action::PageDown => {
                if self.scroll(action, cx) {
                    Effect::Changed
                } else {
                    Effect::None
                }
            }
            action => self.act(action, cx),
        }
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let theme = cx.theme;
        let [deck, section, topic] = &self.place;
        let titles = match topic.as_str() {
            "" => vec![deck.clone()],
            _ => vec![format!("{deck} · {section} › {topic}"), format!("{section} › {topic}"), topic.clone()],
        };
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        frame::title(&titles, &self.progress(parts.title.width), parts.title, buffer, theme);
        let (answered, left) = (self.drill.session.answered(), self.drill.session.left());
        let width = usize::from(parts.body.width / 5).min(20);
        let bar = frame::bar(answered, answered + left, width, theme);
        let row = Rect {
            height: 1.min(parts.body.height),
            width: parts.body.width.saturating_sub(1),
            ..parts.body
        };
        bar.right_aligned().render(row, buffer);
        let area = self.text_area(parts.body, theme);
        frame::scrolled(&self.lines(area.width, theme), self.top, area, buffer, theme);
        if self.stage == Stage::Front && self.asks_for_hint {
            let last =
                frame::column(Rect { y: parts.body.bottom().saturating_sub(1), height: 1, ..parts.body });
            Line::styled(phrase::ASKS_FOR_HINT, theme.notice).render(last, buffer);
        }
        if self.stage == Stage::Back {
            let last =
                frame::column(Rect { y: parts.body.bottom().saturating_sub(1), height: 1, ..parts.body });
            self.grades(last.width, theme).render(last, buffer);
        }
    }
}

//! A drill: topic, front, back, what a mistake teaches, and the summary at its end.

mod question;
mod summary;

use std::time::Duration;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use crate::calc::problem::{Drawn, Judgement};
use crate::content::{Face, text};
use crate::exam::{Event, Tool};
use crate::phrase;
use crate::schedule::{Entry, Grade};
use crate::study::{Drill, Request, Study, StudyError};

use super::super::field::Field;
use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::page;
use super::super::question::Laid;
use super::super::theme::Theme;
use super::super::view::{Cx, Effect, View};
use super::reading::scroll;
use super::{Reading, Screen, Writing, item};
use question::CameBack;
use summary::Summary;

/// What of the current item is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The topic, before its first item.
    Topic,
    /// A problem, with a field for its answer.
    Problem,
    /// The front.
    Front,
    /// Front and back, with what each grade would mean.
    Back,
    /// Front and back of an item that was not recalled, with how its topic begins.
    Missed,
    /// A question that came back, with its options.
    Question,
    /// Such a question with its verdict.
    Verdict,
    /// Nothing more to ask.
    Over,
}

/// The first line of a verdict that nobody scrolled yet.
const AT_OPTIONS: usize = usize::MAX;

/// The longest answer to a problem, in characters.
const LONGEST_ANSWER: usize = 40;

/// A drill on the screen. What it shows is prepared when the item changes, so drawing only reads.
#[derive(Debug)]
pub(in super::super) struct DrillScreen {
    drill: Drill,
    stage: Stage,
    /// The item on the screen; none when the drill is over.
    shown: Option<Entry>,
    shown_at: Duration,
    /// How long the current key came after the item was shown.
    took_ms: i64,
    top: usize,
    /// Where the learner is: deck, section, topic.
    place: [String; 3],
    topic: String,
    face: Face,
    /// The item drawn, when it is a problem, and the answer being typed.
    problem: Option<Drawn>,
    field: Field,
    /// The question that came back, as a quiz of one.
    question: Option<CameBack>,
    /// What was said of the typed answer, above the solution.
    verdict: String,
    /// The learner's own note, as a hint.
    note: Option<String>,
    /// Whether the learner is asked for a note of their own.
    asks_for_note: bool,
    /// What there is to know of the item: new, marked, disputed.
    standing: String,
    /// What each grade would mean: `2 days`.
    intervals: [String; 4],
    summary: Summary,
}

impl DrillScreen {
    /// Begins a drill and shows its first item.
    pub(in super::super) fn begin(study: &Study, request: &Request) -> Result<Self, StudyError> {
        Self::on(study.begin(request)?, study)
    }

    /// Shows a drill that was begun.
    pub(in super::super) fn on(drill: Drill, study: &Study) -> Result<Self, StudyError> {
        let mut screen = Self {
            drill,
            stage: Stage::Over,
            shown: None,
            shown_at: Duration::ZERO,
            took_ms: 0,
            top: 0,
            place: Default::default(),
            topic: String::new(),
            face: Face { front: String::new(), back: String::new() },
            problem: None,
            field: Field::new("", LONGEST_ANSWER),
            question: None,
            verdict: String::new(),
            note: None,
            asks_for_note: false,
            standing: String::new(),
            intervals: Default::default(),
            summary: Summary::default(),
        };
        screen.next(study)?;
        Ok(screen)
    }

    /// Begins the day's session.
    pub(in super::super) fn of_today(study: &Study) -> Result<Self, StudyError> {
        Self::session(study, Request::default())
    }

    /// Begins a session on a deck.
    pub(in super::super) fn of_deck(study: &Study, deck: String) -> Result<Self, StudyError> {
        Self::session(study, Request { deck: Some(deck), ..Request::default() })
    }

    /// Begins a session on a section.
    pub(in super::super) fn of_section(study: &Study, section: String) -> Result<Self, StudyError> {
        Self::session(study, Request { section: Some(section), ..Request::default() })
    }

    /// Begins a drill as long as a session of the learner's.
    fn session(study: &Study, request: Request) -> Result<Self, StudyError> {
        Self::begin(study, &Request { minutes: Some(study.settings().minutes), ..request })
    }

    /// Shows what is to be asked now.
    fn next(&mut self, study: &Study) -> Result<(), StudyError> {
        (self.top, self.shown_at) = (0, study.env().elapsed());
        self.shown = if self.drill.is_over() { None } else { self.drill.session.current().copied() };
        let Some(entry) = self.shown else {
            self.place = [format!("Drill · {}", self.drill.title), String::new(), String::new()];
            self.summary = Summary::of(&self.drill, study)?;
            self.stage = Stage::Over;
            return Ok(());
        };
        let library = study.library();
        let topic = library.topic_of(entry.item);
        let section = library.section_of(topic).map_or_else(String::new, |section| section.title.to_string());
        self.place = [format!("Drill · {}", self.drill.title), section, topic.title.to_string()];
        self.topic = format!("**{}**\n\n{}", topic.title, topic.body);
        let today = study.today();
        self.intervals = study.preview(&entry)?.map(|due| phrase::interval(due - today));
        self.problem = study.drawn(&entry);
        (self.field, self.verdict) = (Field::new("", LONGEST_ANSWER), String::new());
        self.question = study.question_of(&entry).map(CameBack::new);
        self.stage = match (entry.topic_first, &self.problem, &self.question) {
            (true, ..) => Stage::Topic,
            (false, Some(_), _) => Stage::Problem,
            (false, None, Some(_)) => Stage::Question,
            (false, None, None) => Stage::Front,
        };
        self.reread(study)
    }

    /// Reads what the learner may have changed of the item on the screen.
    fn reread(&mut self, study: &Study) -> Result<(), StudyError> {
        let Some(entry) = self.shown else { return Ok(()) };
        self.face = study.face(&entry)?;
        self.note = study.note(entry.item)?;
        self.asks_for_note = study.wants_note(&entry)?;
        let standing = study.standing(entry.item)?;
        let named = [
            (standing.memory.is_none(), "new"),
            (standing.marks.flagged, "marked"),
            (standing.marks.disputed, "you think this is wrong"),
        ];
        let named: Vec<&str> = named.iter().filter(|(holds, _)| *holds).map(|(_, name)| *name).collect();
        self.standing = named.join(" · ");
        Ok(())
    }

    fn lines(&self, width: u16, theme: &Theme) -> Vec<Line<'static>> {
        match self.stage {
            Stage::Topic => page::set(&self.topic, width, theme),
            Stage::Front | Stage::Problem => page::set(&self.face.front, width, theme),
            Stage::Back => self.both_sides(width, theme),
            Stage::Missed => {
                let mut lines = self.both_sides(width, theme);
                lines.push(Line::default());
                let [_, _, topic] = &self.place;
                let beginning = self.topic.split("\n\n").nth(1).unwrap_or_default();
                let text = format!("{topic}: {beginning}");
                lines.extend(page::set(&text, width, theme).into_iter().map(|line| line.style(theme.muted)));
                lines
            }
            Stage::Question | Stage::Verdict => self
                .question
                .as_ref()
                .map_or_else(Vec::new, |question| self.laid(question, width, theme).lines),
            Stage::Over => Vec::new(),
        }
    }

    fn both_sides(&self, width: u16, theme: &Theme) -> Vec<Line<'static>> {
        let mut lines = page::set(&self.face.front, width, theme);
        lines.extend([Line::default(), frame::rule(width, theme.muted), Line::default()]);
        if !self.verdict.is_empty() {
            lines.extend(page::set(&self.verdict, width, theme));
            lines.push(Line::default());
        }
        lines.extend(page::set(&self.face.back, width, theme));
        lines
    }

    /// Rows left free above the text. Front, back and what follows a mistake share it, so that revealing moves nothing.
    fn air(&self, column: Rect, theme: &Theme) -> u16 {
        let height = match self.stage {
            Stage::Front | Stage::Problem | Stage::Back | Stage::Missed => {
                self.both_sides(column.width, theme).len()
            }
            Stage::Question | Stage::Verdict => return u16::from(column.height > 12),
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

    /// The last row of the body: the grades, or a word to the learner.
    fn last_row(body: Rect) -> Rect {
        frame::column(Rect { y: body.bottom().saturating_sub(1), height: 1.min(body.height), ..body })
    }

    fn progress(&self, width: u16) -> String {
        let (answered, left) = (self.drill.session.answered(), self.drill.session.left());
        if self.stage == Stage::Over {
            return phrase::count(self.drill.answers.len(), "answer");
        }
        // An item that was missed is still the one being looked at.
        let at = if matches!(self.stage, Stage::Missed | Stage::Verdict) { answered } else { answered + 1 };
        let place = format!("{} of {}", at.min(answered + left), answered + left);
        match self.drill.ms_left() {
            Some(ms) if width >= 60 => format!("{place} · {} left", phrase::duration(ms)),
            _ => place,
        }
    }

    /// The four grades with what each would mean; on narrow screens the words alone. Each with the columns it takes.
    fn grades(&self, width: u16, theme: &Theme) -> Vec<(Grade, Line<'static>)> {
        let choices = || Grade::ALL.iter().zip(&self.intervals);
        let long: usize =
            choices().map(|(grade, interval)| grade.to_string().width() + interval.width() + 6).sum();
        let is_wide = long <= usize::from(width);
        let line = |(&grade, interval): (&Grade, &String)| {
            let mut line = Line::from(vec![
                Span::styled((grade as u8).to_string(), theme.key),
                Span::raw(format!(" {grade} ")),
            ]);
            if is_wide {
                line.spans.extend([Span::styled(interval.clone(), theme.muted), Span::raw("   ")]);
            }
            (grade, line)
        };
        choices().map(line).collect()
    }

    /// Moves the text; whether it moved.
    fn scroll(&mut self, action: Action, cx: &Cx<'_>) -> bool {
        let area = self.text_area(cx.body, cx.theme);
        let total = self.lines(area.width, cx.theme).len();
        let moved = scroll(self.first_line(area, cx.theme), action, total, area.height);
        self.top = moved.unwrap_or(self.top);
        moved.is_some()
    }

    /// The first line on the screen: the verdict of a question that nobody scrolled yet begins at its options.
    fn first_line(&self, area: Rect, theme: &Theme) -> usize {
        match (&self.question, self.stage, self.top) {
            (Some(question), Stage::Verdict, AT_OPTIONS) => {
                let laid = self.laid(question, area.width, theme);
                question.first_top(&laid, area.height)
            }
            _ => self.top,
        }
    }

    /// A question that came back, in lines.
    fn laid(&self, question: &CameBack, width: u16, theme: &Theme) -> Laid {
        question.laid(self.note.as_deref(), width, theme)
    }

    /// How far the text scrolls when the answer is shown: not at all when both sides fit; else as far as the answer needs,
    /// but not past its beginning.
    fn answer_top(&self, cx: &Cx<'_>) -> usize {
        let area = self.text_area(cx.body, cx.theme);
        let front = page::set(&self.face.front, area.width, cx.theme).len();
        let total = self.both_sides(area.width, cx.theme).len();
        total.saturating_sub(usize::from(area.height)).min(front + 1)
    }

    /// Judges the typed answer to a problem: a right one shows the steps and is graded by the learner, a wrong one is an
    /// Again. An empty one only shows the answer.
    fn judge(&mut self, cx: &Cx<'_>) -> Effect {
        let Some(drawn) = &self.problem else { return Effect::None };
        let typed = self.field.text().trim();
        self.verdict = match drawn.judge(typed) {
            _ if typed.is_empty() => String::new(),
            Judgement::Right => format!("{} is right.", text::plain(typed)),
            Judgement::Wrong(mistake) => {
                self.verdict = phrase::mistaken(typed, mistake);
                return Effect::Act;
            }
            Judgement::Unreadable(sentence) => return Effect::Notify(sentence),
        };
        self.stage = Stage::Back;
        self.top = self.answer_top(cx);
        Effect::Changed
    }

    fn answer(&mut self, study: &mut Study, grade: Grade) -> Result<Effect, StudyError> {
        let entry = self.shown;
        study.answer_typed(&mut self.drill, grade, self.took_ms, self.field.text().trim())?;
        if grade == Grade::Again {
            // The answer stays, with what the topic says of it: that is when it is read with interest.
            (self.stage, self.shown) = (Stage::Missed, entry);
            return Ok(Effect::Changed);
        }
        self.next(study)?;
        Ok(Effect::Changed)
    }

    /// Decides what a key on a question does; `None` for other keys.
    fn choose(&mut self, action: Action, cx: &Cx<'_>) -> Option<Effect> {
        let area = self.text_area(cx.body, cx.theme);
        let laid = self.laid(self.question.as_ref()?, area.width, cx.theme);
        self.question.as_mut()?.update(action, &laid, &mut self.top, area.height)
    }

    /// Gives the verdict on a question, once its answer is kept.
    fn give_verdict(&mut self, study: &mut Study) -> Result<Effect, StudyError> {
        let (entry, Some(question)) = (self.shown, &mut self.question) else { return Ok(Effect::None) };
        study.answer_question(&mut self.drill, question.sitting(), self.took_ms)?;
        question.happen(Event::Check { question: 0 });
        (self.stage, self.shown, self.top) = (Stage::Verdict, entry, AT_OPTIONS);
        Ok(Effect::Changed)
    }

    fn step(&mut self, study: &mut Study, back: bool) -> Result<Effect, StudyError> {
        let (step, done, nothing) = if back {
            (study.undo(&mut self.drill)?, "Took back", "There is nothing to undo.")
        } else {
            (study.redo(&mut self.drill)?, "Gave again", "There is nothing to redo.")
        };
        let Some(step) = step else { return Ok(Effect::Notify(nothing.to_owned())) };
        self.next(study)?;
        Ok(Effect::Notify(format!("{done} {}.", phrase::step(study.library(), &step))))
    }
}

impl View for DrillScreen {
    fn context(&self) -> Context {
        match self.stage {
            Stage::Topic => Context::DrillTopic,
            Stage::Problem => Context::DrillProblem,
            Stage::Front => Context::DrillFront,
            Stage::Back => Context::DrillBack,
            Stage::Missed => Context::DrillMissed,
            Stage::Question => Context::DrillQuestion,
            Stage::Verdict => Context::DrillVerdict,
            Stage::Over => Context::Summary,
        }
    }

    fn unavailable(&self) -> Vec<Action> {
        let is_new = self.shown.is_some_and(|entry| entry.memory.is_none());
        let mut without = if self.stage == Stage::Over { self.summary.unavailable() } else { Vec::new() };
        without.extend((!is_new).then_some(Action::Known));
        without.extend(self.note.is_none().then_some(Action::Hint));
        if let Some(question) = &self.question {
            without.extend(question.unavailable());
        }
        without
    }

    fn write(&mut self, key: KeyEvent, _: &Cx<'_>) -> bool {
        self.stage == Stage::Problem && self.field.write(key)
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        self.took_ms = phrase::took_ms(cx.elapsed.saturating_sub(self.shown_at));
        if self.stage == Stage::Over
            && !matches!(action, Action::Undo | Action::Redo | Action::Back | Action::Drill)
        {
            return self.summary.update(action, cx);
        }
        if self.stage == Stage::Question
            && let Some(effect) = self.choose(action, cx)
        {
            return effect;
        }
        match (action, self.shown) {
            (Action::Back, _) => Effect::Pop,
            (Action::Drill, _) => {
                Effect::Pop.then(Effect::open(|study| Ok(Screen::from(DrillScreen::of_today(study)?))))
            }
            (
                Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last,
                _,
            ) => Effect::changed(self.scroll(action, cx)),
            // A text that is longer than the screen is read on, page by page, before it is left.
            (Action::GoOn, _) if self.scroll(Action::PageDown, cx) => Effect::Changed,
            (Action::Judge, _) => self.judge(cx),
            (Action::NextField, _) => {
                self.stage = Stage::Front;
                Effect::Changed
            }
            (Action::Reveal, _) => {
                self.stage = Stage::Back;
                self.top = self.answer_top(cx);
                Effect::Changed
            }
            (Action::Known, Some(Entry { memory: Some(_), .. })) => {
                Effect::Notify("That is for items that are new to you.".to_owned())
            }
            (Action::Hint, _) => {
                Effect::Notify(self.note.clone().unwrap_or_else(|| phrase::NO_NOTE.to_owned()))
            }
            (Action::Topic, Some(Entry { item, .. })) => {
                if let (Stage::Question, Some(question)) = (self.stage, &mut self.question) {
                    question.happen(Event::Use(Tool::Notes));
                }
                let topic = Reading::topic(cx.study.library().topic_of(item));
                Effect::open(move |_| Ok(Screen::from(topic)))
            }
            (Action::Sources, Some(Entry { item, .. })) => {
                let sources = Reading::sources(cx.study.library(), item);
                Effect::open(move |_| Ok(Screen::from(sources)))
            }
            (Action::Dispute, Some(Entry { item, .. })) => item::dispute(item, cx.study),
            (Action::Note, Some(Entry { item, .. })) => {
                Effect::open(move |study| Ok(Screen::from(Writing::note(item, study)?)))
            }
            _ => Effect::Act,
        }
    }

    fn act(&mut self, action: Action, study: &mut Study) -> Result<Effect, StudyError> {
        let shown = self.shown;
        match (action, shown) {
            (Action::Undo | Action::Redo, _) => return self.step(study, action == Action::Undo),
            (Action::GoOn, _) if self.stage == Stage::Topic => {
                study.topic_shown(&mut self.drill, self.took_ms)?;
            }
            (Action::GoOn, _) => {}
            (Action::Judge, _) if self.stage == Stage::Question => return self.give_verdict(study),
            (Action::Again | Action::Judge, _) => return self.answer(study, Grade::Again),
            (Action::Hard, _) => return self.answer(study, Grade::Hard),
            (Action::Good, _) => return self.answer(study, Grade::Good),
            (Action::Easy, _) => return self.answer(study, Grade::Easy),
            (Action::Known, _) => study.answer_known(&mut self.drill, self.took_ms)?,
            (Action::SuspendItem, _) => {
                study.suspend_current(&mut self.drill)?;
                self.next(study)?;
                return Ok(Effect::Notify(phrase::suspended(true).to_owned()));
            }
            (Action::BuryItem, _) => {
                study.bury_current(&mut self.drill)?;
                self.next(study)?;
                return Ok(Effect::Notify(phrase::buried(true).to_owned()));
            }
            (action, Some(Entry { item, .. })) => return item::mark(action, item, study),
            _ => return Ok(Effect::None),
        }
        self.next(study)?;
        Ok(Effect::Changed)
    }

    fn refresh(&mut self, study: &Study) -> Result<(), StudyError> {
        self.reread(study)
    }

    fn used(&mut self, tool: Tool, _: &mut Study) -> Result<(), StudyError> {
        if let (Stage::Question, Some(question)) = (self.stage, &mut self.question) {
            question.happen(Event::Use(tool));
        }
        Ok(())
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        match self.stage {
            Stage::Over => self.summary.click(position, cx),
            Stage::Topic | Stage::Missed | Stage::Verdict => Some(Action::GoOn),
            Stage::Question => {
                let area = self.text_area(cx.body, cx.theme);
                let laid = self.laid(self.question.as_ref()?, area.width, cx.theme);
                CameBack::click(position.y, &laid, self.top, area)
            }
            Stage::Problem => None,
            Stage::Front => Some(Action::Reveal),
            Stage::Back => {
                let row = Self::last_row(cx.body);
                if !row.contains(position) {
                    return None;
                }
                let mut end = row.x;
                let mut grades = self.grades(row.width, cx.theme).into_iter();
                let hit = grades.find(|(_, line)| {
                    end += line.width() as u16;
                    position.x < end
                });
                hit.map(|(grade, _)| match grade {
                    Grade::Again => Action::Again,
                    Grade::Hard => Action::Hard,
                    Grade::Good => Action::Good,
                    Grade::Easy => Action::Easy,
                })
            }
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
        if self.stage == Stage::Over {
            return self.summary.render(parts.body, buffer, cx);
        }
        let (answered, left) = (self.drill.session.answered(), self.drill.session.left());
        let width = usize::from(parts.body.width / 5).min(20);
        let bar = frame::bar(answered, answered + left, width, theme);
        let row = Rect {
            height: 1.min(parts.body.height),
            width: parts.body.width.saturating_sub(1),
            ..parts.body
        };
        let room = usize::from(row.width).saturating_sub(width + 2);
        Line::styled(format!(" {}", frame::shorten(&self.standing, room)), theme.muted).render(row, buffer);
        bar.right_aligned().render(row, buffer);
        let area = self.text_area(parts.body, theme);
        let top = self.first_line(area, theme);
        frame::scrolled(&self.lines(area.width, theme), top, area, buffer, theme);
        let last = Self::last_row(parts.body);
        match self.stage {
            Stage::Front | Stage::Missed if self.asks_for_note => {
                Line::styled(phrase::ASKS_FOR_NOTE, theme.notice).render(last, buffer);
            }
            Stage::Missed => {
                Line::styled("Again: it comes back in this session.", theme.muted).render(last, buffer);
            }
            Stage::Back => {
                let grades = self.grades(last.width, theme).into_iter();
                grades.flat_map(|(_, line)| line.spans).collect::<Line>().render(last, buffer);
            }
            Stage::Problem => {
                let mut line = Line::styled("Your answer: ", theme.muted);
                line.spans.extend(self.field.line(last.width.saturating_sub(13), true, theme).spans);
                line.render(last, buffer);
            }
            Stage::Question | Stage::Verdict => {
                let said = self.question.as_ref().map(|question| question.state(theme));
                Line::from_iter(said).render(last, buffer);
            }
            Stage::Front | Stage::Topic | Stage::Over => {}
        }
    }
}

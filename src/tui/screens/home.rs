//! Home: today at a glance, how well each section is known, what can be done, what was done when.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use crate::content::date::month_name;
use crate::exam::QuestionHistory;
use crate::phrase;
use crate::study::{Overview, Request, SectionRecall, Sign, Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::list::Choice;
use super::super::page;
use super::super::view::{Cx, Effect, View};
use super::heat::{self, Heat};
use super::{
    Calculators, Decks, DrillScreen, ExamScreen, Items, Mistakes, Notes, Screen, SettingsScreen, Test,
};

/// The widest that Home becomes.
const WIDEST: u16 = 124;

/// The least that the panels need.
const PANELS: (u16, u16) = (76, 7);

/// Rows of text in the panel of today.
const TODAY_ROWS: u16 = 5;

/// The places that Home leads to.
const MENU: [(Action, &str); 10] = [
    (Action::Drill, "Drill"),
    (Action::Test, "Test"),
    (Action::Exam, "Mock exam"),
    (Action::Decks, "Decks"),
    (Action::Calculators, "Calculators"),
    (Action::LookUp, "Look up"),
    (Action::Notes, "Notes"),
    (Action::Mistakes, "Mistakes"),
    (Action::Items, "Items"),
    (Action::Settings, "Settings"),
];

/// What Home shows, read when it opens and whenever it comes back.
#[derive(Debug)]
pub(in super::super) struct Home {
    overview: Overview,
    heat: Heat,
    unread: usize,
    /// Sections and the learner's list, which the first frame does not wait for.
    later: Option<Later>,
    stale: bool,
    choice: Choice,
}

/// What takes longer to read than the first frame may wait.
#[derive(Debug)]
struct Later {
    sections: Vec<SectionRecall>,
    /// What the learner's list holds: `2 suspended, 1 leech`.
    listed: String,
    /// How far the mock exam is that is open, or how the last one went: in few words, and in more.
    exam: [String; 2],
    /// What a test would ask, in few words and in more: `10 questions on your weakest: Security`.
    test: [String; 2],
    /// Questions on the list of mistakes.
    mistakes: usize,
}

impl Home {
    /// Reads what the first frame shows.
    pub(in super::super) fn load(study: &Study) -> Result<Self, StudyError> {
        let today = study.today();
        let read = study.read_topics()?.len();
        Ok(Self {
            overview: study.overview()?,
            heat: Heat::new(today, study.activity(Heat::first(today))?),
            unread: study.library().content().topics.len().saturating_sub(read),
            later: None,
            stale: true,
            choice: Choice::default(),
        })
    }

    /// What each place holds right now, in as many words as there is room for.
    fn detail(&self, action: Action, room: usize, study: &Study) -> String {
        let is_narrow = room < 40;
        let content = study.library().content();
        let Overview { due, new, .. } = self.overview;
        match action {
            Action::Drill if due + new == 0 => "nothing more is due today".to_owned(),
            Action::Drill => format!("a session of {} min", study.settings().minutes),
            Action::LookUp if is_narrow => phrase::count(content.facts.len(), "fact"),
            Action::LookUp => format!("{} limits and defaults", content.facts.len()),
            Action::Decks if is_narrow => phrase::count(content.decks.len(), "deck"),
            Action::Notes if is_narrow => format!("{} unread", phrase::count(self.unread, "topic")),
            Action::Decks => {
                format!("{} by subject and by confusion", phrase::count(content.decks.len(), "deck"))
            }
            Action::Notes => {
                let unread = phrase::count(self.unread, "topic");
                format!("{}, {unread} unread", phrase::count(content.sections.len(), "section"))
            }
            Action::Calculators if is_narrow => "RCU, Lambda, SQS, …".to_owned(),
            Action::Calculators => "RCU and WCU, partitions, Lambda, retries, …".to_owned(),
            Action::Test => self.later.as_ref().map_or_else(String::new, |later| {
                let [short, long] = &later.test;
                if is_narrow { short.clone() } else { long.clone() }
            }),
            Action::Mistakes => {
                self.later.as_ref().map_or_else(String::new, |later| format!("{} open", later.mistakes))
            }
            Action::Items => self.later.as_ref().map_or_else(String::new, |later| later.listed.clone()),
            Action::Exam => self.later.as_ref().map_or_else(String::new, |later| {
                let [short, long] = &later.exam;
                if is_narrow { short.clone() } else { long.clone() }
            }),
            _ => {
                let settings = study.settings();
                let exam = settings
                    .exam
                    .as_ref()
                    .map_or_else(|| "no exam chosen".to_owned(), |exam| exam.to_uppercase());
                if is_narrow { exam } else { format!("{exam}, {} min a day", settings.minutes) }
            }
        }
    }

    fn menu_row(&self, n: usize, width: u16, cx: &Cx<'_>) -> Line<'static> {
        let Some(&(action, name)) = MENU.get(n) else { return Line::default() };
        let key = cx.keymap.key_of(Context::Home, action).map_or_else(String::new, |chord| chord.to_string());
        let room = usize::from(width).saturating_sub(18);
        Line::from(vec![
            Span::styled(format!("{key:<3}"), cx.theme.key),
            Span::raw(format!("{name:<13}")),
            Span::styled(frame::shorten(&self.detail(action, room, cx.study), room), cx.theme.muted),
        ])
    }

    fn today(&self, width: u16, cx: &Cx<'_>) -> Vec<Line<'static>> {
        let Overview { done, due, new, minutes, due_tomorrow } = &self.overview;
        let theme = cx.theme;
        let answered = done.answers.max(0) as usize;
        let left = due + new;
        if left == 0 {
            let tomorrow = phrase::count(*due_tomorrow, "item");
            let text = format!("{answered} done. Nothing more is due today.\n\nTomorrow: {tomorrow}.");
            return page::set(&text, width, theme);
        }
        let text = format!("{answered} done, {left} left, about {minutes} min");
        let mut lines = page::set(&text, width, theme);
        lines.push(frame::bar(answered, answered + left, usize::from(width.min(40)), theme));
        let session = cx.study.settings().minutes;
        let muted = |text: String| Line::styled(frame::shorten(&text, usize::from(width)), theme.muted);
        lines.push(muted(format!("{due} due, {new} new")));
        if *minutes > session {
            lines.push(muted(format!("a session is {session} min, the rest waits")));
        }
        let key = |action| {
            let chord = cx.keymap.key_of(Context::Home, action);
            Span::styled(chord.map_or_else(String::new, |chord| format!("  {chord}")), theme.key)
        };
        let boxes = [Action::Five, Action::Ten, Action::Twenty].map(key);
        lines.push([Span::raw("for 5, 10 or 20 min:")].into_iter().chain(boxes).collect());
        lines
    }

    /// The sections that fit into `rows`: all in course order, or else those begun, the weakest first, then the others.
    fn sections(&self, rows: usize) -> Vec<SectionRecall> {
        let Some(later) = &self.later else { return Vec::new() };
        let mut sections = later.sections.clone();
        if sections.len() > rows {
            sections.sort_by(|one, other| {
                let begun = (one.seen == 0).cmp(&(other.seen == 0));
                let weaker = one.recall.total_cmp(&other.recall);
                begun.then(weaker).then(one.section.cmp(&other.section))
            });
        }
        sections.truncate(rows);
        sections
    }

    fn section_line(section: &SectionRecall, width: u16, cx: &Cx<'_>) -> Line<'static> {
        let content = cx.study.library().content();
        let title = content.sections.get(section.section).map_or("", |section| section.title.as_str());
        let width = usize::from(width);
        let name = (width / 2).min(28);
        let bar = width.saturating_sub(name + 7);
        let title = frame::shorten(title, name.saturating_sub(1));
        let percent = (section.recall * 100.0).round() as usize;
        let mut line = Line::from(format!("{title}{}", " ".repeat(name.saturating_sub(title.width()))));
        line.spans.extend(frame::bar(percent, 100, bar, cx.theme).spans);
        let said = if section.seen == 0 { "   new".to_owned() } else { format!("{percent:>4} %") };
        line.spans.push(Span::styled(said, cx.theme.muted));
        line
    }

    fn render_sections(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        let columns = if area.width >= 80 { 2 } else { 1 };
        let fits = usize::from(area.height.saturating_sub(2)) * columns;
        let all = self.later.as_ref().map_or(0, |later| later.sections.len());
        let title = if all > fits { "Recall today, weakest first" } else { "Recall today" };
        let inner = frame::panel(title, area, buffer, cx.theme);
        let column = inner.width / columns as u16;
        for (n, section) in self.sections(fits).iter().enumerate() {
            let (x, y) = (n / usize::from(inner.height.max(1)), n % usize::from(inner.height.max(1)));
            let gap = if columns > 1 { 3 } else { 0 };
            let row = Rect {
                x: inner.x + x as u16 * column,
                y: inner.y + y as u16,
                width: column.saturating_sub(if x + 1 < columns { gap } else { 0 }),
                height: 1,
            };
            Self::section_line(section, row.width, cx).render(row, buffer);
        }
    }

    fn open(action: Action, minutes: Option<u32>) -> Effect {
        Effect::open(move |study| {
            Ok(match action {
                Action::Decks => Screen::from(Decks::new()),
                Action::Calculators => Screen::from(Calculators::new()),
                Action::Notes => Screen::from(Notes::load(study)?),
                Action::Test => Screen::from(Test::load(study)?),
                Action::Mistakes => Screen::from(Mistakes::load(study)?),
                Action::Items => Screen::from(Items::load(study)?),
                Action::Exam => Screen::from(ExamScreen::load(study)?),
                Action::Settings => Screen::from(SettingsScreen::default()),
                _ => Screen::from(match minutes {
                    Some(_) => DrillScreen::begin(study, &Request { minutes, ..Request::default() })?,
                    None => DrillScreen::of_today(study)?,
                }),
            })
        })
    }
}

/// Where the parts of Home stand.
struct Rooms {
    /// Today, and the sections beside it; none on small screens.
    panels: Option<[Rect; 2]>,
    /// Today without a panel, on small screens.
    today: Rect,
    menu: Rect,
    heat: Option<Rect>,
}

impl Rooms {
    /// The rows of the menu, in the order of its places.
    fn rows(&self) -> Vec<Rect> {
        if self.panels.is_none() {
            return self.menu.rows().collect();
        }
        let columns = [Constraint::Fill(1), Constraint::Fill(1)];
        let columns: [Rect; 2] = self.menu.layout(&Layout::horizontal(columns));
        columns.iter().flat_map(|column| column.rows()).take(MENU.len()).collect()
    }

    fn of(body: Rect) -> Self {
        let width = body.width.min(WIDEST);
        let body = Rect { x: body.x + (body.width - width) / 2, width, ..body };
        // In two columns where the panels are, so that the weeks have room below; else one below the other.
        let menu = (MENU.len() as u16).div_ceil(2);
        if body.width < PANELS.0 || body.height < PANELS.1 + menu {
            let column = frame::column(body);
            let today = if column.height > MENU.len() as u16 + 3 { 4 } else { 2 };
            let rows = [Constraint::Length(today), Constraint::Min(1)];
            let [today, menu] = column.layout(&Layout::vertical(rows));
            return Self { panels: None, today, menu, heat: None };
        }
        let heat = heat::ROWS + 2;
        let has_heat = body.height >= PANELS.1 + menu + heat;
        let heat = if has_heat { heat } else { 0 };
        let left = body.height - menu - heat;
        // All sections in two columns are the most that the panels need.
        let panels = left.min(TODAY_ROWS + 2 + 9);
        let air = u16::from(left > panels);
        let rows = [
            Constraint::Length(panels),
            Constraint::Length(air),
            Constraint::Length(menu),
            Constraint::Length(air.min(left.saturating_sub(panels + 1))),
            Constraint::Length(heat),
            Constraint::Min(0),
        ];
        let [panels, _, menu, _, heat, _] = body.layout(&Layout::vertical(rows));
        let columns = if body.width >= 110 { [1, 2] } else { [1, 1] };
        let [today, sections] = panels.layout(&Layout::horizontal(columns.map(Constraint::Fill)));
        let menu = Rect { x: menu.x + 2, width: menu.width.saturating_sub(4), ..menu };
        Self { panels: Some([today, sections]), today, menu, heat: has_heat.then_some(heat) }
    }
}

/// `DVA-C02 · Mon 30 Nov · 8 days left`, as far as it is known.
fn exam_line(study: &Study, is_wide: bool) -> String {
    let exam = study.settings().exam.as_ref().map(|exam| exam.to_uppercase());
    let date = study.settings().exam_date.map(|date| {
        let month: String = month_name(date.month()).chars().take(3).collect();
        format!("{} {} {month}", date.weekday(), date.day())
    });
    let left = study.days_to_exam().map(|days| match days {
        0 => "today".to_owned(),
        days => format!("{} left", phrase::count(days as usize, "day")),
    });
    // On narrow screens the days that are left say more than the date.
    let date = date.filter(|_| is_wide || left.is_none());
    let parts: Vec<String> = [exam, date, left].into_iter().flatten().collect();
    if parts.is_empty() { "no exam chosen".to_owned() } else { parts.join(" · ") }
}

/// What Enter does at Test, in few words and in more: the quiz that was left, or the one that is offered.
fn test_line(study: &Study, history: &QuestionHistory) -> Result<[String; 2], StudyError> {
    if let Some(quiz) = study.stored_quiz()? {
        return Ok([phrase::quiz::left_briefly(&quiz), phrase::quiz::left(&quiz)]);
    }
    let request = super::test::offered(study, history);
    let (questions, problems) = study.quiz_pool(&request, history)?.shares(request.count);
    if questions + problems == 0 {
        return Ok(["no questions yet", "no questions yet"].map(str::to_owned));
    }
    let title = study.quiz_title(&request, history);
    let asked = questions + problems;
    Ok([phrase::quiz::offer_briefly(asked, &title), phrase::quiz::offer(&request, asked, &title)])
}

/// What the learner's list holds, in words.
fn listed(study: &Study) -> Result<String, StudyError> {
    let listed = study.listed(None)?;
    let named = [
        (Sign::Suspended, "suspended"),
        (Sign::Buried, "buried"),
        (Sign::Leech, "leeches"),
        (Sign::Flagged, "marked"),
        (Sign::Disputed, "disputed"),
        (Sign::Noted, "noted"),
    ];
    let count = |sign: Sign| listed.iter().filter(|standing| standing.signs().contains(&sign)).count();
    let parts = named.iter().map(|(sign, name)| (count(*sign), name)).filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, name)| format!("{count} {name}")).collect();
    Ok(if parts.is_empty() { "nothing set aside".to_owned() } else { parts.join(", ") })
}

/// The mock exam that is open, or what there is to sit: in few words, and in more.
fn exam(study: &Study) -> Result<[String; 2], StudyError> {
    if let Some(open) = study.open_exam()? {
        return Ok([phrase::exam::open_briefly(&open), phrase::exam::open(&open)]);
    }
    if study.is_eve_of_exam() {
        return Ok(["rest instead".to_owned(), "your exam is near: no more mocks".to_owned()]);
    }
    let exams = study.exams()?;
    let last = exams.iter().rev().find_map(|past| Some((past.row.number, past.score()?)));
    if let Some((number, score)) = last {
        let said = format!("#{number} was {}, {}", score.scaled, phrase::exam::passed(score));
        return Ok([said.clone(), said]);
    }
    let usual = study.usual_exam();
    let blueprint = study.blueprint_named(&usual)?;
    let long = format!("{} questions in {} min", blueprint.questions, blueprint.minutes);
    Ok([format!("{}, {} min", phrase::exam::name(&usual), blueprint.minutes), long])
}

impl View for Home {
    fn context(&self) -> Context {
        Context::Home
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        let menu = Rooms::of(cx.body).menu;
        match action {
            Action::Open => match MENU.get(self.choice.at) {
                // It opens from anywhere, by the same key.
                Some(&(Action::LookUp, _)) => Effect::Press(Action::LookUp),
                Some(&(action, _)) => Self::open(action, None),
                None => Effect::None,
            },
            Action::Drill
            | Action::Decks
            | Action::Exam
            | Action::Calculators
            | Action::Notes
            | Action::Test
            | Action::Mistakes
            | Action::Items
            | Action::Settings => Self::open(action, None),
            Action::Five => Self::open(Action::Drill, Some(5)),
            Action::Ten => Self::open(Action::Drill, Some(10)),
            Action::Twenty => Self::open(Action::Drill, Some(20)),
            // The item that an answer is taken back from is shown in a drill.
            Action::Undo | Action::Redo => Self::open(Action::Drill, None).then(Effect::Press(action)),
            Action::Back => Effect::Pop,
            action => Effect::changed(self.choice.moved(action, MENU.len(), menu.height)),
        }
    }

    fn refresh(&mut self, study: &Study) -> Result<(), StudyError> {
        let fresh = Self::load(study)?;
        // What takes longer is shown as it was until it is read again.
        *self = Self { later: self.later.take(), choice: self.choice, ..fresh };
        Ok(())
    }

    fn is_unsettled(&self) -> bool {
        self.stale
    }

    fn settle(&mut self, study: &Study) -> Result<(), StudyError> {
        self.stale = false;
        let history = study.question_history()?;
        self.later = Some(Later {
            sections: study.section_recall()?,
            listed: listed(study)?,
            test: test_line(study, &history)?,
            mistakes: history.mistakes().len(),
            exam: exam(study)?,
        });
        Ok(())
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let rooms = Rooms::of(cx.body);
        if rooms.panels.is_none() {
            return self.choice.choose(position, rooms.menu, MENU.len()).then_some(Action::Open);
        }
        self.choice.at = rooms.rows().iter().position(|row| row.contains(position))?;
        Some(Action::Open)
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let is_wide = parts.title.width >= 60;
        frame::title(&["dva"], &exam_line(cx.study, is_wide), parts.title, buffer, cx.theme);
        let rooms = Rooms::of(parts.body);
        let today = match rooms.panels {
            Some([today, sections]) => {
                self.render_sections(sections, buffer, cx);
                frame::panel("Today", today, buffer, cx.theme)
            }
            None => rooms.today,
        };
        for (line, row) in self.today(today.width, cx).into_iter().zip(today.rows()) {
            line.render(row, buffer);
        }
        if rooms.panels.is_none() {
            let menu = rooms.menu;
            self.choice.render(MENU.len(), |n| self.menu_row(n, menu.width, cx), menu, buffer, cx.theme);
        }
        for (n, row) in rooms.rows().into_iter().enumerate().filter(|_| rooms.panels.is_some()) {
            let one = Choice { at: usize::from(n != self.choice.at) };
            one.render(1, |_| self.menu_row(n, row.width, cx), row, buffer, cx.theme);
        }
        if let Some(area) = rooms.heat {
            let weeks = Heat::weeks(area.width.saturating_sub(4));
            let inner = frame::panel(&format!("Last {weeks} weeks"), area, buffer, cx.theme);
            self.heat.render(inner, buffer, cx.theme);
        }
    }
}

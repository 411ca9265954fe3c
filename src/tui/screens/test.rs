//! What a quiz is to be on: how many questions, which ones, from where; and the quiz that was left, to go on with.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use crate::exam::{QuestionHistory, Selection, Which};
use crate::phrase;
use crate::study::{Pool, QuizRequest, StoredQuiz, Study, StudyError};

use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::list::{Choice, Panes};
use super::super::view::{Cx, Effect, View};
use super::{QuizScreen, Screen};

/// Rows below the list: what would be asked.
const FOOT: u16 = 2;

/// How many questions there may be.
const COUNTS: [usize; 8] = [5, 10, 15, 20, 25, 30, 40, 65];

/// Columns of a row's name.
const NAME: usize = 12;

/// What a row chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    /// To go on with the quiz that was left.
    GoOn,
    Count,
    Which,
    Section,
    Service,
    Domain,
    Task,
    Deck,
    Problems,
}

/// The selection on the screen.
#[derive(Debug)]
pub(in super::super) struct Test {
    left: Option<StoredQuiz>,
    history: QuestionHistory,
    rows: Vec<Row>,
    request: QuizRequest,
    pool: Pool,
    /// What there is to choose from, in each row that chooses a part; only what holds questions.
    sections: Vec<String>,
    /// Names are looked for in all texts, which the first frame does not wait for.
    services: Option<Vec<String>>,
    domains: Vec<String>,
    tasks: Vec<String>,
    decks: Vec<String>,
    choice: Choice,
}

/// The quiz that is offered first: the learner's weakest part, or everything where none is known.
pub(super) fn offered(study: &Study, history: &QuestionHistory) -> QuizRequest {
    let which = study.weakest(history).map(|_| Which::Weak);
    let selection = Selection { which: which.into_iter().collect(), ..Selection::default() };
    QuizRequest { selection, ..QuizRequest::default() }
}

impl Test {
    /// Reads what there is to choose from.
    pub(in super::super) fn load(study: &Study) -> Result<Self, StudyError> {
        let history = study.question_history()?;
        let request = offered(study, &history);
        let pool = study.quiz_pool(&request, &history)?;
        let left = study.stored_quiz()?;
        let content = study.library().content();
        let owned =
            |ids: &mut dyn Iterator<Item = &str>, part: &dyn Fn(String) -> Selection| -> Vec<String> {
                ids.filter(|id| study.holds(&part((*id).to_owned()), &history)).map(str::to_owned).collect()
            };
        let in_place = |id: String| Selection { places: vec![id], ..Selection::default() };
        let places = study.places();
        let of_exam = |is_task: bool| {
            let ids = places.iter().map(|(id, _)| *id).filter(move |id| id.contains('.') == is_task);
            owned(&mut ids.collect::<Vec<_>>().into_iter(), &in_place)
        };
        let sections = owned(&mut content.sections.iter().map(|section| section.id.as_str()), &|id| {
            Selection { sections: vec![id], ..Selection::default() }
        });
        let decks = owned(&mut content.decks.iter().map(|deck| deck.id.as_str()), &|id| Selection {
            deck: Some(id),
            ..Selection::default()
        });
        let (domains, tasks) = (of_exam(false), of_exam(true));
        let rows = [
            (left.is_some(), Row::GoOn),
            (true, Row::Count),
            (true, Row::Which),
            (true, Row::Section),
            (true, Row::Service),
            (!domains.is_empty(), Row::Domain),
            (!tasks.is_empty(), Row::Task),
            (!decks.is_empty(), Row::Deck),
            (true, Row::Problems),
        ];
        let rows = rows.into_iter().filter_map(|(is_there, row)| is_there.then_some(row)).collect();
        let (services, choice) = (None, Choice::default());
        Ok(Self { left, history, rows, request, pool, sections, services, domains, tasks, decks, choice })
    }

    fn chosen(&self) -> Option<Row> {
        self.rows.get(self.choice.at).copied()
    }

    /// What a row says.
    fn value(&self, row: Row, study: &Study) -> String {
        let Selection { sections, services, deck, which, .. } = &self.request.selection;
        let any = || "any".to_owned();
        match row {
            Row::GoOn => self.left.as_ref().map_or_else(String::new, phrase::quiz::left),
            Row::Count => phrase::count(self.request.count, "question"),
            Row::Which => which.first().map_or_else(|| "all".to_owned(), |which| self.which(*which, study)),
            Row::Section => sections.first().map_or_else(any, |id| {
                study.library().section(id).map_or_else(String::new, |section| section.title.to_string())
            }),
            Row::Service => services.first().cloned().unwrap_or_else(any),
            Row::Domain => self.place(false, study),
            Row::Task => self.place(true, study),
            Row::Deck => deck.as_ref().map_or_else(any, |id| {
                study.library().deck(id).map_or_else(String::new, |deck| deck.title.to_string())
            }),
            Row::Problems => if self.request.problems { "with" } else { "without" }.to_owned(),
        }
    }

    fn which(&self, which: Which, study: &Study) -> String {
        match which {
            Which::Missed => "on the list of mistakes".to_owned(),
            Which::Marked => "marked".to_owned(),
            Which::Unseen => "never answered".to_owned(),
            Which::Weak => match study.weakest(&self.history) {
                Some(place) => format!("weakest: {place}"),
                None => "weakest: not known yet".to_owned(),
            },
        }
    }

    /// The domain or the task that is chosen.
    fn place(&self, is_task: bool, study: &Study) -> String {
        let chosen = self.request.selection.places.iter().find(|id| id.contains('.') == is_task);
        chosen.map_or_else(
            || "any".to_owned(),
            |id| {
                let places = study.places();
                let title = places.iter().find(|(of, _)| of == id).map_or("", |(_, title)| title);
                format!("{id} {title}")
            },
        )
    }

    /// Turns the value of a row one step.
    fn turn(&mut self, row: Row, forward: bool) {
        let Self { request, sections, services, domains, tasks, decks, .. } = self;
        let QuizRequest { selection, count, problems } = request;
        match row {
            Row::GoOn => {}
            Row::Count => {
                let at = COUNTS.iter().position(|of| of == count).unwrap_or_default();
                *count = COUNTS[turned(at, COUNTS.len(), forward)];
            }
            Row::Which => {
                const ALL: [Option<Which>; 5] =
                    [None, Some(Which::Weak), Some(Which::Unseen), Some(Which::Missed), Some(Which::Marked)];
                let at =
                    ALL.iter().position(|of| *of == selection.which.first().copied()).unwrap_or_default();
                selection.which = ALL[turned(at, ALL.len(), forward)].into_iter().collect();
            }
            Row::Section => turn_within(&mut selection.sections, sections, forward),
            Row::Service => {
                turn_within(&mut selection.services, services.as_deref().unwrap_or_default(), forward);
            }
            // A task stands within its domain: one of both is enough.
            Row::Domain => turn_within(&mut selection.places, domains, forward),
            Row::Task => turn_within(&mut selection.places, tasks, forward),
            Row::Deck => {
                let mut one: Vec<String> = selection.deck.take().into_iter().collect();
                turn_within(&mut one, decks, forward);
                selection.deck = one.pop();
            }
            Row::Problems => *problems = !*problems,
        }
    }

    /// What Enter does.
    fn foot(&self, study: &Study) -> String {
        if self.chosen() == Some(Row::GoOn) {
            return "Enter goes on with it. A new quiz ends it: what was answered is kept.".to_owned();
        }
        if !study.has_questions() {
            return "There are no questions yet.".to_owned();
        }
        phrase::quiz::pool(&self.pool, self.request.count)
    }
}

/// The place before or after, around the ends.
fn turned(at: usize, all: usize, forward: bool) -> usize {
    (at + if forward { 1 } else { all - 1 }) % all
}

/// Chooses the next of several values, or none of them.
fn turn_within(chosen: &mut Vec<String>, all: &[String], forward: bool) {
    let at = chosen.first().and_then(|id| all.iter().position(|of| of == id)).map_or(0, |at| at + 1);
    let to = turned(at, all.len() + 1, forward);
    *chosen = to.checked_sub(1).and_then(|to| all.get(to).cloned()).into_iter().collect();
}

impl View for Test {
    fn context(&self) -> Context {
        Context::Test
    }

    fn unavailable(&self) -> Vec<Action> {
        match self.chosen() {
            Some(Row::GoOn) => vec![Action::Next, Action::Previous],
            _ if self.pool.shares(self.request.count) == (0, 0) => vec![Action::Begin],
            _ => Vec::new(),
        }
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match (action, self.chosen()) {
            (Action::Back, _) => Effect::Pop,
            (Action::Begin, Some(Row::GoOn)) => Effect::Act,
            (Action::Begin, _) if self.pool.shares(self.request.count) == (0, 0) => {
                Effect::Notify("No question fits: leave a part of the selection out.".to_owned())
            }
            (Action::Begin, _) => Effect::Act,
            (Action::Next | Action::Previous, Some(row)) => {
                self.turn(row, action == Action::Next);
                self.pool = cx.study.quiz_pool(&self.request, &self.history).unwrap_or_default();
                Effect::changed(row != Row::GoOn)
            }
            (action, _) => {
                let height = Panes::of(cx.body, 0, FOOT).list.height;
                Effect::changed(self.choice.moved(action, self.rows.len(), height))
            }
        }
    }

    fn act(&mut self, _: Action, study: &mut Study) -> Result<Effect, StudyError> {
        let quiz = match self.chosen() {
            Some(Row::GoOn) => study.resume_quiz()?,
            _ => Some(study.start_quiz(&self.request)?),
        };
        let Some(quiz) = quiz else {
            return Ok(Effect::Notify("There is nothing to go on with.".to_owned()));
        };
        Ok(Effect::Pop.then(Effect::open(move |study| Ok(Screen::from(QuizScreen::of(quiz, study)?)))))
    }

    fn refresh(&mut self, study: &Study) -> Result<(), StudyError> {
        self.history = study.question_history()?;
        self.pool = study.quiz_pool(&self.request, &self.history).unwrap_or_default();
        Ok(())
    }

    fn is_unsettled(&self) -> bool {
        self.services.is_none()
    }

    fn settle(&mut self, study: &Study) -> Result<(), StudyError> {
        let on = |service: &str| Selection { services: vec![service.to_owned()], ..Selection::default() };
        let services =
            study.services().into_iter().filter(|service| study.holds(&on(service), &self.history));
        self.services = Some(services.map(str::to_owned).collect());
        Ok(())
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let list = Panes::of(cx.body, 0, FOOT).list;
        let before = self.choice.at;
        let hit = self.choice.choose(position, list, self.rows.len());
        // The first click chooses the row, the next one turns it.
        (hit && before == self.choice.at).then_some(match self.chosen() {
            Some(Row::GoOn) => Action::Begin,
            _ => Action::Next,
        })
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        let exam = cx.study.blueprint().map_or_else(String::new, |exam| exam.id.to_uppercase());
        frame::title(&["Test"], &exam, parts.title, buffer, cx.theme);
        let panes = Panes::of(parts.body, 0, FOOT);
        panes.render_foot(&self.foot(cx.study), buffer, cx.theme);
        let row = |n: usize| {
            let Some(&row) = self.rows.get(n) else { return Line::default() };
            let name = match row {
                Row::GoOn => "Go on with",
                Row::Count => "How many",
                Row::Which => "Which",
                Row::Section => "Section",
                Row::Service => "Service",
                Row::Domain => "Domain",
                Row::Task => "Task",
                Row::Deck => "Deck",
                Row::Problems => "Problems",
            };
            let room = usize::from(panes.list.width).saturating_sub(NAME + 4);
            Line::from(vec![
                Span::raw(format!("{name:<NAME$}  ")),
                Span::styled(frame::shorten(&self.value(row, cx.study), room), cx.theme.muted),
            ])
        };
        self.choice.render(self.rows.len(), row, panes.list, buffer, cx.theme);
        panes.render_preview(&self.foot(cx.study), buffer, cx.theme);
    }
}

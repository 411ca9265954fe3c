//! What a quiz is to ask: the questions and problems that fit, and the paper made of them.

use crate::content::ItemIndex;
use crate::content::library::Body;
use crate::exam::{self, Paper, PaperQuestion, QuestionHistory, Selection, Which};

use super::super::queue::missing;
use super::super::{Study, StudyError};

/// One question in so many is a problem, as long as there are enough others.
const QUESTIONS_PER_PROBLEM: usize = 4;

/// What a quiz is to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuizRequest {
    /// Which questions.
    pub selection: Selection,
    /// How many at most.
    pub count: usize,
    /// Whether problems are among them.
    pub problems: bool,
}

impl Default for QuizRequest {
    fn default() -> Self {
        Self { selection: Selection::default(), count: 10, problems: true }
    }
}

/// What fits a request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pool {
    /// Questions, in course order.
    pub questions: Vec<ItemIndex>,
    /// Problems, in course order; none when they are not wanted.
    pub problems: Vec<ItemIndex>,
}

impl Pool {
    /// Returns how many questions and how many problems a quiz of `count` has: one in four a problem, more when questions
    /// run short.
    pub fn shares(&self, count: usize) -> (usize, usize) {
        let short = count.saturating_sub(self.questions.len());
        let problems = (count / QUESTIONS_PER_PROBLEM).max(short).min(self.problems.len());
        (self.questions.len().min(count - problems), problems)
    }
}

impl Study {
    /// Returns what is known of the questions.
    pub fn question_history(&self) -> Result<QuestionHistory, StudyError> {
        Ok(self.store.question_history(&self.library)?)
    }

    /// Returns what fits a request.
    pub fn quiz_pool(&self, request: &QuizRequest, history: &QuestionHistory) -> Result<Pool, StudyError> {
        let QuizRequest { selection, problems, .. } = request;
        let questions = selection.questions(&self.library, self.blueprint(), history)?;
        if !problems {
            return Ok(Pool { questions, problems: Vec::new() });
        }
        let mut problems = selection.problems(&self.library, self.blueprint(), history);
        if selection.which.contains(&Which::Unseen) {
            problems = self.store.unseen(&self.library, problems, usize::MAX)?;
        }
        Ok(Pool { questions, problems })
    }

    /// Whether anything fits a selection.
    pub fn holds(&self, selection: &Selection, history: &QuestionHistory) -> bool {
        selection.has_any(&self.library, self.blueprint(), history)
    }

    /// Makes the paper of a quiz.
    pub(super) fn quiz_paper(
        &mut self,
        request: &QuizRequest,
        history: &QuestionHistory,
    ) -> Result<Paper, StudyError> {
        let pool = self.quiz_pool(request, history)?;
        let title = self.quiz_title(request, history);
        let (count, problems) = pool.shares(request.count);
        let problems = self.draw_some(&pool.problems, problems);
        let seed = self.seed();
        let exam = self.blueprint();
        let mut questions = match count {
            0 => Vec::new(),
            _ => request.selection.paper("", (&self.library, exam), history, count, seed)?.questions,
        };
        questions.extend(problems);
        let count = questions.len();
        Ok(exam::quiz(&title, exam, questions, count, seed)?)
    }

    /// Draws some of the problems, each once.
    fn draw_some(&mut self, problems: &[ItemIndex], count: usize) -> Vec<PaperQuestion> {
        let mut left = problems.to_vec();
        let mut drawn = Vec::new();
        while drawn.len() < count && !left.is_empty() {
            let seed = self.seed();
            let item = left.swap_remove((seed % left.len() as u64) as usize);
            // One that cannot be drawn is a learner's own: it is passed over.
            let problem = self.draw(item, seed);
            drawn.extend(problem.and_then(|problem| {
                exam::drawn_question(&self.library, self.blueprint(), item, &problem, seed)
            }));
        }
        drawn
    }

    /// Says what a quiz is on: `Lambda · missed`, `weakest: Security`, `All questions`.
    pub fn quiz_title(&self, request: &QuizRequest, history: &QuestionHistory) -> String {
        let Selection { sections, services, places, deck, which } = &request.selection;
        let mut parts: Vec<String> = sections
            .iter()
            .filter_map(|id| Some(self.library.section(id)?.title.to_string()))
            .chain(services.iter().cloned())
            .chain(places.iter().map(|id| self.place_title(id).to_owned()))
            .chain(deck.iter().filter_map(|id| Some(self.library.deck(id)?.title.to_string())))
            .collect();
        for which in which {
            parts.push(match which {
                Which::Weak => match self.weakest(history) {
                    Some(place) => format!("weakest: {place}"),
                    None => continue,
                },
                which => which.to_string(),
            });
        }
        if parts.is_empty() { "All questions".to_owned() } else { parts.join(" · ") }
    }

    /// Returns the name of the domain or the section where the learner is weakest; `None` before any attempt.
    pub fn weakest(&self, history: &QuestionHistory) -> Option<&str> {
        exam::weakest_place(&self.library, self.blueprint(), history)
    }

    /// The name of a domain or a task of the exam; its id when it has none.
    fn place_title<'a>(&'a self, id: &'a str) -> &'a str {
        let places = self.places();
        places.into_iter().find(|(of, _)| *of == id).map_or(id, |(_, title)| title)
    }

    /// Returns the domains of the exam and the tasks under each, as id and name; none without an exam.
    pub fn places(&self) -> Vec<(&str, &str)> {
        let domains = self.blueprint().into_iter().flat_map(|exam| &exam.domains);
        let all = domains.flat_map(|domain| {
            let tasks = domain.tasks.iter().map(|task| (task.id.as_str(), task.title.as_str()));
            std::iter::once((domain.id.as_str(), domain.title.as_str())).chain(tasks)
        });
        all.collect()
    }

    /// Finds a domain or a task of the exam by its id; the error names those there are.
    pub fn place_named(&self, what: &'static str, id: &str) -> Result<String, StudyError> {
        if self.blueprint().is_none() {
            return Err(exam::QuizError::NoExam(id.to_owned()).into());
        }
        let is_task = what == "task";
        let known = || self.places().into_iter().map(|(id, _)| id).filter(|id| id.contains('.') == is_task);
        let found = known().find(|known| *known == id);
        found.map(str::to_owned).ok_or_else(|| {
            // The ids are so short that any of them is near any other: all are told.
            let hint = format!("the {what}s are: {}", known().collect::<Vec<_>>().join(", "));
            StudyError::Missing { what, name: id.to_owned(), hint }
        })
    }

    /// Returns the services that facts and calculators go by, in the order of the alphabet.
    pub fn services(&self) -> Vec<&str> {
        let content = self.library.content();
        let facts = content.facts.iter().map(|fact| fact.service.as_str());
        let mut services: Vec<&str> = facts.chain(crate::calc::all().map(|one| one.service)).collect();
        services.sort_unstable();
        services.dedup();
        services
    }

    /// Finds a service by its name, in capitals or not; the error names those near it.
    pub fn service_named(&self, name: &str) -> Result<String, StudyError> {
        let services = self.services();
        let found = services.iter().find(|service| service.eq_ignore_ascii_case(name));
        found.map(|&service| service.to_owned()).ok_or_else(|| missing("service", name, services.into_iter()))
    }

    /// Whether there is any question at all.
    pub fn has_questions(&self) -> bool {
        self.library.items().any(|(_, item)| matches!(item.body, Body::Question(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_in_four_is_a_problem_and_more_when_questions_run_short() {
        let pool = |questions: usize, problems: usize| Pool {
            questions: (0..questions).map(ItemIndex).collect(),
            problems: (0..problems).map(ItemIndex).collect(),
        };
        for (questions, problems, count, shares) in [
            (100, 100, 10, (8, 2)),
            (100, 0, 10, (10, 0)),
            (100, 1, 10, (9, 1)),
            (100, 100, 3, (3, 0)),
            (4, 100, 10, (4, 6)),
            (4, 3, 10, (4, 3)),
            (0, 0, 10, (0, 0)),
        ] {
            assert_eq!(pool(questions, problems).shares(count), shares, "{questions} {problems} {count}");
        }
    }
}

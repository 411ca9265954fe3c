//! Quizzes: which questions, in which order, and how an answer is graded.

use std::collections::{BTreeMap, HashSet};

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom;
use thiserror::Error;

use crate::calc;
use crate::content::library::Body;
use crate::content::model::{Blueprint, Domain};
use crate::content::{ItemIndex, Library};
use crate::schedule::Grade;

use super::assemble::{Assembly, Shortage, named, shuffle_options};
use super::bank::{Bank, placed, written};
use super::mistake::{Attempt, mistake_of};
use super::paper::{Paper, PaperQuestion};
use super::sitting::Certainty;

/// Questions that place a newcomer, over all domains.
pub const PLACEMENT_QUESTIONS: u16 = 15;

/// The share of right answers that is expected where little is known, and the answers it is worth.
const EXPECTED: (f64, f64) = (0.65, 6.0);

/// Which questions by what is known of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display, strum::EnumString)]
#[strum(serialize_all = "kebab-case")]
pub enum Which {
    /// On the list of mistakes.
    Missed,
    /// Marked by the learner.
    Marked,
    /// Never answered.
    Unseen,
    /// Of the weakest domain of the exam, or the weakest section where there is no exam.
    Weak,
}

/// Which questions to ask: those that every part given lets through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Any of these sections, by id.
    pub sections: Vec<String>,
    /// Any of these services, by name: in a fact of the question, its stem or its keys.
    pub services: Vec<String>,
    /// Any of these domains or tasks of the exam, by id.
    pub places: Vec<String>,
    /// In this deck, by id.
    pub deck: Option<String>,
    /// All of these.
    pub which: Vec<Which>,
}

/// What is known of questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuestionHistory {
    /// Attempts by question, in order.
    pub attempts: BTreeMap<ItemIndex, Vec<Attempt>>,
    /// Questions the learner marked.
    pub marked: HashSet<ItemIndex>,
    /// Questions that are not to be asked: suspended, or held to be wrong.
    pub left_out: HashSet<ItemIndex>,
}

/// Why there is no quiz.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QuizError {
    /// Nothing is left of the questions.
    #[error("no question fits")]
    Nothing,
    /// A domain or task was named, and no exam.
    #[error("`{0}` is a part of an exam, and no exam is chosen")]
    NoExam(String),
}

/// Grades an answer: right is Good, right and sure Easy, wrong or guessed Again.
pub fn grade(is_right: bool, certainty: Option<Certainty>) -> Grade {
    match (is_right, certainty) {
        (false, _) | (true, Some(Certainty::Guess)) => Grade::Again,
        (true, None) => Grade::Good,
        (true, Some(Certainty::Sure)) => Grade::Easy,
    }
}

impl QuestionHistory {
    /// Returns the first attempt at each question: the only one that counts for readiness.
    pub fn first_attempts(&self) -> impl Iterator<Item = (ItemIndex, &Attempt)> {
        self.attempts.iter().filter_map(|(&index, attempts)| Some((index, attempts.first()?)))
    }

    /// Returns the questions on the list of mistakes, those that come back soonest first.
    pub fn mistakes(&self) -> Vec<(ItemIndex, super::Mistake)> {
        let open = self.attempts.iter().filter_map(|(&index, attempts)| Some((index, mistake_of(attempts)?)));
        let mut mistakes: Vec<_> = open.collect();
        mistakes.sort_by_key(|(index, mistake)| (mistake.due, *index));
        mistakes
    }

    /// The share of first attempts that were right among some questions, drawn towards what is expected while they are few.
    fn share(&self, questions: impl Iterator<Item = ItemIndex>) -> f64 {
        let (mut right, mut of) = (EXPECTED.0 * EXPECTED.1, EXPECTED.1);
        for first in questions.filter_map(|index| self.attempts.get(&index)?.first()) {
            right += f64::from(u8::from(first.is_right));
            of += 1.0;
        }
        right / of
    }
}

/// Returns the domain with the lowest share of right first attempts; of equal ones the heavier. `None` before any attempt.
pub fn weakest_domain<'b>(
    library: &Library,
    blueprint: &'b Blueprint,
    history: &QuestionHistory,
) -> Option<&'b Domain> {
    let share = |domain: &Domain| {
        let asked = history.attempts.keys().copied();
        history.share(
            asked.filter(|&index| placed(library, blueprint, index).is_some_and(|(of, _)| of == domain.id)),
        )
    };
    let any = history.attempts.keys().any(|&index| placed(library, blueprint, index).is_some());
    let by_need = |a: &&Domain, b: &&Domain| share(a).total_cmp(&share(b)).then(b.weight.cmp(&a.weight));
    blueprint.domains.iter().filter(|_| any).min_by(by_need)
}

/// The section with the lowest share of right first attempts; of equal ones the earlier.
fn weakest_section<'l>(library: &'l Library, history: &QuestionHistory) -> Option<&'l str> {
    let sections: HashSet<&str> =
        history.attempts.keys().map(|&index| library.topic_of(index).section.as_str()).collect();
    let share = |section: &str| {
        let asked = history.attempts.keys().copied();
        history.share(asked.filter(|&index| library.topic_of(index).section == section))
    };
    let in_order = library.content().sections.iter().map(|section| section.id.as_str());
    in_order.filter(|id| sections.contains(id)).min_by(|a, b| share(a).total_cmp(&share(b)))
}

impl Selection {
    /// Returns the questions that fit, in course order. Without a deck they are those of the exam, where one is chosen.
    pub fn questions(
        &self,
        library: &Library,
        blueprint: Option<&Blueprint>,
        history: &QuestionHistory,
    ) -> Result<Vec<ItemIndex>, QuizError> {
        if let (None, Some(place)) = (blueprint, self.places.first()) {
            return Err(QuizError::NoExam(place.clone()));
        }
        Ok(self.fitting(library, blueprint, history).collect())
    }

    /// Whether any question or problem fits, which is sooner known than all that do.
    pub fn has_any(
        &self,
        library: &Library,
        blueprint: Option<&Blueprint>,
        history: &QuestionHistory,
    ) -> bool {
        self.fitting(library, blueprint, history).next().is_some()
            || !self.problems(library, blueprint, history).is_empty()
    }

    fn fitting(
        &self,
        library: &Library,
        blueprint: Option<&Blueprint>,
        history: &QuestionHistory,
    ) -> impl Iterator<Item = ItemIndex> {
        let weakest = self.which.contains(&Which::Weak).then(|| Weakest::of(library, blueprint, history));
        let fits = move |index: &ItemIndex| {
            let index = *index;
            matches!(library.item(index).body, Body::Question(_))
                && !history.left_out.contains(&index)
                && self.is_in_place(library, blueprint, index)
                && self.is_on_services(library, index)
                && self.which.iter().all(|which| match which {
                    Which::Missed => {
                        history.attempts.get(&index).is_some_and(|all| mistake_of(all).is_some())
                    }
                    Which::Marked => history.marked.contains(&index),
                    Which::Unseen => !history.attempts.contains_key(&index),
                    Which::Weak => {
                        weakest.as_ref().is_none_or(|weakest| weakest.holds(library, blueprint, index))
                    }
                })
        };
        library.items().map(|(index, _)| index).filter(fits)
    }

    /// Returns the problems that fit, in course order. They are not missed as questions are, so none is among the mistakes.
    pub fn problems(
        &self,
        library: &Library,
        blueprint: Option<&Blueprint>,
        history: &QuestionHistory,
    ) -> Vec<ItemIndex> {
        let weakest = self.which.contains(&Which::Weak).then(|| Weakest::of(library, blueprint, history));
        let fits = |&index: &ItemIndex| {
            let Body::Problem(n) = library.item(index).body else { return false };
            let service = calc::calculator(&library.content().problems[n].calculator)
                .map_or("", |calculator| calculator.service);
            !history.left_out.contains(&index)
                && self.is_in_place(library, blueprint, index)
                && (self.services.is_empty() || self.services.iter().any(|wanted| wanted == service))
                && self.which.iter().all(|which| match which {
                    Which::Missed => false,
                    Which::Marked => history.marked.contains(&index),
                    Which::Unseen => true,
                    Which::Weak => {
                        weakest.as_ref().is_none_or(|weakest| weakest.holds(library, blueprint, index))
                    }
                })
        };
        library.items().map(|(index, _)| index).filter(fits).collect()
    }

    /// Makes a quiz of up to `count` of the questions that fit.
    pub fn paper(
        &self,
        title: &str,
        (library, blueprint): (&Library, Option<&Blueprint>),
        history: &QuestionHistory,
        count: usize,
        seed: u64,
    ) -> Result<Paper, QuizError> {
        let fitting = self.questions(library, blueprint, history)?;
        let questions = fitting.into_iter().filter_map(|index| {
            let mut question = written(library, index)?;
            let place = blueprint.and_then(|blueprint| placed(library, blueprint, index)).unzip();
            (question.domain, question.task) = place;
            Some(question)
        });
        quiz(title, blueprint, questions.collect(), count, seed)
    }

    fn is_in_place(&self, library: &Library, blueprint: Option<&Blueprint>, index: ItemIndex) -> bool {
        let place = blueprint.and_then(|blueprint| placed(library, blueprint, index));
        let is_asked = blueprint.is_none() || place.is_some();
        let in_deck = match &self.deck {
            Some(id) => library.deck(id).is_some_and(|deck| library.is_in_deck(deck, index)),
            None => is_asked,
        };
        let is_named =
            |(domain, task): (String, String)| self.places.contains(&domain) || self.places.contains(&task);
        in_deck
            && (self.sections.is_empty()
                || self.sections.iter().any(|section| library.topic_of(index).section == *section))
            && (self.places.is_empty() || place.is_some_and(is_named))
    }

    fn is_on_services(&self, library: &Library, index: ItemIndex) -> bool {
        let Body::Question(n) = library.item(index).body else { return false };
        let content = library.content();
        let question = &content.questions[n];
        let facts = question.facts.iter().filter_map(|id| match library.item(library.find(id)?).body {
            Body::Fact(n) => Some(content.facts[n].service.as_str()),
            _ => None,
        });
        let facts: Vec<&str> = facts.collect();
        let keys = question.options.iter().filter(|option| option.key).map(|option| option.text.as_str());
        let texts: Vec<&str> = keys.chain([question.stem.as_str()]).collect();
        let is_on = |service: &String| {
            facts.contains(&service.as_str()) || texts.iter().any(|text| names(text, service))
        };
        self.services.is_empty() || self.services.iter().any(is_on)
    }
}

/// Returns the name of the place where a learner is weakest: a domain of the exam, or a section where there is no exam.
/// `None` before any attempt.
pub fn weakest_place<'c>(
    library: &'c Library,
    blueprint: Option<&'c Blueprint>,
    history: &QuestionHistory,
) -> Option<&'c str> {
    match blueprint {
        Some(blueprint) => weakest_domain(library, blueprint, history).map(|domain| domain.title.as_str()),
        None => library.section(weakest_section(library, history)?).map(|section| section.title.as_str()),
    }
}

/// Where a learner is weakest.
enum Weakest {
    Domain(String),
    Section(String),
    Unknown,
}

impl Weakest {
    fn of(library: &Library, blueprint: Option<&Blueprint>, history: &QuestionHistory) -> Self {
        let found = match blueprint {
            Some(blueprint) => {
                weakest_domain(library, blueprint, history).map(|domain| Self::Domain(domain.id.to_string()))
            }
            None => weakest_section(library, history).map(|section| Self::Section(section.to_owned())),
        };
        found.unwrap_or(Self::Unknown)
    }

    fn holds(&self, library: &Library, blueprint: Option<&Blueprint>, index: ItemIndex) -> bool {
        match self {
            Self::Domain(id) => blueprint
                .and_then(|blueprint| placed(library, blueprint, index))
                .is_some_and(|(domain, _)| domain == *id),
            Self::Section(id) => library.topic_of(index).section == *id,
            Self::Unknown => true,
        }
    }
}

/// Whether a name stands in a text as whole words.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (text.split_at(at).0, text.split_at(at + name.len()).1);
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    })
}

/// Makes a quiz of up to `count` questions, written or drawn, in an order of chance with their options shuffled.
pub fn quiz(
    title: &str,
    blueprint: Option<&Blueprint>,
    mut questions: Vec<PaperQuestion>,
    count: usize,
    seed: u64,
) -> Result<Paper, QuizError> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    questions.shuffle(&mut rng);
    questions.truncate(count);
    if questions.is_empty() {
        return Err(QuizError::Nothing);
    }
    for question in &mut questions {
        question.scored = true;
    }
    shuffle_options(&mut questions, &mut rng);
    let paper = Paper::new(title.to_owned(), seed, questions);
    Ok(match blueprint {
        Some(blueprint) => Paper {
            blueprint: blueprint.id.to_string(),
            pass: blueprint.pass,
            domains: blueprint.domains.iter().map(named).collect(),
            ..paper
        },
        None => paper,
    })
}

/// Returns a question as a quiz shows it, its options in an order of chance; `None` for other kinds of items.
pub fn question(
    library: &Library,
    blueprint: Option<&Blueprint>,
    index: ItemIndex,
    seed: u64,
) -> Option<Paper> {
    let mut question = written(library, index)?;
    let place = blueprint.and_then(|blueprint| placed(library, blueprint, index)).unzip();
    (question.domain, question.task) = place;
    quiz("", blueprint, vec![question], 1, seed).ok()
}

/// Makes the quiz that places a newcomer: fifteen questions over all domains in their proportion, without a clock.
pub fn placement(blueprint: &Blueprint, bank: &Bank, seed: u64) -> Result<Paper, Shortage> {
    let recent = HashSet::new();
    let length = PLACEMENT_QUESTIONS;
    let assembly =
        Assembly { blueprint, bank, recent: &recent, length, unscored: false, extra_minutes: 0, seed };
    Ok(Paper { minutes: None, ..assembly.assemble()? })
}

#[cfg(test)]
mod tests {
    use super::super::fixtures;
    use super::super::mistake::TestAnswer;
    use super::*;
    use crate::content::model::Deck;
    use crate::schedule::Day;

    fn attempt(is_right: bool) -> Attempt {
        let answer = TestAnswer { grade: grade(is_right, None), day: Day(0), was_aided: false };
        Attempt { answer, is_right, certainty: None, chosen: vec![] }
    }

    #[test]
    fn answers_are_graded_as_the_table_says() {
        use Certainty::{Guess, Sure};
        for (is_right, certainty, expected) in [
            (true, None, Grade::Good),
            (true, Some(Sure), Grade::Easy),
            (true, Some(Guess), Grade::Again),
            (false, None, Grade::Again),
            (false, Some(Sure), Grade::Again),
            (false, Some(Guess), Grade::Again),
        ] {
            assert_eq!(grade(is_right, certainty), expected, "{is_right} {certainty:?}");
        }
    }

    #[test]
    fn every_part_of_a_selection_narrows_it() {
        let library = fixtures::library(60);
        let exam = library.blueprint("dva-c03");
        let ids: Vec<ItemIndex> = library.items().map(|(index, _)| index).collect();
        let history = QuestionHistory {
            attempts: BTreeMap::from([
                (ids[0], vec![attempt(false)]),
                (ids[1], vec![attempt(true)]),
                (ids[2], vec![attempt(false)]),
            ]),
            marked: HashSet::from([ids[1], ids[2]]),
            left_out: HashSet::from([ids[5]]),
        };
        let found = |selection: Selection, exam| selection.questions(&library, exam, &history).unwrap();
        let which = |which: &[Which]| Selection { which: which.to_vec(), ..Selection::default() };
        let without = |missing: &[usize]| -> Vec<ItemIndex> {
            ids.iter().copied().filter(|index| !missing.contains(&index.0)).collect()
        };
        assert_eq!(found(which(&[]), exam), without(&[5]));
        assert_eq!(found(which(&[Which::Missed]), exam), [ids[0], ids[2]]);
        assert_eq!(found(which(&[Which::Marked, Which::Missed]), exam), [ids[2]]);
        assert_eq!(found(which(&[Which::Unseen]), exam), without(&[0, 1, 2, 5]));
        let ai = Selection { sections: vec!["ai".into()], ..Selection::default() };
        assert_eq!(found(ai.clone(), exam).len(), 6);
        assert_eq!(found(ai, library.blueprint("dva-c01")), [], "that exam does not ask them");
        let places = Selection { places: vec!["1".into(), "2.3".into()], ..Selection::default() };
        let of_places = found(places.clone(), exam);
        assert!(
            !of_places.is_empty()
                && of_places.iter().all(|&index| {
                    let finest = &library.maps(index)["dva-c03"];
                    finest.starts_with("1.") || finest.starts_with("2.3.")
                })
        );
        assert_eq!(places.questions(&library, None, &history), Err(QuizError::NoExam("1".into())));
        assert_eq!(history.mistakes().iter().map(|(index, _)| *index).collect::<Vec<_>>(), [ids[0], ids[2]]);
    }

    #[test]
    fn problems_go_by_place_and_service_and_are_no_mistakes() {
        let library = Library::new(crate::content::shipped::content());
        let exam = library.blueprint("dva-c01");
        let mut history = QuestionHistory::default();
        let found = |selection: Selection, history: &QuestionHistory| {
            let problems = selection.problems(&library, exam, history);
            assert_eq!(
                selection.has_any(&library, exam, history),
                !problems.is_empty() || !selection.questions(&library, exam, history).unwrap().is_empty()
            );
            problems
        };
        let on = |service: &str| Selection { services: vec![service.to_owned()], ..Selection::default() };
        let of_sqs = found(on("SQS"), &history);
        assert!(!of_sqs.is_empty() && found(Selection::default(), &history).len() > of_sqs.len());
        assert_eq!(found(on("No Such Service"), &history), []);
        let which = |which| Selection { which: vec![which], ..on("SQS") };
        assert_eq!(found(which(Which::Missed), &history), []);
        assert_eq!(found(which(Which::Marked), &history), []);
        history.marked.insert(of_sqs[0]);
        history.left_out.insert(of_sqs[1]);
        assert_eq!(found(which(Which::Marked), &history), [of_sqs[0]]);
        assert_eq!(found(on("SQS"), &history).len(), of_sqs.len() - 1);
    }

    #[test]
    fn without_an_exam_a_deck_says_what_is_meant_and_a_section_is_weakest() {
        let mut content = fixtures::library(4).content().clone();
        content.decks = vec![Deck {
            id: "two".into(),
            title: "Two".into(),
            about: String::new().into(),
            sections: vec![],
            topics: vec![],
            kinds: vec![],
            tiers: vec![],
            items: vec!["made.q1".into(), "made.q3".into()],
        }];
        let library = Library::new(content);
        let index = |id: &str| library.find(id).unwrap();
        let mut history = QuestionHistory::default();
        let deck = |which: Vec<Which>| Selection { deck: Some("two".into()), which, ..Selection::default() };
        let found = |selection: &Selection, history: &QuestionHistory| {
            selection.questions(&library, None, history).unwrap()
        };
        assert_eq!(found(&deck(vec![]), &history), [index("made.q1"), index("made.q3")]);
        history.attempts.insert(index("made.q1"), vec![attempt(true)]);
        assert_eq!(found(&deck(vec![Which::Unseen]), &history), [index("made.q3")]);
        let weak = Selection { which: vec![Which::Weak], ..Selection::default() };
        assert_eq!(found(&weak, &history).len(), 4, "only one section was asked");
        let of_ai = library.items().find(|(n, _)| library.topic_of(*n).section == "ai").unwrap().0;
        history.attempts.insert(of_ai, vec![attempt(false)]);
        assert!(found(&weak, &history).iter().all(|&n| library.topic_of(n).section == "ai"));
    }

    #[test]
    fn the_weakest_domain_is_the_one_with_the_lowest_share_of_right_first_attempts() {
        let library = fixtures::library(60);
        let exam = library.blueprint("dva-c01").unwrap();
        let of = |domain: &str| -> Vec<ItemIndex> {
            let all = library.items().map(|(index, _)| index);
            all.filter(|&index| placed(&library, exam, index).is_some_and(|(of, _)| of == domain)).collect()
        };
        let mut history = QuestionHistory::default();
        assert!(weakest_domain(&library, exam, &history).is_none());
        // One miss in domain 4 makes 3.9 of 7, three of four in domain 2 make 4.9 of 10.
        history.attempts.insert(of("4")[0], vec![attempt(false)]);
        assert_eq!(weakest_domain(&library, exam, &history).unwrap().id, "4");
        for (n, index) in of("2").into_iter().take(4).enumerate() {
            // A later attempt changes nothing.
            history.attempts.insert(index, vec![attempt(n == 0), attempt(true)]);
        }
        assert_eq!(weakest_domain(&library, exam, &history).unwrap().id, "2");
        let weak = Selection { which: vec![Which::Weak], ..Selection::default() };
        assert_eq!(weak.questions(&library, Some(exam), &history).unwrap(), of("2"));
    }

    #[test]
    fn services_are_found_in_facts_stems_and_keys() {
        let mut content = fixtures::library(4).content().clone();
        content.questions[0].stem = "An Amazon SQS queue is slow. What now?".into();
        content.questions[1].options[0].text = "Use SQS.".into();
        content.questions[2].stem = "What does SQSX do?".into();
        let wrong = content.questions[3].options.iter_mut().find(|option| !option.key).unwrap();
        wrong.text = "Use SQS.".into();
        let library = Library::new(content);
        let selection = Selection { services: vec!["SQS".into()], ..Selection::default() };
        let found = selection.questions(&library, None, &QuestionHistory::default()).unwrap();
        let found: Vec<&str> = found.iter().map(|&index| library.item(index).id.as_str()).collect();
        assert!(library.content().questions[1].options[0].key);
        assert_eq!(found, ["made.q0", "made.q1"]);
    }

    #[test]
    fn a_quiz_has_as_many_questions_as_fit_each_once_and_is_made_again_from_its_seed() {
        let library = fixtures::library(60);
        let exam = library.blueprint("dva-c03");
        let history = QuestionHistory::default();
        let made =
            |count, seed| Selection::default().paper("All", (&library, exam), &history, count, seed).unwrap();
        let paper = made(10, 3);
        let ids: HashSet<&str> = paper.questions.iter().map(|question| question.id.as_str()).collect();
        assert_eq!((ids.len(), paper.minutes, paper.title.as_str()), (10, None, "All"));
        assert!(paper.questions.iter().all(|question| question.scored && question.task.is_some()));
        assert_eq!(made(10, 3), paper);
        assert_ne!(made(10, 4), paper);
        assert_eq!(made(1000, 3).questions.len(), 66);
        let nothing = Selection { which: vec![Which::Missed], ..Selection::default() };
        let refused = nothing.paper("Missed", (&library, exam), &history, 10, 3);
        assert_eq!(refused, Err(QuizError::Nothing));
    }

    #[test]
    fn placement_asks_fifteen_questions_over_all_domains() {
        let library = fixtures::library(60);
        let bank = fixtures::bank("dva-c01", 60);
        let paper = placement(library.blueprint("dva-c01").unwrap(), &bank, 1).unwrap();
        let of = |id: &str| paper.questions.iter().filter(|q| q.domain.as_deref() == Some(id)).count();
        // 22, 26, 30, 10 and 12 percent of 15: 3.3, 3.9, 4.5, 1.5 and 1.8.
        assert_eq!(["1", "2", "3", "4", "5"].map(of), [3, 4, 5, 1, 2]);
        assert_eq!(paper.minutes, None);
        assert!(placement(library.blueprint("dva-c01").unwrap(), &Bank::default(), 1).is_err());
    }
}

//! The questions that a paper can be made of.

use crate::content::library::Body;
use crate::content::model::{Blueprint, Question};
use crate::content::{ItemIndex, Library};

use super::paper::{PaperOption, PaperQuestion};

/// Blueprints whose guide lists emerging topics for unscored questions, with the section that holds them.
const EMERGING: &[(&str, &str)] = &[("dva-c02", "ai")];

/// Options that a question can have at most: as many as fit into [`Chosen`](super::Chosen).
const MOST_OPTIONS: usize = 16;

/// Questions with their place in one blueprint, options as written. Questions drawn from calculations are added to those
/// written out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bank {
    questions: Vec<PaperQuestion>,
}

impl Bank {
    /// Gathers the questions that a blueprint asks, in course order, without those that `is_left_out` names (suspended or
    /// disputed, say), and the emerging topics that its guide puts among the unscored.
    pub fn of(library: &Library, blueprint: &Blueprint, is_left_out: impl Fn(ItemIndex) -> bool) -> Self {
        let all = library.items().map(|(index, _)| index).filter(|&index| !is_left_out(index));
        let questions = all.filter_map(|index| {
            let mut question = written(library, index)?;
            let (domain, task) = match placed(library, blueprint, index) {
                Some((domain, task)) => (domain, Some(task)),
                None => (emerging(library, blueprint, index, &question.section)?, None),
            };
            (question.domain, question.task) = (Some(domain), task);
            Some(question)
        });
        Self { questions: questions.collect() }
    }

    /// Adds a question that is not written in the content, such as one drawn from a calculation.
    pub fn add(&mut self, question: PaperQuestion) {
        self.questions.push(question);
    }

    /// Returns the questions, in the order they were added.
    pub fn questions(&self) -> &[PaperQuestion] {
        &self.questions
    }
}

/// The question of an item as content has it, without a place in any blueprint; `None` for other kinds of items.
pub(super) fn written(library: &Library, index: ItemIndex) -> Option<PaperQuestion> {
    let Body::Question(n) = library.item(index).body else { return None };
    let Question { head, level, stem, sources, verified, options, .. } = &library.content().questions[n];
    if options.len() > MOST_OPTIONS {
        return None;
    }
    let topic = library.topic_of(index);
    let options = options.iter().map(|option| PaperOption {
        id: option.id.to_string(),
        text: option.text.to_string(),
        key: option.key,
        why: option.why.to_string(),
    });
    Some(PaperQuestion {
        id: head.id.to_string(),
        topic: topic.id.to_string(),
        topic_title: topic.title.to_string(),
        section: topic.section.to_string(),
        domain: None,
        task: None,
        level: *level,
        scored: false,
        stem: stem.to_string(),
        options: options.collect(),
        sources: sources.iter().map(ToString::to_string).collect(),
        verified: *verified,
        drawn: None,
    })
}

/// The ids of the domain and the task of a blueprint that an item examines.
pub(super) fn placed(library: &Library, blueprint: &Blueprint, index: ItemIndex) -> Option<(String, String)> {
    let finest = library.maps(index).get(&blueprint.id)?;
    blueprint.place(finest).map(|(domain, task)| (domain.id.to_string(), task.id.to_string()))
}

/// The domain under which an emerging topic stands: the one that has its place in the blueprint that follows.
fn emerging(library: &Library, blueprint: &Blueprint, index: ItemIndex, section: &str) -> Option<String> {
    if !EMERGING.contains(&(blueprint.id.as_str(), section)) {
        return None;
    }
    let successor = library.blueprint(blueprint.successor.as_deref()?)?;
    let (domain, _) = placed(library, successor, index)?;
    let position = successor.domains.iter().position(|of| of.id == domain)?;
    blueprint.domains.get(position).map(|domain| domain.id.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::fixtures;
    use super::*;

    #[test]
    fn a_question_stands_under_the_task_its_map_names_and_others_are_left_out() {
        let library = fixtures::library(40);
        let blueprint = library.blueprint("dva-c01").unwrap();
        let all = Bank::of(&library, blueprint, |_| false);
        assert!(all.questions().iter().all(|question| {
            let (domain, task) = (question.domain.as_deref().unwrap(), question.task.as_deref().unwrap());
            task.starts_with(domain) && !question.is_emerging()
        }));
        let first = library.find(&all.questions()[0].id).unwrap();
        let without = Bank::of(&library, blueprint, |index| index == first);
        assert_eq!(without.questions(), &all.questions()[1..]);
    }

    #[test]
    fn what_follows_dva_c02_is_its_emerging_topic_only_in_the_section_for_it() {
        let library = fixtures::library(40);
        let emerging = |exam: &str| {
            let bank = Bank::of(&library, library.blueprint(exam).unwrap(), |_| false);
            let questions = bank.questions().iter().filter(|question| question.is_emerging());
            questions.map(|question| (question.section.clone(), question.domain.clone().unwrap())).collect()
        };
        let found: Vec<(String, String)> = emerging("dva-c02");
        assert!(!found.is_empty() && found.iter().all(|(section, domain)| section == "ai" && domain == "2"));
        for exam in ["dva-c01", "dva-c03"] {
            assert_eq!(emerging(exam), [], "{exam}");
        }
    }
}

//! Problems as questions of a paper: numbers drawn, four results to choose from, the steps as the explanation.

use crate::calc::problem::{self, DrawnOption};
use crate::content::library::Body;
use crate::content::model::{Blueprint, Level};
use crate::content::{ItemIndex, Library};

use super::bank::placed;
use super::paper::{Drawn, PaperOption, PaperQuestion};

/// Makes a question of a problem whose numbers were drawn from `seed`. With a blueprint it stands under the task that its map
/// names; `None` when the blueprint does not ask it, and for other kinds of items.
pub fn drawn_question(
    library: &Library,
    blueprint: Option<&Blueprint>,
    index: ItemIndex,
    drawn: &problem::Drawn,
    seed: u64,
) -> Option<PaperQuestion> {
    let Body::Problem(_) = library.item(index).body else { return None };
    let place = blueprint.map(|blueprint| placed(library, blueprint, index));
    let (domain, task) = match place {
        Some(place) => place.map(|(domain, task)| (Some(domain), Some(task)))?,
        None => (None, None),
    };
    let topic = library.topic_of(index);
    let option = |(n, option): (usize, &DrawnOption)| PaperOption {
        id: option.text.clone(),
        text: option.text.clone(),
        key: n == drawn.key,
        why: match option.mistake {
            Some(mistake) => format!("It comes to this when {mistake}."),
            None => drawn.solution(),
        },
    };
    Some(PaperQuestion {
        id: library.item(index).id.to_string(),
        topic: topic.id.to_string(),
        topic_title: topic.title.to_string(),
        section: topic.section.to_string(),
        domain,
        task,
        level: Level::Application,
        scored: false,
        stem: drawn.prompt.clone(),
        options: drawn.options.iter().enumerate().map(option).collect(),
        sources: library.sources(index).into_iter().map(str::to_owned).collect(),
        verified: library.verified(index),
        drawn: Some(Drawn { seed, numbers: drawn.numbers.clone() }),
    })
}

#[cfg(test)]
mod tests {
    use crate::calc::Constants;
    use crate::content::shipped;
    use crate::env::SeededDice;

    use super::*;

    #[test]
    fn a_problem_is_a_question_with_its_steps_and_mistakes_under_the_task_of_its_map() {
        let library = shipped::library();
        let content = library.content();
        let blueprint = library.blueprint("dva-c01").unwrap();
        let index = library.find("dynamodb.p-rcu-strong").unwrap();
        let Body::Problem(n) = library.item(index).body else { panic!("it is a problem") };
        let constants = Constants::of(&content.facts, &content.blueprints, None);
        let drawn = problem::draw(&content.problems[n], &constants, &mut SeededDice::new(5)).unwrap();
        let made = |blueprint| drawn_question(&library, blueprint, index, &drawn, 5);
        let question = made(Some(blueprint)).unwrap();
        assert_eq!((question.asked(), question.options.len()), (1, 4));
        let key = question.options.iter().find(|option| option.key).unwrap();
        assert_eq!(key.text, drawn.answer.value.to_string());
        assert!(key.why.contains("1. "), "{}", key.why);
        assert!(
            question.options.iter().filter(|o| !o.key).all(|o| o.why.starts_with("It comes to this when"))
        );
        assert!(question.task.unwrap().starts_with(&question.domain.unwrap()));
        assert_eq!(question.drawn.map(|drawn| drawn.seed), Some(5));
        assert_eq!(made(None).unwrap().task, None);
        let fact = library.find("lambda.tmp.max").unwrap();
        assert_eq!(drawn_question(&library, Some(blueprint), fact, &drawn, 5), None);
    }
}

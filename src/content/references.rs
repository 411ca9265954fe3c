//! What can only be seen once all files are read: ids defined twice, and mentions that lead nowhere.

use std::collections::HashSet;

use super::diagnostic::{Diagnostic, SourceFile};
use super::library::Content;
use super::model::Blueprint;
use super::read::{Reading, Reference, Target, nearest_id};

/// The ids of one content, by kind.
struct Known<'a> {
    sections: Vec<&'a str>,
    topics: Vec<&'a str>,
    facts: Vec<&'a str>,
    items: Vec<&'a str>,
    blueprints: Vec<&'a Blueprint>,
    blueprint_ids: Vec<&'a str>,
}

impl<'a> Known<'a> {
    fn of(one: &'a Content, other: &'a Content) -> Self {
        let both = [one, other];
        Self {
            sections: both.iter().flat_map(|c| &c.sections).map(|s| s.id.as_str()).collect(),
            topics: both.iter().flat_map(|c| &c.topics).map(|t| t.id.as_str()).collect(),
            facts: both.iter().flat_map(|c| &c.facts).map(|f| f.head.id.as_str()).collect(),
            items: both
                .iter()
                .flat_map(|c| {
                    let facts = c.facts.iter().map(|fact| &fact.head);
                    let cards = facts.chain(c.cards.iter().map(|card| &card.head));
                    let questions = c.questions.iter().map(|question| &question.head);
                    cards.chain(questions).chain(c.problems.iter().map(|problem| &problem.head))
                })
                .map(|head| head.id.as_str())
                .collect(),
            blueprints: both.iter().flat_map(|c| &c.blueprints).collect(),
            blueprint_ids: both.iter().flat_map(|c| &c.blueprints).map(|b| b.id.as_str()).collect(),
        }
    }
}

/// Adds the problems that concern several places to `found`.
pub(crate) fn check(reading: &Reading, files: &[SourceFile], base: &Content, found: &mut Vec<Diagnostic>) {
    for (id, again) in &reading.doubles {
        let first = &reading.defined[id];
        let place = files[first.file].diagnostic(&first.span, "", "");
        let message = format!(
            "the id `{id}` is taken: it is defined at {}:{}:{}",
            place.path, place.line, place.column
        );
        found.push(files[again.file].diagnostic(&again.span, message, "give this one another"));
    }
    let known = Known::of(&reading.content, base);
    let sets =
        [&known.sections, &known.topics, &known.facts].map(|ids| ids.iter().copied().collect::<HashSet<_>>());
    for reference in &reading.references {
        let id = reference.id.value.as_str();
        // An id that was defined in a broken entry is reported there; saying that it does not exist would be untrue.
        let defined = reading.defined.contains_key(id);
        let is_in = |set: usize| sets[set].contains(id) || defined;
        let (is_known, what, near) = match &reference.target {
            Target::Section => (is_in(0), "section", &known.sections),
            Target::Topic => (is_in(1), "topic", &known.topics),
            Target::Fact => (is_in(2), "fact", &known.facts),
            Target::Item => {
                let whole = id.split_once('#').map_or(id, |(card, _)| card);
                let is_known = defined || known.items.contains(&whole);
                (is_known, "item", &known.items)
            }
            Target::Blueprint => {
                let all = &known.blueprint_ids;
                (defined || all.contains(&id), "blueprint", all)
            }
            Target::Mapped(blueprint) => {
                if let Some(blueprint) = known.blueprints.iter().find(|known| known.id == *blueprint) {
                    check_mapped(blueprint, reference, files, found);
                }
                continue;
            }
        };
        if !is_known {
            let hint = nearest_id(id, near.iter().copied());
            let message = format!("there is no {what} `{id}`");
            found.push(files[reference.file].diagnostic(&reference.id.span, message, hint));
        }
    }
}

/// `maps` names a skill, or a task where the task has no skills.
fn check_mapped(
    blueprint: &Blueprint,
    reference: &Reference,
    files: &[SourceFile],
    found: &mut Vec<Diagnostic>,
) {
    let id = reference.id.value.as_str();
    if blueprint.finest().any(|finest| finest == id) {
        return;
    }
    let task = blueprint.domains.iter().flat_map(|domain| &domain.tasks).find(|task| task.id == id);
    let (message, hint) = match task {
        Some(task) => {
            let last = task.skills.last().map_or("", |skill| skill.id.as_str());
            (format!("`{id}` of {} has skills", blueprint.id), format!("name one of {id}.1 to {last}"))
        }
        None => (format!("{} has no `{id}`", blueprint.id), nearest_id(id, blueprint.finest())),
    };
    found.push(files[reference.file].diagnostic(&reference.id.span, message, hint));
}

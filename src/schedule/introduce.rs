//! In what order new items come.

use std::collections::HashMap;

use crate::content::model::{Blueprint, Domain, Task, Tier};
use crate::content::{ItemIndex, Library};

/// How the learner wants new items to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display, strum::EnumString, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum NewOrder {
    /// What weighs most in the exam first.
    Weight,
    /// As the course has it.
    Course,
}

/// Returns the items that are drilled, in the order in which they are to be introduced.
///
/// With a blueprint only the items that it maps come. `sections` (all when empty) and `through` (a section id, the last
/// one in course order) narrow them further.
pub fn introduction_order(
    library: &Library,
    blueprint: Option<&Blueprint>,
    order: NewOrder,
    sections: &[String],
    through: Option<&str>,
) -> Vec<ItemIndex> {
    let course: Vec<&str> = library.content().sections.iter().map(|section| section.id.as_str()).collect();
    let last = through.and_then(|id| course.iter().position(|&section| section == id));
    let wanted = |section: &str| {
        (sections.is_empty() || sections.iter().any(|wanted| wanted == section))
            && last.is_none_or(|last| course.iter().position(|&s| s == section).is_some_and(|at| at <= last))
    };
    let items: Vec<ItemIndex> = library
        .items()
        .map(|(index, _)| index)
        .filter(|&index| library.is_drilled(index))
        .filter(|&index| blueprint.is_none_or(|blueprint| library.maps(index).contains_key(&blueprint.id)))
        .filter(|&index| wanted(&library.topic_of(index).section))
        .collect();
    match order {
        NewOrder::Course => items,
        NewOrder::Weight => by_weight(library, blueprint, &items),
    }
}

/// Puts the less likely items of sections that the learner knows behind all others; the rest keeps its order.
pub fn known_last(library: &Library, order: &mut [ItemIndex], known: &[String]) {
    if known.is_empty() {
        return;
    }
    let waits = |index: &ItemIndex| {
        library.tier(*index) > Tier(1) && known.iter().any(|id| **id == *library.topic_of(*index).section)
    };
    order.sort_by_key(waits);
}

/// Likely topics before unlikely ones, whatever their number; then by weight. Items of one weight, which are those of one
/// task and tier, stay in course order.
fn by_weight(library: &Library, blueprint: Option<&Blueprint>, items: &[ItemIndex]) -> Vec<ItemIndex> {
    let weights = weights(library, blueprint, items);
    let mut ranked: Vec<(Tier, f64, ItemIndex)> =
        items.iter().zip(weights).map(|(&index, weight)| (library.tier(index), weight, index)).collect();
    ranked.sort_by(|(tier, weight, _), (other_tier, other, _)| {
        tier.cmp(other_tier).then(other.total_cmp(weight))
    });
    ranked.into_iter().map(|(_, _, index)| index).collect()
}

/// Where an item stands in an exam: its task's id (empty without a blueprint), and its tier.
type Place<'a> = (&'a str, Tier);

/// The share of the exam that hangs on each item of its tier: its task's share ÷ the items of that task and tier.
fn weights(library: &Library, blueprint: Option<&Blueprint>, items: &[ItemIndex]) -> Vec<f64> {
    let task =
        |index| blueprint.and_then(|blueprint| blueprint.place(library.maps(index).get(&blueprint.id)?));
    let tasks: Vec<Option<(&Domain, &Task)>> = items.iter().map(|&index| task(index)).collect();
    let places = || {
        let places = items.iter().zip(&tasks);
        places.map(|(&index, task)| -> Place<'_> {
            (task.map_or("", |(_, task)| &task.id), library.tier(index))
        })
    };
    let mut crowds: HashMap<Place<'_>, f64> = HashMap::new();
    for place in places() {
        *crowds.entry(place).or_default() += 1.0;
    }
    let share = |task: &Option<(&Domain, &Task)>| task.map_or(1.0, |(domain, task)| task_share(domain, task));
    tasks.iter().zip(places()).map(|(task, place)| share(task) / crowds[&place]).collect()
}

/// A domain's weight is shared by its tasks in proportion to their skills, evenly where there are none.
fn task_share(domain: &Domain, task: &Task) -> f64 {
    let size = |task: &Task| task.skills.len().max(1) as f64;
    f64::from(domain.weight) * size(task) / domain.tasks.iter().map(size).sum::<f64>()
}

//! Rules for problems: every drawing must leave four different answers to choose from.

use chrono::NaiveDate;

use crate::calc::Constants;
use crate::calc::problem::Prepared;
use crate::content::Content;
use crate::content::date::PartialDate;

use super::thresholds::SEEDS;
use super::{Context, Findings};

pub(super) fn check(content: &Content, cx: &Context, findings: &mut Findings<'_>) {
    let Some(dice) = cx.dice else { return };
    let days =
        content.blueprints.iter().filter_map(|blueprint| blueprint.facts_as_of).map(PartialDate::first_day);
    let mut days: Vec<Option<NaiveDate>> = days.map(Some).chain([None]).collect();
    days.sort_unstable();
    days.dedup();
    // Exams ask the facts of their day, and other numbers may leave other answers.
    for day in days {
        let constants = Constants::of(&content.facts, &content.blueprints, day);
        for problem in &content.problems {
            let drawn = Prepared::new(problem, &constants).and_then(|mut prepared| {
                (0..SEEDS).try_for_each(|seed| prepared.draw(dice(seed).as_mut()).map(|_| ()))
            });
            if let Err(error) = drawn {
                let facts = day.map_or(String::new(), |day| format!(" with the facts of {day}"));
                findings.report("P01", &problem.head.id, format!("{error}{facts}"));
            }
        }
    }
}

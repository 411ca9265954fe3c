//! The numbers of the services that calculations rest on. They are the facts of the content, so a limit that changes changes
//! every calculator with it; a calculation may ask for those of the exam's day or for today's.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::content::date::PartialDate;
use crate::content::model::{Blueprint, Fact};
use crate::content::text::Text;

use super::quantity::{self, Amount};

/// A fact's number on three days.
#[derive(Debug, Clone)]
pub(crate) struct Constant {
    /// On the day that was chosen.
    pub(crate) chosen: Option<Amount>,
    /// On the day whose facts the oldest exam asks.
    pub(crate) then: Option<Amount>,
    /// Today.
    pub(crate) now: Option<Amount>,
}

/// The facts as numbers.
#[derive(Debug, Clone)]
pub struct Constants {
    values: HashMap<Text, Constant>,
    then: Option<NaiveDate>,
}

impl Constants {
    /// Takes the numbers of `facts` in force on `day`; today's without one. `blueprints` tell which day the oldest exam
    /// asks about, so that then and now can stand side by side.
    pub fn of(facts: &[Fact], blueprints: &[Blueprint], day: Option<NaiveDate>) -> Self {
        let then = blueprints.iter().filter_map(|b| b.facts_as_of).map(PartialDate::first_day).min();
        let constant = |fact: &Fact| {
            let on = |day: Option<NaiveDate>| day.map_or(fact.value.as_str(), |day| fact.value_on(day));
            Constant {
                chosen: amount(on(day)),
                then: then.and_then(|day| amount(on(Some(day)))),
                now: amount(&fact.value),
            }
        };
        let values = facts.iter().map(|fact| (fact.head.id.clone(), constant(fact))).collect();
        Self { values, then }
    }

    /// Returns the day whose facts the oldest exam asks.
    pub fn then(&self) -> Option<NaiveDate> {
        self.then
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Constant> {
        self.values.get(id)
    }
}

fn amount(text: &str) -> Option<Amount> {
    Some(Amount { number: quantity::of_fact(text)?, said: text.to_owned() })
}

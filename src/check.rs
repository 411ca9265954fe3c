//! The writing rules as a program: what the schema cannot see. One file per family of rules.
//!
//! Rule ids are those of the item-writing guide where it has one; `T` and `C` rules are for topics and cards. An item may
//! break a rule that it waives with a reason.

mod anatomy;
mod bank;
mod cards;
pub mod counts;
pub mod coverage;
mod cues;
mod facts;
pub mod figures;
mod named;
pub mod names;
mod numbers;
mod problems;
mod prose;
mod quantity;
mod rank;
mod rules;
mod shape;
pub mod shares;
mod statistics;
mod thresholds;
mod topics;
pub mod units;
mod vocabulary;
mod wording;

use chrono::NaiveDate;

use crate::calc::problem::Dice;
use crate::content::Content;
use crate::content::model::{Head, Waiver};

use anatomy::Anatomy;

pub use rules::{KEPT, RULES, Rule, Severity};

/// What the rules need besides the content.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The calendar day.
    pub today: NaiveDate,
    /// The names that services go by.
    pub services: Vec<String>,
    /// Former names of services, each with today's.
    pub former: Vec<(String, String)>,
    /// The units that go with each service.
    pub units: units::Units,
    /// Texts that no sentence may come from.
    pub references: Vec<String>,
    /// Chance from a seed, to draw problems; without it they are not drawn.
    pub dice: Option<fn(u64) -> Box<dyn Dice>>,
}

/// One rule broken by one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How bad it is here.
    pub severity: Severity,
    /// The id of the topic or item.
    pub id: String,
    /// What breaks it.
    pub message: String,
}

/// Collects findings, those waived left out.
struct Findings<'a> {
    waivers: Vec<Waived<'a>>,
    found: Vec<Finding>,
}

/// A waiver of an item.
struct Waived<'a> {
    id: &'a str,
    waiver: &'a Waiver,
    /// Whether the item breaks the rule.
    is_needed: bool,
}

impl Findings<'_> {
    /// Reports that an item breaks a rule as badly as it can be broken.
    fn report(&mut self, rule: &'static str, id: &str, message: impl Into<String>) {
        self.add(rule, None, id, message.into());
    }

    /// Reports that an item breaks a rule only so far that somebody should look.
    fn warn(&mut self, rule: &'static str, id: &str, message: impl Into<String>) {
        self.add(rule, Some(Severity::Warning), id, message.into());
    }

    fn add(&mut self, rule: &'static str, severity: Option<Severity>, id: &str, message: String) {
        let Some(rule) = RULES.iter().find(|known| known.id == rule) else { return };
        for waived in
            self.waivers.iter_mut().filter(|waived| waived.id == id && waived.waiver.rule == rule.id)
        {
            waived.is_needed = true;
            if rule.may_be_waived {
                return;
            }
        }
        let severity = severity.unwrap_or(rule.severity);
        self.found.push(Finding { rule, severity, id: id.to_owned(), message });
    }

    /// Reports waivers of what cannot be waived, and those that nothing needs any more.
    fn report_waivers(&mut self) {
        let fault = |waived: &Waived<'_>| {
            let rule = waived.waiver.rule.as_str();
            match RULES.iter().find(|known| known.id == rule) {
                None => Some(format!("there is no rule {rule}")),
                Some(known) if !known.may_be_waived => Some(format!("{rule} cannot be waived")),
                Some(_) => (!waived.is_needed).then(|| format!("{rule} is waived, and not broken")),
            }
        };
        let faults: Vec<(&str, String)> =
            self.waivers.iter().filter_map(|waived| Some((waived.id, fault(waived)?))).collect();
        for (id, fault) in faults {
            self.report("V01", id, fault);
        }
    }
}

/// Holds content against all rules. Findings come in the order of the rules.
pub fn check(content: &Content, cx: &Context) -> Vec<Finding> {
    let topics = content.topics.iter().map(|topic| (topic.id.as_str(), &topic.waive));
    let all = topics.chain(heads(content).map(|head| (head.id.as_str(), &head.waive)));
    let waivers = all
        .flat_map(|(id, waivers)| waivers.iter().map(move |waiver| Waived { id, waiver, is_needed: false }))
        .collect();
    let mut findings = Findings { waivers, found: Vec::new() };
    let questions = Anatomy::of(content);
    topics::check(content, &mut findings);
    cards::check(content, &mut findings);
    facts::check(content, cx, &mut findings);
    shape::check(&questions, &mut findings);
    cues::check(&questions, &mut findings);
    wording::check(&questions, &mut findings);
    numbers::check(content, &questions, cx, &mut findings);
    units::check(content, cx, &mut findings);
    names::check(content, cx, &mut findings);
    problems::check(content, cx, &mut findings);
    bank::check(content, &questions, cx, &mut findings);
    findings.report_waivers();
    findings.found.sort_by_key(|finding| RULES.iter().position(|rule| rule == finding.rule));
    findings.found
}

/// What all items have in common, of every kind.
fn heads(content: &Content) -> impl Iterator<Item = &Head> {
    let facts = content.facts.iter().map(|fact| &fact.head);
    let cards = content.cards.iter().map(|card| &card.head);
    let questions = content.questions.iter().map(|question| &question.head);
    facts.chain(cards).chain(questions).chain(content.problems.iter().map(|problem| &problem.head))
}

#[cfg(test)]
mod tests;

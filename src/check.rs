//! The writing rules as a program: what the schema cannot see. One file per family of rules.
//!
//! Rule ids are those of the item-writing guide where it has one; `T` and `C` rules are for topics and cards. An item may
//! break a rule that it waives with a reason.

mod bank;
mod cards;
pub mod counts;
pub mod coverage;
mod facts;
pub mod names;
mod numbers;
mod problems;
mod prose;
mod quantity;
mod topics;
pub mod units;

use chrono::NaiveDate;

use crate::calc::problem::Dice;
use crate::content::Content;
use crate::content::model::{Head, Waiver};

/// How bad it is to break a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::Display)]
#[strum(serialize_all = "lowercase")]
pub enum Severity {
    /// The content cannot be shipped.
    Error,
    /// It can, but somebody should look.
    Warning,
}

/// A rule of the guide.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// `T01`
    pub id: &'static str,
    /// How bad it is to break it.
    pub severity: Severity,
    /// What it asks for.
    pub asks: &'static str,
}

/// All rules that are checked here.
pub const RULES: &[Rule] = &[
    Rule { id: "T01", severity: Severity::Error, asks: "a topic has 60 to 220 words of prose" },
    Rule { id: "T02", severity: Severity::Error, asks: "code is at most 72 columns wide, a table 76" },
    Rule { id: "C01", severity: Severity::Error, asks: "a card has no question that yes or no answers" },
    Rule { id: "C02", severity: Severity::Error, asks: "an answer lists at most three things" },
    Rule { id: "C03", severity: Severity::Warning, asks: "an answer is short: at most 60 words" },
    Rule { id: "C04", severity: Severity::Warning, asks: "a deletion hides one to six words" },
    Rule { id: "C05", severity: Severity::Error, asks: "the front does not give the answer away" },
    Rule { id: "S08", severity: Severity::Error, asks: "sources are pages of an allowed host" },
    Rule {
        id: "S10",
        severity: Severity::Error,
        asks: "a service is called by its name in the table of services",
    },
    Rule {
        id: "W06",
        severity: Severity::Warning,
        asks: "units are written as the service's own pages write them",
    },
    Rule {
        id: "F04",
        severity: Severity::Warning,
        asks: "what is shipped was verified within the last 12 months",
    },
    Rule { id: "F06", severity: Severity::Error, asks: "no two facts have the same service and name" },
    Rule {
        id: "F07",
        severity: Severity::Error,
        asks: "a number in a text is that of the fact it speaks of",
    },
    Rule {
        id: "P01",
        severity: Severity::Error,
        asks: "200 drawings of a problem leave four different answers each",
    },
    Rule { id: "K01", severity: Severity::Error, asks: "no two items ask the same thing" },
    Rule {
        id: "K02",
        severity: Severity::Warning,
        asks: "no two items ask for the same answer in nearly the same words",
    },
    Rule { id: "K04", severity: Severity::Error, asks: "no eight words in a row are somebody else's" },
];

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
    /// The id of the topic or item.
    pub id: String,
    /// What breaks it.
    pub message: String,
}

/// Collects findings, those waived left out.
struct Findings<'a> {
    waivers: Vec<(&'a str, &'a [Waiver])>,
    found: Vec<Finding>,
}

impl Findings<'_> {
    fn report(&mut self, rule: &'static str, id: &str, message: impl Into<String>) {
        let is_waived =
            self.waivers.iter().any(|(of, waivers)| *of == id && waivers.iter().any(|w| w.rule == rule));
        if let Some(rule) = RULES.iter().find(|known| known.id == rule).filter(|_| !is_waived) {
            self.found.push(Finding { rule, id: id.to_owned(), message: message.into() });
        }
    }
}

/// Holds content against all rules. Findings come in the order of the rules.
pub fn check(content: &Content, cx: &Context) -> Vec<Finding> {
    let topics = content.topics.iter().map(|topic| (topic.id.as_str(), topic.waive.as_slice()));
    let items = heads(content).map(|head| (head.id.as_str(), head.waive.as_slice()));
    let waivers = topics.chain(items).filter(|(_, waivers)| !waivers.is_empty()).collect();
    let mut findings = Findings { waivers, found: Vec::new() };
    topics::check(content, &mut findings);
    cards::check(content, &mut findings);
    facts::check(content, cx, &mut findings);
    numbers::check(content, cx, &mut findings);
    units::check(content, cx, &mut findings);
    names::check(content, cx, &mut findings);
    problems::check(content, cx, &mut findings);
    bank::check(content, cx, &mut findings);
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

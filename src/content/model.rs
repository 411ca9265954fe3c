//! The validated types of content. Only `read` builds them from files, so a value of these types is sound: its id is
//! well formed, its texts are safe and not empty, and what it refers to exists.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantNames};

use super::date::PartialDate;
use super::text::Text;

/// One chapter of the course: one file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Section {
    /// `lambda`
    pub id: Text,
    /// `Lambda`
    pub title: Text,
    /// What it holds, in a line.
    pub about: Text,
}

/// How likely a topic is asked: 1 likely, 2 maybe, 3 background of the course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Tier(pub u8);

/// Blueprint id → the finest id of that blueprint (skill, or task where a task has no skills).
pub type Maps = BTreeMap<Text, Text>;

/// Permission for an item to break one rule of `dva check`, with the reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Waiver {
    /// The rule's id: `S05`.
    pub rule: Text,
    /// Why the rule may be broken here.
    pub why: Text,
}

/// A short explanation, read before its items are asked and after a mistake.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Topic {
    /// `lambda.concurrency`
    pub id: Text,
    /// The section it stands in.
    pub section: Text,
    /// Its name.
    pub title: Text,
    /// What its items examine, by blueprint.
    pub maps: Maps,
    /// How likely it is asked.
    pub tier: Tier,
    /// The text, in the small Markdown of `markup`.
    pub body: Text,
    /// Pages it rests on.
    pub sources: Vec<Text>,
    /// The day the text was checked against its sources.
    pub verified: NaiveDate,
    /// Ids it had before.
    pub formerly: Vec<Text>,
    /// Rules it may break.
    pub waive: Vec<Waiver>,
}

/// What every item carries.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Head {
    /// The id; for a cloze card without `#` and number.
    pub id: Text,
    /// The topic that explains it.
    pub topic: Text,
    /// What it examines, where that differs from its topic.
    pub maps: Option<Maps>,
    /// How likely it is asked, where that differs from its topic.
    pub tier: Option<Tier>,
    /// The day its answer changed.
    pub revised: Option<NaiveDate>,
    /// Ids it had before; its history follows.
    pub formerly: Vec<Text>,
    /// Rules it may break.
    pub waive: Vec<Waiver>,
}

/// What sort of number a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum FactKind {
    /// A bound.
    Limit,
    /// What holds when nothing is set.
    Default,
    /// A number the service works with: a billing step, a rate, a ratio.
    Figure,
}

/// A value that a fact had, and when it stopped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Earlier {
    /// The value.
    pub value: Text,
    /// The day it stopped being true.
    pub until: PartialDate,
}

/// A number of a service: a limit, a default, or a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Fact {
    /// Id, topic and the rest that all items have.
    pub head: Head,
    /// `Lambda`
    pub service: Text,
    /// Limit, default or figure.
    pub kind: FactKind,
    /// `/tmp storage, maximum`
    pub name: Text,
    /// The question, where service and name alone make none.
    pub ask: Option<Text>,
    /// Today's value.
    pub value: Text,
    /// Earlier values, oldest first.
    pub was: Vec<Earlier>,
    /// For a limit: whether AWS raises it on request.
    pub adjustable: Option<bool>,
    /// Words people type when they look for it.
    pub also: Vec<Text>,
    /// What else to know.
    pub note: Option<Text>,
    /// The page that states it.
    pub source: Text,
    /// The day the value was read there.
    pub verified: NaiveDate,
}

impl Fact {
    /// Returns the value in force on `day`.
    pub fn value_on(&self, day: NaiveDate) -> &str {
        self.was.iter().find(|earlier| earlier.until.first_day() > day).map_or(&self.value, |e| &e.value)
    }
}

/// A flashcard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Card {
    /// Id, topic and the rest that all items have.
    pub head: Head,
    /// Front and back, or a sentence with deletions.
    pub body: CardBody,
    /// Pages it rests on, where they differ from its topic's.
    pub sources: Vec<Text>,
    /// The day it was checked, where that differs from its topic's.
    pub verified: Option<NaiveDate>,
}

/// The two forms of a card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum CardBody {
    /// A question and its answer.
    Basic {
        /// What is asked.
        front: Text,
        /// The answer, short, then why.
        back: Text,
    },
    /// One sentence with numbered deletions, in Anki's notation; each number is an item.
    Cloze {
        /// The sentence.
        text: Text,
        /// Shown under the answer.
        back: Option<Text>,
        /// The numbers, ascending.
        numbers: Vec<u8>,
    },
}

/// What a question asks of the learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Level {
    /// Remember it.
    Recall,
    /// Use it in a plain case.
    Application,
    /// Weigh several things.
    Analysis,
}

/// One answer of a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Choice {
    /// Stable, never shown: options are shuffled.
    pub id: Text,
    /// What is shown.
    pub text: Text,
    /// Whether it is right.
    pub key: bool,
    /// Why it is right, or fails here.
    pub why: Text,
}

/// An exam-style item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Question {
    /// Id, topic and the rest that all items have.
    pub head: Head,
    /// What it asks of the learner.
    pub level: Level,
    /// The facts that its numbers are.
    pub facts: Vec<Text>,
    /// Numbers of the scenario that are no facts.
    pub data: Vec<Text>,
    /// Scenario and question.
    pub stem: Text,
    /// Pages it rests on.
    pub sources: Vec<Text>,
    /// The day key and explanations were checked.
    pub verified: NaiveDate,
    /// The answers, as written.
    pub options: Vec<Choice>,
}

/// What an input of a problem is drawn from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Draw {
    /// `from`, `from + step`, … up to `to`.
    Range {
        /// The first.
        from: i64,
        /// The bound.
        to: i64,
        /// The distance.
        step: i64,
    },
    /// Any of these, with units.
    OneOf(Vec<Text>),
}

/// A calculation with varying numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Problem {
    /// Id, topic and the rest that all items have.
    pub head: Head,
    /// The calculator that solves it.
    pub calculator: Text,
    /// The text, with `{input}` where a number goes.
    pub prompt: Text,
    /// Inputs that do not vary.
    pub given: BTreeMap<Text, Text>,
    /// Inputs that are drawn.
    pub vary: BTreeMap<Text, Draw>,
}

/// What a deck takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ItemKind {
    /// A fact that is a limit.
    Limit,
    /// A fact that is a default.
    Default,
    /// A fact that is neither.
    Figure,
    /// A card, cloze or not.
    Card,
    /// An exam-style question.
    Question,
    /// A calculation.
    Problem,
}

/// A named selection of items: those that pass every filter given, and those named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Deck {
    /// `lambda-limits`
    pub id: Text,
    /// Its name.
    pub title: Text,
    /// What it is for, in a line.
    pub about: Text,
    /// Only these sections; all when empty.
    pub sections: Vec<Text>,
    /// Only these topics; all when empty.
    pub topics: Vec<Text>,
    /// Only these kinds; all when empty.
    pub kinds: Vec<ItemKind>,
    /// Only these tiers; all when empty.
    pub tiers: Vec<Tier>,
    /// These as well; alone when no filter is given.
    pub items: Vec<Text>,
}

/// An exam version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Blueprint {
    /// `dva-c02`
    pub id: Text,
    /// Its full name.
    pub title: Text,
    /// The first day it can be sat.
    pub first_day: PartialDate,
    /// The last day it can be sat; open when absent.
    pub last_day: Option<PartialDate>,
    /// The day whose facts it asks; today's when absent.
    pub facts_as_of: Option<PartialDate>,
    /// The blueprint that follows it.
    pub successor: Option<Text>,
    /// Questions shown.
    pub questions: u16,
    /// Questions that count.
    pub scored: u16,
    /// Minutes allowed.
    pub minutes: u16,
    /// The scaled score that passes.
    pub pass: u16,
    /// Pages it rests on.
    pub sources: Vec<Text>,
    /// The day it was checked.
    pub verified: NaiveDate,
    /// Its domains, in order.
    pub domains: Vec<Domain>,
    /// The services of its lists.
    pub services: Vec<ServiceScope>,
}

/// A part of a blueprint with a weight of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Domain {
    /// `1`
    pub id: Text,
    /// Its official name.
    pub title: Text,
    /// Percent of the scored questions.
    pub weight: u8,
    /// Its tasks, in order.
    pub tasks: Vec<Task>,
}

/// A task statement (an objective in DVA-C01).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Task {
    /// `1.2`
    pub id: Text,
    /// What it is, in our words.
    pub title: Text,
    /// Its skills; none in DVA-C01.
    pub skills: Vec<Skill>,
}

/// The finest unit of a blueprint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Skill {
    /// `1.2.3`
    pub id: Text,
    /// What it is, in our words.
    pub title: Text,
}

/// Whether a service belongs to an exam.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, VariantNames)]
#[serde(bound(deserialize = "'de: 'static"))]
#[strum(serialize_all = "kebab-case")]
pub enum Scope {
    /// Listed as in scope.
    In,
    /// Listed as out of scope.
    Out,
    /// On an earlier list of the same exam.
    Earlier,
}

/// A service on an exam's lists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct ServiceScope {
    /// As people say it.
    pub name: Text,
    /// In, out, or earlier.
    pub scope: Scope,
}

impl Blueprint {
    /// Returns the domain and the task that the finest id `id` belongs to.
    pub fn place(&self, id: &str) -> Option<(&Domain, &Task)> {
        self.domains.iter().find_map(|domain| {
            let within = |task: &&Task| task.id == id || task.skills.iter().any(|skill| skill.id == id);
            domain.tasks.iter().find(within).map(|task| (domain, task))
        })
    }

    /// Whether the exam can be sat on `day`.
    pub fn is_sat_on(&self, day: NaiveDate) -> bool {
        self.first_day.first_day() <= day && self.last_day.is_none_or(|last| day <= last.last_day())
    }

    /// Returns the ids that `maps` may name: skills, and tasks without skills.
    pub fn finest(&self) -> impl Iterator<Item = &str> + Clone {
        self.domains.iter().flat_map(|domain| &domain.tasks).flat_map(|task| {
            let own = task.skills.is_empty().then_some(task.id.as_str());
            task.skills.iter().map(|skill| skill.id.as_str()).chain(own)
        })
    }
}

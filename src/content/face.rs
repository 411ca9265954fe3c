//! What an item shows when it is drilled: its front and its back, as small Markdown.

use chrono::{Datelike, Months, NaiveDate};

use super::cloze;
use super::date::PartialDate;
use super::library::{Body, ItemIndex, Library};
use super::model::{CardBody, Earlier, Fact};

/// For whom an item is shown: the day it is, and the day whose facts the learner's exam asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// The calendar day.
    pub today: NaiveDate,
    /// The blueprint's `facts_as_of`; today's facts when absent.
    pub facts_as_of: Option<NaiveDate>,
}

/// The two sides of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// What is asked.
    pub front: String,
    /// The answer, then why.
    pub back: String,
}

/// A change younger than this is told apart: exams take a while to follow.
const RECENT: Months = Months::new(18);

impl Library {
    /// Returns the two sides of an item.
    pub fn face(&self, index: ItemIndex, reader: Reader) -> Face {
        let content = self.content();
        match self.item(index).body {
            Body::Fact(n) => fact_face(&content.facts[n], reader),
            Body::Card(n) | Body::Cloze(n, _) => {
                let number = if let Body::Cloze(_, number) = self.item(index).body { number } else { 0 };
                match &content.cards[n].body {
                    CardBody::Basic { front, back } => {
                        Face { front: front.to_string(), back: back.to_string() }
                    }
                    CardBody::Cloze { text, back, .. } => {
                        let why = back.iter().map(|back| format!("\n\n{back}")).collect::<String>();
                        Face { front: cloze::front(text, number), back: cloze::back(text, number) + &why }
                    }
                }
            }
            Body::Question(n) => {
                let question = &content.questions[n];
                let options: String =
                    question.options.iter().map(|option| format!("- {}\n", option.text)).collect();
                let keys = question.options.iter().filter(|option| option.key);
                let back: String = keys.map(|key| format!("**{}**\n\n{}\n\n", key.text, key.why)).collect();
                Face { front: format!("{}\n\n{options}", question.stem), back }
            }
            Body::Problem(n) => Face { front: content.problems[n].prompt.to_string(), back: String::new() },
        }
    }

    /// Returns the pages an item rests on: its own, or its topic's.
    pub fn sources(&self, index: ItemIndex) -> Vec<&str> {
        let content = self.content();
        let own: Vec<&str> = match self.item(index).body {
            Body::Fact(n) => vec![content.facts[n].source.as_str()],
            Body::Card(n) | Body::Cloze(n, _) => content.cards[n].sources.iter().map(AsRef::as_ref).collect(),
            Body::Question(n) => content.questions[n].sources.iter().map(AsRef::as_ref).collect(),
            Body::Problem(_) => Vec::new(),
        };
        if own.is_empty() { self.topic_of(index).sources.iter().map(AsRef::as_ref).collect() } else { own }
    }

    /// Returns the day an item was checked against its pages: its own, or its topic's.
    pub fn verified(&self, index: ItemIndex) -> NaiveDate {
        let content = self.content();
        let own = match self.item(index).body {
            Body::Fact(n) => Some(content.facts[n].verified),
            Body::Card(n) | Body::Cloze(n, _) => content.cards[n].verified,
            Body::Question(n) => Some(content.questions[n].verified),
            Body::Problem(_) => None,
        };
        own.unwrap_or(self.topic_of(index).verified)
    }
}

/// A fact's answer in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<'a> {
    /// The value in force on the day whose facts the reader's exam asks.
    pub value: &'a str,
    /// The value before it, or today's, as `512 MB until March 2022`.
    pub beside: Option<String>,
    /// That it changed lately, whether AWS raises it, its note: a sentence or more each.
    pub remarks: Vec<String>,
}

impl Fact {
    /// Returns what the fact answers a reader.
    pub fn answer(&self, reader: Reader) -> Answer<'_> {
        let last = self.was.last();
        let (value, beside) = match (reader.facts_as_of, last) {
            (Some(day), Some(last)) if self.value_on(day) != self.value => {
                (self.value_on(day), Some(format!("{} since {}", self.value, when(last.until))))
            }
            (_, Some(last)) => (&*self.value, Some(format!("{} until {}", last.value, when(last.until)))),
            (_, None) => (&*self.value, None),
        };
        let may_lag =
            |last: &&Earlier| reader.facts_as_of.is_none() && last.until.first_day() + RECENT > reader.today;
        let lately = last.filter(may_lag).map(|last| {
            format!("This changed in {}: the exam may still ask for {}.", when(last.until), last.value)
        });
        let raised = self.adjustable.map(raised).map(str::to_owned);
        let remarks =
            [lately, raised, self.note.as_ref().map(ToString::to_string)].into_iter().flatten().collect();
        Answer { value, beside, remarks }
    }
}

fn fact_face(fact: &Fact, reader: Reader) -> Face {
    let asked = fact.ask.as_ref().map(ToString::to_string);
    let front = asked.unwrap_or_else(|| format!("{}: {}?", fact.service, fact.name));
    let Answer { value, beside, remarks } = fact.answer(reader);
    let beside = beside.map(|beside| format!("   ({beside})")).unwrap_or_default();
    let remarks: String = remarks.iter().map(|remark| format!("\n\n{remark}")).collect();
    Face { front, back: format!("**{value}**{beside}{remarks}") }
}

fn raised(on_request: bool) -> &'static str {
    if on_request { "AWS raises it on request." } else { "A hard limit." }
}

/// A date to the month, which is as much as a card needs.
fn when(date: PartialDate) -> String {
    match date {
        PartialDate::Day(day) => PartialDate::Month(day.year(), day.month()).to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{FactKind, Head};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn tmp(until: &str) -> Fact {
        let head = Head {
            id: "lambda.tmp.max".into(),
            topic: "lambda".into(),
            maps: None,
            tier: None,
            revised: None,
            formerly: vec![],
            waive: vec![],
        };
        Fact {
            head,
            service: "Lambda".into(),
            kind: FactKind::Limit,
            name: "/tmp, maximum".into(),
            ask: None,
            value: "10,240 MB".into(),
            was: vec![Earlier { value: "512 MB".into(), until: PartialDate::parse(until).unwrap() }],
            adjustable: None,
            also: vec![],
            note: None,
            source: String::new().into(),
            verified: day("2026-11-22"),
        }
    }

    #[test]
    fn the_value_of_the_exams_day_comes_first_and_the_other_stands_beside_it() {
        let today = day("2026-11-22");
        let now = fact_face(&tmp("2022-03-24"), Reader { today, facts_as_of: None });
        assert_eq!(now.front, "Lambda: /tmp, maximum?");
        assert_eq!(now.back, "**10,240 MB**   (512 MB until March 2022)");
        let then = fact_face(&tmp("2022-03-24"), Reader { today, facts_as_of: Some(day("2021-07-01")) });
        assert_eq!(then.back, "**512 MB**   (10,240 MB since March 2022)");
        let later = fact_face(&tmp("2022-03-24"), Reader { today, facts_as_of: Some(day("2022-03-24")) });
        assert_eq!(
            later.back, "**10,240 MB**   (512 MB until March 2022)",
            "on the day it changed, the new one holds"
        );
    }

    #[test]
    fn a_change_of_the_last_eighteen_months_says_that_the_exam_may_lag() {
        let fact = tmp("2025-05-23");
        let told = |today| {
            fact_face(&fact, Reader { today: day(today), facts_as_of: None }).back.contains("may still")
        };
        assert!(told("2026-11-22"));
        assert!(!told("2026-11-23"));
    }
}

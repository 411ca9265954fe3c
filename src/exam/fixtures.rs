//! Content made up in numbers, for tests: the shipped blueprints with as many questions as a test needs.

use chrono::NaiveDate;

use crate::content::model::{Choice, Head, Level, Maps, Question, Section, Tier, Topic};
use crate::content::{Content, Library, shipped};

use super::bank::Bank;
use super::paper::{Paper, PaperDomain, PaperOption, PaperQuestion, PaperTask};

/// Questions of the section whose topics are emerging in DVA-C02.
const AI_QUESTIONS: usize = 6;

fn head(id: String, topic: &str) -> Head {
    let topic = topic.to_owned();
    Head {
        id: id.into(),
        topic: topic.into(),
        maps: None,
        tier: None,
        revised: None,
        formerly: vec![],
        waive: vec![],
    }
}

fn topic(id: &str, section: &str) -> Topic {
    Topic {
        id: id.to_owned().into(),
        section: section.to_owned().into(),
        title: format!("The topic {id}").into(),
        maps: Maps::new(),
        tier: Tier(1),
        body: "What there is to know.".into(),
        sources: vec!["https://docs.aws.amazon.com/".into()],
        verified: NaiveDate::default(),
        formerly: vec![],
        waive: vec![],
    }
}

/// The n-th question: words of its own, one of five multiple response, now and then nearly the question before it (n % 20 is
/// 19) or an explanation that gives that one's key away (n % 20 is 9).
fn made(n: usize, topic: &str, maps: Maps) -> Question {
    let words = |n: usize| (0..14).map(|w| format!("w{n}x{w}")).collect::<Vec<_>>().join(" ");
    let key_of = |n: usize| format!("Key one{n} two{n} three{n} four{n}");
    let keys = if (n + n / 5).is_multiple_of(5) { 2 } else { 1 };
    let stem = match n % 20 {
        19 => format!("{} once more?", words(n - 1)),
        _ => format!("{} what now?", words(n)),
    };
    let told = if n % 20 == 9 { format!(" See: {} 0.", key_of(n - 1)) } else { String::new() };
    let options = (0..3 + keys).map(|o| Choice {
        id: format!("o{o}").into(),
        text: if o < keys { format!("{} {o}", key_of(n)).into() } else { format!("Wrong {n} {o}").into() },
        key: o < keys,
        why: format!("Because {n} and {o}.{told}").into(),
    });
    Question {
        head: Head { maps: Some(maps), ..head(format!("made.q{n}"), topic) },
        level: Level::Application,
        facts: vec![],
        data: vec![],
        stem: stem.into(),
        sources: vec![],
        verified: NaiveDate::default(),
        options: options.collect(),
    }
}

/// The shipped blueprints with `count` questions spread over all that they ask, and some on emerging topics.
pub(crate) fn library(count: usize) -> Library {
    let blueprints = shipped::content().blueprints;
    let mut questions = Vec::new();
    for n in 0..count {
        let maps = blueprints.iter().map(|blueprint| {
            let finest: Vec<&str> = blueprint.finest().collect();
            (blueprint.id.clone(), finest[(n * 7) % finest.len()].to_owned().into())
        });
        questions.push(made(n, "made.topic", maps.collect()));
    }
    for n in 0..AI_QUESTIONS {
        let maps = Maps::from([("dva-c03".into(), "2.3.1".into())]);
        questions.push(made(count.next_multiple_of(20) + n, "ai.topic", maps));
    }
    let section = |id: &'static str| Section { id: id.into(), title: id.into(), about: "".into() };
    Library::new(Content {
        sections: vec![section("made"), section("ai")],
        topics: vec![topic("made.topic", "made"), topic("ai.topic", "ai")],
        questions,
        blueprints,
        ..Content::default()
    })
}

/// The questions of [`library`] that a blueprint asks.
pub(crate) fn bank(exam: &str, count: usize) -> Bank {
    let library = library(count);
    Bank::of(&library, library.blueprint(exam).unwrap(), |_| false)
}

/// A question of domain "1" with four options, the first `keys` of which are right.
pub(crate) fn question(n: usize, keys: usize) -> PaperQuestion {
    let options = (0..4).map(|o| PaperOption {
        id: ["a", "b", "c", "d"][o].to_owned(),
        text: format!("Answer {o} of {n}"),
        key: o < keys,
        why: format!("Because {n} and {o}."),
    });
    PaperQuestion {
        id: format!("q{n}"),
        topic: "t".to_owned(),
        topic_title: "Topic".to_owned(),
        section: "s".to_owned(),
        domain: Some("1".to_owned()),
        task: Some("1.1".to_owned()),
        level: Level::Application,
        scored: true,
        stem: format!("What of {n}?"),
        options: options.collect(),
        sources: vec![],
        verified: NaiveDate::default(),
        drawn: None,
    }
}

/// A paper of `count` such questions, two minutes each, every third multiple response.
pub(crate) fn paper(count: usize) -> Paper {
    let questions = (0..count).map(|n| question(n, if n % 3 == 2 { 2 } else { 1 }));
    let domain = |id: &str| PaperDomain {
        id: id.to_owned(),
        title: format!("Domain {id}"),
        weight: 50,
        tasks: vec![PaperTask { id: format!("{id}.1"), title: format!("Task {id}.1") }],
    };
    Paper {
        blueprint: "exam".to_owned(),
        minutes: Some(2 * count as u16),
        pass: 720,
        domains: vec![domain("1"), domain("2")],
        ..Paper::new("An exam".to_owned(), 0, questions.collect())
    }
}

/// Keys: 0 → b; 1 → a and c; 2 → a; 3 → d; 4 → a, which does not count. 2 and 3 are of domain "2".
pub(crate) fn five_questions() -> Paper {
    let mut paper = paper(5);
    for (n, keys) in [&[1][..], &[0, 2], &[0], &[3], &[0]].into_iter().enumerate() {
        for (o, option) in paper.questions[n].options.iter_mut().enumerate() {
            option.key = keys.contains(&o);
        }
    }
    for n in [2, 3] {
        paper.questions[n].domain = Some("2".to_owned());
        paper.questions[n].task = Some("2.1".to_owned());
    }
    paper.questions[4].scored = false;
    paper
}

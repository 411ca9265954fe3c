//! Each rule has something that breaks it and something that just passes.

use crate::content::model::{Card, CardBody, Draw, Fact, Topic, Waiver};
use crate::content::shipped;
use crate::env::SeededDice;
use crate::fixtures;

use super::*;

mod asked;
mod cues;
mod evidence;
mod figures;
mod pairs;
mod shape;
mod shares;
mod wording;

/// The rules that a change of the fixtures breaks, with the ids that break them.
fn broken(change: impl FnOnce(&mut Content), cx: &Context) -> Vec<String> {
    let mut content = fixtures::content();
    // The fixtures are about machinery, not about writing: they are brought to where they just pass.
    for topic in &mut content.topics {
        topic.body = "word ".repeat(60).into();
        topic.sources = vec!["https://docs.aws.amazon.com/x".into()];
    }
    for fact in &mut content.facts {
        fact.source = "https://docs.aws.amazon.com/x".into();
    }
    content.questions = vec![asked::question()];
    change(&mut content);
    check(&content, cx).iter().map(|finding| format!("{} {}", finding.rule.id, finding.id)).collect()
}

fn context() -> Context {
    Context { today: "2026-11-22".parse().unwrap(), services: vec!["Queue".to_owned()], ..Context::default() }
}

fn topic(change: impl FnOnce(&mut Topic)) -> Vec<String> {
    broken(|content| change(&mut content.topics[0]), &context())
}

fn fact(change: impl FnOnce(&mut Fact)) -> Vec<String> {
    broken(|content| change(&mut content.facts[0]), &context())
}

fn card(body: CardBody) -> Vec<String> {
    let change = |content: &mut Content| {
        let of = |card: &&mut Card| card.head.id == "queues.delete";
        content.cards.iter_mut().find(of).unwrap().body = body;
    };
    broken(change, &context())
}

fn basic(front: &str, back: &str) -> Vec<String> {
    card(CardBody::Basic { front: front.to_owned().into(), back: back.to_owned().into() })
}

fn cloze(text: &str) -> Vec<String> {
    card(CardBody::Cloze { text: text.to_owned().into(), back: None, numbers: vec![1] })
}

const NONE: [&str; 0] = [];

#[test]
fn the_fixtures_just_pass() {
    assert_eq!(broken(|_| {}, &context()), NONE);
}

#[test]
fn t01_topics_have_60_to_220_words_of_prose() {
    assert_eq!(topic(|topic| topic.body = "word ".repeat(59).into()), ["T01 queues.life"]);
    assert_eq!(topic(|topic| topic.body = "word ".repeat(220).into()), NONE);
    assert_eq!(topic(|topic| topic.body = "word ".repeat(221).into()), ["T01 queues.life"]);
    let code = format!("{}\n```\n{}\n```", "word ".repeat(60), "code code\n".repeat(200));
    assert_eq!(topic(|topic| topic.body = code.into()), NONE, "code does not count");
}

#[test]
fn t02_code_and_tables_fit_the_terminal() {
    let body = |line: &str| format!("{}\n```\n{line}\n```", "word ".repeat(60));
    assert_eq!(topic(|topic| topic.body = body(&"x".repeat(72)).into()), NONE);
    assert_eq!(topic(|topic| topic.body = body(&"x".repeat(73)).into()), ["T02 queues.life"]);
    let table =
        |width: usize| format!("{}\n\n| a |\n|---|\n| {} |", "word ".repeat(60), "x".repeat(width - 4));
    assert_eq!(topic(|topic| topic.body = table(76).into()), NONE);
    assert_eq!(topic(|topic| topic.body = table(77).into()), ["T02 queues.life"]);
}

#[test]
fn c01_no_yes_or_no() {
    assert_eq!(basic("A queue is full. Is a message lost?", "No."), ["C01 queues.delete"]);
    assert_eq!(basic("Does SQS push?", "No."), ["C01 queues.delete"]);
    assert_eq!(basic("Is SNS push or pull?", "Push."), NONE, "a choice is no yes or no");
    assert_eq!(basic("What is a queue?", "A line."), NONE);
}

#[test]
fn c02_and_c03_answers_are_short() {
    assert_eq!(basic("Which?", "- a\n- b\n- c"), NONE);
    assert_eq!(basic("Which?", "- a\n- b\n- c\n- d"), ["C02 queues.delete"]);
    assert_eq!(basic("Which?", &"word ".repeat(60)), NONE);
    assert_eq!(basic("Which?", &"word ".repeat(61)), ["C03 queues.delete"]);
}

#[test]
fn c04_and_c05_deletions_hide_what_informs() {
    assert_eq!(cloze("It holds {{c1::one two three four five six}}."), NONE);
    assert_eq!(cloze("It holds {{c1::one two three four five six seven}}."), ["C04 queues.delete"]);
    assert_eq!(cloze("A FIFO queue is called {{c1::fifo queue}}."), ["C05 queues.delete"]);
    assert_eq!(cloze("A queues' limit: {{c1::queue}}."), NONE, "a part of a word is no answer");
}

#[test]
fn s08_sources_are_on_allowed_hosts() {
    assert_eq!(fact(|fact| fact.source = "https://example.org/x".into()), ["S08 queues.timeout.default"]);
    assert_eq!(topic(|topic| topic.sources.push("https://blog.example.org/x".into())), ["S08 queues.life"]);
}

#[test]
fn s10_services_go_by_their_name() {
    assert_eq!(fact(|fact| fact.service = "Queues".into()), ["S10 queues.timeout.default"]);
}

#[test]
fn f04_what_was_verified_a_year_ago_is_told() {
    let day = |day: &str| fact(|fact| fact.verified = day.parse().unwrap());
    assert_eq!(day("2025-11-22"), NONE);
    assert_eq!(day("2025-11-21"), ["F04 queues.timeout.default"]);
}

#[test]
fn f06_no_two_facts_have_one_name() {
    assert_eq!(fact(|fact| fact.name = "message size, Maximum".into()), ["F06 queues.size.max"]);
}

#[test]
fn k01_nothing_is_asked_twice() {
    let front = "How long does a queue hide a received message when nothing is set?";
    assert_eq!(basic(front, "Half a minute"), ["K01 queues.delete"]);
    assert_eq!(basic(&front.replace("a received message when nothing", "what it has"), "30 seconds"), NONE);
}

/// The rules that a text breaks beside the facts of the fixtures: a message is hidden for 30 seconds by default and has at
/// most 1 MiB, 256 KB until 2025; and a fact of the other topic.
fn beside_facts(change: impl FnOnce(&mut Content)) -> Vec<String> {
    let with_facts = |content: &mut Content| {
        let mut retention = content.facts[1].clone();
        retention.head.id = "queues.retention.max".into();
        retention.head.topic = "queues.watch".into();
        (retention.name, retention.value) = ("Retention of a message, maximum".into(), "14 days".into());
        retention.was.clear();
        content.facts.push(retention);
        change(content);
    };
    broken(with_facts, &context())
}

fn with_body(sentence: &str) -> Vec<String> {
    beside_facts(|content| content.topics[0].body = format!("{}\n\n{sentence}", "word ".repeat(60)).into())
}

fn with_card(body: CardBody) -> Vec<String> {
    beside_facts(|content| {
        let of = |card: &&mut Card| card.head.id == "queues.delete";
        content.cards.iter_mut().find(of).unwrap().body = body;
    })
}

fn with_back(front: &str, back: &str) -> Vec<String> {
    with_card(CardBody::Basic { front: front.to_owned().into(), back: back.to_owned().into() })
}

fn with_cloze(text: &str) -> Vec<String> {
    with_card(CardBody::Cloze { text: text.to_owned().into(), back: None, numbers: vec![1] })
}

#[test]
fn f07_a_topic_repeats_the_facts_number() {
    for contradiction in [
        "The visibility timeout is 60 seconds.",
        "The visibility timeout is two minutes unless set.",
        "The default visibility timeout is 1 minute.",
        "A message may have a size of 256 KB.",
        "A message may have up to 2 MiB.",
        "| What | Value |\n|---|---|\n| visibility timeout | 45 s |",
        "Things to know:\n\n- The visibility timeout hides a message for 5 minutes.",
        "Retention of a message ends after 4 days.",
    ] {
        assert_eq!(with_body(contradiction), ["F07 queues.life"], "{contradiction}");
    }
}

#[test]
fn f07_other_numbers_of_a_topic_are_its_own() {
    for near_miss in [
        "The visibility timeout is 30 seconds.",
        "The visibility timeout is half a minute, 30 s.",
        "A message may have 1,048,576 bytes.",
        "Until 2025 a message could have 256 KB.",
        "Retention of a message ends after two weeks.",
        "The program sleeps for 45 seconds.",
        "Choose a visibility timeout of, say, 60 seconds.",
        "With three tries of a visibility timeout: 3 × 60 seconds.",
        "Examples:\n\n- A visibility timeout of 60 seconds fits.",
        "A rule “visibility timeout below 60 seconds” is too strict.",
        "The visibility timeout is `60 seconds` in this file.",
        "```\nvisibility timeout 60 seconds\n```",
    ] {
        assert_eq!(with_body(near_miss), NONE, "{near_miss}");
    }
}

#[test]
fn f07_a_card_repeats_the_facts_number() {
    let front = "For how long does the visibility timeout hide a message?";
    assert_eq!(with_back(front, "**60 seconds.**"), ["F07 queues.delete"]);
    assert_eq!(with_back(front, "**30 seconds.**"), NONE);
    let scenario = "Work takes 60 seconds and ends after the visibility timeout. After how long is the message seen again?";
    assert_eq!(
        with_back(scenario, "After the visibility timeout, so before the 60 seconds."),
        NONE,
        "the case's own"
    );
    let claim = "A visibility timeout has a default of 60 seconds. What is hidden?";
    assert_eq!(with_back(claim, "The message."), ["F07 queues.delete"], "what a front calls a default");
    assert_eq!(with_cloze("The visibility timeout is {{c1::60 seconds}}."), ["F07 queues.delete"]);
    assert_eq!(with_cloze("The visibility timeout is {{c1::30 seconds}}."), NONE);
}

#[test]
fn f07_a_maximum_is_no_default() {
    assert_eq!(
        with_body("The visibility timeout is at most 30 seconds."),
        NONE,
        "no fact says how long it may be"
    );
    let with_maximum = |sentence: &str| {
        beside_facts(|content| {
            let mut maximum = content.facts[0].clone();
            maximum.head.id = "queues.timeout.max".into();
            maximum.kind = crate::content::model::FactKind::Limit;
            (maximum.name, maximum.value) = ("Visibility timeout, maximum".into(), "12 hours".into());
            maximum.ask = None;
            content.facts.push(maximum);
            content.topics[0].body = format!("{}\n\n{sentence}", "word ".repeat(60)).into();
        })
    };
    assert_eq!(with_maximum("The visibility timeout is at most 12 hours, by default 30 seconds."), NONE);
    assert_eq!(with_maximum("The visibility timeout is at most 30 seconds."), ["F07 queues.life"]);
    assert_eq!(with_maximum("The default visibility timeout is 12 hours."), ["F07 queues.life"]);
}

#[test]
fn f07_a_note_and_an_explanation_repeat_the_facts_number() {
    let note = |text: &str| beside_facts(|content| content.facts[1].note = Some(text.to_owned().into()));
    assert_eq!(note("The visibility timeout hides it for 60 seconds."), ["F07 queues.size.max"]);
    assert_eq!(note("The visibility timeout hides it for 30 seconds."), NONE);
    assert_eq!(note("Down to 1 KiB."), NONE, "what a note adds to its own fact");
    let why = |text: &str| {
        beside_facts(|content| {
            content.questions[0].options[1].why = format!("{text} This does not help.").into();
            content.questions[0].facts.push("queues.size.max".to_owned().into());
            content.questions[0].data.push("41 seconds".to_owned().into());
        })
    };
    assert_eq!(
        why("The default visibility timeout is 1 MiB, say, and 256 KB by default."),
        ["F02 queues.q-twice"]
    );
    assert_eq!(
        why("The default visibility timeout is 40 seconds."),
        ["F01 queues.q-twice", "F07 queues.q-twice"]
    );
    assert_eq!(why("The default visibility timeout is 30 seconds."), NONE);
    assert_eq!(why("A visibility timeout of 41 seconds is too short."), NONE, "a number of the case");
}

#[test]
fn f07_facts_outside_a_topic_are_held_when_the_service_is_named() {
    let other = |text: &str| {
        beside_facts(|content| {
            content.facts.retain(|fact| fact.head.topic == "queues.life");
            content.topics[1].body = format!("{}\n\n{text}", "word ".repeat(60)).into();
        })
    };
    assert_eq!(other("The visibility timeout of a Queue is 60 seconds."), ["F07 queues.watch"]);
    assert_eq!(other("The visibility timeout of a Queue is 30 seconds."), NONE);
    assert_eq!(
        other("A visibility timeout of 60 seconds, elsewhere."),
        NONE,
        "another service may have one too"
    );
}

#[test]
fn w06_units_are_those_of_the_services_pages() {
    let in_table = |table: &str, change: &dyn Fn(&mut Content)| {
        broken(change, &Context { units: units::Units::parse(table), ..context() })
    };
    let table = "*: seconds\nQueue: MiB";
    assert_eq!(in_table(table, &|_| {}), NONE, "the KB of an earlier value are as the page had them");
    assert_eq!(in_table("*: seconds\nQueue: MB", &|_| {}), ["W06 queues.size.max"]);
    let short = |content: &mut Content| content.facts[0].value = "30 s".into();
    assert_eq!(in_table(table, &short), ["W06 queues.timeout.default"]);
    let said = |text: &'static str| {
        move |content: &mut Content| {
            content.topics[0].body = format!("{}\n\n{text}", "word ".repeat(60)).into();
        }
    };
    assert_eq!(in_table(table, &said("It takes 1 MB.")), ["W06 queues.life"]);
    assert_eq!(in_table(table, &said("It takes 1 MiB in 5 s.")), NONE, "a text may shorten seconds");
    assert_eq!(in_table("*: seconds\nQueue: MiB\nqueues.life: MB", &said("It takes 1 MB.")), NONE);
    let card = |content: &mut Content| {
        content.cards[0].body =
            CardBody::Basic { front: "A file has 5 MB. Where to?".into(), back: "A bucket.".into() };
    };
    assert_eq!(in_table(table, &card), ["W06 queues.delete"]);
    assert_eq!(in_table("", &card), NONE, "without a table there is no rule");
}

#[test]
fn s10_former_names_are_called_former() {
    let context = Context { former: vec![("Line Service".to_owned(), "Queue".to_owned())], ..context() };
    let said = |text: &'static str, maps: &'static str| {
        let change = move |content: &mut Content| {
            content.topics[0].body = format!("{}\n\n{text}", "word ".repeat(60)).into();
            content.topics[0].maps = [(maps.into(), "1.1".into())].into();
        };
        broken(change, &context)
    };
    assert_eq!(said("Line Service keeps messages.", "exam"), ["S10 queues.life"]);
    assert_eq!(said("Line Service keeps messages.", "dva-c01"), NONE, "it had that name then");
    assert_eq!(said("Queue, once Line Service, keeps messages.", "exam"), NONE);
}

#[test]
fn k02_one_answer_is_not_asked_for_twice() {
    let back = "**The age of the oldest message.** Look there first.";
    assert_eq!(basic("Which metric tells that consumers fall far behind?", back), ["K02 queues.age"]);
    assert_eq!(
        basic("Which metric tells that consumers fall far behind?", "**The number of messages.**"),
        NONE
    );
    assert_eq!(
        basic("What grows in a queue that nobody reads?", back),
        NONE,
        "another question with that answer"
    );
}

#[test]
fn k04_eight_words_in_a_row_are_a_copy() {
    let context = |text: &str| Context { references: vec![text.to_owned()], ..context() };
    let ours = |content: &mut Content| {
        content.facts[0].note = Some("One two three `code` four five six seven eight.".into());
    };
    assert_eq!(broken(ours, &context("zero one two three four five six seven nine")), NONE);
    let copied = broken(ours, &context("and One, two three four five: six seven eight, nine"));
    assert_eq!(copied, ["K04 queues.timeout.default"], "case, marks and code do not hide it");
}

#[test]
fn a_waiver_lets_one_rule_pass_for_one_item() {
    let waiver = |rule: &str| vec![Waiver { rule: rule.to_owned().into(), why: "because".into() }];
    let short =
        |rule: &'static str| topic(|topic| (topic.body, topic.waive) = ("Short.".into(), waiver(rule)));
    assert_eq!(short("T01"), NONE);
    assert_eq!(short("T02"), ["T01 queues.life", "V01 queues.life"], "a waiver of what is not broken");
    assert_eq!(short("T99"), ["T01 queues.life", "V01 queues.life"], "there is no such rule");
    let shape = |rule: &'static str| {
        let change = |content: &mut Content| {
            content.questions[0].options.pop();
            content.questions[0].head.waive = waiver(rule);
        };
        broken(change, &context())
    };
    assert_eq!(shape("S01"), ["S01 queues.q-twice", "V01 queues.q-twice"], "an exact rule has no exception");
}

#[test]
fn warnings_may_be_waived_and_figures_not() {
    for rule in RULES {
        match rule.severity {
            Severity::Warning => assert!(rule.may_be_waived, "{}", rule.id),
            Severity::Figure => assert!(!rule.may_be_waived, "{}", rule.id),
            Severity::Error => {}
        }
    }
}

#[test]
fn every_rule_has_an_id_of_its_own() {
    for (n, rule) in RULES.iter().enumerate() {
        assert!(RULES[..n].iter().all(|other| other.id != rule.id), "{}", rule.id);
    }
}

#[test]
fn a_problem_leaves_four_answers_whatever_is_drawn() {
    let dice: fn(u64) -> Box<dyn Dice> = |seed| Box::new(SeededDice::new(seed));
    let cx = Context { dice: Some(dice), ..context() };
    let drawn = |from: &str| {
        let mut content = Content { facts: shipped::content().facts, ..Content::default() };
        let problem = shipped::content().problems.into_iter().find(|p| p.calculator == "dynamodb-lsi");
        let mut problem = problem.unwrap();
        problem.vary.insert("base".into(), Draw::OneOf(vec!["6 GB".into()]));
        problem.vary.insert("indexes".into(), Draw::OneOf(vec![from.to_owned().into()]));
        content.problems.push(problem);
        let mut findings = Findings { waivers: Vec::new(), found: Vec::new() };
        problems::check(&content, &cx, &mut findings);
        findings
            .found
            .iter()
            .map(|finding| format!("{} {}", finding.rule.id, finding.message))
            .collect::<Vec<_>>()
    };
    assert_eq!(drawn("1.5 GB, 2 GB"), NONE);
    // One index as large as the table: most mistakes come to the same.
    assert_eq!(drawn("6 GB"), ["P01 no drawing leaves four different options"]);
}

//! Each rule has something that breaks it and something that just passes.

use crate::content::model::{Card, CardBody, Fact, Topic, Waiver};
use crate::fixtures;

use super::*;

/// The rules that a change of the fixtures breaks, with the ids that break them.
fn broken(change: impl FnOnce(&mut Content), cx: &Context) -> Vec<String> {
    let mut content = fixtures::content();
    // The fixtures are about machinery, not about writing: they are brought to where they just pass.
    for topic in &mut content.topics {
        topic.body = "word ".repeat(60);
        topic.sources = vec!["https://docs.aws.amazon.com/x".to_owned()];
    }
    for fact in &mut content.facts {
        fact.source = "https://docs.aws.amazon.com/x".to_owned();
    }
    for question in &mut content.questions {
        question.sources = vec!["https://docs.aws.amazon.com/x".to_owned()];
    }
    change(&mut content);
    check(&content, cx).iter().map(|finding| format!("{} {}", finding.rule.id, finding.id)).collect()
}

fn context() -> Context {
    Context { today: "2026-11-22".parse().unwrap(), services: vec!["Queue".to_owned()], references: vec![] }
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
    card(CardBody::Basic { front: front.to_owned(), back: back.to_owned() })
}

fn cloze(text: &str) -> Vec<String> {
    card(CardBody::Cloze { text: text.to_owned(), back: None, numbers: vec![1] })
}

const NONE: [&str; 0] = [];

#[test]
fn the_fixtures_just_pass() {
    assert_eq!(broken(|_| {}, &context()), NONE);
}

#[test]
fn t01_topics_have_60_to_220_words_of_prose() {
    assert_eq!(topic(|topic| topic.body = "word ".repeat(59)), ["T01 queues.life"]);
    assert_eq!(topic(|topic| topic.body = "word ".repeat(220)), NONE);
    assert_eq!(topic(|topic| topic.body = "word ".repeat(221)), ["T01 queues.life"]);
    let code = format!("{}\n```\n{}\n```", "word ".repeat(60), "code code\n".repeat(200));
    assert_eq!(topic(|topic| topic.body = code), NONE, "code does not count");
}

#[test]
fn t02_code_and_tables_fit_the_terminal() {
    let body = |line: &str| format!("{}\n```\n{line}\n```", "word ".repeat(60));
    assert_eq!(topic(|topic| topic.body = body(&"x".repeat(72))), NONE);
    assert_eq!(topic(|topic| topic.body = body(&"x".repeat(73))), ["T02 queues.life"]);
    let table =
        |width: usize| format!("{}\n\n| a |\n|---|\n| {} |", "word ".repeat(60), "x".repeat(width - 4));
    assert_eq!(topic(|topic| topic.body = table(76)), NONE);
    assert_eq!(topic(|topic| topic.body = table(77)), ["T02 queues.life"]);
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
    assert_eq!(fact(|fact| fact.source = "https://example.org/x".to_owned()), ["S08 queues.timeout.default"]);
    assert_eq!(
        topic(|topic| topic.sources.push("https://blog.example.org/x".to_owned())),
        ["S08 queues.life"]
    );
}

#[test]
fn s10_services_go_by_their_name() {
    assert_eq!(fact(|fact| fact.service = "Queues".to_owned()), ["S10 queues.timeout.default"]);
}

#[test]
fn f04_what_was_verified_a_year_ago_is_told() {
    let day = |day: &str| fact(|fact| fact.verified = day.parse().unwrap());
    assert_eq!(day("2025-11-22"), NONE);
    assert_eq!(day("2025-11-21"), ["F04 queues.timeout.default"]);
}

#[test]
fn f06_no_two_facts_have_one_name() {
    assert_eq!(fact(|fact| fact.name = "message size, Maximum".to_owned()), ["F06 queues.size.max"]);
}

#[test]
fn k01_nothing_is_asked_twice() {
    let front = "How long does a queue hide a received message when nothing is set?";
    assert_eq!(basic(front, "30 seconds"), ["K01 queues.delete"]);
    assert_eq!(basic(&front.replace("a received message when nothing", "what it has"), "30 seconds"), NONE);
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
    let waiver = |rule: &str| vec![Waiver { rule: rule.to_owned(), why: "because".to_owned() }];
    let short =
        |rule: &'static str| topic(|topic| (topic.body, topic.waive) = ("Short.".to_owned(), waiver(rule)));
    assert_eq!(short("T01"), NONE);
    assert_eq!(short("T02"), ["T01 queues.life"]);
}

#[test]
fn every_rule_has_an_id_of_its_own() {
    for (n, rule) in RULES.iter().enumerate() {
        assert!(RULES[..n].iter().all(|other| other.id != rule.id), "{}", rule.id);
    }
}

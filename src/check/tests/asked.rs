//! A question that just passes, and ways to change it.

use crate::content::Content;
use crate::content::model::{Choice, Question};
use crate::fixtures;

use super::super::{Context, check};
use super::{broken, context};

/// The stem of the question without what it asks.
pub(super) const CASE: &str = "A company runs workers that take orders from a queue. Each worker spends 90 seconds on \
    a message and then deletes it. Some orders are shipped twice although no worker has failed.";

pub(super) fn choice(id: &str, text: &str, key: bool, why: &str) -> Choice {
    Choice { id: id.to_owned().into(), text: text.to_owned().into(), key, why: why.to_owned().into() }
}

/// A question that breaks no rule.
pub(super) fn question() -> Question {
    let by_default =
        "By default a message is hidden for 30 seconds; a longer time keeps it hidden until the end.";
    let mut question = fixtures::content().questions.remove(0);
    question.sources = vec!["https://docs.aws.amazon.com/x".into()];
    question.stem = format!("{CASE} Which change ends this?").into();
    question.options = vec![
        choice("a", "Set a longer visibility timeout.", true, by_default),
        choice(
            "b",
            "Set a longer delivery delay.",
            false,
            "A delay hides new messages and does not touch received ones.",
        ),
        choice(
            "c",
            "Set a longer retention period.",
            false,
            "It decides when messages are dropped and would stop nothing.",
        ),
        choice(
            "d",
            "Set a longer polling time.",
            false,
            "It cuts empty responses; a message would still come back.",
        ),
    ];
    question
}

/// The question with two keys among five options.
pub(super) fn response() -> Question {
    let mut question = question();
    question.stem = format!("{CASE} Which changes end this? (Select TWO.)").into();
    let two = choice(
        "e",
        "Make each of the orders idempotent.",
        true,
        "An order that comes again is then booked once only.",
    );
    question.options.push(two);
    for option in &mut question.options {
        option.text = option.text.replace("Set a", "Give it a").into();
    }
    question
}

/// What a change of the questions breaks: `error S05`, each once.
pub(super) fn told_of_all(change: impl FnOnce(&mut Content), cx: &Context) -> Vec<String> {
    let mut told = Vec::new();
    let _ = broken(
        |content| {
            change(content);
            told = check(content, cx)
                .iter()
                .map(|found| format!("{} {}", found.severity, found.rule.id))
                .collect();
        },
        cx,
    );
    // What the topics and facts of the fixtures break is not asked for here.
    told.dedup();
    told
}

/// What a change of the question breaks.
pub(super) fn told(change: impl FnOnce(&mut Question)) -> Vec<String> {
    told_of_all(|content| change(&mut content.questions[0]), &context())
}

/// What a stem that ends in `asking` breaks.
pub(super) fn asking(asking: &str) -> Vec<String> {
    told(|question| question.stem = format!("{CASE} {asking}").into())
}

/// What options with these texts break, the first being the key.
pub(super) fn options(texts: [&str; 4]) -> Vec<String> {
    told(|question| {
        for (option, text) in question.options.iter_mut().zip(texts) {
            option.text = text.to_owned().into();
        }
    })
}

/// What options of these lengths break, the first being the key.
pub(super) fn lengths(lengths: [usize; 4]) -> Vec<String> {
    let text = |n: usize| format!("{}{}", ["A", "B", "C", "D"][n], "x".repeat(lengths[n] - 1));
    let texts = [0, 1, 2, 3].map(text);
    options([0, 1, 2, 3].map(|n| texts[n].as_str()))
}

//! Rules for cards: one idea, one answer, no guess from the wording.

use crate::content::Content;
use crate::content::cloze;
use crate::content::markup::{self, Block};
use crate::content::model::CardBody;

use super::Findings;
use super::prose::read_words;
use super::thresholds::{ANSWER_WORDS, HIDDEN_WORDS, LISTED, RECOGNISED_LETTERS};

/// First words of questions that yes or no answers.
const YES_NO: &[&str] = &[
    "is", "are", "was", "were", "does", "do", "did", "can", "could", "may", "must", "should", "has", "have",
    "will",
];

pub(super) fn check(content: &Content, findings: &mut Findings<'_>) {
    for card in &content.cards {
        let id = &card.head.id;
        match &card.body {
            CardBody::Basic { front, back } => {
                question(id, front, findings);
                answer(id, back, findings);
            }
            CardBody::Cloze { text, back, numbers } => {
                for &number in numbers {
                    hidden(id, text, number, findings);
                }
                answer(id, back.as_deref().unwrap_or_default(), findings);
            }
        }
    }
}

/// The question is the last sentence of the front.
fn question(id: &str, front: &str, findings: &mut Findings<'_>) {
    let mut sentences = front.trim().trim_end_matches('?').split_inclusive(['.', '!', '?', ':', ';', '\n']);
    let Some(last) = sentences.next_back().filter(|_| front.trim().ends_with('?')) else { return };
    let first = last.split_whitespace().next().unwrap_or_default().to_lowercase();
    let is_choice = last.split_whitespace().any(|word| word == "or");
    if YES_NO.contains(&first.as_str()) && !is_choice {
        findings.report("C01", id, format!("yes or no answers this: {}?", last.trim()));
    }
}

fn answer(id: &str, back: &str, findings: &mut Findings<'_>) {
    let blocks = markup::parse(back).unwrap_or_default();
    let points = blocks.iter().filter(|block| matches!(block, Block::Point { depth: 0, .. })).count();
    if points > LISTED {
        findings.report("C02", id, format!("the answer lists {points} things"));
    }
    let words = read_words(back);
    if words > ANSWER_WORDS {
        findings.report("C03", id, format!("the answer has {words} words"));
    }
}

fn hidden(id: &str, text: &str, number: u8, findings: &mut Findings<'_>) {
    let front = cloze::front(text, number).to_lowercase();
    for answer in cloze::answers(text, number) {
        let words = answer.split_whitespace().count();
        if !HIDDEN_WORDS.contains(&words) {
            findings.report("C04", id, format!("c{number} hides {words} words"));
        }
        let plain = answer.replace('`', "").to_lowercase();
        let is_whole = |at: usize| {
            let around = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            let (before, after) = front.split_at(at);
            around(before.chars().last()) && around(after.chars().nth(plain.chars().count()))
        };
        let stands = front.match_indices(&plain).any(|(at, _)| is_whole(at));
        if plain.chars().count() >= RECOGNISED_LETTERS && stands {
            findings.report("C05", id, format!("the answer of c{number} stands on the front: {answer}"));
        }
    }
}

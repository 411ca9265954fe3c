//! Rules for the shape of a question: how many options, how long, what it ends with (S01–S07).

use super::Findings;
use super::anatomy::Anatomy;
use super::prose::{read_words, shown};
use super::thresholds::{
    CHOICE_OPTIONS, OPTION_WORDS, RESPONSE_KEYS, RESPONSE_OPTIONS, STEM_WORDS, STEM_WORDS_AT_ALL,
    WHY_CHARACTERS,
};

pub(super) fn check(questions: &[Anatomy<'_>], findings: &mut Findings<'_>) {
    for question in questions {
        options(question, findings);
        differences(question, findings);
        stem(question, findings);
        explanations(question, findings);
    }
}

fn options(question: &Anatomy<'_>, findings: &mut Findings<'_>) {
    let (options, keys) = (question.options.len(), question.keys().count());
    let is_choice = options == CHOICE_OPTIONS && keys == 1;
    let is_response =
        RESPONSE_OPTIONS.contains(&options) && RESPONSE_KEYS.contains(&keys) && 2 * keys <= options;
    if !is_choice && !is_response {
        findings.report("S01", question.id(), format!("{options} options, {keys} of them keys"));
    }
    for part in &question.options {
        let words = read_words(&part.choice.text);
        if !OPTION_WORDS.contains(&words) && !part.choice.text.contains("```") {
            findings.report("S06", question.id(), format!("option {} has {words} words", part.choice.id));
        }
    }
}

fn differences(question: &Anatomy<'_>, findings: &mut Findings<'_>) {
    for (n, one) in question.options.iter().enumerate() {
        for other in question.options.iter().skip(n + 1) {
            let [short, long] =
                if one.tokens.len() <= other.tokens.len() { [one, other] } else { [other, one] };
            let length = short.tokens.len().max(1);
            let message = if short.tokens == long.tokens {
                format!(
                    "options {} and {} are the same but for marks and capitals",
                    one.choice.id, other.choice.id
                )
            } else if !short.tokens.is_empty() && long.tokens.windows(length).any(|run| run == short.tokens) {
                format!("option {} stands whole inside option {}", short.choice.id, long.choice.id)
            } else {
                continue;
            };
            findings.report("S02", question.id(), message);
        }
    }
}

/// The cue that goes with a number of keys.
fn cue_for(keys: usize) -> Option<&'static str> {
    match keys {
        2 => Some("(Select TWO.)"),
        3 => Some("(Select THREE.)"),
        _ => None,
    }
}

fn stem(question: &Anatomy<'_>, findings: &mut Findings<'_>) {
    let id = question.id();
    let keys = question.keys().count();
    let expected = cue_for(keys);
    if question.cue != expected {
        let message = match (question.cue, expected) {
            (Some(cue), Some(expected)) => {
                format!("the stem ends with {cue}; with {keys} keys it is {expected}")
            }
            (Some(cue), None) => format!("the stem ends with {cue}, but there are {keys} keys"),
            _ => format!("{keys} keys, but the stem does not end with {}", expected.unwrap_or_default()),
        };
        findings.report("S03", id, message);
    }
    if !question.stem.ends_with('?') {
        findings.report("S04", id, format!("the stem ends: {}", question.asking()));
    }
    let words = read_words(question.stem);
    if !STEM_WORDS_AT_ALL.contains(&words) {
        findings.report("S05", id, format!("the stem has {words} words"));
    } else if !STEM_WORDS.contains(&words) {
        findings.warn("S05", id, format!("the stem has {words} words"));
    }
}

fn explanations(question: &Anatomy<'_>, findings: &mut Findings<'_>) {
    let texts: Vec<String> = question.options.iter().map(|part| shown(&part.choice.why)).collect();
    for (n, (part, why)) in question.options.iter().zip(&texts).enumerate() {
        let length = why.chars().count();
        let option = &part.choice.id;
        if !WHY_CHARACTERS.contains(&length) {
            findings.report(
                "S07",
                question.id(),
                format!("the why of option {option} has {length} characters"),
            );
        }
        if let Some(other) = texts.iter().take(n).position(|other| other == why) {
            let other = &question.options[other].choice.id;
            findings.report("S07", question.id(), format!("options {other} and {option} have the same why"));
        }
    }
}

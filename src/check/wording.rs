//! Rules for the wording of questions (W01–W05).

use super::Findings;
use super::anatomy::Anatomy;
use super::cues::has_phrase;
use super::named::names_option;
use super::prose::{names, words};
use super::thresholds::{LONG_SENTENCE, LONG_SENTENCES};
use super::vocabulary::{AUXILIARIES, BRANDS, CLAUSES, ORDERS, PLAIN_AFTER, REASONS, UNTRUE};

pub(super) fn check(questions: &[Anatomy<'_>], findings: &mut Findings<'_>) {
    for question in questions {
        negative(question, findings);
        qualifiers(question, findings);
        scenario(question, findings);
        explanations(question, findings);
    }
}

/// The words of a text as they are written.
fn written(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty()).collect()
}

/// Whether the question is marked as negative: NOT or EXCEPT in capitals.
pub(super) fn is_marked_negative(question: &Anatomy<'_>) -> bool {
    written(question.asking()).iter().any(|word| matches!(*word, "NOT" | "EXCEPT"))
}

/// What makes a question negative without saying so in capitals: `Which is not …?`.
fn hidden_negative(asking: &str) -> Option<&str> {
    let all = written(asking);
    if let [.., verb, last] = all[..]
        && AUXILIARIES.contains(&verb)
        && UNTRUE.contains(&last)
    {
        return Some(last);
    }
    if let Some(word) = all.iter().find(|word| **word == "except") {
        return Some(word);
    }
    let asks = all.iter().position(|word| matches!(word.to_lowercase().as_str(), "which" | "what"))?;
    let rest = all.iter().skip(asks).take_while(|word| !CLAUSES.contains(*word)).copied();
    let clause: Vec<&str> = rest.collect();
    let negated = |pair: &&[&str]| AUXILIARIES.contains(&pair[0]) && pair[1] == "not";
    if clause.windows(2).any(|pair| negated(&pair)) {
        return Some("not");
    }
    clause.iter().find(|word| **word == "cannot" || word.ends_with("n't")).copied()
}

fn negative(question: &Anatomy<'_>, findings: &mut Findings<'_>) {
    if is_marked_negative(question) {
        return;
    }
    if let Some(word) = hidden_negative(question.asking()) {
        let message =
            format!("`{word}` turns the question round, and is not in capitals: {}", question.asking());
        findings.report("W01", question.id(), message);
    }
}

/// The qualifier at `at` that decides the answer and is not in capitals.
fn qualifier(words: &[&str], at: usize, is_asking: bool) -> bool {
    let before = at.checked_sub(1).and_then(|n| words.get(n)).copied().unwrap_or_default();
    let after = words.get(at + 1).copied().unwrap_or_default();
    match words[at] {
        "least" => before != "at" && !after.starts_with("privilege"),
        "most" => {
            is_asking
                && before != "at"
                && !after.is_empty()
                && !after.ends_with('s')
                && !PLAIN_AFTER.contains(&after)
        }
        "best" => is_asking && !PLAIN_AFTER.contains(&after),
        "first" => is_asking && (after.is_empty() || ORDERS.contains(&after)),
        _ => false,
    }
}

fn qualifiers(question: &Anatomy<'_>, findings: &mut Findings<'_>) {
    for (n, sentence) in question.sentences.iter().enumerate() {
        let words = written(sentence);
        let is_asking = n + 1 == question.sentences.len();
        if let Some(at) = (0..words.len()).find(|&at| qualifier(&words, at, is_asking)) {
            let message = format!("`{}` decides the answer, and is not in capitals: {sentence}", words[at]);
            findings.report("W02", question.id(), message);
        }
    }
}

fn scenario(question: &Anatomy<'_>, findings: &mut Findings<'_>) {
    let id = question.id();
    let long = question.sentences.iter().filter(|sentence| written(sentence).len() > LONG_SENTENCE).count();
    if long > LONG_SENTENCES {
        findings.report("W03", id, format!("{long} sentences of the stem have over {LONG_SENTENCE} words"));
    }
    let words = words(question.stem);
    if let Some(word) = words.iter().find(|word| matches!(word.as_str(), "you" | "your" | "yours")) {
        findings.report("W03", id, format!("the stem speaks to the reader: {word}"));
    }
    let texts = [question.stem].into_iter().chain(question.options.iter().map(|part| part.shown.as_str()));
    let texts: Vec<&str> = texts.collect();
    for brand in BRANDS.iter().filter(|brand| texts.iter().any(|text| names(text, brand))) {
        findings.report("W03", id, format!("{brand} is a brand that the scenario does not need"));
    }
}

fn explanations(question: &Anatomy<'_>, findings: &mut Findings<'_>) {
    for part in &question.options {
        let (id, why) = (&part.choice.id, part.choice.why.replace('`', ""));
        if let Some(found) = names_option(&why) {
            findings.report("W04", question.id(), format!("the why of option {id} names an option: {found}"));
        }
        let words = words(&why);
        if !part.choice.key && !REASONS.iter().any(|reason| has_phrase(&words, reason)) {
            let reasons = REASONS.join(", ");
            findings.report("W05", question.id(), format!("the why of option {id} has none of: {reasons}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negative_questions_are_told_from_questions_about_what_is_not() {
        for (asking, found) in [
            ("Which service does not store data?", Some("not")),
            ("Which of these cannot invoke a function?", Some("cannot")),
            ("Which statement is false?", Some("false")),
            ("All of these help except which?", Some("except")),
            ("Which change keeps messages that are not processed?", None),
            ("Why does the queue not deliver?", None),
            ("Which change helps?", None),
        ] {
            assert_eq!(hidden_negative(asking), found, "{asking}");
        }
    }

    #[test]
    fn qualifiers_are_told_from_plain_words() {
        let found = |asking: &str| {
            let words = written(asking);
            (0..words.len()).any(|at| qualifier(&words, at, true))
        };
        for (asking, is_qualified) in [
            ("Which solution is most cost-effective?", true),
            ("Which is the most secure way?", true),
            ("Which fits best?", true),
            ("What should the developer do first?", true),
            ("Which takes the least effort?", true),
            ("Which MOST secure way is BEST?", false),
            ("Which needs at least two, at most three?", false),
            ("Which step shortens the first request?", false),
            ("Which follows the best practice?", false),
            ("What do most of them need?", false),
            ("Which change shortens most runs?", false),
            ("Which role grants least privilege?", false),
        ] {
            assert_eq!(found(asking), is_qualified, "{asking}");
        }
    }
}

//! Cues to the key that a question gives by itself: lengths, single words, grammar, order (Q01, Q02, Q07–Q10, Q12–Q14).

use std::collections::HashMap;

use super::Findings;
use super::anatomy::{Anatomy, Part};
use super::named::names_option;
use super::prose::meant;
use super::rank::Ranked;
use super::thresholds::{KEY_BY_DISTRACTORS, LONGEST_BY_SHORTEST, NAME_CHARACTERS, RARE};
use super::vocabulary::{ABSOLUTE, BANNED, EITHER, HEDGES, is_verb};

pub(super) fn check(questions: &[Anatomy<'_>], findings: &mut Findings<'_>) {
    for question in questions {
        lengths(question, findings);
        telling_words(question, findings);
        banned(question, findings);
        grammar(question, findings);
        article(question, findings);
        numbers(question, findings);
    }
    for (question, words) in questions.iter().zip(echoes(questions)) {
        if !words.is_empty() {
            let words = words.join(", ");
            findings.report(
                "Q10",
                question.id(),
                format!("stands in the stem and in the key alone: {words}"),
            );
        }
    }
}

/// The mean of some lengths; 0 of none.
fn mean<'p, 'a: 'p>(parts: impl Iterator<Item = &'p Part<'a>>) -> f64 {
    let (sum, n) = parts.fold((0, 0), |(sum, n), part| (sum + part.length(), n + 1));
    sum as f64 / f64::from(n.max(1))
}

fn lengths(question: &Anatomy<'_>, findings: &mut Findings<'_>) {
    let lengths = || question.options.iter().map(Part::length);
    let (Some(shortest), Some(longest)) = (lengths().min(), lengths().max()) else { return };
    if longest < NAME_CHARACTERS || shortest == 0 {
        return;
    }
    let ratio = longest as f64 / shortest as f64;
    let message =
        || format!("the longest option is {ratio:.1} times as long as the shortest ({longest}, {shortest})");
    let (warning, error) = LONGEST_BY_SHORTEST;
    if ratio > error {
        findings.report("Q01", question.id(), message());
    } else if ratio > warning {
        findings.warn("Q01", question.id(), message());
    }
    let (key, others) = (mean(question.keys()), mean(question.distractors()));
    if others > 0.0 && !KEY_BY_DISTRACTORS.contains(&(key / others)) {
        let ratio = key / others;
        let message =
            format!("the key is {ratio:.3} times as long as the distractors ({key:.0}, mean {others:.0})");
        findings.report("Q02", question.id(), message);
    }
}

/// Whether a phrase stands in a list of words.
pub(super) fn has_phrase(words: &[String], phrase: &str) -> bool {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    words.windows(phrase.len()).any(|run| run.iter().zip(&phrase).all(|(word, wanted)| word == wanted))
}

/// Whether an option holds an absolute word.
pub(super) fn is_absolute(part: &Part<'_>) -> bool {
    ABSOLUTE.iter().any(|word| has_phrase(&part.words, word))
}

fn telling_words(question: &Anatomy<'_>, findings: &mut Findings<'_>) {
    if question.distractors().all(is_absolute) && !question.keys().any(is_absolute) {
        let message = "every distractor has a word such as only, all or must, and no key has";
        findings.report("Q07", question.id(), message);
    }
    for hedge in HEDGES {
        let has = |part: &Part<'_>| has_phrase(&part.words, hedge);
        if question.keys().any(has) && !question.distractors().any(has) {
            findings.report("Q08", question.id(), format!("`{hedge}` stands in the key alone"));
        }
    }
}

fn banned(question: &Anatomy<'_>, findings: &mut Findings<'_>) {
    for part in &question.options {
        let phrase = BANNED.iter().find(|phrase| has_phrase(&part.tokens, phrase));
        let found = phrase.map(|&phrase| phrase.to_owned()).or_else(|| names_option(&part.shown));
        if let Some(found) = found {
            findings.report("Q09", question.id(), format!("option {} says: {found}", part.choice.id));
        }
    }
}

/// The options for which `is` holds, when it holds for some and not for all.
fn divided(question: &Anatomy<'_>, is: impl Fn(&Part<'_>) -> Option<bool>) -> Option<String> {
    let told: Vec<(bool, &Part<'_>)> =
        question.options.iter().filter_map(|part| Some((is(part)?, part))).collect();
    let of = |which: bool| {
        let those = told.iter().filter(|(is, _)| *is == which);
        let first = |part: &Part<'_>| part.shown.split_whitespace().next().unwrap_or_default().to_owned();
        those.map(|(_, part)| format!("{} ({})", part.choice.id, first(part))).collect::<Vec<_>>()
    };
    let (some, others) = (of(true), of(false));
    (!some.is_empty() && !others.is_empty())
        .then(|| format!("{} do, {} not", some.join(", "), others.join(", ")))
}

fn grammar(question: &Anatomy<'_>, findings: &mut Findings<'_>) {
    let is_code = |part: &Part<'_>| part.choice.text.trim_start().starts_with('`');
    let verb = |part: &Part<'_>| {
        let first = part.tokens.first().filter(|_| !is_code(part)).map_or("", String::as_str);
        (!EITHER.contains(&first)).then(|| is_verb(first))
    };
    // A capital inside a name such as `iPhone` or a code says nothing.
    let capital = |part: &Part<'_>| {
        let first = part.shown.split_whitespace().next().filter(|_| !is_code(part))?;
        let is_word = first.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '-' | ',' | '.'));
        let is_plain = is_word && !first.chars().skip(1).any(char::is_uppercase);
        first.chars().next().filter(|_| is_plain).map(char::is_uppercase)
    };
    let stop = |part: &Part<'_>| Some(part.shown.ends_with(['.', '!', '?', ';']));
    for (what, found) in [
        ("begin with a verb", divided(question, verb)),
        ("begin with a capital", divided(question, capital)),
        ("end with a stop", divided(question, stop)),
    ] {
        if let Some(found) = found {
            findings.report("Q12", question.id(), format!("some options {what}: {found}"));
        }
    }
}

fn article(question: &Anatomy<'_>, findings: &mut Findings<'_>) {
    let stem = question.stem.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = stem.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    if matches!(last.as_str(), "a" | "an") {
        findings.report("Q13", question.id(), format!("the stem ends: … {last}"));
    }
}

fn numbers(question: &Anatomy<'_>, findings: &mut Findings<'_>) {
    let Some(ranked) = Ranked::of(question) else { return };
    if let Some(fault) = ranked.fault() {
        findings.report("Q14", question.id(), fault);
    }
}

/// For each question its rare words that stand in stem and key and in no distractor.
pub(super) fn echoes(questions: &[Anatomy<'_>]) -> Vec<Vec<String>> {
    let mut holders: HashMap<String, usize> = HashMap::new();
    for question in questions {
        let mut all = meant(question.stem);
        all.extend(question.options.iter().flat_map(|part| part.meant.iter().cloned()));
        for word in all {
            *holders.entry(word).or_default() += 1;
        }
    }
    let is_rare = |word: &String| {
        holders.get(word).is_some_and(|&count| (count as f64) < RARE * questions.len() as f64)
    };
    let of = |question: &Anatomy<'_>| {
        let stem = meant(question.stem);
        let in_key = |word: &&String| question.keys().any(|part| part.meant.contains(*word));
        let elsewhere = |word: &&String| question.distractors().any(|part| part.meant.contains(*word));
        stem.iter().filter(|word| is_rare(word) && in_key(word) && !elsewhere(word)).cloned().collect()
    };
    questions.iter().map(of).collect()
}

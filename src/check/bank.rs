//! Rules over all content at once: nothing asked twice, nothing copied.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::content::model::CardBody;
use crate::content::{Content, cloze};

use super::prose::{meant, words};
use super::{Context, Findings};

/// Words in a row that make a copy.
const COPIED: usize = 8;

/// Words in a row by which two items are compared.
const SHINGLE: usize = 3;

/// How alike the words of two items with one answer may be: the cosine of their vectors, a rare word counting for more.
const ALIKE: f64 = 0.6;

/// The share of common shingles from which on two items ask the same.
const SAME: f64 = 0.75;

pub(super) fn check(content: &Content, cx: &Context, findings: &mut Findings<'_>) {
    near_duplicates(content, findings);
    same_answers(content, findings);
    copies(content, &cx.references, findings);
}

/// What each fact and card asks, as words, code included.
fn asked(content: &Content) -> Vec<(&str, Vec<String>)> {
    let plain = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        parts.map(str::to_lowercase).collect()
    };
    let facts = content.facts.iter().map(|fact| {
        let text = fact.ask.clone().unwrap_or_else(|| format!("{} {}", fact.service, fact.name).into());
        (fact.head.id.as_str(), plain(&text))
    });
    let cards = content.cards.iter().map(|card| {
        let text = match &card.body {
            CardBody::Basic { front, .. } => front.clone(),
            CardBody::Cloze { text, .. } => cloze::shown(text).into(),
        };
        (card.head.id.as_str(), plain(&text))
    });
    facts.chain(cards).collect()
}

/// A card or a fact by its words and its answers.
struct Asked<'a> {
    id: &'a str,
    is_card: bool,
    words: BTreeSet<String>,
    answers: BTreeSet<String>,
}

/// The answer of a card is what its back sets in strong first, or else its first sentence; a cloze has one per deletion.
fn with_answers(content: &Content) -> Vec<Asked<'_>> {
    let plain = |text: &str| words(text).join(" ");
    let facts = content.facts.iter().map(|fact| {
        let text = fact.ask.clone().unwrap_or_else(|| format!("{} {}", fact.service, fact.name).into());
        let answers = BTreeSet::from([plain(&fact.value)]);
        let words = meant(&format!("{text} {}", fact.value));
        Asked { id: &fact.head.id, is_card: false, words, answers }
    });
    let cards = content.cards.iter().map(|card| {
        let (text, answers): (String, Vec<String>) = match &card.body {
            CardBody::Basic { front, back } => {
                let answer =
                    back.split("**").nth(1).or_else(|| back.split(['.', '\n']).next()).unwrap_or_default();
                (format!("{front} {answer}"), vec![answer.replace('`', "")])
            }
            CardBody::Cloze { text, numbers, .. } => {
                let answers = numbers.iter().flat_map(|&number| cloze::answers(text, number));
                (cloze::shown(text), answers.map(|answer| answer.replace('`', "")).collect())
            }
        };
        let answers =
            answers.iter().map(|answer| plain(answer)).filter(|answer| !answer.is_empty()).collect();
        Asked { id: &card.head.id, is_card: true, words: meant(&text), answers }
    });
    facts.chain(cards).collect()
}

/// Finds cards that ask for what another item asks for. Facts are left to each other: theirs are alike by nature.
fn same_answers(content: &Content, findings: &mut Findings<'_>) {
    let asked = with_answers(content);
    let mut holders: HashMap<&str, f64> = HashMap::new();
    for word in asked.iter().flat_map(|asked| &asked.words) {
        *holders.entry(word).or_default() += 1.0;
    }
    let all = asked.len() as f64;
    let weight = |word: &String| (all / holders.get(word.as_str()).copied().unwrap_or(all)).ln().powi(2);
    let squares: Vec<f64> = asked.iter().map(|asked| asked.words.iter().map(weight).sum()).collect();
    let mut same: HashMap<&str, Vec<usize>> = HashMap::new();
    for (n, item) in asked.iter().enumerate() {
        let mut others: Vec<usize> =
            item.answers.iter().filter_map(|answer| same.get(answer.as_str())).flatten().copied().collect();
        others.sort_unstable();
        others.dedup();
        for other in others.into_iter().filter(|&other| item.is_card || asked[other].is_card) {
            let common: f64 = item.words.intersection(&asked[other].words).map(weight).sum();
            if common >= ALIKE * (squares[n] * squares[other]).sqrt() {
                findings.report(
                    "K02",
                    item.id,
                    format!("{} asks for the same in nearly its words", asked[other].id),
                );
            }
        }
        for answer in &item.answers {
            same.entry(answer).or_default().push(n);
        }
    }
}

fn near_duplicates(content: &Content, findings: &mut Findings<'_>) {
    let asked = asked(content);
    let shingles: Vec<HashSet<&[String]>> =
        asked.iter().map(|(_, words)| words.windows(SHINGLE.min(words.len()).max(1)).collect()).collect();
    let mut holders: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (n, set) in shingles.iter().enumerate() {
        for &shingle in set {
            holders.entry(shingle).or_default().push(n);
        }
    }
    for (n, set) in shingles.iter().enumerate() {
        let mut common: HashMap<usize, usize> = HashMap::new();
        for shingle in set {
            for &other in holders[shingle].iter().filter(|&&other| other < n) {
                *common.entry(other).or_default() += 1;
            }
        }
        for (other, common) in common {
            let union = set.len() + shingles[other].len() - common;
            if common as f64 / union as f64 >= SAME {
                findings.report("K01", asked[n].0, format!("it asks what {} asks", asked[other].0));
            }
        }
    }
}

/// Every text of an item that people read, with its id.
fn prose(content: &Content) -> Vec<(&str, &str)> {
    let mut texts: Vec<(&str, &str)> = Vec::new();
    for topic in &content.topics {
        texts.push((&topic.id, &topic.body));
    }
    for fact in &content.facts {
        let parts = [fact.ask.as_deref(), fact.note.as_deref()];
        texts.extend(parts.into_iter().flatten().map(|text| (fact.head.id.as_str(), text)));
    }
    for card in &content.cards {
        let parts = match &card.body {
            CardBody::Basic { front, back } => vec![front.as_str(), back],
            CardBody::Cloze { text, back, .. } => {
                [Some(text.as_str()), back.as_deref()].into_iter().flatten().collect()
            }
        };
        texts.extend(parts.into_iter().map(|text| (card.head.id.as_str(), text)));
    }
    for question in &content.questions {
        let options = question.options.iter().flat_map(|option| [option.text.as_str(), &option.why]);
        texts.extend(options.chain([question.stem.as_str()]).map(|text| (question.head.id.as_str(), text)));
    }
    texts
}

fn copies(content: &Content, references: &[String], findings: &mut Findings<'_>) {
    let theirs: Vec<Vec<String>> = references.iter().map(|text| words(text)).collect();
    let runs: HashSet<&[String]> = theirs.iter().flat_map(|words| words.windows(COPIED)).collect();
    if runs.is_empty() {
        return;
    }
    for (id, text) in prose(content) {
        let ours = words(&cloze::shown(text));
        if let Some(run) = ours.windows(COPIED).find(|run| runs.contains(run)) {
            findings.report("K04", id, format!("eight words stand elsewhere: {}", run.join(" ")));
        }
    }
}

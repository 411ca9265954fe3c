//! Rules over all content at once: nothing asked twice, nothing copied.

use std::collections::{HashMap, HashSet};

use crate::content::model::CardBody;
use crate::content::{Content, cloze};

use super::prose::words;
use super::{Context, Findings};

/// Words in a row that make a copy.
const COPIED: usize = 8;

/// Words in a row by which two items are compared.
const SHINGLE: usize = 3;

/// The share of common shingles from which on two items ask the same.
const SAME: f64 = 0.75;

pub(super) fn check(content: &Content, cx: &Context, findings: &mut Findings<'_>) {
    near_duplicates(content, findings);
    copies(content, &cx.references, findings);
}

/// What each fact and card asks, as words, code included.
fn asked(content: &Content) -> Vec<(&str, Vec<String>)> {
    let plain = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        parts.map(str::to_lowercase).collect()
    };
    let facts = content.facts.iter().map(|fact| {
        let text = fact.ask.clone().unwrap_or_else(|| format!("{} {}", fact.service, fact.name));
        (fact.head.id.as_str(), plain(&text))
    });
    let cards = content.cards.iter().map(|card| {
        let text = match &card.body {
            CardBody::Basic { front, .. } => front.clone(),
            CardBody::Cloze { text, .. } => cloze::shown(text),
        };
        (card.head.id.as_str(), plain(&text))
    });
    facts.chain(cards).collect()
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

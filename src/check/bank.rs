//! Rules over all content at once: nothing asked twice, nothing copied.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::content::model::CardBody;
use crate::content::{Content, cloze};

use super::anatomy::Anatomy;
use super::prose::{meant, names, words};
use super::thresholds::{
    CARD_COSINE, CARD_SAME, CARD_SHINGLE, COPIED, STEM_ALIKE, STEM_COSINE, STEM_SAME, STEM_SHINGLE,
};
use super::{Context, Findings};

pub(super) fn check(content: &Content, questions: &[Anatomy<'_>], cx: &Context, findings: &mut Findings<'_>) {
    near_duplicates(content, findings);
    near_stems(questions, findings);
    same_answers(&with_answers(content), CARD_COSINE, true, findings);
    same_answers(&with_keys(questions, cx), STEM_COSINE, false, findings);
    copies(content, &cx.references, findings);
}

/// The words of a text in lower case, code included.
fn plain(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect()
}

/// What each fact and card asks, as words.
fn asked(content: &Content) -> Vec<(&str, Vec<String>)> {
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

/// An item by its words and its answers.
struct Asked<'a> {
    id: &'a str,
    is_fact: bool,
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
        Asked { id: &fact.head.id, is_fact: true, words, answers }
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
        Asked { id: &card.head.id, is_fact: false, words: meant(&text), answers }
    });
    facts.chain(cards).collect()
}

/// Questions by their stems; all keys together, with the services that are named, are the answer.
fn with_keys<'a>(questions: &[Anatomy<'a>], cx: &Context) -> Vec<Asked<'a>> {
    let keys_of = |question: &Anatomy<'_>| {
        let mut keys: Vec<String> = question.keys().map(|part| part.tokens.join(" ")).collect();
        keys.sort_unstable();
        keys.join("\n")
    };
    let mut holders: HashMap<String, usize> = HashMap::new();
    for question in questions {
        *holders.entry(keys_of(question)).or_default() += 1;
    }
    let of = |question: &Anatomy<'a>| {
        let mut answer = keys_of(question);
        let texts = || question.keys().map(|part| part.shown.as_str()).chain([question.stem]);
        // Services are looked for only where another question has the same keys.
        if holders.get(&answer).is_some_and(|&count| count > 1) {
            let named = |service: &&String| texts().any(|text| names(text, service));
            cx.services.iter().filter(named).for_each(|service| answer.extend(["\n", service]));
        }
        let answers = BTreeSet::from([answer]);
        Asked { id: question.id(), is_fact: false, words: meant(question.stem), answers }
    };
    questions.iter().map(of).collect()
}

/// Finds items that ask for what another asks for. Facts are left to each other: theirs are alike by nature.
fn same_answers(asked: &[Asked<'_>], least: f64, by_rarity: bool, findings: &mut Findings<'_>) {
    let mut holders: HashMap<&str, f64> = HashMap::new();
    for word in asked.iter().flat_map(|asked| &asked.words) {
        *holders.entry(word).or_default() += 1.0;
    }
    let all = asked.len() as f64;
    let weight = |word: &String| match holders.get(word.as_str()) {
        Some(holders) if by_rarity => (all / holders).ln().powi(2),
        _ => 1.0,
    };
    let squares: Vec<f64> = asked.iter().map(|asked| asked.words.iter().map(weight).sum()).collect();
    let mut same: HashMap<&str, Vec<usize>> = HashMap::new();
    for (n, item) in asked.iter().enumerate() {
        let mut others: Vec<usize> =
            item.answers.iter().filter_map(|answer| same.get(answer.as_str())).flatten().copied().collect();
        others.sort_unstable();
        others.dedup();
        for other in others.into_iter().filter(|&other| !(item.is_fact && asked[other].is_fact)) {
            let common: f64 = item.words.intersection(&asked[other].words).map(weight).sum();
            if common > 0.0 && common >= least * (squares[n] * squares[other]).sqrt() {
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
    for (n, other, share) in alike(&asked, CARD_SHINGLE) {
        if share >= CARD_SAME {
            findings.report("K01", asked[n].0, format!("it asks what {} asks", asked[other].0));
        }
    }
}

fn near_stems(questions: &[Anatomy<'_>], findings: &mut Findings<'_>) {
    let stems: Vec<(&str, Vec<String>)> =
        questions.iter().map(|question| (question.id(), plain(question.stem))).collect();
    for (n, other, share) in alike(&stems, STEM_SHINGLE) {
        let message =
            || format!("its stem shares {:.0} % of its runs of words with {}", 100.0 * share, stems[other].0);
        if share >= STEM_SAME {
            findings.report("K01", stems[n].0, message());
        } else if share >= STEM_ALIKE {
            findings.warn("K01", stems[n].0, message());
        }
    }
}

/// Pairs of texts that have runs of `length` words in common, the later first, with the share of all their runs.
fn alike(asked: &[(&str, Vec<String>)], length: usize) -> Vec<(usize, usize, f64)> {
    let shingles: Vec<HashSet<&[String]>> =
        asked.iter().map(|(_, words)| words.windows(length.min(words.len()).max(1)).collect()).collect();
    let mut holders: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (n, set) in shingles.iter().enumerate() {
        for &shingle in set {
            holders.entry(shingle).or_default().push(n);
        }
    }
    let mut pairs = Vec::new();
    for (n, set) in shingles.iter().enumerate() {
        let mut common: HashMap<usize, usize> = HashMap::new();
        for shingle in set {
            for &other in holders[shingle].iter().filter(|&&other| other < n) {
                *common.entry(other).or_default() += 1;
            }
        }
        for (other, common) in common {
            let union = set.len() + shingles[other].len() - common;
            pairs.push((n, other, common as f64 / union as f64));
        }
    }
    pairs.sort_unstable_by_key(|&(n, other, _)| (n, other));
    pairs
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

//! Whether a number in a text is that of the fact it speaks of.
//!
//! A sentence speaks of a fact when enough of the fact's name stands in it: names are compared word by word, and a word
//! that few facts of the service share counts for more. Its quantities of that fact's kind must then be the value of some
//! fact that the sentence may mean; an earlier value passes where the sentence looks back. What is called a default must be
//! a default's value, what is called a maximum none. Scenarios are free to have numbers of their own: there only what is
//! called a limit or a default is held to the facts.

mod claim;
mod facts;
mod questions;

use crate::content::model::{Card, CardBody, Fact, Question};
use crate::content::{Content, cloze};

use self::claim::{Claim, claim, has_role};
use self::facts::{Facts, Spoken};
use super::anatomy::Anatomy;
use super::prose::{LOOKS_BACK, Sentence, meant, sentences};
use super::quantity::Quantity;
use super::{Context, Findings};

/// Marks and words of a worked example.
const EXAMPLES: &[&str] = &["example", "examples", "say", "such as", "would"];

/// A text of an item.
struct Passage<'a> {
    id: &'a str,
    topic: &'a str,
    text: String,
    /// What it is read with: the front of a back, the name of a fact.
    about: String,
    /// Numbers that are the scenario's own.
    given: Vec<Quantity>,
    kind: Passages,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Passages {
    /// States how things are.
    Statement,
    /// Tells of a case, or explains an answer to it: only what is called a limit counts.
    Scenario,
    /// Says more about a fact whose own number stands elsewhere.
    Note,
}

pub(super) fn check(content: &Content, asked: &[Anatomy<'_>], cx: &Context, findings: &mut Findings<'_>) {
    let facts = Facts::new(content, cx);
    questions::check(content, asked, &facts, cx, findings);
    let mut passages = Vec::new();
    for topic in &content.topics {
        passages.push(Passage::of(&topic.id, &topic.id, &topic.body, "", Passages::Statement));
    }
    for fact in &content.facts {
        of_fact(fact, &facts, &mut passages);
    }
    for card in &content.cards {
        of_card(card, &facts, &mut passages);
    }
    for question in &content.questions {
        of_question(question, &facts, &mut passages);
    }
    for passage in &passages {
        for sentence in sentences(&passage.text) {
            for quantity in facts.quantities(&sentence.text) {
                judge(passage, &sentence, &quantity, &facts, findings);
            }
        }
    }
}

impl<'a> Passage<'a> {
    fn of(id: &'a str, topic: &'a str, text: &str, about: &str, kind: Passages) -> Self {
        Self { id, topic, text: text.to_owned(), about: about.to_owned(), given: Vec::new(), kind }
    }
}

fn of_fact<'a>(fact: &'a Fact, facts: &Facts<'_>, passages: &mut Vec<Passage<'a>>) {
    let (id, topic) = (&fact.head.id, &fact.head.topic);
    if let Some(note) = &fact.note {
        let values = fact.was.iter().map(|earlier| &earlier.value).chain([&fact.value]);
        let given = values.flat_map(|value| facts.quantities(value)).collect();
        passages.push(Passage { given, ..Passage::of(id, topic, note, &fact.name, Passages::Note) });
    }
    if let Some(ask) = &fact.ask {
        passages.push(Passage::of(id, topic, ask, &fact.name, Passages::Scenario));
    }
}

fn of_card<'a>(card: &'a Card, facts: &Facts<'_>, passages: &mut Vec<Passage<'a>>) {
    let (id, topic) = (&card.head.id, &card.head.topic);
    match &card.body {
        CardBody::Basic { front, back } => {
            passages.push(Passage::of(id, topic, front, "", Passages::Scenario));
            let given = facts.quantities(front);
            passages.push(Passage { given, ..Passage::of(id, topic, back, front, Passages::Statement) });
        }
        CardBody::Cloze { text, back, .. } => {
            let text = cloze::shown(text);
            passages.push(Passage::of(id, topic, &text, "", Passages::Statement));
            let back = back.iter().map(|back| Passage::of(id, topic, back, &text, Passages::Statement));
            passages.extend(back);
        }
    }
}

fn of_question<'a>(question: &'a Question, facts: &Facts<'_>, passages: &mut Vec<Passage<'a>>) {
    let (id, topic) = (&question.head.id, &question.head.topic);
    let data = question.data.iter().chain([&question.stem]).flat_map(|text| facts.quantities(text));
    let given: Vec<Quantity> = data.collect();
    for option in &question.options {
        let about = format!("{} {}", question.stem, option.text);
        let given = given.iter().cloned().chain(facts.quantities(&option.text)).collect();
        passages.push(Passage { given, ..Passage::of(id, topic, &option.why, &about, Passages::Scenario) });
    }
}

/// Reports a quantity that the facts which its sentence speaks of do not have.
fn judge(
    passage: &Passage<'_>,
    sentence: &Sentence,
    quantity: &Quantity,
    facts: &Facts<'_>,
    findings: &mut Findings<'_>,
) {
    let claim = claim(quantity);
    let is_count_in_words = quantity.is_spelled && !quantity.kind.is_measured();
    let needs_claim = passage.kind == Passages::Scenario || is_count_in_words;
    let is_given = passage.given.iter().any(|given| given.is_same(quantity));
    if (needs_claim && claim.is_none()) || is_given || is_example(sentence, quantity) {
        return;
    }
    let read = format!("{} {}", sentence.about, sentence.text);
    let spoken = spoken_of(passage, &read, claim, facts);
    let fits = |spoken: &&Spoken<'_>| has_role(spoken.known.fact, claim);
    let meant = spoken.iter().filter(fits).filter(|spoken| spoken.is_meant && spoken.known.is_of(quantity));
    let Some(best) = meant.max_by(|one, other| one.share.total_cmp(&other.share)) else { return };
    let looks_back = looks_back(&read);
    let has = |spoken: &Spoken<'_>| {
        let earlier = spoken.known.earlier.iter().filter(|_| looks_back);
        let own = spoken.known.now.iter().chain(earlier).filter(|_| has_role(spoken.known.fact, claim));
        own.chain(&spoken.known.beside).any(|value| value.is_same(quantity))
    };
    if !spoken.iter().any(has) {
        let fact = best.known.fact;
        let stands = format!("{} stands in: {}", quantity.text, sentence.text);
        findings.report("F07", passage.id, format!("{} is {}, but {stands}", fact.head.id, fact.value));
    }
}

/// The facts that `read`, a sentence of `passage`, may speak of.
fn spoken_of<'f>(
    passage: &Passage<'_>,
    read: &str,
    claim: Option<Claim>,
    facts: &'f Facts<'f>,
) -> Vec<Spoken<'f>> {
    // A note stands beside a number of its own, so its name is only taken along by what is called a default or a limit.
    let is_apart = passage.kind == Passages::Note && claim.is_none();
    let text = if is_apart { read.to_owned() } else { format!("{} {read}", passage.about) };
    let mut words = meant(&text);
    if claim.is_some() && passage.kind == Passages::Statement {
        words.extend(facts.title(passage.topic).cloned());
    }
    facts.spoken(passage, &text, &words)
}

/// Whether the sentence calculates, quotes the number as a setting, or gives it as an example.
fn is_example(sentence: &Sentence, quantity: &Quantity) -> bool {
    let before = format!("{} {}", sentence.about.to_lowercase(), quantity.before);
    let padded = format!(" {} ", before.replace(|c: char| !c.is_alphanumeric(), " "));
    let is_quoted = quantity.before.matches('“').count() > quantity.before.matches('”').count();
    is_quoted
        || sentence.text.contains(['=', '×'])
        || EXAMPLES.iter().any(|word| padded.contains(&format!(" {word} ")))
}

/// Whether a sentence tells of former times.
fn looks_back(text: &str) -> bool {
    let is_year =
        |word: &str| word.len() == 4 && word.parse().is_ok_and(|year: u16| (1990..2100).contains(&year));
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).any(|word| LOOKS_BACK.contains(&word) || is_year(word))
}

//! What can be found: facts, topics and cards, with the words that lead to them and where those stand.

use std::collections::HashMap;

use crate::content::model::{CardBody, Fact, FactKind};
use crate::content::{Body, ItemIndex, Library, Reader};

use super::quantity::{self, Dimension, Quantity};
use super::vocabulary::{Vocabulary, WordId};
use super::{Found, words};

// What a word counts for where it stands.
const NAME: f32 = 1.0;
const VALUE: f32 = 0.92;
const SERVICE: f32 = 0.9;
const ALSO: f32 = 0.88;
const EARLIER: f32 = 0.75;
const ASK: f32 = 0.6;
const ID: f32 = 0.55;
const TOPIC: f32 = 0.45;
const NOTE: f32 = 0.35;

/// A bound, the other bound, what holds when nothing is set, or something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Max,
    Min,
    Default,
    Other,
}

/// What a value measures: what `how long`, `how big` and `how many` ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    Time,
    Size,
    Number,
    Other,
}

/// What a fact's name and kind tell about it.
#[derive(Debug, Clone)]
pub(super) struct About {
    pub(super) service: Option<usize>,
    pub(super) role: Role,
    /// The bounds and the default that the name speaks of, whatever the role.
    pub(super) says: Vec<Role>,
    pub(super) measure: Measure,
    pub(super) is_limit: bool,
    pub(super) tier: u8,
    /// The amounts in its values and words, each with what it counts for.
    pub(super) quantities: Vec<(Quantity, f32)>,
}

/// Something that can be found.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) found: Found,
    /// The words of its name or title.
    pub(super) name: Vec<WordId>,
    /// The words of its value: what is counted.
    pub(super) value: Vec<WordId>,
    /// Of a fact.
    pub(super) about: Option<About>,
}

impl Entry {
    fn new(found: Found, about: Option<About>) -> Self {
        Self { found, name: Vec::new(), value: Vec::new(), about }
    }
}

/// Where a word stands, as far as an entry keeps that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Name,
    Value,
    Elsewhere,
}

/// The vocabulary while it is made, and the words of one entry after the other.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) vocabulary: Vocabulary,
    /// The words of the entry, what each counts for, and where it stands.
    pub(super) list: Vec<(WordId, f32, Place)>,
    /// By topic, once they were needed: the words of its title and of its section's.
    headings: HashMap<usize, Vec<WordId>>,
}

impl Words {
    fn add(&mut self, text: &str, weight: f32) {
        words::each(text, |word| self.push(word, weight, Place::Elsewhere));
    }

    /// Words among which there are names of the interface, such as `BatchGetItem`.
    fn add_with_parts(&mut self, text: &str, weight: f32) {
        self.add(text, weight);
        words::each_part(text, |part| self.push(part, weight, Place::Elsewhere));
    }

    /// The words of the name, but for those that are in all names. A compound is there with its parts.
    fn add_name(&mut self, text: &str, weight: f32) {
        let is_common = |word: &str| role_of(word).is_some() || word == "quota";
        let place = |word: &str| if is_common(word) { Place::Elsewhere } else { Place::Name };
        for run in text.split(char::is_whitespace) {
            let mut parts = 0;
            words::each_part(run, |part| {
                parts += 1;
                self.push(part, weight, place(part));
            });
            words::each(run, |word| {
                self.push(word, weight, if parts == 0 { place(word) } else { Place::Elsewhere });
            });
        }
    }

    fn add_value(&mut self, value: &str, weight: f32, place: Place) {
        words::each(value, |word| self.push(word, weight, place));
    }

    /// The topic that an item stands under, and its section: the same for many.
    fn add_headings(&mut self, library: &Library, item: ItemIndex) {
        let topic = library.item(item).topic;
        if !self.headings.contains_key(&topic) {
            let (title, section) = headings(library, topic);
            let mut ids = Vec::new();
            for text in [title, section] {
                words::each(text, |word| ids.extend(self.vocabulary.add(word)));
            }
            self.headings.insert(topic, ids);
        }
        let ids = self.headings.get(&topic).into_iter().flatten();
        self.list.extend(ids.map(|&word| (word, TOPIC, Place::Elsewhere)));
    }

    fn push(&mut self, word: &str, weight: f32, place: Place) {
        // Idle words are found nowhere.
        if let Some(word) = self.vocabulary.add(word) {
            self.list.push((word, weight, place));
        }
    }
}

/// The titles of a topic and of its section.
fn headings(library: &Library, topic: usize) -> (&str, &str) {
    let topic = &library.content().topics[topic];
    (&topic.title, library.section_of(topic).map_or("", |section| &section.title))
}

/// Gathers the words of a fact. Of its values, the one that the reader is asked for counts most.
pub(super) fn of_fact(
    library: &Library,
    item: ItemIndex,
    fact: &Fact,
    service: Option<usize>,
    reader: Reader,
    words: &mut Words,
) -> Entry {
    let asked = reader.facts_as_of.map_or(fact.value.as_str(), |day| fact.value_on(day));
    words.add_name(&fact.name, NAME);
    words.add(&fact.service, SERVICE);
    fact.also.iter().for_each(|also| words.add_with_parts(also, ALSO));
    words.add(&fact.head.id, ID);
    words.add(fact.ask.as_deref().unwrap_or_default(), ASK);
    words.add_headings(library, item);
    words.add(fact.note.as_deref().unwrap_or_default(), NOTE);
    let mut quantities = Vec::new();
    for value in fact.was.iter().map(|earlier| &earlier.value).chain([&fact.value]) {
        let (weight, place) =
            if value == asked { (VALUE, Place::Value) } else { (EARLIER, Place::Elsewhere) };
        words.add_value(value, weight, place);
        quantities.extend(quantity::all(value).into_iter().map(|quantity| (quantity, weight)));
    }
    let in_words = fact.also.iter().map(|also| (also, ALSO)).chain([(&fact.name, NAME)]);
    for (text, weight) in in_words.filter(|(text, _)| text.bytes().any(|b| b.is_ascii_digit())) {
        quantities.extend(quantity::all(text).into_iter().map(|quantity| (quantity, weight)));
    }
    let says = says(&fact.name);
    let about = About {
        service,
        role: role(fact.kind, &says),
        says,
        measure: measure(asked),
        is_limit: fact.kind == FactKind::Limit,
        tier: library.tier(item).0,
        quantities,
    };
    Entry::new(Found::Fact(item), Some(about))
}

/// Gathers the words of a topic: its title and its section.
pub(super) fn of_topic(library: &Library, n: usize, words: &mut Words) -> Entry {
    let (title, section) = headings(library, n);
    words.add_name(title, NAME);
    words.add(section, ALSO);
    words.add(&library.content().topics[n].id, ID);
    Entry::new(Found::Topic(n), None)
}

/// Gathers the words of a card: what it asks, its answer, and the topic it stands under.
pub(super) fn of_card(library: &Library, item: ItemIndex, words: &mut Words) -> Entry {
    if let Body::Card(n) | Body::Cloze(n, _) = library.item(item).body {
        match &library.content().cards[n].body {
            CardBody::Basic { front, back } => {
                words.add_with_parts(front, ALSO);
                // The answer is strong; the why that follows it says too much.
                let answer = back.strip_prefix("**").and_then(|back| back.split('*').next());
                words.add_with_parts(answer.unwrap_or_default(), ASK);
            }
            CardBody::Cloze { text, .. } => words.add_with_parts(text, ALSO),
        }
    }
    words.add_headings(library, item);
    Entry::new(Found::Card(item), None)
}

/// Which bound, or the default, a word speaks of.
pub(super) fn role_of(word: &str) -> Option<Role> {
    Some(match word {
        "max" | "maximum" | "maximal" | "most" | "largest" | "longest" | "highest" | "biggest"
        | "greatest" | "upper" => Role::Max,
        "min" | "minimum" | "minimal" | "least" | "smallest" | "shortest" | "lowest" | "fewest" | "lower" => {
            Role::Min
        }
        "default" | "defaults" | "defaulted" => Role::Default,
        _ => return None,
    })
}

fn says(name: &str) -> Vec<Role> {
    let mut says = Vec::new();
    words::each(name, |word| says.extend(role_of(word)));
    // A default quota is a bound.
    if name.contains("default quota") {
        says.retain(|&role| role != Role::Default);
        says.push(Role::Max);
    }
    says
}

fn role(kind: FactKind, says: &[Role]) -> Role {
    match kind {
        FactKind::Default => Role::Default,
        _ if says.contains(&Role::Min) => Role::Min,
        FactKind::Limit => Role::Max,
        FactKind::Figure => says.first().copied().unwrap_or(Role::Other),
    }
}

fn measure(value: &str) -> Measure {
    match quantity::all(value).first() {
        Some(Quantity { unit: Some(unit), .. }) if unit.dimension == Dimension::Time => Measure::Time,
        Some(Quantity { unit: Some(_), .. }) => Measure::Size,
        Some(_) => Measure::Number,
        None => Measure::Other,
    }
}

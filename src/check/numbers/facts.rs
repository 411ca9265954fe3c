//! The facts that a sentence may speak of, recognised by the words of their names.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::check::Context;
use crate::check::prose::{meant, names};
use crate::check::quantity::{Quantity, counted, quantities};
use crate::content::Content;
use crate::content::model::{Fact, Topic};

use super::{Passage, Passages};

/// The share of a fact's name from which on a text of its topic speaks of it; and a text of another topic, or a note, which
/// speaks of its own fact first.
const OWN: f64 = 0.35;
const OTHER: f64 = 0.6;

/// Words of its name by which a fact is recognised outside its topic.
const RECOGNISED: usize = 2;

/// What the title of a topic adds to the words of its sentences.
const TITLE: f64 = 0.5;

/// What a phrase of `also` adds.
const ALSO: f64 = 0.25;

/// Words of a name that tell what sort of number it is, not of what.
const ROLES: &[&str] = &[
    "default", "duration", "earliest", "hard", "largest", "least", "length", "limit", "longest", "lower",
    "max", "maximum", "min", "minimum", "most", "number", "period", "quota", "interval", "shortest", "size",
    "smallest", "soft", "time", "typical", "upper",
];

/// A fact and what it is recognised by.
pub(super) struct Known<'a> {
    /// The fact.
    pub fact: &'a Fact,
    /// Its value.
    pub now: Vec<Quantity>,
    /// The values it had.
    pub earlier: Vec<Quantity>,
    /// The numbers of its note: what goes with it.
    pub beside: Vec<Quantity>,
    /// The words of its name, with weights that add up to 1.
    name: Vec<(String, f64)>,
    also: Vec<BTreeSet<String>>,
}

/// By service and word, how many names of facts hold it.
type Holders<'a> = HashMap<(&'a str, String), f64>;

/// The words by which a fact's name tells it from others.
fn of_name(fact: &Fact) -> BTreeSet<String> {
    meant(&fact.name).into_iter().filter(|word| !ROLES.contains(&word.as_str())).collect()
}

impl<'a> Known<'a> {
    fn of(fact: &'a Fact, nouns: &HashSet<String>, holders: &Holders<'a>) -> Self {
        let holders = |word: &str| holders.get(&(fact.service.as_str(), word.to_owned())).map_or(1.0, |n| *n);
        let weight = |word: &String| holders(word).powf(-0.5);
        let whole: f64 = of_name(fact).iter().map(weight).sum();
        let phrases = fact.also.iter().filter(|phrase| !phrase.contains(|c: char| c.is_ascii_digit()));
        Self {
            fact,
            now: quantities(&fact.value, nouns),
            earlier: fact.was.iter().flat_map(|earlier| quantities(&earlier.value, nouns)).collect(),
            beside: fact.note.as_deref().map(|note| quantities(note, nouns)).unwrap_or_default(),
            name: of_name(fact).into_iter().map(|word| (word.clone(), weight(&word) / whole)).collect(),
            also: phrases.map(|phrase| meant(phrase)).filter(|words| !words.is_empty()).collect(),
        }
    }

    /// How far `words` name the fact, from 0 to 1, and by how many words of its name.
    fn named(&self, words: &BTreeSet<String>, title: &BTreeSet<String>) -> (f64, usize) {
        let share = |of: &dyn Fn(&String) -> bool| -> f64 {
            self.name.iter().filter(|(word, _)| of(word)).map(|(_, weight)| weight).sum()
        };
        let here = share(&|word| words.contains(word));
        let by_title = if here > 0.0 {
            TITLE * share(&|word| !words.contains(word) && title.contains(word))
        } else {
            0.0
        };
        let phrases = self.also.iter().filter(|phrase| phrase.is_subset(words)).count();
        let hits = self.name.iter().filter(|(word, _)| words.contains(word)).count();
        ((here + by_title + ALSO * phrases as f64).min(1.0), hits)
    }

    /// Whether its value measures what `quantity` measures.
    pub(super) fn is_of(&self, quantity: &Quantity) -> bool {
        self.now.iter().any(|now| now.kind == quantity.kind)
    }
}

/// All facts, and how to find those that a text may speak of.
pub(super) struct Facts<'a> {
    all: Vec<Known<'a>>,
    nouns: HashSet<String>,
    /// For each topic the words of its title, and the services of its facts.
    topics: HashMap<&'a str, (BTreeSet<String>, BTreeSet<&'a str>)>,
    services: Vec<&'a str>,
    /// For each topic its section.
    sections: HashMap<&'a str, &'a str>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(content: &'a Content, cx: &'a Context) -> Self {
        let values = |fact: &'a Fact| {
            let earlier = fact.was.iter().map(|earlier| &earlier.value);
            earlier.chain([&fact.value]).map(AsRef::as_ref)
        };
        let nouns: HashSet<String> = content.facts.iter().flat_map(values).filter_map(counted).collect();
        let mut holders = Holders::new();
        for fact in &content.facts {
            for word in of_name(fact) {
                *holders.entry((&fact.service, word)).or_default() += 1.0;
            }
        }
        let topic = |topic: &'a Topic| (topic.id.as_str(), (meant(&topic.title), BTreeSet::new()));
        let mut topics: HashMap<&str, (BTreeSet<String>, BTreeSet<&str>)> =
            content.topics.iter().map(topic).collect();
        for fact in &content.facts {
            topics.entry(&fact.head.topic).or_default().1.insert(&fact.service);
        }
        let all = content.facts.iter().map(|fact| Known::of(fact, &nouns, &holders)).collect();
        let sections = content.topics.iter().map(|topic| (topic.id.as_str(), topic.section.as_str()));
        let services = cx.services.iter().map(String::as_str).collect();
        Self { all, nouns, topics, services, sections: sections.collect() }
    }

    /// The words of a topic's title.
    pub(super) fn title(&self, topic: &str) -> impl Iterator<Item = &String> {
        self.topics.get(topic).into_iter().flat_map(|(title, _)| title)
    }

    pub(super) fn quantities(&self, text: &str) -> Vec<Quantity> {
        quantities(text, &self.nouns)
    }

    /// The ids of facts that have the value `quantity`: those of a topic, then those of its section.
    pub(super) fn with_value<'f>(
        &'f self,
        quantity: &Quantity,
        topic: &str,
        section: &str,
    ) -> impl Iterator<Item = &'f str> {
        let has =
            |known: &&Known<'_>| known.now.iter().chain(&known.earlier).any(|value| value.is_same(quantity));
        let mut found: Vec<&Known<'_>> = self.all.iter().filter(has).collect();
        let rank = |known: &&Known<'_>| {
            (known.fact.head.topic != topic, !self.is_in(&known.fact.head.topic, section))
        };
        found.retain(|known| !rank(known).0 || !rank(known).1);
        found.sort_by_key(rank);
        found.into_iter().map(|known| known.fact.head.id.as_str())
    }

    fn is_in(&self, topic: &str, section: &str) -> bool {
        self.sections.get(topic).is_some_and(|of| *of == section)
    }

    /// The facts that a sentence of `passage` may speak of: those of its topic, those of its services that share a word with
    /// it, and all of the services that it names.
    pub(super) fn spoken<'f>(
        &'f self,
        passage: &Passage<'_>,
        text: &str,
        words: &BTreeSet<String>,
    ) -> Vec<Spoken<'f>> {
        let none = Default::default();
        let (title, services) = self.topics.get(passage.topic).unwrap_or(&none);
        let is_note = passage.kind == Passages::Note;
        let named: HashSet<&str> =
            self.services.iter().filter(|service| !is_note && names(text, service)).copied().collect();
        let spoken = |known: &'f Known<'f>| {
            let fact = known.fact;
            let is_own = fact.head.topic == passage.topic;
            let is_near = services.contains(fact.service.as_str());
            if !(is_own || is_near || named.contains(fact.service.as_str())) {
                return None;
            }
            let (share, hits) = known.named(words, if is_own { title } else { &none.0 });
            let is_meant =
                if is_own && !is_note { share >= OWN } else { share >= OTHER && hits >= RECOGNISED };
            (is_own || !is_near || share > 0.0).then_some(Spoken { known, share, is_meant })
        };
        self.all.iter().filter(|known| known.fact.head.id != passage.id).filter_map(spoken).collect()
    }
}

/// A fact that a sentence may speak of.
pub(super) struct Spoken<'a> {
    /// The fact.
    pub known: &'a Known<'a>,
    /// How much of its name the sentence holds.
    pub share: f64,
    /// Whether that is enough to hold the sentence to its value.
    pub is_meant: bool,
}

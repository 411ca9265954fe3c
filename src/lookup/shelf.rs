//! One kind of thing to look up, with the places of all its words: facts, or topics and cards.

use crate::content::{Body, Library, Reader};

use super::entry::{self, Entry, Place, Words};
use super::query::{Query, ServiceName};
use super::vocabulary::{Vocabulary, WordId};
use super::{Hit, rank};

/// Where a word stands, and how much that counts: an entry lists each of its words once, at its best place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting {
    pub(super) entry: u32,
    pub(super) weight: f32,
}

/// Where words stand, in the order they were read.
#[derive(Debug, Default)]
struct Places {
    all: Vec<(WordId, Posting)>,
    /// By word, the last of its places.
    last: Vec<Option<usize>>,
}

/// Facts, or topics and cards, that can be looked up.
#[derive(Debug)]
pub struct Shelf {
    pub(super) vocabulary: Vocabulary,
    /// The places of all words, word by word, and where those of each begin.
    postings: Vec<Posting>,
    begins: Vec<usize>,
    /// By word: ln(1 + entries ÷ entries with it).
    rarity: Vec<f32>,
    /// In course order.
    pub(super) entries: Vec<Entry>,
    /// The services that facts name, in order of their first fact.
    pub(super) services: Vec<String>,
    pub(super) service_names: Vec<ServiceName>,
}

impl Shelf {
    /// Reads the facts. Of a fact's values, the one that `reader` is asked for counts most.
    pub fn of_facts(library: &Library, reader: Reader) -> Self {
        let (mut shelf, mut words, mut places) = Self::begin(library);
        for (item, body) in library.items().map(|(index, item)| (index, item.body)) {
            if let Body::Fact(n) = body {
                let fact = &library.content().facts[n];
                let service = shelf.services.iter().position(|name| *name == fact.service);
                let entry = entry::of_fact(library, item, fact, service, reader, &mut words);
                shelf.add(entry, &mut words, &mut places);
            }
        }
        shelf.finish(words.vocabulary, &places)
    }

    /// Reads all topics, and the cards under those topics that `with_cards` names by their index.
    pub fn of_others(library: &Library, with_cards: impl Fn(usize) -> bool) -> Self {
        let (mut shelf, mut words, mut places) = Self::begin(library);
        for n in 0..library.content().topics.len() {
            let entry = entry::of_topic(library, n, &mut words);
            shelf.add(entry, &mut words, &mut places);
        }
        let mut cloze = None;
        let items = library.items().filter(|(_, item)| with_cards(item.topic));
        for (item, body) in items.map(|(index, item)| (index, item.body)) {
            // The deletions of a card stand in a row: the first stands for all.
            match body {
                Body::Cloze(n, _) if cloze == Some(n) => continue,
                Body::Cloze(n, _) => cloze = Some(n),
                Body::Card(_) => {}
                Body::Fact(_) | Body::Question(_) | Body::Problem(_) => continue,
            }
            let entry = entry::of_card(library, item, &mut words);
            shelf.add(entry, &mut words, &mut places);
        }
        shelf.finish(words.vocabulary, &places)
    }

    fn begin(library: &Library) -> (Self, Words, Places) {
        let mut services: Vec<String> = Vec::new();
        for fact in &library.content().facts {
            if !services.iter().any(|service| fact.service == *service) {
                services.push(fact.service.to_string());
            }
        }
        let shelf = Self {
            vocabulary: Vocabulary::default(),
            postings: Vec::new(),
            begins: Vec::new(),
            rarity: Vec::new(),
            entries: Vec::new(),
            service_names: ServiceName::all(&services),
            services,
        };
        (shelf, Words::default(), Places::default())
    }

    /// Adds an entry with the words that were gathered for it.
    fn add(&mut self, mut entry: Entry, words: &mut Words, places: &mut Places) {
        let number = self.entries.len() as u32;
        places.last.resize(words.vocabulary.len(), None);
        for (word, weight, place) in words.list.drain(..) {
            match place {
                Place::Name => entry.name.push(word),
                Place::Value => entry.value.push(word),
                Place::Elsewhere => {}
            }
            let last = &mut places.last[word.0];
            let known = last.map(|last| &mut places.all[last].1).filter(|posting| posting.entry == number);
            if let Some(posting) = known {
                posting.weight = posting.weight.max(weight);
            } else {
                *last = Some(places.all.len());
                places.all.push((word, Posting { entry: number, weight }));
            }
        }
        entry.name.sort_unstable();
        entry.name.dedup();
        self.entries.push(entry);
    }

    /// Puts the places of each word together, in the order of the entries.
    fn finish(mut self, vocabulary: Vocabulary, places: &Places) -> Self {
        self.vocabulary = vocabulary;
        let mut counts = vec![0_usize; self.vocabulary.len()];
        for (word, _) in &places.all {
            counts[word.0] += 1;
        }
        let all = self.entries.len() as f32;
        self.rarity = counts.iter().map(|&count| (1.0 + all / count.max(1) as f32).ln()).collect();
        let mut end = 0;
        for count in counts {
            self.begins.push(end);
            end += count;
        }
        self.postings = vec![Posting { entry: 0, weight: 0.0 }; places.all.len()];
        let mut next = self.begins.clone();
        for &(word, posting) in &places.all {
            self.postings[next[word.0]] = posting;
            next[word.0] += 1;
        }
        self.begins.push(end);
        self
    }

    /// Returns what answers the query: up to `limit`, best first.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        rank::best(self, &Query::read(query, self), rank::Least::Answer, limit)
    }

    /// Returns what comes nearest to a query that [`Shelf::search`] has no answer to.
    pub fn nearest(&self, query: &str, limit: usize) -> Vec<Hit> {
        let hits = rank::best(self, &Query::read(query, self), rank::Least::Anything, limit);
        if !hits.is_empty() {
            return hits;
        }
        rank::best(self, &Query::resembling(query, self), rank::Least::Anything, limit)
    }

    /// The fewer entries have a word, the more it tells.
    pub(super) fn rarity(&self, word: WordId) -> f32 {
        self.rarity[word.0]
    }

    pub(super) fn postings(&self, word: WordId) -> &[Posting] {
        &self.postings[self.begins[word.0]..self.begins[word.0 + 1]]
    }
}

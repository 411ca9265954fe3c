//! Looking things up: an index over all facts, topics and cards, and the ranking of what a learner types.
//!
//! Pure. [`Index::new`] is made once; [`Index::search`] may follow every keystroke. A query is a set of words: their order
//! never matters. What each of them can mean (a service, a nickname, an amount, `default`) is `query`'s affair, how near a
//! typed word is to a written one `vocabulary`'s, and what an entry is worth `rank`'s.

mod entry;
mod nicknames;
mod quantity;
mod query;
mod rank;
mod shelf;
mod subsequence;
mod vocabulary;
mod words;

#[cfg(test)]
mod tests;

use crate::content::{ItemIndex, Library, Reader};

pub use shelf::Shelf;

/// What a query found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Found {
    /// A fact, by its item.
    Fact(ItemIndex),
    /// A topic, as an index into the library's topics.
    Topic(usize),
    /// A card; of a cloze card its first deletion.
    Card(ItemIndex),
}

impl Found {
    /// Whether it is a fact.
    pub fn is_fact(self) -> bool {
        matches!(self, Self::Fact(_))
    }

    /// Returns the item, which a topic is not.
    pub fn item(self) -> Option<ItemIndex> {
        match self {
            Self::Fact(item) | Self::Card(item) => Some(item),
            Self::Topic(_) => None,
        }
    }
}

/// One thing found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub found: Found,
    /// How well it answers, 0 to 1,000. Only the order among facts, or among topics and cards, means something.
    pub score: u16,
}

/// All that can be looked up.
#[derive(Debug)]
pub struct Index {
    facts: Shelf,
    others: Shelf,
}

impl Index {
    /// Reads all facts, topics and cards. Of a fact's values, the one that `reader` is asked for counts most.
    pub fn new(library: &Library, reader: Reader) -> Self {
        Self { facts: Shelf::of_facts(library, reader), others: Shelf::of_others(library, |_| true) }
    }

    /// Returns what answers the query: up to `limit` facts, best first, then up to `limit` topics and cards.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let mut hits = self.facts.search(query, limit);
        hits.extend(self.others.search(query, limit));
        hits
    }

    /// Returns the facts that come nearest to a query that [`Index::search`] has no answer to: those that some of its words
    /// are in, or words that look like them.
    pub fn nearest(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.facts.nearest(query, limit)
    }
}

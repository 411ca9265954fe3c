//! What a query can mean: which services, bounds, amounts and words its words stand for. Their order never matters.

use std::collections::BTreeSet;

use super::entry::{Measure, Role, role_of};
use super::nicknames::{EVERYDAY, SERVICES, WORDS};
use super::quantity::{self, Quantity, Unit};
use super::shelf::Shelf;
use super::vocabulary::{Nearness, Vocabulary, WordId, is_typo_of};
use super::words::{self, stem};

/// More words than this are not read: nobody types them, and each costs time.
const LONGEST: usize = 24;

/// An abbreviation is as good as the word, nearly.
const NICKNAME: Nearness = 0.95;

/// Two words that were typed as one.
const RUN_TOGETHER: Nearness = 0.9;

/// A service that a nickname means less often.
const LESS_LIKELY: f32 = 0.8;

/// Words that must all be there, each with what it can be in the vocabulary.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub(super) words: Vec<Vec<(WordId, Nearness)>>,
    pub(super) worth: Nearness,
}

/// One thing that a query asks for.
#[derive(Debug, Clone)]
pub(super) enum Term {
    /// Any of the phrases.
    Words(Vec<Phrase>),
    /// Any of the services, each with its likelihood, or less well a text that names one.
    Service { services: Vec<(usize, f32)>, mention: Phrase, is_everyday: bool },
    /// A bound, or the default.
    Role(Role),
    /// A bound, as `limit` and `quota` say; or the word itself.
    Limit(Phrase),
    /// A time, a size or a number.
    Measure(Measure),
    /// A number, in any of the units that stand beside it, or with any or none.
    Amount { quantities: Vec<Quantity>, digits: Phrase, beside: Phrase },
}

/// A query that was read.
#[derive(Debug, Clone)]
pub(super) struct Query {
    pub(super) terms: Vec<Term>,
}

impl Query {
    /// Reads what was typed.
    pub(super) fn read(typed: &str, shelf: &Shelf) -> Self {
        Reading::new(typed, shelf).finish(|_| Vec::new())
    }

    /// Reads what was typed, taking words that mean nothing for those they look most like.
    pub(super) fn resembling(typed: &str, shelf: &Shelf) -> Self {
        Reading::new(typed, shelf).finish(|word| shelf.vocabulary.resembling(word, 3))
    }
}

/// A query while it is read: words are taken out as they are understood.
struct Reading<'a> {
    shelf: &'a Shelf,
    vocabulary: &'a Vocabulary,
    /// Each once, in an order of their own, so that it is the same for all orders they can be typed in.
    words: BTreeSet<String>,
    terms: Vec<Term>,
}

impl<'a> Reading<'a> {
    fn new(typed: &str, shelf: &'a Shelf) -> Self {
        let mut words = BTreeSet::new();
        words::each(typed, |word| {
            if words.len() < LONGEST {
                words.insert(word.to_owned());
            }
        });
        Self { shelf, vocabulary: &shelf.vocabulary, words, terms: Vec::new() }
    }

    fn finish(mut self, resembling: impl Fn(&str) -> Vec<(WordId, Nearness)>) -> Query {
        self.take_questions();
        self.take_services();
        self.take_amounts();
        self.take_roles();
        let words = std::mem::take(&mut self.words);
        for word in words.iter().filter(|word| !words::is_idle(word)) {
            let mut phrases = self.phrases(word);
            if phrases.iter().all(|phrase| phrase.words.iter().any(Vec::is_empty)) {
                phrases.push(Phrase { words: vec![resembling(word)], worth: 1.0 });
            }
            self.terms.push(Term::Words(phrases));
        }
        Query { terms: self.terms }
    }

    /// `how long`, `how big`, `how many`.
    fn take_questions(&mut self) {
        if !self.words.contains("how") {
            return;
        }
        for (words, measure) in [
            (["long", "often", "old"], Measure::Time),
            (["big", "large", "small"], Measure::Size),
            (["many", "few", "deep"], Measure::Number),
        ] {
            let before = self.words.len();
            self.words.retain(|word| !words.contains(&word.as_str()));
            if self.words.len() < before {
                self.terms.push(Term::Measure(measure));
            }
        }
    }

    /// Services by name or nickname.
    fn take_services(&mut self) {
        for ServiceName { words, services, is_everyday } in &self.shelf.service_names {
            let Some(typed) = self.typed_for(words) else { continue };
            for word in &typed {
                // A nickname that is also a word of names (`alb`, `nacl`) goes on meaning that.
                if WORDS.binary_search_by_key(&word.as_str(), |(typed, _)| typed).is_err()
                    && !word.contains('@')
                {
                    self.words.remove(word);
                }
            }
            let (services, mention) = (services.clone(), self.phrase(words, 1.0));
            self.terms.push(Term::Service { services, mention, is_everyday: *is_everyday });
        }
    }

    /// The typed words that are the words of a service's name, all of them; one that is no word at all may be mistyped.
    fn typed_for(&self, name: &[String]) -> Option<Vec<String>> {
        let is_meant = |typed: &str, word: &str| {
            typed == word
                || stem(typed) == stem(word)
                || (is_typo_of(typed, word) && !self.vocabulary.has(typed))
        };
        let typed_for = |word: &String| {
            let exact = self.words.get(word);
            exact.or_else(|| self.words.iter().find(|typed| is_meant(typed, word))).cloned()
        };
        name.iter().map(typed_for).collect()
    }

    /// Numbers with the units beside them.
    fn take_amounts(&mut self) {
        let numbers: Vec<String> =
            self.words.iter().filter(|word| quantity::number(word).is_some()).cloned().collect();
        if numbers.is_empty() {
            return;
        }
        let is_unit = |word: &&String| quantity::unit(word).is_some();
        let unit_words: Vec<String> = self.words.iter().filter(is_unit).cloned().collect();
        let units: Vec<Unit> = unit_words.iter().filter_map(|word| quantity::unit(word)).collect();
        for word in numbers.iter().chain(&unit_words) {
            self.words.remove(word);
        }
        for word in numbers {
            let Some(number) = quantity::number(&word) else { continue };
            let with_units = units.iter().map(|&unit| Quantity { number, unit: Some(unit) });
            let bare = units.is_empty().then_some(Quantity { number, unit: None });
            let digits = self.phrase(&[word], 1.0);
            let beside = self.phrase(&unit_words, 1.0);
            self.terms.push(Term::Amount { quantities: with_units.chain(bare).collect(), digits, beside });
        }
    }

    /// `max`, `min`, `default`, `limit`, mistyped or not.
    fn take_roles(&mut self) {
        const OFTEN: [&str; 5] = ["maximum", "minimum", "default", "limit", "quota"];
        // A default quota is a bound like others.
        let is_quota = self.words.iter().any(|word| stem(word) == "quota");
        for typed in self.words.clone() {
            let mistyped =
                OFTEN.iter().find(|often| is_typo_of(&typed, often) && !self.vocabulary.has(&typed));
            let word = mistyped.map_or(typed.as_str(), |often| often);
            if ["limit", "quota", "bound", "ceiling", "cap"].contains(&&*stem(word)) {
                let phrase = self.phrase(&[word.to_owned()], 1.0);
                self.terms.push(Term::Limit(phrase));
            } else if let Some(role) = role_of(word) {
                self.terms.extend((role != Role::Default || !is_quota).then_some(Term::Role(role)));
            } else {
                continue;
            }
            self.words.remove(&typed);
        }
    }

    /// What a word can stand for: itself, what it abbreviates, two words run together.
    fn phrases(&self, word: &str) -> Vec<Phrase> {
        if let Ok(row) = WORDS.binary_search_by_key(&word, |(typed, _)| typed) {
            let (_, meanings) = WORDS[row];
            let itself = Phrase { words: vec![self.vocabulary.written(word)], worth: 1.0 };
            let meant = meanings.split(" | ").map(|meaning| {
                self.phrase(&meaning.split(' ').map(str::to_owned).collect::<Vec<_>>(), NICKNAME)
            });
            return std::iter::once(itself).chain(meant).collect();
        }
        let mut phrases = vec![Phrase { words: vec![self.vocabulary.near(word)], worth: 1.0 }];
        phrases.extend(self.run_together(word));
        phrases
    }

    /// `healthcheck`: the two words that make it up.
    fn run_together(&self, word: &str) -> Option<Phrase> {
        if word.len() < 8 {
            return None;
        }
        let mut cuts = word.char_indices().map(|(at, _)| word.split_at(at));
        let (one, other) = cuts.find(|(one, other)| {
            one.len() > 2 && other.len() > 2 && self.vocabulary.has(one) && self.vocabulary.has(other)
        })?;
        Some(self.phrase(&[one.to_owned(), other.to_owned()], RUN_TOGETHER))
    }

    /// Words as they are written.
    fn phrase(&self, words: &[String], worth: Nearness) -> Phrase {
        let written = |word: &String| {
            let mut written = self.vocabulary.written(word);
            written.retain(|(_, nearness)| *nearness > 0.9);
            written
        };
        Phrase { words: words.iter().map(written).collect(), worth }
    }
}

/// What people type for a service, or for several.
#[derive(Debug)]
pub(super) struct ServiceName {
    /// All of them must be typed, in any order.
    words: Vec<String>,
    /// The services meant, as indexes, each with its likelihood.
    services: Vec<(usize, f32)>,
    is_everyday: bool,
}

impl ServiceName {
    /// The names and nicknames of services, those of more words first: `cloudwatch logs` is not `cloudwatch`.
    pub(super) fn all(services: &[String]) -> Vec<Self> {
        let find = |name: &str| services.iter().position(|service| service == name);
        let own = services.iter().enumerate().map(|(n, name)| (name.to_lowercase(), vec![(n, 1.0)]));
        let nicknames = SERVICES.iter().map(|(typed, meant)| {
            let likelihood = std::iter::once(1.0).chain(std::iter::repeat(LESS_LIKELY));
            let meant = meant.iter().filter_map(|name| find(name)).zip(likelihood);
            ((*typed).to_owned(), meant.collect::<Vec<_>>())
        });
        let mut all: Vec<Self> = own
            .chain(nicknames)
            .map(|(name, meant)| {
                let is_everyday = meant.iter().any(|&(n, _)| EVERYDAY.contains(&services[n].as_str()));
                Self { words: telling_words(&name), services: meant, is_everyday }
            })
            .filter(|name| !name.words.is_empty() && !name.services.is_empty())
            .collect();
        all.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
        all
    }
}

/// The words of a service's name that tell it from others.
fn telling_words(name: &str) -> Vec<String> {
    let mut telling = Vec::new();
    words::each(name, |word| {
        if !words::is_idle(word) {
            telling.push(word.to_owned());
        }
    });
    telling
}

//! What an entry is worth for a query: how much of what was asked for it has, and how much of its name was asked for.

use super::Hit;
use super::entry::{About, Entry, Measure, Role};
use super::quantity::Quantity;
use super::query::{Phrase, Query, Term};
use super::shelf::Shelf;

// What a term counts for. A word counts for more the fewer entries have it: ln(1 + entries ÷ entries with it), 0.7 to 6.6
// among 748 facts.
const SERVICE: f32 = 3.4;
const ROLE: f32 = 1.6;
const LIMIT: f32 = 0.8;
const MEASURE: f32 = 1.0;
/// A word that nothing has.
const UNKNOWN: f32 = 4.0;

/// A service that a name or another text of the entry mentions.
const MENTIONED: f32 = 0.6;
/// The same, of a service whose name is an everyday word.
const EVERYDAY: f32 = 0.95;
/// A phrase of which only some words are there.
const IN_PART: f32 = 0.4;
/// The right number with another unit.
const OTHER_UNIT: f32 = 0.25;

// What the parts of a score count for.
const ASKED: f32 = 0.80;
const NAMED: f32 = 0.13;
const LIKELY: f32 = 0.04;
const BOUND: f32 = 0.03;

/// A hit that is worth less than this share of the best one is left out.
const WORTH_SHOWING: f32 = 0.6;

/// How much of a query an entry must have to be a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Least {
    /// Half of it: enough to be an answer.
    Answer,
    /// Anything.
    Anything,
}

/// Returns up to `limit` entries, best first.
pub(super) fn best(shelf: &Shelf, query: &Query, least: Least, limit: usize) -> Vec<Hit> {
    let marks = marks(shelf, query);
    let weighed: Vec<Weighed> = query.terms.iter().map(|term| Weighed::of(shelf, term, &marks)).collect();
    let entries = shelf.entries.iter().enumerate();
    let mut scored: Vec<(f32, &Entry)> = entries
        .filter_map(|(n, entry)| Some((score(shelf, &weighed, &marks, n, entry, least)?, entry)))
        .collect();
    // Equal ones stay in course order.
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    let worth_showing = scored.first().map_or(0.0, |(best, _)| best * WORTH_SHOWING);
    let shown = scored.into_iter().take_while(|(score, _)| *score >= worth_showing).take(limit);
    let thousandths = |score: f32| (score * 1000.0).round().clamp(0.0, 1000.0) as u16;
    shown.map(|(score, entry)| Hit { found: entry.found, score: thousandths(score) }).collect()
}

/// A term with its weight, and how well each entry meets it, 0 to 1.
struct Weighed {
    weight: f32,
    /// Whether it is asked of facts alone.
    of_facts: bool,
    met: Vec<f32>,
}

impl Weighed {
    fn of(shelf: &Shelf, term: &Term, marks: &[f32]) -> Self {
        let about = |met: &dyn Fn(&About) -> f32| -> Vec<f32> {
            let of_entry = |entry: &Entry| entry.about.as_ref().map_or(0.0, met);
            shelf.entries.iter().map(of_entry).collect()
        };
        let either =
            |one: Vec<f32>, other: Vec<f32>| one.into_iter().zip(other).map(|(a, b)| a.max(b)).collect();
        match term {
            Term::Words(phrases) => {
                let met =
                    phrases.iter().map(|phrase| reach(shelf, phrase)).reduce(either).unwrap_or_default();
                Self { weight: rarity(shelf, &met), of_facts: false, met }
            }
            Term::Service { services, mention, is_everyday } => {
                let share = if *is_everyday { EVERYDAY } else { MENTIONED };
                let mentioned = reach(shelf, mention).into_iter().map(|met| met * share).collect();
                let own = about(&|about| {
                    let meant = services.iter().find(|(service, _)| Some(*service) == about.service);
                    meant.map_or(0.0, |(_, likelihood)| *likelihood)
                });
                Self { weight: SERVICE, of_facts: false, met: either(own, mentioned) }
            }
            Term::Role(role) => {
                Self { weight: ROLE, of_facts: true, met: about(&|about| fits(*role, about)) }
            }
            Term::Limit(word) => {
                let bounds = about(&|about| if about.is_limit { 1.0 } else { 0.1 });
                let bounds = bounds.into_iter().zip(numbers(shelf, marks)).map(|(one, other)| one * other);
                Self { weight: LIMIT, of_facts: true, met: either(bounds.collect(), reach(shelf, word)) }
            }
            Term::Measure(Measure::Number) => {
                Self { weight: MEASURE, of_facts: true, met: numbers(shelf, marks) }
            }
            Term::Measure(measure) => {
                let met = about(&|about| f32::from(about.measure == *measure));
                Self { weight: MEASURE, of_facts: true, met }
            }
            Term::Amount { quantities, digits, .. } => {
                let amounts = about(&|about| amount(quantities, about));
                let share = if quantities.iter().any(|q| q.unit.is_some()) { OTHER_UNIT } else { 1.0 };
                let digits = reach(shelf, digits).into_iter().map(|met| met * share).collect();
                let met = either(amounts, digits);
                Self { weight: rarity(shelf, &met), of_facts: false, met }
            }
        }
    }
}

/// How well each entry answers to `how many`: best, where it counts what is asked for. The bucket limit is about 10,000
/// buckets, rather than 1,000 rules of a bucket.
fn numbers(shelf: &Shelf, marks: &[f32]) -> Vec<f32> {
    let of_entry = |entry: &Entry| {
        let is_number = entry.about.as_ref().is_some_and(|about| about.measure == Measure::Number);
        let counted = entry.value.iter().map(|word| marks[word.0]).fold(0.0, f32::max);
        if is_number { 0.6 + 0.4 * counted } else { 0.4 }
    };
    shelf.entries.iter().map(of_entry).collect()
}

/// How well each entry meets a phrase.
fn reach(shelf: &Shelf, phrase: &Phrase) -> Vec<f32> {
    let mut met = vec![0.0_f32; shelf.entries.len()];
    let [near] = phrase.words.as_slice() else {
        let mut words = vec![0_u32; shelf.entries.len()];
        let number = phrase.words.len() as f32;
        for near in &phrase.words {
            let one = reach(shelf, &Phrase { words: vec![near.clone()], worth: phrase.worth });
            for ((met, words), one) in met.iter_mut().zip(&mut words).zip(one) {
                *met += one / number;
                *words += u32::from(one > 0.0);
            }
        }
        for (met, words) in met.iter_mut().zip(words) {
            *met *= if words as usize == phrase.words.len() { 1.0 } else { IN_PART };
        }
        return met;
    };
    for &(word, nearness) in near {
        for posting in shelf.postings(word) {
            let met = &mut met[posting.entry as usize];
            *met = met.max(nearness * posting.weight * phrase.worth);
        }
    }
    met
}

/// The rarer, the more: an entry that meets a term half as well as the best counts half.
fn rarity(shelf: &Shelf, met: &[f32]) -> f32 {
    let best = met.iter().copied().fold(0.0, f32::max);
    if best == 0.0 {
        return UNKNOWN;
    }
    let entries: f32 = met.iter().map(|met| met / best).sum();
    (1.0 + shelf.entries.len() as f32 / entries.max(1.0)).ln()
}

/// How well a fact answers to a bound or the default.
fn fits(role: Role, about: &About) -> f32 {
    if about.role == role {
        return 1.0;
    }
    if about.says.contains(&role) {
        return 0.9;
    }
    match (role, about.role) {
        (Role::Max | Role::Default, Role::Other) => 0.4,
        (Role::Max, Role::Default) => 0.15,
        _ => 0.0,
    }
}

fn amount(asked: &[Quantity], about: &About) -> f32 {
    let met = |(quantity, weight): &(Quantity, f32)| {
        let is_asked = |asked: &Quantity| match asked.unit {
            Some(_) => asked.equals(*quantity),
            None => asked.number == quantity.number,
        };
        let is_near = || asked.iter().any(|asked| asked.number == quantity.number);
        let share = if asked.iter().any(is_asked) {
            1.0
        } else if is_near() {
            OTHER_UNIT
        } else {
            0.0
        };
        share * weight
    };
    about.quantities.iter().map(met).fold(0.0, f32::max)
}

/// How near the query comes to each word of the vocabulary.
fn marks(shelf: &Shelf, query: &Query) -> Vec<f32> {
    let mut marks = vec![0.0_f32; shelf.vocabulary.len()];
    let mut mark = |phrase: &Phrase| {
        for &(word, nearness) in phrase.words.iter().flatten() {
            marks[word.0] = marks[word.0].max(nearness * phrase.worth);
        }
    };
    for term in &query.terms {
        match term {
            Term::Words(phrases) => phrases.iter().for_each(&mut mark),
            Term::Service { mention: phrase, .. } | Term::Limit(phrase) => mark(phrase),
            Term::Amount { digits, beside, .. } => [digits, beside].into_iter().for_each(&mut mark),
            Term::Role(_) | Term::Measure(_) => {}
        }
    }
    marks
}

/// What entry `n` is worth, 0 to 1; `None` where that is too little to be a hit.
fn score(
    shelf: &Shelf,
    weighed: &[Weighed],
    marks: &[f32],
    n: usize,
    entry: &Entry,
    least: Least,
) -> Option<f32> {
    let asked = weighed.iter().filter(|term| entry.about.is_some() || !term.of_facts);
    let (met, total) =
        asked.fold((0.0, 0.0), |(met, total), term| (met + term.weight * term.met[n], total + term.weight));
    let share = if total > 0.0 { met / total } else { 0.0 };
    if share <= 0.0 || (least == Least::Answer && share < 0.5) {
        return None;
    }
    let (named, name) = entry.name.iter().fold((0.0, 0.0), |(named, name), word| {
        let rare = shelf.rarity(*word);
        (named + rare * marks[word.0], name + rare)
    });
    let named = if name > 0.0 { named / name } else { 0.0 };
    let prior = entry.about.as_ref().map_or(LIKELY + BOUND, |about| {
        let likely = f32::from(3 - about.tier.clamp(1, 3)) / 2.0;
        let bound = match about.role {
            Role::Max => 1.0,
            Role::Default => 0.7,
            Role::Other => 0.5,
            Role::Min => 0.3,
        };
        LIKELY * likely + BOUND * bound
    });
    Some(ASKED * share + NAMED * named + prior)
}

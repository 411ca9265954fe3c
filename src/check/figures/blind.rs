//! Strategies of those who know nothing: what each of them scores.

use std::collections::BTreeSet;

use crate::check::anatomy::Anatomy;

/// How an option is chosen without reading the stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strategy {
    Longest,
    Shortest,
    /// The one with the most words in common with the others, on average (rule Q11).
    Overlap,
    Random,
}

impl Strategy {
    /// The chance that the strategy finds the key of a question with one key; between equals it chooses at random.
    pub(super) fn score(self, question: &Anatomy<'_>) -> f64 {
        let worth: Vec<f64> = match self {
            Self::Longest => question.options.iter().map(|part| part.length() as f64).collect(),
            Self::Shortest => question.options.iter().map(|part| -(part.length() as f64)).collect(),
            Self::Overlap => overlaps(question),
            Self::Random => vec![0.0; question.options.len()],
        };
        let best = worth.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let chosen = worth.iter().zip(&question.options).filter(|(worth, _)| **worth >= best - 1e-9);
        let (keys, all) =
            chosen.fold((0, 0), |(keys, all), (_, part)| (keys + u32::from(part.choice.key), all + 1));
        f64::from(keys) / f64::from(all.max(1))
    }
}

/// For each option the mean overlap of its words with those of the others.
fn overlaps(question: &Anatomy<'_>) -> Vec<f64> {
    let sets: Vec<BTreeSet<&str>> =
        question.options.iter().map(|part| part.tokens.iter().map(String::as_str).collect()).collect();
    let overlap = |one: &BTreeSet<&str>, other: &BTreeSet<&str>| {
        one.intersection(other).count() as f64 / one.union(other).count().max(1) as f64
    };
    let of = |n: usize| -> f64 {
        let others = sets.iter().enumerate().filter(|(other, _)| *other != n);
        others.map(|(_, other)| overlap(&sets[n], other)).sum()
    };
    (0..sets.len()).map(of).collect()
}

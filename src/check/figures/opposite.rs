//! Two options that negate each other (Q15).

use crate::check::anatomy::{Anatomy, Part};
use crate::check::vocabulary::{NEGATIONS, OPPOSITE};

/// Whether the key is one of two options that negate each other.
pub(super) fn holds_pair(question: &Anatomy<'_>) -> bool {
    question.keys().any(|key| question.distractors().any(|other| are_opposite(key, other)))
}

/// Whether two options differ by a negation, or by a word and its opposite.
fn are_opposite(one: &Part<'_>, other: &Part<'_>) -> bool {
    let without = |words: &[String], taken: &[String]| {
        let mut left: Vec<String> = words.to_vec();
        for word in taken {
            if let Some(at) = left.iter().position(|of| of == word) {
                left.remove(at);
            }
        }
        left
    };
    let (mine, theirs) = (without(&one.tokens, &other.tokens), without(&other.tokens, &one.tokens));
    match (mine.as_slice(), theirs.as_slice()) {
        ([word], []) | ([], [word]) => NEGATIONS.contains(&word.as_str()),
        ([a], [b]) => OPPOSITE.iter().any(|&(x, y)| (a == x && b == y) || (a == y && b == x)),
        _ => false,
    }
}

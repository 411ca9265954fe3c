//! How near a typed word is to a longer one that it leaves letters out of, as `msg` does of `message`. What matches is
//! the affair of `fuzzy`.

use crate::fuzzy;

/// The most that the matcher gives for each letter, about: 16 for the letter, 10 for its place.
const LETTER: f32 = 26.0;

/// Returns how near the letters of `typed` come to `word`, above 0 and up to 1; `None` where they do not stand in it in that
/// order, or it begins otherwise.
pub(super) fn nearness(typed: &str, word: &str) -> Option<f32> {
    if typed.len() < 2 || word.len() <= typed.len() || typed.chars().next() != word.chars().next() {
        return None;
    }
    let score = fuzzy::score(word, typed).filter(|&score| score > 0)?;
    Some((score as f32 / (LETTER * typed.len() as f32)).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_may_be_left_out_but_not_moved() {
        for (typed, word) in [("msg", "message"), ("img", "image"), ("pkg", "package"), ("acct", "account")] {
            assert!(nearness(typed, word).is_some(), "{typed}");
        }
        for (typed, word) in [("msg", "image"), ("gms", "message"), ("message", "msg"), ("m", "message")] {
            assert_eq!(nearness(typed, word), None, "{typed}");
        }
    }

    #[test]
    fn letters_together_come_nearer_than_scattered_ones() {
        assert!(nearness("conc", "concurrency") > nearness("conc", "condition-check"));
    }
}

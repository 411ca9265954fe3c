//! The order of options: shuffled, so that no position holds the key too often in a row.

use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom;

use crate::exam::paper::{PaperOption, PaperQuestion};

/// Questions in a row that may have a key at the same position.
pub(super) const LONGEST_RUN: usize = 4;

/// Shuffles tried for one question. Each fits with a chance of at least one in four, so this is never reached.
const TRIES: usize = 200;

/// Shuffles every question's options. A position holds a key in at most four questions in a row; a multiple-response
/// question counts for each of its keys' positions.
pub(in crate::exam) fn shuffle_options(questions: &mut [PaperQuestion], rng: &mut ChaCha8Rng) {
    let mut runs: Vec<usize> = Vec::new();
    for question in questions {
        runs.resize(runs.len().max(question.options.len()), 0);
        for _ in 0..TRIES {
            question.options.shuffle(rng);
            if question.options.iter().zip(&runs).all(|(option, &run)| !option.key || run < LONGEST_RUN) {
                break;
            }
        }
        lengthen(&mut runs, &question.options);
    }
}

/// Counts on where there is a key, and begins anew where there is none.
fn lengthen(runs: &mut [usize], options: &[PaperOption]) {
    for (n, run) in runs.iter_mut().enumerate() {
        *run = if options.get(n).is_some_and(|option| option.key) { *run + 1 } else { 0 };
    }
}

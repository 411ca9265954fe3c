//! K01–K04 between questions.

use crate::content::Content;

use super::super::figures::Figures;
use super::asked::{question, told_of_all};
use super::{NONE, context};

/// What two questions with these stems and keys break.
fn pair(stems: [&str; 2], keys: [&str; 2]) -> Vec<String> {
    let change = |content: &mut Content| {
        content.questions = stems
            .iter()
            .zip(keys)
            .enumerate()
            .map(|(n, (stem, key))| {
                let mut one = question();
                one.head.id = format!("queues.q-{n}").into();
                one.stem = (*stem).to_owned().into();
                one.options[0].text = key.to_owned().into();
                one
            })
            .collect();
    };
    told_of_all(change, &context())
}

/// 24 words, the first `common` of which are those of all such stems, and a question mark.
fn stem(common: usize, own: &str) -> String {
    let words = (0..24).map(|n| if n < common { format!("w{n}x") } else { format!("{own}{n}x") });
    words.collect::<Vec<_>>().join(" ") + "?"
}

const KEYS: [&str; 2] = ["Set a longer visibility timeout.", "Set a shorter visibility timeout."];

#[test]
fn k01_stems_share_few_runs_of_five_words() {
    // 24 words have 20 runs; of two stems with c leading words in common, c − 4 of 40 − (c − 4) are shared.
    for (common, breaks) in
        [(18, Some("error K01")), (17, Some("warning K01")), (14, Some("warning K01")), (13, None)]
    {
        let told = pair([&stem(common, "a"), &stem(common, "b")], KEYS);
        assert_eq!(told, breaks.into_iter().collect::<Vec<_>>(), "{common} words in common");
    }
}

#[test]
fn k02_one_key_is_not_asked_for_twice_in_the_same_words() {
    // The order differs, so that no runs are shared; of 20 words as many are common.
    let turned = |common: usize| {
        let mut words: Vec<String> =
            (0..20).map(|n| if n < common { format!("w{n}x") } else { format!("b{n}x") }).collect();
        words.reverse();
        words.join(" ") + "?"
    };
    let first = (0..20).map(|n| format!("w{n}x")).collect::<Vec<_>>().join(" ") + "?";
    let same = [KEYS[0], KEYS[0]];
    assert_eq!(pair([&first, &turned(17)], same), ["warning K02"]);
    assert_eq!(pair([&first, &turned(15)], same), NONE);
    assert_eq!(pair([&first, &turned(17)], KEYS), NONE, "another answer");
}

#[test]
fn k03_questions_that_give_a_key_away_are_counted() {
    let apart = |why: &str| {
        let mut other = question();
        other.head.id = "queues.q-other".into();
        other.options[0].text = "Delete the message when work ends.".to_owned().into();
        other.options[1].why = why.to_owned().into();
        let content = Content { questions: vec![question(), other], ..crate::fixtures::content() };
        Figures::of(&content).apart
    };
    let pair = ("queues.q-twice".to_owned(), "queues.q-other".into());
    assert_eq!(apart("One would set a longer visibility timeout here."), [pair]);
    assert_eq!(apart("One would set a visibility timeout here."), []);
}

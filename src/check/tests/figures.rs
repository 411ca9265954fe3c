//! The bank's figures: each has a bank that misses it and one that just holds it.

use crate::content::Content;
use crate::content::model::{Level, Question, Waiver};
use crate::fixtures;

use super::super::figures::{Figure, Figures, Value, Verdict};
use super::asked::{choice, question, response};

/// Questions that break no rule together: the words of each are its own.
pub(super) fn bank(n: usize) -> Vec<Question> {
    (0..n).map(|n| of_lengths(n, [30, 30, 30, 30], n % 4)).collect()
}

/// The n-th question, with options of these lengths and the key at a position.
fn of_lengths(n: usize, lengths: [usize; 4], key: usize) -> Question {
    let words = |from: usize| (from..from + 10).map(|w| format!("w{n}x{w}")).collect::<Vec<_>>().join(" ");
    let mut question = question();
    question.head.id = format!("queues.q-{n}").into();
    question.stem = format!("{} and {}. Which?", words(0), words(10)).into();
    question.data.clear();
    question.facts.clear();
    let text = |o: usize| {
        let begin = format!("{}q{n}", ["A", "B", "C", "D"][o]);
        let rest = lengths[o].saturating_sub(begin.len());
        begin + &"x".repeat(rest)
    };
    let option = |o: usize| {
        let why = format!("It would be number {o} of {}.", words(20 + 10 * o));
        choice(["a", "b", "c", "d"][o], &text(o), o == key, &why)
    };
    question.options = (0..4).map(option).collect();
    question
}

fn figures(questions: Vec<Question>) -> Figures {
    Figures::of(&Content { questions, ..fixtures::content() })
}

fn figure(questions: Vec<Question>, what: &str) -> Figure {
    let figures = figures(questions).figures;
    figures.into_iter().find(|figure| figure.what == what).unwrap_or_else(|| panic!("no {what}"))
}

fn verdict(questions: Vec<Question>, what: &str) -> Verdict {
    figure(questions, what).verdict
}

/// A bank of `n` questions of which `hits` are made by one function and the rest by another.
fn mixed(
    n: usize,
    hits: usize,
    hit: impl Fn(usize) -> Question,
    other: impl Fn(usize) -> Question,
) -> Vec<Question> {
    (0..n).map(|n| if n < hits { hit(n) } else { other(n) }).collect()
}

fn plain(n: usize) -> Question {
    of_lengths(n, [30, 30, 30, 30], n % 4)
}

#[test]
fn q03_and_q04_keys_are_longest_or_shortest_by_chance_only() {
    for (what, lengths) in
        [("key strictly the longest", [31, 30, 30, 30]), ("key strictly the shortest", [29, 30, 30, 30])]
    {
        // At 40 the test fails from 18 on, which is 45 %.
        let bank = |n, hits| mixed(n, hits, |n| of_lengths(n, lengths, 0), plain);
        assert_eq!(verdict(bank(40, 17), what), Verdict::Held);
        assert_eq!(verdict(bank(40, 18), what), Verdict::Missed);
        assert_eq!(verdict(bank(39, 39), what), Verdict::Needs(40));
        let in_section = format!("{what}, queues");
        assert_eq!(verdict(bank(40, 18), &in_section), Verdict::Missed);
        assert!(figures(bank(39, 18)).figures.iter().all(|figure| figure.what != in_section));
    }
}

#[test]
fn q05_keys_of_multiple_response_are_in_the_middle() {
    // Keys are 2nd and 4th of five: (0.25 + 0.75) / 2; or 5th and 4th: 0.875; or 4th and 3rd: 0.625.
    let keyed = |longer: [usize; 5]| {
        let question = |n: usize| {
            let mut one = response();
            one.head.id = format!("queues.q-{n}").into();
            for (option, length) in one.options.iter_mut().zip(longer) {
                option.text = format!("{}{}", option.id, "x".repeat(length)).into();
            }
            one
        };
        verdict((0..40).map(question).collect(), "rank of keys by length, multiple response")
    };
    // The keys are the first and the last option.
    assert_eq!(keyed([20, 10, 30, 50, 40]), Verdict::Held);
    assert_eq!(keyed([40, 10, 20, 50, 30]), Verdict::Held);
    assert_eq!(keyed([40, 10, 20, 30, 50]), Verdict::Missed);
    assert_eq!(keyed([20, 40, 30, 50, 10]), Verdict::Missed);
}

#[test]
fn q06_keys_are_spread_over_the_positions() {
    let at = |counts: [usize; 4]| {
        let positions = counts.iter().enumerate().flat_map(|(position, &count)| vec![position; count]);
        positions.enumerate().map(|(n, key)| of_lengths(n, [30; 4], key)).collect::<Vec<_>>()
    };
    let squares = "chi-square of key positions";
    // 40: 10 expected; (81 + 9 + 9 + 9) / 10 = 10.8, (100 + 16 + 9 + 9) / 10 = 13.4.
    assert_eq!(verdict(at([19, 7, 7, 7]), squares), Verdict::Held);
    assert_eq!(verdict(at([20, 6, 7, 7]), squares), Verdict::Missed);
    let fullest = "keys at the fullest position";
    assert_eq!(verdict(at([64, 46, 45, 45]), fullest), Verdict::Held);
    assert_eq!(verdict(at([65, 45, 45, 45]), fullest), Verdict::Missed);
    assert_eq!(verdict(at([64, 45, 45, 45]), fullest), Verdict::Needs(200));
    let parts = figure(at([19, 7, 7, 7]), squares).parts;
    assert_eq!(parts[0], ("position 1".to_owned(), 0.475));
}

/// A question whose key, or whose first distractor, holds a word.
fn with_word(n: usize, word: &str, in_key: bool) -> Question {
    let mut question = plain(n);
    let option = question.options.iter_mut().find(|option| option.key == in_key).unwrap();
    option.text = format!("{} {word}", option.text).into();
    question
}

#[test]
fn q07_absolute_words_are_as_common_in_keys() {
    // 40 keys, 120 distractors: 10 keys are 25 %; 45 distractors would be 37.5 %, so 40 at most 33.3 %.
    let bank = |keys: usize| {
        mixed(
            40,
            keys,
            |n| {
                let mut question = with_word(n, "only", true);
                for option in question.options.iter_mut().filter(|option| !option.key) {
                    option.text = format!("{} only", option.text).into();
                }
                question
            },
            |n| with_word(n, "only", false),
        )
    };
    let what = "absolute words, distractors by keys";
    // k keys and 3k + (40 − k) distractors: at 10, 60 of 120 by 10 of 40 is 2; at 16, 72 of 120 by 16 of 40 is 1.5.
    assert_eq!(verdict(bank(16), what), Verdict::Held);
    assert_eq!(verdict(bank(15), what), Verdict::Missed);
}

#[test]
fn q10_echoes_are_rare() {
    let echo = |n: usize| {
        let mut question = with_word(n, &format!("zebra{n}a"), true);
        question.stem = format!("zebra{n}a {}", question.stem).into();
        question
    };
    let what = "rare words in stem and key alone";
    assert_eq!(verdict(mixed(60, 6, echo, plain), what), Verdict::Held);
    assert_eq!(verdict(mixed(60, 7, echo, plain), what), Verdict::Missed);
}

/// A question whose key has most words in common with the others: it holds a word of each.
fn converging(n: usize) -> Question {
    let mut question = plain(n);
    let texts = ["one two three", "one ten eleven", "two twelve thirteen", "three fourteen fifteen"];
    for (option, text) in question.options.iter_mut().zip(texts) {
        option.text = text.into();
        option.key = text == texts[0];
    }
    question
}

#[test]
fn q11_the_key_does_not_converge() {
    // Options without a word in common score one in four: 40 with 8 converging are 8 + 32 / 4 = 16, 40 %.
    let what = "key has the most overlap";
    assert_eq!(verdict(mixed(40, 8, converging, plain), what), Verdict::Held);
    assert_eq!(verdict(mixed(40, 9, converging, plain), what), Verdict::Missed);
}

#[test]
fn blind_strategies_score_under_a_third() {
    for (what, hit) in [
        ("blind: always the longest", (|n| of_lengths(n, [31, 30, 30, 30], 0)) as fn(usize) -> Question),
        ("blind: always the shortest", |n| of_lengths(n, [29, 30, 30, 30], 0)),
        ("blind: most overlap", converging),
    ] {
        // Equal options score one in four: 21 + 179 / 4 is 65.75 of 200, 22 + 178 / 4 is 66.5.
        assert_eq!(verdict(mixed(200, 21, hit, plain), what), Verdict::Held, "{what}");
        assert_eq!(verdict(mixed(200, 22, hit, plain), what), Verdict::Missed, "{what}");
        assert_eq!(verdict(mixed(199, 199, hit, plain), what), Verdict::Needs(200), "{what}");
    }
    assert_eq!(figure(bank(40), "blind: at random").value, Value::Share(0.25));
}

#[test]
fn q14_keys_have_every_rank_among_numbers() {
    let numbers = |rank: usize| {
        move |n: usize| {
            let mut question = plain(n);
            for (o, option) in question.options.iter_mut().enumerate() {
                option.text = format!("{} minutes", 10 * (o + 1)).into();
                option.key = o == rank;
            }
            question
        }
    };
    let at = |counts: [usize; 4]| {
        let ranks = counts.iter().enumerate().flat_map(|(rank, &count)| vec![rank; count]);
        ranks.enumerate().map(|(n, rank)| numbers(rank)(n)).collect::<Vec<_>>()
    };
    let what = "chi-square of key ranks among numbers";
    assert_eq!(verdict(at([7, 19, 7, 7]), what), Verdict::Held);
    assert_eq!(verdict(at([6, 20, 7, 7]), what), Verdict::Missed);
}

#[test]
fn q15_opposite_pairs_are_rare() {
    let opposite = |key: &'static str, other: &'static str| {
        move |n: usize| {
            let mut question = plain(n);
            let key_at = question.options.iter().position(|option| option.key).unwrap();
            question.options[key_at].text = key.into();
            question.options[(key_at + 1) % 4].text = other.into();
            question
        }
    };
    let what = "opposite pairs around the key";
    for (key, other) in [
        ("Enable the rule", "Disable the rule"),
        ("Use the rule", "Do not use it"),
        ("Retry it", "Never retry it"),
    ] {
        let count = |hits| verdict(mixed(40, hits, opposite(key, other), plain), what);
        let is_pair = other != "Do not use it";
        assert_eq!(count(6), Verdict::Held, "{key}");
        assert_eq!(count(7), if is_pair { Verdict::Missed } else { Verdict::Held }, "{key}");
    }
}

#[test]
fn w01_negative_questions_are_few() {
    let negative = |n: usize| {
        let mut question = plain(n);
        question.stem = question.stem.replace("Which?", "Which does NOT help?").into();
        question
    };
    // 3 of 100 are 3 %.
    assert_eq!(verdict(mixed(100, 3, negative, plain), "negative questions"), Verdict::Held);
    assert_eq!(verdict(mixed(100, 4, negative, plain), "negative questions"), Verdict::Missed);
}

#[test]
fn k07_and_k08_levels_and_kinds() {
    let recall = |n| Question { level: Level::Recall, ..plain(n) };
    assert_eq!(verdict(mixed(40, 10, recall, plain), "recall"), Verdict::Held);
    assert_eq!(verdict(mixed(40, 11, recall, plain), "recall"), Verdict::Missed);
    assert_eq!(verdict(mixed(40, 16, recall, plain), "application and analysis"), Verdict::Held);
    assert_eq!(verdict(mixed(40, 17, recall, plain), "application and analysis"), Verdict::Missed);
    let several = |_| response();
    for (hits, expected) in
        [(5, Verdict::Missed), (6, Verdict::Held), (10, Verdict::Held), (11, Verdict::Missed)]
    {
        assert_eq!(verdict(mixed(40, hits, several, plain), "multiple response"), expected, "{hits} of 40");
    }
    let missed = figure(mixed(40, 11, recall, plain), "recall");
    assert!(!missed.is_error(), "what a growing bank lacks is told, and fails nothing");
    assert!(
        figure(mixed(40, 18, |n| of_lengths(n, [31, 30, 30, 30], 0), plain), "key strictly the longest")
            .is_error()
    );
}

#[test]
fn waivers_are_few() {
    let waived = |n| {
        let mut question = plain(n);
        question.head.waive =
            vec![Waiver { rule: "Q12".to_owned().into(), why: "because".to_owned().into() }];
        question
    };
    // With the 6 facts and cards of the fixtures 100 items.
    let others = Content { questions: vec![], ..fixtures::content() };
    let rest = super::heads(&others).count();
    assert_eq!(verdict(mixed(100 - rest, 2, waived, plain), "items with a waiver"), Verdict::Held);
    assert_eq!(verdict(mixed(100 - rest, 3, waived, plain), "items with a waiver"), Verdict::Missed);
}

#[test]
fn sections_show_what_their_questions_give_away() {
    let questions = vec![of_lengths(0, [31, 30, 30, 30], 0), of_lengths(1, [30, 30, 29, 30], 2), response()];
    let section = figures(questions).sections.remove(0);
    assert_eq!((section.section.as_str(), section.questions, section.response), ("queues", 3, 1));
    assert_eq!((section.longest, section.shortest, section.positions), (1, 1, [1, 0, 1, 0]));
    assert_eq!(section.levels, [0, 3, 0]);
}

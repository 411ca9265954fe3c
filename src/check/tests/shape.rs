//! S01–S07.

use super::NONE;
use super::asked::{asking, choice, options, question, response, told};

/// What a question of so many options breaks, so many of them keys.
fn of(all: usize, keys: usize) -> Vec<String> {
    told(|of| {
        *of = response();
        let cue = match keys {
            2 => " (Select TWO.)",
            3 => " (Select THREE.)",
            _ => "",
        };
        of.stem = of.stem.replace(" (Select TWO.)", cue).into();
        let words = ["one", "two", "three", "four", "five", "six", "seven"];
        let texts = words.iter().take(all).enumerate();
        let option = |(n, word): (usize, &&str)| {
            choice(
                word,
                &format!("Change the {word} of it."),
                n < keys,
                &format!("It would change number {word} of all, and that is it."),
            )
        };
        of.options = texts.map(option).collect();
    })
}

#[test]
fn s01_four_options_and_a_key_or_five_to_six_with_two_to_three() {
    for (all, keys) in [(4, 1), (5, 2), (6, 2), (6, 3)] {
        assert_eq!(of(all, keys), NONE, "{all} {keys}");
    }
    for (all, keys) in [(3, 1), (5, 1), (4, 2), (5, 3), (7, 2), (7, 3)] {
        assert_eq!(of(all, keys), ["error S01"], "{all} {keys}");
    }
}

#[test]
fn s02_options_differ_and_none_stands_inside_another() {
    let second = |text| {
        options([
            "Set a longer visibility timeout.",
            text,
            "Set a longer retention period.",
            "Set a longer polling time.",
        ])
    };
    assert_eq!(second("Set a longer, Visibility timeout."), ["error S02"]);
    assert_eq!(second("Set a longer visibility timeout on queues."), ["error S02"]);
    assert_eq!(second("Set a longer visibility timeouts."), NONE, "a part of a word is no word");
    let code =
        |text| options(["`s3:GetObject*` on all", text, "`s3:PutObject` on all", "`s3:ListBucket` on all"]);
    assert_eq!(code("`s3:GetObject` on all"), NONE, "a star tells code apart");
}

#[test]
fn s03_the_cue_goes_with_the_keys() {
    let cue = |cue: &str| {
        told(|question| {
            *question = response();
            question.stem = question.stem.replace("(Select TWO.)", cue).into();
        })
    };
    assert_eq!(cue("(Select TWO.)"), NONE);
    for wrong in ["(Select THREE.)", "(Select two.)", "(Choose TWO.)", "(Select TWO)", ""] {
        assert_eq!(cue(wrong), ["error S03"], "{wrong}");
    }
    assert_eq!(asking("Which change ends this? (Select TWO.)"), ["error S03"]);
}

#[test]
fn s04_the_stem_ends_with_a_question() {
    assert_eq!(asking("Name the change that ends this."), ["error S04"]);
    assert_eq!(asking("Which change ends this? Think of costs."), ["error S04"]);
    assert_eq!(asking("Which change ends this?"), NONE);
    let before_cue = told(|question| {
        *question = response();
        question.stem = question.stem.replace("this?", "this.").into();
    });
    assert_eq!(before_cue, ["error S04"]);
}

#[test]
fn s05_stems_are_neither_short_nor_long() {
    let words = |n: usize| {
        told(|question| question.stem = format!("{}Which one helps?", "word ".repeat(n - 3)).into())
    };
    for (n, breaks) in [
        (11, Some("error S05")),
        (12, Some("warning S05")),
        (19, Some("warning S05")),
        (20, None),
        (110, None),
        (111, Some("warning S05")),
        (160, Some("warning S05")),
        (161, Some("error S05")),
    ] {
        assert_eq!(words(n), breaks.into_iter().collect::<Vec<_>>(), "{n} words");
    }
}

#[test]
fn s06_options_have_at_most_30_words() {
    let words = |n: usize| {
        let texts = ["one", "two", "three", "four"].map(|own| format!("Set {own}{}", " word".repeat(n - 2)));
        options([0, 1, 2, 3].map(|n| texts[n].as_str()))
    };
    assert_eq!(words(30), NONE);
    assert_eq!(words(31), ["warning S06"]);
}

#[test]
fn s07_every_option_has_an_explanation_of_its_own() {
    let why = |length: usize| {
        told(|question| question.options[1].why = format!("It would {}", "x".repeat(length - 9)).into())
    };
    assert_eq!(why(39), ["error S07"]);
    assert_eq!(why(40), NONE);
    assert_eq!(why(600), NONE);
    assert_eq!(why(601), ["error S07"]);
    let same = told(|of| of.options[2].why = question().options[1].why.replace(' ', "\n").into());
    assert_eq!(same, ["error S07"]);
}

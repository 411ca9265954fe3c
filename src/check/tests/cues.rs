//! Q01, Q02, Q07–Q10, Q12–Q14.

use super::asked::{asking, choice, lengths, options, told, told_of_all};
use super::figures::bank;
use super::{NONE, context};

#[test]
fn q01_the_longest_option_is_not_much_longer_than_the_shortest() {
    assert_eq!(lengths([30, 30, 30, 60]), NONE);
    assert_eq!(lengths([30, 30, 30, 61]), ["warning Q01"]);
    assert_eq!(lengths([40, 20, 60, 40]), ["warning Q01"]);
    assert_eq!(lengths([40, 20, 61, 40]), ["error Q01"]);
    assert_eq!(lengths([8, 24, 24, 24]), NONE, "names have the length they have");
    assert_eq!(lengths([24, 8, 25, 24]), ["error Q01"]);
}

#[test]
fn q02_the_key_is_as_long_as_the_distractors() {
    // 31 of 46 is 0.674, 30 of 46 is 0.652.
    assert_eq!(lengths([31, 46, 46, 46]), NONE);
    assert_eq!(lengths([30, 46, 46, 46]), ["error Q02"]);
    assert_eq!(lengths([60, 40, 40, 40]), NONE);
    assert_eq!(lengths([61, 40, 40, 40]), ["error Q02"]);
}

#[test]
fn q07_absolute_words_do_not_mark_the_distractors() {
    let key = "Set a longer visibility timeout.";
    let all = [key, "Set only a longer delay.", "Set every retention period.", "Set all of the delays."];
    assert_eq!(options(all), ["error Q07"]);
    assert_eq!(options([key, all[1], all[2], "Set a longer polling time."]), NONE);
    assert_eq!(options(["Set only a visibility timeout.", all[1], all[2], all[3]]), NONE);
}

#[test]
fn q08_hedges_do_not_mark_the_key() {
    let others =
        ["Set a longer delivery delay.", "Set a longer retention period.", "Set a longer polling time."];
    let with = |key, last| options([key, others[0], others[1], last]);
    assert_eq!(with("Set a timeout that may be longer.", others[2]), ["warning Q08"]);
    assert_eq!(with("Set a timeout that may be longer.", "Set a time that may be longer."), NONE);
    assert_eq!(with("Set a timeout on the Mayfly queue.", others[2]), NONE);
}

#[test]
fn q09_no_option_speaks_of_options() {
    let last = |text| {
        options([
            "Set a longer visibility timeout.",
            "Set a longer delivery delay.",
            "Set a longer retention period.",
            text,
        ])
    };
    for banned in ["Set all of the above.", "Set both A and B at once.", "Set what option A says."] {
        assert_eq!(last(banned), ["error Q09"], "{banned}");
    }
    assert_eq!(last("Set all of the delays."), NONE);
}

#[test]
fn q10_a_rare_word_does_not_join_stem_and_key() {
    let with = |others: usize, distractor: &str| {
        let change = |content: &mut crate::content::Content| {
            content.questions = bank(60);
            for question in &mut content.questions[..=others] {
                question.stem = question.stem.replace("Which", "zebra Which").into();
            }
            let options = &mut content.questions[0].options;
            options[0].text = format!("{} zebra", options[0].text).into();
            options[1].text = format!("{}{distractor}", options[1].text).into();
        };
        told_of_all(change, &context())
    };
    assert_eq!(with(0, ""), ["warning Q10"]);
    assert_eq!(with(0, " zebra"), NONE);
    assert_eq!(with(1, ""), NONE, "2 of 60 questions are more than 2 %");
}

#[test]
fn q12_options_are_of_one_grammar() {
    let second = |text| {
        options([
            "Set a longer visibility timeout.",
            text,
            "Set a longer retention period.",
            "Set a longer polling time.",
        ])
    };
    for odd in ["A longer delivery delay.", "set a longer delivery delay.", "Set a longer delivery delay"] {
        assert_eq!(second(odd), ["warning Q12"], "{odd}");
    }
    assert_eq!(second("Raise the delivery delay."), NONE);
    assert_eq!(second("Log a longer delivery delay."), NONE, "a log is a thing as well");
    let nouns = [
        "A longer visibility timeout",
        "A longer delivery delay",
        "The retention period",
        "The polling time",
    ];
    assert_eq!(options(nouns), NONE);
    let code = [
        "`visibility-timeout` of it",
        "`DelaySeconds` of it",
        "`retention` of it all",
        "`WaitTime` of it all",
    ];
    assert_eq!(options(code), NONE, "code has the capitals it has");
}

#[test]
fn q13_no_stem_ends_in_an_article() {
    assert_eq!(asking("Which of these needs an …?"), ["error Q13"]);
    assert_eq!(asking("Which of these needs an A?"), ["error Q13"]);
    assert_eq!(asking("Which of these needs an answer?"), NONE);
}

#[test]
fn q14_numbers_are_sorted_of_one_unit_and_apart() {
    let numbers = |texts: [&str; 4]| {
        told(|question| {
            question.data.extend(texts.map(|text| text.to_owned().into()));
            let whys = question.options.clone();
            let option = |(n, text): (usize, &&str)| choice(&whys[n].id, text, n == 0, &whys[n].why);
            question.options = texts.iter().enumerate().map(option).collect();
        })
    };
    assert_eq!(numbers(["10 minutes", "20 minutes", "30 minutes", "40 minutes"]), NONE);
    assert_eq!(numbers(["40 minutes", "30 minutes", "20 minutes", "10 minutes"]), NONE);
    assert_eq!(numbers(["20 minutes", "10 minutes", "30 minutes", "40 minutes"]), ["error Q14"]);
    assert_eq!(numbers(["10 minutes", "20 minutes", "30 minutes", "1 hour"]), ["error Q14"]);
    assert_eq!(numbers(["1 to 4 GB", "5 to 9 GB", "10 to 20 GB", "21 to 30 GB"]), NONE);
    assert_eq!(numbers(["1 to 5 GB", "5 to 9 GB", "10 to 20 GB", "21 to 30 GB"]), ["error Q14"]);
}

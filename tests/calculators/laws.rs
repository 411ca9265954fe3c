//! Laws that hold whatever the numbers, and nonsense that must be answered with a sentence.

use std::collections::BTreeMap;

use dva::calc::{Answer, Constants, Kind, Ratio, Value, calculator};
use proptest::prelude::*;

use super::{TODAY, compute};

fn number(name: &str, inputs: &str) -> Ratio {
    compute(name, inputs).unwrap().value.number().unwrap()
}

/// Read units before the total is rounded up: those of two seconds' worth of reads are always whole.
fn halves(reads: u32, tenths: u32, consistency: &str) -> Ratio {
    let reads = reads * 2;
    number(
        "rcu",
        &format!("reads={reads}/s|item={}.{} KB|consistency={consistency}", tenths / 10, tenths % 10),
    )
}

fn write_units(writes: u32, tenths: u32, mode: &str) -> Ratio {
    number("wcu", &format!("writes={writes}/s|item={}.{} KB|mode={mode}", tenths / 10, tenths % 10))
}

const TWO: Ratio = Ratio::whole(2);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn twice_the_rate_takes_twice_the_units(rate in 1_u32..5_000, item in 1_u32..4_000) {
        for consistency in ["strong", "eventual", "transactional"] {
            prop_assert_eq!(halves(rate * 2, item, consistency), halves(rate, item, consistency) * TWO);
        }
        for mode in ["standard", "transactional"] {
            prop_assert_eq!(write_units(rate * 2, item, mode), write_units(rate, item, mode) * TWO);
        }
    }

    #[test]
    fn a_strong_read_takes_twice_an_eventual_one_and_a_transaction_twice_a_strong_one(rate in 1_u32..5_000, item in 1_u32..4_000) {
        let strong = halves(rate, item, "strong");
        prop_assert_eq!(strong, halves(rate, item, "eventual") * TWO);
        prop_assert_eq!(halves(rate, item, "transactional"), strong * TWO);
        prop_assert_eq!(write_units(rate, item, "transactional"), write_units(rate, item, "standard") * TWO);
    }

    #[test]
    fn a_larger_item_never_takes_fewer_units(rate in 1_u32..5_000, item in 1_u32..4_000, more in 1_u32..100) {
        for consistency in ["strong", "eventual", "transactional"] {
            prop_assert!(halves(rate, item + more, consistency) >= halves(rate, item, consistency));
        }
        prop_assert!(write_units(rate, item + more, "standard") >= write_units(rate, item, "standard"));
    }

    #[test]
    fn a_rate_a_minute_is_sixty_times_less(rate in 1_u32..2_000, item in 1_u32..4_000) {
        let item = format!("{}.{} KB", item / 10, item % 10);
        let of = |rate: String| number("wcu", &format!("writes={rate}|item={item}"));
        prop_assert_eq!(of(format!("{}/min", rate * 60)), of(format!("{rate}/s")));
    }

    #[test]
    fn several_patterns_take_no_more_than_each_by_itself(rates in prop::collection::vec((1_u32..500, 1_u32..400), 1..5)) {
        let text = |(rate, item): &(u32, u32)| format!("{rate}/s of {}.{} KB eventual", item / 10, item % 10);
        let together: Vec<String> = rates.iter().map(text).collect();
        let alone: Ratio = together.iter().map(|one| number("dynamodb-capacity", &format!("patterns={one}"))).sum();
        let all = number("dynamodb-capacity", &format!("patterns={}", together.join(", ")));
        prop_assert!(all <= alone);
    }

    #[test]
    fn shifted_traffic_never_falls(step in 1_u32..100, interval in 1_u32..60, at in 0_u32..600) {
        let share = |at: u32| number("codedeploy-linear", &format!("step={step}%|interval={interval} min|at={at} min"));
        prop_assert!(share(at) <= share(at + 1));
        let canary = |at: u32| number("codedeploy-canary", &format!("share={}%|interval={interval} min|at={at} min", step.min(99)));
        prop_assert!(canary(at) <= canary(at + 1));
    }

    #[test]
    fn any_text_is_answered_or_refused_with_a_sentence(text in "\\PC{0,40}") {
        for calculator in dva::calc::all() {
            let typed: BTreeMap<String, String> =
                calculator.inputs.iter().map(|input| (input.name.to_owned(), text.clone())).collect();
            sound(calculator.compute(&typed, &TODAY));
        }
    }
}

/// An answer has a number that fits; a refusal a sentence.
fn sound(result: Result<Answer, Vec<dva::calc::InputError>>) {
    match result {
        Ok(answer) => {
            assert!(!answer.value.is_too_large());
            let is_negative = |value: Value| value.number().is_some_and(|number| number < Ratio::ZERO);
            assert!(!is_negative(answer.value), "{}", answer.value);
            assert!(!answer.mistakes.iter().any(|mistake| is_negative(mistake.value)));
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            assert!(errors.iter().all(|error| error.message.len() > 10), "{errors:?}");
        }
    }
}

/// Texts that make no sense for a kind, besides those that make none for any.
fn nonsense(kind: Kind) -> Vec<&'static str> {
    let general = [
        "-1",
        "−5 KB",
        "6 QB",
        "12345678901234567890",
        "1e9",
        "NaN",
        "∞",
        "0x10",
        "%",
        "/",
        ",",
        "1,,2",
        "6KB6KB",
    ];
    let own: &[&str] = match kind {
        Kind::Size => &["0 KB", "6", "KB", "-6 KB", "12345678901234567890 KB", "9999999 TB"],
        Kind::SizeOrNone => &["6", "KB", "-6 KB", "12345678901234567890 KB"],
        Kind::Rate => &["0/s", "/s", "-5/s", "5/fortnight", "12345678901234567890/s", "5000000000/s"],
        Kind::RateOrNone => &["/s", "-5/s", "5/fortnight", "12345678901234567890/s"],
        Kind::Duration => &["0 s", "5", "-5 s", "5 parsecs", "12345678901234567890 s", "101 years"],
        Kind::DurationOrNone => &["5", "-5 s", "5 parsecs", "12345678901234567890 s"],
        Kind::Percent(..) => &["-5%", "1000%", "5 KB"],
        Kind::Prefix(..) => &["/0", "/33", "26.5"],
        Kind::Count(..) | Kind::Counts(..) => &["1.5", "-1", "5 apples", "99999999999999"],
        Kind::Number(..) => &["0", "1000", "two"],
        Kind::Sizes => &["0 KB", "1 KB, 0 KB", "1 KB,, 2 KB", "6"],
        Kind::Choice(_) => &["yes please", "strong eventual"],
        Kind::Patterns => &["80/s", "80/s of 6 KB", "0/s of 6 KB strong", "80/s of 6 QB strong"],
        Kind::Attributes => &["pk", "pk=", "=S3", "pk=S-1", "pk=N99"],
    };
    general.into_iter().chain(own.iter().copied()).collect()
}

#[test]
fn nonsense_in_any_input_is_answered_with_a_sentence_that_names_it() {
    for calculator in dva::calc::all() {
        let examples: BTreeMap<String, String> =
            calculator.inputs.iter().map(|input| (input.name.to_owned(), input.example.to_owned())).collect();
        for input in calculator.inputs {
            for text in nonsense(input.kind) {
                let mut typed = examples.clone();
                typed.insert(input.name.to_owned(), text.to_owned());
                let errors = calculator.compute(&typed, &TODAY);
                let Err(errors) = errors else {
                    panic!("{} takes {text} as {}", calculator.name, input.name)
                };
                assert_eq!(errors.len(), 1, "{errors:?}");
                assert_eq!(errors[0].input, input.name);
                assert!(errors[0].message.contains("expected "), "{}", errors[0]);
            }
        }
    }
}

#[test]
fn every_required_input_that_is_missing_and_every_unknown_one_is_told() {
    let rcu = calculator("rcu").unwrap();
    let errors = rcu.compute(&super::given("item= |size=4 KB"), &TODAY).unwrap_err();
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "reads: nothing given: expected a rate such as 80/s",
            "item: nothing given: expected a size such as 6 KB",
            "size: rcu has no such input: expected reads, item, consistency",
        ]
    );
}

#[test]
fn the_largest_inputs_never_wrap_around() {
    let largest = |kind: Kind| match kind {
        Kind::Count(_, to) | Kind::Number(_, to) | Kind::Prefix(_, to) => to.to_string(),
        Kind::Percent(_, to) => format!("{to}%"),
        Kind::Counts(_, to) => vec![to.to_string(); 100].join("; "),
        Kind::Size | Kind::SizeOrNone => "1048576 TB".to_owned(),
        Kind::Sizes => vec!["1048576 TB"; 100].join(", "),
        Kind::Rate | Kind::RateOrNone => "1000000000/s".to_owned(),
        Kind::Duration | Kind::DurationOrNone => "100 years".to_owned(),
        Kind::Choice(words) => words[words.len() - 1].to_owned(),
        Kind::Patterns => vec!["1000000000/s of 1048576 TB transactional-read"; 100].join(", "),
        Kind::Attributes => vec!["name=L999999999999:999999999999"; 100].join(", "),
    };
    for calculator in dva::calc::all() {
        let all: BTreeMap<String, String> =
            calculator.inputs.iter().map(|input| (input.name.to_owned(), largest(input.kind))).collect();
        sound(calculator.compute(&all, &TODAY));
        // One by one as well, since some do not fit each other.
        for input in calculator.inputs {
            let mut typed: BTreeMap<String, String> = calculator
                .inputs
                .iter()
                .map(|input| (input.name.to_owned(), input.example.to_owned()))
                .collect();
            typed.insert(input.name.to_owned(), largest(input.kind));
            sound(calculator.compute(&typed, &TODAY));
        }
    }
    // A retry that grows a hundredfold a thousand times is no number any more.
    let errors = compute("sfn-retry", "rate=100|attempts=1000").unwrap_err();
    assert_eq!(errors[0].to_string(), "sfn-retry: the numbers are too large to reckon with");
}

#[test]
fn every_choice_of_every_calculator_is_answered_from_facts_that_exist() {
    for calculator in dva::calc::all() {
        for input in calculator.inputs {
            let Kind::Choice(words) = input.kind else { continue };
            for word in words {
                let mut typed: BTreeMap<String, String> = calculator
                    .inputs
                    .iter()
                    .map(|input| (input.name.to_owned(), input.example.to_owned()))
                    .collect();
                typed.insert(input.name.to_owned(), (*word).to_owned());
                match calculator.compute(&typed, &TODAY) {
                    Ok(answer) => assert!(
                        answer.facts.iter().all(|id| super::CONTENT.facts.iter().any(|f| f.head.id == *id))
                    ),
                    Err(errors) => {
                        assert_ne!(errors[0].input, "facts", "{} {word}: {errors:?}", calculator.name);
                    }
                }
            }
        }
    }
}

#[test]
fn without_its_facts_a_calculator_says_which_one_it_lacks() {
    let none = Constants::of(&[], &[], None);
    let rcu = calculator("rcu").unwrap();
    let errors = rcu.compute(&super::given("reads=80/s|item=6 KB"), &none).unwrap_err();
    assert!(
        errors[0].to_string().starts_with("facts: there is no number for the fact `dynamodb."),
        "{errors:?}"
    );
    let default = calculator("health-check").unwrap().compute(&BTreeMap::new(), &none).unwrap_err();
    assert_eq!(
        default[0].to_string(),
        "interval: there is no number for the fact `route53.health.interval.default`"
    );
}

#[test]
fn a_changed_fact_changes_the_answer() {
    let mut facts = super::CONTENT.facts.clone();
    let block = facts.iter_mut().find(|fact| fact.head.id == "dynamodb.rcu.size").unwrap();
    block.value = "8 KB".into();
    let changed = Constants::of(&facts, &super::CONTENT.blueprints, None);
    let answer = calculator("rcu")
        .unwrap()
        .compute(&super::given("reads=80/s|item=6 KB|consistency=strong"), &changed);
    assert_eq!(answer.unwrap().value.to_string(), "80 RCU");
}

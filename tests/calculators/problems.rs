//! Problems as they are drawn: four different options, the right key, boundary cases, and answers judged.

use std::collections::{BTreeMap, HashMap, HashSet};

use dva::calc::problem::{DrawError, Drawn, Judgement, OPTIONS, Prepared, draw};
use dva::calc::{Ratio, Value, calculator};
use dva::content::model::Problem;
use dva::env::SeededDice;

use super::{CONTENT, TODAY};

/// Seeds for each calculator, over all its problems.
const SEEDS: u64 = 10_000;

fn problem(id: &str) -> &'static Problem {
    CONTENT.problems.iter().find(|problem| problem.head.id == id).unwrap()
}

fn drawn(id: &str, seed: u64) -> Drawn {
    draw(problem(id), &TODAY, &mut SeededDice::new(seed)).unwrap()
}

#[test]
fn every_calculator_that_is_asked_has_a_problem() {
    let named: HashSet<&str> = CONTENT.problems.iter().map(|problem| problem.calculator.as_str()).collect();
    for calculator in dva::calc::all() {
        assert_eq!(named.contains(calculator.name), calculator.is_asked, "{}", calculator.name);
    }
    assert!(CONTENT.problems.len() >= 90, "{}", CONTENT.problems.len());
}

/// Draws from `SEEDS` seeds for each calculator of one share of them, and checks each drawing.
fn check_share(share: usize, of: usize) {
    let calculators = dva::calc::all().enumerate().filter(|(n, _)| n % of == share);
    for (_, calculator) in calculators.filter(|(_, calculator)| calculator.is_asked) {
        let problems: Vec<&Problem> =
            CONTENT.problems.iter().filter(|problem| problem.calculator == calculator.name).collect();
        let seeds = SEEDS / problems.len() as u64;
        for problem in problems {
            let mut prepared = Prepared::new(problem, &TODAY).unwrap();
            let mut right: HashMap<BTreeMap<String, String>, String> = HashMap::new();
            for seed in 0..seeds {
                let drawn = prepared.draw(&mut SeededDice::new(seed));
                let drawn = drawn.unwrap_or_else(|error| panic!("{} seed {seed}: {error}", problem.head.id));
                check(problem, &drawn, &mut right);
            }
        }
    }
}

fn check(problem: &Problem, drawn: &Drawn, right: &mut HashMap<BTreeMap<String, String>, String>) {
    let id = &problem.head.id;
    let texts: HashSet<&str> = drawn.options.iter().map(|option| option.text.as_str()).collect();
    assert_eq!((drawn.options.len(), texts.len()), (OPTIONS, OPTIONS), "{id}: {:?}", drawn.options);
    assert!(
        drawn.options.iter().enumerate().all(|(n, option)| option.mistake.is_none() == (n == drawn.key)),
        "{id}"
    );
    // The key is the answer that the calculator gives to the numbers of the prompt, read again as texts.
    let answer = right.entry(drawn.numbers.clone()).or_insert_with(|| {
        let given = problem.given.iter().map(|(name, text)| (name.to_string(), text.to_string()));
        let inputs = given.chain(drawn.numbers.clone()).collect();
        calculator(&problem.calculator).unwrap().compute(&inputs, &TODAY).unwrap().value.to_string()
    });
    assert_eq!(&drawn.options[drawn.key].text, answer, "{id}");
    assert!(!drawn.prompt.contains(['{', '}']), "{id}: {}", drawn.prompt);
}

#[test]
fn ten_thousand_seeds_give_four_different_options_and_the_right_key_in_the_first_half() {
    check_share(0, 2);
}

#[test]
fn ten_thousand_seeds_give_four_different_options_and_the_right_key_in_the_second_half() {
    check_share(1, 2);
}

#[test]
fn options_are_ascending_and_of_one_unit() {
    for problem in &CONTENT.problems {
        let mut prepared = Prepared::new(problem, &TODAY).unwrap();
        for seed in 0..50 {
            let drawn = prepared.draw(&mut SeededDice::new(seed)).unwrap();
            let values: Vec<Value> = drawn
                .options
                .iter()
                .map(|option| match option.mistake {
                    None => drawn.answer.value,
                    Some(name) => {
                        drawn.answer.mistakes.iter().find(|mistake| mistake.name == name).unwrap().value
                    }
                })
                .collect();
            let numbers: Vec<Ratio> = values.iter().filter_map(|value| value.number()).collect();
            assert!(numbers.is_sorted(), "{}: {values:?}", problem.head.id);
            let units: HashSet<&str> = values
                .iter()
                .filter_map(|value| if let Value::Number(_, unit) = value { Some(unit.many) } else { None })
                .collect();
            assert!(units.len() <= 1, "{}: {units:?}", problem.head.id);
        }
    }
}

#[test]
fn one_drawing_in_four_lies_on_a_boundary() {
    let on_boundary =
        |id: &str| (0..400).filter(|seed| drawn(id, *seed).answer.on_boundary == Some(true)).count();
    for id in ["dynamodb.p-rcu-strong", "dynamodb.p-wcu", "s3-advanced.p-parts", "lambda.p-concurrency"] {
        let share = on_boundary(id);
        // 100 in the mean, and 70 to 130 in all but one of a thousand honest runs.
        assert!((70..=130).contains(&share), "{id}: {share} of 400");
    }
}

#[test]
fn the_same_seed_draws_the_same_problem_and_others_draw_others() {
    let prompts: HashSet<String> = (0..40).map(|seed| drawn("dynamodb.p-rcu-strong", seed).prompt).collect();
    assert!(prompts.len() > 30, "{prompts:?}");
    for seed in 0..40 {
        assert_eq!(drawn("dynamodb.p-rcu-strong", seed), drawn("dynamodb.p-rcu-strong", seed));
    }
}

#[test]
fn typed_answers_are_judged_with_the_mistake_they_show() {
    let drawn = drawn("dynamodb.p-rcu-strong", 7);
    let key = drawn.answer.value;
    let number = key.figure();
    for typed in [number.clone(), key.to_string(), format!(" {} rcu", number.replace(',', ""))] {
        assert_eq!(drawn.judge(&typed), Judgement::Right, "{typed}");
    }
    for mistake in &drawn.answer.mistakes {
        assert_eq!(drawn.judge(&mistake.value.to_string()), Judgement::Wrong(Some(mistake.name)));
    }
    assert_eq!(drawn.judge("999999"), Judgement::Wrong(None));
    // The answer itself is no example.
    let expected = "expected a number of RCU".to_owned();
    assert_eq!(drawn.judge("a lot"), Judgement::Unreadable(expected));
}

#[test]
fn a_problem_that_cannot_be_drawn_says_why() {
    let mut broken = problem("dynamodb.p-rcu-strong").clone();
    broken.calculator = "rcus".into();
    let error = draw(&broken, &TODAY, &mut SeededDice::new(1)).unwrap_err();
    assert_eq!(error, DrawError::NoCalculator("rcus".into()));
    let mut broken = problem("dynamodb.p-rcu-strong").clone();
    broken.given.insert("item".into(), "6 QB".into());
    broken.vary.remove("item");
    let error = draw(&broken, &TODAY, &mut SeededDice::new(1)).unwrap_err();
    assert_eq!(error.to_string(), "item: `QB` is no unit of size: expected a size such as 6 KB");
    // A full batch gives the same number in three ways: too few mistakes are left.
    let mut narrow = problem("sqs.p-fifo").clone();
    narrow.vary = BTreeMap::new();
    narrow.given.insert("batch".into(), "1".into());
    let drawn = draw(&narrow, &TODAY, &mut SeededDice::new(1));
    assert_eq!(drawn.unwrap().options.len(), OPTIONS);
    let mut alone = problem("dynamodb.p-lsi").clone();
    alone.vary = BTreeMap::new();
    alone.given =
        [("base", "6 GB"), ("indexes", "6 GB")].map(|(name, text)| (name.into(), text.into())).into();
    let error = draw(&alone, &TODAY, &mut SeededDice::new(1)).unwrap_err();
    assert_eq!(error, DrawError::NoOptions);
}

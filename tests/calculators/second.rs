//! A second solver for every calculator: slow and plain, on whole numbers, by loops where a loop is the plainest. It must
//! agree on ten thousand random inputs each. It knows today's limits by itself.

mod capacity;
mod functions;
mod operations;
mod services;

use std::collections::BTreeMap;
use std::collections::HashSet;

use dva::calc::problem::Dice;
use dva::calc::{Ratio, Value, calculator};
use dva::env::SeededDice;

use super::TODAY;

/// Random inputs for each calculator.
const CASES: u64 = 10_000;

/// What the second solver says.
#[derive(Debug, PartialEq, Eq)]
enum Expected {
    /// A fraction.
    Is(i128, i128),
    /// A word.
    Word(&'static str),
    /// Inputs that do not fit each other.
    Refused,
}

use Expected::{Is, Refused, Word};

/// Random inputs as they are drawn, and their texts as they are typed.
struct Case {
    dice: SeededDice,
    typed: BTreeMap<String, String>,
}

impl Case {
    fn between(&mut self, from: i128, to: i128) -> i128 {
        from + self.dice.below((to - from + 1) as usize) as i128
    }

    fn give(&mut self, name: &str, text: String) {
        self.typed.insert(name.to_owned(), text);
    }

    fn count(&mut self, name: &str, from: i128, to: i128) -> i128 {
        let number = self.between(from, to);
        self.give(name, number.to_string());
        number
    }

    /// A size of so many tenths of a unit: `1.5 KB`.
    fn tenths(&mut self, name: &str, unit: &str, from: i128, to: i128) -> i128 {
        let tenths = self.between(from, to);
        self.give(name, format!("{}.{} {unit}", tenths / 10, tenths % 10));
        tenths
    }

    /// Several sizes in tenths of a unit.
    fn several(&mut self, name: &str, unit: &str, most: i128, to: i128) -> Vec<i128> {
        let number = self.between(1, most);
        let tenths: Vec<i128> = (0..number).map(|_| self.between(1, to)).collect();
        let texts: Vec<String> = tenths.iter().map(|n| format!("{}.{} {unit}", n / 10, n % 10)).collect();
        self.give(name, texts.join(", "));
        tenths
    }

    fn counts(&mut self, name: &str, most: i128, from: i128, to: i128) -> Vec<i128> {
        let number = self.between(1, most);
        let numbers: Vec<i128> = (0..number).map(|_| self.between(from, to)).collect();
        let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        self.give(name, texts.join("; "));
        numbers
    }

    /// A rate: so many in so many seconds.
    fn rate(&mut self, name: &str, from: i128, to: i128) -> (i128, i128) {
        let number = self.between(from, to);
        let (period, seconds) = [("s", 1), ("min", 60), ("h", 3_600)][self.dice.below(3)];
        self.give(name, format!("{number}/{period}"));
        (number, seconds)
    }

    /// A time in milliseconds.
    fn ms(&mut self, name: &str, from: i128, to: i128) -> i128 {
        let ms = self.between(from, to);
        self.give(name, format!("{ms} ms"));
        ms
    }

    /// A time in whole units of so many seconds.
    fn time(&mut self, name: &str, unit: &str, from: i128, to: i128) -> i128 {
        let number = self.between(from, to);
        self.give(name, format!("{number} {unit}"));
        number
    }

    fn percent(&mut self, name: &str, from: i128, to: i128) -> i128 {
        let number = self.between(from, to);
        self.give(name, format!("{number}%"));
        number
    }

    fn word(&mut self, name: &str, words: &[&'static str]) -> &'static str {
        let word = words[self.dice.below(words.len())];
        self.give(name, word.to_owned());
        word
    }
}

/// How many blocks cover an amount, by laying one after the other.
fn cover(amount: i128, block: i128) -> i128 {
    let (mut blocks, mut covered) = (0, 0);
    while covered < amount {
        blocks += 1;
        covered += block;
    }
    blocks
}

/// A division rounded up, and one rounded down.
fn up(number: i128, by: i128) -> i128 {
    number / by + i128::from(number % by != 0)
}

fn down(number: i128, by: i128) -> i128 {
    (number - number % by) / by
}

/// A calculator's name, and how to draw its inputs and solve them.
type Solver = (&'static str, fn(&mut Case) -> Expected);

fn agree(solvers: &[Solver]) {
    for (name, solve) in solvers {
        let calculator = calculator(name).unwrap();
        let mut refused = 0;
        let mut case = Case { dice: SeededDice::new(1), typed: BTreeMap::new() };
        for _ in 0..CASES {
            case.typed.clear();
            let expected = solve(&mut case);
            let inputs = calculator.read(&case.typed, &TODAY);
            let inputs = inputs.unwrap_or_else(|errors| panic!("{name} {:?}: {errors:?}", case.typed));
            let value = calculator.weigh(&inputs, &TODAY).map(|answer| answer.value);
            let agrees = match (&value, &expected) {
                (Ok(Value::Number(number, _)), Is(above, below)) => *number == Ratio::new(*above, *below),
                (Ok(Value::Word(word)), Word(expected)) => word == expected,
                (Err(_), Refused) => true,
                _ => false,
            };
            refused += u64::from(expected == Refused);
            assert!(agrees, "{name} {:?}: {value:?} is not {expected:?}", case.typed);
        }
        assert!(refused < CASES / 2, "{name} is mostly refused");
    }
}

#[test]
fn every_calculator_has_a_second_solver() {
    let solved: HashSet<&str> = [capacity::ALL, functions::ALL, services::ALL, operations::ALL]
        .concat()
        .iter()
        .map(|(name, _)| *name)
        .collect();
    let missing: Vec<&str> =
        dva::calc::all().map(|calculator| calculator.name).filter(|name| !solved.contains(name)).collect();
    // The sheet has no answer of its own: its rows are checked one by one elsewhere.
    assert_eq!(missing, ["lambda-limits"]);
}

#[test]
fn the_second_solver_agrees_on_capacity() {
    agree(capacity::ALL);
}

#[test]
fn the_second_solver_agrees_on_functions() {
    agree(functions::ALL);
}

#[test]
fn the_second_solver_agrees_on_services() {
    agree(services::ALL);
}

#[test]
fn the_second_solver_agrees_on_operations() {
    agree(operations::ALL);
}

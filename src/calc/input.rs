//! What a calculator asks for, and reading it: every input has a name, a kind, an example and a sentence of help.

use std::collections::BTreeMap;

use super::attributes::{self, Attribute};
use super::patterns::{self, Pattern};
use super::quantity::{self, Amount};
use super::ratio::Ratio;

/// What an input takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number within bounds, both included.
    Count(i64, i64),
    /// A number, whole or not, within bounds, both included.
    Number(i64, i64),
    /// `6 KB`; more than zero.
    Size,
    /// `6 KB`, or nothing: `0 KB`.
    SizeOrNone,
    /// `200/s`; more than zero.
    Rate,
    /// `200/s`, or none: `0/s`.
    RateOrNone,
    /// `15 min`; more than zero.
    Duration,
    /// `15 min`, or none: `0 s`.
    DurationOrNone,
    /// `70%`, within bounds, both included.
    Percent(i64, i64),
    /// The prefix length of a block of addresses, within bounds: `/26`.
    Prefix(i64, i64),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Several sizes: `1.5 KB, 6.5 KB`.
    Sizes,
    /// Several whole numbers within bounds: `2, 4, 6`.
    Counts(i64, i64),
    /// Several ways of reading or writing a table: `80/s of 6 KB strong, 120/s of 1.5 KB write`.
    Patterns,
    /// The attributes of an item: `pk=S36, total=N7`.
    Attributes,
}

/// The most entries of a list.
const MOST_ENTRIES: usize = 100;

/// Whether an input may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must be given.
    Required,
    /// This is meant when it is not given.
    Default(&'static str),
    /// The value of this fact is meant when it is not given.
    Fact(&'static str),
    /// Without it that part is left out.
    Optional,
}

/// One input of a calculator.
#[derive(Debug, Clone, Copy)]
pub struct Input {
    /// As commands and problems name it: `item`.
    pub name: &'static str,
    /// As a form labels it: `Item size`.
    pub label: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// A value to show how it is written.
    pub example: &'static str,
    /// What it means.
    pub help: &'static str,
    /// Whether it may be left out.
    pub need: Need,
}

impl Input {
    /// Returns an input that must be given.
    pub const fn new(
        name: &'static str,
        label: &'static str,
        kind: Kind,
        example: &'static str,
        help: &'static str,
    ) -> Self {
        Self { name, label, kind, example, help, need: Need::Required }
    }

    /// Returns the input with a value for when it is not given.
    #[must_use]
    pub const fn or(self, default: &'static str) -> Self {
        Self { need: Need::Default(default), ..self }
    }

    /// Returns the input with the value of a fact for when it is not given.
    #[must_use]
    pub const fn or_fact(self, id: &'static str) -> Self {
        Self { need: Need::Fact(id), ..self }
    }

    /// Returns the input as one that may be left out.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { need: Need::Optional, ..self }
    }

    /// Reads what was typed.
    pub fn read(&self, text: &str) -> Result<Given, InputError> {
        self.kind.read(text).map_err(|fault| InputError {
            input: self.name.to_owned(),
            message: format!("{fault}: expected {}", self.expected()),
        })
    }

    /// Says what is expected: `a size such as 6 KB`.
    pub fn expected(&self) -> String {
        let bounds = |from: i64, to: i64, what: &str| {
            let (from, to) = (Ratio::from(from).written(0), Ratio::from(to).written(0));
            format!("{what} from {from} to {to}, such as {}", self.example)
        };
        match self.kind {
            Kind::Choice(words) => words.join(", ").replacen(", ", " or ", usize::from(words.len() == 2)),
            Kind::Count(from, to) => bounds(from, to, "a whole number"),
            Kind::Counts(from, to) => bounds(from, to, "whole numbers"),
            Kind::Number(from, to) => bounds(from, to, "a number"),
            Kind::Percent(from, to) => bounds(from, to, "a percentage"),
            Kind::Prefix(from, to) => {
                format!("a prefix length from /{from} to /{to}, such as {}", self.example)
            }
            Kind::Size | Kind::SizeOrNone => format!("a size such as {}", self.example),
            Kind::Rate | Kind::RateOrNone => format!("a rate such as {}", self.example),
            Kind::Duration | Kind::DurationOrNone => format!("a time such as {}", self.example),
            Kind::Sizes => format!("sizes such as {}", self.example),
            Kind::Patterns => format!("reads and writes such as {}", self.example),
            Kind::Attributes => format!("attributes such as {}", self.example),
        }
    }
}

impl Kind {
    fn read(self, text: &str) -> Result<Given, String> {
        let one = |amount: Result<Amount, String>| amount.map(Given::One);
        let positive = |amount: Result<Amount, String>| {
            let amount = amount?;
            if amount.number.is_positive() { Ok(Given::One(amount)) } else { Err("zero".to_owned()) }
        };
        match self {
            Self::Size => positive(quantity::size(text)),
            Self::SizeOrNone => one(quantity::size(text)),
            Self::Rate => positive(quantity::rate(text)),
            Self::RateOrNone => one(quantity::rate(text)),
            Self::Duration => positive(quantity::duration(text)),
            Self::DurationOrNone => one(quantity::duration(text)),
            Self::Count(from, to) => one(whole(text).and_then(|amount| within(amount, from, to))),
            Self::Number(from, to) => one(quantity::plain(text).and_then(|amount| within(amount, from, to))),
            Self::Percent(from, to) => {
                one(quantity::percent(text).and_then(|amount| within(amount, from, to)))
            }
            Self::Prefix(from, to) => {
                let length = whole(text.trim().trim_start_matches('/'))?;
                let length = within(length, from, to)?;
                Ok(Given::One(Amount { said: format!("/{}", length.said), ..length }))
            }
            Self::Choice(words) => {
                let chosen = words.iter().find(|word| word.eq_ignore_ascii_case(text.trim()));
                chosen.map(|word| Given::Word(word)).ok_or_else(|| unknown_word(text))
            }
            Self::Sizes => list(text, |entry| {
                let size = quantity::size(entry)?;
                if size.number.is_positive() { Ok(size) } else { Err("zero".to_owned()) }
            }),
            Self::Counts(from, to) => {
                list(text, |entry| whole(entry).and_then(|amount| within(amount, from, to)))
            }
            Self::Patterns => patterns::read(&limited(text)?).map(Given::Patterns),
            Self::Attributes => attributes::read(&limited(text)?).map(Given::Attributes),
        }
    }
}

fn unknown_word(text: &str) -> String {
    let word: String = text.trim().chars().take(24).collect();
    if word.is_empty() { "nothing given".to_owned() } else { format!("there is no `{word}`") }
}

fn whole(text: &str) -> Result<Amount, String> {
    let amount = quantity::plain(text)?;
    if amount.number.is_whole() { Ok(amount) } else { Err("a fraction".to_owned()) }
}

fn within(amount: Amount, from: i64, to: i64) -> Result<Amount, String> {
    if amount.number < Ratio::from(from) {
        return Err(format!("{} is too small", amount.said));
    }
    if amount.number > Ratio::from(to) {
        return Err(format!("{} is too large", amount.said));
    }
    Ok(amount)
}

fn limited(text: &str) -> Result<Vec<String>, String> {
    let entries = quantity::entries(text);
    if entries.len() > MOST_ENTRIES { Err(format!("more than {MOST_ENTRIES} entries")) } else { Ok(entries) }
}

fn list(text: &str, read: impl Fn(&str) -> Result<Amount, String>) -> Result<Given, String> {
    let amounts = limited(text)?.iter().map(|entry| read(entry)).collect::<Result<_, _>>();
    amounts.map(Given::Several)
}

/// An input that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A number with or without a unit.
    One(Amount),
    /// A list of them.
    Several(Vec<Amount>),
    /// A word of a choice.
    Word(&'static str),
    /// Ways of reading and writing a table.
    Patterns(Vec<Pattern>),
    /// Attributes of an item.
    Attributes(Vec<Attribute>),
}

/// The inputs of one calculation, all read and each of its kind.
pub type Inputs = BTreeMap<&'static str, Given>;

/// An input that cannot be used, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{input}: {message}")]
pub struct InputError {
    /// The name of the input.
    pub input: String,
    /// What is wrong with it.
    pub message: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn input(kind: Kind, example: &'static str) -> Input {
        Input::new("x", "X", kind, example, "An input.")
    }

    #[test]
    fn each_kind_says_what_is_wrong_and_what_is_expected() {
        let size = input(Kind::Size, "6 KB");
        let count = input(Kind::Count(1, 1_000), "12");
        let choice = input(Kind::Choice(&["strong", "eventual"]), "strong");
        for (input, text, message) in [
            (size, "0 KB", "zero: expected a size such as 6 KB"),
            (size, "6 QB", "`QB` is no unit of size: expected a size such as 6 KB"),
            (
                input(Kind::Sizes, "1 KB, 2 KB"),
                "1 KB, , 2 KB",
                "nothing given: expected sizes such as 1 KB, 2 KB",
            ),
            (count, "0", "0 is too small: expected a whole number from 1 to 1,000, such as 12"),
            (count, "1,001", "1,001 is too large: expected a whole number from 1 to 1,000, such as 12"),
            (count, "1.5", "a fraction: expected a whole number from 1 to 1,000, such as 12"),
            (choice, "weak", "there is no `weak`: expected strong or eventual"),
            (choice, "", "nothing given: expected strong or eventual"),
            (input(Kind::Rate, "80/s"), "0/s", "zero: expected a rate such as 80/s"),
            (input(Kind::Duration, "15 min"), "-1 s", "less than zero: expected a time such as 15 min"),
            (
                input(Kind::Percent(1, 100), "70%"),
                "101%",
                "101% is too large: expected a percentage from 1 to 100, such as 70%",
            ),
            (
                input(Kind::Prefix(16, 28), "/26"),
                "/29",
                "29 is too large: expected a prefix length from /16 to /28, such as /26",
            ),
        ] {
            assert_eq!(input.read(text).unwrap_err().message, message, "{text}");
        }
        let long = vec!["1 KB"; 101].join(", ");
        assert!(
            input(Kind::Sizes, "1 KB").read(&long).unwrap_err().message.starts_with("more than 100 entries")
        );
    }

    #[test]
    fn words_and_prefixes_take_more_than_one_spelling() {
        let choice = input(Kind::Choice(&["strong", "eventual"]), "strong");
        assert_eq!(choice.read(" Strong "), Ok(Given::Word("strong")));
        let prefix = input(Kind::Prefix(16, 28), "/26");
        assert_eq!(prefix.read("26"), prefix.read("/26"));
    }
}

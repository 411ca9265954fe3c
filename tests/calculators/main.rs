//! The calculators against worked examples, a second solver, laws, nonsense, and the problems drawn from them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod examples;
mod laws;
mod problems;
mod second;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use dva::calc::{Answer, Constants, InputError, calculator};
use dva::content::Content;

static CONTENT: LazyLock<Content> = LazyLock::new(dva::content::shipped::content);

/// Today's numbers.
static TODAY: LazyLock<Constants> = LazyLock::new(|| constants(None));

/// The numbers of a day.
fn constants(day: Option<&str>) -> Constants {
    let day = day.map(|day| day.parse().unwrap());
    Constants::of(&CONTENT.facts, &CONTENT.blueprints, day)
}

/// Reads `name=value|name=value`.
fn given(inputs: &str) -> BTreeMap<String, String> {
    let pair = |text: &str| text.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
    inputs.split('|').filter_map(pair).collect()
}

/// Computes with today's numbers.
fn compute(name: &str, inputs: &str) -> Result<Answer, Vec<InputError>> {
    calculator(name).unwrap().compute(&given(inputs), &TODAY)
}

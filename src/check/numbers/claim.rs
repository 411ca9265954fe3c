//! What the words around a number make of it: a default, a maximum, a minimum.

use crate::check::quantity::Quantity;
use crate::content::model::{Fact, FactKind};

/// Words before a number among which the one that makes it a limit or a default may stand.
const CLAIMED: usize = 5;

/// What a text calls a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// What holds when nothing is set.
    Default,
    /// An upper bound.
    Most,
    /// A lower bound.
    Least,
}

/// What stands around a number and makes it a limit or a default: `the default timeout is 30 seconds`, `30 s by default`.
pub(super) fn claim(quantity: &Quantity) -> Option<Claim> {
    let clause = quantity.before.rsplit([',', ':', '(', '–']).next().unwrap_or_default();
    let is_end = |word: &&str| is_number(word) || matches!(*word, "and" | "but" | "or");
    let words = clause.split_whitespace().rev().take(CLAIMED).take_while(|word| !is_end(word));
    let words: Vec<&str> = words.collect();
    let near = |names: &[&str]| names.iter().any(|name| words.contains(name));
    let before = quantity.before.trim_end_matches(|c: char| !c.is_alphanumeric());
    let is_before = |phrases: &[&str]| phrases.iter().any(|phrase| before.ends_with(phrase));
    let after = quantity.after.trim_start_matches(|c: char| !c.is_alphanumeric());
    // What a number follows belongs to that one: `12 hours, by default 30 seconds`.
    let is_after = |phrases: &[&str]| {
        let rest = phrases.iter().find_map(|phrase| after.strip_prefix(phrase));
        rest.is_some_and(|rest| !rest.split_whitespace().next().is_some_and(is_number))
    };
    if is_before(&["up to", "at most", "no more than", "longer than", "more than", "as many as"])
        || is_after(&["at most", "at the most", "at the latest"])
    {
        Some(Claim::Most)
    } else if near(&["default", "defaults"])
        || is_after(&["by default", "unless", "is the default", "the default"])
    {
        Some(Claim::Default)
    } else if near(&["maximum", "limit"]) {
        Some(Claim::Most)
    } else {
        (is_before(&["at least", "no less than"]) || near(&["minimum"])).then_some(Claim::Least)
    }
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a fact can be what a text calls a default, a maximum or a minimum.
pub(super) fn has_role(fact: &Fact, claim: Option<Claim>) -> bool {
    let name = fact.name.to_lowercase();
    match claim {
        None => true,
        Some(Claim::Default) => fact.kind == FactKind::Default || name.contains("default"),
        Some(Claim::Most) => {
            (fact.kind != FactKind::Default || name.contains("quota")) && !name.contains("minimum")
        }
        Some(Claim::Least) => fact.kind != FactKind::Default && !name.contains("maximum"),
    }
}

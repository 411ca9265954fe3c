//! Quantities in running text: `10,240 MB`, `5–12 hours`, `two weeks`, `1 million requests per second`, `50 layers`.
//!
//! A count is a number before a noun that the facts count in; other numbers are no quantities, and neither are years,
//! zero, multiples (`three times`) and the first members of an enumeration (`10, 20 or 30 seconds`).

use std::collections::HashSet;

use super::prose::stem;

/// What a quantity measures. Two can be compared when their kinds are equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kind {
    what: What,
    /// The unit after `per`, for those that make another kind of it: `second`, `gib`.
    per: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    /// In bytes; KB and KiB are both 1,024, since pages mix them.
    Size,
    /// In seconds.
    Time,
    Percent,
    /// The noun in the singular.
    Count(String),
}

impl Kind {
    /// Whether it has a unit of its own, which tells it from a number before a noun.
    pub(super) fn is_measured(&self) -> bool {
        !matches!(self.what, What::Count(_))
    }

    /// Whether it is a number of bytes.
    pub(super) fn is_size(&self) -> bool {
        self.what == What::Size
    }
}

/// A number with a unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    /// In the base unit of its kind.
    pub value: f64,
    /// What it measures.
    pub kind: Kind,
    /// As it is written.
    pub text: String,
    /// The unit as it is written: `KiB`, `seconds`, or the noun.
    pub unit: String,
    /// Whether the number is a word.
    pub is_spelled: bool,
    /// The text before it, in lower case.
    pub before: String,
    /// The text after it, in lower case.
    pub after: String,
}

impl Quantity {
    /// Whether both say the same. Months and years differ by how many days they are taken for.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let difference = (self.value - other.value).abs();
        self.kind == other.kind && difference <= 0.015 * self.value.max(other.value)
    }

    /// Whether both say the same, or one of them leaves out per what.
    pub(super) fn is_about(&self, other: &Self) -> bool {
        let bare =
            |quantity: &Self| Self { kind: Kind { per: None, ..quantity.kind.clone() }, ..quantity.clone() };
        let is_open = self.kind.per.is_none() || other.kind.per.is_none();
        self.is_same(other) || (is_open && bare(self).is_same(&bare(other)))
    }
}

/// Units of size, in bytes. Only these spellings are units: `b` and `Kb` are bits.
const SIZES: &[(&str, f64)] = &[
    ("byte", 1.0),
    ("bytes", 1.0),
    ("B", 1.0),
    ("KB", 1024.0),
    ("kB", 1024.0),
    ("KiB", 1024.0),
    ("MB", 1_048_576.0),
    ("MiB", 1_048_576.0),
    ("GB", 1_073_741_824.0),
    ("GiB", 1_073_741_824.0),
    ("TB", 1_099_511_627_776.0),
    ("TiB", 1_099_511_627_776.0),
    ("PB", 1_125_899_906_842_624.0),
    ("PiB", 1_125_899_906_842_624.0),
];

/// Units of time, in seconds. A month is a twelfth of a year of 365.25 days.
const TIMES: &[(&str, f64)] = &[
    ("ms", 0.001),
    ("millisecond", 0.001),
    ("s", 1.0),
    ("second", 1.0),
    ("min", 60.0),
    ("minute", 60.0),
    ("h", 3600.0),
    ("hour", 3600.0),
    ("day", 86_400.0),
    ("week", 604_800.0),
    ("month", 2_629_800.0),
    ("year", 31_557_600.0),
];

/// Numbers that are written as words. `one` says too little to be among them.
const WORDS: &[(&str, f64)] = &[
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("twelve", 12.0),
    ("fifteen", 15.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
];

/// Words after which a number no longer counts what follows.
const ENDS: &[&str] = &[
    "a", "and", "are", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "per", "the", "to",
    "with",
];

/// Units that turn what stands before `per` into another kind.
const RATES: &[&str] = &["second", "minute", "hour", "day", "gib", "gb", "tib", "tb"];

/// Words between a number and the noun that it counts, at most.
const REACH: usize = 4;

/// A service whose name reads like a count.
const ROUTE_53: (&str, f64) = ("Route", 53.0);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token<'a> {
    Word(&'a str),
    Number(f64, &'a str),
    Mark(char),
}

/// Returns the quantities of `text`. `nouns` are what counts may be of, in the singular.
pub(super) fn quantities(text: &str, nouns: &HashSet<String>) -> Vec<Quantity> {
    let tokens = tokens(text);
    (0..tokens.len()).filter_map(|at| quantity(&tokens, at, nouns)).collect()
}

/// Returns the noun that a value such as `5 security groups per rule` counts.
pub(super) fn counted(value: &str) -> Option<String> {
    let tokens = tokens(value);
    let (_, mut rest) = number(tokens.first()?, &tokens[1..])?;
    let mut noun = None;
    while let [Token::Word(word), more @ ..] = rest {
        if ENDS.contains(word) {
            break;
        }
        (noun, rest) = (Some(stem(word)), more);
    }
    noun.filter(|_| unit_of(&tokens[1..]).is_none())
}

/// The value of a number token with the multiplier after it, and what follows.
fn number<'a, 'b>(token: &Token<'a>, rest: &'b [Token<'a>]) -> Option<(f64, &'b [Token<'a>])> {
    let value = match token {
        Token::Number(value, _) => *value,
        Token::Word(word) => WORDS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name))?.1,
        Token::Mark(_) => return None,
    };
    Some(match rest {
        [Token::Word("thousand"), rest @ ..] => (value * 1e3, rest),
        [Token::Word("million"), rest @ ..] => (value * 1e6, rest),
        [Token::Word("billion"), rest @ ..] => (value * 1e9, rest),
        _ => (value, rest),
    })
}

/// The unit of measure at the head of `tokens`: what it measures, its size in the base unit, and how many tokens it takes.
fn unit_of(tokens: &[Token<'_>]) -> Option<(What, f64, usize)> {
    let skipped = usize::from(matches!(tokens, [Token::Mark('-'), ..]));
    let word = match tokens.get(skipped)? {
        Token::Mark('%') => return Some((What::Percent, 1.0, skipped + 1)),
        Token::Word(word) => *word,
        _ => return None,
    };
    let bare = word.strip_suffix("ps").unwrap_or(word);
    if let Some((_, bytes)) = SIZES.iter().find(|(name, _)| *name == bare) {
        return Some((What::Size, *bytes, skipped + 1));
    }
    let singular = if word.len() > 3 { word.strip_suffix('s').unwrap_or(word) } else { word };
    if let Some((_, seconds)) = TIMES.iter().find(|(name, _)| *name == singular) {
        return Some((What::Time, *seconds, skipped + 1));
    }
    (word == "percent").then_some((What::Percent, 1.0, skipped + 1))
}

/// The unit at the end of a range: `5–12 hours`, `30 to 900 seconds`.
fn unit_of_range(tokens: &[Token<'_>]) -> Option<(What, f64)> {
    let [Token::Mark('–' | '-') | Token::Word("to"), rest @ ..] = tokens else {
        return None;
    };
    let [upper @ Token::Number(..), rest @ ..] = rest else { return None };
    let (_, rest) = number(upper, rest)?;
    unit_of(rest).map(|(what, size, _)| (what, size))
}

fn quantity(tokens: &[Token<'_>], at: usize, nouns: &HashSet<String>) -> Option<Quantity> {
    let (before, after) = (&tokens[..at], &tokens[at + 1..]);
    let is_spelled = matches!(tokens[at], Token::Word(_));
    let (value, rest) = number(&tokens[at], after)?;
    if value == 0.0 || is_enumerated(before) || is_name(before, value) {
        return None;
    }
    let (what, size, taken) = unit_of(rest)
        .or_else(|| unit_of_range(rest).map(|(what, size)| (what, size, 0)))
        .or_else(|| noun_of(rest, nouns).map(|(noun, taken)| (What::Count(noun), 1.0, taken)))?;
    let is_year =
        (1990.0..2100.0).contains(&value) && matches!(tokens[at], Token::Number(_, text) if text.len() == 4);
    if is_year && matches!(what, What::Count(_)) {
        return None;
    }
    let (unit, after) = rest.split_at(taken);
    let unit = unit.iter().map(|token| shown(*token)).collect::<Vec<_>>().join(" ");
    let is_rate = what == What::Size && unit.ends_with("ps");
    let per = if is_rate { Some("second".to_owned()) } else { rate(after) };
    let text =
        format!("{} {}", join(&tokens[at..tokens.len() - rest.len()]), unit.trim_start_matches(['-', ' ']))
            .trim()
            .to_owned();
    let kind = Kind { what, per };
    let (before, after) = (join(before).to_lowercase(), join(after).to_lowercase());
    Some(Quantity { value: value * size, kind, text, unit, is_spelled, before, after })
}

/// Whether a bare number stands before, as in `10, 20 or 30 seconds`: then it is one of several settings.
fn is_enumerated(before: &[Token<'_>]) -> bool {
    matches!(before, [.., Token::Number(..), Token::Mark(',') | Token::Word("or" | "and")])
}

/// Whether the number is a part of a name or of an address.
fn is_name(before: &[Token<'_>], value: f64) -> bool {
    match before {
        [.., Token::Word(word)] => (*word, value) == ROUTE_53,
        [.., Token::Mark(mark)] => matches!(mark, '/' | '`' | '.' | '_' | '='),
        _ => false,
    }
}

/// The noun that a number counts, and how many tokens lead to it.
fn noun_of(rest: &[Token<'_>], nouns: &HashSet<String>) -> Option<(String, usize)> {
    let mut found = None;
    let mut words = 0;
    for (n, token) in rest.iter().enumerate() {
        match token {
            Token::Mark('-' | '`') => {}
            Token::Word(word) if words < REACH && !ENDS.contains(word) => {
                words += 1;
                let noun = stem(word);
                if noun == "time" {
                    return None;
                }
                if nouns.contains(&noun) {
                    found = Some((noun, n + 1));
                }
            }
            _ => break,
        }
    }
    found
}

/// The unit of a rate at the head of `after`: `per second`, `a minute`, `/s`.
fn rate(after: &[Token<'_>]) -> Option<String> {
    let unit = match after {
        [Token::Word("per" | "a" | "each" | "an"), Token::Word(unit), ..] => stem(unit),
        [Token::Mark('/'), Token::Word(unit), ..] => stem(if *unit == "s" { "second" } else { unit }),
        _ => return None,
    };
    RATES.contains(&unit.as_str()).then_some(unit)
}

/// Splits a text into words, numbers and marks. A word that holds a digit is a word; `512MB` is a number and a unit.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = |is_part: &dyn Fn(char) -> bool| rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let length = if first.is_ascii_digit() {
            // A comma or a full stop belongs to the number when a digit follows.
            let run = end(&|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
            rest.split_at(run).0.trim_end_matches([',', '.']).len()
        } else if first.is_alphabetic() {
            end(&|c| c.is_alphanumeric() || c == '\'')
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        if first.is_whitespace() || first == '*' {
            continue;
        }
        tokens.push(match token.replace(',', "").parse() {
            Ok(value) if first.is_ascii_digit() => Token::Number(value, token),
            _ if first.is_alphanumeric() => Token::Word(token),
            _ => Token::Mark(first),
        });
    }
    tokens
}

fn shown(token: Token<'_>) -> String {
    match token {
        Token::Word(text) | Token::Number(_, text) => text.to_owned(),
        Token::Mark(mark) => mark.to_string(),
    }
}

fn join(tokens: &[Token<'_>]) -> String {
    tokens.iter().map(|token| shown(*token)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(f64, String, Option<String>)> {
        let nouns = ["message", "layer", "group", "request", "IOPS", "address"].map(stem).into();
        let plain = |q: Quantity| (q.value, q.unit, q.kind.per);
        quantities(text, &nouns).into_iter().map(plain).collect()
    }

    #[test]
    fn numbers_with_units_are_quantities() {
        for (text, value, unit, per) in [
            ("up to 10,240 MB of memory", 10_737_418_240.0, "MB", None),
            ("not 1 KiB", 1024.0, "KiB", None),
            ("a 5-minute wait", 300.0, "- minute", None),
            ("within two weeks", 1_209_600.0, "weeks", None),
            ("125 MiB/s", 131_072_000.0, "MiB", Some("second")),
            ("50 KiBps", 51_200.0, "KiBps", Some("second")),
            ("2 MB per second", 2_097_152.0, "MB", Some("second")),
            ("**18 percent** of it", 18.0, "percent", None),
            ("99.5%", 99.5, "%", None),
            ("5 security groups per rule", 5.0, "security groups", None),
            ("3,000 more messages a second", 3000.0, "more messages", Some("second")),
            ("3 IOPS per GiB", 3.0, "IOPS", Some("gib")),
            ("1 million requests", 1e6, "requests", None),
        ] {
            assert_eq!(found(text), [(value, unit.to_owned(), per.map(str::to_owned))], "{text}");
        }
    }

    #[test]
    fn both_ends_of_a_range_have_its_unit() {
        let values = |text: &str| found(text).into_iter().map(|(value, ..)| value).collect::<Vec<_>>();
        assert_eq!(values("takes 5–12 hours"), [18_000.0, 43_200.0]);
        assert_eq!(values("from 30 to 900 seconds"), [30.0, 900.0]);
        assert_eq!(values("60 seconds to 14 days"), [60.0, 1_209_600.0]);
    }

    #[test]
    fn other_numbers_are_none() {
        for text in [
            "Route 53 groups",
            "since 2024 every address",
            "status 404",
            "Python 3.12",
            "10, 20 or 30 seconds",
            "a `/16` address",
            "three times as many messages",
            "0 seconds",
            "5 of the layers",
            "us-east-1",
            "gp3 layers",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn months_and_years_equal_their_days() {
        let one = |text: &str| quantities(text, &HashSet::new()).remove(0);
        for (a, b, same) in [
            ("12 months", "1 year", true),
            ("365 days", "1 year", true),
            ("6 months", "180 days", true),
            ("262,144 bytes", "256 KB", true),
            ("256 KiB", "256 KB", true),
            ("14 days", "15 days", false),
            ("2 MB", "2 MB per second", false),
            ("60 bytes", "60 seconds", false),
        ] {
            assert_eq!(one(a).is_same(&one(b)), same, "{a}, {b}");
        }
    }

    #[test]
    fn values_tell_what_they_count() {
        for (value, noun) in [
            ("5 security groups", Some("group")),
            ("10,000 requests per second", Some("request")),
            ("1 million requests", Some("request")),
            ("30 seconds", None),
            ("2.0", None),
            ("none", None),
        ] {
            assert_eq!(counted(value).as_deref(), noun, "{value}");
        }
    }
}

//! Options that are numbers: their order, their units, and the rank of the key among them (Q14).

use super::anatomy::Anatomy;
use super::prose::stem;

/// Words that a unit has at most: `read capacity units`.
const UNIT_WORDS: usize = 3;

/// A number or a range with its unit.
#[derive(Debug, PartialEq)]
struct Number {
    low: f64,
    high: f64,
    unit: String,
}

/// The options of a question that has nothing but numbers.
pub(super) struct Ranked {
    numbers: Vec<Number>,
    keys: Vec<usize>,
}

impl Ranked {
    /// Reads the options; `None` when one of them is no number.
    pub(super) fn of(question: &Anatomy<'_>) -> Option<Self> {
        let numbers = question.options.iter().map(|part| number(&part.shown)).collect::<Option<Vec<_>>>()?;
        let is_key = |&n: &usize| question.options.get(n).is_some_and(|part| part.choice.key);
        let keys = (0..numbers.len()).filter(is_key).collect();
        Some(Self { numbers, keys })
    }

    /// What is wrong with them.
    pub(super) fn fault(&self) -> Option<String> {
        let units: Vec<&str> = self.numbers.iter().map(|number| number.unit.as_str()).collect();
        if let Some(other) = units.iter().find(|unit| Some(*unit) != units.first()) {
            return Some(format!("options are in {} and in {other}", units.first()?));
        }
        let lows: Vec<f64> = self.numbers.iter().map(|number| number.low).collect();
        if !lows.is_sorted() && !lows.iter().rev().is_sorted() {
            return Some("options that are numbers are not sorted".to_owned());
        }
        let mut sorted: Vec<&Number> = self.numbers.iter().collect();
        sorted.sort_by(|one, other| one.low.total_cmp(&other.low));
        let overlap = sorted.windows(2).find(|pair| pair[0].high >= pair[1].low)?;
        Some(format!("{} to {} overlaps what begins at {}", overlap[0].low, overlap[0].high, overlap[1].low))
    }

    /// The place of the key from the smallest, from 0; for one key only.
    pub(super) fn key_rank(&self) -> Option<usize> {
        let [key] = self.keys[..] else { return None };
        Some(self.numbers.iter().filter(|number| number.low < self.numbers[key].low).count())
    }
}

/// Reads `5 minutes`, `1,000`, `512MB`, `10 to 20 GB`.
fn number(text: &str) -> Option<Number> {
    let spaced = text.trim_end_matches('.').replace(['–', '~'], " to ").replace('$', "");
    let mut words = spaced.split_whitespace().peekable();
    let (low, glued) = leading(words.next()?)?;
    let mut high = low;
    if words.next_if_eq(&"to").is_some() {
        (high, _) = leading(words.next()?)?;
    }
    let unit: Vec<String> = glued.into_iter().chain(words).map(stem).collect();
    (unit.len() <= UNIT_WORDS).then(|| Number { low, high, unit: unit.join(" ") })
}

/// The number that a word begins with, and what is glued to it.
fn leading(word: &str) -> Option<(f64, Option<&str>)> {
    let end = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(word.len());
    let (digits, rest) = word.split_at(end);
    let is_unit = rest.chars().all(|c| c.is_alphabetic() || matches!(c, '%' | '/'));
    let value = digits.replace(',', "").parse().ok().filter(|_| is_unit)?;
    Some((value, (!rest.is_empty()).then_some(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_their_units() {
        for (text, found) in [
            ("5 minutes", Some((5.0, 5.0, "minute"))),
            ("1,000 read capacity units.", Some((1000.0, 1000.0, "read capacity unit"))),
            ("512MB", Some((512.0, 512.0, "mb"))),
            ("10 to 20 GB", Some((10.0, 20.0, "gb"))),
            ("10–20 GB", Some((10.0, 20.0, "gb"))),
            ("42", Some((42.0, 42.0, ""))),
            ("5 minutes before the end of the day", None),
            ("10.0.0.0/16", None),
            ("Five minutes", None),
        ] {
            let expected = found.map(|(low, high, unit)| Number { low, high, unit: unit.to_owned() });
            assert_eq!(number(text), expected, "{text}");
        }
    }
}

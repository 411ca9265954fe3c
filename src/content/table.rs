//! One TOML table being read: every key is asked for once, and what was never asked for is reported.
//!
//! Read by hand rather than through serde derives, because a derived type stops at its first error and loses positions in
//! nested shapes: here all wrong keys and values of an item are found in one pass, each with its own place.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::NaiveDate;
use toml::de::{DeString, DeTable, DeValue};
use toml::{Spanned, value::Datetime};

use super::date::PartialDate;
use super::diagnostic::{Diagnostic, SourceFile};
use super::text;
use super::text::Text;

/// A value with the bytes of the file it stands in.
#[derive(Debug, Clone)]
pub(crate) struct At<T> {
    /// The value.
    pub(crate) value: T,
    /// Its place in the file.
    pub(crate) span: Range<usize>,
}

/// A file's problems as they are found.
pub(crate) struct Problems<'a> {
    /// The file being read.
    pub(crate) file: &'a SourceFile,
    /// What was found so far.
    pub(crate) found: Vec<Diagnostic>,
}

impl Problems<'_> {
    /// Reports a problem at `span`.
    pub(crate) fn report(
        &mut self,
        span: &Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.found.push(self.file.diagnostic(span, message, hint));
    }
}

/// A table whose keys are being asked for.
pub(crate) struct Table<'t, 'p, 'f> {
    entries: &'t DeTable<'t>,
    /// The table's header, where missing keys are reported.
    pub(crate) span: Range<usize>,
    /// What the table is in messages: `[[fact]]`.
    name: &'static str,
    asked: BTreeSet<&'static str>,
    /// Where problems go.
    pub(crate) problems: &'p mut Problems<'f>,
}

impl<'t, 'p, 'f> Table<'t, 'p, 'f> {
    pub(crate) fn new(
        table: &'t DeTable<'t>,
        span: Range<usize>,
        name: &'static str,
        problems: &'p mut Problems<'f>,
    ) -> Self {
        Self { entries: table, span, name, asked: BTreeSet::new(), problems }
    }

    /// Opens the table in `value`, or reports that it is none.
    pub(crate) fn open(
        value: &'t Spanned<DeValue<'t>>,
        name: &'static str,
        problems: &'p mut Problems<'f>,
    ) -> Option<Self> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Self::new(table, value.span(), name, problems)),
            other => {
                let message = format!("expected the table {name}, found {}", kind_of(other));
                problems.report(&value.span(), message, "");
                None
            }
        }
    }

    fn get(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.insert(key);
        self.entries.get(key)
    }

    fn wrong(&mut self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
        let message = format!("`{key}` is {}", kind_of(value.get_ref()));
        self.problems.report(&value.span(), message, format!("expected {expected}"));
    }

    /// Reports that `key` is missing.
    pub(crate) fn missing(&mut self, key: &str, expected: &str) {
        let message = format!("{} has no `{key}`", self.name);
        self.problems.report(&self.span, message, format!("add `{key} = {expected}`"));
    }

    /// A text that must be there and not be empty.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<At<Text>> {
        if !self.entries.contains_key(key) {
            self.asked.insert(key);
            self.missing(key, "\"…\"");
        }
        self.optional_text(key)
    }

    /// A text that may be left out, but not be empty.
    pub(crate) fn optional_text(&mut self, key: &'static str) -> Option<At<Text>> {
        let value = self.get(key)?;
        if let DeValue::String(string) = value.get_ref() {
            self.checked_text(key, string, value.span())
        } else {
            self.wrong(key, value, "a text in quotes");
            None
        }
    }

    fn checked_text(&mut self, key: &str, string: &str, span: Range<usize>) -> Option<At<Text>> {
        if string.trim().is_empty() {
            self.problems.report(&span, format!("`{key}` is empty"), "write it or leave the key out");
            return None;
        }
        if let Some((_, c)) = text::forbidden(string) {
            let message = format!("`{key}` holds the character {}", c.escape_default());
            self.problems.report(&span, message, FORBIDDEN_HINT);
            return None;
        }
        Some(At { value: string.trim_matches('\n').trim_end().to_owned().into(), span })
    }

    /// A list of texts; empty when the key is absent.
    pub(crate) fn texts(&mut self, key: &'static str) -> Vec<At<Text>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(array) = value.get_ref() else {
            self.wrong(key, value, "a list of texts: [\"…\", \"…\"]");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for element in array {
            if let DeValue::String(string) = element.get_ref() {
                texts.extend(self.checked_text(key, string, element.span()));
            } else {
                self.wrong(key, element, "a text in quotes");
            }
        }
        texts
    }

    /// A whole number in `range`.
    pub(crate) fn number(
        &mut self,
        key: &'static str,
        range: std::ops::RangeInclusive<i64>,
    ) -> Option<At<i64>> {
        let value = self.get(key)?;
        let expected = format!("a whole number from {} to {}", range.start(), range.end());
        match integer(value.get_ref()) {
            Some(number) if range.contains(&number) => Some(At { value: number, span: value.span() }),
            Some(number) => {
                self.problems.report(
                    &value.span(),
                    format!("`{key}` is {number}"),
                    format!("expected {expected}"),
                );
                None
            }
            None => {
                self.wrong(key, value, &expected);
                None
            }
        }
    }

    /// `true` or `false`; `None` when absent.
    pub(crate) fn flag(&mut self, key: &'static str) -> Option<bool> {
        let value = self.get(key)?;
        if let DeValue::Boolean(flag) = value.get_ref() {
            Some(*flag)
        } else {
            self.wrong(key, value, "true or false");
            None
        }
    }

    /// A TOML date without a time: `2026-11-22`.
    pub(crate) fn day(&mut self, key: &'static str) -> Option<NaiveDate> {
        let value = self.get(key)?;
        let DeValue::Datetime(Datetime { date: Some(date), time: None, offset: None }) = value.get_ref()
        else {
            self.wrong(key, value, "a date without quotes: 2026-11-22");
            return None;
        };
        let day = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into());
        if day.is_none() {
            self.problems.report(&value.span(), format!("`{key}` is no day of the calendar"), "");
        }
        day
    }

    /// A date in quotes, known to the day, the month or the year.
    pub(crate) fn partial_date(&mut self, key: &'static str) -> Option<At<PartialDate>> {
        let At { value, span } = self.optional_text(key)?;
        let date = PartialDate::parse(&value);
        if date.is_none() {
            let message = format!("`{key}` is \"{value}\"");
            self.problems.report(
                &span,
                message,
                "expected a date as \"YYYY\", \"YYYY-MM\" or \"YYYY-MM-DD\"",
            );
        }
        date.map(|value| At { value, span })
    }

    /// Whether `key` was written, whatever its value.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// A list of whole numbers in `range`; empty when absent.
    pub(crate) fn numbers(&mut self, key: &'static str, range: std::ops::RangeInclusive<i64>) -> Vec<i64> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let expected = format!("a list of whole numbers from {} to {}", range.start(), range.end());
        let DeValue::Array(array) = value.get_ref() else {
            self.wrong(key, value, &expected);
            return Vec::new();
        };
        let mut numbers = Vec::new();
        for element in array {
            match integer(element.get_ref()).filter(|number| range.contains(number)) {
                Some(number) => numbers.push(number),
                None => self.wrong(key, element, &expected),
            }
        }
        numbers
    }

    /// A list of words of a closed set; empty when absent.
    pub(crate) fn words<T>(&mut self, key: &'static str) -> Vec<T>
    where
        T: std::str::FromStr + strum::VariantNames,
    {
        let list = self.texts(key);
        list.into_iter().filter_map(|at| self.parse_word(key, &at)).collect()
    }

    /// One of a closed set of words.
    pub(crate) fn word<T>(&mut self, key: &'static str) -> Option<T>
    where
        T: std::str::FromStr + strum::VariantNames,
    {
        let at = self.text(key)?;
        self.parse_word(key, &at)
    }

    /// One of a closed set of words, or nothing.
    pub(crate) fn optional_word<T>(&mut self, key: &'static str) -> Option<T>
    where
        T: std::str::FromStr + strum::VariantNames,
    {
        let at = self.optional_text(key)?;
        self.parse_word(key, &at)
    }

    fn parse_word<T>(&mut self, key: &str, at: &At<Text>) -> Option<T>
    where
        T: std::str::FromStr + strum::VariantNames,
    {
        let word = at.value.parse().ok();
        if word.is_none() {
            let hint = format!("expected one of: {}", T::VARIANTS.join(", "));
            self.problems.report(&at.span, format!("`{key}` is \"{}\"", at.value), hint);
        }
        word
    }

    /// The tables under `key`: an array of tables, or one inline table; empty when absent.
    pub(crate) fn tables(&mut self, key: &'static str) -> Vec<&'t Spanned<DeValue<'t>>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::Array(array) => array.iter().collect(),
            DeValue::Table(_) => vec![value],
            _ => {
                self.wrong(key, value, "a list of tables");
                Vec::new()
            }
        }
    }

    /// The entries of the table under `key`, whose keys are free; empty when absent.
    pub(crate) fn entries(&mut self, key: &'static str) -> Vec<(At<Text>, &'t Spanned<DeValue<'t>>)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong(key, value, "a table: { name = \"…\" }");
            return Vec::new();
        };
        let at =
            |name: &Spanned<DeString<'_>>| At { value: name.get_ref().to_string().into(), span: name.span() };
        table.iter().map(|(name, value)| (at(name), value)).collect()
    }

    /// Reports every key that was not asked for. `parents` are keys of the table around this one: finding one of them here
    /// means that it was written too late.
    pub(crate) fn finish(self, parents: &[&str]) {
        for key in self.entries.keys() {
            let name = &**key.get_ref();
            if self.asked.contains(name) {
                continue;
            }
            let hint = if parents.contains(&name) {
                format!("it falls inside {}; move it above", self.name)
            } else {
                nearest(name, self.asked.iter().copied())
            };
            self.problems.report(&key.span(), format!("unknown key `{name}` in {}", self.name), hint);
        }
    }
}

/// The hint for forbidden characters.
pub(crate) const FORBIDDEN_HINT: &str =
    "control characters, escape sequences and direction marks are not allowed; write it in plain text";

/// Suggests the known word nearest to `word`, or lists all of them.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let near = known
        .clone()
        .map(|name| (strsim::osa_distance(word, name), name))
        .filter(|&(distance, name)| distance <= 1.max(name.chars().count() / 4))
        .min();
    if let Some((_, name)) = near {
        return format!("did you mean `{name}`?");
    }
    let all: Vec<&str> = known.take(30).collect();
    if all.is_empty() { String::new() } else { format!("expected one of: {}", all.join(", ")) }
}

fn integer(value: &DeValue<'_>) -> Option<i64> {
    match value {
        DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix()).ok(),
        _ => None,
    }
}

/// What a value is, in words.
pub(crate) fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

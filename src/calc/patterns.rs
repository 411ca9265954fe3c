//! Ways in which an application reads and writes a table, several on one line: `80/s of 6 KB strong, 120/s of 1.5 KB write`.

use super::quantity::{self, Amount};

/// One way of reading or writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// Requests a second.
    pub rate: Amount,
    /// The size of an item.
    pub item: Amount,
    /// What is done with it.
    pub operation: Operation,
}

/// What a request does, as far as units are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// A strongly consistent read.
    Strong,
    /// An eventually consistent read.
    Eventual,
    /// A read in a transaction.
    TransactionalRead,
    /// A write.
    Write,
    /// A write in a transaction.
    TransactionalWrite,
}

/// The words for operations.
const OPERATIONS: &[(&str, Operation)] = &[
    ("strong", Operation::Strong),
    ("eventual", Operation::Eventual),
    ("transactional-read", Operation::TransactionalRead),
    ("write", Operation::Write),
    ("transactional-write", Operation::TransactionalWrite),
];

impl Operation {
    /// Returns the operation that goes by `word`.
    pub fn of(word: &str) -> Option<Self> {
        OPERATIONS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, operation)| *operation)
    }

    /// Returns its word.
    pub fn word(self) -> &'static str {
        OPERATIONS.iter().find(|(_, operation)| *operation == self).map_or("", |(name, _)| name)
    }

    /// Whether it takes write units.
    pub fn is_write(self) -> bool {
        matches!(self, Self::Write | Self::TransactionalWrite)
    }
}

/// Reads patterns, one an entry.
pub(crate) fn read(entries: &[String]) -> Result<Vec<Pattern>, String> {
    entries.iter().map(|entry| one(entry)).collect()
}

fn one(entry: &str) -> Result<Pattern, String> {
    if entry.is_empty() {
        return Err("nothing given".to_owned());
    }
    let lacking = || "each needs a rate, a size and what is done".to_owned();
    let (rate, rest) = entry.split_once(" of ").or_else(|| entry.split_once(" x ")).ok_or_else(lacking)?;
    let (item, word) = rest.trim().rsplit_once(' ').ok_or_else(lacking)?;
    let operation = Operation::of(word).ok_or_else(|| {
        let words: Vec<&str> = OPERATIONS.iter().map(|(name, _)| *name).collect();
        format!("what is done is one of {}", words.join(", "))
    })?;
    let (rate, item) = (quantity::rate(rate)?, quantity::size(item)?);
    if !rate.number.is_positive() || !item.number.is_positive() {
        return Err("zero".to_owned());
    }
    Ok(Pattern { rate, item, operation })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_has_a_rate_a_size_and_an_operation() {
        let entries = |text: &str| quantity::entries(text);
        let patterns = read(&entries("80/s of 6 KB strong, 3,000/min x 1.5KB write")).unwrap();
        let told: Vec<String> = patterns
            .iter()
            .map(|p| format!("{} {} {}", p.rate.said, p.item.said, p.operation.word()))
            .collect();
        assert_eq!(told, ["80/s 6 KB strong", "3,000/min 1.5 KB write"]);
        for (text, fault) in [
            ("", "nothing given"),
            ("80/s", "each needs a rate, a size and what is done"),
            ("80/s of 6", "each needs a rate, a size and what is done"),
            ("0/s of 6 KB strong", "zero"),
            ("80/s of 6 QB strong", "`QB` is no unit of size"),
            (
                "80/s of 6 KB weak",
                "what is done is one of strong, eventual, transactional-read, write, transactional-write",
            ),
        ] {
            assert_eq!(read(&entries(text)), Err(fault.to_owned()), "{text}");
        }
    }
}

//! What numbers are of: units of answers, and how answers are written and compared.

use super::quantity;
use super::ratio::Ratio;

/// What a unit measures: units of the same measure can be turned into each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Things that are counted: units, shards, requests.
    Count,
    /// Bytes.
    Size,
    /// Seconds.
    Time,
    /// Percent.
    Share,
}

/// The unit of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// Said of one: `shard`.
    pub one: &'static str,
    /// Said of any other number: `shards`.
    pub many: &'static str,
    /// What it measures.
    pub measure: Measure,
    /// How many of the measure's base (bytes, seconds) make one, as a fraction.
    pub base: (i128, i128),
    /// The decimals shown at most.
    pub places: u8,
    /// Whether all those decimals are always shown.
    pub is_fixed: bool,
}

const fn unit(one: &'static str, many: &'static str, measure: Measure, base: (i128, i128)) -> Unit {
    Unit { one, many, measure, base, places: 2, is_fixed: false }
}

impl Unit {
    /// Returns the unit of things that are counted.
    pub const fn of(one: &'static str, many: &'static str) -> Self {
        unit(one, many, Measure::Count, (1, 1))
    }

    /// Read capacity units.
    pub const RCU: Self = Self::of("RCU", "RCU");
    /// Write capacity units.
    pub const WCU: Self = Self::of("WCU", "WCU");
    /// `item/s`
    pub const ITEMS_PER_SECOND: Self = Self::of("item/s", "items/s");
    /// `request/s`
    pub const REQUESTS_PER_SECOND: Self = Self::of("request/s", "requests/s");
    /// `message/s`
    pub const MESSAGES_PER_SECOND: Self = Self::of("message/s", "messages/s");
    /// API calls.
    pub const CALLS: Self = Self::of("call", "calls");
    /// Virtual servers.
    pub const INSTANCES: Self = Self::of("instance", "instances");
    /// Containers that run together.
    pub const TASKS: Self = Self::of("task", "tasks");
    /// Milliseconds.
    pub const MILLISECONDS: Self = unit("ms", "ms", Measure::Time, (1, 1_000));
    /// Seconds, to the millisecond.
    pub const SECONDS: Self = Self { places: 3, ..unit("s", "s", Measure::Time, (1, 1)) };
    /// Minutes.
    pub const MINUTES: Self = unit("min", "min", Measure::Time, (60, 1));
    /// Hours.
    pub const HOURS: Self = unit("h", "h", Measure::Time, (3_600, 1));
    /// Days.
    pub const DAYS: Self = unit("day", "days", Measure::Time, (86_400, 1));
    /// Bytes.
    pub const BYTES: Self = unit("byte", "bytes", Measure::Size, (1, 1));
    /// 1,024 bytes, as the services count.
    pub const KB: Self = unit("KB", "KB", Measure::Size, (1 << 10, 1));
    /// 1,024 KB.
    pub const MB: Self = unit("MB", "MB", Measure::Size, (1 << 20, 1));
    /// 1,024 MB.
    pub const GB: Self = unit("GB", "GB", Measure::Size, (1 << 30, 1));
    /// The same as MB, as S3 writes it.
    pub const MIB: Self = unit("MiB", "MiB", Measure::Size, (1 << 20, 1));
    /// The same as GB, as S3 writes it.
    pub const GIB: Self = unit("GiB", "GiB", Measure::Size, (1 << 30, 1));
    /// 1,024 KB a second.
    pub const MB_PER_SECOND: Self = unit("MB/s", "MB/s", Measure::Size, (1 << 20, 1));
    /// Hundredths.
    pub const PERCENT: Self = unit("%", "%", Measure::Share, (1, 1));
    /// US dollars, with cents.
    pub const DOLLARS: Self = Self { is_fixed: true, ..Self::of("USD", "USD") };

    /// Returns the value of so many of this unit.
    pub const fn value(self, number: Ratio) -> Value {
        Value::Number(number, self)
    }

    /// Returns the value of so many of the measure's base: seconds become minutes, bytes become kilobytes.
    pub fn of_base(self, amount: Ratio) -> Value {
        Value::Number(amount / Ratio::new(self.base.0, self.base.1), self)
    }
}

/// An answer, right or wrong: a number with its unit, or a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// So many of a unit.
    Number(Ratio, Unit),
    /// A verdict or a name: `GenerateDataKey`.
    Word(&'static str),
}

impl Value {
    /// Returns the number alone, or the word.
    pub fn figure(self) -> String {
        match self {
            Self::Number(number, unit) if unit.is_fixed => number.written_with(unit.places),
            Self::Number(number, unit) => number.written(unit.places),
            Self::Word(word) => word.to_owned(),
        }
    }

    /// Returns the name of the unit; empty for a word.
    pub fn unit_name(self) -> &'static str {
        match self {
            Self::Number(number, unit) => {
                if number.round_to(unit.places) == Ratio::ONE {
                    unit.one
                } else {
                    unit.many
                }
            }
            Self::Word(_) => "",
        }
    }

    /// Returns the number; `None` for a word.
    pub fn number(self) -> Option<Ratio> {
        match self {
            Self::Number(number, _) => Some(number),
            Self::Word(_) => None,
        }
    }

    /// Returns the value with the decimals that are shown.
    #[must_use]
    pub fn rounded(self) -> Self {
        match self {
            Self::Number(number, unit) if !number.is_whole() => {
                Self::Number(number.round_to(unit.places), unit)
            }
            other => other,
        }
    }

    /// Whether its number was too large to keep.
    pub fn is_too_large(self) -> bool {
        self.number().is_some_and(Ratio::is_too_large)
    }

    /// Whether a typed answer means this value: the unit may be left out or be another of the same measure, and decimals
    /// beyond those shown do not count. A sentence when the text is no such answer at all.
    pub fn is_meant_by(self, typed: &str) -> Result<bool, String> {
        let typed = typed.trim();
        let (number, unit) = match self {
            Self::Word(word) => return Ok(typed.eq_ignore_ascii_case(word)),
            Self::Number(number, unit) => (number, unit),
        };
        let expected = || format!("expected a number of {}", unit.many);
        let (figure, name) = quantity::split(typed);
        let given = Ratio::parse(figure).map_err(|_| expected())?;
        let is_own =
            name.is_empty() || [unit.one, unit.many].iter().any(|own| own.eq_ignore_ascii_case(name));
        let given = match quantity::base_of(name, unit.measure) {
            _ if is_own => given,
            Some(base) => given * base / Ratio::new(unit.base.0, unit.base.1),
            None => return Err(expected()),
        };
        Ok(given == number || Self::Number(given, unit).rounded() == self.rounded())
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(_, unit) if unit.measure == Measure::Share => write!(f, "{}%", self.figure()),
            Self::Number(..) => write!(f, "{} {}", self.figure(), self.unit_name()),
            Self::Word(word) => f.write_str(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_the_exam_writes_them() {
        let shard = Unit::of("shard", "shards");
        for (value, written) in [
            (Value::Number(Ratio::whole(1_310_720), Unit::RCU), "1,310,720 RCU"),
            (Value::Number(Ratio::ONE, shard), "1 shard"),
            (Value::Number(Ratio::whole(14), shard), "14 shards"),
            (Value::Number(Ratio::new(11, 2), Unit::RCU), "5.5 RCU"),
            (Value::Number(Ratio::whole(36), Unit::DOLLARS), "36.00 USD"),
            (Value::Number(Ratio::whole(40), Unit::PERCENT), "40%"),
            (Unit::MINUTES.of_base(Ratio::whole(180)), "3 min"),
            (Unit::KB.of_base(Ratio::whole(1_536)), "1.5 KB"),
            (Unit::MILLISECONDS.of_base(Ratio::new(14, 1_000)), "14 ms"),
            (Value::Word("refused"), "refused"),
        ] {
            assert_eq!(value.to_string(), written);
        }
    }

    #[test]
    fn typed_answers_are_understood_with_and_without_the_unit() {
        let rcu = Value::Number(Ratio::whole(1_200), Unit::RCU);
        let wait = Value::Number(Ratio::whole(225), Unit::SECONDS);
        let cpu = Value::Number(Ratio::new(3_008, 1_769), Unit::of("vCPU", "vCPU"));
        for (value, typed, right) in [
            (rcu, "1200", true),
            (rcu, " 1,200 rcu ", true),
            (rcu, "1200RCU", true),
            (rcu, "120", false),
            (wait, "225 s", true),
            (wait, "3.75 min", true),
            (wait, "225 seconds", true),
            (wait, "225 min", false),
            (cpu, "1.7", true),
            (cpu, "1.70 vCPU", true),
            (cpu, "1.71", false),
            (Value::Word("Encrypt"), "encrypt", true),
            (Value::Word("Encrypt"), "GenerateDataKey", false),
        ] {
            assert_eq!(value.is_meant_by(typed), Ok(right), "{value} and {typed}");
        }
        let told = Err("expected a number of RCU".to_owned());
        for typed in ["", "many", "1200 WCU", "-1200", "1200 s", "12345678901234567890"] {
            assert_eq!(rcu.is_meant_by(typed), told, "{typed}");
        }
    }
}

//! Amounts with units, so that `900 s` finds 15 minutes and `256kb` finds 256 KiB.

/// What an amount measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dimension {
    /// Bytes.
    Size,
    /// Milliseconds.
    Time,
}

/// A unit: what it measures, and how many bytes or milliseconds it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) dimension: Dimension,
    factor: u64,
}

/// A number in trillionths, so that 99.999999999 is exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Number(u128);

/// A number with its unit, where it has one that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quantity {
    pub(super) number: Number,
    pub(super) unit: Option<Unit>,
}

const DECIMALS: usize = 12;

/// Reads a unit as people write it. A kilobyte is 1,024 bytes here: what is limited to 256 KB and to 256 KiB is looked for
/// with the same words.
pub(super) fn unit(word: &str) -> Option<Unit> {
    const SECOND: u64 = 1_000;
    const DAY: u64 = 24 * 60 * 60 * SECOND;
    let (dimension, factor) = match word {
        "b" | "byte" | "bytes" => (Dimension::Size, 1),
        "k" | "kb" | "kib" | "kilobyte" | "kilobytes" => (Dimension::Size, 1 << 10),
        "mb" | "mib" | "meg" | "megs" | "megabyte" | "megabytes" => (Dimension::Size, 1 << 20),
        "gb" | "gib" | "gig" | "gigs" | "gigabyte" | "gigabytes" => (Dimension::Size, 1 << 30),
        "tb" | "tib" | "terabyte" | "terabytes" => (Dimension::Size, 1 << 40),
        "ms" | "msec" | "millis" | "millisecond" | "milliseconds" => (Dimension::Time, 1),
        "s" | "sec" | "secs" | "second" | "seconds" => (Dimension::Time, SECOND),
        "m" | "min" | "mins" | "minute" | "minutes" => (Dimension::Time, 60 * SECOND),
        "h" | "hr" | "hrs" | "hour" | "hours" => (Dimension::Time, 60 * 60 * SECOND),
        "d" | "day" | "days" => (Dimension::Time, DAY),
        "week" | "weeks" => (Dimension::Time, 7 * DAY),
        "year" | "years" => (Dimension::Time, 365 * DAY),
        _ => return None,
    };
    Some(Unit { dimension, factor })
}

/// Reads a number as `words` hands it out: digits, with at most one point.
pub(super) fn number(word: &str) -> Option<Number> {
    let (whole, fraction) = word.split_once('.').unwrap_or((word, ""));
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 18
        || fraction.len() > DECIMALS
        || !is_digits(whole)
        || !is_digits(fraction)
    {
        return None;
    }
    let decimals = 10_u128.pow((DECIMALS - fraction.len()) as u32);
    let fraction: u128 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
    Some(Number(whole.parse::<u128>().ok()? * 10_u128.pow(DECIMALS as u32) + fraction * decimals))
}

impl Quantity {
    /// Returns bytes or milliseconds, in trillionths.
    fn amount(self) -> Option<(Dimension, u128)> {
        let Unit { dimension, factor } = self.unit?;
        Some((dimension, self.number.0.checked_mul(u128::from(factor))?))
    }

    /// Whether both are the same size or time.
    pub(super) fn equals(self, other: Self) -> bool {
        self.amount().is_some() && self.amount() == other.amount()
    }
}

/// Returns the amounts of a text, in order. `three` is no number, and of `1–5 minutes` both are minutes.
pub(super) fn all(text: &str) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    // Numbers since the last word that was no number: the unit that follows is theirs.
    let mut open = 0;
    super::words::each(text, |word| {
        if let Some(number) = number(word) {
            found.push(Quantity { number, unit: None });
            open += 1;
        } else {
            let from = found.len() - open;
            for quantity in found.iter_mut().skip(from) {
                quantity.unit = unit(word);
            }
            open = 0;
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Quantity {
        let all = all(text);
        assert_eq!(all.len(), 1, "{text}");
        all[0]
    }

    #[test]
    fn the_same_amount_is_found_in_other_units() {
        for (one_way, another) in [
            ("15 minutes", "900s"),
            ("256 KiB", "256kb"),
            ("10,240 MB", "10 GB"),
            ("65,536 bytes", "64 kB"),
            ("1 year", "365 days"),
            ("two weeks or 14 days", "14 d"),
            ("0.5 GB", "512 mb"),
            ("70 ms", "70 milliseconds"),
        ] {
            assert!(one(one_way).equals(one(another)), "{one_way}");
        }
        for (one_way, another) in [("15 minutes", "15 hours"), ("256 characters", "256 KB"), ("5", "5")] {
            assert!(!one(one_way).equals(one(another)), "{one_way}");
        }
    }

    #[test]
    fn a_range_has_one_unit() {
        let range = all("60–120 seconds, then 5 times");
        let units: Vec<bool> = range.iter().map(|quantity| quantity.unit.is_some()).collect();
        assert_eq!(units, [true, true, false]);
    }

    #[test]
    fn what_is_no_number_is_told_apart() {
        for word in ["", ".5", "172.31.0.0", "1e9", "1234567890123456789", "0.1234567890123", "5a", "-1"] {
            assert_eq!(number(word), None, "{word}");
        }
        assert_eq!(number("2.50"), number("2.5"));
        assert!(number("99.999999999") < number("100"));
        let huge = Quantity { number: number("999999999999999999").unwrap(), unit: unit("years") };
        assert!(!huge.equals(Quantity { number: number("1").unwrap(), unit: unit("years") }));
    }
}

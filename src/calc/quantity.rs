//! Quantities as people type them: `6 KB`, `200/s`, `15 min`, `70%`. Sizes become bytes, times seconds, rates a second.

use super::ratio::{NotANumber, Ratio};
use super::unit::Measure;

/// A number in base units, and how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// Bytes, seconds, a second, percent, or a plain number.
    pub number: Ratio,
    /// As it was given, in one spelling: `6 KB`, `3,000/min`.
    pub said: String,
}

/// Units of sizes: the names they go by, the first of them being how they are written, and the bytes.
const SIZES: &[(&[&str], i128)] = &[
    (&["bytes", "byte", "B"], 1),
    (&["KB"], 1 << 10),
    (&["MB"], 1 << 20),
    (&["GB"], 1 << 30),
    (&["TB"], 1 << 40),
    (&["KiB"], 1 << 10),
    (&["MiB"], 1 << 20),
    (&["GiB"], 1 << 30),
    (&["TiB"], 1 << 40),
];

/// Units of times, and the milliseconds.
const TIMES: &[(&[&str], i128)] = &[
    (&["ms", "millisecond", "milliseconds"], 1),
    (&["s", "sec", "second", "seconds"], 1_000),
    (&["min", "minute", "minutes"], 60_000),
    (&["h", "hour", "hours"], 3_600_000),
    (&["days", "day", "d"], 86_400_000),
    (&["weeks", "week"], 604_800_000),
    (&["years", "year"], 31_536_000_000),
];

/// What rates are counted in, and the seconds.
const PERIODS: &[(&[&str], i128)] = &[
    (&["s", "sec", "second"], 1),
    (&["min", "m", "minute"], 60),
    (&["h", "hour"], 3_600),
    (&["day", "d"], 86_400),
];

/// The largest size that is taken: 1,024 TB squared would be more than anybody has.
const LARGEST_SIZE: i128 = 1 << 60;

/// The longest time that is taken: a hundred years of seconds.
const LONGEST: i128 = 3_153_600_000;

/// The highest rate that is taken, a second.
const HIGHEST_RATE: i128 = 1_000_000_000;

/// Splits a quantity into its number and what follows.
pub fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    (number, rest.trim())
}

fn find(units: &'static [(&[&str], i128)], name: &str) -> Option<(&'static str, i128)> {
    // `B` and `MB` are often written small; no two units differ by case alone.
    let found = units.iter().find(|(names, _)| names.iter().any(|known| known.eq_ignore_ascii_case(name)));
    found.map(|(names, base)| (names[0], *base))
}

/// Writes a number with the name of its unit, which is that of one when it is one.
fn counted(number: Ratio, unit: &str, places: u8) -> String {
    let is_word = matches!(unit, "bytes" | "days" | "weeks" | "years");
    let unit = if is_word && number == Ratio::ONE { unit.trim_end_matches('s') } else { unit };
    format!("{} {unit}", number.written(places))
}

/// Returns how many bytes or seconds the unit of that name has; `None` when it is none of the measure.
pub fn base_of(name: &str, measure: Measure) -> Option<Ratio> {
    match measure {
        Measure::Size => find(SIZES, name).map(|(_, bytes)| Ratio::whole(bytes)),
        Measure::Time => find(TIMES, name).map(|(_, ms)| Ratio::new(ms, 1_000)),
        Measure::Share => (name == "percent").then_some(Ratio::ONE),
        Measure::Count => None,
    }
}

/// Reads the number, telling why it is none.
fn number(figure: &str, whole: &str) -> Result<Ratio, String> {
    if whole.trim().starts_with(['-', '−']) {
        return Err("less than zero".to_owned());
    }
    Ratio::parse(figure).map_err(|error| match error {
        NotANumber::TooLong => "too many digits".to_owned(),
        NotANumber::Malformed if whole.trim().is_empty() => "nothing given".to_owned(),
        NotANumber::Malformed => format!("`{}` is not understood", shortened(whole.trim())),
    })
}

/// A text that is quoted back, no longer than a line needs.
fn shortened(text: &str) -> String {
    let mut quoted: String = text.chars().take(24).collect();
    if quoted.len() < text.len() {
        quoted.push('…');
    }
    quoted
}

/// Reads a size: `6 KB`, `1.5 MiB`, `300 bytes`.
pub fn size(text: &str) -> Result<Amount, String> {
    let (figure, name) = split(text);
    let number = number(figure, text)?;
    let Some((spelling, bytes)) = find(SIZES, name) else {
        return Err(no_unit(name, "size"));
    };
    let bytes = number * Ratio::whole(bytes);
    if bytes > Ratio::whole(LARGEST_SIZE) {
        return Err("more than 1,048,576 TB".to_owned());
    }
    Ok(Amount { number: bytes, said: counted(number, spelling, 6) })
}

/// Reads a time: `15 min`, `320 ms`, `7 days`.
pub fn duration(text: &str) -> Result<Amount, String> {
    let (figure, name) = split(text);
    let number = number(figure, text)?;
    let Some((spelling, ms)) = find(TIMES, name) else {
        return Err(no_unit(name, "time"));
    };
    let seconds = number * Ratio::new(ms, 1_000);
    if seconds > Ratio::whole(LONGEST) {
        return Err("more than a hundred years".to_owned());
    }
    Ok(Amount { number: seconds, said: counted(number, spelling, 6) })
}

/// Reads a rate: `200/s`, `3000/min`, `5 per hour`; a number alone is a second's.
pub fn rate(text: &str) -> Result<Amount, String> {
    let (figure, rest) = split(text);
    let number = number(figure, text)?;
    let period = rest.strip_prefix('/').or_else(|| rest.strip_prefix("per ")).map(str::trim);
    let (spelling, seconds) = match period {
        None if rest.is_empty() => ("s", 1),
        None => return Err(no_unit(rest, "rate")),
        Some(name) => find(PERIODS, name).ok_or_else(|| no_unit(rest, "rate"))?,
    };
    let rate = number / Ratio::whole(seconds);
    if rate > Ratio::whole(HIGHEST_RATE) {
        return Err("more than 1,000,000,000 a second".to_owned());
    }
    Ok(Amount { number: rate, said: format!("{}/{spelling}", number.written(6)) })
}

/// Reads a share: `70%`, `70`, `70 percent`.
pub fn percent(text: &str) -> Result<Amount, String> {
    let (figure, rest) = split(text);
    let number = number(figure, text)?;
    if !matches!(rest, "" | "%" | "percent") {
        return Err(no_unit(rest, "share"));
    }
    Ok(Amount { number, said: format!("{}%", number.written(6)) })
}

/// Reads a number without a unit: `120`, `1.5`.
pub fn plain(text: &str) -> Result<Amount, String> {
    let (figure, rest) = split(text);
    let number = number(figure, text)?;
    if !rest.is_empty() {
        return Err(format!("`{}` is one word too many", shortened(rest)));
    }
    Ok(Amount { number, said: number.written(6) })
}

fn no_unit(name: &str, of: &str) -> String {
    if name.is_empty() {
        "the unit is missing".to_owned()
    } else {
        format!("`{}` is no unit of {of}", shortened(name))
    }
}

/// Splits a list at commas, semicolons and plus signs. A comma between thousands, as in `1,000 KB`, parts nothing.
pub fn entries(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let mut entries = vec![String::new()];
    for (at, &c) in chars.iter().enumerate() {
        let between_thousands =
            is_digit(at.checked_sub(1)) && (1..=3).all(|n| is_digit(Some(at + n))) && !is_digit(Some(at + 4));
        if matches!(c, ';' | '+') || c == ',' && !between_thousands {
            entries.push(String::new());
        } else if let Some(last) = entries.last_mut() {
            last.push(c);
        }
    }
    entries.into_iter().map(|entry| entry.trim().to_owned()).collect()
}

/// Reads the first number of a fact's value in base units: `400 KB`, `3,000 RCU`, `4 days`, `/28`, `1 million requests`.
pub fn of_fact(text: &str) -> Option<Ratio> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let (_, text) = text.split_at(start);
    let (figure, rest) = split(text);
    let number = Ratio::parse(figure).ok()?;
    let name = rest.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    if name == "million" {
        return Some(number * Ratio::whole(1_000_000));
    }
    let base = base_of(name, Measure::Size).or_else(|| base_of(name, Measure::Time));
    Some(number * base.unwrap_or(Ratio::ONE))
}

/// Writes bytes in the largest unit of which they have one at least: `40.8 KB`.
pub fn written_size(bytes: Ratio) -> String {
    written_in(bytes, SIZES.iter().take(5))
}

/// Writes bytes as S3 does, in units that end in `iB`.
pub fn written_binary(bytes: Ratio) -> String {
    written_in(bytes, SIZES.iter().take(1).chain(SIZES.iter().skip(5)))
}

fn written_in<'a>(bytes: Ratio, units: impl Iterator<Item = &'a (&'a [&'a str], i128)>) -> String {
    let fitting = units.filter(|(_, base)| bytes >= Ratio::whole(*base)).last();
    let (name, base) = fitting.map_or(("bytes", 1), |(names, base)| (names[0], *base));
    counted(bytes / Ratio::whole(base), name, 2)
}

/// Writes seconds in a unit that suits them: `320 ms`, `90 s`, `15 min`, `12 h`, `7 days`.
pub fn written_time(seconds: Ratio) -> String {
    // The largest unit that leaves a whole number, minutes and days from two on; else seconds, and below one milliseconds.
    for (name, base, least) in [("days", 86_400, 2), ("h", 3_600, 1), ("min", 60, 2)] {
        let number = seconds / Ratio::whole(base);
        if number.is_whole() && number >= Ratio::whole(least) {
            return counted(number, name, 0);
        }
    }
    if seconds < Ratio::ONE && seconds.is_positive() {
        return counted(seconds * Ratio::whole(1_000), "ms", 3);
    }
    counted(seconds, "s", 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Reader = fn(&str) -> Result<Amount, String>;

    #[test]
    fn quantities_are_read_as_people_type_them() {
        let cases: &[(Reader, &str, (i128, i128), &str)] = &[
            (size, "6KB", (6_144, 1), "6 KB"),
            (size, " 1.5 MiB ", (1_572_864, 1), "1.5 MiB"),
            (size, "1 b", (1, 1), "1 byte"),
            (size, "1,000 kb", (1_024_000, 1), "1,000 KB"),
            (size, "0.3 KB", (1_536, 5), "0.3 KB"),
            (duration, "320 ms", (8, 25), "320 ms"),
            (duration, "15 minutes", (900, 1), "15 min"),
            (duration, "1 day", (86_400, 1), "1 day"),
            (duration, "7 days", (604_800, 1), "7 days"),
            (duration, "1 week", (604_800, 1), "1 week"),
            (duration, "1h", (3_600, 1), "1 h"),
            (rate, "200/s", (200, 1), "200/s"),
            (rate, "3000/min", (50, 1), "3,000/min"),
            (rate, "5 per hour", (1, 720), "5/h"),
            (rate, "80", (80, 1), "80/s"),
            (percent, "70%", (70, 1), "70%"),
            (percent, "12.5", (25, 2), "12.5%"),
            (plain, "1,200", (1_200, 1), "1,200"),
        ];
        for (read, text, (above, below), said) in cases {
            let amount = read(text).unwrap();
            assert_eq!((amount.number, amount.said.as_str()), (Ratio::new(*above, *below), *said), "{text}");
        }
    }

    #[test]
    fn nonsense_is_answered_with_a_sentence() {
        let cases: &[(Reader, &str, &str)] = &[
            (size, "6 QB", "`QB` is no unit of size"),
            (size, "6", "the unit is missing"),
            (size, "", "nothing given"),
            (size, "   ", "nothing given"),
            (size, "-6 KB", "less than zero"),
            (size, "−6 KB", "less than zero"),
            (size, "six KB", "`six KB` is not understood"),
            (size, "12345678901234567890 KB", "too many digits"),
            (size, "2000000 TB", "more than 1,048,576 TB"),
            (size, "6 KB per item", "`KB per item` is no unit of size"),
            (duration, "5 parsecs", "`parsecs` is no unit of time"),
            (duration, "101 years", "more than a hundred years"),
            (rate, "5/fortnight", "`/fortnight` is no unit of rate"),
            (rate, "5 KB", "`KB` is no unit of rate"),
            (rate, "2000000000/s", "more than 1,000,000,000 a second"),
            (percent, "5 KB", "`KB` is no unit of share"),
            (plain, "5 apples", "`apples` is one word too many"),
            (plain, "\u{1F980}\u{1F980}", "`\u{1F980}\u{1F980}` is not understood"),
            (plain, "a text that goes on and on and on", "`a text that goes on and …` is not understood"),
        ];
        for (read, text, sentence) in cases {
            assert_eq!(read(text), Err((*sentence).to_owned()), "{text}");
        }
    }

    #[test]
    fn lists_part_at_commas_that_are_not_between_thousands() {
        for (text, parts) in [
            ("1.5 KB, 6.5 KB", vec!["1.5 KB", "6.5 KB"]),
            ("1.5KB,6.5KB", vec!["1.5KB", "6.5KB"]),
            ("1,000 KB; 2 KB + 3 KB", vec!["1,000 KB", "2 KB", "3 KB"]),
            ("2,4,6", vec!["2", "4", "6"]),
            ("", vec![""]),
        ] {
            assert_eq!(entries(text), parts, "{text}");
        }
    }

    #[test]
    fn facts_are_read_in_base_units() {
        for (text, number) in [
            ("400 KB", 409_600),
            ("3,000 RCU", 3_000),
            ("4 days", 345_600),
            ("/28", 28),
            ("1 million requests", 1_000_000),
            ("5,500 requests per second", 5_500),
            ("1 MB per second", 1_048_576),
            ("2 times", 2),
            ("400,000 GB-seconds", 400_000),
        ] {
            assert_eq!(of_fact(text), Some(Ratio::whole(number)), "{text}");
        }
        assert_eq!(of_fact("unlimited"), None);
    }

    #[test]
    fn sizes_and_times_are_written_in_a_unit_that_suits() {
        assert_eq!(written_size(Ratio::whole(41_779)), "40.8 KB");
        assert_eq!(written_size(Ratio::ONE), "1 byte");
        assert_eq!(written_size(Ratio::new(1, 2)), "0.5 bytes");
        assert_eq!(written_binary(Ratio::whole(64 << 20)), "64 MiB");
        for (seconds, text) in [
            (Ratio::new(8, 25), "320 ms"),
            (Ratio::whole(45), "45 s"),
            (Ratio::whole(60), "60 s"),
            (Ratio::ZERO, "0 s"),
            (Ratio::whole(90), "90 s"),
            (Ratio::whole(900), "15 min"),
            (Ratio::whole(3_600), "1 h"),
            (Ratio::whole(86_400), "24 h"),
            (Ratio::whole(345_600), "4 days"),
            (Ratio::new(65, 4), "16.25 s"),
        ] {
            assert_eq!(written_time(seconds), text);
        }
    }
}

//! Text as words: lower case, compounds taken apart, endings trimmed. The same for what is written and for what is typed.

use std::borrow::Cow;

use super::quantity;

/// Words that say nothing about what is looked for, and are found nowhere.
const IDLE: &[&str] = &[
    "a", "about", "an", "and", "any", "are", "as", "at", "aws", "be", "by", "can", "do", "does", "each",
    "every", "for", "from", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "me",
    "much", "my", "not", "of", "on", "or", "out", "per", "s", "so", "than", "that", "the", "there", "this",
    "to", "up", "was", "what", "when", "where", "which", "while", "will", "with", "you",
];

/// Whether a word says nothing about what is looked for.
pub(super) fn is_idle(word: &str) -> bool {
    IDLE.binary_search(&word).is_ok()
}

/// Hands out the words of a text in lower case: runs of letters and digits, a number with its digits together (`10240` for
/// `10,240`, `172.31.0.0`), a unit apart from its number (`256` and `kb` for `256KB`), `lambda@edge` as one.
pub(super) fn each(text: &str, mut take: impl FnMut(&str)) {
    let text = folded(text);
    let bytes = text.as_bytes();
    // What is lower case as it stands is handed out as it stands: all there is to look up is read each time dva starts.
    let (mut begin, mut as_it_stands) = (None, true);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if is_part(byte) {
            begin = begin.or(Some(at));
            as_it_stands &= !byte.is_ascii_uppercase();
        } else if let Some(from) = begin {
            let goes_on = match (byte, bytes.get(at + 1)) {
                (b',' | b'.', Some(b'0'..=b'9')) => bytes.get(from..at).is_some_and(is_number),
                (b'@', Some(&next)) => is_part(next),
                _ => false,
            };
            if goes_on {
                as_it_stands &= byte != b',';
            } else {
                hand_out(text.get(from..at), as_it_stands, &mut take);
                (begin, as_it_stands) = (None, true);
                // An alarm's period is a period of an alarm.
                while byte == b'\'' && bytes.get(at + 1).is_some_and(|&ending| is_part(ending)) {
                    at += 1;
                }
            }
        }
        at += 1;
    }
    if let Some(from) = begin {
        hand_out(text.get(from..), as_it_stands, &mut take);
    }
}

/// Hands out a word in lower case, or a number without its commas, or a number and its unit.
fn hand_out(word: Option<&str>, as_it_stands: bool, take: &mut impl FnMut(&str)) {
    let Some(word) = word else { return };
    let lower: String;
    let word = if as_it_stands {
        word
    } else {
        lower = word.chars().filter(|&c| c != ',').map(|c| c.to_ascii_lowercase()).collect();
        &lower
    };
    match amount(word) {
        Some((number, unit)) => {
            take(number);
            take(unit);
        }
        None => take(word),
    }
}

/// A text in which whatever is not ASCII belongs to a word, and is lower case.
fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '’' => folded.push('\''),
            _ if c.is_ascii() => folded.push(c),
            _ if c.is_alphanumeric() => folded.extend(c.to_lowercase().filter(|c| c.is_alphanumeric())),
            _ => folded.push(' '),
        }
    }
    Cow::Owned(folded)
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

fn is_number(word: &[u8]) -> bool {
    word.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b','))
}

/// Splits `256kb`; `None` where what follows the digits is no unit, as in `2xlarge`.
fn amount(word: &str) -> Option<(&str, &str)> {
    let is_digit = |c: char| c.is_ascii_digit();
    if !word.starts_with(is_digit) || word.ends_with(is_digit) {
        return None;
    }
    let (number, rest) = word.split_at_checked(word.find(|c: char| !is_digit(c) && c != '.')?)?;
    quantity::unit(rest).map(|_| (number, rest))
}

/// Hands out the parts of names such as `BatchGetItem` in lower case: `batch`, `get`, `item`.
pub(super) fn each_part(text: &str, mut take: impl FnMut(&str)) {
    let has_parts =
        text.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    if !has_parts {
        return;
    }
    for run in text.split(|c: char| !c.is_alphanumeric()) {
        let mut part = String::new();
        let mut parts = 0;
        let mut before = ' ';
        for c in run.chars() {
            if c.is_ascii_uppercase() && before.is_ascii_lowercase() {
                parts += 1;
                hand_out_part(&part, &mut take);
                part.clear();
            }
            part.extend(c.to_lowercase());
            before = c;
        }
        if parts > 0 {
            hand_out_part(&part, &mut take);
        }
    }
}

/// A letter or two of a compound (`v` of `vCPU`, `Ki` of `KiB`) are no words.
fn hand_out_part(part: &str, take: &mut impl FnMut(&str)) {
    if part.len() > 2 {
        take(part);
    }
}

/// Trims the endings of plurals and of verbs, so that `retries` meets `retry` and `caching` meets `cache`. Roughly: both
/// sides are trimmed alike, and what is written out counts for more.
pub(super) fn stem(word: &str) -> Cow<'_, str> {
    if word.len() <= 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    if let Some(root) = word.strip_suffix("ies").filter(|root| root.len() > 1) {
        return Cow::Owned(format!("{root}y"));
    }
    let root = singular(word);
    let root = root.strip_suffix("ing").filter(|root| root.len() > 3).map_or(root, single_end);
    let root = root.strip_suffix("ed").filter(|root| root.len() > 3).map_or(root, single_end);
    Cow::Borrowed(root.strip_suffix('e').filter(|root| root.len() > 3).unwrap_or(root))
}

fn singular(word: &str) -> &str {
    let is_no_plural = ["ss", "us", "is", "ias"].iter().any(|ending| word.ends_with(ending));
    if is_no_plural {
        return word;
    }
    let with_es = ["sses", "shes", "ches", "xes"].iter().any(|ending| word.ends_with(ending));
    word.strip_suffix(if with_es { "es" } else { "s" }).unwrap_or(word)
}

/// `stopp` of `stopped` is `stop`, but `poll` of `polling` and `miss` of `missing` stay.
fn single_end(root: &str) -> &str {
    let mut ends = root.chars().rev();
    match (ends.next(), ends.next()) {
        (Some(last), Some(before)) if last == before && !matches!(last, 'l' | 's') => {
            root.strip_suffix(last).unwrap_or(root)
        }
        _ => root,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_idle_words_can_be_searched() {
        assert!(IDLE.is_sorted());
        assert!(is_idle("how") && !is_idle("lambda"));
    }

    #[test]
    fn text_falls_into_words() {
        for (text, expected) in [
            ("/tmp storage, maximum", vec!["tmp", "storage", "maximum"]),
            ("10,240 MB", vec!["10240", "mb"]),
            ("256KB", vec!["256", "kb"]),
            ("t3a.2xlarge", vec!["t3a", "2xlarge"]),
            ("60–120 seconds", vec!["60", "120", "seconds"]),
            ("172.31.0.0/16", vec!["172.31.0.0", "16"]),
            ("an alarm's Period.", vec!["an", "alarm", "period"]),
            ("Lambda@Edge, SSE-C", vec!["lambda@edge", "sse", "c"]),
            ("99.99 percent", vec!["99.99", "percent"]),
            ("sam.config.file", vec!["sam", "config", "file"]),
            (" @.', ", vec![]),
            ("Größe", vec!["größe"]),
        ] {
            let mut found = Vec::new();
            each(text, |word| found.push(word.to_owned()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn compounds_fall_into_parts() {
        for (text, expected) in [
            ("BatchGetItem", vec!["batch", "get", "item"]),
            ("x MaxResults y", vec!["max", "results"]),
            ("vCPU KiB", vec!["cpu"]),
            ("plain words", vec![]),
        ] {
            let mut found = Vec::new();
            each_part(text, |word| found.push(word.to_owned()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn plurals_and_verbs_meet_their_roots() {
        for (one, other) in [
            ("retries", "retry"),
            ("caching", "cache"),
            ("caches", "cache"),
            ("aliases", "alias"),
            ("indexes", "index"),
            ("stopped", "stop"),
            ("polling", "poll"),
            ("addresses", "address"),
            ("quotas", "quota"),
            ("batched", "batching"),
        ] {
            assert_eq!(stem(one), stem(other), "{one}");
        }
        for (one, other) in [("sns", "sn"), ("access", "acces"), ("status", "statu"), ("kinesis", "kinesi")] {
            assert_ne!(stem(one), stem(other), "{one}");
        }
    }
}

//! Texts that name an option by its letter or its place, which mean nothing once options are shuffled.

use super::vocabulary::{BESIDE, OPTION_WORDS, PLACES};

/// Returns the words by which a text names an option: `option B`, `the first answer`, `both A and B`.
pub(super) fn names_option(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let found = |words: &[&str]| words.join(" ").trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let pair = words.windows(2).find(|pair| {
        let lower = [pair[0].to_lowercase(), pair[1].to_lowercase()];
        let plain = lower[1].trim_matches(|c: char| !c.is_alphanumeric());
        let is_option = OPTION_WORDS.contains(&lower[0].as_str());
        let is_place = PLACES.contains(&lower[0].as_str()) && OPTION_WORDS.contains(&plain);
        (is_option && (is_letter(pair[1], &lower[0]) || BESIDE.contains(&plain))) || is_place
    });
    let triple = words.windows(3).find(|triple| {
        let is_capital = |word: &str| word.len() == 1 && word.chars().all(|c| ('A'..='F').contains(&c));
        let last = triple[2].trim_end_matches(|c: char| !c.is_alphanumeric());
        is_capital(triple[0]) && matches!(triple[1], "and" | "or") && is_capital(last)
    });
    pair.map(found).or_else(|| triple.map(found))
}

/// Whether a word is the letter of an option. `answer a request` is none: after a verb only a capital is.
fn is_letter(word: &str, before: &str) -> bool {
    let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_one = |letters: std::ops::RangeInclusive<char>| {
        plain.chars().count() == 1 && plain.chars().all(|c| letters.contains(&c))
    };
    is_one('A'..='F') || (is_one('b'..='f') && before.starts_with(['o', 'c']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_places_name_options() {
        for (text, found) in [
            ("As option B says, it fails.", Some("option B")),
            ("See option b.", Some("option b")),
            ("Both A and C.", Some("A and C")),
            ("The first option is cheaper.", Some("first option")),
            ("Unlike the choice above, it scales.", Some("choice above")),
            ("The previous answer fails.", Some("previous answer")),
            ("Functions answer a request at once.", None),
            ("That is the answer. A queue keeps it.", None),
            ("A record of type A or CNAME", None),
            ("The other options fail.", None),
            ("The option costs more.", None),
        ] {
            assert_eq!(names_option(text).as_deref(), found, "{text}");
        }
    }
}

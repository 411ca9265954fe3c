//! The words that entries are written with, and how near a typed word comes to each.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::subsequence;
use super::words::{is_idle, stem};

/// A word's number in its vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct WordId(pub(super) usize);

/// A typed word's nearness to a written one, above 0 and up to 1.
pub(super) type Nearness = f32;

// Each way of meeting a word is worth less than the one before, whatever the words are: exact words come before typos.
const SAME: Nearness = 1.0;
const SAME_STEM: Nearness = 0.95;
/// What is typed begins the word: more, the less is missing.
const BEGINS: (Nearness, Nearness) = (0.78, 0.14);
const ONE_TYPO: Nearness = 0.76;
const TWO_TYPOS: Nearness = 0.62;
/// Letters are left out.
const LEFT_OUT: (Nearness, Nearness) = (0.40, 0.20);

/// Words that look less alike than this have nothing to do with each other (Jaro and Winkler's measure, 0 to 1).
const LIKE: f32 = 0.82;

#[derive(Debug)]
struct Word {
    text: Box<str>,
    stem: Box<str>,
    /// In characters.
    length: usize,
    letters: u64,
}

/// All words of an index.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: Vec<Word>,
    /// By the hash of its text.
    by_hash: HashMap<u64, Option<WordId>, BuildHasherDefault<Hashed>>,
}

/// The hash of Fowler, Noll and Vo: for short words many times as quick as the standard one, which guards against chosen
/// keys. That two of some thousand words share all 64 bits is not to be expected, and is found out where it matters.
fn hash(text: &str) -> u64 {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, mix)
}

/// Takes a hash for what it is.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Vocabulary {
    /// Returns the number of a word, giving it the next one if it is new; `None` for an idle word.
    pub(super) fn add(&mut self, text: &str) -> Option<WordId> {
        let next = WordId(self.words.len());
        let id = *self.by_hash.entry(hash(text)).or_insert_with(|| (!is_idle(text)).then_some(next));
        if id == Some(next) {
            self.words.push(Word {
                text: text.into(),
                stem: stem(text).into(),
                length: if text.is_ascii() { text.len() } else { text.chars().count() },
                letters: letters(text),
            });
        }
        id
    }

    /// Returns how many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Returns a word's text.
    #[cfg(test)]
    pub(super) fn text(&self, id: WordId) -> &str {
        &self.words[id.0].text
    }

    fn find(&self, typed: &str) -> Option<WordId> {
        let id = self.by_hash.get(&hash(typed)).copied().flatten()?;
        (*self.words[id.0].text == *typed).then_some(id)
    }

    /// Finds a word as it is written, or another form of it.
    pub(super) fn has(&self, typed: &str) -> bool {
        self.find(typed).is_some() || {
            let stem = stem(typed);
            self.words.iter().any(|word| *word.stem == *stem)
        }
    }

    /// Returns the words that `typed` can mean, each with its nearness. Only where it is no word itself is it taken for one
    /// with letters wrong or left out.
    pub(super) fn near(&self, typed: &str) -> Vec<(WordId, Nearness)> {
        let mut near = self.written(typed);
        if near.iter().all(|(_, nearness)| *nearness < SAME_STEM) {
            near.extend(self.mistyped(typed).filter(|(id, _)| !self.words[id.0].text.starts_with(typed)));
            near.extend(self.shortened(typed));
        }
        near
    }

    /// Words that are `typed`, another form of it, or begin with it.
    pub(super) fn written(&self, typed: &str) -> Vec<(WordId, Nearness)> {
        let root = stem(typed);
        let length = typed.chars().count();
        let nearness = |word: &Word| {
            if *word.text == *typed {
                Some(SAME)
            } else if *word.stem == *root {
                Some(SAME_STEM)
            } else if length > 1 && word.text.starts_with(typed) {
                let (least, more) = BEGINS;
                Some(least + more * length as f32 / word.length as f32)
            } else {
                None
            }
        };
        self.each().filter_map(|(id, word)| Some((id, nearness(word)?))).collect()
    }

    /// Words that `typed` becomes when one letter, or two of a longer word, are changed, added, left out or turned round.
    fn mistyped(&self, typed: &str) -> impl Iterator<Item = (WordId, Nearness)> {
        let (length, own) = (typed.chars().count(), letters(typed));
        let most: usize = match length {
            ..=2 => 0,
            3..=5 => 1,
            _ => 2,
        };
        let has_digit = typed.bytes().any(|b| b.is_ascii_digit());
        self.each().filter_map(move |(id, word)| {
            // Cheap tests first: each typo changes the length by one at most, and adds and takes away one letter at most.
            let unlike = (word.letters ^ own).count_ones() as usize;
            // A number with another digit is another number.
            if most == 0 || has_digit || word.length.abs_diff(length) > most || unlike > 2 * most {
                return None;
            }
            // With a letter more or another one, three letters are another word: saml is not sam.
            if word.length.min(length) <= 3 && (word.length != length || unlike > 0) {
                return None;
            }
            match strsim::osa_distance(&word.text, typed) {
                1 => Some((id, ONE_TYPO)),
                2 if most == 2 && word.length > 4 => Some((id, TWO_TYPOS)),
                _ => None,
            }
        })
    }

    /// Words that `typed` leaves letters out of.
    fn shortened(&self, typed: &str) -> impl Iterator<Item = (WordId, Nearness)> {
        let own = letters(typed);
        let is_short = typed.chars().count() <= 6;
        self.each().filter_map(move |(id, word)| {
            if !is_short || own & !word.letters != 0 || word.text.starts_with(typed) {
                return None;
            }
            let (least, more) = LEFT_OUT;
            subsequence::nearness(typed, &word.text).map(|nearness| (id, least + more * nearness))
        })
    }

    /// Returns the words that look most like `typed`, however little that is.
    pub(super) fn resembling(&self, typed: &str, at_most: usize) -> Vec<(WordId, Nearness)> {
        let likeness = |word: &Word| strsim::jaro_winkler(&word.text, typed) as f32;
        let mut like: Vec<_> = self
            .each()
            .map(|(id, word)| (id, likeness(word)))
            .filter(|(_, likeness)| *likeness > LIKE)
            .collect();
        like.sort_by(|one, other| other.1.total_cmp(&one.1));
        like.truncate(at_most);
        like
    }

    fn each(&self) -> impl Iterator<Item = (WordId, &Word)> {
        self.words.iter().enumerate().map(|(n, word)| (WordId(n), word))
    }
}

/// Whether `typed` is `word` but for a typo or two: more strictly than [`Vocabulary::near`], since a service that nobody
/// named would outweigh what they ask for.
pub(super) fn is_typo_of(typed: &str, word: &str) -> bool {
    if word.len() <= 4 {
        return false;
    }
    let most = match typed.chars().count() {
        ..=3 => 0,
        4..=5 => 1,
        _ => 2,
    };
    let same_start = typed.chars().next() == word.chars().next();
    most > 0 && strsim::osa_distance(typed, word) <= if same_start { most } else { 1 }
}

/// Which letters a word has, as bits; all that are not `a` to `z` or digits share some.
fn letters(text: &str) -> u64 {
    text.chars().fold(0, |bits, c| {
        let n = match c {
            'a'..='z' => c as u32 - 'a' as u32,
            '0'..='9' => 26 + (c as u32 - '0' as u32),
            _ => 36 + c as u32 % 28,
        };
        bits | 1 << n
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(words: &[&str]) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for word in words {
            vocabulary.add(word);
        }
        vocabulary
    }

    fn nearness(typed: &str, word: &str) -> Nearness {
        of(&[word]).near(typed).first().map_or(0.0, |(_, nearness)| *nearness)
    }

    #[test]
    fn ways_of_meeting_a_word_are_worth_less_and_less() {
        let ways = [
            ("visibility", "the word"),
            ("visibilities", "its plural"),
            ("visibilit", "nearly all of it"),
            ("vis", "its beginning"),
            ("visibilty", "a letter left out"),
            ("visbilty", "two left out"),
            ("vsblty", "letters left out"),
        ];
        for pair in ways.windows(2) {
            let [(one, why), (next, less)] = pair else { unreachable!() };
            assert!(nearness(one, "visibility") > nearness(next, "visibility"), "{why} before {less}");
        }
        assert!(nearness("vsblty", "visibility") > 0.0);
        assert!(nearness("latency", "visibility").abs() < f32::EPSILON);
    }

    #[test]
    fn typos_are_for_words_that_do_not_exist() {
        let vocabulary = of(&["form", "farm"]);
        assert_eq!(vocabulary.near("farm"), [(WordId(1), SAME)]);
        assert_eq!(vocabulary.near("fomr").len(), 1, "one is a typo away, the other two");
    }

    #[test]
    fn numbers_and_very_short_words_are_never_typos() {
        for (typed, word) in [("256", "255"), ("s4", "s3"), ("ab", "ac"), ("2047", "2049")] {
            assert!(of(&[word]).near(typed).is_empty(), "{typed}");
        }
        for (typed, word) in [("saml", "sam"), ("vpn", "vpc"), ("sam", "saml")] {
            assert!(of(&[word]).near(typed).iter().all(|(_, nearness)| *nearness > ONE_TYPO), "{typed}");
        }
        assert_eq!(of(&["vpc"]).near("vcp").len(), 1);
    }

    proptest! {
        #[test]
        fn a_word_is_nearest_to_itself(words in prop::collection::vec("[a-z]{1,9}", 1..9), typed in "\\PC{0,9}") {
            let words: Vec<String> = words.into_iter().filter(|word| !is_idle(word)).collect();
            let vocabulary = of(&words.iter().map(String::as_str).collect::<Vec<_>>());
            for word in &words {
                let near = vocabulary.near(word);
                let best = near.iter().max_by(|one, other| one.1.total_cmp(&other.1)).unwrap();
                prop_assert_eq!(vocabulary.text(best.0), word);
            }
            for (_, nearness) in vocabulary.near(&typed) {
                prop_assert!(nearness > 0.0 && nearness <= SAME);
            }
        }
    }
}

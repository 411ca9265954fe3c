//! Questions that may not meet in one paper: near-duplicates, and those of which one gives the other's key away.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::paper::PaperQuestion;

/// Words in a row by which stems are compared (rule K01).
const SHINGLE: usize = 5;

/// The share of common shingles, in percent, from which on two stems are near-duplicates (rule K01, warning).
const SAME_PERCENT: usize = 30;

/// Content words that a key needs before it can give itself away (rule K03).
const TELLING: usize = 4;

/// Words that carry no meaning of their own.
const SMALL: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "each", "for", "from", "has", "in", "into", "is", "it",
    "its", "of", "on", "or", "that", "the", "their", "this", "to", "with",
];

/// Two questions that may not meet, as indexes, the smaller first.
pub type Pair = (usize, usize);

/// Which of some questions may not meet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alike {
    duplicates: BTreeSet<Pair>,
    tellers: BTreeSet<Pair>,
    apart: BTreeMap<usize, BTreeSet<usize>>,
}

/// A text as numbers of its words.
type Words = Vec<u32>;

/// Gives each word a number.
#[derive(Default)]
struct Lexicon(HashMap<String, u32>);

impl Lexicon {
    fn words<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>, all: bool) -> Words {
        let mut found = Vec::new();
        for text in texts {
            let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
            for word in parts.map(str::to_lowercase).filter(|word| all || !SMALL.contains(&word.as_str())) {
                let next = self.0.len() as u32;
                found.push(*self.0.entry(word).or_insert(next));
            }
        }
        found
    }
}

impl Alike {
    /// Compares all of `questions` with each other.
    pub fn of<'q>(questions: impl IntoIterator<Item = &'q PaperQuestion>) -> Self {
        let questions: Vec<&PaperQuestion> = questions.into_iter().collect();
        let mut lexicon = Lexicon::default();
        let duplicates = duplicates(&questions, &mut lexicon);
        let tellers = tellers(&questions, &mut lexicon);
        let mut apart: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for &(one, other) in duplicates.iter().chain(&tellers) {
            apart.entry(one).or_default().insert(other);
            apart.entry(other).or_default().insert(one);
        }
        Self { duplicates, tellers, apart }
    }

    /// Whether the two may not meet in one paper.
    pub fn are_apart(&self, one: usize, other: usize) -> bool {
        self.apart.get(&one).is_some_and(|others| others.contains(&other))
    }

    /// Returns the questions that may not meet this one.
    pub fn apart_from(&self, one: usize) -> impl Iterator<Item = usize> {
        self.apart.get(&one).into_iter().flatten().copied()
    }

    /// Pairs whose stems are nearly the same.
    pub fn duplicates(&self) -> &BTreeSet<Pair> {
        &self.duplicates
    }

    /// Pairs of which one gives the other's key away.
    pub fn give_aways(&self) -> &BTreeSet<Pair> {
        &self.tellers
    }
}

fn duplicates(questions: &[&PaperQuestion], lexicon: &mut Lexicon) -> BTreeSet<Pair> {
    let stems: Vec<Words> =
        questions.iter().map(|question| lexicon.words([question.stem.as_str()], true)).collect();
    let sets: Vec<HashSet<&[u32]>> =
        stems.iter().map(|stem| stem.windows(SHINGLE.min(stem.len()).max(1)).collect()).collect();
    let mut holders: HashMap<&[u32], Vec<usize>> = HashMap::new();
    let mut pairs = BTreeSet::new();
    for (n, set) in sets.iter().enumerate() {
        let mut common: HashMap<usize, usize> = HashMap::new();
        for &shingle in set {
            let earlier = holders.entry(shingle).or_default();
            for &other in earlier.iter() {
                *common.entry(other).or_default() += 1;
            }
            earlier.push(n);
        }
        for (other, common) in common {
            let union = set.len() + sets[other].len() - common;
            if common * 100 >= union * SAME_PERCENT {
                pairs.insert((other, n));
            }
        }
    }
    pairs
}

/// The key of one stands word for word, small words aside, in the stem or an explanation of the other.
fn tellers(questions: &[&PaperQuestion], lexicon: &mut Lexicon) -> BTreeSet<Pair> {
    let texts: Vec<Vec<Words>> = questions
        .iter()
        .map(|question| {
            let whys = question.options.iter().map(|option| option.why.as_str());
            whys.chain([question.stem.as_str()]).map(|text| lexicon.words([text], false)).collect()
        })
        .collect();
    let mut holders: HashMap<&[u32], Vec<(usize, &[u32])>> = HashMap::new();
    for (n, texts) in texts.iter().enumerate() {
        for text in texts {
            for (at, run) in text.windows(TELLING).enumerate() {
                holders.entry(run).or_default().push((n, text.split_at(at).1));
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for (n, question) in questions.iter().enumerate() {
        for key in question.options.iter().filter(|option| option.key) {
            let key = lexicon.words([key.text.as_str()], false);
            let Some(start) = key.get(..TELLING) else { continue };
            for &(other, rest) in holders.get(start).map(Vec::as_slice).unwrap_or_default() {
                if other != n && rest.starts_with(&key) {
                    pairs.insert((n.min(other), n.max(other)));
                }
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::super::fixtures;
    use super::*;

    fn question(stem: &str, key: &str, why: &str) -> PaperQuestion {
        let mut question = fixtures::question(0, 1);
        stem.clone_into(&mut question.stem);
        for option in &mut question.options {
            let text = if option.key { key } else { "Something else" };
            text.clone_into(&mut option.text);
            why.clone_into(&mut option.why);
        }
        question
    }

    const STEM: &str =
        "A company runs order workers on Amazon ECS. Each worker receives one message from a queue.";

    #[test]
    fn stems_with_three_tenths_of_their_shingles_in_common_are_apart() {
        // 16 words have 12 shingles. Nine leading words in common share 5 of 12 + 12 − 5 = 19, ten share 6 of 18.
        let words: Vec<&str> = STEM.split(' ').collect();
        let shared = |n: usize| {
            let rest = "one two three four five six seven eight nine ten".split(' ').take(words.len() - n);
            let stem: Vec<&str> = words.iter().copied().take(n).chain(rest).collect();
            Alike::of([&question(STEM, "x", "y"), &question(&stem.join(" "), "x", "y")])
        };
        assert_eq!(words.len(), 16);
        assert_eq!(shared(9), Alike::default(), "5 of 19 is 26 %");
        assert!(shared(10).are_apart(1, 0), "6 of 18 is 33 %");
        assert!(shared(10).duplicates().contains(&(0, 1)));
    }

    #[test]
    fn a_key_that_stands_in_the_other_questions_texts_keeps_them_apart() {
        let key = "Set the visibility timeout to three minutes.";
        let asking = question("Orders are shipped twice. What helps?", key, "It stays hidden.");
        for (stem, why, apart) in [
            ("Another case. What then?", "One would set a visibility timeout to three minutes.", true),
            ("They set the visibility timeout to three minutes. Why?", "No.", true),
            ("Another case. What then?", "The visibility timeout of three minutes is too long.", false),
            ("Another case. What then?", "One would set the visibility timeout.", false),
        ] {
            let other = question(stem, "Nothing at all", why);
            assert_eq!(Alike::of([&asking, &other]).are_apart(0, 1), apart, "{stem} {why}");
            assert_eq!(Alike::of([&other, &asking]).give_aways().contains(&(0, 1)), apart);
        }
    }

    #[test]
    fn a_short_key_gives_nothing_away() {
        let asking = question("What deletes it?", "DeleteMessage on the queue", "It does.");
        let other = question("Workers call DeleteMessage on the queue. Why?", "Nothing", "So.");
        assert_eq!(Alike::of([&asking, &other]), Alike::default());
    }
}

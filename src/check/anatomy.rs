//! Questions taken apart, once for all rules.

use std::collections::{BTreeSet, HashMap};

use crate::content::Content;
use crate::content::model::{Choice, Maps, Question, Topic};

use super::prose::{meant, sentences, shown, words};

/// Marks that tell no two options apart.
const MARKS: &[char] =
    &['.', ',', ';', ':', '!', '?', '\'', '"', '`', '(', ')', '“', '”', '‘', '’', '–', '—', '…'];

/// What a cue in brackets begins with.
const CUES: &[&str] = &["(select", "(choose"];

/// A question and its parts.
pub(super) struct Anatomy<'a> {
    pub question: &'a Question,
    pub section: &'a str,
    pub maps: &'a Maps,
    /// The stem without its cue.
    pub stem: &'a str,
    /// `(Select TWO.)`
    pub cue: Option<&'a str>,
    /// The sentences of the stem.
    pub sentences: Vec<String>,
    pub options: Vec<Part<'a>>,
}

/// An option and what the rules see of it.
pub(super) struct Part<'a> {
    pub choice: &'a Choice,
    /// Its text as it is read, in one line.
    pub shown: String,
    /// Its words in lower case, code included, marks left out.
    pub tokens: Vec<String>,
    /// The words of its prose, in lower case.
    pub words: Vec<String>,
    /// Its words that carry meaning.
    pub meant: BTreeSet<String>,
}

impl<'a> Anatomy<'a> {
    /// Takes all questions apart.
    pub(super) fn of(content: &'a Content) -> Vec<Self> {
        let topics: HashMap<&str, &Topic> =
            content.topics.iter().map(|topic| (topic.id.as_str(), topic)).collect();
        let of = |question: &'a Question| {
            let topic = topics.get(question.head.topic.as_str())?;
            let (stem, cue) = cut(&question.stem);
            Some(Self {
                question,
                section: &topic.section,
                maps: question.head.maps.as_ref().unwrap_or(&topic.maps),
                stem,
                cue,
                sentences: sentences(stem).into_iter().map(|sentence| sentence.text).collect(),
                options: question.options.iter().map(Part::of).collect(),
            })
        };
        content.questions.iter().filter_map(of).collect()
    }

    pub(super) fn id(&self) -> &'a str {
        &self.question.head.id
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &Part<'a>> {
        self.options.iter().filter(|part| part.choice.key)
    }

    pub(super) fn distractors(&self) -> impl Iterator<Item = &Part<'a>> {
        self.options.iter().filter(|part| !part.choice.key)
    }

    /// The sentence that asks.
    pub(super) fn asking(&self) -> &str {
        self.sentences.last().map_or("", String::as_str)
    }
}

impl<'a> Part<'a> {
    fn of(choice: &'a Choice) -> Self {
        let shown = shown(&choice.text);
        let plain: String = shown.chars().map(|c| if MARKS.contains(&c) { ' ' } else { c }).collect();
        Self {
            choice,
            tokens: plain.split_whitespace().map(str::to_lowercase).collect(),
            words: words(&choice.text),
            meant: meant(&shown),
            shown,
        }
    }

    pub(super) fn length(&self) -> usize {
        self.shown.chars().count()
    }
}

/// Splits a stem from the cue at its end.
fn cut(stem: &str) -> (&str, Option<&str>) {
    let stem = stem.trim_end();
    let last = stem.rfind('(').map(|at| stem.split_at(at));
    match last.filter(|(_, cue)| CUES.iter().any(|begin| cue.to_lowercase().starts_with(begin))) {
        Some((stem, cue)) => (stem.trim_end(), Some(cue)),
        None => (stem, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cue_is_cut_off() {
        assert_eq!(cut("Which (of two)? (Select TWO.)\n"), ("Which (of two)?", Some("(Select TWO.)")));
        assert_eq!(cut("Which (of two)?\n"), ("Which (of two)?", None));
        assert_eq!(cut("What?"), ("What?", None));
    }
}

//! The map from the course's points to what teaches and asks them: nothing that was promised is left out.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::content::{Content, Library};

/// The map as it is written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// The points, in the order of the notes.
    #[serde(default)]
    pub point: Vec<Point>,
}

/// A point of the course: a bullet, or a group of them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Which note: `course`, `summary`, or `guide` for what the exam guides add.
    pub note: String,
    /// The heading it stands under.
    pub heading: String,
    /// The point in a few words.
    pub point: String,
    /// Topics, facts and cards that cover it.
    pub items: Vec<String>,
}

/// What covers a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered<'a> {
    /// Topics that teach it: those named, and those of the items named.
    pub topics: BTreeSet<&'a str>,
    /// Facts, cards, questions and problems that ask it; where only a topic is named, all of that topic.
    pub items: BTreeSet<&'a str>,
    /// Ids that do not exist.
    pub unknown: Vec<&'a str>,
}

impl Covered<'_> {
    /// Whether something teaches the point and something asks it, and every id exists.
    pub fn is_complete(&self) -> bool {
        !self.topics.is_empty() && !self.items.is_empty() && self.unknown.is_empty()
    }
}

/// Returns what covers a point.
pub fn covered<'a>(point: &'a Point, content: &'a Content, library: &'a Library) -> Covered<'a> {
    let mut covered = Covered { topics: BTreeSet::new(), items: BTreeSet::new(), unknown: Vec::new() };
    for id in &point.items {
        let with_card = |index: &crate::content::ItemIndex| library.head(*index).id == *id;
        let item = library.find(id).or_else(|| library.items().map(|(index, _)| index).find(with_card));
        match (library.find_topic(id), item) {
            (Some(topic), _) => _ = covered.topics.insert(&content.topics[topic].id),
            (None, Some(index)) => {
                covered.items.insert(id);
                covered.topics.insert(&library.topic_of(index).id);
            }
            (None, None) => covered.unknown.push(id),
        }
    }
    if covered.items.is_empty() {
        let of_topics = library
            .items()
            .filter(|(index, _)| covered.topics.contains(library.topic_of(*index).id.as_str()));
        covered.items = of_topics.map(|(_, item)| item.id.as_str()).collect();
    }
    covered
}

#[cfg(test)]
mod tests {
    use crate::fixtures;

    use super::*;

    fn point(items: &[&str]) -> Point {
        let items = items.iter().map(|&id| id.to_owned()).collect();
        Point { note: "course".into(), heading: "Queues".into(), point: "life of a message".into(), items }
    }

    #[test]
    fn items_bring_their_topic_and_topics_their_items() {
        let content = fixtures::content();
        let library = Library::new(content.clone());
        let of = |items: &[&str]| {
            let point = point(items);
            let covered = covered(&point, &content, &library);
            let own = |set: &BTreeSet<&str>| set.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
            (own(&covered.topics), own(&covered.items), covered.is_complete())
        };
        let strings = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        assert_eq!(of(&["queues.age"]), (strings(&["queues.watch"]), strings(&["queues.age"]), true));
        assert_eq!(of(&["queues.order"]).1, ["queues.order"], "a cloze card stands for all its deletions");
        assert_eq!(of(&["queues.watch"]).1, ["queues.age", "queues.wide"]);
        assert!(!of(&["queues.age", "queues.gone"]).2, "an id that does not exist covers nothing");
        assert!(!of(&[]).2);
    }
}

//! How much content there is: by kind, by section, by tier and exam.

use std::collections::BTreeMap;

use crate::content::model::CardBody;
use crate::content::{Content, Library};

/// What one section holds. A cloze card counts once among the cards, and each of its deletions among the items.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SectionCount {
    /// The section's id.
    pub section: String,
    /// Topics.
    pub topics: usize,
    /// Facts.
    pub facts: usize,
    /// Cards.
    pub cards: usize,
    /// Cards that are cloze.
    pub cloze: usize,
    /// Questions.
    pub questions: usize,
    /// Items that are drilled, by exam and tier: `[exam][tier - 1]`.
    pub drilled: BTreeMap<String, [usize; 3]>,
}

/// Counts content by section, in course order.
pub fn by_section(content: &Content) -> Vec<SectionCount> {
    let library = Library::new(content.clone());
    let mut counts: Vec<SectionCount> = Vec::new();
    for section in &content.sections {
        let of =
            |topic: &str| library.find_topic(topic).is_some_and(|n| content.topics[n].section == section.id);
        let cards = || content.cards.iter().filter(|card| of(&card.head.topic));
        let mut drilled = BTreeMap::<String, [usize; 3]>::new();
        for (index, _) in library.items() {
            if library.is_drilled(index) && library.topic_of(index).section == section.id {
                for exam in library.maps(index).keys() {
                    let tier = usize::from(library.tier(index).0.clamp(1, 3)) - 1;
                    drilled.entry(exam.to_string()).or_default()[tier] += 1;
                }
            }
        }
        counts.push(SectionCount {
            section: section.id.to_string(),
            topics: content.topics.iter().filter(|topic| topic.section == section.id).count(),
            facts: content.facts.iter().filter(|fact| of(&fact.head.topic)).count(),
            cards: cards().count(),
            cloze: cards().filter(|card| matches!(card.body, CardBody::Cloze { .. })).count(),
            questions: content.questions.iter().filter(|question| of(&question.head.topic)).count(),
            drilled,
        });
    }
    counts
}

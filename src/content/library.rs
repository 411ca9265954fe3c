//! Everything there is to learn, validated and indexed: the shipped content, with a learner's own added.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::model::{
    Blueprint, Card, CardBody, Deck, Fact, FactKind, Head, ItemKind, Maps, Problem, Question, Section, Tier,
    Topic,
};
use super::text::Text;

/// Validated content as plain lists, in course order: what is stored in the binary.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Content {
    /// Chapters.
    pub sections: Vec<Section>,
    /// Explanations.
    pub topics: Vec<Topic>,
    /// Limits and defaults.
    pub facts: Vec<Fact>,
    /// Flashcards.
    pub cards: Vec<Card>,
    /// Exam-style items.
    pub questions: Vec<Question>,
    /// Calculations.
    pub problems: Vec<Problem>,
    /// Selections.
    pub decks: Vec<Deck>,
    /// Exam versions.
    pub blueprints: Vec<Blueprint>,
}

/// Where an item's text stands in [`Content`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// `facts[n]`
    Fact(usize),
    /// `cards[n]`, front and back.
    Card(usize),
    /// `cards[n]`, deletion `number`.
    Cloze(usize, u8),
    /// `questions[n]`
    Question(usize),
    /// `problems[n]`
    Problem(usize),
}

/// Anything that can be scheduled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The id that a learner's history hangs on; a deletion's ends in `#` and its number.
    pub id: Text,
    /// Its topic, as an index into `topics`.
    pub topic: usize,
    /// Where its text stands.
    pub body: Body,
}

/// An item's number in one [`Library`]; not stable between versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemIndex(pub usize);

/// All content with its indexes.
#[derive(Debug, Clone, Default)]
pub struct Library {
    content: Content,
    items: Vec<Item>,
    by_id: HashMap<Text, ItemIndex>,
    topic_by_id: HashMap<Text, usize>,
    formerly: Vec<(Text, ItemIndex)>,
}

impl Library {
    /// Indexes validated content. Items stand in course order: by topic, then facts, cards, questions, problems.
    pub fn new(content: Content) -> Self {
        let topic_by_id: HashMap<Text, usize> =
            content.topics.iter().enumerate().map(|(n, topic)| (topic.id.clone(), n)).collect();
        let mut items =
            Vec::with_capacity(content.facts.len() + 2 * content.cards.len() + content.questions.len());
        let mut push = |head: &Head, id: Text, body| {
            let topic = topic_by_id.get(&head.topic).copied().unwrap_or_default();
            items.push(Item { id, topic, body });
        };
        for (n, fact) in content.facts.iter().enumerate() {
            push(&fact.head, fact.head.id.clone(), Body::Fact(n));
        }
        for (n, card) in content.cards.iter().enumerate() {
            match &card.body {
                CardBody::Basic { .. } => push(&card.head, card.head.id.clone(), Body::Card(n)),
                CardBody::Cloze { numbers, .. } => {
                    for &number in numbers {
                        push(&card.head, cloze_item_id(&card.head.id, number).into(), Body::Cloze(n, number));
                    }
                }
            }
        }
        for (n, question) in content.questions.iter().enumerate() {
            push(&question.head, question.head.id.clone(), Body::Question(n));
        }
        for (n, problem) in content.problems.iter().enumerate() {
            push(&problem.head, problem.head.id.clone(), Body::Problem(n));
        }
        // A stable sort: within a topic the order of kinds and of the file stays.
        items.sort_by_key(|item| item.topic);
        let by_id = items.iter().enumerate().map(|(n, item)| (item.id.clone(), ItemIndex(n))).collect();
        let mut library = Self { content, items, by_id, topic_by_id, formerly: Vec::new() };
        library.formerly = library.former_ids();
        library
    }

    fn former_ids(&self) -> Vec<(Text, ItemIndex)> {
        let mut former = Vec::new();
        for (n, item) in self.items.iter().enumerate() {
            for old in &self.head(ItemIndex(n)).formerly {
                let old = match item.body {
                    Body::Cloze(_, number) if !old.contains('#') => cloze_item_id(old, number).into(),
                    _ => old.clone(),
                };
                former.push((old, ItemIndex(n)));
            }
        }
        former
    }

    /// Returns the plain lists.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// Returns all items in course order.
    pub fn items(&self) -> impl ExactSizeIterator<Item = (ItemIndex, &Item)> {
        self.items.iter().enumerate().map(|(n, item)| (ItemIndex(n), item))
    }

    /// Returns the item.
    pub fn item(&self, index: ItemIndex) -> &Item {
        &self.items[index.0]
    }

    /// Finds an item by its id.
    pub fn find(&self, id: &str) -> Option<ItemIndex> {
        self.by_id.get(id).copied()
    }

    /// Returns the fact that an item is.
    pub fn fact(&self, index: ItemIndex) -> Option<&Fact> {
        match self.item(index).body {
            Body::Fact(n) => self.content.facts.get(n),
            _ => None,
        }
    }

    /// Finds a topic by its id.
    pub fn find_topic(&self, id: &str) -> Option<usize> {
        self.topic_by_id.get(id).copied()
    }

    /// Returns ids that items had before, each with the item whose history they belong to.
    pub fn former(&self) -> &[(Text, ItemIndex)] {
        &self.formerly
    }

    /// Returns the topic that explains an item.
    pub fn topic_of(&self, index: ItemIndex) -> &Topic {
        &self.content.topics[self.item(index).topic]
    }

    /// Returns the section that a topic stands in.
    pub fn section_of(&self, topic: &Topic) -> Option<&Section> {
        self.section(&topic.section)
    }

    /// Finds a section by its id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.content.sections.iter().find(|section| section.id == id)
    }

    /// Returns the topics of a section, in course order, with their indexes.
    pub fn topics_of(&self, section: &str) -> impl Iterator<Item = (usize, &Topic)> {
        self.content.topics.iter().enumerate().filter(move |(_, topic)| topic.section == section)
    }

    /// Returns what the item shares with all others.
    pub fn head(&self, index: ItemIndex) -> &Head {
        match self.item(index).body {
            Body::Fact(n) => &self.content.facts[n].head,
            Body::Card(n) | Body::Cloze(n, _) => &self.content.cards[n].head,
            Body::Question(n) => &self.content.questions[n].head,
            Body::Problem(n) => &self.content.problems[n].head,
        }
    }

    /// Returns what the item examines: its own mapping, or its topic's.
    pub fn maps(&self, index: ItemIndex) -> &Maps {
        self.head(index).maps.as_ref().unwrap_or(&self.topic_of(index).maps)
    }

    /// Returns how likely the item is asked: its own tier, or its topic's.
    pub fn tier(&self, index: ItemIndex) -> Tier {
        self.head(index).tier.unwrap_or(self.topic_of(index).tier)
    }

    /// Returns what kind of item it is.
    pub fn kind(&self, index: ItemIndex) -> ItemKind {
        match self.item(index).body {
            Body::Fact(n) => match self.content.facts[n].kind {
                FactKind::Limit => ItemKind::Limit,
                FactKind::Default => ItemKind::Default,
                FactKind::Figure => ItemKind::Figure,
            },
            Body::Card(_) | Body::Cloze(..) => ItemKind::Card,
            Body::Question(_) => ItemKind::Question,
            Body::Problem(_) => ItemKind::Problem,
        }
    }

    /// Whether the item is drilled: facts, cards and problems are; questions are asked in quizzes and mocks.
    pub fn is_drilled(&self, index: ItemIndex) -> bool {
        self.kind(index) != ItemKind::Question
    }

    /// Returns the other deletions of an item's card.
    pub fn siblings(&self, index: ItemIndex) -> impl Iterator<Item = ItemIndex> {
        let (card, numbers) = match self.item(index).body {
            Body::Cloze(n, number) => match &self.content.cards[n].body {
                CardBody::Cloze { numbers, .. } => {
                    (&self.content.cards[n].head.id, (numbers.as_slice(), number))
                }
                CardBody::Basic { .. } => (&self.item(index).id, ([].as_slice(), 0)),
            },
            _ => (&self.item(index).id, ([].as_slice(), 0)),
        };
        let (numbers, own) = numbers;
        let others = numbers.iter().filter(move |&&number| number != own);
        others.filter_map(move |&number| self.find(&cloze_item_id(card, number)))
    }

    /// Finds a blueprint by its id.
    pub fn blueprint(&self, id: &str) -> Option<&Blueprint> {
        self.content.blueprints.iter().find(|blueprint| blueprint.id == id)
    }

    /// Finds a deck by its id.
    pub fn deck(&self, id: &str) -> Option<&Deck> {
        self.content.decks.iter().find(|deck| deck.id == id)
    }

    /// Whether a deck takes the item in.
    pub fn is_in_deck(&self, deck: &Deck, index: ItemIndex) -> bool {
        let head = self.head(index);
        if deck.items.iter().any(|id| *id == head.id || *id == self.item(index).id) {
            return true;
        }
        let topic = self.topic_of(index);
        let Deck { sections, topics, kinds, tiers, items, .. } = deck;
        let filters = sections.len() + topics.len() + kinds.len() + tiers.len();
        (filters > 0 || items.is_empty())
            && (sections.is_empty() || sections.contains(&topic.section))
            && (topics.is_empty() || topics.contains(&topic.id))
            && (kinds.is_empty() || kinds.contains(&self.kind(index)))
            && (tiers.is_empty() || tiers.contains(&self.tier(index)))
    }
}

/// The id of one deletion of a card.
pub fn cloze_item_id(card: &str, number: u8) -> String {
    format!("{card}#{number}")
}

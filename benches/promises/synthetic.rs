//! Content and answers made up in any number, the same in every run.

use std::collections::BTreeMap;

use dva::content::model::{Blueprint, Card, CardBody, Head, Section, Tier, Topic};
use dva::content::{Content, ItemIndex, Library, Reader, shipped};
use dva::schedule::{Answer, Asked, Day, Grade, Memory, ModelError, Scheduler};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

/// Reviews of every item.
pub(crate) const REVIEWS: usize = 10;

/// The blueprint that made-up topics map to.
pub(crate) const EXAM: &str = "dva-c02";

/// The same numbers in every run.
pub(crate) fn chance() -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(7)
}

/// A library of `items` cards: 28 sections, ten items a topic, two in three of them deletions of a cloze.
pub(crate) fn library(items: usize) -> Library {
    let blueprints = shipped::content().blueprints;
    let finest: Vec<String> = blueprints
        .iter()
        .filter(|blueprint| blueprint.id == EXAM)
        .flat_map(Blueprint::finest)
        .map(str::to_owned)
        .collect();
    let sections = (0..28).map(|n| Section {
        id: format!("section-{n}").into(),
        title: format!("Section {n}").into(),
        about: "Made up.".into(),
    });
    let topics = (0..items.div_ceil(10)).map(|n| Topic {
        id: format!("topic-{n}").into(),
        section: format!("section-{}", n * 280 / items.max(280)).into(),
        title: format!("Topic {n}").into(),
        maps: BTreeMap::from([(EXAM.into(), finest[n % finest.len()].clone().into())]),
        tier: Tier(1 + (n % 3) as u8),
        body: "A short explanation.".into(),
        sources: Vec::new(),
        verified: chrono::NaiveDate::default(),
        formerly: Vec::new(),
        waive: Vec::new(),
    });
    let mut cards = Vec::new();
    let mut made = 0;
    while made < items {
        let n = cards.len();
        let body = if n % 2 == 0 && made + 1 < items {
            CardBody::Cloze { text: "One {{c1::a}}, two {{c2::b}}.".into(), back: None, numbers: vec![1, 2] }
        } else {
            CardBody::Basic { front: "What?".into(), back: "**This.**".into() }
        };
        let head = Head {
            id: format!("topic-{}.card-{n}", made / 10).into(),
            topic: format!("topic-{}", made / 10).into(),
            maps: None,
            tier: None,
            revised: None,
            formerly: Vec::new(),
            waive: Vec::new(),
        };
        made += if matches!(body, CardBody::Cloze { .. }) { 2 } else { 1 };
        cards.push(Card { head, body, sources: Vec::new(), verified: None });
    }
    Library::new(Content {
        sections: sections.collect(),
        topics: topics.collect(),
        cards,
        blueprints,
        ..Content::default()
    })
}

/// Queries as people type them: plain, abbreviated, with typos, with an amount, and one that nothing answers to.
pub(crate) const QUERIES: [&str; 5] = [
    "api gateway rest integration timeout max",
    "ddb txn items",
    "visibilty timout defualt sqs",
    "lambda 256 kb",
    "xyzzy plugh frotz",
];

/// A learner without an exam.
pub(crate) const READER: Reader = Reader { today: chrono::NaiveDate::MIN, facts_as_of: None };

/// The shipped content with so many facts: those it has, and some of them once more under other ids.
pub(crate) fn with_facts(facts: usize) -> Library {
    let mut content = shipped::content();
    let more = content.facts.clone();
    for (n, mut fact) in more.into_iter().cycle().enumerate().take(facts.saturating_sub(content.facts.len()))
    {
        fact.head.id = format!("again-{n}.{}", fact.head.id).into();
        content.facts.push(fact);
    }
    Library::new(content)
}

/// Ten answers at gaps of up to forty days, the first on day 0.
pub(crate) fn answers(chance: &mut ChaCha8Rng) -> [Answer; REVIEWS] {
    let mut day = Day(0);
    std::array::from_fn(|n| {
        let grade = match chance.random_range(0..100) {
            0..10 => Grade::Again,
            10..25 => Grade::Hard,
            25..90 => Grade::Good,
            _ => Grade::Easy,
        };
        day = day + if n == 0 { 0 } else { chance.random_range(1..=40) };
        // The last one is a pass, so that an item is due because its day has come.
        let grade = if n + 1 == REVIEWS { Grade::Good } else { grade };
        Answer { grade, day, known: false }
    })
}

/// Moves answers in time so that `share` of all items are due on `today`, each item one answer of a lapse or more ago.
pub(crate) fn moved_to(
    answers: &mut [Answer; REVIEWS],
    memory: &Memory,
    today: Day,
    share: f64,
    chance: &mut ChaCha8Rng,
) {
    let interval = memory.due - memory.last;
    let due = chance.random_bool(share);
    let ago =
        if due { interval + chance.random_range(0..30) } else { chance.random_range(0..interval.max(1)) };
    let shift = (today - memory.last) - ago.max(1);
    for answer in answers {
        answer.day = answer.day + shift;
    }
}

/// Every item of a library as ten answers left it, `share` of them due on `today`.
pub(crate) fn asked(
    library: &Library,
    scheduler: &Scheduler,
    today: Day,
    share: f64,
) -> Result<Vec<Asked>, ModelError> {
    let mut chance = chance();
    let mut asked = Vec::new();
    for (item, content) in library.items() {
        let mut log = answers(&mut chance);
        if let Some(memory) = scheduler.replay(&content.id, log)? {
            moved_to(&mut log, &memory, today, share, &mut chance);
        }
        asked.extend(scheduler.replay(&content.id, log)?.map(|memory| Asked { item, memory }));
    }
    asked.retain(|asked| asked.memory.is_due(today));
    Ok(asked)
}

/// What a queue is made from when nothing is set and nothing is marked.
pub(crate) fn situation(library: &Library, due: Vec<Asked>, today: Day) -> dva::schedule::Situation<'_> {
    dva::schedule::Situation {
        library,
        today,
        exam_ahead: true,
        due,
        first: std::collections::HashSet::new(),
        answered_today: std::collections::HashSet::new(),
        marks: std::collections::HashMap::new(),
        read: std::collections::HashSet::new(),
        new_allowance: 20,
        pace: dva::schedule::Pace::default(),
        minutes: None,
        limit: None,
    }
}

/// Items that stand for new ones.
pub(crate) fn fresh(library: &Library) -> impl Iterator<Item = ItemIndex> {
    library.items().map(|(index, _)| index).take(80)
}

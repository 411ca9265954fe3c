//! Today's queue: what missed questions rest on, what is due, by lowest retrievability, then what is new, as far as the
//! minutes go.

use std::collections::{HashMap, HashSet};

use crate::content::model::ItemKind;
use crate::content::{ItemIndex, Library, Text};

use super::day::Day;
use super::memory::{Memory, Scheduler};

/// The learner's own say on an item, as far as the queue is concerned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark {
    /// Suspended, or asked in spite of being a leech.
    pub suspended: Option<bool>,
    /// Not asked before this day.
    pub buried_until: Option<Day>,
}

/// An item that was answered before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    /// The item.
    pub item: ItemIndex,
    /// What its log makes of it.
    pub memory: Memory,
}

/// Seconds that an answer takes, to know what fits into the minutes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// An item seen before.
    pub seen: f64,
    /// A new one, with its topic.
    pub new: f64,
}

impl Default for Pace {
    /// What FSRS research assumes of a review and of a first look, until the learner's own pace is known.
    fn default() -> Self {
        Self { seen: 10.0, new: 30.0 }
    }
}

/// Seconds that a question takes which came back: somewhat less than the two minutes that an exam gives it.
const QUESTION_SECONDS: f64 = 90.0;

/// What a queue is made from.
#[derive(Debug)]
pub struct Situation<'a> {
    /// All content.
    pub library: &'a Library,
    /// The study day.
    pub today: Day,
    /// Whether an exam date is set: leeches are asked then, topic first.
    pub exam_ahead: bool,
    /// Items that are due.
    pub due: Vec<Asked>,
    /// Items that come before all others of their sort, due or new: what the questions that were missed rest on.
    pub first: HashSet<ItemIndex>,
    /// Items answered today, for their siblings' sake.
    pub answered_today: HashSet<ItemIndex>,
    /// The learner's say.
    pub marks: HashMap<ItemIndex, Mark>,
    /// Topics read, as indexes.
    pub read: HashSet<usize>,
    /// New items that may still be introduced today.
    pub new_allowance: usize,
    /// Seconds that answers take.
    pub pace: Pace,
    /// Minutes asked for; no bound when absent.
    pub minutes: Option<u32>,
    /// Items asked for; no bound when absent.
    pub limit: Option<usize>,
}

/// One item of a queue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// The item.
    pub item: ItemIndex,
    /// Its memory; `None` for a new one.
    pub memory: Option<Memory>,
    /// Whether its topic is shown before it.
    pub topic_first: bool,
}

/// What a queue had no room for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Items that are due.
    pub due: usize,
    /// New items within the day's allowance.
    pub new: usize,
}

/// What to ask, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Queue {
    /// The items.
    pub entries: Vec<Entry>,
    /// What there was no room for.
    pub left_out: LeftOut,
    /// Seconds that the entries will take.
    pub seconds: f64,
}

impl Queue {
    /// Returns how many entries were seen before, and how many are new.
    pub fn counts(&self) -> (usize, usize) {
        let seen = self.entries.iter().filter(|entry| entry.memory.is_some()).count();
        (seen, self.entries.len() - seen)
    }
}

/// Builds the queue. `fresh` yields items never answered, in the order of their introduction.
pub fn build(
    situation: &Situation<'_>,
    scheduler: &Scheduler,
    fresh: impl IntoIterator<Item = ItemIndex>,
) -> Queue {
    let mut builder =
        Builder { situation, queue: Queue::default(), cards: HashSet::new(), topics: HashSet::new() };
    let today = situation.today;
    // Unfinished relearning first: it is fresh in mind and quick. Then what is nearest to being forgotten.
    let mut due: Vec<(f32, &Asked)> = situation
        .due
        .iter()
        .map(|asked| {
            let retrievability = scheduler.retrievability(&asked.memory, today);
            (if asked.memory.relearning { -1.0 } else { retrievability }, asked)
        })
        .collect();
    due.sort_by(|(a, one), (b, other)| a.total_cmp(b).then(one.item.cmp(&other.item)));
    let comes_first = |asked: &Asked| asked.memory.relearning || situation.first.contains(&asked.item);
    let (first, due): (Vec<&Asked>, Vec<&Asked>) =
        due.into_iter().map(|(_, asked)| asked).partition(|asked| comes_first(asked));
    let mut fresh = fresh.into_iter().peekable();
    let mut allowance = situation.new_allowance;
    for asked in first {
        builder.add_due(asked);
    }
    while allowance > 0
        && let Some(item) = fresh.next_if(|item| situation.first.contains(item))
    {
        allowance -= usize::from(builder.add_new(item));
    }
    for asked in due {
        builder.add_due(asked);
    }
    while allowance > 0
        && let Some(item) = fresh.next()
    {
        allowance -= usize::from(builder.add_new(item));
    }
    builder.queue
}

struct Builder<'a> {
    situation: &'a Situation<'a>,
    queue: Queue,
    /// Cards of which a deletion is in the queue or was answered today.
    cards: HashSet<Text>,
    topics: HashSet<usize>,
}

impl Builder<'_> {
    fn add_due(&mut self, asked: &Asked) {
        let mark = self.mark(asked.item);
        let is_leech = asked.memory.is_leech() && mark.suspended != Some(false);
        let is_off = mark.suspended == Some(true)
            || mark.buried_until.is_some_and(|day| day > self.situation.today)
            || (is_leech && !self.situation.exam_ahead);
        // A sibling answered today hides this one, unless this one itself is being relearned.
        if is_off || (!asked.memory.relearning && self.sibling_is_shown(asked.item)) {
            return;
        }
        let is_question = self.situation.library.kind(asked.item) == ItemKind::Question;
        let seconds = if is_question { QUESTION_SECONDS } else { self.situation.pace.seen };
        if self.has_room(seconds) {
            let entry = Entry { item: asked.item, memory: Some(asked.memory), topic_first: is_leech };
            self.push(entry, seconds);
        } else {
            self.queue.left_out.due += 1;
        }
    }

    /// Whether the item counts against the day's allowance.
    fn add_new(&mut self, item: ItemIndex) -> bool {
        let mark = self.mark(item);
        let is_off =
            mark.suspended == Some(true) || mark.buried_until.is_some_and(|day| day > self.situation.today);
        if is_off || self.sibling_is_shown(item) {
            return false;
        }
        if self.has_room(self.situation.pace.new) {
            let topic = self.situation.library.item(item).topic;
            let topic_first = !self.situation.read.contains(&topic) && self.topics.insert(topic);
            self.push(Entry { item, memory: None, topic_first }, self.situation.pace.new);
        } else {
            self.queue.left_out.new += 1;
            self.note_card(item);
        }
        true
    }

    fn push(&mut self, entry: Entry, seconds: f64) {
        self.queue.seconds += seconds;
        self.note_card(entry.item);
        self.queue.entries.push(entry);
    }

    fn note_card(&mut self, item: ItemIndex) {
        self.cards.insert(self.situation.library.head(item).id.clone());
    }

    /// Whether another deletion of the item's card is asked today.
    fn sibling_is_shown(&self, item: ItemIndex) -> bool {
        let library = self.situation.library;
        self.cards.contains(&library.head(item).id)
            || library.siblings(item).any(|sibling| self.situation.answered_today.contains(&sibling))
    }

    fn has_room(&self, seconds: f64) -> bool {
        let Situation { minutes, limit, .. } = self.situation;
        let fits = minutes.is_none_or(|minutes| self.queue.seconds + seconds <= f64::from(minutes) * 60.0);
        fits && limit.is_none_or(|limit| self.queue.entries.len() < limit)
    }

    fn mark(&self, item: ItemIndex) -> Mark {
        self.situation.marks.get(&item).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use crate::content::Content;
    use crate::content::model::{Card, CardBody, Head, Section, Tier, Topic};

    use super::super::memory::{Answer, Grade};
    use super::super::model::{Model, PARAMETERS};
    use super::*;

    const TODAY: Day = Day(20_000);

    fn head(id: &str, topic: usize) -> Head {
        let topic = format!("t{topic}");
        Head {
            id: id.to_owned().into(),
            topic: topic.into(),
            maps: None,
            tier: None,
            revised: None,
            formerly: vec![],
            waive: vec![],
        }
    }

    /// Two topics; two plain cards and a cloze card with two deletions in each. Items are numbered in this order.
    fn library() -> Library {
        let date = chrono::NaiveDate::default();
        let mut content = Content::default();
        content.sections.push(Section { id: "s".into(), title: "S".into(), about: "A".into() });
        for topic in 0..2 {
            content.topics.push(Topic {
                id: format!("t{topic}").into(),
                section: "s".into(),
                title: "T".into(),
                maps: BTreeMap::default(),
                tier: Tier(1),
                body: "B".into(),
                sources: vec![],
                verified: date,
                formerly: vec![],
                waive: vec![],
            });
            let basic = || CardBody::Basic { front: "F".into(), back: "B".into() };
            let cloze =
                CardBody::Cloze { text: "{{c1::a}} {{c2::b}}".into(), back: None, numbers: vec![1, 2] };
            for (n, body) in [basic(), basic(), cloze].into_iter().enumerate() {
                let head = head(&format!("t{topic}.c{n}"), topic);
                content.cards.push(Card { head, body, sources: vec![], verified: None });
            }
        }
        Library::new(content)
    }

    fn scheduler() -> Scheduler {
        Scheduler::new(Model::new(&PARAMETERS, 0.9).unwrap())
    }

    fn asked(item: usize, log: &[(Grade, i32)]) -> Asked {
        let answers = log.iter().map(|&(grade, ago)| Answer { grade, day: TODAY + -ago, known: false });
        Asked { item: ItemIndex(item), memory: scheduler().replay("x", answers).unwrap().unwrap() }
    }

    fn situation(library: &Library, due: Vec<Asked>) -> Situation<'_> {
        Situation {
            library,
            today: TODAY,
            exam_ahead: false,
            due,
            first: HashSet::new(),
            answered_today: HashSet::new(),
            marks: HashMap::new(),
            read: HashSet::new(),
            new_allowance: 0,
            pace: Pace { seen: 10.0, new: 30.0 },
            minutes: None,
            limit: None,
        }
    }

    fn items(queue: &Queue) -> Vec<usize> {
        queue.entries.iter().map(|entry| entry.item.0).collect()
    }

    fn build_for(situation: &Situation<'_>) -> Queue {
        build(situation, &scheduler(), (0..8).map(ItemIndex))
    }

    use Grade::{Again, Good};

    #[test]
    fn what_is_nearest_to_being_forgotten_comes_first_after_unfinished_relearning() {
        let library = library();
        let due = vec![asked(0, &[(Good, 5)]), asked(1, &[(Good, 40)]), asked(4, &[(Good, 9), (Again, 0)])];
        assert_eq!(items(&build_for(&situation(&library, due))), [4, 1, 0]);
    }

    #[test]
    fn what_missed_questions_rest_on_comes_first_due_or_new() {
        let library = library();
        let due = vec![asked(0, &[(Good, 5)]), asked(1, &[(Good, 40)]), asked(4, &[(Good, 9), (Again, 0)])];
        let mut situation = situation(&library, due);
        (situation.first, situation.new_allowance) = ([0, 5].map(ItemIndex).into(), 2);
        let queue = build(&situation, &scheduler(), [5, 6, 7].map(ItemIndex));
        assert_eq!(
            items(&queue),
            [4, 0, 5, 1, 6],
            "after what is being relearned, within the day's allowance"
        );
        situation.new_allowance = 0;
        assert_eq!(items(&build(&situation, &scheduler(), [5, 6].map(ItemIndex))), [4, 0, 1]);
    }

    #[test]
    fn siblings_are_not_shown_on_the_same_day() {
        let library = library();
        let due = vec![asked(2, &[(Good, 5)]), asked(3, &[(Good, 40)])];
        assert_eq!(items(&build_for(&situation(&library, due.clone()))), [3], "the one that needs it more");
        let mut later = situation(&library, vec![due[0]]);
        later.answered_today.insert(ItemIndex(3));
        assert_eq!(items(&build_for(&later)), [0_usize; 0], "nor after the other was answered");
        let mut relearning = situation(&library, vec![asked(2, &[(Good, 9), (Again, 0)])]);
        relearning.answered_today.insert(ItemIndex(3));
        assert_eq!(items(&build_for(&relearning)), [2], "but what was failed today comes back");
        let mut fresh = situation(&library, vec![]);
        fresh.new_allowance = 8;
        assert_eq!(items(&build_for(&fresh)), [0, 1, 2, 4, 5, 6], "new ones neither");
    }

    #[test]
    fn the_minutes_and_the_limit_bound_the_queue_and_the_rest_is_said() {
        let library = library();
        let due = vec![asked(0, &[(Good, 5)]), asked(1, &[(Good, 6)]), asked(4, &[(Good, 7)])];
        let mut situation = situation(&library, due);
        situation.new_allowance = 2;
        situation.minutes = Some(1);
        let fresh = [5, 6].map(ItemIndex);
        let queue = build(&situation, &scheduler(), fresh);
        assert_eq!(
            (queue.counts(), queue.left_out),
            ((3, 1), LeftOut { due: 0, new: 1 }),
            "3 × 10 s + 30 s fill a minute"
        );
        situation.pace.seen = 10.1;
        assert_eq!(build(&situation, &scheduler(), fresh).counts(), (3, 0));
        situation.limit = Some(2);
        let queue = build(&situation, &scheduler(), fresh);
        assert_eq!((queue.entries.len(), queue.left_out), (2, LeftOut { due: 1, new: 2 }));
    }

    #[test]
    fn a_topic_is_shown_once_before_its_first_new_item_unless_it_was_read() {
        let library = library();
        let mut situation = situation(&library, vec![]);
        situation.new_allowance = 8;
        situation.read.insert(1);
        let shown: Vec<usize> = build_for(&situation)
            .entries
            .iter()
            .filter(|entry| entry.topic_first)
            .map(|entry| entry.item.0)
            .collect();
        assert_eq!(shown, [0]);
    }

    #[test]
    fn suspended_and_buried_items_stay_away_until_their_day() {
        let library = library();
        let mut situation = situation(&library, vec![asked(0, &[(Good, 5)]), asked(1, &[(Good, 5)])]);
        situation.new_allowance = 1;
        situation.marks.insert(ItemIndex(0), Mark { suspended: Some(true), buried_until: None });
        situation.marks.insert(ItemIndex(1), Mark { suspended: None, buried_until: Some(TODAY + 1) });
        situation.marks.insert(ItemIndex(4), Mark { suspended: Some(true), buried_until: None });
        let queue = build(&situation, &scheduler(), [4, 5].map(ItemIndex));
        assert_eq!(items(&queue), [5], "and take nothing of the day's allowance");
        situation.marks.insert(ItemIndex(1), Mark { suspended: None, buried_until: Some(TODAY) });
        assert_eq!(items(&build(&situation, &scheduler(), [])), [1]);
    }

    #[test]
    fn a_leech_is_suspended_unless_an_exam_is_ahead_or_the_learner_wants_it() {
        let library = library();
        let mut log = vec![(Good, 200)];
        log.extend((1..=8).flat_map(|n| [(Again, 200 - 10 * n), (Good, 200 - 10 * n)]));
        let mut situation = situation(&library, vec![asked(0, &log)]);
        assert_eq!(items(&build_for(&situation)), [0_usize; 0]);
        situation.exam_ahead = true;
        let queue = build_for(&situation);
        assert!(queue.entries[0].topic_first, "its topic comes first");
        situation.exam_ahead = false;
        situation.marks.insert(ItemIndex(0), Mark { suspended: Some(false), buried_until: None });
        let queue = build_for(&situation);
        assert_eq!((items(&queue), queue.entries[0].topic_first), (vec![0], false));
    }

    proptest! {
        #[test]
        fn no_item_stands_twice_and_no_bound_is_crossed(
            gaps in prop::collection::vec(1..90_i32, 0..8), allowance in 0_usize..10, minutes in 0_u32..4, limit in 0_usize..9,
        ) {
            let library = library();
            let due: Vec<Asked> = gaps.iter().enumerate().map(|(item, &gap)| asked(item, &[(Good, gap)])).collect();
            let seen = due.len();
            let mut situation = situation(&library, due);
            (situation.new_allowance, situation.minutes, situation.limit) = (allowance, Some(minutes), Some(limit));
            let queue = build(&situation, &scheduler(), (seen..8).map(ItemIndex));
            let unique: HashSet<usize> = items(&queue).into_iter().collect();
            prop_assert_eq!(unique.len(), queue.entries.len());
            prop_assert!(queue.seconds <= f64::from(minutes) * 60.0 && queue.entries.len() <= limit);
            prop_assert!(queue.counts().1 + queue.left_out.new <= allowance);
        }
    }
}

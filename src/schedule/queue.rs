//! Today's queue: what is due, by lowest retrievability, then what is new, as far as the minutes go.

use std::collections::{HashMap, HashSet};

use crate::content::{ItemIndex, Library};

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
    for (_, asked) in due {
        builder.add_due(asked);
    }
    let mut allowance = situation.new_allowance;
    for item in fresh {
        if allowance == 0 {
            break;
        }
        allowance -= usize::from(builder.add_new(item));
    }
    builder.queue
}

struct Builder<'a> {
    situation: &'a Situation<'a>,
    queue: Queue,
    /// Cards of which a deletion is in the queue or was answered today.
    cards: HashSet<String>,
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
        if self.has_room(self.situation.pace.seen) {
            let entry = Entry { item: asked.item, memory: Some(asked.memory), topic_first: is_leech };
            self.push(entry, self.situation.pace.seen);
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

//! Single items: how they show, where they stand, and what the learner says of them.

use std::collections::BTreeSet;

use crate::calc::{Constants, problem, problem::Drawn};
use crate::content::date::PartialDate;
use crate::content::{Body, Face, ItemIndex, text};
use crate::env::SeededDice;
use crate::schedule::{Day, Entry, Memory};
use crate::store::Marks;

use super::{Study, StudyError};

/// A reason for an item to be on the learner's list.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Sign {
    /// Not asked until it is taken back.
    Suspended,
    /// Not asked before a day.
    Buried,
    /// Forgotten again and again.
    Leech,
    /// Marked by the learner.
    Flagged,
    /// Held to be wrong.
    Disputed,
    /// With a note of the learner's own.
    Noted,
}

/// An item with what the learner said of it and what its log makes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The item.
    pub item: ItemIndex,
    /// What the learner said.
    pub marks: Marks,
    /// What its log makes of it; `None` for a new one.
    pub memory: Option<Memory>,
    /// The study day.
    today: Day,
}

impl Standing {
    /// Returns the days until it is asked; none or less when it is due, `None` for a new one.
    pub fn due_in(&self) -> Option<i32> {
        let days = |memory: &Memory| if memory.is_due(self.today) { 0 } else { memory.due - self.today };
        self.memory.as_ref().map(days)
    }

    /// Returns the reasons for which the item is on the learner's list.
    pub fn signs(&self) -> Vec<Sign> {
        let Self { marks, memory, today, .. } = self;
        [
            (marks.mark.suspended == Some(true), Sign::Suspended),
            (marks.mark.buried_until.is_some_and(|day| day > *today), Sign::Buried),
            (memory.is_some_and(|memory| memory.is_leech()), Sign::Leech),
            (marks.flagged, Sign::Flagged),
            (marks.disputed, Sign::Disputed),
            (marks.note.is_some(), Sign::Noted),
        ]
        .into_iter()
        .filter_map(|(holds, sign)| holds.then_some(sign))
        .collect()
    }

    /// Whether the item is not asked until the learner says otherwise; a leech is not, unless the exam is ahead.
    pub fn is_off(&self, exam_ahead: bool) -> bool {
        let is_leech = self.memory.is_some_and(|memory| memory.is_leech());
        match self.marks.mark.suspended {
            Some(suspended) => suspended,
            None => is_leech && !exam_ahead,
        }
    }
}

impl Study {
    /// Returns the day that each grade would make an item due, worst grade first.
    pub fn preview(&self, entry: &Entry) -> Result<[Day; 4], StudyError> {
        let id = &self.library.item(entry.item).id;
        Ok(self.scheduler.preview(id, entry.memory.as_ref(), self.today())?)
    }

    /// Returns the two sides of an item of a drill; below the answer the learner's own note, and a word when the answer
    /// changed since they last saw it.
    pub fn face(&self, entry: &Entry) -> Result<Face, StudyError> {
        let mut face = match self.drawn(entry) {
            Some(drawn) => Face { back: drawn.solution(), front: drawn.prompt },
            None => self.library.face(entry.item, self.reader()),
        };
        let revised = self.library.head(entry.item).revised;
        if let (Some(revised), Some(memory)) = (revised, entry.memory)
            && memory.last < Day::of(revised)
        {
            let day = PartialDate::Day(revised);
            face.back += &format!("\n\nThe answer changed on {day}, after you last saw it.");
        }
        if let Some(note) = self.note(entry.item)? {
            face.back += &format!("\n\nYour note: {note}");
        }
        Ok(face)
    }

    /// Draws the problem that an item is; `None` when it is none. Until it is answered it keeps its numbers, on every day and
    /// after every answer it has others.
    pub fn drawn(&self, entry: &Entry) -> Option<Drawn> {
        self.draw(entry.item, self.seed_of(entry))
    }

    /// Draws the problem that an item is from a seed; `None` when it is none.
    pub(super) fn draw(&self, item: ItemIndex, seed: u64) -> Option<Drawn> {
        let Body::Problem(n) = self.library.item(item).body else { return None };
        let content = self.library.content();
        let day = self.reader().facts_as_of;
        let constants = Constants::of(&content.facts, &content.blueprints, day);
        let mut dice = SeededDice::new(seed);
        // The build draws every problem, so one that cannot be drawn is a learner's own: it shows its text.
        problem::draw(content.problems.get(n)?, &constants, &mut dice).ok()
    }

    /// What a problem is drawn from: the item, how often it was answered, and the day.
    pub(super) fn seed_of(&self, entry: &Entry) -> u64 {
        let answered = entry.memory.map_or(0, |memory| memory.reps);
        let text = format!("{} {answered} {}", self.id(entry.item), self.today().0);
        super::exams::fnv(&text)
    }

    /// Returns the learner's own note on an item, as plain text.
    pub fn note(&self, item: ItemIndex) -> Result<Option<String>, StudyError> {
        let note = self.store.marks(self.id(item))?.note;
        // What a learner typed is no Markdown.
        Ok(note.map(|note| text::plain(&note)))
    }

    /// Keeps the learner's own note on an item; an empty one takes it away.
    pub fn set_note(&mut self, item: ItemIndex, note: &str) -> Result<(), StudyError> {
        let note = Some(note.trim()).filter(|note| !note.is_empty());
        let (now, random) = self.stamp();
        Ok(self.store.set_note(&self.library.item(item).id, note, now, random)?)
    }

    /// Whether the learner is to be asked for a note that helps: the item keeps being forgotten, and the exam is ahead.
    pub fn wants_note(&self, entry: &Entry) -> Result<bool, StudyError> {
        let is_leech = entry.memory.is_some_and(|memory| memory.is_leech());
        Ok(is_leech && self.is_exam_ahead() && self.note(entry.item)?.is_none())
    }

    /// Returns an item's memory.
    pub fn memory(&self, item: ItemIndex) -> Result<Option<Memory>, StudyError> {
        Ok(self.store.memory(self.id(item))?)
    }

    /// Returns where an item stands.
    pub fn standing(&self, item: ItemIndex) -> Result<Standing, StudyError> {
        let marks = self.store.marks(self.id(item))?;
        Ok(Standing { item, marks, memory: self.memory(item)?, today: self.today() })
    }

    /// Returns where items stand, in their order.
    pub fn standings(&self, items: &[ItemIndex]) -> Result<Vec<Standing>, StudyError> {
        let memories = self.store.memories(&self.library, items)?;
        let mut marks = self.store.all_marks(&self.library)?;
        let today = self.today();
        let pairs = items.iter().zip(memories);
        let standing = |(&item, memory)| Standing {
            item,
            marks: marks.remove(&item).unwrap_or_default(),
            memory,
            today,
        };
        Ok(pairs.map(standing).collect())
    }

    /// Returns the items that the learner said something of, or that are leeches, in course order; with a sign, only those
    /// that bear it.
    pub fn listed(&self, sign: Option<Sign>) -> Result<Vec<Standing>, StudyError> {
        let marked = self.store.all_marks(&self.library)?.into_keys();
        let items: BTreeSet<ItemIndex> = marked.chain(self.store.leeches(&self.library)?).collect();
        let mut listed = self.standings(&items.into_iter().collect::<Vec<_>>())?;
        listed.retain(|standing| {
            let signs = standing.signs();
            sign.map_or(!signs.is_empty(), |sign| signs.contains(&sign))
        });
        Ok(listed)
    }

    /// Suspends an item, or has it asked again, leech or not.
    pub fn suspend(&mut self, item: ItemIndex, suspended: bool) -> Result<(), StudyError> {
        let (now, random) = self.stamp();
        Ok(self.store.suspend(&self.library.item(item).id, suspended, now, random)?)
    }

    /// Puts an item off until tomorrow, or has it asked again.
    pub fn bury(&mut self, item: ItemIndex, buried: bool) -> Result<(), StudyError> {
        let (now, random) = self.stamp();
        let until = buried.then(|| self.today() + 1);
        Ok(self.store.bury(&self.library.item(item).id, until, now, random)?)
    }

    /// Marks an item, or takes the mark away.
    pub fn flag(&mut self, item: ItemIndex, flagged: bool) -> Result<(), StudyError> {
        let (now, random) = self.stamp();
        Ok(self.store.flag(&self.library.item(item).id, flagged, now, random)?)
    }

    /// Records that the learner holds an item to be wrong, and what of it in their words, which may be empty; none says that
    /// they no longer do. What is disputed is left out of everything that is said of how well the learner knows things.
    pub fn dispute(&mut self, item: ItemIndex, objection: Option<&str>) -> Result<(), StudyError> {
        let (now, random) = self.stamp();
        let objection = objection.map(str::trim);
        Ok(self.store.dispute(&self.library.item(item).id, objection, now, random)?)
    }

    /// Takes all answers to an item back, so that it is new again; how many there were. The log keeps them.
    pub fn reset(&mut self, item: ItemIndex) -> Result<usize, StudyError> {
        let (now, random) = self.stamp();
        Ok(self.store.reset(&self.scheduler, &self.library.item(item).id, now, random)?)
    }

    /// The id that an item's history hangs on.
    pub(super) fn id(&self, item: ItemIndex) -> &str {
        &self.library.item(item).id
    }
}

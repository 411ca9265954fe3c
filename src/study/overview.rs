//! What Home tells: today's work, how well each section is known, what was done when.

use crate::schedule::Day;
use crate::store::DayTotal;

use super::{Request, Study, StudyError};

/// Today at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// What was answered today.
    pub done: DayTotal,
    /// Items due.
    pub due: usize,
    /// New items within the day's allowance.
    pub new: usize,
    /// Minutes that both will take, rounded up.
    pub minutes: u32,
    /// Items scheduled for tomorrow as things stand.
    pub due_tomorrow: usize,
}

/// How well a section is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SectionRecall {
    /// The section, as an index into the content's.
    pub section: usize,
    /// Items of the exam aimed at.
    pub items: usize,
    /// Those answered at least once.
    pub seen: usize,
    /// The share of all of them that would be recalled today, 0 to 1: what was never asked counts as not recalled.
    pub recall: f32,
}

/// How a deck stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeckState {
    /// Items it holds.
    pub items: usize,
    /// Those that are due.
    pub due: usize,
    /// Those never asked.
    pub new: usize,
}

impl Study {
    /// Returns today at a glance.
    pub fn overview(&self) -> Result<Overview, StudyError> {
        let queue = self.queue(&Request::default())?;
        let (due, new) = queue.counts();
        let today = self.today();
        Ok(Overview {
            done: self.store.day_total(today)?,
            due,
            new,
            minutes: (queue.seconds / 60.0).ceil() as u32,
            due_tomorrow: self.store.due_between(today + 1, today + 1)?,
        })
    }

    /// Returns how well each section is known, in course order; sections without items for this learner are left out.
    pub fn section_recall(&self) -> Result<Vec<SectionRecall>, StudyError> {
        let items = self.items_of(&Request::default())?;
        let memories = self.store.memories(&self.library, &items)?;
        let today = self.today();
        let content = self.library.content();
        let place = |section: usize| SectionRecall { section, items: 0, seen: 0, recall: 0.0 };
        let mut sections: Vec<SectionRecall> = (0..content.sections.len()).map(place).collect();
        let at = self.section_indexes();
        for (&item, memory) in items.iter().zip(memories) {
            let Some(&section) = at.get(self.library.item(item).topic) else { continue };
            let Some(entry) = sections.get_mut(section) else { continue };
            entry.items += 1;
            if let Some(memory) = memory {
                entry.seen += 1;
                entry.recall += self.scheduler.retrievability(&memory, today);
            }
        }
        sections.retain(|section| section.items > 0);
        for section in &mut sections {
            section.recall /= section.items as f32;
        }
        Ok(sections)
    }

    /// Returns how each deck stands, in the order of the content.
    pub fn deck_states(&self) -> Result<Vec<DeckState>, StudyError> {
        let library = &self.library;
        let drilled: Vec<_> =
            library.items().map(|(item, _)| item).filter(|&item| library.is_drilled(item)).collect();
        let memories = self.store.memories(library, &drilled)?;
        let today = self.today();
        let state = |deck| {
            let mut state = DeckState { items: 0, due: 0, new: 0 };
            let held = drilled.iter().zip(&memories).filter(|(item, _)| library.is_in_deck(deck, **item));
            for (_, memory) in held {
                state.items += 1;
                state.due += usize::from(memory.is_some_and(|memory| memory.is_due(today)));
                state.new += usize::from(memory.is_none());
            }
            state
        };
        Ok(library.content().decks.iter().map(state).collect())
    }

    /// Returns the section of each topic, as indexes.
    fn section_indexes(&self) -> Vec<usize> {
        let content = self.library.content();
        let section = |id: &str| content.sections.iter().position(|section| section.id == id);
        content.topics.iter().map(|topic| section(&topic.section).unwrap_or_default()).collect()
    }

    /// Returns the answers of each study day from `first` to today; days without any are left out.
    pub fn activity(&self, first: Day) -> Result<Vec<(Day, DayTotal)>, StudyError> {
        Ok(self.store.day_totals(first, self.today())?)
    }
}

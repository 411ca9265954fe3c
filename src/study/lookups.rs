//! What the learner looked up: lately, often, and so often that it had better be learned.

use crate::content::ItemIndex;

use super::{Study, StudyError};

/// Look-ups of a fact after which it comes first among the new items.
pub const OFTEN: usize = 3;

/// Facts looked up most that are considered.
const MOST: usize = 50;

impl Study {
    /// Records that a fact was looked up.
    pub fn note_lookup(&mut self, fact: ItemIndex) -> Result<(), StudyError> {
        Ok(self.store.note_lookup(&self.library.item(fact).id, self.env.now())?)
    }

    /// Returns up to `at_most` facts that were looked up: half of them the latest, then those looked up most.
    pub fn past_lookups(&self, at_most: usize) -> Result<Vec<ItemIndex>, StudyError> {
        let mut past = self.store.recent_lookups(&self.library, at_most.div_ceil(2))?;
        for (fact, _) in self.store.frequent_lookups(&self.library, at_most)? {
            if past.len() < at_most && !past.contains(&fact) {
                past.push(fact);
            }
        }
        Ok(past)
    }

    /// Returns how often a fact was looked up.
    pub fn lookups_of(&self, fact: ItemIndex) -> Result<usize, StudyError> {
        let most = self.store.frequent_lookups(&self.library, MOST)?;
        Ok(most.iter().find(|(other, _)| *other == fact).map_or(0, |(_, times)| *times as usize))
    }

    /// Returns the facts that were looked up often, the most frequent first.
    pub(super) fn often_looked_up(&self) -> Result<Vec<ItemIndex>, StudyError> {
        let most = self.store.frequent_lookups(&self.library, MOST)?;
        Ok(most.into_iter().filter(|(_, times)| *times as usize >= OFTEN).map(|(fact, _)| fact).collect())
    }
}

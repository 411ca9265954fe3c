//! The course notes: which topics there are, and which were read.

use std::collections::HashSet;

use super::{Study, StudyError};

impl Study {
    /// Returns the topics that were read, as indexes.
    pub fn read_topics(&self) -> Result<HashSet<usize>, StudyError> {
        Ok(self.store.read_topics(&self.library)?)
    }

    /// Records that a topic was read, or that it is to be read again.
    pub fn set_read(&mut self, topic: usize, read: bool) -> Result<(), StudyError> {
        let Some(topic) = self.library.content().topics.get(topic) else { return Ok(()) };
        Ok(self.store.set_read(&topic.id, read, self.env.now())?)
    }
}

//! What looking something up needs: all content, and for whom it is shown. The database is only read, and looking up goes on
//! without it.

use std::collections::HashSet;

use crate::content::{Diagnostic, ItemIndex, Library, Reader};
use crate::env::Env;
use crate::lookup::Shelf;
use crate::settings::Settings;
use crate::store::{self, StoreError};

use super::{Places, StudyError};

/// Content to look things up in.
#[derive(Debug)]
pub struct Reference {
    library: Library,
    reader: Reader,
    problems: Vec<Diagnostic>,
    unread: Option<StoreError>,
}

impl Reference {
    /// Reads all content, and from the settings which exam is aimed at. Makes no database, and changes none.
    pub fn open(env: &Env, places: &Places) -> Result<Self, StudyError> {
        let (library, problems) = super::library(places)?;
        let (settings, unread) = match store::settings_at(&places.data_dir.join(store::FILE_NAME), &library) {
            Ok(settings) => (settings, None),
            Err(error) => (Settings::default(), Some(error)),
        };
        let blueprint = settings.exam.as_deref().and_then(|exam| library.blueprint(exam));
        let reader = super::reader(env, blueprint);
        Ok(Self { library, reader, problems, unread })
    }

    /// Returns all content.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Returns for whom it is shown.
    pub fn reader(&self) -> Reader {
        self.reader
    }

    /// Returns what is wrong with a learner's own content.
    pub fn content_problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// Returns why the settings could not be read; today's values are shown then.
    pub fn unread_settings(&self) -> Option<&StoreError> {
        self.unread.as_ref()
    }

    /// Makes the index of the facts.
    pub fn facts(&self) -> Shelf {
        Shelf::of_facts(&self.library, self.reader)
    }

    /// Makes the index of the topics, and of the cards under those that stand above `items`; of all cards where there are
    /// none. To read all of them takes longer than everything else that a look-up does.
    pub fn others(&self, items: &[ItemIndex]) -> Shelf {
        let topics: HashSet<usize> = items.iter().map(|&item| self.library.item(item).topic).collect();
        Shelf::of_others(&self.library, |topic| topics.is_empty() || topics.contains(&topic))
    }
}

//! What to ask: which items a request means, and today's queue of them.

use std::collections::HashSet;

use crate::content::ItemIndex;
use crate::content::model::{Deck, ItemKind, Section};
use crate::exam;
use crate::schedule::{Asked, Day, Pace, Queue, Situation, introduction_order, known_last};

use super::{Study, StudyError};

/// Which items a drill is to ask.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// A deck's id; everything when absent.
    pub deck: Option<String>,
    /// A section's id: only its items. A deck goes before it.
    pub section: Option<String>,
    /// Minutes at most; no bound when absent.
    pub minutes: Option<u32>,
    /// Items at most; no bound when absent.
    pub limit: Option<usize>,
}

impl Study {
    /// Whether a drill ever asks the item of this learner: it is a fact or a card, and belongs to the exam aimed at.
    pub fn is_studied(&self, item: ItemIndex) -> bool {
        let belongs = self.blueprint().is_none_or(|exam| self.library.maps(item).contains_key(&exam.id));
        belongs && self.library.is_drilled(item)
    }

    /// Whether a request means the item.
    fn is_meant(&self, request: &Request, deck: Option<&Deck>, item: ItemIndex) -> bool {
        match (deck, &request.section) {
            (Some(deck), _) => self.library.is_drilled(item) && self.library.is_in_deck(deck, item),
            (None, Some(section)) => self.is_studied(item) && self.library.topic_of(item).section == *section,
            (None, None) => self.is_studied(item),
        }
    }

    /// Whether a request means a question that is due: one that was missed comes back among the rest of the day's work.
    fn comes_back(&self, request: &Request, deck: Option<&Deck>, item: ItemIndex) -> bool {
        if self.library.kind(item) != ItemKind::Question {
            return false;
        }
        match (deck, &request.section) {
            (Some(deck), _) => self.library.is_in_deck(deck, item),
            (None, section) => {
                let belongs =
                    self.blueprint().is_none_or(|exam| self.library.maps(item).contains_key(&exam.id));
                let is_in = |section: &String| self.library.topic_of(item).section == *section;
                belongs && section.as_ref().is_none_or(is_in)
            }
        }
    }

    /// Returns the questions that were missed and have not left the schedule since, in course order.
    pub(super) fn open_questions(&self) -> Result<Vec<ItemIndex>, StudyError> {
        let all = self.library.items().map(|(item, _)| item);
        let questions: Vec<ItemIndex> =
            all.filter(|&item| self.library.kind(item) == ItemKind::Question).collect();
        let memories = self.store.memories(&self.library, &questions)?;
        let is_open = |(item, memory): (_, Option<crate::schedule::Memory>)| {
            memory.is_some_and(|memory| memory.due < Day::NEVER).then_some(item)
        };
        Ok(questions.into_iter().zip(memories).filter_map(is_open).collect())
    }

    /// Returns the items that a request means, in course order.
    pub fn items_of(&self, request: &Request) -> Result<Vec<ItemIndex>, StudyError> {
        let deck = self.deck(request)?;
        let all = self.library.items().map(|(item, _)| item);
        Ok(all.filter(|&item| self.is_meant(request, deck, item)).collect())
    }

    /// Returns what to ask, in order.
    pub(super) fn queue(&self, request: &Request) -> Result<Queue, StudyError> {
        let deck = self.deck(request)?;
        let wanted = |&item: &ItemIndex| self.is_meant(request, deck, item);
        let today = self.today();
        let marks = self.store.all_marks(&self.library)?;
        let is_disputed = |item| marks.get(&item).is_some_and(|marks| marks.disputed);
        let mut due = self.store.due(&self.library, today)?;
        due.retain(|&Asked { item, .. }| {
            wanted(&item) || (self.comes_back(request, deck, item) && !is_disputed(item))
        });
        let mut missed = self.open_questions()?;
        missed.retain(|&item| !is_disputed(item));
        let first = exam::first_to_drill(&self.library, &missed);
        let introduced = self.store.day_total(today)?.new.max(0) as usize;
        let situation = Situation {
            library: &self.library,
            today,
            exam_ahead: self.is_exam_ahead(),
            due,
            first: first.iter().copied().collect(),
            answered_today: self.store.answered_on(&self.library, today)?,
            marks: marks.into_iter().map(|(item, marks)| (item, marks.mark)).collect(),
            read: self.store.read_topics(&self.library)?,
            new_allowance: (self.settings.new_per_day as usize).saturating_sub(introduced),
            pace: self.pace()?,
            minutes: request.minutes,
            limit: request.limit,
        };
        let fresh = self.fresh(&situation, first, deck, wanted)?;
        Ok(crate::schedule::build(&situation, &self.scheduler, fresh))
    }

    /// Returns new items in the order of their introduction: as many as the queue may need. `first` come first: what missed
    /// questions rest on.
    fn fresh(
        &self,
        situation: &Situation<'_>,
        first: Vec<ItemIndex>,
        deck: Option<&Deck>,
        wanted: impl Fn(&ItemIndex) -> bool,
    ) -> Result<Vec<ItemIndex>, StudyError> {
        if situation.new_allowance == 0 {
            return Ok(Vec::new());
        }
        let settings = &self.settings;
        let mut order = introduction_order(
            &self.library,
            self.blueprint().filter(|_| deck.is_none()),
            settings.new_order,
            &settings.new_sections,
            settings.new_through.as_deref(),
        );
        known_last(&self.library, &mut order, &settings.known_sections);
        // What is due was seen: that spares looking it up.
        let due: HashSet<ItemIndex> = situation.due.iter().map(|asked| asked.item).collect();
        // What is looked up again and again had better be learned, so it comes first.
        let mut often = self.often_looked_up()?;
        if !often.is_empty() {
            let open: HashSet<ItemIndex> = order.iter().copied().collect();
            often.retain(|item| open.contains(item));
        }
        let mut seen = HashSet::new();
        let order = first.into_iter().chain(often).chain(order).filter(|item| seen.insert(*item));
        let candidates = order.filter(|item| !due.contains(item) && wanted(item));
        // Suspended items and siblings are passed over, so more are looked up than may be introduced.
        let at_most = 4 * situation.new_allowance + situation.marks.len();
        Ok(self.store.unseen(&self.library, candidates, at_most)?)
    }

    /// Returns the name of what a request means: `Today`, a deck's title, a section's.
    pub(super) fn title_of(&self, request: &Request) -> Result<String, StudyError> {
        if let Some(deck) = self.deck(request)? {
            return Ok(deck.title.to_string());
        }
        match &request.section {
            Some(id) => Ok(self.section(id)?.title.to_string()),
            None => Ok("Today".to_owned()),
        }
    }

    fn deck(&self, request: &Request) -> Result<Option<&Deck>, StudyError> {
        request.deck.as_ref().map(|name| self.deck_named(name)).transpose()
    }

    /// Finds a deck by its id; the error names those there are.
    pub fn deck_named(&self, name: &str) -> Result<&Deck, StudyError> {
        let decks = &self.library.content().decks;
        let ids = decks.iter().map(|deck| deck.id.as_str());
        self.library.deck(name).ok_or_else(|| missing("deck", name, ids))
    }

    /// Finds a section by its id; the error names those there are.
    pub fn section(&self, name: &str) -> Result<&Section, StudyError> {
        let sections = &self.library.content().sections;
        let ids = sections.iter().map(|section| section.id.as_str());
        self.library.section(name).ok_or_else(|| missing("section", name, ids))
    }

    /// The learner's own pace over the last thirty study days, once it is known well enough.
    pub(super) fn pace(&self) -> Result<Pace, StudyError> {
        let today = self.today();
        let total = self.store.total_between(today + -30, today)?;
        let usual = Pace::default();
        if total.answers < 50 || total.took_ms == 0 {
            return Ok(usual);
        }
        let mean = (total.took_ms as f64 / 1000.0 / total.answers as f64).clamp(2.0, 60.0);
        Ok(Pace { seen: mean, new: mean * usual.new / usual.seen })
    }
}

/// A name that is not found, with what was meant or what there is.
pub(super) fn missing<'a>(
    what: &'static str,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> StudyError {
    let known: Vec<&str> = known.collect();
    let near = known.iter().find(|id| strsim::osa_distance(id, name) <= 2);
    let hint = match near {
        Some(id) => format!("did you mean `{id}`?"),
        None => format!("the {what}s are: {}", known.join(", ")),
    };
    StudyError::Missing { what, name: name.to_owned(), hint }
}

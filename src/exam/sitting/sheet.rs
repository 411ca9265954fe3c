//! What a learner wrote on one question.

use serde::{Deserialize, Serialize};

use super::event::{Certainty, Event, Refusal};

/// Some of a question's options, by their place as shown, from 0. There is room for sixteen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Chosen(u16);

impl Chosen {
    /// Whether an option is among them.
    pub fn contains(self, option: u8) -> bool {
        self.0 & Self::bit(option) != 0
    }

    /// Returns how many there are.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns the options in order.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (0..16).filter(move |&option| self.contains(option))
    }

    fn set(&mut self, option: u8, is_in: bool) {
        if is_in {
            self.0 |= Self::bit(option);
        } else {
            self.0 &= !Self::bit(option);
        }
    }

    fn bit(option: u8) -> u16 {
        1_u16.checked_shl(option.into()).unwrap_or(0)
    }
}

impl FromIterator<u8> for Chosen {
    fn from_iter<T: IntoIterator<Item = u8>>(options: T) -> Self {
        Self(options.into_iter().fold(0, |bits, option| bits | Self::bit(option)))
    }
}

/// What stands on one question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The options chosen.
    pub chosen: Chosen,
    /// The options struck out.
    pub struck: Chosen,
    /// Marked, to come back to.
    pub marked: bool,
    /// The learner's note.
    pub note: String,
    /// How sure they say they are.
    pub certainty: Option<Certainty>,
    /// Milliseconds on the screen.
    pub took_ms: u64,
    /// The first full answer: as many options as asked for.
    pub first: Option<Chosen>,
    /// How often a full answer took the place of another one.
    pub changes: u16,
    /// In a quiz: the verdict was shown.
    pub is_checked: bool,
    /// A tool was used while it was on the screen.
    pub was_aided: bool,
    /// The newest full answer.
    latest: Option<Chosen>,
    asked: usize,
}

impl Sheet {
    pub(super) fn new(asked: usize) -> Self {
        Self { asked, ..Self::default() }
    }

    /// Whether nothing is chosen.
    pub fn is_blank(&self) -> bool {
        self.chosen.is_empty()
    }

    /// Whether as many options are chosen as are asked for.
    pub fn is_complete(&self) -> bool {
        self.chosen.len() == self.asked
    }

    /// Whether the question was ever on the screen.
    pub fn was_seen(&self) -> bool {
        self.took_ms > 0 || self.first.is_some() || !self.is_blank()
    }

    pub(super) fn pass(&mut self, ms: u64) {
        self.took_ms += ms;
    }

    pub(super) fn accept(&self, event: &Event, options: usize) -> Result<(), Refusal> {
        let is_free = if self.is_checked { Err(Refusal::Checked) } else { Ok(()) };
        let exists = |option: u8| if usize::from(option) < options { Ok(()) } else { Err(Refusal::NoOption) };
        match *event {
            Event::Choose { option, chosen, .. } => {
                is_free?;
                exists(option)?;
                let is_more = chosen && self.asked > 1 && !self.chosen.contains(option);
                if is_more && self.is_complete() {
                    Err(Refusal::Enough { asked: self.asked })
                } else {
                    Ok(())
                }
            }
            Event::Strike { option, .. } => is_free.and(exists(option)),
            // To say nothing is an answer as well: the wrong one.
            Event::Check { .. } if !self.is_blank() && !self.is_complete() => {
                let missing = self.asked.saturating_sub(self.chosen.len());
                Err(Refusal::Incomplete { asked: self.asked, missing })
            }
            Event::Check { .. } | Event::Certainty { .. } => is_free,
            _ => Ok(()),
        }
    }

    pub(super) fn apply(&mut self, event: &Event) {
        match event {
            Event::Choose { option, chosen, .. } => self.choose(*option, *chosen),
            Event::Strike { option, struck, .. } => {
                self.struck.set(*option, *struck);
                if *struck {
                    self.chosen.set(*option, false);
                }
            }
            Event::Mark { marked, .. } => self.marked = *marked,
            Event::Certainty { certainty, .. } => self.certainty = *certainty,
            Event::Note { text, .. } => self.note.clone_from(text),
            Event::Check { .. } => self.is_checked = true,
            _ => {}
        }
    }

    fn choose(&mut self, option: u8, chosen: bool) {
        if chosen && self.asked == 1 {
            self.chosen = Chosen::default();
        }
        self.chosen.set(option, chosen);
        if chosen {
            self.struck.set(option, false);
        }
        if !self.is_complete() {
            return;
        }
        if self.latest.is_some_and(|latest| latest != self.chosen) {
            self.changes += 1;
        }
        self.first.get_or_insert(self.chosen);
        self.latest = Some(self.chosen);
    }
}

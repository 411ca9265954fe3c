//! A session: what comes next, what comes back, and every step undone.

use std::collections::VecDeque;

use crate::content::ItemIndex;

use super::queue::Entry;

/// An item answered Again comes back after at least this many others, sooner if nothing else is left.
pub const RELEARN_GAP: usize = 5;

/// An item that waits to be asked again.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Waiting {
    entry: Entry,
    /// Answers given when it began to wait.
    since: usize,
}

/// Where the current item stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    Upcoming,
    Relearning(usize),
}

/// One answer, as it is needed to take it back.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Done {
    waiting: Waiting,
    place: Place,
    comes_back: bool,
}

/// A queue being worked through.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Session {
    upcoming: VecDeque<Entry>,
    relearning: Vec<Waiting>,
    done: Vec<Done>,
    answered: usize,
}

impl Session {
    /// Begins a session on a queue.
    pub fn new(entries: impl IntoIterator<Item = Entry>) -> Self {
        Self { upcoming: entries.into_iter().collect(), ..Self::default() }
    }

    /// Returns the item to ask now; `None` when the session is over.
    pub fn current(&self) -> Option<&Entry> {
        match self.place()? {
            Place::Upcoming => self.upcoming.front(),
            Place::Relearning(n) => self.relearning.get(n).map(|waiting| &waiting.entry),
        }
    }

    /// Returns how many answers were given, those taken back not counted.
    pub fn answered(&self) -> usize {
        self.answered
    }

    /// Returns how many items are still to be answered.
    pub fn left(&self) -> usize {
        self.upcoming.len() + self.relearning.len()
    }

    /// Whether an answer of this session can be taken back.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    fn place(&self) -> Option<Place> {
        let ready = |waiting: &Waiting| self.answered - waiting.since >= RELEARN_GAP;
        if self.relearning.first().is_some_and(ready) {
            Some(Place::Relearning(0))
        } else if !self.upcoming.is_empty() {
            Some(Place::Upcoming)
        } else {
            (!self.relearning.is_empty()).then_some(Place::Relearning(0))
        }
    }

    /// Takes the current item out of the line.
    fn take(&mut self) -> Option<(Waiting, Place)> {
        let place = self.place()?;
        let waiting = match place {
            Place::Upcoming => Waiting { entry: self.upcoming.pop_front()?, since: self.answered },
            Place::Relearning(n) => self.relearning.remove(n),
        };
        Some((waiting, place))
    }

    /// Records that the current item was answered; `updated` is the item as it is now, `comes_back` whether it is asked again.
    pub fn answer(&mut self, updated: Entry, comes_back: bool) {
        let Some((waiting, place)) = self.take() else { return };
        self.answered += 1;
        self.done.push(Done { waiting, place, comes_back });
        if comes_back {
            let entry = Entry { topic_first: false, ..updated };
            self.relearning.push(Waiting { entry, since: self.answered });
        }
    }

    /// Takes back the last answer of this session: the item is the current one again.
    pub fn undo(&mut self) -> Option<ItemIndex> {
        let Done { waiting, place, comes_back } = self.done.pop()?;
        if comes_back {
            self.relearning.pop();
        }
        self.answered -= 1;
        match place {
            Place::Upcoming => self.upcoming.push_front(Entry { topic_first: false, ..waiting.entry }),
            Place::Relearning(n) => self.relearning.insert(n, waiting),
        }
        Some(waiting.entry.item)
    }

    /// Makes an item the current one, wherever it stood: an answer from before this session was taken back.
    pub fn bring_forward(&mut self, entry: Entry) {
        self.remove(entry.item);
        // What waits goes on waiting: the item steps in before all of it.
        self.relearning.iter_mut().for_each(|waiting| waiting.since = waiting.since.max(self.answered));
        self.upcoming.push_front(entry);
    }

    /// Takes the current item out of the session without an answer.
    pub fn drop_current(&mut self) {
        self.take();
        // What was answered before cannot be put back in its place any more; the log still can take it back.
        self.done.clear();
    }

    /// Records that the topic before the current item was shown.
    pub fn topic_shown(&mut self) {
        match self.place() {
            Some(Place::Upcoming) => {
                if let Some(entry) = self.upcoming.front_mut() {
                    entry.topic_first = false;
                }
            }
            Some(Place::Relearning(n)) => self.relearning[n].entry.topic_first = false,
            None => {}
        }
    }

    fn remove(&mut self, item: ItemIndex) {
        self.upcoming.retain(|entry| entry.item != item);
        self.relearning.retain(|waiting| waiting.entry.item != item);
        self.done.clear();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry(n: usize) -> Entry {
        Entry { item: ItemIndex(n), memory: None, topic_first: false }
    }

    fn session(n: usize) -> Session {
        Session::new((0..n).map(entry))
    }

    /// Answers the current item and returns its number.
    fn answer(session: &mut Session, comes_back: bool) -> usize {
        let current = *session.current().unwrap();
        session.answer(current, comes_back);
        current.item.0
    }

    #[test]
    fn a_failed_item_comes_back_after_five_others() {
        let mut session = session(9);
        let asked: Vec<usize> = (0..10).map(|n| answer(&mut session, n == 1)).collect();
        assert_eq!(asked, [0, 1, 2, 3, 4, 5, 6, 1, 7, 8]);
        assert_eq!(session.current(), None);
    }

    #[test]
    fn sooner_if_nothing_else_is_left() {
        let mut session = session(2);
        let asked: Vec<usize> =
            [true, false, true, true, false].map(|back| answer(&mut session, back)).to_vec();
        assert_eq!(asked, [0, 1, 0, 0, 0]);
        assert_eq!((session.left(), session.answered()), (0, 5));
    }

    #[test]
    fn an_answer_from_before_the_session_steps_in_front() {
        let mut session = session(3);
        session.bring_forward(entry(7));
        assert_eq!(answer(&mut session, false), 7);
        session.bring_forward(entry(2));
        let asked: Vec<usize> = (0..3).map(|_| answer(&mut session, false)).collect();
        assert_eq!(asked, [2, 0, 1], "and stands in the line only once");
    }

    #[test]
    fn dropping_the_current_item_goes_on_with_the_next() {
        let mut session = session(3);
        session.drop_current();
        assert_eq!(answer(&mut session, false), 1);
    }

    proptest! {
        #[test]
        fn undoing_everything_gives_the_session_one_began_with(answers in prop::collection::vec(any::<bool>(), 0..60)) {
            let fresh = session(12);
            let mut session = fresh.clone();
            let mut states = Vec::new();
            for comes_back in answers {
                if session.current().is_none() {
                    break;
                }
                states.push(session.clone());
                answer(&mut session, comes_back);
            }
            for state in states.into_iter().rev() {
                let item = session.undo().unwrap();
                prop_assert_eq!(&session, &state);
                prop_assert_eq!(session.current().unwrap().item, item);
            }
            prop_assert_eq!(session, fresh);
        }

        #[test]
        fn every_item_is_asked_and_none_is_lost(failures in prop::collection::vec(any::<bool>(), 40)) {
            let mut session = session(10);
            let mut asked = std::collections::HashSet::new();
            for fails in failures.into_iter().chain(std::iter::repeat_n(false, 60)) {
                if session.current().is_none() {
                    break;
                }
                asked.insert(answer(&mut session, fails));
            }
            prop_assert_eq!(session.current(), None);
            prop_assert_eq!(asked.len(), 10);
        }
    }
}

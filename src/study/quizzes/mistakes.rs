//! The list of mistakes: what was chosen, why it fails, what is right, and why the learner says they missed it.

use std::collections::HashSet;

use crate::content::library::Body;
use crate::content::model::Question;
use crate::content::{ItemIndex, markup};
use crate::exam::{self, Certainty, Mistake, Reason};
use crate::schedule::{Day, Entry, LeftOut, Session};

use super::super::{Drill, Study, StudyError};

/// A question that was missed or guessed and has not left the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MistakeRow {
    /// The question.
    pub item: ItemIndex,
    /// How it was missed.
    pub mistake: Mistake,
    /// Why, as the learner sees it.
    pub reason: Option<Reason>,
    /// The study day.
    today: Day,
}

impl MistakeRow {
    /// Whether it was right, and guessed.
    pub fn was_guessed(&self) -> bool {
        self.mistake.missed.is_right && self.mistake.missed.certainty == Some(Certainty::Guess)
    }

    /// Returns the days until the question comes back; none or less when it is due.
    pub fn due_in(&self) -> i32 {
        self.mistake.due - self.today
    }
}

impl Study {
    /// Returns the list of mistakes, by topic in course order.
    pub fn mistakes(&self) -> Result<Vec<MistakeRow>, StudyError> {
        let history = self.question_history()?;
        let reasons = self.store.miss_reasons(&self.library)?;
        let mut mistakes = history.mistakes();
        // Items stand by topic in course order.
        mistakes.sort_by_key(|(item, _)| *item);
        let row = |(item, mistake)| MistakeRow {
            item,
            mistake,
            reason: reasons.get(&item).copied(),
            today: self.today(),
        };
        Ok(mistakes.into_iter().map(row).collect())
    }

    /// Returns the question that an item is.
    pub fn question(&self, item: ItemIndex) -> Option<&Question> {
        match self.library.item(item).body {
            Body::Question(n) => self.library.content().questions.get(n),
            _ => None,
        }
    }

    /// Says a mistake in full, as small Markdown: the question, what was chosen and why it fails, what is right.
    pub fn mistake_text(&self, row: &MistakeRow) -> String {
        let Some(Question { stem, options, .. }) = self.question(row.item) else { return String::new() };
        let chosen = &row.mistake.missed.chosen;
        let is_chosen = |id: &str| chosen.iter().any(|of| of == id);
        let wrong = options.iter().filter(|option| !option.key && is_chosen(&option.id));
        let mut text = stem.to_string();
        if chosen.is_empty() {
            text += "\n\nNothing was chosen.";
        }
        for option in wrong {
            text += &format!("\n\n✗ **Chosen:** {}\n\n{}", option.text, option.why);
        }
        for option in options.iter().filter(|option| option.key) {
            let said = if is_chosen(&option.id) { "Right, and chosen" } else { "Right" };
            text += &format!("\n\n✓ **{said}:** {}\n\n{}", option.text, option.why);
        }
        text
    }

    /// Says a mistake in a line.
    pub fn mistake_line(&self, row: &MistakeRow) -> String {
        self.question(row.item).map_or_else(String::new, |question| markup::headline(&question.stem))
    }

    /// Keeps why the learner says they missed a question.
    pub fn set_miss_reason(&mut self, item: ItemIndex, reason: Reason) -> Result<(), StudyError> {
        Ok(self.store.set_miss_reason(&self.library.item(item).id, reason, self.env.now())?)
    }

    /// Begins a drill on exactly what some questions showed a need for: their facts, the cards of their topics, and problems
    /// among them. Whether it is due makes no difference; what is suspended is left out.
    pub fn begin_on_missed(&self, title: &str, missed: &[&str]) -> Result<Drill, StudyError> {
        let found: Vec<ItemIndex> = missed.iter().filter_map(|id| self.library.find(id)).collect();
        let is_problem = |index: &ItemIndex| matches!(self.library.item(*index).body, Body::Problem(_));
        let mut items: Vec<ItemIndex> = found.iter().copied().filter(is_problem).collect();
        items.extend(exam::first_to_drill(&self.library, &found));
        let mut seen = HashSet::new();
        let marks = self.store.queue_marks(&self.library)?;
        let is_off = |item: &ItemIndex| marks.get(item).is_some_and(|mark| mark.suspended == Some(true));
        items.retain(|item| seen.insert(*item) && !is_off(item));
        let read = self.store.read_topics(&self.library)?;
        let mut shown = HashSet::new();
        let entries = items.iter().zip(self.store.memories(&self.library, &items)?).map(|(&item, memory)| {
            let topic = self.library.item(item).topic;
            let topic_first = memory.is_none() && !read.contains(&topic) && shown.insert(topic);
            Entry { item, memory, topic_first }
        });
        Ok(Drill {
            title: title.to_owned(),
            session: Session::new(entries),
            left_out: LeftOut::default(),
            minutes: None,
            spent_ms: 0,
            answers: Vec::new(),
        })
    }
}

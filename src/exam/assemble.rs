//! Making a paper from a blueprint, a bank of questions, what the last sittings showed, and a seed.

use std::collections::HashSet;

use chrono::NaiveDate;
use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom;

use crate::content::date::PartialDate;
use crate::content::model::{Blueprint, Domain};

use super::alike::Alike;
use super::bank::Bank;
use super::counts::apportion;
use super::paper::{Paper, PaperDomain, PaperQuestion, PaperTask};

mod pick;
mod shuffle;

pub(super) use shuffle::shuffle_options;

use pick::Picker;

/// Lengths that are offered where the bank is too small for the blueprint, best first.
pub const SHORT_LENGTHS: [u16; 2] = [40, 20];

/// Of five unscored questions, one is of an emerging topic where the blueprint has such.
const UNSCORED_PER_EMERGING: u16 = 5;

/// Orders that are tried before questions that may not meet make a bank too small.
const TRIES: u32 = 20;

/// What a paper is made from.
#[derive(Debug, Clone, Copy)]
pub struct Assembly<'a> {
    /// The exam.
    pub blueprint: &'a Blueprint,
    /// Its questions.
    pub bank: &'a Bank,
    /// Ids of the questions that the last two sittings showed: they come when nothing else is left.
    pub recent: &'a HashSet<String>,
    /// How many questions.
    pub length: u16,
    /// Whether some questions do not count, hidden among the others as in the exam.
    pub unscored: bool,
    /// Minutes granted beyond the blueprint's, for a paper of its full length.
    pub extra_minutes: u16,
    /// What all chance comes from.
    pub seed: u64,
}

/// Why no paper of the length asked for can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortage {
    /// The questions asked for.
    pub need: u16,
    /// The questions there are for it, no domain counted beyond its share.
    pub have: u16,
    /// The tasks that lack questions, in the blueprint's order.
    pub tasks: Vec<TaskShortage>,
    /// The longest shorter paper that can be made.
    pub offer: Option<Offer>,
}

/// A task without enough questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskShortage {
    /// Its id.
    pub task: String,
    /// What it is.
    pub title: String,
    /// Its share of the questions.
    pub need: u16,
    /// The questions there are.
    pub have: u16,
}

/// A shorter paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// Its questions.
    pub questions: u16,
    /// Its minutes, in proportion.
    pub minutes: u16,
}

/// An exam that can no longer be sat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Its last day.
    pub last_day: PartialDate,
    /// The id of the blueprint that follows.
    pub successor: Option<String>,
}

/// Says when an exam's last day was and what follows it; `None` while it can be sat on `today` or later.
pub fn past(blueprint: &Blueprint, today: NaiveDate) -> Option<Past> {
    let last_day = blueprint.last_day.filter(|last| last.last_day() < today)?;
    Some(Past { last_day, successor: blueprint.successor.as_ref().map(ToString::to_string) })
}

/// Returns the minutes of a paper: in proportion to its length, a started minute counted whole.
pub fn minutes_for(blueprint: &Blueprint, length: u16, extra_minutes: u16) -> u16 {
    let all = u32::from(blueprint.minutes) + u32::from(extra_minutes);
    (all * u32::from(length)).div_ceil(u32::from(blueprint.questions.max(1))) as u16
}

/// What a domain gives to a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Share {
    questions: u16,
    scored: u16,
}

/// Divides a paper over the domains. Both counts go by largest remainder; a domain never has more scored questions than
/// questions.
fn shares(blueprint: &Blueprint, length: u16, scored: u16) -> Vec<Share> {
    let weights: Vec<u32> = blueprint.domains.iter().map(|domain| u32::from(domain.weight)).collect();
    let counts = apportion(&weights, length).into_iter().zip(apportion(&weights, scored));
    let mut shares: Vec<Share> =
        counts.map(|(questions, scored)| Share { questions, scored: scored.min(questions) }).collect();
    let mut left = scored.saturating_sub(shares.iter().map(|share| share.scored).sum());
    while left > 0 {
        let Some(share) = shares.iter_mut().max_by_key(|share| share.questions - share.scored) else { break };
        if share.scored == share.questions {
            break;
        }
        share.scored += 1;
        left -= 1;
    }
    shares
}

/// How many questions of a paper count.
fn scored_of(blueprint: &Blueprint, length: u16) -> u16 {
    let (all, scored) = (u32::from(blueprint.questions.max(1)), u32::from(blueprint.scored));
    // Rounded to the nearest.
    ((u32::from(length) * scored * 2 + all) / (2 * all)) as u16
}

/// A task's part of its domain: its skills, or one where a guide lists none.
fn task_weights(domain: &Domain) -> Vec<u32> {
    domain.tasks.iter().map(|task| task.skills.len().max(1) as u32).collect()
}

impl Assembly<'_> {
    /// Makes the paper. The same blueprint, bank, history and seed make the same paper.
    pub fn assemble(&self) -> Result<Paper, Shortage> {
        let alike = Alike::of(self.bank.questions());
        self.attempt(&alike).map_err(|mut shortage| {
            let shorter = SHORT_LENGTHS.into_iter().filter(|&length| length < self.length);
            let mut fits = shorter.filter(|&length| Assembly { length, ..*self }.attempt(&alike).is_ok());
            shortage.offer = fits.next().map(|questions| Offer {
                questions,
                minutes: minutes_for(self.blueprint, questions, self.extra_minutes),
            });
            shortage
        })
    }

    fn attempt(&self, alike: &Alike) -> Result<Paper, Shortage> {
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        let scored = if self.unscored { scored_of(self.blueprint, self.length) } else { self.length };
        let shares = shares(self.blueprint, self.length, scored);
        let mut picked = Vec::new();
        for _ in 0..TRIES {
            picked = self.pick(alike, &shares, scored, &mut rng);
            if picked.len() == usize::from(self.length) {
                return Ok(self.paper(&picked, &shares, &mut rng));
            }
        }
        Err(self.shortage(&picked, &shares))
    }

    /// Chooses the questions, as indexes into the bank.
    fn pick(&self, alike: &Alike, shares: &[Share], scored: u16, rng: &mut ChaCha8Rng) -> Vec<usize> {
        let questions = self.bank.questions();
        let mut picker = Picker::new(questions, alike, self.recent, self.length, rng);
        let mut emerging = (self.length - scored) / UNSCORED_PER_EMERGING;
        let mut counts: Vec<u16> = shares.iter().map(|share| share.questions).collect();
        for ((domain, share), count) in self.blueprint.domains.iter().zip(shares).zip(&mut counts) {
            let taken = picker.take_emerging(&domain.id, emerging.min(share.questions - share.scored));
            emerging -= taken;
            *count -= taken;
        }
        let quotas = picker.multiple_response_quotas(&self.blueprint.domains, &counts);
        for ((domain, count), quota) in self.blueprint.domains.iter().zip(counts).zip(quotas) {
            picker.take(domain, &task_weights(domain), count, quota);
        }
        picker.picked
    }

    /// Brings the chosen questions into the form they are shown in.
    fn paper(&self, picked: &[usize], shares: &[Share], rng: &mut ChaCha8Rng) -> Paper {
        let mut questions: Vec<PaperQuestion> =
            picked.iter().map(|&n| self.bank.questions()[n].clone()).collect();
        questions.shuffle(rng);
        for (domain, share) in self.blueprint.domains.iter().zip(shares) {
            let counts = |question: &&mut PaperQuestion| {
                question.domain.as_deref() == Some(&*domain.id) && !question.is_emerging()
            };
            // The order is one of chance already: which come first says nothing once it is shuffled again.
            for question in questions.iter_mut().filter(counts).take(share.scored.into()) {
                question.scored = true;
            }
        }
        questions.shuffle(rng);
        shuffle_options(&mut questions, rng);
        Paper {
            blueprint: self.blueprint.id.to_string(),
            minutes: Some(minutes_for(self.blueprint, self.length, self.extra_minutes)),
            pass: self.blueprint.pass,
            domains: self.blueprint.domains.iter().map(named).collect(),
            ..Paper::new(self.blueprint.title.to_string(), self.seed, questions)
        }
    }

    fn shortage(&self, picked: &[usize], shares: &[Share]) -> Shortage {
        let questions = self.bank.questions();
        let picked = || picked.iter().map(|&n| &questions[n]);
        let mut tasks = Vec::new();
        for (domain, share) in self.blueprint.domains.iter().zip(shares) {
            let of_domain =
                picked().filter(|question| question.domain.as_deref() == Some(&*domain.id)).count();
            if of_domain >= usize::from(share.questions) {
                continue;
            }
            let needs = apportion(&task_weights(domain), share.questions);
            for (task, need) in domain.tasks.iter().zip(needs) {
                let have =
                    picked().filter(|question| question.task.as_deref() == Some(&*task.id)).count() as u16;
                if have < need {
                    let (task, title) = (task.id.to_string(), task.title.to_string());
                    tasks.push(TaskShortage { task, title, need, have });
                }
            }
        }
        Shortage { need: self.length, have: picked().count() as u16, tasks, offer: None }
    }
}

/// A domain as a paper keeps it.
pub(super) fn named(domain: &Domain) -> PaperDomain {
    let tasks =
        domain.tasks.iter().map(|task| PaperTask { id: task.id.to_string(), title: task.title.to_string() });
    PaperDomain {
        id: domain.id.to_string(),
        title: domain.title.to_string(),
        weight: domain.weight,
        tasks: tasks.collect(),
    }
}

#[cfg(test)]
mod tests;

//! Choosing questions: fresh ones first, multiple response in its share, tasks in theirs, none that give each other away.

use std::collections::HashSet;

use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom;

use crate::content::model::Domain;
use crate::exam::alike::Alike;
use crate::exam::counts::apportion;
use crate::exam::paper::PaperQuestion;

/// The share of multiple-response questions aimed at, in percent: the middle of 15 to 25.
const MULTIPLE_RESPONSE_PERCENT: u32 = 20;

/// At most one question in this many is drawn from a calculation.
const QUESTIONS_PER_DRAWN: u16 = 8;

/// Takes questions for one paper.
pub(super) struct Picker<'a> {
    questions: &'a [PaperQuestion],
    alike: &'a Alike,
    /// Whether one of the last sittings showed it.
    is_recent: Vec<bool>,
    /// Whether it was taken, or may not meet what was.
    is_barred: Vec<bool>,
    /// Each question's place in an order of chance.
    rank: Vec<usize>,
    drawn_left: u16,
    /// What was taken.
    pub(super) picked: Vec<usize>,
}

impl<'a> Picker<'a> {
    pub(super) fn new(
        questions: &'a [PaperQuestion],
        alike: &'a Alike,
        recent: &HashSet<String>,
        length: u16,
        rng: &mut ChaCha8Rng,
    ) -> Self {
        let mut rank: Vec<usize> = (0..questions.len()).collect();
        rank.shuffle(rng);
        Self {
            questions,
            alike,
            is_recent: questions.iter().map(|question| recent.contains(&question.id)).collect(),
            is_barred: vec![false; questions.len()],
            rank,
            drawn_left: length / QUESTIONS_PER_DRAWN,
            picked: Vec::new(),
        }
    }

    /// Takes up to `count` questions of emerging topics; how many there were.
    pub(super) fn take_emerging(&mut self, domain: &str, count: u16) -> u16 {
        let questions = self.questions;
        for taken in 0..count {
            let is_meant = |n: usize| of_domain(&questions[n], domain) && questions[n].is_emerging();
            let best =
                self.free().filter(|&n| is_meant(n)).min_by_key(|&n| (self.is_recent[n], self.rank[n]));
            let Some(best) = best else { return taken };
            self.push(best);
        }
        count
    }

    /// Takes `count` questions of a domain, `multiple` of them multiple response; fewer when there are no more.
    pub(super) fn take(&mut self, domain: &Domain, task_weights: &[u32], count: u16, multiple: u16) {
        let mut kinds_left = [count - multiple.min(count), multiple.min(count)];
        let mut taken = vec![0_u32; domain.tasks.len()];
        let task_of = |n: usize| {
            domain.tasks.iter().position(|task| self.questions[n].task.as_deref() == Some(&*task.id))
        };
        let candidates: Vec<(usize, usize, usize)> = (0..self.questions.len())
            .filter(|&n| of_domain(&self.questions[n], &domain.id))
            .filter_map(|n| Some((n, task_of(n)?, usize::from(self.questions[n].is_multiple_response()))))
            .collect();
        for _ in 0..count {
            let order = |&&(n, task, kind): &&(usize, usize, usize)| {
                // The task that is furthest behind its share, in parts of a thousand.
                let share = (2 * taken[task] + 1) * 1000 / task_weights[task];
                (self.is_recent[n], kinds_left[kind] == 0, share, self.rank[n])
            };
            let free = candidates.iter().filter(|(n, ..)| self.is_free(*n));
            let Some(&(best, task, kind)) = free.min_by_key(order) else { return };
            kinds_left[kind] = kinds_left[kind].saturating_sub(1);
            taken[task] += 1;
            self.push(best);
        }
    }

    /// Says how many multiple-response questions each domain gives, so that the whole paper has its share as far as fresh
    /// questions allow it.
    pub(super) fn multiple_response_quotas(&self, domains: &[Domain], counts: &[u16]) -> Vec<u16> {
        let length: u16 = counts.iter().sum();
        let target = (u32::from(length) * MULTIPLE_RESPONSE_PERCENT + 50) / 100;
        let weights: Vec<u32> = counts.iter().map(|&count| u32::from(count)).collect();
        let bounds: Vec<(u16, u16)> =
            domains.iter().zip(counts).map(|(domain, &count)| self.bounds(&domain.id, count)).collect();
        let mut quotas: Vec<u16> = apportion(&weights, target as u16)
            .into_iter()
            .zip(&bounds)
            .map(|(quota, &(least, most))| quota.clamp(least, most))
            .collect();
        let sum = |quotas: &[u16]| quotas.iter().map(|&quota| u32::from(quota)).sum::<u32>();
        // What one domain cannot give, the one with the most room gives.
        while sum(&quotas) < target {
            let room = |&n: &usize| bounds[n].1 - quotas[n];
            let Some(n) = (0..quotas.len()).max_by_key(room).filter(|n| room(n) > 0) else { break };
            quotas[n] += 1;
        }
        while sum(&quotas) > target {
            let room = |&n: &usize| quotas[n] - bounds[n].0;
            let Some(n) = (0..quotas.len()).max_by_key(room).filter(|n| room(n) > 0) else { break };
            quotas[n] -= 1;
        }
        quotas
    }

    /// The fewest and the most multiple-response questions that a domain can give when fresh questions go first.
    fn bounds(&self, domain: &str, count: u16) -> (u16, u16) {
        let mut fresh = [0_u16; 2];
        let mut stale = [0_u16; 2];
        for n in self.free() {
            let question = &self.questions[n];
            if of_domain(question, domain) && !question.is_emerging() {
                let kinds = if self.is_recent[n] { &mut stale } else { &mut fresh };
                kinds[usize::from(question.is_multiple_response())] += 1;
            }
        }
        let [single, multiple] = fresh;
        if single + multiple >= count {
            return (count.saturating_sub(single), multiple.min(count));
        }
        let left = (count - single - multiple).min(stale[0] + stale[1]);
        (multiple + left.saturating_sub(stale[0]), multiple + stale[1].min(left))
    }

    /// Takes a question, and bars what may not meet it. A question drawn several times is in a paper once.
    fn push(&mut self, taken: usize) {
        let question = &self.questions[taken];
        self.is_barred[taken] = true;
        for other in self.alike.apart_from(taken) {
            self.is_barred[other] = true;
        }
        if question.drawn.is_some() {
            self.drawn_left -= 1;
            for (barred, other) in self.is_barred.iter_mut().zip(self.questions) {
                *barred |= other.id == question.id;
            }
        }
        self.picked.push(taken);
    }

    /// The questions that may still be taken.
    fn free(&self) -> impl Iterator<Item = usize> {
        (0..self.questions.len()).filter(|&n| self.is_free(n))
    }

    fn is_free(&self, n: usize) -> bool {
        !self.is_barred[n] && (self.drawn_left > 0 || self.questions[n].drawn.is_none())
    }
}

fn of_domain(question: &PaperQuestion, domain: &str) -> bool {
    question.domain.as_deref() == Some(domain)
}

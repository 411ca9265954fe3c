//! How questions are spread over exams and sections, against what each place should have (K05, K06), and whether mocks can be
//! made of them (K09).

use std::collections::HashSet;

use crate::content::model::{Blueprint, Domain, Task};
use crate::content::{Content, Library};
use crate::exam::{Assembly, Bank};

use super::anatomy::Anatomy;
use super::figures::{Figure, Value, Verdict};
use super::thresholds::{PER_SECTION, PER_SKILL, PER_TASK, SHARE_OFF, SHARES_OF, SKILLS_OF, SOME, TASKS_OF};

/// What sort of place questions are counted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "lowercase")]
pub enum Level {
    /// A domain of an exam.
    Domain,
    /// A task, or an objective of DVA-C01.
    Task,
    /// A skill.
    Skill,
    /// A section of the course.
    Section,
}

/// The questions of one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// The exam's id; empty for a section.
    pub exam: String,
    /// The place's id.
    pub place: String,
    /// Its name.
    pub title: String,
    /// What it is.
    pub level: Level,
    /// Its questions.
    pub have: usize,
    /// What its weight makes of the exam's questions; for domains and tasks.
    pub share: Option<f64>,
    /// The fewest it should have (K06).
    pub least: Option<usize>,
    /// Whether it is held to its share (K05).
    pub is_held: bool,
}

impl Share {
    /// Questions that it lacks to the fewest.
    pub fn missing(&self) -> usize {
        self.least.unwrap_or_default().saturating_sub(self.have)
    }

    /// Whether it is outside the bounds of its share.
    pub fn is_off(&self) -> bool {
        self.is_held && self.share.is_some_and(|share| (self.have as f64 - share).abs() > SHARE_OFF * share)
    }
}

/// Counts the questions of every place: exam by exam, then section by section.
pub fn shares(content: &Content) -> Vec<Share> {
    let questions = Anatomy::of(content);
    let mut all = Vec::new();
    for blueprint in &content.blueprints {
        of_exam(blueprint, &questions, &mut all);
    }
    all.extend(content.sections.iter().map(|section| Share {
        exam: String::new(),
        place: section.id.to_string(),
        title: section.title.to_string(),
        level: Level::Section,
        have: questions.iter().filter(|question| question.section == section.id).count(),
        share: None,
        least: Some(PER_SECTION),
        is_held: false,
    }));
    all
}

fn of_exam(blueprint: &Blueprint, questions: &[Anatomy<'_>], all: &mut Vec<Share>) {
    let ids: Vec<&str> =
        questions.iter().filter_map(|question| question.maps.get(&blueprint.id)).map(AsRef::as_ref).collect();
    let count = |place: &str| ids.iter().filter(|id| is_within(id, place)).count();
    let share = |level, place: &str, title: &str, share, least, is_held| Share {
        exam: blueprint.id.to_string(),
        place: place.to_owned(),
        title: title.to_owned(),
        level,
        have: count(place),
        share,
        least,
        is_held,
    };
    let exam = blueprint.id.as_str();
    let least = |exams: &[&str], least: usize| exams.contains(&exam).then_some(least);
    for domain in &blueprint.domains {
        let whole = ids.len() as f64 * f64::from(domain.weight) / 100.0;
        all.push(share(Level::Domain, &domain.id, &domain.title, Some(whole), None, false));
        for task in &domain.tasks {
            let part = Some(whole * part_of(domain, task));
            all.push(share(
                Level::Task,
                &task.id,
                &task.title,
                part,
                least(TASKS_OF, PER_TASK),
                exam == SHARES_OF,
            ));
            for skill in &task.skills {
                all.push(share(
                    Level::Skill,
                    &skill.id,
                    &skill.title,
                    None,
                    least(SKILLS_OF, PER_SKILL),
                    false,
                ));
            }
        }
    }
}

/// Whether the finest id `id` belongs to `place`: `1.2.3` to `1`, `1.2` and itself.
fn is_within(id: &str, place: &str) -> bool {
    id.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// A task's part of its domain: its skills; where a guide lists none, all tasks are equal.
fn part_of(domain: &Domain, task: &Task) -> f64 {
    let weight = |task: &Task| task.skills.len().max(1) as f64;
    weight(task) / domain.tasks.iter().map(weight).sum::<f64>()
}

/// The figures that sum the places up.
pub fn summary(content: &Content, shares: &[Share]) -> Vec<Figure> {
    let mut figures = Vec::new();
    let held: Vec<&Share> = shares.iter().filter(|share| share.is_held).collect();
    let asked: usize = held.iter().map(|share| share.have).sum();
    let off = held.iter().filter(|share| share.is_off()).count();
    let judged = if asked < SOME { Verdict::Needs(SOME) } else { verdict(off) };
    let what = format!("tasks of {SHARES_OF} off their share");
    figures.push(figure("K05", what, held.len(), off, "none".to_owned(), judged));
    let places = |level: Level, exam: &str| -> Vec<&Share> {
        shares
            .iter()
            .filter(|share| share.level == level && share.exam == exam && share.least.is_some())
            .collect()
    };
    let skills = SKILLS_OF.iter().map(|exam| (Level::Skill, *exam, "skills", PER_SKILL));
    let tasks = TASKS_OF.iter().map(|exam| (Level::Task, *exam, "tasks", PER_TASK));
    for (level, exam, noun, least) in
        skills.chain(tasks).chain([(Level::Section, "", "sections", PER_SECTION)])
    {
        let own = places(level, exam);
        let short = own.iter().filter(|share| share.missing() > 0).count();
        let missing: usize = own.iter().map(|share| share.missing()).sum();
        let of = if exam.is_empty() { noun.to_owned() } else { format!("{noun} of {exam}") };
        let asked =
            if missing == 0 { "none".to_owned() } else { format!("none; {missing} questions missing") };
        figures.push(figure(
            "K06",
            format!("{of} with under {least}"),
            own.len(),
            short,
            asked,
            verdict(short),
        ));
    }
    let library = Library::new(Content { facts: vec![], cards: vec![], problems: vec![], ..content.clone() });
    figures.extend(content.blueprints.iter().map(|blueprint| mock(&library, blueprint)));
    figures
}

fn verdict(wrong: usize) -> Verdict {
    if wrong == 0 { Verdict::Held } else { Verdict::Missed }
}

fn figure(
    rule: &'static str,
    what: String,
    of: usize,
    count: usize,
    asked: String,
    verdict: Verdict,
) -> Figure {
    Figure { rule, what, of, value: Value::Count(count), asked, verdict, parts: Vec::new() }
}

/// Whether a whole mock can be made: the questions there are for one, no domain counted beyond its share.
fn mock(library: &Library, blueprint: &Blueprint) -> Figure {
    let bank = Bank::of(library, blueprint, |_| false);
    let recent = HashSet::new();
    let length = blueprint.questions;
    let assembly = Assembly {
        blueprint,
        bank: &bank,
        recent: &recent,
        length,
        unscored: true,
        extra_minutes: 0,
        seed: 1,
    };
    let (have, verdict) = match assembly.assemble() {
        Ok(paper) => (paper.questions.len(), Verdict::Held),
        Err(shortage) => (shortage.have.into(), Verdict::Missed),
    };
    let what = format!("questions for a mock of {}", blueprint.id);
    figure("K09", what, bank.questions().len(), have, length.to_string(), verdict)
}

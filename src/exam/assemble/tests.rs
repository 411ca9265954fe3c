//! Laws of papers, over many seeds and all three blueprints.

use std::collections::{BTreeMap, BTreeSet};

use super::super::fixtures;
use super::super::paper::Drawn;
use super::*;

const EXAMS: [(&str, &[u16], &[u16]); 3] = [
    ("dva-c01", &[14, 17, 20, 6, 8], &[11, 13, 15, 5, 6]),
    ("dva-c02", &[21, 17, 15, 12], &[16, 13, 12, 9]),
    ("dva-c03", &[20, 17, 14, 14], &[15, 13, 11, 11]),
];

fn assembly<'a>(
    library: &'a crate::content::Library,
    exam: &str,
    bank: &'a Bank,
    recent: &'a HashSet<String>,
) -> Assembly<'a> {
    let blueprint = library.blueprint(exam).unwrap();
    let length = blueprint.questions;
    Assembly { blueprint, bank, recent, length, unscored: true, extra_minutes: 0, seed: 1 }
}

/// Questions of each domain for which `is_meant`.
fn counts(paper: &Paper, is_meant: impl Fn(&PaperQuestion) -> bool) -> Vec<u16> {
    let of = |id: &String| {
        paper.questions.iter().filter(|q| q.domain.as_ref() == Some(id) && is_meant(q)).count() as u16
    };
    paper.domains.iter().map(|domain| of(&domain.id)).collect()
}

fn ids(paper: &Paper) -> HashSet<String> {
    paper.questions.iter().map(|question| question.id.clone()).collect()
}

/// The longest row of questions with a key at the same position.
fn longest_run(paper: &Paper) -> usize {
    let run = |position: usize| {
        let is_key = |q: &PaperQuestion| q.options.get(position).is_some_and(|option| option.key);
        let runs = paper.questions.chunk_by(|a, b| is_key(a) == is_key(b));
        runs.filter(|run| is_key(&run[0])).map(<[_]>::len).max().unwrap_or(0)
    };
    (0..6).map(run).max().unwrap_or(0)
}

#[test]
fn two_thousand_papers_of_each_exam_keep_every_rule() {
    let library = fixtures::library(200);
    let recent = HashSet::new();
    for (exam, shown, scored) in EXAMS {
        let bank = fixtures::bank(exam, 200);
        let alike = Alike::of(bank.questions());
        let by_id: BTreeMap<&str, usize> =
            bank.questions().iter().enumerate().map(|(n, question)| (question.id.as_str(), n)).collect();
        let mut positions = [0_u32; 4];
        for seed in 0..2_000 {
            let paper =
                Assembly { seed, ..assembly(&library, exam, &bank, &recent) }.attempt(&alike).unwrap();
            assert_eq!(counts(&paper, |_| true), shown, "{exam} {seed}");
            assert_eq!(counts(&paper, |q| q.scored), scored, "{exam} {seed}");
            let numbers: Vec<usize> = paper.questions.iter().map(|q| by_id[q.id.as_str()]).collect();
            assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), 65, "no repeats: {exam} {seed}");
            for (at, &one) in numbers.iter().enumerate() {
                assert!(numbers[..at].iter().all(|&other| !alike.are_apart(one, other)), "{exam} {seed}");
            }
            let multiple = paper.questions.iter().filter(|q| q.is_multiple_response()).count();
            assert!((10..=16).contains(&multiple), "15 to 25 % of 65: {multiple} in {exam} {seed}");
            assert!(longest_run(&paper) <= shuffle::LONGEST_RUN, "{exam} {seed}");
            let emerging = paper.questions.iter().filter(|q| q.is_emerging());
            assert_eq!(emerging.clone().count(), if exam == "dva-c02" { 3 } else { 0 }, "{exam} {seed}");
            assert!(emerging.into_iter().all(|q| !q.scored));
            for question in paper.questions.iter().filter(|q| !q.is_multiple_response()) {
                positions[question.options.iter().position(|option| option.key).unwrap()] += 1;
            }
        }
        // Chi-square with 3 degrees of freedom stays under 16.3 in 999 of 1000 cases.
        let mean = f64::from(positions.iter().sum::<u32>()) / 4.0;
        let chi: f64 = positions.iter().map(|&n| (f64::from(n) - mean).powi(2) / mean).sum();
        assert!(chi < 16.3, "{exam}: keys stand at {positions:?}");
    }
}

#[test]
fn the_bank_of_these_tests_holds_pairs_that_may_not_meet() {
    let bank = fixtures::bank("dva-c01", 200);
    let alike = Alike::of(bank.questions());
    assert!(alike.duplicates().contains(&(18, 19)) && alike.give_aways().contains(&(8, 9)));
}

#[test]
fn the_same_seed_makes_the_same_paper_and_another_seed_another() {
    let library = fixtures::library(200);
    let bank = fixtures::bank("dva-c02", 200);
    let recent = HashSet::new();
    let made = |seed| Assembly { seed, ..assembly(&library, "dva-c02", &bank, &recent) }.assemble().unwrap();
    assert_eq!(made(5), made(5));
    assert_ne!(ids(&made(5)), ids(&made(6)));
    assert_eq!((made(5).minutes, made(5).pass, made(5).seed), (Some(130), 720, 5));
}

#[test]
fn what_the_last_two_sittings_showed_comes_back_only_when_nothing_else_is_left() {
    // 330 questions of which 130 were shown leave enough in every domain; 110 of which 65 were shown do not.
    for (exam, ..) in EXAMS {
        let library = fixtures::library(330);
        let bank = fixtures::bank(exam, 330);
        let mut recent = HashSet::new();
        for seed in 0..2 {
            let paper = Assembly { seed, ..assembly(&library, exam, &bank, &recent) }.assemble().unwrap();
            assert!(ids(&paper).is_disjoint(&recent), "{exam} {seed}");
            recent.extend(ids(&paper));
        }
        let bank = fixtures::bank(exam, 110);
        let all = assembly(&library, exam, &bank, &recent);
        let first = ids(&all.assemble().unwrap());
        let second = Assembly { recent: &first, seed: 2, ..all }.assemble().unwrap();
        assert!(!ids(&second).is_disjoint(&first), "{exam}: there are not enough others");
        let alike = Alike::of(bank.questions());
        for (n, question) in bank.questions().iter().enumerate() {
            let meets_none = alike.apart_from(n).next().is_none();
            if meets_none && !first.contains(&question.id) && !question.is_emerging() {
                let of_domain = |q: &&PaperQuestion| q.domain == question.domain;
                let stale = second.questions.iter().filter(of_domain).any(|q| first.contains(&q.id));
                assert!(
                    !stale || ids(&second).contains(&question.id),
                    "{exam}: {} was left out",
                    question.id
                );
            }
        }
    }
}

#[test]
fn unscored_questions_can_be_turned_off() {
    let library = fixtures::library(200);
    for (exam, shown, _) in EXAMS {
        let bank = fixtures::bank(exam, 200);
        let recent = HashSet::new();
        let paper =
            Assembly { unscored: false, ..assembly(&library, exam, &bank, &recent) }.assemble().unwrap();
        assert_eq!(counts(&paper, |q| q.scored), shown);
    }
}

#[test]
fn the_share_of_multiple_response_is_what_fresh_questions_allow() {
    let library = fixtures::library(200);
    let mut bank = Bank::default();
    for (n, question) in fixtures::bank("dva-c01", 200).questions().iter().enumerate() {
        let mut question = question.clone();
        if n >= 5 && question.is_multiple_response() {
            question.options.remove(0);
        }
        bank.add(question);
    }
    let multiple = bank.questions().iter().filter(|q| q.is_multiple_response()).count();
    assert_eq!(multiple, 1);
    let recent = HashSet::new();
    let paper = assembly(&library, "dva-c01", &bank, &recent).assemble().unwrap();
    assert_eq!(paper.questions.iter().filter(|q| q.is_multiple_response()).count(), 1);
}

#[test]
fn at_most_one_question_in_eight_is_drawn_and_none_twice() {
    let library = fixtures::library(200);
    let mut bank = fixtures::bank("dva-c01", 200);
    for n in 0..60 {
        let mut question = bank.questions()[n].clone();
        question.id = format!("made.p{}", n % 30);
        question.stem = format!("drawn d{n}a d{n}b d{n}c d{n}d d{n}e d{n}f?");
        for option in &mut question.options {
            option.text = format!("{n} RCU");
        }
        question.drawn =
            Some(Drawn { seed: n as u64, numbers: BTreeMap::from([("reads".into(), "80".into())]) });
        bank.add(question);
    }
    let recent = bank.questions().iter().filter(|q| q.drawn.is_none()).map(|q| q.id.clone()).collect();
    for seed in 0..20 {
        let paper = Assembly { seed, ..assembly(&library, "dva-c01", &bank, &recent) }.assemble().unwrap();
        let drawn: Vec<&PaperQuestion> = paper.questions.iter().filter(|q| q.drawn.is_some()).collect();
        assert_eq!(drawn.len(), 8, "all that are fresh, up to 65 / 8");
        assert_eq!(drawn.iter().map(|q| &q.id).collect::<BTreeSet<_>>().len(), 8);
    }
}

#[test]
fn a_bank_too_small_says_what_is_missing_and_offers_the_longest_that_fits() {
    let library = fixtures::library(1);
    let recent = HashSet::new();
    for (per_task, offer) in [
        (1, None),
        (2, Some(Offer { questions: 20, minutes: 40 })),
        (4, Some(Offer { questions: 40, minutes: 80 })),
    ] {
        let blueprint = library.blueprint("dva-c01").unwrap();
        let mut bank = Bank::default();
        for (n, task) in blueprint.finest().flat_map(|task| vec![task; per_task]).enumerate() {
            let mut question = fixtures::question(n, 1);
            question.stem = format!("s{n}");
            question.domain = task.split('.').next().map(str::to_owned);
            question.task = Some(task.to_owned());
            bank.add(question);
        }
        let shortage = assembly(&library, "dva-c01", &bank, &recent).assemble().unwrap_err();
        assert_eq!(shortage.need, 65);
        assert_eq!(shortage.offer, offer, "{per_task} a task");
        // 17 questions of domain 2 over three tasks are 6, 6 and 5.
        let missing = shortage.tasks.iter().find(|missing| missing.task == "2.2").unwrap();
        assert_eq!((missing.need, usize::from(missing.have)), (6, per_task));
        if per_task == 1 {
            // Domains 1 to 5 have 4, 3, 4, 2 and 2 tasks: none has enough.
            assert_eq!((shortage.have, shortage.tasks.len()), (15, 15));
        }
    }
}

#[test]
fn a_shorter_paper_takes_its_time_in_proportion() {
    let library = fixtures::library(1);
    let blueprint = library.blueprint("dva-c02").unwrap();
    for (length, extra, minutes) in
        [(65, 0, 130), (65, 30, 160), (40, 0, 80), (20, 0, 40), (40, 30, 99), (20, 30, 50), (15, 0, 30)]
    {
        assert_eq!(minutes_for(blueprint, length, extra), minutes, "{length} {extra}");
    }
    assert_eq!([65, 40, 20].map(|length| scored_of(blueprint, length)), [50, 31, 15]);
}

#[test]
fn every_length_has_as_many_questions_as_asked_and_no_domain_counts_more_than_it_shows() {
    let library = fixtures::library(1);
    for (exam, ..) in EXAMS {
        let blueprint = library.blueprint(exam).unwrap();
        for length in 1..=65 {
            let scored = scored_of(blueprint, length);
            let shares = shares(blueprint, length, scored);
            assert_eq!(shares.iter().map(|share| share.questions).sum::<u16>(), length);
            assert_eq!(shares.iter().map(|share| share.scored).sum::<u16>(), scored);
            assert!(shares.iter().all(|share| share.scored <= share.questions), "{exam} {length}");
        }
    }
}

#[test]
fn an_exam_past_its_last_day_says_so_and_names_what_follows() {
    let library = fixtures::library(1);
    let on = |exam: &str, day: &str| past(library.blueprint(exam).unwrap(), day.parse().unwrap());
    assert_eq!(on("dva-c02", "2026-11-30"), None);
    let gone = on("dva-c02", "2026-12-01").unwrap();
    assert_eq!(
        (gone.last_day.to_string().as_str(), gone.successor.as_deref()),
        ("30 November 2026", Some("dva-c03"))
    );
    assert_eq!(on("dva-c01", "2026-11-22").unwrap().successor.as_deref(), Some("dva-c02"));
    assert_eq!(on("dva-c03", "2030-01-01"), None);
}

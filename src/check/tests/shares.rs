//! K05, K06 and K09: how questions are spread over exams and sections.

use crate::exam::fixtures::library;

use super::super::figures::Verdict;
use super::super::shares::{Level, Share, shares, summary};

fn share(have: usize, share: f64, least: usize) -> Share {
    Share {
        exam: "dva-c02".to_owned(),
        place: "1.1".to_owned(),
        title: String::new(),
        level: Level::Task,
        have,
        share: Some(share),
        least: Some(least),
        is_held: true,
    }
}

#[test]
fn k05_a_task_is_within_a_quarter_of_its_share() {
    for (have, is_off) in [(74, true), (75, false), (125, false), (126, true)] {
        assert_eq!(share(have, 100.0, 0).is_off(), is_off, "{have} of 100");
    }
    assert!(!Share { is_held: false, ..share(1, 100.0, 0) }.is_off());
}

#[test]
fn k06_what_is_missing_is_counted() {
    assert_eq!(share(19, 0.0, 20).missing(), 1);
    assert_eq!(share(20, 0.0, 20).missing(), 0);
}

#[test]
fn every_place_of_every_exam_is_counted() {
    // One question for each of the 101 skills of DVA-C02, in turn, seven times; the rest are on emerging topics.
    let library = library(707);
    let all = shares(library.content());
    let of = |exam: &str, level: Level| -> Vec<&Share> {
        all.iter().filter(|share| share.exam == exam && share.level == level).collect()
    };
    assert!(of("dva-c02", Level::Skill).iter().all(|skill| skill.have == 7 && skill.least.is_none()));
    for task in of("dva-c02", Level::Task) {
        let skills = of("dva-c02", Level::Skill);
        let own = skills.iter().filter(|skill| skill.place.starts_with(&format!("{}.", task.place))).count();
        assert_eq!(task.have, 7 * own, "{}", task.place);
    }
    let domains = of("dva-c02", Level::Domain);
    assert_eq!(domains.iter().map(|domain| domain.have).sum::<usize>(), 707);
    assert!((domains[0].share.unwrap() - 0.32 * 707.0).abs() < 1e-9);
    let tasks: f64 = of("dva-c02", Level::Task).iter().filter_map(|task| task.share).sum();
    assert!((tasks - 707.0).abs() < 1e-6, "shares of tasks sum up to all questions: {tasks}");
    assert_eq!(of("dva-c01", Level::Task).len(), 15);
    assert!(of("dva-c03", Level::Skill).iter().all(|skill| skill.least == Some(3)));
    let sections: Vec<usize> = of("", Level::Section).iter().map(|section| section.have).collect();
    assert_eq!(sections, [707, 6]);
}

#[test]
fn the_summary_says_what_is_missing_and_whether_a_mock_can_be_made() {
    let verdicts = |count: usize| -> Vec<(String, Verdict)> {
        let library = library(count);
        let figures = summary(library.content(), &shares(library.content()));
        assert!(figures.iter().all(|figure| !figure.is_error()), "a growing bank fails nothing");
        figures
            .into_iter()
            .map(|figure| (format!("{} {}", figure.rule, figure.what), figure.verdict))
            .collect()
    };
    let of = |verdicts: &[(String, Verdict)], what: &str| {
        verdicts.iter().find(|(name, _)| name == what).unwrap().1
    };
    let (few, many) = (verdicts(20), verdicts(707));
    assert_eq!(of(&few, "K05 tasks of dva-c02 off their share"), Verdict::Needs(40));
    assert_eq!(of(&few, "K06 tasks of dva-c01 with under 20"), Verdict::Missed);
    assert_eq!(of(&many, "K06 tasks of dva-c01 with under 20"), Verdict::Held);
    assert_eq!(of(&few, "K06 skills of dva-c03 with under 3"), Verdict::Missed);
    assert_eq!(of(&many, "K06 skills of dva-c03 with under 3"), Verdict::Held);
    assert_eq!(
        of(&many, "K06 sections with under 10"),
        Verdict::Missed,
        "the section of emerging topics has six"
    );
    for exam in ["dva-c01", "dva-c02", "dva-c03"] {
        assert_eq!(of(&few, &format!("K09 questions for a mock of {exam}")), Verdict::Missed);
        assert_eq!(of(&many, &format!("K09 questions for a mock of {exam}")), Verdict::Held);
    }
}

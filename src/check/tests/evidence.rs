//! F01–F03.

use crate::content::date::PartialDate;
use crate::content::model::{Earlier, Question};

use super::asked::{CASE, told, told_of_all};
use super::{Context, NONE, context};

#[test]
fn f01_a_number_with_a_unit_is_declared() {
    let stem = |sentence: &str, data: &[&str]| {
        told(|question| {
            question.stem = format!("{CASE} {sentence} Which change ends this?").into();
            question.data.extend(data.iter().map(|&text| text.to_owned().into()));
        })
    };
    assert_eq!(stem("A message has 5 KB.", &[]), ["error F01"]);
    assert_eq!(stem("A message has 5 KB.", &["5 KB"]), NONE);
    assert_eq!(stem("A message has 5 KB.", &["5,120 bytes"]), NONE);
    assert_eq!(stem("A message waits 30 seconds.", &[]), NONE, "the value of the fact");
    assert_eq!(stem("A message waits half a minute, five minutes at times.", &[]), ["error F01"]);
    assert_eq!(stem("There are 5 queues in 2 accounts since 2024.", &[]), NONE, "nothing that facts count");
    let option = |text: &str| told(|question| question.options[1].text = text.to_owned().into());
    assert_eq!(option("Set a delivery delay of 60 seconds."), ["error F01"]);
    assert_eq!(option("Set a delivery delay of 30 seconds."), NONE);
    let why = |text: &str| told(|question| question.options[1].why = text.to_owned().into());
    assert_eq!(why("A delay of 60 seconds would hide new messages alone."), ["error F01"]);
    assert_eq!(
        why("A delay of 2 × 30 seconds = 60 seconds would be of no use."),
        NONE,
        "reckoned from the others"
    );
    let without = told(|question| question.facts.clear());
    assert_eq!(without, ["error F01"], "the 30 seconds of its explanation");
}

#[test]
fn f01_counts_are_numbers_before_what_facts_count() {
    let stem = |sentence: &str, data: &[&str]| {
        let change = |content: &mut crate::content::Content| {
            content.facts[1].value = "10 reads".into();
            content.questions[0].stem = format!("{CASE} {sentence} Which change ends this?").into();
            content.questions[0].data.extend(data.iter().map(|&text| text.to_owned().into()));
        };
        told_of_all(change, &context())
    };
    assert_eq!(stem("There are 100 reads.", &[]), ["error F01"]);
    assert_eq!(stem("There are 100 reads.", &["100 reads"]), NONE);
    assert_eq!(stem("There are 100 reads.", &["100 calls"]), NONE, "the same count by another name");
    assert_eq!(stem("There are ten reads.", &[]), NONE, "a count in words");
    assert_eq!(stem("Of these 100 must be read.", &[]), NONE, "a verb is between number and noun");
    assert_eq!(stem("It follows the 2.0 reads.", &[]), NONE, "a version");
}

/// What a question breaks whose exams are those given: of `exam` today's facts are asked, of `old` those of 2024.
fn of_exams(exams: &[&str], until: &str, change: impl FnOnce(&mut Question)) -> Vec<String> {
    let maps = exams.iter().map(|&exam| (exam.to_owned().into(), "1.1".into())).collect();
    let change = |content: &mut crate::content::Content| {
        let mut old = content.blueprints[0].clone();
        old.id = "old".to_owned().into();
        old.facts_as_of = PartialDate::parse("2024-01-01");
        content.blueprints[0].facts_as_of = None;
        content.blueprints.push(old);
        let fact = &mut content.facts[0];
        fact.was = vec![Earlier {
            value: "20 seconds".to_owned().into(),
            until: PartialDate::parse(until).unwrap(),
        }];
        let question = &mut content.questions[0];
        question.head.maps = Some(maps);
        change(question);
    };
    told_of_all(change, &Context { services: vec!["Queue".to_owned()], ..context() })
}

#[test]
fn f02_a_fact_has_the_value_of_the_questions_exam() {
    let why = |exams: &[&str], why: &str| {
        of_exams(exams, "2025-01", |question| {
            question.options[0].why = "The message stays hidden until it is deleted.".to_owned().into();
            question.options[1].why = why.to_owned().into();
        })
    };
    let (now, then) = (
        "It would be hidden for 30 seconds, and that is all.",
        "It would be hidden for 20 seconds, not more.",
    );
    assert_eq!(why(&["exam"], now), NONE);
    assert_eq!(why(&["exam"], then), ["error F02"]);
    assert_eq!(why(&["old"], then), NONE);
    assert_eq!(why(&["old"], now), ["error F02"]);
    assert_eq!(
        why(&["exam"], "Until 2025 it was hidden for 20 seconds; it would be now."),
        NONE,
        "it looks back"
    );
}

#[test]
fn f03_a_fact_that_differs_between_exams_decides_nothing() {
    let plain = |_: &mut Question| {};
    assert_eq!(of_exams(&["exam", "old"], "2025-01", plain), ["error F03"]);
    assert_eq!(of_exams(&["exam"], "2025-01", plain), NONE);
    assert_eq!(of_exams(&["exam", "old"], "2023-01", plain), NONE, "both ask the same");
    let aside = |question: &mut Question| {
        question.options[0].why = "The message stays hidden until it is deleted.".to_owned().into();
        question.options[1].why = "It would be hidden for 30 seconds, and that is all.".to_owned().into();
    };
    assert_eq!(
        of_exams(&["exam", "old"], "2025-01", aside),
        NONE,
        "a distractor's explanation decides nothing"
    );
}

#[test]
fn f03_a_fact_that_changed_lately_decides_nothing() {
    let plain = |_: &mut Question| {};
    // 18 months before 2026-11-22.
    assert_eq!(of_exams(&["exam"], "2025-05-22", plain), NONE);
    assert_eq!(of_exams(&["exam"], "2025-05-23", plain), ["error F03"]);
    let old = |question: &mut Question| {
        question.options[0].why =
            "It is hidden for 20 seconds unless a longer time is set.".to_owned().into();
    };
    assert_eq!(of_exams(&["old"], "2025-05-23", old), NONE, "its exam asks the facts of its day");
}

#[test]
fn s08_and_f04_hold_for_questions() {
    let source = |source: &str| told(|question| question.sources.push(source.to_owned().into()));
    assert_eq!(source("https://blog.example.org/x"), ["error S08"]);
    assert_eq!(source("https://aws.amazon.com/x"), NONE);
    let day = |day: &str| told(|question| question.verified = day.parse().unwrap());
    assert_eq!(day("2025-11-22"), NONE);
    assert_eq!(day("2025-11-21"), ["warning F04"]);
}

#[test]
fn k04_holds_for_all_texts_of_a_question() {
    let reference = "once more: workers that take orders from a queue. Each one";
    let cx = Context { references: vec![reference.to_owned()], ..context() };
    assert_eq!(told_of_all(|_| {}, &cx), ["error K04"]);
    let shorter = "once more: workers that take orders from a queue. Then each";
    let cx = Context { references: vec![shorter.to_owned()], ..context() };
    assert_eq!(told_of_all(|_| {}, &cx), NONE);
}

//! W01–W06 and S10 in questions.

use super::asked::{CASE, asking, told, told_of_all};
use super::{Context, NONE, context, units};

#[test]
fn w01_a_negative_question_says_so_in_capitals() {
    assert_eq!(asking("Which change does not end this?"), ["error W01"]);
    assert_eq!(asking("Which change does NOT end this?"), NONE);
    assert_eq!(asking("Which change keeps orders that are not shipped?"), NONE);
}

#[test]
fn w02_what_decides_is_in_capitals() {
    assert_eq!(asking("Which change is the most reliable one?"), ["warning W02"]);
    assert_eq!(asking("Which change is the MOST reliable one?"), NONE);
    assert_eq!(asking("Which change needs at most two steps?"), NONE);
}

#[test]
fn w03_sentences_readers_and_brands() {
    let long = |words: usize, n: usize| {
        let sentence = format!("{}end.", "word ".repeat(words - 1));
        told(|question| question.stem = format!("{} Which?", vec![sentence; n].join(" ")).into())
    };
    assert_eq!(long(36, 2), NONE);
    assert_eq!(long(36, 3), ["warning W03"]);
    assert_eq!(long(35, 3), NONE);
    assert_eq!(asking("Which change do you make?"), ["warning W03"]);
    assert_eq!(asking("Which change does Netflix make?"), ["warning W03"]);
    assert_eq!(asking("Which change do young Netflixers make?"), NONE);
}

#[test]
fn w04_and_w05_explanations() {
    let why = |why: &str| told(|question| question.options[1].why = why.to_owned().into());
    assert_eq!(why("Unlike option A, this does not hide a message."), ["error W04"]);
    assert_eq!(why("Unlike the first option, this does not hide a message."), ["error W04"]);
    assert_eq!(why("Unlike the other options, this does not hide a message."), NONE);
    assert_eq!(why("A delay hides new messages, before they are received."), ["warning W05"]);
    assert_eq!(why("A delay would hide new messages, before they are received."), NONE);
    let key = told(|question| {
        question.options[0].why = "The message stays hidden until it is deleted.".to_owned().into();
    });
    assert_eq!(key, NONE, "a key needs no reason to fail");
}

#[test]
fn w06_units_are_those_of_the_services_that_are_named() {
    let cx = Context { units: units::Units::parse("*: seconds\nQueue: MiB\nQueue2: MB"), ..context() };
    let cx = Context { services: vec!["Queue".to_owned(), "Queue2".to_owned()], ..cx };
    let why = |why: &str, data: &str| {
        let change = |content: &mut crate::content::Content| {
            content.questions[0].options[1].why = why.to_owned().into();
            content.questions[0].data.push(data.to_owned().into());
        };
        told_of_all(change, &cx)
    };
    assert_eq!(why("A delay would hide new messages of 5 MB in all.", "5,242,880 bytes"), ["warning W06"]);
    assert_eq!(why("A delay would hide new messages of 5 MiB in all.", "5 MiB"), NONE);
    assert_eq!(why("A delay would hide new messages of 5 MB in all.", "5 MB"), NONE, "the scenario's own");
    assert_eq!(why("A delay of Queue2 would hide messages of 5 MB in all.", "5,242,880 bytes"), NONE);
}

#[test]
fn s10_services_of_questions_go_by_their_names() {
    let cx = Context { former: vec![("Line Service".to_owned(), "Queue".to_owned())], ..context() };
    let stem = |sentence: &str| {
        let stem = format!("{CASE} {sentence} Which change ends this?");
        told_of_all(|content| content.questions[0].stem = stem.into(), &cx)
    };
    assert_eq!(stem("The queue is one of Line Service."), ["error S10"]);
    assert_eq!(stem("The queue is one of AWS SQS."), ["error S10"]);
    assert_eq!(stem("The queue calls Amazon Lambda."), ["error S10"]);
    assert_eq!(stem("The queue is one of Amazon SQS and calls AWS Lambda."), NONE);
    assert_eq!(stem("The queue is one of AWS SQSX."), NONE);
}

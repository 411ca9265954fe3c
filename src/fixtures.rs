//! The content of `tests/fixtures/content` and studies on it, for tests beside the code.

use chrono::DateTime;
use tempfile::TempDir;

use crate::content::model::{Card, CardBody, Choice, Head, Question};
use crate::content::{Content, Library, Owner, read};
use crate::env::{Env, read_content};
use crate::store::{FILE_NAME, Store};
use crate::study::Study;

/// A Monday morning.
pub(crate) const MONDAY: &str = "2026-11-23T09:00:00+01:00";

/// The validated lists of the fixtures, without their problem, whose calculator rests on facts that are not there.
pub(crate) fn content() -> Content {
    let files = read_content("tests/fixtures/content".as_ref()).unwrap();
    let read = read(&files, Owner::Shipped, &Content::default());
    assert_eq!(read.problems, []);
    Content { problems: Vec::new(), ..read.content }
}

/// Content with questions enough for every shipped exam, and cards on their topic.
pub(crate) fn exam_content() -> Content {
    let mut content = crate::exam::fixtures::library(200).content().clone();
    let maps = content.questions.first().and_then(|question| question.head.maps.clone()).unwrap_or_default();
    content.topics[0].maps = maps;
    content.cards = (0..4)
        .map(|n| Card {
            head: Head {
                id: format!("made.card{n}").into(),
                topic: "made.topic".into(),
                maps: None,
                tier: None,
                revised: None,
                formerly: Vec::new(),
                waive: Vec::new(),
            },
            body: CardBody::Basic { front: format!("Card {n}?").into(), back: format!("Answer {n}.").into() },
            sources: Vec::new(),
            verified: None,
        })
        .collect();
    content
}

/// The fixtures with `count` more questions, in turn on both topics. A key begins with `Right` and any other option with
/// `Wrong`; the explanation of each says `because` and its number. Every fifth question asks for two options.
pub(crate) fn content_with_questions(count: usize) -> Content {
    let mut content = content();
    let head = content.questions[0].head.clone();
    let options = |n: usize, keys: usize| {
        (0..3 + keys).map(move |o| Choice {
            id: format!("o{o}").into(),
            text: format!("{} {n} {o}", if o < keys { "Right" } else { "Wrong" }).into(),
            key: o < keys,
            why: format!("So it is because {n} {o}.").into(),
        })
    };
    content.questions = (0..count)
        .map(|n| {
            let (topic, facts) = match n % 2 {
                0 => ("queues.life", vec!["queues.timeout.default".into()]),
                _ => ("queues.watch", vec![]),
            };
            let words = (0..9).map(|w| format!("w{n}x{w}")).collect::<Vec<_>>().join(" ");
            let keys = if n % 5 == 4 { 2 } else { 1 };
            Question {
                head: Head {
                    id: format!("queues.q{n}").into(),
                    topic: topic.to_owned().into(),
                    ..head.clone()
                },
                facts,
                stem: format!("Case {n}: {words}. What now?").into(),
                options: options(n, keys).collect(),
                ..content.questions[0].clone()
            }
        })
        .collect();
    content
}

/// Studies on `content` with the database in `folder`, at `now`.
pub(crate) fn study_of(content: Content, folder: &TempDir, now: &str) -> Study {
    let store = Store::open(&folder.path().join(FILE_NAME)).unwrap();
    let env = Env::fixed(DateTime::parse_from_rfc3339(now).unwrap(), 1);
    Study::of(env, store, Library::new(content)).unwrap()
}

/// Studies on the fixtures.
pub(crate) fn study(folder: &TempDir, now: &str) -> Study {
    study_of(content(), folder, now)
}

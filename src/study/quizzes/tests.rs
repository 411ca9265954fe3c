//! What quizzes come to over days and restarts: mistakes, the schedule, disputes, placement.

use tempfile::TempDir;

use crate::content::ItemIndex;
use crate::exam::{Certainty, Selection, Which};
use crate::fixtures::{MONDAY, content_with_questions, study_of};
use crate::study::{Drill, Request, Sign};

use super::*;

/// The study day that lies `n` days after the Monday.
fn day(n: u64) -> String {
    (chrono::DateTime::parse_from_rfc3339(MONDAY).unwrap() + chrono::Days::new(n)).to_rfc3339()
}

fn studies(folder: &TempDir, n: u64) -> Study {
    let mut study = study_of(content_with_questions(20), folder, &day(n));
    study.set("exam", "exam").unwrap();
    study
}

fn request(count: usize) -> QuizRequest {
    QuizRequest { count, ..QuizRequest::default() }
}

/// Answers the question on the screen, without its verdict.
fn choose(study: &mut Study, quiz: &mut Quiz, right: bool) {
    let n = quiz.sitting().current();
    let question = &quiz.sitting().paper().questions[n];
    let asked = question.asked();
    let options = question.options.iter().enumerate().filter(|(_, option)| option.key == right);
    let options: Vec<u8> = options.map(|(option, _)| option as u8).take(asked).collect();
    for option in options {
        study.sit(quiz, Event::Choose { question: n as u16, option, chosen: true }).unwrap();
    }
}

/// Answers the question on the screen and goes on; returns its id.
fn answer(study: &mut Study, quiz: &mut Quiz, right: bool) -> String {
    let id = quiz.sitting().paper().questions[quiz.sitting().current()].id.clone();
    choose(study, quiz, right);
    study.check_answer(quiz, 1_000).unwrap();
    match quiz.next_open() {
        Some(to) => study.sit(quiz, Event::Move { to }).unwrap(),
        None => study.end_quiz(quiz).unwrap(),
    }
    id
}

fn item(study: &Study, id: &str) -> ItemIndex {
    study.library().find(id).unwrap()
}

/// The ids that a drill asks, in order, if all are answered with success.
fn asked(study: &Study, drill: &Drill) -> Vec<String> {
    let mut session = drill.session.clone();
    let mut ids = Vec::new();
    while let Some(&entry) = session.current() {
        ids.push(study.library().item(entry.item).id.to_string());
        session.answer(entry, false);
    }
    ids
}

fn today(study: &Study) -> Vec<String> {
    asked(study, &study.begin(&Request::default()).unwrap())
}

/// A learner who missed one question on Monday; its id.
fn with_a_mistake(folder: &TempDir) -> String {
    let mut study = studies(folder, 0);
    let selection = Selection { places: vec!["1".to_owned()], ..Selection::default() };
    let mut quiz = study.start_quiz(&QuizRequest { selection, ..request(1) }).unwrap();
    answer(&mut study, &mut quiz, false)
}

/// Answers a question that came back in the day's drill.
fn answer_in_drill(study: &mut Study, id: &str, right: bool, with_help: bool) {
    let mut drill = study.begin(&Request::default()).unwrap();
    let index = item(study, id);
    let entry = loop {
        let entry = *drill.session.current().expect("the question is asked");
        if entry.item == index {
            break entry;
        }
        drill.session.drop_current();
    };
    let mut question = study.question_of(&entry).unwrap();
    let mut happen = |what| question.apply(&Record { what, at_ms: 0, ran_ms: 0 }).unwrap();
    if with_help {
        happen(Event::Use(crate::exam::Tool::Notes));
    }
    let options = study.question_of(&entry).unwrap().paper().questions[0].options.clone();
    let asked = options.iter().filter(|option| option.key).count();
    let chosen = options.iter().enumerate().filter(|(_, option)| option.key == right).take(asked);
    for (option, _) in chosen {
        happen(Event::Choose { question: 0, option: option as u8, chosen: true });
    }
    study.answer_question(&mut drill, &question, 1_000).unwrap();
}

#[test]
fn a_quiz_that_was_killed_goes_on_where_it_stood() {
    let folder = TempDir::new().unwrap();
    let mut study = studies(&folder, 0);
    let mut quiz = study.start_quiz(&request(5)).unwrap();
    answer(&mut study, &mut quiz, true);
    answer(&mut study, &mut quiz, false);
    choose(&mut study, &mut quiz, true);
    let before = quiz.sitting().clone();
    drop((study, quiz));
    let mut study = studies(&folder, 1);
    let left = study.stored_quiz().unwrap().unwrap();
    assert_eq!((left.answered, left.of, left.title.as_str()), (2, 5, "All questions"));
    let mut quiz = study.resume_quiz().unwrap().unwrap();
    assert_eq!(quiz.sitting().sheets(), before.sheets());
    assert_eq!((quiz.sitting().current(), quiz.sitting().paper()), (2, before.paper()));
    study.check_answer(&mut quiz, 1_000).unwrap();
    let to = quiz.next_open().unwrap();
    study.sit(&mut quiz, Event::Move { to }).unwrap();
    answer(&mut study, &mut quiz, true);
    answer(&mut study, &mut quiz, true);
    assert!(quiz.is_over());
    let recap = quiz.recap();
    assert_eq!((recap.right, recap.of, recap.left, recap.missed), (4, 5, 0, vec![1]));
    assert_eq!(study.stored_quiz().unwrap(), None);
    assert!(study.resume_quiz().unwrap().is_none());
    assert_eq!(study.mistakes().unwrap().len(), 1);
    assert!(study.check().unwrap().is_sound());
}

#[test]
fn a_new_quiz_ends_the_one_that_was_left_and_keeps_its_answers() {
    let folder = TempDir::new().unwrap();
    let mut study = studies(&folder, 0);
    let mut first = study.start_quiz(&request(5)).unwrap();
    let missed = answer(&mut study, &mut first, false);
    let second = study.start_quiz(&request(3)).unwrap();
    let left = study.stored_quiz().unwrap().unwrap();
    assert_eq!((left.answered, left.of), (0, 3), "the second, not the first");
    assert_eq!(study.mistakes().unwrap()[0].item, item(&study, &missed));
    // The first can take no more events: its screen would say so.
    let refused = study.sit(&mut first, Event::Tick).unwrap_err();
    assert_eq!(refused.to_string(), "the sitting is over");
    assert!(!second.is_over());
}

#[test]
fn what_is_not_accepted_changes_nothing_and_is_said() {
    let folder = TempDir::new().unwrap();
    let mut study = studies(&folder, 0);
    let mut quiz = study.start_quiz(&request(2)).unwrap();
    let before = quiz.sitting().clone();
    let refused = study.sit(&mut quiz, Event::Choose { question: 0, option: 9, chosen: true }).unwrap_err();
    assert_eq!(refused.to_string(), "there is no such option");
    assert_eq!(quiz.sitting(), &before);
    study.check_answer(&mut quiz, 1_000).unwrap();
    let refused = study.check_answer(&mut quiz, 1_000).unwrap_err();
    assert_eq!(refused.to_string(), "this question is answered");
}

#[test]
fn a_missed_question_comes_back_in_the_drill_after_a_week_and_leaves_after_two_right_days() {
    let folder = TempDir::new().unwrap();
    let id = with_a_mistake(&folder);
    let is_asked = |n: u64| today(&studies(&folder, n)).contains(&id);
    assert_eq!([0, 1, 6, 7, 20].map(is_asked), [false, false, false, true, true]);
    let mut study = studies(&folder, 7);
    answer_in_drill(&mut study, &id, true, false);
    assert!(!today(&study).contains(&id), "answered for today");
    assert_eq!(study.mistakes().unwrap()[0].mistake.right_days, 1);
    drop(study);
    let is_asked = |n: u64| today(&studies(&folder, n)).contains(&id);
    assert_eq!([13, 14].map(is_asked), [false, true]);
    answer_in_drill(&mut studies(&folder, 14), &id, true, true);
    assert_eq!(studies(&folder, 14).mistakes().unwrap().len(), 1, "a right answer with help does not count");
    answer_in_drill(&mut studies(&folder, 21), &id, true, false);
    let study = studies(&folder, 21);
    assert_eq!(study.mistakes().unwrap(), []);
    drop(study);
    assert!(!today(&studies(&folder, 400)).contains(&id));
}

#[test]
fn an_answer_in_the_drill_that_is_wrong_begins_the_week_anew_and_can_be_taken_back() {
    let folder = TempDir::new().unwrap();
    let id = with_a_mistake(&folder);
    let mut study = studies(&folder, 7);
    answer_in_drill(&mut study, &id, false, false);
    let row = study.mistakes().unwrap().remove(0);
    assert_eq!((row.due_in(), row.mistake.right_days), (7, 0));
    let mut drill = study.begin(&Request::default()).unwrap();
    let step = study.undo(&mut drill).unwrap().unwrap();
    assert_eq!(step.item, Some(item(&study, &id)));
    assert_eq!(study.mistakes().unwrap()[0].due_in(), 0, "as it was before");
    assert!(study.undo(&mut drill).unwrap().is_none(), "the answer in the quiz stands");
    assert!(study.check().unwrap().is_sound());
}

#[test]
fn what_a_missed_question_rests_on_comes_before_everything_else_that_is_new() {
    let folder = TempDir::new().unwrap();
    let mut study = studies(&folder, 0);
    study.set("new-order", "course").unwrap();
    study.set("new-per-day", "2").unwrap();
    assert_eq!(today(&study), ["queues.timeout.default", "queues.size.max"]);
    let selection = Selection { places: vec!["2".to_owned()], ..Selection::default() };
    let mut quiz = study.start_quiz(&QuizRequest { selection, ..request(1) }).unwrap();
    answer(&mut study, &mut quiz, false);
    assert_eq!(today(&study), ["queues.age", "queues.wide"], "the cards of its topic");
    assert_eq!(study.overview().unwrap().done.answers, 0, "an answer in a quiz is no part of the day's work");
}

#[test]
fn a_guess_is_a_mistake_and_a_sure_one_is_easy() {
    for (certainty, open) in [(Some(Certainty::Guess), 1), (Some(Certainty::Sure), 0), (None, 0)] {
        let folder = TempDir::new().unwrap();
        let mut study = studies(&folder, 0);
        let mut quiz = study.start_quiz(&request(1)).unwrap();
        study.sit(&mut quiz, Event::Certainty { question: 0, certainty }).unwrap();
        answer(&mut study, &mut quiz, true);
        let mistakes = study.mistakes().unwrap();
        assert_eq!(mistakes.len(), open, "{certainty:?}");
        assert!(mistakes.iter().all(MistakeRow::was_guessed));
        assert_eq!(quiz.recap().guessed, open);
    }
}

#[test]
fn a_disputed_question_counts_neither_way_and_is_not_asked() {
    let folder = TempDir::new().unwrap();
    let id = with_a_mistake(&folder);
    let mut study = studies(&folder, 7);
    let index = item(&study, &id);
    let all = study.quiz_pool(&request(50), &study.question_history().unwrap()).unwrap().questions.len();
    study.dispute(index, Some(" two are right ")).unwrap();
    let history = study.question_history().unwrap();
    assert_eq!(history.first_attempts().count(), 0, "no readiness comes of it");
    assert_eq!(study.quiz_pool(&request(50), &history).unwrap().questions.len(), all - 1);
    assert_eq!(study.mistakes().unwrap(), []);
    assert!(!today(&study).contains(&id));
    let listed = study.listed(Some(Sign::Disputed)).unwrap();
    assert_eq!(listed[0].marks.objection.as_deref(), Some("two are right"));
    study.dispute(index, None).unwrap();
    assert_eq!(study.listed(Some(Sign::Disputed)).unwrap(), []);
    assert!(today(&study).contains(&id), "taken back, all is as it was");
    assert_eq!(study.standing(index).unwrap().marks.objection, None);
}

#[test]
fn the_weakest_part_is_named_and_narrows_the_pool() {
    let folder = TempDir::new().unwrap();
    let id = with_a_mistake(&folder);
    let study = studies(&folder, 0);
    let history = study.question_history().unwrap();
    assert_eq!(study.weakest(&history), Some("Building"));
    let which = |which| QuizRequest {
        selection: Selection { which: vec![which], ..Selection::default() },
        ..request(50)
    };
    let pool = |request: &QuizRequest| study.quiz_pool(request, &history).unwrap().questions;
    assert_eq!(pool(&which(Which::Weak)).len(), 10);
    assert_eq!(pool(&which(Which::Missed)), [item(&study, &id)]);
    assert_eq!(pool(&which(Which::Unseen)).len(), 19);
    let title = |request: &QuizRequest| study.quiz_title(request, &history);
    assert_eq!(title(&which(Which::Weak)), "weakest: Building");
    assert_eq!(title(&which(Which::Missed)), "missed");
    assert_eq!(title(&request(10)), "All questions");
    let selection = Selection {
        sections: vec!["queues".to_owned()],
        places: vec!["2.1".to_owned()],
        which: vec![Which::Unseen],
        ..Selection::default()
    };
    assert_eq!(title(&QuizRequest { selection, ..request(10) }), "Queues · Watching it · unseen");
}

#[test]
fn parts_are_found_by_their_names_and_missing_ones_are_told() {
    let folder = TempDir::new().unwrap();
    let mut study = studies(&folder, 0);
    assert_eq!(study.place_named("domain", "2").unwrap(), "2");
    assert_eq!(study.place_named("task", "2.1").unwrap(), "2.1");
    let told = |error: StudyError| (error.to_string(), error.hint().to_owned());
    let missing = study.place_named("domain", "2.1").unwrap_err();
    assert_eq!(told(missing).0, "there is no domain `2.1`");
    assert_eq!(study.service_named("queue").unwrap(), "Queue");
    let missing = study.service_named("Quueue").unwrap_err();
    assert_eq!(told(missing).1, "did you mean `Queue`?");
    study.set("exam", "").unwrap();
    let none = study.place_named("domain", "2").unwrap_err();
    assert_eq!(told(none).0, "`2` is a part of an exam, and no exam is chosen");
}

#[test]
fn nothing_that_fits_is_said_and_begins_nothing() {
    let folder = TempDir::new().unwrap();
    let mut study = studies(&folder, 0);
    let selection = Selection { which: vec![Which::Missed], ..Selection::default() };
    let refused = study.start_quiz(&QuizRequest { selection, ..request(5) }).unwrap_err();
    assert_eq!(refused.to_string(), "no question fits");
    assert_eq!(study.stored_quiz().unwrap(), None);
}

#[test]
fn placement_marks_a_section_as_known_when_all_of_it_was_right() {
    for right in [true, false] {
        let folder = TempDir::new().unwrap();
        let mut study = studies(&folder, 0);
        assert!(study.can_be_placed().unwrap());
        let mut quiz = study.start_placement().unwrap();
        assert!(quiz.is_placement() && quiz.sitting().paper().questions.len() == 15);
        for n in 0..15 {
            assert!(!study.is_placed().unwrap());
            answer(&mut study, &mut quiz, right || n > 0);
        }
        assert!(study.is_placed().unwrap() && !study.can_be_placed().unwrap());
        let known: &[&str] = if right { &["queues"] } else { &[] };
        assert_eq!(study.settings().known_sections, known);
        assert_eq!(study.question_history().unwrap().first_attempts().count(), 15);
    }
}

#[test]
fn placement_goes_on_after_a_kill_and_too_few_questions_are_said() {
    let folder = TempDir::new().unwrap();
    let mut study = studies(&folder, 0);
    let mut quiz = study.start_placement().unwrap();
    answer(&mut study, &mut quiz, true);
    drop((study, quiz));
    let mut study = studies(&folder, 1);
    let mut quiz = study.resume_quiz().unwrap().unwrap();
    assert!(quiz.is_placement());
    while !quiz.is_over() {
        answer(&mut study, &mut quiz, true);
    }
    assert!(study.is_placed().unwrap());
    let few = TempDir::new().unwrap();
    let mut study = study_of(content_with_questions(10), &few, MONDAY);
    assert!(!study.can_be_placed().unwrap());
    let refused = study.start_placement().unwrap_err();
    assert_eq!(refused.to_string(), "there are too few questions: 10 of 15");
}

#[test]
fn what_is_less_likely_of_a_known_section_comes_last() {
    let folder = TempDir::new().unwrap();
    let mut content = content_with_questions(4);
    let mut section = content.sections[0].clone();
    section.id = "later".to_owned().into();
    content.sections.push(section);
    // The second topic, which is of tier 2, stands in a section before another one.
    let mut topic = content.topics[1].clone();
    (topic.id, topic.section) = ("later.topic".into(), "later".into());
    content.topics.push(topic);
    let mut card = content.cards[0].clone();
    (card.head.id, card.head.topic) = ("later.card".into(), "later.topic".into());
    content.cards.push(card);
    let mut study = study_of(content, &folder, MONDAY);
    study.set("new-order", "course").unwrap();
    let position = |study: &Study, id: &str| today(study).iter().position(|of| of == id).unwrap();
    assert!(position(&study, "queues.age") < position(&study, "later.card"));
    study.set("known-sections", "queues").unwrap();
    assert!(position(&study, "queues.age") > position(&study, "later.card"));
    assert!(position(&study, "queues.size.max") < position(&study, "later.card"), "likely ones stay");
}

#[test]
fn why_it_happened_is_kept_and_the_text_tells_what_was_chosen() {
    let folder = TempDir::new().unwrap();
    let id = with_a_mistake(&folder);
    let mut study = studies(&folder, 0);
    let index = item(&study, &id);
    study.set_miss_reason(index, crate::exam::Reason::Misread).unwrap();
    let row = study.mistakes().unwrap().remove(0);
    assert_eq!(row.reason, Some(crate::exam::Reason::Misread));
    let text = study.mistake_text(&row);
    let (wrong, right) = text.split_once("✓ **Right:** Right").unwrap();
    assert!(wrong.contains("✗ **Chosen:** Wrong") && wrong.contains("So it is because"), "{text}");
    assert!(right.contains("So it is because"), "{text}");
}

#[test]
fn a_drill_of_missed_questions_asks_what_they_rest_on_due_or_not() {
    let folder = TempDir::new().unwrap();
    let id = with_a_mistake(&folder);
    let mut study = studies(&folder, 0);
    study.set("new-per-day", "0").unwrap();
    let drill = study.begin_on_missed("Mistakes", &[&id]).unwrap();
    let ids = ["queues.timeout.default", "queues.delete", "queues.order#1", "queues.order#2"];
    assert_eq!(asked(&study, &drill), ids);
    assert!(drill.session.current().unwrap().topic_first, "its topic was not read yet");
}

#[test]
fn problems_come_with_numbers_of_their_own_and_are_logged_as_problems() {
    let folder = TempDir::new().unwrap();
    let mut study = study_of(crate::content::shipped::content(), &folder, MONDAY);
    let selection = Selection { services: vec!["DynamoDB".to_owned()], ..Selection::default() };
    let dynamo = QuizRequest { selection, ..request(6) };
    let history = study.question_history().unwrap();
    let pool = study.quiz_pool(&dynamo, &history).unwrap();
    assert!(pool.problems.len() > 6, "{pool:?}");
    let mut quiz = study.start_quiz(&dynamo).unwrap();
    let (_, problems) = pool.shares(6);
    let drawn = quiz.sitting().paper().questions.iter().filter(|question| question.drawn.is_some());
    assert_eq!(drawn.count(), problems);
    let first =
        quiz.sitting().paper().questions.iter().position(|question| question.drawn.is_some()).unwrap();
    study.sit(&mut quiz, Event::Move { to: first as u16 }).unwrap();
    let id = answer(&mut study, &mut quiz, true);
    let index = item(&study, &id);
    assert!(study.memory(index).unwrap().is_some_and(|memory| memory.due > study.today()));
    assert!(study.mistakes().unwrap().is_empty() && study.check().unwrap().is_sound());
    let without = QuizRequest { problems: false, ..dynamo };
    assert_eq!(study.quiz_pool(&without, &history).unwrap().problems, []);
}

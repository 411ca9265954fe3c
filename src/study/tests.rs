//! What a learner's studies come to over days, restarts and changed content.

use tempfile::TempDir;

use crate::fixtures::{self, MONDAY, content, study, study_of};

use crate::schedule::{Grade, Pace};

use super::*;

fn course() -> (TempDir, Study) {
    let folder = TempDir::new().unwrap();
    let mut study = study(&folder, MONDAY);
    study.set("new-order", "course").unwrap();
    (folder, study)
}

fn ask(study: &Study, drill: &Drill) -> String {
    drill.session.current().map_or_else(String::new, |entry| study.library().item(entry.item).id.to_string())
}

#[test]
fn the_time_box_ends_a_drill_after_the_answer_that_fills_it() {
    let (_folder, mut study) = course();
    let mut drill = study.begin(&Request { minutes: Some(2), ..Request::default() }).unwrap();
    assert_eq!((drill.session.left(), drill.left_out.new), (4, 2), "four new items of 30 seconds fit");
    study.topic_shown(&mut drill, 30_000).unwrap();
    study.answer(&mut drill, Grade::Good, 60_000).unwrap();
    assert!(!drill.is_over());
    assert_eq!(drill.ms_left(), Some(30_000));
    study.answer(&mut drill, Grade::Good, 30_000).unwrap();
    assert!(drill.is_over() && drill.session.left() == 2);
}

#[test]
fn the_learners_own_pace_decides_what_fits_once_it_is_known() {
    let (folder, mut study) = course();
    for _ in 0..10 {
        let mut drill = study.begin(&Request::default()).unwrap();
        while drill.session.current().is_some() {
            study.answer(&mut drill, Grade::Again, 2_000).unwrap();
            if drill.answers.len() == 6 {
                break;
            }
        }
    }
    study.set("new-per-day", "1000").unwrap();
    assert_eq!(study.pace().unwrap(), Pace { seen: 2.0, new: 6.0 });
    drop(study);
    let later = fixtures::study(&folder, "2026-12-31T09:00:00+01:00");
    assert_eq!(later.pace().unwrap(), Pace::default(), "after a month it has to be learned anew");
}

#[test]
fn an_item_whose_answer_changed_is_due_once_more() {
    let (folder, mut study) = course();
    let mut drill = study.begin(&Request::default()).unwrap();
    let first = ask(&study, &drill);
    study.answer(&mut drill, Grade::Easy, 1_000).unwrap();
    drop(study);
    let mut changed = content();
    let fact = changed.facts.iter_mut().find(|fact| fact.head.id == first).unwrap();
    fact.head.revised = Some("2026-11-24".parse().unwrap());
    let due = |now: &str| study_of(changed.clone(), &folder, now).overview().unwrap().due;
    assert_eq!(due("2026-11-23T20:00:00+01:00"), 0, "not before the change");
    assert_eq!(due("2026-11-24T09:00:00+01:00"), 1);
    let mut study = study_of(changed.clone(), &folder, "2026-11-24T09:00:00+01:00");
    let mut drill = study.begin(&Request::default()).unwrap();
    assert_eq!(ask(&study, &drill), first);
    let entry = *drill.session.current().unwrap();
    let told = "The answer changed on 24 November 2026, after you last saw it.";
    assert!(study.face(&entry).unwrap().back.ends_with(told));
    study.answer(&mut drill, Grade::Good, 1_000).unwrap();
    drop(study);
    assert_eq!(due("2026-11-24T20:00:00+01:00"), 0);
}

#[test]
fn history_follows_an_item_to_its_new_id() {
    let (folder, mut study) = course();
    let mut drill = study.begin(&Request::default()).unwrap();
    let old = ask(&study, &drill);
    study.answer(&mut drill, Grade::Good, 1_000).unwrap();
    study.answer(&mut drill, Grade::Again, 1_000).unwrap();
    drop(study);
    let mut renamed = content();
    let fact = renamed.facts.iter_mut().find(|fact| fact.head.id == old).unwrap();
    fact.head.id = "queues.renamed".into();
    fact.head.formerly.push(old.clone().into());
    let study = study_of(renamed, &folder, MONDAY);
    let item = study.library().find("queues.renamed").unwrap();
    assert_eq!(study.memory(item).unwrap().map(|memory| memory.reps), Some(1));
    let health = study.check().unwrap();
    assert!(health.is_sound() && health.items == 2, "{health:?}");
}

#[test]
fn an_exam_narrows_what_is_asked_and_content_that_is_gone_is_passed_over() {
    let (folder, mut study) = course();
    let mut drill = study.begin(&Request::default()).unwrap();
    for _ in 0..6 {
        study.answer(&mut drill, Grade::Again, 1_000).unwrap();
    }
    assert_eq!(study.overview().unwrap().due, 6, "of two siblings one was introduced");
    drop(study);
    let mut fewer = content();
    fewer.cards.retain(|card| card.head.id != "queues.delete");
    fewer.topics.retain_mut(|topic| {
        topic.id != "queues.watch" || {
            topic.maps.clear();
            true
        }
    });
    let mut study = study_of(fewer, &folder, MONDAY);
    assert_eq!(study.overview().unwrap().due, 5);
    study.set("exam", "exam").unwrap();
    let overview = study.overview().unwrap();
    assert_eq!((overview.due, overview.done.answers), (3, 6));
    assert!(study.check().unwrap().is_sound(), "rows without content are kept");
}

#[test]
fn a_suspended_item_is_asked_again_when_the_learner_wants_it() {
    let (_folder, mut study) = course();
    let mut drill = study.begin(&Request::default()).unwrap();
    let item = drill.session.current().unwrap().item;
    study.suspend_current(&mut drill).unwrap();
    let asked = |study: &Study| {
        let mut drill = study.begin(&Request::default()).unwrap().session;
        let mut found = false;
        while let Some(&entry) = drill.current() {
            found |= entry.item == item;
            drill.answer(entry, false);
        }
        found
    };
    assert!(!asked(&study));
    study.suspend(item, false).unwrap();
    assert!(asked(&study));
}

#[test]
fn new_items_come_by_weight_by_course_or_from_chosen_sections() {
    let (_folder, mut study) = course();
    let first = |study: &Study| ask(study, &study.begin(&Request::default()).unwrap());
    study.set("new-order", "weight").unwrap();
    assert_eq!(first(&study), "queues.timeout.default", "the likely topic comes first");
    study.set("new-sections", "queues").unwrap();
    assert_eq!(study.overview().unwrap().new, 6);
    study.set("new-per-day", "2").unwrap();
    assert_eq!(study.overview().unwrap().new, 2);
    study.set("new-per-day", "0").unwrap();
    assert_eq!(study.overview().unwrap().new, 0);
}

#[test]
fn a_leech_before_an_exam_shows_its_topic_and_asks_for_a_note() {
    let folder = TempDir::new().unwrap();
    let days =
        |n: u64| (chrono::DateTime::parse_from_rfc3339(MONDAY).unwrap() + chrono::Days::new(n)).to_rfc3339();
    for n in 0..9 {
        let mut study = study(&folder, &days(10 * n));
        study.set("new-order", "course").unwrap();
        study.set("new-per-day", if n == 0 { "1" } else { "0" }).unwrap();
        let mut drill = study.begin(&Request::default()).unwrap();
        study.answer(&mut drill, if n == 0 { Grade::Good } else { Grade::Again }, 1_000).unwrap();
        while drill.session.current().is_some() {
            study.answer(&mut drill, Grade::Good, 1_000).unwrap();
        }
    }
    let mut study = study(&folder, &days(90));
    assert_eq!(study.overview().unwrap().due, 0, "without an exam it is suspended");
    study.set("exam-date", days(95).split_once('T').unwrap().0).unwrap();
    let drill = study.begin(&Request::default()).unwrap();
    let entry = *drill.session.current().unwrap();
    assert!(entry.topic_first && study.wants_note(&entry).unwrap());
    study.set_note(entry.item, " half a minute ").unwrap();
    assert!(!study.wants_note(&entry).unwrap());
    assert!(study.face(&entry).unwrap().back.ends_with("Your note: half a minute"));
    study.set_note(entry.item, "").unwrap();
    assert_eq!(study.note(entry.item).unwrap(), None);
}

#[test]
fn an_item_reset_is_new_again_and_the_log_gives_its_answers_back() {
    let (_folder, mut study) = course();
    let mut drill = study.begin(&Request::default()).unwrap();
    let item = drill.session.current().unwrap().item;
    study.answer(&mut drill, Grade::Good, 1_000).unwrap();
    let other = drill.session.current().unwrap().item;
    study.answer(&mut drill, Grade::Good, 1_000).unwrap();
    let before = study.memory(item).unwrap();
    assert_eq!(study.reset(item).unwrap(), 1);
    assert_eq!((study.memory(item).unwrap(), study.overview().unwrap().done.answers), (None, 1));
    assert!(study.memory(other).unwrap().is_some(), "only this item");
    assert_eq!(study.reset(item).unwrap(), 0, "there is nothing more to take back");
    let mut drill = study.begin(&Request::default()).unwrap();
    study.redo(&mut drill).unwrap().unwrap();
    assert_eq!(study.memory(item).unwrap(), before);
    assert!(study.check().unwrap().is_sound());
}

#[test]
fn the_list_holds_what_the_learner_said_something_of() {
    let (folder, mut study) = course();
    let items = study.items_of(&Request::default()).unwrap();
    let signs = |study: &Study| -> Vec<Vec<Sign>> {
        items[..3].iter().map(|&item| study.standing(item).unwrap().signs()).collect()
    };
    study.flag(items[0], true).unwrap();
    study.dispute(items[0], Some("")).unwrap();
    study.set_note(items[1], "a rhyme").unwrap();
    study.suspend(items[2], true).unwrap();
    study.bury(items[2], true).unwrap();
    let all = [vec![Sign::Flagged, Sign::Disputed], vec![Sign::Noted], vec![Sign::Suspended, Sign::Buried]];
    assert_eq!(signs(&study), all);
    assert_eq!(study.listed(None).unwrap().len(), 3);
    assert_eq!(study.listed(Some(Sign::Noted)).unwrap()[0].item, items[1]);
    drop(study);
    let mut later = fixtures::study(&folder, "2026-11-25T09:00:00+01:00");
    assert_eq!(later.standing(items[2]).unwrap().signs(), [Sign::Suspended], "burying ends by itself");
    for (n, sign) in [(0, Sign::Flagged), (0, Sign::Disputed), (1, Sign::Noted), (2, Sign::Suspended)] {
        match sign {
            Sign::Flagged => later.flag(items[n], false).unwrap(),
            Sign::Disputed => later.dispute(items[n], None).unwrap(),
            Sign::Noted => later.set_note(items[n], " ").unwrap(),
            _ => later.suspend(items[n], false).unwrap(),
        }
    }
    assert_eq!(later.listed(None).unwrap(), []);
}

#[test]
fn a_section_is_known_as_far_as_its_items_would_be_recalled() {
    let (folder, mut study) = course();
    let begin = study.section_recall().unwrap();
    assert_eq!((begin[0].seen, begin[0].recall), (0, 0.0));
    let mut drill = study.begin(&Request::default()).unwrap();
    study.answer(&mut drill, Grade::Good, 1_000).unwrap();
    let one = study.section_recall().unwrap()[0];
    assert_eq!((one.seen, one.items), (1, begin[0].items));
    assert!(
        (one.recall - 1.0 / one.items as f32).abs() < 1e-3,
        "just answered, it would be recalled: {one:?}"
    );
    drop(study);
    let later = fixtures::study(&folder, "2026-12-23T09:00:00+01:00").section_recall().unwrap()[0];
    assert!(later.recall < one.recall && later.recall > 0.0, "{later:?}");
}

#[test]
fn the_first_questions_are_asked_once() {
    let folder = TempDir::new().unwrap();
    let mut study = study(&folder, MONDAY);
    assert!(study.is_first_run().unwrap());
    study.welcomed().unwrap();
    assert!(!study.is_first_run().unwrap());
    let other = TempDir::new().unwrap();
    let mut asked = fixtures::study(&other, MONDAY);
    let mut drill = asked.begin(&Request::default()).unwrap();
    asked.answer(&mut drill, Grade::Good, 1_000).unwrap();
    assert!(!asked.is_first_run().unwrap(), "whoever has answered something is not new");
}

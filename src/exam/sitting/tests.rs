//! The state machine: what it takes, what it refuses, and what time does to it.

use proptest::prelude::*;

use super::super::fixtures;
use super::*;

const SECOND: i64 = 1_000;
const HOUR: i64 = 3_600_000;

/// A sitting with its log and two clocks.
struct Seat {
    sitting: Sitting,
    log: Vec<Record>,
    at_ms: i64,
}

impl Seat {
    /// Takes a paper of `count` questions, two minutes each.
    fn at(count: usize, mode: Mode) -> Self {
        let mut paper = fixtures::paper(count);
        if mode == Mode::Quiz {
            paper.minutes = None;
        }
        Self { sitting: Sitting::new(paper, mode, 0), log: Vec::new(), at_ms: 0 }
    }

    fn record(&mut self, what: Event, ran_ms: i64) -> Result<Vec<Effect>, Refusal> {
        let record = Record { what, at_ms: self.at_ms, ran_ms };
        self.sitting.accept(&record.what)?;
        self.log.push(record.clone());
        Ok(self.sitting.apply(&record).unwrap())
    }

    fn event(&mut self, what: Event) -> Result<Vec<Effect>, Refusal> {
        self.record(what, 0)
    }

    fn choose(&mut self, question: u16, option: u8) {
        self.event(Event::Choose { question, option, chosen: true }).unwrap();
    }

    /// Lets seconds pass, beat by beat.
    fn run(&mut self, seconds: i64) -> Vec<Effect> {
        let mut effects = Vec::new();
        for _ in 0..seconds {
            self.at_ms += SECOND;
            let Ok(more) = self.record(Event::Tick, SECOND) else { return effects };
            effects.extend(more);
        }
        effects
    }

    /// Kills the program and starts it again after `away_ms`.
    fn kill(&mut self, away_ms: i64) {
        self.replay();
        self.at_ms += away_ms;
        self.event(Event::Resume).unwrap();
    }

    fn replay(&mut self) {
        let (paper, mode) = (self.sitting.paper().clone(), self.sitting.mode());
        self.sitting = Sitting::replay(paper, mode, 0, &self.log).unwrap();
    }

    fn left_s(&self) -> u64 {
        self.sitting.left_ms().unwrap() / 1000
    }
}

#[test]
fn choosing_one_takes_the_place_of_the_one_before() {
    let mut seat = Seat::at(3, Mode::Strict);
    seat.choose(0, 1);
    seat.choose(0, 3);
    let sheet = &seat.sitting.sheets()[0];
    assert_eq!(
        (sheet.chosen, sheet.first, sheet.changes),
        ([3].into_iter().collect(), Some([1].into_iter().collect()), 1)
    );
    assert_eq!(seat.sitting.press(3), Event::Choose { question: 0, option: 3, chosen: true });
}

#[test]
fn multiple_response_refuses_more_than_are_asked_for() {
    let mut seat = Seat::at(3, Mode::Practice);
    seat.event(Event::Move { to: 2 }).unwrap();
    seat.choose(2, 0);
    assert_eq!(seat.sitting.tally(), Tally { answered: 0, incomplete: 1, blank: 2, marked: 0 });
    seat.choose(2, 1);
    let third = Event::Choose { question: 2, option: 2, chosen: true };
    assert_eq!(seat.event(third.clone()), Err(Refusal::Enough { asked: 2 }));
    seat.choose(2, 1);
    assert_eq!(seat.sitting.press(1), Event::Choose { question: 2, option: 1, chosen: false });
    seat.event(seat.sitting.press(1)).unwrap();
    seat.event(third).unwrap();
    let sheet = &seat.sitting.sheets()[2];
    assert_eq!(sheet.chosen.iter().collect::<Vec<_>>(), [0, 2]);
    assert_eq!((sheet.first.map(Chosen::len), sheet.changes), (Some(2), 1));
    assert!(!seat.sitting.is_right(2));
}

#[test]
fn striking_out_takes_a_choice_back_and_choosing_takes_a_strike_back() {
    let mut seat = Seat::at(1, Mode::Strict);
    seat.choose(0, 1);
    seat.event(Event::Strike { question: 0, option: 1, struck: true }).unwrap();
    assert!(seat.sitting.sheets()[0].is_blank() && seat.sitting.sheets()[0].struck.contains(1));
    seat.choose(0, 1);
    assert!(seat.sitting.sheets()[0].struck.is_empty() && seat.sitting.sheets()[0].changes == 0);
}

#[test]
fn what_does_not_fit_is_refused() {
    let checked = Event::Check { question: 0 };
    for (mode, event, refusal) in [
        (Mode::Strict, Event::Pause, Refusal::Strict),
        (Mode::Strict, Event::Use(Tool::Notes), Refusal::Strict),
        (Mode::Strict, checked.clone(), Refusal::NoQuiz),
        (Mode::Practice, checked, Refusal::NoQuiz),
        (Mode::Practice, Event::Move { to: 3 }, Refusal::NoQuestion),
        (Mode::Practice, Event::Mark { question: 3, marked: true }, Refusal::NoQuestion),
        (Mode::Practice, Event::Choose { question: 0, option: 4, chosen: true }, Refusal::NoOption),
        (Mode::Practice, Event::Strike { question: 0, option: 255, struck: true }, Refusal::NoOption),
    ] {
        let mut seat = Seat::at(3, mode);
        assert_eq!(seat.event(event.clone()), Err(refusal), "{event:?}");
        assert_eq!(seat.sitting, Seat::at(3, mode).sitting);
    }
    let mut seat = Seat::at(3, Mode::Practice);
    seat.event(Event::Submit).unwrap();
    assert_eq!(seat.event(Event::Tick), Err(Refusal::Over));
}

#[test]
fn a_quiz_gives_its_verdict_once_and_the_answer_stands() {
    let mut seat = Seat::at(3, Mode::Quiz);
    seat.choose(2, 0);
    let check = |question| Event::Check { question };
    assert_eq!(seat.event(check(2)), Err(Refusal::Incomplete { asked: 2, missing: 1 }));
    seat.choose(2, 1);
    seat.event(check(2)).unwrap();
    seat.event(check(0)).unwrap();
    for event in [check(2), Event::Choose { question: 0, option: 0, chosen: true }] {
        assert_eq!(seat.event(event), Err(Refusal::Checked));
    }
    assert!(seat.sitting.is_right(2) && !seat.sitting.is_right(0));
    assert_eq!((seat.sitting.left_ms(), seat.sitting.ahead_ms()), (None, None));
}

#[test]
fn half_time_is_told_once_and_zero_submits_by_itself() {
    let mut seat = Seat::at(3, Mode::Strict);
    assert_eq!(seat.run(179), []);
    assert_eq!(seat.run(1), [Effect::HalfTime]);
    assert_eq!(seat.run(179), []);
    assert_eq!((seat.left_s(), seat.sitting.finish()), (1, None));
    // The key comes half a second late.
    seat.at_ms += 1_500;
    let late = seat.record(Event::Choose { question: 0, option: 0, chosen: true }, 1_500).unwrap();
    assert_eq!(late, [Effect::Finished(Finish::TimeUp)]);
    assert_eq!((seat.left_s(), seat.sitting.finish()), (0, Some(Finish::TimeUp)));
    assert!(seat.sitting.sheets()[0].is_blank());
    assert_eq!(seat.sitting.sheets()[0].took_ms, 360_000, "no more than there was");
}

#[test]
fn the_pace_is_the_share_of_the_answers_against_the_clock() {
    let mut seat = Seat::at(10, Mode::Practice);
    seat.run(60);
    assert_eq!(seat.sitting.ahead_ms(), Some(-60_000));
    seat.choose(0, 0);
    seat.choose(1, 0);
    assert_eq!(seat.sitting.ahead_ms(), Some(180_000), "two of ten answered: four of twenty minutes");
}

#[test]
fn a_pause_stops_the_clock_and_the_answers() {
    let mut seat = Seat::at(3, Mode::Practice);
    seat.run(10);
    seat.event(Event::Pause).unwrap();
    seat.run(50);
    assert_eq!(seat.event(Event::Move { to: 1 }), Err(Refusal::Paused));
    seat.at_ms += 9 * HOUR;
    seat.event(Event::Resume).unwrap();
    seat.run(5);
    assert_eq!(seat.left_s(), 360 - 15);
    assert_eq!(seat.sitting.sheets()[0].took_ms, 15_000);
}

#[test]
fn time_away_counts_only_in_strict_mode_and_never_more_than_was_left() {
    for (mode, away_ms, left) in [
        (Mode::Practice, 60 * SECOND, 350),
        (Mode::Practice, 48 * HOUR, 350),
        (Mode::Practice, -2 * HOUR, 350),
        (Mode::Strict, 60 * SECOND, 290),
        (Mode::Strict, 349 * SECOND, 1),
        (Mode::Strict, 350 * SECOND, 0),
        (Mode::Strict, 48 * HOUR, 0),
        (Mode::Strict, -2 * HOUR, 350),
    ] {
        let mut seat = Seat::at(3, mode);
        seat.run(10);
        seat.kill(away_ms);
        assert_eq!(seat.left_s(), left, "{mode} {away_ms}");
        assert_eq!(seat.sitting.finish().is_some(), left == 0, "{mode} {away_ms}");
        assert_eq!(seat.sitting.sheets()[0].took_ms, 10_000, "being away is no time on a question");
    }
}

#[test]
fn a_laptop_that_slept_was_away_whichever_clock_went_on() {
    for (mode, wall, ran, left) in [
        (Mode::Practice, 100, 1, 349),
        (Mode::Practice, 100, 100, 350),
        (Mode::Strict, 100, 1, 250),
        (Mode::Strict, 100, 100, 250),
        (Mode::Strict, 6, 1, 349),
        (Mode::Strict, 7, 1, 343),
        (Mode::Strict, 1, 5, 345),
    ] {
        let mut seat = Seat::at(3, mode);
        seat.run(10);
        seat.at_ms += wall * SECOND;
        seat.record(Event::Tick, ran * SECOND).unwrap();
        assert_eq!(seat.left_s(), left, "{mode}: {wall} s on the wall, {ran} s counted");
    }
}

#[test]
fn the_clock_set_two_hours_forward_and_back_changes_nothing_in_practice_and_is_clamped_in_strict() {
    for (mode, after_forward, after_back) in [(Mode::Practice, 340, 330), (Mode::Strict, 0, 0)] {
        let mut seat = Seat::at(3, mode);
        seat.run(10);
        seat.at_ms += 2 * HOUR;
        seat.run(10);
        assert_eq!(seat.left_s(), after_forward, "{mode}");
        seat.at_ms -= 2 * HOUR;
        seat.run(10);
        assert_eq!(seat.left_s(), after_back, "{mode}");
    }
    // Back first: strict mode gives nothing back, and the way forward is what counts.
    for mode in [Mode::Practice, Mode::Strict] {
        let mut seat = Seat::at(3, mode);
        seat.run(10);
        seat.at_ms -= 2 * HOUR;
        seat.run(10);
        assert_eq!(seat.left_s(), 340, "{mode}");
    }
}

#[test]
fn a_log_that_does_not_fit_says_where() {
    let record = |what| Record { what, at_ms: 0, ran_ms: 0 };
    let log = [record(Event::Move { to: 1 }), record(Event::Move { to: 9 })];
    let error = Sitting::replay(fixtures::paper(3), Mode::Strict, 0, &log).unwrap_err();
    assert_eq!(error, ReplayError { n: 1, source: Refusal::NoQuestion });
}

fn event(questions: u16) -> impl Strategy<Value = Event> {
    let question = 0..questions;
    prop_oneof![
        8 => (question.clone(), 0_u8..4, prop::bool::weighted(0.8))
            .prop_map(|(question, option, chosen)| Event::Choose { question, option, chosen }),
        3 => (question.clone(), 0_u8..4, any::<bool>())
            .prop_map(|(question, option, struck)| Event::Strike { question, option, struck }),
        2 => (question.clone(), any::<bool>()).prop_map(|(question, marked)| Event::Mark { question, marked }),
        1 => (question.clone(), "[a-z ü]{0,9}").prop_map(|(question, text)| Event::Note { question, text }),
        1 => question.clone().prop_map(|question| Event::Certainty { question, certainty: Some(Certainty::Guess) }),
        4 => question.clone().prop_map(|to| Event::Move { to }),
        2 => question.prop_map(|question| Event::Check { question }),
        1 => Just(Event::Pause),
        2 => Just(Event::Resume),
        1 => Just(Event::Use(Tool::Calculator)),
        6 => Just(Event::Tick),
        1 => Just(Event::Submit),
    ]
}

fn mode() -> impl Strategy<Value = Mode> {
    prop::sample::select(vec![Mode::Practice, Mode::Strict, Mode::Quiz])
}

/// Steps of the wall clock, now and then backwards, and of the other clock.
fn times() -> impl Strategy<Value = (i64, i64)> {
    (prop_oneof![8 => 0..3_000_i64, 1 => -HOUR..HOUR], prop_oneof![8 => 0..2_000_i64, 1 => 0..60_000_i64])
}

proptest! {
    #[test]
    fn a_kill_after_any_event_leaves_the_same_state(
        mode in mode(), steps in prop::collection::vec((event(12), times()), 0..120),
    ) {
        let mut seat = Seat::at(12, mode);
        for (event, (wall, ran)) in steps {
            seat.at_ms += wall;
            let before = seat.sitting.clone();
            if seat.record(event, ran).is_err() {
                prop_assert_eq!(&seat.sitting, &before, "a refused event changes nothing");
            }
            let alive = seat.sitting.clone();
            seat.replay();
            prop_assert_eq!(&seat.sitting, &alive);
        }
    }

    #[test]
    fn time_only_goes_on_and_never_past_what_is_allowed(
        mode in mode(), steps in prop::collection::vec((event(12), times()), 0..120),
    ) {
        let mut seat = Seat::at(12, mode);
        for (event, (wall, ran)) in steps {
            seat.at_ms += wall;
            let before = seat.sitting.used_ms();
            let _ = seat.record(event, ran);
            let used = seat.sitting.used_ms();
            prop_assert!(used >= before);
            prop_assert!(seat.sitting.paper().allowed_ms().is_none_or(|allowed| used <= allowed));
            let on_questions: u64 = seat.sitting.sheets().iter().map(|sheet| sheet.took_ms).sum();
            prop_assert!(on_questions <= used);
            prop_assert!(mode == Mode::Strict || on_questions == used);
        }
    }

    #[test]
    fn no_answer_ever_has_more_options_than_are_asked_for(
        mode in mode(), steps in prop::collection::vec(event(12), 0..200),
    ) {
        let mut seat = Seat::at(12, mode);
        for event in steps {
            let _ = seat.event(event);
            for (sheet, question) in seat.sitting.sheets().iter().zip(&seat.sitting.paper().questions) {
                prop_assert!(sheet.chosen.len() <= question.asked());
                prop_assert!(sheet.chosen.iter().all(|option| !sheet.struck.contains(option)));
            }
        }
    }

    #[test]
    fn events_read_back_as_they_were_written(event in event(70)) {
        let text = serde_json::to_string(&event).unwrap();
        prop_assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event);
    }

    #[test]
    fn one_more_right_answer_never_lowers_the_score(answers in prop::collection::vec(0_u8..5, 12), more in 0_usize..12) {
        let mut seat = Seat::at(12, Mode::Practice);
        for (question, &option) in answers.iter().enumerate().filter(|(_, option)| **option < 4) {
            seat.choose(question as u16, option);
        }
        let before = super::super::Score::of(&seat.sitting);
        for option in seat.sitting.sheets()[more].chosen.iter() {
            seat.event(Event::Choose { question: more as u16, option, chosen: false }).unwrap();
        }
        for option in seat.sitting.keys(more).iter() {
            seat.choose(more as u16, option);
        }
        let after = super::super::Score::of(&seat.sitting);
        prop_assert!(after.scaled >= before.scaled && after.low >= before.low && after.high >= before.high);
    }
}

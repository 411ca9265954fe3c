//! Traffic that shifts to a new version, at once in part or step by step.

use crate::calc::calculator::{Calculator, Work};
use crate::calc::input::{Input, Kind};
use crate::calc::quantity::written_time;
use crate::calc::ratio::{Ratio, whole};
use crate::calc::timeline::Timeline;
use crate::calc::unit::{Unit, Value};

/// The most steps that a timeline shows.
const MOST_STEPS: usize = 100;

pub(super) const ALL: &[Calculator] = &[
    Calculator {
        name: "codedeploy-canary",
        service: "CodeDeploy",
        title: "Traffic of a canary deployment",
        about: "the first share at once, all the rest after the interval",
        inputs: &[
            Input::new("share", "First share", Kind::Percent(1, 99), "10%", "What shifts at once"),
            Input::new("interval", "Interval", Kind::Duration, "15 min", "Time until the rest follows"),
            Input::new("at", "Asked at", Kind::DurationOrNone, "12 min", "Time since the deployment began"),
        ],
        source: "https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html",
        is_asked: true,
        compute: canary,
    },
    Calculator {
        name: "codedeploy-linear",
        service: "CodeDeploy",
        title: "Traffic of a linear deployment",
        about: "one step at the start of each interval, the first at once, until all traffic has shifted",
        inputs: &[
            Input::new("step", "Step", Kind::Percent(1, 99), "10%", "What shifts each time"),
            Input::new("interval", "Interval", Kind::Duration, "3 min", "Time between two steps"),
            Input::new("at", "Asked at", Kind::DurationOrNone, "10 min", "Time since the deployment began"),
        ],
        source: "https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TimeBasedLinear.html",
        is_asked: true,
        compute: linear,
    },
];

const TITLE: &str = "Traffic on the new version";

fn canary(work: &mut Work<'_>) -> Value {
    let unit = Unit::PERCENT;
    let (share, interval, at) = (work.number("share"), work.number("interval"), work.number("at"));
    let hundred = whole(100);
    let is_over = at >= interval;
    let value = if is_over { hundred } else { share };
    work.step(|| ("at once".to_owned(), unit.value(share).to_string()));
    work.step(|| (format!("after {} the rest", written_time(interval)), unit.value(hundred).to_string()));
    work.step(|| (format!("at {}", written_time(at)), unit.value(value).to_string()));
    work.draw(|| {
        let minutes = |seconds: Ratio| seconds / whole(60);
        Timeline::new(TITLE, Unit::MINUTES, unit).at(Ratio::ZERO, share, "first share").at(
            minutes(interval),
            hundred,
            "the rest",
        )
    });
    work.mistake("as if it grew evenly", unit.value((hundred * at / interval).at_most(hundred)));
    work.mistake("the share that has not shifted", unit.value(hundred - share));
    work.mistake("as if nothing had shifted yet", unit.value(Ratio::ZERO));
    work.mistake("the first share still", unit.value(share));
    work.mistake("all of it at once", unit.value(hundred));
    work.mistake("the first share twice", unit.value(share * whole(2)));
    unit.value(value)
}

fn linear(work: &mut Work<'_>) -> Value {
    let unit = Unit::PERCENT;
    let (step, interval, at) = (work.number("step"), work.number("interval"), work.number("at"));
    let hundred = whole(100);
    let gone = (at / interval).floor();
    let capped = |share: Ratio| unit.value(share.at_most(hundred));
    let value = capped(step * (gone + Ratio::ONE));
    work.step(|| {
        (format!("whole intervals of {} in {}", written_time(interval), written_time(at)), gone.written(0))
    });
    work.step(|| ("steps, with the first at once".to_owned(), (gone + Ratio::ONE).written(0)));
    work.step(|| (format!("× {}, at most 100%", unit.value(step)), value.to_string()));
    work.warn_if((at / interval).is_whole() && at.is_positive(), || {
        "a step happens at this very moment: pages leave open on which side of it the moment lies".to_owned()
    });
    work.draw(|| {
        let steps = (hundred / step).ceil().to_usize().unwrap_or_default().min(MOST_STEPS);
        (0..steps as i64).fold(Timeline::new(TITLE, Unit::MINUTES, unit), |timeline, n| {
            let share = (step * Ratio::from(n + 1)).at_most(hundred);
            timeline.at(interval * Ratio::from(n) / whole(60), share, "")
        })
    });
    work.mistake("the first step only after an interval", capped(step * gone));
    work.mistake("as if it grew evenly", capped(step * at / interval));
    work.mistake("one step too many", capped(step * (gone + whole(2))));
    work.mistake("one step, as a canary", capped(step));
    work.mistake("all of it", capped(hundred));
    value
}

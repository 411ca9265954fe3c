//! CloudWatch and X-Ray: alarms, the detail of old metrics, and sampling.

use super::calculator::{Calculator, Work};
use super::input::{Input, Kind};
use super::quantity::written_time;
use super::ratio::{Ratio, whole};
use super::timeline::Timeline;
use super::unit::{Unit, Value};

const EVALUATION: &str =
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html";

/// All calculators of monitoring.
pub(crate) const ALL: &[&[Calculator]] = &[&[
    Calculator {
        name: "xray-sampling",
        service: "X-Ray",
        title: "Requests that are sampled",
        about: "the reservoir each second, and the fixed rate of what goes beyond it",
        inputs: &[
            Input::new("requests", "Requests", Kind::Rate, "400/s", "Requests that match the rule"),
            Input::new(
                "reservoir",
                "Reservoir",
                Kind::Count(0, 100_000),
                "10",
                "Requests sampled each second",
            )
            .or_fact("xray.reservoir.default"),
            Input::new("rate", "Fixed rate", Kind::Percent(0, 100), "5%", "The share of the rest")
                .or_fact("xray.rate.default"),
        ],
        source: "https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html",
        is_asked: true,
        compute: sampling,
    },
    Calculator {
        name: "alarm",
        service: "CloudWatch",
        title: "When an alarm goes off",
        about: "an alarm is in ALARM when at least M of the last N points breach, in a row or not",
        inputs: &[
            Input::new("needed", "Points to alarm", Kind::Count(1, 1_000), "3", "M"),
            Input::new("of", "Evaluation periods", Kind::Count(1, 1_000), "5", "N"),
            Input::new(
                "breaches",
                "Breaching minutes",
                Kind::Counts(1, 10_000),
                "2, 4, 6",
                "The minutes whose point breaches",
            ),
        ],
        source: EVALUATION,
        is_asked: true,
        compute: alarm,
    },
    Calculator {
        name: "alarm-window",
        service: "CloudWatch",
        title: "Time that an alarm looks at",
        about: "evaluation periods × period, however many points must breach",
        inputs: &[
            Input::new("of", "Evaluation periods", Kind::Count(1, 10_000), "5", "N"),
            Input::new("period", "Period", Kind::Duration, "60 s", "The time of one point"),
            Input::new("needed", "Points to alarm", Kind::Count(1, 10_000), "4", "M, which changes nothing")
                .optional(),
        ],
        source: EVALUATION,
        is_asked: true,
        compute: window,
    },
    Calculator {
        name: "metric-detail",
        service: "CloudWatch",
        title: "Finest points of an old metric",
        about: "points under a minute are kept 3 hours, of a minute 15 days, of 5 minutes 63 days, of an hour 455 days",
        inputs: &[
            Input::new("age", "Age", Kind::DurationOrNone, "20 days", "How long ago it was"),
            Input::new(
                "period",
                "Published every",
                Kind::Duration,
                "1 s",
                "The period it was published with",
            )
            .or("60 s"),
        ],
        source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html",
        is_asked: true,
        compute: detail,
    },
]];

fn sampling(work: &mut Work<'_>) -> Value {
    let unit = Unit::REQUESTS_PER_SECOND;
    let (requests, reservoir, rate) =
        (work.number("requests"), work.number("reservoir"), work.number("rate") / whole(100));
    let first = reservoir.at_most(requests);
    let rest = (requests - reservoir).at_least(Ratio::ZERO);
    let total = first + rest * rate;
    work.step(|| ("the reservoir".to_owned(), unit.value(first).to_string()));
    let said = work.said("rate");
    work.step(|| (format!("{said} of the other {}", rest.written(2)), unit.value(rest * rate).to_string()));
    work.step(|| ("together".to_owned(), unit.value(total).to_string()));
    work.mistake("the share of all requests, without the reservoir", unit.value(requests * rate));
    work.mistake("the share of all requests, and the reservoir", unit.value(first + requests * rate));
    work.mistake("the reservoir alone", unit.value(first));
    work.mistake("the share of the rest alone", unit.value(rest * rate));
    unit.value(total)
}

fn alarm(work: &mut Work<'_>) -> Value {
    let unit = Unit::MINUTES;
    let (needed, of) = (work.number("needed"), work.number("of"));
    if needed > of {
        return work
            .refuse("needed", format!("no more than the {} evaluation periods can breach", of.written(0)));
    }
    let breaches = Breaches::of(work);
    let minute = |found: Option<Ratio>| found.map_or(Value::Word("never"), |minute| unit.value(minute));
    for end in &breaches.0 {
        work.step(|| {
            let text = format!("minute {}: breaches among the last {}", end.written(0), of.written(0));
            (text, breaches.within(*end, of).written(0))
        });
    }
    let found = breaches.first(of, needed);
    work.step(|| (format!("at least {} of {}", needed.written(0), of.written(0)), minute(found).to_string()));
    work.draw(|| {
        let timeline = Timeline::new("Breaching points in the window", unit, Unit::of("point", "points"));
        breaches.0.iter().fold(timeline, |timeline, end| {
            let note = if Some(*end) == found { "ALARM" } else { "" };
            timeline.at(*end, breaches.within(*end, of), note)
        })
    });
    let nth = needed.to_usize().and_then(|number| breaches.0.get(number.saturating_sub(1)).copied());
    work.mistake("breaches must follow each other", minute(breaches.first(needed, needed)));
    work.mistake("at the first breach", minute(breaches.0.first().copied()));
    work.mistake("at the last breach", minute(breaches.0.last().copied()));
    work.mistake("breaches counted however old they are", minute(nth));
    work.mistake("at the end of the first whole window", unit.value(of));
    work.mistake("one minute late", minute(found.map(|minute| minute + Ratio::ONE)));
    minute(found)
}

/// The minutes whose point breaches, ascending.
struct Breaches(Vec<Ratio>);

impl Breaches {
    fn of(work: &Work<'_>) -> Self {
        let mut minutes: Vec<Ratio> = work.several("breaches").iter().map(|minute| minute.number).collect();
        minutes.sort();
        minutes.dedup();
        Self(minutes)
    }

    /// How many lie among the last `length` minutes at `end`.
    fn within(&self, end: Ratio, length: Ratio) -> Ratio {
        let inside = self.0.iter().filter(|minute| **minute <= end && **minute > end - length);
        Ratio::from(inside.count() as i64)
    }

    /// The first minute with at least `least` of them among the last `length`. It is a breach itself: a window that ends
    /// later holds no more before the next one.
    fn first(&self, length: Ratio, least: Ratio) -> Option<Ratio> {
        self.0.iter().copied().find(|end| self.within(*end, length) >= least)
    }
}

fn window(work: &mut Work<'_>) -> Value {
    let unit = Unit::MINUTES;
    let (of, period) = (work.number("of"), work.number("period"));
    let most = work.fact("cloudwatch.alarm.window.max");
    let total = of * period;
    work.step(|| (format!("{} × {}", of.written(0), written_time(period)), unit.of_base(total).to_string()));
    work.warn_if(total > most, || format!("an alarm looks at {} at most", written_time(most)));
    if let Some(needed) = work.given("needed") {
        work.mistake("points to alarm instead of evaluation periods", unit.of_base(needed * period));
        work.mistake("both added", unit.of_base((of + needed) * period));
    }
    work.mistake("one period too few", unit.of_base(total - period));
    work.mistake("one period", unit.of_base(period));
    work.mistake("one period too many", unit.of_base(total + period));
    unit.of_base(total)
}

fn detail(work: &mut Work<'_>) -> Value {
    let unit = Unit::SECONDS;
    let (age, period) = (work.number("age"), work.number("period"));
    let kept = [
        (Ratio::ONE, work.fact("cloudwatch.retention.sub-minute")),
        (whole(60), work.fact("cloudwatch.retention.minute")),
        (whole(300), work.fact("cloudwatch.retention.five-minutes")),
        (whole(3_600), work.fact("cloudwatch.retention.hour")),
    ];
    let finest = kept.iter().find(|(_, kept)| age <= *kept).map(|(points, _)| points.at_least(period));
    for (points, kept) in kept {
        let said = if points == Ratio::ONE {
            "points under a minute".to_owned()
        } else {
            format!("points of {}", written_time(points))
        };
        work.step(|| {
            (
                format!("{said}: kept {}", written_time(kept)),
                if age <= kept { "there" } else { "gone" }.to_owned(),
            )
        });
    }
    let value = finest.map_or(Value::Word("none"), |points| unit.of_base(points));
    work.step(|| ("the finest that is there, and was published".to_owned(), value.to_string()));
    work.mistake("as it was published", unit.of_base(period));
    work.mistake("points of one minute", unit.of_base(whole(60)));
    work.mistake("points of five minutes", unit.of_base(whole(300)));
    work.mistake("points of one hour", unit.of_base(whole(3_600)));
    work.mistake("none left", Value::Word("none"));
    value
}

//! Retries with backoff, health checks, and capacity that follows a metric.

use super::calculator::{Calculator, Work};
use super::input::{Input, Kind};
use super::quantity::written_time;
use super::ratio::{Ratio, whole};
use super::timeline::Timeline;
use super::unit::{Unit, Value};

/// The first wait after a transient error in the SDKs' standard mode, in milliseconds.
/// Source: <https://aws.amazon.com/blogs/developer/updated-default-retry-behavior-for-aws-sdks-and-tools/>
const TRANSIENT_MS: i128 = 50;

/// The first wait after a throttling error there, in milliseconds.
/// Source: <https://aws.amazon.com/blogs/developer/updated-default-retry-behavior-for-aws-sdks-and-tools/>
const THROTTLING_MS: i128 = 1_000;

/// All calculators of retries and health.
pub(crate) const ALL: &[&[Calculator]] = &[RETRIES, HEALTH];

const RETRIES: &[Calculator] = &[
    Calculator {
        name: "backoff",
        service: "AWS SDKs",
        title: "Exponential backoff",
        about: "each wait is twice the one before, up to a cap; with full jitter it is half of that in the mean",
        inputs: &[
            Input::new("base", "First wait", Kind::Duration, "100 ms", "The wait before the first retry"),
            Input::new("retries", "Retries", Kind::Count(1, 30), "4", "Tries after the first one"),
            Input::new("cap", "Cap", Kind::Duration, "20 s", "The longest wait")
                .or_fact("cli-sdk.backoff.cap"),
            Input::new(
                "jitter",
                "Jitter",
                Kind::Choice(&["none", "full"]),
                "none",
                "Full jitter takes any wait from zero up",
            )
            .or("none"),
        ],
        source: "https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html",
        is_asked: true,
        compute: backoff,
    },
    Calculator {
        name: "sdk-retries",
        service: "AWS SDKs",
        title: "Waiting of an SDK",
        about: "attempts count the first try; the waits double from 50 ms for transient and from 1 s for throttling errors",
        inputs: &[
            Input::new("attempts", "Attempts", Kind::Count(1, 30), "3", "Tries, the first one included")
                .or_fact("cli-sdk.attempts.default"),
            Input::new(
                "error",
                "Error",
                Kind::Choice(&["transient", "throttling"]),
                "throttling",
                "What fails each time",
            ),
        ],
        source: "https://aws.amazon.com/blogs/developer/updated-default-retry-behavior-for-aws-sdks-and-tools/",
        // Younger than an exam follows, so it decides no question.
        is_asked: false,
        compute: sdk,
    },
    Calculator {
        name: "sfn-retry",
        service: "Step Functions",
        title: "Retry of a state",
        about: "waits of IntervalSeconds × BackoffRate to the power of the retry, each at most MaxDelaySeconds, added up",
        inputs: &[
            Input::new("interval", "IntervalSeconds", Kind::Duration, "2 s", "The first wait")
                .or_fact("sfn.retry.interval"),
            Input::new(
                "attempts",
                "MaxAttempts",
                Kind::Count(0, 1_000),
                "4",
                "Retries, without the first try",
            )
            .or_fact("sfn.retry.attempts"),
            Input::new("rate", "BackoffRate", Kind::Number(1, 100), "1.5", "By what the wait grows")
                .or_fact("sfn.retry.backoff"),
            Input::new("cap", "MaxDelaySeconds", Kind::Duration, "5 s", "The longest wait").optional(),
        ],
        source: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html",
        is_asked: true,
        compute: state,
    },
];

const HEALTH: &[Calculator] = &[
    Calculator {
        name: "health-check",
        service: "Route 53",
        title: "Time until a failure is noticed",
        about: "request interval × failure threshold",
        inputs: &[
            Input::new("interval", "Interval", Kind::Duration, "30 s", "Time between two checks")
                .or_fact("route53.health.interval.default"),
            Input::new("threshold", "Threshold", Kind::Count(1, 10), "3", "Failures in a row")
                .or_fact("route53.health.threshold.default"),
        ],
        source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html",
        is_asked: true,
        compute: health,
    },
    Calculator {
        name: "asg-target-tracking",
        service: "EC2 Auto Scaling",
        title: "Instances by target tracking",
        about: "current instances × metric ÷ target, rounded up",
        inputs: &[
            Input::new("current", "Instances", Kind::Count(1, 100_000), "4", "Instances that run now"),
            Input::new("metric", "Metric", Kind::Percent(1, 100), "90%", "The mean of the metric now"),
            Input::new("target", "Target", Kind::Percent(1, 100), "50%", "The value to keep"),
        ],
        source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html",
        is_asked: true,
        compute: target_tracking,
    },
];

/// The waits of a backoff.
#[derive(Clone, Copy)]
struct Backoff {
    first: Ratio,
    factor: Ratio,
    cap: Option<Ratio>,
}

impl Backoff {
    /// The waits before so many retries.
    fn waits(self, retries: usize) -> Vec<Ratio> {
        let mut uncapped = self.first;
        let mut waits = Vec::with_capacity(retries);
        for _ in 0..retries {
            let wait = self.cap.map_or(uncapped, |cap| uncapped.at_most(cap));
            waits.push(wait);
            // Past the cap it stays there; growing on would only run out of digits.
            uncapped = if wait == uncapped { uncapped * self.factor } else { uncapped };
        }
        waits
    }

    fn total(self, retries: usize) -> Ratio {
        self.waits(retries).into_iter().sum()
    }

    /// Tells every wait, and draws the tries over time.
    fn explain(self, work: &mut Work<'_>, retries: usize) {
        let waits = self.waits(retries);
        work.step(|| {
            let shown: Vec<String> = waits.iter().take(12).map(|wait| written_time(*wait)).collect();
            let more = if waits.len() > 12 { " + …" } else { "" };
            let sum = shown.join(" + ") + more;
            (
                if sum.is_empty() { "no retry".to_owned() } else { sum },
                seconds(self.total(retries)).to_string(),
            )
        });
        work.draw(|| {
            let first = Timeline::new("Waits", Unit::SECONDS, Unit::SECONDS);
            let mut at = Ratio::ZERO;
            waits.iter().enumerate().fold(first, |timeline, (n, wait)| {
                let timeline = timeline.at(at, *wait, format!("before retry {}", n + 1));
                at = at + *wait;
                timeline
            })
        });
    }
}

fn seconds(number: Ratio) -> Value {
    Unit::SECONDS.of_base(number)
}

fn backoff(work: &mut Work<'_>) -> Value {
    let (base, cap) = (work.number("base"), work.number("cap"));
    let factor = work.fact("cli-sdk.backoff.factor");
    let retries = work.number("retries").to_usize().unwrap_or_default();
    let waits = Backoff { first: base, factor, cap: Some(cap) };
    waits.explain(work, retries);
    let total = waits.total(retries);
    let half = total / whole(2);
    let is_jittered = work.word("jitter") == "full";
    if is_jittered {
        work.step(|| ("full jitter: half of it in the mean".to_owned(), seconds(half).to_string()));
    }
    let (value, other) = if is_jittered { (half, total) } else { (total, half) };
    let share = if is_jittered { Ratio::new(1, 2) } else { Ratio::ONE };
    work.mistake("the same wait each time", seconds(base * Ratio::from(retries as i64) * share));
    work.mistake(
        "the next wait alone",
        seconds(waits.waits(retries + 1).last().copied().unwrap_or_default()),
    );
    work.mistake(if is_jittered { "without jitter" } else { "the mean with jitter" }, seconds(other));
    work.mistake("one retry too many", seconds(waits.total(retries + 1) * share));
    let uncapped = Backoff { cap: None, ..waits };
    work.mistake("cap left out", seconds(uncapped.total(retries) * share));
    seconds(value)
}

fn sdk(work: &mut Work<'_>) -> Value {
    let attempts = work.number("attempts").to_usize().unwrap_or_default();
    let (cap, factor) = (work.fact("cli-sdk.backoff.cap"), work.fact("cli-sdk.backoff.factor"));
    let of = |ms: i128| Backoff { first: Ratio::new(ms, 1_000), factor, cap: Some(cap) };
    let is_throttled = work.word("error") == "throttling";
    let (own, other) =
        if is_throttled { (THROTTLING_MS, TRANSIENT_MS) } else { (TRANSIENT_MS, THROTTLING_MS) };
    let retries = attempts.saturating_sub(1);
    work.step(|| (format!("{attempts} attempts, the first included"), format!("{retries} retries")));
    of(own).explain(work, retries);
    work.warn_if(true, || {
        "at most, since jitter shortens each wait; the waits hold since November 2026 in most SDKs, before they differed".to_owned()
    });
    work.mistake("the first try not counted as an attempt", seconds(of(own).total(attempts)));
    work.mistake("the waits of the other kind of error", seconds(of(other).total(retries)));
    work.mistake("the same wait each time", seconds(Ratio::new(own, 1_000) * Ratio::from(retries as i64)));
    work.mistake("the last wait alone", seconds(of(own).waits(retries).last().copied().unwrap_or_default()));
    work.mistake("one retry too few", seconds(of(own).total(retries.saturating_sub(1))));
    seconds(of(own).total(retries))
}

fn state(work: &mut Work<'_>) -> Value {
    let (interval, rate) = (work.number("interval"), work.number("rate"));
    let attempts = work.number("attempts").to_usize().unwrap_or_default();
    let waits = Backoff { first: interval, factor: rate, cap: work.given("cap") };
    waits.explain(work, attempts);
    work.mistake("the same wait each time", seconds(interval * Ratio::from(attempts as i64)));
    work.mistake("one attempt too many", seconds(waits.total(attempts + 1)));
    work.mistake("the first try counted as an attempt", seconds(waits.total(attempts.saturating_sub(1))));
    work.mistake("cap left out", seconds(Backoff { cap: None, ..waits }.total(attempts)));
    work.mistake("the last wait alone", seconds(waits.waits(attempts).last().copied().unwrap_or_default()));
    work.mistake("doubled each time", seconds(Backoff { factor: whole(2), ..waits }.total(attempts)));
    seconds(waits.total(attempts))
}

fn health(work: &mut Work<'_>) -> Value {
    let (interval, threshold) = (work.number("interval"), work.number("threshold"));
    let (slow, fast) =
        (work.fact("route53.health.interval.default"), work.fact("route53.health.interval.fast"));
    let total = interval * threshold;
    work.step(|| {
        (
            format!("{} × {} failures", written_time(interval), threshold.written(0)),
            seconds(total).to_string(),
        )
    });
    work.mistake("one interval", seconds(interval));
    work.mistake("one check too few", seconds(total - interval));
    work.mistake("one check too many", seconds(total + interval));
    work.mistake("the other interval", seconds(threshold * if interval == fast { slow } else { fast }));
    seconds(total)
}

fn target_tracking(work: &mut Work<'_>) -> Value {
    let unit = Unit::INSTANCES;
    let (current, metric, target) = (work.number("current"), work.number("metric"), work.number("target"));
    let exact = current * metric / target;
    let needed = work.ceil(exact);
    work.step(|| {
        (
            format!("{} × {} ÷ {}, rounded up", current.written(0), metric.written(2), target.written(2)),
            unit.value(needed).to_string(),
        )
    });
    work.mistake("rounded down", unit.value(exact.floor()));
    work.mistake("one instance more", unit.value(current + Ratio::ONE));
    work.mistake("twice as many", unit.value(current * whole(2)));
    work.mistake(
        "the difference added in percent",
        unit.value((current * (whole(100) + metric - target) / whole(100)).ceil()),
    );
    work.mistake("metric and target exchanged", unit.value((current * target / metric).ceil()));
    unit.value(needed)
}

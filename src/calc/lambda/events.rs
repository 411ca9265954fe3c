//! Functions behind queues, streams and asynchronous events.

use crate::calc::calculator::{Calculator, Work};
use crate::calc::input::{Input, Kind};
use crate::calc::quantity::written_time;
use crate::calc::ratio::{Ratio, whole};
use crate::calc::timeline::Timeline;
use crate::calc::unit::{Unit, Value};

use super::SERVICE;

/// The visibility timeout of a queue should be so many times the timeout of the function that reads it.
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html>
const VISIBILITY_FACTOR: i128 = 6;

const EXECUTIONS: Unit = Unit::of("execution", "executions");

pub(super) const ALL: &[Calculator] = &[
    Calculator {
        name: "lambda-async",
        service: SERVICE,
        title: "Last try of an asynchronous event",
        about: "a failed event is tried again after 1 minute and again after 2 minutes",
        inputs: &[
            Input::new(
                "duration",
                "Time until it fails",
                Kind::DurationOrNone,
                "10 s",
                "How long each try runs",
            )
            .or("0 s"),
            Input::new("retries", "Retries", Kind::Count(0, 2), "2", "The function's setting")
                .or_fact("lambda.async.retries"),
        ],
        source: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html",
        is_asked: true,
        compute: retries,
    },
    Calculator {
        name: "lambda-streams",
        service: SERVICE,
        title: "Concurrency of a stream",
        about: "one invocation at a time for each shard, times the parallelization factor",
        inputs: &[
            Input::new("shards", "Shards", Kind::Count(1, 100_000), "8", "Shards of the stream"),
            Input::new(
                "factor",
                "Parallelization factor",
                Kind::Count(1, 10),
                "3",
                "Batches of a shard at one time",
            )
            .or("1"),
        ],
        source: "https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html",
        is_asked: true,
        compute: streams,
    },
    Calculator {
        name: "lambda-sqs-ramp",
        service: SERVICE,
        title: "Growth behind a queue",
        about: "polling of a standard queue begins with 5 invocations and gains a fixed number each minute",
        inputs: &[
            Input::new("from", "From", Kind::Count(0, 10_000), "5", "Invocations that run already")
                .or_fact("lambda.sqs.concurrency.start"),
            Input::new("to", "To", Kind::Count(1, 10_000), "905", "Invocations needed"),
        ],
        source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html",
        is_asked: true,
        compute: queue_ramp,
    },
    Calculator {
        name: "lambda-visibility",
        service: SERVICE,
        title: "Visibility timeout for a function",
        about: "at least six times the function's timeout, and the batch window besides",
        inputs: &[
            Input::new("timeout", "Timeout", Kind::Duration, "30 s", "The function's timeout"),
            Input::new(
                "window",
                "Batch window",
                Kind::DurationOrNone,
                "20 s",
                "How long a batch is collected",
            )
            .or("0 s"),
        ],
        source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
        is_asked: true,
        compute: visibility,
    },
];

fn retries(work: &mut Work<'_>) -> Value {
    let unit = Unit::SECONDS;
    let (duration, retries) = (work.number("duration"), work.number("retries"));
    let (first, second) = (work.fact("lambda.async.wait.first"), work.fact("lambda.async.wait.second"));
    let waits = match retries.to_usize() {
        Some(0) => vec![],
        Some(1) => vec![first],
        _ => vec![first, second],
    };
    let mut start = Ratio::ZERO;
    let mut timeline =
        Timeline::new("Tries", unit, Unit::of("try", "tries")).at(start, Ratio::ONE, "first try");
    for (n, wait) in waits.iter().enumerate() {
        start = start + duration + *wait;
        let number = Ratio::from(n as i64 + 2);
        timeline = timeline.at(start, number, format!("after {}", written_time(*wait)));
        work.step(|| {
            let text = format!(
                "try {}: {} later, when the one before failed after {}",
                number.written(0),
                written_time(*wait),
                written_time(duration)
            );
            (text, unit.of_base(start).to_string())
        });
    }
    work.draw(|| timeline);
    let tries = Ratio::from(waits.len() as i64);
    work.mistake("the tries' own time left out", unit.of_base(start - duration * tries));
    work.mistake("one retry only", unit.of_base(duration + first));
    work.mistake("a minute before each retry", unit.of_base(duration * whole(2) + first * whole(2)));
    work.mistake(
        "three retries, each wait doubled",
        unit.of_base(duration * whole(3) + first + second + second * whole(2)),
    );
    work.mistake("until the last try has ended", unit.of_base(start + duration));
    work.mistake("two minutes before each retry", unit.of_base(duration * whole(2) + second * whole(2)));
    unit.of_base(start)
}

fn streams(work: &mut Work<'_>) -> Value {
    let (shards, factor) = (work.number("shards"), work.number("factor"));
    let most = work.fact("lambda.stream.parallel.max");
    let total = shards * factor;
    work.step(|| {
        (format!("{} shards × {}", shards.written(0), factor.written(0)), EXECUTIONS.value(total).to_string())
    });
    work.mistake("factor left out", EXECUTIONS.value(shards));
    work.mistake("the highest factor", EXECUTIONS.value(shards * most));
    work.mistake("added instead of multiplied", EXECUTIONS.value(shards + factor));
    work.mistake("the factor alone", EXECUTIONS.value(factor));
    EXECUTIONS.value(total)
}

fn queue_ramp(work: &mut Work<'_>) -> Value {
    let unit = Unit::MINUTES;
    let (from, to) = (work.number("from"), work.number("to"));
    if to <= from {
        return work.refuse("to", "nothing is added: it must be more than what runs already");
    }
    let ramp = work.fact("lambda.sqs.concurrency.ramp");
    let most = work.fact("lambda.sqs.concurrency.max");
    work.warn_if(to > most, || format!("one standard queue has at most {} invocations", most.written(0)));
    let time = (to - from) / ramp;
    work.step(|| (format!("{} − {} to add", to.written(0), from.written(0)), (to - from).written(0)));
    work.step(|| (format!("÷ {} a minute", ramp.written(0)), unit.value(time).to_string()));
    let other = if ramp == whole(60) { 300 } else { 60 };
    work.mistake("the rate of another year", unit.value((to - from) / whole(other)));
    work.mistake("what runs already not taken off", unit.value(to / ramp));
    work.mistake("500 a minute, an old rule for other invocations", unit.value((to - from) / whole(500)));
    work.mistake(
        "1,000 in 10 seconds, the rule for other invocations",
        unit.value((to - from) / whole(6_000)),
    );
    unit.value(time)
}

fn visibility(work: &mut Work<'_>) -> Value {
    let unit = Unit::SECONDS;
    let (timeout, window) = (work.number("timeout"), work.number("window"));
    let factor = whole(VISIBILITY_FACTOR);
    let most = work.fact("sqs.visibility.max");
    let needed = timeout * factor + window;
    work.step(|| {
        (
            format!("{} × {}", VISIBILITY_FACTOR, written_time(timeout)),
            unit.of_base(timeout * factor).to_string(),
        )
    });
    work.step(|| (format!("and the window of {}", written_time(window)), unit.of_base(needed).to_string()));
    work.warn_if(needed > most, || format!("a visibility timeout is at most {}", written_time(most)));
    work.mistake("the function's timeout", unit.of_base(timeout));
    work.mistake("timeout and window", unit.of_base(timeout + window));
    work.mistake("window left out", unit.of_base(timeout * factor));
    work.mistake("six times the window too", unit.of_base((timeout + window) * factor));
    work.mistake("three times the timeout", unit.of_base(timeout * whole(3) + window));
    unit.of_base(needed)
}

//! What a function costs.

use crate::calc::calculator::{Calculator, Work};
use crate::calc::input::{Input, Kind};
use crate::calc::ratio::{Ratio, whole};
use crate::calc::unit::{Unit, Value};

use super::SERVICE;

/// US dollars for one GB-second on x86 in most Regions, 0.0000166667, as a fraction.
/// Source: <https://aws.amazon.com/lambda/pricing/>
const PER_GB_SECOND: (i128, i128) = (166_667, 10_000_000_000);

/// US dollars for one million requests, 0.20, as a fraction of one request.
/// Source: <https://aws.amazon.com/lambda/pricing/>
const PER_REQUEST: (i128, i128) = (20, 100_000_000);

/// The step in which durations were billed until December 2020, in milliseconds.
const OLD_STEP: i128 = 100;

const GB_SECONDS: Unit = Unit::of("GB-s", "GB-s");

pub(super) const ALL: &[Calculator] = &[Calculator {
    name: "lambda-cost",
    service: SERVICE,
    title: "Cost of a function",
    about: "GB-seconds (memory in GB × duration × calls) and requests, each at its price; x86 in most Regions",
    inputs: &[
        Input::new("calls", "Calls", Kind::Count(1, 1_000_000_000_000), "30000000", "Invocations a month"),
        Input::new("memory", "Memory", Kind::Size, "512 MB", "The function's memory setting"),
        Input::new("duration", "Duration", Kind::Duration, "120 ms", "How long one invocation takes"),
        Input::new(
            "free-tier",
            "Free tier",
            Kind::Choice(&["left-out", "taken-off"]),
            "left-out",
            "What is free each month",
        )
        .or("left-out"),
        Input::new("ask", "Asked", Kind::Choice(&["cost", "gb-seconds"]), "cost", "Dollars, or GB-seconds")
            .or("cost"),
    ],
    source: "https://aws.amazon.com/lambda/pricing/",
    is_asked: true,
    compute: cost,
}];

/// Calls, memory in GB and billed seconds of one call.
pub(super) struct Use {
    pub(super) calls: Ratio,
    pub(super) gigabytes: Ratio,
    pub(super) seconds: Ratio,
}

impl Use {
    /// What is billed with the steps that durations are rounded up to.
    pub(super) fn of(calls: Ratio, memory: Ratio, duration: Ratio, step: Ratio) -> Self {
        Self { calls, gigabytes: memory / whole(1 << 30), seconds: (duration / step).ceil() * step }
    }

    pub(super) fn gb_seconds(&self) -> Ratio {
        self.calls * self.gigabytes * self.seconds
    }

    /// Dollars for so many GB-seconds and requests.
    pub(super) fn price(gb_seconds: Ratio, requests: Ratio) -> Ratio {
        gb_seconds * Ratio::new(PER_GB_SECOND.0, PER_GB_SECOND.1)
            + requests * Ratio::new(PER_REQUEST.0, PER_REQUEST.1)
    }
}

fn cost(work: &mut Work<'_>) -> Value {
    let (calls, memory, duration) = (work.number("calls"), work.number("memory"), work.number("duration"));
    let step = work.fact("lambda.billing.step");
    let billed = Use::of(calls, memory, duration, step);
    work.step(|| {
        let text = format!("{} ÷ 1,024 MB", Unit::MB.of_base(memory));
        (text, format!("{} GB", billed.gigabytes.written(4)))
    });
    let gb_seconds = billed.gb_seconds();
    work.step(|| {
        let text = format!(
            "{} GB × {} s × {}",
            billed.gigabytes.written(4),
            billed.seconds.written(3),
            calls.written(0)
        );
        (text, GB_SECONDS.value(gb_seconds).to_string())
    });
    let old = Use::of(calls, memory, duration, Ratio::new(OLD_STEP, 1_000)).gb_seconds();
    let decimal = gb_seconds * whole(1_024) / whole(1_000);
    if work.word("ask") == "gb-seconds" {
        work.mistake("durations rounded up to 100 ms", GB_SECONDS.value(old));
        work.mistake("1,000 MB to the GB", GB_SECONDS.value(decimal));
        work.mistake("memory left out", GB_SECONDS.value(calls * billed.seconds));
        work.mistake("duration left out", GB_SECONDS.value(calls * billed.gigabytes));
        return GB_SECONDS.value(gb_seconds);
    }
    let unit = Unit::DOLLARS;
    let value = price(work, gb_seconds, calls);
    work.mistake("requests left out", unit.value(Use::price(gb_seconds, Ratio::ZERO)));
    work.mistake("durations rounded up to 100 ms", unit.value(Use::price(old, calls)));
    work.mistake("1,000 MB to the GB", unit.value(Use::price(decimal, calls)));
    work.mistake("compute left out", unit.value(Use::price(Ratio::ZERO, calls)));
    value
}

/// Dollars with or without the free tier, and the other as the first mistake.
fn price(work: &mut Work<'_>, gb_seconds: Ratio, calls: Ratio) -> Value {
    let unit = Unit::DOLLARS;
    let (free_compute, free_requests) = (work.fact("lambda.free.compute"), work.fact("lambda.free.requests"));
    let less = |number: Ratio, free: Ratio| (number - free).at_least(Ratio::ZERO);
    let with_free = Use::price(less(gb_seconds, free_compute), less(calls, free_requests));
    let without = Use::price(gb_seconds, calls);
    let takes_off = work.word("free-tier") == "taken-off";
    if takes_off {
        work.step(|| {
            let (compute, requests) = (free_compute.written(0), free_requests.written(0));
            (format!("less {compute} GB-s and {requests} requests a month"), "free".to_owned())
        });
    }
    let (asked, other) = if takes_off { (with_free, without) } else { (without, with_free) };
    work.step(|| {
        ("GB-s × 0.0000166667 USD + requests × 0.20 USD a million".to_owned(), unit.value(asked).to_string())
    });
    let name = if takes_off { "free tier not taken off" } else { "free tier taken off" };
    work.mistake(name, unit.value(other));
    unit.value(asked)
}

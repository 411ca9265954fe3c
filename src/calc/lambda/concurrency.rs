//! Concurrency: how much is needed, what is left unreserved, and how fast it grows.

use crate::calc::calculator::{Calculator, Work};
use crate::calc::input::{Input, Kind};
use crate::calc::ratio::{Ratio, whole};
use crate::calc::unit::{Unit, Value};

use super::SERVICE;

const CONCURRENCY: &str = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html";

/// Executions at one time.
const EXECUTIONS: Unit = Unit::of("execution", "executions");

/// The rule before November 2023: so many a minute, after a first burst.
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html>, history of the page.
const OLD_RAMP: i128 = 500;

pub(super) const ALL: &[Calculator] = &[
    Calculator {
        name: "lambda-concurrency",
        service: SERVICE,
        title: "Concurrency",
        about: "requests a second × their average duration in seconds, rounded up",
        inputs: &[
            Input::new("rate", "Requests", Kind::Rate, "850/s", "How often the function is invoked"),
            Input::new(
                "duration",
                "Duration",
                Kind::Duration,
                "320 ms",
                "How long one invocation takes on average",
            ),
        ],
        source: CONCURRENCY,
        is_asked: true,
        compute: concurrency,
    },
    Calculator {
        name: "lambda-request-ceiling",
        service: SERVICE,
        title: "Requests a second at a concurrency",
        about: "concurrency ÷ duration, but at most ten times the concurrency",
        inputs: &[
            Input::new(
                "concurrency",
                "Concurrency",
                Kind::Count(1, 1_000_000),
                "1000",
                "Executions the function may have at one time",
            ),
            Input::new("duration", "Duration", Kind::Duration, "50 ms", "How long one invocation takes"),
        ],
        source: CONCURRENCY,
        is_asked: true,
        compute: request_ceiling,
    },
    Calculator {
        name: "lambda-unreserved",
        service: SERVICE,
        title: "Unreserved concurrency",
        about: "the account's limit less everything reserved; 100 must stay unreserved",
        inputs: &[
            Input::new(
                "reserved",
                "Reserved",
                Kind::Counts(0, 1_000_000),
                "400, 350",
                "What each function reserves",
            ),
            Input::new(
                "account",
                "Account limit",
                Kind::Count(1, 10_000_000),
                "1000",
                "The Region's concurrency",
            )
            .or_fact("lambda.concurrency.account"),
        ],
        source: CONCURRENCY,
        is_asked: true,
        compute: unreserved,
    },
    Calculator {
        name: "lambda-ramp",
        service: SERVICE,
        title: "Growth of a function",
        about: "each function gains up to 1,000 environments every 10 seconds, the first of them at once: allowances = what is \
                added ÷ 1,000, rounded up",
        inputs: &[
            Input::new("from", "From", Kind::Count(0, 1_000_000), "500", "Environments that run already")
                .or("0"),
            Input::new("to", "To", Kind::Count(1, 1_000_000), "4000", "Environments needed"),
        ],
        source: "https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html",
        is_asked: true,
        compute: ramp,
    },
];

fn concurrency(work: &mut Work<'_>) -> Value {
    let (rate, duration) = (work.number("rate"), work.number("duration"));
    let needed = work.ceil(rate * duration);
    work.step(|| {
        let text = format!("{}/s × {} s, rounded up", rate.written(2), duration.written(3));
        (text, EXECUTIONS.value(needed).to_string())
    });
    let account = work.fact("lambda.concurrency.account");
    work.warn_if(needed > account, || {
        format!("a new account has {} executions in a Region; the quota can be raised", account.written(0))
    });
    work.mistake("duration left out", EXECUTIONS.value(rate.ceil()));
    work.mistake("divided by the duration", EXECUTIONS.value((rate / duration).ceil()));
    work.mistake("rounded down", EXECUTIONS.value((rate * duration).floor()));
    work.mistake("twice as much, to be safe", EXECUTIONS.value(needed * whole(2)));
    work.mistake("ten requests an execution", EXECUTIONS.value((rate / whole(10)).ceil()));
    EXECUTIONS.value(needed)
}

fn request_ceiling(work: &mut Work<'_>) -> Value {
    let unit = Unit::REQUESTS_PER_SECOND;
    let (concurrency, duration) = (work.number("concurrency"), work.number("duration"));
    let factor = work.fact("lambda.requests.rate");
    let by_time = (concurrency / duration).floor();
    let by_rate = concurrency * factor;
    work.step(|| {
        (format!("by time: {} ÷ {} s", concurrency.written(0), duration.written(3)), by_time.written(0))
    });
    work.step(|| {
        (format!("by rate: {} × {}", factor.written(0), concurrency.written(0)), by_rate.written(0))
    });
    let most = by_time.at_most(by_rate);
    work.step(|| ("the lower of the two".to_owned(), unit.value(most).to_string()));
    work.mistake("by time alone", unit.value(by_time));
    work.mistake("ten times the concurrency, whatever the duration", unit.value(by_rate));
    work.mistake("one request a second and execution", unit.value(concurrency));
    work.mistake("multiplied by the duration", unit.value((concurrency * duration).ceil()));
    work.mistake("both limits added", unit.value(by_time + by_rate));
    unit.value(most)
}

fn unreserved(work: &mut Work<'_>) -> Value {
    let account = work.number("account");
    let reserved = work.several("reserved");
    let sum: Ratio = reserved.iter().map(|one| one.number).sum();
    let kept = work.fact("lambda.concurrency.unreserved.min");
    if sum > account {
        return work
            .refuse("reserved", format!("more is reserved than the account's {}", account.written(0)));
    }
    let left = account - sum;
    let said: Vec<&str> = reserved.iter().map(|one| one.said.as_str()).collect();
    work.step(|| {
        (format!("{} − {}", account.written(0), said.join(" − ")), EXECUTIONS.value(left).to_string())
    });
    work.warn_if(left < kept, || {
        format!("at least {} must stay unreserved: Lambda refuses this", kept.written(0))
    });
    let largest = reserved.iter().map(|one| one.number).max().unwrap_or_default();
    work.mistake("reservations left out", EXECUTIONS.value(account));
    work.mistake("another hundred taken off", EXECUTIONS.value(left - kept));
    work.mistake("only the largest reservation", EXECUTIONS.value(account - largest));
    work.mistake("what is reserved, not what is left", EXECUTIONS.value(sum));
    EXECUTIONS.value(left)
}

fn ramp(work: &mut Work<'_>) -> Value {
    let unit = Unit::of("allowance", "allowances");
    let (from, to) = (work.number("from"), work.number("to"));
    if to <= from {
        return work.refuse("to", "nothing is added: it must be more than what runs already");
    }
    let step = work.fact_today("lambda.concurrency.ramp");
    let added = to - from;
    let allowances = work.ceil(added / step);
    work.step(|| (format!("{} − {} to add", to.written(0), from.written(0)), added.written(0)));
    work.step(|| (format!("÷ {}, rounded up", step.written(0)), unit.value(allowances).to_string()));
    let account = work.fact("lambda.concurrency.account");
    work.warn_if(to > account, || {
        format!("the Region's limit of {} must be raised first", account.written(0))
    });
    work.warn_if(true, || "until November 2023 a Region gained 500 a minute after a first burst".to_owned());
    work.mistake("what runs already not taken off", unit.value((to / step).ceil()));
    work.mistake("500 at a time, the rule until 2023", unit.value((added / whole(OLD_RAMP)).ceil()));
    work.mistake("rounded down", unit.value((added / step).floor()));
    work.mistake("all at once", unit.value(Ratio::ONE));
    work.mistake("one to spare", unit.value(allowances + Ratio::ONE));
    unit.value(allowances)
}

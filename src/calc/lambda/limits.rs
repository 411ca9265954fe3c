//! One sheet for a function: its numbers, and every limit that they meet or break, as the oldest exam asks it and today.

use crate::calc::calculator::{Calculator, Work};
use crate::calc::input::{Input, Kind};
use crate::calc::quantity::{written_size, written_time};
use crate::calc::ratio::{Ratio, whole};
use crate::calc::unit::{Unit, Value};

use super::SERVICE;
use super::cost::Use;
use super::sizing::{CALLERS, patience};

pub(super) const ALL: &[Calculator] = &[Calculator {
    name: "lambda-limits",
    service: SERVICE,
    title: "A function against all limits",
    about: "package and layers, memory and CPU, timeout and caller, concurrency, payload, /tmp and cost; give what is known",
    inputs: &[
        Input::new("memory", "Memory", Kind::Size, "1024 MB", "The memory setting").optional(),
        Input::new("timeout", "Timeout", Kind::Duration, "60 s", "The function's timeout").optional(),
        Input::new("caller", "Caller", Kind::Choice(CALLERS), "rest-api", "Who waits for the response")
            .or("none"),
        Input::new("zip", "Zip file", Kind::Size, "45 MB", "The package as it is uploaded directly")
            .optional(),
        Input::new("code", "Code", Kind::Size, "140 MB", "The code, unzipped").optional(),
        Input::new("layers", "Layers", Kind::Sizes, "60 MB, 40 MB", "Each layer, unzipped").optional(),
        Input::new("image", "Image", Kind::Size, "2 GB", "The container image").optional(),
        Input::new("environment", "Environment", Kind::Size, "3 KB", "All environment variables together")
            .optional(),
        Input::new("tmp", "/tmp", Kind::Size, "2 GB", "Temporary storage").optional(),
        Input::new("payload", "Payload", Kind::Size, "300 KB", "The largest event").optional(),
        Input::new(
            "invocation",
            "Invocation",
            Kind::Choice(&["sync", "async"]),
            "async",
            "How it is invoked",
        )
        .or("sync"),
        Input::new("rate", "Requests", Kind::Rate, "200/s", "How often it is invoked").optional(),
        Input::new("duration", "Duration", Kind::Duration, "320 ms", "How long one invocation takes")
            .optional(),
        Input::new(
            "reserved",
            "Reserved",
            Kind::Count(0, 1_000_000),
            "50",
            "Concurrency reserved for this function",
        )
        .optional(),
        Input::new(
            "others",
            "Reserved by others",
            Kind::Counts(0, 1_000_000),
            "400, 350",
            "What other functions reserve",
        )
        .optional(),
        Input::new(
            "calls",
            "Calls",
            Kind::Count(1, 1_000_000_000_000),
            "30000000",
            "Invocations a month, for the cost",
        )
        .optional(),
    ],
    source: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
    is_asked: false,
    compute: limits,
}];

/// How a number of the sheet is written.
type Written = fn(Ratio) -> String;

fn plain(number: Ratio) -> String {
    number.written(2)
}

fn megabytes(size: Ratio) -> String {
    if size < whole(1 << 20) { written_size(size) } else { Unit::MB.of_base(size).to_string() }
}

/// A number held against a bound.
struct Check {
    what: &'static str,
    number: Option<Ratio>,
    bound: &'static str,
    /// Whether the bound is the least instead of the most.
    is_least: bool,
    written: Written,
}

impl Check {
    fn most(what: &'static str, number: Option<Ratio>, bound: &'static str, written: Written) -> Self {
        Self { what, number, bound, is_least: false, written }
    }

    fn least(what: &'static str, number: Option<Ratio>, bound: &'static str, written: Written) -> Self {
        Self { is_least: true, ..Self::most(what, number, bound, written) }
    }
}

fn limits(work: &mut Work<'_>) -> Value {
    let unit = Unit::of("limit broken", "limits broken");
    let mut broken = 0;
    let mut held =
        |work: &mut Work<'_>, check: &Check| broken += i128::from(holds(work, check) == Some(false));
    for check in sizes(work).iter().chain(&concurrency(work)) {
        held(work, check);
    }
    if let Some(id) = patience(work.word("caller")) {
        held(work, &Check::most("timeout against the caller's", work.given("timeout"), id, written_time));
    }
    derived(work);
    unit.value(whole(broken))
}

/// Tells a step, and whether the number is within the bound today; `None` when the number was not given.
fn holds(work: &mut Work<'_>, check: &Check) -> Option<bool> {
    let number = check.number?;
    let (then, now) = work.then_and_now(check.bound);
    let now = now?;
    let fits = |bound: Ratio| if check.is_least { number >= bound } else { number <= bound };
    let is_fitting = fits(now.number);
    let side = if check.is_least { "at least" } else { "at most" };
    let verdict = |fits: bool| if fits { "fits" } else { "breaks it" };
    work.step(|| {
        let text =
            format!("{} {}: {side} {}", check.what, (check.written)(number), (check.written)(now.number));
        let earlier = then.filter(|then| then.number != now.number).map(|then| {
            format!(
                " ({side} {} when the first exam was written: {})",
                (check.written)(then.number),
                verdict(fits(then.number))
            )
        });
        (text, format!("{}{}", verdict(is_fitting), earlier.unwrap_or_default()))
    });
    work.warn_if(!is_fitting, || format!("{} must be {side} {}", check.what, (check.written)(now.number)));
    Some(is_fitting)
}

fn sizes(work: &Work<'_>) -> Vec<Check> {
    let layers = work.several("layers");
    let layer_size: Ratio = layers.iter().map(|layer| layer.number).sum();
    let unzipped = match (work.given("code"), layers.is_empty()) {
        (None, true) => None,
        (code, _) => Some(code.unwrap_or_default() + layer_size),
    };
    let number_of_layers = (!layers.is_empty()).then(|| Ratio::from(layers.len() as i64));
    let payload =
        if work.word("invocation") == "async" { "lambda.payload.async" } else { "lambda.payload.sync" };
    vec![
        Check::least("memory", work.given("memory"), "lambda.memory.min", megabytes),
        Check::most("memory", work.given("memory"), "lambda.memory.max", megabytes),
        Check::most("timeout", work.given("timeout"), "lambda.timeout.max", written_time),
        Check::most("zip file", work.given("zip"), "lambda.package.zip", megabytes),
        Check::most("code and layers", unzipped, "lambda.package.unzipped", megabytes),
        Check::most("layers", number_of_layers, "lambda.layers.max", plain),
        Check::most("image", work.given("image"), "lambda.image.size", written_size),
        Check::most("environment variables", work.given("environment"), "lambda.env.size", written_size),
        Check::least("/tmp", work.given("tmp"), "lambda.tmp.default", megabytes),
        Check::most("/tmp", work.given("tmp"), "lambda.tmp.max", megabytes),
        Check::most("payload", work.given("payload"), payload, written_size),
    ]
}

fn concurrency(work: &mut Work<'_>) -> Vec<Check> {
    let needed =
        work.given("rate").zip(work.given("duration")).map(|(rate, duration)| (rate * duration).ceil());
    let others = work.several("others");
    let own = work.given("reserved");
    let mut checks = vec![Check::most("concurrency needed", needed, "lambda.concurrency.account", plain)];
    if own.is_some() || !others.is_empty() {
        let account = work.fact("lambda.concurrency.account");
        let sum: Ratio = others.iter().map(|other| other.number).sum();
        let left = account - sum - own.unwrap_or_default();
        checks.push(Check::least(
            "concurrency left unreserved",
            Some(left),
            "lambda.concurrency.unreserved.min",
            plain,
        ));
        let pool = own.unwrap_or(left);
        let short = needed.filter(|needed| *needed > pool);
        work.warn_if(short.is_some(), || {
            format!(
                "{} at one time are needed, {} are there: the rest is throttled",
                short.unwrap_or_default().written(0),
                pool.written(0)
            )
        });
    }
    checks
}

/// What follows from the numbers without being a limit: CPU, concurrency, cost.
fn derived(work: &mut Work<'_>) {
    let (memory, duration) = (work.given("memory"), work.given("duration"));
    if let Some(memory) = memory {
        let per_cpu = work.fact("lambda.memory.vcpu");
        work.step(|| {
            (
                "CPU that comes with the memory".to_owned(),
                format!("{} vCPU", (memory / per_cpu).written_with(2)),
            )
        });
    }
    if let (Some(rate), Some(duration)) = (work.given("rate"), duration) {
        work.step(|| ("executions at one time".to_owned(), (rate * duration).ceil().written(0)));
    }
    if let (Some(calls), Some(memory), Some(duration)) = (work.given("calls"), memory, duration) {
        let step = work.fact("lambda.billing.step");
        let gb_seconds = Use::of(calls, memory, duration, step).gb_seconds();
        work.step(|| {
            let price = Unit::DOLLARS.value(Use::price(gb_seconds, calls));
            ("cost a month, before the free tier".to_owned(), price.to_string())
        });
    }
}

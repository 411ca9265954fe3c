//! CPU, package, and how long a caller waits.

use crate::calc::calculator::{Calculator, Work};
use crate::calc::input::{Input, Kind};
use crate::calc::quantity::{written_size, written_time};
use crate::calc::ratio::{Ratio, whole};
use crate::calc::unit::{Measure, Unit, Value};

use super::SERVICE;

/// Virtual CPUs, always with two decimals.
const VCPU: Unit =
    Unit { one: "vCPU", many: "vCPU", measure: Measure::Count, base: (1, 1), places: 2, is_fixed: true };

/// Who waits for a function.
pub(super) const CALLERS: &[&str] =
    &["none", "rest-api", "http-api", "edge-viewer", "edge-origin", "cognito"];

pub(super) const ALL: &[Calculator] = &[
    Calculator {
        name: "lambda-cpu",
        service: SERVICE,
        title: "CPU share of a memory setting",
        about: "1,769 MB of memory come with one vCPU, other settings in proportion",
        inputs: &[Input::new("memory", "Memory", Kind::Size, "3008 MB", "The function's memory setting")],
        source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html",
        is_asked: true,
        compute: cpu,
    },
    Calculator {
        name: "lambda-package",
        service: SERVICE,
        title: "Unzipped package with layers",
        about: "code and layers together may have 250 MB unzipped, in at most 5 layers",
        inputs: &[
            Input::new("code", "Code", Kind::Size, "140 MB", "The code, unzipped"),
            Input::new("layers", "Layers", Kind::Sizes, "60 MB, 40 MB, 20 MB", "Each layer, unzipped")
                .optional(),
        ],
        source: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
        is_asked: true,
        compute: package,
    },
    Calculator {
        name: "lambda-caller-timeout",
        service: SERVICE,
        title: "How long a caller waits",
        about: "whoever invokes a function and waits has a limit of its own: the shorter of the two ends the request",
        inputs: &[
            Input::new("timeout", "Timeout", Kind::Duration, "60 s", "The function's timeout"),
            Input::new("caller", "Caller", Kind::Choice(CALLERS), "rest-api", "Who waits for the response"),
        ],
        source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html",
        is_asked: true,
        compute: caller_timeout,
    },
];

fn cpu(work: &mut Work<'_>) -> Value {
    let memory = work.number("memory");
    let (least, most) = (work.fact("lambda.memory.min"), work.fact("lambda.memory.max"));
    let per_cpu = work.fact("lambda.memory.vcpu");
    work.warn_if(memory < least || memory > most, || {
        format!("memory is set from {} to {}", in_megabytes(least), in_megabytes(most))
    });
    let share = memory / per_cpu;
    work.step(|| {
        (format!("{} ÷ {}", in_megabytes(memory), in_megabytes(per_cpu)), VCPU.value(share).to_string())
    });
    let per = |mb: i128| VCPU.value(memory / whole(mb << 20));
    work.mistake("one vCPU for each GB", per(1_024));
    work.mistake("one vCPU for each 2 GB", per(2_048));
    work.mistake("rounded up to whole vCPUs", VCPU.value(share.ceil()));
    work.mistake("one vCPU for each 3,008 MB", per(3_008));
    VCPU.value(share)
}

fn in_megabytes(size: Ratio) -> String {
    Unit::MB.of_base(size).to_string()
}

fn package(work: &mut Work<'_>) -> Value {
    let unit = Unit::MB;
    let code = work.number("code");
    let layers = work.several("layers");
    let sum: Ratio = layers.iter().map(|layer| layer.number).sum();
    let total = code + sum;
    let (most, most_layers) = (work.fact("lambda.package.unzipped"), work.fact("lambda.layers.max"));
    let said: Vec<&str> = layers.iter().map(|layer| layer.said.as_str()).collect();
    work.step(|| {
        let text = if said.is_empty() {
            "code alone".to_owned()
        } else {
            format!("{} + {}", written_size(code), said.join(" + "))
        };
        (text, unit.of_base(total).to_string())
    });
    work.step(|| {
        let verdict = if total > most { "too big" } else { "fits" };
        (format!("a package may have {} unzipped", written_size(most)), verdict.to_owned())
    });
    let number = Ratio::from(layers.len() as i64);
    work.warn_if(total > most, || format!("over {}: use a container image", written_size(most)));
    work.warn_if(number > most_layers, || {
        format!("a function takes at most {} layers", most_layers.written(0))
    });
    let largest = layers.iter().map(|layer| layer.number).max().unwrap_or_default();
    work.mistake("layers left out", unit.of_base(code));
    work.mistake("only the largest layer", unit.of_base(code + largest));
    work.mistake("the layers alone", unit.of_base(sum));
    work.mistake("the largest layer left out", unit.of_base(total - largest));
    unit.of_base(total)
}

/// The fact that bounds how long `caller` waits; none when nobody does.
pub(super) fn patience(caller: &str) -> Option<&'static str> {
    match caller {
        "rest-api" => Some("api-gateway.timeout.rest"),
        "http-api" => Some("api-gateway.timeout.http"),
        "edge-viewer" => Some("cloudfront.edge.viewer.timeout"),
        "edge-origin" => Some("lambda.edge.origin.timeout"),
        "cognito" => Some("cognito.trigger.timeout"),
        _ => None,
    }
}

fn caller_timeout(work: &mut Work<'_>) -> Value {
    let unit = Unit::SECONDS;
    let timeout = work.number("timeout");
    let most = work.fact("lambda.timeout.max");
    work.warn_if(timeout > most, || format!("a function runs at most {}", written_time(most)));
    work.step(|| ("the function's timeout".to_owned(), written_time(timeout)));
    let mut end = timeout.at_most(most);
    if let Some(id) = patience(work.word("caller")) {
        let patience = work.fact(id);
        work.step(|| ("the caller waits at most".to_owned(), written_time(patience)));
        work.warn_if(timeout > patience, || {
            "the caller gives up first, while the function runs on and is paid for".to_owned()
        });
        work.mistake("the caller's limit, although the function ends first", unit.of_base(patience));
        end = end.at_most(patience);
    }
    work.step(|| ("the shorter ends the request".to_owned(), unit.of_base(end).to_string()));
    let default = work.fact("lambda.timeout.default");
    work.mistake("the function's timeout, whatever the caller does", unit.of_base(timeout));
    work.mistake("the longest timeout of a function", unit.of_base(most));
    work.mistake("the default timeout of a function", unit.of_base(default));
    for (id, name) in [
        ("api-gateway.timeout.rest", "the limit of REST APIs"),
        ("elb.alb.idle.default", "the idle timeout of a load balancer"),
    ] {
        let limit = work.fact(id);
        work.mistake(name, unit.of_base(limit));
    }
    unit.of_base(end)
}

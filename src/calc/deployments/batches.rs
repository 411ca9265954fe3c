//! Instances that are updated in batches: Elastic Beanstalk and `CodeDeploy`.

use crate::calc::calculator::{Calculator, Work};
use crate::calc::input::{Input, Kind};
use crate::calc::quantity::written_time;
use crate::calc::ratio::{Ratio, whole};
use crate::calc::timeline::Timeline;
use crate::calc::unit::{Unit, Value};

const POLICIES: &[&str] = &["all-at-once", "rolling", "rolling-extra", "immutable", "traffic-splitting"];
const ASKED: &[&str] = &["serving", "peak", "batches", "time"];
const BATCHES: Unit = Unit::of("batch", "batches");

pub(super) const ALL: &[Calculator] = &[
    Calculator {
        name: "beanstalk-deploy",
        service: "Elastic Beanstalk",
        title: "Instances during a deployment",
        about: "rolling takes a batch out of service; an additional batch is launched first; immutable and traffic splitting \
                launch as many again",
        inputs: &[
            Input::new("policy", "Policy", Kind::Choice(POLICIES), "rolling", "The deployment policy"),
            Input::new(
                "instances",
                "Instances",
                Kind::Count(1, 10_000),
                "12",
                "Instances of the environment",
            ),
            Input::new("batch", "Batch", Kind::Count(1, 10_000), "4", "Instances in a batch").or("1"),
            Input::new("each", "Time a batch", Kind::Duration, "6 min", "How long one batch takes")
                .or("1 min"),
            Input::new(
                "ask",
                "Asked",
                Kind::Choice(ASKED),
                "serving",
                "The least in service, the most at one time, batches, or time",
            )
            .or("serving"),
        ],
        source: "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.rolling-version-deploy.html",
        is_asked: true,
        compute: beanstalk,
    },
    Calculator {
        name: "codedeploy-half",
        service: "CodeDeploy",
        title: "HalfAtATime",
        about: "half of the instances at a time, rounded down; it succeeds when half of them, rounded up, are good",
        inputs: &[
            Input::new(
                "instances",
                "Instances",
                Kind::Count(1, 100_000),
                "9",
                "Instances of the deployment group",
            ),
            Input::new(
                "ask",
                "Asked",
                Kind::Choice(&["at-a-time", "healthy"]),
                "at-a-time",
                "How many at a time, or how many must be good",
            )
            .or("at-a-time"),
        ],
        source: "https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html",
        is_asked: true,
        compute: half,
    },
];

fn beanstalk(work: &mut Work<'_>) -> Value {
    let (instances, batch) = (work.number("instances"), work.number("batch"));
    if batch > instances {
        return work.refuse(
            "batch",
            format!("a batch has at most the {} instances there are", instances.written(0)),
        );
    }
    let policy = work.word("policy");
    match work.word("ask") {
        "peak" => peak(work, policy, instances, batch),
        "serving" => serving(work, policy, instances, batch),
        asked if matches!(policy, "rolling" | "rolling-extra") => {
            rolling(work, asked == "time", instances, batch)
        }
        _ => work.refuse("ask", "only rolling policies go batch by batch: ask for peak or serving"),
    }
}

/// The most instances at one time.
fn peak(work: &mut Work<'_>, policy: &str, instances: Ratio, batch: Ratio) -> Value {
    let unit = Unit::INSTANCES;
    let (value, reason) = match policy {
        "rolling-extra" => (instances + batch, "a batch is launched before one is taken out"),
        "immutable" | "traffic-splitting" => {
            (instances * whole(2), "as many new instances stand beside the old ones")
        }
        _ => (instances, "nothing is launched besides"),
    };
    work.step(|| (reason.to_owned(), unit.value(value).to_string()));
    work.mistake("as with rolling: nothing launched", unit.value(instances));
    work.mistake("as with an additional batch", unit.value(instances + batch));
    work.mistake("as with immutable: twice as many", unit.value(instances * whole(2)));
    work.mistake("one instance more", unit.value(instances + Ratio::ONE));
    unit.value(value)
}

/// The least instances in service.
fn serving(work: &mut Work<'_>, policy: &str, instances: Ratio, batch: Ratio) -> Value {
    let unit = Unit::INSTANCES;
    let (value, reason) = match policy {
        "all-at-once" => (Ratio::ZERO, "all are updated at the same time"),
        "rolling" => (instances - batch, "a batch is out of service"),
        _ => (instances, "new instances come first"),
    };
    work.step(|| (reason.to_owned(), unit.value(value).to_string()));
    work.mistake("all stay in service", unit.value(instances));
    work.mistake("a batch out of service", unit.value(instances - batch));
    work.mistake("only a batch in service", unit.value(batch));
    work.mistake("none in service", unit.value(Ratio::ZERO));
    work.mistake("a batch more in service", unit.value(instances + batch));
    unit.value(value)
}

/// The batches of a rolling deployment, or how long they take.
fn rolling(work: &mut Work<'_>, asks_time: bool, instances: Ratio, batch: Ratio) -> Value {
    let each = work.number("each");
    let number = work.ceil(instances / batch);
    work.step(|| {
        (
            format!("{} ÷ {}, rounded up", instances.written(0), batch.written(0)),
            BATCHES.value(number).to_string(),
        )
    });
    let value = |batches: Ratio| {
        if asks_time { Unit::MINUTES.of_base(batches * each) } else { BATCHES.value(batches) }
    };
    if asks_time {
        work.step(|| (format!("× {}", written_time(each)), value(number).to_string()));
    }
    work.draw(|| {
        let count = number.to_usize().unwrap_or_default() as i64;
        (0..=count).fold(
            Timeline::new("Instances with the new version", Unit::MINUTES, Unit::INSTANCES),
            |timeline, n| {
                let done = (batch * Ratio::from(n)).at_most(instances);
                timeline.at(each * Ratio::from(n) / whole(60), done, "")
            },
        )
    });
    work.mistake("one batch", value(Ratio::ONE));
    work.mistake("one instance at a time", value(instances));
    work.mistake("one batch too few", value(number - Ratio::ONE));
    work.mistake("one batch too many", value(number + Ratio::ONE));
    work.mistake("the size of a batch taken for the number", value(batch));
    value(number)
}

fn half(work: &mut Work<'_>) -> Value {
    let unit = Unit::INSTANCES;
    let instances = work.number("instances");
    let exact = instances / whole(2);
    let asks_healthy = work.word("ask") == "healthy";
    let value = if asks_healthy { work.ceil(exact) } else { work.floor(exact) };
    work.step(|| {
        let direction = if asks_healthy { "up" } else { "down" };
        (format!("{} ÷ 2, rounded {direction}", instances.written(0)), unit.value(value).to_string())
    });
    work.mistake(
        "rounded the other way",
        unit.value(if asks_healthy { exact.floor() } else { exact.ceil() }),
    );
    work.mistake("as with AllAtOnce", unit.value(instances));
    work.mistake("as with OneAtATime", unit.value(Ratio::ONE));
    work.mistake("all but one", unit.value(instances - Ratio::ONE));
    work.mistake("one less", unit.value(value - Ratio::ONE));
    work.mistake("a quarter", unit.value((instances / whole(4)).ceil()));
    unit.value(value)
}

//! ECS tasks: how many run during a deployment, and how many fit onto an instance.

use crate::calc::calculator::{Calculator, Work};
use crate::calc::input::{Input, Kind};
use crate::calc::quantity::written_binary;
use crate::calc::ratio::{Ratio, whole};
use crate::calc::unit::{Unit, Value};

pub(super) const ALL: &[Calculator] = &[
    Calculator {
        name: "ecs-rolling",
        service: "ECS",
        title: "Tasks during a rolling update",
        about: "at least desired × minimum healthy percent, rounded up; at most desired × maximum percent, rounded down",
        inputs: &[
            Input::new("desired", "Desired", Kind::Count(1, 100_000), "7", "Tasks of the service"),
            Input::new("minimum", "Minimum healthy", Kind::Percent(0, 100), "50%", "minimumHealthyPercent")
                .or_fact("ecs.min-healthy.default"),
            Input::new("maximum", "Maximum", Kind::Percent(100, 200), "150%", "maximumPercent")
                .or_fact("ecs.max-percent.default"),
            Input::new(
                "ask",
                "Asked",
                Kind::Choice(&["least", "most"]),
                "least",
                "The least or the most tasks",
            )
            .or("least"),
        ],
        source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html",
        is_asked: true,
        compute: rolling,
    },
    Calculator {
        name: "ecs-packing",
        service: "ECS",
        title: "Instances for tasks",
        about: "on an instance fit as many tasks as the scarcer of CPU and memory allows",
        inputs: &[
            Input::new(
                "cpu",
                "CPU of an instance",
                Kind::Count(1, 1_000_000),
                "2048",
                "CPU units an instance registers",
            ),
            Input::new(
                "memory",
                "Memory of an instance",
                Kind::Size,
                "3884 MiB",
                "Memory an instance registers",
            ),
            Input::new(
                "task-cpu",
                "CPU of a task",
                Kind::Count(1, 1_000_000),
                "256",
                "CPU units a task reserves",
            ),
            Input::new("task-memory", "Memory of a task", Kind::Size, "512 MiB", "Memory a task reserves"),
            Input::new("tasks", "Tasks", Kind::Count(1, 1_000_000), "30", "Tasks to run").or("1"),
            Input::new(
                "ask",
                "Asked",
                Kind::Choice(&["instances", "per-instance"]),
                "instances",
                "Instances, or tasks on each",
            )
            .or("instances"),
        ],
        source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-strategies.html",
        is_asked: true,
        compute: packing,
    },
];

fn rolling(work: &mut Work<'_>) -> Value {
    let unit = Unit::TASKS;
    let desired = work.number("desired");
    let (minimum, maximum) =
        (desired * work.number("minimum") / whole(100), desired * work.number("maximum") / whole(100));
    let asks_most = work.word("ask") == "most";
    let value = if asks_most { work.floor(maximum) } else { work.ceil(minimum) };
    let (said, direction) =
        if asks_most { (work.said("maximum"), "down") } else { (work.said("minimum"), "up") };
    work.step(|| {
        (format!("{} × {said}, rounded {direction}", desired.written(0)), unit.value(value).to_string())
    });
    let stuck = minimum.ceil() >= desired && maximum.floor() <= desired;
    work.warn_if(stuck, || "nothing may stop and nothing may start: the deployment cannot go on".to_owned());
    let (other_way, other) =
        if asks_most { (maximum.ceil(), minimum.ceil()) } else { (minimum.floor(), maximum.floor()) };
    work.mistake("rounded the other way", unit.value(other_way));
    work.mistake("the other limit", unit.value(other));
    work.mistake("the desired number", unit.value(desired));
    work.mistake(
        "the difference to the desired number",
        unit.value(if asks_most { value - desired } else { desired - value }),
    );
    work.mistake("one task more than desired", unit.value(desired + Ratio::ONE));
    work.mistake("twice the desired number", unit.value(desired * whole(2)));
    unit.value(value)
}

fn packing(work: &mut Work<'_>) -> Value {
    let (cpu, memory) = (work.number("cpu"), work.number("memory"));
    let (task_cpu, task_memory) = (work.number("task-cpu"), work.number("task-memory"));
    let (by_cpu, by_memory) = ((cpu / task_cpu).floor(), (memory / task_memory).floor());
    let fitting = by_cpu.at_most(by_memory);
    work.step(|| {
        (format!("by CPU: {} ÷ {}, rounded down", cpu.written(0), task_cpu.written(0)), by_cpu.written(0))
    });
    work.step(|| {
        (
            format!("by memory: {} ÷ {}, rounded down", written_binary(memory), written_binary(task_memory)),
            by_memory.written(0),
        )
    });
    work.step(|| ("the fewer fit".to_owned(), Unit::TASKS.value(fitting).to_string()));
    if !fitting.is_positive() {
        return work.refuse("task-memory", "not one task fits onto an instance");
    }
    if work.word("ask") == "per-instance" {
        let unit = Unit::TASKS;
        work.mistake("by CPU alone", unit.value(by_cpu));
        work.mistake("by memory alone", unit.value(by_memory));
        work.mistake("memory rounded up", unit.value((memory / task_memory).ceil()));
        work.mistake("CPU and memory added", unit.value(by_cpu + by_memory));
        work.mistake("one task less, for the agent", unit.value(fitting - Ratio::ONE));
        return unit.value(fitting);
    }
    let tasks = work.number("tasks");
    let needed = instances(work, tasks, fitting);
    let unit = Unit::INSTANCES;
    work.mistake("by CPU alone", unit.value((tasks / by_cpu).ceil()));
    work.mistake("by memory alone", unit.value((tasks / by_memory).ceil()));
    needed
}

/// The instances that so many tasks need, with the mistakes of this last step.
fn instances(work: &mut Work<'_>, tasks: Ratio, fitting: Ratio) -> Value {
    let unit = Unit::INSTANCES;
    let needed = work.ceil(tasks / fitting);
    work.step(|| {
        let text = format!("{} tasks ÷ {}, rounded up", tasks.written(0), fitting.written(0));
        (text, unit.value(needed).to_string())
    });
    work.mistake("rounded down", unit.value((tasks / fitting).floor()));
    work.mistake("one to spare", unit.value(needed + Ratio::ONE));
    work.mistake("the tasks on each, not the instances", unit.value(fitting));
    work.mistake("one task an instance", unit.value(tasks));
    unit.value(needed)
}

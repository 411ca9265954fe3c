//! Deployments, retries, monitoring and credentials.

use super::{Case, Expected, Is, Refused, Solver, Word, cover, down, up};

pub(super) const ALL: &[Solver] = &[
    ("codedeploy-canary", canary),
    ("codedeploy-linear", linear),
    ("beanstalk-deploy", beanstalk),
    ("codedeploy-half", half),
    ("ecs-rolling", rolling),
    ("ecs-packing", packing),
    ("backoff", backoff),
    ("sdk-retries", sdk),
    ("sfn-retry", state),
    ("health-check", health),
    ("asg-target-tracking", target_tracking),
    ("xray-sampling", sampling),
    ("alarm", alarm),
    ("alarm-window", window),
    ("metric-detail", detail),
    ("cognito-refreshes", refreshes),
    ("role-session", role_session),
];

fn canary(case: &mut Case) -> Expected {
    let share = case.percent("share", 1, 99);
    let (interval, at) = (case.time("interval", "min", 1, 60), case.time("at", "min", 0, 90));
    Is(if at < interval { share } else { 100 }, 1)
}

fn linear(case: &mut Case) -> Expected {
    let step = case.percent("step", 1, 99);
    let (interval, at) = (case.time("interval", "min", 1, 10), case.time("at", "s", 0, 6_000));
    let (mut share, mut next) = (0, 0);
    while next <= at {
        share += step;
        next += interval * 60;
    }
    Is(if share > 100 { 100 } else { share }, 1)
}

fn beanstalk(case: &mut Case) -> Expected {
    let policy =
        case.word("policy", &["all-at-once", "rolling", "rolling-extra", "immutable", "traffic-splitting"]);
    let (instances, batch) = (case.count("instances", 6, 60), case.count("batch", 1, 8));
    let minutes = case.time("each", "min", 1, 20);
    let asked = case.word("ask", &["serving", "peak", "serving", "peak", "batches", "time"]);
    if batch > instances {
        return Refused;
    }
    let is_rolling = policy.starts_with("rolling");
    match asked {
        "serving" if policy == "all-at-once" => Is(0, 1),
        "serving" if policy == "rolling" => Is(instances - batch, 1),
        "serving" => Is(instances, 1),
        "peak" if policy == "rolling-extra" => Is(instances + batch, 1),
        "peak" if is_rolling || policy == "all-at-once" => Is(instances, 1),
        "peak" => Is(instances + instances, 1),
        "batches" if is_rolling => Is(cover(instances, batch), 1),
        "time" if is_rolling => Is(cover(instances, batch) * minutes, 1),
        _ => Refused,
    }
}

fn half(case: &mut Case) -> Expected {
    let instances = case.count("instances", 1, 1_000);
    let (mut out, mut good) = (0, instances);
    while out + 1 < good {
        (out, good) = (out + 1, good - 1);
    }
    // Half stay good: of an odd number the greater part.
    if out + out + 1 < instances {
        (out, good) = (out + 1, good - 1);
    }
    Is(if case.word("ask", &["at-a-time", "healthy"]) == "healthy" { good } else { out }, 1)
}

fn rolling(case: &mut Case) -> Expected {
    let desired = case.count("desired", 1, 300);
    let (minimum, maximum) = (case.percent("minimum", 0, 100), case.percent("maximum", 100, 200));
    if case.word("ask", &["least", "most"]) == "least" {
        return Is(up(desired * minimum, 100), 1);
    }
    Is(down(desired * maximum, 100), 1)
}

fn packing(case: &mut Case) -> Expected {
    let (cpu, memory) = (case.count("cpu", 1_024, 8_192), case.time("memory", "MiB", 2_000, 16_000));
    let (task_cpu, task_memory) =
        (case.count("task-cpu", 64, 1_100), case.time("task-memory", "MiB", 64, 2_100));
    let tasks = case.count("tasks", 1, 200);
    let asked = case.word("ask", &["instances", "per-instance"]);
    let mut fitting = 0;
    while (fitting + 1) * task_cpu <= cpu && (fitting + 1) * task_memory <= memory {
        fitting += 1;
    }
    match (fitting, asked) {
        (0, _) => Refused,
        (_, "per-instance") => Is(fitting, 1),
        _ => Is(cover(tasks, fitting), 1),
    }
}

fn backoff(case: &mut Case) -> Expected {
    let (base, cap) = (case.ms("base", 1, 3_000), case.ms("cap", 1_000, 30_000));
    let retries = case.count("retries", 1, 12);
    let (mut wait, mut sum) = (base, 0);
    for _ in 0..retries {
        sum += if wait < cap { wait } else { cap };
        wait += wait;
    }
    Is(sum, if case.word("jitter", &["none", "full"]) == "full" { 2_000 } else { 1_000 })
}

fn sdk(case: &mut Case) -> Expected {
    let attempts = case.count("attempts", 1, 10);
    let mut wait = if case.word("error", &["transient", "throttling"]) == "transient" { 50 } else { 1_000 };
    let mut sum = 0;
    for _ in 1..attempts {
        sum += if wait < 20_000 { wait } else { 20_000 };
        wait += wait;
    }
    Is(sum, 1_000)
}

fn state(case: &mut Case) -> Expected {
    let (interval, attempts) = (case.time("interval", "s", 1, 20), case.count("attempts", 0, 8));
    // The rate in halves, so after n waits everything is in units of 1 / 2^n.
    let halves = case.between(2, 6);
    case.give("rate", format!("{}.{}", halves / 2, if halves % 2 == 1 { 5 } else { 0 }));
    let cap = case.time("cap", "s", 1, 200);
    let (mut sum, mut scale, mut wait) = (0, 1, interval);
    for _ in 0..attempts {
        sum += if wait < cap * scale { wait } else { cap * scale };
        (sum, scale, wait) = (sum * 2, scale * 2, wait * halves);
    }
    Is(sum, scale)
}

fn health(case: &mut Case) -> Expected {
    let (interval, threshold) = (case.time("interval", "s", 5, 60), case.count("threshold", 1, 10));
    let mut now = 0;
    for _ in 0..threshold {
        now += interval;
    }
    Is(now, 1)
}

fn target_tracking(case: &mut Case) -> Expected {
    let (current, metric, target) =
        (case.count("current", 1, 100), case.percent("metric", 1, 100), case.percent("target", 1, 100));
    Is(cover(current * metric, target), 1)
}

fn sampling(case: &mut Case) -> Expected {
    let (requests, reservoir) = (case.count("requests", 1, 2_000), case.count("reservoir", 0, 100));
    let rate = case.percent("rate", 0, 100);
    // Request by request, in hundredths.
    let mut sampled = 0;
    for request in 0..requests {
        sampled += if request < reservoir { 100 } else { rate };
    }
    Is(sampled, 100)
}

fn alarm(case: &mut Case) -> Expected {
    let (needed, of) = (case.count("needed", 1, 5), case.count("of", 3, 8));
    let breaches = case.counts("breaches", 12, 1, 30);
    if needed > of {
        return Refused;
    }
    for minute in 1..=30 {
        let in_window = (1..=minute).filter(|at| *at > minute - of && breaches.contains(at)).count() as i128;
        if in_window >= needed {
            return Is(minute, 1);
        }
    }
    Word("never")
}

fn window(case: &mut Case) -> Expected {
    let (of, period) = (case.count("of", 1, 100), case.time("period", "s", 10, 3_600));
    case.count("needed", 1, 100);
    Is(of * period, 60)
}

fn detail(case: &mut Case) -> Expected {
    let (age, period) = (case.time("age", "h", 0, 12_000), case.time("period", "s", 1, 120));
    let points = match age {
        0..=3 => 1,
        4..=360 => 60,
        361..=1_512 => 300,
        1_513..=10_920 => 3_600,
        _ => return Word("none"),
    };
    Is(if points > period { points } else { period }, 1)
}

fn refreshes(case: &mut Case) -> Expected {
    let (session, life) = (case.time("session", "min", 1, 1_440), case.time("life", "min", 5, 240));
    let (mut now, mut refreshes) = (life, 0);
    while now < session {
        (now, refreshes) = (now + life, refreshes + 1);
    }
    Is(refreshes, 1)
}

fn role_session(case: &mut Case) -> Expected {
    let (asked, maximum) = (case.time("asked", "min", 5, 800), case.time("maximum", "h", 1, 12));
    let chained = case.word("chained", &["no", "yes"]) == "yes";
    let allowed = (15..=maximum * 60).contains(&asked) && !(chained && asked > 60);
    if allowed { Is(asked, 60) } else { Word("refused") }
}

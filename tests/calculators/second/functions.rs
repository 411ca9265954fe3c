//! Lambda.

use super::{Case, Expected, Is, Refused, Solver, down, up};

pub(super) const ALL: &[Solver] = &[
    ("lambda-concurrency", concurrency),
    ("lambda-request-ceiling", request_ceiling),
    ("lambda-unreserved", unreserved),
    ("lambda-ramp", ramp),
    ("lambda-cost", cost),
    ("lambda-cpu", cpu),
    ("lambda-package", package),
    ("lambda-caller-timeout", caller_timeout),
    ("lambda-async", retries),
    ("lambda-streams", streams),
    ("lambda-sqs-ramp", queue_ramp),
    ("lambda-visibility", visibility),
];

fn concurrency(case: &mut Case) -> Expected {
    let ((number, seconds), ms) = (case.rate("rate", 1, 20_000), case.ms("duration", 1, 30_000));
    Is(up(number * ms, seconds * 1_000), 1)
}

fn request_ceiling(case: &mut Case) -> Expected {
    let (concurrency, ms) = (case.count("concurrency", 1, 5_000), case.ms("duration", 1, 5_000));
    let by_time = down(concurrency * 1_000, ms);
    Is(if by_time < concurrency * 10 { by_time } else { concurrency * 10 }, 1)
}

fn unreserved(case: &mut Case) -> Expected {
    let reserved = case.counts("reserved", 5, 0, 300);
    let mut left = 1_000;
    for one in reserved {
        left -= one;
    }
    if left < 0 { Refused } else { Is(left, 1) }
}

fn ramp(case: &mut Case) -> Expected {
    let (from, to) = (case.count("from", 0, 4_000), case.count("to", 1_000, 20_000));
    if to <= from {
        return Refused;
    }
    let (mut running, mut allowances) = (from, 0);
    while running < to {
        running += 1_000;
        allowances += 1;
    }
    Is(allowances, 1)
}

fn cost(case: &mut Case) -> Expected {
    let (calls, mb) = (case.count("calls", 1, 100_000_000), case.time("memory", "MB", 128, 10_240));
    // Tenths of a millisecond, so that the rounding up to whole ones is seen.
    let tenths = case.tenths("duration", "ms", 1, 90_000);
    let mb_ms = calls * mb * up(tenths, 10);
    if case.word("ask", &["cost", "gb-seconds"]) == "gb-seconds" {
        return Is(mb_ms, 1_024 * 1_000);
    }
    let is_free = case.word("free-tier", &["left-out", "taken-off"]) == "taken-off";
    // In units of 10^-10 dollars for 1,024,000 MB-milliseconds.
    let (free_mb_ms, free_calls) = if is_free { (400_000 * 1_024_000, 1_000_000) } else { (0, 0) };
    let paid_mb_ms = if mb_ms > free_mb_ms { mb_ms - free_mb_ms } else { 0 };
    let paid_calls = if calls > free_calls { calls - free_calls } else { 0 };
    Is(paid_mb_ms * 166_667 + paid_calls * 2_000 * 1_024_000, 1_024_000 * 10_000_000_000)
}

fn cpu(case: &mut Case) -> Expected {
    Is(case.time("memory", "MB", 128, 10_240), 1_769)
}

fn package(case: &mut Case) -> Expected {
    let mut total = case.tenths("code", "MB", 1, 2_500);
    for layer in case.several("layers", "MB", 6, 900) {
        total += layer;
    }
    Is(total, 10)
}

fn caller_timeout(case: &mut Case) -> Expected {
    let timeout = case.time("timeout", "s", 1, 1_200);
    let caller =
        case.word("caller", &["none", "rest-api", "http-api", "edge-viewer", "edge-origin", "cognito"]);
    let patience = match caller {
        "rest-api" => 29,
        "http-api" | "edge-viewer" | "edge-origin" => 30,
        "cognito" => 5,
        _ => 900,
    };
    Is(*[timeout, patience, 900].iter().min().unwrap(), 1)
}

fn retries(case: &mut Case) -> Expected {
    let (ms, retries) = (case.ms("duration", 0, 900_000), case.count("retries", 0, 2));
    let mut now = 0;
    for retry in 1..=retries {
        now += ms + retry * 60_000;
    }
    Is(now, 1_000)
}

fn streams(case: &mut Case) -> Expected {
    let (shards, factor) = (case.count("shards", 1, 500), case.count("factor", 1, 10));
    let mut executions = 0;
    for _ in 0..shards {
        executions += factor;
    }
    Is(executions, 1)
}

fn queue_ramp(case: &mut Case) -> Expected {
    let (from, to) = (case.count("from", 0, 500), case.count("to", 300, 1_250));
    if to <= from { Refused } else { Is(to - from, 300) }
}

fn visibility(case: &mut Case) -> Expected {
    let (timeout, window) = (case.ms("timeout", 1, 900_000), case.ms("window", 0, 300_000));
    let mut total = window;
    for _ in 0..6 {
        total += timeout;
    }
    Is(total, 1_000)
}

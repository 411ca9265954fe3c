//! Queues, streams, APIs, caches, objects, keys and subnets.

use super::{Case, Expected, Is, Refused, Solver, Word, cover, down, up};

pub(super) const ALL: &[Solver] = &[
    ("kinesis-shards", shards),
    ("kinesis-fan-out", fan_out),
    ("sqs-batches", batches),
    ("sqs-dead-letter", dead_letter),
    ("sqs-polling", polling),
    ("sqs-consumers", consumers),
    ("sqs-fifo", fifo),
    ("sqs-retention", retention),
    ("api-throttle", throttle),
    ("api-throttle-level", throttle_level),
    ("cache-latency", latency),
    ("cache-load", load),
    ("route53-weight", weight),
    ("s3-parts", parts),
    ("s3-part-size", part_size),
    ("s3-largest", largest),
    ("s3-prefixes", prefixes),
    ("s3-presigned", presigned),
    ("s3-minimum-days", minimum_days),
    ("kms-requests", kms_requests),
    ("kms-envelope", envelope),
    ("subnet-addresses", addresses),
    ("subnet-count", subnets),
];

fn shards(case: &mut Case) -> Expected {
    let (records, seconds) = case.rate("records", 1, 20_000);
    let size = case.tenths("size", "KB", 1, 500);
    let consumers = case.count("consumers", 0, 6);
    // A shard takes 10,240 tenths of a KB a second and gives twice as many.
    let mut shards = 1;
    while shards * 10_240 * seconds < records * size
        || shards * 1_000 * seconds < records
        || shards * 20_480 * seconds < records * size * consumers
    {
        shards += 1;
    }
    Is(shards, 1)
}

fn fan_out(case: &mut Case) -> Expected {
    let (shards, consumers) = (case.count("shards", 1, 200), case.count("consumers", 1, 20));
    let readers = if case.word("mode", &["shared", "enhanced"]) == "shared" { consumers } else { 1 };
    Is(shards * 2, readers)
}

fn batches(case: &mut Case) -> Expected {
    let (messages, size) = (case.count("messages", 1, 3_000), case.tenths("size", "KB", 1, 10_500));
    let (mut calls, mut in_batch, mut filled) = (0, 0, 0);
    if size > 10_240 {
        return Refused;
    }
    for _ in 0..messages {
        if calls == 0 || in_batch == 10 || filled + size > 10_240 {
            (calls, in_batch, filled) = (calls + 1, 0, 0);
        }
        (in_batch, filled) = (in_batch + 1, filled + size);
    }
    Is(calls, 1)
}

fn dead_letter(case: &mut Case) -> Expected {
    let (receives, ms) = (case.count("receives", 1, 50), case.ms("visibility", 1, 600_000));
    let mut now = 0;
    for _ in 0..receives {
        now += ms;
    }
    Is(now, 1_000)
}

fn polling(case: &mut Case) -> Expected {
    let (wait, pollers) = (case.time("wait", "s", 1, 20), case.count("pollers", 1, 40));
    Is(3_600 * pollers, wait)
}

fn consumers(case: &mut Case) -> Expected {
    let ((number, seconds), ms) = (case.rate("rate", 1, 2_000), case.ms("duration", 1, 60_000));
    let parallel = case.count("parallel", 1, 10);
    Is(up(number * ms, seconds * 1_000 * parallel), 1)
}

fn fifo(case: &mut Case) -> Expected {
    Is(case.count("batch", 1, 10) * 300, 1)
}

fn retention(case: &mut Case) -> Expected {
    let (age, retention) = (case.time("age", "min", 0, 20_000), case.time("retention", "h", 1, 336));
    let left = retention * 60 - age;
    Is(if left < 0 { 0 } else { left }, 60)
}

fn throttle(case: &mut Case) -> Expected {
    let (rate, burst) = (case.count("rate", 1, 500), case.count("burst", 1, 1_000));
    let (requests, again) = (case.count("requests", 1, 1_500), case.count("again", 0, 1_500));
    let ms = case.ms("wait", 0, 10_000);
    // Tokens in thousandths.
    let (mut tokens, mut passed) = (burst * 1_000, 0);
    let mut arrive = |tokens: &mut i128, number: i128| {
        for _ in 0..number {
            if *tokens >= 1_000 {
                *tokens -= 1_000;
                passed += 1;
            }
        }
    };
    arrive(&mut tokens, requests);
    tokens += rate * ms;
    if tokens > burst * 1_000 {
        tokens = burst * 1_000;
    }
    arrive(&mut tokens, again);
    Is(passed, 1)
}

fn throttle_level(case: &mut Case) -> Expected {
    let (plan, method) = (case.count("plan", 1, 20_000), case.count("method", 1, 20_000));
    Is(*[plan, method, 10_000].iter().min().unwrap(), 1)
}

fn latency(case: &mut Case) -> Expected {
    let (hit, cache, origin) =
        (case.percent("hit", 0, 100), case.ms("cache", 1, 50), case.ms("origin", 1, 2_000));
    // A hundred requests, one after the other.
    let mut sum = 0;
    for request in 0..100 {
        sum += cache + if request < hit { 0 } else { origin };
    }
    Is(sum, 100)
}

fn load(case: &mut Case) -> Expected {
    let ((number, seconds), hit) = (case.rate("rate", 1, 20_000), case.percent("hit", 0, 100));
    Is(number * (100 - hit), seconds * 100)
}

fn weight(case: &mut Case) -> Expected {
    let (weight, others) = (case.count("weight", 0, 255), case.counts("others", 5, 0, 255));
    let sum: i128 = weight + others.iter().sum::<i128>();
    if sum == 0 { Is(100, others.len() as i128 + 1) } else { Is(weight * 100, sum) }
}

fn parts(case: &mut Case) -> Expected {
    let (size, part) = (case.tenths("size", "GiB", 1, 2_000), case.time("part", "MiB", 5, 200));
    Is(cover(size * 1_024, part * 10), 1)
}

fn part_size(case: &mut Case) -> Expected {
    let size = case.tenths("size", "GiB", 1, 20_000);
    // Ten thousand parts, in tenths of a MiB.
    let mut mib = 5;
    while mib * 10_000 * 10 < size * 1_024 {
        mib += 1;
    }
    Is(mib, 1)
}

fn largest(case: &mut Case) -> Expected {
    let part = case.tenths("part", "MiB", 50, 51_200);
    // The 48.8 TiB of an object, in tenths of a MiB: 488 times as many as a tenth of a TiB has.
    let most = 488 * 1_024 * 1_024;
    let size = part * 10_000;
    Is(if size < most { size } else { most }, 10 * 1_024)
}

fn prefixes(case: &mut Case) -> Expected {
    let ((writes, a), (reads, b)) = (case.rate("writes", 0, 60_000), case.rate("reads", 0, 60_000));
    let mut prefixes = 1;
    while prefixes * 3_500 * a < writes || prefixes * 5_500 * b < reads {
        prefixes += 1;
    }
    Is(prefixes, 1)
}

fn presigned(case: &mut Case) -> Expected {
    let (asked, left) = (case.time("asked", "min", 1, 20_000), case.time("credentials", "min", 1, 2_160));
    Is(*[asked, left, 7 * 24 * 60].iter().min().unwrap(), 60)
}

fn minimum_days(case: &mut Case) -> Expected {
    let class = case.word(
        "class",
        &["standard-ia", "one-zone-ia", "glacier-instant", "glacier-flexible", "deep-archive"],
    );
    let stored = case.count("stored", 0, 400);
    let least = if class == "deep-archive" {
        180
    } else if class.starts_with("glacier") {
        90
    } else {
        30
    };
    Is(if stored < least { least } else { stored }, 1)
}

fn kms_requests(case: &mut Case) -> Expected {
    let ((uploads, a), (downloads, b)) = (case.rate("uploads", 0, 20_000), case.rate("downloads", 0, 20_000));
    Is(uploads * b + downloads * a, a * b)
}

fn envelope(case: &mut Case) -> Expected {
    let bytes = case.time("size", "bytes", 1, 8_192);
    Word(if bytes > 4_096 { "GenerateDataKey" } else { "Encrypt" })
}

fn addresses(case: &mut Case) -> Expected {
    let length = case.count("subnet", 16, 28);
    let mut addresses = 1;
    for _ in length..32 {
        addresses += addresses;
    }
    Is(addresses - 5, 1)
}

fn subnets(case: &mut Case) -> Expected {
    let (block, subnet) = (case.count("block", 16, 24), case.count("subnet", 20, 28));
    if subnet < block {
        return Refused;
    }
    let (mut length, mut subnets) = (block, 1);
    while length < subnet {
        (length, subnets) = (length + 1, subnets * 2);
    }
    Is(down(subnets, 1), 1)
}

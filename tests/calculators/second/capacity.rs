//! DynamoDB. Sizes are tenths of a KB, so a read block is 40 of them and a write block 10.

use super::{Case, Expected, Is, Solver, cover, down, up};

pub(super) const ALL: &[Solver] = &[
    ("rcu", rcu),
    ("wcu", wcu),
    ("dynamodb-capacity", capacity),
    ("dynamodb-throughput", throughput),
    ("dynamodb-autoscaling", autoscaling),
    ("dynamodb-burst", burst),
    ("dynamodb-batch", batch),
    ("dynamodb-query", query),
    ("dynamodb-scan", scan),
    ("dynamodb-update", update),
    ("dynamodb-partitions", partitions),
    ("dynamodb-hot-key", hot_key),
    ("dynamodb-shards", shards),
    ("dynamodb-gsi", gsi),
    ("dynamodb-lsi", lsi),
    ("dynamodb-item-size", item_size),
];

/// Halves of a unit that a block takes.
fn halves(operation: &str) -> i128 {
    match operation {
        "eventual" => 1,
        "strong" | "write" | "standard" => 2,
        _ => 4,
    }
}

fn rcu(case: &mut Case) -> Expected {
    let (number, seconds) = case.rate("reads", 1, 5_000);
    let item = case.tenths("item", "KB", 1, 4_000);
    let halves = halves(case.word("consistency", &["strong", "eventual", "transactional"]));
    Is(up(number * cover(item, 40) * halves, seconds * 2), 1)
}

fn wcu(case: &mut Case) -> Expected {
    let (number, seconds) = case.rate("writes", 1, 5_000);
    let item = case.tenths("item", "KB", 1, 4_000);
    let halves = halves(case.word("mode", &["standard", "transactional"]));
    Is(up(number * cover(item, 10) * halves, seconds * 2), 1)
}

fn capacity(case: &mut Case) -> Expected {
    let asked = case.word("ask", &["read", "write"]);
    let operations = ["strong", "eventual", "transactional-read", "write", "transactional-write"];
    let mut patterns = Vec::new();
    let mut halves_sum = 0;
    for _ in 0..case.between(1, 4) {
        let (rate, item) = (case.between(1, 2_000), case.between(1, 4_000));
        let operation = operations[case.between(0, 4) as usize];
        patterns.push(format!("{rate}/s of {}.{} KB {operation}", item / 10, item % 10));
        let writes = operation.ends_with("write");
        if writes == (asked == "write") {
            halves_sum += rate * cover(item, if writes { 10 } else { 40 }) * halves(operation);
        }
    }
    case.give("patterns", patterns.join(", "));
    Is(up(halves_sum, 2), 1)
}

fn throughput(case: &mut Case) -> Expected {
    let units = case.count("units", 1, 40_000);
    let item = case.tenths("item", "KB", 1, 4_000);
    let operation =
        case.word("operation", &["strong", "eventual", "transactional-read", "write", "transactional-write"]);
    let blocks = cover(item, if operation.ends_with("write") { 10 } else { 40 });
    Is(down(units * 2, blocks * halves(operation)), 1)
}

fn autoscaling(case: &mut Case) -> Expected {
    let (consumed, target) = (case.count("consumed", 1, 20_000), case.percent("target", 20, 90));
    Is(cover(consumed * 100, target), 1)
}

fn burst(case: &mut Case) -> Expected {
    let (units, idle) = (case.count("units", 1, 10_000), case.time("idle", "s", 1, 900));
    Is(units * if idle < 300 { idle } else { 300 }, 1)
}

fn batch(case: &mut Case) -> Expected {
    let items = case.several("items", "KB", 12, 900);
    let operation = case.word("operation", &["strong", "eventual", "write"]);
    let block = if operation == "write" { 10 } else { 40 };
    let mut blocks = 0;
    for item in items {
        blocks += cover(item, block);
    }
    Is(blocks * halves(operation), 2)
}

fn query(case: &mut Case) -> Expected {
    let (count, item) = (case.count("count", 1, 300), case.tenths("item", "KB", 1, 300));
    case.count("returned", 0, 300);
    let halves = halves(case.word("consistency", &["strong", "eventual", "transactional"]));
    Is(up(count * item, 40) * halves, 2)
}

fn scan(case: &mut Case) -> Expected {
    let table = case.tenths("table", "MB", 1, 20_000);
    let halves = halves(case.word("consistency", &["strong", "eventual"]));
    if case.word("ask", &["units", "pages"]) == "pages" {
        return Is(cover(table, 10), 1);
    }
    Is(up(table * 1_024, 40) * halves, 2)
}

fn update(case: &mut Case) -> Expected {
    let (before, after) = (case.tenths("before", "KB", 0, 4_000), case.tenths("after", "KB", 1, 4_000));
    Is(cover(if before > after { before } else { after }, 10), 1)
}

fn partitions(case: &mut Case) -> Expected {
    let (reads, writes) = (case.count("rcu", 0, 30_000), case.count("wcu", 0, 15_000));
    let size = case.tenths("size", "GB", 0, 3_000);
    let mut partitions = 1;
    while partitions * 3_000 < reads + writes * 3 || partitions * 100 < size {
        partitions += 1;
    }
    Is(partitions, 1)
}

fn hot_key(case: &mut Case) -> Expected {
    let item = case.tenths("item", "KB", 1, 4_000);
    let operation = case.word("operation", &["strong", "eventual", "write"]);
    let (capacity, block) = if operation == "write" { (1_000, 10) } else { (3_000, 40) };
    Is(down(capacity * 2, cover(item, block) * halves(operation)), 1)
}

fn shards(case: &mut Case) -> Expected {
    let ((number, seconds), item) = (case.rate("writes", 1, 20_000), case.tenths("item", "KB", 1, 100));
    Is(up(number * cover(item, 10), seconds * 1_000), 1)
}

fn gsi(case: &mut Case) -> Expected {
    let ((number, seconds), entry) = (case.rate("writes", 1, 5_000), case.tenths("entry", "KB", 1, 200));
    let change = case.word("change", &["put", "delete", "index-key", "projected", "unprojected"]);
    let mut writes = 0;
    if change != "unprojected" {
        writes += number * cover(entry, 10);
    }
    if change == "index-key" {
        writes += number * cover(entry, 10);
    }
    Is(up(writes, seconds), 1)
}

fn lsi(case: &mut Case) -> Expected {
    let mut total = case.tenths("base", "GB", 1, 200);
    for index in case.several("indexes", "GB", 5, 60) {
        total += index;
    }
    Is(total, 10)
}

fn item_size(case: &mut Case) -> Expected {
    let mut total = 0;
    let mut texts = Vec::new();
    for n in 0..case.between(1, 8) {
        let name = format!("attribute{n}");
        total += name.len() as i128;
        let (kind, bytes) = match case.between(0, 4) {
            0 => ("BOOL".to_owned(), 1),
            1 => {
                let digits = case.between(1, 38);
                // Two digits to a byte, a last one alone, and one byte more.
                (format!("N{digits}"), (1..=digits).step_by(2).count() as i128 + 1)
            }
            2 => {
                let (entries, content) = (case.between(0, 20), case.between(0, 500));
                (format!("M{entries}:{content}"), 3 + entries + content)
            }
            _ => {
                let bytes = case.between(0, 2_000);
                (format!("S{bytes}"), bytes)
            }
        };
        total += bytes;
        texts.push(format!("{name}={kind}"));
    }
    case.give("attributes", texts.join(", "));
    Is(total, 1)
}

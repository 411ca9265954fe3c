//! Partitions: how many, what one of them serves, and suffixes for a key that is too hot.

use crate::calc::calculator::{Calculator, Work};
use crate::calc::input::{Input, Kind};
use crate::calc::patterns::Operation;
use crate::calc::quantity::written_size;
use crate::calc::ratio::{Ratio, whole};
use crate::calc::unit::{Unit, Value};

use super::{Rule, SERVICE, blocks, counted, mind_item_size, rule};

const DESIGN: &str =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html";

pub(super) const ALL: &[Calculator] = &[
    Calculator {
        name: "dynamodb-partitions",
        service: SERVICE,
        title: "Partitions by throughput and size",
        about: "the course's formula: the greater of RCU ÷ 3,000 + WCU ÷ 1,000 and size ÷ 10 GB, rounded up; the guide no \
                longer gives one",
        inputs: &[
            Input::new("rcu", "Read units", Kind::Count(0, 1_000_000_000), "7500", "Provisioned read units")
                .or("0"),
            Input::new(
                "wcu",
                "Write units",
                Kind::Count(0, 1_000_000_000),
                "1200",
                "Provisioned write units",
            )
            .or("0"),
            Input::new("size", "Table size", Kind::SizeOrNone, "28 GB", "The data in the table").or("0 GB"),
        ],
        source: DESIGN,
        is_asked: true,
        compute: partitions,
    },
    Calculator {
        name: "dynamodb-hot-key",
        service: SERVICE,
        title: "What one item or partition serves",
        about: "a partition, and so one item, serves 3,000 read units and 1,000 write units a second",
        inputs: &[
            Input::new("item", "Item size", Kind::Size, "20 KB", "The size of the hot item"),
            Input::new(
                "operation",
                "Operation",
                Kind::Choice(&["strong", "eventual", "write"]),
                "strong",
                "What is done with it",
            ),
            Input::new(
                "rate",
                "Requests",
                Kind::Rate,
                "800/s",
                "How often it is read or written, to see if that is too often",
            )
            .optional(),
        ],
        source: DESIGN,
        is_asked: true,
        compute: hot_key,
    },
    Calculator {
        name: "dynamodb-shards",
        service: SERVICE,
        title: "Suffixes for a hot partition key",
        about: "write sharding: the write units that one key needs ÷ 1,000, rounded up; for a table with the partition key \
                alone, or with a local secondary index, where a collection is not split",
        inputs: &[
            Input::new("writes", "Writes", Kind::Rate, "4200/s", "Writes with the same partition key"),
            Input::new("item", "Item size", Kind::Size, "1 KB", "The size of one item").or("1 KB"),
        ],
        source: DESIGN,
        is_asked: true,
        compute: shards,
    },
];

fn partitions(work: &mut Work<'_>) -> Value {
    let unit = Unit::of("partition", "partitions");
    let (reads, writes, size) = (work.number("rcu"), work.number("wcu"), work.number("size"));
    let per_read = work.fact("dynamodb.partition.rcu");
    let per_write = work.fact("dynamodb.partition.wcu");
    let per_size = work.fact("dynamodb.partition.size");
    let throughput = reads / per_read + writes / per_write;
    let by_size = size / per_size;
    work.step(|| {
        let text = format!(
            "by throughput: {} ÷ {} + {} ÷ {}",
            reads.written(0),
            per_read.written(0),
            writes.written(0),
            per_write.written(0)
        );
        (text, throughput.written(2))
    });
    work.step(|| {
        (format!("by size: {} ÷ {}", written_size(size), written_size(per_size)), by_size.written(2))
    });
    let needed = work.ceil(throughput.at_least(by_size)).at_least(Ratio::ONE);
    work.step(|| ("the greater, rounded up".to_owned(), unit.value(needed).to_string()));
    work.warn_if(true, || {
        "the formula is the course's: the guide no longer says how many partitions a table has".to_owned()
    });
    work.mistake("throughput and size added", unit.value(throughput.ceil() + by_size.ceil()));
    let each = (reads / per_read).ceil() + (writes / per_write).ceil();
    work.mistake("reads and writes rounded one by one", unit.value(each.at_least(by_size.ceil())));
    work.mistake("by throughput alone", unit.value(throughput.ceil()));
    work.mistake("by size alone", unit.value(by_size.ceil()));
    work.mistake("rounded down", unit.value(throughput.at_least(by_size).floor()));
    work.mistake("one to spare", unit.value(needed + Ratio::ONE));
    unit.value(needed)
}

fn hot_key(work: &mut Work<'_>) -> Value {
    let operation = Operation::of(work.word("operation")).unwrap_or(Operation::Strong);
    let unit = Unit::REQUESTS_PER_SECOND;
    let item = work.number("item");
    mind_item_size(work, item);
    let (reads, writes) = (work.fact("dynamodb.partition.rcu"), work.fact("dynamodb.partition.wcu"));
    let (capacity, other) = if operation.is_write() { (writes, reads) } else { (reads, writes) };
    let Rule { block, factor, reason } = rule(work, operation);
    let blocks = blocks(work, item, block);
    let each = blocks * factor;
    work.step(|| (reason.to_owned(), counted(each, "unit")));
    let most = (capacity / each).floor();
    work.step(|| {
        (
            format!("a partition's {} units ÷ {}", capacity.written(0), each.written(2)),
            unit.value(most).to_string(),
        )
    });
    if let Some(rate) = work.given("rate") {
        work.warn_if(rate > most, || {
            format!("{} requests/s are more than one partition serves: they are throttled", rate.written(2))
        });
    }
    work.mistake("size not rounded up", unit.value((capacity / (item / block * factor)).floor()));
    let wrong_factor = if factor == Ratio::ONE { whole(2) } else { factor };
    work.mistake("the other consistency", unit.value((capacity / each * wrong_factor).floor()));
    work.mistake("the limit of the other operation", unit.value((other / each).floor()));
    work.mistake("size left out", unit.value((capacity / factor).floor()));
    unit.value(most)
}

fn shards(work: &mut Work<'_>) -> Value {
    let unit = Unit::of("suffix", "suffixes");
    let (writes, item) = (work.number("writes"), work.number("item"));
    mind_item_size(work, item);
    let block = work.fact("dynamodb.wcu.size");
    let per_partition = work.fact("dynamodb.partition.wcu");
    let blocks = (item / block).ceil();
    let units = writes * blocks;
    work.step(|| {
        (
            format!("{}/s of {} each", writes.written(2), written_size(item)),
            format!("{} WCU", units.written(2)),
        )
    });
    let suffixes = work.ceil(units / per_partition);
    work.step(|| {
        (
            format!("{} ÷ {}, rounded up", units.written(2), per_partition.written(0)),
            unit.value(suffixes).to_string(),
        )
    });
    let reads = work.fact("dynamodb.partition.rcu");
    work.mistake("rounded down", unit.value((units / per_partition).floor()));
    work.mistake("the read limit of a partition", unit.value((units / reads).ceil()));
    work.mistake("item size left out", unit.value((writes / per_partition).ceil()));
    work.mistake("one to spare", unit.value(suffixes + Ratio::ONE));
    work.mistake("twice as many, to be safe", unit.value(suffixes * whole(2)));
    unit.value(suffixes)
}

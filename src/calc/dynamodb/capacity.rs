//! Read and write capacity units of a table.

use crate::calc::calculator::{Calculator, Work};
use crate::calc::input::{Input, Kind};
use crate::calc::patterns::Operation;
use crate::calc::ratio::{Ratio, whole};
use crate::calc::unit::{Unit, Value};

use super::{
    CONSISTENCIES, OPERATIONS, Rule, SERVICE, blocks, counted, mind_item_size, mistaken_for_seconds, reading,
    rule,
};

pub(super) const ALL: &[Calculator] = &[
    Calculator {
        name: "rcu",
        service: SERVICE,
        title: "Read capacity units",
        about: "reads a second × the item's size in blocks of 4 KB, rounded up; half for eventually consistent reads, double in \
                a transaction; the total is rounded up once",
        inputs: &[
            Input::new("reads", "Reads", Kind::Rate, "80/s", "How many items are read, a second or a minute"),
            Input::new("item", "Item size", Kind::Size, "6 KB", "The size of one item"),
            Input::new(
                "consistency",
                "Consistency",
                Kind::Choice(CONSISTENCIES),
                "strong",
                "How the items are read",
            )
            .or("eventual"),
        ],
        source: OPERATIONS,
        is_asked: true,
        compute: rcu,
    },
    Calculator {
        name: "wcu",
        service: SERVICE,
        title: "Write capacity units",
        about: "writes a second × the item's size in KB, rounded up; double in a transaction, which spends its units even when \
                it is cancelled",
        inputs: &[
            Input::new(
                "writes",
                "Writes",
                Kind::Rate,
                "120/s",
                "How many items are written, a second or a minute",
            ),
            Input::new("item", "Item size", Kind::Size, "1.5 KB", "The size of one item"),
            Input::new(
                "mode",
                "Mode",
                Kind::Choice(&["standard", "transactional"]),
                "standard",
                "How they are written",
            )
            .or("standard"),
        ],
        source: OPERATIONS,
        is_asked: true,
        compute: wcu,
    },
    Calculator {
        name: "dynamodb-capacity",
        service: SERVICE,
        title: "Capacity of several access patterns",
        about: "the units of each way of reading or writing, added up, the total rounded up once",
        inputs: &[
            Input::new(
                "patterns",
                "Access patterns",
                Kind::Patterns,
                "80/s of 6 KB strong, 120/s of 1.5 KB write",
                "Each with a rate, an item size, and strong, eventual, transactional-read, write or transactional-write",
            ),
            Input::new("ask", "Asked", Kind::Choice(&["read", "write"]), "read", "Which units to add up")
                .or("read"),
        ],
        source: OPERATIONS,
        is_asked: true,
        compute: capacity,
    },
    Calculator {
        name: "dynamodb-throughput",
        service: SERVICE,
        title: "Items a second from capacity",
        about: "the units divided by what one item takes, rounded down",
        inputs: &[
            Input::new(
                "units",
                "Units",
                Kind::Count(1, 1_000_000_000),
                "600",
                "Read or write units of the table",
            ),
            Input::new("item", "Item size", Kind::Size, "10 KB", "The size of one item"),
            Input::new(
                "operation",
                "Operation",
                Kind::Choice(&["strong", "eventual", "transactional-read", "write", "transactional-write"]),
                "eventual",
                "What is done with the items",
            ),
        ],
        source: OPERATIONS,
        is_asked: true,
        compute: throughput,
    },
    Calculator {
        name: "dynamodb-autoscaling",
        service: SERVICE,
        title: "Auto scaling of a table",
        about: "provisioned units = consumed units ÷ target utilisation, rounded up",
        inputs: &[
            Input::new(
                "consumed",
                "Consumed",
                Kind::Count(1, 1_000_000_000),
                "350",
                "Units consumed a second",
            ),
            Input::new("target", "Target", Kind::Percent(20, 90), "70%", "The target utilisation"),
        ],
        source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html",
        is_asked: true,
        compute: autoscaling,
    },
    Calculator {
        name: "dynamodb-burst",
        service: SERVICE,
        title: "Burst capacity",
        about: "up to 300 seconds of unused units are kept for bursts; the guide promises no certain share of them",
        inputs: &[
            Input::new("units", "Units", Kind::Count(1, 1_000_000_000), "100", "Provisioned units"),
            Input::new("idle", "Idle time", Kind::Duration, "2 min", "How long nothing was read or written"),
        ],
        source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html",
        is_asked: false,
        compute: burst,
    },
];

fn rcu(work: &mut Work<'_>) -> Value {
    let operation = reading(work.word("consistency"));
    let (reads, item) = (work.number("reads"), work.number("item"));
    let total = units(work, "reads", operation);
    let Rule { block, factor, .. } = rule(work, operation);
    let plain = reads * (item / block).ceil();
    let small = reads * (item / whole(1_024)).ceil();
    work.mistake("not rounded up to blocks of 4 KB", Unit::RCU.value(reads * item / block * factor));
    let (name, wrong) = match operation {
        Operation::Eventual => ("not halved for eventual consistency", plain),
        Operation::TransactionalRead => ("not doubled for the transaction", plain),
        _ => ("halved as if eventually consistent", plain / whole(2)),
    };
    work.mistake(name, Unit::RCU.value(wrong.ceil()));
    work.mistake("blocks of 1 KB, as for writes", Unit::RCU.value((small * factor).ceil()));
    work.mistake("one block too many", Unit::RCU.value(((plain + reads) * factor).ceil()));
    Unit::RCU.value(total)
}

fn wcu(work: &mut Work<'_>) -> Value {
    let transactional = work.word("mode") == "transactional";
    let operation = if transactional { Operation::TransactionalWrite } else { Operation::Write };
    let (writes, item) = (work.number("writes"), work.number("item"));
    let total = units(work, "writes", operation);
    let Rule { block, factor, .. } = rule(work, operation);
    let plain = writes * (item / block).ceil();
    let large = writes * (item / whole(4_096)).ceil();
    work.mistake("not rounded up to whole KB", Unit::WCU.value(writes * item / block * factor));
    if transactional {
        work.mistake("not doubled for the transaction", Unit::WCU.value(plain.ceil()));
    } else {
        work.mistake("doubled as if in a transaction", Unit::WCU.value((plain * whole(2)).ceil()));
    }
    work.mistake("blocks of 4 KB, as for reads", Unit::WCU.value((large * factor).ceil()));
    work.mistake("one block too many", Unit::WCU.value(((plain + writes) * factor).ceil()));
    Unit::WCU.value(total)
}

/// The units of one access pattern, with the steps and the mistake about minutes.
fn units(work: &mut Work<'_>, rate: &'static str, operation: Operation) -> Ratio {
    let (a_second, item) = (work.number(rate), work.number("item"));
    mind_item_size(work, item);
    let Rule { block, factor, reason } = rule(work, operation);
    let mistaken = mistaken_for_seconds(work, rate);
    let said = work.said(rate);
    if mistaken.is_some() {
        work.step(|| (format!("{said} in a second"), format!("{}/s", a_second.written(2))));
    }
    let blocks = blocks(work, item, block);
    let each = blocks * factor;
    work.step(|| (reason.to_owned(), counted(each, "unit")));
    let total = a_second * each;
    let product = format!("{} × {}", a_second.written(2), each.written(2));
    work.step(|| {
        (
            format!("{}/s × {}", a_second.written(2), counted(each, "unit")),
            format!("{product} = {}", total.written(2)),
        )
    });
    if !total.is_whole() {
        work.step(|| ("the total rounded up once".to_owned(), total.ceil().written(0)));
    }
    let unit = if operation.is_write() { Unit::WCU } else { Unit::RCU };
    if let Some(mistaken) = mistaken {
        work.mistake("taken a second instead of a minute or an hour", unit.value((mistaken * each).ceil()));
    }
    total.ceil()
}

fn capacity(work: &mut Work<'_>) -> Value {
    let writes = work.word("ask") == "write";
    let unit = if writes { Unit::WCU } else { Unit::RCU };
    let mut sums = [Ratio::ZERO; 4];
    for pattern in work.patterns("patterns") {
        let (rate, item) = (pattern.rate.number, pattern.item.number);
        mind_item_size(work, item);
        let Rule { block, factor, .. } = rule(work, pattern.operation);
        let is_asked = pattern.operation.is_write() == writes;
        let blocks = if is_asked { work.ceil(item / block) } else { (item / block).ceil() };
        let units = rate * blocks * factor;
        let text = format!("{} of {} {}", pattern.rate.said, pattern.item.said, pattern.operation.word());
        if is_asked {
            work.step(|| {
                let each = (blocks * factor).written(2);
                (text, format!("{} × {each} = {}", rate.written(2), units.written(2)))
            });
            sums[0] = sums[0] + units;
            sums[1] = sums[1] + rate * item / block * factor;
            sums[2] = sums[2] + rate * blocks;
        } else {
            work.step(|| (text, format!("takes no {}", unit.many)));
        }
        sums[3] = sums[3] + units;
    }
    let [total, unrounded, plain, both] = sums;
    work.step(|| {
        ("added up, and the total rounded up once".to_owned(), unit.value(total.ceil()).to_string())
    });
    work.mistake("sizes not rounded up to blocks", unit.value(unrounded));
    work.mistake("every pattern counted alike, whatever its consistency", unit.value(plain.ceil()));
    work.mistake("reads and writes added together", unit.value(both.ceil()));
    work.mistake("everything doubled", unit.value((total * whole(2)).ceil()));
    work.mistake("everything halved", unit.value((total / whole(2)).ceil()));
    unit.value(total.ceil())
}

fn throughput(work: &mut Work<'_>) -> Value {
    let operation = Operation::of(work.word("operation")).unwrap_or(Operation::Strong);
    let (units, item) = (work.number("units"), work.number("item"));
    mind_item_size(work, item);
    let unit = Unit::ITEMS_PER_SECOND;
    let Rule { block, factor, reason } = rule(work, operation);
    let blocks = blocks(work, item, block);
    let each = blocks * factor;
    work.step(|| (reason.to_owned(), format!("{} an item", counted(each, "unit"))));
    let exact = units / each;
    work.step(|| {
        (format!("{} ÷ {}, rounded down", units.written(0), each.written(2)), exact.floor().written(0))
    });
    work.mistake("size not rounded up to blocks", unit.value((units / (item / block * factor)).floor()));
    let (other, name) = if factor == Ratio::ONE {
        (exact * whole(2), "two operations a unit")
    } else {
        (exact * factor, "one operation a unit and block")
    };
    work.mistake(name, unit.value(other.floor()));
    let wrong_block = whole(if operation.is_write() { 4_096 } else { 1_024 });
    let name =
        if operation.is_write() { "blocks of 4 KB, as for reads" } else { "blocks of 1 KB, as for writes" };
    work.mistake(name, unit.value((units / ((item / wrong_block).ceil() * factor)).floor()));
    work.mistake("the factor the wrong way round", unit.value((units * factor / blocks).floor()));
    work.mistake("one block too many", unit.value((units / ((blocks + Ratio::ONE) * factor)).floor()));
    work.mistake("size left out", unit.value((units / factor).floor()));
    unit.value(exact.floor())
}

fn autoscaling(work: &mut Work<'_>) -> Value {
    let unit = Unit::of("unit", "units");
    let (consumed, target) = (work.number("consumed"), work.number("target") / whole(100));
    let provisioned = work.ceil(consumed / target);
    let said = work.said("target");
    work.step(|| {
        (format!("{} ÷ {said}, rounded up", consumed.written(0)), unit.value(provisioned).to_string())
    });
    work.mistake("multiplied by the target", unit.value((consumed * target).ceil()));
    work.mistake("the target added on top", unit.value((consumed * (Ratio::ONE + target)).ceil()));
    work.mistake("the rest to 100% added on top", unit.value((consumed * (whole(2) - target)).ceil()));
    work.mistake("rounded down", unit.value((consumed / target).floor()));
    unit.value(provisioned)
}

fn burst(work: &mut Work<'_>) -> Value {
    let unit = Unit::of("unit", "units");
    let (units, idle) = (work.number("units"), work.number("idle"));
    let kept = work.fact("dynamodb.burst.retention");
    let counted = idle.at_most(kept);
    work.step(|| {
        (
            format!("unused time, of which at most {} s is kept", kept.written(0)),
            format!("{} s", counted.written(2)),
        )
    });
    work.step(|| {
        (format!("{} × {} s", units.written(0), counted.written(2)), unit.value(units * counted).to_string())
    });
    work.warn_if(true, || {
        "at most: the guide keeps open how much of it is there when it is needed".to_owned()
    });
    work.mistake("the whole five minutes", unit.value(units * kept));
    unit.value(units * counted)
}

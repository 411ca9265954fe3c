//! What single requests consume: batches, queries, scans and updates.

use crate::calc::calculator::{Calculator, Work};
use crate::calc::input::{Input, Kind};
use crate::calc::patterns::Operation;
use crate::calc::quantity::written_size;
use crate::calc::ratio::{Ratio, whole};
use crate::calc::unit::{Unit, Value};

use super::{CONSISTENCIES, OPERATIONS, Rule, SERVICE, blocks, counted, mind_item_size, reading, rule};

pub(super) const ALL: &[Calculator] = &[
    Calculator {
        name: "dynamodb-batch",
        service: SERVICE,
        title: "Units of a batch",
        about: "each item of BatchGetItem or BatchWriteItem is rounded up by itself, then they are added",
        inputs: &[
            Input::new("items", "Item sizes", Kind::Sizes, "1.5 KB, 6.5 KB, 4.1 KB", "The size of each item"),
            Input::new(
                "operation",
                "Operation",
                Kind::Choice(&["strong", "eventual", "write"]),
                "strong",
                "How they are read, or that they are written",
            ),
        ],
        source: OPERATIONS,
        is_asked: true,
        compute: batch,
    },
    Calculator {
        name: "dynamodb-query",
        service: SERVICE,
        title: "Units of a query",
        about: "the sizes of all items read are added, then rounded up once; a filter lowers nothing",
        inputs: &[
            Input::new(
                "count",
                "Items read",
                Kind::Count(1, 1_000_000),
                "34",
                "Items that match the key condition",
            ),
            Input::new("item", "Item size", Kind::Size, "1.2 KB", "The size of one item"),
            Input::new(
                "consistency",
                "Consistency",
                Kind::Choice(CONSISTENCIES),
                "strong",
                "How they are read",
            )
            .or("eventual"),
            Input::new(
                "returned",
                "Items returned",
                Kind::Count(0, 1_000_000),
                "10",
                "Items left after a filter, which changes nothing",
            )
            .optional(),
        ],
        source: OPERATIONS,
        is_asked: true,
        compute: query,
    },
    Calculator {
        name: "dynamodb-scan",
        service: SERVICE,
        title: "Units and pages of a scan",
        about: "the whole table is read in blocks of 4 KB, half a unit each when eventually consistent, in pages of 1 MB",
        inputs: &[
            Input::new(
                "table",
                "Table size",
                Kind::Size,
                "10 GB",
                "What the scan reads, whatever it returns",
            ),
            Input::new(
                "consistency",
                "Consistency",
                Kind::Choice(&["strong", "eventual"]),
                "eventual",
                "How it is read",
            )
            .or("eventual"),
            Input::new(
                "ask",
                "Asked",
                Kind::Choice(&["units", "pages"]),
                "units",
                "Read units, or calls needed",
            )
            .or("units"),
        ],
        source: OPERATIONS,
        is_asked: true,
        compute: scan,
    },
    Calculator {
        name: "dynamodb-update",
        service: SERVICE,
        title: "Units of an update",
        about: "UpdateItem takes write units for the larger of the item before and after, even if one attribute changes",
        inputs: &[
            Input::new(
                "before",
                "Size before",
                Kind::SizeOrNone,
                "300 KB",
                "The item's size before the update",
            ),
            Input::new("after", "Size after", Kind::Size, "310 KB", "The item's size after it"),
        ],
        source: OPERATIONS,
        is_asked: true,
        compute: update,
    },
];

fn batch(work: &mut Work<'_>) -> Value {
    let operation = Operation::of(work.word("operation")).unwrap_or(Operation::Strong);
    let writes = operation.is_write();
    let unit = if writes { Unit::WCU } else { Unit::RCU };
    let items = work.several("items");
    let number = Ratio::from(items.len() as i64);
    let total: Ratio = items.iter().map(|item| item.number).sum();
    mind_batch_size(work, writes, number, total);
    let Rule { block, factor, reason } = rule(work, operation);
    let mut sum = Ratio::ZERO;
    for item in items {
        mind_item_size(work, item.number);
        sum = sum + blocks(work, item.number, block);
    }
    work.step(|| ("all items together".to_owned(), counted(sum, "block")));
    work.step(|| (reason.to_owned(), unit.value(sum * factor).to_string()));
    work.mistake("added first, then rounded", unit.value((total / block).ceil() * factor));
    work.mistake("not rounded at all", unit.value(total / block * factor));
    work.mistake("one unit an item", unit.value(number));
    if factor == Ratio::ONE {
        work.mistake("doubled", unit.value(sum * whole(2)));
    } else {
        work.mistake("not halved", unit.value(sum));
    }
    let other_block = whole(if writes { 4_096 } else { 1_024 });
    let other: Ratio = items.iter().map(|item| (item.number / other_block).ceil()).sum();
    work.mistake("the other unit's block", unit.value(other * factor));
    unit.value(sum * factor)
}

/// Warns of a batch that DynamoDB would not take whole.
fn mind_batch_size(work: &mut Work<'_>, writes: bool, number: Ratio, total: Ratio) {
    let (most_items, name) = if writes {
        (work.fact("dynamodb.batch-write.items"), "BatchWriteItem takes at most")
    } else {
        (work.fact("dynamodb.batch-get.items"), "BatchGetItem takes at most")
    };
    let most = work.fact("dynamodb.batch.size");
    work.warn_if(number > most_items, || format!("{name} {} items", most_items.written(0)));
    work.warn_if(total > most, || format!("a batch holds at most {}", written_size(most)));
}

fn query(work: &mut Work<'_>) -> Value {
    let unit = Unit::RCU;
    let (count, item) = (work.number("count"), work.number("item"));
    mind_item_size(work, item);
    let Rule { block, factor, reason } = rule(work, reading(work.word("consistency")));
    let read = count * item;
    work.step(|| (format!("{} items of {} read", count.written(0), written_size(item)), written_size(read)));
    let page = work.fact("dynamodb.query.page");
    work.warn_if(read > page, || {
        format!("one call reads at most {}: this takes several pages", written_size(page))
    });
    let blocks = blocks(work, read, block);
    let units = blocks * factor;
    work.step(|| (reason.to_owned(), unit.value(units).to_string()));
    work.mistake("each item rounded by itself", unit.value(count * (item / block).ceil() * factor));
    if let Some(returned) = work.given("returned") {
        work.mistake("only the items returned", unit.value((returned * item / block).ceil() * factor));
    }
    if factor == Ratio::ONE {
        work.mistake("halved as if eventually consistent", unit.value(blocks / whole(2)));
    } else {
        work.mistake("as if strongly consistent", unit.value(blocks));
    }
    work.mistake("not rounded up", unit.value(read / block * factor));
    work.mistake("blocks of 1 KB, as for writes", unit.value((read / whole(1_024)).ceil() * factor));
    unit.value(units)
}

fn scan(work: &mut Work<'_>) -> Value {
    let table = work.number("table");
    let Rule { block, factor, reason } = rule(work, reading(work.word("consistency")));
    let page = work.fact("dynamodb.query.page");
    let asks_pages = work.word("ask") == "pages";
    let size = written_size(table);
    // Sizes said in thousands: each step from KB up loses 24 of 1,024.
    let in_thousands = |base: i128| table / whole(base) * whole(1_000) / whole(1_024);
    if asks_pages {
        let unit = Unit::of("page", "pages");
        let pages = work.ceil(table / page);
        work.step(|| {
            (format!("{size} in pages of {}, rounded up", written_size(page)), unit.value(pages).to_string())
        });
        work.mistake("1,000 MB to the GB", unit.value(in_thousands(1 << 20).ceil()));
        work.mistake("rounded down", unit.value((table / page).floor()));
        work.mistake("pages of 16 MB, as in a batch", unit.value((table / whole(16 << 20)).ceil()));
        work.mistake("pages of 4 MB, as in a transaction", unit.value((table / whole(4 << 20)).ceil()));
        work.mistake("twice as many when eventually consistent", unit.value(pages * whole(2)));
        return unit.value(pages);
    }
    let unit = Unit::RCU;
    let blocks = blocks(work, table, block);
    work.step(|| (reason.to_owned(), unit.value(blocks * factor).to_string()));
    let pages = (table / page).ceil();
    work.step(|| {
        (format!("in calls of at most {}", written_size(page)), format!("{} pages", pages.written(0)))
    });
    if factor == Ratio::ONE {
        work.mistake("halved as if eventually consistent", unit.value(blocks / whole(2)));
    } else {
        work.mistake("not halved for eventual consistency", unit.value(blocks));
    }
    work.mistake("blocks of 1 KB, as for writes", unit.value((table / whole(1_024)).ceil() * factor));
    work.mistake("one unit a page", unit.value(pages));
    work.mistake("1,000 KB to the MB", unit.value(in_thousands(4_096).ceil() * factor));
    unit.value(blocks * factor)
}

fn update(work: &mut Work<'_>) -> Value {
    let unit = Unit::WCU;
    let (before, after) = (work.number("before"), work.number("after"));
    let larger = before.at_least(after);
    mind_item_size(work, larger);
    let block = work.fact("dynamodb.wcu.size");
    let (said_before, said_after) = (work.said("before"), work.said("after"));
    work.step(|| (format!("the larger of {said_before} and {said_after}"), written_size(larger)));
    let units = blocks(work, larger, block);
    let change = if after > before { after - before } else { before - after };
    work.mistake("only the change", unit.value((change / block).ceil()));
    work.mistake("only the smaller size", unit.value((before.at_most(after) / block).ceil()));
    work.mistake("before and after added", unit.value((before / block).ceil() + (after / block).ceil()));
    work.mistake("blocks of 4 KB, as for reads", unit.value((larger / whole(4_096)).ceil()));
    unit.value(units)
}

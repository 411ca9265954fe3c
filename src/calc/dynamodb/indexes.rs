//! Secondary indexes and the size of items.

use crate::calc::attributes::{Attribute, Holding};
use crate::calc::calculator::{Calculator, Work};
use crate::calc::input::{Input, Kind};
use crate::calc::quantity::written_size;
use crate::calc::ratio::{Ratio, whole};
use crate::calc::unit::{Unit, Value};

use super::{SERVICE, blocks, counted, mind_item_size};

/// What a write to the table means for an index.
const CHANGES: &[&str] = &["put", "delete", "index-key", "projected", "unprojected"];

pub(super) const ALL: &[Calculator] = &[
    Calculator {
        name: "dynamodb-gsi",
        service: SERVICE,
        title: "Writes to a global secondary index",
        about: "an entry written or deleted is one write of its projected size; a changed index key is a delete and a put; a \
                change of attributes that are not projected is none",
        inputs: &[
            Input::new("writes", "Writes", Kind::Rate, "50/s", "Writes to the table"),
            Input::new(
                "entry",
                "Entry size",
                Kind::Size,
                "0.8 KB",
                "The projected size of an item in the index",
            ),
            Input::new(
                "change",
                "What they change",
                Kind::Choice(CHANGES),
                "index-key",
                "What a write means for the index",
            ),
        ],
        source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html",
        is_asked: true,
        compute: gsi,
    },
    Calculator {
        name: "dynamodb-lsi",
        service: SERVICE,
        title: "Item collection with local indexes",
        about: "all items of one partition key, in the table and in its local secondary indexes, may have 10 GB together",
        inputs: &[
            Input::new("base", "In the table", Kind::Size, "6 GB", "The items of the partition key"),
            Input::new(
                "indexes",
                "In each index",
                Kind::Sizes,
                "2.5 GB, 2.5 GB",
                "Their entries in each local index",
            ),
        ],
        source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html",
        is_asked: true,
        compute: lsi,
    },
    Calculator {
        name: "dynamodb-item-size",
        service: SERVICE,
        title: "Size of an item",
        about: "names and values in bytes; a number has one byte for two digits and one more; a list or map 3 and one an entry",
        inputs: &[Input::new(
            "attributes",
            "Attributes",
            Kind::Attributes,
            "pk=S36, total=N7, paid=BOOL",
            "Name and type: S and B with bytes, N with digits, BOOL, NULL, L and M with entries:bytes",
        )],
        source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html",
        is_asked: true,
        compute: item_size,
    },
];

fn gsi(work: &mut Work<'_>) -> Value {
    let unit = Unit::WCU;
    let (writes, entry) = (work.number("writes"), work.number("entry"));
    mind_item_size(work, entry);
    let block = work.fact("dynamodb.wcu.size");
    let (times, reason) = match work.word("change") {
        "index-key" => (2, "a changed index key is a delete and a put"),
        "unprojected" => (0, "what is not projected does not touch the index"),
        "delete" => (1, "the entry is deleted"),
        "put" => (1, "the entry is put"),
        _ => (1, "the entry is written again"),
    };
    let times = whole(times);
    work.step(|| (reason.to_owned(), format!("{} a change", counted(times, "index write"))));
    let blocks = blocks(work, entry, block);
    let once = writes * blocks;
    let total = (once * times).ceil();
    work.step(|| {
        (
            format!("{}/s × {} × {}", writes.written(2), times.written(0), blocks.written(0)),
            unit.value(total).to_string(),
        )
    });
    work.mistake("one write a change", unit.value(once.ceil()));
    work.mistake("two writes a change", unit.value((once * whole(2)).ceil()));
    work.mistake("no write to the index", unit.value(Ratio::ZERO));
    work.mistake("three writes a change", unit.value((once * whole(3)).ceil()));
    work.mistake("size not rounded up", unit.value(writes * entry / block * times));
    unit.value(total)
}

fn lsi(work: &mut Work<'_>) -> Value {
    let unit = Unit::GB;
    let base = work.number("base");
    let indexes = work.several("indexes");
    let sum: Ratio = indexes.iter().map(|index| index.number).sum();
    let most = work.fact("dynamodb.lsi.collection");
    let total = base + sum;
    let said: Vec<&str> = indexes.iter().map(|index| index.said.as_str()).collect();
    work.step(|| {
        (
            format!("{} in the table, and {} in indexes", written_size(base), said.join(" + ")),
            unit.of_base(total).to_string(),
        )
    });
    work.step(|| {
        let verdict = if total > most { "over" } else { "fits" };
        (format!("an item collection may have {}", written_size(most)), verdict.to_owned())
    });
    work.warn_if(total > most, || {
        format!("over {}: writes that make the collection grow are refused", written_size(most))
    });
    let largest = indexes.iter().map(|index| index.number).max().unwrap_or_default();
    let number = Ratio::from(indexes.len() as i64);
    work.mistake("the table alone", unit.of_base(base));
    work.mistake("the indexes alone", unit.of_base(sum));
    work.mistake("only the largest index", unit.of_base(base + largest));
    work.mistake("each index a full copy", unit.of_base(base * (number + Ratio::ONE)));
    unit.of_base(total)
}

fn item_size(work: &mut Work<'_>) -> Value {
    let unit = Unit::BYTES;
    let attributes = work.attributes("attributes");
    let (mut names, mut values, mut text_values) = (Ratio::ZERO, Ratio::ZERO, Ratio::ZERO);
    for Attribute { name, holds } in attributes {
        let name_bytes = Ratio::from(name.len() as i64);
        let (value, rule) = value_size(*holds);
        work.step(|| {
            let text = format!("`{name}`: {} for the name, {rule}", name_bytes.written(0));
            (text, unit.value(name_bytes + value).to_string())
        });
        names = names + name_bytes;
        values = values + value;
        text_values = text_values + text_size(*holds);
    }
    let total = names + values;
    work.step(|| ("together".to_owned(), unit.value(total).to_string()));
    mind_item_size(work, total);
    let number = Ratio::from(attributes.len() as i64);
    work.mistake("the values alone", unit.value(values));
    work.mistake("numbers counted digit by digit", unit.value(names + text_values));
    work.mistake("one byte more for each attribute", unit.value(total + number));
    work.mistake("two bytes a character of the names", unit.value(total + names));
    unit.value(total)
}

/// Bytes of a value, and the rule in words.
fn value_size(holds: Holding) -> (Ratio, String) {
    match holds {
        Holding::Text(bytes) => (bytes, format!("{} of UTF-8", bytes.written(0))),
        Holding::Binary(bytes) => (bytes, format!("{} as they are", bytes.written(0))),
        Holding::Number(digits) => {
            let bytes = (digits / whole(2)).ceil() + Ratio::ONE;
            (bytes, format!("one for two of {} digits and one more: {}", digits.written(0), bytes.written(0)))
        }
        Holding::Flag => (Ratio::ONE, "1 for the value".to_owned()),
        Holding::Nested { entries, content } => {
            let bytes = whole(3) + entries + content;
            (
                bytes,
                format!(
                    "3 + {} entries + {} inside: {}",
                    entries.written(0),
                    content.written(0),
                    bytes.written(0)
                ),
            )
        }
    }
}

/// Bytes of a value if numbers were text and lists had no overhead.
fn text_size(holds: Holding) -> Ratio {
    match holds {
        Holding::Text(bytes) | Holding::Binary(bytes) | Holding::Number(bytes) => bytes,
        Holding::Flag => Ratio::ONE,
        Holding::Nested { content, .. } => content,
    }
}

//! DynamoDB: capacity units, partitions and indexes. One read unit is a strongly consistent read a second of up to 4 KB, one
//! write unit a write a second of up to 1 KB; an item counts in whole blocks of those.

mod capacity;
mod indexes;
mod partitions;
mod requests;

use super::calculator::{Calculator, Work};
use super::patterns::Operation;
use super::quantity::written_size;
use super::ratio::{Ratio, whole};

/// All calculators of DynamoDB.
pub(crate) const ALL: &[&[Calculator]] = &[capacity::ALL, requests::ALL, partitions::ALL, indexes::ALL];

const SERVICE: &str = "DynamoDB";
const OPERATIONS: &str =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html";

/// How reads can be consistent.
const CONSISTENCIES: &[&str] = &["strong", "eventual", "transactional"];

/// What a request is billed by: the block that one unit covers, and the units a block takes.
struct Rule {
    block: Ratio,
    factor: Ratio,
    /// How the factor is explained.
    reason: &'static str,
}

fn rule(work: &mut Work<'_>, operation: Operation) -> Rule {
    let block = work.fact(if operation.is_write() { "dynamodb.wcu.size" } else { "dynamodb.rcu.size" });
    let (factor, reason) = match operation {
        Operation::Strong => (Ratio::ONE, "strongly consistent: one unit a block"),
        Operation::Eventual => {
            (Ratio::ONE / work.fact("dynamodb.rcu.eventual"), "eventually consistent: half a unit a block")
        }
        Operation::Write => (Ratio::ONE, "a write: one unit a block"),
        Operation::TransactionalRead | Operation::TransactionalWrite => {
            (work.fact("dynamodb.transact.factor"), "in a transaction: two units a block")
        }
    };
    Rule { block, factor, reason }
}

/// The operation that a reading `consistency` means.
fn reading(consistency: &str) -> Operation {
    match consistency {
        "eventual" => Operation::Eventual,
        "transactional" => Operation::TransactionalRead,
        _ => Operation::Strong,
    }
}

/// Rounds a size up to whole blocks and tells so.
fn blocks(work: &mut Work<'_>, size: Ratio, block: Ratio) -> Ratio {
    let blocks = work.ceil(size / block);
    work.step(|| {
        let text = format!("{} in blocks of {}, rounded up", written_size(size), written_size(block));
        (text, counted(blocks, "block"))
    });
    blocks
}

fn counted(number: Ratio, noun: &str) -> String {
    format!("{} {noun}{}", number.written(2), if number == Ratio::ONE { "" } else { "s" })
}

/// Warns of an item that DynamoDB would not take.
fn mind_item_size(work: &mut Work<'_>, item: Ratio) {
    let most = work.fact("dynamodb.item.size.max");
    work.warn_if(item > most, || format!("an item may be at most {}", written_size(most)));
}

/// The rate as it would be if a minute or an hour were a second; `None` when the rate is a second's anyway.
fn mistaken_for_seconds(work: &Work<'_>, name: &str) -> Option<Ratio> {
    let factor = match work.said(name).rsplit_once('/')?.1 {
        "min" => 60,
        "h" => 3_600,
        _ => return None,
    };
    Some(work.number(name) * whole(factor))
}

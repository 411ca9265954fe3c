//! VPC subnets.

use super::calculator::{Calculator, Work};
use super::input::{Input, Kind};
use super::ratio::{Ratio, whole};
use super::unit::{Unit, Value};

const SIZING: &str = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html";
const ADDRESSES: Unit = Unit::of("address", "addresses");
const SUBNETS: Unit = Unit::of("subnet", "subnets");

/// All calculators of networks.
pub(crate) const ALL: &[&[Calculator]] = &[&[
    Calculator {
        name: "subnet-addresses",
        service: "VPC",
        title: "Addresses in a subnet",
        about: "2 to the power of (32 − prefix length), less the 5 that AWS keeps",
        inputs: &[Input::new("subnet", "Subnet", Kind::Prefix(16, 28), "/26", "The subnet's prefix length")],
        source: SIZING,
        is_asked: true,
        compute: addresses,
    },
    Calculator {
        name: "subnet-count",
        service: "VPC",
        title: "Subnets in a block",
        about: "2 to the power of the difference between the prefix lengths",
        inputs: &[
            Input::new("block", "Block", Kind::Prefix(16, 28), "/20", "The block to divide"),
            Input::new("subnet", "Subnet", Kind::Prefix(16, 28), "/26", "The prefix length of each subnet"),
        ],
        source: SIZING,
        is_asked: true,
        compute: subnets,
    },
]];

fn power_of_two(exponent: Ratio) -> Ratio {
    exponent
        .to_usize()
        .and_then(|exponent| 1_i128.checked_shl(exponent as u32))
        .map_or(Ratio::TOO_LARGE, whole)
}

fn addresses(work: &mut Work<'_>) -> Value {
    let length = work.number("subnet");
    let kept = work.fact("vpc.subnet.reserved");
    let all = power_of_two(whole(32) - length);
    work.step(|| (format!("2^(32 − {})", length.written(0)), all.written(0)));
    work.step(|| {
        (format!("less the {} that AWS keeps", kept.written(0)), ADDRESSES.value(all - kept).to_string())
    });
    work.mistake("all of them", ADDRESSES.value(all));
    work.mistake("only network and broadcast taken off", ADDRESSES.value(all - whole(2)));
    work.mistake("three taken off", ADDRESSES.value(all - whole(3)));
    work.mistake("one bit too many", ADDRESSES.value(all * whole(2) - kept));
    work.mistake("one bit too few", ADDRESSES.value(all / whole(2) - kept));
    ADDRESSES.value(all - kept)
}

fn subnets(work: &mut Work<'_>) -> Value {
    let (block, subnet) = (work.number("block"), work.number("subnet"));
    if subnet < block {
        return work
            .refuse("subnet", format!("a /{} does not fit into a /{}", subnet.written(0), block.written(0)));
    }
    let bits = subnet - block;
    let number = power_of_two(bits);
    work.step(|| (format!("{} − {} bits more", subnet.written(0), block.written(0)), bits.written(0)));
    work.step(|| (format!("2^{}", bits.written(0)), SUBNETS.value(number).to_string()));
    work.mistake("the difference itself", SUBNETS.value(bits));
    work.mistake("two for each bit", SUBNETS.value(bits * whole(2)));
    work.mistake("one bit too many", SUBNETS.value(number * whole(2)));
    work.mistake("one bit too few", SUBNETS.value(number / whole(2)));
    work.mistake("five kept by AWS", SUBNETS.value(number - whole(5)));
    SUBNETS.value(number)
}

//! S3 and KMS: multipart uploads, prefixes, presigned URLs, storage classes, and requests to KMS.

use super::calculator::{Calculator, Work};
use super::input::{Input, Kind};
use super::quantity::{written_binary, written_size, written_time};
use super::ratio::{Ratio, whole};
use super::unit::{Unit, Value};

/// All calculators of storage and encryption.
pub(crate) const ALL: &[&[Calculator]] = &[OBJECTS, KEYS];

const MULTIPART: &str = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html";
const CLASSES: &[&str] =
    &["standard-ia", "one-zone-ia", "glacier-instant", "glacier-flexible", "deep-archive"];

const PARTS: Unit = Unit::of("part", "parts");
const PREFIXES: Unit = Unit::of("prefix", "prefixes");

const OBJECTS: &[Calculator] = &[
    Calculator {
        name: "s3-parts",
        service: "S3",
        title: "Parts of a multipart upload",
        about: "size ÷ part size, rounded up; parts have 5 MiB to 5 GiB, the last may be smaller, at most 10,000 of them",
        inputs: &[
            Input::new("size", "Object size", Kind::Size, "100 GiB", "What is uploaded"),
            Input::new("part", "Part size", Kind::Size, "64 MiB", "The size of each part but the last"),
        ],
        source: MULTIPART,
        is_asked: true,
        compute: parts,
    },
    Calculator {
        name: "s3-part-size",
        service: "S3",
        title: "Smallest part size",
        about: "size ÷ 10,000 parts, rounded up to whole MiB, and at least 5 MiB",
        inputs: &[Input::new("size", "Object size", Kind::Size, "600 GiB", "What is uploaded")],
        source: MULTIPART,
        is_asked: true,
        compute: part_size,
    },
    Calculator {
        name: "s3-largest",
        service: "S3",
        title: "Largest object for a part size",
        about: "part size × 10,000 parts, and no more than an object may have",
        inputs: &[Input::new("part", "Part size", Kind::Size, "8 MiB", "The size of each part")],
        source: MULTIPART,
        is_asked: true,
        compute: largest,
    },
    Calculator {
        name: "s3-prefixes",
        service: "S3",
        title: "Prefixes for a request rate",
        about: "writes ÷ 3,500 and reads ÷ 5,500 a second, each rounded up: the greater of the two",
        inputs: &[
            Input::new("writes", "Writes", Kind::RateOrNone, "2000/s", "PUT, COPY, POST and DELETE requests")
                .or("0/s"),
            Input::new("reads", "Reads", Kind::RateOrNone, "20000/s", "GET and HEAD requests").or("0/s"),
        ],
        source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html",
        is_asked: true,
        compute: prefixes,
    },
    Calculator {
        name: "s3-presigned",
        service: "S3",
        title: "Life of a presigned URL",
        about: "the shortest of what was asked, 7 days, and what is left of the credentials that signed it",
        inputs: &[
            Input::new("asked", "Asked", Kind::Duration, "12 h", "The expiry that was asked for"),
            Input::new(
                "credentials",
                "Credentials left",
                Kind::Duration,
                "1 h",
                "How long temporary credentials still hold",
            )
            .optional(),
        ],
        source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html",
        is_asked: true,
        compute: presigned,
    },
    Calculator {
        name: "s3-minimum-days",
        service: "S3",
        title: "Days charged for a stored object",
        about: "at least the class's minimum: 30 days in the IA classes, 90 in Glacier Instant and Flexible, 180 in Deep Archive",
        inputs: &[
            Input::new(
                "class",
                "Storage class",
                Kind::Choice(CLASSES),
                "standard-ia",
                "Where the object was stored",
            ),
            Input::new(
                "stored",
                "Days stored",
                Kind::Count(0, 100_000),
                "12",
                "After how many days it was deleted",
            ),
        ],
        source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html",
        is_asked: true,
        compute: minimum_days,
    },
];

const KEYS: &[Calculator] = &[
    Calculator {
        name: "kms-requests",
        service: "KMS",
        title: "KMS requests of encrypted objects",
        about: "without a bucket key each upload is a GenerateDataKey and each download a Decrypt; they share one quota",
        inputs: &[
            Input::new("uploads", "Uploads", Kind::RateOrNone, "9000/s", "Objects encrypted with SSE-KMS")
                .or("0/s"),
            Input::new("downloads", "Downloads", Kind::RateOrNone, "3500/s", "Objects decrypted").or("0/s"),
            Input::new(
                "quota",
                "Quota",
                Kind::Count(1, 10_000_000),
                "10000",
                "Symmetric requests a second in the Region",
            )
            .or_fact("security.kms.rate"),
        ],
        source: "https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html",
        is_asked: true,
        compute: kms_requests,
    },
    Calculator {
        name: "kms-envelope",
        service: "KMS",
        title: "Direct or envelope encryption",
        about: "KMS encrypts at most 4,096 bytes itself; more needs a data key",
        inputs: &[Input::new("size", "Plaintext", Kind::Size, "6 KB", "What is to be encrypted")],
        source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html",
        is_asked: true,
        compute: envelope,
    },
];

/// Sizes said in thousands: one step up loses 24 of 1,024.
fn in_thousands(size: Ratio) -> Ratio {
    size * whole(1_000) / whole(1_024)
}

fn parts(work: &mut Work<'_>) -> Value {
    let (size, part) = (work.number("size"), work.number("part"));
    let (least, most) =
        (work.fact("s3-advanced.multipart.part.min"), work.fact("s3-advanced.multipart.part.max"));
    let most_parts = work.fact("s3-advanced.multipart.parts.max");
    let exact = size / part;
    let needed = work.ceil(exact);
    work.step(|| {
        (
            format!("{} ÷ {}, rounded up", written_binary(size), written_binary(part)),
            PARTS.value(needed).to_string(),
        )
    });
    work.warn_if(part < least && needed > Ratio::ONE || part > most, || {
        format!("a part has {} to {}", written_binary(least), written_binary(most))
    });
    work.warn_if(needed > most_parts, || format!("an upload has at most {} parts", most_parts.written(0)));
    work.mistake("1,000 MiB to the GiB, and not rounded", PARTS.value(in_thousands(exact)));
    work.mistake("rounded down", PARTS.value(exact.floor()));
    work.mistake("parts of 5 MiB", PARTS.value((size / least).ceil()));
    work.mistake("one part too many", PARTS.value(needed + Ratio::ONE));
    work.mistake("half the part size", PARTS.value((exact * whole(2)).ceil()));
    PARTS.value(needed)
}

fn part_size(work: &mut Work<'_>) -> Value {
    let unit = Unit::MIB;
    let size = work.number("size");
    let (least, most_parts) =
        (work.fact("s3-advanced.multipart.part.min"), work.fact("s3-advanced.multipart.parts.max"));
    let most = work.fact("s3.object.max");
    let advised = work.fact("s3-advanced.multipart.advised");
    work.warn_if(size > most, || format!("an object may have {}", written_binary(most)));
    let mib = whole(1 << 20);
    let exact = size / most_parts / mib;
    let needed = work.ceil(exact).at_least(least / mib);
    work.step(|| {
        (format!("{} ÷ {} parts", written_binary(size), most_parts.written(0)), unit.value(exact).to_string())
    });
    work.step(|| (format!("rounded up, at least {}", written_binary(least)), unit.value(needed).to_string()));
    work.mistake("the least part size", unit.of_base(least));
    work.mistake("rounded down", unit.value(exact.floor()));
    work.mistake("1,000 parts", unit.value((exact * whole(10)).ceil()));
    work.mistake("1,000 MiB to the GiB", unit.value(in_thousands(exact).ceil()));
    work.mistake("the size from which multipart is advised", unit.of_base(advised));
    work.mistake("the least part size left out", unit.value(exact.ceil()));
    unit.value(needed)
}

fn largest(work: &mut Work<'_>) -> Value {
    let unit = Unit::GIB;
    let part = work.number("part");
    let (least, most_part) =
        (work.fact("s3-advanced.multipart.part.min"), work.fact("s3-advanced.multipart.part.max"));
    let most_parts = work.fact("s3-advanced.multipart.parts.max");
    let most = work.fact("s3.object.max");
    work.warn_if(part < least || part > most_part, || {
        format!("a part has {} to {}", written_binary(least), written_binary(most_part))
    });
    let product = part * most_parts;
    let size = product.at_most(most);
    work.step(|| {
        (
            format!("{} × {} parts", written_binary(part), most_parts.written(0)),
            unit.of_base(product).to_string(),
        )
    });
    work.step(|| {
        (format!("and an object has at most {}", written_binary(most)), unit.of_base(size).to_string())
    });
    let single = work.fact("s3.put.max");
    work.mistake("the largest object there is", unit.of_base(most));
    work.mistake("1,000 parts", unit.of_base(product / whole(10)));
    work.mistake("1,000 MiB to the GiB", unit.of_base(product * whole(1_024) / whole(1_000)));
    work.mistake("the most of a single PUT", unit.of_base(single));
    work.mistake("the limit of an object left out", unit.of_base(product));
    unit.of_base(size)
}

fn prefixes(work: &mut Work<'_>) -> Value {
    let (writes, reads) = (work.number("writes"), work.number("reads"));
    let (per_write, per_read) =
        (work.fact("s3-advanced.prefix.writes"), work.fact("s3-advanced.prefix.reads"));
    let (by_writes, by_reads) = (writes / per_write, reads / per_read);
    for (text, rate, limit, needed) in
        [("writes", writes, per_write, by_writes), ("reads", reads, per_read, by_reads)]
    {
        if rate.is_positive() {
            work.step(|| {
                (
                    format!("{text}: {}/s ÷ {}, rounded up", rate.written(2), limit.written(0)),
                    needed.ceil().written(0),
                )
            });
        }
    }
    let needed = work.ceil(by_writes.at_least(by_reads)).at_least(Ratio::ONE);
    work.step(|| ("the greater".to_owned(), PREFIXES.value(needed).to_string()));
    let swapped = (writes / per_read).ceil().at_least((reads / per_write).ceil());
    work.mistake("the limits of reads and writes exchanged", PREFIXES.value(swapped));
    work.mistake("both added", PREFIXES.value(by_writes.ceil() + by_reads.ceil()));
    work.mistake("rounded down", PREFIXES.value(by_writes.at_least(by_reads).floor()));
    work.mistake("one to spare", PREFIXES.value(needed + Ratio::ONE));
    work.mistake("1,000 requests a prefix", PREFIXES.value((writes.at_least(reads) / whole(1_000)).ceil()));
    PREFIXES.value(needed)
}

fn presigned(work: &mut Work<'_>) -> Value {
    let unit = Unit::HOURS;
    let asked = work.number("asked");
    let most = work.fact("s3-advanced.presigned.max");
    let (default, console) =
        (work.fact("s3-advanced.presigned.default"), work.fact("s3-advanced.presigned.console"));
    let mut life = asked.at_most(most);
    work.step(|| {
        (
            format!("asked for {}, at most {}", written_time(asked), written_time(most)),
            unit.of_base(life).to_string(),
        )
    });
    work.warn_if(asked > most, || format!("an expiry over {} is refused", written_time(most)));
    work.mistake("what was asked, whatever signed it", unit.of_base(asked));
    if let Some(left) = work.given("credentials") {
        life = life.at_most(left);
        work.step(|| {
            (format!("the credentials hold for {}", written_time(left)), unit.of_base(life).to_string())
        });
        work.mistake("what is left of the credentials", unit.of_base(left));
    }
    work.mistake("the longest expiry", unit.of_base(most));
    work.mistake("the default of the CLI", unit.of_base(default));
    work.mistake("the most of the console", unit.of_base(console));
    unit.of_base(life)
}

fn minimum_days(work: &mut Work<'_>) -> Value {
    let unit = Unit::DAYS;
    let class = work.word("class");
    let stored = work.number("stored");
    let infrequent = work.fact("s3-advanced.ia.min-days") / whole(86_400);
    let glacier = work.fact("s3-advanced.glacier.min-days") / whole(86_400);
    let deep = work.fact("s3-advanced.deep-archive.min-days") / whole(86_400);
    let least = match class {
        "deep-archive" => deep,
        "glacier-instant" | "glacier-flexible" => glacier,
        _ => infrequent,
    };
    let charged = stored.at_least(least);
    work.step(|| {
        (
            format!("stored {} days, charged at least {}", stored.written(0), least.written(0)),
            unit.value(charged).to_string(),
        )
    });
    work.mistake("only the days stored", unit.value(stored));
    work.mistake("the minimum and the days stored", unit.value(least + stored));
    work.mistake("the minimum of the IA classes", unit.value(infrequent));
    work.mistake("the minimum of Glacier Flexible Retrieval", unit.value(glacier));
    work.mistake("the minimum of Deep Archive", unit.value(deep));
    unit.value(charged)
}

fn kms_requests(work: &mut Work<'_>) -> Value {
    let unit = Unit::REQUESTS_PER_SECOND;
    let (uploads, downloads, quota) =
        (work.number("uploads"), work.number("downloads"), work.number("quota"));
    let total = uploads + downloads;
    work.step(|| ("GenerateDataKey for uploads".to_owned(), unit.value(uploads).to_string()));
    work.step(|| ("Decrypt for downloads".to_owned(), unit.value(downloads).to_string()));
    work.step(|| ("together, since they share the quota".to_owned(), unit.value(total).to_string()));
    work.warn_if(total > quota, || {
        format!("over the quota of {}/s: KMS throttles, and S3 fails with it", quota.written(0))
    });
    work.mistake("uploads alone", unit.value(uploads));
    work.mistake("downloads alone", unit.value(downloads));
    work.mistake("two requests an upload", unit.value(total + uploads));
    work.mistake("two requests an object", unit.value(total * whole(2)));
    unit.value(total)
}

fn envelope(work: &mut Work<'_>) -> Value {
    let size = work.number("size");
    let most = work.fact("security.encrypt.max");
    let is_direct = size <= most;
    work.step(|| {
        let verdict = if is_direct { "it fits into Encrypt" } else { "it needs a data key" };
        (format!("{} against {}", written_size(size), written_size(most)), verdict.to_owned())
    });
    let (call, other, mistake) = if is_direct {
        ("Encrypt", "GenerateDataKey", "a data key, although KMS can encrypt it directly")
    } else {
        ("GenerateDataKey", "Encrypt", "the limit of 4,096 bytes overlooked")
    };
    work.mistake(mistake, Value::Word(other));
    work.mistake(
        "a data key that cannot be used before it is decrypted",
        Value::Word("GenerateDataKeyWithoutPlaintext"),
    );
    work.mistake("only changes the key of a ciphertext", Value::Word("ReEncrypt"));
    work.mistake("random bytes that no key protects", Value::Word("GenerateRandom"));
    Value::Word(call)
}

//! SQS and Kinesis: shards, batches, polling, dead letters and retention.

use super::calculator::{Calculator, Work};
use super::input::{Input, Kind};
use super::quantity::{written_size, written_time};
use super::ratio::{Ratio, whole};
use super::timeline::Timeline;
use super::unit::{Unit, Value};

/// All calculators of messaging and streams.
pub(crate) const ALL: &[&[Calculator]] = &[STREAMS, QUEUES];

const KINESIS: &str = "https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html";
const QUOTAS: &str =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html";
const VISIBILITY: &str =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html";

const SHARDS: Unit = Unit::of("shard", "shards");
const CONSUMERS: Unit = Unit::of("consumer", "consumers");
const CALLS_AN_HOUR: Unit = Unit::of("call an hour", "calls an hour");

const STREAMS: &[Calculator] = &[
    Calculator {
        name: "kinesis-shards",
        service: "Kinesis Data Streams",
        title: "Shards of a stream",
        about: "the greatest of data in ÷ 1 MB/s, records ÷ 1,000/s, and data in × shared consumers ÷ 2 MB/s, rounded up",
        inputs: &[
            Input::new("records", "Records", Kind::Rate, "4500/s", "Records that are written"),
            Input::new("size", "Record size", Kind::Size, "3 KB", "The size of one record"),
            Input::new(
                "consumers",
                "Shared consumers",
                Kind::Count(0, 100),
                "2",
                "Consumers without enhanced fan-out",
            )
            .or("1"),
        ],
        source: KINESIS,
        is_asked: true,
        compute: shards,
    },
    Calculator {
        name: "kinesis-fan-out",
        service: "Kinesis Data Streams",
        title: "Read throughput of a consumer",
        about: "all shared consumers have 2 MB/s of a shard together; each with enhanced fan-out has 2 MB/s of its own",
        inputs: &[
            Input::new("shards", "Shards", Kind::Count(1, 100_000), "14", "Shards of the stream"),
            Input::new("consumers", "Consumers", Kind::Count(1, 100), "6", "Consumers that read all of it"),
            Input::new("mode", "Mode", Kind::Choice(&["shared", "enhanced"]), "enhanced", "How they read")
                .or("shared"),
        ],
        source: KINESIS,
        is_asked: true,
        compute: fan_out,
    },
];

const QUEUES: &[Calculator] = &[
    Calculator {
        name: "sqs-batches",
        service: "SQS",
        title: "Calls to send messages in batches",
        about: "a batch holds 10 messages, and as many bytes as one message may have",
        inputs: &[
            Input::new("messages", "Messages", Kind::Count(1, 1_000_000_000), "1000", "Messages to send"),
            Input::new("size", "Message size", Kind::Size, "20 KB", "The size of one message"),
        ],
        source: QUOTAS,
        is_asked: true,
        compute: batches,
    },
    Calculator {
        name: "sqs-dead-letter",
        service: "SQS",
        title: "Time to the dead-letter queue",
        about: "a message that nobody deletes is received maxReceiveCount times, a visibility timeout apart, then moved",
        inputs: &[
            Input::new(
                "receives",
                "maxReceiveCount",
                Kind::Count(1, 1_000),
                "5",
                "Receives before the message is moved",
            ),
            Input::new(
                "visibility",
                "Visibility timeout",
                Kind::Duration,
                "45 s",
                "How long a received message is hidden",
            ),
        ],
        source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
        is_asked: true,
        compute: dead_letter,
    },
    Calculator {
        name: "sqs-polling",
        service: "SQS",
        title: "Empty receives of an idle queue",
        about: "a poller of an empty queue calls once each wait time: 3,600 s ÷ wait an hour",
        inputs: &[
            Input::new(
                "wait",
                "Wait time",
                Kind::Duration,
                "20 s",
                "WaitTimeSeconds, or the pause between short polls",
            ),
            Input::new("pollers", "Pollers", Kind::Count(1, 100_000), "3", "Consumers that poll").or("1"),
        ],
        source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html",
        is_asked: true,
        compute: polling,
    },
    Calculator {
        name: "sqs-consumers",
        service: "SQS",
        title: "Consumers for a queue",
        about: "arrivals a second × seconds a message ÷ messages that one consumer works on at a time, rounded up",
        inputs: &[
            Input::new("rate", "Arrivals", Kind::Rate, "200/s", "Messages that arrive"),
            Input::new("duration", "Time a message", Kind::Duration, "3 s", "How long one message takes"),
            Input::new(
                "parallel",
                "In parallel",
                Kind::Count(1, 1_000),
                "1",
                "Messages a consumer works on at a time",
            )
            .or("1"),
        ],
        source: VISIBILITY,
        is_asked: true,
        compute: consumers,
    },
    Calculator {
        name: "sqs-fifo",
        service: "SQS",
        title: "Throughput of a FIFO queue",
        about: "300 calls a second for each action, times the messages in a batch; without high throughput",
        inputs: &[Input::new("batch", "Batch size", Kind::Count(1, 10), "10", "Messages in each call")],
        source: QUOTAS,
        is_asked: true,
        compute: fifo,
    },
    Calculator {
        name: "sqs-retention",
        service: "SQS",
        title: "Time left before a message is gone",
        about: "retention counts from when the message was sent; receiving it changes nothing",
        inputs: &[
            Input::new("age", "Age", Kind::DurationOrNone, "97 h", "Time since it was sent"),
            Input::new("retention", "Retention", Kind::Duration, "4 days", "The queue's retention period")
                .or_fact("sqs.retention.default"),
        ],
        source: QUOTAS,
        is_asked: true,
        compute: retention,
    },
];

fn shards(work: &mut Work<'_>) -> Value {
    let (records, size, consumers) = (work.number("records"), work.number("size"), work.number("consumers"));
    let most = work.fact("kinesis.record.max");
    work.warn_if(size > most, || format!("a record may have {}", written_size(most)));
    let (write, write_records, read) = (
        work.fact("kinesis.shard.write"),
        work.fact("kinesis.shard.write.records"),
        work.fact("kinesis.shard.read"),
    );
    let data = records * size;
    work.step(|| {
        let text = format!("{}/s of {}", records.written(2), written_size(size));
        (text, Unit::MB_PER_SECOND.of_base(data).to_string())
    });
    let terms = [data / write, records / write_records, data * consumers / read];
    for (text, term) in ["data written", "records written", "data read by shared consumers"].iter().zip(terms)
    {
        let said = format!("{text}, in shards");
        work.step(|| (said, term.written(2)));
    }
    let greatest = terms[0].at_least(terms[1]).at_least(terms[2]);
    let needed = work.ceil(greatest);
    work.step(|| ("the greatest, rounded up".to_owned(), SHARDS.value(needed).to_string()));
    work.mistake("by records alone", SHARDS.value(terms[1].ceil()));
    work.mistake("by data written alone", SHARDS.value(terms[0].ceil()));
    work.mistake("by data read alone", SHARDS.value(terms[2].ceil()));
    work.mistake("rounded down", SHARDS.value(greatest.floor()));
    work.mistake("all of them added", SHARDS.value(terms.iter().map(|term| term.ceil()).sum()));
    work.mistake("2 MB/s written to a shard", SHARDS.value((data / read).ceil()));
    SHARDS.value(needed)
}

fn fan_out(work: &mut Work<'_>) -> Value {
    let unit = Unit::MB_PER_SECOND;
    let (shards, consumers) = (work.number("shards"), work.number("consumers"));
    let is_enhanced = work.word("mode") == "enhanced";
    let (shared, own) = (work.fact("kinesis.shard.read"), work.fact("kinesis.efo.rate"));
    let most = work.fact("kinesis.efo.consumers");
    work.warn_if(is_enhanced && consumers > most, || {
        format!("a stream takes at most {} registered consumers", most.written(0))
    });
    let (each_own, each_shared) = (shards * own, shards * shared / consumers);
    work.step(|| {
        let per_shard = unit.of_base(if is_enhanced { own } else { shared });
        (format!("{} shards × {per_shard}", shards.written(0)), unit.of_base(each_own).to_string())
    });
    let (value, other) = if is_enhanced { (each_own, each_shared) } else { (each_shared, each_own) };
    work.step(|| {
        let text = if is_enhanced { "each consumer has that to itself" } else { "shared by all consumers" };
        (text.to_owned(), unit.of_base(value).to_string())
    });
    work.mistake(if is_enhanced { "shared by all consumers" } else { "not shared" }, unit.of_base(other));
    work.mistake("all consumers together", unit.of_base(each_own * consumers));
    work.mistake("1 MB/s a shard, as for writing", unit.of_base(value / whole(2)));
    work.mistake("of one shard alone", unit.of_base(own));
    unit.of_base(value)
}

fn batches(work: &mut Work<'_>) -> Value {
    let (messages, size) = (work.number("messages"), work.number("size"));
    let (most_messages, most_size) = (work.fact("sqs.batch.max"), work.fact("sqs.batch.size.max"));
    if size > most_size {
        return work.refuse("size", format!("a message may have {}", written_size(most_size)));
    }
    let by_size = (most_size / size).floor();
    let fitting = most_messages.at_most(by_size);
    work.step(|| {
        (format!("{} ÷ {}, rounded down", written_size(most_size), written_size(size)), by_size.written(0))
    });
    work.step(|| (format!("at most {} messages a batch", most_messages.written(0)), fitting.written(0)));
    let calls = work.ceil(messages / fitting);
    let unit = Unit::CALLS;
    work.step(|| {
        (
            format!("{} ÷ {}, rounded up", messages.written(0), fitting.written(0)),
            unit.value(calls).to_string(),
        )
    });
    work.mistake("one call a message", unit.value(messages));
    work.mistake("size of a batch left out", unit.value((messages / most_messages).ceil()));
    work.mistake("number of messages in a batch left out", unit.value((messages / by_size).ceil()));
    work.mistake("rounded down", unit.value((messages / fitting).floor()));
    work.mistake("25 messages a batch, as DynamoDB takes", unit.value((messages / whole(25)).ceil()));
    work.mistake("twice as many", unit.value(calls * whole(2)));
    unit.value(calls)
}

fn dead_letter(work: &mut Work<'_>) -> Value {
    let unit = Unit::SECONDS;
    let (receives, visibility) = (work.number("receives"), work.number("visibility"));
    let most = work.fact("sqs.visibility.max");
    work.warn_if(visibility > most, || format!("a visibility timeout is at most {}", written_time(most)));
    let total = receives * visibility;
    work.step(|| {
        let text = format!("{} receives, each hidden for {}", receives.written(0), written_time(visibility));
        (text, unit.of_base(total).to_string())
    });
    work.draw(|| {
        let number = receives.to_usize().unwrap_or_default() as i64;
        let add = |timeline: Timeline, n: i64| {
            timeline.at(
                visibility * Ratio::from(n),
                Ratio::from(n + 1),
                if n == 0 { "first receive" } else { "" },
            )
        };
        let receipts =
            (0..number).fold(Timeline::new("Receives", unit, Unit::of("receive", "receives")), add);
        receipts.at(total, receives, "moved to the dead-letter queue")
    });
    work.mistake("one visibility timeout", unit.of_base(visibility));
    work.mistake("one receive too few", unit.of_base(total - visibility));
    work.mistake("one receive too many", unit.of_base(total + visibility));
    let default = work.fact("sqs.visibility.default");
    work.mistake("the default visibility timeout", unit.of_base(receives * default));
    unit.of_base(total)
}

fn polling(work: &mut Work<'_>) -> Value {
    let (wait, pollers) = (work.number("wait"), work.number("pollers"));
    let most = work.fact("sqs.long-poll.max");
    work.warn_if(wait > most, || format!("long polling waits at most {}", written_time(most)));
    let unit = CALLS_AN_HOUR;
    let each = whole(3_600) / wait;
    work.step(|| (format!("3,600 s ÷ {}", written_time(wait)), unit.value(each).to_string()));
    work.step(|| (format!("× {} pollers", pollers.written(0)), unit.value(each * pollers).to_string()));
    work.mistake("the wait time taken for the number", unit.value(wait * pollers));
    work.mistake("a minute's instead of an hour's", unit.value(each * pollers / whole(60)));
    work.mistake("of one poller", unit.value(each));
    work.mistake("one a second, as if it were short polling", unit.value(whole(3_600) * pollers));
    work.mistake("divided among the pollers", unit.value(each / pollers));
    unit.value(each * pollers)
}

fn consumers(work: &mut Work<'_>) -> Value {
    let (rate, duration, parallel) = (work.number("rate"), work.number("duration"), work.number("parallel"));
    let busy = rate * duration;
    work.step(|| {
        (
            format!("{}/s × {}", rate.written(2), written_time(duration)),
            format!("{} at a time", busy.written(2)),
        )
    });
    let needed = work.ceil(busy / parallel);
    let unit = CONSUMERS;
    work.step(|| (format!("÷ {} each, rounded up", parallel.written(0)), unit.value(needed).to_string()));
    let most = work.fact("sqs.inflight.standard");
    work.warn_if(busy > most, || format!("a queue has at most {} messages in flight", most.written(0)));
    work.mistake("divided by the time", unit.value((rate / duration / parallel).ceil()));
    work.mistake("parallel work left out", unit.value(busy.ceil()));
    work.mistake("time left out", unit.value((rate / parallel).ceil()));
    work.mistake("rounded down", unit.value((busy / parallel).floor()));
    work.mistake("multiplied by what runs in parallel", unit.value((busy * parallel).ceil()));
    unit.value(needed)
}

fn fifo(work: &mut Work<'_>) -> Value {
    let unit = Unit::MESSAGES_PER_SECOND;
    let batch = work.number("batch");
    let calls = work.fact("sqs.fifo.calls");
    let most = work.fact("sqs.batch.max");
    let total = calls * batch;
    work.step(|| {
        (format!("{} calls/s × {}", calls.written(0), batch.written(0)), unit.value(total).to_string())
    });
    work.mistake("batch left out", unit.value(calls));
    work.mistake("as if each batch were full", unit.value(calls * most));
    work.mistake("the calls shared by send, receive and delete", unit.value(total / whole(3)));
    work.mistake("half the calls", unit.value(total / whole(2)));
    unit.value(total)
}

fn retention(work: &mut Work<'_>) -> Value {
    let unit = Unit::HOURS;
    let (age, retention) = (work.number("age"), work.number("retention"));
    let (least, most) = (work.fact("sqs.retention.min"), work.fact("sqs.retention.max"));
    let default = work.fact("sqs.retention.default");
    work.warn_if(retention < least || retention > most, || {
        format!("retention is set from {} to {}", written_time(least), written_time(most))
    });
    let left = |retention: Ratio| (retention - age).at_least(Ratio::ZERO);
    work.step(|| {
        (
            format!("kept for {}, sent {} ago", written_time(retention), written_time(age)),
            unit.of_base(left(retention)).to_string(),
        )
    });
    work.warn_if(age >= retention, || "the message is gone".to_owned());
    work.mistake("counted anew when it was received", unit.of_base(retention));
    work.mistake("the longest retention", unit.of_base(left(most)));
    work.mistake("the default retention", unit.of_base(left(default)));
    work.mistake("its age, not what is left", unit.of_base(age));
    work.mistake("gone at once", unit.of_base(Ratio::ZERO));
    unit.of_base(left(retention))
}

//! Worked examples, one row each: what is given, the answer, and results that people wrongly arrive at.

use super::{compute, given};

/// Calculator, inputs, answer, and some of its mistakes.
type Example = (&'static str, &'static str, &'static str, &'static [&'static str]);

const DYNAMODB: &[Example] = &[
    ("rcu", "reads=80/s|item=6 KB|consistency=strong", "160 RCU", &["120 RCU", "480 RCU", "80 RCU"]),
    ("rcu", "reads=300/s|item=9 KB|consistency=eventual", "450 RCU", &["900 RCU", "337.5 RCU"]),
    ("rcu", "reads=50/s|item=5 KB|consistency=transactional", "200 RCU", &["100 RCU"]),
    ("wcu", "writes=120/s|item=1.5 KB", "240 WCU", &["180 WCU", "120 WCU"]),
    ("wcu", "writes=40/s|item=2.3 KB|mode=transactional", "240 WCU", &["120 WCU", "184 WCU"]),
    ("dynamodb-batch", "items=1.5 KB, 6.5 KB, 4.1 KB|operation=strong", "5 RCU", &["4 RCU"]),
    ("dynamodb-query", "count=34|item=1.2 KB|consistency=strong|returned=10", "11 RCU", &["34 RCU", "3 RCU"]),
    ("dynamodb-query", "count=34|item=1.2 KB|consistency=eventual", "5.5 RCU", &["17 RCU"]),
    ("dynamodb-scan", "table=10 GB|consistency=eventual", "1,310,720 RCU", &["2,621,440 RCU"]),
    ("dynamodb-scan", "table=10 GB|consistency=eventual|ask=pages", "10,240 pages", &["10,000 pages"]),
    ("dynamodb-scan", "table=1 MB|consistency=eventual", "128 RCU", &["256 RCU"]),
    ("dynamodb-update", "before=300 KB|after=310 KB", "310 WCU", &["10 WCU"]),
    ("dynamodb-throughput", "units=600|item=10 KB|operation=eventual", "400 items/s", &["200 items/s"]),
    ("dynamodb-throughput", "units=600|item=10 KB|operation=write", "60 items/s", &["200 items/s"]),
    (
        "dynamodb-partitions",
        "rcu=7500|wcu=1200|size=28 GB",
        "4 partitions",
        &["7 partitions", "5 partitions", "3 partitions"],
    ),
    ("dynamodb-hot-key", "item=20 KB|operation=strong", "600 requests/s", &["1,200 requests/s"]),
    ("dynamodb-hot-key", "item=17 KB|operation=strong", "600 requests/s", &["705 requests/s"]),
    ("dynamodb-shards", "writes=4200/s|item=1 KB", "5 suffixes", &["4 suffixes"]),
    ("dynamodb-gsi", "writes=50/s|entry=0.8 KB|change=index-key", "100 WCU", &["50 WCU"]),
    ("dynamodb-gsi", "writes=50/s|entry=0.8 KB|change=unprojected", "0 WCU", &["50 WCU"]),
    ("dynamodb-gsi", "writes=50/s|entry=1.2 KB|change=put", "100 WCU", &["200 WCU", "60 WCU"]),
    ("dynamodb-lsi", "base=6 GB|indexes=2.5 GB, 2.5 GB", "11 GB", &["6 GB"]),
    ("dynamodb-item-size", "attributes=pk=S36", "38 bytes", &["36 bytes"]),
    ("dynamodb-item-size", "attributes=a=N7, b=L2:10, c=NULL", "24 bytes", &["21 bytes"]),
    ("dynamodb-autoscaling", "consumed=350|target=70%", "500 units", &["245 units", "595 units"]),
    ("dynamodb-burst", "units=100|idle=2 min", "12,000 units", &["30,000 units"]),
    ("dynamodb-burst", "units=100|idle=10 min", "30,000 units", &[]),
    (
        "dynamodb-capacity",
        "patterns=80/s of 6 KB strong, 300/s of 9 KB eventual, 120/s of 1.5 KB write",
        "610 RCU",
        &["850 RCU"],
    ),
    (
        "dynamodb-capacity",
        "patterns=80/s of 6 KB strong, 120/s of 1.5 KB write|ask=write",
        "240 WCU",
        &["180 WCU", "400 WCU"],
    ),
    // Halves are rounded up once, over all patterns: 1.5 + 1.5 are 3, not 4.
    ("dynamodb-capacity", "patterns=3/s of 4 KB eventual, 3/s of 4 KB eventual", "3 RCU", &["6 RCU"]),
];

/// The examples of the course's notes.
const COURSE: &[Example] = &[
    ("wcu", "writes=10/s|item=2 KB", "20 WCU", &[]),
    ("wcu", "writes=6/s|item=4.5 KB", "30 WCU", &["27 WCU"]),
    ("wcu", "writes=120/min|item=2 KB", "4 WCU", &["240 WCU"]),
    ("rcu", "reads=10/s|item=4 KB|consistency=strong", "10 RCU", &[]),
    ("rcu", "reads=16/s|item=12 KB|consistency=eventual", "24 RCU", &["48 RCU"]),
    ("rcu", "reads=10/s|item=6 KB|consistency=strong", "20 RCU", &["15 RCU"]),
    ("wcu", "writes=3/s|item=5 KB|mode=transactional", "30 WCU", &["15 WCU"]),
    ("rcu", "reads=5/s|item=5 KB|consistency=transactional", "20 RCU", &["10 RCU"]),
];

const LAMBDA: &[Example] = &[
    (
        "lambda-concurrency",
        "rate=850/s|duration=320 ms",
        "272 executions",
        &["850 executions", "2,657 executions"],
    ),
    (
        "lambda-request-ceiling",
        "concurrency=1000|duration=50 ms",
        "10,000 requests/s",
        &["20,000 requests/s"],
    ),
    (
        "lambda-request-ceiling",
        "concurrency=1000|duration=200 ms",
        "5,000 requests/s",
        &["10,000 requests/s"],
    ),
    ("lambda-unreserved", "reserved=400, 350", "250 executions", &["1,000 executions"]),
    ("lambda-ramp", "from=500|to=4000", "4 allowances", &["7 allowances", "1 allowance"]),
    ("lambda-cost", "calls=30000000|memory=512 MB|duration=120 ms", "36.00 USD", &["30.00 USD", "56.00 USD"]),
    (
        "lambda-cost",
        "calls=30000000|memory=512 MB|duration=120 ms|ask=gb-seconds",
        "1,800,000 GB-s",
        &["3,000,000 GB-s"],
    ),
    (
        "lambda-cost",
        "calls=1000000|memory=128 MB|duration=100 ms|free-tier=taken-off",
        "0.00 USD",
        &["0.41 USD"],
    ),
    ("lambda-cpu", "memory=3008 MB", "1.70 vCPU", &["2.94 vCPU"]),
    ("lambda-async", "", "180 s", &["60 s"]),
    ("lambda-async", "duration=10 s|retries=1", "70 s", &["60 s"]),
    ("lambda-streams", "shards=8|factor=3", "24 executions", &["8 executions", "80 executions"]),
    ("lambda-sqs-ramp", "to=905", "3 min", &["15 min"]),
    ("lambda-visibility", "timeout=30 s", "180 s", &["30 s"]),
    ("lambda-visibility", "timeout=30 s|window=20 s", "200 s", &["50 s", "300 s"]),
    ("lambda-package", "code=140 MB|layers=60 MB, 40 MB, 20 MB", "260 MB", &["140 MB"]),
    ("lambda-caller-timeout", "timeout=60 s|caller=rest-api", "29 s", &["60 s", "900 s"]),
    ("lambda-caller-timeout", "timeout=10 s|caller=rest-api", "10 s", &["29 s"]),
];

const MESSAGING: &[Example] = &[
    ("kinesis-shards", "records=4500/s|size=3 KB|consumers=2", "14 shards", &["5 shards", "7 shards"]),
    ("kinesis-fan-out", "shards=14|consumers=6|mode=enhanced", "28 MB/s", &["4.67 MB/s"]),
    ("sqs-batches", "messages=1000|size=20 KB", "100 calls", &["1,000 calls"]),
    ("sqs-dead-letter", "receives=5|visibility=45 s", "225 s", &["45 s"]),
    ("sqs-polling", "wait=20 s", "180 calls an hour", &["20 calls an hour"]),
    ("sqs-polling", "wait=1 s", "3,600 calls an hour", &[]),
    ("sqs-consumers", "rate=200/s|duration=3 s", "600 consumers", &["67 consumers"]),
    ("sqs-fifo", "batch=10", "3,000 messages/s", &["300 messages/s"]),
    ("sqs-retention", "age=97 h", "0 h", &["239 h"]),
    ("sqs-retention", "age=95 h", "1 h", &["96 h"]),
];

const GATEWAY: &[Example] = &[
    (
        "api-throttle",
        "requests=250|rate=100/s|burst=200",
        "200 requests",
        &["100 requests", "250 requests", "50 requests"],
    ),
    (
        "api-throttle",
        "requests=250|rate=100/s|burst=200|wait=1 s|again=150",
        "300 requests",
        &["200 requests", "350 requests"],
    ),
    ("api-throttle-level", "plan=50/s|method=40/s", "40 requests/s", &["50 requests/s", "10,000 requests/s"]),
    ("cache-latency", "hit=85%|cache=2 ms|origin=80 ms", "14 ms", &["13.7 ms"]),
    ("cache-load", "rate=2000/s|hit=85%", "300 requests/s", &["1,700 requests/s"]),
    ("route53-weight", "weight=10|others=90", "10%", &["11.11%"]),
    ("route53-weight", "weight=0|others=0, 0, 0", "25%", &[]),
];

const STORAGE: &[Example] = &[
    ("s3-parts", "size=100 GiB|part=64 MiB", "1,600 parts", &["1,562.5 parts"]),
    ("s3-part-size", "size=600 GiB", "62 MiB", &["5 MiB", "61 MiB"]),
    ("s3-part-size", "size=10 GiB", "5 MiB", &["2 MiB"]),
    ("s3-largest", "part=8 MiB", "78.13 GiB", &["80 GiB"]),
    ("s3-prefixes", "reads=20000/s", "4 prefixes", &["6 prefixes"]),
    ("s3-prefixes", "reads=5500/s|writes=3500/s", "1 prefix", &["2 prefixes"]),
    ("kms-requests", "uploads=9000/s|downloads=3500/s", "12,500 requests/s", &["9,000 requests/s"]),
    ("kms-envelope", "size=6 KB", "GenerateDataKey", &["Encrypt"]),
    ("kms-envelope", "size=4096 bytes", "Encrypt", &["GenerateDataKey"]),
    ("s3-presigned", "asked=12 h|credentials=1 h", "1 h", &["12 h", "168 h"]),
    ("s3-presigned", "asked=10 days", "168 h", &["240 h"]),
    ("s3-minimum-days", "class=standard-ia|stored=12", "30 days", &["12 days"]),
    ("s3-minimum-days", "class=deep-archive|stored=200", "200 days", &["180 days"]),
    ("subnet-addresses", "subnet=/26", "59 addresses", &["62 addresses", "64 addresses"]),
    ("subnet-count", "block=/20|subnet=/26", "64 subnets", &["6 subnets"]),
];

const DEPLOYMENTS: &[Example] = &[
    ("codedeploy-canary", "share=10%|interval=15 min|at=12 min", "10%", &["80%"]),
    ("codedeploy-canary", "share=10%|interval=15 min|at=15 min", "100%", &["10%"]),
    ("codedeploy-linear", "step=10%|interval=3 min|at=10 min", "40%", &["33.33%", "30%"]),
    ("codedeploy-linear", "step=30%|interval=3 min|at=10 min", "100%", &["90%"]),
    ("beanstalk-deploy", "policy=rolling|instances=12|batch=4|each=6 min", "8 instances", &["12 instances"]),
    ("beanstalk-deploy", "policy=rolling|instances=12|batch=4|each=6 min|ask=time", "18 min", &["6 min"]),
    (
        "beanstalk-deploy",
        "policy=rolling|instances=12|batch=4|each=6 min|ask=batches",
        "3 batches",
        &["2 batches"],
    ),
    (
        "beanstalk-deploy",
        "policy=rolling-extra|instances=12|batch=4|ask=peak",
        "16 instances",
        &["12 instances"],
    ),
    ("beanstalk-deploy", "policy=rolling-extra|instances=12|batch=4", "12 instances", &["8 instances"]),
    ("beanstalk-deploy", "policy=immutable|instances=12|ask=peak", "24 instances", &["13 instances"]),
    ("ecs-rolling", "desired=7|minimum=50%|maximum=150%|ask=least", "4 tasks", &["3 tasks"]),
    ("ecs-rolling", "desired=7|minimum=50%|maximum=150%|ask=most", "10 tasks", &["11 tasks"]),
    ("codedeploy-half", "instances=9|ask=at-a-time", "4 instances", &["5 instances"]),
    ("codedeploy-half", "instances=9|ask=healthy", "5 instances", &["4 instances"]),
    (
        "ecs-packing",
        "cpu=2048|memory=3884 MiB|task-cpu=256|task-memory=512 MiB|tasks=30",
        "5 instances",
        &["4 instances"],
    ),
    (
        "ecs-packing",
        "cpu=2048|memory=3884 MiB|task-cpu=256|task-memory=512 MiB|ask=per-instance",
        "7 tasks",
        &["8 tasks"],
    ),
];

const RESILIENCE: &[Example] = &[
    ("backoff", "base=100 ms|retries=4", "1.5 s", &["0.4 s", "1.6 s", "0.75 s"]),
    ("backoff", "base=100 ms|retries=4|jitter=full", "0.75 s", &["1.5 s"]),
    ("sdk-retries", "error=throttling", "3 s", &["7 s"]),
    ("sdk-retries", "attempts=3|error=transient", "0.15 s", &["0.35 s"]),
    ("sfn-retry", "interval=2 s|rate=1.5|attempts=4", "16.25 s", &["8 s"]),
    ("sfn-retry", "interval=3 s|rate=2.0|attempts=3|cap=5 s", "13 s", &["21 s"]),
    ("sfn-retry", "", "7 s", &["15 s", "3 s"]),
    ("health-check", "interval=30 s|threshold=3", "90 s", &["30 s"]),
    ("health-check", "interval=10 s|threshold=3", "30 s", &["90 s"]),
    ("asg-target-tracking", "current=4|metric=90%|target=50%", "8 instances", &["7 instances"]),
    (
        "xray-sampling",
        "requests=400/s|reservoir=10|rate=5%",
        "29.5 requests/s",
        &["20 requests/s", "30 requests/s"],
    ),
    ("xray-sampling", "requests=400/s", "20.95 requests/s", &["21 requests/s"]),
    ("alarm", "needed=3|of=5|breaches=2, 4, 6", "6 min", &["never"]),
    ("alarm", "needed=3|of=4|breaches=1, 4, 7, 8, 9", "9 min", &["7 min"]),
    ("alarm-window", "of=5|period=60 s|needed=4", "5 min", &["4 min"]),
    ("metric-detail", "age=20 days", "300 s", &["60 s"]),
    ("metric-detail", "age=3 h|period=1 s", "1 s", &["60 s"]),
    ("metric-detail", "age=456 days", "none", &["3,600 s"]),
    ("cognito-refreshes", "session=8 h", "7 refreshes", &["8 refreshes"]),
    ("role-session", "asked=4 h|maximum=8 h|chained=yes", "refused", &["4 h"]),
    ("role-session", "asked=4 h|maximum=8 h", "4 h", &["8 h", "refused"]),
];

#[test]
fn worked_examples_come_out_as_written() {
    for table in [DYNAMODB, COURSE, LAMBDA, MESSAGING, GATEWAY, STORAGE, DEPLOYMENTS, RESILIENCE] {
        for (name, inputs, answer, mistakes) in table {
            let computed = compute(name, inputs).unwrap_or_else(|error| panic!("{name} {inputs}: {error:?}"));
            assert_eq!(computed.value.to_string(), *answer, "{name} {inputs}");
            let wrong: Vec<String> =
                computed.mistakes.iter().map(|mistake| mistake.value.to_string()).collect();
            for mistake in *mistakes {
                assert!(
                    wrong.iter().any(|text| text == mistake),
                    "{name} {inputs}: no {mistake} among {wrong:?}"
                );
            }
            assert!(!computed.steps.is_empty(), "{name} explains nothing");
        }
    }
}

#[test]
fn every_calculator_has_a_worked_example_and_takes_its_own_examples() {
    let all = [DYNAMODB, COURSE, LAMBDA, MESSAGING, GATEWAY, STORAGE, DEPLOYMENTS, RESILIENCE].concat();
    for calculator in dva::calc::all() {
        let has_example =
            all.iter().any(|(name, ..)| *name == calculator.name) || calculator.name == "lambda-limits";
        assert!(has_example, "{} has no worked example", calculator.name);
        let inputs: Vec<String> =
            calculator.inputs.iter().map(|input| format!("{}={}", input.name, input.example)).collect();
        let computed = compute(calculator.name, &inputs.join("|"));
        assert!(computed.is_ok(), "{} does not take its own examples: {computed:?}", calculator.name);
    }
}

#[test]
fn a_limit_that_is_crossed_is_told() {
    for (name, inputs, warning) in [
        ("rcu", "reads=1/s|item=401 KB", "an item may be at most 400 KB"),
        (
            "dynamodb-lsi",
            "base=6 GB|indexes=2.5 GB, 2.5 GB",
            "over 10 GB: writes that make the collection grow are refused",
        ),
        (
            "dynamodb-partitions",
            "rcu=1",
            "the formula is the course's: the guide no longer says how many partitions a table has",
        ),
        (
            "dynamodb-hot-key",
            "item=20 KB|operation=strong|rate=800/s",
            "800 requests/s are more than one partition serves: they are throttled",
        ),
        ("lambda-package", "code=251 MB", "over 250 MB: use a container image"),
        ("lambda-unreserved", "reserved=950", "at least 100 must stay unreserved: Lambda refuses this"),
        (
            "kms-requests",
            "uploads=9000/s|downloads=3500/s",
            "over the quota of 10,000/s: KMS throttles, and S3 fails with it",
        ),
        ("sqs-retention", "age=97 h", "the message is gone"),
    ] {
        let warnings = compute(name, inputs).unwrap().warnings;
        assert!(warnings.iter().any(|told| told == warning), "{name}: {warnings:?}");
    }
    assert_eq!(compute("rcu", "reads=1/s|item=400 KB").unwrap().warnings, [""; 0]);
}

#[test]
fn steps_tell_the_numbers_that_lead_to_the_answer() {
    let steps = |name, inputs| -> Vec<String> {
        let answer = compute(name, inputs).unwrap();
        answer.steps.iter().map(|step| format!("{} = {}", step.text, step.result)).collect()
    };
    assert_eq!(
        steps("rcu", "reads=100/min|item=9 KB|consistency=eventual"),
        [
            "100/min in a second = 1.67/s",
            "9 KB in blocks of 4 KB, rounded up = 3 blocks",
            "eventually consistent: half a unit a block = 1.5 units",
            "1.67/s × 1.5 units = 1.67 × 1.5 = 2.5",
            "the total rounded up once = 3",
        ]
    );
    let sheet = "memory=12 GB|timeout=60 s|caller=rest-api|code=140 MB|layers=60 MB, 60 MB|tmp=2 GB|payload=300 KB|invocation=async|rate=200/s|duration=320 ms|reserved=50|others=400, 350|calls=1000000";
    assert_eq!(
        steps("lambda-limits", sheet),
        [
            "memory 12,288 MB: at least 128 MB = fits",
            "memory 12,288 MB: at most 10,240 MB = breaks it",
            "timeout 60 s: at most 15 min = fits",
            "code and layers 260 MB: at most 250 MB = breaks it",
            "layers 2: at most 5 = fits",
            "/tmp 2,048 MB: at least 512 MB = fits",
            "/tmp 2,048 MB: at most 10,240 MB = fits (at most 512 MB when the first exam was written: breaks it)",
            "payload 300 KB: at most 1 MB = fits (at most 256 KB when the first exam was written: breaks it)",
            "concurrency needed 64: at most 1,000 = fits",
            "concurrency left unreserved 200: at least 100 = fits",
            "timeout against the caller's 60 s: at most 29 s = breaks it",
            "CPU that comes with the memory = 6.95 vCPU",
            "executions at one time = 64",
            "cost a month, before the free tier = 64.20 USD",
        ]
    );
    assert_eq!(compute("lambda-limits", sheet).unwrap().value.to_string(), "3 limits broken");
}

#[test]
fn an_exam_of_another_year_changes_the_limits() {
    let then = super::constants(Some("2021-07-01"));
    let calculator = dva::calc::calculator("sqs-batches").unwrap();
    let inputs = given("messages=1000|size=60 KB");
    // 256 KB hold four messages of 60 KB, 1 MiB all ten.
    assert_eq!(calculator.compute(&inputs, &then).unwrap().value.to_string(), "250 calls");
    assert_eq!(calculator.compute(&inputs, &super::constants(None)).unwrap().value.to_string(), "100 calls");
    let calculator = dva::calc::calculator("lambda-sqs-ramp").unwrap();
    assert_eq!(calculator.compute(&given("to=905"), &then).unwrap().value.to_string(), "15 min");
}

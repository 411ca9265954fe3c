//! `dva calc` as a shell sees it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::process::{Command, Output};

use insta::assert_snapshot;
use serde_json::Value as Json;
use tempfile::TempDir;

/// Runs `dva calc` with an empty data folder, in which nothing may be made.
fn calc(arguments: &[&str]) -> Output {
    let folder = TempDir::new().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_dva"))
        .arg("calc")
        .args(arguments)
        .env("DVA_DATA_DIR", folder.path())
        .output()
        .unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is written");
    output
}

/// What a call prints, which must succeed.
fn prints(arguments: &[&str]) -> String {
    let output = calc(arguments);
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), complaint.as_ref()), (Some(0), ""), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What a call complains, which must end with 2.
fn complains(arguments: &[&str]) -> String {
    let output = calc(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty(), "nothing but the error is printed");
    String::from_utf8(output.stderr).unwrap()
}

const RCU: &[&str] = &["rcu", "--reads", "80/s", "--item", "6KB", "--consistency", "strong"];

#[test]
fn a_calculation_is_printed_with_its_steps() {
    assert_snapshot!(prints(RCU));
}

#[test]
fn what_happens_over_time_is_drawn() {
    assert_snapshot!(prints(&[
        "codedeploy-linear",
        "--step",
        "20%",
        "--interval",
        "3 min",
        "--at",
        "10 min"
    ]));
}

#[test]
fn calculators_are_listed_by_service() {
    let list = prints(&[]);
    for calculator in dva::calc::all() {
        assert!(list.contains(&format!("  {} ", calculator.name)), "{}", calculator.name);
        assert!(list.contains(calculator.title), "{}", calculator.title);
    }
    let headings: Vec<&str> =
        list.lines().filter(|line| !line.is_empty() && !line.starts_with(' ')).collect();
    assert_eq!(headings.first(), Some(&"DynamoDB"));
    let mut unique = headings.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), headings.len(), "a service stands once: {headings:?}");
    let Json::Array(entries) = serde_json::from_str(&prints(&["--json"])).unwrap() else {
        panic!("no array")
    };
    assert_eq!(entries.len(), dva::calc::all().count());
    assert_eq!(entries[0]["inputs"][1]["expected"], "a size such as 6 KB");
}

#[test]
fn json_is_one_object() {
    let arguments = [RCU, &["--json"]].concat();
    let object: Json = serde_json::from_str(&prints(&arguments)).unwrap();
    let keys: Vec<&String> = object.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["answer", "facts", "mistakes", "source", "steps", "warnings"]);
    assert_eq!(object["answer"], serde_json::json!({ "value": 160, "unit": "RCU" }));
    assert_eq!(object["steps"][0]["result"], "2 blocks");
    assert_eq!(object["mistakes"][0]["value"], 120);
    let object: Json = serde_json::from_str(&prints(&["kms-envelope", "--size", "6 KB", "--json"])).unwrap();
    assert_eq!(object["answer"], serde_json::json!({ "value": "GenerateDataKey", "unit": "" }));
    let object: Json =
        serde_json::from_str(&prints(&["lambda-cpu", "--memory", "3008 MB", "--json"])).unwrap();
    assert_eq!(object["answer"]["value"], 1.7);
    let linear = ["codedeploy-linear", "--step", "10%", "--interval", "3 min", "--at", "10 min", "--json"];
    let object: Json = serde_json::from_str(&prints(&linear)).unwrap();
    assert_eq!(object["timeline"]["points"][3], serde_json::json!({ "at": 9, "value": 40, "note": "" }));
}

#[test]
fn help_shows_every_input_with_an_example_that_runs() {
    for calculator in dva::calc::all() {
        let help = prints(&[calculator.name, "--help"]);
        for input in calculator.inputs {
            let told = help.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(told.contains(&format!("--{}", input.name)), "{} --{}", calculator.name, input.name);
            assert!(
                told.contains(&format!("such as {}", input.example)),
                "{} {}",
                calculator.name,
                input.name
            );
        }
        let example = help.rsplit_once("Example: dva calc ").unwrap().1.trim();
        let line = format!("'{}' calc {example}", env!("CARGO_BIN_EXE_dva"));
        let output = Command::new("sh").args(["-c", &line]).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn an_exam_asks_the_limits_of_its_day() {
    let batches = ["sqs-batches", "--messages", "1000", "--size", "60 KB", "--json"];
    let answer = |more: &[&str]| -> Json {
        let object: Json = serde_json::from_str(&prints(&[&batches, more].concat())).unwrap();
        object["answer"]["value"].clone()
    };
    assert_eq!(answer(&[]), 100);
    assert_eq!(answer(&["--exam", "dva-c01"]), 250);
    assert_eq!(answer(&["--exam", "dva-c02"]), 100);
    let complaint = complains(&[&batches[..], &["--exam", "dva-c99"]].concat());
    assert_eq!(complaint, "error: there is no exam `dva-c99`: expected one of dva-c01, dva-c02, dva-c03\n");
}

#[test]
fn what_cannot_be_used_is_told_with_what_would_be_right() {
    let cases: &[(&[&str], &str)] = &[
        (&["rcus"], "similar subcommands exist: 'wcu', 'rcu'"),
        (&["rcu", "--read", "80"], "a similar argument exists: '--reads'"),
        (&["rcu", "--reads", "80/s"], "--item <SIZE>"),
        (
            &["rcu", "--reads", "80/s", "--item", "6QB"],
            "error: item: `QB` is no unit of size: expected a size such as 6 KB\n",
        ),
        (
            &["rcu", "--reads", "0/s", "--item", "6"],
            "error: reads: zero: expected a rate such as 80/s\n       item: the unit is missing: expected a size such as 6 KB\n",
        ),
        (
            &["rcu", "--reads=-5/s", "--item", "6KB"],
            "error: reads: less than zero: expected a rate such as 80/s\n",
        ),
        (
            &["rcu", "--reads", "80", "--item", "6KB", "--consistency", "weak"],
            "[possible values: strong, eventual, transactional]",
        ),
        (
            &["beanstalk-deploy", "--instances", "3", "--batch", "4", "--policy", "rolling"],
            "error: batch: a batch has at most the 3 instances there are\n",
        ),
    ];
    for (arguments, expected) in cases {
        let complaint = complains(arguments);
        assert!(complaint.contains(expected), "{arguments:?}: {complaint}");
    }
}

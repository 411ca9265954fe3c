//! The commands as a shell sees them: what they print, where, and the exit code.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/shell.rs"]
mod shell;

use std::process::Command;

use insta::assert_snapshot;

use shell::Shell;

const OWN: &str = "--content=tests/fixtures/own";

#[test]
fn a_plain_drill_reads_line_by_line() {
    let shell = Shell::new();
    let input = "?\n1\n\n\n1\n\ns\n3\n\n4\n\n3\n";
    assert_snapshot!(shell.prints(&["drill", "my.sky", "--plain", OWN], input));
    assert!(!shell.prints(&["drill", "my.sky", "--plain", OWN], "").contains('\u{1b}'));
}

#[test]
fn answers_end_with_the_input_and_can_be_taken_back_the_next_day() {
    let mut shell = Shell::new();
    let first = shell.prints(&["drill", "my.sky", "--plain", OWN], "\n\n3\n\n1\n");
    assert!(first.contains("2 answers"), "{first}");
    shell.now = "2026-11-24T09:00:00+01:00";
    assert_snapshot!(shell.prints(&["drill", "my.sky", "--plain", OWN], "u\nu\nu\nU\nq\n"));
    assert!(shell.prints(&["doctor"], "").contains("log: 2 reviews of 1 items, replayed"));
}

#[test]
fn known_suspended_and_buried_items_leave_a_plain_drill() {
    let mut shell = Shell::new();
    let out = shell.prints(&["drill", "my.sky", "--plain", OWN], "\ni\n@\n-\n");
    assert!(out.contains("Suspended.") && out.contains("Buried until tomorrow."), "{out}");
    assert_eq!(
        shell.prints(&["drill", "my.sky", "--plain", OWN], ""),
        "Sky: 0 items. ? for help, q to quit.\n\nNothing is due. Well done.\nTomorrow: 0 items due.\n"
    );
    shell.now = "2026-11-24T09:00:00+01:00";
    let tomorrow = shell.prints(&["drill", "my.sky", "--plain", OWN], "");
    assert!(tomorrow.contains("Sky: 1 item."), "{tomorrow}");
}

#[test]
fn a_limit_and_the_minutes_bound_a_drill_and_the_rest_is_said() {
    let shell = Shell::new();
    let out = shell.prints(&["drill", "my.sky", "--plain", "--limit", "1", OWN], "");
    assert!(out.starts_with("Sky: 1 item. ? for help, q to quit.\nLeft for later: 2 new.\n"), "{out}");
    let out = shell.prints(&["drill", "my.sky", "--plain", "--minutes", "1", OWN], "");
    assert!(out.starts_with("Sky: 2 items. ? for help, q to quit.\nLeft for later: 1 new.\n"), "{out}");
}

#[test]
fn due_fills_its_format_in() {
    let shell = Shell::new();
    shell.prints(&["config", "set", "exam-date", "2026-11-30"], "");
    shell.prints(&["config", "set", "new-per-day", "3"], "");
    assert_eq!(shell.prints(&["due"], ""), "0 due, 3 new, about 2 min\n");
    shell.prints(&["drill", "--plain"], "\n\n1\n");
    assert_eq!(shell.prints(&["due", "--format", "{done}/{due}/{new}/{days}"], ""), "1/1/2/7\n");
}

#[test]
fn settings_are_listed_changed_and_refused_with_what_would_be_right() {
    let shell = Shell::new();
    assert_snapshot!(shell.prints(&["config", "list"], ""));
    assert_eq!(shell.prints(&["config", "set", "retention", "0.85"], ""), "retention = 0.85\n");
    assert_eq!(shell.prints(&["config", "get", "retention"], ""), "0.85\n");
    let complaint = shell.complains(&["config", "set", "retention", "0.99"], 1);
    assert_eq!(
        complaint,
        "error: `retention` cannot be `0.99`\n\nhint: expected a share from 0.70 to 0.97\n"
    );
    let complaint = shell.complains(&["config", "get", "retentoin"], 1);
    assert_eq!(complaint, "error: there is no setting `retentoin`\n\nhint: did you mean `retention`?\n");
}

#[test]
fn another_retention_replays_the_log() {
    let mut shell = Shell::new();
    shell.prints(&["drill", "my.sky", "--plain", OWN], "\n\n4\n");
    shell.now = "2026-11-29T09:00:00+01:00";
    let due = |shell: &Shell| shell.prints(&["due", "--format", "{due}", OWN], "");
    assert_eq!(due(&shell), "0\n", "Easy is due after eight days at 90 %");
    shell.prints(&["config", "set", "retention", "0.97"], "");
    assert_eq!(due(&shell), "1\n", "and sooner at 97 %");
    assert!(shell.prints(&["doctor"], "").contains("memory: equal to the log"));
}

#[test]
fn what_cannot_be_used_like_this_exits_with_two() {
    let shell = Shell::new();
    for arguments in [&[][..], &["drill"][..]] {
        let complaint = shell.complains(arguments, 2);
        assert!(complaint.contains("this is no terminal") && complaint.contains("--plain"), "{complaint}");
    }
    assert!(shell.complains(&["drill", "--minutes", "0"], 2).contains("0 is not in 1..=600"));
    assert!(shell.complains(&["frobnicate"], 2).contains("unrecognized subcommand"));
}

#[test]
fn an_unknown_deck_and_a_missing_folder_are_named() {
    let shell = Shell::new();
    let complaint = shell.complains(&["drill", "my.skye", "--plain", OWN], 1);
    assert_eq!(complaint, "error: there is no deck `my.skye`\n\nhint: did you mean `my.sky`?\n");
    let complaint = shell.complains(&["drill", "elsewhere", "--plain", OWN], 1);
    assert!(
        complaint.starts_with("error: there is no deck `elsewhere`\n\nhint: the decks are: "),
        "{complaint}"
    );
    let complaint = shell.complains(&["due", "--content", "no/such/folder"], 1);
    assert!(complaint.starts_with("error: cannot read content from no/such/folder\n"), "{complaint}");
}

#[test]
fn broken_own_content_is_reported_and_left_out() {
    let shell = Shell::new();
    std::fs::create_dir(shell.folder.path().join("content")).unwrap();
    let path = shell.folder.path().join("content/bad.toml");
    std::fs::write(&path, "[section]\nid = \"stars\"\ntitle = \"S\"\nabout = \"A.\"\n").unwrap();
    let output = shell.run(&["due"], "");
    assert_eq!(output.status.code(), Some(0), "shipped content always opens");
    let complaint = String::from_utf8(output.stderr).unwrap();
    let expected =
        "bad.toml:2:6: the id `stars` belongs to dva's own content, begin your own ids with my.: my.stars\n";
    assert!(complaint.ends_with(expected), "{complaint}");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let shell = Shell::new();
    let line = format!("yes | '{}' drill --plain | head -c 10", env!("CARGO_BIN_EXE_dva"));
    let output =
        Command::new("sh").args(["-c", &line]).env("DVA_DATA_DIR", shell.folder.path()).output().unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn input_without_line_ends_is_read_piece_by_piece() {
    let shell = Shell::new();
    let out = shell.prints(&["drill", "my.sky", "--plain", OWN], &"x".repeat(10_000));
    assert_eq!(out.matches("That is no answer here.").count(), 3);
}

#[test]
fn doctor_says_what_is_damaged_and_never_panics() {
    let mut told = 0;
    for seed in 0..12 {
        let shell = Shell::new();
        let answers = "\n\n3\n".repeat(40);
        shell.prints(&["config", "set", "new-per-day", "100"], "");
        shell.prints(&["drill", "limits", "--plain", "--limit", "40"], &answers);
        let path = shell.folder.path().join("dva.sqlite3");
        let mut bytes = std::fs::read(&path).unwrap();
        let at = 100 + seed * (bytes.len() - 400) / 12;
        bytes[at..at + 300].fill(0xA5);
        std::fs::write(&path, &bytes).unwrap();
        let output = shell.run(&["doctor"], "");
        let (out, complaint) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let is_told = out.contains("damaged: ")
            || complaint.contains("error: ")
            || out.contains("not equal to the log");
        assert_eq!(output.status.code(), Some(i32::from(is_told)), "{at}: {out}{complaint}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "looking changes nothing");
        told += i32::from(is_told);
    }
    // Much of a small database is free space, where nothing can be damaged.
    assert!(told >= 3, "some damages hit something: {told}");
}

#[test]
fn a_look_up_shows_the_value_its_source_and_what_it_was() {
    let shell = Shell::new();
    assert_snapshot!(shell.prints(&["lookup", "lambda", "mem", "--limit", "3"], ""));
    assert!(!shell.folder.path().join("dva.sqlite3").exists(), "to look up makes no database");
    let deep = shell.folder.path().join("no/such/folder");
    shell.prints(&["lookup", "lambda mem", "--data-dir", deep.to_str().unwrap()], "");
    assert!(!deep.exists());
}

#[test]
fn a_look_up_shows_the_value_of_the_exam() {
    let shell = Shell::new();
    let tmp = |shell: &Shell| shell.prints(&["lookup", "lambda tmp max", "--limit", "1"], "");
    assert!(tmp(&shell).contains("10,240 MB\n") && tmp(&shell).contains("(512 MB until March 2022)"));
    shell.prints(&["config", "set", "exam", "dva-c01"], "");
    assert!(tmp(&shell).contains("512 MB\n") && tmp(&shell).contains("(10,240 MB since March 2022)"));
}

#[test]
fn a_look_up_as_json_is_one_array_of_rows() {
    let shell = Shell::new();
    shell.prints(&["config", "set", "exam", "dva-c01"], "");
    let out = shell.prints(&["lookup", "lambda", "tmp", "--json", "--limit", "2"], "");
    let rows: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(&out).unwrap();
    assert_eq!(rows.len(), 2);
    let mut keys = [
        "id",
        "service",
        "name",
        "value",
        "was",
        "changed",
        "kind",
        "adjustable",
        "note",
        "source",
        "verified",
        "score",
    ];
    keys.sort_unstable();
    for row in &rows {
        assert_eq!(row.keys().collect::<Vec<_>>(), keys);
    }
    let first = serde_json::Value::Object(rows[0].clone());
    assert_eq!(first["id"], "lambda.tmp.max");
    assert_eq!(first["value"], "512 MB");
    assert_eq!(first["was"], serde_json::json!([{ "value": "10,240 MB", "until": null }]));
    assert_eq!(first["changed"], "2022-03-24");
    assert_eq!(first["kind"], "limit");
    assert_eq!(first["source"].as_str().map(|source| source.starts_with("https://")), Some(true));
}

#[test]
fn nothing_found_is_said_with_the_nearest() {
    let shell = Shell::new();
    let complaint = shell.complains(&["lookup", "frobnicated", "sqs", "quux", "zork"], 1);
    assert!(complaint.starts_with("error: nothing found for `frobnicated sqs quux zork`\n"), "{complaint}");
    assert!(complaint.contains("hint: the nearest are\n  SQS: "), "{complaint}");
    let complaint = shell.complains(&["lookup", "xyzzy"], 1);
    assert!(complaint.contains("hint: name a service"), "{complaint}");
    let output = shell.run(&["lookup", "xyzzy", "--json"], "");
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), &b"[]\n"[..]));
    assert!(shell.complains(&["lookup", " "], 2).contains("hint: name a service"));
    assert!(shell.complains(&["lookup"], 2).contains("QUERY"));
    assert!(!shell.complains(&["lookup", "\u{1b}[31mxyzzy"], 1).contains('\u{1b}'));
}

#[test]
fn a_look_up_goes_on_without_a_sound_database() {
    let shell = Shell::new();
    let path = shell.folder.path().join("dva.sqlite3");
    std::fs::write(&path, "this is no database, and it is long enough to be looked at").unwrap();
    let output = shell.run(&["lookup", "sqs delay max"], "");
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout).unwrap().contains("15 minutes"));
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(complaint.contains("today's values") && complaint.contains("is not a database"), "{complaint}");
}

#[test]
fn own_facts_are_looked_up_too() {
    let shell = Shell::new();
    let folder = shell.folder.path().join("content");
    std::fs::create_dir(&folder).unwrap();
    let fact = "[section]\nid = \"my.notes\"\ntitle = \"Mine\"\nabout = \"A.\"\n\n[[fact]]\nid = \"my.coffee.max\"\n\
        topic = \"lambda.sqs\"\nservice = \"Kitchen\"\nkind = \"limit\"\nname = \"Cups a day, maximum\"\nvalue = \"4 cups\"\n\
        source = \"https://example.com\"\nverified = 2026-11-22\n";
    std::fs::write(folder.join("mine.toml"), fact).unwrap();
    let out = shell.prints(&["lookup", "kitchen cups"], "");
    assert!(out.starts_with("Kitchen: Cups a day, maximum  4 cups\n"), "{out}");
}

//! What dva says of itself: help, README, completions, manual pages, and the file for keys and colours.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/shell.rs"]
mod shell;

use std::collections::BTreeSet;
use std::process::Command as Program;

use clap::{Arg, Command, CommandFactory, Parser};
use dva::cli::Cli;

use shell::Shell;

const README: &str = include_str!("../README.md");

/// All commands with the words that call them, those of a group behind it.
fn commands() -> Vec<(Vec<String>, Command)> {
    fn add(words: &[String], command: &Command, all: &mut Vec<(Vec<String>, Command)>) {
        all.push((words.to_vec(), command.clone()));
        for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
            add(&[words, &[sub.get_name().to_owned()]].concat(), sub, all);
        }
    }
    let mut root = Cli::command();
    root.build();
    let mut all = Vec::new();
    add(&[], &root, &mut all);
    all
}

/// Splits a line as a shell does.
fn split(line: &str) -> Vec<String> {
    let output = Program::new("sh").args(["-c", &format!("printf '%s\\n' {line}")]).output().unwrap();
    assert!(output.status.success(), "{line}");
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn every_help_has_an_example_that_can_be_typed() {
    let shell = Shell::new();
    for (words, _) in commands() {
        let mut arguments: Vec<&str> = words.iter().map(String::as_str).collect();
        arguments.push("--help");
        let help = shell.prints(&arguments, "");
        let example = help.split("\nExample: ").nth(1).unwrap_or_else(|| panic!("{words:?}: {help}"));
        let typed = example.lines().next().unwrap().split(" > ").next().unwrap();
        assert!(typed.starts_with(&format!("dva {}", words.join(" "))), "{words:?}: {typed}");
        assert!(Cli::try_parse_from(split(typed)).is_ok(), "{words:?}: {typed}");
    }
}

/// How an argument is written in the table: `ID`, `[DECK]`, `[--limit LIMIT]`.
fn written(arg: &Arg) -> String {
    let name = || arg.get_value_names().into_iter().flatten().map(ToString::to_string).collect::<String>();
    let more = if arg.get_num_args().is_some_and(|number| number.max_values() > 1) { "…" } else { "" };
    match arg.get_long() {
        None if arg.is_required_set() => name(),
        None => format!("[{}{more}]", name()),
        Some(long) if arg.get_action().takes_values() => format!("[--{long} {}]", name()),
        Some(long) => format!("[--{long}]"),
    }
}

/// The table of all commands, as the README holds it.
fn command_table() -> String {
    let mut table = String::from("| command | does |\n| --- | --- |\n| `dva` | Open the tutor |\n");
    for (words, command) in commands().into_iter().skip(1) {
        // A group by itself is no command, unless it does something without one of its own. The calculators are too many for
        // a table: `dva calc` lists them.
        if command.is_subcommand_required_set() || words.len() > 1 && words[0] == "calc" {
            continue;
        }
        let own = command.get_arguments().filter(|arg| !arg.is_global_set() && arg.get_id() != "help");
        let (positionals, options): (Vec<&Arg>, Vec<&Arg>) = own.partition(|arg| arg.is_positional());
        let arguments = positionals.into_iter().chain(options).map(written);
        let line = words.into_iter().chain(arguments).collect::<Vec<_>>().join(" ");
        table += &format!("| `dva {line}` | {} |\n", command.get_about().unwrap());
    }
    table
}

#[test]
fn the_readme_names_every_command_with_its_options() {
    let table = command_table();
    assert!(README.contains(&table), "README.md must hold the table of commands:\n{table}");
}

/// The names of the files of a folder.
fn names(folder: &std::path::Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn there_is_a_manual_page_for_every_command() {
    let shell = Shell::new();
    let page = shell.prints(&["man"], "");
    assert!(page.contains("\n.TH dva 1 ") && page.contains("Example: dva drill"), "{page}");
    assert!(names(shell.folder.path()).is_empty(), "no database is needed or made");
    let folder = shell.folder.path().join("a/b");
    assert_eq!(shell.prints(&["man", "--out", folder.to_str().unwrap()], ""), "");
    let pages: BTreeSet<String> = commands()
        .iter()
        .map(|(words, _)| format!("{}.1", [&["dva".to_owned()][..], words].concat().join("-")))
        .collect();
    assert_eq!(names(&folder), pages);
    assert_eq!(std::fs::read_to_string(folder.join("dva.1")).unwrap(), page);
    let file = folder.join("dva.1");
    let complaint = shell.complains(&["man", "--out", file.to_str().unwrap()], 1);
    assert!(complaint.starts_with("error: cannot write manual pages to "), "{complaint}");
}

#[test]
fn every_shell_is_told_of_every_command() {
    let shell = Shell::new();
    for name in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = shell.prints(&["completions", name], "");
        for word in commands().iter().flat_map(|(words, _)| words) {
            assert!(script.contains(word), "{name}: {word}");
        }
    }
    assert!(names(shell.folder.path()).is_empty(), "no database is needed or made");
    assert!(shell.complains(&["completions", "tcsh"], 2).contains("bash"));
}

#[test]
fn bash_takes_the_script() {
    let shell = Shell::new();
    let path = shell.folder.path().join("dva.bash");
    std::fs::write(&path, shell.prints(&["completions", "bash"], "")).unwrap();
    let Ok(output) = Program::new("bash").args(["-n", path.to_str().unwrap()]).output() else { return };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_file_that_the_readme_shows_has_no_problems() {
    let shell = Shell::new();
    let path = shell.prints(&["config", "path"], "");
    let path = path.trim_end();
    assert_eq!(path, shell.folder.path().join("config.toml").to_str().unwrap());
    let none = format!("{path}: no such file: the defaults hold\n");
    assert_eq!(shell.prints(&["config", "check"], ""), none);
    let section = README.split("\n## Colours, mouse and keys\n").nth(1).unwrap();
    let example = section.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    std::fs::write(path, example).unwrap();
    assert_eq!(shell.prints(&["config", "check"], ""), format!("{path}: no problems\n"));
    assert_eq!(shell.prints(&["config", "get", "theme"], ""), "light\n");
    assert_eq!(shell.prints(&["config", "get", "mouse"], ""), "false\n");
    for table in ["[keys] ", "[keys.home] "] {
        assert!(example.lines().any(|line| line.starts_with(table)), "{example}");
    }
}

#[test]
fn theme_and_mouse_are_settings_like_the_others() {
    let shell = Shell::new();
    let path = shell.folder.path().join("config.toml");
    std::fs::write(&path, "# mine\ntheme = \"dark\" # at night\n\n[keys]\nundo = \"z\"\n").unwrap();
    assert_eq!(shell.prints(&["config", "set", "theme", "contrast"], ""), "theme = contrast\n");
    assert_eq!(shell.prints(&["config", "set", "mouse", "false"], ""), "mouse = false\n");
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(kept.starts_with("# mine\n") && kept.ends_with("[keys]\nundo = \"z\"\n"), "{kept}");
    assert!(!shell.folder.path().join("dva.sqlite3").exists(), "these need no database");
    let listed = shell.prints(&["config", "list"], "");
    let values: Vec<_> =
        listed.lines().map(|line| line.split_whitespace().take(2).collect::<Vec<_>>()).collect();
    assert!(
        values.contains(&vec!["theme", "contrast"]) && values.contains(&vec!["mouse", "false"]),
        "{listed}"
    );
    let complaint = shell.complains(&["config", "set", "theme", "drak"], 1);
    assert!(
        complaint.starts_with("error: `theme` cannot be `drak`\n\nhint: expected auto, dark"),
        "{complaint}"
    );
    let complaint = shell.complains(&["config", "get", "thme"], 1);
    assert_eq!(complaint, "error: there is no setting `thme`\n\nhint: did you mean `theme`?\n");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), kept, "what is refused changes nothing");
}

#[test]
fn all_that_is_wrong_in_the_file_is_told_with_its_place() {
    let shell = Shell::new();
    let path = shell.folder.path().join("config.toml");
    std::fs::write(&path, "theme = \"drak\"\n[keys]\nund = \"z\"\n[keys.hme]\ndrill = \"x\"\n").unwrap();
    let output = shell.run(&["config", "check"], "");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(1), &b""[..]));
    let told = String::from_utf8(output.stdout).unwrap();
    for place in ["1:9", "3:1", "4:7"] {
        let start = format!("{}:{place}: ", path.display());
        assert!(told.lines().any(|line| line.starts_with(&start)), "{place}: {told}");
    }
    assert_eq!(told.lines().count(), 3, "{told}");

    let broken = "theme = \n";
    std::fs::write(&path, broken).unwrap();
    let complaint = shell.complains(&["config", "set", "theme", "dark"], 1);
    assert!(
        complaint.contains("cannot change ") && complaint.contains("hint: `dva config check` says"),
        "{complaint}"
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), broken);
    let output = shell.run(&["config", "get", "theme"], "");
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(0), &b"auto\n"[..]));
    assert!(
        String::from_utf8(output.stderr).unwrap().contains("config.toml:1:9: "),
        "what holds instead is said"
    );
}

#[test]
fn the_keys_are_printed_with_the_names_that_the_file_gives_them() {
    let shell = Shell::new();
    let table = shell.prints(&["config", "keys"], "");
    assert!(table.starts_with("| key | does | action | where |\n| --- |"), "{table}");
    // Every name of the table is one that the file may use.
    for row in table.lines().skip(2) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [.., action, _] = cells.as_slice() else { panic!("{row}") };
        std::fs::write(shell.folder.path().join("config.toml"), format!("[keys]\n{action} = \"F12\"\n"))
            .unwrap();
        let told = String::from_utf8(shell.run(&["config", "check"], "").stdout).unwrap();
        assert!(!told.contains("there is no action"), "{told}");
    }
}

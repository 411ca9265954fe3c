//! The shipped content, and what the reader says of broken files.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::process::Command;

use dva::check::counts::by_section;
use dva::check::{KEPT, RULES};
use dva::content::model::CardBody;
use dva::content::{Content, Diagnostic, Owner, SourceFile, ids, read, shipped};
use dva::env::read_content;
use rand::rngs::ChaCha8Rng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{RngExt, SeedableRng};

fn fixtures() -> Vec<SourceFile> {
    read_content("tests/fixtures/content".as_ref()).unwrap()
}

/// What the reader finds in `text`, read beside the sound fixtures.
fn problems(text: &str) -> Vec<String> {
    let mut files = fixtures();
    files.push(SourceFile { path: "bad.toml".to_owned(), text: text.to_owned() });
    let found = read(&files, Owner::Shipped, &Content::default()).problems;
    found.iter().map(Diagnostic::to_string).collect()
}

const SECTION: &str = "[section]\nid = \"s\"\ntitle = \"S\"\nabout = \"A.\"\n";

#[test]
fn each_fault_is_told_with_its_place_and_what_would_be_right() {
    let card = |keys: &str| format!("{SECTION}[[card]]\nid = \"s.c\"\ntopic = \"queues.life\"\n{keys}");
    let fact = |keys: &str| {
        let head = "id = \"s.f\"\ntopic = \"queues.life\"\nservice = \"Q\"\nkind = \"limit\"\nname = \"N\"\nvalue = \"1\"";
        format!("{SECTION}[[fact]]\n{head}\nsource = \"https://a.org/x\"\nverified = 2026-11-22\n{keys}")
    };
    let sides = "front = \"F\"\nback = \"B\"\n";
    let cases: Vec<(String, &str)> = vec![
        (String::new(), "bad.toml:1:1: the file has no [section], [deck] or [blueprint], begin it with exactly one of them"),
        ("[section\n".into(), "bad.toml:1:9: not TOML: "),
        (format!("{SECTION}titel = \"x\"\n"), "bad.toml:5:1: unknown key `titel` in [section], did you mean `title`?"),
        (format!("{SECTION}[[cards]]\n"), "bad.toml:5:3: unknown key `cards` in a content file, did you mean `card`?"),
        (card("front = \"F\"\n"), "bad.toml:5:1: the card has [front], write front and back, or cloze"),
        (card("front = \"\"\nback = \"B\"\n"), "bad.toml:8:9: `front` is empty, write it or leave the key out"),
        (card("front = 3\nback = \"B\"\n"), "bad.toml:8:9: `front` is a whole number, expected a text in quotes"),
        (card(&format!("{sides}tier = 4\n")), "bad.toml:10:8: `tier` is 4, expected a whole number from 1 to 3"),
        (card(&format!("{sides}revised = \"2026-11-22\"\n")), "bad.toml:10:11: `revised` is a text, expected a date without quotes: 2026-11-22"),
        (card("cloze = \"no deletion\"\n"), "bad.toml:8:9: no deletion: write {{c1::answer}}"),
        (card("front = \"an `open\"\nback = \"B\"\n"), "bad.toml:8:9: `code` is not closed in: an `open"),
        (card("front = \"\\u001b[31m\"\nback = \"B\"\n"), "bad.toml:8:9: `front` holds the character \\u{1b}, control characters, escape sequences and direction marks are not allowed; write it in plain text"),
        (card("front = \"a\u{202e}b\"\nback = \"B\"\n"), "bad.toml:8:11: the file holds the character \\u{202e}, control characters, escape sequences and direction marks are not allowed; write it in plain text"),
        (card(&format!("{sides}maps = {{ exam = \"2.1\" }}\n")), "bad.toml:10:17: `2.1` of exam has skills, name one of 2.1.1 to 2.1.1"),
        (card(&format!("{sides}maps = {{ exam = \"9.9\" }}\n")), "bad.toml:10:17: exam has no `9.9`, expected one of: 1.1, 2.1.1"),
        (card(&format!("{sides}maps = {{ exma = \"1.1\" }}\n")), "bad.toml:10:10: there is no blueprint `exma`, did you mean `exam`?"),
        (format!("{SECTION}[[card]]\nid = \"s.c\"\ntopic = \"queues.live\"\n{sides}"), "bad.toml:7:9: there is no topic `queues.live`, did you mean `queues.life`?"),
        (format!("{SECTION}[[card]]\nid = \"queues.age\"\ntopic = \"queues.life\"\n{sides}"), "bad.toml:6:6: the id `queues.age` is taken: it is defined at tests/fixtures/content/10-queues.toml:75:6, give this one another"),
        (format!("{SECTION}[[card]]\nid = \"S_c\"\ntopic = \"queues.life\"\n{sides}"), "bad.toml:6:6: `S_c` is no id, ids are kebab-case with dots: lambda.tmp.max"),
        (format!("{SECTION}[[card]]\nid = \"my.c\"\ntopic = \"queues.life\"\n{sides}"), "bad.toml:6:6: the id `my.c` begins with my., that prefix is kept for learners"),
        (fact("was = [{ value = \"2\", until = \"2022-13\" }]\n"), "bad.toml:14:31: `until` is \"2022-13\", expected a date as \"YYYY\", \"YYYY-MM\" or \"YYYY-MM-DD\""),
        (fact("was = [{ value = \"2\", until = \"2022\" }, { value = \"3\", until = \"2021\" }]\n"), "bad.toml:14:64: `was` goes back in time at 2021, write the oldest value first"),
        (fact("verified = 2026-02-30\n").replacen("verified = 2026-11-22\n", "", 1), "bad.toml:13:12: not TOML: "),
        (fact("").replace("https://a.org/x", "a.org"), "bad.toml:12:10: `a.org` is no address of a page, expected an address such as https://docs.aws.amazon.com/lambda/latest/dg/welcome.html"),
        (fact("").replace("\"limit\"", "\"bound\""), "bad.toml:9:8: `kind` is \"bound\", expected one of: limit, default, figure"),
        ("[deck]\nid = \"d\"\ntitle = \"D\"\nabout = \"A.\"\nkinds = [\"limits\"]\nitems = [\"queues.nothing\"]\n".into(), "bad.toml:5:10: `kinds` is \"limits\", expected one of: limit, default, figure, card, question, problem"),
    ];
    for (text, expected) in cases {
        let found = problems(&text);
        assert!(
            found.iter().any(|problem| problem.starts_with(expected)),
            "expected {expected}\nfound {found:#?}\nin\n{text}"
        );
    }
}

#[test]
fn questions_and_problems_are_checked_as_a_whole() {
    let question = |options: &str| {
        let head = "id = \"s.q\"\ntopic = \"queues.life\"\nlevel = \"recall\"\nstem = \"What?\"\nfacts = [\"queues.none\"]";
        format!(
            "{SECTION}[[question]]\n{head}\nsources = [\"https://a.org/x\"]\nverified = 2026-11-22\n{options}"
        )
    };
    let option = |id: &str, key: bool| {
        format!("[[question.option]]\nid = \"{id}\"\ntext = \"{id}\"\nkey = {key}\nwhy = \"W.\"\n")
    };
    let twice = problems(&question(&(option("a", true) + &option("a", false))));
    assert!(
        twice.contains(&"bad.toml:18:1: two options have the id `a`, give each its own".to_owned()),
        "{twice:#?}"
    );
    assert!(
        twice.iter().any(|p| p.starts_with("bad.toml:10:10: there is no fact `queues.none`")),
        "{twice:#?}"
    );
    let keyless = problems(&question(&(option("a", false) + &option("b", false))));
    assert!(
        keyless.iter().any(|p| p.starts_with("bad.toml:5:1: the question has 2 options, 0 of them keys")),
        "{keyless:#?}"
    );
    let late = problems(&question(&(option("a", true) + &option("b", false) + "tier = 1\n")));
    let hint = "bad.toml:23:1: unknown key `tier` in [[question.option]], it falls inside [[question.option]]; move it above";
    assert!(late.contains(&hint.to_owned()), "{late:#?}");

    let problem = |rest: &str| format!("{SECTION}[[problem]]\nid = \"s.p\"\ntopic = \"queues.life\"\n{rest}");
    let cases = [
        (
            "calculator = \"rcus\"\nprompt = \"P\"\n",
            "bad.toml:8:14: there is no calculator `rcus`, did you mean `rcu`?",
        ),
        (
            "calculator = \"wcu\"\nprompt = \"{writes} of {item}\"\ngiven = { mode = \"standard\" }\n[problem.vary]\nwrites = { from = 1, to = 9, step = 2 }\n",
            "bad.toml:8:14: the input `item` is neither given nor drawn, name it in given or [problem.vary]",
        ),
        (
            "calculator = \"wcu\"\nprompt = \"P\"\ngiven = { mode = \"standard\", item = \"1 KB\" }\n[problem.vary]\nwrites = { from = 9, to = 1, step = 2 }\n",
            "bad.toml:12:10: nothing can be drawn from this, expected { from = 10, to = 500, step = 10 } or { one_of = [\"4 KB\", \"6 KB\"] }",
        ),
        (
            "prompt = \"P\"\n[problem.vary]\nwrites = { one_of = [\"1\"] }\ncalculator = \"wcu\"\n",
            "bad.toml:11:14: what varies is a text, expected { from, to, step } or { one_of = […] }; other keys of the problem go above [problem.vary]",
        ),
    ];
    let drawn = |calculator: &str, draws: &str| {
        format!(
            "calculator = \"{calculator}\"\nprompt = \"{{writes}} of {{item}}\"\n[problem.vary]\n{draws}\n"
        )
    };
    let (unreadable, shown, other) = (
        drawn("wcu", "writes = { from = 0, to = 9, step = 3 }\nitem = { one_of = [\"1 KB\", \"2 QB\"] }"),
        drawn("lambda-limits", "writes = { one_of = [\"1\"] }\nitem = { one_of = [\"1 KB\"] }"),
        drawn("wcu", "writes = { one_of = [\"1/s\"] }\nitems = { one_of = [\"1 KB\"] }"),
    );
    let more = [
        (unreadable.as_str(), "bad.toml:11:1: `writes` cannot be read, zero: expected a rate such as 120/s"),
        (
            &unreadable,
            "bad.toml:12:1: `item` cannot be read, `QB` is no unit of size: expected a size such as 1.5 KB",
        ),
        (
            &shown,
            "bad.toml:8:14: `lambda-limits` is shown, not asked, choose a calculator that has one answer",
        ),
        (&other, "bad.toml:12:1: `wcu` has no input `items`, did you mean `item`?"),
    ];
    for (rest, expected) in cases.into_iter().chain(more) {
        let found = problems(&problem(rest));
        assert!(found.iter().any(|problem| problem == expected), "expected {expected}\nfound {found:#?}");
    }
}

#[test]
fn all_problems_of_all_files_are_told_at_once() {
    let found = problems(
        "[section]\nid = 1\ntitle = \"\"\nextra = 1\nmore = 2\n[[card]]\n[[card]]\nid = \"s.x\"\nother = 3\n",
    );
    let places: Vec<&str> = found.iter().map(|problem| problem.split(": ").next().unwrap()).collect();
    for place in
        ["bad.toml:2:6", "bad.toml:3:9", "bad.toml:4:1", "bad.toml:5:1", "bad.toml:6:1", "bad.toml:9:1"]
    {
        assert!(places.contains(&place), "{place} is not told: {found:#?}");
    }
}

#[test]
fn an_id_that_was_shipped_may_not_vanish() {
    let mut content = read(&fixtures(), Owner::Shipped, &Content::default()).content;
    let list = |text: &str| SourceFile { path: "ids.txt".to_owned(), text: text.to_owned() };
    let told = |list: &SourceFile, content: &Content| -> Vec<String> {
        ids::vanished(list, content).iter().map(Diagnostic::to_string).collect()
    };
    assert_eq!(
        told(&list("# comment\nqueues.age\nqueues.order#2\nqueues.life\nqueues\nexam\n"), &content),
        [""; 0]
    );
    let gone = told(&list("queues.age\nqueues.gone\n"), &content);
    assert_eq!(gone.len(), 1);
    assert!(gone[0].starts_with("ids.txt:2:1: the id `queues.gone` was shipped and is gone"), "{gone:?}");
    assert_eq!(told(&list("queues.gone retired\n"), &content), [""; 0]);
    assert!(told(&list("queues.age retired\n"), &content)[0].contains("retired, but in use"));
    let card = content.cards.iter_mut().find(|card| card.head.id == "queues.age").unwrap();
    card.head.formerly.push("queues.gone".into());
    assert_eq!(
        told(&list("queues.gone\n"), &content),
        [""; 0],
        "its history follows to the item that names it"
    );
}

#[test]
fn the_list_of_ids_is_complete() {
    let list = fs::read_to_string("content/ids.txt").unwrap();
    let missing = ids::unlisted(&list, &shipped::content());
    assert!(
        missing.is_empty(),
        "{} are missing, {} first: `dva check --update-ids` adds them",
        missing.len(),
        missing[0]
    );
}

#[test]
fn the_blueprints_are_complete() {
    let content = shipped::content();
    let shape = |id: &str| {
        let blueprint = content.blueprints.iter().find(|blueprint| blueprint.id == id).unwrap();
        let tasks: Vec<_> = blueprint.domains.iter().flat_map(|domain| &domain.tasks).collect();
        let weights: Vec<u8> = blueprint.domains.iter().map(|domain| domain.weight).collect();
        (weights, tasks.len(), tasks.iter().map(|task| task.skills.len()).sum::<usize>())
    };
    assert_eq!(shape("dva-c01"), (vec![22, 26, 30, 10, 12], 15, 0));
    assert_eq!(shape("dva-c02"), (vec![32, 26, 24, 18], 13, 101));
    assert_eq!(shape("dva-c03"), (vec![30, 26, 22, 22], 12, 72));
    let days = |id: &str| {
        let blueprint = content.blueprints.iter().find(|blueprint| blueprint.id == id).unwrap();
        (blueprint.first_day.to_string(), blueprint.last_day.map(|day| day.to_string()))
    };
    assert_eq!(days("dva-c01").1.as_deref(), Some("27 February 2023"));
    assert_eq!(days("dva-c02"), ("28 February 2023".to_owned(), Some("30 November 2026".to_owned())));
    assert_eq!(days("dva-c03"), ("1 December 2026".to_owned(), None));
}

#[test]
fn every_point_of_the_course_is_taught_and_asked() {
    let (code, out) = dva(&["check", "content", "decks", "--coverage"]);
    let open: Vec<&str> = out.lines().filter(|line| line.starts_with("not covered")).collect();
    assert_eq!((code, open), (Some(0), vec![]));
}

#[test]
fn the_sections_hold_what_a_course_needs() {
    let content = shipped::content();
    let cloze = content.cards.iter().filter(|card| matches!(card.body, CardBody::Cloze { .. })).count();
    assert_eq!(content.sections.len(), 28);
    assert!(content.topics.len() >= 260 && content.facts.len() >= 480 && content.cards.len() >= 900);
    assert!(3 * cloze >= content.cards.len(), "{cloze} of {} cards are cloze", content.cards.len());
    for count in by_section(&content) {
        assert!(count.topics >= 6 && count.facts + count.cards >= 20, "{count:?}");
    }
    for exam in ["dva-c01", "dva-c02", "dva-c03"] {
        let likely: usize =
            by_section(&content).iter().filter_map(|count| Some(count.drilled.get(exam)?[0])).sum();
        assert!((300..=400).contains(&likely), "{exam} has {likely} items of tier 1");
    }
}

#[test]
fn the_lambda_section_meets_its_measure() {
    let content = shipped::content();
    let of = |topic: &str| topic.starts_with("lambda.");
    let cards: Vec<_> = content.cards.iter().filter(|card| of(&card.head.topic)).collect();
    let cloze = cards.iter().filter(|card| matches!(card.body, CardBody::Cloze { .. })).count();
    assert!(content.topics.iter().filter(|topic| topic.section == "lambda").count() >= 14);
    assert!(content.facts.iter().filter(|fact| of(&fact.head.topic)).count() >= 42);
    assert!(cards.len() >= 40 && 3 * cloze >= cards.len(), "{} cards, {cloze} cloze", cards.len());
    assert!(content.questions.iter().filter(|question| of(&question.head.topic)).count() >= 10);
}

/// A file with something wrong with it, most of the time.
fn mutated(text: &str, rng: &mut ChaCha8Rng) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let at = |rng: &mut ChaCha8Rng, bytes: &[u8]| rng.random_range(0..bytes.len().max(1));
    match rng.random_range(0..5) {
        0 => bytes.truncate(at(rng, &bytes)),
        1 => {
            for _ in 0..rng.random_range(1..8) {
                let place = at(rng, &bytes);
                if let Some(byte) = bytes.get_mut(place) {
                    *byte = rng.random();
                }
            }
        }
        2 => {
            let keys = [
                "id", "title", "topic", "value", "until", "maps", "option", "from", "stem", "cloze",
                "section",
            ];
            let (from, to) = (keys.choose(rng).unwrap(), keys.choose(rng).unwrap());
            return text.replacen(from, to, rng.random_range(1..4));
        }
        3 => {
            let mut lines: Vec<&str> = text.lines().collect();
            lines.shuffle(rng);
            return lines.join("\n");
        }
        _ => {
            let (start, end) = (at(rng, &bytes), at(rng, &bytes));
            bytes.drain(start.min(end)..start.max(end));
        }
    }
    String::from_utf8_lossy(&bytes).replace('\u{FFFD}', "\u{1A}")
}

#[test]
fn ten_thousand_broken_files_are_refused_with_a_place_and_without_a_panic() {
    let sound = fixtures();
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let mut refused = 0;
    for _ in 0..10_000 {
        let mut files = sound.clone();
        let broken = rng.random_range(0..files.len());
        files[broken].text = mutated(&files[broken].text, &mut rng);
        let found = read(&files, Owner::Shipped, &Content::default()).problems;
        refused += usize::from(!found.is_empty());
        for problem in &found {
            let lines = files.iter().find(|file| file.path == problem.path).unwrap().text.split('\n').count();
            assert!((1..=lines).contains(&problem.line) && problem.column >= 1, "{problem}");
            assert!(!problem.message.is_empty());
            assert!(!problem.to_string().chars().any(char::is_control), "{problem:?}");
        }
    }
    assert!(refused > 8_000, "most mutations break something: {refused}");
}

fn dva(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_dva")).args(arguments).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn check_reads_a_learners_file_and_says_what_is_wrong_with_it() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("mine.toml");
    let card = "[section]\nid = \"my.s\"\ntitle = \"S\"\nabout = \"A.\"\n[[card]]\nid = \"my.c\"\ntopic = \"lambda.sqs\"\nfront = \"F\"\n";
    fs::write(&path, card).unwrap();
    let path = path.to_str().unwrap();
    let (code, out) = dva(&["check", path]);
    assert_eq!(code, Some(1));
    assert!(out.contains("mine.toml:5:1: the card has [front], write front and back, or cloze"), "{out}");
    let (code, out) = dva(&["check", path, "--json"]);
    assert_eq!(code, Some(1));
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["problems"][0]["line"], 5);
    fs::write(path, format!("{card}back = \"B\"\n")).unwrap();
    assert_eq!(dva(&["check", path]), (Some(0), "no problems: 1 section, 1 card\n".to_owned()));
}

#[test]
fn check_finds_the_shipped_content_from_inside_its_tree() {
    let (code, out) = dva(&["check", "content/18-lambda.toml"]);
    assert_eq!(code, Some(0), "{out}");
    assert!(out.starts_with("no problems"), "{out}");
}

/// The table of the writing rules as CONTRIBUTING.md has it.
fn table_of_rules() -> String {
    let rules = RULES.iter().map(|rule| (rule.id, rule.grade(), rule.asks.to_owned()));
    let kept = KEPT.iter().map(|(id, by)| (*id, "kept".to_owned(), format!("kept by {by}")));
    let rows = rules.chain(kept).map(|(id, how, asks)| format!("| {id} | {how} | {asks} |\n"));
    format!("| rule | breaking it is | what it asks for |\n| --- | --- | --- |\n{}", rows.collect::<String>())
}

#[test]
fn every_rule_stands_in_the_guide_and_in_the_help() {
    let table = table_of_rules();
    assert!(
        fs::read_to_string("CONTRIBUTING.md").unwrap().contains(&table),
        "CONTRIBUTING.md needs:\n{table}"
    );
    let (code, help) = dva(&["check", "--help"]);
    assert_eq!(code, Some(0));
    // The help breaks its lines as the terminal is wide.
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for rule in RULES {
        let row = format!("{} {} {}", rule.id, rule.grade(), rule.asks);
        assert!(help.contains(&row), "{row}: {help}");
    }
}

/// A tree of content with the fixtures and one more file.
fn tree(name: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::TempDir::new().unwrap();
    let content = folder.path().join("content");
    fs::create_dir_all(&content).unwrap();
    for file in fs::read_dir("tests/fixtures/content").unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), content.join(file.file_name())).unwrap();
    }
    fs::write(content.join("ids.txt"), "").unwrap();
    fs::write(content.join(name), text).unwrap();
    folder
}

#[test]
fn a_file_that_cannot_be_read_hides_nothing_of_the_others() {
    let folder = tree("11-broken.toml", "[section]\nid = \"broken\"\ntitle = 3\n");
    let (code, out) = dva(&["check", folder.path().join("content").to_str().unwrap()]);
    assert_eq!(code, Some(1));
    assert!(out.contains("11-broken.toml:3:9: `title` is a whole number"), "{out}");
    let left_out = out.lines().find(|line| line.starts_with("not held against the rules")).unwrap();
    assert!(left_out.ends_with("11-broken.toml"), "{left_out}");
    let item = out.split("10-queues.toml:").find(|part| part.contains(" queues.q-twice\n")).unwrap();
    assert!(item.contains("error    S01  2 options, 1 of them keys"), "{out}");
    assert!(item.contains("error    S08"), "{out}");
}

#[test]
fn findings_come_by_item_with_counts_of_each_rule_and_file() {
    let folder = tree("more.toml", SECTION);
    let path = folder.path().join("content");
    let (_, out) = dva(&["check", path.to_str().unwrap()]);
    assert!(out.contains("ids are not listed"), "{out}");
    assert!(out.contains("\nwhat the rules ask for:\n"), "{out}");
    let summary =
        out.lines().find(|line| line.contains("10-queues.toml  ") && line.contains("error")).unwrap();
    assert!(summary.contains("warning"), "{summary}");
    for figure in [
        "Q03  key strictly the longest",
        "K06  sections with under 10",
        "blind: always the longest",
        "items with a waiver",
    ] {
        assert!(out.lines().any(|line| line.trim_start().starts_with(figure)), "{figure}: {out}");
    }
    let (_, out) = dva(&["check", path.join("10-queues.toml").to_str().unwrap()]);
    assert!(!out.contains("blind: always"), "of one file its own questions are told: {out}");
    assert!(out.lines().any(|line| line.starts_with("queues  ")), "{out}");
}

#[test]
fn json_holds_the_figures_and_the_spread_over_exams() {
    let (code, out) = dva(&["check", "content", "decks", "--json"]);
    assert_eq!(code, Some(0), "{out}");
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let figures = json["figures"].as_array().unwrap();
    let of = |rule: &str| figures.iter().filter(|figure| figure["rule"] == rule).count();
    for rule in [
        "Q03", "Q04", "Q05", "Q06", "Q07", "Q10", "Q11", "Q14", "Q15", "W01", "K03", "K05", "K06", "K07",
        "K08", "K09",
    ] {
        assert!(of(rule) > 0, "{rule}");
    }
    let questions = shipped::content().questions.len();
    let levels = json["question_sections"].as_array().unwrap();
    let sum: u64 = levels.iter().map(|section| section["questions"].as_u64().unwrap()).sum();
    assert_eq!(sum, questions as u64);
    let skills =
        json["coverage"].as_array().unwrap().iter().filter(|place| place["level"] == "skill").count();
    assert_eq!(skills, 101 + 72);
}

#[test]
fn coverage_shows_what_each_place_lacks() {
    let (_, out) = dva(&["check", "content", "decks", "--coverage"]);
    for exam in ["dva-c01", "dva-c02", "dva-c03", "sections"] {
        assert!(out.lines().any(|line| line.starts_with(exam) && line.ends_with("least")), "{exam}");
    }
    assert!(out.lines().any(|line| line.starts_with("  1.1 ") || line.starts_with("  1.1  ")), "{out}");
}

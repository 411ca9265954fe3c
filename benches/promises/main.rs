//! What dva promises in numbers, measured: one table. `cargo bench --bench promises`.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench prints what it finds")]

mod history;
mod process;
mod synthetic;
mod table;

use std::fs::{self, File};
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use crossterm::event::KeyCode;
use dva::content::shipped;
use dva::env::Env;
use dva::lookup::Index;
use dva::schedule::{Grade, NewOrder, build, introduction_order};
use dva::store::{FILE_NAME, NewReview, Store, Via};
use dva::study::{Places, Request, Study};
use dva::tui::Bench;
use rusqlite::{Connection, params};
use tempfile::TempDir;

use history::{scheduler, today};
use process::{DVA, Tutor, run, syncs_of_drill};
use table::{Table, Times, now, short};

/// Keys pressed to learn how long a key takes.
const KEYS: usize = 2_000;

/// Grades of a session, recorded to learn how long one takes.
const GRADES: usize = 200;

/// Sessions of so many grades.
const SESSIONS: usize = 10;

/// Starts of a process whose median counts.
const STARTS: usize = 31;

fn main() -> Result<()> {
    // `cargo test --all-targets` runs this too: without optimisation the numbers would mean nothing.
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("run with `cargo bench`");
        return Ok(());
    }
    let mut table = Table::default();
    let empty = folder()?;
    let small = generated(10_000, &mut table)?;
    let large = generated(100_000, &mut table)?;
    starts(&mut table, &empty, &small, &large)?;
    keys(&mut table, &small)?;
    grades(&mut table, "10,000", &small)?;
    grades(&mut table, "100,000", &large)?;
    syncs(&mut table, &small)?;
    next_card(&mut table, &small)?;
    for (items, folder) in [(10_000, &small), (100_000, &large)] {
        queues(&mut table, items, folder.path())?;
    }
    commands(&mut table, &empty, &small, &large)?;
    lookups(&mut table)?;
    content(&mut table)?;
    sizes(&mut table, &large)?;
    println!("{table}");
    println!("1,000 kills: DVA_KILLS=1000 cargo test --release --test kill");
    match table.missed() {
        0 => println!("every promise was kept"),
        missed => println!("missed: {missed}"),
    }
    Ok(())
}

/// A folder on the disk that the build is on: one in memory would sync for nothing.
fn folder() -> Result<TempDir> {
    Ok(tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?)
}

fn study(data: &Path) -> Result<Study> {
    Ok(Study::open(Env::from_process(), &Places { data_dir: data.to_owned(), content: Vec::new() })?)
}

/// Thousands with a comma, as the promises write them.
fn thousands(number: usize) -> String {
    if number < 1_000 {
        number.to_string()
    } else {
        format!("{},{:03}", thousands(number / 1_000), number % 1_000)
    }
}

/// Makes a database of `items` items with ten reviews each, and measures what goes over all of them.
fn generated(items: usize, table: &mut Table) -> Result<TempDir> {
    eprintln!("writing {} reviews", thousands(items * synthetic::REVIEWS));
    let folder = folder()?;
    history::write_log(folder.path(), items)?;
    let scheduler = scheduler()?;
    let mut store = Store::open(&folder.path().join(FILE_NAME))?;
    let rebuilt = Times::of(3, || Ok(store.rebuild(&scheduler)?))?;
    store.checkpoint()?;
    // What the system still has to write of it would be waited for by whatever comes next.
    File::open(folder.path().join(FILE_NAME))?.sync_all()?;
    let checked = Times::of(3, || {
        let health = store.check(&scheduler)?;
        ensure!(
            health.is_sound() && health.items == items,
            "the generated database is not sound: {health:?}"
        );
        Ok(())
    })?;
    let name = thousands(items);
    if items == 100_000 {
        table.at_most(format!("self-check: {name} items, 1,000,000 reviews"), 1000.0, checked.ms(50), "ms");
    } else {
        table.time(format!("self-check: {name} items"), checked.ms(50));
    }
    table.time(format!("rebuild of everything derived: {name} items"), rebuilt.ms(50));
    Ok(folder)
}

fn starts(table: &mut Table, empty: &TempDir, small: &TempDir, large: &TempDir) -> Result<()> {
    eprintln!("starting");
    run(empty.path(), &["due"])?;
    for (what, folder, at_most) in [
        ("nothing scheduled", empty, Some(20.0)),
        ("10,000 items scheduled", small, None),
        ("100,000 items, 1,000,000 reviews", large, Some(25.0)),
    ] {
        let mut times = Vec::new();
        for _ in 0..STARTS {
            let tutor = Tutor::start(folder.path())?;
            times.push(tutor.started_in);
            tutor.quit()?;
        }
        let process = Times::new(times);
        let promise = format!("process start to first frame: {what}");
        match at_most {
            Some(at_most) => table.at_most(promise, at_most, process.ms(50), "ms"),
            None => table.time(promise, process.ms(50)),
        }
        let inside = Times::of(STARTS, || {
            black_box(Bench::open(study(folder.path())?, 80, 24)?);
            Ok(())
        })?;
        table.time(format!("the same without process and terminal: {what}"), inside.ms(50));
    }
    let tutor = Tutor::start(large.path())?;
    match tutor.peak_mib() {
        Some(mib) => {
            table.at_most("resident memory at Home, 100,000 items scheduled (peak)", 25.0, mib, "MiB");
        }
        None => table.plain("resident memory", "left out: this system has no /proc"),
    }
    match tutor.wake_ups(Duration::from_secs(2))? {
        Some(times) => table.plain("wake-ups in two seconds of nothing (promised: none)", times.to_string()),
        None => table.plain("wake-ups", "left out: this system has no /proc"),
    }
    tutor.quit()
}

/// A drill as a learner goes about it: topic, answer, grades, help, an answer taken back, text scrolled.
const SCRIPT: &[KeyCode] = {
    use KeyCode::{Char, Enter, Esc, PageDown};
    &[
        Enter,
        Char('3'),
        Char(' '),
        Char('3'),
        Char(' '),
        Char('4'),
        Enter,
        Char('1'),
        Char('t'),
        PageDown,
        Char('j'),
        Esc,
        Char(' '),
        Char('2'),
        Char('u'),
        Char(' '),
        Char('3'),
        Char('?'),
        PageDown,
        Esc,
        Char(' '),
        Char('s'),
        Esc,
        Char('3'),
    ]
};

/// All other places as a learner goes through them: notes, decks, items, calculators, settings, the palette, the keys, a quiz
/// that is chosen, a mock exam that is looked at, mistakes; and back to Home.
const PLACES: &[KeyCode] = {
    use KeyCode::{Backspace, Char, Down, Enter, Esc, PageDown, Right, Tab, Up};
    &[
        Char('n'),
        Down,
        PageDown,
        Enter,
        Down,
        Enter,
        PageDown,
        Right,
        Char(' '),
        Char('s'),
        Esc,
        Esc,
        Esc,
        Esc,
        Char('b'),
        Down,
        Enter,
        PageDown,
        PageDown,
        Enter,
        Char('m'),
        Char('t'),
        Esc,
        Esc,
        Esc,
        Esc,
        Char('I'),
        Tab,
        Tab,
        Down,
        Up,
        Esc,
        Char('c'),
        Char('r'),
        Char('c'),
        Char('u'),
        Enter,
        Char('0'),
        Backspace,
        Tab,
        PageDown,
        Esc,
        Esc,
        Char(','),
        Down,
        Down,
        Right,
        Up,
        Esc,
        Char('/'),
        Char('s'),
        Char('q'),
        Char('s'),
        Char(' '),
        Char('v'),
        Down,
        Esc,
        Char(':'),
        Char('l'),
        Char('a'),
        Char('m'),
        Backspace,
        Char('m'),
        Char(' '),
        Char('c'),
        Char('o'),
        Down,
        Enter,
        Esc,
        Char('?'),
        PageDown,
        Esc,
        Char('t'),
        Down,
        Right,
        Esc,
        Char('e'),
        Down,
        Right,
        Esc,
        Char('x'),
        Down,
        Esc,
        Down,
        Up,
    ]
};

fn keys(table: &mut Table, data: &TempDir) -> Result<()> {
    eprintln!("pressing keys");
    let copy = copy_of(data)?;
    let before = history::reviews(copy.path())?;
    let mut learner = study(copy.path())?;
    learner.set("minutes", "600")?;
    let mut bench = Bench::open(learner, 80, 24)?;
    let drill = drill(&mut bench, KEYS)?;
    let graded = history::reviews(copy.path())? - before;
    // The script is blind: were it stuck on some screen, this number would tell.
    ensure!(
        graded > KEYS as i64 / 10,
        "{KEYS} keys graded {graded} items only, and ended here:\n{}",
        bench.text()
    );
    let promise = format!("99 of 100 keys to the finished frame, a drill with {graded} grades");
    table.at_most(promise, 8.0, drill.ms(99), "ms");
    table.time("the median key of a drill", drill.ms(50));
    for (width, height) in [(80, 24), (200, 60)] {
        let mut bench = Bench::open(study(copy.path())?, width, height)?;
        let places = press(&mut bench, PLACES, KEYS);
        let promise = format!("99 of 100 keys to the finished frame, all other places, {width}×{height}");
        table.at_most(promise, 8.0, places.ms(99), "ms");
    }
    let mut bench = Bench::open(study(copy.path())?, 80, 24)?;
    let settled = Times::of(STARTS, || {
        // Coming back to Home leaves something to be read once no key waits.
        bench.press(KeyCode::Char(','));
        bench.press(KeyCode::Esc);
        bench.settle();
        Ok(())
    })?;
    table.time("Home again, with what its first frame does not wait for", settled.ms(50));
    let hasty = Times::of(STARTS, || {
        bench.press(KeyCode::Char('/'));
        bench.press(KeyCode::Char('s'));
        bench.press(KeyCode::Esc);
        Ok(())
    })?;
    table.time("look-up opened, a letter that waits for its index, closed", hasty.ms(50));
    memory(table, &mut bench);
    Ok(())
}

/// Drills by the script, and returns how long each key took. Where a problem waits for a number, one is typed first: the
/// script's keys would all end up in its field.
fn drill(bench: &mut Bench, keys: usize) -> Result<Times> {
    let mut script = SCRIPT.iter().copied().cycle();
    let mut typed = false;
    let mut times = Vec::with_capacity(keys);
    for _ in 0..keys {
        let asked = bench.text().contains("Your answer:");
        let key = match (asked, typed) {
            (true, false) => KeyCode::Char('7'),
            (true, true) => KeyCode::Enter,
            (false, _) => script.next().context("a script has keys")?,
        };
        typed = asked && !typed;
        let began = now();
        bench.press(key);
        times.push(began.elapsed());
    }
    Ok(Times::new(times))
}

/// Presses a script over and over, and returns how long each key took. As for a learner, no key waits behind another: what
/// comes after a frame is done when the next key comes.
fn press(bench: &mut Bench, script: &[KeyCode], keys: usize) -> Times {
    let mut times = Vec::with_capacity(keys);
    for &key in script.iter().cycle().take(keys) {
        let began = now();
        bench.press(key);
        times.push(began.elapsed());
        bench.settle();
    }
    Times::new(times)
}

/// What a long session does to the memory: nothing, once every screen was seen.
fn memory(table: &mut Table, bench: &mut Bench) {
    press(bench, PLACES, KEYS);
    let before = process::resident_mib();
    press(bench, PLACES, 30 * KEYS);
    let growth = process::resident_mib().zip(before).map(|(after, before)| after - before);
    match growth {
        Some(growth) => {
            table.at_most(
                format!("resident memory that {} keys leave behind", 30 * KEYS),
                1.0,
                growth,
                "MiB",
            );
        }
        None => table.plain("resident memory over a long session", "left out: this system has no /proc"),
    }
}

/// A copy to write to, itself on the disk, so that no sync that is measured has to write it.
fn copy_of(data: &TempDir) -> Result<TempDir> {
    let copy = folder()?;
    fs::copy(data.path().join(FILE_NAME), copy.path().join(FILE_NAME))?;
    File::open(copy.path().join(FILE_NAME))?.sync_all()?;
    Ok(copy)
}

/// Grades, each followed by a commit of one such row into a bare table of the same form, so that both meet the same disk.
///
/// In sessions, between which both files are closed as at the end of an evening: a write-ahead log that is new grows with
/// every commit, which costs more than writing over an old one.
fn grades(table: &mut Table, items: &str, data: &TempDir) -> Result<()> {
    eprintln!("grading");
    let copy = copy_of(data)?;
    let (scheduler, library) = (scheduler()?, shipped::library());
    let drilled = library.items().filter(|(index, _)| library.is_drilled(*index));
    let ids: Vec<&str> = drilled.map(|(_, item)| item.id.as_str()).collect();
    let mut ids = ids.iter().cycle();
    let (mut graded, mut committed) = (Vec::new(), Vec::new());
    for session in 0..SESSIONS {
        let mut store = Store::open(&copy.path().join(FILE_NAME))?;
        let bare = bare_table(&copy.path().join("bare.sqlite3"))?;
        let mut insert = bare.prepare("insert into review values (?, ?, ?, 0, ?, 3, 6000, 0, 1, null)")?;
        let (mut env, day) = (Env::from_process(), today());
        for (n, &item) in ids.by_ref().take(GRADES).enumerate() {
            let (at, random) = (env.now(), env.random_bytes());
            let (grade, took_ms, via, known) = (Grade::Good, 6_000, Via::Drill, false);
            let began = now();
            store.grade(
                &scheduler,
                &NewReview { item, grade, at, day, took_ms, via, known, problem: None, random },
            )?;
            graded.push(began.elapsed());
            let id = [random.as_slice(), &[0; 6]].concat();
            let began = now();
            insert.execute(params![session * GRADES + n, id, at.utc_ms, day.0])?;
            committed.push(began.elapsed());
        }
    }
    let (graded, committed) = (Times::new(graded), Times::new(committed));
    for (percent, at_most) in [(50, 1.5), (99, 2.0)] {
        let (ours, bare) = (graded.ms(percent), committed.ms(percent));
        let times = format!("{} ms, a bare commit {} ms", short(ours), short(bare));
        table.at_most(
            format!("grade to durable, p{percent}, {items} items: {times}"),
            at_most,
            ours / bare,
            "×",
        );
    }
    Ok(())
}

/// Opens a database that does nothing but keep rows, as safely as the tutor keeps its own.
fn bare_table(path: &Path) -> Result<Connection> {
    let bare = Connection::open(path)?;
    bare.query_row("pragma journal_mode = wal", [], |_| Ok(()))?;
    bare.execute_batch(
        "pragma synchronous = full;
         create table if not exists review (item integer, id blob, at integer, offset_minutes integer, day integer,
           grade integer, took_ms integer, via integer, device integer, detail text, primary key (item, id))
           without rowid, strict;",
    )?;
    Ok(bare)
}

fn syncs(table: &mut Table, data: &TempDir) -> Result<()> {
    eprintln!("counting syncs");
    let promise = "data syncs a grade (promised: one)";
    let copy = copy_of(data)?;
    let before = history::reviews(copy.path())?;
    let counted = (syncs_of_drill(copy.path(), 0)?, syncs_of_drill(copy.path(), 200)?);
    let grades = history::reviews(copy.path())? - before;
    let (Some(idle), Some(busy)) = counted else {
        table.plain(promise, "left out: there is no strace here, or it may not trace");
        return Ok(());
    };
    ensure!(grades == 200, "200 answers made {grades} reviews");
    let each = (busy as f64 - idle as f64) / grades as f64;
    table.plain(promise, format!("{each:.3} ({busy} syncs for {grades} grades, {idle} without any)"));
    Ok(())
}

/// From the recorded answer to the next card with its four intervals.
fn next_card(table: &mut Table, data: &TempDir) -> Result<()> {
    let study = study(data.path())?;
    let mut session = study.begin(&Request::default())?.session;
    let mut fails = (0..).map(|n| n % 10 == 0);
    let times = Times::of(session.left(), || {
        let current = *session.current().context("fewer answers than items")?;
        session.answer(current, fails.next().unwrap_or_default());
        if let Some(next) = session.current() {
            black_box((study.library().face(next.item, study.reader()), study.preview(next)?));
        }
        Ok(())
    })?;
    table.at_most("next card picked, p99", 1.0, times.ms(99), "ms");
    Ok(())
}

/// The queue, from the database and from memory alone.
fn queues(table: &mut Table, items: usize, data: &Path) -> Result<()> {
    let name = thousands(items);
    let (study, request) = (study(data)?, Request::default());
    let begun = Times::of(STARTS, || {
        black_box(study.begin(&request)?);
        Ok(())
    })?;
    let due = study.overview()?.due;
    table.time(format!("queue from the database, {name} items, {due} of them due and shipped"), begun.ms(50));
    let (scheduler, today, library) = (scheduler()?, today(), synthetic::library(items));
    for (what, share) in [("1 in 100", 0.01), ("all", 1.0)] {
        let due = synthetic::asked(&library, &scheduler, today, share)?;
        let situation = synthetic::situation(&library, due, today);
        let built = Times::of(STARTS, || {
            black_box(build(&situation, &scheduler, synthetic::fresh(&library)));
            Ok(())
        })?;
        table.time(format!("queue in memory, {name} cards with content, {what} due"), built.ms(50));
    }
    let blueprint = library.blueprint(synthetic::EXAM);
    let ordered = Times::of(STARTS, || {
        black_box(introduction_order(&library, blueprint, NewOrder::Weight, &[], None));
        Ok(())
    })?;
    table.time(format!("order of new items by weight, {name} cards"), ordered.ms(50));
    Ok(())
}

fn commands(table: &mut Table, empty: &TempDir, small: &TempDir, large: &TempDir) -> Result<()> {
    eprintln!("running commands");
    let bare = Times::of(STARTS, || run(empty.path(), &["--version"]))?;
    table.time("`dva --version`, start to exit", bare.ms(50));
    for (what, folder) in [("nothing", empty), ("10,000 items", small), ("100,000 items", large)] {
        let due = Times::of(STARTS, || run(folder.path(), &["due"]))?;
        table.time(format!("`dva due`, start to exit, {what} scheduled"), due.ms(50));
    }
    for (what, folder) in [("no database", &folder()?), ("100,000 items scheduled", large)] {
        let looked_up = Times::of(STARTS, || run(folder.path(), &["lookup", "sqs", "visibilty", "timeout"]))?;
        table.at_most(format!("`dva lookup`, start to exit, {what}"), 15.0, looked_up.ms(50), "ms");
    }
    let doctor = Times::of(3, || run(large.path(), &["doctor"]))?;
    table.time("`dva doctor`, start to exit, 100,000 items", doctor.ms(50));
    Ok(())
}

/// Queries as they are typed: each key looks up what stands there so far.
fn lookups(table: &mut Table) -> Result<()> {
    let library = synthetic::with_facts(1_000);
    let made = Times::of(STARTS, || {
        black_box(Index::new(&library, synthetic::READER));
        Ok(())
    })?;
    table.time("index for look-up over 1,000 facts", made.ms(50));
    let index = Index::new(&library, synthetic::READER);
    let mut times = Vec::new();
    for query in synthetic::QUERIES.iter().cycle().take(20 * synthetic::QUERIES.len()) {
        let mut typed = String::new();
        for key in query.chars() {
            typed.push(key);
            let began = now();
            black_box(index.search(&typed, 20));
            times.push(began.elapsed());
        }
    }
    let times = Times::new(times);
    table.at_most("look-up over 1,000 facts, 99 of 100 keys", 1.0, times.ms(99), "ms");
    table.time("the median key of a look-up", times.ms(50));
    Ok(())
}

fn content(table: &mut Table) -> Result<()> {
    let items = shipped::library().items().len();
    let loaded = Times::of(200, || {
        black_box(shipped::library());
        Ok(())
    })?;
    table.at_most(format!("content load, {items} items"), 5.0, loaded.ms(50), "ms");
    Ok(())
}

fn sizes(table: &mut Table, large: &TempDir) -> Result<()> {
    let mib = |path: &Path| -> Result<f64> { Ok(fs::metadata(path)?.len() as f64 / 1024.0 / 1024.0) };
    table.at_most("binary", 8.0, mib(Path::new(DVA))?, "MiB");
    table.at_most("file at 1,000,000 reviews", 100.0, mib(&large.path().join(FILE_NAME))?, "MiB");
    Ok(())
}

//! What a learner's disk can do to them: each fault is said in words, and the file is left byte for byte as it was.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "what must not fail here fails the test")]

#[expect(dead_code, reason = "each test binary uses its part of what they share")]
mod support;

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use dva::store::FILE_NAME;
use rusqlite::Connection;

use support::{DVA, Plain, Shown, World, snapshot, text, words};

/// Commands that open the database, one that writes among them.
const COMMANDS: [&[&str]; 4] =
    [&["due"], &["doctor", "--rebuild"], &["drill", "--plain"], &["config", "set", "minutes", "5"]];

/// Runs each command on a folder that holds a fault: it must fail with these words and change nothing.
fn assert_refused(world: &World, said: &[&str]) {
    let before = snapshot(world.outside());
    for command in COMMANDS {
        let output = world.run(command);
        assert_eq!(output.status.code(), Some(1), "{command:?}: {}", words(&output));
        assert_said(&String::from_utf8(output.stderr).unwrap(), said);
        assert!(output.stdout.is_empty(), "{command:?} printed something");
        let changed = snapshot(world.outside()) != before;
        assert!(!changed, "{command:?} changed the folder");
    }
}

fn assert_said(errors: &str, said: &[&str]) {
    for words in said {
        assert!(errors.contains(words), "`{words}` is not said: {errors}");
    }
    assert!(errors.starts_with("error: ") && errors.contains("\nhint: "), "{errors}");
}

/// A folder with a database in which one card was answered.
fn used() -> World {
    let world = World::new();
    let mut drill = Plain::start(world.dva(&["drill", "--plain"]));
    assert_eq!(drill.card(), Shown::Front);
    assert_eq!(drill.answer(3), Shown::Front);
    drill.type_in("q\n");
    assert!(drill.end().0.success());
    // Opened as dva does and closed again, so that the database is one file.
    assert_eq!(world.store().rows().unwrap().0.len(), 1);
    assert_eq!(snapshot(&world.data()).len(), 1);
    world
}

#[test]
fn a_database_of_a_newer_dva() {
    let world = used();
    Connection::open(world.database()).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert_refused(
        &world,
        &[&text(world.database()), "was written by a newer dva", "format 99", "update dva"],
    );
}

#[test]
fn a_database_of_another_program() {
    let world = World::new();
    fs::create_dir(world.data()).unwrap();
    let other = Connection::open(world.database()).unwrap();
    other.execute_batch("create table note (text text); insert into note values ('mine')").unwrap();
    drop(other);
    assert_refused(&world, &[&text(world.database()), "belongs to another program", "--data-dir"]);
}

#[test]
fn a_text_in_place_of_the_database() {
    for content in ["Dear diary", &"Dear diary\n".repeat(1_000)] {
        let world = World::new();
        fs::create_dir(world.data()).unwrap();
        fs::write(world.database(), content).unwrap();
        assert_refused(&world, &[&text(world.database()), "is not a database", "move the file away"]);
    }
}

#[test]
fn a_folder_in_place_of_the_database() {
    let world = World::new();
    fs::create_dir_all(world.database()).unwrap();
    assert_refused(&world, &["cannot open ", &text(world.database()), "is a directory"]);
}

#[test]
fn a_data_folder_that_cannot_be_made() {
    let world = World::new();
    fs::write(world.data(), "a file where the folder would be").unwrap();
    assert_refused(&world, &["cannot open ", &text(world.data()), "choose another folder with --data-dir"]);
}

/// A user who may not write what is read-only: root, for whom nothing is, becomes nobody.
struct Reader {
    /// The folder that the user's own copy of the program is in.
    program: PathBuf,
    nobody: Option<u32>,
}

impl Reader {
    const NOBODY: u32 = 65_534;

    fn of(world: &World) -> Self {
        let nobody = (fs::metadata(world.outside()).unwrap().uid() == 0).then_some(Self::NOBODY);
        let program = world.outside().join("dva");
        fs::copy(DVA, &program).unwrap();
        set_mode(&program, 0o755);
        set_mode(world.outside(), 0o755);
        Self { program, nobody }
    }

    fn dva(&self, world: &World, arguments: &[&str]) -> Command {
        let mut command = world.within(Command::new(&self.program), arguments);
        command.current_dir(world.outside());
        if let Some(id) = self.nobody {
            command.uid(id).gid(id);
        }
        command
    }

    fn own(&self, path: &Path) {
        if let Some(id) = self.nobody {
            std::os::unix::fs::chown(path, Some(id), Some(id)).unwrap();
        }
    }
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o777
}

#[test]
fn a_read_only_folder() {
    for file_mode in [0o600, 0o400] {
        let world = used();
        let reader = Reader::of(&world);
        for path in [world.data(), world.database()] {
            reader.own(&path);
        }
        set_mode(&world.database(), file_mode);
        set_mode(&world.data(), 0o555);
        let before = fs::read(world.database()).unwrap();
        for command in COMMANDS {
            let output = reader.dva(&world, command).output().unwrap();
            let case = format!("{file_mode:o} {command:?}: {}", words(&output));
            assert_eq!(output.status.code(), Some(1), "{case}");
            assert_said(
                &String::from_utf8(output.stderr).unwrap(),
                &["read-only", "make the folder and the file writable"],
            );
            assert!(fs::read(world.database()).unwrap() == before, "{case}");
        }
        set_mode(&world.data(), 0o755);
    }
}

#[test]
fn a_read_only_file_can_be_read_and_refuses_every_answer() {
    let world = used();
    let reader = Reader::of(&world);
    for path in [world.data(), world.database()] {
        reader.own(&path);
    }
    set_mode(&world.database(), 0o400);
    let before = fs::read(world.database()).unwrap();
    let output = reader.dva(&world, &["due"]).output().unwrap();
    assert!(output.status.success(), "{}", words(&output));
    let output = reader.dva(&world, &["config", "set", "minutes", "5"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", words(&output));
    assert_said(
        &String::from_utf8(output.stderr).unwrap(),
        &["read-only", "make the folder and the file writable"],
    );

    let mut drill = Plain::start(reader.dva(&world, &["drill", "--plain"]));
    assert_eq!(drill.card(), Shown::Front);
    assert_eq!(drill.answer(3), Shown::Refused, "{:#?}", drill.said);
    let refusal = drill.said[drill.said.len() - 2..].join("\n");
    assert!(refusal.contains("Not saved: ") && refusal.contains("read-only"), "{refusal}");
    drill.type_in("q\n");
    assert!(drill.end().0.success());
    assert!(fs::read(world.database()).unwrap() == before);
}

#[test]
fn a_read_only_folder_in_which_there_is_no_database_yet() {
    let world = World::new();
    fs::create_dir(world.data()).unwrap();
    let reader = Reader::of(&world);
    reader.own(&world.data());
    set_mode(&world.data(), 0o555);
    let output = reader.dva(&world, &["due"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", words(&output));
    let said =
        ["cannot open ", &text(world.database()), "ermission denied", "make this one readable and writable"];
    assert_said(&String::from_utf8(output.stderr).unwrap(), &said);
    assert_eq!(fs::read_dir(world.data()).unwrap().count(), 0);
    set_mode(&world.data(), 0o755);
}

/// Answers cards until one is refused; returns how many were taken.
fn answer_until_refused(drill: &mut Plain) -> usize {
    assert_eq!(drill.card(), Shown::Front);
    for taken in 0..10_000 {
        match drill.answer(1) {
            Shown::Front => {}
            Shown::Refused => return taken,
            other => panic!("{other:?}: {:#?}", drill.said),
        }
    }
    panic!("nothing was refused");
}

#[test]
fn a_file_that_may_not_grow_refuses_the_answer_and_keeps_the_card() {
    let world = used();
    let mut shell = Command::new("sh");
    // The signal would end the program before the write can fail.
    shell.args(["-c", "trap '' XFSZ; ulimit -f 400; exec \"$0\" \"$@\"", DVA]);
    let mut drill = Plain::start(world.within(shell, &["drill", "--plain"]));
    let taken = answer_until_refused(&mut drill);
    assert!(taken > 0);
    let refusal = drill.said[drill.said.len() - 2..].join("\n");
    assert!(refusal.contains("Not saved: the disk takes nothing more"), "{refusal}");
    assert_eq!(world.reviews(), 1 + taken);
    drill.type_in("q\n");
    let (status, errors) = drill.end();
    assert!(status.success() && errors.is_empty(), "{status}: {errors}");
    assert_eq!(world.reviews(), 1 + taken, "what was saved before is kept");
    world.succeed(&["doctor"]);
}

/// Puts a disk of one megabyte in place of the data folder.
const MOUNT: &str = "mount -t tmpfs -o size=1m none \"$DVA_DATA_DIR\"";

/// A shell that may mount, in namespaces of its own; dva is its `$0`.
fn unshared(script: &str) -> Command {
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, DVA]);
    command
}

fn can_mount(world: &World) -> bool {
    world.within(unshared(MOUNT), &[]).output().is_ok_and(|probe| probe.status.success())
}

/// A drill on a disk of one megabyte: a file system in memory, in a mount namespace of the drill's own.
struct SmallDisk {
    drill: Plain,
    /// The data folder as seen from here.
    data: PathBuf,
}

impl SmallDisk {
    /// Starts a drill on it; `None` where this system lets nobody mount.
    fn start(world: &World) -> Option<Self> {
        fs::create_dir_all(world.data()).unwrap();
        if !can_mount(world) {
            return None;
        }
        let script = format!("{MOUNT} && exec \"$0\" \"$@\"");
        let mut drill = Plain::start(world.within(unshared(&script), &["drill", "--plain"]));
        assert_eq!(drill.shown(), Shown::Topic);
        let seen_from_here = PathBuf::from(format!("/proc/{}/root", drill.pid()));
        let data = seen_from_here.join(world.data().strip_prefix("/").unwrap());
        Some(Self { drill, data })
    }

    /// Leaves no room.
    fn fill(&self) {
        let filled = fs::write(self.filler(), vec![0; 2 << 20]);
        assert_eq!(filled.unwrap_err().kind(), std::io::ErrorKind::StorageFull);
    }

    fn filler(&self) -> PathBuf {
        self.data.join("filler")
    }

    fn reviews(&self) -> usize {
        // A copy, so that looking at it writes nothing to the full disk.
        let copy = World::new();
        fs::create_dir(copy.data()).unwrap();
        for file in [FILE_NAME.to_owned(), format!("{FILE_NAME}-wal")] {
            fs::copy(self.data.join(&file), copy.data().join(&file)).unwrap();
        }
        copy.reviews()
    }
}

#[test]
fn a_full_disk_refuses_the_answer_until_there_is_room_again() {
    let world = World::new();
    let Some(mut disk) = SmallDisk::start(&world) else {
        println!("skipped: nothing can be mounted here");
        return;
    };
    disk.drill.type_in("\n");
    assert_eq!(disk.drill.shown(), Shown::Front);
    assert_eq!(disk.drill.answer(3), Shown::Front);
    disk.fill();
    // What room the files have left in their last pages is soon used up.
    let mut taken = 1;
    let refused = loop {
        match disk.drill.answer(3) {
            Shown::Front => taken += 1,
            other => break other,
        }
    };
    assert_eq!(refused, Shown::Refused, "{:#?}", disk.drill.said);
    let refusal = disk.drill.said[disk.drill.said.len() - 2..].join("\n");
    for words in ["Not saved: the disk is full.", "Make room on the disk and answer again"] {
        assert!(refusal.contains(words), "{refusal}");
    }
    assert_eq!(disk.drill.grade(3), Shown::Refused, "the card stays, and there is no room yet");
    for wish in ["@", "-", "u"] {
        disk.drill.type_in(&format!("{wish}\n"));
        assert_eq!(disk.drill.shown(), Shown::Refused, "{wish} writes too, and ends no drill either");
    }
    assert_eq!(disk.reviews(), taken);

    fs::remove_file(disk.filler()).unwrap();
    assert_eq!(disk.drill.grade(3), Shown::Front, "the same answer is taken now");
    assert_eq!(disk.reviews(), taken + 1);
    disk.drill.type_in("q\n");
    let (status, errors) = disk.drill.end();
    assert!(status.success() && errors.is_empty(), "{status}: {errors}");
}

#[test]
fn a_database_that_another_program_holds_refuses_the_answer_until_it_is_let_go() {
    let world = used();
    let mut drill = Plain::start(world.dva(&["drill", "--plain"]));
    assert_eq!(drill.card(), Shown::Front);
    let other = Connection::open(world.database()).unwrap();
    other.execute_batch("begin exclusive").unwrap();
    assert_eq!(drill.answer(3), Shown::Refused, "{:#?}", drill.said);
    let refusal = drill.said[drill.said.len() - 2..].join("\n");
    for words in
        ["Not saved: another program is using the database", "Close the other program and answer again"]
    {
        assert!(refusal.contains(words), "{refusal}");
    }
    other.execute_batch("commit").unwrap();
    assert_eq!(world.reviews(), 1);
    assert_eq!(drill.grade(3), Shown::Front);
    assert_eq!(world.reviews(), 2);
    drill.type_in("q\n");
    assert!(drill.end().0.success());
}

#[test]
fn a_disk_that_is_full_from_the_start() {
    // Without a database and with one, which must stay as it is.
    for world in [World::new(), used()] {
        let kept = world.outside().join("kept");
        if world.data().exists() {
            fs::rename(world.data(), &kept).unwrap();
        }
        fs::create_dir_all(&kept).unwrap();
        fs::create_dir(world.data()).unwrap();
        let script = format!(
            "{MOUNT} && cp -a '{}/.' \"$DVA_DATA_DIR\" || exit 98
             dd if=/dev/zero of=\"$DVA_DATA_DIR/filler\" bs=4096 2>/dev/null
             \"$0\" \"$@\"; code=$?
             for file in '{0}'/*; do test ! -f \"$file\" || cmp \"$file\" \"$DVA_DATA_DIR/${{file##*/}}\" || exit 99; done
             exit $code",
            kept.display()
        );
        if !can_mount(&world) {
            println!("skipped: nothing can be mounted here");
            return;
        }
        for command in COMMANDS {
            let output = world.within(unshared(&script), command).output().unwrap();
            assert_eq!(output.status.code(), Some(1), "{command:?}: {}", words(&output));
            assert_said(&String::from_utf8(output.stderr).unwrap(), &["the disk ", "make room on the disk"]);
        }
    }
}

#[test]
fn a_topic_that_cannot_be_noted_as_read_ends_no_drill() {
    let world = World::new();
    let Some(mut disk) = SmallDisk::start(&world) else {
        println!("skipped: nothing can be mounted here");
        return;
    };
    disk.fill();
    disk.drill.type_in("\n");
    assert_eq!(disk.drill.shown(), Shown::Refused, "{:#?}", disk.drill.said);
    fs::remove_file(disk.filler()).unwrap();
    disk.drill.type_in("\n");
    assert_eq!(disk.drill.shown(), Shown::Front, "{:#?}", disk.drill.said);
}

#[test]
fn a_database_whose_making_was_cut_short_is_made_again() {
    let world = World::new();
    fs::create_dir(world.data()).unwrap();
    // What a kill leaves behind: pages in the file that only the journal beside it tells to be worth nothing.
    let cut_short = World::new();
    let making = Connection::open(cut_short.outside().join(FILE_NAME)).unwrap();
    making
        .execute_batch(
            "pragma cache_size = 1; begin; create table t (x); insert into t values (zeroblob(99999))",
        )
        .unwrap();
    for (path, bytes) in snapshot(cut_short.outside()) {
        assert!(!bytes.is_empty(), "{}", path.display());
        fs::write(world.data().join(path.file_name().unwrap()), bytes).unwrap();
    }
    assert_eq!(fs::read_dir(world.data()).unwrap().count(), 2, "the file and its journal");
    world.succeed(&["doctor"]);
    assert_eq!(world.reviews(), 0);
}

#[test]
fn a_fresh_database_is_its_owners_alone() {
    let world = World::new();
    let mut shell = Command::new("sh");
    shell.args(["-c", "umask 0; exec \"$0\" \"$@\"", DVA]);
    let mut drill = Plain::start(world.within(shell, &["drill", "--plain"]));
    assert_eq!(drill.card(), Shown::Front);
    assert_eq!(drill.answer(3), Shown::Front);
    assert_eq!(mode(&world.data()), 0o700);
    let files = snapshot(&world.data());
    assert!(files.len() > 1, "the write-ahead log is a file too");
    for (path, _) in files {
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[test]
fn the_live_connection_syncs_every_commit_of_a_write_ahead_log() {
    const FULL: i64 = 2;
    let world = World::new();
    assert_eq!(world.store().durability().unwrap(), ("wal".to_owned(), FULL));
    // The same holds for a database that was there before.
    assert_eq!(world.store().durability().unwrap(), ("wal".to_owned(), FULL));
}

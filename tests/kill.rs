//! SIGKILL at random instants, in the tutor and in a drill line by line: every grade after which the next card was shown is
//! in the log, nothing is there that was not given, the file opens, and memory rebuilds equal.
//!
//! `DVA_KILLS` sets the number of kills; the bench runs a thousand.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "what must not fail here fails the test")]

#[expect(dead_code, reason = "each test binary uses its part of what they share")]
mod support;

use std::time::{Duration, Instant};

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use support::terminal::{Terminal, command, past_the_topic};
use support::{DVA, Killer, PATIENCE, Plain, Shown, World, now, variable};

/// Kills when nobody asks for another number, and the part of them that the tutor gets: it takes longer to start.
const KILLS: u64 = 200;
const TUTOR_SHARE: u64 = 4;

/// One kill of so many is in a fresh folder, so that the making of a database is interrupted too.
const FRESH: u64 = 4;

/// Microseconds in which a database is made or opened.
const OPENING: u64 = 25_000;

fn kills() -> u64 {
    variable("DVA_KILLS").map_or(KILLS, |kills| kills.parse().expect("DVA_KILLS is a number"))
}

/// A folder whose database grows over many kills, a study day each, so that there is always something to ask.
struct Victim {
    world: World,
    day: u64,
    reviews: usize,
    is_fresh: bool,
}

/// What was seen of a drill before it was killed.
#[derive(Debug, Default)]
struct Seen {
    /// Grades after which the next card or the summary was shown.
    confirmed: usize,
    /// Whether one more was given.
    in_flight: bool,
}

/// What a run of kills came to.
#[derive(Debug, Default)]
struct Tally {
    confirmed: usize,
    in_flight: usize,
    saved_in_flight: usize,
    before_the_first_answer: usize,
}

impl Victim {
    fn new(is_fresh: bool) -> Self {
        Self { world: World::new(), day: 0, reviews: 0, is_fresh }
    }

    /// Whether to kill while the database is made or opened, or else only once something is shown.
    fn kill_at_opening(&self, rng: &mut ChaCha8Rng) -> bool {
        self.is_fresh || rng.random_bool(0.2)
    }

    /// The variables of the next drill: the clock stands still on the next day.
    fn tomorrow(&mut self) -> (&'static str, String) {
        self.day += 1;
        let date = dva::schedule::Day(20_500 + self.day as i32).date();
        ("DVA_NOW", format!("{date}T09:00:00+00:00"))
    }

    /// Holds the log against what was seen, and the rest of the file against the log.
    fn examine(&mut self, seen: &Seen, tally: &mut Tally, kill: u64) {
        drop(self.world.store());
        let before = self.reviews;
        self.reviews = self.world.reviews();
        let added = self.reviews - before;
        assert!(
            (seen.confirmed..=seen.given()).contains(&added),
            "kill {kill}: {added} reviews were added, {seen:?}"
        );
        let health = self.world.succeed(&["doctor"]);
        assert!(health.contains(&format!("log: {} reviews of ", self.reviews)), "kill {kill}: {health}");
        tally.confirmed += seen.confirmed;
        tally.in_flight += usize::from(seen.in_flight);
        tally.saved_in_flight += added - seen.confirmed;
        tally.before_the_first_answer += usize::from(seen.confirmed == 0 && !seen.in_flight);
    }
}

/// Kills as often as asked: some fresh victims, and one that grows over all the rest.
#[expect(clippy::print_stdout, reason = "how much was seen is worth reading in a run of many kills")]
fn kill_all(kills: u64, mut kill: impl FnMut(&mut Victim) -> Seen) -> Tally {
    let mut tally = Tally::default();
    let mut growing = Victim::new(false);
    growing.world.succeed(&["config", "set", "new-per-day", "1000"]);
    for n in 0..kills {
        let mut fresh = (n % FRESH == 0).then(|| Victim::new(true));
        let victim = fresh.as_mut().unwrap_or(&mut growing);
        let seen = kill(victim);
        victim.examine(&seen, &mut tally, n);
    }
    println!("{kills} kills, {} reviews in the database that grew: {tally:?}", growing.reviews);
    tally
}

/// A random instant within so many microseconds from now.
fn within(microseconds: u64, rng: &mut ChaCha8Rng) -> Instant {
    now() + Duration::from_micros(rng.random_range(0..microseconds))
}

/// Kills that come always too early or always too late show nothing; of very few, all may.
fn assert_thorough(tally: &Tally, kills: u64) {
    let is_seen = tally.confirmed > 0 && tally.in_flight > 0 && tally.before_the_first_answer > 0;
    assert!(kills < KILLS / TUTOR_SHARE || is_seen, "{tally:?}");
}

#[test]
fn no_grade_of_a_drill_line_by_line_is_lost_by_a_kill() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let kills = kills() - kills() / TUTOR_SHARE;
    let tally = kill_all(kills, |victim| {
        let (name, value) = victim.tomorrow();
        let mut command = victim.world.dva(&["drill", "--plain", "--limit", "1000"]);
        command.env(name, value);
        let at_opening = victim.kill_at_opening(&mut rng);
        let (mut drill, mut seen) = (Plain::start(command), Seen::default());
        let instant = if at_opening {
            within(OPENING, &mut rng)
        } else {
            drill.line(now() + PATIENCE).unwrap();
            within(40_000, &mut rng)
        };
        while let Ok(line) = drill.line(instant) {
            match Shown::of(&line) {
                Some(Shown::Topic) => {
                    seen.next();
                    drill.type_in("\n");
                }
                Some(Shown::Front) => {
                    seen.next();
                    drill.type_in(&format!("\n{}\n", rng.random_range(1..=4)));
                    seen.in_flight = true;
                }
                Some(Shown::Summary) => seen.next(),
                Some(Shown::Refused) => panic!("{:#?}", drill.said),
                Some(Shown::Back) | None => {}
            }
        }
        let read = drill.said.len();
        drill.kill();
        // What had been shown when the kill came counts, though nobody had read it yet.
        for line in &drill.said[read..] {
            if matches!(Shown::of(line), Some(Shown::Topic | Shown::Front | Shown::Summary)) {
                seen.next();
            }
        }
        seen
    });
    assert_thorough(&tally, kills);
}

impl Seen {
    /// The grades that were given.
    fn given(&self) -> usize {
        self.confirmed + usize::from(self.in_flight)
    }

    /// The next card, its topic or the summary is shown.
    fn next(&mut self) {
        self.confirmed += usize::from(self.in_flight);
        self.in_flight = false;
    }
}

#[test]
fn no_grade_of_the_tutor_is_lost_by_a_kill() {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    let kills = kills() / TUTOR_SHARE;
    let tally = kill_all(kills, |victim| {
        let (name, value) = victim.tomorrow();
        let mut command = command(&victim.world, DVA, &["drill", "--limit", "1000"]);
        command.env(name, value);
        let at_opening = victim.kill_at_opening(&mut rng);
        // A grade is kept in a small part of the time that a card takes, so many kills come right after one was given.
        let last = rng.random_range(1..=15);
        let (mut terminal, mut seen) = (Terminal::start(command, 24, 80), Seen::default());
        let killer = Killer::of(terminal.pid());
        let mut instant = if at_opening {
            within(OPENING, &mut rng)
        } else {
            terminal.more(now() + PATIENCE).unwrap();
            within(400_000, &mut rng)
        };
        let mut at = Stage::Opening;
        while terminal.more(instant).is_ok() {
            let before = at;
            at = at.follow(&mut terminal, &mut seen, &mut rng);
            if at == Stage::Graded && before != at && seen.given() == last {
                instant = within(2_000, &mut rng);
            }
        }
        killer.kill();
        // What the program had drawn when the kill came counts, though nobody had read it yet.
        terminal.end();
        seen.follow(&terminal);
        seen
    });
    assert_thorough(&tally, kills);
}

/// What the driver of the tutor waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Opening,
    Front,
    Back,
    Graded,
}

impl Seen {
    /// Whether the card after all grades so far is shown, or the summary.
    fn follow(&mut self, terminal: &Terminal) -> bool {
        let is_next = terminal.is_at(self.given() + 1) || terminal.shows("Done for now");
        if is_next {
            self.next();
        }
        is_next
    }
}

impl Stage {
    /// Presses the next key once what is waited for is shown.
    fn follow(self, terminal: &mut Terminal, seen: &mut Seen, rng: &mut ChaCha8Rng) -> Self {
        match self {
            Self::Opening | Self::Graded if seen.follow(terminal) && terminal.is_topic() => {
                terminal.press(&past_the_topic());
                Self::Front
            }
            // The answer stays with a word on it: it is kept, as the next card would say.
            Self::Graded if terminal.is_missed() => {
                seen.next();
                terminal.press(" ");
                Self::Opening
            }
            Self::Opening | Self::Graded if !seen.in_flight && terminal.is_front() => {
                terminal.press(" ");
                Self::Back
            }
            Self::Front if terminal.is_front() => {
                terminal.press(" ");
                Self::Back
            }
            Self::Back if terminal.is_back() => {
                seen.in_flight = true;
                terminal.press(&rng.random_range(1..=4).to_string());
                Self::Graded
            }
            waiting => waiting,
        }
    }
}

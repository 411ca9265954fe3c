//! Two at once on one database: nothing is lost, nothing is doubled, and memory is what the log makes.
#![expect(clippy::unwrap_used, reason = "what must not fail here fails the test")]

#[expect(dead_code, reason = "each test binary uses its part of what they share")]
mod support;

use std::collections::BTreeSet;
use std::sync::Barrier;
use std::thread;

use dva::schedule::{Day, Grade, Model, Moment, PARAMETERS, Scheduler};
use dva::store::{NewReview, Store, Via};

use support::{Plain, Shown, World, own_cards, own_deck, text, words};

const GRADES: usize = 500;

#[test]
fn two_processes_grade_five_hundred_cards_each_and_a_thousand_reviews_are_there() {
    const DECKS: [&str; 2] = ["left", "right"];
    let world = World::new();
    let content = world.outside().join("mine");
    std::fs::create_dir(&content).unwrap();
    std::fs::write(content.join("cards.toml"), own_cards(&DECKS, GRADES)).unwrap();
    for name in DECKS {
        std::fs::write(content.join(format!("{name}.toml")), own_deck(name)).unwrap();
    }
    world.succeed(&["config", "set", "new-per-day", "1000"]);

    let both_are_open = Barrier::new(DECKS.len());
    thread::scope(|scope| {
        for name in DECKS {
            let (world, content, both_are_open) = (&world, text(&content), &both_are_open);
            scope.spawn(move || {
                let deck = format!("my.deck-{name}");
                let mut drill = Plain::start(world.dva(&[
                    "drill",
                    &deck,
                    "--plain",
                    "--limit",
                    "500",
                    "--content",
                    &content,
                ]));
                let mut shown = drill.card();
                both_are_open.wait();
                for n in 1..=GRADES {
                    assert_eq!(shown, Shown::Front, "{name}, card {n}: {:#?}", drill.said);
                    shown = drill.answer(3);
                }
                assert_eq!(shown, Shown::Summary, "{name}");
                let (status, errors) = drill.end();
                assert!(status.success() && errors.is_empty(), "{name}: {status}, {errors}");
            });
        }
    });

    let (reviews, retractions) = world.store().rows().unwrap();
    assert_eq!((reviews.len(), retractions.len()), (2 * GRADES, 0));
    let items: BTreeSet<&str> = reviews.iter().map(|review| review.item.as_str()).collect();
    assert_eq!(items.len(), 2 * GRADES, "each card was answered once");
    let health = world.succeed(&["doctor", "--content", &text(&content)]);
    assert!(health.contains("log: 1000 reviews of 1000 items"), "{health}");
}

#[test]
fn two_stores_that_grade_the_same_items_agree_on_their_memory() {
    const ITEMS: usize = 10;
    let world = World::new();
    let scheduler = Scheduler::new(Model::new(&PARAMETERS, 0.9).unwrap());
    let together = Barrier::new(2);
    thread::scope(|scope| {
        for thread in 0..2_usize {
            let (path, scheduler, together) = (world.database(), &scheduler, &together);
            scope.spawn(move || {
                together.wait();
                // Both make the database too, and neither may be in the other's way.
                let mut store = Store::open(&path).unwrap();
                for n in 0..GRADES {
                    // A day for every time that all items were asked once; the clocks of both go alike.
                    let day = Day(20_500 + (n / ITEMS) as i32);
                    let at = Moment { utc_ms: i64::from(day.0) * 86_400_000 + n as i64, offset_minutes: 0 };
                    let mut random = [0; 10];
                    random[0] = thread as u8;
                    let item = format!("my.item-{}", n % ITEMS);
                    let grade = Grade::ALL[(n + thread) % Grade::ALL.len()];
                    let review = NewReview {
                        item: &item,
                        grade,
                        at,
                        day,
                        took_ms: 1000,
                        via: Via::Drill,
                        known: false,
                        problem: None,
                        random,
                    };
                    store.grade(scheduler, &review).unwrap();
                }
            });
        }
    });

    let store = world.store();
    let (reviews, _) = store.rows().unwrap();
    let ids: BTreeSet<_> = reviews.iter().map(|review| review.id).collect();
    assert_eq!((reviews.len(), ids.len()), (2 * GRADES, 2 * GRADES));
    let health = store.check(&scheduler).unwrap();
    assert!(health.is_sound(), "{health:?}");
    assert_eq!((health.reviews, health.items), (2 * GRADES, ITEMS));
}

#[test]
fn two_processes_can_make_the_database_at_once() {
    for n in 0..20 {
        let world = World::new();
        let both = [0, 1].map(|_| {
            let mut command = world.dva(&["due"]);
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap()
        });
        for child in both {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "try {n}: {}", words(&output));
        }
        world.succeed(&["doctor"]);
    }
}

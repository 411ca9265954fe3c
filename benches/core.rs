//! The pure functions behind the promises, one by one. `cargo bench --bench core [FILTER]`.

#[path = "promises/synthetic.rs"]
mod synthetic;

use divan::{Bencher, black_box};
use dva::content::{Library, markup, shipped};
use dva::lookup::Index;
use dva::schedule::{Day, Model, NewOrder, PARAMETERS, Scheduler, build, introduction_order};

const TODAY: Day = Day(20_000);

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

fn scheduler() -> Scheduler {
    Scheduler::new(Model::new(&PARAMETERS, 0.9).expect("the default parameters are sound"))
}

#[divan::bench]
fn replay_of_ten_reviews(bencher: Bencher) {
    let (scheduler, log) = (scheduler(), synthetic::answers(&mut synthetic::chance()));
    bencher.bench(|| scheduler.replay("lambda.tmp.max", black_box(log)));
}

#[divan::bench]
fn preview_of_four_grades(bencher: Bencher) {
    let (scheduler, log) = (scheduler(), synthetic::answers(&mut synthetic::chance()));
    let memory = scheduler.replay("lambda.tmp.max", log).expect("the model takes any log");
    bencher.bench(|| scheduler.preview("lambda.tmp.max", black_box(memory.as_ref()), Day(1_000)));
}

#[divan::bench(args = SIZES)]
fn queue_with_all_due(bencher: Bencher, items: usize) {
    let (scheduler, library) = (scheduler(), synthetic::library(items));
    let due = synthetic::asked(&library, &scheduler, TODAY, 1.0).expect("the model takes any log");
    let situation = synthetic::situation(&library, due, TODAY);
    bencher.bench(|| build(&situation, &scheduler, synthetic::fresh(&library)));
}

#[divan::bench(args = SIZES)]
fn order_of_new_items(bencher: Bencher, items: usize) {
    let library = synthetic::library(items);
    let blueprint = library.blueprint(synthetic::EXAM);
    bencher.bench(|| introduction_order(&library, blueprint, NewOrder::Weight, &[], None));
}

#[divan::bench]
fn content_decoded() -> dva::content::Content {
    shipped::content()
}

#[divan::bench]
fn content_indexed(bencher: Bencher) {
    bencher.with_inputs(shipped::content).bench_values(Library::new);
}

#[divan::bench]
fn lookup_index_of_1_000_facts(bencher: Bencher) {
    let library = synthetic::with_facts(1_000);
    bencher.bench(|| Index::new(&library, synthetic::READER));
}

#[divan::bench(args = synthetic::QUERIES)]
fn lookup_keystroke_over_1_000_facts(bencher: Bencher, query: &str) {
    let index = Index::new(&synthetic::with_facts(1_000), synthetic::READER);
    bencher.bench(|| index.search(black_box(query), 20));
}

#[divan::bench]
fn markup_of_every_topic(bencher: Bencher) {
    let content = shipped::content();
    bencher.bench(|| {
        let parsed = content.topics.iter().map(|topic| markup::parse(black_box(&topic.body)));
        parsed.map(|blocks| blocks.map_or(0, |blocks| blocks.len())).sum::<usize>()
    });
}

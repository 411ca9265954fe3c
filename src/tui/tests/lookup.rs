//! Looking up on the shipped content.

use insta::assert_snapshot;
use tempfile::TempDir;

use crate::content::shipped;
use crate::fixtures::{MONDAY, study_of};

use super::super::keymap::Context;
use super::Harness;

fn harness(width: u16, height: u16) -> Harness {
    let folder = TempDir::new().unwrap();
    let study = study_of(shipped::content(), &folder, MONDAY);
    Harness::open(width, height, folder, study)
}

#[test]
fn what_is_typed_is_found_and_told() {
    for (width, height) in [(80, 24), (40, 12), (120, 40)] {
        let mut harness = harness(width, height);
        assert_snapshot!(format!("look up {width}x{height}"), harness.keys("/sqs vis").screen());
    }
    let mut harness = harness(80, 24);
    assert_snapshot!(harness.keys("/").screen());
    assert_snapshot!(harness.keys("xqzw").screen());
}

#[test]
fn plain_characters_are_typed_and_the_way_back_leads_where_it_began() {
    let mut harness = harness(80, 24);
    let before = harness.keys("n").screen();
    let typed = harness.keys("/q?/:").screen();
    assert!(typed.contains("/ q?/:▏"), "{typed}");
    assert_eq!(harness.keys("<Esc>").screen(), before);
}

#[test]
fn enter_opens_the_topic_and_the_value_goes_to_the_clipboard() {
    let mut harness = harness(80, 24);
    let topic = harness.keys("/sqs visibility default<Enter>").screen();
    assert!(topic.contains("Topic · "), "{topic}");
    assert_eq!(harness.app.take_copied(), None);
    let copied = harness.keys("<Esc><Ctrl-Y>").screen();
    assert!(copied.contains("Copied: 30 seconds"), "{copied}");
    assert_eq!(harness.app.take_copied().as_deref(), Some("30 seconds"));
    let source = harness.keys("<Ctrl-O>").screen();
    assert!(source.contains("https://docs.aws.amazon.com/"), "{source}");
}

#[test]
fn what_was_looked_up_is_there_again_and_after_three_times_it_is_a_card() {
    let mut harness = harness(80, 24);
    harness.keys("/sqs visibility default<Enter><Esc>");
    let told = harness.screen();
    assert!(told.contains("looked up once · not among your cards yet"), "{told}");
    harness.keys("<Enter><Esc><Enter><Esc>");
    let told = harness.screen();
    assert!(told.contains("looked up 3 times · it comes first among your next new cards"), "{told}");
    let again = harness.keys("<Esc>/").screen();
    assert!(again.contains("Visibility timeout"), "an empty query shows it: {again}");
    harness.keys("<Esc>d");
    while harness.app.context() == Some(Context::DrillTopic) {
        harness.keys("<Space>");
    }
    let first = harness.keys("<Space>").screen();
    assert!(first.contains("30 seconds"), "{first}");
}

#[test]
fn a_topic_and_a_card_open_too() {
    let mut harness = harness(80, 24);
    harness.keys("/lambda concurrency<End>");
    let last = harness.keys("<PgDn><PgDn><PgDn><PgDn><PgDn>").screen();
    assert!(last.contains("card") || last.contains("topic"), "{last}");
    harness.keys("<Enter>");
    assert!(matches!(harness.app.context(), Some(Context::Item | Context::Topic)));
}

//! A deck's file.

use toml::Spanned;
use toml::de::DeValue;

use super::model::{Deck, ItemKind, Tier};
use super::read::{Reading, Target, report_repeats, values};
use super::table::{At, Problems, Table};
use super::text::Text;

pub(crate) fn read<'t>(reading: &mut Reading, top: &mut Table<'t, '_, '_>, head: &'t Spanned<DeValue<'t>>) {
    if let Some(deck) = deck(reading, head, top.problems) {
        reading.content.decks.push(deck);
    }
}

fn deck(reading: &mut Reading, value: &Spanned<DeValue<'_>>, problems: &mut Problems<'_>) -> Option<Deck> {
    let mut table = Table::open(value, "[deck]", problems)?;
    let id = table.text("id");
    let title = table.text("title");
    let about = table.text("about");
    let sections = filter(reading, &mut table, "sections", &Target::Section);
    let topics = filter(reading, &mut table, "topics", &Target::Topic);
    let items = filter(reading, &mut table, "items", &Target::Item);
    let kinds = table.words::<ItemKind>("kinds");
    let tiers = table.numbers("tiers", 1..=3).into_iter().map(|tier| Tier(tier as u8)).collect();
    table.finish(&[]);
    let id = id?;
    reading.define(&id, problems);
    Some(Deck {
        id: id.value,
        title: title?.value,
        about: about?.value,
        sections: values(sections),
        topics: values(topics),
        kinds,
        tiers,
        items: values(items),
    })
}

fn filter(
    reading: &mut Reading,
    table: &mut Table<'_, '_, '_>,
    key: &'static str,
    target: &Target,
) -> Vec<At<Text>> {
    let list = table.texts(key);
    report_repeats(&list, key, table.problems);
    for id in &list {
        reading.refer(target.clone(), id);
    }
    list
}

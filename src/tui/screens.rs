//! The screens: one file each, joined by one enum.

mod asking;
mod deck;
mod decks;
mod drill;
mod heat;
mod home;
mod item;
mod items;
mod notes;
mod palette;
mod reading;
mod section;
mod settings;
mod topic;
mod welcome;
mod writing;

pub(super) use asking::Asking;
pub(super) use deck::DeckScreen;
pub(super) use decks::Decks;
pub(super) use drill::DrillScreen;
pub(super) use home::Home;
pub(super) use item::ItemScreen;
pub(super) use items::Items;
pub(super) use notes::Notes;
pub(super) use palette::Palette;
pub(super) use reading::Reading;
pub(super) use section::SectionScreen;
pub(super) use settings::SettingsScreen;
pub(super) use topic::TopicScreen;
pub(super) use welcome::Welcome;
pub(super) use writing::Writing;

use super::view::View;

/// Joins the screens: the enum, the way into it, and the way to what they have in common.
macro_rules! screens {
    ($($(#[$what:meta])* $name:ident),+ $(,)?) => {
        /// A screen that is open.
        #[expect(clippy::enum_variant_names, reason = "a variant is named as the type it holds")]
        #[derive(Debug)]
        pub(super) enum Screen {
            $($(#[$what])* $name(Box<$name>),)+
        }

        impl Screen {
            pub(super) fn view(&self) -> &dyn View {
                match self { $(Self::$name(screen) => screen.as_ref(),)+ }
            }

            pub(super) fn view_mut(&mut self) -> &mut dyn View {
                match self { $(Self::$name(screen) => screen.as_mut(),)+ }
            }
        }

        $(impl From<$name> for Screen {
            fn from(screen: $name) -> Self {
                Self::$name(Box::new(screen))
            }
        })+
    };
}

screens! {
    /// Today at a glance.
    Home,
    /// The questions of the first run.
    Welcome,
    /// A drill, to its summary.
    DrillScreen,
    /// The sections of the course.
    Notes,
    /// The topics of a section.
    SectionScreen,
    /// A topic of the course.
    TopicScreen,
    /// The decks.
    Decks,
    /// What a deck holds.
    DeckScreen,
    /// The learner's own list of items.
    Items,
    /// One item.
    ItemScreen,
    /// The settings.
    SettingsScreen,
    /// A text over another screen.
    Reading,
    /// A line to write.
    Writing,
    /// Find anything by its name.
    Palette,
    /// Yes or no.
    Asking,
}

//! The screens: one file each, joined by one enum.

mod drill;
mod hint;
mod home;
mod reading;

pub(super) use drill::DrillScreen;
pub(super) use hint::HintScreen;
pub(super) use home::Home;
pub(super) use reading::Reading;

use super::app::View;

/// A screen that is open.
#[derive(Debug)]
pub(super) enum Screen {
    /// Today at a glance.
    Home(Home),
    /// A drill, to its summary; boxed, for it is much larger than the others.
    Drill(Box<DrillScreen>),
    /// A text to read.
    Reading(Reading),
    /// A hint to write.
    Hint(HintScreen),
}

impl Screen {
    pub(super) fn view(&self) -> &dyn View {
        match self {
            Self::Home(screen) => screen,
            Self::Drill(screen) => screen.as_ref(),
            Self::Reading(screen) => screen,
            Self::Hint(screen) => screen,
        }
    }

    pub(super) fn view_mut(&mut self) -> &mut dyn View {
        match self {
            Self::Home(screen) => screen,
            Self::Drill(screen) => screen.as_mut(),
            Self::Reading(screen) => screen,
            Self::Hint(screen) => screen,
        }
    }
}

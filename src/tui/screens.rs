//! The screens: one file each, joined by one enum.

mod answering;
mod answers;
mod asking;
mod calculator;
mod calculators;
mod deck;
mod decks;
mod drill;
mod exam;
mod exams;
mod grid;
mod heat;
mod home;
mod item;
mod items;
mod lookup;
mod mistakes;
mod notes;
mod palette;
mod pause;
mod placing;
mod practice;
mod quiz;
mod reading;
mod report;
mod section;
mod settings;
mod sitting;
mod submit;
mod test;
mod topic;
mod welcome;
mod working;
mod writing;

use super::view::View;

/// Joins the screens: the enum, the way into it, and the way to what they have in common.
macro_rules! screens {
    ($($(#[$what:meta])* $module:ident :: $name:ident),+ $(,)?) => {
        $(pub(super) use $module::$name;)+

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
    home::Home,
    /// The questions of the first run.
    welcome::Welcome,
    /// A drill, to its summary.
    drill::DrillScreen,
    /// The sections of the course.
    notes::Notes,
    /// The topics of a section.
    section::SectionScreen,
    /// A topic of the course.
    topic::TopicScreen,
    /// The decks.
    decks::Decks,
    /// What a deck holds.
    deck::DeckScreen,
    /// Limits, defaults and everything else by its name.
    lookup::LookUp,
    /// The calculators.
    calculators::Calculators,
    /// A calculation.
    calculator::CalculatorScreen,
    /// Problems of a calculator.
    practice::Practice,
    /// What is to be sat, before a mock exam.
    exam::ExamScreen,
    /// A mock exam, question by question.
    sitting::SittingScreen,
    /// All questions of a mock exam at a glance.
    grid::Grid,
    /// What is blank and marked, before a mock exam is submitted.
    submit::Submit,
    /// A mock exam that is paused, or about to be left.
    pause::Pause,
    /// The mock exams so far.
    exams::Exams,
    /// The report of a mock exam.
    report::ReportScreen,
    /// The questions of a report with their explanations.
    answers::Answers,
    /// What a quiz is to be on.
    test::Test,
    /// A quiz, to its end.
    quiz::QuizScreen,
    /// The list of mistakes.
    mistakes::Mistakes,
    /// The offer of the questions that show where a learner stands.
    placing::Placing,
    /// The learner's own list of items.
    items::Items,
    /// One item.
    item::ItemScreen,
    /// The settings.
    settings::SettingsScreen,
    /// A text over another screen.
    reading::Reading,
    /// A line to write.
    writing::Writing,
    /// Find anything by its name.
    palette::Palette,
    /// Yes or no.
    asking::Asking,
}

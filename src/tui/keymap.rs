//! One table of keys, from which dispatch, footer, help, palette and the README's key table come; a learner's `config.toml`
//! may give actions other keys.

mod chord;
mod remap;
mod table;

use crossterm::event::KeyEvent;
use strum::IntoEnumIterator;

pub(super) use chord::Chord;
use table::{BINDINGS, Binding};

/// Which rows of the table apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumIter, strum::Display, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub(super) enum Context {
    /// Everywhere.
    Everywhere,
    /// The questions of the first run.
    Welcome,
    /// Home.
    Home,
    /// A drill that shows the topic before its first item.
    DrillTopic,
    /// A drill that shows a problem, with a field for its answer.
    DrillProblem,
    /// A drill that shows the front.
    DrillFront,
    /// A drill that shows the back too.
    DrillBack,
    /// A drill after an answer that was not recalled.
    DrillMissed,
    /// A drill that shows a question which came back.
    DrillQuestion,
    /// A drill that shows such a question's verdict.
    DrillVerdict,
    /// The end of a drill.
    Summary,
    /// The sections of the course.
    Notes,
    /// The topics of a section.
    Section,
    /// A topic, read in the course.
    Topic,
    /// The decks.
    Decks,
    /// What a deck holds.
    Deck,
    /// Limits, defaults and everything else by its name.
    LookUp,
    /// The calculators.
    Calculators,
    /// The form of a calculator.
    Calculator,
    /// A problem of a calculator, to be answered.
    Practice,
    /// A problem of a calculator after its answer.
    Practised,
    /// What is to be sat, before a mock exam.
    Exam,
    /// A question of a mock exam.
    Sitting,
    /// All questions of a mock exam at a glance.
    Grid,
    /// What is blank and marked, before a mock exam is submitted.
    Submit,
    /// A mock exam that is paused, or about to be left.
    Pause,
    /// The mock exams so far.
    Exams,
    /// The report of a mock exam.
    Report,
    /// A question of a report.
    Answer,
    /// What a quiz is to be on.
    Test,
    /// A question of a quiz.
    Quiz,
    /// A question of a quiz with its verdict.
    QuizVerdict,
    /// The end of a quiz.
    QuizEnd,
    /// The list of mistakes.
    Mistakes,
    /// The offer of the questions that show where a learner stands.
    Placing,
    /// The learner's own list of items.
    Items,
    /// One item.
    Item,
    /// The settings.
    Settings,
    /// A text over another screen: a topic, sources, help.
    Reading,
    /// A line to write: a note, a value.
    Writing,
    /// The command palette.
    Palette,
    /// A question to be answered with yes or no.
    Asking,
}

impl Context {
    /// Where it is, as people say it.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::Welcome => "First questions",
            Self::Home => "Home",
            Self::DrillTopic => "Drill: a new topic",
            Self::DrillProblem => "Drill: a problem",
            Self::DrillFront => "Drill: the question",
            Self::DrillBack => "Drill: the answer",
            Self::DrillMissed => "Drill: after Again",
            Self::DrillQuestion => "Drill: a missed question",
            Self::DrillVerdict => "Drill: the verdict",
            Self::Summary => "Drill: the end",
            Self::Notes => "Notes",
            Self::Section => "Notes: a section",
            Self::Topic => "Notes: a topic",
            Self::Decks => "Decks",
            Self::Deck => "A deck",
            Self::LookUp => "Look up",
            Self::Calculators => "Calculators",
            Self::Calculator => "A calculator",
            Self::Practice => "Practice: a problem",
            Self::Practised => "Practice: the answer",
            Self::Exam => "Mock exam",
            Self::Sitting => "Mock exam: a question",
            Self::Grid => "Mock exam: the grid",
            Self::Submit => "Mock exam: before you submit",
            Self::Pause => "Mock exam: pause",
            Self::Exams => "Mock exams so far",
            Self::Report => "Report",
            Self::Answer => "Report: a question",
            Self::Test => "Test",
            Self::Quiz => "Quiz: a question",
            Self::QuizVerdict => "Quiz: the verdict",
            Self::QuizEnd => "Quiz: the end",
            Self::Mistakes => "Mistakes",
            Self::Placing => "Where you stand",
            Self::Items => "Items",
            Self::Item => "One item",
            Self::Settings => "Settings",
            Self::Reading => "A text",
            Self::Writing => "Writing",
            Self::Palette => "Find",
            Self::Asking => "Yes or no",
        }
    }

    /// Whether a text field takes plain characters here.
    pub(super) fn is_text(self) -> bool {
        matches!(
            self,
            Self::Writing
                | Self::Palette
                | Self::Welcome
                | Self::DrillProblem
                | Self::LookUp
                | Self::Calculators
                | Self::Calculator
                | Self::Practice
        )
    }
}

/// What a key does.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::EnumIter,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub(super) enum Action {
    Quit,
    SuspendProcess,
    Redraw,
    Help,
    Palette,
    LookUp,
    Back,
    Open,
    Drill,
    Five,
    Ten,
    Twenty,
    Decks,
    Exam,
    Calculators,
    Notes,
    Items,
    Settings,
    GoOn,
    Reveal,
    Judge,
    OpenSource,
    Copy,
    Again,
    Hard,
    Good,
    Easy,
    Known,
    Topic,
    Sources,
    Undo,
    Redo,
    Flag,
    Note,
    Hint,
    Dispute,
    SuspendItem,
    BuryItem,
    Reset,
    Read,
    Next,
    Previous,
    NextFilter,
    PreviousFilter,
    NextField,
    PreviousField,
    Edit,
    Practise,
    OtherDay,
    Keep,
    Yes,
    ChooseA,
    ChooseB,
    ChooseC,
    ChooseD,
    ChooseE,
    ChooseF,
    StrikeA,
    StrikeB,
    StrikeC,
    StrikeD,
    StrikeE,
    StrikeF,
    Guess,
    Sure,
    Grid,
    Submit,
    ShowAll,
    ShowWrong,
    ShowMarked,
    ShowSlow,
    ShowBlank,
    ShowChanged,
    ShowGuessed,
    Test,
    Mistakes,
    Begin,
    WhyUnknown,
    WhyMisread,
    WhyBetween,
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
}

/// The actions that choose an option, in the order of the options.
pub(super) const CHOOSE: [Action; 6] =
    [Action::ChooseA, Action::ChooseB, Action::ChooseC, Action::ChooseD, Action::ChooseE, Action::ChooseF];

/// The actions that strike an option out, in the order of the options.
pub(super) const STRIKE: [Action; 6] =
    [Action::StrikeA, Action::StrikeB, Action::StrikeC, Action::StrikeD, Action::StrikeE, Action::StrikeF];

/// What a key means for the options of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OnOption {
    /// This one is chosen, or taken back.
    Choose(u8),
    /// This one is struck out, or no longer.
    Strike(u8),
}

impl Action {
    /// Returns what an action means for the options of a question; `None` for the others.
    pub(super) fn on_option(self) -> Option<OnOption> {
        let place = |of: [Self; 6]| of.iter().position(|action| *action == self).map(|n| n as u8);
        place(CHOOSE).map(OnOption::Choose).or_else(|| place(STRIKE).map(OnOption::Strike))
    }

    /// Returns the actions on options that a question of `options` options has no use for.
    pub(super) fn beyond(options: usize) -> impl Iterator<Item = Self> {
        CHOOSE.into_iter().skip(options).chain(STRIKE.into_iter().skip(options))
    }
}

/// Actions for everywhere that go by other keys on a screen, because one of theirs is that screen's own.
const OWN_KEYS: [(Context, Action); 1] = [(Context::Calculator, Action::Palette)];

/// A row that applies in one context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Where it applies.
    pub(super) context: Context,
    /// The keys; the first is shown in the footer.
    pub(super) chords: Vec<Chord>,
    /// What they do.
    pub(super) action: Action,
    /// What that is, in a few words.
    pub(super) help: &'static str,
    /// The word in the footer; none when it is left to the help.
    pub(super) hint: Option<&'static str>,
}

fn keys<'a>(chords: impl Iterator<Item = &'a Chord>) -> String {
    chords.map(Chord::to_string).collect::<Vec<_>>().join(", ")
}

/// The keys in force: the table, with a learner's own in place of some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Keymap {
    rows: Vec<Row>,
}

impl Default for Keymap {
    fn default() -> Self {
        let of = |binding: &'static Binding| {
            let &Binding { contexts, chords, action, help, hint } = binding;
            contexts.iter().map(move |&context| Row { context, chords: chords.to_vec(), action, help, hint })
        };
        Self { rows: BINDINGS.iter().flat_map(of).collect() }
    }
}

impl Keymap {
    /// Returns what a key does in a context, the context's own rows first.
    pub(super) fn action(&self, context: Context, key: KeyEvent) -> Option<Action> {
        let chord = Chord::from(key);
        if context.is_text() && chord.is_typed() {
            return None;
        }
        self.rows(context).find(|row| row.chords.contains(&chord)).map(|row| row.action)
    }

    /// Returns the keys of the rows that can be pressed in a context, with their rows: where a text field takes plain
    /// characters, those are not among them.
    pub(super) fn pressable(&self, context: Context) -> impl Iterator<Item = (&Row, Vec<Chord>)> {
        let can = move |chord: &&Chord| !(context.is_text() && chord.is_typed());
        let with_keys =
            move |row: &'_ Row| -> Vec<Chord> { row.chords.iter().filter(can).copied().collect() };
        self.rows(context).map(move |row| (row, with_keys(row))).filter(|(_, chords)| !chords.is_empty())
    }

    /// Returns the rows that can be pressed in a context with their keys as people write them: `Space, Enter`.
    pub(super) fn written(&self, context: Context) -> impl Iterator<Item = (&Row, String)> {
        self.pressable(context).map(|(row, chords)| (row, keys(chords.iter())))
    }

    /// Returns the rows that apply in a context, its own first; rows for everywhere that an own row stands in for are left
    /// out.
    pub(super) fn rows(&self, context: Context) -> impl Iterator<Item = &Row> {
        let of = move |wanted| self.rows.iter().filter(move |row| row.context == wanted);
        let stands_in = move |row: &&Row| {
            !of(context).any(|own| {
                let has_own = OWN_KEYS.contains(&(context, row.action));
                own.action == row.action
                    && (has_own || own.chords.iter().any(|chord| row.chords.contains(chord)))
            })
        };
        let everywhere =
            of(Context::Everywhere).filter(move |row| context != Context::Everywhere && stands_in(row));
        of(context).chain(everywhere)
    }

    /// Returns the first key of an action in a context, to name it in a text.
    pub(super) fn key_of(&self, context: Context, action: Action) -> Option<Chord> {
        let mut rows = self.pressable(context);
        rows.find(|(row, _)| row.action == action).and_then(|(_, chords)| chords.first().copied())
    }
}

/// Returns the whole table in Markdown, for the README: one row for each key and what it does, with where.
pub fn key_table() -> String {
    let mut lines: Vec<(&Binding, Vec<Context>)> = Vec::new();
    for binding in BINDINGS {
        let same = |(other, _): &&mut (&Binding, Vec<Context>)| {
            (other.action, other.chords, other.help) == (binding.action, binding.chords, binding.help)
        };
        match lines.iter_mut().find(same) {
            Some((_, contexts)) => contexts.extend(binding.contexts),
            None => lines.push((binding, binding.contexts.to_vec())),
        }
    }
    let mut table = String::from("| key | does | action | where |\n| --- | --- | --- | --- |\n");
    for (binding, contexts) in lines {
        let contexts: Vec<&str> =
            Context::iter().filter(|context| contexts.contains(context)).map(Into::into).collect();
        let keys = keys(binding.chords.iter());
        table += &format!("| {keys} | {} | {} | {} |\n", binding.help, binding.action, contexts.join(", "));
    }
    table
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use crossterm::event::KeyCode;

    use super::*;

    #[test]
    fn no_key_means_two_things_in_a_context_and_none_hides_one_for_everywhere() {
        let keymap = Keymap::default();
        for context in Context::iter() {
            let mut seen = HashMap::new();
            for row in keymap.rows(context) {
                for chord in &row.chords {
                    let before = seen.insert(chord, row.action);
                    assert_eq!(before, None, "{context}: {chord} is bound twice");
                }
            }
        }
    }

    #[test]
    fn every_action_is_bound_and_every_context_has_keys_and_a_way_back() {
        let keymap = Keymap::default();
        for action in Action::iter() {
            assert!(BINDINGS.iter().any(|row| row.action == action), "{action:?} has no key");
        }
        for context in Context::iter() {
            assert!(keymap.rows(context).any(|row| row.context == context), "{context} has no keys");
            assert!(keymap.rows(context).any(|row| row.action == Action::Back), "{context} has no way back");
        }
    }

    #[test]
    fn one_letter_means_one_thing_everywhere() {
        // Home's letters are its menu, as its rows show; a question is answered with y or n.
        let apart = |context: &Context| matches!(context, Context::Home | Context::Asking);
        let mut meanings: HashMap<char, HashSet<Action>> = HashMap::new();
        // A letter that names an option is that option's, and nothing else on its screen.
        let names_option = |row: &&Binding| row.action.on_option().is_some();
        let rows = BINDINGS.iter().filter(|row| !names_option(row));
        for row in rows.filter(|row| !row.contexts.iter().any(apart)) {
            for chord in row.chords {
                if let KeyCode::Char(c) = chord.code
                    && c.is_alphabetic()
                    && chord.is_typed()
                {
                    meanings.entry(c).or_default().insert(row.action);
                }
            }
        }
        // Left is back in a list, and the one before where there is one; right likewise. `g` is the beginning of what is
        // read, and the grid of a paper.
        let apart = |letter: &char| matches!(letter, 'g' | 'h' | 'l');
        for (letter, actions) in meanings.into_iter().filter(|(letter, _)| !apart(letter)) {
            assert_eq!(actions.len(), 1, "{letter} means several things: {actions:?}");
        }
    }

    #[test]
    fn plain_characters_are_text_where_there_is_a_field() {
        let keymap = Keymap::default();
        for context in Context::iter().filter(|context| context.is_text()) {
            for c in ['q', '?', ':', 'j', ' '] {
                assert_eq!(keymap.action(context, KeyEvent::from(KeyCode::Char(c))), None);
            }
            let own = BINDINGS.iter().filter(|row| row.contexts.contains(&context));
            for chord in own.flat_map(|row| row.chords) {
                assert!(!chord.is_typed(), "{context}: {chord} can never be pressed");
            }
        }
    }

    #[test]
    fn help_is_short_and_without_a_full_stop() {
        for row in BINDINGS {
            assert!(
                !row.help.is_empty() && !row.help.ends_with('.') && row.help.chars().count() <= 62,
                "{}",
                row.help
            );
            assert!(row.hint.is_none_or(|hint| hint.chars().count() <= 12), "{:?}", row.hint);
        }
    }

    #[test]
    fn the_readme_holds_this_table() {
        let readme = include_str!("../../README.md");
        assert!(readme.contains(&key_table()), "README.md must hold the key table:\n{}", key_table());
    }
}

//! The table itself: every key of the tutor.

use crossterm::event::KeyCode;

use super::{Action, Chord, Context};

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Binding {
    /// Where it applies.
    pub(in super::super) contexts: &'static [Context],
    /// The keys; the first is shown in the footer.
    pub(in super::super) chords: &'static [Chord],
    /// What they do.
    pub(in super::super) action: Action,
    /// What that is, in a few words.
    pub(in super::super) help: &'static str,
    /// The word in the footer; none when it is left to the help.
    pub(in super::super) hint: Option<&'static str>,
}

const fn row(
    contexts: &'static [Context],
    chords: &'static [Chord],
    action: Action,
    help: &'static str,
    hint: Option<&'static str>,
) -> Binding {
    Binding { contexts, chords, action, help, hint }
}

const fn c(c: char) -> Chord {
    Chord::char(c)
}

const fn k(code: KeyCode) -> Chord {
    Chord::key(code)
}

const ENTER: Chord = k(KeyCode::Enter);
const SPACE: Chord = c(' ');
const RIGHT: Chord = k(KeyCode::Right);
const LEFT: Chord = k(KeyCode::Left);

use Action as A;
use Context as C;

/// A drill with an item on the screen.
const ASKED: &[C] = &[C::DrillFront, C::DrillBack, C::DrillMissed, C::DrillQuestion, C::DrillVerdict];
/// Every page of a drill.
const DRILL: &[C] = &[
    C::DrillTopic,
    C::DrillFront,
    C::DrillBack,
    C::DrillMissed,
    C::DrillQuestion,
    C::DrillVerdict,
    C::Summary,
];
/// A drill after the answer was shown.
const ANSWERED: &[C] = &[C::DrillBack, C::DrillMissed, C::DrillVerdict];
/// Screens that are a list with one row chosen.
const LISTS: &[C] = &[
    C::Home,
    C::Summary,
    C::Notes,
    C::Section,
    C::Decks,
    C::Deck,
    C::Items,
    C::Settings,
    C::Exam,
    C::Submit,
    C::Exams,
];
/// Lists whose rows open.
const OPENING: &[C] = &[C::Summary, C::Notes, C::Section, C::Decks, C::Deck, C::Items, C::Submit, C::Exams];
/// Screens that are a text.
const TEXTS: &[C] = &[
    C::DrillTopic,
    C::DrillFront,
    C::DrillBack,
    C::DrillMissed,
    C::Reading,
    C::Topic,
    C::Item,
    C::Practised,
    C::Report,
    C::Answer,
];
/// Screens of a question whose options are chosen by letter.
const CHOOSING: &[C] = &[C::Sitting, C::Quiz, C::DrillQuestion];
/// A question that is answered, wherever it is asked.
const QUESTIONS: &[C] = &[C::Quiz, C::DrillQuestion];
/// A question with its verdict, wherever it was asked.
const VERDICTS: &[C] = &[C::QuizVerdict, C::DrillVerdict];
/// Lists of what was missed.
const MISSED: &[C] = &[C::QuizEnd, C::Mistakes];
/// Lists of the tests.
const TEST_LISTS: &[C] = &[C::Test, C::QuizEnd, C::Mistakes];
/// Questions that are longer than the screen.
const LONG: &[C] = &[C::Quiz, C::QuizVerdict, C::DrillQuestion, C::DrillVerdict];
/// Screens of one item outside a drill.
const KEPT: &[C] = &[C::Items, C::Item];

/// All keys. In each context the footer shows the rows with a hint, in this order.
#[rustfmt::skip]
pub(in super::super) const BINDINGS: &[Binding] = &[
    row(&[C::Home], &[ENTER, SPACE, RIGHT, c('l')], A::Open, "go to the chosen place", Some("go")),
    row(&[C::Home], &[c('d')], A::Drill, "drill what is due and what is new", Some("drill")),
    row(&[C::Home], &[c('5')], A::Five, "drill for 5 minutes", None),
    row(&[C::Home], &[c('1')], A::Ten, "drill for 10 minutes", None),
    row(&[C::Home], &[c('2')], A::Twenty, "drill for 20 minutes", None),
    row(&[C::Home], &[c('t')], A::Test, "questions with the verdict at once", Some("test")),
    row(&[C::Home], &[c('x')], A::Mistakes, "questions you missed or guessed", None),
    row(&[C::Home], &[c('b')], A::Decks, "the decks and what they hold", Some("decks")),
    row(&[C::Home], &[c('e')], A::Exam, "sit a mock exam, or go on with one", Some("exam")),
    row(&[C::Home], &[c('c')], A::Calculators, "calculate: capacity, limits, times, costs", None),
    row(&[C::Home], &[c('n')], A::Notes, "read the course", Some("notes")),
    row(&[C::Home], &[c('I')], A::Items, "items you marked, suspended or noted, and leeches", None),
    row(&[C::Home], &[c(',')], A::Settings, "settings", Some("settings")),

    row(&[C::DrillTopic, C::DrillMissed], &[SPACE, ENTER], A::GoOn, "read on; at the end, go on", Some("go on")),
    row(&[C::DrillProblem], &[ENTER], A::Judge, "judge the answer typed; without one, show it", Some("answer")),
    row(&[C::DrillProblem], &[k(KeyCode::Tab)], A::NextField, "leave the field: then letters are keys again", Some("leave field")),
    row(&[C::DrillProblem], &[k(KeyCode::PageUp)], A::PageUp, "a page up", None),
    row(&[C::DrillProblem], &[k(KeyCode::PageDown)], A::PageDown, "a page down", None),
    row(&[C::DrillFront], &[SPACE, ENTER], A::Reveal, "show the answer", Some("answer")),
    row(&[C::DrillBack], &[c('1')], A::Again, "Again: not recalled; it comes back in this session", None),
    row(&[C::DrillBack], &[c('2')], A::Hard, "Hard: recalled with effort, which is still a pass", None),
    row(&[C::DrillBack], &[c('3'), SPACE, ENTER], A::Good, "Good: recalled", None),
    row(&[C::DrillBack], &[c('4')], A::Easy, "Easy: recalled at once", None),

    row(OPENING, &[ENTER, SPACE, RIGHT, c('l')], A::Open, "open the chosen row", Some("open")),
    row(&[C::Topic], &[SPACE], A::GoOn, "read on; at the end, the next topic", Some("read on")),
    row(&[C::Notes, C::Section, C::Topic], &[c('d')], A::Drill, "drill this section", Some("drill it")),
    row(&[C::Decks, C::Deck], &[c('d')], A::Drill, "drill this deck", Some("drill it")),
    row(&[C::Summary], &[c('d')], A::Drill, "drill on: another session", Some("drill on")),
    row(&[C::Topic], &[RIGHT, c('l')], A::Next, "the next topic", Some("next")),
    row(&[C::Topic], &[LEFT, c('h')], A::Previous, "the topic before", Some("before")),
    row(&[C::Topic, C::Section], &[c('r')], A::Read, "mark as read, or to be read again", Some("read")),
    row(&[C::Items], &[k(KeyCode::Tab)], A::NextFilter, "show another kind of items", Some("kind")),
    row(&[C::Items], &[k(KeyCode::BackTab)], A::PreviousFilter, "show the kind before", None),

    row(QUESTIONS, &[ENTER], A::Judge, "the verdict, with why each option is right or fails", Some("verdict")),
    row(CHOOSING, &[c('a')], A::ChooseA, "choose option a; of several, again takes it back", Some("choose")),
    row(CHOOSING, &[c('b')], A::ChooseB, "choose option b; of several, again takes it back", None),
    row(CHOOSING, &[c('c')], A::ChooseC, "choose option c; of several, again takes it back", None),
    row(CHOOSING, &[c('d')], A::ChooseD, "choose option d; of several, again takes it back", None),
    row(CHOOSING, &[c('e')], A::ChooseE, "choose option e; of several, again takes it back", None),
    row(CHOOSING, &[c('f')], A::ChooseF, "choose option f; of several, again takes it back", None),
    row(CHOOSING, &[c('A')], A::StrikeA, "strike option a out, or no longer", Some("strike out")),
    row(CHOOSING, &[c('B')], A::StrikeB, "strike option b out, or no longer", None),
    row(CHOOSING, &[c('C')], A::StrikeC, "strike option c out, or no longer", None),
    row(CHOOSING, &[c('D')], A::StrikeD, "strike option d out, or no longer", None),
    row(CHOOSING, &[c('E')], A::StrikeE, "strike option e out, or no longer", None),
    row(CHOOSING, &[c('F')], A::StrikeF, "strike option f out, or no longer", None),
    row(CHOOSING, &[c('w')], A::Guess, "say that you guess; again takes it back", None),
    row(CHOOSING, &[c('y')], A::Sure, "say that you are sure; again takes it back", None),
    row(&[C::Exam], &[ENTER, SPACE], A::Open, "do what the chosen row says", Some("choose")),
    row(&[C::Exam], &[RIGHT, c('l')], A::Next, "the next value", Some("next value")),
    row(&[C::Exam], &[LEFT, c('h')], A::Previous, "the value before", None),
    row(&[C::Sitting], &[c('m')], A::Flag, "mark it, to come back to; again takes the mark away", Some("mark")),
    row(&[C::Sitting], &[c('n')], A::Note, "write a note on this question", Some("note")),
    row(&[C::Sitting], &[c('g')], A::Grid, "all questions at a glance", Some("grid")),
    row(&[C::Sitting], &[RIGHT, ENTER, c('l')], A::Next, "the next question", Some("next")),
    row(&[C::Sitting], &[LEFT, c('h')], A::Previous, "the question before", None),
    row(&[C::Sitting], &[c('S')], A::Submit, "submit: first what is blank or marked is shown", Some("submit")),
    row(&[C::Sitting], &[k(KeyCode::Tab)], A::NextField, "to the options, or back to the stem", None),
    row(&[C::Sitting], &[k(KeyCode::Up), c('k')], A::Up, "scroll up", None),
    row(&[C::Sitting], &[k(KeyCode::Down), c('j')], A::Down, "scroll down", None),
    row(&[C::Sitting], &[k(KeyCode::PageUp)], A::PageUp, "a page up", None),
    row(&[C::Sitting], &[k(KeyCode::PageDown), SPACE], A::PageDown, "a page down", None),
    row(&[C::Sitting], &[k(KeyCode::Home)], A::First, "to the beginning", None),
    row(&[C::Sitting], &[k(KeyCode::End)], A::Last, "to the end", None),
    row(&[C::Sitting], &[k(KeyCode::Esc), c('q')], A::Back, "pause; in strict mode, leave while the clock goes on", Some("pause")),
    row(&[C::Grid], &[ENTER, SPACE], A::Open, "go to the chosen question, or to the number typed", Some("go")),
    row(&[C::Grid], &[RIGHT, c('l')], A::Next, "the next question", None),
    row(&[C::Grid], &[LEFT, c('h')], A::Previous, "the question before", None),
    row(&[C::Grid], &[k(KeyCode::Up), c('k')], A::Up, "the row above", None),
    row(&[C::Grid], &[k(KeyCode::Down), c('j')], A::Down, "the row below", None),
    row(&[C::Grid], &[k(KeyCode::Home)], A::First, "the first question", None),
    row(&[C::Grid], &[k(KeyCode::End)], A::Last, "the last question", None),
    row(&[C::Grid], &[c('S')], A::Submit, "submit: first what is blank or marked is shown", Some("submit")),
    row(&[C::Submit], &[c('S')], A::Submit, "submit now; there is no way back", Some("submit now")),
    row(&[C::Pause], &[SPACE, ENTER], A::GoOn, "go on with the question", Some("go on")),
    row(&[C::Pause], &[k(KeyCode::Esc), c('q')], A::Back, "leave it for later", Some("leave")),
    row(&[C::Report, C::Answer, C::Exams], &[c('d')], A::Drill, "drill exactly what was missed", Some("drill these")),
    row(&[C::Report], &[c('1')], A::ShowAll, "all questions with their explanations", None),
    row(&[C::Report], &[c('2')], A::ShowWrong, "questions answered wrong", None),
    row(&[C::Report], &[c('3')], A::ShowMarked, "questions you marked", None),
    row(&[C::Report], &[c('4')], A::ShowSlow, "questions that took long", None),
    row(&[C::Report], &[c('5')], A::ShowBlank, "questions left blank", None),
    row(&[C::Report], &[c('6')], A::ShowChanged, "questions whose answer you changed", None),
    row(&[C::Report], &[c('7')], A::ShowGuessed, "questions you said you guessed", None),
    row(&[C::Answer], &[RIGHT, ENTER, c('l')], A::Next, "the next question", Some("next")),
    row(&[C::Answer], &[LEFT, c('h')], A::Previous, "the question before", Some("before")),

    row(&[C::Settings], &[ENTER, SPACE], A::Edit, "change the chosen setting", Some("change")),
    row(&[C::Settings], &[RIGHT, c('l')], A::Next, "the next value", Some("next value")),
    row(&[C::Settings], &[LEFT, c('h')], A::Previous, "the value before", None),

    row(&[C::Test], &[ENTER], A::Begin, "begin, or go on with the quiz that was left", Some("begin")),
    row(&[C::Test], &[RIGHT, c('l')], A::Next, "the next value", Some("next value")),
    row(&[C::Test], &[LEFT, c('h')], A::Previous, "the value before", None),
    row(&[C::Placing], &[ENTER], A::Begin, "begin with the first of the questions", Some("begin")),
    row(&[C::Placing], &[k(KeyCode::Esc), c('q')], A::Back, "skip them", Some("skip")),
    row(VERDICTS, &[SPACE, ENTER], A::GoOn, "read on; at the end, go on", Some("go on")),
    row(&[C::Quiz, C::QuizVerdict], &[RIGHT], A::Next, "the next question", None),
    row(&[C::Quiz, C::QuizVerdict], &[LEFT], A::Previous, "the question before", None),
    row(&[C::Quiz], &[c('t')], A::Topic, "read the topic: the answer counts as helped then", Some("topic")),
    row(&[C::QuizVerdict], &[c('t')], A::Topic, "read the topic", Some("topic")),
    row(&[C::QuizVerdict], &[c('s')], A::Sources, "the pages it rests on", Some("sources")),
    row(&[C::Quiz, C::QuizVerdict], &[c('m')], A::Flag, "mark it, to find it again; again takes the mark away", Some("mark")),
    row(&[C::Quiz, C::QuizVerdict], &[c('n')], A::Note, "write a note of your own, shown with the answer", Some("note")),
    row(MISSED, &[ENTER, SPACE, RIGHT, c('l')], A::Open, "look at the chosen question again", Some("look")),
    row(MISSED, &[c('d')], A::Drill, "drill what the missed questions rest on", Some("drill them")),
    row(&[C::Mistakes], &[c('1')], A::WhyUnknown, "why it happened: you did not know it", Some("did not know")),
    row(&[C::Mistakes], &[c('2')], A::WhyMisread, "why it happened: you misread it", Some("misread")),
    row(&[C::Mistakes], &[c('3')], A::WhyBetween, "why it happened: you were between two options", Some("between two")),
    row(MISSED, &[c('t')], A::Topic, "read the topic", Some("topic")),
    row(&[C::Mistakes], &[c('s')], A::Sources, "the pages it rests on", None),
    row(&[C::Mistakes], &[c('m')], A::Flag, "mark it, to find it again; again takes the mark away", None),
    row(&[C::Mistakes], &[c('n')], A::Note, "write a note of your own, shown with the answer", None),
    row(&[C::Quiz, C::QuizVerdict, C::Mistakes, C::DrillQuestion, C::DrillVerdict], &[c('!')], A::Dispute, "\"I think this is wrong\"; again takes it back", None),
    row(MISSED, &[LEFT, c('h')], A::Back, "back", None),
    row(TEST_LISTS, &[k(KeyCode::Up), c('k')], A::Up, "the row above", None),
    row(TEST_LISTS, &[k(KeyCode::Down), c('j')], A::Down, "the row below", None),
    row(TEST_LISTS, &[k(KeyCode::PageUp)], A::PageUp, "a page up", None),
    row(TEST_LISTS, &[k(KeyCode::PageDown)], A::PageDown, "a page down", None),
    row(TEST_LISTS, &[k(KeyCode::Home), c('g')], A::First, "the first row", None),
    row(TEST_LISTS, &[k(KeyCode::End), c('G')], A::Last, "the last row", None),
    row(LONG, &[k(KeyCode::Up), c('k')], A::Up, "scroll up", None),
    row(LONG, &[k(KeyCode::Down), c('j')], A::Down, "scroll down", None),
    row(LONG, &[k(KeyCode::PageUp)], A::PageUp, "a page up", None),
    row(VERDICTS, &[k(KeyCode::PageDown)], A::PageDown, "a page down", None),
    row(QUESTIONS, &[k(KeyCode::PageDown), SPACE], A::PageDown, "a page down", None),
    row(LONG, &[k(KeyCode::Home), c('g')], A::First, "to the beginning", None),
    row(LONG, &[k(KeyCode::End), c('G')], A::Last, "to the end", None),

    row(ASKED, &[c('t')], A::Topic, "read the topic", Some("topic")),
    row(&[C::Item, C::Items, C::Deck, C::Summary, C::Answer], &[c('t')], A::Topic, "read the topic", Some("topic")),
    row(DRILL, &[c('u')], A::Undo, "take back the last answer, whenever it was given", Some("undo")),
    row(&[C::Home], &[c('u')], A::Undo, "take back the last answer, whenever it was given", Some("undo")),
    row(&[C::DrillFront], &[c('i')], A::Known, "I know this new item: ask once more in a week, then far out", Some("I know this")),
    row(&[C::DrillFront], &[c('H')], A::Hint, "show your note as a hint", Some("hint")),
    row(ANSWERED, &[c('s')], A::Sources, "the pages it rests on", Some("sources")),
    row(&[C::DrillTopic, C::DrillFront, C::Topic, C::Item, C::Answer], &[c('s')], A::Sources, "the pages it rests on", None),
    row(&[C::Answer], &[c('m')], A::Flag, "mark it, to find it again; again takes the mark away", None),
    row(ASKED, &[c('m')], A::Flag, "mark it, to find it again; again takes the mark away", None),
    row(KEPT, &[c('m')], A::Flag, "mark it, to find it again; again takes the mark away", Some("mark")),
    row(ASKED, &[c('n')], A::Note, "write a note of your own, shown with the answer", None),
    row(KEPT, &[c('n')], A::Note, "write a note of your own, shown with the answer", Some("note")),
    row(&[C::DrillFront, C::DrillBack, C::DrillMissed, C::Item, C::Items, C::Answer], &[c('!')], A::Dispute, "\"I think this is wrong\"; again takes it back", None),
    row(&[C::DrillFront, C::DrillBack, C::DrillQuestion], &[c('@')], A::SuspendItem, "suspend this item: do not ask it again", None),
    row(&[C::DrillFront, C::DrillBack, C::DrillQuestion], &[c('-')], A::BuryItem, "bury this item until tomorrow", None),
    row(KEPT, &[c('@')], A::SuspendItem, "suspend it, or have it asked again", Some("suspend")),
    row(KEPT, &[c('-')], A::BuryItem, "bury it until tomorrow, or have it asked today", None),
    row(KEPT, &[c('0')], A::Reset, "start it afresh, as if it were new", Some("reset")),
    row(DRILL, &[c('U')], A::Redo, "give an answer again that was taken back", None),
    row(&[C::Home], &[c('U')], A::Redo, "give an answer again that was taken back", None),

    row(&[C::Writing], &[ENTER], A::Keep, "keep what was written", Some("keep")),
    row(&[C::Palette], &[ENTER], A::Open, "do it", Some("do it")),
    row(&[C::LookUp], &[ENTER], A::Open, "open the topic", Some("topic")),
    row(&[C::LookUp], &[Chord::ctrl('o')], A::OpenSource, "open the page it rests on, or say where it is", Some("source")),
    row(&[C::LookUp], &[Chord::ctrl('y')], A::Copy, "copy the value", Some("copy")),
    row(&[C::Calculators], &[ENTER], A::Open, "open the chosen calculator", Some("open")),
    row(&[C::Palette, C::Welcome, C::LookUp, C::Calculators], &[k(KeyCode::Up)], A::Up, "the row above", None),
    row(&[C::Palette, C::Welcome, C::LookUp, C::Calculators], &[k(KeyCode::Down)], A::Down, "the row below", None),
    row(&[C::Palette, C::LookUp, C::Calculators, C::Calculator, C::Practice], &[k(KeyCode::PageUp)], A::PageUp, "a page up", None),
    row(&[C::Palette, C::LookUp, C::Calculators, C::Calculator, C::Practice], &[k(KeyCode::PageDown)], A::PageDown, "a page down", None),
    row(&[C::Calculator], &[RIGHT], A::Next, "the next word of a choice; Space does it too", Some("choose")),
    row(&[C::Calculator], &[LEFT], A::Previous, "the word before", None),
    row(&[C::Calculator], &[k(KeyCode::Tab), k(KeyCode::Down)], A::NextField, "the next field", Some("next field")),
    row(&[C::Calculator], &[k(KeyCode::BackTab), k(KeyCode::Up)], A::PreviousField, "the field before", None),
    row(&[C::Calculator], &[Chord::ctrl('p')], A::Practise, "practise it: problems with numbers drawn anew", Some("practise")),
    row(&[C::Calculator], &[Chord::ctrl('e')], A::OtherDay, "the limits of your exam, or those of today", Some("exam/today")),
    row(&[C::Calculator], &[Chord::ctrl('o')], A::OpenSource, "open the page that states the rule, or say where it is", Some("source")),
    row(&[C::Calculator], &[Chord::ctrl('f')], A::Palette, "find any command, deck or topic by its name", None),
    row(&[C::Practice], &[ENTER], A::Judge, "judge the answer; with none, show it", Some("answer")),
    row(&[C::Practised], &[SPACE, ENTER], A::GoOn, "the next problem", Some("next problem")),
    row(&[C::Welcome], &[ENTER], A::Keep, "keep the answers and begin", Some("begin")),
    row(&[C::Welcome], &[k(KeyCode::Tab)], A::NextField, "the next question", Some("next")),
    row(&[C::Welcome], &[k(KeyCode::BackTab)], A::PreviousField, "the question before", None),
    row(&[C::Welcome], &[k(KeyCode::Esc)], A::Back, "skip the questions; Settings has them", Some("skip")),
    row(&[C::Asking], &[c('y'), ENTER], A::Yes, "yes", Some("yes")),
    row(&[C::Asking], &[k(KeyCode::Esc), c('n'), c('q')], A::Back, "no", Some("no")),

    row(LISTS, &[k(KeyCode::Up), c('k')], A::Up, "the row above", None),
    row(LISTS, &[k(KeyCode::Down), c('j')], A::Down, "the row below", None),
    row(TEXTS, &[k(KeyCode::Up), c('k')], A::Up, "scroll up", None),
    row(TEXTS, &[k(KeyCode::Down), c('j')], A::Down, "scroll down", None),
    row(LISTS, &[k(KeyCode::PageUp)], A::PageUp, "a page up", None),
    row(LISTS, &[k(KeyCode::PageDown)], A::PageDown, "a page down", None),
    row(TEXTS, &[k(KeyCode::PageUp)], A::PageUp, "a page up", None),
    row(&[C::DrillTopic, C::DrillFront, C::DrillBack, C::DrillMissed, C::Topic, C::Practised, C::Report, C::Answer], &[k(KeyCode::PageDown)], A::PageDown, "a page down", None),
    row(&[C::Reading, C::Item], &[k(KeyCode::PageDown), SPACE], A::PageDown, "a page down", None),
    row(LISTS, &[k(KeyCode::Home), c('g')], A::First, "the first row", None),
    row(LISTS, &[k(KeyCode::End), c('G')], A::Last, "the last row", None),
    row(TEXTS, &[k(KeyCode::Home), c('g')], A::First, "to the beginning", None),
    row(TEXTS, &[k(KeyCode::End), c('G')], A::Last, "to the end", None),
    row(&[C::Reading, C::Item], &[ENTER, LEFT, c('h')], A::Back, "back", None),
    row(&[C::Summary, C::Notes, C::Section, C::Decks, C::Deck, C::Items, C::Submit, C::Exams, C::Report], &[LEFT, c('h')], A::Back, "back", None),

    row(&[C::Everywhere], &[k(KeyCode::Esc), c('q')], A::Back, "back; at Home, quit", Some("back")),
    row(&[C::Everywhere], &[c('/')], A::LookUp, "look up limits, defaults and everything else", Some("look up")),
    row(&[C::Everywhere], &[c('?'), k(KeyCode::F(1))], A::Help, "the keys of this screen", Some("keys")),
    row(&[C::Everywhere], &[c(':'), Chord::ctrl('p')], A::Palette, "find any command, deck or topic by its name", Some("find")),
    row(&[C::Everywhere], &[Chord::ctrl('c')], A::Quit, "quit at once; nothing graded is lost", Some("quit")),
    row(&[C::Everywhere], &[Chord::ctrl('z')], A::SuspendProcess, "stop and go back to the shell; fg comes back", None),
    row(&[C::Everywhere], &[Chord::ctrl('l')], A::Redraw, "draw the screen afresh", None),
];

//! A drill line by line: no cursor movement, no colour, one question at a time. For screen readers and pipes.

use std::io::{self, BufRead, Read, Write};
use std::time::Duration;

use crate::calc::problem::Judgement;
use crate::content::ItemIndex;
use crate::exam::{Event, Record, Sitting, Tool};
use crate::phrase;
use crate::schedule::{Entry, Grade};
use crate::study::{Drill, Request, Step, Study, StudyError};

use super::{Failure, Outcome, questions, reading};

const HELP: &str = "\
Enter shows the answer; a problem also takes one typed, such as 200 RCU. Then 1 Again, 2 Hard (still a pass), 3 Good, 4 Easy.
A question that came back takes the letter of its answer, or several: b, or a c; b? when you guess, - when you do not know.
i  I know this (new items: asked once more in a week, then far out)
t  topic      s  sources and the day they were checked
u  undo       U  redo
@  suspend    -  bury until tomorrow
n  a note of your own, shown with the answer: n TEXT; n alone takes it away
h  your note as a hint
m  mark       !  I think this is wrong (again: takes it back); ! TEXT says why
q  quit; every answer given is kept";

/// More than this of one line is read as the next.
const LONGEST_LINE: u64 = 4096;

/// What a line of input asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Reveal,
    Grade(Grade),
    Known,
    Topic,
    Sources,
    Undo,
    Redo,
    Suspend,
    Bury,
    Hint,
    Flag,
    Dispute,
    Help,
    Quit,
    Unknown,
}

impl Wish {
    fn of(line: &str) -> Self {
        match line.trim() {
            "" => Self::Reveal,
            "1" => Self::Grade(Grade::Again),
            "2" => Self::Grade(Grade::Hard),
            "3" => Self::Grade(Grade::Good),
            "4" => Self::Grade(Grade::Easy),
            "i" => Self::Known,
            "t" => Self::Topic,
            "s" => Self::Sources,
            "u" => Self::Undo,
            "U" => Self::Redo,
            "@" => Self::Suspend,
            "-" => Self::Bury,
            "h" => Self::Hint,
            "m" => Self::Flag,
            "!" => Self::Dispute,
            "?" => Self::Help,
            "q" => Self::Quit,
            _ => Self::Unknown,
        }
    }
}

pub(super) fn run(study: Study, request: &Request) -> Outcome {
    let drill = study.begin(request)?;
    let shown_at = study.env().elapsed();
    let out = io::stdout().lock();
    let mut plain = Plain { study, drill, out, revealed: false, shown_at, question: None };
    plain.run(io::stdin().lock())
}

struct Plain<W> {
    study: Study,
    drill: Drill,
    out: W,
    revealed: bool,
    shown_at: Duration,
    /// The question that came back, as a quiz of one; with its verdict once that was given.
    question: Option<Sitting>,
}

impl<W: Write> Plain<W> {
    fn run(&mut self, mut input: impl BufRead) -> Outcome {
        let (due, new) = (self.drill.session.left(), self.drill.left_out);
        writeln!(self.out, "{}: {}. ? for help, q to quit.", self.drill.title, phrase::count(due, "item"))?;
        if let Some(left_out) = phrase::left_out(new) {
            writeln!(self.out, "{left_out}")?;
        }
        self.ask()?;
        while self.drill.session.current().is_some() || self.is_judged() {
            let mut line = Vec::new();
            // Input without line ends (a file piped in by mistake) must not fill the memory.
            if input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
                break;
            }
            let line = String::from_utf8_lossy(&line);
            let is_answer = self.answer_question(line.trim())? || self.judge(line.trim())?;
            match (Wish::of(&line), line.trim().strip_prefix('n')) {
                _ if is_answer => {}
                (Wish::Quit, _) => break,
                (_, Some(note)) if note.is_empty() || note.starts_with(' ') => self.note(note)?,
                _ if line.trim().starts_with("! ") => self.object(line.trim())?,
                (wish, _) => self.follow(wish)?,
            }
            if self.drill.is_over() && !self.is_judged() {
                break;
            }
        }
        self.sum_up()
    }

    /// Whether the verdict on a question is what was said last.
    fn is_judged(&self) -> bool {
        self.question.as_ref().is_some_and(|question| question.sheets()[0].is_checked)
    }

    /// Takes a line that belongs to a question which came back: its answer, or Enter after the verdict; whether it did.
    fn answer_question(&mut self, typed: &str) -> Result<bool, Failure> {
        if self.is_judged() {
            let goes_on = typed.is_empty();
            if goes_on {
                self.next()?;
            }
            return Ok(goes_on);
        }
        let topic_first = self.drill.session.current().is_none_or(|entry| entry.topic_first);
        let Some(question) = self.question.as_mut().filter(|_| !topic_first) else { return Ok(false) };
        let Some((options, certainty)) = questions::read(typed) else {
            let is_grade = typed.is_empty() || matches!(typed, "1" | "2" | "3" | "4");
            if is_grade {
                self.say("Type the letter of your answer; - when you do not know.")?;
            }
            return Ok(is_grade);
        };
        if let Some(fault) = questions::fault(&question.paper().questions[0], &options) {
            self.say(&fault)?;
            return Ok(true);
        }
        let mut answered = question.clone();
        // What is chosen once is accepted, and what was not is left blank.
        let mut happen = |what| answered.apply(&Record { what, at_ms: 0, ran_ms: 0 }).map(drop);
        let chosen = options.iter().map(|&option| Event::Choose { question: 0, option, chosen: true });
        let said = [Event::Certainty { question: 0, certainty }];
        chosen.chain(said).try_for_each(&mut happen).map_err(StudyError::from)?;
        let took = self.took();
        if let Err(error) = self.study.answer_question(&mut self.drill, &answered, took) {
            self.refuse(&error)?;
            return Ok(true);
        }
        answered
            .apply(&Record { what: Event::Check { question: 0 }, at_ms: 0, ran_ms: 0 })
            .map_err(StudyError::from)?;
        for line in questions::verdict(&answered, 0) {
            writeln!(self.out, "{line}")?;
        }
        self.question = Some(answered);
        self.say("[Enter goes on]")?;
        Ok(true)
    }

    /// Takes a line as the answer to a problem that was asked and not yet answered; whether it was one.
    fn judge(&mut self, typed: &str) -> Result<bool, Failure> {
        let Some(&entry) = self.drill.session.current() else { return Ok(false) };
        let is_number = typed.starts_with(|c: char| c.is_ascii_digit());
        let is_word = typed.chars().count() > 1 && !typed.starts_with("n ");
        if self.revealed || entry.topic_first || !(is_number || is_word) {
            return Ok(false);
        }
        let Some(drawn) = self.study.drawn(&entry) else { return Ok(false) };
        match drawn.judge(typed) {
            Judgement::Right => {
                self.say("That is right.")?;
                self.reveal(&entry)?;
            }
            Judgement::Wrong(mistake) => {
                self.say(&phrase::mistaken(typed, mistake))?;
                self.reveal(&entry)?;
                let (took, typed) = (self.took(), typed.to_owned());
                self.keep(|study, drill| study.answer_typed(drill, Grade::Again, took, &typed))?;
            }
            Judgement::Unreadable(sentence) => self.say(&sentence)?,
        }
        Ok(true)
    }

    /// The item that is asked, or whose verdict was given.
    fn item(&self) -> Option<ItemIndex> {
        if let Some(question) = self.question.as_ref().filter(|_| self.is_judged()) {
            return self.study.library().find(&question.paper().questions[0].id);
        }
        self.drill.session.current().map(|entry| entry.item)
    }

    /// Follows a wish while a question's verdict is what was said last.
    fn follow_verdict(&mut self, wish: Wish) -> Outcome {
        match (wish, self.item()) {
            (Wish::Topic, Some(item)) => self.topic(item),
            (Wish::Sources, Some(item)) => self.sources(item),
            (Wish::Flag, Some(item)) => self.flag(item),
            (Wish::Dispute, Some(item)) => self.dispute(item),
            (Wish::Undo, _) => self.undo(),
            (Wish::Help, _) => self.say(HELP),
            _ => self.say("Enter goes on. ? for help."),
        }
    }

    fn follow(&mut self, wish: Wish) -> Outcome {
        if self.is_judged() {
            return self.follow_verdict(wish);
        }
        let Some(&entry) = self.drill.session.current() else { return Ok(()) };
        match wish {
            Wish::Reveal if entry.topic_first => {
                let took = self.took();
                match self.study.topic_shown(&mut self.drill, took) {
                    Ok(()) => self.ask()?,
                    Err(error) => self.refuse(&error)?,
                }
            }
            Wish::Reveal => self.reveal(&entry)?,
            Wish::Grade(_) if !self.revealed => self.say("Enter shows the answer first.")?,
            Wish::Grade(grade) => {
                let took = self.took();
                self.keep(|study, drill| study.answer(drill, grade, took))?;
            }
            Wish::Known if entry.memory.is_some() => self.say("That is for items that are new to you.")?,
            Wish::Known => {
                let took = self.took();
                self.keep(|study, drill| study.answer_known(drill, took))?;
            }
            Wish::Topic => {
                // A question that is answered with its topic at hand was helped.
                let help = Record { what: Event::Use(Tool::Notes), at_ms: 0, ran_ms: 0 };
                if let Some(question) = &mut self.question {
                    question.apply(&help).map_err(StudyError::from)?;
                }
                self.topic(entry.item)?;
            }
            Wish::Sources => self.sources(entry.item)?,
            Wish::Undo => self.undo()?,
            Wish::Redo => self.redo()?,
            Wish::Suspend => self.put_away("suspended", Study::suspend_current)?,
            Wish::Bury => self.put_away("buried until tomorrow", Study::bury_current)?,
            Wish::Hint => self.hint(entry.item)?,
            Wish::Flag => self.flag(entry.item)?,
            Wish::Dispute => self.dispute(entry.item)?,
            Wish::Help => self.say(HELP)?,
            Wish::Quit | Wish::Unknown => self.say("That is no answer here. ? for help.")?,
        }
        Ok(())
    }

    /// Does something that must be on the disk before the next card appears. When it fails the card stays.
    fn keep(&mut self, act: impl FnOnce(&mut Study, &mut Drill) -> Result<(), StudyError>) -> Outcome {
        match act(&mut self.study, &mut self.drill) {
            Ok(()) => self.next(),
            Err(error) => self.refuse(&error),
        }
    }

    fn refuse(&mut self, error: &StudyError) -> Outcome {
        writeln!(self.out, "Not saved: {error}.")?;
        self.say(&format!("{}. The card stays.", phrase::sentence(error.hint())))
    }

    fn put_away(
        &mut self,
        what: &str,
        act: impl FnOnce(&mut Study, &mut Drill) -> Result<(), StudyError>,
    ) -> Outcome {
        if let Err(error) = act(&mut self.study, &mut self.drill) {
            return self.refuse(&error);
        }
        self.say(&phrase::sentence(&format!("{what}.")))?;
        self.next()
    }

    fn next(&mut self) -> Outcome {
        (self.revealed, self.question) = (false, None);
        self.shown_at = self.study.env().elapsed();
        self.ask()
    }

    fn took(&self) -> i64 {
        phrase::took_ms(self.study.env().elapsed().saturating_sub(self.shown_at))
    }

    fn ask(&mut self) -> Outcome {
        if self.drill.is_over() {
            return Ok(());
        }
        let Some(&entry) = self.drill.session.current() else { return Ok(()) };
        let Entry { item, topic_first, .. } = entry;
        if topic_first {
            self.topic(item)?;
            return self.say("[Enter goes on]");
        }
        let place = phrase::place(self.study.library(), item);
        let (answered, left) = (self.drill.session.answered(), self.drill.session.left());
        writeln!(self.out, "\n{place} ({} of {})", answered + 1, answered + left)?;
        self.question = self.study.question_of(&entry);
        if let Some(question) = &self.question {
            for line in questions::ask(&question.paper().questions[0]) {
                writeln!(self.out, "{line}")?;
            }
            return Ok(self.out.flush()?);
        }
        let face = self.study.face(&entry)?;
        self.text(&face.front)?;
        if self.study.wants_note(&entry)? {
            self.say(phrase::ASKS_FOR_NOTE)?;
        }
        self.say("[Enter shows the answer]")
    }

    fn reveal(&mut self, entry: &Entry) -> Outcome {
        let face = self.study.face(entry)?;
        self.revealed = true;
        self.text(&face.back)?;
        let today = self.study.today();
        let days = self.study.preview(entry)?;
        let grades = Grade::ALL
            .iter()
            .zip(days)
            .map(|(&grade, due)| format!("{} {grade} ({})", grade as u8, phrase::interval(due - today)));
        self.say(&format!("[{}]", grades.collect::<Vec<_>>().join(", ")))
    }

    fn topic(&mut self, item: ItemIndex) -> Outcome {
        let topic = self.study.library().topic_of(item);
        let (title, body) = (topic.title.clone(), topic.body.clone());
        writeln!(self.out, "\nTopic: {title}")?;
        self.text(&body)
    }

    fn sources(&mut self, item: ItemIndex) -> Outcome {
        let library = self.study.library();
        for source in library.sources(item) {
            writeln!(self.out, "{source}")?;
        }
        writeln!(self.out, "checked on {}", library.verified(item))?;
        Ok(())
    }

    fn note(&mut self, note: &str) -> Outcome {
        let Some(item) = self.item() else { return Ok(()) };
        match self.study.set_note(item, note) {
            Ok(()) => self.say(phrase::note_kept(note)),
            Err(error) => self.refuse(&error),
        }
    }

    fn hint(&mut self, item: ItemIndex) -> Outcome {
        let note = self.study.note(item)?;
        self.say(note.as_deref().unwrap_or(phrase::NO_NOTE))
    }

    fn flag(&mut self, item: ItemIndex) -> Outcome {
        let flagged = !self.study.standing(item)?.marks.flagged;
        match self.study.flag(item, flagged) {
            Ok(()) => self.say(phrase::flagged(flagged)),
            Err(error) => self.refuse(&error),
        }
    }

    fn dispute(&mut self, item: ItemIndex) -> Outcome {
        let is_disputed = self.study.standing(item)?.marks.disputed;
        self.record_dispute(item, (!is_disputed).then_some(""))
    }

    /// Takes `! TEXT`: what is wrong with the current item.
    fn object(&mut self, typed: &str) -> Outcome {
        let Some(item) = self.item() else { return Ok(()) };
        self.record_dispute(item, Some(typed.trim_start_matches('!')))
    }

    fn record_dispute(&mut self, item: ItemIndex, objection: Option<&str>) -> Outcome {
        match self.study.dispute(item, objection) {
            Ok(()) => self.say(phrase::disputed(objection.is_some())),
            Err(error) => self.refuse(&error),
        }
    }

    fn undo(&mut self) -> Outcome {
        let stepped = self.study.undo(&mut self.drill);
        self.tell(stepped, "Took back", "There is nothing to undo.")
    }

    fn redo(&mut self) -> Outcome {
        let stepped = self.study.redo(&mut self.drill);
        self.tell(stepped, "Gave again", "There is nothing to redo.")
    }

    /// Says what a step back or forward found, and asks what is to be asked now.
    fn tell(&mut self, stepped: Result<Option<Step>, StudyError>, done: &str, nothing: &str) -> Outcome {
        match stepped {
            Err(error) => self.refuse(&error),
            Ok(None) => self.say(nothing),
            Ok(Some(step)) => {
                self.say(&format!("{done} {}.", phrase::step(self.study.library(), &step)))?;
                self.next()
            }
        }
    }

    fn sum_up(&mut self) -> Outcome {
        writeln!(self.out)?;
        for line in phrase::summary(&self.drill) {
            writeln!(self.out, "{line}")?;
        }
        for item in self.drill.missed() {
            let face = self.study.library().face(item, self.study.reader());
            let front = reading::lines(&face.front);
            writeln!(self.out, "  missed: {}", front.first().map_or("", String::as_str))?;
        }
        let tomorrow = self.study.overview()?.due_tomorrow;
        writeln!(self.out, "Tomorrow: {} due.", phrase::count(tomorrow, "item"))?;
        self.study.rest();
        Ok(())
    }

    fn text(&mut self, text: &str) -> Outcome {
        reading::print(text, &mut self.out)
    }

    fn say(&mut self, line: &str) -> Outcome {
        reading::say(line, &mut self.out)
    }
}

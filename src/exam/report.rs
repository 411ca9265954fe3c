//! What a sitting taught: everything the report shows, from the paper as it was shown and the sitting's events.

use std::collections::BTreeMap;

use super::paper::PaperQuestion;
use super::score::Score;
use super::sitting::{Certainty, Chosen, Finish, Sitting, Tool};

/// A question is slow when it took more than one and a half times its share of the time: three minutes of the exam's two.
const SLOW_HALVES: u64 = 3;

/// How a question went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "lowercase")]
pub enum Verdict {
    /// The options chosen are exactly the keys.
    Right,
    /// They are not.
    Wrong,
    /// Nothing was chosen.
    Blank,
}

/// What changing an answer came to: the first full answer against the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "lowercase")]
pub enum Change {
    /// The first was right, the last is not.
    #[strum(to_string = "right to wrong")]
    RightToWrong,
    /// The first was wrong, the last is right.
    #[strum(to_string = "wrong to right")]
    WrongToRight,
    /// Both were wrong.
    #[strum(to_string = "wrong to wrong")]
    WrongToWrong,
    /// Changed, and changed back.
    #[strum(to_string = "back again")]
    BackAgain,
}

/// How one question went.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four things that are each so or not, in any combination")]
pub struct QuestionReport {
    /// Its place in the paper, from 0.
    pub n: usize,
    /// Right, wrong or blank.
    pub verdict: Verdict,
    /// The options chosen.
    pub chosen: Chosen,
    /// What became of the answer; `None` when it was never changed.
    pub change: Option<Change>,
    /// How often it was changed.
    pub changes: u16,
    /// Milliseconds on the screen.
    pub took_ms: u64,
    /// Whether it took more than its share and half of it again.
    pub is_slow: bool,
    /// Whether it was marked at the end.
    pub is_marked: bool,
    /// How sure the learner said they were.
    pub certainty: Option<Certainty>,
    /// Whether a tool was used on it.
    pub was_aided: bool,
    /// Whether it counts.
    pub is_scored: bool,
}

/// How a task went. Questions that do not count are in it: they were asked, and teach as much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskReport {
    /// The domain's id.
    pub domain: String,
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Right answers.
    pub right: u16,
    /// Questions.
    pub of: u16,
}

/// A topic that a sitting shows a need for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicNeed {
    /// Its id.
    pub topic: String,
    /// Its name.
    pub title: String,
    /// Questions that were wrong, blank or guessed.
    pub missed: u16,
    /// Questions asked.
    pub of: u16,
}

/// Which questions of a report to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display, strum::EnumIter)]
#[strum(serialize_all = "lowercase")]
pub enum Filter {
    /// All of them.
    All,
    /// Answered, and not right.
    Wrong,
    /// Marked at the end.
    Marked,
    /// Slow ones.
    Slow,
    /// Without an answer.
    Blank,
    /// With a changed answer.
    Changed,
    /// Said to be guessed.
    Guessed,
}

/// A sitting's report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The score, with its range and domains.
    pub score: Score,
    /// How it ended; `None` while it goes on.
    pub finish: Option<Finish>,
    /// The questions, in the paper's order.
    pub questions: Vec<QuestionReport>,
    /// The tasks that were asked, in the blueprint's order.
    pub tasks: Vec<TaskReport>,
    /// Milliseconds from which on a question is slow.
    pub slow_ms: u64,
    /// Tools that were used, each with the times.
    pub tools: Vec<(Tool, u16)>,
    /// What to study next, greatest need first.
    pub needs: Vec<TopicNeed>,
}

/// A score beside an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Points gained; lost when negative.
    pub scaled: i32,
    /// Whether the two ranges overlap: then the difference may be the form's alone.
    pub within_range: bool,
    /// Each domain of both by id, with its percentages then and now.
    pub domains: Vec<(String, u16, u16)>,
}

impl Report {
    /// Makes the report of a sitting. `score` is the one that was kept when it ended.
    pub fn new(sitting: &Sitting, score: Score) -> Self {
        let slow_ms = slow_from(sitting);
        let questions: Vec<QuestionReport> =
            (0..sitting.sheets().len()).map(|n| question(sitting, n, slow_ms)).collect();
        Self {
            tasks: tasks(sitting, &questions),
            needs: needs(sitting, &questions),
            score,
            finish: sitting.finish(),
            questions,
            slow_ms,
            tools: sitting.tools().to_vec(),
        }
    }

    /// Returns the questions that a filter shows.
    pub fn filtered(&self, filter: Filter) -> impl Iterator<Item = &QuestionReport> + Clone {
        self.questions.iter().filter(move |question| question.is_shown_by(filter))
    }

    /// Returns how many answers changed in this way.
    pub fn changed(&self, change: Change) -> usize {
        self.questions.iter().filter(|question| question.change == Some(change)).count()
    }
}

impl QuestionReport {
    /// Whether a filter shows the question.
    pub fn is_shown_by(&self, filter: Filter) -> bool {
        match filter {
            Filter::All => true,
            Filter::Wrong => self.verdict == Verdict::Wrong,
            Filter::Marked => self.is_marked,
            Filter::Slow => self.is_slow,
            Filter::Blank => self.verdict == Verdict::Blank,
            Filter::Changed => self.change.is_some(),
            Filter::Guessed => self.certainty == Some(Certainty::Guess),
        }
    }

    /// Whether the question showed a gap: wrong, blank or guessed.
    pub fn is_missed(&self) -> bool {
        self.verdict != Verdict::Right || self.certainty == Some(Certainty::Guess)
    }
}

impl Comparison {
    /// Compares a score with an earlier one of the same exam.
    pub fn between(before: &Score, now: &Score) -> Self {
        let domains = now.domains.iter().filter_map(|domain| {
            let then = before.domains.iter().find(|then| then.id == domain.id)?;
            Some((domain.id.clone(), then.percent()?, domain.percent()?))
        });
        Self {
            scaled: i32::from(now.scaled) - i32::from(before.scaled),
            within_range: now.low <= before.high && before.low <= now.high,
            domains: domains.collect(),
        }
    }
}

/// Milliseconds from which on a question is slow. Where time has no bound, the median takes the place of a question's share.
fn slow_from(sitting: &Sitting) -> u64 {
    let count = sitting.sheets().len().max(1);
    let share = sitting.paper().allowed_ms().map_or_else(
        || {
            let mut took: Vec<u64> = sitting.sheets().iter().map(|sheet| sheet.took_ms).collect();
            took.sort_unstable();
            took.get(count / 2).copied().unwrap_or(0)
        },
        |allowed| allowed / count as u64,
    );
    share * SLOW_HALVES / 2
}

fn question(sitting: &Sitting, n: usize, slow_ms: u64) -> QuestionReport {
    let sheet = &sitting.sheets()[n];
    let keys = sitting.keys(n);
    let verdict = match sheet.chosen {
        chosen if chosen == keys => Verdict::Right,
        chosen if chosen.is_empty() => Verdict::Blank,
        _ => Verdict::Wrong,
    };
    let change =
        sheet.first.filter(|&first| sheet.changes > 0 || first != sheet.chosen).map(|first| {
            match (first == keys, verdict == Verdict::Right) {
                _ if first == sheet.chosen => Change::BackAgain,
                (true, _) => Change::RightToWrong,
                (false, true) => Change::WrongToRight,
                (false, false) => Change::WrongToWrong,
            }
        });
    QuestionReport {
        n,
        verdict,
        chosen: sheet.chosen,
        change,
        changes: sheet.changes,
        took_ms: sheet.took_ms,
        is_slow: sheet.took_ms > slow_ms,
        is_marked: sheet.marked,
        certainty: sheet.certainty,
        was_aided: sheet.was_aided,
        is_scored: sitting.paper().questions[n].scored,
    }
}

fn tasks(sitting: &Sitting, questions: &[QuestionReport]) -> Vec<TaskReport> {
    let paper = sitting.paper();
    let mut tasks = Vec::new();
    for domain in &paper.domains {
        for task in &domain.tasks {
            let of_task =
                |question: &&QuestionReport| paper.questions[question.n].task.as_ref() == Some(&task.id);
            let asked = questions.iter().filter(of_task);
            let right = asked.clone().filter(|question| question.verdict == Verdict::Right).count() as u16;
            let (domain, id, title) = (domain.id.clone(), task.id.clone(), task.title.clone());
            tasks.push(TaskReport { domain, id, title, right, of: asked.count() as u16 });
        }
    }
    tasks.retain(|task| task.of > 0);
    tasks
}

/// Topics with missed questions: most missed first, of equals the larger share, then the paper's order of ids.
fn needs(sitting: &Sitting, questions: &[QuestionReport]) -> Vec<TopicNeed> {
    let mut topics: BTreeMap<&str, TopicNeed> = BTreeMap::new();
    for question in questions {
        let PaperQuestion { topic, topic_title, .. } = &sitting.paper().questions[question.n];
        let need = topics.entry(topic).or_insert_with(|| TopicNeed {
            topic: topic.clone(),
            title: topic_title.clone(),
            missed: 0,
            of: 0,
        });
        need.of += 1;
        need.missed += u16::from(question.is_missed());
    }
    let mut needs: Vec<TopicNeed> = topics.into_values().filter(|need| need.missed > 0).collect();
    needs.sort_by_key(|need| (std::cmp::Reverse(need.missed), need.of));
    needs
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::super::fixtures;
    use super::super::sitting::{Event, Mode, Record};
    use super::*;

    const SECOND: i64 = 1_000;

    /// Sits the five questions by a script of seconds and events.
    fn sat(script: &[(i64, Event)]) -> Sitting {
        let mut sitting = Sitting::new(fixtures::five_questions(), Mode::Practice, 0);
        let mut at_ms = 0;
        for (seconds, what) in script {
            for _ in 0..*seconds {
                at_ms += SECOND;
                sitting.apply(&Record { what: Event::Tick, at_ms, ran_ms: SECOND }).unwrap();
            }
            sitting.apply(&Record { what: what.clone(), at_ms, ran_ms: 0 }).unwrap();
        }
        sitting
    }

    fn choose(question: u16, option: u8) -> Event {
        Event::Choose { question, option, chosen: true }
    }

    /// Keys: 0 → b; 1 → a and c; 2 → a; 3 → d; 4 → a, which does not count.
    fn script() -> Vec<(i64, Event)> {
        vec![
            (100, choose(0, 0)),
            (80, choose(0, 1)),
            (1, Event::Move { to: 1 }),
            (30, choose(1, 0)),
            (30, choose(1, 2)),
            (0, Event::Mark { question: 1, marked: true }),
            (0, Event::Move { to: 2 }),
            (10, choose(2, 0)),
            (10, choose(2, 3)),
            (0, Event::Certainty { question: 2, certainty: Some(Certainty::Guess) }),
            (0, Event::Move { to: 4 }),
            (20, choose(4, 1)),
            (0, choose(4, 2)),
            (0, choose(4, 1)),
            (0, Event::Use(Tool::LookUp)),
            (0, Event::Submit),
        ]
    }

    #[test]
    fn a_report_says_what_became_of_every_question() {
        let sitting = sat(&script());
        let report = Report::new(&sitting, Score::of(&sitting));
        let found: Vec<_> = report
            .questions
            .iter()
            .map(|q| (q.verdict, q.change, q.changes, q.took_ms / 1000, q.is_slow))
            .collect();
        // Two minutes a question: slow is what took more than three.
        assert_eq!(
            found,
            [
                (Verdict::Right, Some(Change::WrongToRight), 1, 181, true),
                (Verdict::Right, None, 0, 60, false),
                (Verdict::Wrong, Some(Change::RightToWrong), 1, 20, false),
                (Verdict::Blank, None, 0, 0, false),
                (Verdict::Wrong, Some(Change::BackAgain), 2, 20, false),
            ]
        );
        assert_eq!((report.score.right, report.score.unscored_right, report.slow_ms), (2, 0, 180_000));
        assert_eq!(
            (report.tools.as_slice(), report.finish),
            (&[(Tool::LookUp, 1)][..], Some(Finish::Submitted))
        );
        assert!(report.questions[4].was_aided && !report.questions[3].was_aided);
        assert_eq!(report.changed(Change::RightToWrong), 1);
    }

    #[test]
    fn filters_show_what_their_names_say() {
        let sitting = sat(&script());
        let report = Report::new(&sitting, Score::of(&sitting));
        let shown: Vec<(Filter, Vec<usize>)> =
            Filter::iter().map(|filter| (filter, report.filtered(filter).map(|q| q.n).collect())).collect();
        assert_eq!(
            shown,
            [
                (Filter::All, vec![0, 1, 2, 3, 4]),
                (Filter::Wrong, vec![2, 4]),
                (Filter::Marked, vec![1]),
                (Filter::Slow, vec![0]),
                (Filter::Blank, vec![3]),
                (Filter::Changed, vec![0, 2, 4]),
                (Filter::Guessed, vec![2]),
            ]
        );
    }

    #[test]
    fn tasks_stand_under_their_domains_and_the_topic_missed_most_comes_first() {
        let mut sitting = sat(&script());
        let report = Report::new(&sitting, Score::of(&sitting));
        let tasks: Vec<_> = report.tasks.iter().map(|task| (task.id.as_str(), task.right, task.of)).collect();
        assert_eq!(tasks, [("1.1", 2, 3), ("2.1", 0, 2)]);
        assert_eq!((report.needs[0].missed, report.needs[0].of), (3, 5));
        let mut paper = fixtures::five_questions();
        for (question, topic) in paper.questions.iter_mut().zip(["x", "y", "z", "z", "y"]) {
            topic.clone_into(&mut question.topic);
        }
        sitting = Sitting::new(paper, Mode::Practice, 0);
        for event in [choose(0, 1), choose(1, 0), choose(1, 2)] {
            sitting.apply(&Record { what: event, at_ms: 0, ran_ms: 0 }).unwrap();
        }
        let needs = Report::new(&sitting, Score::of(&sitting)).needs;
        let needs: Vec<_> = needs.iter().map(|need| (need.topic.as_str(), need.missed)).collect();
        assert_eq!(needs, [("z", 2), ("y", 1)], "and what was right is no need");
    }

    #[test]
    fn without_a_bound_a_question_is_slow_by_the_median() {
        let mut paper = fixtures::five_questions();
        paper.minutes = None;
        let mut sitting = Sitting::new(paper, Mode::Quiz, 0);
        let mut at_ms = 0;
        for (question, seconds) in [10, 20, 30, 45, 46].into_iter().enumerate() {
            let to = question as u16;
            sitting.apply(&Record { what: Event::Move { to }, at_ms, ran_ms: 0 }).unwrap();
            for _ in 0..seconds {
                at_ms += SECOND;
                sitting.apply(&Record { what: Event::Tick, at_ms, ran_ms: SECOND }).unwrap();
            }
        }
        let report = Report::new(&sitting, Score::of(&sitting));
        assert_eq!(report.filtered(Filter::Slow).map(|q| q.n).collect::<Vec<_>>(), [4], "over 45 seconds");
    }

    #[test]
    fn scores_are_compared_by_points_range_and_domain() {
        let better = Score::of(&sat(&script()));
        let worse = Score::of(&sat(&[(0, choose(0, 1))]));
        // 2 of 4 make 543 and 1 of 4 makes 321; with the cut at 66 to 74 % that is 519 to 570 and 309 to 335.
        let compared = Comparison::between(&worse, &better);
        assert_eq!((compared.scaled, compared.within_range), (543 - 321, false));
        assert_eq!(compared.domains, [("1".to_owned(), 50, 100), ("2".to_owned(), 0, 0)]);
        assert!(Comparison::between(&better, &better).within_range);
    }
}

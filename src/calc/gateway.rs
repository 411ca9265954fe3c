//! API Gateway, `CloudFront` and Route 53: throttling, caches and weights.

use super::calculator::{Calculator, Work};
use super::input::{Input, Kind};
use super::quantity::written_time;
use super::ratio::{Ratio, whole};
use super::timeline::Timeline;
use super::unit::{Unit, Value};

const THROTTLING: &str =
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html";
const CACHING: &str = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html";

const REQUESTS: Unit = Unit::of("request", "requests");

/// All calculators of APIs, caches and weights.
pub(crate) const ALL: &[&[Calculator]] = &[&[
    Calculator {
        name: "api-throttle",
        service: "API Gateway",
        title: "Requests that a token bucket lets pass",
        about: "a full bucket holds the burst and gains the rate each second; a request takes one token, without one it gets 429",
        inputs: &[
            Input::new(
                "requests",
                "At once",
                Kind::Count(1, 1_000_000_000),
                "250",
                "Requests that arrive at one moment",
            ),
            Input::new("rate", "Rate", Kind::Rate, "100/s", "Tokens gained")
                .or_fact("api-gateway.throttle.rate"),
            Input::new("burst", "Burst", Kind::Count(1, 1_000_000_000), "200", "What the bucket holds")
                .or_fact("api-gateway.throttle.burst"),
            Input::new("wait", "Then, after", Kind::DurationOrNone, "1 s", "Time until more arrive")
                .or("0 s"),
            Input::new(
                "again",
                "At once again",
                Kind::Count(0, 1_000_000_000),
                "150",
                "Requests that arrive then",
            )
            .or("0"),
        ],
        source: THROTTLING,
        is_asked: true,
        compute: throttle,
    },
    Calculator {
        name: "api-throttle-level",
        service: "API Gateway",
        title: "The throttle that holds",
        about: "the lowest of usage plan, method or stage, and account holds",
        inputs: &[
            Input::new("plan", "Usage plan", Kind::Rate, "50/s", "What a client's usage plan allows")
                .optional(),
            Input::new("method", "Method or stage", Kind::Rate, "40/s", "What the method or stage allows")
                .optional(),
            Input::new("account", "Account", Kind::Rate, "10000/s", "What the account allows")
                .or_fact("api-gateway.throttle.rate"),
        ],
        source: THROTTLING,
        is_asked: true,
        compute: throttle_level,
    },
    Calculator {
        name: "cache-latency",
        service: "CloudFront",
        title: "Mean latency with a cache",
        about: "every request asks the cache, a miss asks the origin besides: cache + (1 − hit rate) × origin",
        inputs: &[
            Input::new("hit", "Hit rate", Kind::Percent(0, 100), "85%", "The share that the cache answers"),
            Input::new("cache", "Cache", Kind::Duration, "2 ms", "How long the cache takes"),
            Input::new("origin", "Origin", Kind::Duration, "80 ms", "How long the origin takes"),
        ],
        source: CACHING,
        is_asked: true,
        compute: latency,
    },
    Calculator {
        name: "cache-load",
        service: "CloudFront",
        title: "Load behind a cache",
        about: "requests × (1 − hit rate)",
        inputs: &[
            Input::new("rate", "Requests", Kind::Rate, "2000/s", "Requests that arrive"),
            Input::new("hit", "Hit rate", Kind::Percent(0, 100), "85%", "The share that the cache answers"),
        ],
        source: CACHING,
        is_asked: true,
        compute: load,
    },
    Calculator {
        name: "route53-weight",
        service: "Route 53",
        title: "Share of a weighted record",
        about: "weight ÷ sum of all weights of the same name and type; all alike when every weight is 0",
        inputs: &[
            Input::new("weight", "Weight", Kind::Count(0, 255), "10", "The weight of the record"),
            Input::new("others", "Other weights", Kind::Counts(0, 255), "90", "The weights of the others"),
        ],
        source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html",
        is_asked: true,
        compute: weight,
    },
]];

/// A bucket that two waves of requests meet, the first when it is full.
struct Bucket {
    rate: Ratio,
    burst: Ratio,
    wait: Ratio,
    /// Requests of the first wave, and how many pass.
    first: (Ratio, Ratio),
    /// Requests of the second wave, and how many pass.
    second: (Ratio, Ratio),
    /// Tokens left after the first wave, and those there are when the second comes.
    tokens: (Ratio, Ratio),
}

impl Bucket {
    fn of(work: &Work<'_>) -> Self {
        let (requests, again) = (work.number("requests"), work.number("again"));
        let (rate, burst, wait) = (work.number("rate"), work.number("burst"), work.number("wait"));
        let passing = requests.at_most(burst);
        let left = burst - passing;
        let filled = (left + rate * wait).at_most(burst);
        let second = (again, again.at_most(filled.floor()));
        Self { rate, burst, wait, first: (requests, passing), second, tokens: (left, filled) }
    }

    fn explain(&self, work: &mut Work<'_>) {
        let (requests, passing) = self.first;
        work.step(|| {
            let text = format!("{} tokens for {} requests", self.burst.written(0), requests.written(0));
            (text, format!("{} pass", passing.written(0)))
        });
        work.step(|| ("the others get 429".to_owned(), (requests - passing).written(0)));
        let ((again, passing), (left, filled)) = (self.second, self.tokens);
        if !again.is_positive() {
            return;
        }
        work.step(|| {
            let (wait, most) = (written_time(self.wait), self.burst.written(0));
            let gain = format!("{} + {} × {wait}", left.written(0), self.rate.written(2));
            (format!("{wait} later {gain} tokens, at most {most}"), filled.written(2))
        });
        work.step(|| {
            (format!("for {} more requests", again.written(0)), format!("{} pass", passing.written(0)))
        });
    }

    fn timeline(&self) -> Timeline {
        let ((requests, passing), (left, filled)) = (self.first, self.tokens);
        let note = format!("{} pass, {} get 429", passing.written(0), (requests - passing).written(0));
        let timeline = Timeline::new("Tokens in the bucket", Unit::SECONDS, Unit::of("token", "tokens"))
            .at(Ratio::ZERO, self.burst, "full")
            .at(Ratio::ZERO, left, note);
        let (again, passing) = self.second;
        if !again.is_positive() {
            return timeline;
        }
        let note = format!("{} pass", passing.written(0));
        timeline.at(self.wait, filled, "refilled").at(self.wait, filled - passing, note)
    }
}

fn throttle(work: &mut Work<'_>) -> Value {
    let bucket = Bucket::of(work);
    bucket.explain(work);
    work.draw(|| bucket.timeline());
    let Bucket { rate, burst, first: (requests, passing), second: (again, passing_again), .. } = bucket;
    let (left, gained) = (bucket.tokens.0, rate * bucket.wait);
    let second = |tokens: Ratio| again.at_most(tokens.at_most(burst).floor());
    let total = passing + passing_again;
    let both = requests.at_most((rate + burst).floor()) + second(left + gained);
    work.mistake("only the rate passes", REQUESTS.value(requests.at_most(rate.floor()) + second(gained)));
    work.mistake("rate and burst pass at once", REQUESTS.value(both));
    work.mistake("all pass", REQUESTS.value(requests + again));
    work.mistake("the bucket is full again", REQUESTS.value(passing + second(burst)));
    work.mistake("no token is gained", REQUESTS.value(passing + second(left)));
    work.mistake("those that get 429, not those that pass", REQUESTS.value(requests + again - total));
    REQUESTS.value(total)
}

fn throttle_level(work: &mut Work<'_>) -> Value {
    let unit = Unit::REQUESTS_PER_SECOND;
    let account = work.number("account");
    let levels = [
        ("usage plan", work.given("plan")),
        ("method or stage", work.given("method")),
        ("account", Some(account)),
    ];
    for (name, level) in levels {
        let Some(level) = level else { continue };
        work.step(|| (format!("what the {name} allows"), unit.value(level).to_string()));
    }
    let given = || levels.iter().filter_map(|(_, level)| *level);
    let lowest = given().min().unwrap_or(account);
    work.step(|| ("the lowest holds".to_owned(), unit.value(lowest).to_string()));
    if let [(_, Some(plan)), (_, Some(method)), _] = levels {
        work.mistake("the usage plan overrides the rest", unit.value(plan));
        work.mistake("the method overrides the rest", unit.value(method));
        work.mistake("plan and method added", unit.value(plan + method));
    }
    work.mistake("the account's limit", unit.value(account));
    work.mistake("all added", unit.value(given().sum()));
    unit.value(lowest)
}

fn latency(work: &mut Work<'_>) -> Value {
    let unit = Unit::MILLISECONDS;
    let (hit, cache, origin) = (work.number("hit") / whole(100), work.number("cache"), work.number("origin"));
    let miss = Ratio::ONE - hit;
    let mean = cache + miss * origin;
    work.step(|| ("every request asks the cache".to_owned(), unit.of_base(cache).to_string()));
    work.step(|| {
        let text = format!(
            "{}% miss and wait for the origin: {} × {}",
            (miss * whole(100)).written(2),
            miss.written(4),
            written_time(origin)
        );
        (text, unit.of_base(miss * origin).to_string())
    });
    work.step(|| ("together".to_owned(), unit.of_base(mean).to_string()));
    work.mistake("a miss without the time of the cache", unit.of_base(hit * cache + miss * origin));
    work.mistake("hits taken for misses", unit.of_base(cache + hit * origin));
    work.mistake("the origin asked every time", unit.of_base(cache + origin));
    work.mistake("the mean of both", unit.of_base((cache + origin) / whole(2)));
    unit.of_base(mean)
}

fn load(work: &mut Work<'_>) -> Value {
    let unit = Unit::REQUESTS_PER_SECOND;
    let (rate, hit) = (work.number("rate"), work.number("hit") / whole(100));
    let miss = Ratio::ONE - hit;
    work.step(|| {
        (format!("{}/s × {}", rate.written(2), miss.written(4)), unit.value(rate * miss).to_string())
    });
    work.mistake("the hits, not the misses", unit.value(rate * hit));
    work.mistake("all requests", unit.value(rate));
    work.mistake("divided by the hit rate", unit.value(rate / hit));
    work.mistake("misses counted twice", unit.value(rate * miss * whole(2)));
    unit.value(rate * miss)
}

fn weight(work: &mut Work<'_>) -> Value {
    let unit = Unit::PERCENT;
    let weight = work.number("weight");
    let others = work.several("others");
    let rest: Ratio = others.iter().map(|other| other.number).sum();
    let sum = weight + rest;
    let number = Ratio::from(others.len() as i64 + 1);
    let even = whole(100) / number;
    let share = if sum.is_positive() { weight / sum * whole(100) } else { even };
    work.step(|| ("all weights together".to_owned(), sum.written(0)));
    work.step(|| {
        let text = if sum.is_positive() {
            format!("{} ÷ {}", weight.written(0), sum.written(0))
        } else {
            "all 0: all alike".to_owned()
        };
        (text, unit.value(share).to_string())
    });
    work.mistake("divided by the other weights alone", unit.value(weight / rest * whole(100)));
    work.mistake("the weight taken for a percentage", unit.value(weight));
    work.mistake("all records alike", unit.value(even));
    work.mistake("the share of the others", unit.value(whole(100) - share));
    unit.value(share)
}

//! Lists of words that the rules for questions look for.

/// Q07: words that allow of no exception.
pub(super) const ABSOLUTE: &[&str] = &[
    "always",
    "never",
    "all",
    "only",
    "every",
    "none",
    "must",
    "cannot",
    "completely",
    "guarantee",
    "guarantees",
];

/// Q08: words that leave a way out.
pub(super) const HEDGES: &[&str] = &["can", "may", "usually", "typically", "in most cases"];

/// Q09: what no option says.
pub(super) const BANNED: &[&str] = &[
    "all of the above",
    "none of the above",
    "all of these",
    "none of these",
    "any of the above",
    "all of the other",
    "none of the other",
];

/// Q09, W04: what an option is called when it is named by its place.
pub(super) const OPTION_WORDS: &[&str] = &["option", "options", "answer", "answers", "choice", "choices"];
pub(super) const PLACES: &[&str] =
    &["first", "second", "third", "fourth", "fifth", "sixth", "last", "previous", "preceding", "following"];
pub(super) const BESIDE: &[&str] = &["above", "below"];

/// Q12: verbs that an instruction begins with.
const VERBS: &str = "\
    activate add adjust admit allocate allow analyse analyze annotate append apply approve arrange ask \
    assign associate assume attach authorise authorize bake base64-decode begin bisect block break bring \
    build bundle buy calculate call cancel capture catch centralize change check choose clear clone collect \
    combine compare complete compress compute configure connect convert copy crawl create cut deactivate \
    decode decrease decrypt define delay delete deliver deny deploy derive describe detach detect disable \
    disconnect dispatch distribute divide double download drain drop duplicate edit embed emit empty enable \
    encode encrypt enforce enlarge ensure enter erase escape establish evaluate examine exclude execute \
    expand export expose extend extract fail fetch fill find fix flush follow force forward free freeze \
    generate get give go grant group hand handle hard-code have hibernate hide hold host ignore implement \
    import include increase inform initialize inject inline insert inspect install integrate introduce \
    invalidate invite invoke isolate issue iterate join keep launch leave lengthen let limit list load look \
    loop lower maintain make manage mark measure mention merge migrate minimise minimize mix mock modify \
    monitor mount move name narrow normalize notify obtain offer offload omit open override parse pass paste \
    pause pay perform permit persist pin place point poll prefix preload prepare prepend preserve prevent \
    produce promote propagate protect prove provision publish pull purchase purge push put quarantine quote \
    raise re-create reach read rearrange reboot rebuild receive recover recreate recycle redeploy redirect \
    redrive reduce refactor refer reference refresh regenerate register reinstall reject reload remove \
    rename render renew reorder repair repeat replace replay replicate reply repoint report reprocess \
    request require resend reserve reset resize resolve respond restart restore restrict resume retain \
    retrieve retry return reuse revert revoke rewrite roll rotate round route run sanitize save scale \
    schedule secure select send separate serialize serve set share shorten show shrink shut sign skip \
    specify split spread squash stagger standardize start stay stop store stream stretch strip submit \
    subscribe substitute supply surround suspend swap switch sync synchronize tag take tell terminate test \
    throttle tie track transfer transform translate treat trigger trim try tune turn undo unify uninstall \
    unlock unpack unset unsubscribe unzip update upgrade upload use validate vary verify view wait warm warn \
    watch weigh widen withdraw wrap write";

/// Whether an instruction begins with this word.
pub(super) fn is_verb(word: &str) -> bool {
    VERBS.split_whitespace().any(|verb| verb == word)
}

/// Q12: words that are verbs as well as names of things: they go with either.
pub(super) const EITHER: &[&str] = &[
    "alert",
    "answer",
    "archive",
    "back",
    "batch",
    "buffer",
    "cache",
    "cap",
    "chain",
    "control",
    "count",
    "document",
    "echo",
    "exchange",
    "feed",
    "filter",
    "flag",
    "format",
    "front",
    "guard",
    "hash",
    "help",
    "hook",
    "index",
    "link",
    "lock",
    "log",
    "mail",
    "map",
    "mask",
    "match",
    "mirror",
    "note",
    "object",
    "order",
    "package",
    "partition",
    "patch",
    "plan",
    "post",
    "print",
    "process",
    "project",
    "proxy",
    "query",
    "queue",
    "record",
    "release",
    "review",
    "sample",
    "scan",
    "search",
    "seed",
    "shard",
    "shift",
    "ship",
    "snapshot",
    "sort",
    "source",
    "stage",
    "support",
    "time",
    "trace",
    "train",
    "trust",
    "type",
    "version",
    "work",
];

/// Q15: words that negate what they stand before.
pub(super) const NEGATIONS: &[&str] = &["not", "no", "never", "without", "non", "cannot", "don't"];

/// Q15: pairs of opposites.
pub(super) const OPPOSITE: &[(&str, &str)] = &[
    ("add", "remove"),
    ("allow", "deny"),
    ("after", "before"),
    ("asynchronous", "synchronous"),
    ("asynchronously", "synchronously"),
    ("attach", "detach"),
    ("client", "server"),
    ("create", "delete"),
    ("decrease", "increase"),
    ("disable", "enable"),
    ("disabled", "enabled"),
    ("encrypted", "unencrypted"),
    ("eventually", "strongly"),
    ("high", "low"),
    ("higher", "lower"),
    ("inbound", "outbound"),
    ("internal", "external"),
    ("long", "short"),
    ("longer", "shorter"),
    ("lower", "raise"),
    ("off", "on"),
    ("maximum", "minimum"),
    ("private", "public"),
    ("reduce", "increase"),
    ("start", "stop"),
    ("stateful", "stateless"),
    ("with", "without"),
];

/// W01: verbs after which `not` turns a question round.
pub(super) const AUXILIARIES: &[&str] = &[
    "is", "are", "was", "were", "does", "do", "did", "will", "would", "should", "can", "could", "must",
    "has", "have", "may",
];

/// W01: words between the question word and the negated verb that begin a clause of its own.
pub(super) const CLAUSES: &[&str] =
    &["that", "who", "whose", "when", "where", "while", "if", "because", "after", "before"];

/// W01: words at the end of a question that turn it round: `Which statement is false?`
pub(super) const UNTRUE: &[&str] = &["incorrect", "untrue", "false", "wrong"];

/// W02: words before which `most` or `best` decides nothing.
pub(super) const PLAIN_AFTER: &[&str] = &["practice", "practices", "effort", "of", "recent", "recently"];

/// W02: words after which a `first` asks for an order.
pub(super) const ORDERS: &[&str] = &["step", "action", "thing", "change", "measure"];

/// W03: brands that no scenario needs. Those of identity providers and of code hosts that AWS connects to are not among them.
pub(super) const BRANDS: &[&str] = &[
    "Airbnb",
    "Atlassian",
    "Auth0",
    "Azure",
    "Confluence",
    "Databricks",
    "Datadog",
    "Disney",
    "Dropbox",
    "Dynatrace",
    "eBay",
    "Google Cloud",
    "Heroku",
    "Instagram",
    "Jira",
    "LinkedIn",
    "MongoDB Atlas",
    "Netflix",
    "New Relic",
    "Okta",
    "PagerDuty",
    "PayPal",
    "Postman",
    "Salesforce",
    "SAP",
    "Shopify",
    "Slack",
    "Snowflake",
    "Splunk",
    "Spotify",
    "Stripe",
    "Tesla",
    "TikTok",
    "Twilio",
    "Twitter",
    "Uber",
    "Vercel",
    "Walmart",
    "WhatsApp",
    "YouTube",
    "Zoom",
];

/// W05: what says why a distractor fails, or when it would be right.
pub(super) const REASONS: &[&str] = &["would", "instead", "only when", "does not", "do not", "cannot"];

/// S10: services that are called Amazon, and those that are called AWS.
pub(super) const AMAZON: &[&str] = &[
    "API Gateway",
    "Athena",
    "Aurora",
    "Bedrock",
    "CloudFront",
    "CloudWatch",
    "Cognito",
    "DynamoDB",
    "EBS",
    "EC2",
    "ECR",
    "ECS",
    "EFS",
    "EKS",
    "ElastiCache",
    "EventBridge",
    "GuardDuty",
    "Inspector",
    "Kinesis",
    "MSK",
    "Macie",
    "MemoryDB",
    "OpenSearch",
    "RDS",
    "Redshift",
    "Route 53",
    "S3",
    "SES",
    "SNS",
    "SQS",
    "SWF",
    "VPC",
];
pub(super) const AWS: &[&str] = &[
    "Amplify",
    "AppConfig",
    "AppSync",
    "Batch",
    "CDK",
    "CLI",
    "Certificate Manager",
    "Cloud Map",
    "CloudFormation",
    "CloudShell",
    "CloudTrail",
    "CodeArtifact",
    "CodeBuild",
    "CodeCommit",
    "CodeDeploy",
    "CodePipeline",
    "Config",
    "Elastic Beanstalk",
    "Fargate",
    "Glue",
    "IAM",
    "KMS",
    "Key Management Service",
    "Lambda",
    "Organizations",
    "PrivateLink",
    "SAM",
    "STS",
    "Secrets Manager",
    "Shield",
    "Step Functions",
    "Systems Manager",
    "WAF",
    "X-Ray",
];

-- The log of reviews is the truth; memory and day totals are derived from it.

-- Short keys for the log: an item's id is written once.
create table item (
  n  integer primary key,
  id text not null unique
) strict;

create table device (
  n    integer primary key,
  id   blob not null unique check (length(id) = 16),
  here integer not null check (here in (0, 1))
) strict;

-- Append-only. `id` is a UUIDv7, so that its order is the order of answers; `day` is the study day as it was counted then.
create table review (
  item           integer not null references item (n),
  id             blob    not null check (length(id) = 16),
  at             integer not null,
  offset_minutes integer not null,
  day            integer not null,
  grade          integer not null check (grade between 1 and 4),
  took_ms        integer not null,
  via            integer not null,
  device         integer not null references device (n),
  detail         text,
  primary key (item, id)
) without rowid, strict;

-- Append-only: undo and redo. For each review the newest id wins.
create table retraction (
  id     blob not null primary key check (length(id) = 16),
  review blob not null check (length(review) = 16),
  item   integer not null references item (n),
  at     integer not null,
  undone integer not null check (undone in (0, 1))
) without rowid, strict;
create index retraction_by_item on retraction (item, review, id);

-- Derived from the log by replay; `newest` is the id of the item's newest standing review. Every index costs each grade a
-- page or two, so there are only those that no question can do without.
create table memory (
  item       integer primary key references item (n),
  stability  real    not null,
  difficulty real    not null,
  due        integer not null,
  last       integer not null,
  reps       integer not null,
  lapses     integer not null,
  relearning integer not null check (relearning in (0, 1)),
  newest     blob    not null
) strict;
create index memory_by_due on memory (due);
create index memory_relearning on memory (relearning) where relearning = 1;
create index memory_by_newest on memory (newest);

-- Derived from the log: standing reviews by study day.
create table day_total (
  day     integer primary key,
  answers integer not null,
  again   integer not null,
  new     integer not null,
  took_ms integer not null
) strict;

-- The learner's own say on an item; the newest wins when machines meet.
create table mark (
  item         integer primary key references item (n),
  suspended    integer check (suspended in (0, 1)),
  buried_until integer,
  flagged      integer not null default 0 check (flagged in (0, 1)),
  disputed     integer not null default 0 check (disputed in (0, 1)),
  note         text,
  device       integer not null references device (n),
  at           integer not null
) strict;

-- Topics that were read.
create table reading (
  topic text primary key,
  at    integer not null
) without rowid, strict;

create table setting (
  key   text primary key,
  value text not null
) without rowid, strict;

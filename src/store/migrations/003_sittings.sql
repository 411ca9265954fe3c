-- Mock exams and quizzes. A paper is kept as it was shown, so that its report never changes when content does.
create table sitting (
  n              integer primary key,
  id             blob    not null unique check (length(id) = 16),
  blueprint      text    not null,
  mode           integer not null,
  seed           integer not null,
  paper          text    not null,
  started        integer not null,
  offset_minutes integer not null,
  day            integer not null,
  finished       integer,
  result         text,
  device         integer not null references device (n),
  check ((finished is null) = (result is null))
) strict;

-- Append-only: each row is on the disk before the screen shows what it did. `at` is the wall clock; `ran_ms` is what a clock
-- that never goes back counted since the row before, in the same run of the program.
create table sitting_event (
  sitting integer not null references sitting (n),
  n       integer not null,
  what    text    not null,
  at      integer not null,
  ran_ms  integer not null,
  primary key (sitting, n)
) without rowid, strict;

-- Why the learner says they missed a question; the newest holds.
create table miss_reason (
  item   integer primary key references item (n),
  reason text    not null,
  at     integer not null
) strict;

-- What was looked up: the facts that a learner keeps coming back to are offered as cards.

-- By a fact's id, not by a key of `item`: to look something up is not to have been asked it.
create table lookup (
  fact  text primary key,
  times integer not null check (times > 0),
  at    integer not null
) without rowid, strict;

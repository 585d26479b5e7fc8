-- The flat tables of `quoteex extract --table`, for SQLite, PostgreSQL and DuckDB.
-- Written by `quoteex reference`; run `make docs` after a change.

CREATE TABLE quotes (
  article          TEXT NOT NULL,  -- the article's id
  outlet           TEXT,  -- who published it
  published        TEXT,  -- when, as given
  url              TEXT,  -- where
  id               TEXT NOT NULL,  -- the quote's id
  field            TEXT,  -- `text` or `title`: what the offsets refer to
  "start"          INTEGER,  -- the first position, in the unit asked for
  "end"            INTEGER,  -- the position after the last
  type             TEXT,  -- `direct`, `mixed` or `indirect`
  act              TEXT,  -- `speech`, `writing`, `thought`, `attitude` or `evidence`
  content          TEXT,  -- what was said, its pieces joined by ` … `
  quoted           TEXT,  -- what of it stands between quotation marks
  cue              TEXT,  -- the words that attribute
  source           TEXT,  -- the words that name the source
  addressee        TEXT,  -- whom it was said to
  speaker_ids      TEXT,  -- the ids of its speakers, joined by `; `
  speaker          TEXT,  -- their names, joined by `; `
  speaker_role     TEXT,  -- their roles, joined by `; `
  speaker_gender   TEXT,  -- their genders, joined by `; `
  speaker_by       TEXT,  -- how the speaker was found
  unresolved       TEXT,  -- why there is no speaker
  anonymous        BOOLEAN,  -- whether the source is unnamed
  negated          BOOLEAN,  -- whether the attribution is denied
  hedged           BOOLEAN,  -- whether the attribution is hedged
  nested_in        TEXT,  -- the quote that it lies in
  amounts          TEXT,  -- the ids of the amounts in it, joined by `; `
  certainty        TEXT,  -- `high`, `medium` or `low`
  rule             TEXT  -- the rule that found it
);

CREATE TABLE speakers (
  article     TEXT NOT NULL,  -- the article's id
  outlet      TEXT,  -- who published it
  published   TEXT,  -- when, as given
  url         TEXT,  -- where
  id          TEXT NOT NULL,  -- the speaker's id
  name        TEXT,  -- the fullest name or description in the article
  role        TEXT,  -- title, office or apposition
  gender      TEXT,  -- `female`, `male`, `other` or `unknown`
  gender_by   TEXT,  -- what the gender was read from
  named       BOOLEAN,  -- whether they are named
  kind        TEXT,  -- `person`, `group`, `organisation`, `document` or `unknown`
  number      TEXT,  -- `one`, `several` or `unknown`
  key         TEXT,  -- an id from the user's list of people
  mentions    INTEGER,  -- how often the article mentions them
  quotes      INTEGER  -- how many quotes are theirs
);

CREATE TABLE amounts (
  article          TEXT NOT NULL,  -- the article's id
  outlet           TEXT,  -- who published it
  published        TEXT,  -- when, as given
  url              TEXT,  -- where
  id               TEXT NOT NULL,  -- the amount's id
  field            TEXT,  -- `text` or `title`: what the offsets refer to
  "start"          INTEGER,  -- the first position, in the unit asked for
  "end"            INTEGER,  -- the position after the last
  "text"           TEXT,  -- the words and figures
  kind             TEXT,  -- `money`, `percent` or `points`
  "value"          NUMERIC,  -- the value in its currency or unit
  low              NUMERIC,  -- the lower end of a range, or the scale of a vague amount
  high             NUMERIC,  -- the upper end of a range
  currency         TEXT,  -- ISO 4217 code
  unit             TEXT,  -- `percent`, `percentage_point`, `basis_point` or `point`
  approximation    TEXT,  -- `about`, `over`, `under`, …
  per              TEXT,  -- what it is counted per
  pair             TEXT,  -- several values that share one unit, joined by `; `
  "of"             TEXT,  -- what it measures
  vague            BOOLEAN,  -- whether no figure is given
  figurative       BOOLEAN,  -- whether it is an idiom
  implied          BOOLEAN,  -- whether the unit is understood
  quotes           TEXT,  -- the ids of the quotes that it lies in, outer first
  speaker_ids      TEXT,  -- the ids of its speakers, joined by `; `
  speaker          TEXT,  -- their names, joined by `; `
  speaker_role     TEXT,  -- their roles, joined by `; `
  speaker_gender   TEXT,  -- their genders, joined by `; `
  certainty        TEXT,  -- `high`, `medium` or `low`
  rule             TEXT  -- the rule that found it
);

CREATE TABLE claims (
  article          TEXT NOT NULL,  -- the article's id
  outlet           TEXT,  -- who published it
  published        TEXT,  -- when, as given
  url              TEXT,  -- where
  id               TEXT NOT NULL,  -- the claim's id
  field            TEXT,  -- `text` or `title`: what the offsets refer to
  "start"          INTEGER,  -- the first position, in the unit asked for
  "end"            INTEGER,  -- the position after the last
  "text"           TEXT,  -- the clause or sentence
  type             TEXT,  -- `quantity` or `statement`
  asserter         TEXT,  -- a speaker's id, or `article`
  cue              TEXT,  -- the words that attribute it
  subject          TEXT,  -- what it is about
  predicate        TEXT,  -- what is said of it
  object           TEXT,  -- what it is done to
  time             TEXT,  -- when
  amounts          TEXT,  -- the ids of its amounts, joined by `; `
  quote            TEXT,  -- the quote that it lies in
  hedged           BOOLEAN,  -- whether it is hedged
  negated          BOOLEAN,  -- whether it is negated
  speaker_ids      TEXT,  -- the ids of its speakers, joined by `; `
  speaker          TEXT,  -- their names, joined by `; `
  speaker_role     TEXT,  -- their roles, joined by `; `
  speaker_gender   TEXT,  -- their genders, joined by `; `
  certainty        TEXT,  -- `high`, `medium` or `low`
  rule             TEXT  -- the rule that found it
);

CREATE TABLE markers (
  article          TEXT NOT NULL,  -- the article's id
  outlet           TEXT,  -- who published it
  published        TEXT,  -- when, as given
  url              TEXT,  -- where
  id               TEXT NOT NULL,  -- the marker's id
  field            TEXT,  -- `text` or `title`: what the offsets refer to
  "start"          INTEGER,  -- the first position, in the unit asked for
  "end"            INTEGER,  -- the position after the last
  "text"           TEXT,  -- the whole phrase
  form             TEXT,  -- how the source is described
  intent           TEXT,  -- `withheld`, `omitted` or `unknown`
  grounds          TEXT,  -- the code of the stated reason
  grounds_text     TEXT,  -- the stated reason
  boilerplate      BOOLEAN,  -- whether the reason is stock wording
  rank             TEXT,  -- `senior`, `top`, …
  status           TEXT,  -- `former`, `current`, …
  affiliation      TEXT,  -- the code of where they belong
  "count"          INTEGER,  -- how many, where a number is given
  access           TEXT,  -- how they know
  speaker_ids      TEXT,  -- the ids of its speakers, joined by `; `
  speaker          TEXT,  -- their names, joined by `; `
  speaker_role     TEXT,  -- their roles, joined by `; `
  speaker_gender   TEXT,  -- their genders, joined by `; `
  certainty        TEXT,  -- `high`, `medium` or `low`
  rule             TEXT  -- the rule that found it
);

/// The tables of a store, as text: what makes one, and what `docs/store.md` shows.
public enum StoreSchema {
  /// The version that this release writes, in `PRAGMA user_version`.
  public static let version = 7
  /// What tells a store from other SQLite files, in `PRAGMA application_id`: `QTEX`.
  public static let applicationID = 0x5154_4558

  /// What articles, quotes and speakers are, and which cluster each stretch is in.
  public static let records = """
    -- An article.
    CREATE TABLE article (
      number INTEGER PRIMARY KEY,   -- its number in this store
      id TEXT NOT NULL UNIQUE,      -- its id
      outlet TEXT,                  -- who published it
      url TEXT,                     -- where
      title TEXT,                   -- its title
      published TEXT,               -- when, as given
      day INTEGER,                  -- the same in days since 1970-01-01 in UTC; NULL: no date
      digest BLOB NOT NULL          -- a hash of what was taken of it
    );

    -- Somebody whom an article quotes or mentions as a source.
    CREATE TABLE speaker (
      number INTEGER PRIMARY KEY,
      article INTEGER NOT NULL,     -- article.number
      id TEXT NOT NULL,             -- the id in the article
      name TEXT NOT NULL,           -- the fullest name or description there
      role TEXT,                    -- title, office or apposition
      named INTEGER NOT NULL,       -- 1: named, 0: not
      kind TEXT NOT NULL,           -- person, group, organisation, document, unknown
      gender TEXT NOT NULL,         -- female, male, other, unknown
      gender_by TEXT,               -- pronoun, title, given_name, listed
      key TEXT                      -- the id in a list of people
    );
    CREATE INDEX speaker_article ON speaker (article);

    -- A quote: direct, mixed or indirect.
    CREATE TABLE quote (
      number INTEGER PRIMARY KEY,
      article INTEGER NOT NULL,     -- article.number
      id TEXT NOT NULL,             -- the id in the article
      type TEXT NOT NULL,           -- direct, mixed, indirect
      act TEXT NOT NULL,            -- speech, writing, thought, attitude, evidence
      certainty TEXT NOT NULL,      -- high, medium, low
      anonymous INTEGER NOT NULL,   -- 1: the source is not named
      words TEXT NOT NULL           -- the content, its pieces joined by ' … '
    );
    CREATE INDEX quote_article ON quote (article);

    -- Who said a quote, in the article's order.
    CREATE TABLE quote_speaker (
      quote INTEGER NOT NULL,       -- quote.number
      place INTEGER NOT NULL,       -- from 0
      speaker INTEGER NOT NULL,     -- speaker.number
      PRIMARY KEY (quote, place)
    ) WITHOUT ROWID;

    -- Full text over the content of quotes: SELECT rowid FROM quote_words
    -- WHERE quote_words MATCH 'harbor'.
    CREATE VIRTUAL TABLE quote_words USING fts5 (
      words, content = 'quote', content_rowid = 'number',
      tokenize = "unicode61 remove_diacritics 2"
    );
    -- What batches add is merged when there are 32 of a size, a part in each batch: four would be
    -- merged far more often, and by the default `crisismerge` 16 would be merged in one batch. A
    -- page is a little more than fits in one of the file: SQLite then moves few rows.
    INSERT INTO quote_words (quote_words, rank) VALUES ('automerge', 32);
    INSERT INTO quote_words (quote_words, rank) VALUES ('crisismerge', 128);
    INSERT INTO quote_words (quote_words, rank) VALUES ('pgsz', 4500);

    -- A figure that a claim gives, with what it measures; a mention too.
    CREATE TABLE claim (
      number INTEGER PRIMARY KEY,   -- mention.number
      id TEXT NOT NULL,             -- the claim's id in the article
      speaker INTEGER,              -- speaker.number of who asserts it; NULL: the article does
      kind TEXT NOT NULL,           -- money, percent, points
      unit TEXT NOT NULL,           -- the currency or the unit
      value TEXT NOT NULL,          -- the value; ends of a range, or several, with spaces between
      vague INTEGER NOT NULL,       -- 1: a scale, as in "tens of billions"
      words TEXT NOT NULL           -- the claim as it stands there
    );

    -- Full text over claims, as over quotes.
    CREATE VIRTUAL TABLE claim_words USING fts5 (
      words, content = 'claim', content_rowid = 'number',
      tokenize = "unicode61 remove_diacritics 2"
    );
    INSERT INTO claim_words (claim_words, rank) VALUES ('automerge', 32);
    INSERT INTO claim_words (claim_words, rank) VALUES ('crisismerge', 128);
    INSERT INTO claim_words (claim_words, rank) VALUES ('pgsz', 4500);

    -- A stretch of quoted words, or a figure of a claim: what clusters are made of.
    CREATE TABLE mention (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      article INTEGER NOT NULL,     -- article.number
      quote INTEGER,                -- quote.number; NULL: it is of the claim of its number
      part INTEGER NOT NULL,        -- which of the quote's stretches, or of the claim's amounts
      start INTEGER NOT NULL,       -- where it starts, in the record's unit of offsets
      "end" INTEGER NOT NULL,       -- where it ends
      in_title INTEGER NOT NULL,    -- 1: in the title
      words TEXT NOT NULL,          -- as they stand there
      before TEXT NOT NULL,         -- folded words before it, nearest first
      after TEXT NOT NULL,          -- folded words after it
      form INTEGER,                 -- form.number; NULL: it has no words, or is of a claim
      period INTEGER NOT NULL,      -- the week or so it was published in
      peer INTEGER,                 -- the first taken of the mentions that equal words join
      cluster INTEGER               -- cluster.number; NULL: a cluster of one
    );
    CREATE INDEX mention_article ON mention (article);
    CREATE INDEX mention_form ON mention (form, period);
    CREATE INDEX mention_peer ON mention (peer);
    CREATE INDEX mention_cluster ON mention (cluster);

    -- Mentions of one utterance, or of one claim.
    CREATE TABLE cluster (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,      -- the id, which stays
      kind TEXT NOT NULL,           -- quote, claim
      seed INTEGER NOT NULL         -- mention.number of the one that the id is of
    );

    -- Ids of clusters that merged into another.
    CREATE TABLE alias (
      id TEXT PRIMARY KEY,
      cluster INTEGER NOT NULL      -- cluster.number
    ) WITHOUT ROWID;
    CREATE INDEX alias_cluster ON alias (cluster);
    """

  /// What finds and keeps links; nothing for readers.
  public static let index = """
    -- What the store was made with.
    CREATE TABLE setting (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;

    -- The distinct texts of mentions, their words folded.
    CREATE TABLE form (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      words TEXT NOT NULL,
      marks TEXT,                   -- brackets and ellipses, a digit a word
      letters INTEGER NOT NULL,     -- half of a hash of the letters
      more_letters INTEGER NOT NULL,-- the other half
      mentions INTEGER NOT NULL     -- how many
    );

    -- Which forms have which key, and which letters: blocks of postings of 16 bytes, in levels. New
    -- ones come into the first and are moved on a slice of the keys at a time.
    CREATE TABLE posting (
      first INTEGER PRIMARY KEY,    -- the level, 43 bits of the first key, 16 of how many words
      "end" INTEGER NOT NULL,       -- where the next block starts
      postings BLOB NOT NULL
    );

    -- Which keys the levels but the first may have: eight bits for each, in blocks of up to eight
    -- pages.
    CREATE TABLE posting_filter (
      block INTEGER PRIMARY KEY,    -- the level, which of the 64 slices of the keys, which block
      bits BLOB NOT NULL
    );

    -- How long the runs of these levels were when they were written: so large are their filters.
    CREATE TABLE posting_slice (
      slice INTEGER PRIMARY KEY,    -- the level and the slice
      postings INTEGER NOT NULL     -- how many there were when it was written
    );

    -- Which forms have a telling word in a period, the longest first.
    CREATE TABLE anchor (
      period INTEGER NOT NULL, word INTEGER NOT NULL, rank INTEGER NOT NULL,
      form INTEGER NOT NULL,
      PRIMARY KEY (period, word, rank, form)
    ) WITHOUT ROWID;

    -- Which fragments without a key have mentions in a period.
    CREATE TABLE weak_form (
      period INTEGER NOT NULL, run INTEGER NOT NULL, form INTEGER NOT NULL,
      PRIMARY KEY (period, run, form)
    ) WITHOUT ROWID;

    -- Two forms whose common words may link them.
    CREATE TABLE edge (
      first INTEGER NOT NULL, second INTEGER NOT NULL,
      score INTEGER NOT NULL,       -- what the common words tell, in tenths of a bit
      core INTEGER NOT NULL,        -- 1: they make the two one utterance
      inside INTEGER NOT NULL,      -- 1: the first lies in the second, 2: the second in the first
      word INTEGER NOT NULL,        -- where
      joins INTEGER NOT NULL,       -- which leaders they join: bit 8 × first's + second's
      PRIMARY KEY (first, second)
    ) WITHOUT ROWID;
    CREATE INDEX edge_second ON edge (second);

    -- Where the words of a fragment with a key stand in longer forms.
    CREATE TABLE holding (
      fragment INTEGER NOT NULL, container INTEGER NOT NULL, word INTEGER NOT NULL,
      PRIMARY KEY (fragment, container)
    ) WITHOUT ROWID;
    CREATE INDEX holding_container ON holding (container);

    -- Mentions of one fragment that are of one utterance, or claims that are linked.
    CREATE TABLE tie (
      first INTEGER NOT NULL, second INTEGER NOT NULL,
      PRIMARY KEY (first, second)
    ) WITHOUT ROWID;
    CREATE INDEX tie_second ON tie (second);

    -- One mention for each of the first sets that the mentions of a longer form make.
    CREATE TABLE leader (
      form INTEGER NOT NULL, place INTEGER NOT NULL,
      first INTEGER NOT NULL,       -- the set's first mention
      mention INTEGER NOT NULL,     -- its first that names its speaker
      PRIMARY KEY (form, place)
    ) WITHOUT ROWID;

    -- Mentions that lie in others, and what speaks for it.
    CREATE TABLE attachment (
      fragment INTEGER NOT NULL, container INTEGER NOT NULL,
      context INTEGER NOT NULL, gap INTEGER NOT NULL, length INTEGER NOT NULL,
      PRIMARY KEY (fragment, container)
    ) WITHOUT ROWID;
    CREATE INDEX attachment_container ON attachment (container);

    -- What claims are compared by: folded words, and hashes of all figures of the claim.
    CREATE TABLE claim_content (
      number INTEGER PRIMARY KEY,   -- claim.number
      thing TEXT NOT NULL, act TEXT NOT NULL, subject TEXT NOT NULL, words TEXT NOT NULL,
      figures TEXT NOT NULL
    );

    -- Which claims have a figure, or measure something in a unit, in their order.
    CREATE TABLE claim_key (
      key INTEGER NOT NULL,
      seconds INTEGER NOT NULL,     -- when it was published; the largest number: no date
      article TEXT NOT NULL,        -- article.id
      place INTEGER NOT NULL,       -- where it stands there
      claim INTEGER NOT NULL,       -- claim.number
      PRIMARY KEY (key, seconds, article, place, claim)
    ) WITHOUT ROWID;

    -- The words by which the story is known that an article with figures tells.
    CREATE TABLE story (
      article INTEGER PRIMARY KEY,  -- article.number
      words TEXT NOT NULL
    );
    """

  /// Flat views for analysts.
  public static let views = """
    -- Quotes, one a row, with their article and their speakers, joined by '; '.
    CREATE VIEW quotes AS
      SELECT a.id AS article, a.outlet, a.published, a.url, q.id AS quote, q.type, q.act, q.words,
        (SELECT group_concat(s.name, '; ') FROM quote_speaker JOIN speaker s
          ON s.number = speaker WHERE quote = q.number) AS speakers,
        q.anonymous, q.certainty
      FROM quote q JOIN article a ON a.number = q.article;

    -- Who is quoted, one row a speaker of a quote.
    CREATE VIEW quoted_speakers AS
      SELECT a.id AS article, a.outlet, a.published, q.id AS quote, s.name, s.role, s.kind,
        s.named, s.gender, s.gender_by, s.key
      FROM quote_speaker qs JOIN speaker s ON s.number = qs.speaker
        JOIN quote q ON q.number = qs.quote JOIN article a ON a.number = q.article;

    -- The figures that claims give, one a row.
    CREATE VIEW claims AS
      SELECT a.id AS article, a.outlet, a.published, a.url, c.id AS claim, c.kind, c.unit, c.value,
        c.vague, s.name AS asserter, c.words,
        (SELECT id FROM cluster WHERE number = m.cluster) AS cluster
      FROM claim c JOIN mention m ON m.number = c.number
        JOIN article a ON a.number = m.article LEFT JOIN speaker s ON s.number = c.speaker;

    -- The members of clusters, one a row, with the id of the quote or of the claim.
    CREATE VIEW members AS
      SELECT c.id AS cluster, c.kind, a.id AS article, a.outlet, a.published,
        q.id AS quote, f.id AS claim, m.start, m."end", m.words
      FROM mention m JOIN cluster c ON c.number = m.cluster
        JOIN article a ON a.number = m.article LEFT JOIN quote q ON q.number = m.quote
        LEFT JOIN claim f ON f.number = m.number;

    -- Clusters, one a row.
    CREATE VIEW clusters AS
      SELECT c.id AS cluster, c.kind, count(*) AS members, count(DISTINCT m.article) AS articles,
        count(DISTINCT a.outlet) AS outlets, min(a.published) AS first_published,
        max(a.published) AS last_published
      FROM cluster c JOIN mention m ON m.cluster = c.number
        JOIN article a ON a.number = m.article
      GROUP BY c.number;

    -- The figures that the claims of a cluster give, one a row: where they are two or more, outlets
    -- disagree.
    CREATE VIEW cluster_figures AS
      SELECT c.id AS cluster, f.kind, f.unit, f.value, count(*) AS members,
        count(DISTINCT a.outlet) AS outlets
      FROM cluster c JOIN mention m ON m.cluster = c.number JOIN claim f ON f.number = m.number
        JOIN article a ON a.number = m.article
      GROUP BY c.number, f.kind, f.unit, f.value;
    """
}

-- The reader's own say about what was found. It stands beside what the rules found and goes before it: the
-- tables of mentions, dates and events hold what is so for the reader; what the rules alone found can always be
-- brought back.

-- What the reader says of places in an article. The place is found again in a new version of the text.
CREATE TABLE corrections (
  article INTEGER NOT NULL REFERENCES articles(key) ON DELETE CASCADE,
  n       INTEGER NOT NULL,                -- in the order in which they were made
  about   TEXT NOT NULL,                   -- mention, date, event, published
  start   INTEGER NOT NULL,
  end     INTEGER NOT NULL,
  say     TEXT NOT NULL,                   -- JSON of the whole correction
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

-- What the rules found in the articles that have corrections, as JSON.
CREATE TABLE originals (
  article  INTEGER PRIMARY KEY REFERENCES articles(key) ON DELETE CASCADE,
  analysis TEXT NOT NULL
) STRICT;

-- What the reader says of an entity wherever it is named, and what it was before. Known by its id, as the
-- entity itself may come later.
CREATE TABLE own_entities (
  id           TEXT PRIMARY KEY,
  say          TEXT NOT NULL,              -- JSON
  rule_kind    TEXT,
  rule_name_ar TEXT,
  rule_name_en TEXT
) STRICT, WITHOUT ROWID;

-- The entity and the type that an article's analysis gave, where the reader says otherwise of the entity.
ALTER TABLE mentions ADD COLUMN rule_entity INTEGER REFERENCES entities(key);
ALTER TABLE mentions ADD COLUMN rule_kind TEXT;
CREATE INDEX mentions_by_rule_entity ON mentions(rule_entity, article) WHERE rule_entity IS NOT NULL;
ALTER TABLE participants ADD COLUMN rule_entity INTEGER REFERENCES entities(key);

-- What the reader changed, so that it can be taken back and brought back.
CREATE TABLE changes (
  key    INTEGER PRIMARY KEY AUTOINCREMENT,
  undone INTEGER NOT NULL DEFAULT 0,
  steps  TEXT NOT NULL,                    -- JSON: what was, and what is
  made   INTEGER NOT NULL                  -- seconds since 1970
) STRICT;

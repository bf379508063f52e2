-- The first schema. Days are counted from 1970-01-01; offsets are bytes into the article's text.
-- Enumerations are stored under the stable spellings that exports and the command line use.

CREATE TABLE outlets (
  key    INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE,
  name    TEXT NOT NULL,
  folded TEXT NOT NULL                   -- the name as the search folds it
) STRICT;

-- Short rows, so that lists of many articles touch few pages. The texts are in a table of their own.
CREATE TABLE articles (
  key         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  hash        BLOB NOT NULL,             -- BLAKE3 of the text
  path        BLOB NOT NULL,             -- the operating system's own bytes
  record      INTEGER,
  byte_start  INTEGER,
  byte_end    INTEGER,
  title       TEXT,
  kicker      TEXT,
  outlet      INTEGER REFERENCES outlets(key),
  address     TEXT,
  pub_first   INTEGER,
  pub_last    INTEGER,
  pub_basis   TEXT,
  pub_reasons TEXT NOT NULL DEFAULT '[]', -- JSON list
  -- The day by which lists are sorted, the newest first; before all days where none is known.
  sort_day    INTEGER NOT NULL,
  added       INTEGER NOT NULL            -- seconds since 1970
) STRICT;
CREATE INDEX articles_by_day ON articles(sort_day, key);
CREATE INDEX articles_by_outlet ON articles(outlet, sort_day);
CREATE INDEX articles_by_hash ON articles(hash);
CREATE INDEX articles_by_path ON articles(path, record);

CREATE TABLE texts (
  article INTEGER PRIMARY KEY REFERENCES articles(key) ON DELETE CASCADE,
  text    TEXT NOT NULL
) STRICT;

CREATE TABLE blocks (
  article    INTEGER NOT NULL REFERENCES articles(key) ON DELETE CASCADE,
  n          INTEGER NOT NULL,
  role       TEXT NOT NULL,
  start      INTEGER NOT NULL,
  end        INTEGER NOT NULL,
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE entities (
  key         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  kind        TEXT NOT NULL,
  name_ar     TEXT NOT NULL,
  name_en     TEXT,
  other_names TEXT NOT NULL DEFAULT '[]', -- JSON list
  wikidata    TEXT,
  offices     TEXT NOT NULL DEFAULT '[]', -- JSON list
  by_rule     INTEGER NOT NULL,
  -- Kept by triggers, so that the list of all entities needs no pass over all mentions.
  mentions    INTEGER NOT NULL DEFAULT 0,
  articles    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX entities_by_count ON entities(mentions DESC);

-- All names of the entities as the search folds them.
CREATE TABLE entity_names (
  folded TEXT NOT NULL,
  entity INTEGER NOT NULL REFERENCES entities(key) ON DELETE CASCADE,
  PRIMARY KEY (folded, entity)
) STRICT, WITHOUT ROWID;

-- Why something is there. Few reasons, many things that have them.
CREATE TABLE reasons (
  key  INTEGER PRIMARY KEY,
  rule TEXT NOT NULL,
  note TEXT NOT NULL,
  UNIQUE (rule, note)
) STRICT;

-- The words by which something is named, as they are written.
CREATE TABLE forms (
  key  INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE mentions (
  article  INTEGER NOT NULL REFERENCES articles(key) ON DELETE CASCADE,
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  entity   INTEGER NOT NULL REFERENCES entities(key),
  form     INTEGER NOT NULL REFERENCES forms(key),
  block    INTEGER NOT NULL,               -- the number of the block in the article
  sentence INTEGER NOT NULL,               -- the number of the sentence in the article's content
  why      INTEGER NOT NULL REFERENCES reasons(key),
  PRIMARY KEY (article, start, end)
) STRICT, WITHOUT ROWID;

-- How often an entity is named in an article.
CREATE TABLE appearances (
  entity   INTEGER NOT NULL REFERENCES entities(key),
  article  INTEGER NOT NULL REFERENCES articles(key) ON DELETE CASCADE,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (entity, article)
) STRICT, WITHOUT ROWID;
-- Holds all columns, so that who is named in a set of articles is counted from the index alone.
CREATE INDEX appearances_by_article ON appearances(article, entity, mentions);
CREATE TRIGGER appearance_added AFTER INSERT ON appearances BEGIN
  UPDATE entities SET mentions = mentions + new.mentions, articles = articles + 1 WHERE key = new.entity;
END;
CREATE TRIGGER appearance_removed AFTER DELETE ON appearances BEGIN
  UPDATE entities SET mentions = mentions - old.mentions, articles = articles - 1 WHERE key = old.entity;
END;

CREATE TABLE dates (
  article INTEGER NOT NULL REFERENCES articles(key) ON DELETE CASCADE,
  start   INTEGER NOT NULL,
  end     INTEGER NOT NULL,
  first   INTEGER,
  last    INTEGER,
  why     INTEGER NOT NULL REFERENCES reasons(key),
  PRIMARY KEY (article, start, end)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  key            INTEGER PRIMARY KEY,
  article        INTEGER NOT NULL REFERENCES articles(key) ON DELETE CASCADE,
  kind           TEXT NOT NULL,
  trigger_start  INTEGER NOT NULL,
  trigger_end    INTEGER NOT NULL,
  sentence_start INTEGER NOT NULL,
  sentence_end   INTEGER NOT NULL,
  first          INTEGER,
  last           INTEGER,
  sort_day       INTEGER NOT NULL,       -- after all days where none is known
  date_start     INTEGER,
  date_end       INTEGER,
  planned        INTEGER NOT NULL,
  modality       TEXT NOT NULL,
  count          INTEGER,
  killed         INTEGER,
  injured        INTEGER,
  why            INTEGER NOT NULL REFERENCES reasons(key)
) STRICT;
CREATE INDEX events_by_day ON events(sort_day, article, trigger_start, kind);
-- The time axis counts events of one kind on the same days from this index alone.
CREATE INDEX events_by_moment ON events(kind, planned, first, last);
CREATE INDEX events_by_article ON events(article, trigger_start);

CREATE TABLE participants (
  event  INTEGER NOT NULL REFERENCES events(key) ON DELETE CASCADE,
  part   TEXT NOT NULL,                   -- actor, target, place, weapon
  n      INTEGER NOT NULL,
  start  INTEGER NOT NULL,
  end    INTEGER NOT NULL,
  entity INTEGER REFERENCES entities(key),
  PRIMARY KEY (event, part, n)
) STRICT, WITHOUT ROWID;

-- The entities that take part in an event or are named in its sentence: the timeline of an entity is one
-- walk through this index in order of days.
CREATE TABLE event_entities (
  entity   INTEGER NOT NULL REFERENCES entities(key),
  sort_day INTEGER NOT NULL,
  event    INTEGER NOT NULL REFERENCES events(key) ON DELETE CASCADE,
  PRIMARY KEY (entity, sort_day, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_entities_by_event ON event_entities(event);

-- The reader's own marks. They outlive a new version of the article and a new analysis.
CREATE TABLE marks (
  article INTEGER PRIMARY KEY REFERENCES articles(key) ON DELETE CASCADE,
  read    INTEGER NOT NULL DEFAULT 0,
  starred INTEGER NOT NULL DEFAULT 0,
  note    TEXT NOT NULL DEFAULT '',
  changed INTEGER NOT NULL                -- seconds since 1970
) STRICT;
CREATE TABLE tags (
  article INTEGER NOT NULL REFERENCES articles(key) ON DELETE CASCADE,
  tag     TEXT NOT NULL,
  PRIMARY KEY (article, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX tags_by_tag ON tags(tag, article);

-- The search index over folded words, without a copy of the text. The words are parted and folded before
-- they come here (`library::words`), so that a hit leads back to the very letters of the text.
CREATE VIRTUAL TABLE search USING fts5(
  title, body,
  content = '', contentless_delete = 1,
  tokenize = "ascii"
);

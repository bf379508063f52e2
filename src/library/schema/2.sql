-- What an import needs to go on where it was, and what the reader saves.

-- Files that were read to their end, and how they looked then.
CREATE TABLE files (
  path     BLOB PRIMARY KEY,
  bytes    INTEGER NOT NULL,
  modified INTEGER NOT NULL                -- nanoseconds since 1970
) STRICT, WITHOUT ROWID;

CREATE INDEX articles_by_address ON articles(address) WHERE address IS NOT NULL;

-- Searches under a name.
CREATE TABLE searches (
  name    TEXT PRIMARY KEY,
  query   TEXT NOT NULL,
  changed INTEGER NOT NULL                 -- seconds since 1970
) STRICT, WITHOUT ROWID;

-- Where the reader was, as JSON under a name.
CREATE TABLE session (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

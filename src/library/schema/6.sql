-- Who tells an event that several articles tell: an outlet, or (with a minus) an article of no known outlet. The
-- timeline says of each event how many tell it, and some are told by thousands of articles.
CREATE TABLE tellers (
  story  INTEGER NOT NULL,
  teller INTEGER NOT NULL,
  PRIMARY KEY (story, teller)
) STRICT, WITHOUT ROWID;
INSERT INTO tellers
  SELECT DISTINCT e.story, ifnull(a.outlet, -a.key) FROM events e JOIN articles a ON a.key = e.article
  WHERE e.story IS NOT NULL;

-- Since when an article is not in the file any more that it was read from: seconds since 1970; none while it is.
ALTER TABLE articles ADD COLUMN gone INTEGER;
CREATE INDEX articles_gone ON articles(gone) WHERE gone IS NOT NULL;

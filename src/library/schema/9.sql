-- By which words each outlet names each entity: kept, as to count them is to look at all mentions of the entity, and
-- some stand in every article.
CREATE TABLE name_uses (
  entity   INTEGER NOT NULL REFERENCES entities(key),
  outlet   INTEGER NOT NULL,               -- 0 for articles whose outlet is not known
  form     INTEGER NOT NULL REFERENCES forms(key),
  mentions INTEGER NOT NULL,
  articles INTEGER NOT NULL,
  reported INTEGER NOT NULL,               -- mentions in somebody else's words
  known    INTEGER NOT NULL,               -- mentions of which it is known whose words they are
  example  INTEGER NOT NULL,               -- the last article that came with it; it may have gone
  PRIMARY KEY (entity, outlet, form)
) STRICT, WITHOUT ROWID;
INSERT INTO name_uses
  SELECT m.entity, ifnull(a.outlet, 0), m.form, count(*), count(DISTINCT a.key), ifnull(sum(m.reported), 0),
    count(m.reported), max(a.key)
  FROM mentions m JOIN articles a ON a.key = m.article GROUP BY 1, 2, 3;

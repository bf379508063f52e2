-- What part an entity has in an event, and of which kind the event is, stand where the entity's events are walked
-- through: so they are counted from this table alone, and listed without a look at those that do not count.
-- The numbers are those of `library::event_entities`. Rows are deleted by name, and need no second index for it.
CREATE TABLE event_entities_new (
  entity   INTEGER NOT NULL REFERENCES entities(key),
  sort_day INTEGER NOT NULL,
  event    INTEGER NOT NULL,
  kind     INTEGER NOT NULL,               -- 0 attack, 1 statement, 2 milestone
  parts    INTEGER NOT NULL,               -- 1 actor, 2 target, 4 place, 8 weapon, added up; 0: only named
  PRIMARY KEY (entity, sort_day, event)
) STRICT, WITHOUT ROWID;
INSERT INTO event_entities_new
  SELECT x.entity, x.sort_day, x.event,
    CASE e.kind WHEN 'attack' THEN 0 WHEN 'statement' THEN 1 ELSE 2 END,
    ifnull((SELECT sum(DISTINCT CASE p.part WHEN 'actor' THEN 1 WHEN 'target' THEN 2 WHEN 'place' THEN 4 ELSE 8 END)
      FROM participants p WHERE p.event = x.event AND p.entity = x.entity), 0)
  FROM event_entities x JOIN events e ON e.key = x.event ORDER BY x.entity, x.sort_day, x.event;
DROP TABLE event_entities;
ALTER TABLE event_entities_new RENAME TO event_entities;

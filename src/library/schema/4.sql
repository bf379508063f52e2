-- The same event told twice: which events of different articles, and of one, are one.

-- The number that all tellings of one event share; none for what is told once.
ALTER TABLE events ADD COLUMN story INTEGER;
-- Whether it stands for its group in a list that shows each event once: the first of them in order of time.
ALTER TABLE events ADD COLUMN leads INTEGER NOT NULL DEFAULT 1;

CREATE INDEX events_by_story ON events(story, sort_day, article, trigger_start) WHERE story IS NOT NULL;

DROP INDEX events_by_day;
CREATE INDEX events_by_day ON events(sort_day, article, trigger_start, kind, leads);

-- Where the first telling of each event is looked for (`analyse::same_event`): a number made from kind, day and
-- a name. Rows may outlive their event; what is found is compared all the same.
CREATE TABLE event_blocks (
  block INTEGER NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (block, event)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER event_left_story AFTER DELETE ON events WHEN old.leads AND old.story IS NOT NULL BEGIN
  UPDATE events SET leads = 1 WHERE key =
    (SELECT key FROM events WHERE story = old.story ORDER BY sort_day, article, trigger_start, key LIMIT 1);
END;

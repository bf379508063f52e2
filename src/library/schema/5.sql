-- Whoever adds articles adds to the entities' counts once for many of them (`Writer::commit`): one change for each
-- name in each article cost more than all else that is stored.
DROP TRIGGER appearance_added;

-- The search index gathers its words in memory and writes them out in few, large pieces: fewer to be merged while
-- articles come in, and fewer to be looked through by a search.
INSERT INTO search(search, rank) VALUES('hashsize', 33554432);

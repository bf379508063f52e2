-- Whether a name stands in somebody else's words that the outlet reports (`library::voice`): 1, or 0 for the outlet's
-- own; none where the article came in before this was looked at. A new analysis (`import --again`) fills it in.
ALTER TABLE mentions ADD COLUMN reported INTEGER;

-- The strength of the rule over who is the same person, which the consortium chooses; and in what a visitor and each matched entry agreed, 4 bytes
-- for each place of query_log.matched, so that a security desk can be told why. It names parts of a person and nothing that stands in them.

ALTER TABLE installation ADD COLUMN match_strength TEXT NOT NULL DEFAULT 'gewogen'
    CHECK (match_strength IN ('streng', 'gewogen', 'ruim'));

ALTER TABLE query_log ADD COLUMN agreement BLOB NOT NULL
    DEFAULT X'0000000000000000000000000000000000000000000000000000000000000000' CHECK (length(agreement) = 32);

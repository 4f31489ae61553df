-- A choice of the retention period is signed with the key of the log: who has the database and not the keys shortens nothing (docs/spec/query-log.md, section 5).
-- A choice from before is no longer in force and has to be made again.

ALTER TABLE log_retention ADD COLUMN note TEXT NULL;

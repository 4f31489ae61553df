-- How long rows were to be kept, and since when: a decision to erase is held against what was in force when it was made (docs/spec/query-log.md, section 5).

CREATE TABLE log_retention (
    chosen_at     INTEGER PRIMARY KEY,
    months        INTEGER NOT NULL CHECK (months BETWEEN 1 AND 120),
    months_before INTEGER NOT NULL CHECK (months_before BETWEEN 1 AND 120)
) STRICT;

CREATE TRIGGER log_retention_is_append_only_1 BEFORE UPDATE ON log_retention
BEGIN SELECT RAISE(ABORT, 'choices of the retention period are append-only'); END;
CREATE TRIGGER log_retention_is_append_only_2 BEFORE DELETE ON log_retention
BEGIN SELECT RAISE(ABORT, 'choices of the retention period are append-only'); END;

-- The query log as evidence (docs/spec/query-log.md): a row is its bytes and nothing beside them, and over the rows stands a sealed tree.

CREATE TABLE query_log_rows (
    seq INTEGER PRIMARY KEY,
    row BLOB    NOT NULL CHECK (length(row) = 386)
) STRICT;

-- What was logged before gets the same form. Trace ids are new: there was no second log to link to.
INSERT INTO query_log_rows (seq, row)
SELECT seq, unhex(
    '01' || printf('%02X', purpose) || printf('%02X', outcome) || '00'
    || printf('%016X', seq) || printf('%016X', recorded_at)
    || hex(query_id) || hex(participant_id) || hex(location_id) || hex(account_id) || hex(terminal_id) || hex(randomblob(16))
    || printf('%04X', match_year) || printf('%08X', match_number) || printf('%08X', matched_count)
    || hex(matched) || hex(agreement)
    || printf('%04X', CAST(substr(subject_month, 1, 4) AS INTEGER)) || printf('%02X', CAST(substr(subject_month, 6, 2) AS INTEGER)) || '00'
    || substr(hex(rule) || '0000000000000000000000000000000000000000000000000000000000000000', 1, 64)
    || hex(subject) || hex(salt))
FROM query_log ORDER BY seq;

DROP TABLE query_log;
ALTER TABLE query_log_rows RENAME TO query_log;

-- Who the log is: the name and public key of its seal, since when, and how long rows are kept.
CREATE TABLE log_identity (
    only             INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    origin           TEXT    NOT NULL,
    vkey             TEXT    NOT NULL,
    born_at          INTEGER NOT NULL,
    retention_months INTEGER NOT NULL DEFAULT 24 CHECK (retention_months BETWEEN 1 AND 120)
) STRICT;

-- level * 2^40 + place; up to 256 hashes of 32 bytes.
CREATE TABLE log_tile (
    id     INTEGER PRIMARY KEY,
    hashes BLOB    NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0)
) STRICT;

-- The newest checkpoint of each minute since 1970 in which one was signed.
CREATE TABLE log_checkpoint (
    minute    INTEGER PRIMARY KEY,
    size      INTEGER NOT NULL,
    note      TEXT    NOT NULL,
    sealed_at INTEGER NOT NULL
) STRICT;

-- Finds rows; made from them, and can be made anew.
CREATE TABLE log_index (
    key       BLOB    NOT NULL,
    first_seq INTEGER NOT NULL,
    offsets   BLOB    NOT NULL,
    PRIMARY KEY (key, first_seq)
) STRICT, WITHOUT ROWID;

-- Signed statements of what was erased when its time was over.
CREATE TABLE log_erasure (
    last_seq INTEGER PRIMARY KEY,
    note     TEXT    NOT NULL
) STRICT;

CREATE TRIGGER query_log_is_append_only_1 BEFORE UPDATE ON query_log
BEGIN SELECT RAISE(ABORT, 'the query log is append-only'); END;
-- Only what a statement of erasure names may go.
CREATE TRIGGER query_log_is_append_only_2 BEFORE DELETE ON query_log
WHEN OLD.seq > (SELECT coalesce(max(last_seq), 0) FROM log_erasure)
BEGIN SELECT RAISE(ABORT, 'the query log is append-only'); END;
CREATE TRIGGER log_erasure_is_append_only_1 BEFORE UPDATE ON log_erasure
BEGIN SELECT RAISE(ABORT, 'statements of erasure are append-only'); END;
CREATE TRIGGER log_erasure_is_append_only_2 BEFORE DELETE ON log_erasure
BEGIN SELECT RAISE(ABORT, 'statements of erasure are append-only'); END;

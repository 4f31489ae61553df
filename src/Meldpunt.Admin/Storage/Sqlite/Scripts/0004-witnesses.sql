-- Who watches the query log from outside, and what they signed (docs/spec/query-log.md, section 3; docs/adr/0013).

CREATE TABLE log_witness (
    id             BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name           TEXT    NOT NULL COLLATE NOCASE,
    participant_id BLOB    NOT NULL REFERENCES participant (id),
    vkey           TEXT    NOT NULL,
    address        TEXT    NULL,
    begun_at       INTEGER NOT NULL,
    ended_at       INTEGER NULL,
    -- Why it could not be given the newest checkpoint, and since when; nothing when it could, or comes for it by itself.
    trouble        TEXT    NULL,
    trouble_since  INTEGER NULL
) STRICT;

CREATE UNIQUE INDEX log_witness_name ON log_witness (name) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX log_witness_vkey ON log_witness (vkey) WHERE ended_at IS NULL;

-- The newest of every hour since 1970 in which one came. The note is the checkpoint with the signatures of the log and of this witness.
CREATE TABLE log_cosignature (
    witness_id  BLOB    NOT NULL REFERENCES log_witness (id),
    hour        INTEGER NOT NULL,
    size        INTEGER NOT NULL,
    note        TEXT    NOT NULL,
    signed_at   INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (witness_id, hour)
) STRICT, WITHOUT ROWID;

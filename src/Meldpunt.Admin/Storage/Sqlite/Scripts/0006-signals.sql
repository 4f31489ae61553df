-- Signals for the auditor (ADR 0015): that the questions of one account look unlike those of a gate. They name staff and nobody who was asked about, are made from
-- rows and from what passes through memory, and prove nothing.

CREATE TABLE log_signal (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    kind           INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 5),
    participant_id BLOB    NOT NULL CHECK (length(participant_id) = 16),
    account_id     BLOB    NOT NULL CHECK (length(account_id) = 16),
    first_at       INTEGER NOT NULL,
    last_at        INTEGER NOT NULL CHECK (last_at >= first_at),
    count          INTEGER NOT NULL CHECK (count >= 1),
    first_seq      INTEGER NOT NULL,
    last_seq       INTEGER NOT NULL CHECK (last_seq >= first_seq)
) STRICT;

-- The last row that was looked at. Nothing is signalled about what was asked before there were signals.
CREATE TABLE log_signal_cursor (
    only     INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    done_seq INTEGER NOT NULL
) STRICT;

INSERT INTO log_signal_cursor (only, done_seq) SELECT 1, coalesce(max(seq), 0) FROM query_log;

-- When the gates of a participant are staffed, as it was written down: "ma-vr 07:00-23:30;za-zo 09:00-02:00". No row: nothing is signalled.
CREATE TABLE participant_hours (
    participant_id BLOB NOT NULL PRIMARY KEY REFERENCES participant (id),
    hours          TEXT NOT NULL
) STRICT;

-- A signal goes with the rows it is about.
CREATE TRIGGER log_signal_goes_with_its_rows AFTER INSERT ON log_erasure
BEGIN DELETE FROM log_signal WHERE last_seq <= NEW.last_seq; END;

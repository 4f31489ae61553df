-- A match is a phone call that must happen (protocol article 3.2): cases, the messages about them, how those are brought, and who is told when an entry changes.
-- docs/spec/follow-up.md says what each is for. All of it is made from rows of the query log and from what desks record.

-- How far the log has been followed. Cases begin with what is asked from here on.
CREATE TABLE follow_up_cursor (
    only     INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    done_seq INTEGER NOT NULL
) STRICT;

INSERT INTO follow_up_cursor (only, done_seq) SELECT 1, coalesce(max(seq), 0) FROM query_log;

-- One for each entry that a visitor at a gate matched.
CREATE TABLE follow_up (
    id             BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- The row of the log, and which of the entries in it.
    seq            INTEGER NOT NULL,
    place          INTEGER NOT NULL CHECK (place BETWEEN 0 AND 7),
    query_id       BLOB    NOT NULL CHECK (length(query_id) = 16),
    entry_id       BLOB    NOT NULL CHECK (length(entry_id) = 16),
    match_year     INTEGER NOT NULL,
    match_number   INTEGER NOT NULL,
    agreement      INTEGER NOT NULL,
    opened_at      INTEGER NOT NULL,
    asker_id       BLOB    NOT NULL CHECK (length(asker_id) = 16),
    location_id    BLOB    NOT NULL CHECK (length(location_id) = 16),
    account_id     BLOB    NOT NULL CHECK (length(account_id) = 16),
    -- The participant that registered; sixteen zeros when the entry was gone before the case was opened.
    source_id      BLOB    NOT NULL CHECK (length(source_id) = 16),
    -- 1: to call. 2: to advise. 3: to confirm. 4: closed. 5: lapsed, because there is no entry to call about any more.
    state          INTEGER NOT NULL CHECK (state BETWEEN 1 AND 5),
    version        INTEGER NOT NULL DEFAULT 1,
    -- Calls that nobody answered.
    tries          INTEGER NOT NULL DEFAULT 0,
    called_at      INTEGER NULL,
    called_by      BLOB    NULL CHECK (length(called_by) = 16),
    -- Sealed with the key of the entry, and gone with it.
    spoken_with    BLOB    NULL,
    -- 1: the person who is registered. 2: somebody else. 3: it could not be told.
    outcome        INTEGER NULL CHECK (outcome BETWEEN 1 AND 3),
    -- 1: let in. 2: refuse. 3: let in on conditions.
    advice         INTEGER NULL CHECK (advice BETWEEN 1 AND 3),
    conditions     BLOB    NULL,
    advised_at     INTEGER NULL,
    advised_by     BLOB    NULL CHECK (length(advised_by) = 16),
    -- What the other desk says of the call. 1: it was made. 2: it was not.
    source_says    INTEGER NULL CHECK (source_says BETWEEN 1 AND 2),
    source_outcome INTEGER NULL CHECK (source_outcome BETWEEN 1 AND 3),
    confirmed_at   INTEGER NULL,
    confirmed_by   BLOB    NULL CHECK (length(confirmed_by) = 16),
    ended_at       INTEGER NULL,
    -- How many times it was said that it waits, and when it is said again; null for a case that waits for nobody.
    escalation     INTEGER NOT NULL DEFAULT 0,
    due_at         INTEGER NULL,
    UNIQUE (query_id, entry_id)
) STRICT;

CREATE INDEX follow_up_of_asker  ON follow_up (asker_id, opened_at, id);
CREATE INDEX follow_up_of_source ON follow_up (source_id, opened_at, id);
CREATE INDEX follow_up_of_entry  ON follow_up (entry_id);
CREATE INDEX follow_up_due       ON follow_up (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX follow_up_by_row    ON follow_up (seq);
-- All that figures are made of, so that they read no case.
CREATE INDEX follow_up_figures   ON follow_up (opened_at, asker_id, called_at, advised_at, outcome, source_says, state, tries);
-- The open ones are few among two years of them, and are looked through every second.
CREATE INDEX follow_up_open      ON follow_up (entry_id) WHERE state IN (1, 2, 3);
-- What a desk's page shows, several times a second when much happens; a desk has two years of cases and few open ones.
CREATE INDEX follow_up_open_of_asker  ON follow_up (asker_id)  WHERE state IN (1, 2, 3);
CREATE INDEX follow_up_open_of_source ON follow_up (source_id) WHERE state IN (1, 2, 3);

-- Who had a match on an entry, at a gate or at a desk: who is told when it changes (protocol article 9.5, AVG article 19).
CREATE TABLE entry_recipient (
    entry_id       BLOB    NOT NULL CHECK (length(entry_id) = 16),
    participant_id BLOB    NOT NULL CHECK (length(participant_id) = 16),
    last_seq       INTEGER NOT NULL,
    PRIMARY KEY (entry_id, participant_id)
) STRICT, WITHOUT ROWID;

-- Who had one before, at a gate or at a desk: purpose at byte 2, outcome 1 at 3, participant at 37, up to eight entries from 127 on. CROSS JOIN: the log is read once, and not once for each place.
INSERT INTO entry_recipient (entry_id, participant_id, last_seq)
SELECT substr(row, 127 + 16 * place, 16), substr(row, 37, 16), max(seq)
FROM query_log CROSS JOIN (SELECT 0 AS place UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7)
WHERE substr(row, 3, 1) = x'01' AND substr(row, 2, 1) IN (x'01', x'02') AND substr(row, 127 + 16 * place, 16) <> zeroblob(16) AND substr(row, 37, 16) <> zeroblob(16)
GROUP BY 1, 2;

-- What a desk, a gate or the consortium is told. Thin: a kind, a case or an entry, a moment. The number is its place in the stream.
CREATE TABLE message (
    seq            INTEGER PRIMARY KEY AUTOINCREMENT,
    id             BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    -- Sixteen zeros: the consortium.
    participant_id BLOB    NOT NULL CHECK (length(participant_id) = 16),
    -- For the gates at this place; null for the desk.
    location_id    BLOB    NULL CHECK (length(location_id) = 16),
    kind           INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 10),
    follow_up_id   BLOB    NULL CHECK (length(follow_up_id) = 16),
    entry_id       BLOB    NULL CHECK (length(entry_id) = 16),
    -- Of a changed entry: what was done to it.
    change         TEXT    NULL,
    -- Of a changed entry: the row of the act.
    act_seq        INTEGER NULL,
    made_at        INTEGER NOT NULL,
    seen_at        INTEGER NULL,
    seen_by        BLOB    NULL CHECK (length(seen_by) = 16)
) STRICT;

CREATE INDEX message_of ON message (participant_id, seq);
CREATE INDEX message_trial ON message (made_at) WHERE kind = 10;
CREATE INDEX message_of_case ON message (follow_up_id) WHERE follow_up_id IS NOT NULL;
CREATE INDEX message_of_entry ON message (entry_id) WHERE entry_id IS NOT NULL;
-- Whether somebody was told of an act is asked for each of its recipients: a participant that goes may have thousands.
CREATE INDEX message_of_act ON message (act_seq, entry_id, participant_id) WHERE act_seq IS NOT NULL;
-- What stands on a desk's first page until somebody has seen it.
CREATE INDEX message_unseen ON message (participant_id, seq) WHERE kind = 9 AND seen_at IS NULL;

-- How a desk is told besides its page: 1 by mail, 2 by a webhook. Address and secrets are sealed. No hours: always.
CREATE TABLE channel (
    id             BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    participant_id BLOB    NOT NULL CHECK (length(participant_id) = 16),
    kind           INTEGER NOT NULL CHECK (kind IN (1, 2)),
    label          TEXT    NOT NULL,
    address        BLOB    NOT NULL,
    hours          TEXT    NULL,
    secret         BLOB    NULL,
    -- The secret of before, which signs too until then.
    old_secret     BLOB    NULL,
    old_until      INTEGER NULL,
    created_at     INTEGER NOT NULL,
    created_by     BLOB    NOT NULL CHECK (length(created_by) = 16),
    -- Why it is switched off, in a fixed word; null while it works.
    off_because    TEXT    NULL,
    ended_at       INTEGER NULL
) STRICT;

CREATE INDEX channel_of ON channel (participant_id) WHERE ended_at IS NULL;

-- The outbox: each message, over each channel that its desk had when it was made. 1: waits. 2: delivered. 3: given up. 4: not wanted any more.
CREATE TABLE delivery (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    message_seq  INTEGER NOT NULL REFERENCES message (seq),
    channel_id   BLOB    NOT NULL REFERENCES channel (id),
    state        INTEGER NOT NULL DEFAULT 1 CHECK (state BETWEEN 1 AND 4),
    attempts     INTEGER NOT NULL DEFAULT 0,
    due_at       INTEGER NOT NULL,
    -- From when the three days count: when it was made, or sent again by hand.
    since_at     INTEGER NOT NULL,
    ended_at     INTEGER NULL,
    -- The last trouble, in a fixed word.
    trouble      TEXT    NULL,
    UNIQUE (message_seq, channel_id)
) STRICT;

CREATE INDEX delivery_waiting ON delivery (channel_id, id) WHERE state = 1;
CREATE INDEX delivery_of_channel ON delivery (channel_id, id);

-- Every attempt, for whoever asks whether somebody was told.
CREATE TABLE delivery_attempt (
    delivery_id  INTEGER NOT NULL REFERENCES delivery (id),
    tried_at     INTEGER NOT NULL,
    -- A fixed word, and the number that the other side answered with.
    outcome      TEXT    NOT NULL,
    status       INTEGER NULL,
    milliseconds INTEGER NOT NULL
) STRICT;

CREATE INDEX delivery_attempt_of ON delivery_attempt (delivery_id, tried_at);
CREATE INDEX delivery_attempt_at ON delivery_attempt (tried_at);

-- A visitor who turned out not to be the one who is registered, and does not want to be stopped by that entry again. A keyed hash under the entry's own key: it says nothing
-- without the entry and goes with it. It counts from the moment on which both desks say that it is somebody else.
CREATE TABLE not_me (
    id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    entry_id     BLOB    NOT NULL CHECK (length(entry_id) = 16),
    follow_up_id BLOB    NOT NULL UNIQUE CHECK (length(follow_up_id) = 16),
    mark         BLOB    NOT NULL CHECK (length(mark) = 32),
    -- 1 when the mark holds the birthplace too.
    with_place   INTEGER NOT NULL CHECK (with_place IN (0, 1)),
    made_at      INTEGER NOT NULL,
    made_by      BLOB    NOT NULL CHECK (length(made_by) = 16)
) STRICT;

CREATE INDEX not_me_of_entry ON not_me (entry_id);

-- Those that count: both desks say that it is somebody else. Of an own entry there is one desk, and whoever made the mark is its second officer.
CREATE VIEW not_me_that_counts AS
SELECT not_me.entry_id, not_me.mark, not_me.with_place FROM not_me JOIN follow_up ON follow_up.id = not_me.follow_up_id
WHERE follow_up.outcome = 2 AND (follow_up.asker_id = follow_up.source_id OR (follow_up.source_says = 1 AND follow_up.source_outcome = 2));

-- Every index hears of it, in whichever process: when a mark comes or goes, and when a desk takes back or gives the word that it rests on.
CREATE TRIGGER not_me_is_in_the_feed_1 AFTER INSERT ON not_me
BEGIN INSERT INTO entry_change (entry_id, change) VALUES (NEW.entry_id, 1); END;
CREATE TRIGGER not_me_is_in_the_feed_2 AFTER DELETE ON not_me
BEGIN INSERT INTO entry_change (entry_id, change) VALUES (OLD.entry_id, 1); END;
CREATE TRIGGER not_me_is_in_the_feed_3 AFTER UPDATE OF outcome, source_says, source_outcome ON follow_up
WHEN (NEW.outcome IS NOT OLD.outcome OR NEW.source_says IS NOT OLD.source_says OR NEW.source_outcome IS NOT OLD.source_outcome)
    AND EXISTS (SELECT 1 FROM not_me WHERE follow_up_id = NEW.id)
BEGIN INSERT INTO entry_change (entry_id, change) VALUES (NEW.entry_id, 1); END;

-- Without its case nobody could see on what it rests, or take it away.
CREATE TRIGGER not_me_goes_with_its_case AFTER DELETE ON follow_up
BEGIN DELETE FROM not_me WHERE follow_up_id = OLD.id; END;

-- What was sealed with an entry's key, and what stands for a visitor, goes when that key goes, whoever takes it away: with state 4 it is overwritten.
CREATE TRIGGER follow_up_goes_with_its_entry_1 AFTER UPDATE OF state, wrapped_key ON entry WHEN NEW.state = 4 OR length(NEW.wrapped_key) = 0
BEGIN
    UPDATE follow_up SET spoken_with = NULL, conditions = NULL WHERE entry_id = NEW.id;
    DELETE FROM not_me WHERE entry_id = NEW.id;
END;
CREATE TRIGGER follow_up_goes_with_its_entry_2 AFTER DELETE ON entry
BEGIN
    UPDATE follow_up SET spoken_with = NULL, conditions = NULL WHERE entry_id = OLD.id;
    DELETE FROM not_me WHERE entry_id = OLD.id;
    DELETE FROM entry_recipient WHERE entry_id = OLD.id;
END;

-- A case goes with its row of the log, and what was said about it with the case; what was said of an act goes with the row of the act. Row by row, as rows go: a few in a write.
CREATE TRIGGER follow_up_goes_with_its_row AFTER DELETE ON query_log
WHEN EXISTS (SELECT 1 FROM follow_up WHERE seq = OLD.seq) OR EXISTS (SELECT 1 FROM message WHERE act_seq = OLD.seq)
BEGIN
    DELETE FROM delivery_attempt WHERE delivery_id IN (SELECT delivery.id FROM delivery JOIN message ON message.seq = delivery.message_seq
        WHERE message.follow_up_id IN (SELECT id FROM follow_up WHERE seq = OLD.seq) OR message.act_seq = OLD.seq);
    DELETE FROM delivery WHERE message_seq IN (SELECT message.seq FROM message
        WHERE message.follow_up_id IN (SELECT id FROM follow_up WHERE seq = OLD.seq) OR message.act_seq = OLD.seq);
    DELETE FROM message WHERE follow_up_id IN (SELECT id FROM follow_up WHERE seq = OLD.seq) OR act_seq = OLD.seq;
    DELETE FROM follow_up WHERE seq = OLD.seq;
END;

-- Who had a match is kept as long as the entry is there to be changed, or the rows that say so.
CREATE TRIGGER entry_recipient_goes_with_its_rows AFTER INSERT ON log_erasure
BEGIN
    DELETE FROM entry_recipient
    WHERE last_seq <= NEW.last_seq AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.id = entry_recipient.entry_id AND entry.state <> 4);
END;

-- One more kind of signal, 8: matches without the phone call. SQLite changes no check of a table that is there. Numbers go on where they were.
DROP TRIGGER log_signal_goes_with_its_rows;
ALTER TABLE log_signal RENAME TO log_signal_before;

CREATE TABLE log_signal (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    kind           INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 8),
    participant_id BLOB    NOT NULL CHECK (length(participant_id) = 16),
    account_id     BLOB    NOT NULL CHECK (length(account_id) = 16),
    first_at       INTEGER NOT NULL,
    last_at        INTEGER NOT NULL CHECK (last_at >= first_at),
    count          INTEGER NOT NULL CHECK (count >= 1),
    first_seq      INTEGER NOT NULL,
    last_seq       INTEGER NOT NULL CHECK (last_seq >= first_seq)
) STRICT;

INSERT INTO log_signal SELECT * FROM log_signal_before;
DELETE FROM sqlite_sequence WHERE name = 'log_signal';
INSERT INTO sqlite_sequence (name, seq) SELECT 'log_signal', seq FROM sqlite_sequence WHERE name = 'log_signal_before';
DROP TABLE log_signal_before;

CREATE TRIGGER log_signal_goes_with_its_rows AFTER INSERT ON log_erasure
BEGIN DELETE FROM log_signal WHERE last_seq <= NEW.last_seq; END;

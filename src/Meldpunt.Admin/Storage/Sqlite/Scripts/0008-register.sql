-- The life of an entry, acts, participants with declaration and permit, drafts, unidentified persons. docs/spec/register.md

-- 1: awaits confirmation, 2: active, 3: restricted, 4: withdrawn.
ALTER TABLE entry ADD COLUMN state INTEGER NOT NULL DEFAULT 2 CHECK (state IN (1, 2, 3, 4));
ALTER TABLE entry ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE entry ADD COLUMN confirmed_by BLOB NULL REFERENCES account (id);
ALTER TABLE entry ADD COLUMN confirmed_at INTEGER NULL;
ALTER TABLE entry ADD COLUMN corrected_by BLOB NULL REFERENCES account (id);
ALTER TABLE entry ADD COLUMN one_officer INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN restricted_at INTEGER NULL;
ALTER TABLE entry ADD COLUMN ended_at INTEGER NULL;
ALTER TABLE entry ADD COLUMN ground TEXT NULL;
ALTER TABLE entry ADD COLUMN remind_on TEXT NULL;
ALTER TABLE entry ADD COLUMN restriction_reason BLOB NULL;
ALTER TABLE entry ADD COLUMN lift_reason BLOB NULL;
ALTER TABLE entry ADD COLUMN weighing_of_age BLOB NULL;
ALTER TABLE entry ADD COLUMN correction_reason BLOB NULL;

CREATE INDEX entry_of_participant_by_state ON entry (participant_id, state, registered_at, id);
CREATE INDEX entry_to_tell ON entry (participant_id, remind_on) WHERE remind_on IS NOT NULL;

-- What made an entry, and what was added; who found a trespass may be another participant (article 5.2 k). 1: nuisance, 2: crime, 3: trespass.
CREATE TABLE entry_incident (
    id             BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    entry_id       BLOB    NOT NULL REFERENCES entry (id),
    kind           INTEGER NOT NULL CHECK (kind IN (1, 2, 3)),
    happened_on    TEXT    NOT NULL,
    participant_id BLOB    NOT NULL REFERENCES participant (id),
    recorded_by    BLOB    NOT NULL REFERENCES account (id),
    recorded_at    INTEGER NOT NULL,
    crime_reported INTEGER NOT NULL,
    found_by       BLOB    NOT NULL,
    file_reference BLOB    NOT NULL
) STRICT;

CREATE INDEX entry_incident_of_entry ON entry_incident (entry_id, happened_on);

-- What was asked to be made once. The body is known by a keyed hash only.
CREATE TABLE idempotency (
    account_id BLOB    NOT NULL,
    key        TEXT    NOT NULL,
    body       BLOB    NOT NULL CHECK (length(body) = 32),
    entry_id   BLOB    NOT NULL,
    made_at    INTEGER NOT NULL,
    PRIMARY KEY (account_id, key)
) STRICT, WITHOUT ROWID;

-- What was done to the register and to participants, in the words of its row in the log; says nothing of a person.
CREATE TABLE administrative_act (
    seq            INTEGER PRIMARY KEY,
    subject_id     BLOB    NOT NULL CHECK (length(subject_id) = 16),
    participant_id BLOB    NOT NULL CHECK (length(participant_id) = 16),
    text           TEXT    NOT NULL
) STRICT;

CREATE INDEX administrative_act_of_subject ON administrative_act (subject_id, seq);
CREATE INDEX administrative_act_of_participant ON administrative_act (participant_id, seq);

-- A text goes with its row and not before it.
CREATE TRIGGER administrative_act_is_append_only_1 BEFORE UPDATE ON administrative_act
BEGIN SELECT RAISE(ABORT, 'acts are append-only'); END;
CREATE TRIGGER administrative_act_is_append_only_2 BEFORE DELETE ON administrative_act
WHEN OLD.seq > (SELECT coalesce(max(last_seq), 0) FROM log_erasure)
BEGIN SELECT RAISE(ABORT, 'acts are append-only'); END;

ALTER TABLE participant ADD COLUMN declaration_signed_on TEXT NULL;
ALTER TABLE participant ADD COLUMN permit_number TEXT NULL;
ALTER TABLE participant ADD COLUMN permit_from TEXT NULL;
ALTER TABLE participant ADD COLUMN permit_until TEXT NULL;
ALTER TABLE participant ADD COLUMN desk_hours TEXT NULL;
ALTER TABLE participant ADD COLUMN letterhead TEXT NULL;
ALTER TABLE participant ADD COLUMN one_officer INTEGER NOT NULL DEFAULT 0;
ALTER TABLE participant ADD COLUMN left_because TEXT NULL;
ALTER TABLE participant ADD COLUMN erase_on TEXT NULL;

-- Who took part before there were declarations here goes on, for as long as it takes to look for the papers.
UPDATE participant SET declaration_signed_on = joined_on, permit_number = 'overgenomen', permit_from = joined_on, permit_until = '2027-12-31';

-- Who left before then left its data behind (article 7.2).
UPDATE participant SET erase_on = left_on WHERE left_on IS NOT NULL;

-- A registration that is being made. Sealed; for one officer.
CREATE TABLE draft (
    id             BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    account_id     BLOB    NOT NULL REFERENCES account (id),
    participant_id BLOB    NOT NULL REFERENCES participant (id),
    changed_at     INTEGER NOT NULL,
    last_day       TEXT    NOT NULL,
    epoch          TEXT    NOT NULL,
    wrapped_key    BLOB    NOT NULL,
    body           BLOB    NOT NULL
) STRICT;

CREATE INDEX draft_of_account ON draft (account_id, changed_at);

-- Somebody who could not be identified (article 5.3). 2: active, 4: withdrawn, 5: identified.
CREATE TABLE unidentified (
    id             BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    participant_id BLOB    NOT NULL REFERENCES participant (id),
    registered_by  BLOB    NOT NULL REFERENCES account (id),
    registered_at  INTEGER NOT NULL,
    state          INTEGER NOT NULL CHECK (state IN (2, 4, 5)),
    version        INTEGER NOT NULL DEFAULT 1,
    happened_on    TEXT    NOT NULL,
    last_day       TEXT    NOT NULL,
    epoch          TEXT    NOT NULL,
    wrapped_key    BLOB    NOT NULL,
    description    BLOB    NOT NULL,
    place          BLOB    NOT NULL,
    time_of_day    BLOB    NOT NULL,
    file_reference BLOB    NOT NULL,
    weighing       BLOB    NOT NULL
) STRICT;

CREATE INDEX unidentified_by_last_day ON unidentified (last_day);

CREATE TABLE unidentified_image (
    id              BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    unidentified_id BLOB    NOT NULL REFERENCES unidentified (id),
    media_type      TEXT    NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png')),
    width           INTEGER NOT NULL,
    height          INTEGER NOT NULL,
    bytes           BLOB    NOT NULL
) STRICT;

CREATE INDEX unidentified_image_of ON unidentified_image (unidentified_id);

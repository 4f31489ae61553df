-- The foundation: installation, participants, accounts, register, query log.
-- Ids are 16 random bytes. Moments are milliseconds since 1970 in UTC; days are yyyy-mm-dd. Sealed columns hold nonce, ciphertext and tag.

CREATE TABLE installation (
    id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    created_at INTEGER NOT NULL
) STRICT;

-- Written to after a refused write, to find out whether there is room again; see StoreWriter.ProbeAsync.
CREATE TABLE room (
    only   INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    filler BLOB    NOT NULL
) STRICT;

CREATE TABLE participant (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE,
    desk_phone TEXT NOT NULL,
    joined_on  TEXT NOT NULL,
    left_on    TEXT NULL
) STRICT;

CREATE TABLE location (
    id             BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    participant_id BLOB NOT NULL REFERENCES participant (id),
    name           TEXT NOT NULL COLLATE NOCASE,
    UNIQUE (participant_id, name)
) STRICT;

CREATE TABLE account (
    id              BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    user_name       TEXT    NOT NULL UNIQUE COLLATE NOCASE,
    password_hash   TEXT    NULL,
    role            INTEGER NOT NULL CHECK (role IN (1, 2, 3, 4)),
    participant_id  BLOB    NULL REFERENCES participant (id),
    location_id     BLOB    NULL REFERENCES location (id),
    security_stamp  TEXT    NOT NULL,
    failed_sign_ins INTEGER NOT NULL DEFAULT 0,
    locked_until    INTEGER NULL,
    ended_at        INTEGER NULL,
    -- Gate and security work for a participant, oversight and management for the consortium; a gate stands somewhere.
    CHECK ((role IN (1, 2)) = (participant_id IS NOT NULL)),
    CHECK ((role = 1) = (location_id IS NOT NULL))
) STRICT;

CREATE TABLE terminal_token (
    id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    token_hash BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    account_id BLOB    NOT NULL REFERENCES account (id),
    label      TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    ended_at   INTEGER NULL
) STRICT;

CREATE TABLE session (
    key_hash   BLOB    NOT NULL PRIMARY KEY CHECK (length(key_hash) = 32),
    account_id BLOB    NOT NULL REFERENCES account (id),
    ticket     BLOB    NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One number that moves with every change of who may do what, so that other processes and caches notice.
CREATE TABLE directory_version (
    only    INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    version INTEGER NOT NULL
) STRICT;

INSERT INTO directory_version VALUES (1, 1);

CREATE TRIGGER participant_added   AFTER INSERT ON participant    BEGIN UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER participant_changed AFTER UPDATE ON participant    BEGIN UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER location_added      AFTER INSERT ON location       BEGIN UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER location_changed    AFTER UPDATE ON location       BEGIN UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER account_added       AFTER INSERT ON account        BEGIN UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER account_changed     AFTER UPDATE OF user_name, role, participant_id, location_id, security_stamp, ended_at ON account
                                                                  BEGIN UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER token_added         AFTER INSERT ON terminal_token BEGIN UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER token_changed       AFTER UPDATE ON terminal_token BEGIN UPDATE directory_version SET version = version + 1; END;

CREATE TABLE entry (
    id                 BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind               INTEGER NOT NULL CHECK (kind IN (1, 2)),
    participant_id     BLOB    NOT NULL REFERENCES participant (id),
    registered_by      BLOB    NOT NULL REFERENCES account (id),
    registered_at      INTEGER NOT NULL,
    first_day          TEXT    NOT NULL,
    last_day           TEXT    NOT NULL,
    last_incident_on   TEXT    NOT NULL,
    crime              INTEGER NOT NULL,
    crime_reported     INTEGER NOT NULL,
    notice_kind        INTEGER NOT NULL,
    notice_on          TEXT    NULL,
    -- The entry's own key, wrapped under the key of the month in which the entry must be gone.
    epoch              TEXT    NOT NULL,
    wrapped_key        BLOB    NOT NULL,
    surname            BLOB    NOT NULL,
    prefix             BLOB    NOT NULL,
    first_names        BLOB    NOT NULL,
    birth_date         BLOB    NOT NULL,
    birthplace         BLOB    NOT NULL,
    address            BLOB    NOT NULL,
    postcode           BLOB    NOT NULL,
    file_reference     BLOB    NOT NULL,
    weighing           BLOB    NOT NULL,
    notice_reason      BLOB    NOT NULL
) STRICT;

CREATE INDEX entry_of_participant ON entry (participant_id, registered_at, id);
CREATE INDEX entry_by_last_day ON entry (last_day);

-- What the hot index follows: every change of the register, in order.
CREATE TABLE entry_change (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    entry_id BLOB    NOT NULL,
    change   INTEGER NOT NULL CHECK (change IN (1, 2))
) STRICT;

CREATE TABLE query_log (
    seq            INTEGER PRIMARY KEY,
    query_id       BLOB    NOT NULL CHECK (length(query_id) = 16),
    recorded_at    INTEGER NOT NULL,
    participant_id BLOB    NOT NULL CHECK (length(participant_id) = 16),
    location_id    BLOB    NOT NULL CHECK (length(location_id) = 16),
    account_id     BLOB    NOT NULL CHECK (length(account_id) = 16),
    terminal_id    BLOB    NOT NULL CHECK (length(terminal_id) = 16),
    -- 1: a visitor at a gate. 2: the ladder of a ban that is being registered, which is a look into the register too.
    purpose        INTEGER NOT NULL CHECK (purpose IN (1, 2)),
    outcome        INTEGER NOT NULL CHECK (outcome IN (0, 1)),
    match_year     INTEGER NOT NULL,
    match_number   INTEGER NOT NULL,
    matched_count  INTEGER NOT NULL,
    matched        BLOB    NOT NULL CHECK (length(matched) = 128),
    rule           TEXT    NOT NULL,
    subject_month  TEXT    NOT NULL,
    subject        BLOB    NOT NULL CHECK (length(subject) = 32),
    salt           BLOB    NOT NULL CHECK (length(salt) = 32)
) STRICT;

CREATE INDEX query_log_of_participant ON query_log (participant_id, seq);
CREATE INDEX query_log_matches ON query_log (match_year, match_number) WHERE match_number > 0;

CREATE TRIGGER query_log_is_append_only_1 BEFORE UPDATE ON query_log
BEGIN SELECT RAISE(ABORT, 'the query log is append-only'); END;
CREATE TRIGGER query_log_is_append_only_2 BEFORE DELETE ON query_log
BEGIN SELECT RAISE(ABORT, 'the query log is append-only'); END;

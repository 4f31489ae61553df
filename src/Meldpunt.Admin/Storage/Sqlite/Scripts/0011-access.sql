-- Who may ask: second factors, invitations, terminals that several people share, sessions that can be seen and ended, budgets, and persons who do not exist.
-- docs/spec/access.md says what each is for.

-- 1: a person. 2: a system, such as a barrier without anybody beside it; it works through tokens only.
ALTER TABLE account ADD COLUMN kind INTEGER NOT NULL DEFAULT 1 CHECK (kind IN (1, 2));
-- What somebody types at a terminal of their participant, with a PIN (Argon2id).
ALTER TABLE account ADD COLUMN staff_number TEXT NULL;
ALTER TABLE account ADD COLUMN pin_hash TEXT NULL;
-- Who last invited or recovered its owner: what that account registered, this one does not confirm.
ALTER TABLE account ADD COLUMN invited_by BLOB NULL CHECK (length(invited_by) = 16);
CREATE UNIQUE INDEX account_staff_number ON account (participant_id, staff_number) WHERE staff_number IS NOT NULL AND ended_at IS NULL;

CREATE TRIGGER account_renumbered AFTER UPDATE OF kind, staff_number ON account BEGIN UPDATE directory_version SET version = version + 1; END;

-- An app that shows codes (RFC 6238). The secret is sealed; a code of a step that was used, or of one before it, works no more.
CREATE TABLE authenticator (
    account_id   BLOB    NOT NULL PRIMARY KEY REFERENCES account (id),
    secret       BLOB    NOT NULL,
    confirmed_at INTEGER NOT NULL,
    last_step    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_code (
    code_hash  BLOB    NOT NULL PRIMARY KEY CHECK (length(code_hash) = 32),
    account_id BLOB    NOT NULL REFERENCES account (id),
    created_at INTEGER NOT NULL,
    used_at    INTEGER NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX recovery_code_of_account ON recovery_code (account_id);

CREATE TABLE passkey (
    credential_id      BLOB    NOT NULL PRIMARY KEY CHECK (length(credential_id) BETWEEN 1 AND 1023),
    account_id         BLOB    NOT NULL REFERENCES account (id),
    name               TEXT    NOT NULL,
    public_key         BLOB    NOT NULL,
    sign_count         INTEGER NOT NULL,
    transports         TEXT    NOT NULL,
    is_user_verified   INTEGER NOT NULL,
    is_backup_eligible INTEGER NOT NULL,
    is_backed_up       INTEGER NOT NULL,
    attestation        BLOB    NOT NULL,
    client_data        BLOB    NOT NULL,
    created_at         INTEGER NOT NULL,
    used_at            INTEGER NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX passkey_of_account ON passkey (account_id);

-- A code that lets somebody choose a password or a PIN once. 1: a first one. 2: a new one, and new second factors.
CREATE TABLE invitation (
    code_hash  BLOB    NOT NULL PRIMARY KEY CHECK (length(code_hash) = 32),
    account_id BLOB    NOT NULL REFERENCES account (id),
    kind       INTEGER NOT NULL CHECK (kind IN (1, 2)),
    created_by BLOB    NOT NULL CHECK (length(created_by) = 16),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX invitation_of_account ON invitation (account_id);

-- A machine at a gate that several people sign in on. Its secret is made when somebody types the code of its enrolment there.
CREATE TABLE terminal (
    id               BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    participant_id   BLOB    NOT NULL REFERENCES participant (id),
    location_id      BLOB    NOT NULL REFERENCES location (id),
    label            TEXT    NOT NULL,
    created_by       BLOB    NOT NULL CHECK (length(created_by) = 16),
    created_at       INTEGER NOT NULL,
    code_hash        BLOB    NULL UNIQUE CHECK (length(code_hash) = 32),
    code_expires_at  INTEGER NULL,
    secret_hash      BLOB    NULL UNIQUE CHECK (length(secret_hash) = 32),
    -- SHA-256 of the client certificate that it came with when it was enrolled; from then on it must come with that one.
    certificate_hash BLOB    NULL CHECK (length(certificate_hash) = 32),
    enrolled_at      INTEGER NULL,
    -- When somebody last signed in on it, whoever that was.
    signed_in_at     INTEGER NULL,
    ended_at         INTEGER NULL
) STRICT;

CREATE TRIGGER terminal_added   AFTER INSERT ON terminal BEGIN UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER terminal_changed AFTER UPDATE OF label, location_id, secret_hash, certificate_hash, enrolled_at, ended_at ON terminal
                                                         BEGIN UPDATE directory_version SET version = version + 1; END;

-- Sessions of before end here; everybody signs in again.
DROP TABLE session;

CREATE TABLE session (
    key_hash    BLOB    NOT NULL PRIMARY KEY CHECK (length(key_hash) = 32),
    id          BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    account_id  BLOB    NOT NULL REFERENCES account (id),
    terminal_id BLOB    NULL REFERENCES terminal (id),
    -- SignInMethods: with what somebody signed in.
    methods     INTEGER NOT NULL,
    -- What the browser says it is, a few words: so that somebody knows their own sessions again.
    device      TEXT    NOT NULL,
    started_at  INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,
    -- When a second factor was last shown in this session; null when never.
    verified_at INTEGER NULL,
    expires_at  INTEGER NOT NULL,
    ticket      BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX session_of_account ON session (account_id);

-- Moves with every end and every change of a session, so that what is held in memory, here or in another process, is let go.
CREATE TABLE session_version (
    only    INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    version INTEGER NOT NULL
) STRICT;

INSERT INTO session_version VALUES (1, 1);

CREATE TRIGGER session_ended   AFTER DELETE ON session                 BEGIN UPDATE session_version SET version = version + 1; END;
CREATE TRIGGER session_changed AFTER UPDATE OF verified_at, expires_at, ticket ON session
                                                                       BEGIN UPDATE session_version SET version = version + 1; END;

-- Whether gate staff with a user name and a password may only come in on an enrolled terminal, or with a second factor. Who was here before goes on as before.
ALTER TABLE participant ADD COLUMN gate_needs_terminal INTEGER NOT NULL DEFAULT 0 CHECK (gate_needs_terminal IN (0, 1));
-- What its gates do while there is no answer, in its own words.
ALTER TABLE participant ADD COLUMN emergency_text TEXT NULL;

-- What the consortium chose instead of the budgets that are built in.
CREATE TABLE budget (
    scope      TEXT    NOT NULL,
    span       TEXT    NOT NULL,
    at_once    INTEGER NOT NULL CHECK (at_once > 0),
    per_hour   INTEGER NOT NULL CHECK (per_hour > 0),
    PRIMARY KEY (scope, span)
) STRICT, WITHOUT ROWID;

-- Always the same number of boxes of one size, so that nobody can tell without the key whether there is a person who does not exist, or which entry that is.
CREATE TABLE honey (
    slot INTEGER NOT NULL PRIMARY KEY,
    box  BLOB    NOT NULL
) STRICT;

-- Two more kinds of signal, 6: a limit was reached, 7: a person who does not exist was found. SQLite changes no check of a table that is there. Numbers go on where they were.
DROP TRIGGER log_signal_goes_with_its_rows;
ALTER TABLE log_signal RENAME TO log_signal_before;

CREATE TABLE log_signal (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    kind           INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 7),
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

-- SHA-256 of the client certificate that a token works with only; null for a token that works by itself.
ALTER TABLE terminal_token ADD COLUMN certificate_hash BLOB NULL CHECK (length(certificate_hash) = 32);

-- A rotation of a key that the command line asks of the process that serves, and how it ended.
CREATE TABLE key_request (
    id       BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    what     TEXT    NOT NULL,
    asked_at INTEGER NOT NULL,
    begun_at INTEGER NULL,
    outcome  TEXT    NULL
) STRICT;

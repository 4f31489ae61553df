-- How far the second log (Logboek Dataverwerkingen, ADR 0014) has come. No row until it is switched on for the first time.

CREATE TABLE processing_log (
    only      INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    -- The first row of the query log that goes there: the one after the newest at the moment of switching on.
    first_seq INTEGER NOT NULL CHECK (first_seq >= 1),
    -- The last row whose record was confirmed. It never goes back.
    done_seq  INTEGER NOT NULL CHECK (done_seq >= first_seq - 1)
) STRICT;

CREATE TRIGGER processing_log_never_goes_back BEFORE UPDATE ON processing_log
WHEN NEW.done_seq < OLD.done_seq OR NEW.first_seq <> OLD.first_seq
BEGIN SELECT RAISE(ABORT, 'the processing log never goes back'); END;

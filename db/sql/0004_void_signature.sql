-- A signature under a text that was changed since: void, and on record.
INSERT INTO "code_signoff_state" VALUES ('void');

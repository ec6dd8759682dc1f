-- The bulletin: an issue is kept as it went out.
INSERT INTO "code_edition_kind" VALUES ('bulletin');

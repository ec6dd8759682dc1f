-- Lines of a template that say who is called.
INSERT INTO "code_standard_kind" VALUES ('call');

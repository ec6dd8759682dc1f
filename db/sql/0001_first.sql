-- The first schema.  What stands below "records" was drafted from core/record.def (tests/lib/draft.c); tests compare.
-- STRICT tables, every name quoted; references are looked at when the transaction ends; no triggers, no cascades.

-- What belongs to the file: its 128-bit name, the origin of its ids, when it was made.
CREATE TABLE "meta" ("name" TEXT NOT NULL PRIMARY KEY, "value" TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- The last id ("id") and the last serial number under each prefix ("serial:26-"); not in the journal, never goes back.
CREATE TABLE "counter" ("name" TEXT NOT NULL PRIMARY KEY, "value" INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- The journal: one entry a use case, one change row a record.  An entry's hash covers the one before it, every column,
-- and the hashes of its change rows; a change row whose delta was destroyed by `db purge` keeps its hash.
CREATE TABLE "entry" (
    "number" INTEGER PRIMARY KEY,
    "at" INTEGER NOT NULL,
    "offset" INTEGER NOT NULL,
    "who" TEXT NOT NULL,
    "clerk" TEXT,
    "host" TEXT,
    "command" TEXT NOT NULL,
    "args" TEXT NOT NULL,
    "undoes" INTEGER,
    "changes" INTEGER NOT NULL,
    "hash" BLOB NOT NULL
) STRICT;
CREATE INDEX "entry_undoes" ON "entry" ("undoes") WHERE "undoes" IS NOT NULL;
CREATE TABLE "change" (
    "entry" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "pk" INTEGER NOT NULL,
    "op" TEXT NOT NULL,
    "delta" TEXT,
    "hash" BLOB NOT NULL,
    PRIMARY KEY ("entry", "seq")
) STRICT, WITHOUT ROWID;
CREATE INDEX "change_pk" ON "change" ("pk", "entry", "seq");

-- The LONG fields of all records.
CREATE TABLE "text" (
    "id" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY ("id", "field")
) STRICT, WITHOUT ROWID;

-- The full text of all records, rowid = record id; made from them, rebuilt by `db reindex`.
CREATE VIRTUAL TABLE "words" USING fts5("text", tokenize = 'lianxi', columnsize = 0);

-- records
CREATE TABLE "code_yesno" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_yesno" VALUES ('no');
INSERT INTO "code_yesno" VALUES ('yes');
CREATE TABLE "office" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "name" TEXT,
    "name_en" TEXT,
    "issuer" TEXT,
    "utc_offset" INTEGER,
    "near_days" INTEGER,
    "near_percent" INTEGER,
    "due_days" INTEGER,
    "direct_close" TEXT NOT NULL DEFAULT 'no' REFERENCES "code_yesno" ("word"),
    "matter_code" TEXT,
    "plan_code" TEXT
) STRICT;
CREATE TABLE "code_holiday_kind" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_holiday_kind" VALUES ('off');
INSERT INTO "code_holiday_kind" VALUES ('work');
CREATE TABLE "holiday" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "day" TEXT, "day_key" INTEGER NOT NULL DEFAULT 1099511627777, "day_text" TEXT,
    "kind" TEXT NOT NULL DEFAULT 'off' REFERENCES "code_holiday_kind" ("word"),
    "name" TEXT
) STRICT;
CREATE TABLE "code_counter" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_counter" VALUES ('ci');
INSERT INTO "code_counter" VALUES ('jie');
CREATE TABLE "code_numbering" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_numbering" VALUES ('running');
INSERT INTO "code_numbering" VALUES ('yearly');
CREATE TABLE "series" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "name" TEXT,
    "name_en" TEXT,
    "code" TEXT,
    "counter" TEXT NOT NULL DEFAULT 'ci' REFERENCES "code_counter" ("word"),
    "numbering" TEXT NOT NULL DEFAULT 'running' REFERENCES "code_numbering" ("word"),
    "body" TEXT,
    "rank" INTEGER
) STRICT;
CREATE TABLE "code_unit_kind" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_unit_kind" VALUES ('department');
INSERT INTO "code_unit_kind" VALUES ('government');
INSERT INTO "code_unit_kind" VALUES ('party');
INSERT INTO "code_unit_kind" VALUES ('zone');
INSERT INTO "code_unit_kind" VALUES ('company');
INSERT INTO "code_unit_kind" VALUES ('town');
INSERT INTO "code_unit_kind" VALUES ('office');
INSERT INTO "code_unit_kind" VALUES ('group');
INSERT INTO "code_unit_kind" VALUES ('other');
CREATE TABLE "unit" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "name" TEXT,
    "brief" TEXT,
    "name_en" TEXT,
    "kind" TEXT NOT NULL DEFAULT 'department' REFERENCES "code_unit_kind" ("word"),
    "parent" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "rank" INTEGER,
    "phone" TEXT,
    "since" TEXT, "since_key" INTEGER NOT NULL DEFAULT 1099511627777, "since_text" TEXT,
    "until" TEXT, "until_key" INTEGER NOT NULL DEFAULT 1099511627777, "until_text" TEXT
) STRICT;
CREATE TABLE "alias" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "unit" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT,
    "since" TEXT, "since_key" INTEGER NOT NULL DEFAULT 1099511627777, "since_text" TEXT,
    "until" TEXT, "until_key" INTEGER NOT NULL DEFAULT 1099511627777, "until_text" TEXT
) STRICT;
CREATE TABLE "member" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "unit" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "rank" INTEGER,
    "since" TEXT, "since_key" INTEGER NOT NULL DEFAULT 1099511627777, "since_text" TEXT,
    "until" TEXT, "until_key" INTEGER NOT NULL DEFAULT 1099511627777, "until_text" TEXT,
    "basis" TEXT
) STRICT;
CREATE TABLE "code_person_role" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_person_role" VALUES ('liaison');
INSERT INTO "code_person_role" VALUES ('leader');
INSERT INTO "code_person_role" VALUES ('staff');
INSERT INTO "code_person_role" VALUES ('expert');
CREATE TABLE "person" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "post" TEXT,
    "name" TEXT,
    "unit" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "role" TEXT NOT NULL DEFAULT 'liaison' REFERENCES "code_person_role" ("word"),
    "phone" TEXT,
    "rank" INTEGER,
    "since" TEXT, "since_key" INTEGER NOT NULL DEFAULT 1099511627777, "since_text" TEXT,
    "until" TEXT, "until_key" INTEGER NOT NULL DEFAULT 1099511627777, "until_text" TEXT
) STRICT;
CREATE TABLE "code_meeting_state" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_meeting_state" VALUES ('draft');
INSERT INTO "code_meeting_state" VALUES ('notified');
INSERT INTO "code_meeting_state" VALUES ('in_session');
INSERT INTO "code_meeting_state" VALUES ('minutes_draft');
INSERT INTO "code_meeting_state" VALUES ('minutes_circulated');
INSERT INTO "code_meeting_state" VALUES ('issued');
INSERT INTO "code_meeting_state" VALUES ('archived');
INSERT INTO "code_meeting_state" VALUES ('postponed');
INSERT INTO "code_meeting_state" VALUES ('cancelled');
CREATE TABLE "meeting" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "no" TEXT, "no_key" TEXT,
    "series" INTEGER REFERENCES "series" ("id") DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT,
    "theme" TEXT,
    "date" TEXT, "date_key" INTEGER NOT NULL DEFAULT 1099511627777, "date_text" TEXT,
    "time" TEXT,
    "place" TEXT,
    "host" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "chair" TEXT,
    "state" TEXT NOT NULL DEFAULT 'draft' REFERENCES "code_meeting_state" ("word"),
    "clerk" TEXT
) STRICT;
CREATE TABLE "code_agenda_kind" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_agenda_kind" VALUES ('deliberate');
INSERT INTO "code_agenda_kind" VALUES ('decide');
INSERT INTO "code_agenda_kind" VALUES ('report');
INSERT INTO "code_agenda_kind" VALUES ('exchange');
INSERT INTO "code_agenda_kind" VALUES ('sign');
INSERT INTO "code_agenda_kind" VALUES ('inform');
CREATE TABLE "agenda" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "meeting" INTEGER REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
    "position" INTEGER,
    "kind" TEXT NOT NULL DEFAULT 'deliberate' REFERENCES "code_agenda_kind" ("word"),
    "title" TEXT,
    "presenter" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "speaker" TEXT,
    "minutes" INTEGER,
    "item" INTEGER REFERENCES "item" ("id") DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE "plan" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "no" TEXT, "no_key" TEXT,
    "title" TEXT,
    "issuer" TEXT,
    "docno" TEXT,
    "issued" TEXT, "issued_key" INTEGER NOT NULL DEFAULT 1099511627777, "issued_text" TEXT,
    "year_from" INTEGER,
    "year_to" INTEGER,
    "file" TEXT,
    "print" TEXT
) STRICT;
CREATE TABLE "section" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "plan" INTEGER REFERENCES "plan" ("id") DEFERRABLE INITIALLY DEFERRED,
    "parent" INTEGER REFERENCES "section" ("id") DEFERRABLE INITIALLY DEFERRED,
    "position" INTEGER,
    "level" INTEGER,
    "number" TEXT,
    "title" TEXT,
    "line" INTEGER
) STRICT;
CREATE TABLE "code_cmp" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_cmp" VALUES ('>=');
INSERT INTO "code_cmp" VALUES ('>');
INSERT INTO "code_cmp" VALUES ('<=');
INSERT INTO "code_cmp" VALUES ('<');
INSERT INTO "code_cmp" VALUES ('=');
INSERT INTO "code_cmp" VALUES ('~');
INSERT INTO "code_cmp" VALUES ('range');
INSERT INTO "code_cmp" VALUES ('decrease');
INSERT INTO "code_cmp" VALUES ('increase');
INSERT INTO "code_cmp" VALUES ('x');
INSERT INTO "code_cmp" VALUES ('ref');
CREATE TABLE "indicator" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "plan" INTEGER REFERENCES "plan" ("id") DEFERRABLE INITIALLY DEFERRED,
    "section" INTEGER REFERENCES "section" ("id") DEFERRABLE INITIALLY DEFERRED,
    "item" INTEGER REFERENCES "item" ("id") DEFERRABLE INITIALLY DEFERRED,
    "position" INTEGER,
    "name" TEXT,
    "compare" TEXT NOT NULL DEFAULT '>=' REFERENCES "code_cmp" ("word"),
    "value" TEXT,
    "value_max" TEXT,
    "measure" TEXT,
    "year" INTEGER,
    "words" TEXT,
    "line" INTEGER
) STRICT;
CREATE TABLE "code_item_kind" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_item_kind" VALUES ('task');
INSERT INTO "code_item_kind" VALUES ('project');
INSERT INTO "code_item_kind" VALUES ('measure');
INSERT INTO "code_item_kind" VALUES ('action');
CREATE TABLE "code_item_state" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_item_state" VALUES ('registered');
INSERT INTO "code_item_state" VALUES ('assigned');
INSERT INTO "code_item_state" VALUES ('accepted');
INSERT INTO "code_item_state" VALUES ('working');
INSERT INTO "code_item_state" VALUES ('reported');
INSERT INTO "code_item_state" VALUES ('closed');
INSERT INTO "code_item_state" VALUES ('struck');
INSERT INTO "code_item_state" VALUES ('archived');
INSERT INTO "code_item_state" VALUES ('returned');
INSERT INTO "code_item_state" VALUES ('suspended');
INSERT INTO "code_item_state" VALUES ('withdrawn');
INSERT INTO "code_item_state" VALUES ('merged');
CREATE TABLE "code_stage" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_stage" VALUES ('');
INSERT INTO "code_stage" VALUES ('planned');
INSERT INTO "code_stage" VALUES ('prepared');
INSERT INTO "code_stage" VALUES ('started');
INSERT INTO "code_stage" VALUES ('building');
INSERT INTO "code_stage" VALUES ('built');
CREATE TABLE "code_rhythm" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_rhythm" VALUES ('');
INSERT INTO "code_rhythm" VALUES ('weekly');
INSERT INTO "code_rhythm" VALUES ('monthly');
INSERT INTO "code_rhythm" VALUES ('quarterly');
INSERT INTO "code_rhythm" VALUES ('halfyearly');
INSERT INTO "code_rhythm" VALUES ('yearly');
INSERT INTO "code_rhythm" VALUES ('regular');
CREATE TABLE "code_importance" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_importance" VALUES ('normal');
INSERT INTO "code_importance" VALUES ('high');
INSERT INTO "code_importance" VALUES ('urgent');
CREATE TABLE "code_secrecy" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_secrecy" VALUES ('open');
INSERT INTO "code_secrecy" VALUES ('internal');
CREATE TABLE "item" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "no" TEXT, "no_key" TEXT,
    "kind" TEXT NOT NULL DEFAULT 'task' REFERENCES "code_item_kind" ("word"),
    "title" TEXT,
    "state" TEXT NOT NULL DEFAULT 'registered' REFERENCES "code_item_state" ("word"),
    "lead" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "meeting" INTEGER REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
    "plan" INTEGER REFERENCES "plan" ("id") DEFERRABLE INITIALLY DEFERRED,
    "section" INTEGER REFERENCES "section" ("id") DEFERRABLE INITIALLY DEFERRED,
    "parent" INTEGER REFERENCES "item" ("id") DEFERRABLE INITIALLY DEFERRED,
    "start" TEXT, "start_key" INTEGER NOT NULL DEFAULT 1099511627777, "start_text" TEXT,
    "due" TEXT, "due_key" INTEGER NOT NULL DEFAULT 1099511627777, "due_text" TEXT,
    "progress" INTEGER,
    "stage" TEXT NOT NULL DEFAULT '' REFERENCES "code_stage" ("word"),
    "rhythm" TEXT NOT NULL DEFAULT '' REFERENCES "code_rhythm" ("word"),
    "importance" TEXT NOT NULL DEFAULT 'normal' REFERENCES "code_importance" ("word"),
    "secrecy" TEXT NOT NULL DEFAULT 'open' REFERENCES "code_secrecy" ("word"),
    "contact" TEXT,
    "clerk" TEXT,
    "closed" TEXT, "closed_key" INTEGER NOT NULL DEFAULT 1099511627777, "closed_text" TEXT,
    "reported" TEXT, "reported_key" INTEGER NOT NULL DEFAULT 1099511627777, "reported_text" TEXT,
    "merged" INTEGER REFERENCES "item" ("id") DEFERRABLE INITIALLY DEFERRED,
    "tablerow" TEXT,
    "file" TEXT,
    "line_from" INTEGER,
    "line_to" INTEGER
) STRICT;
CREATE TABLE "code_part_role" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_part_role" VALUES ('with');
INSERT INTO "code_part_role" VALUES ('lead');
INSERT INTO "code_part_role" VALUES ('group');
CREATE TABLE "code_part_state" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_part_state" VALUES ('open');
INSERT INTO "code_part_state" VALUES ('done');
CREATE TABLE "part" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "item" INTEGER REFERENCES "item" ("id") DEFERRABLE INITIALLY DEFERRED,
    "unit" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "role" TEXT NOT NULL DEFAULT 'with' REFERENCES "code_part_role" ("word"),
    "position" INTEGER,
    "task" TEXT,
    "due" TEXT, "due_key" INTEGER NOT NULL DEFAULT 1099511627777, "due_text" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open' REFERENCES "code_part_state" ("word")
) STRICT;
CREATE TABLE "code_event_kind" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_event_kind" VALUES ('report');
INSERT INTO "code_event_kind" VALUES ('extend');
INSERT INTO "code_event_kind" VALUES ('remind');
INSERT INTO "code_event_kind" VALUES ('step');
INSERT INTO "code_event_kind" VALUES ('merge');
INSERT INTO "code_event_kind" VALUES ('handover');
CREATE TABLE "event" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "item" INTEGER REFERENCES "item" ("id") DEFERRABLE INITIALLY DEFERRED,
    "kind" TEXT NOT NULL DEFAULT 'report' REFERENCES "code_event_kind" ("word"),
    "day" TEXT, "day_key" INTEGER NOT NULL DEFAULT 1099511627777, "day_text" TEXT,
    "progress" INTEGER,
    "old_due" TEXT, "old_due_key" INTEGER NOT NULL DEFAULT 1099511627777, "old_due_text" TEXT,
    "new_due" TEXT, "new_due_key" INTEGER NOT NULL DEFAULT 1099511627777, "new_due_text" TEXT,
    "old_state" TEXT NOT NULL DEFAULT 'registered' REFERENCES "code_item_state" ("word"),
    "new_state" TEXT NOT NULL DEFAULT 'registered' REFERENCES "code_item_state" ("word"),
    "clerk" TEXT
) STRICT;
CREATE TABLE "code_note_way" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_note_way" VALUES ('phone');
INSERT INTO "code_note_way" VALUES ('chat');
INSERT INTO "code_note_way" VALUES ('letter');
INSERT INTO "code_note_way" VALUES ('visit');
INSERT INTO "code_note_way" VALUES ('other');
CREATE TABLE "note" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "caller" TEXT,
    "way" TEXT NOT NULL DEFAULT 'phone' REFERENCES "code_note_way" ("word"),
    "day" TEXT, "day_key" INTEGER NOT NULL DEFAULT 1099511627777, "day_text" TEXT,
    "time" TEXT,
    "hung" INTEGER,
    "clerk" TEXT
) STRICT;
CREATE TABLE "filter" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "name" TEXT,
    "slot" INTEGER,
    "view" TEXT,
    "query" TEXT,
    "sort" TEXT,
    "clerk" TEXT
) STRICT;
CREATE TABLE "review" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "day" TEXT, "day_key" INTEGER NOT NULL DEFAULT 1099511627777, "day_text" TEXT,
    "query" TEXT,
    "clerk" TEXT
) STRICT;
CREATE TABLE "printing" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "kind" TEXT,
    "hung" INTEGER,
    "query" TEXT,
    "day" TEXT, "day_key" INTEGER NOT NULL DEFAULT 1099511627777, "day_text" TEXT,
    "way" TEXT,
    "clerk" TEXT
) STRICT;
CREATE INDEX "unit_list" ON "unit" ("rank", "id", "kind", "parent");
CREATE INDEX "unit_parent" ON "unit" ("parent") WHERE "parent" IS NOT NULL;
CREATE INDEX "alias_unit" ON "alias" ("unit") WHERE "unit" IS NOT NULL;
CREATE INDEX "member_unit" ON "member" ("unit") WHERE "unit" IS NOT NULL;
CREATE INDEX "person_list" ON "person" ("rank", "id", "unit", "role");
CREATE INDEX "person_unit" ON "person" ("unit") WHERE "unit" IS NOT NULL;
CREATE INDEX "meeting_list" ON "meeting" ("date_key", "id", "series", "host", "state", "clerk");
CREATE UNIQUE INDEX "meeting_no" ON "meeting" ("no_key");
CREATE INDEX "meeting_series" ON "meeting" ("series") WHERE "series" IS NOT NULL;
CREATE INDEX "meeting_host" ON "meeting" ("host") WHERE "host" IS NOT NULL;
CREATE INDEX "agenda_list" ON "agenda" ("meeting", "position", "id");
CREATE INDEX "agenda_presenter" ON "agenda" ("presenter") WHERE "presenter" IS NOT NULL;
CREATE INDEX "agenda_item" ON "agenda" ("item") WHERE "item" IS NOT NULL;
CREATE INDEX "plan_list" ON "plan" ("issued_key", "id", "year_to");
CREATE UNIQUE INDEX "plan_no" ON "plan" ("no_key");
CREATE INDEX "section_list" ON "section" ("plan", "position", "id");
CREATE INDEX "section_parent" ON "section" ("parent") WHERE "parent" IS NOT NULL;
CREATE INDEX "indicator_list" ON "indicator" ("plan", "position", "id");
CREATE INDEX "indicator_section" ON "indicator" ("section") WHERE "section" IS NOT NULL;
CREATE INDEX "indicator_item" ON "indicator" ("item") WHERE "item" IS NOT NULL;
CREATE INDEX "item_list" ON "item" ("due_key", "id", "kind", "state", "lead", "meeting", "plan", "start_key", "progress", "stage", "rhythm", "importance", "secrecy", "clerk", "closed_key", "reported_key");
CREATE UNIQUE INDEX "item_no" ON "item" ("no_key");
CREATE INDEX "item_lead" ON "item" ("lead", "due_key") WHERE "lead" IS NOT NULL;
CREATE INDEX "item_meeting" ON "item" ("meeting") WHERE "meeting" IS NOT NULL;
CREATE INDEX "item_plan" ON "item" ("plan") WHERE "plan" IS NOT NULL;
CREATE INDEX "item_section" ON "item" ("section") WHERE "section" IS NOT NULL;
CREATE INDEX "item_parent" ON "item" ("parent") WHERE "parent" IS NOT NULL;
CREATE INDEX "item_merged" ON "item" ("merged") WHERE "merged" IS NOT NULL;
CREATE INDEX "part_list" ON "part" ("item", "id", "unit", "role");
CREATE INDEX "part_unit" ON "part" ("unit", "item") WHERE "unit" IS NOT NULL;
CREATE INDEX "event_list" ON "event" ("item", "day_key", "id");
CREATE INDEX "note_list" ON "note" ("day_key", "id", "hung");
CREATE INDEX "note_hung" ON "note" ("hung") WHERE "hung" IS NOT NULL;
CREATE INDEX "review_list" ON "review" ("day_key", "id");
CREATE INDEX "printing_list" ON "printing" ("day_key", "id", "hung");
CREATE INDEX "printing_hung" ON "printing" ("hung") WHERE "hung" IS NOT NULL;


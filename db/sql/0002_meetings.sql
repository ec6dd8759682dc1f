-- Bodies, preparation, topics, papers, attendance, outcomes, minutes in circulation, decisions, documents.
CREATE TABLE "code_quorum" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_quorum" VALUES ('half');
INSERT INTO "code_quorum" VALUES ('two_thirds');
INSERT INTO "code_quorum" VALUES ('all');
CREATE TABLE "code_repeat" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_repeat" VALUES ('');
INSERT INTO "code_repeat" VALUES ('monthly');
INSERT INTO "code_repeat" VALUES ('quarterly');
INSERT INTO "code_repeat" VALUES ('halfyearly');
INSERT INTO "code_repeat" VALUES ('yearly');
ALTER TABLE "series" ADD COLUMN "owner" INTEGER REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "series" ADD COLUMN "quorum" TEXT NOT NULL DEFAULT 'half' REFERENCES "code_quorum" ("word");
ALTER TABLE "series" ADD COLUMN "repeat" TEXT NOT NULL DEFAULT '' REFERENCES "code_repeat" ("word");
ALTER TABLE "series" ADD COLUMN "repeat_nth" INTEGER;
ALTER TABLE "series" ADD COLUMN "repeat_weekday" INTEGER;
ALTER TABLE "series" ADD COLUMN "repeat_month" INTEGER;
ALTER TABLE "unit" ADD COLUMN "doc_code" TEXT;
CREATE TABLE "code_member_role" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_member_role" VALUES ('member');
INSERT INTO "code_member_role" VALUES ('convener');
INSERT INTO "code_member_role" VALUES ('deputy');
INSERT INTO "code_member_role" VALUES ('lead');
INSERT INTO "code_member_role" VALUES ('observer');
ALTER TABLE "member" ADD COLUMN "body" INTEGER REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "member" ADD COLUMN "role" TEXT NOT NULL DEFAULT 'member' REFERENCES "code_member_role" ("word");
ALTER TABLE "member" ADD COLUMN "person" INTEGER REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "meeting" ADD COLUMN "opened" INTEGER;
ALTER TABLE "meeting" ADD COLUMN "ended" INTEGER;
ALTER TABLE "meeting" ADD COLUMN "template" INTEGER REFERENCES "template" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "meeting" ADD COLUMN "approved" INTEGER REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "meeting" ADD COLUMN "locked" TEXT;
ALTER TABLE "meeting" ADD COLUMN "locked_key" INTEGER NOT NULL DEFAULT 1099511627777;
ALTER TABLE "meeting" ADD COLUMN "locked_text" TEXT;
ALTER TABLE "meeting" ADD COLUMN "secretary" TEXT;
ALTER TABLE "meeting" ADD COLUMN "signer" TEXT;
INSERT INTO "code_agenda_kind" VALUES ('heading');
CREATE TABLE "code_carry" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_carry" VALUES ('');
INSERT INTO "code_carry" VALUES ('minutes');
INSERT INTO "code_carry" VALUES ('postponed');
INSERT INTO "code_carry" VALUES ('again');
INSERT INTO "code_carry" VALUES ('open');
INSERT INTO "code_carry" VALUES ('late');
INSERT INTO "code_carry" VALUES ('duty');
INSERT INTO "code_carry" VALUES ('rotation');
INSERT INTO "code_carry" VALUES ('topic');
INSERT INTO "code_carry" VALUES ('standing');
CREATE TABLE "code_agreed" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_agreed" VALUES ('');
INSERT INTO "code_agreed" VALUES ('not_needed');
INSERT INTO "code_agreed" VALUES ('pending');
INSERT INTO "code_agreed" VALUES ('agreed');
INSERT INTO "code_agreed" VALUES ('differs');
CREATE TABLE "code_outcome" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_outcome" VALUES ('');
INSERT INTO "code_outcome" VALUES ('passed');
INSERT INTO "code_outcome" VALUES ('passed_in_principle');
INSERT INTO "code_outcome" VALUES ('revise_then_issue');
INSERT INTO "code_outcome" VALUES ('resubmit');
INSERT INTO "code_outcome" VALUES ('deferred');
INSERT INTO "code_outcome" VALUES ('rejected');
INSERT INTO "code_outcome" VALUES ('noted');
INSERT INTO "code_outcome" VALUES ('escalate');
INSERT INTO "code_outcome" VALUES ('assigned');
INSERT INTO "code_outcome" VALUES ('referred');
INSERT INTO "code_outcome" VALUES ('withdrawn');
ALTER TABLE "agenda" ADD COLUMN "parent" INTEGER REFERENCES "agenda" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "agenda" ADD COLUMN "sitting" INTEGER REFERENCES "sitting" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "agenda" ADD COLUMN "topic" INTEGER REFERENCES "topic" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "agenda" ADD COLUMN "carry" TEXT NOT NULL DEFAULT '' REFERENCES "code_carry" ("word");
ALTER TABLE "agenda" ADD COLUMN "why" TEXT;
ALTER TABLE "agenda" ADD COLUMN "of" INTEGER;
ALTER TABLE "agenda" ADD COLUMN "attend" TEXT;
ALTER TABLE "agenda" ADD COLUMN "agreed" TEXT NOT NULL DEFAULT '' REFERENCES "code_agreed" ("word");
ALTER TABLE "agenda" ADD COLUMN "secrecy" TEXT NOT NULL DEFAULT 'open' REFERENCES "code_secrecy" ("word");
ALTER TABLE "agenda" ADD COLUMN "outcome" TEXT NOT NULL DEFAULT '' REFERENCES "code_outcome" ("word");
ALTER TABLE "agenda" ADD COLUMN "outcome_due" TEXT;
ALTER TABLE "agenda" ADD COLUMN "outcome_due_key" INTEGER NOT NULL DEFAULT 1099511627777;
ALTER TABLE "agenda" ADD COLUMN "outcome_due_text" TEXT;
ALTER TABLE "agenda" ADD COLUMN "outcome_unit" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "agenda" ADD COLUMN "votes_for" INTEGER;
ALTER TABLE "agenda" ADD COLUMN "votes_against" INTEGER;
ALTER TABLE "agenda" ADD COLUMN "votes_abstain" INTEGER;
ALTER TABLE "agenda" ADD COLUMN "started" INTEGER;
ALTER TABLE "agenda" ADD COLUMN "ended" INTEGER;
ALTER TABLE "plan" ADD COLUMN "document" INTEGER REFERENCES "document" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "item" ADD COLUMN "registered" TEXT;
ALTER TABLE "item" ADD COLUMN "registered_key" INTEGER NOT NULL DEFAULT 1099511627777;
ALTER TABLE "item" ADD COLUMN "registered_text" TEXT;
ALTER TABLE "item" ADD COLUMN "agenda" INTEGER REFERENCES "agenda" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "item" ADD COLUMN "decision" INTEGER REFERENCES "decision" ("id") DEFERRABLE INITIALLY DEFERRED;
CREATE TABLE "code_body_kind" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_body_kind" VALUES ('joint');
INSERT INTO "code_body_kind" VALUES ('leading_group');
INSERT INTO "code_body_kind" VALUES ('office');
INSERT INTO "code_body_kind" VALUES ('topic_group');
INSERT INTO "code_body_kind" VALUES ('task_force');
INSERT INTO "code_body_kind" VALUES ('liaison');
INSERT INTO "code_body_kind" VALUES ('experts');
INSERT INTO "code_body_kind" VALUES ('other');
CREATE TABLE "body" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "name" TEXT,
    "brief" TEXT,
    "name_en" TEXT,
    "kind" TEXT NOT NULL DEFAULT 'joint' REFERENCES "code_body_kind" ("word"),
    "parent" INTEGER REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED,
    "unit" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "rank" INTEGER,
    "since" TEXT, "since_key" INTEGER NOT NULL DEFAULT 1099511627777, "since_text" TEXT,
    "until" TEXT, "until_key" INTEGER NOT NULL DEFAULT 1099511627777, "until_text" TEXT,
    "basis" TEXT,
    "end_basis" TEXT
) STRICT;
CREATE TABLE "code_period" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_period" VALUES ('month');
INSERT INTO "code_period" VALUES ('quarter');
INSERT INTO "code_period" VALUES ('half');
INSERT INTO "code_period" VALUES ('year');
CREATE TABLE "quota" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "title" TEXT,
    "body" INTEGER REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED,
    "series" INTEGER REFERENCES "series" ("id") DEFERRABLE INITIALLY DEFERRED,
    "unit" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "least" INTEGER,
    "period" TEXT NOT NULL DEFAULT 'month' REFERENCES "code_period" ("word"),
    "since" TEXT, "since_key" INTEGER NOT NULL DEFAULT 1099511627777, "since_text" TEXT,
    "until" TEXT, "until_key" INTEGER NOT NULL DEFAULT 1099511627777, "until_text" TEXT,
    "item" INTEGER REFERENCES "item" ("id") DEFERRABLE INITIALLY DEFERRED,
    "source" TEXT
) STRICT;
CREATE TABLE "deed" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "quota" INTEGER REFERENCES "quota" ("id") DEFERRABLE INITIALLY DEFERRED,
    "day" TEXT, "day_key" INTEGER NOT NULL DEFAULT 1099511627777, "day_text" TEXT,
    "text" TEXT,
    "clerk" TEXT
) STRICT;
CREATE TABLE "code_rota" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_rota" VALUES ('host');
INSERT INTO "code_rota" VALUES ('chair');
INSERT INTO "code_rota" VALUES ('lead');
CREATE TABLE "rotation" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "series" INTEGER REFERENCES "series" ("id") DEFERRABLE INITIALLY DEFERRED,
    "body" INTEGER REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED,
    "what" TEXT NOT NULL DEFAULT 'host' REFERENCES "code_rota" ("word"),
    "position" INTEGER,
    "unit" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "basis" TEXT
) STRICT;
CREATE TABLE "turn" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "series" INTEGER REFERENCES "series" ("id") DEFERRABLE INITIALLY DEFERRED,
    "body" INTEGER REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED,
    "what" TEXT NOT NULL DEFAULT 'host' REFERENCES "code_rota" ("word"),
    "meeting" INTEGER REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
    "day" TEXT, "day_key" INTEGER NOT NULL DEFAULT 1099511627777, "day_text" TEXT,
    "unit" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "due" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "reason" TEXT
) STRICT;
CREATE TABLE "template" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "name" TEXT,
    "series" INTEGER REFERENCES "series" ("id") DEFERRABLE INITIALLY DEFERRED,
    "time" TEXT,
    "place" TEXT
) STRICT;
CREATE TABLE "code_standard_kind" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_standard_kind" VALUES ('agenda');
INSERT INTO "code_standard_kind" VALUES ('sitting');
INSERT INTO "code_standard_kind" VALUES ('prep');
INSERT INTO "code_standard_kind" VALUES ('paper');
INSERT INTO "code_standard_kind" VALUES ('role');
INSERT INTO "code_standard_kind" VALUES ('signoff');
CREATE TABLE "standard" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "template" INTEGER REFERENCES "template" ("id") DEFERRABLE INITIALLY DEFERRED,
    "position" INTEGER,
    "kind" TEXT NOT NULL DEFAULT 'agenda' REFERENCES "code_standard_kind" ("word"),
    "title" TEXT,
    "agenda" TEXT NOT NULL DEFAULT 'deliberate' REFERENCES "code_agenda_kind" ("word"),
    "minutes" INTEGER,
    "days" INTEGER,
    "working" TEXT NOT NULL DEFAULT 'no' REFERENCES "code_yesno" ("word"),
    "unit" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "depth" INTEGER
) STRICT;
CREATE TABLE "code_sitting_kind" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_sitting_kind" VALUES ('plenary');
INSERT INTO "code_sitting_kind" VALUES ('preparatory');
INSERT INTO "code_sitting_kind" VALUES ('group');
INSERT INTO "code_sitting_kind" VALUES ('signing');
INSERT INTO "code_sitting_kind" VALUES ('visit');
INSERT INTO "code_sitting_kind" VALUES ('arrival');
INSERT INTO "code_sitting_kind" VALUES ('meal');
INSERT INTO "code_sitting_kind" VALUES ('departure');
INSERT INTO "code_sitting_kind" VALUES ('other');
CREATE TABLE "sitting" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "meeting" INTEGER REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
    "position" INTEGER,
    "kind" TEXT NOT NULL DEFAULT 'plenary' REFERENCES "code_sitting_kind" ("word"),
    "title" TEXT,
    "date" TEXT, "date_key" INTEGER NOT NULL DEFAULT 1099511627777, "date_text" TEXT,
    "time" TEXT,
    "until" TEXT,
    "place" TEXT
) STRICT;
CREATE TABLE "code_prep_state" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_prep_state" VALUES ('open');
INSERT INTO "code_prep_state" VALUES ('done');
INSERT INTO "code_prep_state" VALUES ('dropped');
CREATE TABLE "prep" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "meeting" INTEGER REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
    "position" INTEGER,
    "title" TEXT,
    "days" INTEGER,
    "working" TEXT NOT NULL DEFAULT 'no' REFERENCES "code_yesno" ("word"),
    "due" TEXT, "due_key" INTEGER NOT NULL DEFAULT 1099511627777, "due_text" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open' REFERENCES "code_prep_state" ("word"),
    "done" TEXT, "done_key" INTEGER NOT NULL DEFAULT 1099511627777, "done_text" TEXT,
    "unit" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "clerk" TEXT
) STRICT;
CREATE TABLE "code_notice_kind" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_notice_kind" VALUES ('notice');
INSERT INTO "code_notice_kind" VALUES ('call');
INSERT INTO "code_notice_kind" VALUES ('correction');
INSERT INTO "code_notice_kind" VALUES ('postponement');
INSERT INTO "code_notice_kind" VALUES ('cancellation');
CREATE TABLE "notice" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "meeting" INTEGER REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
    "kind" TEXT NOT NULL DEFAULT 'notice' REFERENCES "code_notice_kind" ("word"),
    "day" TEXT, "day_key" INTEGER NOT NULL DEFAULT 1099511627777, "day_text" TEXT,
    "reply_by" TEXT, "reply_by_key" INTEGER NOT NULL DEFAULT 1099511627777, "reply_by_text" TEXT,
    "old_date" TEXT, "old_date_key" INTEGER NOT NULL DEFAULT 1099511627777, "old_date_text" TEXT,
    "old_time" TEXT,
    "old_place" TEXT,
    "new_date" TEXT, "new_date_key" INTEGER NOT NULL DEFAULT 1099511627777, "new_date_text" TEXT,
    "new_time" TEXT,
    "new_place" TEXT,
    "reason" TEXT,
    "issuer" TEXT,
    "clerk" TEXT
) STRICT;
CREATE TABLE "code_reply_state" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_reply_state" VALUES ('pending');
INSERT INTO "code_reply_state" VALUES ('coming');
INSERT INTO "code_reply_state" VALUES ('proxy');
INSERT INTO "code_reply_state" VALUES ('excused');
INSERT INTO "code_reply_state" VALUES ('none');
CREATE TABLE "reply" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "notice" INTEGER REFERENCES "notice" ("id") DEFERRABLE INITIALLY DEFERRED,
    "unit" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "state" TEXT NOT NULL DEFAULT 'pending' REFERENCES "code_reply_state" ("word"),
    "day" TEXT, "day_key" INTEGER NOT NULL DEFAULT 1099511627777, "day_text" TEXT,
    "name" TEXT,
    "post" TEXT,
    "for_whom" TEXT,
    "phone" TEXT,
    "people" INTEGER,
    "arrives" TEXT,
    "leaves" TEXT,
    "lodging" TEXT,
    "car" TEXT,
    "note" TEXT
) STRICT;
CREATE TABLE "code_topic_state" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_topic_state" VALUES ('proposed');
INSERT INTO "code_topic_state" VALUES ('checked');
INSERT INTO "code_topic_state" VALUES ('accepted');
INSERT INTO "code_topic_state" VALUES ('refused');
INSERT INTO "code_topic_state" VALUES ('scheduled');
INSERT INTO "code_topic_state" VALUES ('done');
INSERT INTO "code_topic_state" VALUES ('parked');
INSERT INTO "code_topic_state" VALUES ('withdrawn');
CREATE TABLE "topic" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "title" TEXT,
    "kind" TEXT NOT NULL DEFAULT 'deliberate' REFERENCES "code_agenda_kind" ("word"),
    "unit" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "speaker" TEXT,
    "attend" TEXT,
    "series" INTEGER REFERENCES "series" ("id") DEFERRABLE INITIALLY DEFERRED,
    "meeting" INTEGER REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
    "state" TEXT NOT NULL DEFAULT 'proposed' REFERENCES "code_topic_state" ("word"),
    "handed" TEXT, "handed_key" INTEGER NOT NULL DEFAULT 1099511627777, "handed_text" TEXT,
    "parked" TEXT, "parked_key" INTEGER NOT NULL DEFAULT 1099511627777, "parked_text" TEXT,
    "minutes" INTEGER,
    "reason" TEXT,
    "legality" TEXT,
    "annexes" TEXT,
    "secrecy" TEXT NOT NULL DEFAULT 'open' REFERENCES "code_secrecy" ("word"),
    "of" INTEGER,
    "clerk" TEXT
) STRICT;
CREATE TABLE "code_material_state" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_material_state" VALUES ('wanted');
INSERT INTO "code_material_state" VALUES ('received');
INSERT INTO "code_material_state" VALUES ('void');
CREATE TABLE "material" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "meeting" INTEGER REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
    "agenda" INTEGER REFERENCES "agenda" ("id") DEFERRABLE INITIALLY DEFERRED,
    "number" INTEGER,
    "edition" INTEGER,
    "title" TEXT,
    "unit" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "state" TEXT NOT NULL DEFAULT 'wanted' REFERENCES "code_material_state" ("word"),
    "due" TEXT, "due_key" INTEGER NOT NULL DEFAULT 1099511627777, "due_text" TEXT,
    "received" TEXT, "received_key" INTEGER NOT NULL DEFAULT 1099511627777, "received_text" TEXT,
    "pages" INTEGER,
    "copies" INTEGER,
    "secrecy" TEXT NOT NULL DEFAULT 'open' REFERENCES "code_secrecy" ("word"),
    "recall" TEXT NOT NULL DEFAULT 'no' REFERENCES "code_yesno" ("word"),
    "replaces" INTEGER REFERENCES "material" ("id") DEFERRABLE INITIALLY DEFERRED,
    "file" TEXT,
    "note" TEXT
) STRICT;
CREATE TABLE "code_attend_role" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_attend_role" VALUES ('member');
INSERT INTO "code_attend_role" VALUES ('called');
INSERT INTO "code_attend_role" VALUES ('observer');
INSERT INTO "code_attend_role" VALUES ('guest');
INSERT INTO "code_attend_role" VALUES ('staff');
CREATE TABLE "code_attend_state" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_attend_state" VALUES ('expected');
INSERT INTO "code_attend_state" VALUES ('present');
INSERT INTO "code_attend_state" VALUES ('proxy');
INSERT INTO "code_attend_state" VALUES ('excused');
INSERT INTO "code_attend_state" VALUES ('absent');
CREATE TABLE "attendance" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "meeting" INTEGER REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
    "position" INTEGER,
    "unit" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "role" TEXT NOT NULL DEFAULT 'member' REFERENCES "code_attend_role" ("word"),
    "state" TEXT NOT NULL DEFAULT 'expected' REFERENCES "code_attend_state" ("word"),
    "person" INTEGER REFERENCES "person" ("id") DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT,
    "post" TEXT,
    "for_whom" TEXT,
    "left_at" INTEGER REFERENCES "agenda" ("id") DEFERRABLE INITIALLY DEFERRED,
    "back_at" INTEGER REFERENCES "agenda" ("id") DEFERRABLE INITIALLY DEFERRED,
    "phone" TEXT,
    "party" TEXT,
    "seat" INTEGER,
    "note" TEXT
) STRICT;
CREATE TABLE "code_edition_kind" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_edition_kind" VALUES ('agenda');
INSERT INTO "code_edition_kind" VALUES ('minutes');
INSERT INTO "code_edition_kind" VALUES ('issued');
INSERT INTO "code_edition_kind" VALUES ('correction');
INSERT INTO "code_edition_kind" VALUES ('document');
INSERT INTO "code_edition_kind" VALUES ('record');
CREATE TABLE "edition" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "of" INTEGER,
    "kind" TEXT NOT NULL DEFAULT 'agenda' REFERENCES "code_edition_kind" ("word"),
    "number" INTEGER,
    "day" TEXT, "day_key" INTEGER NOT NULL DEFAULT 1099511627777, "day_text" TEXT,
    "why" TEXT,
    "clerk" TEXT
) STRICT;
CREATE TABLE "code_opinion_kind" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_opinion_kind" VALUES ('pending');
INSERT INTO "code_opinion_kind" VALUES ('agreed');
INSERT INTO "code_opinion_kind" VALUES ('comments');
INSERT INTO "code_opinion_kind" VALUES ('objects');
INSERT INTO "code_opinion_kind" VALUES ('reserves');
CREATE TABLE "code_taken" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_taken" VALUES ('');
INSERT INTO "code_taken" VALUES ('yes');
INSERT INTO "code_taken" VALUES ('partly');
INSERT INTO "code_taken" VALUES ('no');
CREATE TABLE "opinion" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "of" INTEGER,
    "unit" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "round" INTEGER,
    "kind" TEXT NOT NULL DEFAULT 'pending' REFERENCES "code_opinion_kind" ("word"),
    "asked" TEXT, "asked_key" INTEGER NOT NULL DEFAULT 1099511627777, "asked_text" TEXT,
    "due" TEXT, "due_key" INTEGER NOT NULL DEFAULT 1099511627777, "due_text" TEXT,
    "day" TEXT, "day_key" INTEGER NOT NULL DEFAULT 1099511627777, "day_text" TEXT,
    "person" TEXT,
    "taken" TEXT NOT NULL DEFAULT '' REFERENCES "code_taken" ("word")
) STRICT;
CREATE TABLE "code_signoff_state" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_signoff_state" VALUES ('pending');
INSERT INTO "code_signoff_state" VALUES ('signed');
INSERT INTO "code_signoff_state" VALUES ('returned');
CREATE TABLE "signoff" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "of" INTEGER,
    "position" INTEGER,
    "role" TEXT,
    "person" TEXT,
    "state" TEXT NOT NULL DEFAULT 'pending' REFERENCES "code_signoff_state" ("word"),
    "day" TEXT, "day_key" INTEGER NOT NULL DEFAULT 1099511627777, "day_text" TEXT,
    "text" TEXT
) STRICT;
CREATE TABLE "waiver" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "of" INTEGER,
    "rule" TEXT,
    "reason" TEXT,
    "day" TEXT, "day_key" INTEGER NOT NULL DEFAULT 1099511627777, "day_text" TEXT,
    "clerk" TEXT
) STRICT;
CREATE TABLE "code_decision_state" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_decision_state" VALUES ('open');
INSERT INTO "code_decision_state" VALUES ('done');
INSERT INTO "code_decision_state" VALUES ('replaced');
INSERT INTO "code_decision_state" VALUES ('withdrawn');
CREATE TABLE "decision" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "no" TEXT, "no_key" TEXT,
    "title" TEXT,
    "outcome" TEXT NOT NULL DEFAULT '' REFERENCES "code_outcome" ("word"),
    "state" TEXT NOT NULL DEFAULT 'open' REFERENCES "code_decision_state" ("word"),
    "date" TEXT, "date_key" INTEGER NOT NULL DEFAULT 1099511627777, "date_text" TEXT,
    "body" INTEGER REFERENCES "body" ("id") DEFERRABLE INITIALLY DEFERRED,
    "meeting" INTEGER REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
    "agenda" INTEGER REFERENCES "agenda" ("id") DEFERRABLE INITIALLY DEFERRED,
    "unit" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "document" INTEGER REFERENCES "document" ("id") DEFERRABLE INITIALLY DEFERRED,
    "replaced" INTEGER REFERENCES "decision" ("id") DEFERRABLE INITIALLY DEFERRED,
    "secrecy" TEXT NOT NULL DEFAULT 'open' REFERENCES "code_secrecy" ("word")
) STRICT;
CREATE TABLE "code_doc_kind" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_doc_kind" VALUES ('notice');
INSERT INTO "code_doc_kind" VALUES ('plan');
INSERT INTO "code_doc_kind" VALUES ('rule');
INSERT INTO "code_doc_kind" VALUES ('agreement');
INSERT INTO "code_doc_kind" VALUES ('opinion');
INSERT INTO "code_doc_kind" VALUES ('letter');
INSERT INTO "code_doc_kind" VALUES ('report');
INSERT INTO "code_doc_kind" VALUES ('minutes');
INSERT INTO "code_doc_kind" VALUES ('other');
CREATE TABLE "code_doc_state" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_doc_state" VALUES ('draft');
INSERT INTO "code_doc_state" VALUES ('comments');
INSERT INTO "code_doc_state" VALUES ('deliberation');
INSERT INTO "code_doc_state" VALUES ('passed_in_principle');
INSERT INTO "code_doc_state" VALUES ('passed');
INSERT INTO "code_doc_state" VALUES ('issued');
INSERT INTO "code_doc_state" VALUES ('amended');
INSERT INTO "code_doc_state" VALUES ('replaced');
INSERT INTO "code_doc_state" VALUES ('lapsed');
INSERT INTO "code_doc_state" VALUES ('withdrawn');
CREATE TABLE "document" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "no" TEXT, "no_key" TEXT,
    "title" TEXT,
    "kind" TEXT NOT NULL DEFAULT 'notice' REFERENCES "code_doc_kind" ("word"),
    "state" TEXT NOT NULL DEFAULT 'draft' REFERENCES "code_doc_state" ("word"),
    "issuer" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "drafter" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "issued" TEXT, "issued_key" INTEGER NOT NULL DEFAULT 1099511627777, "issued_text" TEXT,
    "force_from" TEXT, "force_from_key" INTEGER NOT NULL DEFAULT 1099511627777, "force_from_text" TEXT,
    "force_to" TEXT, "force_to_key" INTEGER NOT NULL DEFAULT 1099511627777, "force_to_text" TEXT,
    "meeting" INTEGER REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
    "agenda" INTEGER REFERENCES "agenda" ("id") DEFERRABLE INITIALLY DEFERRED,
    "plan" INTEGER REFERENCES "plan" ("id") DEFERRABLE INITIALLY DEFERRED,
    "replaces" INTEGER REFERENCES "document" ("id") DEFERRABLE INITIALLY DEFERRED,
    "index_no" TEXT,
    "signer" TEXT,
    "addressee" TEXT,
    "copy_to" TEXT,
    "secrecy" TEXT NOT NULL DEFAULT 'open' REFERENCES "code_secrecy" ("word"),
    "urgency" TEXT,
    "draft" INTEGER,
    "clerk" TEXT
) STRICT;
CREATE TABLE "issuer" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "document" INTEGER REFERENCES "document" ("id") DEFERRABLE INITIALLY DEFERRED,
    "unit" INTEGER REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED,
    "position" INTEGER
) STRICT;
CREATE TABLE "basis" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "of" INTEGER,
    "plan" INTEGER REFERENCES "plan" ("id") DEFERRABLE INITIALLY DEFERRED,
    "document" INTEGER REFERENCES "document" ("id") DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT,
    "clause" TEXT
) STRICT;
CREATE INDEX "series_owner" ON "series" ("owner") WHERE "owner" IS NOT NULL;
CREATE INDEX "member_body" ON "member" ("body") WHERE "body" IS NOT NULL;
CREATE INDEX "member_person" ON "member" ("person") WHERE "person" IS NOT NULL;
CREATE INDEX "meeting_template" ON "meeting" ("template") WHERE "template" IS NOT NULL;
CREATE INDEX "meeting_approved" ON "meeting" ("approved") WHERE "approved" IS NOT NULL;
CREATE INDEX "agenda_parent" ON "agenda" ("parent") WHERE "parent" IS NOT NULL;
CREATE INDEX "agenda_sitting" ON "agenda" ("sitting") WHERE "sitting" IS NOT NULL;
CREATE INDEX "agenda_topic" ON "agenda" ("topic") WHERE "topic" IS NOT NULL;
CREATE INDEX "agenda_of" ON "agenda" ("of") WHERE "of" IS NOT NULL;
CREATE INDEX "agenda_outcome_unit" ON "agenda" ("outcome_unit") WHERE "outcome_unit" IS NOT NULL;
CREATE INDEX "plan_document" ON "plan" ("document") WHERE "document" IS NOT NULL;
CREATE INDEX "item_agenda" ON "item" ("agenda") WHERE "agenda" IS NOT NULL;
CREATE INDEX "item_decision" ON "item" ("decision") WHERE "decision" IS NOT NULL;
CREATE INDEX "body_list" ON "body" ("rank", "id", "kind", "parent", "unit", "since_key", "until_key");
CREATE INDEX "body_parent" ON "body" ("parent") WHERE "parent" IS NOT NULL;
CREATE INDEX "body_unit" ON "body" ("unit") WHERE "unit" IS NOT NULL;
CREATE INDEX "quota_list" ON "quota" ("body", "id", "series", "unit", "least", "period", "since_key", "until_key", "item");
CREATE INDEX "quota_series" ON "quota" ("series") WHERE "series" IS NOT NULL;
CREATE INDEX "quota_unit" ON "quota" ("unit") WHERE "unit" IS NOT NULL;
CREATE INDEX "quota_item" ON "quota" ("item") WHERE "item" IS NOT NULL;
CREATE INDEX "deed_list" ON "deed" ("quota", "day_key", "id");
CREATE INDEX "rotation_list" ON "rotation" ("series", "position", "id", "body", "what", "unit");
CREATE INDEX "rotation_body" ON "rotation" ("body") WHERE "body" IS NOT NULL;
CREATE INDEX "rotation_unit" ON "rotation" ("unit") WHERE "unit" IS NOT NULL;
CREATE INDEX "turn_list" ON "turn" ("series", "day_key", "id", "body", "what", "meeting", "unit", "due");
CREATE INDEX "turn_body" ON "turn" ("body") WHERE "body" IS NOT NULL;
CREATE INDEX "turn_meeting" ON "turn" ("meeting") WHERE "meeting" IS NOT NULL;
CREATE INDEX "turn_unit" ON "turn" ("unit") WHERE "unit" IS NOT NULL;
CREATE INDEX "turn_due" ON "turn" ("due") WHERE "due" IS NOT NULL;
CREATE INDEX "template_list" ON "template" ("series", "id");
CREATE INDEX "standard_list" ON "standard" ("template", "position", "id", "kind");
CREATE INDEX "standard_unit" ON "standard" ("unit") WHERE "unit" IS NOT NULL;
CREATE INDEX "sitting_list" ON "sitting" ("meeting", "position", "id", "kind", "date_key", "time", "until", "place");
CREATE INDEX "prep_list" ON "prep" ("meeting", "position", "id", "due_key", "state", "done_key", "unit", "clerk");
CREATE INDEX "prep_unit" ON "prep" ("unit") WHERE "unit" IS NOT NULL;
CREATE INDEX "notice_list" ON "notice" ("meeting", "day_key", "id", "kind", "reply_by_key");
CREATE INDEX "reply_list" ON "reply" ("notice", "id", "unit", "state", "day_key");
CREATE INDEX "reply_unit" ON "reply" ("unit") WHERE "unit" IS NOT NULL;
CREATE INDEX "topic_list" ON "topic" ("handed_key", "id", "kind", "unit", "series", "meeting", "state", "parked_key", "secrecy", "of", "clerk");
CREATE INDEX "topic_unit" ON "topic" ("unit") WHERE "unit" IS NOT NULL;
CREATE INDEX "topic_series" ON "topic" ("series") WHERE "series" IS NOT NULL;
CREATE INDEX "topic_meeting" ON "topic" ("meeting") WHERE "meeting" IS NOT NULL;
CREATE INDEX "topic_of" ON "topic" ("of") WHERE "of" IS NOT NULL;
CREATE INDEX "material_list" ON "material" ("meeting", "number", "id", "agenda", "edition", "unit", "state", "due_key", "received_key", "pages", "copies", "secrecy", "recall");
CREATE INDEX "material_agenda" ON "material" ("agenda") WHERE "agenda" IS NOT NULL;
CREATE INDEX "material_unit" ON "material" ("unit") WHERE "unit" IS NOT NULL;
CREATE INDEX "material_replaces" ON "material" ("replaces") WHERE "replaces" IS NOT NULL;
CREATE INDEX "attendance_list" ON "attendance" ("meeting", "position", "id", "unit", "role", "state");
CREATE INDEX "attendance_unit" ON "attendance" ("unit") WHERE "unit" IS NOT NULL;
CREATE INDEX "attendance_person" ON "attendance" ("person") WHERE "person" IS NOT NULL;
CREATE INDEX "attendance_left_at" ON "attendance" ("left_at") WHERE "left_at" IS NOT NULL;
CREATE INDEX "attendance_back_at" ON "attendance" ("back_at") WHERE "back_at" IS NOT NULL;
CREATE INDEX "edition_list" ON "edition" ("of", "kind", "id", "number", "day_key");
CREATE INDEX "opinion_list" ON "opinion" ("of", "round", "id", "unit", "kind", "asked_key", "due_key", "day_key", "taken");
CREATE INDEX "opinion_unit" ON "opinion" ("unit") WHERE "unit" IS NOT NULL;
CREATE INDEX "signoff_list" ON "signoff" ("of", "position", "id", "state", "day_key");
CREATE INDEX "waiver_list" ON "waiver" ("of", "id", "day_key");
CREATE INDEX "decision_list" ON "decision" ("date_key", "id", "outcome", "state", "body", "meeting", "agenda", "unit", "document", "secrecy");
CREATE UNIQUE INDEX "decision_no" ON "decision" ("no_key");
CREATE INDEX "decision_body" ON "decision" ("body") WHERE "body" IS NOT NULL;
CREATE INDEX "decision_meeting" ON "decision" ("meeting") WHERE "meeting" IS NOT NULL;
CREATE INDEX "decision_agenda" ON "decision" ("agenda") WHERE "agenda" IS NOT NULL;
CREATE INDEX "decision_unit" ON "decision" ("unit") WHERE "unit" IS NOT NULL;
CREATE INDEX "decision_document" ON "decision" ("document") WHERE "document" IS NOT NULL;
CREATE INDEX "decision_replaced" ON "decision" ("replaced") WHERE "replaced" IS NOT NULL;
CREATE INDEX "document_list" ON "document" ("issued_key", "id", "kind", "state", "issuer", "drafter", "force_from_key", "force_to_key", "meeting", "agenda", "plan", "replaces", "secrecy", "clerk");
CREATE UNIQUE INDEX "document_no" ON "document" ("no_key");
CREATE INDEX "document_issuer" ON "document" ("issuer") WHERE "issuer" IS NOT NULL;
CREATE INDEX "document_drafter" ON "document" ("drafter") WHERE "drafter" IS NOT NULL;
CREATE INDEX "document_meeting" ON "document" ("meeting") WHERE "meeting" IS NOT NULL;
CREATE INDEX "document_agenda" ON "document" ("agenda") WHERE "agenda" IS NOT NULL;
CREATE INDEX "document_plan" ON "document" ("plan") WHERE "plan" IS NOT NULL;
CREATE INDEX "document_replaces" ON "document" ("replaces") WHERE "replaces" IS NOT NULL;
CREATE INDEX "issuer_list" ON "issuer" ("document", "position", "id", "unit");
CREATE INDEX "issuer_unit" ON "issuer" ("unit") WHERE "unit" IS NOT NULL;
CREATE INDEX "basis_list" ON "basis" ("of", "id", "plan", "document");
CREATE INDEX "basis_plan" ON "basis" ("plan") WHERE "plan" IS NOT NULL;
CREATE INDEX "basis_document" ON "basis" ("document") WHERE "document" IS NOT NULL;

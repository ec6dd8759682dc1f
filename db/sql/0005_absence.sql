-- The times that somebody left and came back before the last one, which stands in the attendance.
CREATE TABLE "absence" (
    "id" INTEGER PRIMARY KEY,
    "rev" INTEGER NOT NULL,
    "meeting" INTEGER REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
    "attendance" INTEGER REFERENCES "attendance" ("id") DEFERRABLE INITIALLY DEFERRED,
    "left_at" INTEGER REFERENCES "agenda" ("id") DEFERRABLE INITIALLY DEFERRED,
    "back_at" INTEGER REFERENCES "agenda" ("id") DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX "absence_list" ON "absence" ("meeting", "attendance", "id", "left_at", "back_at");
CREATE INDEX "absence_attendance" ON "absence" ("attendance") WHERE "attendance" IS NOT NULL;
CREATE INDEX "absence_left_at" ON "absence" ("left_at") WHERE "left_at" IS NOT NULL;
CREATE INDEX "absence_back_at" ON "absence" ("back_at") WHERE "back_at" IS NOT NULL;

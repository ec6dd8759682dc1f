-- Where number 2 sits of an even head table.
CREATE TABLE "code_even_seats" ("word" TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "code_even_seats" VALUES ('left');
INSERT INTO "code_even_seats" VALUES ('right');
ALTER TABLE "office" ADD COLUMN "even_seats" TEXT NOT NULL DEFAULT 'left' REFERENCES "code_even_seats" ("word");

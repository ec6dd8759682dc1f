-- What was deleted is found by its type: the history of an item tells of shares and events that it has no longer.
CREATE INDEX "change_gone" ON "change" ("type", "entry") WHERE "op" = '-';

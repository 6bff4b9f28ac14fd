-- A project that was put away: kept to read, out of the lists, nothing is checked any more.
ALTER TABLE "project" ADD COLUMN     "archived_at" TIMESTAMPTZ(3);

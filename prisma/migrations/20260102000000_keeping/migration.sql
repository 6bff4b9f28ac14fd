-- When the person behind a session last proved who they are. Deleting things asks for that to be recent.
ALTER TABLE "session" ADD COLUMN "confirmed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
UPDATE "session" SET "confirmed_at" = "created_at";

-- A pinned run keeps its evidence for as long as the project exists. The first full run of a project is pinned.
ALTER TABLE "run" ADD COLUMN "pinned" BOOLEAN NOT NULL DEFAULT false;
UPDATE "run" SET "pinned" = true WHERE "id" IN (
  SELECT DISTINCT ON ("workspace_id", "project_id") "id" FROM "run"
  WHERE "kind" = 'full' AND "status" = 'finished' ORDER BY "workspace_id", "project_id", "created_at"
);

CREATE INDEX "audit_event_at" ON "audit_event" USING brin ("at");

-- Retention ------------------------------------------------------------------------------------------------------
-- Raw evidence stays 90 days, results and activity 400. Runs that are pinned, under way, or the last of their project
-- keep both. The periods are written here and nowhere else, so nobody who may call this can shorten them. Each call
-- removes at most `most` rows of evidence and of activity and answers what it removed; a second caller at the same
-- moment removes nothing.

CREATE POLICY "forget_read" ON "run" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) = 'forget');
CREATE POLICY "forget" ON "run" FOR DELETE TO CURRENT_USER USING (current_setting('app.lookup', true) = 'forget');
CREATE POLICY "forget_read" ON "evidence" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) = 'forget');
CREATE POLICY "forget" ON "evidence" FOR DELETE TO CURRENT_USER USING (current_setting('app.lookup', true) = 'forget');
CREATE POLICY "forget_read" ON "audit_event" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) = 'forget');
CREATE POLICY "forget" ON "audit_event" FOR DELETE TO CURRENT_USER USING (current_setting('app.lookup', true) = 'forget');

-- Ended runs older than `age` that a later run has replaced: a full run by a full one, a re-check by any.
CREATE FUNCTION "lr_replaced_runs"(age interval) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  SELECT r.id FROM public.run r
  WHERE r.created_at < clock_timestamp() - age AND NOT r.pinned AND r.status NOT IN ('queued', 'running')
    AND EXISTS (
      SELECT FROM public.run later
      WHERE later.workspace_id = r.workspace_id AND later.project_id = r.project_id
        AND later.created_at > r.created_at AND later.status = 'finished'
        AND (later.kind = 'full' OR r.kind = 'partial')
    )
$$;

CREATE FUNCTION "lr_forget_old"(most integer) RETURNS TABLE (evidence integer, runs integer, events integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  evidence := 0;
  runs := 0;
  events := 0;
  IF pg_try_advisory_xact_lock(7305212) THEN
    PERFORM set_config('app.lookup', 'forget', true);
    DELETE FROM public.evidence e USING (
      SELECT o.run_id, o.key FROM public.evidence o
      WHERE o.run_id IN (SELECT lr_replaced_runs(interval '90 days')) LIMIT most
    ) doomed WHERE e.run_id = doomed.run_id AND e.key = doomed.key;
    GET DIAGNOSTICS evidence = ROW_COUNT;
    -- Results and findings go with their run.
    DELETE FROM public.run r WHERE r.id IN (
      SELECT id FROM lr_replaced_runs(interval '400 days') AS id LIMIT greatest(1, most / 50)
    );
    GET DIAGNOSTICS runs = ROW_COUNT;
    DELETE FROM public.audit_event a WHERE a.id IN (
      SELECT o.id FROM public.audit_event o WHERE o.at < clock_timestamp() - interval '400 days' LIMIT most
    );
    GET DIAGNOSTICS events = ROW_COUNT;
    PERFORM set_config('app.lookup', '', true);
  END IF;
  RETURN NEXT;
END $$;

REVOKE EXECUTE ON FUNCTION "lr_replaced_runs"(interval), "lr_forget_old"(integer) FROM PUBLIC;

-- Default privileges gave the working roles every function; the worker has no use for this one.
DO $$
DECLARE
  who text;
BEGIN
  FOR who IN SELECT rolname FROM pg_roles WHERE rolname IN ('lr_app', 'lr_worker') AND rolname <> current_user LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION lr_replaced_runs(interval) FROM %I', who);
  END LOOP;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'lr_worker' AND rolname <> current_user) THEN
    REVOKE EXECUTE ON FUNCTION "lr_forget_old"(integer) FROM lr_worker;
  END IF;
END $$;

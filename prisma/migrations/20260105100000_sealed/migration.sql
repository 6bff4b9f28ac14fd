-- Each event of the activity is sealed together with the one before it, so that nobody who could reach the tables by
-- another way can change, remove or slip in one unseen. Writing an event waits for nobody: one sealer at a time
-- follows behind. A chain belongs to a workspace; events of none share the chain of the empty id.

-- CreateTable
CREATE TABLE "audit_seal" (
    "workspace_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "event_id" UUID NOT NULL,
    "event_at" TIMESTAMPTZ(3) NOT NULL,
    "previous" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("workspace_id","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_seal_event_id_key" ON "audit_seal"("event_id");

-- CreateIndex
CREATE INDEX "audit_seal_event_at_idx" ON "audit_seal"("event_at");

-- AddForeignKey
ALTER TABLE "audit_seal" ADD CONSTRAINT "audit_seal_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "audit_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "audit_seal" ADD CONSTRAINT "audit_seal_sizes" CHECK ("number" > 0 AND octet_length("previous") = 32 AND octet_length("hash") = 32);

-- Row level security ---------------------------------------------------------------------------------------------

ALTER TABLE "audit_seal" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_seal" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_read" ON "audit_seal" FOR SELECT USING ("workspace_id" = (SELECT lr_workspace()));
CREATE POLICY "seal_read" ON "audit_seal" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) = 'seal');
CREATE POLICY "seal" ON "audit_seal" FOR INSERT TO CURRENT_USER WITH CHECK (current_setting('app.lookup', true) = 'seal');
CREATE POLICY "seal_read" ON "audit_event" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) = 'seal');

-- Sealing ----------------------------------------------------------------------------------------------------------

-- Every column of an event in one unambiguous line of bytes.
CREATE FUNCTION "lr_event_bytes"(e "audit_event") RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  SELECT convert_to(jsonb_build_array(
    e.id, e.workspace_id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), e.actor_kind, e.actor_id,
    e.action, e.target_kind, e.target_id, e.change, e.request_id, e.source_network
  )::text, 'UTF8')
$$;

-- Whoever removes events (retention, a deleted workspace) takes the sealer's turn before any row: they never wait for
-- each other's rows.
CREATE FUNCTION "lr_wait_for_sealer"() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7305213);
  RETURN NULL;
END $$;
CREATE TRIGGER "audit_event_wait_for_sealer" BEFORE DELETE ON "audit_event"
FOR EACH STATEMENT EXECUTE FUNCTION "lr_wait_for_sealer"();

-- Seals at most `most` events and answers how many; a second caller at the same moment seals nothing. An event whose
-- transaction ended late gets the next number.
CREATE FUNCTION "lr_seal_events"(most integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  event public.audit_event;
  last public.audit_seal;
  chain uuid;
  since timestamptz;
  done integer := 0;
BEGIN
  IF NOT pg_try_advisory_xact_lock(7305213) THEN RETURN 0; END IF;
  PERFORM set_config('app.lookup', 'seal', true);
  SELECT coalesce(max(s.event_at) - interval '1 hour', '-infinity') INTO since FROM public.audit_seal s;
  FOR event IN
    SELECT e.* FROM public.audit_event e
    WHERE e.at >= since AND NOT EXISTS (SELECT FROM public.audit_seal s WHERE s.event_id = e.id)
    ORDER BY e.at, e.id LIMIT most
  LOOP
    chain := coalesce(event.workspace_id, '00000000-0000-0000-0000-000000000000');
    SELECT s.* INTO last FROM public.audit_seal s WHERE s.workspace_id = chain ORDER BY s.number DESC LIMIT 1;
    IF NOT FOUND THEN
      last.number := 0;
      last.hash := decode(repeat('00', 32), 'hex');
    END IF;
    INSERT INTO public.audit_seal (workspace_id, number, event_id, event_at, previous, hash)
    VALUES (chain, last.number + 1, event.id, event.at, last.hash, sha256(last.hash || lr_event_bytes(event)));
    done := done + 1;
  END LOOP;
  PERFORM set_config('app.lookup', '', true);
  RETURN done;
END $$;

-- How the chain of the workspace at hand stands: `broken` is the number of the first seal that does not fit its event
-- or the seal before it. The oldest seals go with their events, so a chain may begin later than at one.
CREATE FUNCTION "lr_check_seals"() RETURNS TABLE (sealed integer, waiting integer, broken integer, head text)
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  WITH chain AS (
    SELECT s.number, s.previous, s.hash, sha256(s.previous || lr_event_bytes(e)) AS computed,
      lag(s.number) OVER by_number AS number_before, lag(s.hash) OVER by_number AS hash_before
    FROM public.audit_seal s LEFT JOIN public.audit_event e ON e.id = s.event_id
    WHERE s.workspace_id = lr_workspace() WINDOW by_number AS (ORDER BY s.number)
  )
  SELECT count(*)::integer,
    (SELECT count(*)::integer FROM public.audit_event e WHERE e.workspace_id = lr_workspace()
      AND NOT EXISTS (SELECT FROM public.audit_seal s WHERE s.event_id = e.id)),
    min(number) FILTER (WHERE computed IS DISTINCT FROM hash
      OR (number_before IS NOT NULL AND (number_before <> number - 1 OR hash_before <> previous))
      OR (number = 1 AND previous <> decode(repeat('00', 32), 'hex'))),
    (SELECT encode(c.hash, 'hex') FROM chain c ORDER BY c.number DESC LIMIT 1)
  FROM chain
$$;

-- Rights -----------------------------------------------------------------------------------------------------------

REVOKE EXECUTE ON FUNCTION "lr_event_bytes"("audit_event"), "lr_wait_for_sealer"(), "lr_seal_events"(integer), "lr_check_seals"() FROM PUBLIC;
DO $$
DECLARE
  who text;
BEGIN
  FOR who IN SELECT rolname FROM pg_roles WHERE rolname IN ('lr_app', 'lr_worker') AND rolname <> current_user LOOP
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "audit_seal" FROM %I', who);
  END LOOP;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'lr_worker' AND rolname <> current_user) THEN
    REVOKE EXECUTE ON FUNCTION "lr_seal_events"(integer), "lr_check_seals"() FROM lr_worker;
  END IF;
END $$;

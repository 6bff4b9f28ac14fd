-- CreateTable
CREATE TABLE "notice_event" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID,
    "kinds" TEXT[],
    "facts" JSONB NOT NULL,
    "key" TEXT NOT NULL,
    "to_ids" UUID[],
    "except_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "spread_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_choice" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "project_id" UUID,
    "kinds" TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notice_choice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_setting" (
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "pace" TEXT NOT NULL DEFAULT 'now',
    "daily_hour" INTEGER NOT NULL DEFAULT 8,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "quiet_from" INTEGER,
    "quiet_to" INTEGER,
    "stopped_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notice_setting_pkey" PRIMARY KEY ("workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "notice_channel" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT,
    "old_secret" TEXT,
    "old_secret_until" TIMESTAMPTZ(3),
    "kinds" TEXT[],
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_sent_at" TIMESTAMPTZ(3),
    "last_problem" TEXT,
    "last_problem_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID,
    "event_id" UUID,
    "user_id" UUID,
    "channel_id" UUID,
    "purpose" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "give_up_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_token" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verdict_watch" (
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "answer" TEXT,
    "reason" TEXT,
    "blockers" TEXT[],
    "stale_at" TIMESTAMPTZ(3),

    CONSTRAINT "verdict_watch_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "password_reset" (
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "password_reset_pkey" PRIMARY KEY ("token_hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "notice_event_workspace_id_key_key" ON "notice_event"("workspace_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "notice_choice_workspace_id_user_id_project_id_key" ON "notice_choice"("workspace_id", "user_id", "project_id") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "notice_channel_workspace_id_created_at_idx" ON "notice_channel"("workspace_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "notice_channel_workspace_id_id_key" ON "notice_channel"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "outbox_message_workspace_id_created_at_id_idx" ON "outbox_message"("workspace_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "outbox_message_workspace_id_event_id_user_id_key" ON "outbox_message"("workspace_id", "event_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_message_workspace_id_event_id_channel_id_key" ON "outbox_message"("workspace_id", "event_id", "channel_id");

-- CreateIndex
CREATE UNIQUE INDEX "verdict_watch_workspace_id_project_id_key" ON "verdict_watch"("workspace_id", "project_id");

-- CreateIndex
CREATE INDEX "password_reset_user_id_idx" ON "password_reset"("user_id");

-- AddForeignKey
ALTER TABLE "notice_event" ADD CONSTRAINT "notice_event_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_event" ADD CONSTRAINT "notice_event_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_choice" ADD CONSTRAINT "notice_choice_workspace_id_user_id_fkey" FOREIGN KEY ("workspace_id", "user_id") REFERENCES "membership"("workspace_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_choice" ADD CONSTRAINT "notice_choice_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_setting" ADD CONSTRAINT "notice_setting_workspace_id_user_id_fkey" FOREIGN KEY ("workspace_id", "user_id") REFERENCES "membership"("workspace_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_channel" ADD CONSTRAINT "notice_channel_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_channel" ADD CONSTRAINT "notice_channel_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_workspace_id_user_id_fkey" FOREIGN KEY ("workspace_id", "user_id") REFERENCES "membership"("workspace_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_workspace_id_channel_id_fkey" FOREIGN KEY ("workspace_id", "channel_id") REFERENCES "notice_channel"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict_watch" ADD CONSTRAINT "verdict_watch_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_reset" ADD CONSTRAINT "password_reset_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Closed sets and invariants -------------------------------------------------------------------------------------

CREATE FUNCTION "lr_are_notice_kinds"(kinds text[]) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN kinds <@ ARRAY['verdict-changed', 'new-blocker', 'assigned', 'mention', 'expiring', 'expired', 'run-failed', 'ownership-elsewhere', 'share-viewed'];

ALTER TABLE "notice_event" ADD CONSTRAINT "notice_event_kinds_known" CHECK (cardinality("kinds") > 0 AND lr_are_notice_kinds("kinds"));
ALTER TABLE "notice_choice" ADD CONSTRAINT "notice_choice_kinds_known" CHECK (lr_are_notice_kinds("kinds"));
ALTER TABLE "notice_channel" ADD CONSTRAINT "notice_channel_kinds_known" CHECK (lr_are_notice_kinds("kinds"));
ALTER TABLE "notice_channel" ADD CONSTRAINT "notice_channel_kind_known" CHECK ("kind" IN ('slack', 'webhook'));
ALTER TABLE "notice_channel" ADD CONSTRAINT "notice_channel_signs" CHECK (("kind" = 'webhook') = ("secret" IS NOT NULL));
ALTER TABLE "notice_channel" ADD CONSTRAINT "notice_channel_old_secret_ends" CHECK (("old_secret" IS NULL) = ("old_secret_until" IS NULL));
ALTER TABLE "notice_setting" ADD CONSTRAINT "notice_setting_pace_known" CHECK ("pace" IN ('now', 'daily'));
ALTER TABLE "notice_setting" ADD CONSTRAINT "notice_setting_hours" CHECK (
  "daily_hour" BETWEEN 0 AND 23
  AND ("quiet_from" IS NULL) = ("quiet_to" IS NULL)
  AND ("quiet_from" IS NULL OR ("quiet_from" BETWEEN 0 AND 23 AND "quiet_to" BETWEEN 0 AND 23 AND "quiet_from" <> "quiet_to"))
);
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_purpose_known" CHECK ("purpose" IN ('notice', 'daily', 'invite', 'test'));
-- waiting: to be sent. daily: waits for the day's one mail, folded: went into it. kept: this installation sends no
-- mail. dead: given up, with the reason.
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_state_known" CHECK ("state" IN ('waiting', 'daily', 'folded', 'sent', 'kept', 'dead'));
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_settled" CHECK (("state" IN ('waiting', 'daily')) = ("settled_at" IS NULL));
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_leased_whole" CHECK (("lease_token" IS NULL) = ("lease_until" IS NULL));

-- What the worker looks for every few seconds.
CREATE INDEX "notice_event_to_spread" ON "notice_event" ("created_at") WHERE "spread_at" IS NULL;
CREATE INDEX "outbox_message_due" ON "outbox_message" ("due_at") WHERE "state" IN ('waiting', 'daily');
CREATE INDEX "verdict_watch_stale" ON "verdict_watch" ("stale_at") WHERE "stale_at" IS NOT NULL;
-- What housekeeping looks for.
CREATE INDEX "triage_waived_until" ON "triage" ("waived_until") WHERE "waived_until" IS NOT NULL;
CREATE INDEX "attestation_expires_at" ON "attestation" ("expires_at") WHERE "expires_at" IS NOT NULL;

-- Row level security ---------------------------------------------------------------------------------------------

DO $$
DECLARE
  tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['notice_event', 'notice_choice', 'notice_setting', 'notice_channel', 'outbox_message', 'verdict_watch'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY "tenant" ON %I USING ("workspace_id" = (SELECT lr_workspace())) WITH CHECK ("workspace_id" = (SELECT lr_workspace()))', tenant);
  END LOOP;
END $$;

CREATE POLICY "lookup" ON "notice_event" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) IN ('on', 'forget'));
CREATE POLICY "lookup" ON "verdict_watch" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) = 'on');
CREATE POLICY "lookup" ON "triage" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) = 'on');
CREATE POLICY "lookup" ON "attestation" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) = 'on');
CREATE POLICY "lookup" ON "outbox_message" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) IN ('on', 'lease', 'forget'));
CREATE POLICY "lease" ON "outbox_message" FOR UPDATE TO CURRENT_USER USING (current_setting('app.lookup', true) = 'lease');
CREATE POLICY "forget" ON "notice_event" FOR DELETE TO CURRENT_USER USING (current_setting('app.lookup', true) = 'forget');
CREATE POLICY "forget" ON "outbox_message" FOR DELETE TO CURRENT_USER USING (current_setting('app.lookup', true) = 'forget');

-- Work for the worker --------------------------------------------------------------------------------------------
-- All times are the database's own.

-- Events whose messages are not written yet.
CREATE FUNCTION "lr_events_to_spread"(most integer) RETURNS TABLE (workspace_id uuid, event_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM set_config('app.lookup', 'on', true);
  RETURN QUERY
    SELECT e.workspace_id, e.id FROM public.notice_event e WHERE e.spread_at IS NULL ORDER BY e.created_at LIMIT most;
  PERFORM set_config('app.lookup', '', true);
END $$;

-- Projects where something changed that may change the answer. A project with a run under way waits for its end.
CREATE FUNCTION "lr_stale_verdicts"(most integer) RETURNS TABLE (workspace_id uuid, project_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM set_config('app.lookup', 'on', true);
  RETURN QUERY
    SELECT v.workspace_id, v.project_id FROM public.verdict_watch v
    WHERE v.stale_at IS NOT NULL AND NOT EXISTS (
      SELECT FROM public.run r
      WHERE r.workspace_id = v.workspace_id AND r.project_id = v.project_id AND r.status IN ('queued', 'running')
    )
    ORDER BY v.stale_at LIMIT most;
  PERFORM set_config('app.lookup', '', true);
END $$;

-- Leases messages that are due: nobody else gets them before the lease ends, and two callers never get the same.
CREATE FUNCTION "lr_lease_messages"(most integer, duration interval)
RETURNS TABLE (workspace_id uuid, message_id uuid, lease_token uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM set_config('app.lookup', 'lease', true);
  RETURN QUERY
    UPDATE public.outbox_message m
    SET lease_token = gen_random_uuid(), lease_until = clock_timestamp() + duration, attempts = m.attempts + 1
    WHERE m.id IN (
      SELECT o.id FROM public.outbox_message o
      WHERE o.state = 'waiting' AND o.due_at <= clock_timestamp()
        AND (o.lease_until IS NULL OR o.lease_until < clock_timestamp())
      ORDER BY o.due_at LIMIT most FOR UPDATE SKIP LOCKED
    )
    RETURNING m.workspace_id, m.id, m.lease_token;
  PERFORM set_config('app.lookup', '', true);
END $$;

-- People whose one mail of the day is due.
CREATE FUNCTION "lr_daily_due"(most integer) RETURNS TABLE (workspace_id uuid, user_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM set_config('app.lookup', 'on', true);
  RETURN QUERY
    SELECT DISTINCT o.workspace_id, o.user_id FROM public.outbox_message o
    WHERE o.state = 'daily' AND o.due_at <= clock_timestamp() LIMIT most;
  PERFORM set_config('app.lookup', '', true);
END $$;

-- The members of a workspace with the addresses their mail goes to.
CREATE FUNCTION "lr_members_to_tell"(wanted uuid) RETURNS TABLE (user_id uuid, role text, email text, name text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM set_config('app.lookup', 'on', true);
  RETURN QUERY
    SELECT m.user_id, m.role, u.email, u.name
    FROM public.membership m JOIN public."user" u ON u.id = m.user_id
    WHERE m.workspace_id = wanted;
  PERFORM set_config('app.lookup', '', true);
END $$;

-- Accepted risks and confirmations that end within a week of `moment`, or ended in the two days before it, and were
-- not announced. `ref` is the finding or the item. Of an item the newest entry counts.
CREATE FUNCTION "lr_expiring"(moment timestamptz, most integer)
RETURNS TABLE (workspace_id uuid, project_id uuid, what text, ref text, ends_at timestamptz, key text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM set_config('app.lookup', 'on', true);
  RETURN QUERY
    SELECT c.workspace_id, c.project_id, c.what, c.ref, c.ends_at, c.key FROM (
      SELECT t.workspace_id, t.project_id, 'waiver' AS what, t.fingerprint AS ref, t.waived_until AS ends_at,
        concat_ws(':', CASE WHEN t.waived_until > moment THEN 'expiring' ELSE 'expired' END, 'waiver', t.project_id,
          t.fingerprint, extract(epoch FROM t.waived_until)::bigint) AS key
      FROM public.triage t
      WHERE t.waived_until > moment - interval '2 days' AND t.waived_until <= moment + interval '7 days'
      UNION ALL
      SELECT a.workspace_id, a.project_id, 'confirmation', a.item_id, a.expires_at,
        concat_ws(':', CASE WHEN a.expires_at > moment THEN 'expiring' ELSE 'expired' END, 'confirmation', a.project_id,
          a.item_id, extract(epoch FROM a.expires_at)::bigint)
      FROM public.attestation a
      WHERE a.expires_at > moment - interval '2 days' AND a.expires_at <= moment + interval '7 days'
        AND a.answer = 'confirmed' AND NOT EXISTS (
          SELECT FROM public.attestation later
          WHERE later.workspace_id = a.workspace_id AND later.project_id = a.project_id AND later.item_id = a.item_id
            AND later.at > a.at
        )
    ) c
    WHERE NOT EXISTS (
      SELECT FROM public.notice_event e WHERE e.workspace_id = c.workspace_id AND e.key = c.key
    )
    LIMIT most;
  PERFORM set_config('app.lookup', '', true);
END $$;

-- Messages stay 14 days after they were settled, events 60 days: as long as something could announce them again.
CREATE FUNCTION "lr_forget_notices"(most integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  messages integer := 0;
  events integer := 0;
BEGIN
  IF pg_try_advisory_xact_lock(7305213) THEN
    PERFORM set_config('app.lookup', 'forget', true);
    DELETE FROM public.outbox_message m WHERE m.id IN (
      SELECT o.id FROM public.outbox_message o WHERE o.settled_at < clock_timestamp() - interval '14 days' LIMIT most
    );
    GET DIAGNOSTICS messages = ROW_COUNT;
    DELETE FROM public.notice_event e WHERE e.id IN (
      SELECT o.id FROM public.notice_event o WHERE o.spread_at < clock_timestamp() - interval '60 days' LIMIT most
    );
    GET DIAGNOSTICS events = ROW_COUNT;
    PERFORM set_config('app.lookup', '', true);
  END IF;
  RETURN messages + events;
END $$;

-- Rights -----------------------------------------------------------------------------------------------------------

REVOKE EXECUTE ON FUNCTION "lr_events_to_spread"(integer), "lr_stale_verdicts"(integer),
  "lr_lease_messages"(integer, interval), "lr_daily_due"(integer), "lr_members_to_tell"(uuid),
  "lr_expiring"(timestamptz, integer), "lr_forget_notices"(integer) FROM PUBLIC;
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'lr_worker' AND rolname <> current_user) THEN
    REVOKE ALL ON "password_reset" FROM lr_worker;
    REVOKE EXECUTE ON FUNCTION "lr_forget_notices"(integer) FROM lr_worker;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'lr_app' AND rolname <> current_user) THEN
    REVOKE EXECUTE ON FUNCTION "lr_events_to_spread"(integer), "lr_stale_verdicts"(integer),
      "lr_lease_messages"(integer, interval), "lr_daily_due"(integer), "lr_members_to_tell"(uuid),
      "lr_expiring"(timestamptz, integer) FROM lr_app;
  END IF;
END $$;

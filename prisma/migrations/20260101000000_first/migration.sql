-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "email_verified" TIMESTAMPTZ(3),
    "image" TEXT,
    "password_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "sid_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "device" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("sid_hash")
);

-- CreateTable
CREATE TABLE "verification_token" (
    "identifier" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_token_pkey" PRIMARY KEY ("identifier","token")
);

-- CreateTable
CREATE TABLE "workspace" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "roadmap" TEXT NOT NULL,
    "canonical_host" TEXT,
    "profile" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "host" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "host_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "url" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "url_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sending_domain" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "domain" TEXT NOT NULL,
    "provider" TEXT,
    "return_path" TEXT,
    "selectors" TEXT[],
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sending_domain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "trigger" TEXT NOT NULL,
    "roadmap" TEXT NOT NULL,
    "scope" JSONB NOT NULL,
    "target" JSONB NOT NULL,
    "checks" TEXT[],
    "engine_version" TEXT NOT NULL,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "lease_token" UUID,
    "heartbeat_at" TIMESTAMPTZ(3),
    "cancel_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "snapshot" JSONB,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "first_result_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "workspace_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "value" JSONB,
    "reason" TEXT,
    "detail" TEXT,
    "bytes" INTEGER NOT NULL,
    "ms" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "collected_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("run_id","key")
);

-- CreateTable
CREATE TABLE "check_result" (
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "check_id" TEXT NOT NULL,
    "check_version" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "impact" TEXT NOT NULL,
    "reason" TEXT,
    "detail" TEXT,
    "ask" TEXT,
    "evidence" TEXT[],
    "ms" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "judged_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "check_result_pkey" PRIMARY KEY ("run_id","check_id")
);

-- CreateTable
CREATE TABLE "finding" (
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "check_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "impact" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "text" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "refs" TEXT[],
    "exhibits" JSONB NOT NULL,
    "fix" JSONB,

    CONSTRAINT "finding_pkey" PRIMARY KEY ("run_id","check_id","position")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "arrival" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" UUID NOT NULL,
    "workspace_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "action" TEXT NOT NULL,
    "target_kind" TEXT,
    "target_id" TEXT,
    "change" JSONB,
    "request_id" TEXT,
    "source_network" TEXT,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_provider_provider_account_id_key" ON "account"("provider", "provider_account_id");

-- CreateIndex
CREATE INDEX "session_user_id_created_at_idx" ON "session"("user_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "verification_token_token_key" ON "verification_token"("token");

-- CreateIndex
CREATE UNIQUE INDEX "workspace_slug_key" ON "workspace"("slug");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE INDEX "project_workspace_id_created_at_id_idx" ON "project"("workspace_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "project_workspace_id_id_key" ON "project"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "project_workspace_id_name_key" ON "project"("workspace_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "host_workspace_id_project_id_name_key" ON "host"("workspace_id", "project_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "url_workspace_id_project_id_purpose_url_key" ON "url"("workspace_id", "project_id", "purpose", "url");

-- CreateIndex
CREATE UNIQUE INDEX "sending_domain_workspace_id_project_id_domain_key" ON "sending_domain"("workspace_id", "project_id", "domain");

-- CreateIndex
CREATE INDEX "run_workspace_id_project_id_created_at_idx" ON "run"("workspace_id", "project_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "run_workspace_id_id_key" ON "run"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "evidence_workspace_id_run_id_seq_idx" ON "evidence"("workspace_id", "run_id", "seq");

-- CreateIndex
CREATE INDEX "check_result_workspace_id_run_id_seq_idx" ON "check_result"("workspace_id", "run_id", "seq");

-- CreateIndex
CREATE INDEX "check_result_project_id_check_id_judged_at_idx" ON "check_result"("project_id", "check_id", "judged_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "check_result_workspace_id_run_id_check_id_key" ON "check_result"("workspace_id", "run_id", "check_id");

-- CreateIndex
CREATE INDEX "finding_project_id_fingerprint_run_id_idx" ON "finding"("project_id", "fingerprint", "run_id");

-- CreateIndex
CREATE INDEX "rate_limit_arrival_idx" ON "rate_limit"("arrival");

-- CreateIndex
CREATE INDEX "audit_event_workspace_id_at_idx" ON "audit_event"("workspace_id", "at" DESC);

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "host" ADD CONSTRAINT "host_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "url" ADD CONSTRAINT "url_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sending_domain" ADD CONSTRAINT "sending_domain_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id") REFERENCES "run"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_result" ADD CONSTRAINT "check_result_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id") REFERENCES "run"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_workspace_id_run_id_check_id_fkey" FOREIGN KEY ("workspace_id", "run_id", "check_id") REFERENCES "check_result"("workspace_id", "run_id", "check_id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Closed sets and invariants -------------------------------------------------------------------------------------

ALTER TABLE "membership" ADD CONSTRAINT "membership_role_known" CHECK ("role" IN ('owner', 'admin', 'member', 'viewer'));
ALTER TABLE "project" ADD CONSTRAINT "project_roadmap_known" CHECK ("roadmap" IN ('creator', 'ops'));
ALTER TABLE "run" ADD CONSTRAINT "run_kind_known" CHECK ("kind" IN ('full', 'partial'));
ALTER TABLE "run" ADD CONSTRAINT "run_status_known" CHECK ("status" IN ('queued', 'running', 'finished', 'cancelled', 'interrupted'));
ALTER TABLE "run" ADD CONSTRAINT "run_roadmap_known" CHECK ("roadmap" IN ('creator', 'ops'));
ALTER TABLE "run" ADD CONSTRAINT "run_running_has_lease" CHECK ("status" <> 'running' OR ("lease_token" IS NOT NULL AND "heartbeat_at" IS NOT NULL));
ALTER TABLE "run" ADD CONSTRAINT "run_ended_has_end" CHECK (("status" IN ('finished', 'cancelled', 'interrupted')) = ("finished_at" IS NOT NULL));
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_status_known" CHECK ("status" IN ('ok', 'absent', 'error'));
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_value_only_when_ok" CHECK ("value" IS NULL OR "status" = 'ok');
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_bytes_bounded" CHECK ("bytes" BETWEEN 0 AND 2097152);
ALTER TABLE "check_result" ADD CONSTRAINT "check_result_verdict_known" CHECK ("verdict" IN ('pass', 'warn', 'fail', 'unknown', 'not-applicable'));
ALTER TABLE "check_result" ADD CONSTRAINT "check_result_impact_known" CHECK ("impact" IN ('blocker', 'high', 'medium', 'low'));
ALTER TABLE "finding" ADD CONSTRAINT "finding_verdict_known" CHECK ("verdict" IN ('pass', 'warn', 'fail', 'unknown', 'not-applicable'));
ALTER TABLE "finding" ADD CONSTRAINT "finding_impact_known" CHECK ("impact" IN ('blocker', 'high', 'medium', 'low'));
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_actor_known" CHECK ("actor_kind" IN ('user', 'system', 'nobody'));

-- One full run at a time per project: a double click finds the one that is under way.
CREATE UNIQUE INDEX "run_one_active_full" ON "run" ("workspace_id", "project_id") WHERE "kind" = 'full' AND "status" IN ('queued', 'running');
CREATE INDEX "run_active" ON "run" ("heartbeat_at") WHERE "status" IN ('queued', 'running');

ALTER TABLE "rate_limit" SET UNLOGGED;

-- Row level security ---------------------------------------------------------------------------------------------
-- A statement sees the rows of the workspace its transaction named, and no other. Without a name it sees nothing.

CREATE FUNCTION "lr_workspace"() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.workspace_id', true), '')::uuid;

DO $$
DECLARE
  tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['membership', 'project', 'host', 'url', 'sending_domain', 'run', 'evidence', 'check_result', 'finding'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY "tenant" ON %I USING ("workspace_id" = (SELECT lr_workspace())) WITH CHECK ("workspace_id" = (SELECT lr_workspace()))', tenant);
  END LOOP;
END $$;

ALTER TABLE "workspace" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "workspace" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "workspace" USING ("id" = (SELECT lr_workspace())) WITH CHECK ("id" = (SELECT lr_workspace()));

-- Events of sign-in belong to no workspace: anybody may write one, nobody may read it from inside a workspace.
ALTER TABLE "audit_event" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_event" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_read" ON "audit_event" FOR SELECT USING ("workspace_id" = (SELECT lr_workspace()));
CREATE POLICY "tenant_write" ON "audit_event" FOR INSERT WITH CHECK ("workspace_id" IS NULL OR "workspace_id" = (SELECT lr_workspace()));

-- Look-ups that come before the workspace is known. They run as the owner of the tables and answer ids, names of the
-- asker's own workspaces, and nothing else. The owner may be subject to the policies above (a managed database with
-- one role), so it gets a policy of its own that only these functions switch on.
CREATE POLICY "lookup" ON "membership" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) = 'on');
CREATE POLICY "lookup" ON "workspace" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) = 'on');
CREATE POLICY "lookup" ON "project" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) = 'on');
CREATE POLICY "lookup" ON "run" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) = 'on');

CREATE FUNCTION "lr_memberships"(asker uuid)
RETURNS TABLE (workspace_id uuid, role text, slug text, name text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM set_config('app.lookup', 'on', true);
  RETURN QUERY
    SELECT m.workspace_id, m.role, w.slug, w.name
    FROM public.membership m JOIN public.workspace w ON w.id = m.workspace_id
    WHERE m.user_id = asker
    ORDER BY w.name, w.id;
  PERFORM set_config('app.lookup', '', true);
END $$;

CREATE FUNCTION "lr_workspace_of_project"(wanted uuid) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  found_id uuid;
BEGIN
  PERFORM set_config('app.lookup', 'on', true);
  SELECT p.workspace_id INTO found_id FROM public.project p WHERE p.id = wanted;
  PERFORM set_config('app.lookup', '', true);
  RETURN found_id;
END $$;

CREATE FUNCTION "lr_workspace_of_run"(wanted uuid) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  found_id uuid;
BEGIN
  PERFORM set_config('app.lookup', 'on', true);
  SELECT r.workspace_id INTO found_id FROM public.run r WHERE r.id = wanted;
  PERFORM set_config('app.lookup', '', true);
  RETURN found_id;
END $$;

-- Runs nobody has touched for a while: a worker died and the queue has not handed the job on.
CREATE FUNCTION "lr_silent_runs"(silence interval)
RETURNS TABLE (workspace_id uuid, run_id uuid, status text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM set_config('app.lookup', 'on', true);
  RETURN QUERY
    SELECT r.workspace_id, r.id, r.status
    FROM public.run r
    WHERE r.status IN ('queued', 'running') AND coalesce(r.heartbeat_at, r.created_at) < clock_timestamp() - silence
    LIMIT 100;
  PERFORM set_config('app.lookup', '', true);
END $$;

-- Rate limiter (GCRA) --------------------------------------------------------------------------------------------
-- Takes one of `burst` permits that come back evenly over `period`. Answers 0 when it was granted, else the seconds
-- until the next one. A refused call takes nothing.

CREATE FUNCTION "lr_take"(bucket text, period interval, burst integer) RETURNS double precision
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public
AS $$
DECLARE
  step interval := period / burst;
  moment timestamptz := clock_timestamp();
  known timestamptz;
BEGIN
  INSERT INTO public.rate_limit AS r (key, arrival) VALUES (bucket, moment + step)
  ON CONFLICT (key) DO UPDATE SET arrival = greatest(r.arrival, moment) + step
    WHERE greatest(r.arrival, moment) + step <= moment + period
  RETURNING arrival INTO known;
  IF FOUND THEN RETURN 0; END IF;
  SELECT r.arrival INTO known FROM public.rate_limit r WHERE r.key = bucket;
  RETURN greatest(1, ceil(extract(epoch FROM known + step - period - moment)));
END $$;

-- Gives one permit back (an attempt that succeeded is not counted).
CREATE FUNCTION "lr_give"(bucket text, period interval, burst integer) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, public
AS $$ UPDATE public.rate_limit SET arrival = arrival - period / burst WHERE key = bucket $$;

-- Rights -----------------------------------------------------------------------------------------------------------
-- The roles exist before the migration where this installation uses them. Their row rights come from default
-- privileges; here are the exceptions.

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;

DO $$
DECLARE
  who text;
BEGIN
  FOR who IN SELECT rolname FROM pg_roles WHERE rolname IN ('lr_app', 'lr_worker') AND rolname <> current_user LOOP
    EXECUTE format('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO %I', who);
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON "audit_event" FROM %I', who);
  END LOOP;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'lr_worker' AND rolname <> current_user) THEN
    REVOKE ALL ON "user", "account", "session", "verification_token" FROM lr_worker;
    REVOKE INSERT, UPDATE, DELETE ON "membership", "workspace" FROM lr_worker;
    REVOKE EXECUTE ON FUNCTION "lr_memberships"(uuid) FROM lr_worker;
  END IF;
END $$;

-- CreateTable
CREATE TABLE "share_link" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "run_id" UUID,
    "frozen" JSONB,
    "frozen_at" TIMESTAMPTZ(3),
    "token_hash" TEXT NOT NULL,
    "token_sealed" TEXT NOT NULL,
    "sections" TEXT[],
    "detail" TEXT NOT NULL,
    "brand" TEXT NOT NULL,
    "contact" BOOLEAN NOT NULL,
    "passcode_hash" TEXT,
    "email_required" BOOLEAN NOT NULL,
    "notify" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "views" INTEGER NOT NULL DEFAULT 0,
    "viewed_at" TIMESTAMPTZ(3),

    CONSTRAINT "share_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "share_view" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "email" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "share_view_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "share_link_token_hash_key" ON "share_link"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "share_link_workspace_id_id_key" ON "share_link"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "share_link_workspace_id_project_id_created_at_idx" ON "share_link"("workspace_id", "project_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "share_view_workspace_id_link_id_at_idx" ON "share_view"("workspace_id", "link_id", "at" DESC);

-- AddForeignKey
ALTER TABLE "share_link" ADD CONSTRAINT "share_link_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_view" ADD CONSTRAINT "share_view_workspace_id_link_id_fkey" FOREIGN KEY ("workspace_id", "link_id") REFERENCES "share_link"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Closed sets and invariants -------------------------------------------------------------------------------------

ALTER TABLE "share_link" ADD CONSTRAINT "share_link_kind_known" CHECK ("kind" IN ('live', 'frozen'));
ALTER TABLE "share_link" ADD CONSTRAINT "share_link_frozen_is_kept" CHECK (
  ("kind" = 'frozen') = ("frozen" IS NOT NULL) AND ("frozen" IS NULL) = ("frozen_at" IS NULL)
);
ALTER TABLE "share_link" ADD CONSTRAINT "share_link_detail_known" CHECK ("detail" IN ('none', 'summary', 'full'));
ALTER TABLE "share_link" ADD CONSTRAINT "share_link_brand_known" CHECK ("brand" IN ('workspace', 'client'));
-- SHA-256 in hexadecimal; the token itself is only ever stored sealed.
ALTER TABLE "share_link" ADD CONSTRAINT "share_link_token_hash_shape" CHECK ("token_hash" ~ '^[0-9a-f]{64}$');
CREATE INDEX "share_view_at" ON "share_view" ("at");

-- Row level security ---------------------------------------------------------------------------------------------

DO $$
DECLARE
  tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['share_link', 'share_view'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY "tenant" ON %I USING ("workspace_id" = (SELECT lr_workspace())) WITH CHECK ("workspace_id" = (SELECT lr_workspace()))', tenant);
  END LOOP;
END $$;

-- A shared page is opened by somebody who is in no workspace: the hash of the token names the link. One that was
-- revoked or has expired is not found, exactly like one that never was.
CREATE POLICY "lookup" ON "share_link" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) = 'on');

CREATE FUNCTION "lr_open_share_link"(wanted text, moment timestamptz) RETURNS TABLE (workspace_id uuid, link_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM set_config('app.lookup', 'on', true);
  RETURN QUERY
    SELECT l.workspace_id, l.id FROM public.share_link l
    WHERE l.token_hash = wanted AND l.revoked_at IS NULL AND l.expires_at > moment;
  PERFORM set_config('app.lookup', '', true);
END $$;

-- Retention: who opened a link and when stays 90 days. The period is written here, so that nobody who may call this
-- can shorten it. Answers how many rows went, at most `most`.
CREATE POLICY "forget_read" ON "share_view" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) = 'forget');
CREATE POLICY "forget" ON "share_view" FOR DELETE TO CURRENT_USER USING (current_setting('app.lookup', true) = 'forget');

CREATE FUNCTION "lr_forget_share_views"(most integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  removed integer := 0;
BEGIN
  PERFORM set_config('app.lookup', 'forget', true);
  DELETE FROM public.share_view v WHERE v.id IN (
    SELECT o.id FROM public.share_view o WHERE o.at < clock_timestamp() - interval '90 days' LIMIT most
  );
  GET DIAGNOSTICS removed = ROW_COUNT;
  PERFORM set_config('app.lookup', '', true);
  RETURN removed;
END $$;

REVOKE EXECUTE ON FUNCTION "lr_open_share_link"(text, timestamptz), "lr_forget_share_views"(integer) FROM PUBLIC;
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'lr_worker' AND rolname <> current_user) THEN
    REVOKE EXECUTE ON FUNCTION "lr_open_share_link"(text, timestamptz) FROM lr_worker;
    REVOKE EXECUTE ON FUNCTION "lr_forget_share_views"(integer) FROM lr_worker;
  END IF;
END $$;

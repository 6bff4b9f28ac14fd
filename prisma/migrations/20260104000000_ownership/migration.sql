-- AlterTable
ALTER TABLE "run" ADD COLUMN     "active" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "active_begun_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ownership_token" (
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "first_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "ownership_token_pkey" PRIMARY KEY ("workspace_id","name")
);

-- CreateTable
CREATE TABLE "ownership_proof" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "origin" TEXT NOT NULL DEFAULT '',
    "proven_at" TIMESTAMPTZ(3) NOT NULL,
    "proven_by_id" UUID,
    "proven_by_name" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "next_check_at" TIMESTAMPTZ(3) NOT NULL,
    "failing_since" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3)[],
    "problem" TEXT,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_because" TEXT,
    "revoked_by_name" TEXT,

    CONSTRAINT "ownership_proof_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ownership_proof_workspace_id_name_method_origin_key" ON "ownership_proof"("workspace_id", "name", "method", "origin");

-- AddForeignKey
ALTER TABLE "ownership_token" ADD CONSTRAINT "ownership_token_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ownership_proof" ADD CONSTRAINT "ownership_proof_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Closed sets and invariants -------------------------------------------------------------------------------------

ALTER TABLE "ownership_token" ADD CONSTRAINT "ownership_token_shape" CHECK ("token" ~ '^lr1=[A-Za-z0-9_-]{22}$');
ALTER TABLE "ownership_proof" ADD CONSTRAINT "ownership_proof_method_known" CHECK ("method" IN ('dns', 'file'));
ALTER TABLE "ownership_proof" ADD CONSTRAINT "ownership_proof_file_has_origin" CHECK (("method" = 'file') = ("origin" <> ''));
ALTER TABLE "ownership_proof" ADD CONSTRAINT "ownership_proof_revoked_for_a_reason" CHECK (
  ("revoked_at" IS NULL) = ("revoked_because" IS NULL)
  AND "revoked_because" IN ('person', 'not-found', 'unused')
);
-- What the daily look works through.
CREATE INDEX "ownership_proof_due" ON "ownership_proof" ("next_check_at") WHERE "revoked_at" IS NULL;
-- Who else proves a name.
CREATE INDEX "ownership_proof_name" ON "ownership_proof" ("name") WHERE "revoked_at" IS NULL;

-- Row level security ---------------------------------------------------------------------------------------------

DO $$
DECLARE
  tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['ownership_token', 'ownership_proof'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY "tenant" ON %I USING ("workspace_id" = (SELECT lr_workspace())) WITH CHECK ("workspace_id" = (SELECT lr_workspace()))', tenant);
  END LOOP;
END $$;

CREATE POLICY "lookup" ON "ownership_proof" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) = 'on');

-- The other workspaces that hold a proof of a name: each of them is told that somebody else proved it too.
CREATE FUNCTION "lr_other_owners"(wanted text, asker uuid) RETURNS SETOF uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM set_config('app.lookup', 'on', true);
  RETURN QUERY
    SELECT DISTINCT p.workspace_id FROM public.ownership_proof p
    WHERE p.name = wanted AND p.revoked_at IS NULL AND p.workspace_id <> asker
    LIMIT 50;
  PERFORM set_config('app.lookup', '', true);
END $$;

-- Proofs whose daily look is due.
CREATE FUNCTION "lr_proofs_due"(most integer) RETURNS TABLE (workspace_id uuid, proof_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM set_config('app.lookup', 'on', true);
  RETURN QUERY
    SELECT p.workspace_id, p.id FROM public.ownership_proof p
    WHERE p.revoked_at IS NULL AND p.next_check_at <= clock_timestamp()
    ORDER BY p.next_check_at
    LIMIT most;
  PERFORM set_config('app.lookup', '', true);
END $$;

REVOKE EXECUTE ON FUNCTION "lr_other_owners"(text, uuid), "lr_proofs_due"(integer) FROM PUBLIC;
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'lr_worker' AND rolname <> current_user) THEN
    REVOKE EXECUTE ON FUNCTION "lr_other_owners"(text, uuid) FROM lr_worker;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'lr_app' AND rolname <> current_user) THEN
    REVOKE EXECUTE ON FUNCTION "lr_proofs_due"(integer) FROM lr_app;
  END IF;
END $$;

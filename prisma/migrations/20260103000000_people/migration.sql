-- AlterTable
ALTER TABLE "project" ADD COLUMN     "client_id" UUID;

-- CreateTable
CREATE TABLE "client" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "client_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invite" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "email" TEXT,
    "token_hash" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "accepted_by_id" UUID,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "input" (
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "by_id" UUID,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "input_pkey" PRIMARY KEY ("project_id","question")
);

-- CreateTable
CREATE TABLE "attestation" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "item_id" TEXT NOT NULL,
    "statement_version" INTEGER NOT NULL,
    "answer" TEXT NOT NULL,
    "proof_kind" TEXT,
    "proof" TEXT,
    "file_type" TEXT,
    "file" BYTEA,
    "by_id" UUID,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "attestation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signal_answer" (
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "signal_id" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "by_id" UUID,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signal_answer_pkey" PRIMARY KEY ("project_id","signal_id")
);

-- CreateTable
CREATE TABLE "triage" (
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "check_id" TEXT NOT NULL,
    "owner_id" UUID,
    "order" DOUBLE PRECISION,
    "due_at" TIMESTAMPTZ(3),
    "waived_at" TIMESTAMPTZ(3),
    "waived_until" TIMESTAMPTZ(3),
    "waived_by_id" UUID,
    "waived_by_name" TEXT,
    "waive_reason" TEXT,
    "public_note" TEXT,
    "disputed_at" TIMESTAMPTZ(3),
    "disputed_by" TEXT,
    "dispute_note" TEXT,
    "dispute_state" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "triage_pkey" PRIMARY KEY ("project_id","fingerprint")
);

-- CreateTable
CREATE TABLE "comment" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "author_id" UUID,
    "author_name" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "mentions" UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "parked_item" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "fingerprint" TEXT,
    "check_id" TEXT,
    "title" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID,
    "by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "parked_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sprint" (
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "paused_at" TIMESTAMPTZ(3),
    "pause_reason" TEXT,
    "pauses" JSONB NOT NULL DEFAULT '[]',
    "started_by_id" UUID,

    CONSTRAINT "sprint_pkey" PRIMARY KEY ("project_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "client_workspace_id_id_key" ON "client"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "client_workspace_id_name_key" ON "client"("workspace_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "invite_token_hash_key" ON "invite"("token_hash");

-- CreateIndex
CREATE INDEX "invite_workspace_id_created_at_idx" ON "invite"("workspace_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "attestation_workspace_id_project_id_item_id_at_idx" ON "attestation"("workspace_id", "project_id", "item_id", "at" DESC);

-- CreateIndex
CREATE INDEX "triage_workspace_id_owner_id_idx" ON "triage"("workspace_id", "owner_id");

-- CreateIndex
CREATE INDEX "comment_workspace_id_project_id_fingerprint_created_at_idx" ON "comment"("workspace_id", "project_id", "fingerprint", "created_at");

-- CreateIndex
CREATE INDEX "parked_item_workspace_id_project_id_created_at_idx" ON "parked_item"("workspace_id", "project_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "parked_item_workspace_id_project_id_fingerprint_key" ON "parked_item"("workspace_id", "project_id", "fingerprint");

-- CreateIndex
CREATE UNIQUE INDEX "sprint_workspace_id_project_id_key" ON "sprint"("workspace_id", "project_id");

-- CreateIndex
CREATE INDEX "project_workspace_id_client_id_idx" ON "project"("workspace_id", "client_id");

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_workspace_id_client_id_fkey" FOREIGN KEY ("workspace_id", "client_id") REFERENCES "client"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client" ADD CONSTRAINT "client_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invite" ADD CONSTRAINT "invite_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "input" ADD CONSTRAINT "input_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attestation" ADD CONSTRAINT "attestation_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signal_answer" ADD CONSTRAINT "signal_answer_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "triage" ADD CONSTRAINT "triage_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "triage" ADD CONSTRAINT "triage_workspace_id_owner_id_fkey" FOREIGN KEY ("workspace_id", "owner_id") REFERENCES "membership"("workspace_id", "user_id") ON DELETE SET NULL ("owner_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "parked_item" ADD CONSTRAINT "parked_item_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sprint" ADD CONSTRAINT "sprint_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Closed sets and invariants -------------------------------------------------------------------------------------

ALTER TABLE "invite" ADD CONSTRAINT "invite_role_known" CHECK ("role" IN ('owner', 'admin', 'member', 'viewer'));
ALTER TABLE "invite" ADD CONSTRAINT "invite_used_by_somebody" CHECK (("accepted_at" IS NULL) = ("accepted_by_id" IS NULL));
ALTER TABLE "attestation" ADD CONSTRAINT "attestation_answer_known" CHECK ("answer" IN ('confirmed', 'withdrawn'));
ALTER TABLE "attestation" ADD CONSTRAINT "attestation_proof_known" CHECK ("proof_kind" IN ('link', 'note', 'file'));
ALTER TABLE "attestation" ADD CONSTRAINT "attestation_confirmed_has_proof" CHECK ("answer" = 'withdrawn' OR ("proof_kind" IS NOT NULL AND "proof" IS NOT NULL));
ALTER TABLE "attestation" ADD CONSTRAINT "attestation_file_bounded" CHECK ("file" IS NULL OR octet_length("file") <= 5242880);
ALTER TABLE "signal_answer" ADD CONSTRAINT "signal_answer_known" CHECK ("answer" IN ('yes', 'no'));
ALTER TABLE "triage" ADD CONSTRAINT "triage_waiver_complete" CHECK (
  ("waived_at" IS NULL AND "waived_until" IS NULL AND "waive_reason" IS NULL)
  OR ("waived_at" IS NOT NULL AND "waived_until" IS NOT NULL AND char_length("waive_reason") >= 20 AND "public_note" IS NOT NULL)
);
ALTER TABLE "triage" ADD CONSTRAINT "triage_dispute_known" CHECK ("dispute_state" IN ('open', 'upheld', 'rejected'));

-- Row level security ---------------------------------------------------------------------------------------------

DO $$
DECLARE
  tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['client', 'invite', 'input', 'attestation', 'signal_answer', 'triage', 'comment', 'parked_item', 'sprint'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY "tenant" ON %I USING ("workspace_id" = (SELECT lr_workspace())) WITH CHECK ("workspace_id" = (SELECT lr_workspace()))', tenant);
  END LOOP;
END $$;

-- An invitation is opened by somebody who is in no workspace yet: the hash of the token names it.
CREATE POLICY "lookup" ON "invite" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) = 'on');

CREATE FUNCTION "lr_workspace_of_invite"(wanted text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  found_id uuid;
BEGIN
  PERFORM set_config('app.lookup', 'on', true);
  SELECT i.workspace_id INTO found_id FROM public.invite i WHERE i.token_hash = wanted;
  PERFORM set_config('app.lookup', '', true);
  RETURN found_id;
END $$;

REVOKE EXECUTE ON FUNCTION "lr_workspace_of_invite"(text) FROM PUBLIC;
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'lr_worker' AND rolname <> current_user) THEN
    REVOKE EXECUTE ON FUNCTION "lr_workspace_of_invite"(text) FROM lr_worker;
  END IF;
END $$;

-- What a workspace leaves behind when it is deleted is its activity, which nobody may change. This removes it, and
-- only once the workspace itself is gone.
CREATE FUNCTION "lr_forget_events_of_deleted"(wanted uuid) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  removed integer := 0;
BEGIN
  PERFORM set_config('app.lookup', 'on', true);
  IF NOT EXISTS (SELECT FROM public.workspace w WHERE w.id = wanted) THEN
    PERFORM set_config('app.lookup', 'forget', true);
    DELETE FROM public.audit_event a WHERE a.workspace_id = wanted;
    GET DIAGNOSTICS removed = ROW_COUNT;
  END IF;
  PERFORM set_config('app.lookup', '', true);
  RETURN removed;
END $$;

REVOKE EXECUTE ON FUNCTION "lr_forget_events_of_deleted"(uuid) FROM PUBLIC;
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'lr_worker' AND rolname <> current_user) THEN
    REVOKE EXECUTE ON FUNCTION "lr_forget_events_of_deleted"(uuid) FROM lr_worker;
  END IF;
END $$;

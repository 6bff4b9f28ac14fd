-- CreateTable
CREATE TABLE "handover_row" (
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "section" TEXT,
    "text" TEXT,
    "position" DOUBLE PRECISION,
    "owner_id" UUID,
    "due_on" DATE,
    "note" TEXT NOT NULL DEFAULT '',
    "note_version" INTEGER NOT NULL DEFAULT 0,
    "note_by" TEXT,
    "note_at" TIMESTAMPTZ(3),
    "proof_id" UUID,
    "transferred_from" TEXT NOT NULL DEFAULT '',
    "transferred_to" TEXT NOT NULL DEFAULT '',
    "ticked_at" TIMESTAMPTZ(3),
    "ticked_by_id" UUID,
    "ticked_by_name" TEXT,
    "changed_at" TIMESTAMPTZ(3),
    "changed_by_name" TEXT,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "handover_row_pkey" PRIMARY KEY ("project_id","key")
);

-- CreateTable
CREATE TABLE "handover_proof" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "file_type" TEXT,
    "file" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "handover_proof_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "handover_approver" (
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "user_id" UUID,
    "reach" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "handover_approver_pkey" PRIMARY KEY ("project_id","role")
);

-- CreateTable
CREATE TABLE "handover_change" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "attestation_id" UUID,
    "by_id" UUID,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "handover_change_pkey" PRIMARY KEY ("id")
);

-- Who looks at a checklist right now is not worth writing ahead: after a crash everybody says so again.
CREATE UNLOGGED TABLE "handover_presence" (
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "tab" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "editing" TEXT,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "handover_presence_pkey" PRIMARY KEY ("project_id","tab")
);

-- CreateIndex
CREATE INDEX "handover_row_workspace_id_owner_id_idx" ON "handover_row"("workspace_id", "owner_id");

-- CreateIndex
CREATE INDEX "handover_proof_workspace_id_project_id_idx" ON "handover_proof"("workspace_id", "project_id");

-- CreateIndex
CREATE UNIQUE INDEX "handover_proof_workspace_id_id_key" ON "handover_proof"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "handover_approver_workspace_id_user_id_idx" ON "handover_approver"("workspace_id", "user_id");

-- CreateIndex
CREATE INDEX "handover_change_workspace_id_project_id_at_idx" ON "handover_change"("workspace_id", "project_id", "at" DESC);

-- CreateIndex
CREATE INDEX "handover_presence_workspace_id_user_id_idx" ON "handover_presence"("workspace_id", "user_id");

-- AddForeignKey
ALTER TABLE "handover_row" ADD CONSTRAINT "handover_row_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover_row" ADD CONSTRAINT "handover_row_workspace_id_owner_id_fkey" FOREIGN KEY ("workspace_id", "owner_id") REFERENCES "membership"("workspace_id", "user_id") ON DELETE SET NULL ("owner_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover_row" ADD CONSTRAINT "handover_row_workspace_id_proof_id_fkey" FOREIGN KEY ("workspace_id", "proof_id") REFERENCES "handover_proof"("workspace_id", "id") ON DELETE SET NULL ("proof_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover_proof" ADD CONSTRAINT "handover_proof_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover_approver" ADD CONSTRAINT "handover_approver_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover_approver" ADD CONSTRAINT "handover_approver_workspace_id_user_id_fkey" FOREIGN KEY ("workspace_id", "user_id") REFERENCES "membership"("workspace_id", "user_id") ON DELETE SET NULL ("user_id") ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover_change" ADD CONSTRAINT "handover_change_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover_presence" ADD CONSTRAINT "handover_presence_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover_presence" ADD CONSTRAINT "handover_presence_workspace_id_user_id_fkey" FOREIGN KEY ("workspace_id", "user_id") REFERENCES "membership"("workspace_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Closed sets and invariants -------------------------------------------------------------------------------------

ALTER TABLE "handover_row" ADD CONSTRAINT "handover_row_own_complete" CHECK (
  ("section" IS NULL) = ("text" IS NULL) AND ("section" IS NULL) = ("position" IS NULL)
  AND "section" IN ('dns', 'email', 'secrets', 'deploy', 'monitoring', 'approvals')
);
ALTER TABLE "handover_row" ADD CONSTRAINT "handover_row_own_removed" CHECK ("removed_at" IS NULL OR "section" IS NOT NULL);
ALTER TABLE "handover_row" ADD CONSTRAINT "handover_row_tick_complete" CHECK (("ticked_at" IS NULL) = ("ticked_by_name" IS NULL));
ALTER TABLE "handover_proof" ADD CONSTRAINT "handover_proof_kind_known" CHECK ("kind" IN ('link', 'note', 'file'));
ALTER TABLE "handover_proof" ADD CONSTRAINT "handover_proof_file_whole" CHECK (("kind" = 'file') = ("file" IS NOT NULL) AND ("kind" = 'file') = ("file_type" IS NOT NULL));
ALTER TABLE "handover_approver" ADD CONSTRAINT "handover_approver_role_known" CHECK ("role" IN ('dns', 'secrets', 'rollback'));

-- Row level security ---------------------------------------------------------------------------------------------

DO $$
DECLARE
  tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['handover_row', 'handover_proof', 'handover_approver', 'handover_change', 'handover_presence'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY "tenant" ON %I USING ("workspace_id" = (SELECT lr_workspace())) WITH CHECK ("workspace_id" = (SELECT lr_workspace()))', tenant);
  END LOOP;
END $$;

-- CreateTable
CREATE TABLE "pack" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "problem" TEXT,
    "headline" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "changes" JSONB,
    "pdf" BYTEA,
    "zip" BYTEA,
    "pdf_sha256" TEXT,
    "zip_sha256" TEXT,
    "ms" INTEGER,
    "by_id" UUID,
    "by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pack_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "pack_workspace_id_project_id_version_key" ON "pack"("workspace_id", "project_id", "version");

-- AddForeignKey
ALTER TABLE "pack" ADD CONSTRAINT "pack_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Closed sets and invariants -------------------------------------------------------------------------------------

ALTER TABLE "pack" ADD CONSTRAINT "pack_state_known" CHECK ("state" IN ('making', 'ready', 'failed'));
ALTER TABLE "pack" ADD CONSTRAINT "pack_version_counts" CHECK ("version" >= 1);
ALTER TABLE "pack" ADD CONSTRAINT "pack_ready_is_whole" CHECK (
  ("state" = 'ready') = ("pdf" IS NOT NULL)
  AND ("pdf" IS NULL) = ("zip" IS NULL)
  AND ("pdf" IS NULL) = ("pdf_sha256" IS NULL)
  AND ("pdf" IS NULL) = ("zip_sha256" IS NULL)
);

-- Row level security ---------------------------------------------------------------------------------------------

ALTER TABLE "pack" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "pack" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "pack" USING ("workspace_id" = (SELECT lr_workspace())) WITH CHECK ("workspace_id" = (SELECT lr_workspace()));

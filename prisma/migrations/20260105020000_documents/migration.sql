-- CreateTable
CREATE TABLE "document_part" (
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "deliverable" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "version" INTEGER NOT NULL,
    "by_id" UUID,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_part_pkey" PRIMARY KEY ("project_id","deliverable","part")
);

-- AddForeignKey
ALTER TABLE "document_part" ADD CONSTRAINT "document_part_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Closed sets and invariants -------------------------------------------------------------------------------------

ALTER TABLE "document_part" ADD CONSTRAINT "document_part_named" CHECK ("deliverable" ~ '^[a-z0-9-]{1,40}$' AND "part" ~ '^[a-z0-9-]{1,40}$');
ALTER TABLE "document_part" ADD CONSTRAINT "document_part_counted" CHECK ("version" > 0);
ALTER TABLE "document_part" ADD CONSTRAINT "document_part_shape" CHECK (jsonb_typeof("value") IN ('string', 'array'));
ALTER TABLE "document_part" ADD CONSTRAINT "document_part_bounded" CHECK (octet_length("value"::text) <= 300000);

-- Row level security ---------------------------------------------------------------------------------------------

ALTER TABLE "document_part" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "document_part" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "document_part" USING ("workspace_id" = (SELECT lr_workspace())) WITH CHECK ("workspace_id" = (SELECT lr_workspace()));

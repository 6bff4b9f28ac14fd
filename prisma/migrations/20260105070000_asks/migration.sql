-- CreateTable
CREATE TABLE "ask" (
    "workspace_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ask_pkey" PRIMARY KEY ("project_id","place")
);

-- CreateIndex
CREATE INDEX "ask_workspace_id_user_id_idx" ON "ask"("workspace_id", "user_id");

-- AddForeignKey
ALTER TABLE "ask" ADD CONSTRAINT "ask_workspace_id_project_id_fkey" FOREIGN KEY ("workspace_id", "project_id") REFERENCES "project"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ask" ADD CONSTRAINT "ask_workspace_id_user_id_fkey" FOREIGN KEY ("workspace_id", "user_id") REFERENCES "membership"("workspace_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "ask" ADD CONSTRAINT "ask_place_length" CHECK (char_length("place") <= 120);

-- Row level security ---------------------------------------------------------------------------------------------

ALTER TABLE "ask" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ask" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "ask" USING ("workspace_id" = (SELECT lr_workspace())) WITH CHECK ("workspace_id" = (SELECT lr_workspace()));

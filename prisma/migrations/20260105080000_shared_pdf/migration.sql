-- AlterTable
ALTER TABLE "share_view" ADD COLUMN "country" TEXT;
ALTER TABLE "share_view" ADD CONSTRAINT "share_view_country_is_a_code" CHECK ("country" ~ '^[A-Z]{2}$');

-- CreateTable
CREATE TABLE "shared_pdf" (
    "link_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "pdf" BYTEA,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shared_pdf_pkey" PRIMARY KEY ("link_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "shared_pdf_workspace_id_link_id_key" ON "shared_pdf"("workspace_id", "link_id");

-- CreateIndex
CREATE INDEX "shared_pdf_asked_at" ON "shared_pdf"("asked_at");

-- AddForeignKey
ALTER TABLE "shared_pdf" ADD CONSTRAINT "shared_pdf_workspace_id_link_id_fkey" FOREIGN KEY ("workspace_id", "link_id") REFERENCES "share_link"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Closed sets and invariants -------------------------------------------------------------------------------------

ALTER TABLE "shared_pdf" ADD CONSTRAINT "shared_pdf_state_known" CHECK ("state" IN ('making', 'ready', 'failed'));
ALTER TABLE "shared_pdf" ADD CONSTRAINT "shared_pdf_ready_is_whole" CHECK (("state" = 'ready') = ("pdf" IS NOT NULL));

-- Row level security ---------------------------------------------------------------------------------------------

ALTER TABLE "shared_pdf" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "shared_pdf" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "shared_pdf" USING ("workspace_id" = (SELECT lr_workspace())) WITH CHECK ("workspace_id" = (SELECT lr_workspace()));

-- Retention ------------------------------------------------------------------------------------------------------

-- A file nobody asked for in a week is made again when somebody does. Forced policies bind the owner of the table
-- too, so the function that sweeps opens a gate of its own for as long as it runs.
CREATE POLICY "forget_read" ON "shared_pdf" FOR SELECT TO CURRENT_USER USING (current_setting('app.lookup', true) = 'forget');
CREATE POLICY "forget" ON "shared_pdf" FOR DELETE TO CURRENT_USER USING (current_setting('app.lookup', true) = 'forget');

CREATE FUNCTION "lr_forget_shared_pdfs"(most integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  removed integer := 0;
BEGIN
  PERFORM set_config('app.lookup', 'forget', true);
  DELETE FROM public.shared_pdf s WHERE s.link_id IN (
    SELECT o.link_id FROM public.shared_pdf o WHERE o.asked_at < clock_timestamp() - interval '7 days' LIMIT most
  );
  GET DIAGNOSTICS removed = ROW_COUNT;
  PERFORM set_config('app.lookup', '', true);
  RETURN removed;
END $$;

REVOKE EXECUTE ON FUNCTION "lr_forget_shared_pdfs"(integer) FROM PUBLIC;
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'lr_worker' AND rolname <> current_user) THEN
    REVOKE EXECUTE ON FUNCTION "lr_forget_shared_pdfs"(integer) FROM lr_worker;
  END IF;
END $$;

-- CreateTable
CREATE TABLE "branding" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "client_id" UUID,
    "name" TEXT,
    "accent" TEXT,
    "contact_text" TEXT,
    "contact_label" TEXT,
    "contact_href" TEXT,
    "powered_by" BOOLEAN,
    "logo_type" TEXT,
    "logo" BYTEA,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "branding_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "branding_workspace_id_client_id_key" ON "branding"("workspace_id", "client_id");

-- AddForeignKey
ALTER TABLE "branding" ADD CONSTRAINT "branding_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "branding" ADD CONSTRAINT "branding_workspace_id_client_id_fkey" FOREIGN KEY ("workspace_id", "client_id") REFERENCES "client"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Closed sets and invariants -------------------------------------------------------------------------------------

-- Nulls differ in the index above: this one keeps the workspace at one row of its own.
CREATE UNIQUE INDEX "branding_of_workspace" ON "branding" ("workspace_id") WHERE "client_id" IS NULL;
ALTER TABLE "branding" ADD CONSTRAINT "branding_accent_is_a_colour" CHECK ("accent" ~ '^#[0-9a-f]{6}$');
ALTER TABLE "branding" ADD CONSTRAINT "branding_contact_is_whole" CHECK (
  ("contact_text" IS NULL) = ("contact_label" IS NULL) AND ("contact_text" IS NULL) = ("contact_href" IS NULL)
);
ALTER TABLE "branding" ADD CONSTRAINT "branding_contact_leads_to_page_or_mail" CHECK ("contact_href" ~ '^(https|mailto):');
ALTER TABLE "branding" ADD CONSTRAINT "branding_logo_is_known" CHECK (
  ("logo" IS NULL) = ("logo_type" IS NULL) AND "logo_type" IN ('image/svg+xml', 'image/png')
);
ALTER TABLE "branding" ADD CONSTRAINT "branding_logo_is_bounded" CHECK (octet_length("logo") <= 307200);

-- Row level security ---------------------------------------------------------------------------------------------

ALTER TABLE "branding" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "branding" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "branding" USING ("workspace_id" = (SELECT lr_workspace())) WITH CHECK ("workspace_id" = (SELECT lr_workspace()));

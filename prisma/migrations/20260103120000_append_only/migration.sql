-- What people confirmed is a record: entries are added, and go only with their project.
-- A deletion that follows from the project's runs inside the trigger of the foreign key, so it is one level deeper.

CREATE FUNCTION "lr_append_only"() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP = 'DELETE' AND pg_trigger_depth() > 1 THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME;
END $$;

CREATE TRIGGER "attestation_append_only" BEFORE UPDATE OR DELETE ON "attestation"
FOR EACH ROW EXECUTE FUNCTION "lr_append_only"();

-- Ledgers are append-only for every role, including owners and superusers, as long as their triggers exist. The owner of a table can
-- drop its triggers: no rule inside a database can prevent that.
CREATE OR REPLACE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % rejected', TG_TABLE_NAME, TG_OP USING ERRCODE = 'SK001';
END
$$;

/**
 * The settings of a transaction that reads or writes whole tables: no time limits, an error instead of rows that a policy
 * hides, and texts that mean the same on every server. They end with the transaction, so that a connection pool between
 * the hub and PostgreSQL does not pass them on.
 */
export const wholeTableSettings = `
  SET LOCAL application_name = 'quire-backup';
  SELECT set_config(name, '0', true) FROM pg_settings
    WHERE name IN ('statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout');
  SET LOCAL row_security = off;
  SET LOCAL client_encoding = 'UTF8';
  SET LOCAL DateStyle = 'ISO, YMD';
  SET LOCAL IntervalStyle = 'postgres';
  SET LOCAL TimeZone = 'UTC';
  SET LOCAL bytea_output = 'hex';
  SET LOCAL extra_float_digits = 1;
  SET LOCAL xmloption = 'content'`;

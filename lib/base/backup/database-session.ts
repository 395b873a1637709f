import pg from "pg";

/**
 * Opens a connection of its own for a backup or a restore, and closes it afterwards, also in the middle of a COPY.
 * @param name the connection's name in PostgreSQL's list of connections
 */
export async function withConnection<T>(
  url: string,
  name: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: name });
  // A lost connection rejects the running query, too; an unheard "error" would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * The settings of a transaction that reads or writes whole tables: no time limits, an error instead of rows that a policy
 * hides, and texts that mean the same on every server. They end with the transaction, so that a connection pool between
 * the hub and PostgreSQL does not pass them on.
 */
export const wholeTableSettings = `
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

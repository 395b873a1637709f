#!/usr/bin/env node
// Replaces Prisma's native schema-engine binary, which its CLI would download at run time. It is the same engine, of the
// same commit, compiled to WASM (@prisma/schema-engine-wasm), with the same JSON-RPC protocol over stdin and stdout.
// The CLI runs this file when PRISMA_SCHEMA_ENGINE_BINARY names it.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as bg from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const wasmFile = new URL(
  "schema_engine_bg.wasm",
  import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg"),
);
const { instance } = await WebAssembly.instantiate(readFileSync(wasmFile), { "./schema_engine_bg.js": bg });
bg.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();
const { SchemaEngine, version } = bg;

let panic = null;
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message: (message) => {
    panic = message;
  },
};

const argv = process.argv.slice(2);
/** The values of an option, which may be given more than once. */
const optionValues = (name) => argv.flatMap((argument, i) => (argument === name ? [argv[i + 1]] : []));
if (argv.includes("--version")) {
  console.log(`schema-engine-cli ${version()} (wasm)`);
  process.exit(0);
}
const url = optionValues("--datasource").map((json) => JSON.parse(json).url)[0] ?? process.env.DATABASE_URL;

/** Runs a statement about the database of a URL from the database "postgres", as creating and dropping require. */
const fromPostgres = async (databaseUrl, act) => {
  const target = new URL(databaseUrl);
  const name = decodeURIComponent(target.pathname.slice(1));
  target.pathname = "/postgres";
  const client = new pg.Client({ connectionString: target.href });
  await client.connect();
  try {
    await act(client, name);
  } finally {
    await client.end();
  }
  return name;
};
/** Prisma's error codes for those of PostgreSQL and Node. */
const errorCodes = {
  "28P01": "P1000",
  28000: "P1000",
  ECONNREFUSED: "P1001",
  ENOTFOUND: "P1001",
  "3D000": "P1003",
  "42P04": "P1009",
};
const createDatabase = (databaseUrl) =>
  fromPostgres(databaseUrl, (client, name) =>
    client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`),
  );
const dropDatabase = (databaseUrl) =>
  fromPostgres(databaseUrl, (client, name) =>
    client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`),
  );

if (argv.includes("cli")) {
  const command = argv[argv.indexOf("cli") + 1];
  try {
    if (command === "create-database") await createDatabase(url);
    else if (command === "drop-database") await dropDatabase(url);
    else {
      // "can-connect-to-database"
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.end();
    }
    process.exit(0);
  } catch (error) {
    const target = new URL(url);
    process.stderr.write(
      "\n" +
        JSON.stringify({
          level: "ERROR",
          target: "schema_engine::logger",
          fields: {
            error_code: errorCodes[error.code] ?? "P1011",
            message: `${error.message || error.code} (${target.hostname}:${target.port || 5432}, database "${target.pathname.slice(1)}")`,
          },
        }),
    );
    process.exit(1);
  }
}

// adapter-pg 7.10 cannot read the catalogue's one-byte "char" columns (oid 18; prisma/orm#27403). They are read as text
// (oid 25), and the engine is told afterwards which columns they are.
const charType = 18;
const textType = 25;
const charColumns = Symbol("char columns");
const readCharsAsText = (results) => {
  for (const result of [results].flat())
    if (result?.fields) {
      result.rows[charColumns] = result.fields.flatMap((field, i) =>
        field.dataTypeID === charType ? [i] : [],
      );
      for (const i of result.rows[charColumns]) result.fields[i].dataTypeID = textType;
    }
  return results;
};
class CatalogClient extends pg.Client {
  query(...given) {
    const callback = given.at(-1);
    if (typeof callback === "function")
      return super.query(...given.slice(0, -1), (error, result) => callback(error, readCharsAsText(result)));
    const promise = super.query(...given);
    return typeof promise?.then === "function" ? promise.then(readCharsAsText) : promise;
  }
}
const adaptConnection = (connection) => {
  const queryRaw = connection.queryRaw.bind(connection);
  connection.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const i of result.rows[charColumns] ?? []) result.columnTypes[i] = ColumnTypeEnum.Character;
    return result;
  };
  // adapter-pg splits scripts at every semicolon, even inside $$ bodies; the native engine sends them whole.
  connection.executeScript = async (sql) => {
    try {
      await connection.client.query(sql);
    } catch (error) {
      connection.onError(error);
    }
  };
  return connection;
};
const poolConfig = (databaseUrl) => {
  const target = new URL(databaseUrl);
  return {
    Client: CatalogClient,
    max: 2,
    host: target.hostname,
    port: +(target.port || 5432),
    user: decodeURIComponent(target.username),
    password: decodeURIComponent(target.password),
    database: decodeURIComponent(target.pathname.slice(1)),
  };
};

/** Functions that drop the shadow databases of a request; the WASM engine leaves that to its host. */
const shadowDrops = [];
class EngineFactory extends PrismaPg {
  constructor(databaseUrl) {
    super(poolConfig(databaseUrl));
    this.url = databaseUrl;
  }
  async connect() {
    return adaptConnection(await super.connect());
  }
  // adapter-pg's own method connects to the database of the URL, and drops the shadow database while still connected to it.
  async connectToShadowDb() {
    const target = new URL(this.url);
    target.pathname = `/prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    await createDatabase(target.href);
    const connection = adaptConnection(await new PrismaPg(poolConfig(target.href)).connect());
    shadowDrops.push(async () => {
      await connection.dispose().catch(() => {});
      await dropDatabase(target.href);
    });
    return connection;
  }
}

const datamodels = optionValues("--datamodels").map((path) => [path, readFileSync(path, "utf8")]);
let engine;
const getEngine = () =>
  (engine ??= SchemaEngine.new(
    { datamodels: datamodels.length ? datamodels : undefined },
    (log) => process.env.DEBUG && process.stderr.write(`${log}\n`),
    bindMigrationAwareSqlAdapterFactory(new EngineFactory(url)),
  ));
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
/** Methods of the protocol that the WASM engine lacks or names differently. */
const ownMethods = {
  createDatabase: async () => ({ databaseName: await createDatabase(url) }),
  getDatabaseVersion: async (params) => (await getEngine()).version(params),
};
createInterface({ input: process.stdin })
  .on("line", async (line) => {
    const { id, method, params } = JSON.parse(line);
    if (!method) return;
    let reply;
    try {
      const result = ownMethods[method]
        ? await ownMethods[method](params)
        : await (await getEngine())[method](params);
      if (method === "diff" && result?.stdout != null) {
        send({ id: "print", method: "print", params: { content: result.stdout } });
        result.stdout = null;
      }
      reply = { id, result: result === undefined ? {} : result };
    } catch (reason) {
      const error = panic ? new Error(panic) : reason;
      const coded = /^(P\d{4})\s*\n+([\s\S]*)/.exec(error.message ?? "");
      reply = {
        id,
        error: {
          code: 4466,
          message: error.message ?? String(error),
          data: {
            is_panic: false,
            message: coded ? coded[2] : (error.message ?? String(error)),
            error_code: error.code ?? coded?.[1] ?? null,
          },
        },
      };
    }
    for (const drop of shadowDrops.splice(0)) await drop().catch(() => {});
    send(reply);
  })
  .on("close", () => process.exit(0));

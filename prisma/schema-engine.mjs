#!/usr/bin/env node
import { readFileSync } from "node:fs";
// Stand-in for Prisma's native schema-engine binary (which its CLI would download):
// the same engine compiled to WASM (@prisma/schema-engine-wasm, same commit hash) behind
// the same JSON-RPC-over-stdio protocol. Used through PRISMA_SCHEMA_ENGINE_BINARY.
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
  set_message: (m) => {
    panic = m;
  },
};
const argv = process.argv.slice(2);
const opt = (n) => argv.flatMap((a, i) => (a === n ? [argv[i + 1]] : []));
if (argv.includes("--version")) {
  console.log("schema-engine-cli " + version() + " (wasm)");
  process.exit(0);
}
const url = opt("--datasource").map((d) => JSON.parse(d).url)[0] ?? process.env.DATABASE_URL;

const onAdmin = async (u, fn) => {
  // CREATE/DROP DATABASE: from the 'postgres' database
  const t = new URL(u),
    name = decodeURIComponent(t.pathname.slice(1));
  t.pathname = "/postgres";
  const c = new pg.Client({ connectionString: t.href });
  await c.connect();
  try {
    await fn(c, name);
  } finally {
    await c.end();
  }
  return name;
};
const codes = {
  "28P01": "P1000",
  28000: "P1000",
  ECONNREFUSED: "P1001",
  ENOTFOUND: "P1001",
  "3D000": "P1003",
  "42P04": "P1009",
};
const create = (u) => onAdmin(u, (c, n) => c.query(`CREATE DATABASE ${c.escapeIdentifier(n)}`));
const drop = (u) =>
  onAdmin(u, (c, n) => c.query(`DROP DATABASE IF EXISTS ${c.escapeIdentifier(n)} WITH (FORCE)`));

if (argv.includes("cli")) {
  const cmd = argv[argv.indexOf("cli") + 1];
  try {
    if (cmd === "create-database") await create(url);
    else if (cmd === "drop-database") await drop(url);
    else {
      const c = new pg.Client({ connectionString: url });
      await c.connect();
      await c.end();
    }
    process.exit(0);
  } catch (e) {
    const at = new URL(url);
    process.stderr.write(
      "\n" +
        JSON.stringify({
          level: "ERROR",
          target: "schema_engine::logger",
          fields: {
            error_code: codes[e.code] ?? "P1011",
            message: `${e.message || e.code} (${at.hostname}:${at.port || 5432}, database "${at.pathname.slice(1)}")`,
          },
        }),
    );
    process.exit(1);
  }
}

// adapter-pg 7.10 cannot read the catalogue's one-byte "char" columns (oid 18; prisma/orm#27403):
// let them through as text, remember which they were, and tell the engine they are characters.
const CHAR = Symbol("char columns");
const noteChars = (r) => {
  for (const x of [r].flat())
    if (x?.fields) {
      x.rows[CHAR] = x.fields.flatMap((f, i) => (f.dataTypeID === 18 ? [i] : []));
      for (const i of x.rows[CHAR]) x.fields[i].dataTypeID = 25;
    }
  return r;
};
class CatalogClient extends pg.Client {
  query(...a) {
    const cb = a.at(-1);
    if (typeof cb === "function") return super.query(...a.slice(0, -1), (e, r) => cb(e, noteChars(r)));
    const p = super.query(...a);
    return typeof p?.then === "function" ? p.then(noteChars) : p;
  }
}
const withChars = (conn) => {
  const queryRaw = conn.queryRaw.bind(conn);
  conn.queryRaw = async (q) => {
    const r = await queryRaw(q);
    for (const i of r.rows[CHAR] ?? []) r.columnTypes[i] = ColumnTypeEnum.Character;
    return r;
  };
  // the stock one splits scripts at every ';', also inside $$ bodies; the native engine sends them whole
  conn.executeScript = async (sql) => {
    try {
      await conn.client.query(sql);
    } catch (e) {
      conn.onError(e);
    }
  };
  return conn;
};
const configFor = (u, database) => {
  const t = new URL(u);
  return {
    Client: CatalogClient,
    max: 2,
    host: t.hostname,
    port: +(t.port || 5432),
    user: decodeURIComponent(t.username),
    password: decodeURIComponent(t.password),
    database: database ?? decodeURIComponent(t.pathname.slice(1)),
  };
};
const shadows = []; // the WASM engine leaves these to its host to drop
class EngineFactory extends PrismaPg {
  constructor(u) {
    super(configFor(u));
    this.url = u;
  }
  async connect() {
    return withChars(await super.connect());
  }
  async connectToShadowDb() {
    // the stock one keeps the URL's database name and drops while connected
    const name = "prisma_migrate_shadow_db_" + crypto.randomUUID(),
      t = new URL(this.url);
    t.pathname = "/" + name;
    await create(t.href);
    const conn = withChars(await new PrismaPg(configFor(t.href)).connect());
    shadows.push(async () => {
      await conn.dispose().catch(() => {});
      await drop(t.href);
    });
    return conn;
  }
}

const datamodels = opt("--datamodels").map((p) => [p, readFileSync(p, "utf8")]);
let engine;
const getEngine = () =>
  (engine ??= SchemaEngine.new(
    { datamodels: datamodels.length ? datamodels : undefined },
    (log) => process.env.DEBUG && process.stderr.write(log + "\n"),
    bindMigrationAwareSqlAdapterFactory(new EngineFactory(url)),
  ));
const send = (m) => process.stdout.write(JSON.stringify({ jsonrpc: "2.0", ...m }) + "\n");
const special = {
  createDatabase: async () => ({ databaseName: await create(url) }),
  getDatabaseVersion: async (p) => (await getEngine()).version(p),
};
const fix = (r) => (r === undefined ? {} : r);
createInterface({ input: process.stdin })
  .on("line", async (line) => {
    const { id, method, params } = JSON.parse(line);
    if (!method) return;
    let reply;
    try {
      const result = special[method]
        ? await special[method](params)
        : await (await getEngine())[method](params);
      if (method === "diff" && result?.stdout != null) {
        send({ id: "print", method: "print", params: { content: result.stdout } });
        result.stdout = null;
      }
      reply = { id, result: fix(result) };
    } catch (e) {
      if (panic) e = new Error(panic);
      const m = /^(P\d{4})\s*\n+([\s\S]*)/.exec(e.message ?? "");
      reply = {
        id,
        error: {
          code: 4466,
          message: e.message ?? String(e),
          data: {
            is_panic: false,
            message: m ? m[2] : (e.message ?? String(e)),
            error_code: e.code ?? m?.[1] ?? null,
          },
        },
      };
    }
    for (const end of shadows.splice(0)) await end().catch(() => {});
    send(reply);
  })
  .on("close", () => process.exit(0));

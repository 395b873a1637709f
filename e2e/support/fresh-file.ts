import { vi } from "vitest";
import { z } from "zod";

// The test files that one process runs share what the packages hold in memory. What belongs to the hub begins anew with
// each file, as in a process of its own: its modules, what they keep on globalThis, its settings, and zod's sentences.
const kept = globalThis as Record<string, unknown> & { settingsAtStart?: NodeJS.ProcessEnv };
kept.settingsAtStart ??= { ...process.env };
for (const name of Object.keys(process.env)) if (!(name in kept.settingsAtStart)) delete process.env[name];
Object.assign(process.env, kept.settingsAtStart);
for (const name of Object.keys(kept)) if (name.startsWith("quire")) delete kept[name];
z.config({ customError: undefined });
vi.useRealTimers();
vi.unstubAllGlobals();
vi.resetModules();

import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import type { Ended } from "@/e2e/run/test-outcome";

/** Runs a program to its end. @returns its exit code, null if it could not be started, and what it printed */
export function runProgram(command: string, args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const output: string[] = [];
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => output.push(String(chunk)));
    child.once("error", (error) => resolve({ code: null, output: error.message }));
    child.once("close", (code) => resolve({ code, output: stripVTControlCharacters(output.join("")) }));
  });
}

/** Runs a program of node_modules with this Node. @param file its path under node_modules */
export function runPackage(file: string, args: string[]): Promise<Ended> {
  return runProgram(process.execPath, [`node_modules/${file}`, ...args]);
}

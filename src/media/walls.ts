import { spawn } from "node:child_process";
import { existsSync } from "node:fs";

/** Which walls between a worker and the rest of the machine hold here, beyond those that need no help of the system. */
export interface Walls {
  /** The worker has a network namespace of its own, with nothing in it. */
  network: boolean;
  /** The worker gains no privileges and dies with the server. */
  privileges: boolean;
  /** The kernel bounds processor time and open files, and refuses to write any file. */
  limits: boolean;
  /** The kernel bounds the address space. */
  addressSpace: boolean;
  /** The server watches the worker's memory while it works. */
  memoryWatch: boolean;
}

export interface Limits {
  addressSpaceBytes: number;
  cpuSeconds: number;
}

const openFiles = 256;
const toolFolders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin"];

export const noWalls: Walls = {
  network: false,
  privileges: false,
  limits: false,
  addressSpace: false,
  memoryWatch: false,
};

type WallName = "network" | "privileges" | "limits" | "addressSpace";
const wallNames: WallName[] = ["network", "privileges", "limits", "addressSpace"];

/** Tries the walls on a program that does nothing: all at once, and one by one when that fails. */
export async function testWalls(limits: Limits): Promise<Walls> {
  if (process.platform !== "linux") return noWalls;
  const memoryWatch = existsSync("/proc/self/status");
  const all = { network: true, privileges: true, limits: true, addressSpace: true, memoryWatch };
  if (await holds(all, limits)) return all;
  const held = await Promise.all(wallNames.map((name) => holds({ ...noWalls, [name]: true }, limits)));
  return { ...noWalls, memoryWatch, ...Object.fromEntries(wallNames.map((name, at) => [name, held[at] ?? false])) };
}

/** Puts the walls that hold around a command; the outermost comes first. */
export function withinWalls(command: string[], walls: Walls, limits: Limits): string[] {
  const bounds = [
    ...(walls.limits ? ["--core=0", `--cpu=${limits.cpuSeconds}`, "--fsize=0", `--nofile=${openFiles}`] : []),
    ...(walls.addressSpace ? [`--as=${limits.addressSpaceBytes}`] : []),
  ];
  return [
    ...(walls.network ? [tool("unshare"), "--map-root-user", "--net", "--"] : []),
    ...(walls.privileges ? [tool("setpriv"), "--no-new-privs", "--pdeathsig", "KILL", "--"] : []),
    ...(bounds.length > 0 ? [tool("prlimit"), ...bounds, "--"] : []),
    ...command,
  ];
}

/** By full path, since a worker's environment is empty; the bare name, which then fails, when there is none. */
function tool(name: string): string {
  const folder = toolFolders.find((candidate) => existsSync(`${candidate}/${name}`));
  return folder === undefined ? name : `${folder}/${name}`;
}

function holds(walls: Walls, limits: Limits): Promise<boolean> {
  const [file = "", ...args] = withinWalls([tool("true")], walls, limits);
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env: {}, stdio: "ignore" });
    child.once("error", (error) => ("code" in error && error.code === "ENOENT" ? resolve(false) : reject(error)));
    child.once("exit", (code) => resolve(code === 0));
  });
}

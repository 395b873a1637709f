import type { Role } from "@/prisma/generated/enums";

/** A signed-in person, as every function that writes takes it first. Reads take `Viewer | null`. */
export type Viewer = {
  id: number;
  username: string;
  role: Role;
  banned: boolean;
  createdAt: Date;
};

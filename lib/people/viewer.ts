import type { Role } from "@/prisma/generated/enums";

/** The signed-in person: the first parameter of every function that writes. Functions that read take `Viewer | null`. */
export type Viewer = {
  id: number;
  username: string;
  role: Role;
  banned: boolean;
  createdAt: Date;
};

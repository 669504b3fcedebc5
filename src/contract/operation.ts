import type { z } from "zod";
import type { ErrorCode } from "./errors.ts";

/** A product as clients name it, with the version under which it is served. */
export const products = {
  ICE: { version: "2020-11-09", title: "Intelligent Media Services", ramCode: "ice" },
  RAM: { version: "2015-05-01", title: "Resource Access Management", ramCode: "ram" },
  STS: { version: "2015-04-01", title: "Security Token Service", ramCode: "sts" },
  yike: { version: "2026-03-19", title: "Yike", ramCode: "yike" },
  Medialoft: { version: "2026-11-01", title: "Medialoft", ramCode: "medialoft" },
} as const;

export type ProductCode = keyof typeof products;

/** How a product says that the caller may not do it. */
export const denialCodes = {
  ICE: "Forbidden",
  yike: "Forbidden",
  RAM: "NoPermission",
  STS: "NoPermission.Sts",
  Medialoft: "NoPermission",
} as const satisfies Record<ProductCode, ErrorCode>;

export type AccessLevel = "create" | "get" | "list" | "update" | "delete";

/** An action on a resource that a caller needs. The first of an operation is its own action, the others depend on it. */
export interface Permission {
  /** `<ramcode>:<Operation>`. */
  readonly action: string;
  readonly access: AccessLevel;
  /**
   * The path behind the account id, for instance `user/{UserName}` with the parameter of that name, or `*`; or a whole name:
   * `{RoleArn}`, or what begins with `acs:`. See `resourceOf`.
   */
  readonly resource: string;
  /** Asked only when this parameter is sent; `Name=value` and `Name!=value` ask for its value, too. See `isAsked`. */
  readonly when?: string;
  /** Needs no Allow; a Deny holds. */
  readonly everyone?: true;
  /** The same for users on themselves, while the account's AllowUserToManageAccessKeys is true. */
  readonly ownKeys?: true;
  /** Keys that a condition may use beside the common ones. */
  readonly conditionKeys?: readonly string[];
}

/** The resource of operations that know no narrower one. */
export const allResources = "*";

/** How well a behaviour is proved. */
export type Evidence = "documented" | "client" | "guess";

export interface Behaviour {
  readonly statement: string;
  readonly evidence: Evidence;
}

export type Shape = Readonly<Record<string, z.ZodType>>;

/** A call of the demo library (`operations/demo.ts`), by its account's root unless `as` says otherwise. The tests run each in each product and format. */
export interface Example {
  readonly title: string;
  /** By the demo's first user. */
  readonly as?: "user";
  readonly input: Readonly<Record<string, string>>;
  /**
   * The whole answer without RequestId. In a text, `<Name>` stands for what the server makes up anew each time, in its form
   * (`<MediaId>`: 32 hexadecimal digits); `<base64 of …>` is the base64 form of what it holds.
   */
  readonly output: Readonly<Record<string, unknown>>;
}

/** What the outside may rely on: from it follow routing, validation, authorization, reference pages and tests. */
export interface OperationContract<I extends Shape = Shape, O extends Shape = Shape> {
  /** The wire name. */
  readonly name: string;
  /** The products that serve it, each under its version. */
  readonly products: readonly [ProductCode, ...ProductCode[]];
  readonly summary: string;
  /** Fields as on the wire. */
  readonly input: I;
  /** Fields as on the wire, without RequestId. */
  readonly output: O;
  readonly permissions: readonly [Permission, ...Permission[]];
  /** Beyond those that every operation may answer. */
  readonly errors: readonly ErrorCode[];
  readonly behaviours: readonly Behaviour[];
  readonly examples: readonly [Example, ...Example[]];
}

/** Whether a call of it changes anything: then its nonce is kept durably. */
export function isWrite(operation: Pick<OperationContract, "permissions">): boolean {
  return operation.permissions.some(({ access }) => access !== "get" && access !== "list");
}

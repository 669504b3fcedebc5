import { operations } from "./operations/index.gen.ts";
import { objectActions } from "./oss/actions.ts";
import { sessionActions } from "./session/actions.ts";

/** Every action that policies can speak of. */
export const actionCatalogue = [
  ...operations.flatMap(({ permissions }) => permissions),
  ...objectActions,
  ...sessionActions,
];

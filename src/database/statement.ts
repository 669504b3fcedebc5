import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { Schema } from "./schema.ts";

export type Dialect = "sqlite" | "postgres";

/** A statement of kysely's that can be compiled. */
interface Compilable<R> {
  compile(): CompiledQuery<R>;
}

type Value = string | number | null;

/** A statement compiled once per dialect; its values come at each run. */
export interface Statement<P, R> {
  plan(dialect: Dialect): Plan<P>;
  /** Nothing at run time: ties the rows' type to the statement. */
  readonly rowType?: R;
}

export interface Plan<P> {
  readonly sql: string;
  /** Whether it answers rows. */
  readonly reads: boolean;
  values(params: P): Value[];
}

class StandIn {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

const builders: Record<Dialect, Kysely<Schema>> = {
  sqlite: new Kysely<Schema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  }),
  postgres: new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  }),
};

/**
 * Compiles on first use: `build` receives stand-ins in place of values, and each run fills them in.
 * `statement<{ id: string }>()((query, p) => query.selectFrom("assets").selectAll().where("media_id", "=", p.id))`
 */
export function statement<P>() {
  return <R>(build: (query: Kysely<Schema>, params: P) => Compilable<R>): Statement<P, R> => {
    const plans: Partial<Record<Dialect, Plan<P>>> = {};
    return {
      plan(dialect) {
        plans[dialect] ??= compile(builders[dialect], build);
        return plans[dialect];
      },
    };
  };
}

function compile<P, R>(query: Kysely<Schema>, build: (query: Kysely<Schema>, params: P) => Compilable<R>): Plan<P> {
  const { sql, parameters } = build(query, standIns<P>()).compile();
  const fillers = parameters.map((value) => {
    if (value instanceof StandIn) return (params: P) => Reflect.get(params as object, value.name) as Value;
    return () => value as Value;
  });
  return {
    sql,
    reads: /^(select|with)|\breturning\b/i.test(sql),
    values: (params) => fillers.map((fill) => fill(params)),
  };
}

/** Answers a stand-in for whatever is asked of it. */
function standIns<P>(): P {
  const known = new Map<string, StandIn>();
  return new Proxy({} as object, {
    get(_target, name) {
      if (typeof name !== "string") return undefined;
      const standIn = known.get(name) ?? new StandIn(name);
      known.set(name, standIn);
      return standIn;
    },
  }) as P;
}

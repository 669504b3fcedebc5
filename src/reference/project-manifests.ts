import type { ProductCode } from "../contract/operation.ts";
import type { SampleId } from "./samples/sample.ts";
import { findTypedPackage } from "./samples/typed-request.ts";

/** What a language wants beside the source. */
export interface Manifest {
  /** Paths and texts; none when the program needs nothing installed. */
  readonly files: Readonly<Record<string, string>>;
  /** What must be there already. */
  readonly needs: string;
  readonly install: string | undefined;
  readonly start: string;
  /** Lines of .gitignore besides `.env`. */
  readonly ignored: readonly string[];
}

type Modules = "module" | "commonjs";

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** Exactly the packages that the code names. */
function npmPackages(product: ProductCode): Readonly<Record<string, string>> {
  const typed = findTypedPackage(product);
  const core = { "@alicloud/credentials": "2.4.7", "@alicloud/openapi-core": "1.0.8" };
  return typed?.version ? { ...core, [typed.module]: typed.version } : { ...core, "@darabonba/typescript": "1.0.5" };
}

const npmManifest = (name: string, product: ProductCode, type: Modules): Manifest => {
  const source = type === "module" ? "index.mts" : "index.cts";
  const start = `tsx --env-file-if-exists=.env ${source}`;
  return {
    files: {
      "package.json": json({
        name,
        version: "1.0.0",
        private: true,
        type,
        engines: { node: ">=20.20" },
        scripts: { start },
        dependencies: npmPackages(product),
        // Node 20 takes no types away by itself.
        devDependencies: { tsx: "4.23.15" },
      }),
      ".npmrc": "ignore-scripts=true\n",
    },
    needs: "Node.js 20.20 or newer",
    install: "npm install",
    start: "npm start",
    ignored: ["node_modules/"],
  };
};

const withEnv = (command: string): string => `set -a; . ./.env; set +a\n${command}`;

const pythonManifest: Manifest = {
  files: {
    "requirements.txt": "alibabacloud-credentials==1.0.12\nalibabacloud-tea-openapi==0.4.6\n",
  },
  needs: "Python 3.8 or newer",
  install: "python3 -m venv .venv\n.venv/bin/pip install -r requirements.txt",
  start: withEnv(".venv/bin/python main.py"),
  ignored: [".venv/", "__pycache__/"],
};

const pom = (name: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>sample</groupId>
  <artifactId>${name}</artifactId>
  <version>1.0.0</version>
  <properties>
    <maven.compiler.release>11</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency>
      <groupId>com.aliyun</groupId>
      <artifactId>tea-openapi</artifactId>
      <version>0.3.10</version>
    </dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <groupId>org.codehaus.mojo</groupId>
        <artifactId>exec-maven-plugin</artifactId>
        <version>3.5.0</version>
        <configuration>
          <mainClass>Main</mainClass>
        </configuration>
      </plugin>
    </plugins>
  </build>
</project>
`;

const javaManifest = (name: string): Manifest => ({
  files: { "pom.xml": pom(name) },
  needs: "a JDK of version 11 or newer, and Maven",
  install: "mvn compile",
  start: withEnv("mvn --quiet exec:java"),
  ignored: ["target/"],
});

const goManifest = (name: string): Manifest => ({
  files: {
    "go.mod": `module ${name}

go 1.21

require (
	github.com/alibabacloud-go/darabonba-openapi/v2 v2.1.15
	github.com/alibabacloud-go/tea v1.4.0
	github.com/aliyun/credentials-go v1.4.7
)
`,
  },
  needs: "Go 1.21 or newer",
  install: "go mod tidy",
  start: withEnv("go run ."),
  ignored: [],
});

const phpManifest = (name: string): Manifest => ({
  files: {
    "composer.json": json({
      name: `sample/${name}`,
      type: "project",
      require: { "alibabacloud/darabonba-openapi": "0.2.12" },
    }),
  },
  needs: "PHP 7.2 or newer, and Composer",
  install: "composer install",
  start: withEnv("php main.php"),
  ignored: ["vendor/"],
});

const csharpManifest = (name: string): Manifest => ({
  files: {
    [`${name}.csproj`]: `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net8.0</TargetFramework>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="AlibabaCloud.OpenApiClient" Version="0.1.13" />
  </ItemGroup>
</Project>
`,
  },
  needs: "the .NET 8 SDK or a newer one",
  install: "dotnet restore",
  start: withEnv("dotnet run"),
  ignored: ["bin/", "obj/"],
});

const scriptManifest = (needs: string): Manifest => ({
  files: {},
  needs,
  install: undefined,
  start: withEnv("sh call.sh"),
  ignored: [],
});

/** @param name the project's */
export function manifestOf(id: SampleId, name: string, product: ProductCode): Manifest | undefined {
  switch (id) {
    case "typescript-esm":
      return npmManifest(name, product, "module");
    case "typescript-cjs":
      return npmManifest(name, product, "commonjs");
    case "typescript-typed":
      return undefined;
    case "python":
      return pythonManifest;
    case "java":
      return javaManifest(name);
    case "go":
      return goManifest(name);
    case "php":
      return phpManifest(name);
    case "csharp":
      return csharpManifest(name);
    case "cli":
      return { ...scriptManifest("the aliyun command line program"), start: withEnv("bash call.sh") };
    case "curl":
      return scriptManifest("a POSIX shell, OpenSSL and curl 7.76 or newer");
  }
}

import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
  type VariantColorsResolver,
} from "@mantine/core";

/** Warm greys from paper to ink: what nearly everything is made of. */
const ink: MantineColorsTuple = [
  "#f8f6f1",
  "#efece4",
  "#e0dcd1",
  "#c5c0b3",
  "#9a9588",
  "#6f6b60",
  "#504d45",
  "#37352f",
  "#262420",
  "#1b1a17",
];

/** What Mantine makes its dark surfaces from. */
const night: MantineColorsTuple = [
  "#d8d4c8",
  "#b1ab9d",
  "#8e897d",
  "#6a655a",
  "#4a463e",
  "#37342e",
  "#252320",
  "#1c1b18",
  "#161513",
  "#0f0e0d",
];

/** Lamp light through the skylight: where one is, and what matters most on a page. */
const lamp: MantineColorsTuple = [
  "#fff6e2",
  "#ffecc6",
  "#fdd98d",
  "#f9c455",
  "#f5b433",
  "#f2a71b",
  "#cf8808",
  "#a56a02",
  "#7d5000",
  "#573700",
];

const sans =
  '"Instrument Sans Variable", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif';
const mono = '"JetBrains Mono Variable", ui-monospace, "SFMono-Regular", Menlo, Consolas, "Noto Sans SC", monospace';

/** What is filled is ink on paper by day and paper on ink by night, or the lamp's colour in both. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const { variant, color, theme: asked } = input;
  if (variant !== "filled") return defaultVariantColorsResolver(input);
  const border = "1px solid transparent";
  if (color === "lamp") return { background: "var(--mark)", hover: "#f9c455", color: "#1b1a17", border };
  if (color !== undefined && color !== asked.primaryColor) return defaultVariantColorsResolver(input);
  return { background: "var(--text)", hover: "var(--text-hover)", color: "var(--page)", border };
};

export const theme: MantineThemeOverride = createTheme({
  colors: { ink, lamp, gray: ink, dark: night },
  primaryColor: "ink",
  primaryShade: { light: 9, dark: 1 },
  variantColorResolver,
  fontFamily: sans,
  fontFamilyMonospace: mono,
  headings: {
    fontFamily: sans,
    fontWeight: "620",
    sizes: {
      h1: { fontSize: "1.75rem", lineHeight: "1.2" },
      h2: { fontSize: "1.25rem", lineHeight: "1.3" },
      h3: { fontSize: "1rem", lineHeight: "1.4" },
    },
  },
  fontSizes: { xs: "0.75rem", sm: "0.8438rem", md: "0.9375rem", lg: "1.0625rem", xl: "1.25rem" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2.25rem" },
  radius: { xs: "3px", sm: "6px", md: "8px", lg: "14px", xl: "22px" },
  defaultRadius: "md",
  components: {
    // What is filled is paper on ink by day and ink on paper by night: so is the mark in it.
    Checkbox: { defaultProps: { iconColor: "var(--page)" } },
    Radio: { defaultProps: { iconColor: "var(--page)" } },
    // What takes the focus instead is no item of the menu; without it the first item does.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
  },
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
});

const light = {
  "--page": "#f4f1ea",
  "--sheet": "#fdfcf9",
  "--well": "#f0ede5",
  "--line": "#ddd8cc",
  "--line-strong": "#8d887b",
  "--text": "#1b1a17",
  "--text-hover": "#37352f",
  "--text-soft": "#5e5a50",
  "--mark": "#f2a71b",
  "--mark-text": "#7d5000",
  "--focus": "#a56a02",
  "--link": "#1f4f8a",
  "--good": "#1c6b43",
  "--good-soft": "#dcefe2",
  "--warn": "#7d5000",
  "--warn-soft": "#ffefcd",
  "--bad": "#a32a1b",
  "--bad-soft": "#fbe3dd",
  "--code-keyword": "#8a3b12",
  "--code-string": "#1c6b43",
  "--code-comment": "#6a665b",
  "--code-number": "#1f4f8a",
  "--mantine-color-body": "#fdfcf9",
  "--mantine-color-text": "#1b1a17",
  "--mantine-color-dimmed": "#5e5a50",
  "--mantine-color-placeholder": "#77736a",
  "--mantine-color-default-border": "#c5c0b3",
  "--mantine-color-anchor": "#1f4f8a",
  "--mantine-color-error": "#a32a1b",
};

const dark = {
  "--page": "#141311",
  "--sheet": "#1c1b18",
  "--well": "#252320",
  "--line": "#37342e",
  "--line-strong": "#7c776b",
  "--text": "#f1eee6",
  "--text-hover": "#d6d2c6",
  "--text-soft": "#b1ab9d",
  "--mark": "#f2a71b",
  "--mark-text": "#f9c455",
  "--focus": "#f9c455",
  "--link": "#8fbcf2",
  "--good": "#7fd3a2",
  "--good-soft": "#1d3a2a",
  "--warn": "#f9c455",
  "--warn-soft": "#3b2e12",
  "--bad": "#f4988a",
  "--bad-soft": "#45211b",
  "--code-keyword": "#f0a878",
  "--code-string": "#7fd3a2",
  "--code-comment": "#a09a8c",
  "--code-number": "#8fbcf2",
  "--mantine-color-body": "#1c1b18",
  "--mantine-color-text": "#f1eee6",
  "--mantine-color-dimmed": "#b1ab9d",
  "--mantine-color-placeholder": "#8e897d",
  "--mantine-color-default": "#252320",
  "--mantine-color-default-hover": "#2f2c28",
  "--menu-item-hover": "#37342e",
  "--mantine-color-default-border": "#4a463e",
  "--mantine-color-anchor": "#8fbcf2",
  "--mantine-color-error": "#f4988a",
};

/** What the console's own styles are made from, beside Mantine's variables. */
export const themeVariables: CSSVariablesResolver = () => ({
  variables: { "--rail-width": "5.5rem", "--bar-height": "3.5rem", "--measure": "46rem" },
  light,
  dark,
});

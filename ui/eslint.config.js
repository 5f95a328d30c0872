import vue from "eslint-plugin-vue";
import tseslint from "typescript-eslint";
import parser from "vue-eslint-parser";

export default tseslint.config(
  { ignores: ["dist/**", "node_modules/**", "src/api/gen.ts"] },
  ...tseslint.configs.recommended,
  ...vue.configs["flat/recommended"],
  {
    files: ["**/*.vue"],
    languageOptions: { parser, parserOptions: { parser: tseslint.parser, sourceType: "module" } },
  },
  {
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "no-eval": "error",
      "no-restricted-globals": ["error", "fetch", "XMLHttpRequest", "WebSocket", "localStorage"],
      "vue/no-v-html": "error",
      "vue/no-static-inline-styles": "error",
      "vue/multi-word-component-names": "off",
      "vue/max-attributes-per-line": "off",
      "vue/singleline-html-element-content-newline": "off",
      "vue/multiline-html-element-content-newline": "off",
      "vue/html-self-closing": ["error", { html: { void: "always" } }],
      "vue/html-indent": "off",
      "vue/html-closing-bracket-newline": "off",
      "vue/first-attribute-linebreak": "off",
    },
  },
);

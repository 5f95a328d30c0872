import { createPinia } from "pinia";
import { createApp } from "vue";
import App from "./app/App.vue";
import { makeRouter } from "./app/router";
import "./app/styles/tokens.css";
import "./app/styles/base.css";
import "./app/styles/controls.css";

createApp(App).use(createPinia()).use(makeRouter()).mount("#app");

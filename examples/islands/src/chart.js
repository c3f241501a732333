import { mount, unmount } from "svelte";
import { createSubscriber } from "svelte/reactivity";
import { svelte } from "../../../js-client/src/adapters.js";
import Chart from "./Chart.svelte";

export default svelte(Chart, { mount, unmount, createSubscriber });

// Sets the chosen appearance before the page is painted. Where nothing was chosen, that of the system holds.
import { remembered } from "./memory.js";

const look = remembered();
if (look) document.documentElement.dataset.look = look;

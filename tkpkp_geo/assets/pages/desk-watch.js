/* Names the frame that is on screen: a decision is bound to it. */
import { amati } from "./desk.js";

export default function (kit) {
  const akar = kit.parentElement.querySelector(".desk-watch");
  akar.setAttribute("role", "note");
  amati(akar, (bingkai) => {
    const judul = Object.assign(document.createElement("b"), { textContent: bingkai.judul });
    akar.replaceChildren(kit.data.kata, judul);
  });
}

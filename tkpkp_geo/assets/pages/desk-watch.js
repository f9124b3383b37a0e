/* Names the frame that is on screen: a decision is bound to it. */
import { watchFrame } from "./desk.js";

export default function (kit) {
  const root = kit.parentElement.querySelector(".desk-watch");
  root.setAttribute("role", "note");
  watchFrame(root, (frame) => {
    const title = Object.assign(document.createElement("b"), { textContent: frame.title });
    root.replaceChildren(kit.data.words, title);
  });
}

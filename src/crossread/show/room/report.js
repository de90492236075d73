// Without this script the whole report stands on one page and every link works; with it one page is shown at a time.
"use strict";

const leaves = [...document.querySelectorAll(".leaf")];
const buttons = [...document.querySelectorAll(".choose button")];

function choose(verdict) {
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.show === verdict));
  for (const card of document.querySelectorAll("#findings .card")) card.hidden = Boolean(verdict) && card.dataset.verdict !== verdict;
}

let wanted = "";

function turn() {
  const name = decodeURIComponent(location.hash.slice(1));
  const place = (name && name !== "main" && document.getElementById(name)) || leaves[0];
  const leaf = place.closest(".leaf") || leaves[0];
  for (const other of leaves) other.hidden = other !== leaf;
  if (leaf.id === "findings") choose(wanted);
  wanted = "";
  for (const link of document.querySelectorAll("header nav a")) {
    const here = [leaf.id, leaf.dataset.within].includes(link.getAttribute("href").slice(1));
    if (here) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  }
  document.title = `${leaf.querySelector("h1")?.textContent ?? ""} – ${document.querySelector(".name").textContent}`;
  if (place === leaf) scrollTo(0, 0); else place.scrollIntoView();
}

document.documentElement.classList.add("routed");
for (const group of document.querySelectorAll(".choose")) group.hidden = false;
for (const button of buttons) button.addEventListener("click", () => choose(button.dataset.show));
addEventListener("click", (event) => { wanted = event.target.closest("a[data-verdict]")?.dataset.verdict ?? ""; });
addEventListener("hashchange", turn);
addEventListener("beforeprint", () => { for (const item of document.querySelectorAll("details")) item.open = true; });
turn();

"use strict";
(() => {
  const box = document.getElementById("filter");
  if (!box) return;
  const rows = [...document.querySelectorAll("[data-words]")];
  const told = document.getElementById("filter-told");
  const show = () => {
    const wanted = box.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const words = row.dataset.words.normalize("NFC").toLowerCase();
      row.hidden = !wanted.every((word) => words.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    told.textContent = wanted.length ? `${shown} of ${rows.length}` : "";
  };
  box.parentElement.hidden = false;
  box.addEventListener("input", show);
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });
})();

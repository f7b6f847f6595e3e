"use strict";
(() => {
  const traces = [...document.querySelectorAll(".trace")].map(section => {
    const rows = [...section.querySelectorAll("tr[data-step]")];
    const lives = [...section.querySelectorAll(".life")];
    const slider = section.querySelector(".bar input");
    const output = section.querySelector(".bar output");
    const count = rows.length;
    const trace = { section, at: count };
    trace.show = (step, scrolls) => {
      trace.at = Math.min(Math.max(step, 0), count);
      slider.value = trace.at;
      for (const each of lives) {
        const { first, last } = each.dataset;
        each.classList.toggle("gone", trace.at < +first || trace.at > +last);
      }
      rows.forEach((row, index) => {
        row.classList.toggle("now", index + 1 === trace.at);
        row.classList.toggle("later", index + 1 > trace.at);
      });
      const row = rows[trace.at - 1];
      const title = row ? row.querySelector("strong").textContent : "power-on";
      output.textContent = `${trace.at} of ${count}: ${title}`;
      if (scrolls && row) row.scrollIntoView({ block: "nearest" });
    };
    slider.addEventListener("input", () => trace.show(+slider.value, true));
    for (const button of section.querySelectorAll("[data-go]"))
      button.addEventListener("click", () => trace.show(trace.at + +button.dataset.go, true));
    for (const row of rows)
      row.addEventListener("click", event => {
        if (!event.target.closest("summary") && !String(getSelection()))
          trace.show(+row.dataset.step, false);
      });
    section.addEventListener("pointerdown", () => { active = trace; });
    trace.show(count, false);
    return trace;
  });
  let active = traces[0];
  const moves = {
    ArrowRight: at => at + 1, n: at => at + 1, j: at => at + 1,
    ArrowLeft: at => at - 1, p: at => at - 1, k: at => at - 1,
    Home: () => 0, End: () => Infinity,
  };
  document.addEventListener("keydown", event => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!active || !isPlain || !moves[event.key] || event.target.tagName === "INPUT") return;
    event.preventDefault();
    active.show(moves[event.key](active.at), true);
  });
  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll("details")) each.open = true;
  });
  document.documentElement.classList.add("scripted");
})();

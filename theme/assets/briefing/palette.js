/* Gives the switch between day and night its name, its ring and its keys.

   Until somebody has switched, Material leaves all of its options open: by night the keyboard
   comes to the one for the day, with the wrong name and a ring that nobody sees. And an option
   that is chosen already does not answer to the space bar, although it is named for the other. */

const { body } = document;
const options = [...document.querySelectorAll("[data-md-component=palette] input")];

function settle() {
  const { mdColorMedia: media, mdColorScheme: scheme } = body.dataset;
  for (const option of options) {
    const { mdColorMedia, mdColorScheme } = option.dataset;
    option.checked = mdColorScheme === scheme && (!mdColorMedia || mdColorMedia === media);
  }
}

for (const option of options) {
  option.addEventListener("keydown", (event) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    const next = options[(options.indexOf(option) + 1) % options.length];
    next.click();
    next.focus();
  });
}
new MutationObserver(settle).observe(body, {
  attributeFilter: ["data-md-color-scheme", "data-md-color-media"],
});
settle();

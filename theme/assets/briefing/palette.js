/* Makes the switch between the light and the dark scheme usable with the keyboard.

   Material checks no option until a reader has switched. In the dark, the keyboard then reaches
   the option for the light scheme, which has the wrong name and an invisible focus ring. Material
   also names each option after the next one, but a checked option ignores the space bar. */

const { body } = document;
const options = [...document.querySelectorAll("[data-md-component=palette] input")];

function checkCurrentOption() {
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
new MutationObserver(checkCurrentOption).observe(body, {
  attributeFilter: ["data-md-color-scheme", "data-md-color-media"],
});
checkCurrentOption();

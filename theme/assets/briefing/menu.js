/* Moves the keyboard's focus into the phone menu when it opens, and closes it when focus leaves. */

const menu = document.querySelector(".md-sidebar--primary");
const drawer = document.getElementById("__drawer");

if (menu && drawer) {
  drawer.addEventListener("change", () => {
    // The site's logo is a link, too, and hidden.
    const links = [...menu.querySelectorAll("a[href]")];
    if (drawer.checked) links.find((one) => one.checkVisibility())?.focus({ preventScroll: true });
  });
  document.addEventListener("focusin", ({ target }) => {
    if (drawer.checked && target !== drawer && !menu.contains(target)) drawer.click();
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !drawer.checked) return;
    drawer.click();
    drawer.focus();
  });
}

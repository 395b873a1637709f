// Runs before the first paint, so that neither the theme nor controls that need scripts change visibly after it.
const root = document.documentElement;
const theme = localStorage.getItem("theme");
if (theme) root.dataset.theme = theme;
root.dataset.scripts = "on";

export {};

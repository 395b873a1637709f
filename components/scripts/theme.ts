// Runs before the first paint: a chosen theme must not flash, and controls that need scripts must not jump in.
const root = document.documentElement;
const theme = localStorage.getItem("theme");
if (theme) root.dataset.theme = theme;
root.dataset.scripts = "on";

export {};

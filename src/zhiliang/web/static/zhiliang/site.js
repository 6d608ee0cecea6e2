// Small comforts on top of pages that work without script.
"use strict";

(() => {
  const root = document.documentElement;

  const remember = (theme) => {
    document.cookie = `theme=${theme};path=/;max-age=31536000;samesite=lax`;
  };

  const isDark = () =>
    root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-switch]")) return;
    root.dataset.theme = isDark() ? "light" : "dark";
    remember(root.dataset.theme);
    document.dispatchEvent(new CustomEvent("zhiliang:theme"));
  });

  // Pages kept to be read without a network go with whoever signs out.
  document.addEventListener("submit", async (event) => {
    if (!event.target.matches("[data-sign-out]") || !self.caches) return;
    event.preventDefault();
    const kept = (await caches.keys()).filter((name) => name.startsWith("zhiliang-kept-"));
    await Promise.all(kept.map((name) => caches.delete(name)));
    event.target.submit();
  });

  // A figure's facts also open when the pointer rests on it.
  let resting = 0;
  const facts = (event) => {
    const button = event.target.closest?.(".fig[popovertarget]");
    return button && [button, document.getElementById(button.getAttribute("popovertarget"))];
  };
  document.addEventListener("pointerover", (event) => {
    const found = event.pointerType === "mouse" && facts(event);
    if (!found) return;
    clearTimeout(resting);
    resting = setTimeout(() => {
      if (!found[1].matches(":popover-open")) found[1].showPopover({ source: found[0] });
      found[1].dataset.hovered = "yes";
    }, 350);
  });
  document.addEventListener("pointerout", (event) => {
    const found = facts(event);
    if (!found) return;
    clearTimeout(resting);
    const panel = found[1];
    if (panel.dataset.hovered && !panel.contains(event.relatedTarget)) {
      delete panel.dataset.hovered;
      setTimeout(() => panel.matches(":hover") || panel.hidePopover(), 200);
    }
  });
})();

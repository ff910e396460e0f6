// A button beside each question that puts its text on the clipboard. Without it the
// text is selected and copied by hand.
for (const list of document.querySelectorAll("[data-copy]")) {
  for (const item of list.children) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--small";
    button.textContent = list.dataset.copy;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(item.querySelector("p").textContent.trim());
      button.textContent = list.dataset.copied;
    });
    item.append(button);
  }
}

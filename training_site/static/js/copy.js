// <button data-copy="id" data-copied="Copied" hidden> copies the text of #id and says so.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      await navigator.clipboard.writeText(source.textContent.trim());
      button.querySelector("[role=status]").textContent = button.dataset.copied;
    });
  }
}

// form[data-verify-file]: a dropped file is hashed here first, and sent only where no original has its digest.
const POSSESSION = new TextEncoder().encode("certificate at hand\n");

const digest = async (...parts) => {
  const hash = await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

// The public log lists digests; the second one, of the file with a word before it, proves that the file is here.
const open = (address, proof) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "proof";
  field.value = proof;
  form.append(field);
  document.body.append(form);
  form.submit();
};

for (const form of document.querySelectorAll("form[data-verify-file]")) {
  const input = form.querySelector("input[type=file]");
  const status = form.querySelector("[role=status]");

  const examine = async () => {
    const [file] = input.files;
    if (!file) return;
    if (file.size > Number(form.dataset.largest)) {
      status.textContent = status.dataset.tooLarge;
      return;
    }
    // Without a secure connection browsers hash nothing.
    if (crypto.subtle) {
      status.textContent = status.dataset.hashing;
      const address = form.dataset.known.replace("SHA256", await digest(file));
      const answer = await fetch(address, { method: "HEAD" }).catch(() => null);
      if (answer?.ok) {
        open(address, await digest(POSSESSION, file));
        return;
      }
    }
    status.textContent = status.dataset.sending;
    form.submit();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    examine();
  });

  form.querySelector(".file-drop-hint").hidden = false;
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.toggle("file-drop-over", kind === "dragenter" || kind === "dragover");
    });
  }
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    examine();
  });
}

// <textarea data-words="id"> counts its words into #id: a Chinese character is one, so is a word.
const HAN = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const LETTER = `(?:(?![${HAN}])[\\p{L}\\p{N}\\p{M}_])`;
const WORD = new RegExp(`[${HAN}]|${LETTER}+(?:['’.,-]${LETTER}+)*`, "gu");

for (const field of document.querySelectorAll("textarea[data-words]")) {
  const shown = document.getElementById(field.dataset.words);
  const count = () => {
    shown.textContent = String([...field.value.matchAll(WORD)].length);
  };
  shown.parentElement.hidden = false;
  field.addEventListener("input", count);
  count();
}

// Files that are attached to a PDF, found in its bytes, in bounded time and space.
import { concatenated, latin } from "./bytes.js";

const LARGEST = 64 * 1024;
const MOST = 16;
const WINDOW = 4096;

export const embedded = async (pdf) => {
  const words = latin(pdf);
  const marks = [...words.matchAll(/\/EmbeddedFile(?![A-Za-z])/g)].slice(0, MOST);
  const contents = await Promise.all(marks.map(({ index }) => unpacked(pdf, words, index)));
  return contents.filter(Boolean);
};

const unpacked = async (pdf, words, mark) => {
  const head = Math.max(words.lastIndexOf(" obj", mark), mark - WINDOW);
  const stream = words.slice(mark, mark + WINDOW).match(/(?<!end)stream(?:\r\n|\n|\r)/);
  if (!stream) return null;
  const start = mark + stream.index + stream[0].length;
  const dictionary = words.slice(head, start);
  const filters = dictionary.match(/\/(?:[A-Za-z0-9]+Decode|Crypt)\b/g) ?? [];
  if (!filters.length) {
    const end = words.indexOf("endstream", start);
    return end < 0 || end - start > LARGEST ? null : pdf.slice(start, end);
  }
  return filters.length === 1 && filters[0] === "/FlateDecode" ? inflated(pdf.slice(start, start + LARGEST)) : null;
};

// What follows the stream in the file is no part of it, and ends reading with an error.
const inflated = async (packed) => {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  let content = new Uint8Array();
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      content = concatenated(content, step.value);
      if (content.length > LARGEST) return null;
    }
  } catch {
    // Kept: whoever reads the content judges whether it is whole.
  }
  return content;
};

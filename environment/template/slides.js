// Lays the cells out as slides of 1280 x 720: a heading starts a new stack of slides, any other cell of text a slide
// below, and code after an output too; what no longer fits goes on a slide below. What is too large alone is made smaller.

const WIDTH = 1280, HEIGHT = 720;
const LEAST = 0.8; // an output may be made so much smaller to stay on the slide of its code
const LARGEST = 1.25; // of a picture
const OUTPUT = '.jp-OutputArea-output';
const deck = document.querySelector('.slides');
let slide;

function start(stack = slide.parentElement) {
  slide = stack.appendChild(document.createElement('section'));
  slide.className = 'card';
}

function startStack() {
  start(deck.appendChild(document.createElement('section')));
}

// Makes a block smaller, a picture first larger, until it fits; false if it would be smaller than the least.
function fit(block, least) {
  const fits = () => slide.offsetHeight <= HEIGHT && [slide, block].every(box => box.scrollWidth <= box.clientWidth);
  for (let size = block.matches('.jp-RenderedImage') ? LARGEST : 1; size >= least; size -= 0.02) {
    block.style.zoom = size;
    if (fits()) {
      return true;
    }
  }
  return false;
}

function place(block, least) {
  const alone = ![...slide.children].some(other => !other.matches('h1, h2, h3'));
  slide.append(block);
  if (!fit(block, alone ? 0.1 : least) && !alone) {
    const above = block.previousElementSibling;
    start();
    slide.append(...above.matches('h3') ? [above] : []);
    place(block, least);
  }
}

function layOut(cell) {
  const text = cell.querySelector('.jp-MarkdownCell .jp-RenderedMarkdown');
  const kind = cell.dataset.kind;
  const blocks = [...text ? text.children : cell.querySelectorAll(`.jp-InputArea-editor, ${OUTPUT}`)];
  if (!slide || kind === 'slide') {
    startStack();
  } else if (kind === 'subslide' || text || blocks.length && slide.querySelector(OUTPUT)) {
    start();
  }
  for (const block of blocks) {
    if (block.matches('h1, h2')) {
      startStack();
    }
    place(block, text ? 1 : LEAST);
  }
  cell.remove();
}

Promise.allSettled([...document.images].map(image => image.decode())).then(() => {
  const folded = document.querySelectorAll('details');
  folded.forEach(answer => answer.open = true); // there is room for it on its slide
  document.querySelectorAll('.cell').forEach(layOut);
  folded.forEach(answer => answer.open = false);
  document.querySelectorAll('section:empty').forEach(empty => empty.remove());
  document.querySelectorAll('section:empty').forEach(empty => empty.remove()); // stacks that were left without slides
  document.querySelector('.reveal').classList.remove('measured');
  Reveal.initialize({
    width: WIDTH, height: HEIGHT, margin: 0.02, center: false, transition: 'none', hash: true, slideNumber: 'c/t',
    navigationMode: 'linear', scrollActivationWidth: null,
  });
});

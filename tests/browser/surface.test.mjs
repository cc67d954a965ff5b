// The canvas in the document: sharp at every pixel ratio, any size, by finger, on paper, without graphics.
import { assert, comparePictures, desk, phone, test, until } from './harness.mjs';

const canvasSize = (septet) => septet.page.evaluate(() => {
  const canvas = document.getElementById('canvas');
  const box = canvas.getBoundingClientRect();
  return { width: canvas.width, height: canvas.height, css: [box.width, box.height], window: [innerWidth, innerHeight], dpr: devicePixelRatio };
});

function assertSharp({ width, height, css, window, dpr }, expected) {
  if (expected) assert.equal(dpr, expected);
  assert.deepEqual(css, window, 'the canvas fills the window');
  assert.ok(Math.abs(width - css[0] * dpr) <= 1 && Math.abs(height - css[1] * dpr) <= 1, `${width}×${height} for ${css} at ${dpr}`);
}

test('as many pixels as the screen has, and follows when the ratio changes', async (t) => {
  for (const dpr of [1, 1.25, 2]) assertSharp(await canvasSize(await t.open({ dpr })), dpr);
  const septet = t.pages[0];
  for (const ratio of [1.5, 2, 1]) {
    // As the browser's zoom does: fewer CSS pixels, each of more device pixels.
    const [width, height] = [desk.width, desk.height].map((length) => Math.round(length / ratio));
    await t.engine.pixelRatio(septet.page, { width, height, dpr: ratio });
    await until(`a ratio of ${ratio}`, async () => {
      const size = await canvasSize(septet);
      assertSharp(size, ratio);
      return true;
    });
  }
}, { weight: 6, needs: ['ratio'] });

test('resizing keeps the canvas and the elements in place', async (t) => {
  const septet = await t.open();
  for (const [width, height] of [[1000, 700], [700, 900], [390, 844], [320, 480], [1920, 1080]]) {
    await septet.page.setViewportSize({ width, height });
    await septet.settle();
    await until('the canvas follows', async () => {
      assertSharp(await canvasSize(septet));
      return true;
    });
    const title = await septet.get('heading', septet.say('nav_roles')).boundingBox();
    assert.ok(title.x >= 0 && title.x + title.width <= width && title.y < 60, JSON.stringify(title));
    const beyond = await septet.page.evaluate(() => [...document.querySelectorAll('#semantics :is(button, a, input)')].filter((element) => {
      const box = element.getBoundingClientRect();
      return !element.classList.contains('away') && (box.right > innerWidth + 1 || box.left < -1);
    }).map((element) => element.dataset.id));
    assert.deepEqual(beyond, [], `beyond the edge at ${width}`);
  }
}, { weight: 4 });

test('a finger scrolls and taps', async (t) => {
  // SDL cancels every end of a touch; the browser only remarks that it had to ignore one.
  const septet = await t.open({ viewport: phone, touch: true, dpr: 2, complaints: /Ignored attempt to cancel a touchend/ });
  const heading = septet.get('heading', undefined, septet.get('main')).first();
  const before = await heading.boundingBox();
  await t.engine.swipe(septet.page, Array.from({ length: 16 }, (_, step) => ({ x: 195, y: 600 - 20 * step })));
  await septet.settle();
  const after = await heading.boundingBox();
  assert.ok(!after || after.height < 2 || after.y < before.y - 150, `scrolled from ${before.y} to ${after?.y}`);
  assert.equal(await septet.fragment(), 'screen=roles', 'a drag presses nothing');
  await septet.tap(septet.get('link', septet.say('nav_people')));
  assert.match(await septet.fragment(), /screen=people/);
  await septet.tap(septet.get('button', septet.say('more')));
  await septet.get('dialog').waitFor({ state: 'attached' });
}, { weight: 4, needs: ['touch'] });

test('two fingers enlarge the page, and press nothing', async (t) => {
  const septet = await t.open({ viewport: phone, touch: true, fragment: '', complaints: /Ignored attempt to cancel a touch/ });
  const scale = () => septet.page.evaluate(() => visualViewport.scale);
  assert.equal(await scale(), 1);
  await t.engine.pinch(septet.page, { x: 195, y: 400 }, [60, 200]);
  await until('the page is larger', async () => await scale() > 1.5);
  await septet.settle();
  assert.equal(await septet.fragment(), '');
  await t.engine.pinch(septet.page, { x: 195, y: 400 }, [300, 40]);
  await until('the page is whole again', async () => await scale() === 1);
  await septet.tap(septet.get('link', septet.say('nav_people')));
  assert.match(await septet.fragment(), /screen=people/);
}, { weight: 5, needs: ['pinch'] });

test('nothing lies under a notch, round corners or the bar of the system', async (t) => {
  const insets = { top: 47, right: 21, bottom: 34, left: 13 };
  const septet = await t.open({ viewport: phone, touch: true, fragment: '' });
  const outmost = () => septet.page.evaluate(() => {
    const boxes = [...document.querySelectorAll('#semantics :is(a, button, h1)')].map((element) => element.getBoundingClientRect())
      .filter((box) => box.width > 1 && box.bottom <= innerHeight);
    return { left: Math.min(...boxes.map((box) => box.left)), right: innerWidth - Math.max(...boxes.map((box) => box.right)),
      top: Math.min(...boxes.map((box) => box.top)), bottom: innerHeight - Math.max(...boxes.map((box) => box.bottom)) };
  });
  const before = await outmost();
  await t.engine.safeArea(septet.page, insets);
  await septet.page.setViewportSize({ width: phone.width, height: phone.height - 1 });
  await until('everything has moved in', async () => {
    const after = await outmost();
    return Object.entries(insets).every(([edge, inset]) => after[edge] >= inset && after[edge] > before[edge]);
  });
  await septet.tap(septet.get('link', septet.say('nav_people')));
  assert.match(await septet.fragment(), /screen=people/);
}, { weight: 4, needs: ['safeArea'] });

test('what a finger has to hit is large enough', async (t) => {
  const small = new Set();
  for (const fragment of ['', 'segment=&role=closer', 'screen=people', 'screen=data']) {
    const septet = await t.open({ viewport: phone, touch: true, fragment });
    for (const line of await septet.page.evaluate(() => [...document.querySelectorAll('#semantics :is(button, a, input, [role=option], [role=columnheader])')]
      .filter((element) => !element.classList.contains('away') && element.getBoundingClientRect().bottom <= innerHeight - 60)
      .map((element) => ({ id: element.dataset.id, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && Math.min(box.width, box.height) < 43.5 && box.y + box.height < innerHeight - 70)
      .map(({ id, box }) => `${id} ${Math.round(box.width)}×${Math.round(box.height)}`))) small.add(line);
  }
  assert.deepEqual([...small], []);
}, { weight: 5 });

const withoutWebgl = (page) => page.addInitScript(() => {
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return kind.startsWith('webgl') ? null : getContext.call(this, kind, ...rest);
  };
});

/** But for rounding at edges; a part that is missing or moved is more. */
function assertSamePicture(before, after) {
  const { different, pixels, colours, sameSize } = comparePictures(before, after);
  assert.ok(sameSize);
  assert.ok(colours > 50, `the picture is drawn: ${colours} colours`);
  assert.ok(different < pixels * 0.002, `${different} of ${pixels} pixels differ`);
}

test('graphics that are lost: the same picture without them, and when they are back', async (t) => {
  const septet = await t.open({ complaints: /CONTEXT_LOST|context/i });
  await septet.away();
  const before = await septet.picture();
  const shownByMemory = () => septet.page.locator('.pixels').count();
  assert.equal(await shownByMemory(), 0);
  await septet.page.evaluate(() => {
    window.lose = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    window.lose.loseContext();
  });
  await until('drawn without graphics', async () => await shownByMemory() === 1);
  await septet.settle();
  assertSamePicture(before, await septet.picture());
  await septet.page.evaluate(() => window.lose.restoreContext());
  await until('drawn by the graphics', async () => await shownByMemory() === 0);
  await septet.settle();
  assertSamePicture(before, await septet.picture());
}, { weight: 4 });

for (const fragment of ['', 'screen=roles', 'screen=people', 'screen=handoffs']) {
  test(`without WebGL: the same picture, and the page works (${fragment || 'Team'})`, async (t) => {
    const views = { fragment, viewport: phone, touch: true, dpr: 2 };
    const drawn = await t.open(views);
    await drawn.away();
    const septet = await t.open({ ...views, before: withoutWebgl });
    await septet.away();
    assert.equal(await septet.page.locator('.notice').count(), 0);
    assertSamePicture(await drawn.picture(), await septet.picture());
    await septet.press(septet.get('button', septet.say('more')));
    await septet.get('dialog').waitFor({ state: 'attached' });
  }, { weight: 4 });
}

test('on paper: the whole screen, dark on light, and nothing of it stays', async (t) => {
  const septet = await t.open({ theme: 'dark', fragment: 'screen=handoffs' });
  await septet.away();
  const before = await septet.picture();
  const happens = (name) => septet.page.evaluate((event) => void dispatchEvent(new Event(event)), name);
  await happens('beforeprint');
  await septet.media({ media: 'print' });
  const bands = await septet.page.evaluate(() => [...document.querySelectorAll('#paper canvas')].map((band) => {
    const pixels = band.getContext('2d').getImageData(0, 0, band.width, band.height).data;
    const box = band.getBoundingClientRect();
    return { left: box.left, top: box.top, bottom: box.bottom, light: pixels.reduce((sum, value) => sum + value, 0) / pixels.length,
      colours: new Set(new Uint32Array(pixels.buffer)).size };
  }));
  assert.ok(bands.length > 2 && bands.at(-1).bottom > 1.5 * desk.height, JSON.stringify(bands));
  for (const [index, { light, colours, top }] of bands.entries()) {
    assert.ok(light > 230 && colours > 20, `band ${index}: ${light}, ${colours} colours`);
    if (index) assert.ok(Math.abs(top - bands[index - 1].bottom) < 1, 'no gap between them');
  }
  assert.ok(!await septet.page.locator('#semantics [role=table]').first().isVisible());
  await happens('afterprint');
  await septet.media({ media: 'screen' });
  assert.equal(await septet.page.locator('#paper canvas').count(), 0);
  await septet.settle();
  await septet.away();
  assertSamePicture(before, await septet.picture());
  const pdf = await septet.page.pdf();
  assert.ok(pdf.length > 100_000, `${pdf.length} bytes`);
}, { weight: 6, needs: ['print', 'media'] });

test('on paper without pictures: the tables', async (t) => {
  const septet = await t.open({ theme: 'dark' });
  await septet.media({ media: 'print' });
  assert.ok(!await septet.page.locator('#canvas').isVisible());
  const table = septet.page.locator('#semantics [role=table]').first();
  assert.ok(await table.isVisible());
  const look = await table.evaluate((element) => ({
    display: getComputedStyle(element).display, colour: getComputedStyle(element.querySelector('[role=rowheader], [role=cell]')).color,
    page: getComputedStyle(document.body).backgroundColor, box: element.getBoundingClientRect().height }));
  assert.deepEqual([look.display, look.colour, look.page], ['table', 'rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  assert.ok(look.box > 40);
  const heights = await septet.page.evaluate(() => [...document.querySelectorAll('#semantics :is(th, td)')].filter((cell) => cell.textContent)
    .map((cell) => cell.getBoundingClientRect().height));
  assert.ok(Math.min(...heights) >= 8 && Math.max(...heights) < 120, `cells ${Math.min(...heights)} to ${Math.max(...heights)} high`);
}, { needs: ['print', 'media'] });

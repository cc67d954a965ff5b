// What the first funnel does not need: the later parts of both modules (cmake/split_wasm.py). They are fetched behind what it needs;
// without a demo when the page rests for the first time, or when the reader opens a screen that is in them.

/** The module's compiled code, whatever type the server gives it. */
export async function compile(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.headers.get('content-type')?.startsWith('application/wasm')
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

const parts = new Map();
/** Of "page" or "engine"; fetched once. */
export function laterPart(name) {
  if (!parts.has(name)) parts.set(name, compile(`${name}_later.wasm`));
  return parts.get(name);
}

/** The functions of the later part take their places in the table of the first. */
export const join = (later, instance) => WebAssembly.instantiate(later, { first: instance.exports });

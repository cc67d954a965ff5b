// The servers of the tests: serve.py with the page, and a small one of another origin.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));

export async function temporaryFolder() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'septet-'));
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** serve.py, which builds first; or its server alone over a site that is built. */
export async function serve({ site, data }) {
  const options = ['--port', '0', ...data ? ['--data', data] : []];
  const program = site
    ? ['-c', `import sys; from pathlib import Path; sys.path.insert(0, ${JSON.stringify(project)}); import serve
server = serve.Server("127.0.0.1", 0, Path(${JSON.stringify(path.resolve(site))}), ${data ? `Path(${JSON.stringify(data)})` : 'None'})
print(f"Septet is at {server.address()}", flush=True)
try: server.serve_forever()
except KeyboardInterrupt: pass`]
    : [path.join(project, 'serve.py'), ...options];
  const child = spawn('python3', program, { stdio: ['ignore', 'pipe', 'inherit'], cwd: project });
  const end = () => child.kill('SIGINT');
  process.once('exit', end);
  const address = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (text) => {
      const found = (said += text).match(/Septet is at (http:\S+)/);
      if (found) resolve(found[1]);
    });
    child.once('exit', (code) => reject(new Error(`serve.py ended with ${code}\n${said}`)));
  });
  return { address, close: end };
}

/** A server of another origin (another port), that lets every page read what it gives. */
export async function serveElsewhere(answer) {
  const asked = [];
  const server = http.createServer((request, response) => {
    asked.push(request.url);
    response.setHeader('Access-Control-Allow-Origin', '*');
    answer(request, response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    asked,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    }),
  };
}

// The machine's Chromium, with WebGL in software, so that pictures do not depend on a graphics card.
import { chromium } from 'playwright-core';

const program = process.env.SEPTET_CHROMIUM ?? '/usr/bin/chromium';

export const launchChromium = (more = []) => chromium.launch({
  executablePath: program,
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', ...more],
});

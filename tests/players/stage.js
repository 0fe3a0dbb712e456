// Serves one page for each player, with the player from node_modules: another origin than the streams have.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const packages = createRequire(import.meta.url);
const LIBRARIES = {
  'hls.js': join(dirname(packages.resolve('hls.js')), 'hls.min.js'),
  shaka: join(here, 'node_modules/shaka-player/dist/shaka-player.compiled.js'),
  'video.js': join(here, 'node_modules/video.js/dist/video.min.js'),
};

/** The players' names. */
export const PLAYERS = Object.keys(LIBRARIES);

const page = (player) => `<!doctype html><title>${player}</title><link rel="icon" href="data:,">
<video id="video" muted playsinline width="320" height="180"></video>
<script src="/library/${player}"></script><script src="/theatre.js"></script>`;

/** Starts to serve; returns the address of a player's page by its name, and what ends it. */
export async function openStage() {
  const server = createServer(async (request, response) => {
    const [, kind, player] = request.url.split('/');
    const file = kind === 'library' ? LIBRARIES[player] : kind === 'theatre.js' ? join(here, 'theatre.js') : undefined;
    response.setHeader('Content-Type', file ? 'text/javascript' : 'text/html');
    response.end(file ? await readFile(file) : page(player));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return {
    address: (player) => `http://127.0.0.1:${port}/page/${player}`,
    close: () => server.close(),
  };
}

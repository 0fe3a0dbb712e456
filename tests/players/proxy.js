// A proxy that has a server under a prefix of its own, as a site with other things on it would.

import { createServer, request } from 'node:http';

/** Starts to serve what is at `url` under `prefix`; returns the port, and what ends it. */
export async function openProxy(url, prefix) {
  const { hostname, port } = new URL(url);
  const server = createServer((asked, answer) => {
    if (!asked.url.startsWith(prefix)) {
      answer.writeHead(404).end();
      return;
    }
    const path = `/${asked.url.slice(prefix.length)}`;
    const passed = request({ hostname, port, path, method: asked.method, headers: asked.headers }, (got) => {
      answer.writeHead(got.statusCode, got.headers);
      got.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    asked.pipe(passed);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { port: server.address().port, close };
}

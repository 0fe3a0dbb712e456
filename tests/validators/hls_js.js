// What hls.js, as it loads playlists, says of each one named: a line `ok`, the file and what is in it, or `refused`,
// the file and why, with tabs between. Exits with 1 if one was refused.
import { readFileSync } from "node:fs";

// What it takes for a browser's window.
globalThis.self = globalThis;
// It is installed once, for the players.
const { M3U8Parser } = await import("../players/node_modules/hls.js/dist/hls.mjs");
const URL_OF_ALL = "http://localhost/list.m3u8";

/** What is in a playlist; throws what is wrong with it. */
function content(text) {
  if (!text.startsWith("#EXTM3U")) throw new Error("no EXTM3U delimiter");
  const isMedia = M3U8Parser.isMediaPlaylist(text);
  const parsed = isMedia
    ? M3U8Parser.parseLevelPlaylist(text, URL_OF_ALL, 0, "main", 0, null)
    : M3U8Parser.parseMasterPlaylist(text, URL_OF_ALL);
  if (parsed.playlistParsingError) throw parsed.playlistParsingError;
  // Those that are skipped have a place in the list too.
  return isMedia ? `${parsed.fragments.length - parsed.skippedSegments} segments` : `${parsed.levels.length} variants`;
}

for (const file of process.argv.slice(2)) {
  try {
    console.log(["ok", file, content(new TextDecoder().decode(readFileSync(file)))].join("\t"));
  } catch (error) {
    console.log(["refused", file, error.message.replaceAll(/\s+/g, " ")].join("\t"));
    process.exitCode = 1;
  }
}

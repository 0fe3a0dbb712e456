// What hls-parser, strict, says of each playlist named: a line `ok`, the file and what is in it, or `refused`,
// the file and why, with tabs between. Exits with 1 if one was refused.
import { readFileSync } from "node:fs";
import HLS from "hls-parser";

HLS.setOptions({ strictMode: true });

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  try {
    const playlist = HLS.parse(text);
    const content = playlist.isMasterPlaylist
      ? `${playlist.variants.length} variants`
      : `${playlist.segments.length} segments`;
    console.log(["ok", file, content].join("\t"));
  } catch (error) {
    console.log(["refused", file, error.message.replaceAll(/\s+/g, " ")].join("\t"));
    process.exitCode = 1;
  }
}

"""What m3u8, strict, says of each playlist named: a line `ok`, the file and what is in it, or `refused`, the
file and why, with tabs between. Exits with 1 if one was refused."""

import sys
from pathlib import Path

import m3u8


def verdict(file):
    try:
        playlist = m3u8.M3U8(Path(file).read_bytes().decode("utf-8"), strict=True)
    except Exception as error:  # It is no text, or its parsers let out what int(), float() and the like raise.
        return "refused", " ".join(f"{type(error).__name__}: {error}".split())
    if playlist.is_variant:
        return "ok", f"{len(playlist.playlists)} variants"
    return "ok", f"{len(playlist.segments)} segments"


def main():
    refused = False
    for file in sys.argv[1:]:
        word, content = verdict(file)
        refused |= word == "refused"
        print(word, file, content, sep="\t")
    sys.exit(1 if refused else 0)


main()

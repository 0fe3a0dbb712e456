
use builtin;
use str;

set edit:completion:arg-completer[streamctl] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'streamctl'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'streamctl'= {
            cand --config 'Read this configuration file'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand playlist 'HLS playlists from recorded segments on disk'
            cand serve 'Serve recordings over HTTP: playlists, segments and a page that plays them'
            cand completions 'Print the completions for a shell'
            cand man 'Print the man page, or write those of all commands'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'streamctl;playlist'= {
            cand --config 'Read this configuration file'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -h 'Print help'
            cand --help 'Print help'
            cand write 'Write the playlist of a variant, or all playlists of a stream'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'streamctl;playlist;write'= {
            cand -o 'The playlist to write, - for stdout; or its directory, with / at the end if it is new'
            cand --output 'The playlist to write, - for stdout; or its directory, with / at the end if it is new'
            cand --start 'From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m [default: the first segment]'
            cand --end 'Up to this time [default: the last segment]'
            cand --type 'vod: complete as it is; event: may grow, and is complete once --end has passed (for recordings that only grow at their end)'
            cand --base-url 'Begin every segment''s URI with this instead of the way from OUT'
            cand --holes 'Where segments are missing: discontinuity marks it in the playlist, fail writes nothing and exits 13'
            cand --config 'Read this configuration file'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --absolute 'Write absolute file paths'
            cand --check 'Write nothing; exit 13 and print a diff if OUT is not what would be written'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;playlist;help'= {
            cand write 'Write the playlist of a variant, or all playlists of a stream'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'streamctl;playlist;help;write'= {
        }
        &'streamctl;playlist;help;help'= {
        }
        &'streamctl;serve'= {
            cand --listen 'The address to listen on; port 0 picks one that is free [default: the configuration''s, else 127.0.0.1:8000]'
            cand --max-range 'The longest range that a playlist may be asked for'
            cand --config 'Read this configuration file'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --demo 'Serve a built-in clip, recorded as a live stream into a temporary archive, with an hour of it to go back'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;completions'= {
            cand --config 'Read this configuration file'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'streamctl;man'= {
            cand --dir 'Write the pages of all commands into this directory'
            cand --config 'Read this configuration file'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'streamctl;help'= {
            cand playlist 'HLS playlists from recorded segments on disk'
            cand serve 'Serve recordings over HTTP: playlists, segments and a page that plays them'
            cand completions 'Print the completions for a shell'
            cand man 'Print the man page, or write those of all commands'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'streamctl;help;playlist'= {
            cand write 'Write the playlist of a variant, or all playlists of a stream'
        }
        &'streamctl;help;playlist;write'= {
        }
        &'streamctl;help;serve'= {
        }
        &'streamctl;help;completions'= {
        }
        &'streamctl;help;man'= {
        }
        &'streamctl;help;help'= {
        }
    ]
    $completions[$command]
}

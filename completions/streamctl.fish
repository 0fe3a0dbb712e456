# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_streamctl_global_optspecs
    string join \n config= format= json q/quiet v/verbose color= n/dry-run h/help V/version
end

function __fish_streamctl_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_streamctl_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_streamctl_using_subcommand
    set -l cmd (__fish_streamctl_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c streamctl -n "__fish_streamctl_needs_command" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_needs_command" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_needs_command" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_needs_command" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_needs_command" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_needs_command" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_needs_command" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_needs_command" -s V -l version -d 'Print version'
complete -c streamctl -n "__fish_streamctl_needs_command" -f -a "playlist" -d 'HLS playlists from recorded segments on disk'
complete -c streamctl -n "__fish_streamctl_needs_command" -f -a "serve" -d 'Serve recordings over HTTP: playlists, segments and a page that plays them'
complete -c streamctl -n "__fish_streamctl_needs_command" -f -a "completions" -d 'Print the completions for a shell'
complete -c streamctl -n "__fish_streamctl_needs_command" -f -a "man" -d 'Print the man page, or write those of all commands'
complete -c streamctl -n "__fish_streamctl_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from write help" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from write help" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from write help" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from write help" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from write help" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from write help" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from write help" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from write help" -s h -l help -d 'Print help'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from write help" -f -a "write" -d 'Write the playlist of a variant, or all playlists of a stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from write help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -s o -l output -d 'The playlist to write, - for stdout; or its directory, with / at the end if it is new' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l start -d 'From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m [default: the first segment]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l end -d 'Up to this time [default: the last segment]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l type -d 'vod: complete as it is; event: may grow, and is complete once --end has passed (for recordings that only grow at their end)' -r -f -a "vod\t''
event\t''"
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l base-url -d 'Begin every segment\'s URI with this instead of the way from OUT' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l holes -d 'Where segments are missing: discontinuity marks it in the playlist, fail writes nothing and exits 13' -r -f -a "discontinuity\t''
fail\t''"
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l absolute -d 'Write absolute file paths'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l check -d 'Write nothing; exit 13 and print a diff if OUT is not what would be written'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from help" -f -a "write" -d 'Write the playlist of a variant, or all playlists of a stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l listen -d 'The address to listen on; port 0 picks one that is free [default: the configuration\'s, else 127.0.0.1:8000]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l max-range -d 'The longest range that a playlist may be asked for' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l demo -d 'Serve a built-in clip, recorded as a live stream into a temporary archive, with an hour of it to go back'
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -s h -l help -d 'Print help'
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -l dir -d 'Write the pages of all commands into this directory' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -s h -l help -d 'Print help'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and not __fish_seen_subcommand_from playlist serve completions man help" -f -a "playlist" -d 'HLS playlists from recorded segments on disk'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and not __fish_seen_subcommand_from playlist serve completions man help" -f -a "serve" -d 'Serve recordings over HTTP: playlists, segments and a page that plays them'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and not __fish_seen_subcommand_from playlist serve completions man help" -f -a "completions" -d 'Print the completions for a shell'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and not __fish_seen_subcommand_from playlist serve completions man help" -f -a "man" -d 'Print the man page, or write those of all commands'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and not __fish_seen_subcommand_from playlist serve completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from playlist" -f -a "write" -d 'Write the playlist of a variant, or all playlists of a stream'

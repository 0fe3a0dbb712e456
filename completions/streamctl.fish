# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_streamctl_global_optspecs
    string join \n profile= hub= config= state-dir= api= format= json q/quiet v/verbose color= n/dry-run y/yes timeout= retries= h/help V/version
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

complete -c streamctl -n "__fish_streamctl_needs_command" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_needs_command" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_needs_command" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_needs_command" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_needs_command" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_needs_command" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_needs_command" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_needs_command" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_needs_command" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_needs_command" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_needs_command" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_needs_command" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_needs_command" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_needs_command" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_needs_command" -s V -l version -d 'Print version'
complete -c streamctl -n "__fish_streamctl_needs_command" -f -a "hub" -d 'Hubs of the Pili cloud, and who is on air'
complete -c streamctl -n "__fish_streamctl_needs_command" -f -a "stream" -d 'Streams in the Pili cloud'
complete -c streamctl -n "__fish_streamctl_needs_command" -f -a "playlist" -d 'HLS playlists from recorded segments on disk'
complete -c streamctl -n "__fish_streamctl_needs_command" -f -a "serve" -d 'Serve recordings over HTTP: playlists, segments and a page that plays them'
complete -c streamctl -n "__fish_streamctl_needs_command" -f -a "link" -d 'Print a signed link to something that `serve` serves, which expires'
complete -c streamctl -n "__fish_streamctl_needs_command" -f -a "config" -d 'The configuration: make one, see what counts and why, and what is wrong'
complete -c streamctl -n "__fish_streamctl_needs_command" -f -a "completions" -d 'Print the completions for a shell'
complete -c streamctl -n "__fish_streamctl_needs_command" -f -a "man" -d 'Print the man page, or write those of all commands'
complete -c streamctl -n "__fish_streamctl_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -s h -l help -d 'Print help'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -f -a "list" -d 'List the hubs of the configured profiles'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -f -a "status" -d 'Show who is on air'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -f -a "check" -d 'Check that everything is in order to work in a hub'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -f -a "create-stream" -d 'Make a stream; the same as `stream create`'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -f -a "get-stream" -d 'Show streams; the same as `stream get`'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -f -a "list-streams" -d 'List the streams of the hub; the same as `stream list`'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and not __fish_seen_subcommand_from list status check create-stream get-stream list-streams help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from status" -l interval -d 'Ask every so often' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from status" -l jobs -d 'Work on so many at once' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from status" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from status" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from status" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from status" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from status" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from status" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from status" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from status" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from status" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from status" -l watch -d 'Go on: in a terminal the table is drawn anew, elsewhere every change is a line'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from status" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from status" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from status" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from check" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from check" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from check" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from check" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from check" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from check" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from check" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from check" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from check" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from check" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from check" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from check" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -l publish-key-file -d 'Take the publish key from this file; - is stdin' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -l publish-security -d 'How publishers prove that they may: static (the key itself) or dynamic (a token for every time)' -r -f -a "static\t''
dynamic\t''"
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -l if-not-exists -d 'If there is a stream of that title already, tell that one and succeed'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -l reveal -d 'Show the publish key too'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from create-stream" -s h -l help -d 'Print help'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from get-stream" -l from-file -d 'Take the streams from this file, one a line; - is stdin' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from get-stream" -l jobs -d 'Work on so many at once' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from get-stream" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from get-stream" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from get-stream" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from get-stream" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from get-stream" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from get-stream" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from get-stream" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from get-stream" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from get-stream" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from get-stream" -l reveal -d 'Show their publish keys too'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from get-stream" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from get-stream" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from get-stream" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from get-stream" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from get-stream" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from get-stream" -s h -l help -d 'Print help'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -l prefix -d 'Only those whose titles begin with this' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -l limit -d 'List so many in all' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -l marker -d 'Go on from here: what a list that was cut gave' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -l live -d 'Only those that somebody is publishing to'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -l all -d 'List them all'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -l ids -d 'List their ids and nothing else'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from list-streams" -s h -l help -d 'Print help'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the hubs of the configured profiles'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from help" -f -a "status" -d 'Show who is on air'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from help" -f -a "check" -d 'Check that everything is in order to work in a hub'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from help" -f -a "create-stream" -d 'Make a stream; the same as `stream create`'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from help" -f -a "get-stream" -d 'Show streams; the same as `stream get`'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from help" -f -a "list-streams" -d 'List the streams of the hub; the same as `stream list`'
complete -c streamctl -n "__fish_streamctl_using_subcommand hub; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -s h -l help -d 'Print help'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -f -a "create" -d 'Make a stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -f -a "list" -d 'List the streams of a hub'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -f -a "get" -d 'Show streams'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -f -a "update" -d 'Change a stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -f -a "enable" -d 'Let streams be published to again'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -f -a "disable" -d 'Let nobody publish to streams'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -f -a "delete" -d 'Delete streams'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -f -a "status" -d 'Tell whether somebody is publishing to streams'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -f -a "segments" -d 'List what is recorded of a stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -f -a "urls" -d 'List the URLs a live stream is played from'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -f -a "publish-url" -d 'Print the URL a stream is published to'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -f -a "playback-url" -d 'Print the URL that plays what is recorded of a stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -f -a "snapshot" -d 'Take a picture of a live stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -f -a "save-as" -d 'Save what is recorded of a stream as a file'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -f -a "job" -d 'Tell how far the cloud\'s jobs are'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and not __fish_seen_subcommand_from create list get update enable disable delete status segments urls publish-url playback-url snapshot save-as job help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -l publish-key-file -d 'Take the publish key from this file; - is stdin' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -l publish-security -d 'How publishers prove that they may: static (the key itself) or dynamic (a token for every time)' -r -f -a "static\t''
dynamic\t''"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -l if-not-exists -d 'If there is a stream of that title already, tell that one and succeed'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -l reveal -d 'Show the publish key too'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -l prefix -d 'Only those whose titles begin with this' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -l limit -d 'List so many in all' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -l marker -d 'Go on from here: what a list that was cut gave' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -l live -d 'Only those that somebody is publishing to'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -l all -d 'List them all'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -l ids -d 'List their ids and nothing else'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from get" -l from-file -d 'Take the streams from this file, one a line; - is stdin' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from get" -l jobs -d 'Work on so many at once' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from get" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from get" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from get" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from get" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from get" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from get" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from get" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from get" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from get" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from get" -l reveal -d 'Show their publish keys too'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from get" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from get" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from get" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from update" -l publish-key-file -d 'Take the publish key from this file; - is stdin' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from update" -l publish-security -d 'How publishers prove that they may: static (the key itself) or dynamic (a token for every time)' -r -f -a "static\t''
dynamic\t''"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from update" -l disabled -d 'Whether nobody may publish: true or false' -r -f -a "true\t''
false\t''"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from update" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from update" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from update" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from update" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from update" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from update" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from update" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from update" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from update" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from update" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from update" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from update" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from update" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from update" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from enable" -l from-file -d 'Take the streams from this file, one a line; - is stdin' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from enable" -l jobs -d 'Work on so many at once' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from enable" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from enable" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from enable" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from enable" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from enable" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from enable" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from enable" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from enable" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from enable" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from enable" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from enable" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from enable" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from enable" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from enable" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from enable" -s h -l help -d 'Print help'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -l from-file -d 'Take the streams from this file, one a line; - is stdin' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -l jobs -d 'Work on so many at once' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -l until -d 'Until this time, such as 2026-01-02T03:04:05Z, unix seconds, or +2h' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -l for -d 'For so long' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from disable" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from delete" -l from-file -d 'Take the streams from this file, one a line; - is stdin' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from delete" -l jobs -d 'Work on so many at once' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from delete" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from delete" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from delete" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from delete" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from delete" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from delete" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from delete" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from delete" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from delete" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from delete" -l if-exists -d 'Succeed if there is no such stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from delete" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from delete" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -l from-file -d 'Take the streams from this file, one a line; - is stdin' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -l jobs -d 'Work on so many at once' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -l interval -d 'Ask every so often' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -l wait-for -d 'Wait until all are connected, or disconnected' -r -f -a "connected\t''
disconnected\t''"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -l wait-timeout -d 'Wait so long at most; exit 9 when that has passed' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -l watch -d 'Go on: in a terminal the table is drawn anew, elsewhere every change is a line'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -l start -d 'From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -l end -d 'Up to this time' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -l last -d 'The last so long until now' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -l limit -d 'List so many at most' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from segments" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from urls" -l kind -d 'Only those of this kind: rtmp, hls or flv; may be repeated' -r -f -a "rtmp\t''
hls\t''
flv\t''"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from urls" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from urls" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from urls" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from urls" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from urls" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from urls" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from urls" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from urls" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from urls" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from urls" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from urls" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from urls" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from urls" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from urls" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from urls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from publish-url" -l nonce -d 'Sign over this number, for dynamic publish security [default: unix seconds]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from publish-url" -l expires-in -d 'The URL is good for so long, for publish security that expires [default: 1h]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from publish-url" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from publish-url" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from publish-url" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from publish-url" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from publish-url" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from publish-url" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from publish-url" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from publish-url" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from publish-url" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from publish-url" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from publish-url" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from publish-url" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from publish-url" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from publish-url" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from publish-url" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from playback-url" -l start -d 'From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from playback-url" -l end -d 'Up to this time' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from playback-url" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from playback-url" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from playback-url" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from playback-url" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from playback-url" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from playback-url" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from playback-url" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from playback-url" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from playback-url" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from playback-url" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from playback-url" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from playback-url" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from playback-url" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from playback-url" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from playback-url" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -l time -d 'Take it of this time, such as 2026-01-02T03:04:05Z, unix seconds, or -10m [default: now]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -l image -d 'The kind of picture, such as jpg or png [default: from NAME\'s ending, else jpg]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -l notify-url -d 'The cloud calls this URL when the picture is there' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -l wait-timeout -d 'Wait so long at most; exit 9 when that has passed' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -s o -l output -d 'Wait, and fetch the picture to this file; or into a directory, with / at the end if it is new' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -l if-offline -d 'When nobody is publishing: fail (exit 7), or skip, which is a success that says so' -r -f -a "fail\t''
skip\t''"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -l wait -d 'Wait until the picture is there'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from snapshot" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -l start -d 'From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -l end -d 'Up to this time' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -l media -d 'What to convert it to, such as mp4 or flv; m3u8 converts nothing [default: from NAME\'s ending, else m3u8]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -l notify-url -d 'The cloud calls this URL when the file is there' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -l pipeline -d 'Convert it in this private queue of the account' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -l wait-timeout -d 'Wait so long at most; exit 9 when that has passed' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -s o -l output -d 'Wait, and fetch the file to this one; or into a directory, with / at the end if it is new' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -l wait -d 'Wait until the file is there'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from save-as" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -l from-file -d 'Take the ids from this file, one a line; - is stdin' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -l jobs -d 'Work on so many at once' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -l wait-timeout -d 'Wait so long at most for each; exit 9 when that has passed' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -l wait -d 'Wait until they have ended'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from job" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from help" -f -a "create" -d 'Make a stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the streams of a hub'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from help" -f -a "get" -d 'Show streams'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from help" -f -a "update" -d 'Change a stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from help" -f -a "enable" -d 'Let streams be published to again'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from help" -f -a "disable" -d 'Let nobody publish to streams'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Delete streams'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from help" -f -a "status" -d 'Tell whether somebody is publishing to streams'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from help" -f -a "segments" -d 'List what is recorded of a stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from help" -f -a "urls" -d 'List the URLs a live stream is played from'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from help" -f -a "publish-url" -d 'Print the URL a stream is published to'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from help" -f -a "playback-url" -d 'Print the URL that plays what is recorded of a stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from help" -f -a "snapshot" -d 'Take a picture of a live stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from help" -f -a "save-as" -d 'Save what is recorded of a stream as a file'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from help" -f -a "job" -d 'Tell how far the cloud\'s jobs are'
complete -c streamctl -n "__fish_streamctl_using_subcommand stream; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -s h -l help -d 'Print help'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -f -a "check" -d 'Check playlists against RFC 8216'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -f -a "write" -d 'Write the playlist of a variant, or all playlists of a stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -f -a "coverage" -d 'Tell what of a recording is there: holes, overlaps, partial and suspect segments'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and not __fish_seen_subcommand_from check write coverage help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from check" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from check" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from check" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from check" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from check" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from check" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from check" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from check" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from check" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from check" -l segments -d 'Open the segments too: are they there, and as long, as large and of such formats as is said?'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from check" -l watch -d 'Follow a live playlist until it ends, and check how it changes'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from check" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from check" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from check" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -s o -l output -d 'The playlist to write, - for stdout; or its directory, with / at the end if it is new' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l start -d 'From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m [default: the first segment]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l end -d 'Up to this time [default: the last segment]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l type -d 'vod: complete as it is; event: grows, and is complete once --end has passed; live: grows, and loses what is old. The last two go on from what OUT says: nothing they have listed ever changes' -r -f -a "vod\t''
event\t''
live\t''"
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l base-url -d 'Begin every segment\'s URI with this instead of the way from OUT' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l holes -d 'Where segments are missing: discontinuity leaves the time out and marks it, gap keeps it in the timeline (with gap.ts beside OUT), fail writes nothing and exits 13' -r -f -a "discontinuity\t''
gap\t''
fail\t''"
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l window -d 'With --type live, list only the newest: so much time, such as 2h, or so many segments [default: all there is]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l settle -d 'List a segment only when its file has not changed for so long: longer than its writer ever pauses [default: 2s in directories that are no archive, else 0s]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l absolute -d 'Write absolute file paths'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l measure -d 'Open every segment, and list durations, discontinuities and codecs as they really are (always so for directories that are no archive)'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l follow -d 'Keep OUT up to date as segments appear, until interrupted, or until an event has its end'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l check -d 'Write nothing; exit 13 and print a diff if OUT is not what would be written'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from write" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from coverage" -l start -d 'From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m [default: the first segment]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from coverage" -l end -d 'Up to this time [default: the last segment]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from coverage" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from coverage" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from coverage" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from coverage" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from coverage" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from coverage" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from coverage" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from coverage" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from coverage" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from coverage" -l fail-on-holes -d 'Exit 13 if there is a hole'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from coverage" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from coverage" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from coverage" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from coverage" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from coverage" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from coverage" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from help" -f -a "check" -d 'Check playlists against RFC 8216'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from help" -f -a "write" -d 'Write the playlist of a variant, or all playlists of a stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from help" -f -a "coverage" -d 'Tell what of a recording is there: holes, overlaps, partial and suspect segments'
complete -c streamctl -n "__fish_streamctl_using_subcommand playlist; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l listen -d 'The address to listen on; port 0 picks one that is free [default: the configuration\'s, else 127.0.0.1:8000]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l max-range -d 'The longest range that a playlist may be asked for' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l max-connections -d 'How many connections may be open at once; further ones wait' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l cache-size -d 'How much of the segments that many ask for is kept in memory, in bytes or as 64M; 0 for none' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l auth-file -d 'Let in only those whom this file names: bearer tokens and users, of all streams or of some' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l link-secret-file -d 'Let in links that `streamctl link` signed with the secret in this file [default: the configuration\'s]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l trusted-proxy -d 'A proxy in front, as an IP address or a block of them, whose Forwarded or X-Forwarded-* headers are believed [repeatable]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l prefix -d 'Serve everything below this path, such as /tv, for a proxy that passes paths on as they are [default: /]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l cors -d 'Let only pages of this origin (scheme, host and port) read from here, and with their users\' logins [default: *, any page, but nothing that needs a login; none for no page but its own] [repeatable]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l rate-limit -d 'How many requests a second one address may send, with a burst of ten seconds\' worth [default: as many as it likes]' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l tls-cert -d 'Speak HTTPS with this certificate and those that vouch for it (PEM); read again when it changes' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l tls-key -d 'The key of the certificate (PEM, not encrypted), which others may not read; read again when it changes' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l access-log -d 'Write a line for each answer to stderr, once it was sent or given up: in the common log format, or as JSON' -r -f -a "common\t'NCSA\'s common log format, as tools read it'
json\t'An object with all that is known'"
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l demo -d 'Serve a built-in clip, recorded as a live stream into a temporary archive, with an hour of it to go back'
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l measure -d 'Open every segment before it is first listed, and list durations, discontinuities and codecs as they really are'
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand link" -l expires -d 'How long the link is good, or until when: 2h, 7d, 2026-01-02T03:04:05Z' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand link" -l link-secret-file -d 'The file with the secret that signs [default: the configuration\'s]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand link" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand link" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand link" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand link" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand link" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand link" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand link" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand link" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand link" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand link" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand link" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand link" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand link" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand link" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand link" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -s h -l help -d 'Print help'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -f -a "init" -d 'Make a configuration'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -f -a "path" -d 'Print the name of the configuration file that is used, or of the one that would be'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -f -a "show" -d 'Show every setting that counts here, and where it came from'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -f -a "check" -d 'Say all that is wrong with the configuration file and the files of its secrets'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and not __fish_seen_subcommand_from init path show check help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from init" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from init" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from init" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from init" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from init" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from init" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from init" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from init" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from init" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from init" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from init" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from init" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from init" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from init" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from path" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from path" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from path" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from path" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from path" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from path" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from path" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from path" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from path" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from path" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from path" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from path" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from show" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from show" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from show" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from show" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from show" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from show" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from show" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from show" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from show" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from show" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from check" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from check" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from check" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from check" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from check" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from check" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from check" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from check" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from check" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from check" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from check" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from check" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "init" -d 'Make a configuration'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "path" -d 'Print the name of the configuration file that is used, or of the one that would be'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show every setting that counts here, and where it came from'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "check" -d 'Say all that is wrong with the configuration file and the files of its secrets'
complete -c streamctl -n "__fish_streamctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand completions" -s h -l help -d 'Print help'
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -l dir -d 'Write the pages of all commands into this directory' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -l profile -d 'Use this profile of the configuration' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -l hub -d 'Use this hub instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -l config -d 'Read this configuration file' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -l state-dir -d 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform\'s place]' -r -F
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -l api -d 'Use this address of the cloud\'s API instead of the profile\'s' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -l format -d 'How data is printed: table, plain, json or jsonl' -r -f -a "table\t'For people; may change'
plain\t'Tab-separated, without a header'
json\t'One JSON document'
jsonl\t'One JSON object a line'"
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -l color -d 'Colour messages: auto, always or never' -r -f -a "auto\t'On a terminal that has colours, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -l timeout -d 'The longest time to connect to the cloud, to wait for its answer, and of silence within one' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -l retries -d 'How often to try again when the cloud cannot be reached or is busy, where that is safe' -r
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -l json -d 'Short for --format json'
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -s q -l quiet -d 'Say nothing on success'
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -s v -l verbose -d 'Say more, with every repetition'
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -s n -l dry-run -d 'Check everything and say what would be done, but change nothing'
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -s y -l yes -d 'Don\'t ask before something is changed or deleted'
complete -c streamctl -n "__fish_streamctl_using_subcommand man" -s h -l help -d 'Print help'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and not __fish_seen_subcommand_from hub stream playlist serve link config completions man help" -f -a "hub" -d 'Hubs of the Pili cloud, and who is on air'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and not __fish_seen_subcommand_from hub stream playlist serve link config completions man help" -f -a "stream" -d 'Streams in the Pili cloud'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and not __fish_seen_subcommand_from hub stream playlist serve link config completions man help" -f -a "playlist" -d 'HLS playlists from recorded segments on disk'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and not __fish_seen_subcommand_from hub stream playlist serve link config completions man help" -f -a "serve" -d 'Serve recordings over HTTP: playlists, segments and a page that plays them'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and not __fish_seen_subcommand_from hub stream playlist serve link config completions man help" -f -a "link" -d 'Print a signed link to something that `serve` serves, which expires'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and not __fish_seen_subcommand_from hub stream playlist serve link config completions man help" -f -a "config" -d 'The configuration: make one, see what counts and why, and what is wrong'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and not __fish_seen_subcommand_from hub stream playlist serve link config completions man help" -f -a "completions" -d 'Print the completions for a shell'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and not __fish_seen_subcommand_from hub stream playlist serve link config completions man help" -f -a "man" -d 'Print the man page, or write those of all commands'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and not __fish_seen_subcommand_from hub stream playlist serve link config completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from hub" -f -a "list" -d 'List the hubs of the configured profiles'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from hub" -f -a "status" -d 'Show who is on air'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from hub" -f -a "check" -d 'Check that everything is in order to work in a hub'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from hub" -f -a "create-stream" -d 'Make a stream; the same as `stream create`'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from hub" -f -a "get-stream" -d 'Show streams; the same as `stream get`'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from hub" -f -a "list-streams" -d 'List the streams of the hub; the same as `stream list`'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from stream" -f -a "create" -d 'Make a stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from stream" -f -a "list" -d 'List the streams of a hub'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from stream" -f -a "get" -d 'Show streams'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from stream" -f -a "update" -d 'Change a stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from stream" -f -a "enable" -d 'Let streams be published to again'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from stream" -f -a "disable" -d 'Let nobody publish to streams'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from stream" -f -a "delete" -d 'Delete streams'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from stream" -f -a "status" -d 'Tell whether somebody is publishing to streams'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from stream" -f -a "segments" -d 'List what is recorded of a stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from stream" -f -a "urls" -d 'List the URLs a live stream is played from'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from stream" -f -a "publish-url" -d 'Print the URL a stream is published to'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from stream" -f -a "playback-url" -d 'Print the URL that plays what is recorded of a stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from stream" -f -a "snapshot" -d 'Take a picture of a live stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from stream" -f -a "save-as" -d 'Save what is recorded of a stream as a file'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from stream" -f -a "job" -d 'Tell how far the cloud\'s jobs are'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from playlist" -f -a "check" -d 'Check playlists against RFC 8216'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from playlist" -f -a "write" -d 'Write the playlist of a variant, or all playlists of a stream'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from playlist" -f -a "coverage" -d 'Tell what of a recording is there: holes, overlaps, partial and suspect segments'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "init" -d 'Make a configuration'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "path" -d 'Print the name of the configuration file that is used, or of the one that would be'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "show" -d 'Show every setting that counts here, and where it came from'
complete -c streamctl -n "__fish_streamctl_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "check" -d 'Say all that is wrong with the configuration file and the files of its secrets'

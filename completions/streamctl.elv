
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
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand hub 'Hubs of the Pili cloud, and who is on air'
            cand stream 'Streams in the Pili cloud'
            cand playlist 'HLS playlists from recorded segments on disk'
            cand serve 'Serve recordings over HTTP: playlists, segments and a page that plays them'
            cand link 'Print a signed link to something that `serve` serves, which expires'
            cand config 'The configuration: make one, see what counts and why, and what is wrong'
            cand completions 'Print the completions for a shell'
            cand man 'Print the man page, or write those of all commands'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'streamctl;hub'= {
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help'
            cand --help 'Print help'
            cand list 'List the hubs of the configured profiles'
            cand status 'Show who is on air'
            cand check 'Check that everything is in order to work in a hub'
            cand create-stream 'Make a stream; the same as `stream create`'
            cand get-stream 'Show streams; the same as `stream get`'
            cand list-streams 'List the streams of the hub; the same as `stream list`'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'streamctl;hub;list'= {
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;hub;status'= {
            cand --interval 'Ask every so often'
            cand --jobs 'Work on so many at once'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --watch 'Go on: in a terminal the table is drawn anew, elsewhere every change is a line'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;hub;check'= {
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;hub;create-stream'= {
            cand --publish-key-file 'Take the publish key from this file; - is stdin'
            cand --publish-security 'How publishers prove that they may: static (the key itself) or dynamic (a token for every time)'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --if-not-exists 'If there is a stream of that title already, tell that one and succeed'
            cand --reveal 'Show the publish key too'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'streamctl;hub;get-stream'= {
            cand --from-file 'Take the streams from this file, one a line; - is stdin'
            cand --jobs 'Work on so many at once'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --reveal 'Show their publish keys too'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'streamctl;hub;list-streams'= {
            cand --prefix 'Only those whose titles begin with this'
            cand --limit 'List so many in all'
            cand --marker 'Go on from here: what a list that was cut gave'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --live 'Only those that somebody is publishing to'
            cand --all 'List them all'
            cand --ids 'List their ids and nothing else'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'streamctl;hub;help'= {
            cand list 'List the hubs of the configured profiles'
            cand status 'Show who is on air'
            cand check 'Check that everything is in order to work in a hub'
            cand create-stream 'Make a stream; the same as `stream create`'
            cand get-stream 'Show streams; the same as `stream get`'
            cand list-streams 'List the streams of the hub; the same as `stream list`'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'streamctl;hub;help;list'= {
        }
        &'streamctl;hub;help;status'= {
        }
        &'streamctl;hub;help;check'= {
        }
        &'streamctl;hub;help;create-stream'= {
        }
        &'streamctl;hub;help;get-stream'= {
        }
        &'streamctl;hub;help;list-streams'= {
        }
        &'streamctl;hub;help;help'= {
        }
        &'streamctl;stream'= {
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help'
            cand --help 'Print help'
            cand create 'Make a stream'
            cand list 'List the streams of a hub'
            cand get 'Show streams'
            cand update 'Change a stream'
            cand enable 'Let streams be published to again'
            cand disable 'Let nobody publish to streams'
            cand delete 'Delete streams'
            cand status 'Tell whether somebody is publishing to streams'
            cand segments 'List what is recorded of a stream'
            cand urls 'List the URLs a live stream is played from'
            cand publish-url 'Print the URL a stream is published to'
            cand playback-url 'Print the URL that plays what is recorded of a stream'
            cand snapshot 'Take a picture of a live stream'
            cand save-as 'Save what is recorded of a stream as a file'
            cand job 'Tell how far the cloud''s jobs are'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'streamctl;stream;create'= {
            cand --publish-key-file 'Take the publish key from this file; - is stdin'
            cand --publish-security 'How publishers prove that they may: static (the key itself) or dynamic (a token for every time)'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --if-not-exists 'If there is a stream of that title already, tell that one and succeed'
            cand --reveal 'Show the publish key too'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;stream;list'= {
            cand --prefix 'Only those whose titles begin with this'
            cand --limit 'List so many in all'
            cand --marker 'Go on from here: what a list that was cut gave'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --live 'Only those that somebody is publishing to'
            cand --all 'List them all'
            cand --ids 'List their ids and nothing else'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;stream;get'= {
            cand --from-file 'Take the streams from this file, one a line; - is stdin'
            cand --jobs 'Work on so many at once'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --reveal 'Show their publish keys too'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'streamctl;stream;update'= {
            cand --publish-key-file 'Take the publish key from this file; - is stdin'
            cand --publish-security 'How publishers prove that they may: static (the key itself) or dynamic (a token for every time)'
            cand --disabled 'Whether nobody may publish: true or false'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;stream;enable'= {
            cand --from-file 'Take the streams from this file, one a line; - is stdin'
            cand --jobs 'Work on so many at once'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'streamctl;stream;disable'= {
            cand --from-file 'Take the streams from this file, one a line; - is stdin'
            cand --jobs 'Work on so many at once'
            cand --until 'Until this time, such as 2026-01-02T03:04:05Z, unix seconds, or +2h'
            cand --for 'For so long'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;stream;delete'= {
            cand --from-file 'Take the streams from this file, one a line; - is stdin'
            cand --jobs 'Work on so many at once'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --if-exists 'Succeed if there is no such stream'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;stream;status'= {
            cand --from-file 'Take the streams from this file, one a line; - is stdin'
            cand --jobs 'Work on so many at once'
            cand --interval 'Ask every so often'
            cand --wait-for 'Wait until all are connected, or disconnected'
            cand --wait-timeout 'Wait so long at most; exit 9 when that has passed'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --watch 'Go on: in a terminal the table is drawn anew, elsewhere every change is a line'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;stream;segments'= {
            cand --start 'From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m'
            cand --end 'Up to this time'
            cand --last 'The last so long until now'
            cand --limit 'List so many at most'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;stream;urls'= {
            cand --kind 'Only those of this kind: rtmp, hls or flv; may be repeated'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;stream;publish-url'= {
            cand --nonce 'Sign over this number, for dynamic publish security [default: unix seconds]'
            cand --expires-in 'The URL is good for so long, for publish security that expires [default: 1h]'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;stream;playback-url'= {
            cand --start 'From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m'
            cand --end 'Up to this time'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;stream;snapshot'= {
            cand --time 'Take it of this time, such as 2026-01-02T03:04:05Z, unix seconds, or -10m [default: now]'
            cand --image 'The kind of picture, such as jpg or png [default: from NAME''s ending, else jpg]'
            cand --notify-url 'The cloud calls this URL when the picture is there'
            cand --wait-timeout 'Wait so long at most; exit 9 when that has passed'
            cand -o 'Wait, and fetch the picture to this file; or into a directory, with / at the end if it is new'
            cand --output 'Wait, and fetch the picture to this file; or into a directory, with / at the end if it is new'
            cand --if-offline 'When nobody is publishing: fail (exit 7), or skip, which is a success that says so'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --wait 'Wait until the picture is there'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;stream;save-as'= {
            cand --start 'From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m'
            cand --end 'Up to this time'
            cand --media 'What to convert it to, such as mp4 or flv; m3u8 converts nothing [default: from NAME''s ending, else m3u8]'
            cand --notify-url 'The cloud calls this URL when the file is there'
            cand --pipeline 'Convert it in this private queue of the account'
            cand --wait-timeout 'Wait so long at most; exit 9 when that has passed'
            cand -o 'Wait, and fetch the file to this one; or into a directory, with / at the end if it is new'
            cand --output 'Wait, and fetch the file to this one; or into a directory, with / at the end if it is new'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --wait 'Wait until the file is there'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;stream;job'= {
            cand --from-file 'Take the ids from this file, one a line; - is stdin'
            cand --jobs 'Work on so many at once'
            cand --wait-timeout 'Wait so long at most for each; exit 9 when that has passed'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --wait 'Wait until they have ended'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;stream;help'= {
            cand create 'Make a stream'
            cand list 'List the streams of a hub'
            cand get 'Show streams'
            cand update 'Change a stream'
            cand enable 'Let streams be published to again'
            cand disable 'Let nobody publish to streams'
            cand delete 'Delete streams'
            cand status 'Tell whether somebody is publishing to streams'
            cand segments 'List what is recorded of a stream'
            cand urls 'List the URLs a live stream is played from'
            cand publish-url 'Print the URL a stream is published to'
            cand playback-url 'Print the URL that plays what is recorded of a stream'
            cand snapshot 'Take a picture of a live stream'
            cand save-as 'Save what is recorded of a stream as a file'
            cand job 'Tell how far the cloud''s jobs are'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'streamctl;stream;help;create'= {
        }
        &'streamctl;stream;help;list'= {
        }
        &'streamctl;stream;help;get'= {
        }
        &'streamctl;stream;help;update'= {
        }
        &'streamctl;stream;help;enable'= {
        }
        &'streamctl;stream;help;disable'= {
        }
        &'streamctl;stream;help;delete'= {
        }
        &'streamctl;stream;help;status'= {
        }
        &'streamctl;stream;help;segments'= {
        }
        &'streamctl;stream;help;urls'= {
        }
        &'streamctl;stream;help;publish-url'= {
        }
        &'streamctl;stream;help;playback-url'= {
        }
        &'streamctl;stream;help;snapshot'= {
        }
        &'streamctl;stream;help;save-as'= {
        }
        &'streamctl;stream;help;job'= {
        }
        &'streamctl;stream;help;help'= {
        }
        &'streamctl;playlist'= {
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help'
            cand --help 'Print help'
            cand check 'Check playlists against RFC 8216'
            cand write 'Write the playlist of a variant, or all playlists of a stream'
            cand coverage 'Tell what of a recording is there: holes, overlaps, partial and suspect segments'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'streamctl;playlist;check'= {
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --segments 'Open the segments too: are they there, and as long, as large and of such formats as is said?'
            cand --watch 'Follow a live playlist until it ends, and check how it changes'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;playlist;write'= {
            cand -o 'The playlist to write, - for stdout; or its directory, with / at the end if it is new'
            cand --output 'The playlist to write, - for stdout; or its directory, with / at the end if it is new'
            cand --start 'From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m [default: the first segment]'
            cand --end 'Up to this time [default: the last segment]'
            cand --type 'vod: complete as it is; event: grows, and is complete once --end has passed; live: grows, and loses what is old. The last two go on from what OUT says: nothing they have listed ever changes'
            cand --base-url 'Begin every segment''s URI with this instead of the way from OUT'
            cand --holes 'Where segments are missing: discontinuity leaves the time out and marks it, gap keeps it in the timeline (with gap.ts beside OUT), fail writes nothing and exits 13'
            cand --window 'With --type live, list only the newest: so much time, such as 2h, or so many segments [default: all there is]'
            cand --settle 'List a segment only when its file has not changed for so long: longer than its writer ever pauses [default: 2s in directories that are no archive, else 0s]'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --absolute 'Write absolute file paths'
            cand --measure 'Open every segment, and list durations, discontinuities and codecs as they really are (always so for directories that are no archive)'
            cand --follow 'Keep OUT up to date as segments appear, until interrupted, or until an event has its end'
            cand --check 'Write nothing; exit 13 and print a diff if OUT is not what would be written'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;playlist;coverage'= {
            cand --start 'From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m [default: the first segment]'
            cand --end 'Up to this time [default: the last segment]'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --fail-on-holes 'Exit 13 if there is a hole'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;playlist;help'= {
            cand check 'Check playlists against RFC 8216'
            cand write 'Write the playlist of a variant, or all playlists of a stream'
            cand coverage 'Tell what of a recording is there: holes, overlaps, partial and suspect segments'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'streamctl;playlist;help;check'= {
        }
        &'streamctl;playlist;help;write'= {
        }
        &'streamctl;playlist;help;coverage'= {
        }
        &'streamctl;playlist;help;help'= {
        }
        &'streamctl;serve'= {
            cand --listen 'The address to listen on; port 0 picks one that is free [default: the configuration''s, else 127.0.0.1:8000]'
            cand --max-range 'The longest range that a playlist may be asked for'
            cand --max-connections 'How many connections may be open at once; further ones wait'
            cand --cache-size 'How much of the segments that many ask for is kept in memory, in bytes or as 64M; 0 for none'
            cand --auth-file 'Let in only those whom this file names: bearer tokens and users, of all streams or of some'
            cand --link-secret-file 'Let in links that `streamctl link` signed with the secret in this file [default: the configuration''s]'
            cand --trusted-proxy 'A proxy in front, as an IP address or a block of them, whose Forwarded or X-Forwarded-* headers are believed [repeatable]'
            cand --prefix 'Serve everything below this path, such as /tv, for a proxy that passes paths on as they are [default: /]'
            cand --cors 'Let only pages of this origin (scheme, host and port) read from here, and with their users'' logins [default: *, any page, but nothing that needs a login; none for no page but its own] [repeatable]'
            cand --rate-limit 'How many requests a second one address may send, with a burst of ten seconds'' worth [default: as many as it likes]'
            cand --tls-cert 'Speak HTTPS with this certificate and those that vouch for it (PEM); read again when it changes'
            cand --tls-key 'The key of the certificate (PEM, not encrypted), which others may not read; read again when it changes'
            cand --access-log 'Write a line for each answer to stderr, once it was sent or given up: in the common log format, or as JSON'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --demo 'Serve a built-in clip, recorded as a live stream into a temporary archive, with an hour of it to go back'
            cand --measure 'Open every segment before it is first listed, and list durations, discontinuities and codecs as they really are'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;link'= {
            cand --expires 'How long the link is good, or until when: 2h, 7d, 2026-01-02T03:04:05Z'
            cand --link-secret-file 'The file with the secret that signs [default: the configuration''s]'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;config'= {
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help'
            cand --help 'Print help'
            cand init 'Make a configuration'
            cand path 'Print the name of the configuration file that is used, or of the one that would be'
            cand show 'Show every setting that counts here, and where it came from'
            cand check 'Say all that is wrong with the configuration file and the files of its secrets'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'streamctl;config;init'= {
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;config;path'= {
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'streamctl;config;show'= {
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;config;check'= {
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'streamctl;config;help'= {
            cand init 'Make a configuration'
            cand path 'Print the name of the configuration file that is used, or of the one that would be'
            cand show 'Show every setting that counts here, and where it came from'
            cand check 'Say all that is wrong with the configuration file and the files of its secrets'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'streamctl;config;help;init'= {
        }
        &'streamctl;config;help;path'= {
        }
        &'streamctl;config;help;show'= {
        }
        &'streamctl;config;help;check'= {
        }
        &'streamctl;config;help;help'= {
        }
        &'streamctl;completions'= {
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'streamctl;man'= {
            cand --dir 'Write the pages of all commands into this directory'
            cand --profile 'Use this profile of the configuration'
            cand --hub 'Use this hub instead of the profile''s'
            cand --config 'Read this configuration file'
            cand --state-dir 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]'
            cand --api 'Use this address of the cloud''s API instead of the profile''s'
            cand --format 'How data is printed: table, plain, json or jsonl'
            cand --color 'Colour messages: auto, always or never'
            cand --timeout 'The longest time to connect to the cloud, to wait for its answer, and of silence within one'
            cand --retries 'How often to try again when the cloud cannot be reached or is busy, where that is safe'
            cand --json 'Short for --format json'
            cand -q 'Say nothing on success'
            cand --quiet 'Say nothing on success'
            cand -v 'Say more, with every repetition'
            cand --verbose 'Say more, with every repetition'
            cand -n 'Check everything and say what would be done, but change nothing'
            cand --dry-run 'Check everything and say what would be done, but change nothing'
            cand -y 'Don''t ask before something is changed or deleted'
            cand --yes 'Don''t ask before something is changed or deleted'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'streamctl;help'= {
            cand hub 'Hubs of the Pili cloud, and who is on air'
            cand stream 'Streams in the Pili cloud'
            cand playlist 'HLS playlists from recorded segments on disk'
            cand serve 'Serve recordings over HTTP: playlists, segments and a page that plays them'
            cand link 'Print a signed link to something that `serve` serves, which expires'
            cand config 'The configuration: make one, see what counts and why, and what is wrong'
            cand completions 'Print the completions for a shell'
            cand man 'Print the man page, or write those of all commands'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'streamctl;help;hub'= {
            cand list 'List the hubs of the configured profiles'
            cand status 'Show who is on air'
            cand check 'Check that everything is in order to work in a hub'
            cand create-stream 'Make a stream; the same as `stream create`'
            cand get-stream 'Show streams; the same as `stream get`'
            cand list-streams 'List the streams of the hub; the same as `stream list`'
        }
        &'streamctl;help;hub;list'= {
        }
        &'streamctl;help;hub;status'= {
        }
        &'streamctl;help;hub;check'= {
        }
        &'streamctl;help;hub;create-stream'= {
        }
        &'streamctl;help;hub;get-stream'= {
        }
        &'streamctl;help;hub;list-streams'= {
        }
        &'streamctl;help;stream'= {
            cand create 'Make a stream'
            cand list 'List the streams of a hub'
            cand get 'Show streams'
            cand update 'Change a stream'
            cand enable 'Let streams be published to again'
            cand disable 'Let nobody publish to streams'
            cand delete 'Delete streams'
            cand status 'Tell whether somebody is publishing to streams'
            cand segments 'List what is recorded of a stream'
            cand urls 'List the URLs a live stream is played from'
            cand publish-url 'Print the URL a stream is published to'
            cand playback-url 'Print the URL that plays what is recorded of a stream'
            cand snapshot 'Take a picture of a live stream'
            cand save-as 'Save what is recorded of a stream as a file'
            cand job 'Tell how far the cloud''s jobs are'
        }
        &'streamctl;help;stream;create'= {
        }
        &'streamctl;help;stream;list'= {
        }
        &'streamctl;help;stream;get'= {
        }
        &'streamctl;help;stream;update'= {
        }
        &'streamctl;help;stream;enable'= {
        }
        &'streamctl;help;stream;disable'= {
        }
        &'streamctl;help;stream;delete'= {
        }
        &'streamctl;help;stream;status'= {
        }
        &'streamctl;help;stream;segments'= {
        }
        &'streamctl;help;stream;urls'= {
        }
        &'streamctl;help;stream;publish-url'= {
        }
        &'streamctl;help;stream;playback-url'= {
        }
        &'streamctl;help;stream;snapshot'= {
        }
        &'streamctl;help;stream;save-as'= {
        }
        &'streamctl;help;stream;job'= {
        }
        &'streamctl;help;playlist'= {
            cand check 'Check playlists against RFC 8216'
            cand write 'Write the playlist of a variant, or all playlists of a stream'
            cand coverage 'Tell what of a recording is there: holes, overlaps, partial and suspect segments'
        }
        &'streamctl;help;playlist;check'= {
        }
        &'streamctl;help;playlist;write'= {
        }
        &'streamctl;help;playlist;coverage'= {
        }
        &'streamctl;help;serve'= {
        }
        &'streamctl;help;link'= {
        }
        &'streamctl;help;config'= {
            cand init 'Make a configuration'
            cand path 'Print the name of the configuration file that is used, or of the one that would be'
            cand show 'Show every setting that counts here, and where it came from'
            cand check 'Say all that is wrong with the configuration file and the files of its secrets'
        }
        &'streamctl;help;config;init'= {
        }
        &'streamctl;help;config;path'= {
        }
        &'streamctl;help;config;show'= {
        }
        &'streamctl;help;config;check'= {
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


using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'streamctl' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'streamctl'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'streamctl' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('hub', 'hub', [CompletionResultType]::ParameterValue, 'Hubs of the Pili cloud, and who is on air')
            [CompletionResult]::new('stream', 'stream', [CompletionResultType]::ParameterValue, 'Streams in the Pili cloud')
            [CompletionResult]::new('playlist', 'playlist', [CompletionResultType]::ParameterValue, 'HLS playlists from recorded segments on disk')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve recordings over HTTP: playlists, segments and a page that plays them')
            [CompletionResult]::new('link', 'link', [CompletionResultType]::ParameterValue, 'Print a signed link to something that `serve` serves, which expires')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'The configuration: make one, see what counts and why, and what is wrong')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the man page, or write those of all commands')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'streamctl;hub' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the hubs of the configured profiles')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show who is on air')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check that everything is in order to work in a hub')
            [CompletionResult]::new('create-stream', 'create-stream', [CompletionResultType]::ParameterValue, 'Make a stream; the same as `stream create`')
            [CompletionResult]::new('get-stream', 'get-stream', [CompletionResultType]::ParameterValue, 'Show streams; the same as `stream get`')
            [CompletionResult]::new('list-streams', 'list-streams', [CompletionResultType]::ParameterValue, 'List the streams of the hub; the same as `stream list`')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'streamctl;hub;list' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;hub;status' {
            [CompletionResult]::new('--interval', '--interval', [CompletionResultType]::ParameterName, 'Ask every so often')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work on so many at once')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--watch', '--watch', [CompletionResultType]::ParameterName, 'Go on: in a terminal the table is drawn anew, elsewhere every change is a line')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;hub;check' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;hub;create-stream' {
            [CompletionResult]::new('--publish-key-file', '--publish-key-file', [CompletionResultType]::ParameterName, 'Take the publish key from this file; - is stdin')
            [CompletionResult]::new('--publish-security', '--publish-security', [CompletionResultType]::ParameterName, 'How publishers prove that they may: static (the key itself) or dynamic (a token for every time)')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--if-not-exists', '--if-not-exists', [CompletionResultType]::ParameterName, 'If there is a stream of that title already, tell that one and succeed')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show the publish key too')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'streamctl;hub;get-stream' {
            [CompletionResult]::new('--from-file', '--from-file', [CompletionResultType]::ParameterName, 'Take the streams from this file, one a line; - is stdin')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work on so many at once')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show their publish keys too')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'streamctl;hub;list-streams' {
            [CompletionResult]::new('--prefix', '--prefix', [CompletionResultType]::ParameterName, 'Only those whose titles begin with this')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'List so many in all')
            [CompletionResult]::new('--marker', '--marker', [CompletionResultType]::ParameterName, 'Go on from here: what a list that was cut gave')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Only those that somebody is publishing to')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'List them all')
            [CompletionResult]::new('--ids', '--ids', [CompletionResultType]::ParameterName, 'List their ids and nothing else')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'streamctl;hub;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the hubs of the configured profiles')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show who is on air')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check that everything is in order to work in a hub')
            [CompletionResult]::new('create-stream', 'create-stream', [CompletionResultType]::ParameterValue, 'Make a stream; the same as `stream create`')
            [CompletionResult]::new('get-stream', 'get-stream', [CompletionResultType]::ParameterValue, 'Show streams; the same as `stream get`')
            [CompletionResult]::new('list-streams', 'list-streams', [CompletionResultType]::ParameterValue, 'List the streams of the hub; the same as `stream list`')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'streamctl;hub;help;list' {
            break
        }
        'streamctl;hub;help;status' {
            break
        }
        'streamctl;hub;help;check' {
            break
        }
        'streamctl;hub;help;create-stream' {
            break
        }
        'streamctl;hub;help;get-stream' {
            break
        }
        'streamctl;hub;help;list-streams' {
            break
        }
        'streamctl;hub;help;help' {
            break
        }
        'streamctl;stream' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a stream')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the streams of a hub')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Show streams')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change a stream')
            [CompletionResult]::new('enable', 'enable', [CompletionResultType]::ParameterValue, 'Let streams be published to again')
            [CompletionResult]::new('disable', 'disable', [CompletionResultType]::ParameterValue, 'Let nobody publish to streams')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete streams')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Tell whether somebody is publishing to streams')
            [CompletionResult]::new('segments', 'segments', [CompletionResultType]::ParameterValue, 'List what is recorded of a stream')
            [CompletionResult]::new('urls', 'urls', [CompletionResultType]::ParameterValue, 'List the URLs a live stream is played from')
            [CompletionResult]::new('publish-url', 'publish-url', [CompletionResultType]::ParameterValue, 'Print the URL a stream is published to')
            [CompletionResult]::new('playback-url', 'playback-url', [CompletionResultType]::ParameterValue, 'Print the URL that plays what is recorded of a stream')
            [CompletionResult]::new('snapshot', 'snapshot', [CompletionResultType]::ParameterValue, 'Take a picture of a live stream')
            [CompletionResult]::new('save-as', 'save-as', [CompletionResultType]::ParameterValue, 'Save what is recorded of a stream as a file')
            [CompletionResult]::new('job', 'job', [CompletionResultType]::ParameterValue, 'Tell how far the cloud''s jobs are')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'streamctl;stream;create' {
            [CompletionResult]::new('--publish-key-file', '--publish-key-file', [CompletionResultType]::ParameterName, 'Take the publish key from this file; - is stdin')
            [CompletionResult]::new('--publish-security', '--publish-security', [CompletionResultType]::ParameterName, 'How publishers prove that they may: static (the key itself) or dynamic (a token for every time)')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--if-not-exists', '--if-not-exists', [CompletionResultType]::ParameterName, 'If there is a stream of that title already, tell that one and succeed')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show the publish key too')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;stream;list' {
            [CompletionResult]::new('--prefix', '--prefix', [CompletionResultType]::ParameterName, 'Only those whose titles begin with this')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'List so many in all')
            [CompletionResult]::new('--marker', '--marker', [CompletionResultType]::ParameterName, 'Go on from here: what a list that was cut gave')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Only those that somebody is publishing to')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'List them all')
            [CompletionResult]::new('--ids', '--ids', [CompletionResultType]::ParameterName, 'List their ids and nothing else')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;stream;get' {
            [CompletionResult]::new('--from-file', '--from-file', [CompletionResultType]::ParameterName, 'Take the streams from this file, one a line; - is stdin')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work on so many at once')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show their publish keys too')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'streamctl;stream;update' {
            [CompletionResult]::new('--publish-key-file', '--publish-key-file', [CompletionResultType]::ParameterName, 'Take the publish key from this file; - is stdin')
            [CompletionResult]::new('--publish-security', '--publish-security', [CompletionResultType]::ParameterName, 'How publishers prove that they may: static (the key itself) or dynamic (a token for every time)')
            [CompletionResult]::new('--disabled', '--disabled', [CompletionResultType]::ParameterName, 'Whether nobody may publish: true or false')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;stream;enable' {
            [CompletionResult]::new('--from-file', '--from-file', [CompletionResultType]::ParameterName, 'Take the streams from this file, one a line; - is stdin')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work on so many at once')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'streamctl;stream;disable' {
            [CompletionResult]::new('--from-file', '--from-file', [CompletionResultType]::ParameterName, 'Take the streams from this file, one a line; - is stdin')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work on so many at once')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Until this time, such as 2026-01-02T03:04:05Z, unix seconds, or +2h')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'For so long')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;stream;delete' {
            [CompletionResult]::new('--from-file', '--from-file', [CompletionResultType]::ParameterName, 'Take the streams from this file, one a line; - is stdin')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work on so many at once')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--if-exists', '--if-exists', [CompletionResultType]::ParameterName, 'Succeed if there is no such stream')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;stream;status' {
            [CompletionResult]::new('--from-file', '--from-file', [CompletionResultType]::ParameterName, 'Take the streams from this file, one a line; - is stdin')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work on so many at once')
            [CompletionResult]::new('--interval', '--interval', [CompletionResultType]::ParameterName, 'Ask every so often')
            [CompletionResult]::new('--wait-for', '--wait-for', [CompletionResultType]::ParameterName, 'Wait until all are connected, or disconnected')
            [CompletionResult]::new('--wait-timeout', '--wait-timeout', [CompletionResultType]::ParameterName, 'Wait so long at most; exit 9 when that has passed')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--watch', '--watch', [CompletionResultType]::ParameterName, 'Go on: in a terminal the table is drawn anew, elsewhere every change is a line')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;stream;segments' {
            [CompletionResult]::new('--start', '--start', [CompletionResultType]::ParameterName, 'From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m')
            [CompletionResult]::new('--end', '--end', [CompletionResultType]::ParameterName, 'Up to this time')
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'The last so long until now')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'List so many at most')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;stream;urls' {
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Only those of this kind: rtmp, hls or flv; may be repeated')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;stream;publish-url' {
            [CompletionResult]::new('--nonce', '--nonce', [CompletionResultType]::ParameterName, 'Sign over this number, for dynamic publish security [default: unix seconds]')
            [CompletionResult]::new('--expires-in', '--expires-in', [CompletionResultType]::ParameterName, 'The URL is good for so long, for publish security that expires [default: 1h]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;stream;playback-url' {
            [CompletionResult]::new('--start', '--start', [CompletionResultType]::ParameterName, 'From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m')
            [CompletionResult]::new('--end', '--end', [CompletionResultType]::ParameterName, 'Up to this time')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;stream;snapshot' {
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'Take it of this time, such as 2026-01-02T03:04:05Z, unix seconds, or -10m [default: now]')
            [CompletionResult]::new('--image', '--image', [CompletionResultType]::ParameterName, 'The kind of picture, such as jpg or png [default: from NAME''s ending, else jpg]')
            [CompletionResult]::new('--notify-url', '--notify-url', [CompletionResultType]::ParameterName, 'The cloud calls this URL when the picture is there')
            [CompletionResult]::new('--wait-timeout', '--wait-timeout', [CompletionResultType]::ParameterName, 'Wait so long at most; exit 9 when that has passed')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Wait, and fetch the picture to this file; or into a directory, with / at the end if it is new')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Wait, and fetch the picture to this file; or into a directory, with / at the end if it is new')
            [CompletionResult]::new('--if-offline', '--if-offline', [CompletionResultType]::ParameterName, 'When nobody is publishing: fail (exit 7), or skip, which is a success that says so')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Wait until the picture is there')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;stream;save-as' {
            [CompletionResult]::new('--start', '--start', [CompletionResultType]::ParameterName, 'From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m')
            [CompletionResult]::new('--end', '--end', [CompletionResultType]::ParameterName, 'Up to this time')
            [CompletionResult]::new('--media', '--media', [CompletionResultType]::ParameterName, 'What to convert it to, such as mp4 or flv; m3u8 converts nothing [default: from NAME''s ending, else m3u8]')
            [CompletionResult]::new('--notify-url', '--notify-url', [CompletionResultType]::ParameterName, 'The cloud calls this URL when the file is there')
            [CompletionResult]::new('--pipeline', '--pipeline', [CompletionResultType]::ParameterName, 'Convert it in this private queue of the account')
            [CompletionResult]::new('--wait-timeout', '--wait-timeout', [CompletionResultType]::ParameterName, 'Wait so long at most; exit 9 when that has passed')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Wait, and fetch the file to this one; or into a directory, with / at the end if it is new')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Wait, and fetch the file to this one; or into a directory, with / at the end if it is new')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Wait until the file is there')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;stream;job' {
            [CompletionResult]::new('--from-file', '--from-file', [CompletionResultType]::ParameterName, 'Take the ids from this file, one a line; - is stdin')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Work on so many at once')
            [CompletionResult]::new('--wait-timeout', '--wait-timeout', [CompletionResultType]::ParameterName, 'Wait so long at most for each; exit 9 when that has passed')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Wait until they have ended')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;stream;help' {
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a stream')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the streams of a hub')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Show streams')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change a stream')
            [CompletionResult]::new('enable', 'enable', [CompletionResultType]::ParameterValue, 'Let streams be published to again')
            [CompletionResult]::new('disable', 'disable', [CompletionResultType]::ParameterValue, 'Let nobody publish to streams')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete streams')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Tell whether somebody is publishing to streams')
            [CompletionResult]::new('segments', 'segments', [CompletionResultType]::ParameterValue, 'List what is recorded of a stream')
            [CompletionResult]::new('urls', 'urls', [CompletionResultType]::ParameterValue, 'List the URLs a live stream is played from')
            [CompletionResult]::new('publish-url', 'publish-url', [CompletionResultType]::ParameterValue, 'Print the URL a stream is published to')
            [CompletionResult]::new('playback-url', 'playback-url', [CompletionResultType]::ParameterValue, 'Print the URL that plays what is recorded of a stream')
            [CompletionResult]::new('snapshot', 'snapshot', [CompletionResultType]::ParameterValue, 'Take a picture of a live stream')
            [CompletionResult]::new('save-as', 'save-as', [CompletionResultType]::ParameterValue, 'Save what is recorded of a stream as a file')
            [CompletionResult]::new('job', 'job', [CompletionResultType]::ParameterValue, 'Tell how far the cloud''s jobs are')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'streamctl;stream;help;create' {
            break
        }
        'streamctl;stream;help;list' {
            break
        }
        'streamctl;stream;help;get' {
            break
        }
        'streamctl;stream;help;update' {
            break
        }
        'streamctl;stream;help;enable' {
            break
        }
        'streamctl;stream;help;disable' {
            break
        }
        'streamctl;stream;help;delete' {
            break
        }
        'streamctl;stream;help;status' {
            break
        }
        'streamctl;stream;help;segments' {
            break
        }
        'streamctl;stream;help;urls' {
            break
        }
        'streamctl;stream;help;publish-url' {
            break
        }
        'streamctl;stream;help;playback-url' {
            break
        }
        'streamctl;stream;help;snapshot' {
            break
        }
        'streamctl;stream;help;save-as' {
            break
        }
        'streamctl;stream;help;job' {
            break
        }
        'streamctl;stream;help;help' {
            break
        }
        'streamctl;playlist' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check playlists against RFC 8216')
            [CompletionResult]::new('write', 'write', [CompletionResultType]::ParameterValue, 'Write the playlist of a variant, or all playlists of a stream')
            [CompletionResult]::new('coverage', 'coverage', [CompletionResultType]::ParameterValue, 'Tell what of a recording is there: holes, overlaps, partial and suspect segments')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'streamctl;playlist;check' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--segments', '--segments', [CompletionResultType]::ParameterName, 'Open the segments too: are they there, and as long, as large and of such formats as is said?')
            [CompletionResult]::new('--watch', '--watch', [CompletionResultType]::ParameterName, 'Follow a live playlist until it ends, and check how it changes')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;playlist;write' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The playlist to write, - for stdout; or its directory, with / at the end if it is new')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The playlist to write, - for stdout; or its directory, with / at the end if it is new')
            [CompletionResult]::new('--start', '--start', [CompletionResultType]::ParameterName, 'From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m [default: the first segment]')
            [CompletionResult]::new('--end', '--end', [CompletionResultType]::ParameterName, 'Up to this time [default: the last segment]')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'vod: complete as it is; event: grows, and is complete once --end has passed; live: grows, and loses what is old. The last two go on from what OUT says: nothing they have listed ever changes')
            [CompletionResult]::new('--base-url', '--base-url', [CompletionResultType]::ParameterName, 'Begin every segment''s URI with this instead of the way from OUT')
            [CompletionResult]::new('--holes', '--holes', [CompletionResultType]::ParameterName, 'Where segments are missing: discontinuity leaves the time out and marks it, gap keeps it in the timeline (with gap.ts beside OUT), fail writes nothing and exits 13')
            [CompletionResult]::new('--window', '--window', [CompletionResultType]::ParameterName, 'With --type live, list only the newest: so much time, such as 2h, or so many segments [default: all there is]')
            [CompletionResult]::new('--settle', '--settle', [CompletionResultType]::ParameterName, 'List a segment only when its file has not changed for so long: longer than its writer ever pauses [default: 2s in directories that are no archive, else 0s]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--absolute', '--absolute', [CompletionResultType]::ParameterName, 'Write absolute file paths')
            [CompletionResult]::new('--measure', '--measure', [CompletionResultType]::ParameterName, 'Open every segment, and list durations, discontinuities and codecs as they really are (always so for directories that are no archive)')
            [CompletionResult]::new('--follow', '--follow', [CompletionResultType]::ParameterName, 'Keep OUT up to date as segments appear, until interrupted, or until an event has its end')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Write nothing; exit 13 and print a diff if OUT is not what would be written')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;playlist;coverage' {
            [CompletionResult]::new('--start', '--start', [CompletionResultType]::ParameterName, 'From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m [default: the first segment]')
            [CompletionResult]::new('--end', '--end', [CompletionResultType]::ParameterName, 'Up to this time [default: the last segment]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--fail-on-holes', '--fail-on-holes', [CompletionResultType]::ParameterName, 'Exit 13 if there is a hole')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;playlist;help' {
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check playlists against RFC 8216')
            [CompletionResult]::new('write', 'write', [CompletionResultType]::ParameterValue, 'Write the playlist of a variant, or all playlists of a stream')
            [CompletionResult]::new('coverage', 'coverage', [CompletionResultType]::ParameterValue, 'Tell what of a recording is there: holes, overlaps, partial and suspect segments')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'streamctl;playlist;help;check' {
            break
        }
        'streamctl;playlist;help;write' {
            break
        }
        'streamctl;playlist;help;coverage' {
            break
        }
        'streamctl;playlist;help;help' {
            break
        }
        'streamctl;serve' {
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'The address to listen on; port 0 picks one that is free [default: the configuration''s, else 127.0.0.1:8000]')
            [CompletionResult]::new('--max-range', '--max-range', [CompletionResultType]::ParameterName, 'The longest range that a playlist may be asked for')
            [CompletionResult]::new('--max-connections', '--max-connections', [CompletionResultType]::ParameterName, 'How many connections may be open at once; further ones wait')
            [CompletionResult]::new('--cache-size', '--cache-size', [CompletionResultType]::ParameterName, 'How much of the segments that many ask for is kept in memory, in bytes or as 64M; 0 for none')
            [CompletionResult]::new('--auth-file', '--auth-file', [CompletionResultType]::ParameterName, 'Let in only those whom this file names: bearer tokens and users, of all streams or of some')
            [CompletionResult]::new('--link-secret-file', '--link-secret-file', [CompletionResultType]::ParameterName, 'Let in links that `streamctl link` signed with the secret in this file [default: the configuration''s]')
            [CompletionResult]::new('--trusted-proxy', '--trusted-proxy', [CompletionResultType]::ParameterName, 'A proxy in front, as an IP address or a block of them, whose Forwarded or X-Forwarded-* headers are believed [repeatable]')
            [CompletionResult]::new('--prefix', '--prefix', [CompletionResultType]::ParameterName, 'Serve everything below this path, such as /tv, for a proxy that passes paths on as they are [default: /]')
            [CompletionResult]::new('--cors', '--cors', [CompletionResultType]::ParameterName, 'Let only pages of this origin (scheme, host and port) read from here, and with their users'' logins [default: *, any page, but nothing that needs a login; none for no page but its own] [repeatable]')
            [CompletionResult]::new('--rate-limit', '--rate-limit', [CompletionResultType]::ParameterName, 'How many requests a second one address may send, with a burst of ten seconds'' worth [default: as many as it likes]')
            [CompletionResult]::new('--tls-cert', '--tls-cert', [CompletionResultType]::ParameterName, 'Speak HTTPS with this certificate and those that vouch for it (PEM); read again when it changes')
            [CompletionResult]::new('--tls-key', '--tls-key', [CompletionResultType]::ParameterName, 'The key of the certificate (PEM, not encrypted), which others may not read; read again when it changes')
            [CompletionResult]::new('--access-log', '--access-log', [CompletionResultType]::ParameterName, 'Write a line for each answer to stderr, once it was sent or given up: in the common log format, or as JSON')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Serve a built-in clip, recorded as a live stream into a temporary archive, with an hour of it to go back')
            [CompletionResult]::new('--measure', '--measure', [CompletionResultType]::ParameterName, 'Open every segment before it is first listed, and list durations, discontinuities and codecs as they really are')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;link' {
            [CompletionResult]::new('--expires', '--expires', [CompletionResultType]::ParameterName, 'How long the link is good, or until when: 2h, 7d, 2026-01-02T03:04:05Z')
            [CompletionResult]::new('--link-secret-file', '--link-secret-file', [CompletionResultType]::ParameterName, 'The file with the secret that signs [default: the configuration''s]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;config' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a configuration')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the name of the configuration file that is used, or of the one that would be')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every setting that counts here, and where it came from')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Say all that is wrong with the configuration file and the files of its secrets')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'streamctl;config;init' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;config;path' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'streamctl;config;show' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;config;check' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;config;help' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a configuration')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the name of the configuration file that is used, or of the one that would be')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every setting that counts here, and where it came from')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Say all that is wrong with the configuration file and the files of its secrets')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'streamctl;config;help;init' {
            break
        }
        'streamctl;config;help;path' {
            break
        }
        'streamctl;config;help;show' {
            break
        }
        'streamctl;config;help;check' {
            break
        }
        'streamctl;config;help;help' {
            break
        }
        'streamctl;completions' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'streamctl;man' {
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'Write the pages of all commands into this directory')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the configuration')
            [CompletionResult]::new('--hub', '--hub', [CompletionResultType]::ParameterName, 'Use this hub instead of the profile''s')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform''s place]')
            [CompletionResult]::new('--api', '--api', [CompletionResultType]::ParameterName, 'Use this address of the cloud''s API instead of the profile''s')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The longest time to connect to the cloud, to wait for its answer, and of silence within one')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often to try again when the cloud cannot be reached or is busy, where that is safe')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Don''t ask before something is changed or deleted')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'streamctl;help' {
            [CompletionResult]::new('hub', 'hub', [CompletionResultType]::ParameterValue, 'Hubs of the Pili cloud, and who is on air')
            [CompletionResult]::new('stream', 'stream', [CompletionResultType]::ParameterValue, 'Streams in the Pili cloud')
            [CompletionResult]::new('playlist', 'playlist', [CompletionResultType]::ParameterValue, 'HLS playlists from recorded segments on disk')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve recordings over HTTP: playlists, segments and a page that plays them')
            [CompletionResult]::new('link', 'link', [CompletionResultType]::ParameterValue, 'Print a signed link to something that `serve` serves, which expires')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'The configuration: make one, see what counts and why, and what is wrong')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the man page, or write those of all commands')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'streamctl;help;hub' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the hubs of the configured profiles')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show who is on air')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check that everything is in order to work in a hub')
            [CompletionResult]::new('create-stream', 'create-stream', [CompletionResultType]::ParameterValue, 'Make a stream; the same as `stream create`')
            [CompletionResult]::new('get-stream', 'get-stream', [CompletionResultType]::ParameterValue, 'Show streams; the same as `stream get`')
            [CompletionResult]::new('list-streams', 'list-streams', [CompletionResultType]::ParameterValue, 'List the streams of the hub; the same as `stream list`')
            break
        }
        'streamctl;help;hub;list' {
            break
        }
        'streamctl;help;hub;status' {
            break
        }
        'streamctl;help;hub;check' {
            break
        }
        'streamctl;help;hub;create-stream' {
            break
        }
        'streamctl;help;hub;get-stream' {
            break
        }
        'streamctl;help;hub;list-streams' {
            break
        }
        'streamctl;help;stream' {
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a stream')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the streams of a hub')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Show streams')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change a stream')
            [CompletionResult]::new('enable', 'enable', [CompletionResultType]::ParameterValue, 'Let streams be published to again')
            [CompletionResult]::new('disable', 'disable', [CompletionResultType]::ParameterValue, 'Let nobody publish to streams')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete streams')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Tell whether somebody is publishing to streams')
            [CompletionResult]::new('segments', 'segments', [CompletionResultType]::ParameterValue, 'List what is recorded of a stream')
            [CompletionResult]::new('urls', 'urls', [CompletionResultType]::ParameterValue, 'List the URLs a live stream is played from')
            [CompletionResult]::new('publish-url', 'publish-url', [CompletionResultType]::ParameterValue, 'Print the URL a stream is published to')
            [CompletionResult]::new('playback-url', 'playback-url', [CompletionResultType]::ParameterValue, 'Print the URL that plays what is recorded of a stream')
            [CompletionResult]::new('snapshot', 'snapshot', [CompletionResultType]::ParameterValue, 'Take a picture of a live stream')
            [CompletionResult]::new('save-as', 'save-as', [CompletionResultType]::ParameterValue, 'Save what is recorded of a stream as a file')
            [CompletionResult]::new('job', 'job', [CompletionResultType]::ParameterValue, 'Tell how far the cloud''s jobs are')
            break
        }
        'streamctl;help;stream;create' {
            break
        }
        'streamctl;help;stream;list' {
            break
        }
        'streamctl;help;stream;get' {
            break
        }
        'streamctl;help;stream;update' {
            break
        }
        'streamctl;help;stream;enable' {
            break
        }
        'streamctl;help;stream;disable' {
            break
        }
        'streamctl;help;stream;delete' {
            break
        }
        'streamctl;help;stream;status' {
            break
        }
        'streamctl;help;stream;segments' {
            break
        }
        'streamctl;help;stream;urls' {
            break
        }
        'streamctl;help;stream;publish-url' {
            break
        }
        'streamctl;help;stream;playback-url' {
            break
        }
        'streamctl;help;stream;snapshot' {
            break
        }
        'streamctl;help;stream;save-as' {
            break
        }
        'streamctl;help;stream;job' {
            break
        }
        'streamctl;help;playlist' {
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check playlists against RFC 8216')
            [CompletionResult]::new('write', 'write', [CompletionResultType]::ParameterValue, 'Write the playlist of a variant, or all playlists of a stream')
            [CompletionResult]::new('coverage', 'coverage', [CompletionResultType]::ParameterValue, 'Tell what of a recording is there: holes, overlaps, partial and suspect segments')
            break
        }
        'streamctl;help;playlist;check' {
            break
        }
        'streamctl;help;playlist;write' {
            break
        }
        'streamctl;help;playlist;coverage' {
            break
        }
        'streamctl;help;serve' {
            break
        }
        'streamctl;help;link' {
            break
        }
        'streamctl;help;config' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a configuration')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the name of the configuration file that is used, or of the one that would be')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show every setting that counts here, and where it came from')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Say all that is wrong with the configuration file and the files of its secrets')
            break
        }
        'streamctl;help;config;init' {
            break
        }
        'streamctl;help;config;path' {
            break
        }
        'streamctl;help;config;show' {
            break
        }
        'streamctl;help;config;check' {
            break
        }
        'streamctl;help;completions' {
            break
        }
        'streamctl;help;man' {
            break
        }
        'streamctl;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}

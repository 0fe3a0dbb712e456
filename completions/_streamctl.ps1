
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
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('playlist', 'playlist', [CompletionResultType]::ParameterValue, 'HLS playlists from recorded segments on disk')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve recordings over HTTP: playlists, segments and a page that plays them')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the man page, or write those of all commands')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'streamctl;playlist' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('write', 'write', [CompletionResultType]::ParameterValue, 'Write the playlist of a variant, or all playlists of a stream')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'streamctl;playlist;write' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The playlist to write, - for stdout; or its directory, with / at the end if it is new')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The playlist to write, - for stdout; or its directory, with / at the end if it is new')
            [CompletionResult]::new('--start', '--start', [CompletionResultType]::ParameterName, 'From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m [default: the first segment]')
            [CompletionResult]::new('--end', '--end', [CompletionResultType]::ParameterName, 'Up to this time [default: the last segment]')
            [CompletionResult]::new('--type', '--type', [CompletionResultType]::ParameterName, 'vod: complete as it is; event: may grow, and is complete once --end has passed (for recordings that only grow at their end)')
            [CompletionResult]::new('--base-url', '--base-url', [CompletionResultType]::ParameterName, 'Begin every segment''s URI with this instead of the way from OUT')
            [CompletionResult]::new('--holes', '--holes', [CompletionResultType]::ParameterName, 'Where segments are missing: discontinuity marks it in the playlist, fail writes nothing and exits 13')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--absolute', '--absolute', [CompletionResultType]::ParameterName, 'Write absolute file paths')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Write nothing; exit 13 and print a diff if OUT is not what would be written')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;playlist;help' {
            [CompletionResult]::new('write', 'write', [CompletionResultType]::ParameterValue, 'Write the playlist of a variant, or all playlists of a stream')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'streamctl;playlist;help;write' {
            break
        }
        'streamctl;playlist;help;help' {
            break
        }
        'streamctl;serve' {
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'The address to listen on; port 0 picks one that is free [default: the configuration''s, else 127.0.0.1:8000]')
            [CompletionResult]::new('--max-range', '--max-range', [CompletionResultType]::ParameterName, 'The longest range that a playlist may be asked for')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Serve a built-in clip, recorded as a live stream into a temporary archive, with an hour of it to go back')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'streamctl;completions' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'streamctl;man' {
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'Write the pages of all commands into this directory')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read this configuration file')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How data is printed: table, plain, json or jsonl')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour messages: auto, always or never')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Short for --format json')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more, with every repetition')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Check everything and say what would be done, but change nothing')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'streamctl;help' {
            [CompletionResult]::new('playlist', 'playlist', [CompletionResultType]::ParameterValue, 'HLS playlists from recorded segments on disk')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve recordings over HTTP: playlists, segments and a page that plays them')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the man page, or write those of all commands')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'streamctl;help;playlist' {
            [CompletionResult]::new('write', 'write', [CompletionResultType]::ParameterValue, 'Write the playlist of a variant, or all playlists of a stream')
            break
        }
        'streamctl;help;playlist;write' {
            break
        }
        'streamctl;help;serve' {
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

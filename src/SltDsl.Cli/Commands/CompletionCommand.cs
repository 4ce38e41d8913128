using System.CommandLine;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Output;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt completion</c>: a script that lets a shell complete verbs and options.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _slt() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(slt "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _slt slt
        """;

    private const string Zsh = """
        #compdef slt
        _slt() {
          local -a words_found
          words_found=("${(@f)$(slt "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
          compadd -a words_found
          _files
        }
        compdef _slt slt
        """;

    private const string Fish = """
        complete -c slt -a '(slt "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'
        """;

    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var verb = new Verb("completion", "Print a completion script for a shell", "slt completion bash >> ~/.bashrc", "slt completion fish > ~/.config/fish/completions/slt.fish")
        {
            shell,
        };
        verb.SetAction(parse =>
        {
            terminal.Output.WriteLine(parse.GetValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => Fish });
            return ExitCode.Fine;
        });
        return verb;
    }
}

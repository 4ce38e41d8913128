using System.CommandLine;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Input;
using SltDsl.Cli.Output;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt emit</c>: the C# of a model, for those who build without the generator.</summary>
internal static class EmitCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var model = SharedOptions.Model();
        var size = SharedOptions.Size();
        var folder = new Option<string?>("-o") { Description = "The folder to write into; without it the code goes to stdout", HelpName = "DIR" };
        var space = new Option<string>("--namespace") { Description = "The namespace of the class", DefaultValueFactory = _ => "" };
        var force = SharedOptions.Force();
        var verb = new Verb("emit", "Write the C# of a model", "slt emit model.slt -o Generated --namespace Acme.Models", "slt emit model.slt")
        {
            model, folder, space, size, force,
        };
        verb.SetAction(parse =>
        {
            var bound = ModelCompiler.Bind(SourceFiles.Read(parse.GetValue(model)!, terminal), NamedValues.Sizes(parse.GetValue(size)));
            var code = ModelCompiler.Emit(bound, parse.GetValue(space)!);
            if (parse.GetValue(folder) is not { } target)
            {
                terminal.Output.Write(code);
                return ExitCode.Fine;
            }

            var path = Path.Combine(target, $"{bound.Name}.g.cs");
            OutputFiles.RequireFree(path, parse.GetValue(force));
            Directory.CreateDirectory(target);
            OutputFiles.Replace(path, code);
            terminal.Output.WriteLine(path);
            return ExitCode.Fine;
        });
        return verb;
    }
}

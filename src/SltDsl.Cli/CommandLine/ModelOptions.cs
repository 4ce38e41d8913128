using System.CommandLine;
using SltDsl.Cli.Compilation;

namespace SltDsl.Cli.CommandLine;

/// <summary>The argument and options by which a verb is told its model.</summary>
internal sealed class ModelOptions
{
    private readonly Argument<string> _model = SharedOptions.Model();
    private readonly Option<string[]> _size = SharedOptions.Size();
    private readonly Option<string[]> _hyper = SharedOptions.Hyper();
    private readonly Option<string?> _data = SharedOptions.Data();

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Add(_model);
        verb.Add(_data);
        verb.Add(_size);
        verb.Add(_hyper);
    }

    /// <summary>What was given.</summary>
    /// <exception cref="CommandFailure">A size or hyperparameter is not of the right form, or both files come through stdin.</exception>
    public ModelRequest Read(ParseResult parse)
    {
        var (model, data) = (parse.GetValue(_model)!, parse.GetValue(_data));
        return model == "-" && data == "-"
            ? throw new CommandFailure(ExitCode.Usage, "stdin cannot be both the model and the data", "name a file for one of them")
            : new(model, NamedValues.Sizes(parse.GetValue(_size)), NamedValues.Hypers(parse.GetValue(_hyper)), data);
    }
}

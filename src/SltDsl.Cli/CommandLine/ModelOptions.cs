using System.CommandLine;
using SltDsl.Cli.Compilation;

namespace SltDsl.Cli.CommandLine;

/// <summary>The argument and options by which a verb is told its model.</summary>
internal sealed class ModelOptions
{
    private readonly Argument<string?> _model;
    private readonly Option<string[]> _size = SharedOptions.Size();
    private readonly Option<string[]> _hyper = SharedOptions.Hyper();
    private readonly Option<string?> _data = SharedOptions.Data();

    /// <param name="isRequired">Whether the verb always needs a model.</param>
    public ModelOptions(bool isRequired = true) =>
        _model = new("model") { Description = SharedOptions.Model().Description, Arity = isRequired ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne };

    /// <summary>The data file, where one was named.</summary>
    public string? Data(ParseResult parse) => parse.GetValue(_data);

    /// <summary>The first of the model, its sizes and hyperparameters that was given, or null.</summary>
    public string? FirstGiven(ParseResult parse) =>
        parse.GetValue(_model) ?? new Option[] { _size, _hyper }.FirstOrDefault(option => parse.GetResult(option) is { Implicit: false })?.Name;

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
        var (model, data) = (parse.GetValue(_model) ?? throw new CommandFailure(ExitCode.Usage, "a model is needed", "name a .slt file, as in `slt sample model.slt --data rows.csv`"), parse.GetValue(_data));
        return model == "-" && data == "-"
            ? throw new CommandFailure(ExitCode.Usage, "stdin cannot be both the model and the data", "name a file for one of them")
            : new(model, NamedValues.Sizes(parse.GetValue(_size)), NamedValues.Hypers(parse.GetValue(_hyper)), data);
    }
}

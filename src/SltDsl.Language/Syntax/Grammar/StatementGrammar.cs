using Sprache;
using SltDsl.Language.Syntax.Lexing;
using SltDsl.Language.Text;
using static SltDsl.Language.Syntax.Grammar.Tokens;

namespace SltDsl.Language.Syntax.Grammar;

/// <summary>Statements; the leading word chooses the parser.</summary>
internal static class StatementGrammar
{
    private static readonly Parser<Token> _assign = Token(TokenKind.Assign);
    private static readonly Parser<Token> _tilde = Token(TokenKind.Tilde);
    private static readonly Parser<ExpressionSyntax> _expression = ExpressionGrammar.Expression;
    private static readonly Parser<ExpressionSyntax?> _optionalValue = If(TokenKind.Assign, _assign.Then(_ => _expression));
    private static readonly Parser<ExpressionSyntax?> _optionalDraw = If(TokenKind.Tilde, _tilde.Then(_ => _expression));

    private static readonly Parser<EachSyntax?> _each = If(
        TokenKind.Each,
        from word in Token(TokenKind.Each)
        from clauses in ExpressionGrammar.IndexClause.List()
        select new EachSyntax(clauses));

    private static readonly Parser<IntervalSyntax> _interval =
        (from open in Token(TokenKind.OpenBracket)
         from lower in _expression
         from comma in Token(TokenKind.Comma)
         from upper in _expression
         from close in Token(TokenKind.CloseBracket)
         select new IntervalSyntax(lower, upper, open.Span.To(close.Span)));

    private static readonly Parser<NumberSyntax> _version = input =>
    {
        var at = (TokenInput)input;
        var span = at.Token.Span;
        return at.Peek() == TokenKind.Integer
            ? Result.Success(new NumberSyntax(at.Cursor.Source.Slice(span), true, span), at.Skip(1))
            : Refuse<NumberSyntax>(at, "the number of the language version");
    };

    private static readonly Parser<FunParameterSyntax> _funParameter =
        from type in TypeGrammar.Type
        from name in Name
        select new FunParameterSyntax(type, name);

    private static readonly Parser<EquatableArray<FunParameterSyntax>> _funParameters =
        from open in Token(TokenKind.OpenParen)
        from parameters in _funParameter.ListUnless(TokenKind.CloseParen)
        from close in Token(TokenKind.CloseParen)
        select parameters;

    private static readonly Parser<(EquatableArray<LetSyntax> Lets, ExpressionSyntax Result)> _funBody = input =>
        ((TokenInput)input).Peek() == TokenKind.OpenBrace
            ? PointGrammar.FunctionBody(input)
            : _assign.Then(_ => _expression).Select(result => ((EquatableArray<LetSyntax>)[], result))(input);

    private static readonly Parser<RegionSyntax> _where =
        (from word in Token(TokenKind.Where)
         from condition in _expression
         select (RegionSyntax)new ConditionRegionSyntax(condition, word.Span.To(condition.Span)));

    private static readonly Parser<Func<SourceSpan, ExpressionSyntax, RegionSyntax>> _centre = input =>
        ((TokenInput)input).Peek() == TokenKind.OpenBrace
            ? PointGrammar.Point.Select(point => Ball((span, radius) => new PointBallSyntax(point, radius, span)))(input)
            : Name.Select(truth => Ball((span, radius) => new TruthBallSyntax(truth, radius, span)))(input);

    private static readonly Parser<RegionSyntax> _ball =
        from word in Token(TokenKind.AtWord)
        from centre in _centre
        from radiusWord in Token(TokenKind.Radius)
        from radius in _expression
        select centre(word.Span.To(radius.Span), radius);

    private static readonly Parser<RegionSyntax> _region = input => ((TokenInput)input).Peek() switch
    {
        TokenKind.Where => _where(input),
        TokenKind.AtWord => _ball(input),
        _ => Refuse<RegionSyntax>((TokenInput)input, "`where` or `at`"),
    };

    private static readonly Parser<bool> _isDraw = input => ((TokenInput)input).Peek() switch
    {
        TokenKind.Tilde => Result.Success(true, input.Advance()),
        TokenKind.Assign => Result.Success(false, input.Advance()),
        _ => Refuse<bool>((TokenInput)input, "`=` or `~`"),
    };

    private static readonly Dictionary<TokenKind, Parser<Func<SourceSpan, StatementSyntax>>> _statements = new()
    {
        [TokenKind.Slt] = from version in _version select Make(span => new VersionSyntax(version, span)),
        [TokenKind.Model] = from name in Name select Make(span => new ModelSyntax(name, span)),
        [TokenKind.Import] = from path in Tokens.String select Make(span => new ImportSyntax(path, span)),
        [TokenKind.Size] =
            from name in Name
            from value in _optionalValue
            from sweep in If(TokenKind.In, Token(TokenKind.In).Then(_ => ExpressionGrammar.Range))
            select Make(span => new SizeSyntax(name, value, sweep, span)),
        [TokenKind.Hyper] =
            from type in TypeGrammar.Type
            from name in Name
            from assign in _assign
            from value in _expression
            from sweep in If(TokenKind.In, Token(TokenKind.In).Then(_ => _interval))
            select Make(span => new HyperSyntax(type, name, value, sweep, span)),
        [TokenKind.Data] =
            from type in TypeGrammar.Type
            from name in Name
            from value in _optionalValue
            select Make(span => new DataSyntax(type, name, value, span)),
        [TokenKind.Input] =
            from type in TypeGrammar.Type
            from name in Name
            from distribution in _optionalDraw
            select Make(span => new InputSyntax(type, name, distribution, span)),
        [TokenKind.Param] =
            from type in TypeGrammar.Type
            from name in Name
            from each in _each
            from tilde in _tilde
            from prior in _expression
            select Make(span => new ParamSyntax(type, name, each?.Clauses ?? [], prior, span)),
        [TokenKind.Latent] =
            from type in TypeGrammar.Type
            from name in Name
            from each in _each
            from tilde in _tilde
            from distribution in _expression
            select Make(span => new LatentSyntax(type, name, each?.Clauses ?? [], distribution, span)),
        [TokenKind.Observe] =
            from type in PointGrammar.OptionalType
            from name in Name
            from each in _each
            from tilde in _tilde
            from distribution in _expression
            select Make(span => new ObserveSyntax(type, name, each?.Clauses ?? [], distribution, span)),
        [TokenKind.Factor] =
            from value in _expression
            from distribution in _optionalDraw
            select Make(span => new FactorSyntax(value, distribution, span)),
        [TokenKind.Require] =
            from condition in _expression
            from message in If(TokenKind.Else, Token(TokenKind.Else).Then(_ => Tokens.String))
            select Make(span => new RequireSyntax(condition, message, span)),
        [TokenKind.Fun] =
            from type in TypeGrammar.Type
            from name in Name
            from parameters in _funParameters
            from body in _funBody
            select Make(span => new FunSyntax(type, name, parameters, body.Lets, body.Result, span)),
        [TokenKind.Truth] =
            from name in Name
            from body in PointGrammar.Point
            select Make(span => new TruthSyntax(name, body, span)),
        [TokenKind.Phase] =
            from name in Name
            from region in _region
            select Make(span => new PhaseSyntax(name, region, span)),
        [TokenKind.Train] =
            from name in Name
            from assign in _assign
            from run in _expression
            select Make(span => new TrainSyntax(name, run, span)),
        [TokenKind.Generate] =
            from type in TypeGrammar.Type
            from name in Name
            from isDraw in _isDraw
            from value in _expression
            select Make(span => new GenerateSyntax(type, name, isDraw, value, span)),
    };

    private static readonly Parser<EquatableArray<ArgumentSyntax>> _attributeArguments = input =>
        ((TokenInput)input).Peek() == TokenKind.OpenParen
            ? ExpressionGrammar.Arguments(input)
            : Result.Success<EquatableArray<ArgumentSyntax>>([], input);

    private static readonly Parser<AttributeSyntax> _attribute =
        (from at in Token(TokenKind.At)
         from name in Name
         from arguments in _attributeArguments
         select (Func<SourceSpan, AttributeSyntax>)(span => new(name, arguments, span))).Spanned();

    /// <summary>The attributes before a statement.</summary>
    public static IResult<EquatableArray<AttributeSyntax>> ParseAttributes(TokenInput at)
    {
        var attributes = new List<AttributeSyntax>();
        while (at.Peek() == TokenKind.At)
        {
            var attribute = _attribute(at);
            if (!attribute.WasSuccessful)
            {
                return Failed<EquatableArray<AttributeSyntax>>(attribute.Remainder);
            }

            attributes.Add(attribute.Value);
            at = (TokenInput)attribute.Remainder;
        }

        return Result.Success<EquatableArray<AttributeSyntax>>(attributes.ToArray(), at);
    }

    /// <summary>The statement, up to the last token.</summary>
    public static IResult<StatementSyntax> Parse(TokenInput at)
    {
        var result = at.Peek() == TokenKind.Let
            ? PointGrammar.Let.Select(let => (StatementSyntax)let)(at)
            : _statements.TryGetValue(at.Peek(), out var body)
                ? Token(at.Peek()).Then(_ => body).Spanned()(at)
                : Refuse<StatementSyntax>(at, "a statement");
        return result.WasSuccessful && !result.Remainder.AtEnd
            ? Refuse<StatementSyntax>((TokenInput)result.Remainder, "`;`")
            : result;
    }

    private static Func<SourceSpan, StatementSyntax> Make(Func<SourceSpan, StatementSyntax> make) => make;

    private static Func<SourceSpan, ExpressionSyntax, RegionSyntax> Ball(Func<SourceSpan, ExpressionSyntax, RegionSyntax> make) => make;

    private sealed record EachSyntax(EquatableArray<IndexClauseSyntax> Clauses);
}

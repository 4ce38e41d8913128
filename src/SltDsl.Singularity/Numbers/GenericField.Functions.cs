using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;

namespace SltDsl.Singularity.Numbers;

/// <content>The primitives.</content>
internal sealed partial class GenericField
{
    private GenericNumber Unary(Primitive primitive, GenericNumber a)
    {
        switch (primitive)
        {
            case Primitive.Negate:
                return Negate(a);
            case Primitive.Exp:
                return Exp(a);
            case Primitive.Expm1:
                return Add(Exp(a), Integer(-1));
            case Primitive.Log:
                return Log(a);
            case Primitive.Log1p:
                return Log(Add(Integer(1), a));
            case Primitive.Sqrt:
                return SquareRoot(a);
            case Primitive.Sinh or Primitive.Cosh or Primitive.Tanh or Primitive.Logistic or Primitive.Softplus:
                return Hyperbolic(primitive, a);
            case Primitive.Sin or Primitive.Cos or Primitive.Tan:
                return Circular(primitive, a);
            case Primitive.Abs:
                UsedPieces |= !a.IsConstant;
                return a.Shadow < 0 ? Negate(a) : a;
            case Primitive.ToReal:
                return a;
            case Primitive.Floor or Primitive.Ceiling or Primitive.Round or Primitive.Not:
                return Number(DoubleField.Instance.Apply(primitive, [a.Shadow]));
            default:
                return Special(primitive, a);
        }
    }

    private GenericNumber Binary(Primitive primitive, GenericNumber a, GenericNumber b)
    {
        switch (primitive)
        {
            case Primitive.Add:
                return Add(a, b);
            case Primitive.Subtract:
                return Add(a, Negate(b));
            case Primitive.Multiply:
                return Multiply(a, b);
            case Primitive.Divide:
                return Divide(a, b);
            case Primitive.Power:
                return Power(a, b);
            case Primitive.Max:
                UsedPieces |= !a.IsConstant || !b.IsConstant;
                Decisions.Add(a.Shadow - b.Shadow);
                return a.Shadow >= b.Shadow ? a : b;
            case Primitive.Min:
                UsedPieces |= !a.IsConstant || !b.IsConstant;
                return a.Shadow <= b.Shadow ? a : b;
            case Primitive.Modulo:
                return Add(a, Negate(Multiply(b, Number(Math.Truncate(a.Shadow / b.Shadow)))));
            case Primitive.Equal:
                return Integer(a.Value == b.Value && a.Shadow == b.Shadow ? 1 : 0);
            case Primitive.NotEqual:
                return Integer(a.Value == b.Value && a.Shadow == b.Shadow ? 0 : 1);
            default:
                return Number(DoubleField.Instance.Apply(primitive, [a.Shadow, b.Shadow]));
        }
    }

    private GenericNumber Power(GenericNumber a, GenericNumber b)
    {
        if (b.IsConstant && b.Exponent is not null && b.Shadow == Math.Floor(b.Shadow) && Math.Abs(b.Shadow) <= 64)
        {
            if (a.Radicand is { } radicand && b.Shadow is 2 or -2)
            {
                return b.Shadow == 2 ? radicand : Divide(Integer(1), radicand);
            }

            var power = Enumerable.Repeat(a, (int)Math.Abs(b.Shadow)).Aggregate(Integer(1), Multiply);
            return b.Shadow < 0 ? Divide(Integer(1), power) : power;
        }

        return b.IsConstant && b.Shadow == 0.5 ? SquareRoot(a) : Exp(Multiply(b, Log(a)));
    }

    private GenericNumber SquareRoot(GenericNumber a)
    {
        UsedSurrogates |= a.IsSurrogate && !a.IsConstant;
        var exact = Transcendental.SquareRoot(a.Value);
        var root = exact ?? Transcendental.Draw(Primitive.Sqrt, a.Value);
        var derivative = a.IsConstant ? 0 : Invert(_field.Add(root, root));
        return new GenericNumber(root, Math.Sqrt(a.Shadow), Scale(a, derivative)) { IsSurrogate = a.IsSurrogate || exact is null, Radicand = a };
    }

    private GenericNumber Hyperbolic(Primitive primitive, GenericNumber a)
    {
        var one = Integer(1);
        var e = Exp(a);
        if (ExponentialOf(a) is null)
        {
            // Without an image of e^a the function's own value is drawn from it, so that its relations hold.
            UsedSurrogates |= !a.IsConstant;
        }

        GenericNumber Half(GenericNumber sum) => Divide(sum, Integer(2));
        var result = primitive switch
        {
            Primitive.Sinh => Half(Add(e, Negate(Divide(one, e)))),
            Primitive.Cosh => Half(Add(e, Divide(one, e))),
            Primitive.Tanh => Divide(Add(Multiply(e, e), Integer(-1)), Add(Multiply(e, e), one)),
            Primitive.Logistic => Divide(e, Add(one, e)),
            _ => Log(Add(one, e)),
        };
        return result with { Shadow = DoubleField.Instance.Apply(primitive, [a.Shadow]) };
    }

    private GenericNumber Circular(Primitive primitive, GenericNumber a)
    {
        if (a.Exponent is not { } exponent)
        {
            UsedSurrogates |= !a.IsConstant;
            exponent = Transcendental.Draw(Primitive.Cos, a.Value) % PrimeModulus.Exponents.Value;
        }

        var phase = _field.Power(Transcendental.BaseOfPhase, exponent);
        var inverse = Invert(phase);
        var half = _field.Inverse(2);
        var cosine = _field.Multiply(half, _field.Add(phase, inverse));
        var sine = _field.Multiply(_field.Multiply(half, _field.Subtract(phase, inverse)), _field.Negate(Transcendental.ImaginaryUnit));
        var (sin, cos) = (
            new GenericNumber(sine, Math.Sin(a.Shadow), Scale(a, cosine)) { IsSurrogate = a.Exponent is null },
            new GenericNumber(cosine, Math.Cos(a.Shadow), Scale(a, _field.Negate(sine))) { IsSurrogate = a.Exponent is null });
        return primitive switch { Primitive.Sin => sin, Primitive.Cos => cos, _ => Divide(sin, cos) };
    }

    private static ulong Root(ulong value) => Transcendental.SquareRoot(value) ?? throw new UnluckyPointException("A square root has no image at the point.");

    /// <summary>Functions without algebraic relations that matter here.</summary>
    private GenericNumber Special(Primitive primitive, GenericNumber a)
    {
        var shadow = DoubleField.Instance.Apply(primitive, [a.Shadow]);
        ulong Other(Primitive derivative, ulong argument) => Transcendental.Draw(derivative, argument);
        switch (primitive)
        {
            case Primitive.Atan:
                return Drawn(primitive, a, shadow, (x, _) => Invert(_field.Add(1, _field.Multiply(x, x))), isOdd: true);
            case Primitive.Asin:
                return Drawn(primitive, a, shadow, (x, _) => Invert(Root(_field.Subtract(1, _field.Multiply(x, x)))), isOdd: true);
            case Primitive.Acos:
                return Add(Number(Math.PI / 2), Negate(Special(Primitive.Asin, a)));
            case Primitive.Erf:
                return Drawn(primitive, a, shadow, (x, _) => Other(Primitive.Exp, _field.Multiply(x, x)), isOdd: true);
            case Primitive.Erfc:
                return Add(Integer(1), Negate(Special(Primitive.Erf, a))) with { Shadow = shadow };
            case Primitive.LogNormalCdf:
                var root = Number(Math.Sqrt(0.5));
                return Log(Divide(Add(Integer(1), Special(Primitive.Erf, Multiply(a, root))), Integer(2))) with { Shadow = shadow };
            case Primitive.LogGamma:
                return LogGamma(a) with { Shadow = shadow };
            case Primitive.Digamma:
                return Drawn(primitive, a, shadow, (x, _) => Other(Primitive.Trigamma, x));
            case Primitive.LogBesselI0:
                return Drawn(primitive, a, shadow, (x, _) => Other(Primitive.BesselRatio, x));
            default:
                return Drawn(primitive, a, shadow, (x, value) => Transcendental.Draw(primitive, x, stream: value));
        }
    }

    /// <summary>log Γ(a), reduced to an argument in [1, 2) by Γ(a + 1) = a Γ(a); factorials are exact.</summary>
    private GenericNumber LogGamma(GenericNumber a)
    {
        var result = Integer(0);
        var steps = 0;
        for (; a.Shadow >= 2 && steps < 200; steps++)
        {
            a = Add(a, Integer(-1));
            result = Add(result, Log(a));
        }

        for (; a.Shadow < 1 && steps < 200; steps++)
        {
            result = Add(result, Negate(Log(a)));
            a = Add(a, Integer(1));
        }

        return a.Value == 1 && a.IsConstant ? result : Add(result, Drawn(Primitive.LogGamma, a, 0, (x, _) => Transcendental.Draw(Primitive.Digamma, x)));
    }
}

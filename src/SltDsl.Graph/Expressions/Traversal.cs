using SltDsl.Language;
using SltDsl.Language.Model;

namespace SltDsl.Graph.Expressions;

/// <summary>Walks over scalars and over the tensors that they reach.</summary>
public static class Traversal
{
    /// <summary>The scalars that a scalar is made of, its own bounds and indices included; tensors are not entered.</summary>
    public static IEnumerable<Scalar> Children(this Scalar scalar) => scalar switch
    {
        Element element => element.Indices,
        Apply apply => apply.Arguments,
        Select select => [select.Condition, select.Then, select.Else],
        Reduce reduce => [reduce.Lower, reduce.Upper, reduce.Body],
        _ => [],
    };

    /// <summary>The scalar and all that it is made of, parents first; tensors are not entered.</summary>
    public static IEnumerable<Scalar> SelfAndDescendants(this Scalar scalar)
    {
        var stack = new Stack<Scalar>();
        stack.Push(scalar);
        while (stack.Count > 0)
        {
            var next = stack.Pop();
            yield return next;
            foreach (var child in next.Children().Reverse())
            {
                stack.Push(child);
            }
        }
    }

    /// <summary>The elements of tensors that a scalar reads directly.</summary>
    public static IEnumerable<Element> Elements(this Scalar scalar) => scalar.SelfAndDescendants().OfType<Element>();

    /// <summary>The tensors that the elements of a tensor are computed from directly; a recurrence names itself.</summary>
    public static IEnumerable<Tensor> Operands(this Tensor tensor) => tensor switch
    {
        Definition definition => definition.Body.Elements().Select(e => e.Tensor).Distinct(),
        RoutineResult routine => routine.Operands,
        _ => [],
    };

    /// <summary>All tensors that these are computed from, and these, each once, operands first.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="isGiven">Tensors that need no computing, so that their operands are not visited for their sake; null for none.</param>
    public static IReadOnlyList<Tensor> InOrder(this IEnumerable<Tensor> tensors, Func<Tensor, bool>? isGiven = null)
    {
        var seen = new HashSet<Tensor>();
        var order = new List<Tensor>();
        foreach (var tensor in tensors)
        {
            Visit(tensor);
        }

        return order;

        void Visit(Tensor tensor)
        {
            if (seen.Add(tensor))
            {
                foreach (var operand in isGiven?.Invoke(tensor) == true ? [] : tensor.Operands())
                {
                    Visit(operand);
                }

                order.Add(tensor);
            }
        }
    }

    /// <summary>The indices that occur free, each once, in order of occurrence.</summary>
    public static IReadOnlyList<IndexVariable> FreeIndices(this Scalar scalar)
    {
        var free = new List<IndexVariable>();
        Visit(scalar, []);
        return free;

        void Visit(Scalar part, IReadOnlyList<IndexVariable> bound)
        {
            if (part is IndexVariable index && !bound.Contains(index) && !free.Contains(index))
            {
                free.Add(index);
            }

            if (part is Reduce reduce)
            {
                Visit(reduce.Lower, bound);
                Visit(reduce.Upper, bound);
                Visit(reduce.Body, [.. bound, reduce.Index]);
            }
            else
            {
                foreach (var child in part.Children())
                {
                    Visit(child, bound);
                }
            }
        }
    }

    /// <summary>The level of a scalar: the highest that it touches.</summary>
    public static Level LevelOf(this Scalar scalar) => scalar.SelfAndDescendants()
        .Select(s => s switch { Element e => e.Tensor.Level, SizeValue => Level.Size, _ => Level.Constant })
        .Aggregate(Level.Constant, (highest, level) => level > highest ? level : highest);

    /// <summary>Rebuilds a scalar with its direct children replaced; constants fold again.</summary>
    public static Scalar Map(this Scalar scalar, Func<Scalar, Scalar> child) => scalar switch
    {
        Element element => new Element(element.Tensor, element.Indices.Select(child).ToEquatableArray()),
        Apply { Primitive: Primitive.Add, Arguments: [var a, var b] } => child(a) + child(b),
        Apply { Primitive: Primitive.Subtract, Arguments: [var a, var b] } => child(a) - child(b),
        Apply { Primitive: Primitive.Multiply, Arguments: [var a, var b] } => child(a) * child(b),
        Apply { Primitive: Primitive.Equal, Arguments: [var a, var b] } => ScalarFunctions.AreEqual(child(a), child(b)),
        Apply { Primitive: Primitive.Less, Arguments: [var a, var b] } => ScalarFunctions.Less(child(a), child(b)),
        Apply { Primitive: Primitive.LessOrEqual, Arguments: [var a, var b] } => ScalarFunctions.LessOrEqual(child(a), child(b)),
        Apply { Primitive: Primitive.And, Arguments: [var a, var b] } => ScalarFunctions.And(child(a), child(b)),
        Apply { Primitive: Primitive.Or, Arguments: [var a, var b] } => ScalarFunctions.Or(child(a), child(b)),
        Apply { Primitive: Primitive.Not, Arguments: [var a] } => ScalarFunctions.Not(child(a)),
        Apply apply => new Apply(apply.Primitive, apply.Arguments.Select(child).ToEquatableArray()),
        Select select => ScalarFunctions.When(child(select.Condition), child(select.Then), child(select.Else)),
        Reduce reduce => new Reduce(reduce.Kind, reduce.Index, child(reduce.Lower), child(reduce.Upper), child(reduce.Body)),
        _ => scalar,
    };

    /// <summary>The scalar with indices replaced.</summary>
    /// <param name="scalar">Where to replace. No index bound in it occurs in the replacements.</param>
    /// <param name="replacements">What stands for each index.</param>
    public static Scalar Substitute(this Scalar scalar, IReadOnlyDictionary<IndexVariable, Scalar> replacements)
    {
        return replacements.Count == 0 ? scalar : scalar switch
        {
            IndexVariable index => replacements.TryGetValue(index, out var replacement) ? replacement : scalar,

            // The index of a reduction is another variable inside it, even where it has the same name outside.
            Reduce reduce when replacements.ContainsKey(reduce.Index) => new Reduce(
                reduce.Kind,
                reduce.Index,
                reduce.Lower.Substitute(replacements),
                reduce.Upper.Substitute(replacements),
                reduce.Body.Substitute(replacements.Where(r => r.Key != reduce.Index).ToDictionary(r => r.Key, r => r.Value))),
            _ => scalar.Map(child => child.Substitute(replacements)),
        };
    }
}

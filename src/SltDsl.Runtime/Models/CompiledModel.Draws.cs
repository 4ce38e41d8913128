namespace SltDsl.Runtime;

/// <content>Draws from the prior, the model and its truths, and what follows from draws.</content>
public abstract partial class CompiledModel
{
    /// <inheritdoc/>
    public void DrawPrior(ref SltRandom random, Span<double> values)
    {
        CheckValues(values);
        CreateEvaluator().DrawPrior(ref random, values);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ValueLayout> DerivedWith(Dataset data)
    {
        CheckData(data);
        var all = Derived.ToList();
        foreach (var quantity in RowQuantities.Where(q => q.IsShown))
        {
            var offset = all.Count == 0 ? 0 : checked(all[^1].Offset + all[^1].Count);
            all.Add(new ValueLayout(quantity.Name, quantity.IsPerRow ? [data.Rows, .. quantity.Extents] : quantity.Extents, offset, quantity.IsInteger));
        }

        return all;
    }

    /// <inheritdoc/>
    public void Derive(ReadOnlySpan<double> values, ref SltRandom random, Span<double> derived)
    {
        CheckValues(values);
        var evaluator = Borrow();
        evaluator.Derive(values, ref random, derived);
        _spare = evaluator;
    }

    /// <inheritdoc/>
    public void Derive(ReadOnlySpan<double> values, Dataset data, ref SltRandom random, Span<double> derived)
    {
        CheckValues(values);
        CheckData(data);
        var shown = DerivedWith(data).Sum(q => q.Count);
        if (derived.Length != shown)
        {
            throw new ArgumentException($"The derived quantities of {Info.Name} have {shown} values, not {derived.Length}.", nameof(derived));
        }

        // What is drawn only for another quantity to read has its place behind all that is shown.
        var hidden = RowQuantities.Where(q => !q.IsShown).Sum(q => checked(q.Count * data.Rows));
        var all = hidden == 0 ? derived : new double[shown + hidden];
        var evaluator = Borrow();
        evaluator.Derive(values, ref random, all);
        evaluator.DeriveRows(values, data, ref random, all);
        _spare = evaluator;
        if (hidden > 0)
        {
            all[..shown].CopyTo(derived);
        }
    }

    /// <inheritdoc/>
    public Dataset Simulate(ReadOnlySpan<double> values, int rows, ref SltRandom random)
    {
        CheckValues(values);
        var data = EmptyRows(rows);
        var evaluator = CreateEvaluator();
        evaluator.DrawInputs(-1, data, ref random);
        evaluator.DrawObservations(-1, values, data, ref random);
        return data;
    }

    /// <inheritdoc/>
    public Dataset Predict(ReadOnlySpan<double> values, Dataset inputs, ref SltRandom random)
    {
        CheckValues(values);
        CheckData(inputs);
        var data = new Dataset(inputs.Rows, [.. inputs.Columns.Select(column => (double[])column.Clone())]);
        var evaluator = Borrow();
        evaluator.DrawObservations(-1, values, data, ref random);
        _spare = evaluator;
        return data;
    }

    /// <inheritdoc/>
    public Dataset Simulate(string truth, int rows, ref SltRandom random)
    {
        var number = NumberOf(truth);
        var data = SimulateInputs(number, rows, ref random);
        if (Info.Truths[number].IsRealisable)
        {
            var (model, values) = AtTruth(number);
            model.CreateEvaluator().DrawObservations(-1, values, data, ref random);
        }
        else
        {
            CreateEvaluator().DrawObservations(number, default, data, ref random);
        }

        return data;
    }

    /// <summary>A derived quantity that needs data.</summary>
    /// <param name="Name">The name in the model.</param>
    /// <param name="Extents">The extents, those of one row where each row has a value.</param>
    /// <param name="IsInteger">Whether the values are integers.</param>
    /// <param name="IsPerRow">Whether each row has a value.</param>
    /// <param name="IsShown">Whether the modeller asked for it.</param>
    protected sealed record RowQuantity(string Name, IReadOnlyList<int> Extents, bool IsInteger, bool IsPerRow, bool IsShown)
    {
        /// <summary>The number of elements, of one row where each row has a value.</summary>
        public int Count => Extents.Aggregate(1, (product, extent) => product * extent);
    }

    private Dataset SimulateInputs(int truth, int rows, ref SltRandom random)
    {
        var data = EmptyRows(rows);
        CreateEvaluator().DrawInputs(truth, data, ref random);
        return data;
    }
}

namespace SltDsl.Language.Tests.Binding;

/// <summary>Damages models word by word, so that many of them still parse.</summary>
internal static class ModelMutations
{
    private static readonly string[] _pieces =
    [
        "real", "int", "vector[K]", "matrix[P, P]", "array[3] int", "simplex[K]", "positive", "K", "P", "mu", "w", "x", "y", "z", "theta", "1", "0", "-1", "2.5", "1e9", "1000000000",
        "normal(0, 1)", "dirichlet(rep(1, K))", "categorical(w)", "flat()", "mixture(w, k => normal(mu[k], 1))", "hmm(w, W, k => normal(0, 1))", "sum(x)", "zeros(K)", "rep(1, 1000000000)",
        "[1, 2]", "[i for i in 1:K]", "fold(0, (a, b) => a + b, 1:K)", "x'", "W * x", "x * x", "^ 2", "[1]", "[:, 1]", "[1:2]", "layer(W, b, x)", "rbf(t, 1, 1)", "column(x)",
        "each t in 1:K", " ~ ", " = ", "(", ")", ", ", "<lower=0>", "if x == 1 then 2 else 3", "truth", "set", "with K = 1;", "with K = 1000000000;", "where", "param", "let", "observe", "input",
    ];

    /// <summary>The text after one to three edits.</summary>
    public static string Damage(string text, Random random)
    {
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            text = Mutate(text, random);
        }

        return text;
    }

    private static string Mutate(string text, Random random)
    {
        var words = Words(text);
        var (start, length) = words[random.Next(words.Count)];
        var (from, size) = words[random.Next(words.Count)];
        return random.Next(4) switch
        {
            0 => text.Remove(start, length),
            1 => text.Remove(start, length).Insert(start, _pieces[random.Next(_pieces.Length)]),
            2 => text.Remove(start, length).Insert(start, text.Substring(from, size)),
            _ => text.Insert(start, _pieces[random.Next(_pieces.Length)] + " "),
        };
    }

    private static List<(int Start, int Length)> Words(string text)
    {
        var words = new List<(int, int)>();
        for (var i = 0; i < text.Length;)
        {
            var start = i++;
            while (i < text.Length && char.IsLetterOrDigit(text[start]) && char.IsLetterOrDigit(text[i]))
            {
                i++;
            }

            if (!char.IsWhiteSpace(text[start]))
            {
                words.Add((start, i - start));
            }
        }

        return words.Count == 0 ? [(0, 0)] : words;
    }
}

using SltDsl.Language.Syntax.Lexing;

namespace SltDsl.Language.Syntax.Errors;

/// <summary>An example of the right form of each statement, for messages.</summary>
internal static class StatementForms
{
    /// <summary>A statement of this kind as it should look.</summary>
    public static string Example(TokenKind leading) => leading switch
    {
        TokenKind.Slt => "slt 1;",
        TokenKind.Model => "model GaussianMixture;",
        TokenKind.Import => "import \"layers.slt\";",
        TokenKind.Size => "size K = 2 in 1:8;",
        TokenKind.Hyper => "hyper real alpha = 1 in [0.05, 2];",
        TokenKind.Data => "data vector[G] grid;",
        TokenKind.Input => "input vector[P] x ~ normal(0, 1);",
        TokenKind.Param => "param vector[K] mu ~ normal(0, 3);",
        TokenKind.Latent => "latent int<lower=1, upper=K> z ~ categorical(w);",
        TokenKind.Let => "let f = dot(a, tanh(b * x));",
        TokenKind.Observe => "observe real y ~ normal(mu, sigma);",
        TokenKind.Factor => "factor sum(w) ~ normal(0, 0.01);",
        TokenKind.Require => "require K <= M else \"more factors than items\";",
        TokenKind.Fun => "fun real sq(real v) = v ^ 2;",
        TokenKind.Truth => "truth One { with K = 1; set mu = [0]; }",
        TokenKind.Phase => "phase Merged where max(mu) - min(mu) < 0.3;",
        TokenKind.Train => "train Sgd = sgd(lr = 0.01, batch = 32, steps = 20_000);",
        _ => "generate real total = sum(w);",
    };
}

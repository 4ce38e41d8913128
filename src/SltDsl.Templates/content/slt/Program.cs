using SltDsl.Runtime;
using SltProject;

// The class Line is made from Line.slt when the project is built; warnings point into that file.
var model = new Line();
Console.WriteLine($"{model.Info.Name}: {model.Dimension} parameters; at Steep {model.Facts?.At("Steep").Rlct}");

var random = new SltRandom(seed: 1);
var data = model.Simulate("Steep", rows: 200, ref random);
var draws = Nuts.Sample(model.Posterior(data), seed: 1);

var values = draws.Map(model.Dimension, (point, target) => model.ToValues(point, Coordinates.Unconstrained, target));
string[] names = ["intercept", "slope", "sigma"];
foreach (var summary in names.Select((name, i) => QuantitySummary.Of(name, values.Coordinate(i))))
{
    Console.WriteLine($"{summary.Name,-10}{summary.Mean,8:0.00} ± {summary.Sd:0.00}   R-hat {summary.RHat:0.000}");
}

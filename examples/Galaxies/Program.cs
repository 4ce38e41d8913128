using Galaxies;
using SltDsl.Files;

var file = DataReader.Read(Path.Combine(AppContext.BaseDirectory, "galaxies.csv"));
var two = new TwoComponents();
var three = new ThreeComponents();
var ordered = new ThreeOrdered();

Console.WriteLine("How much do the parameters cost when one group is the truth?");
LambdaTable.Print(two, "OneGroup");
LambdaTable.Print(three, "OneGroup");

Console.WriteLine();
Console.WriteLine("What do the 82 velocities say? (1000 km/s; 4 chains, 1000 draws each)");
PosteriorTable.Print(two, file);
var draws = PosteriorTable.Print(three, file);
PosteriorTable.Print(ordered, file);

var picture = Path.GetFullPath("galaxies.svg");
PosteriorPicture.Write(picture, three.Load(file).Columns[0], draws, three.HyperValues["sigma"]);
Console.WriteLine();
Console.WriteLine($"Picture: {picture}");

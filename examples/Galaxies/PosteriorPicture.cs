using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using SltDsl.Runtime;

namespace Galaxies;

/// <summary>The data as a histogram with the posterior predictive density and its 90 % band.</summary>
internal static class PosteriorPicture
{
    private const double First = 5, Last = 40, BinWidth = 1;
    private const int Points = 350;

    /// <summary>Writes the picture as SVG.</summary>
    /// <param name="path">Where.</param>
    /// <param name="velocities">The data.</param>
    /// <param name="draws">Draws of the weights, then the means.</param>
    /// <param name="sigma">The spread of a group.</param>
    public static void Write(string path, double[] velocities, Draws draws, double sigma)
    {
        var plot = new PlotModel
        {
            Title = "82 galaxies: the data, and the predictive density of three groups with its 90 % band",
            TitleFontSize = 14,
            TitleFontWeight = FontWeights.Normal,
            Background = OxyColors.White,
            DefaultFont = "Arial",
            TitlePadding = 10,
            Padding = new(16),
            PlotAreaBorderThickness = new(1, 0, 0, 1),
        };
        plot.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Title = "velocity, 1000 km/s", AxisTitleDistance = 8, Minimum = First, Maximum = Last });
        plot.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Title = "density", AxisTitleDistance = 14, Minimum = 0 });
        plot.Series.Add(Histogram(velocities));
        var (band, mean) = Predictive(draws, sigma);
        plot.Series.Add(band);
        plot.Series.Add(mean);
        using var stream = File.Create(path);
        
        // Viewers differ in how they align text vertically; positions are written out instead.
        new SvgExporter { Width = 800, Height = 450, UseVerticalTextAlignmentWorkaround = true }.Export(plot, stream);
    }

    private static RectangleBarSeries Histogram(double[] velocities)
    {
        var bars = new RectangleBarSeries { FillColor = OxyColor.FromRgb(0xC8, 0xD3, 0xDF), StrokeColor = OxyColors.White, StrokeThickness = 1 };
        for (var left = First; left < Last; left += BinWidth)
        {
            var count = velocities.Count(v => v >= left && v < left + BinWidth);
            bars.Items.Add(new RectangleBarItem(left, 0, left + BinWidth, count / (velocities.Length * BinWidth)));
        }

        return bars;
    }

    private static (AreaSeries Band, LineSeries Mean) Predictive(Draws draws, double sigma)
    {
        var colour = OxyColor.FromRgb(0x0B, 0x5C, 0xA8);
        var band = new AreaSeries { Color = OxyColors.Transparent, Color2 = OxyColors.Transparent, Fill = OxyColor.FromAColor(70, colour) };
        var mean = new LineSeries { Color = colour, StrokeThickness = 2 };
        var densities = new double[draws.Chains * draws.Count];
        for (var i = 0; i <= Points; i++)
        {
            var x = First + ((Last - First) * i / Points);
            for (var d = 0; d < densities.Length; d++)
            {
                densities[d] = Density(x, draws[d % draws.Chains, d / draws.Chains], sigma);
            }

            Array.Sort(densities);
            band.Points.Add(new DataPoint(x, densities[(int)(0.05 * densities.Length)]));
            band.Points2.Add(new DataPoint(x, densities[(int)(0.95 * densities.Length)]));
            mean.Points.Add(new DataPoint(x, densities.Average()));
        }

        return (band, mean);
    }

    private static double Density(double x, ReadOnlySpan<double> weightsAndMeans, double sigma)
    {
        var groups = weightsAndMeans.Length / 2;
        var density = 0.0;
        for (var k = 0; k < groups; k++)
        {
            var z = (x - weightsAndMeans[groups + k]) / sigma;
            density += weightsAndMeans[k] * Math.Exp(-0.5 * z * z) / (sigma * Math.Sqrt(2 * Math.PI));
        }

        return density;
    }
}

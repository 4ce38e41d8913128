using System.Text;
using SltDsl.Runtime;

namespace SltDsl.Files.Tests;

/// <summary>Reads texts as files, and what goes wrong with them.</summary>
internal static class Reading
{
    public static DataFile Read(DataFormat format, string text) => DataReader.Parse("data", Encoding.UTF8.GetBytes(text), format);

    /// <summary>The message with which a file is refused, or a name of it when it is asked for.</summary>
    public static string Refusal(string code, Func<DataFile> read, string? name = null)
    {
        var error = name is null ? Assert.Throws<DataException>(() => read()) : read().Find(name)!.Fault;
        Assert.NotNull(error);
        Assert.Equal(code, error.Code);
        return error.Message;
    }

    public static void AssertColumn(DataFile file, string name, int[] extents, params double[] values)
    {
        var column = file.Find(name);
        Assert.NotNull(column);
        Assert.Null(column.Fault);
        Assert.Equal(extents, column.Extents);
        Assert.Equal(values, column.Values);
    }
}

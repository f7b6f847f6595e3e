using System.Text.Json;

namespace SoftReserve.Cli.Comparing;

/// <summary>stub</summary>
internal static class ComparisonJson
{
    public static void Write(ToldComparison told, TextWriter output)
    {
    }
}

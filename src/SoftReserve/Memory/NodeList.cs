using System.Globalization;
using System.Text;
using SoftReserve.Addresses;

namespace SoftReserve.Memory;

/// <summary>Node numbers as the kernel writes a bitmap: <c>1,3-4</c>.</summary>
/// <remarks>The <c>%*pbl</c> format of lib/vsprintf.c; also sysfs <c>nodelist</c> and
/// <c>possible</c>. Text is made when somebody reads it.</remarks>
/// <param name="Nodes">Ascending, none twice.</param>
public readonly record struct NodeList(ValueList<int> Nodes)
{
    /// <summary>Runs of neighbours as <c>first-last</c>, separated by commas; empty for no
    /// node.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var first = 0; first < Nodes.Count;)
        {
            var last = EndOfRun(first);
            text.Append(text.Length > 0 ? "," : "")
                .Append(CultureInfo.InvariantCulture, $"{Nodes[first]}");
            if (last > first)
                text.Append(CultureInfo.InvariantCulture, $"-{Nodes[last]}");
            first = last + 1;
        }

        return text.ToString();
    }

    private int EndOfRun(int index)
    {
        while (index + 1 < Nodes.Count && Nodes[index + 1] == Nodes[index] + 1)
            index++;
        return index;
    }
}

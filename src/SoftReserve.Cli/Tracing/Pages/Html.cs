using System.Net;
using System.Text;

namespace SoftReserve.Cli.Tracing.Pages;

/// <summary>Text that is safe inside a page.</summary>
internal static class Html
{
    /// <summary>Text for an element or a quoted attribute.</summary>
    public static string Escape(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var letter in text)
            clean.Append(char.IsControl(letter) && letter != '\n' ? '\ufffd' : letter);
        return WebUtility.HtmlEncode(clean.ToString());
    }

    /// <summary>A number for an attribute.</summary>
    public static string Number(double number) =>
        number.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
}

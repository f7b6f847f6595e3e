using System.Globalization;

namespace SoftReserve.Userspace.SystemTools;

/// <summary>Sizes as util-linux writes and reads them.</summary>
internal static class UtilLinuxSize
{
    private const string Letters = "BKMGTPE";
    private const string BeyondLetters = "ZY";
    private const int BitsOfLetter = 10;
    private const int ParseFailed = 22, ParseOverflows = 34;

    /// <summary>With one letter and at most one digit behind the point: <c>128M</c>,
    /// <c>1.1G</c>.</summary>
    public static string Text(UInt128 bytes)
    {
        var letter = 0;
        while (letter < Letters.Length - 1 && bytes >> (BitsOfLetter * (letter + 1)) > 0)
            letter++;
        var shift = BitsOfLetter * letter;
        var whole = bytes >> shift;
        var rest = bytes - (whole << shift);
        var tenths = ((rest * 1000 >> shift) + 50) / 100;
        if (tenths == 10)
            (whole, tenths) = (whole + 1, 0);
        return whole.ToString(CultureInfo.InvariantCulture)
            + (tenths > 0 ? "." + tenths.ToString(CultureInfo.InvariantCulture) : "")
            + Letters[letter];
    }

    /// <summary>Reads <c>512M</c>, <c>1.5GiB</c>, <c>2GB</c> (a power of ten) or plain bytes; the
    /// second half is the error of a text that is none.</summary>
    public static (ulong Bytes, int Errno) Read(string text)
    {
        var digits = text.TakeWhile(each => char.IsAsciiDigit(each) || each == '.').Count();
        if (digits == 0 || !decimal.TryParse(
            text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number))
            return (0, ParseFailed);
        var unit = text[digits..];
        if (unit.Length > 0 && BeyondLetters.Contains(char.ToUpperInvariant(unit[0])))
            return (0, ParseOverflows);
        var letter = unit.Length == 0 ? 0 : Letters.IndexOf(char.ToUpperInvariant(unit[0]));
        if (letter < 0 || unit.Length > 1 && unit[1..] is not ("iB" or "B"))
            return (0, ParseFailed);
        decimal step = unit.Length == 2 ? 1000 : 1024;
        for (; letter > 0 && number < ulong.MaxValue; letter--)
            number *= step;
        return number > ulong.MaxValue ? (0, ParseOverflows) : ((ulong)number, 0);
    }
}

namespace SoftReserve.Orders;

/// <summary>The outside of a token: version, fingerprint, check characters.</summary>
internal static class TokenText
{
    private const int SextetsOfCheck = 2;

    public static bool LooksLikeToken(string text) =>
        text.Length > 1 && text[0] is OrderToken.Common or OrderToken.Wide
        && text.IndexOf('.', StringComparison.Ordinal) is var dot and > 1
        && text.AsSpan(1, dot - 1).IndexOfAnyExceptInRange('0', '9') < 0;

    public static string Write(BootFingerprint fingerprint, string deviations)
    {
        var body = fingerprint.Machine + fingerprint.Kernel + "." + Check(fingerprint, deviations)
            + deviations;
        var common = Prefix(OrderToken.Common) + body;
        return common.Length <= OrderToken.MostCharacters
            ? common
            : Prefix(OrderToken.Wide) + body;
    }

    public static TokenReading Read(string text)
    {
        if (!LooksLikeToken(text))
            return Malformed(0, FormattableString.Invariant($"v{OrderToken.Version}."));
        var begin = text.IndexOf('.', StringComparison.Ordinal) + 1;
        if (text[..begin] is var prefix
            && prefix != Prefix(OrderToken.Common) && prefix != Prefix(OrderToken.Wide))
            return new TokenReading.Refused(new OrderRefusal.OtherVersion(prefix[..^1]));
        var middle = begin + 2 * BootFingerprint.SextetsOfEach;
        for (var index = begin; index < text.Length; index++)
            if (index == middle ? text[index] != '.' : !Sextet.Alphabet.Contains(text[index]))
                return Malformed(index, index == middle ? "a dot" : "a letter, digit, - or _");
        if (text.Length < middle + 1 + SextetsOfCheck)
            return Malformed(text.Length, "more");
        var most = text[0] == OrderToken.Common
            ? OrderToken.MostCharacters
            : OrderToken.MostCharactersOfWide;
        return text.Length > most
            ? Malformed(most, "the end")
            : Take(text[begin..middle], text[(middle + 1)..]);
    }

    private static TokenReading Take(string fingerprints, string rest)
    {
        var fingerprint = new BootFingerprint(
            fingerprints[..BootFingerprint.SextetsOfEach],
            fingerprints[BootFingerprint.SextetsOfEach..]);
        var deviations = rest[SextetsOfCheck..];
        return rest[..SextetsOfCheck] == Check(fingerprint, deviations)
            ? new TokenReading.Parts(fingerprint, deviations)
            : new TokenReading.Refused(new OrderRefusal.Mistyped());
    }

    private static string Prefix(char form) =>
        FormattableString.Invariant($"{form}{OrderToken.Version}.");

    private static string Check(BootFingerprint fingerprint, string deviations) => TextHash.Sextets(
        fingerprint.Machine + fingerprint.Kernel + deviations, SextetsOfCheck);

    private static TokenReading.Refused Malformed(int index, string expected) =>
        new(new OrderRefusal.Malformed(index + 1, expected));
}

/// <summary>A token taken apart, before anybody asks whose it is.</summary>
internal abstract record TokenReading
{
    private TokenReading()
    {
    }

    public sealed record Parts(BootFingerprint Fingerprint, string Deviations) : TokenReading;

    public sealed record Refused(OrderRefusal Reason) : TokenReading;
}

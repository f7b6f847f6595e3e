using SoftReserve.Addresses;

namespace SoftReserve.Listings;

/// <summary>Collects the fields of one object in order, leaving out what is not there.</summary>
internal sealed class NdctlObject
{
    private readonly List<NdctlField> _fields = [];

    public NdctlObject Text(string name, string? value) =>
        value is null ? this : Add(name, new NdctlJson.Text(value));

    public NdctlObject Number(string name, int? value) =>
        value is { } number ? Add(name, new NdctlJson.Number(number)) : this;

    public NdctlObject Flag(string name, bool? value) =>
        value is { } flag ? Add(name, new NdctlJson.Flag(flag)) : this;

    public NdctlObject Size(string name, ByteSize? value) =>
        value is { } size ? Add(name, new NdctlJson.Size(size)) : this;

    /// <summary>The size, unless it is zero.</summary>
    public NdctlObject SizeIfAny(string name, ByteSize value) =>
        value.Bytes == 0 ? this : Size(name, value);

    public NdctlObject Hex(string name, ulong? value) =>
        value is { } hex ? Add(name, new NdctlJson.Hex(hex)) : this;

    /// <summary>The value, if there is one.</summary>
    public NdctlObject Json(string name, NdctlJson? value) =>
        value is null ? this : Add(name, value);

    /// <summary>The list, unless it is empty.</summary>
    public NdctlObject ListIfAny(string name, IEnumerable<NdctlJson> items)
    {
        ValueList<NdctlJson> list = [.. items];
        return list.IsEmpty ? this : Add(name, new NdctlJson.List(list));
    }

    /// <summary>The fields of another object, behind those that are there.</summary>
    public NdctlObject All(NdctlObject other)
    {
        _fields.AddRange(other._fields);
        return this;
    }

    public NdctlJson Build() => new NdctlJson.Object([.. _fields]);

    private NdctlObject Add(string name, NdctlJson value)
    {
        _fields.Add(new NdctlField(name, value));
        return this;
    }
}

using SoftReserve.Addresses;

namespace SoftReserve.Resources;

/// <summary>Says which node of a tree is meant: the outermost one with this range and
/// name.</summary>
/// <remarks>Stands for the pointer that the kernel's drivers keep. A node whose range grew while it
/// was inserted answers to the grown range only.</remarks>
public readonly record struct ResourceRef(AddressRange Range, string? Name);

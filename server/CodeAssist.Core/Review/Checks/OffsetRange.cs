using System.Runtime.InteropServices;

namespace CodeAssist.Core.Review.Checks;

/// <summary>A piece of a text, in UTF-16 units from its beginning. Lines are left to the document: parsers count them by other rules.</summary>
/// <param name="Start">The first unit.</param>
/// <param name="End">The unit after the last.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OffsetRange(int Start, int End)
{
    public int Length => End - Start;

    public override string ToString() => $"{Start}-{End}";
}

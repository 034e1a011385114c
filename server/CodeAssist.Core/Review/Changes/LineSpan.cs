using System.Runtime.InteropServices;

namespace CodeAssist.Core.Review.Changes;

/// <summary>Lines of a text, counted from zero.</summary>
/// <param name="Start">The first line.</param>
/// <param name="End">The line after the last; equal to <paramref name="Start"/> where there is none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LineSpan(int Start, int End)
{
    public int Count => End - Start;

    public bool IsEmpty => End <= Start;

    public bool Contains(int line) => line >= Start && line < End;

    /// <summary>Whether the two have a line in common.</summary>
    public bool Overlaps(LineSpan other) => Start < other.End && other.Start < End;

    public override string ToString() => $"{Start}-{End}";
}

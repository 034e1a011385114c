using System.Runtime.InteropServices;

namespace CodeAssist.Core.Review.Likelihood;

/// <summary>A name, a number, or a run of signs that belong together.</summary>
/// <param name="Start">Offset in UTF-16 units.</param>
/// <param name="Text">As it stands; a string is only its quotes.</param>
/// <param name="IsName">Whether it is a name or a keyword.</param>
/// <param name="IsNumber">Whether it is a number.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CodeToken(int Start, string Text, bool IsName, bool IsNumber)
{
    public int End => Start + Text.Length;
}

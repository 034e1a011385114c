using System.Runtime.InteropServices;

namespace CodeAssist.Core.Text;

/// <summary>From one place up to another, the second not included.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextRange(TextPosition Start, TextPosition End)
{
    /// <summary>An empty range: a caret.</summary>
    public static TextRange At(TextPosition position) => new(position, position);

    public override string ToString() => $"{Start}-{End}";
}

using System.Runtime.InteropServices;

namespace CodeAssist.Core.Text;

/// <summary>A place between two UTF-16 units, counted from zero. May lie outside a text; whoever resolves it clamps.</summary>
/// <param name="Line">Line from zero.</param>
/// <param name="Character">UTF-16 units from the start of the line.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextPosition(int Line, int Character) : IComparable<TextPosition>
{
    public static bool operator <(TextPosition left, TextPosition right) => left.CompareTo(right) < 0;

    public static bool operator >(TextPosition left, TextPosition right) => left.CompareTo(right) > 0;

    public static bool operator <=(TextPosition left, TextPosition right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TextPosition left, TextPosition right) => left.CompareTo(right) >= 0;

    public int CompareTo(TextPosition other) =>
        Line != other.Line ? Line.CompareTo(other.Line) : Character.CompareTo(other.Character);

    public override string ToString() => $"{Line}:{Character}";
}

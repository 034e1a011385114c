using System.Runtime.InteropServices;

namespace CodeAssist.Core.Review.Changes;

/// <summary>What a member is called where it is used, and what it stands in: <c>Add</c> and <c>Shop.Cart&lt;T&gt;</c> of <c>Shop.Cart&lt;T&gt;.Add&lt;U&gt;(Item)</c>.</summary>
/// <param name="Owner">Full name; empty for what stands in nothing.</param>
/// <param name="Simple">Without type parameters; empty for what has no name, as operators.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MemberName(string Owner, string Simple)
{
    public static MemberName Of(string symbol)
    {
        if (symbol.Contains("operator ", StringComparison.Ordinal))
        {
            return new MemberName("", "");
        }

        var end = symbol.IndexOfAny(['(', '[']);
        var name = end < 0 ? symbol.AsSpan() : symbol.AsSpan(0, end);
        var (start, depth, arity) = (0, 0, name.Length);
        for (var at = 0; at < name.Length; at++)
        {
            if (name[at] == '<' && depth++ == 0)
            {
                arity = at;
            }

            depth -= name[at] == '>' ? 1 : 0;
            if (depth == 0 && name[at] is '.' or ' ' or '~')
            {
                (start, arity) = (at + 1, name.Length);
            }
        }

        return new MemberName(name[..Math.Max(0, start - 1)].ToString(), name[start..Math.Max(start, arity)].ToString());
    }
}

namespace CodeAssist.Core.Review.Changes;

/// <summary>A type, method, property or the like.</summary>
/// <param name="Symbol">Its full name, the same wherever it stands in whichever file: <c>Shop.Cart.Add(Item)</c>. Without overloads where a language is read by its lines alone.</param>
/// <param name="Lines">All of it, with its attributes and its documentation.</param>
/// <param name="Signature">Its head on one line, without body.</param>
public sealed record CodeMember(string Symbol, LineSpan Lines, string Signature)
{
    /// <summary>What it is called where it is used.</summary>
    public MemberName Name => MemberName.Of(Symbol);

    /// <summary>Whether it holds other members: a type, a namespace, a module.</summary>
    public bool IsContainer { get; init; }
}
